// Family B: the money of a file against its partidas, their balances and cuotas, its CURs, its
// invoices and what is withheld.
#include <algorithm>

#include "domain/verification/families.hpp"
#include "domain/verification/judging.hpp"

namespace verification {
namespace {

using namespace judging;
using budget::CurClase;
using budget::Stage;

bool in_force(const FileCur& cur) { return budget::counts(cur.estado); }

// What the file's CURs have moved of a stage on one partida, reversals subtracted; nothing where
// no CUR of it is there, and untold where one lacks its amount.
struct Moved {
  bool any = false, untold = false;
  MoneySum sum;
};
Moved moved(const FileFacts& file, Stage stage, std::optional<std::size_t> partida = {}) {
  Moved out;
  for (const auto& cur : file.curs) {
    if (!in_force(cur) || !budget::moves(cur.clase, stage)) continue;
    if (partida && cur.partida != *partida) continue;
    out.any = true;
    if (cur.monto)
      out.sum += *cur.monto;
    else
      out.untold = true;
  }
  return out;
}

Money narrowed(MoneySum sum) { return sum.narrow().value_or(Money{}); }

// What this file commits of a partida: its COM, CYD and REG, whatever their state but rejected.
struct Committing {
  bool any = false, untold = false;
  MoneySum sum;
};
Committing committing(const FileFacts& file, std::size_t partida) {
  Committing out;
  for (const auto& cur : file.curs) {
    if (cur.partida != partida || !budget::moves(cur.clase, Stage::Comprometido)) continue;
    if (cur.estado == budget::CurEstado::Anulado || cur.estado == budget::CurEstado::Rechazado)
      continue;
    out.any = true;
    if (cur.monto)
      out.sum += *cur.monto;
    else
      out.untold = true;
  }
  return out;
}

bool commits(const FileFacts& file) {
  return std::ranges::any_of(
      file.curs, [](const FileCur& cur) { return budget::moves(cur.clase, Stage::Comprometido); });
}

// One stage of the file may not pass the one before it, on each of its partidas.
Outcome stage_within(const FileFacts& file, Stage stage, Stage limit, Inapplicable nothing,
                     std::string_view name, std::string_view limit_name) {
  if (!moved(file, stage).any) return not_applicable(nothing);
  std::vector<Proof> proofs;
  std::optional<Input> missing;
  for (std::size_t i = 0; i < std::max<std::size_t>(file.partidas.size(), 1); ++i) {
    const auto high = moved(file, stage, i), low = moved(file, limit, i);
    if (!high.any) continue;
    if (high.untold || low.untold || !low.any) {
      missing = Input::Cur;
      continue;
    }
    if (high.sum <= low.sum) continue;
    Proof proof{"",
                {{name, narrowed(high.sum)}, {limit_name, narrowed(low.sum)}},
                Value{narrowed(high.sum - low.sum)},
                {}};
    if (i < file.partidas.size()) proof.rows = partida_rows(file.partidas[i]);
    for (const auto& cur : file.curs)
      if (in_force(cur) && cur.partida == i &&
          (budget::moves(cur.clase, stage) || budget::moves(cur.clase, limit)))
        proof.rows.push_back(cur_row(cur));
    proofs.push_back(std::move(proof));
  }
  return concluded(std::move(proofs), missing);
}

// A yes or no of each partida, given by whoever knows the plan, the sources or the inputs.
Outcome partidas_say(const FileFacts& file, std::optional<bool> FilePartida::*answer, Input asked) {
  return each_partida(file, [&](const FilePartida& row, auto& proofs) -> std::optional<Input> {
    const auto& told = row.*answer;
    if (!told) return asked;
    if (!*told) proofs.push_back({"", {{"hallado", show(row.partida)}}, {}, partida_rows(row)});
    return std::nullopt;
  });
}

Money withheld_from(const FileFacts& file) {
  return narrowed(MoneySum{file.retencion_iva.value_or(Money{})} +
                  MoneySum{file.retencion_isr.value_or(Money{})});
}

}  // namespace

Outcome rule_b01(const FileFacts& file, const RuleNorms&) {
  if (!commits(file)) return not_applicable(Inapplicable::NadaSeCompromete);
  if (file.partidas.empty()) return cannot_tell(Input::Partida);
  std::vector<Proof> proofs;
  std::optional<Input> missing;
  for (std::size_t i = 0; i < file.partidas.size(); ++i) {
    const auto& row = file.partidas[i];
    const auto asked = committing(file, i);
    if (!asked.any) continue;
    if (asked.untold || !row.vigente || !row.comprometido) {
      missing = asked.untold ? Input::Cur : Input::Saldos;
      continue;
    }
    const auto left = *row.vigente - *row.comprometido;
    if (asked.sum <= left) continue;
    proofs.push_back({"",
                      {{"monto", narrowed(asked.sum)},
                       {"vigente", *row.vigente},
                       {"comprometido", *row.comprometido},
                       {"saldo", narrowed(left)}},
                      Value{narrowed(asked.sum - left)},
                      partida_rows(row)});
  }
  return concluded(std::move(proofs), missing);
}

Outcome rule_b02(const FileFacts& file, const RuleNorms&) {
  return stage_within(file, Stage::Devengado, Stage::Comprometido, Inapplicable::NadaSeDevenga,
                      "devengado", "comprometido");
}

Outcome rule_b03(const FileFacts& file, const RuleNorms&) {
  return stage_within(file, Stage::Pagado, Stage::Devengado, Inapplicable::NadaSePaga, "pagado",
                      "devengado");
}

Outcome rule_b04(const FileFacts& file, const RuleNorms&) {
  if (!commits(file)) return not_applicable(Inapplicable::NadaSeCompromete);
  if (file.partidas.empty()) return cannot_tell(Input::Partida);
  std::vector<Proof> proofs;
  std::optional<Input> missing;
  for (std::size_t i = 0; i < file.partidas.size(); ++i) {
    const auto& row = file.partidas[i];
    const auto asked = committing(file, i);
    if (!asked.any) continue;
    if (asked.untold || !row.cuota_compromiso || !row.cuota_compromiso_usada) {
      missing = asked.untold ? Input::Cur : Input::Cuota;
      continue;
    }
    const auto left = *row.cuota_compromiso - *row.cuota_compromiso_usada;
    if (asked.sum <= left) continue;
    proofs.push_back({"",
                      {{"monto", narrowed(asked.sum)},
                       {"cuota", *row.cuota_compromiso},
                       {"usada", *row.cuota_compromiso_usada},
                       {"saldo", narrowed(left)}},
                      Value{narrowed(asked.sum - left)},
                      partida_rows(row)});
  }
  return concluded(std::move(proofs), missing);
}

Outcome rule_b05(const FileFacts& file, const RuleNorms&) {
  if (file.gasto == Gasto::FondoRotativo)
    return not_applicable(Inapplicable::GastoSinDisponibilidad);
  const auto* slip = document_of(file, Documento::Cdp);
  if (slip == nullptr) return fail(Proof{"falta", {}, {}, {document_row(Documento::Cdp)}});
  std::vector<Proof> proofs;
  std::optional<Input> missing;
  const auto promised = file.on(Hito::Comprometido);
  const auto asked = file.adjudicado ? file.adjudicado : file.monto;
  if (!slip->fecha || !slip->monto) missing = Input::Documentos;
  if (!asked) missing = Input::Monto;
  if (slip->fecha && promised && *slip->fecha > *promised)
    proofs.push_back({"tarde",
                      {{"fecha", *slip->fecha}, {"compromiso", *promised}},
                      Value{days_between(*promised, *slip->fecha)},
                      {document_row(Documento::Cdp)}});
  if (slip->monto && asked && *slip->monto < *asked)
    proofs.push_back({"corta",
                      {{"hallado", *slip->monto}, {"esperado", *asked}},
                      Value{narrowed(*asked - *slip->monto)},
                      {document_row(Documento::Cdp)}});
  return concluded(std::move(proofs), missing);
}

Outcome rule_b06(const FileFacts& file, const RuleNorms&) {
  if (!paid_by_invoice(file)) return not_applicable(Inapplicable::SinInsumos);
  return partidas_say(file, &FilePartida::insumo_permitido, Input::Insumos);
}

Outcome rule_b07(const FileFacts& file, const RuleNorms&) {
  if (file.gasto == Gasto::FondoRotativo && file.partidas.empty())
    return not_applicable(Inapplicable::SinPartida);
  return partidas_say(file, &FilePartida::en_red, Input::Red);
}

Outcome rule_b08(const FileFacts& file, const RuleNorms& norms) {
  if (!paid_by_invoice(file)) return not_applicable(Inapplicable::SinInsumos);
  const auto least = norms.count(Parameter::DuracionMinima);
  const auto* stored = norms.renglones(Parameter::RenglonesAlmacen);
  const auto* listed = norms.renglones(Parameter::RenglonesInventario);
  if (!least || stored == nullptr || listed == nullptr) return cannot_tell(Input::Parametro);
  if (file.partidas.empty()) return cannot_tell(Input::Partida);
  const bool inventory = any_renglon(file, *listed);
  const bool supplies = any_renglon(file, *stored) && !inventory;
  if (!inventory && !supplies) return not_applicable(Inapplicable::RenglonSinDuracion);
  return each_invoice(file, [&](const Invoice& invoice, auto& proofs) -> std::optional<Input> {
    bool untold = invoice.items.empty();
    for (const auto& item : invoice.items) {
      if (!item.duracion_meses) {
        untold = true;
        continue;
      }
      const bool lasts = *item.duracion_meses >= *least;
      if (lasts == inventory) continue;
      proofs.push_back({lasts ? "dura" : "no_dura",
                        {{"insumo", text(item.insumo.view())},
                         {"meses", *item.duracion_meses},
                         {"limite", *least}},
                        Value{*item.duracion_meses - *least},
                        {invoice_row(invoice), {"insumo", text(item.insumo.view())}}});
    }
    return untold ? std::optional(Input::Duracion) : std::nullopt;
  });
}

Outcome rule_b12(const FileFacts& file, const RuleNorms&) {
  if (file.curs.empty()) return not_applicable(Inapplicable::SinCur);
  std::vector<Proof> proofs;
  bool untold = false;
  for (const auto& cur : file.curs) {
    if (!cur.monto)
      untold = true;
    else if (*cur.monto <= Money{} && !cur.revierte)
      proofs.push_back({"", {{"monto", *cur.monto}}, {}, {cur_row(cur)}});
  }
  return concluded(std::move(proofs), untold ? std::optional(Input::Cur) : std::nullopt);
}

Outcome rule_b14(const FileFacts& file, const RuleNorms& norms) {
  if (file.gasto != Gasto::FondoRotativo) return not_applicable(Inapplicable::NoEsFondoRotativo);
  std::vector<Proof> proofs;
  // A cap and a deadline are asked only where the institution has set them.
  const auto cap = norms.money(Parameter::ValeMaximo);
  const auto limit = norms.count(Parameter::FondoLiquidacionPlazo);
  auto out = each_invoice(file, [&](const Invoice& invoice, auto& found) -> std::optional<Input> {
    if (!invoice.total || !invoice.emitida || invoice.emisor.empty()) return Input::Factura;
    if (cap && *invoice.total > *cap)
      found.push_back({"tope",
                       {{"monto", *invoice.total}, {"tope", *cap}},
                       Value{narrowed(*invoice.total - *cap)},
                       {invoice_row(invoice)}});
    for (const auto& earlier : file.facturas) {
      if (&earlier == &invoice) break;
      if (earlier.emisor == invoice.emisor && earlier.emitida == invoice.emitida)
        found.push_back({"repetida",
                         {{"nit", text(invoice.emisor.view())}, {"fecha", *invoice.emitida}},
                         {},
                         {invoice_row(earlier), invoice_row(invoice)}});
    }
    return std::nullopt;
  });
  if (file.contrato_abierto == true) proofs.push_back({"contrato_abierto", {}, {}, {}});
  const auto done = file.on(Hito::Completo), last = file.on(Hito::Factura);
  if (limit && done && last && days_between(*last, *done) > *limit)
    proofs.push_back({"tarde",
                      {{"dias", days_between(*last, *done)}, {"plazo", *limit}},
                      Value{days_between(*last, *done) - *limit},
                      {{"fecha", text(code_of(Hito::Completo))}}});
  if (proofs.empty() && out.verdict == Verdict::Pass && !file.contrato_abierto)
    return cannot_tell(Input::Guatecompras);
  if (proofs.empty()) return out;
  std::ranges::move(proofs, std::back_inserter(out.proofs));
  return fail(std::move(out.proofs));
}

Outcome rule_b15(const FileFacts& file, const RuleNorms& norms) {
  if (!paid_by_invoice(file)) return not_applicable(Inapplicable::GastoSinFactura);
  if (!file.proveedor.regimen) return cannot_tell(Input::Retenciones);
  if (file.proveedor.regimen == Regimen::Exento)
    return not_applicable(Inapplicable::ProveedorExento);
  if (file.facturas.empty()) return cannot_tell(Input::Factura);
  const auto tolerance = norms.money(Parameter::RetencionTolerancia);
  const auto agent_from = norms.money(Parameter::IvaAgenteDesde);
  const auto agent = norms.share(Parameter::IvaAgente);
  const auto small_from = norms.money(Parameter::IvaPequenoDesde);
  const auto small = norms.share(Parameter::IvaPequeno);
  const auto isr_from = norms.money(Parameter::IsrDesde);
  const auto isr_step = norms.money(Parameter::IsrTramo);
  const auto isr_low = norms.share(Parameter::IsrBajo);
  const auto isr_high = norms.share(Parameter::IsrAlto);
  if (!tolerance || !agent_from || !agent || !small_from || !small || !isr_from || !isr_step ||
      !isr_low || !isr_high)
    return cannot_tell(Input::Parametro);

  std::int64_t due_iva = 0, due_isr = 0;
  for (const auto& invoice : file.facturas) {
    if (!invoice.total || !invoice.iva) return cannot_tell(Input::FacturaDetalle);
    const auto total = invoice.total->in_centavos(), iva = invoice.iva->in_centavos();
    if (file.proveedor.regimen == Regimen::PequenoContribuyente) {
      if (*invoice.total >= *small_from) due_iva += part_of(total, *small);
      continue;
    }
    if (*invoice.total >= *agent_from) due_iva += part_of(iva, *agent);
    const auto base = total - iva;
    if (file.proveedor.regimen == Regimen::OpcionalSimplificado && *invoice.total >= *isr_from)
      due_isr += part_of(std::min(base, isr_step->in_centavos()), *isr_low) +
                 part_of(std::max<std::int64_t>(base - isr_step->in_centavos(), 0), *isr_high);
  }
  std::vector<Proof> proofs;
  bool untold = false;
  const auto compare = [&](std::optional<Money> found, std::int64_t due, std::string_view motive,
                           Documento slip) {
    if (!found && due > 0) untold = true;
    const auto amount = found.value_or(Money{}).in_centavos();
    if (!found || std::abs(amount - due) <= tolerance->in_centavos()) return;
    proofs.push_back({motive,
                      {{"hallado", *found}, {"esperado", Money::centavos(due)}},
                      Value{Money::centavos(amount - due)},
                      {document_row(slip)}});
  };
  compare(file.retencion_iva, due_iva, "iva", Documento::Retiva);
  compare(file.retencion_isr, due_isr, "isr", Documento::Retisr);
  return concluded(std::move(proofs), untold ? std::optional(Input::Retenciones) : std::nullopt);
}

Outcome rule_b16(const FileFacts& file, const RuleNorms&) {
  if (file.gasto == Gasto::Nomina || file.gasto == Gasto::FondoRotativo)
    return not_applicable(Inapplicable::GastoSinCuenta);
  const auto owner = file.proveedor.cuenta_nit.view();
  if (owner.empty()) return cannot_tell(Input::CuentaPago);
  const auto supplier = file.proveedor.nit.view();
  if (owner == supplier) return pass();
  if (supplier.empty()) return cannot_tell(Input::Proveedor);
  if (!file.proveedor.cesion) return cannot_tell(Input::CuentaPago);
  if (*file.proveedor.cesion) return pass();
  return fail(Proof{"",
                    {{"hallado", text(owner)}, {"esperado", text(supplier)}},
                    {},
                    {{"proveedor", text(supplier)}}});
}

Outcome rule_b17(const FileFacts& file, const RuleNorms& norms) {
  const auto complete = file.on(Hito::Completo);
  const auto paid = file.on(Hito::Pago);
  if (!complete)
    return paid ? cannot_tell(Input::Fechas) : not_applicable(Inapplicable::ExpedienteIncompleto);
  const auto limit = norms.count(Parameter::PagoPlazo);
  if (!limit) return cannot_tell(Input::Parametro);
  const auto end = paid.value_or(file.hoy);
  const auto days = days_between(*complete, end);
  if (days <= *limit) return pass();
  return fail(Proof{paid ? "pagado" : "pendiente",
                    {{"completo", *complete}, {"fecha", end}, {"dias", days}, {"plazo", *limit}},
                    Value{days - *limit},
                    {{"fecha", text(code_of(Hito::Completo))}}});
}

Outcome rule_b18(const FileFacts& file, const RuleNorms&) {
  if (!paid_by_invoice(file)) return not_applicable(Inapplicable::GastoSinFactura);
  if (file.facturas.empty()) return cannot_tell(Input::Factura);
  const auto owed = moved(file, Stage::Devengado);
  if (!owed.any || owed.untold) return cannot_tell(Input::Cur);
  MoneySum billed;
  std::vector<Witness> rows;
  for (const auto& invoice : file.facturas) {
    if (!invoice.total) return cannot_tell(Input::FacturaDetalle);
    billed += *invoice.total;
  }
  std::vector<Proof> proofs;
  if (billed != owed.sum) {
    for (const auto& invoice : file.facturas) rows.push_back(invoice_row(invoice));
    for (const auto& cur : file.curs)
      if (in_force(cur) && budget::moves(cur.clase, Stage::Devengado)) rows.push_back(cur_row(cur));
    proofs.push_back({"factura",
                      {{"facturas", narrowed(billed)}, {"devengado", narrowed(owed.sum)}},
                      Value{narrowed(billed - owed.sum)},
                      std::move(rows)});
  }
  if (file.transferido) {
    const auto moved_out = *file.transferido + withheld_from(file);
    if (moved_out != owed.sum)
      proofs.push_back({"transferencia",
                        {{"transferido", *file.transferido},
                         {"retenido", withheld_from(file)},
                         {"devengado", narrowed(owed.sum)}},
                        Value{narrowed(moved_out - owed.sum)},
                        {{"fecha", text(code_of(Hito::Pago))}}});
  } else if (file.on(Hito::Pago) && proofs.empty()) {
    return cannot_tell(Input::Transferencia);
  }
  return concluded(std::move(proofs), std::nullopt);
}

Outcome rule_b19(const FileFacts& file, const RuleNorms&) {
  if (file.gasto == Gasto::FondoRotativo && file.partidas.empty())
    return not_applicable(Inapplicable::SinPartida);
  return partidas_say(file, &FilePartida::fuente_habilitada, Input::FuentesHabilitadas);
}

}  // namespace verification
