// Family C, the part that one file decides: how something is bought, and the contract behind it.
#include <algorithm>

#include "domain/verification/families.hpp"
#include "domain/verification/judging.hpp"

namespace verification {
namespace {

using namespace judging;

Money narrowed(MoneySum sum) { return sum.narrow().value_or(Money{}); }

bool is_exception(Modalidad modalidad) {
  return modalidad >= Modalidad::Exc44A && modalidad <= Modalidad::Exc44G;
}

bool npg_shape(std::string_view text) {
  return text.size() == 10 && text.front() == 'E' &&
         std::ranges::all_of(text.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}
bool nog_shape(std::string_view text) {
  return text.size() >= 6 && text.size() <= 10 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Witness contract_row(const Contract& contract) {
  return {"contrato", text(contract.numero.view())};
}

// The last day that the guarantees of a kind cover without a gap from `start` on; nothing where
// none covers the first day.
std::optional<Date> covered_until(const Contract& contract, Garantia clase, Date start) {
  std::optional<Date> until;
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& bond : contract.garantias) {
      if (bond.clase != clase || !bond.desde || !bond.hasta) continue;
      const auto next = until ? Date{std::chrono::sys_days{*until} + std::chrono::days{1}} : start;
      if (*bond.desde <= next && (!until ? *bond.hasta >= start : *bond.hasta > *until)) {
        until = *bond.hasta;
        grown = true;
      }
    }
  }
  return until;
}

struct Bonds {
  bool any = false, untold = false;
  MoneySum sum;
};
Bonds bonds_of(const Contract& contract, Garantia clase) {
  Bonds out;
  for (const auto& bond : contract.garantias) {
    if (bond.clase != clase) continue;
    out.any = true;
    if (!bond.monto || !bond.desde || !bond.hasta)
      out.untold = true;
    else
      out.sum += *bond.monto;
  }
  return out;
}

}  // namespace

Outcome rule_c01(const FileFacts& file, const RuleNorms& norms) {
  if (!purchase(file)) return not_applicable(Inapplicable::GastoSinPlan);
  if (!file.modalidad) return cannot_tell(Input::Modalidad);
  if (file.modalidad != Modalidad::BajaCuantia) return not_applicable(Inapplicable::OtraModalidad);
  const auto cap = norms.money(Parameter::BajaCuantiaHasta);
  const auto window = norms.count(Parameter::FraccionVentana);
  if (!cap || !window) return cannot_tell(Input::Parametro);
  if (!file.historia || !file.historia->mismo_nit) return cannot_tell(Input::Historial);
  const auto sum = *file.historia->mismo_nit;
  if (sum <= *cap) return pass();
  return fail(Proof{"",
                    {{"suma", sum},
                     {"tope", *cap},
                     {"dias", *window},
                     {"nit", text(file.proveedor.nit.view())},
                     {"familia", text(file.familia.view())},
                     {"unidad", show(file.unidad_ejecutora)}},
                    Value{narrowed(sum - *cap)},
                    {{"proveedor", text(file.proveedor.nit.view())}}});
}

Outcome rule_c05(const FileFacts& file, const RuleNorms& norms) {
  if (!purchase(file)) return not_applicable(Inapplicable::ModalidadSinTope);
  if (!file.modalidad) return cannot_tell(Input::Modalidad);
  const auto small = norms.money(Parameter::BajaCuantiaHasta);
  const auto direct = norms.money(Parameter::CompraDirectaHasta);
  const auto quoted = norms.money(Parameter::CotizacionHasta);
  std::optional<Money> over, upto;  // Above `over`, up to `upto`.
  switch (*file.modalidad) {
    case Modalidad::BajaCuantia:
      over = Money{}, upto = small;
      break;
    case Modalidad::CompraDirecta:
      over = small, upto = direct;
      break;
    case Modalidad::Cotizacion:
    case Modalidad::ArrendCotizacion:
      over = direct, upto = quoted;
      break;
    case Modalidad::Licitacion:
    case Modalidad::ArrendLicitacion:
      over = quoted, upto = Money::centavos(INT64_MAX);
      break;
    default:
      return not_applicable(Inapplicable::ModalidadSinTope);
  }
  if (!over || !upto) return cannot_tell(Input::Parametro);
  const auto amount = amount_of_purchase(file);
  if (!amount) return cannot_tell(Input::Monto);
  // A more demanding procedure than the amount asks for is nobody's loss.
  if (*amount <= *upto) return pass();
  return fail(
      Proof{"",
            {{"monto", *amount}, {"tope", *upto}, {"modalidad", text(code_of(*file.modalidad))}},
            Value{narrowed(*amount - *upto)},
            {{"modalidad", text(code_of(*file.modalidad))}}});
}

Outcome rule_c06(const FileFacts& file, const RuleNorms&) {
  if (!purchase(file)) return not_applicable(Inapplicable::GastoSinPlan);
  if (!file.en_paa) return cannot_tell(Input::Paa);
  if (!*file.en_paa)
    return fail(Proof{
        "falta", {{"familia", text(file.familia.view())}}, {}, {document_row(Documento::Paap)}});
  const auto amount = amount_of_purchase(file);
  if (!file.saldo_paa || !amount) return cannot_tell(file.saldo_paa ? Input::Monto : Input::Paa);
  if (*amount <= *file.saldo_paa) return pass();
  return fail(Proof{"excede",
                    {{"monto", *amount}, {"saldo", *file.saldo_paa}},
                    Value{narrowed(*amount - *file.saldo_paa)},
                    {document_row(Documento::Paap)}});
}

Outcome rule_c07(const FileFacts& file, const RuleNorms& norms) {
  if (!purchase(file)) return not_applicable(Inapplicable::ModalidadSinPublicacion);
  if (!file.modalidad) return cannot_tell(Input::Modalidad);
  if (!norms.knows(Parameter::ConNog) || !norms.knows(Parameter::ConNpg))
    return cannot_tell(Input::Parametro);
  const bool nog = norms.holds(Parameter::ConNog, *file.modalidad);
  const bool npg = norms.holds(Parameter::ConNpg, *file.modalidad);
  if (!nog && !npg) return not_applicable(Inapplicable::ModalidadSinPublicacion);
  const auto found = !file.nog.empty() ? file.nog.view() : file.npg.view();
  const std::string asked = nog && npg ? "NOG o NPG" : nog ? "NOG" : "NPG";
  if ((nog && nog_shape(file.nog.view())) || (npg && npg_shape(file.npg.view()))) {
    const auto limit = norms.count(Parameter::NpgPlazo);
    const auto received = file.on(Hito::Recepcion), published = file.on(Hito::Publicacion);
    if (!npg || nog || !limit) return pass();
    if (!received || !published) return cannot_tell(Input::Fechas);
    const auto days = days_between(*received, *published);
    if (days <= *limit) return pass();
    return fail(Proof{"tarde",
                      {{"dias", days}, {"plazo", *limit}},
                      Value{days - *limit},
                      {document_row(Documento::Pub)}});
  }
  if (found.empty())
    return fail(Proof{"falta", {{"esperado", asked}}, {}, {document_row(Documento::Pub)}});
  return fail(Proof{"forma",
                    {{"hallado", text(found)}, {"esperado", asked}},
                    {},
                    {document_row(Documento::Pub)}});
}

Outcome rule_c08(const FileFacts& file, const RuleNorms& norms) {
  if (!purchase(file)) return not_applicable(Inapplicable::NoEsExcepcion);
  if (!file.modalidad) return cannot_tell(Input::Modalidad);
  // Basic services and individual services rest on the law itself, not on a resolution.
  if (!is_exception(*file.modalidad) || file.modalidad == Modalidad::Exc44G ||
      file.modalidad == Modalidad::Exc44E)
    return not_applicable(Inapplicable::NoEsExcepcion);
  if (document_of(file, Documento::Resexc) == nullptr)
    return fail(Proof{"falta",
                      {{"modalidad", text(code_of(*file.modalidad))}},
                      {},
                      {document_row(Documento::Resexc)}});
  const auto limit = norms.count(Parameter::ExcepcionRepetida);
  if (!limit) return pass();
  if (!file.historia || !file.historia->excepciones) return cannot_tell(Input::Historial);
  if (*file.historia->excepciones < *limit) return pass();
  return fail(Proof{"repetida",
                    {{"hallado", *file.historia->excepciones},
                     {"limite", *limit},
                     {"modalidad", text(code_of(*file.modalidad))}},
                    Value{*file.historia->excepciones - *limit + 1},
                    {{"modalidad", text(code_of(*file.modalidad))}}});
}

Outcome rule_c19(const FileFacts& file, const RuleNorms& norms) {
  if (!file.contrato) return not_applicable(Inapplicable::SinContrato);
  const auto& contract = *file.contrato;
  const auto most = norms.share(Parameter::AmpliacionMaxima);
  if (!most) return cannot_tell(Input::Parametro);
  if (!contract.monto || !contract.ampliado) return cannot_tell(Input::Contrato);
  std::vector<Proof> proofs;
  const auto allowed = Money::centavos(part_of(contract.monto->in_centavos(), *most));
  if (*contract.ampliado > allowed)
    proofs.push_back(
        {"ampliacion",
         {{"ampliado", *contract.ampliado}, {"contrato", *contract.monto}, {"tope", allowed}},
         Value{narrowed(*contract.ampliado - allowed)},
         {contract_row(contract)}});
  if (!contract.pagado_antes || !file.monto) return concluded(std::move(proofs), Input::Contrato);
  const auto in_force = *contract.monto + *contract.ampliado;
  const auto paid = *contract.pagado_antes + *file.monto;
  if (paid > in_force)
    proofs.push_back({"pagado",
                      {{"pagado", narrowed(paid)}, {"contrato", narrowed(in_force)}},
                      Value{narrowed(paid - in_force)},
                      {contract_row(contract)}});
  return concluded(std::move(proofs), std::nullopt);
}

Outcome rule_c20(const FileFacts& file, const RuleNorms& norms) {
  if (!file.contrato) return not_applicable(Inapplicable::SinContrato);
  const auto& contract = *file.contrato;
  const auto performance = norms.share(Parameter::FianzaCumplimiento);
  const auto advance = norms.share(Parameter::FianzaAnticipo);
  const auto upkeep = norms.share(Parameter::FianzaConservacion);
  if (!performance || !advance || !upkeep) return cannot_tell(Input::Parametro);
  if (!contract.monto) return cannot_tell(Input::Contrato);
  const auto* list = norms.checklist(file.gasto, file.modalidad);
  const auto listed = [&](Documento clase) {
    return list != nullptr && std::ranges::any_of(list->items, [&](const auto& item) {
             return item.documento == clase && item.exigencia == Exigencia::Obligatorio &&
                    holds(item.condicion, file, norms) == true;
           });
  };
  // A list that asks for no guarantee makes none due.
  if (!listed(Documento::Cumpl) && !listed(Documento::Fianza10) && contract.garantias.empty())
    return not_applicable(Inapplicable::SinFianzaDebida);

  std::vector<Proof> proofs;
  bool untold = false;
  const auto ask = [&](Garantia clase, std::int64_t due) {
    const auto bonds = bonds_of(contract, clase);
    if (bonds.untold) {
      untold = true;
      return;
    }
    if (bonds.sum.in_centavos() >= due) return;
    proofs.push_back({"monto",
                      {{"garantia", text(code_of(clase))},
                       {"hallado", narrowed(bonds.sum)},
                       {"esperado", Money::centavos(due)}},
                      Value{Money::centavos(due - narrowed(bonds.sum).in_centavos())},
                      {contract_row(contract), {"garantia", text(code_of(clase))}}});
  };
  const auto total = contract.monto->in_centavos();
  ask(Garantia::Cumplimiento, part_of(total, *performance));
  if (contract.anticipo && *contract.anticipo > Money{})
    ask(Garantia::Anticipo, part_of(contract.anticipo->in_centavos(), *advance));
  // Upkeep is due once what was bought has been received.
  if (contract.entregado && listed(Documento::Calid))
    ask(Garantia::Conservacion, part_of(total, *upkeep));

  const auto begins = contract.inicia,
             ends = contract.entregado ? contract.entregado : contract.termina;
  if (!begins || !ends) {
    untold = true;
  } else if (proofs.empty() && !untold) {
    const auto until = covered_until(contract, Garantia::Cumplimiento, *begins);
    if (!until || *until < *ends)
      proofs.push_back({"hueco",
                        {{"desde", *begins},
                         {"hasta", *ends},
                         {"cubierto", until ? show(*until) : std::string()}},
                        Value{until ? days_between(*until, *ends) : days_between(*begins, *ends)},
                        {contract_row(contract)}});
  }
  return concluded(std::move(proofs), untold ? std::optional(Input::Garantias) : std::nullopt);
}

Outcome rule_c21(const FileFacts& file, const RuleNorms& norms) {
  if (!file.contrato) return not_applicable(Inapplicable::SinContrato);
  const auto& contract = *file.contrato;
  const auto most = norms.share(Parameter::AnticipoMaximo);
  if (!most) return cannot_tell(Input::Parametro);
  if (!contract.anticipo) return cannot_tell(Input::Contrato);
  if (*contract.anticipo <= Money{}) return not_applicable(Inapplicable::SinAnticipo);
  if (!contract.monto) return cannot_tell(Input::Contrato);
  std::vector<Proof> proofs;
  const auto allowed = Money::centavos(part_of(contract.monto->in_centavos(), *most));
  if (*contract.anticipo > allowed)
    proofs.push_back({"tope",
                      {{"anticipo", *contract.anticipo}, {"tope", allowed}},
                      Value{narrowed(*contract.anticipo - allowed)},
                      {contract_row(contract)}});
  if (!contract.amortizado || !contract.pagado_antes || !file.monto)
    return concluded(std::move(proofs), Input::Contrato);
  // amortised / advance ≥ paid / contract, each payment giving back its share.
  const auto paid = *contract.pagado_antes + *file.monto;
  const Int128 done = Int128{contract.amortizado->in_centavos()} * contract.monto->in_centavos();
  const Int128 due = Int128{contract.anticipo->in_centavos()} * paid.in_centavos();
  const Int128 centavo = contract.monto->in_centavos();
  if (*contract.amortizado < *contract.anticipo && done + centavo < due) {
    const auto owed = static_cast<std::int64_t>(due / contract.monto->in_centavos());
    proofs.push_back({"amortizacion",
                      {{"hallado", *contract.amortizado}, {"esperado", Money::centavos(owed)}},
                      Value{Money::centavos(owed - contract.amortizado->in_centavos())},
                      {contract_row(contract)}});
  }
  return concluded(std::move(proofs), std::nullopt);
}

Outcome rule_c22(const FileFacts& file, const RuleNorms& norms) {
  if (!file.contrato) return not_applicable(Inapplicable::SinContrato);
  const auto& contract = *file.contrato;
  const auto limit = norms.count(Parameter::ContratoRegistroPlazo);
  if (!limit) return cannot_tell(Input::Parametro);
  if (!contract.aprobado) return cannot_tell(Input::Contrato);
  const auto end = contract.registrado_cgc.value_or(file.hoy);
  const auto days = days_between(*contract.aprobado, end);
  if (days <= *limit) return pass();
  return fail(Proof{contract.registrado_cgc ? "tarde" : "falta",
                    {{"aprobado", *contract.aprobado}, {"dias", days}, {"plazo", *limit}},
                    Value{days - *limit},
                    {contract_row(contract)}});
}

Outcome rule_c23(const FileFacts& file, const RuleNorms&) {
  if (!file.contrato) return not_applicable(Inapplicable::SinContrato);
  const auto& contract = *file.contrato;
  if (!contract.inicia || !contract.aprobado) return cannot_tell(Input::Contrato);
  if (*contract.inicia >= *contract.aprobado) return pass();
  return fail(Proof{"",
                    {{"inicia", *contract.inicia}, {"aprobado", *contract.aprobado}},
                    Value{days_between(*contract.inicia, *contract.aprobado)},
                    {contract_row(contract)}});
}

Outcome rule_c24(const FileFacts& file, const RuleNorms& norms) {
  if (!file.contrato) return not_applicable(Inapplicable::SinContrato);
  const auto& contract = *file.contrato;
  if (!contract.entrega) return cannot_tell(Input::Contrato);
  const auto delivered = contract.entregado.value_or(file.hoy);
  const auto days = days_between(*contract.entrega, delivered);
  if (days <= 0) return not_applicable(Inapplicable::SinEntregaVencida);
  const auto daily = norms.share(Parameter::MultaDiaria);  // Per thousand and day.
  const auto most = norms.share(Parameter::MultaTope);
  if (!daily || !most) return cannot_tell(Input::Parametro);
  if (!contract.monto) return cannot_tell(Input::Contrato);
  const auto total = contract.monto->in_centavos();
  // `daily` is in hundredths of one per thousand.
  const auto fine = static_cast<std::int64_t>((Int128{total} * *daily * days + 50'000) / 100'000);
  const auto due = std::min(fine, part_of(total, *most));
  if (contract.sancion && contract.sancion->in_centavos() >= due) return pass();
  const auto found = contract.sancion.value_or(Money{});
  return fail(Proof{contract.sancion ? "corta" : "falta",
                    {{"entrega", *contract.entrega},
                     {"dias", days},
                     {"hallado", found},
                     {"esperado", Money::centavos(due)}},
                    Value{Money::centavos(due - found.in_centavos())},
                    {contract_row(contract)}});
}

}  // namespace verification
