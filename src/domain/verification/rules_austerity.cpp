// Family A, the part that one file decides: spending that the containment norms restrict.
#include <algorithm>

#include "domain/verification/families.hpp"
#include "domain/verification/judging.hpp"

namespace verification {
namespace {

using namespace judging;

// Whether a rule of restricted spending concerns the file: its renglones are the norm's.
enum class Concern : std::uint8_t { Yes, No, NoNorm, NoPartida };
Concern concern(const FileFacts& file, const RuleNorms& norms, Parameter renglones) {
  const auto* set = norms.renglones(renglones);
  if (set == nullptr) return Concern::NoNorm;
  if (file.partidas.empty()) return Concern::NoPartida;
  return any_renglon(file, *set) ? Concern::Yes : Concern::No;
}

std::optional<Outcome> unconcerned(Concern found, Inapplicable why) {
  switch (found) {
    case Concern::Yes:
      return std::nullopt;
    case Concern::No:
      return not_applicable(why);
    case Concern::NoNorm:
      return cannot_tell(Input::Parametro);
    case Concern::NoPartida:
      break;
  }
  return cannot_tell(Input::Partida);
}

// The file's partidas of the norm's renglones.
std::vector<Witness> restricted_rows(const FileFacts& file, const RuleNorms& norms, Parameter p) {
  std::vector<Witness> rows;
  for (const auto& row : file.partidas)
    if (norms.renglones(p)->test(index_of(row.partida.renglon)))
      std::ranges::move(partida_rows(row), std::back_inserter(rows));
  return rows;
}

bool authorised(const FileFacts& file) { return document_of(file, Documento::Autaust) != nullptr; }

}  // namespace

Outcome rule_a02(const FileFacts& file, const RuleNorms& norms) {
  constexpr auto list = Parameter::RestringidosRenglones;
  if (auto out = unconcerned(concern(file, norms, list), Inapplicable::RenglonNoRestringido))
    return *std::move(out);
  if (authorised(file)) return pass();
  auto rows = restricted_rows(file, norms, list);
  rows.push_back(document_row(Documento::Autaust));
  return fail(Proof{"", {{"documento", text(code_of(Documento::Autaust))}}, {}, std::move(rows)});
}

Outcome rule_a03(const FileFacts& file, const RuleNorms& norms) {
  if (file.gasto != Gasto::Viatico) return not_applicable(Inapplicable::NoEsViatico);
  if (!file.comision || !file.comision->exterior) return cannot_tell(Input::Comision);
  const auto& trip = *file.comision;
  std::vector<Proof> proofs;
  std::optional<Input> missing;
  for (const auto clase : {Documento::Nomb, Documento::Inf})
    if (document_of(file, clase) == nullptr)
      proofs.push_back(
          {"documento", {{"documento", text(code_of(clase))}}, {}, {document_row(clase)}});

  const auto full = norms.money(Parameter::ViaticoDia), half = norms.money(Parameter::ViaticoMedio);
  if (*trip.exterior || !full || !half) {
    missing = Input::Parametro;  // The tariff abroad is no norm that is held.
  } else if (!trip.dias_completos || !trip.medios_dias || !trip.pedido) {
    missing = Input::Comision;
  } else {
    const auto most = MoneySum::centavos(Int128{full->in_centavos()} * *trip.dias_completos +
                                         Int128{half->in_centavos()} * *trip.medios_dias);
    if (*trip.pedido > most)
      proofs.push_back({"tope",
                        {{"monto", *trip.pedido},
                         {"tope", most.narrow().value_or(Money{})},
                         {"dias", *trip.dias_completos},
                         {"medios", *trip.medios_dias}},
                        Value{(*trip.pedido - most).narrow().value_or(Money{})},
                        {document_row(Documento::Vl)}});
  }

  const auto limit = norms.count(Parameter::ViaticoPlazo);
  const auto settled = trip.liquidado.value_or(file.hoy);
  if (!limit) {
    missing = Input::Parametro;
  } else if (!trip.hasta) {
    missing = Input::Comision;
  } else if (!norms.days().knows(*trip.hasta) || !norms.days().knows(settled)) {
    missing = Input::Calendario;
  } else if (const auto days = norms.days().between(*trip.hasta, settled); days > *limit) {
    proofs.push_back(
        {"plazo",
         {{"hasta", *trip.hasta}, {"fecha", settled}, {"dias", days}, {"plazo", *limit}},
         Value{days - *limit},
         {document_row(Documento::Vl)}});
  }
  return concluded(std::move(proofs), missing);
}

Outcome rule_a05(const FileFacts& file, const RuleNorms& norms) {
  constexpr auto list = Parameter::VehiculoRenglones;
  if (auto out = unconcerned(concern(file, norms, list), Inapplicable::NoEsVehiculo))
    return *std::move(out);
  if (authorised(file)) return pass();
  if (!norms.knows(Parameter::VehiculoPermitidos)) return cannot_tell(Input::Parametro);
  if (!file.bien || file.bien->bien.empty()) return cannot_tell(Input::Bien);
  const auto allowed = norms.words(Parameter::VehiculoPermitidos);
  const auto what = file.bien->bien.view();
  if (std::ranges::find(allowed, what) != allowed.end()) return pass();
  return fail(Proof{"",
                    {{"hallado", text(what)}},
                    {},
                    restricted_rows(file, norms, Parameter::VehiculoRenglones)});
}

Outcome rule_a06(const FileFacts& file, const RuleNorms& norms) {
  constexpr auto list = Parameter::SeguroRenglones;
  if (auto out = unconcerned(concern(file, norms, list), Inapplicable::NoEsSeguroMedico))
    return *std::move(out);
  if (!file.bien || !file.bien->seguro_medico) return cannot_tell(Input::Bien);
  if (!*file.bien->seguro_medico) return not_applicable(Inapplicable::NoEsSeguroMedico);
  if (!file.bien->pacto_colectivo) return cannot_tell(Input::Bien);
  if (!*file.bien->pacto_colectivo)
    return fail(Proof{"sin_pacto", {}, {}, restricted_rows(file, norms, list)});
  if (!file.bien->intermediario) return cannot_tell(Input::Bien);
  if (*file.bien->intermediario)
    return fail(Proof{"intermediario", {}, {}, restricted_rows(file, norms, list)});
  return pass();
}

Outcome rule_a07(const FileFacts& file, const RuleNorms& norms) {
  constexpr auto list = Parameter::ProtocoloRenglones;
  if (auto out = unconcerned(concern(file, norms, list), Inapplicable::NoEsProtocolo))
    return *std::move(out);
  if (file.bien && file.bien->insumo_del_producto == true)
    return not_applicable(Inapplicable::InsumoDelProducto);
  std::vector<Proof> proofs;
  std::optional<Input> missing;
  if (!file.bien || !file.bien->festejo)
    missing = Input::Evento;
  else if (*file.bien->festejo)
    proofs.push_back({"festejo", {}, {}, restricted_rows(file, norms, list)});
  if (document_of(file, Documento::Listasist) == nullptr)
    proofs.push_back({"lista", {}, {}, {document_row(Documento::Listasist)}});
  // A cap per person is asked only where the institution has set one.
  if (const auto cap = norms.money(Parameter::ProtocoloTope)) {
    if (!file.bien || !file.bien->asistentes || *file.bien->asistentes < 1 || !file.monto) {
      missing = Input::Evento;
    } else if (Int128{cap->in_centavos()} * *file.bien->asistentes < file.monto->in_centavos()) {
      const Ratio each{file.monto->in_centavos(), *file.bien->asistentes};
      const auto cost = Money::centavos(static_cast<std::int64_t>(rounded(each)));
      proofs.push_back({"tope",
                        {{"monto", *file.monto},
                         {"asistentes", *file.bien->asistentes},
                         {"hallado", cost},
                         {"tope", *cap}},
                        Value{(cost - *cap).narrow().value_or(Money{})},
                        restricted_rows(file, norms, list)});
    }
  }
  return concluded(std::move(proofs), missing);
}

Outcome rule_a08(const FileFacts& file, const RuleNorms& norms) {
  constexpr auto list = Parameter::DivulgacionRenglones;
  if (auto out = unconcerned(concern(file, norms, list), Inapplicable::NoEsDivulgacion))
    return *std::move(out);
  if (!file.bien) return cannot_tell(Input::PlanComunicacion);
  if (file.bien->insumo_del_producto == true)
    return not_applicable(Inapplicable::InsumoDelProducto);
  std::vector<Proof> proofs;
  std::optional<Input> missing;
  if (!file.bien->en_plan_comunicacion || !file.bien->promocional)
    missing = Input::PlanComunicacion;
  if (file.bien->en_plan_comunicacion == false)
    proofs.push_back({"fuera_de_plan", {}, {}, restricted_rows(file, norms, list)});
  if (file.bien->promocional == true)
    proofs.push_back({"promocional", {}, {}, restricted_rows(file, norms, list)});
  return concluded(std::move(proofs), missing);
}

}  // namespace verification
