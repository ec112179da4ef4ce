// Family W, the part that one file decides: who did what on it, whether it came before under
// another number, and whether what it cites was in force.
#include <algorithm>
#include <array>

#include "domain/verification/families.hpp"
#include "domain/verification/judging.hpp"

namespace verification {

using namespace judging;

Outcome rule_w01(const FileFacts& file, const RuleNorms&) {
  // Whoever acts for another acts twice: as himself and with the other's power.
  struct Share {
    std::int64_t person;
    Duty funcion;
  };
  std::array<Share, 32> shares;
  std::size_t count = 0;
  std::uint32_t done = 0;
  bool untold = false;
  for (const auto& act : file.actos) {
    if (!act.actor) {
      untold = true;
      continue;
    }
    done |= 1U << static_cast<unsigned>(act.funcion);
    if (count + 2 > shares.size()) break;
    shares[count++] = {*act.actor, act.funcion};
    if (act.por && *act.por != *act.actor) shares[count++] = {*act.por, act.funcion};
  }
  std::vector<Proof> proofs;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (shares[i].person == shares[j].person && shares[i].funcion != shares[j].funcion)
        proofs.push_back({"",
                          {{"persona", shares[i].person},
                           {"primera", text(code_of(shares[j].funcion))},
                           {"segunda", text(code_of(shares[i].funcion))}},
                          {},
                          {{"persona", std::to_string(shares[i].person)}}});
  if (!proofs.empty()) return fail(std::move(proofs));
  if (untold) return cannot_tell(Input::Actos);
  if ((done & (done - 1)) == 0) return not_applicable(Inapplicable::UnaSolaFuncion);
  return pass();
}

Outcome rule_w04(const FileFacts& file, const RuleNorms& norms) {
  if (file.documentos.empty()) return cannot_tell(Input::Documentos);
  const auto limit = norms.share(Parameter::ReingresoParte);
  if (!limit) return cannot_tell(Input::Parametro);
  if (file.gasto == Gasto::Nomina) return not_applicable(Inapplicable::SinFacturaPropia);
  if (!file.historia) return cannot_tell(Input::Historial);
  std::vector<Proof> proofs;
  for (const auto& found : file.historia->parecidos) {
    if (found.clase != Parecido::Reingreso) continue;
    if (!found.parte) return cannot_tell(Input::Historial);
    if (*found.parte < Ratio{*limit, 10000}) continue;
    proofs.push_back({"",
                      {{"expediente", text(found.expediente.view())},
                       {"parte", *found.parte},
                       {"limite", Ratio{*limit, 10000}}},
                      Value{*found.parte - Ratio{*limit, 10000}},
                      {{"expediente", text(found.expediente.view())}}});
  }
  return concluded(std::move(proofs), std::nullopt);
}

Outcome rule_w08(const FileFacts& file, const RuleNorms&) {
  if (file.citas.empty()) return not_applicable(Inapplicable::SinCitas);
  std::vector<Proof> proofs;
  bool untold = false;
  for (const auto& cited : file.citas) {
    if (!cited.vigente || !cited.fecha) {
      untold = true;
      continue;
    }
    if (!*cited.vigente)
      proofs.push_back({"",
                        {{"norma", text(cited.norma.view())}, {"fecha", *cited.fecha}},
                        {},
                        {{"norma", text(cited.norma.view())}}});
  }
  return concluded(std::move(proofs), untold ? std::optional(Input::Citas) : std::nullopt);
}

}  // namespace verification
