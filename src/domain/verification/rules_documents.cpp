// Family V: the documents of a file by themselves, among each other, and against what came before.
#include <algorithm>

#include "domain/values/identifiers.hpp"
#include "domain/verification/families.hpp"
#include "domain/verification/judging.hpp"

namespace verification {
namespace {

using namespace judging;

bool all_equal(std::string_view digits) {
  return !digits.empty() &&
         std::ranges::all_of(digits, [&](char c) { return c == digits.front(); });
}

bool holds_nit(std::string_view text) { return !all_equal(text) && Nit::parse(text).has_value(); }

// "D412A347-9720-44C0-8F5B-1B2C3D4E5F60": groups of 8, 4, 4, 4 and 12 capital hexadecimal digits.
bool holds_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    const bool digit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
    if (hyphen ? c != '-' : !digit) return false;
  }
  return true;
}

std::uint64_t hexadecimal(std::string_view digits) {
  std::uint64_t value = 0;
  for (char c : digits)
    value = value * 16 + static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'A' + 10);
  return value;
}

// The number that an authorisation carries: its second and third groups.
std::uint64_t number_in(std::string_view uuid) {
  return hexadecimal(uuid.substr(9, 4)) * 65536 + hexadecimal(uuid.substr(14, 4));
}

// Whether a typed number, its leading zeros aside, is that one; without allocating.
bool same_number(std::string_view typed, std::uint64_t number) {
  while (typed.size() > 1 && typed.front() == '0') typed.remove_prefix(1);
  if (typed.empty() || typed.size() > 12) return false;
  std::uint64_t value = 0;
  for (char c : typed) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value == number;
}

// Flags of one kind that history holds for this file.
Outcome resembling(const FileFacts& file, Parecido clase) {
  if (!file.historia) return cannot_tell(Input::Historial);
  std::vector<Proof> proofs;
  for (const auto& found : file.historia->parecidos) {
    if (found.clase != clase) continue;
    Proof proof{"", {{"expediente", text(found.expediente.view())}}, {}, {}};
    if (!found.factura.empty()) proof.operands.push_back({"hallado", text(found.factura.view())});
    if (found.fecha) proof.operands.push_back({"fecha", *found.fecha});
    if (found.monto) proof.operands.push_back({"monto", *found.monto});
    proof.rows.push_back({"expediente", text(found.expediente.view())});
    proofs.push_back(std::move(proof));
  }
  return concluded(std::move(proofs), std::nullopt);
}

}  // namespace

Outcome rule_v01(const FileFacts& file, const RuleNorms&) {
  if (file.gasto == Gasto::Nomina || file.gasto == Gasto::Viatico)
    return not_applicable(Inapplicable::GastoSinProveedor);
  const auto nit = file.proveedor.nit.view();
  if (nit.empty()) return cannot_tell(Input::Proveedor);
  if (holds_nit(nit)) return pass();
  return fail(Proof{"", {{"hallado", text(nit)}}, {}, {{"proveedor", text(nit)}}});
}

Outcome rule_v02(const FileFacts& file, const RuleNorms&) {
  const bool person = file.gasto == Gasto::Viatico || file.modalidad == Modalidad::Exc44E;
  const auto cui = file.proveedor.cui.view();
  if (!person && cui.empty()) return not_applicable(Inapplicable::GastoSinPersona);
  if (cui.empty()) return cannot_tell(Input::Persona);
  if (Cui::parse(cui)) return pass();
  return fail(Proof{"", {{"hallado", text(cui)}}, {}, {{"persona", text(cui)}}});
}

Outcome rule_v03(const FileFacts& file, const RuleNorms&) {
  return each_invoice(file, [](const Invoice& invoice, auto& proofs) -> std::optional<Input> {
    const auto uuid = invoice.autorizacion.view();
    if (uuid.empty()) return Input::Factura;
    if (!holds_uuid(uuid))
      proofs.push_back({"", {{"hallado", text(uuid)}}, {}, {invoice_row(invoice)}});
    return std::nullopt;
  });
}

Outcome rule_v04(const FileFacts& file, const RuleNorms&) {
  return each_invoice(file, [](const Invoice& invoice, auto& proofs) -> std::optional<Input> {
    const auto uuid = invoice.autorizacion.view();
    if (!holds_uuid(uuid) || invoice.serie.empty() || invoice.numero.empty()) return Input::Factura;
    const bool series = invoice.serie.view() == uuid.substr(0, 8);
    const auto number = number_in(uuid);
    if (!series || !same_number(invoice.numero.view(), number))
      proofs.push_back({"",
                        {{"serie", text(invoice.serie.view())},
                         {"numero", text(invoice.numero.view())},
                         {"serie_debida", text(uuid.substr(0, 8))},
                         {"numero_debido", std::to_string(number)}},
                        {},
                        {invoice_row(invoice)}});
    return std::nullopt;
  });
}

Outcome rule_v05(const FileFacts& file, const RuleNorms&) {
  if (!file.facturas.empty() && file.institucion.empty()) return cannot_tell(Input::NitInstitucion);
  return each_invoice(file, [&](const Invoice& invoice, auto& proofs) -> std::optional<Input> {
    const auto receiver = invoice.receptor.view();
    if (receiver.empty()) return Input::Factura;
    if (receiver != file.institucion.view())
      proofs.push_back({"",
                        {{"hallado", text(receiver)}, {"esperado", text(file.institucion.view())}},
                        {},
                        {invoice_row(invoice)}});
    return std::nullopt;
  });
}

Outcome rule_v06(const FileFacts& file, const RuleNorms&) {
  return each_invoice(file, [](const Invoice& invoice, auto& proofs) -> std::optional<Input> {
    if (!invoice.estado) return Input::Factura;
    if (invoice.estado == DteEstado::Anulado) {
      proofs.push_back({"anulada", {}, {}, {invoice_row(invoice)}});
      return std::nullopt;
    }
    if (!invoice.acreditado || *invoice.acreditado <= Money{}) return std::nullopt;
    if (!invoice.total) return Input::FacturaDetalle;
    if (*invoice.acreditado >= *invoice.total)
      proofs.push_back({"acreditada",
                        {{"acreditado", *invoice.acreditado}, {"total", *invoice.total}},
                        Value{*invoice.acreditado},
                        {invoice_row(invoice)}});
    return std::nullopt;
  });
}

Outcome rule_v07(const FileFacts& file, const RuleNorms& norms) {
  const auto rate = norms.share(Parameter::IvaTasa);
  const auto tolerance = norms.money(Parameter::IvaTolerancia);
  if (!file.facturas.empty() && (!rate || !tolerance)) return cannot_tell(Input::Parametro);
  const bool exempt = file.proveedor.regimen == Regimen::Exento;
  return each_invoice(file, [&](const Invoice& invoice, auto& proofs) -> std::optional<Input> {
    if (!invoice.total || invoice.items.empty()) return Input::FacturaDetalle;
    MoneySum sum;
    std::optional<Input> missing;
    for (const auto& item : invoice.items) {
      if (!item.importe) {
        missing = Input::FacturaDetalle;
        continue;
      }
      sum += *item.importe;
      // The price holds the tax: tax = price × rate / (100 + rate), half away from zero.
      if (!item.iva || invoice.tipo == DteTipo::Fpeq || exempt) continue;
      const Int128 numerator = Int128{item.importe->in_centavos()} * *rate;
      const Int128 denominator = 10000 + *rate;
      const auto due = static_cast<std::int64_t>((2 * numerator + denominator) / (2 * denominator));
      const auto found = item.iva->in_centavos();
      if (std::abs(found - due) > tolerance->in_centavos())
        proofs.push_back({"iva",
                          {{"hallado", *item.iva}, {"esperado", Money::centavos(due)}},
                          Value{Money::centavos(found - due)},
                          {invoice_row(invoice), {"insumo", text(item.insumo.view())}}});
    }
    if (missing) return missing;
    if (const auto total = MoneySum{*invoice.total}; sum != total)
      proofs.push_back({"suma",
                        {{"suma", sum.narrow().value_or(Money{})}, {"total", *invoice.total}},
                        Value{(sum - total).narrow().value_or(Money{})},
                        {invoice_row(invoice)}});
    return std::nullopt;
  });
}

Outcome rule_v08(const FileFacts& file, const RuleNorms&) {
  return each_invoice(file, [&](const Invoice& invoice, auto& proofs) -> std::optional<Input> {
    if (!invoice.tipo) return Input::Factura;
    const auto code = text(code_of(*invoice.tipo));
    if (invoice.tipo == DteTipo::Fpeq && invoice.iva && *invoice.iva > Money{})
      proofs.push_back(
          {"iva", {{"tipo", code}, {"iva", *invoice.iva}}, {}, {invoice_row(invoice)}});
    else if (file.proveedor.regimen == Regimen::PequenoContribuyente &&
             (invoice.tipo == DteTipo::Fact || invoice.tipo == DteTipo::Fcam))
      proofs.push_back({"regimen", {{"tipo", code}}, {}, {invoice_row(invoice)}});
    else if (purchase(file) && (invoice.tipo == DteTipo::Reci || invoice.tipo == DteTipo::Rdon ||
                                invoice.tipo == DteTipo::Fesp))
      proofs.push_back({"tipo", {{"tipo", code}}, {}, {invoice_row(invoice)}});
    return std::nullopt;
  });
}

Outcome rule_v09(const FileFacts& file, const RuleNorms&) {
  if (!file.on(Hito::Visado)) return not_applicable(Inapplicable::SinVisado);
  std::vector<Proof> proofs;
  bool vouched = false, untold = false;
  for (const auto& document : file.documentos) {
    if (!document.visado) continue;
    vouched = true;
    if (!document.hash)
      untold = true;
    else if (*document.hash != *document.visado)
      proofs.push_back({"",
                        {{"documento", text(code_of(document.clase))},
                         {"hallado", show(*document.hash).substr(0, 16)},
                         {"esperado", show(*document.visado).substr(0, 16)}},
                        {},
                        {document_row(document.clase)}});
  }
  if (!vouched && proofs.empty()) return cannot_tell(Input::HuellaVisada);
  return concluded(std::move(proofs), untold ? std::optional(Input::HuellaVisada) : std::nullopt);
}

Outcome rule_v10(const FileFacts& file, const RuleNorms&) {
  if (!paid_by_invoice(file)) return not_applicable(Inapplicable::GastoSinFactura);
  if (file.facturas.empty()) return cannot_tell(Input::Factura);
  return resembling(file, Parecido::MismaFactura);
}

Outcome rule_v11(const FileFacts& file, const RuleNorms&) {
  if (!paid_by_invoice(file)) return not_applicable(Inapplicable::GastoSinFactura);
  if (file.facturas.empty()) return cannot_tell(Input::Factura);
  return resembling(file, Parecido::FacturaParecida);
}

Outcome rule_v12(const FileFacts& file, const RuleNorms&) {
  if (file.documentos.empty()) return cannot_tell(Input::Documentos);
  // Payroll of every month rests on the same agreements.
  if (file.gasto == Gasto::Nomina) return not_applicable(Inapplicable::SinFacturaPropia);
  return resembling(file, Parecido::MismoDocumento);
}

Outcome rule_v13(const FileFacts& file, const RuleNorms& norms) {
  if (file.modalidad == Modalidad::SubastaPublica)
    return not_applicable(Inapplicable::EnajenacionNoEsGasto);
  const auto* list = norms.checklist(file.gasto, file.modalidad);
  if (list == nullptr)
    return cannot_tell(purchase(file) && !file.modalidad ? Input::Modalidad
                                                         : Input::ListaDeDocumentos);
  const auto have = present(file);
  bool untold = false;
  bool complete = (list->always & ~have).none();
  for (const auto* item : list->others) {
    if (have.test(static_cast<std::size_t>(item->documento))) continue;
    const auto needed = holds(item->condicion, file, norms);
    if (!needed)
      untold = true;
    else if (*needed)
      complete = false;
  }
  if (complete) return untold ? cannot_tell(Input::ListaDeDocumentos) : pass();
  std::vector<Proof> proofs;
  for (const auto& line : required_of(*list, file, norms))
    if (line.state == Required::State::Missing)
      proofs.push_back({"",
                        {{"documento", text(code_of(line.item->documento))},
                         {"nombre", line.item->norma->name},
                         {"fuente", line.item->norma->source}},
                        {},
                        {document_row(line.item->documento)}});
  return fail(std::move(proofs));
}

Outcome rule_v14(const FileFacts& file, const RuleNorms& norms) {
  const auto* list = norms.checklist(file.gasto, file.modalidad);
  bool dated = false, untold = false;
  std::vector<Proof> proofs;
  for (const auto& document : file.documentos) {
    if (!document.desde && !document.hasta) continue;
    dated = true;
    std::optional<Hito> decisive;
    if (list != nullptr)
      for (const auto& item : list->items)
        if (item.documento == document.clase) decisive = item.vigente_en;
    const auto day = decisive ? file.on(*decisive) : std::nullopt;
    if (!day) {
      untold = true;
      continue;
    }
    const bool before = document.desde && *day < *document.desde;
    const bool after = document.hasta && *document.hasta < *day;
    if (!before && !after) continue;
    Proof proof{
        before ? "antes" : "despues",
        {{"documento", text(code_of(document.clase))}, {"fecha", *day}},
        Value{before ? days_between(*day, *document.desde) : days_between(*document.hasta, *day)},
        {document_row(document.clase)}};
    if (document.desde) proof.operands.push_back({"desde", *document.desde});
    if (document.hasta) proof.operands.push_back({"hasta", *document.hasta});
    proofs.push_back(std::move(proof));
  }
  if (!dated) return not_applicable(Inapplicable::DocumentosSinVigencia);
  return concluded(std::move(proofs), untold ? std::optional(Input::Fechas) : std::nullopt);
}

Outcome rule_v15(const FileFacts& file, const RuleNorms&) {
  if (!purchase(file)) return not_applicable(Inapplicable::GastoSinCadena);
  // What must not come before what. A basic service is received and billed before its CUR.
  static constexpr Hito chain[] = {Hito::Solicitud, Hito::Disponibilidad, Hito::Adjudicacion,
                                   Hito::Contrato,  Hito::Recepcion,      Hito::Visado,
                                   Hito::Pago};
  std::optional<Date> last;
  Hito last_hito = Hito::Solicitud;
  int seen = 0;
  std::vector<Proof> proofs;
  for (const auto hito : chain) {
    const auto day = file.on(hito);
    if (!day) continue;
    ++seen;
    if (last && *day < *last) {
      proofs.push_back({"",
                        {{"despues", text(code_of(hito))},
                         {"fecha", *day},
                         {"antes", text(code_of(last_hito))},
                         {"fecha_anterior", *last}},
                        Value{days_between(*day, *last)},
                        {{"fecha", text(code_of(hito))}, {"fecha", text(code_of(last_hito))}}});
      continue;
    }
    last = day;
    last_hito = hito;
  }
  return concluded(std::move(proofs), seen < 2 ? std::optional(Input::Fechas) : std::nullopt);
}

Outcome rule_v16(const FileFacts& file, const RuleNorms&) {
  if (!purchase(file)) return not_applicable(Inapplicable::GastoSinCadena);
  if (basic_service(file)) return not_applicable(Inapplicable::ServicioBasico);
  const auto contract = file.on(Hito::Contrato), order = file.on(Hito::Orden);
  const auto bound = contract ? contract : order;
  if (!bound) return cannot_tell(Input::Fechas);
  return each_invoice(file, [&](const Invoice& invoice, auto& proofs) -> std::optional<Input> {
    if (!invoice.emitida) return Input::Factura;
    if (*invoice.emitida < *bound)
      proofs.push_back({"",
                        {{"fecha", *invoice.emitida},
                         {"que", text(code_of(contract ? Hito::Contrato : Hito::Orden))},
                         {"fecha_anterior", *bound}},
                        Value{days_between(*invoice.emitida, *bound)},
                        {invoice_row(invoice)}});
    return std::nullopt;
  });
}

Outcome rule_v17(const FileFacts& file, const RuleNorms&) {
  if (file.deuda_flotante == true) return not_applicable(Inapplicable::DeudaFlotante);
  return each_invoice(file, [&](const Invoice& invoice, auto& proofs) -> std::optional<Input> {
    if (!invoice.emitida) return Input::Factura;
    const auto year = static_cast<int>(invoice.emitida->year());
    if (year == file.ejercicio.year) return std::nullopt;
    // Without a word on floating debt, an invoice of an earlier year cannot be judged.
    if (!file.deuda_flotante && year < file.ejercicio.year) return Input::Fechas;
    proofs.push_back({"",
                      {{"fecha", *invoice.emitida}, {"ejercicio", show(file.ejercicio)}},
                      Value{std::int64_t{file.ejercicio.year} - year},
                      {invoice_row(invoice)}});
    return std::nullopt;
  });
}

Outcome rule_v18(const FileFacts& file, const RuleNorms& norms) {
  const auto limit = norms.count(Parameter::CertificacionPlazo);
  if (!file.facturas.empty() && !limit) return cannot_tell(Input::Parametro);
  return each_invoice(file, [&](const Invoice& invoice, auto& proofs) -> std::optional<Input> {
    if (!invoice.emitida || !invoice.certificada) return Input::Factura;
    const auto days = days_between(*invoice.emitida, *invoice.certificada);
    const auto vouched = file.on(Hito::Visado);
    if (days > *limit)
      proofs.push_back({"tarde",
                        {{"dias", days}, {"plazo", *limit}},
                        Value{days - *limit},
                        {invoice_row(invoice)}});
    else if (vouched && *invoice.certificada > *vouched)
      proofs.push_back({"tras_visado",
                        {{"fecha", *invoice.certificada}, {"visado", *vouched}},
                        Value{days_between(*vouched, *invoice.certificada)},
                        {invoice_row(invoice)}});
    return std::nullopt;
  });
}

Outcome rule_v19(const FileFacts& file, const RuleNorms& norms) {
  if (file.turnos == true) return not_applicable(Inapplicable::UnidadConTurnos);
  std::vector<Proof> proofs;
  bool dated = false;
  for (const auto hito : {Hito::Factura, Hito::Recepcion, Hito::Visado}) {
    const auto day = file.on(hito);
    if (!day) continue;
    if (!norms.days().knows(*day)) return cannot_tell(Input::Calendario);
    dated = true;
    if (!norms.days().works(*day))
      proofs.push_back({"",
                        {{"que", text(code_of(hito))}, {"fecha", *day}},
                        {},
                        {{"fecha", text(code_of(hito))}}});
  }
  return concluded(std::move(proofs), dated ? std::nullopt : std::optional(Input::Fechas));
}

Outcome rule_v20(const FileFacts& file, const RuleNorms& norms) {
  if (!purchase(file)) return not_applicable(Inapplicable::GastoSinRecepcion);
  if (basic_service(file)) return not_applicable(Inapplicable::ServicioBasico);
  const auto members = norms.count(Parameter::RecepcionMiembros);
  if (!members) return cannot_tell(Input::Parametro);
  if (!file.recepcion) {
    if (document_of(file, Documento::Recep) != nullptr ||
        document_of(file, Documento::Actrec) != nullptr)
      return cannot_tell(Input::Recepcion);
    return fail(Proof{"sin_acta", {}, {}, {document_row(Documento::Recep)}});
  }
  const auto& reception = *file.recepcion;
  if (!reception.acta) return cannot_tell(Input::Recepcion);
  std::vector<Proof> proofs;
  if (const auto paid = file.on(Hito::Pago); paid && *reception.acta > *paid)
    proofs.push_back({"tras_pago",
                      {{"fecha", *reception.acta}, {"pago", *paid}},
                      Value{days_between(*paid, *reception.acta)},
                      {document_row(Documento::Recep)}});
  const auto count = static_cast<std::int64_t>(reception.miembros.size());
  if (count > 0 && count < *members)
    proofs.push_back({"miembros",
                      {{"hallado", count}, {"esperado", *members}},
                      Value{*members - count},
                      {document_row(Documento::Recep)}});
  if (reception.solicitante &&
      std::ranges::find(reception.miembros, *reception.solicitante) != reception.miembros.end())
    proofs.push_back(
        {"solicitante", {}, {}, {{"persona", std::to_string(*reception.solicitante)}}});
  const bool told = count > 0 && reception.solicitante;
  return concluded(std::move(proofs), told ? std::nullopt : std::optional(Input::Recepcion));
}

Outcome rule_v21(const FileFacts& file, const RuleNorms& norms) {
  const auto* stored = norms.renglones(Parameter::RenglonesAlmacen);
  const auto* listed = norms.renglones(Parameter::RenglonesInventario);
  if (stored == nullptr || listed == nullptr) return cannot_tell(Input::Parametro);
  if (file.partidas.empty()) return cannot_tell(Input::Partida);
  const bool warehouse = any_renglon(file, *stored), inventory = any_renglon(file, *listed);
  if (!warehouse && !inventory) return not_applicable(Inapplicable::RenglonSinAlmacen);
  std::vector<Proof> proofs;
  const auto owed = file.on(Hito::Devengado);
  const auto ask = [&](bool needed, Documento clase, std::string_view motive) {
    if (!needed) return;
    const auto* document = document_of(file, clase);
    if (document == nullptr)
      proofs.push_back({motive, {{"documento", text(code_of(clase))}}, {}, {document_row(clase)}});
    else if (owed && document->fecha && *document->fecha > *owed)
      proofs.push_back(
          {"tarde",
           {{"documento", text(code_of(clase))}, {"fecha", *document->fecha}, {"devengado", *owed}},
           Value{days_between(*owed, *document->fecha)},
           {document_row(clase)}});
  };
  ask(warehouse, Documento::F1h, "almacen");
  ask(inventory, Documento::Inv, "inventario");
  return concluded(std::move(proofs), std::nullopt);
}

}  // namespace verification
