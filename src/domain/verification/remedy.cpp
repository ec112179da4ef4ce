// Corrections on a copy of a file, and the smallest set of them that makes it pass.
#include "domain/verification/remedy.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "domain/values/identifiers.hpp"
#include "domain/verification/judging.hpp"

namespace verification {
namespace {

using budget::CurClase;
using budget::Stage;

struct CorrectionRow {
  std::string_view code;
  Responsable who;
  std::optional<Documento> hands_in;
};
constexpr CorrectionRow table[] = {
    {"entregar_documento", Responsable::Solicitante, {}},
    {"renovar_documento", Responsable::Proveedor, {}},
    {"reponer_documento", Responsable::Verificacion, {}},
    {"corregir_serie_numero", Responsable::Contabilidad, {}},
    {"corregir_nit", Responsable::Compras, {}},
    {"corregir_cui", Responsable::RecursosHumanos, {}},
    {"corregir_fecha", Responsable::Solicitante, {}},
    {"corregir_cita", Responsable::Juridico, {}},
    {"corregir_cuenta", Responsable::Tesoreria, {}},
    {"corregir_retencion", Responsable::Contabilidad, {}},
    {"corregir_cur", Responsable::Contabilidad, {}},
    {"aclarar_semejanza", Responsable::Verificacion, {}},
    {"declarar_turno", Responsable::RecursosHumanos, {}},
    {"explicar_demora", Responsable::Tesoreria, {}},
    {"documentar_cesion", Responsable::Juridico, {}},
    {"documentar_evento", Responsable::Solicitante, Documento::Listasist},
    {"registrar_deuda_flotante", Responsable::Contabilidad, {}},
    {"registrar_contrato", Responsable::Juridico, Documento::Cgccon},
    {"publicar_guatecompras", Responsable::Compras, Documento::Pub},
    {"emitir_disponibilidad", Responsable::Presupuesto, Documento::Cdp},
    {"emitir_resolucion", Responsable::Autoridad, Documento::Resexc},
    {"autorizar_gasto", Responsable::Autoridad, Documento::Autaust},
    {"repetir_recepcion", Responsable::Junta, Documento::Recep},
    {"reasignar_funcion", Responsable::Autoridad, {}},
    {"calcular_sancion", Responsable::Juridico, {}},
    {"amortizar_anticipo", Responsable::Contabilidad, {}},
    {"ampliar_garantia", Responsable::Proveedor, Documento::Cumpl},
    {"aprobar_contrato", Responsable::Autoridad, {}},
    {"modificar_contrato", Responsable::Juridico, {}},
    {"modificar_paa", Responsable::Compras, Documento::Paap},
    {"incluir_en_plan", Responsable::Solicitante, {}},
    {"reprogramar_cuota", Responsable::Presupuesto, {}},
    {"modificar_presupuesto", Responsable::Presupuesto, {}},
    {"cambiar_partida", Responsable::Presupuesto, {}},
    {"ajustar_devengado", Responsable::Contabilidad, {}},
    {"ajustar_pago", Responsable::Tesoreria, {}},
    {"reintegrar_viatico", Responsable::Comisionado, {}},
    {"sustituir_factura", Responsable::Proveedor, {}},
    {"retirar_factura", Responsable::Compras, {}},
    {"cambiar_modalidad", Responsable::Compras, {}},
    {"retirar_gasto", Responsable::Solicitante, {}},
};
static_assert(std::size(table) == correction_count);

constexpr auto codes = [] {
  std::array<std::string_view, correction_count> all{};
  for (std::size_t i = 0; i < correction_count; ++i) all[i] = table[i].code;
  return all;
}();

const CorrectionRow& row_of(Correction c) { return table[std::to_underlying(c)]; }

void hand_in(FileFacts& file, Documento clase) {
  auto* found = const_cast<Document*>(document_of(file, clase));
  if (found == nullptr) {
    file.documentos.push_back({.clase = clase});
    found = &file.documentos.back();
    found->fecha = file.on(Hito::Devengado).value_or(file.hoy);
  }
  if (clase != Documento::Cdp) return;
  const auto asked = file.adjudicado ? file.adjudicado : file.monto;
  found->fecha = file.on(Hito::Comprometido).value_or(file.hoy);
  found->monto = asked;
}

// The same number with the check digit that it should have.
NitText mended_nit(std::string_view text) {
  std::string digits;
  for (char c : text)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.size() < 4 || digits.size() > 10 ||
      std::ranges::all_of(digits, [&](char c) { return c == digits.front(); }))
    digits = "1234567";
  for (const char check : std::string_view{"0123456789K"})
    if (const auto nit = digits + check; Nit::parse(nit)) return *NitText::of(nit);
  return *NitText::of(text);
}

CuiText mended_cui(std::string_view text) {
  std::string digits;
  for (char c : text)
    if (c >= '0' && c <= '9') digits += c;
  digits.resize(8, '0');
  for (const char check : std::string_view{"0123456789"})
    if (const auto cui = digits + check + "0101"; Cui::parse(cui)) return *CuiText::of(cui);
  return *CuiText::of("");
}

Money billed(const FileFacts& file) {
  MoneySum sum;
  for (const auto& invoice : file.facturas) sum += invoice.total.value_or(Money{});
  return sum.narrow().value_or(Money{});
}

MoneySum moved(const FileFacts& file, Stage stage) {
  MoneySum sum;
  for (const auto& cur : file.curs)
    if (budget::counts(cur.estado) && budget::moves(cur.clase, stage))
      sum += cur.monto.value_or(Money{});
  return sum;
}

// Makes the file's CURs of a stage add to an amount, by the last of them that is no reversal.
void settle(FileFacts& file, Stage stage, MoneySum target) {
  const auto apart = target - moved(file, stage);
  for (auto at = file.curs.rbegin(); at != file.curs.rend(); ++at)
    if (budget::counts(at->estado) && budget::moves(at->clase, stage) && !at->revierte) {
      at->monto = (MoneySum{at->monto.value_or(Money{})} + apart).narrow().value_or(Money{});
      return;
    }
}

// The operand of a name in what a rule says of the file now.
template <class T>
std::optional<T> told(Outcome (*rule)(const FileFacts&, const RuleNorms&), const FileFacts& file,
                      const RuleNorms& norms, std::string_view motive, std::string_view name) {
  for (const auto& proof : rule(file, norms).proofs)
    if (proof.motive == motive)
      for (const auto& operand : proof.operands)
        if (operand.name == name)
          if (const auto* value = std::get_if<T>(&operand.value)) return *value;
  return std::nullopt;
}

void replace_invoices(FileFacts& file, const RuleNorms& norms) {
  const auto rate = norms.share(Parameter::IvaTasa).value_or(0);
  const auto contract = file.on(Hito::Contrato), order = file.on(Hito::Orden);
  const auto least = contract ? contract : order;
  std::uint64_t number = 0x972044C0;
  for (auto& invoice : file.facturas) {
    auto day = invoice.emitida.value_or(file.hoy);
    const auto in_year = [&](const std::optional<Date>& one) {
      return one && static_cast<int>(one->year()) == file.ejercicio.year;
    };
    if (!in_year(day)) {
      day = std::chrono::year{file.ejercicio.year} / std::chrono::December / std::chrono::day{31};
      for (const auto hito : {Hito::Recepcion, Hito::Factura, Hito::Completo})
        if (const auto known = file.on(hito); in_year(known)) day = std::min(day, *known);
    }
    if (least && day < *least) day = *least;
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string low;
    for (int shift = 28; shift >= 0; shift -= 4) low += hex[number >> shift & 15U];
    invoice.autorizacion =
        *Uuid::of("D412A347-" + low.substr(0, 4) + "-" + low.substr(4) + "-8000-000000000000");
    invoice.serie = *Number::of("D412A347");
    invoice.numero = *Number::of(std::to_string(number));
    ++number;
    invoice.receptor = file.institucion;
    invoice.emitida = invoice.certificada = day;
    invoice.estado = DteEstado::Vigente;
    invoice.acreditado = Money{};
    const bool small = file.proveedor.regimen == Regimen::PequenoContribuyente;
    invoice.tipo = small ? DteTipo::Fpeq : DteTipo::Fact;
    // One invoice is made out for what is owed; several keep what each of them billed.
    if (file.facturas.size() == 1 && moved(file, Stage::Devengado) > MoneySum{})
      invoice.total = moved(file, Stage::Devengado).narrow().value_or(Money{});
    const auto total = invoice.total.value_or(Money{});
    const Int128 tax = small || file.proveedor.regimen == Regimen::Exento
                           ? Int128{0}
                           : (2 * Int128{total.in_centavos()} * rate + 10000 + rate) /
                                 (2 * (10000 + Int128{rate}));
    invoice.iva = Money::centavos(static_cast<std::int64_t>(tax));
    auto vida = invoice.items.empty() ? std::optional<std::int64_t>{}
                                      : invoice.items.front().duracion_meses;
    Item whole;
    whole.importe = total;
    whole.iva = invoice.iva;
    whole.duracion_meses = vida;
    invoice.items.assign(1, whole);
    auto& seen = file.fechas[static_cast<std::size_t>(Hito::Factura)];
    if (seen) seen = day;
  }
}

void change_modality(FileFacts& file, const RuleNorms& norms) {
  const auto amount = amount_of_purchase(file).value_or(Money{});
  const auto small = norms.money(Parameter::BajaCuantiaHasta);
  const auto direct = norms.money(Parameter::CompraDirectaHasta);
  const auto quoted = norms.money(Parameter::CotizacionHasta);
  const auto together = file.historia && file.historia->mismo_nit
                            ? std::max(amount, *file.historia->mismo_nit)
                            : amount;
  if (!small || !direct || !quoted) return;
  file.modalidad = together <= *small    ? Modalidad::BajaCuantia
                   : together <= *direct ? Modalidad::CompraDirecta
                   : together <= *quoted ? Modalidad::Cotizacion
                                         : Modalidad::Licitacion;
}

void publish(FileFacts& file, const RuleNorms& norms) {
  if (!file.modalidad) return;
  if (norms.holds(Parameter::ConNog, *file.modalidad)) file.nog = *Number::of("10000000");
  if (norms.holds(Parameter::ConNpg, *file.modalidad)) file.npg = *Number::of("E100000000");
  file.fechas[static_cast<std::size_t>(Hito::Publicacion)] = file.on(Hito::Recepcion);
}

void widen_bonds(FileFacts& file, const RuleNorms& norms) {
  if (!file.contrato || !file.contrato->monto) return;
  auto& contract = *file.contrato;
  const auto add = [&](Garantia clase, Parameter share, std::int64_t of) {
    std::erase_if(contract.garantias, [&](const Guarantee& bond) { return bond.clase == clase; });
    contract.garantias.push_back(
        {.clase = clase,
         .monto = Money::centavos(judging::part_of(of, norms.share(share).value_or(0))),
         .desde = contract.inicia.value_or(file.hoy),
         .hasta = Date{std::chrono::year{2100} / 1 / 1}});
  };
  add(Garantia::Cumplimiento, Parameter::FianzaCumplimiento, contract.monto->in_centavos());
  if (contract.anticipo && *contract.anticipo > Money{})
    add(Garantia::Anticipo, Parameter::FianzaAnticipo, contract.anticipo->in_centavos());
  if (contract.entregado)
    add(Garantia::Conservacion, Parameter::FianzaConservacion, contract.monto->in_centavos());
}

void order_dates(FileFacts& file) {
  std::optional<Date> last;
  for (const auto hito : {Hito::Solicitud, Hito::Disponibilidad, Hito::Adjudicacion, Hito::Contrato,
                          Hito::Recepcion, Hito::Visado, Hito::Pago}) {
    auto& day = file.fechas[static_cast<std::size_t>(hito)];
    if (!day) continue;
    if (last && *day < *last) day = last;
    last = day;
  }
  const auto owed = file.on(Hito::Devengado);
  for (auto& document : file.documentos)
    if (owed && document.fecha && *document.fecha > *owed) document.fecha = owed;
}

}  // namespace

template <>
std::span<const std::string_view> codes_of<Correction>() {
  return codes;
}

Responsable responsible_for(const Remedy& remedy, const FileFacts& file, const RuleNorms& norms) {
  if (remedy.documento)
    if (const auto* list = norms.checklist(file.gasto, file.modalidad))
      for (const auto& item : list->items)
        if (item.documento == *remedy.documento) return item.responsable;
  return row_of(remedy.correccion).who;
}

void apply(const Remedy& remedy, FileFacts& file, const RuleNorms& norms) {
  if (const auto clase = row_of(remedy.correccion).hands_in) hand_in(file, *clase);
  switch (remedy.correccion) {
    case Correction::EntregarDocumento:
      if (remedy.documento) hand_in(file, *remedy.documento);
      break;
    case Correction::RenovarDocumento:
      for (auto& document : file.documentos)
        if (document.clase == remedy.documento) {
          document.desde.reset();
          document.hasta.reset();
        }
      break;
    case Correction::ReponerDocumento:
      for (auto& document : file.documentos)
        if (document.visado) document.hash = document.visado;
      break;
    case Correction::CorregirSerieNumero:
      for (auto& invoice : file.facturas) {
        const auto uuid = invoice.autorizacion.view();
        if (uuid.size() != 36) continue;
        std::uint64_t number = 0;
        for (const char c : std::string(uuid.substr(9, 4)) + std::string(uuid.substr(14, 4)))
          number = number * 16 + static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'A' + 10);
        invoice.serie = *Number::of(uuid.substr(0, 8));
        invoice.numero = *Number::of(std::to_string(number));
      }
      break;
    case Correction::CorregirNit:
      file.proveedor.nit = mended_nit(file.proveedor.nit.view());
      break;
    case Correction::CorregirCui:
      file.proveedor.cui = mended_cui(file.proveedor.cui.view());
      break;
    case Correction::CorregirFecha:
      order_dates(file);
      break;
    case Correction::CorregirCita:
      for (auto& cited : file.citas) cited.vigente = true;
      break;
    case Correction::CorregirCuenta:
      file.proveedor.cuenta_nit = file.proveedor.nit;
      break;
    case Correction::DocumentarCesion:
      file.proveedor.cesion = true;
      break;
    case Correction::CorregirRetencion: {
      const auto rule = rules()[*rule_at("B15")].of_file;
      if (const auto due = told<Money>(rule, file, norms, "iva", "esperado"))
        file.retencion_iva = *due;
      if (const auto due = told<Money>(rule, file, norms, "isr", "esperado"))
        file.retencion_isr = *due;
      break;
    }
    case Correction::CorregirCur:
      for (auto& cur : file.curs)
        if (cur.monto && *cur.monto <= Money{} && !cur.revierte)
          cur.monto = Money::centavos(std::max<std::int64_t>(1, -cur.monto->in_centavos()));
      break;
    case Correction::AclararSemejanza:
      if (file.historia)
        std::erase_if(file.historia->parecidos, [](const Resemblance& found) {
          return found.clase != Parecido::MismaFactura;
        });
      break;
    case Correction::DeclararTurno:
      file.turnos = true;
      break;
    case Correction::ExplicarDemora:
      file.fechas[static_cast<std::size_t>(Hito::Completo)].reset();
      file.fechas[static_cast<std::size_t>(Hito::Pago)].reset();
      break;
    case Correction::DocumentarEvento:
    case Correction::AutorizarGasto:
    case Correction::EmitirDisponibilidad:
      break;  // Handed in above.
    case Correction::RegistrarDeudaFlotante:
      file.deuda_flotante = true;
      break;
    case Correction::RegistrarContrato:
      if (file.contrato) file.contrato->registrado_cgc = file.contrato->aprobado;
      break;
    case Correction::PublicarGuatecompras:
      publish(file, norms);
      break;
    case Correction::EmitirResolucion:
      if (file.historia) file.historia->excepciones = 0;
      break;
    case Correction::RepetirRecepcion: {
      Reception again;
      again.acta = file.on(Hito::Recepcion).value_or(file.on(Hito::Pago).value_or(file.hoy));
      again.solicitante = file.recepcion && file.recepcion->solicitante
                              ? *file.recepcion->solicitante
                              : std::int64_t{0};
      for (std::int64_t i = 1; i <= norms.count(Parameter::RecepcionMiembros).value_or(1); ++i)
        again.miembros.push_back(-i);
      file.recepcion = std::move(again);
      break;
    }
    case Correction::ReasignarFuncion:
      for (auto& act : file.actos) {
        act.actor = -1 - std::int64_t{std::to_underlying(act.funcion)};
        act.por.reset();
      }
      break;
    case Correction::CalcularSancion: {
      const auto rule = rules()[*rule_at("C24")].of_file;
      auto due = told<Money>(rule, file, norms, "falta", "esperado");
      if (!due) due = told<Money>(rule, file, norms, "corta", "esperado");
      if (file.contrato && due) file.contrato->sancion = *due;
      break;
    }
    case Correction::AmortizarAnticipo: {
      if (!file.contrato) break;
      const auto rule = rules()[*rule_at("C21")].of_file;
      if (const auto cap = told<Money>(rule, file, norms, "tope", "tope"))
        file.contrato->anticipo = *cap;
      if (const auto due = told<Money>(rule, file, norms, "amortizacion", "esperado"))
        file.contrato->amortizado = *due;
      break;
    }
    case Correction::AmpliarGarantia:
      widen_bonds(file, norms);
      break;
    case Correction::AprobarContrato:
      if (file.contrato) file.contrato->inicia = file.contrato->aprobado;
      break;
    case Correction::ModificarContrato: {
      if (!file.contrato || !file.contrato->monto) break;
      auto& contract = *file.contrato;
      const auto allowed = Money::centavos(judging::part_of(
          contract.monto->in_centavos(), norms.share(Parameter::AmpliacionMaxima).value_or(0)));
      const auto paid = contract.pagado_antes.value_or(Money{}) + file.monto.value_or(Money{});
      const auto needed = (paid - *contract.monto).narrow().value_or(Money{});
      contract.ampliado = std::clamp(needed, Money{}, allowed);
      const auto left = *contract.monto + *contract.ampliado;
      if (paid > left)
        file.monto = (left - contract.pagado_antes.value_or(Money{})).narrow().value_or(Money{});
      break;
    }
    case Correction::ModificarPaa:
      file.en_paa = true;
      file.saldo_paa = amount_of_purchase(file);
      break;
    case Correction::IncluirEnPlan:
      if (file.bien) file.bien->en_plan_comunicacion = true;
      break;
    case Correction::ReprogramarCuota:
    case Correction::ModificarPresupuesto:
      for (std::size_t i = 0; i < file.partidas.size(); ++i) {
        MoneySum asked;
        for (const auto& cur : file.curs)
          if (cur.partida == i && budget::moves(cur.clase, Stage::Comprometido))
            asked += cur.monto.value_or(Money{});
        auto& row = file.partidas[i];
        auto& limit =
            remedy.correccion == Correction::ReprogramarCuota ? row.cuota_compromiso : row.vigente;
        const auto used = remedy.correccion == Correction::ReprogramarCuota
                              ? row.cuota_compromiso_usada
                              : row.comprometido;
        if (!limit || !used) continue;
        limit = std::max(*limit, (asked + *used).narrow().value_or(Money{}));
      }
      break;
    case Correction::CambiarPartida:
      for (auto& row : file.partidas) {
        row.en_red = row.fuente_habilitada = row.insumo_permitido = true;
        const auto* stored = norms.renglones(Parameter::RenglonesAlmacen);
        const auto* listed = norms.renglones(Parameter::RenglonesInventario);
        const auto least = norms.count(Parameter::DuracionMinima);
        if (stored == nullptr || listed == nullptr || !least || file.facturas.empty()) continue;
        const auto& items = file.facturas.front().items;
        if (items.empty() || !items.front().duracion_meses) continue;
        const bool lasts = *items.front().duracion_meses >= *least;
        const bool inventory = listed->test(index_of(row.partida.renglon));
        if (lasts && !inventory && stored->test(index_of(row.partida.renglon)))
          row.partida.renglon = Renglon::parse("329").value();
        if (!lasts && inventory) row.partida.renglon = Renglon::parse("299").value();
      }
      break;
    case Correction::AjustarDevengado:
      settle(file, Stage::Devengado,
             file.facturas.empty() ? moved(file, Stage::Comprometido) : MoneySum{billed(file)});
      if (file.transferido)
        file.transferido = (moved(file, Stage::Devengado) - file.retencion_iva.value_or(Money{}) -
                            file.retencion_isr.value_or(Money{}))
                               .narrow()
                               .value_or(Money{});
      break;
    case Correction::AjustarPago:
      settle(file, Stage::Pagado, moved(file, Stage::Devengado));
      break;
    case Correction::ReintegrarViatico: {
      if (!file.comision) break;
      const auto rule = rules()[*rule_at("A03")].of_file;
      if (const auto cap = told<Money>(rule, file, norms, "tope", "tope"))
        file.comision->pedido = *cap;
      file.comision->liquidado = file.comision->hasta;
      break;
    }
    case Correction::SustituirFactura:
      replace_invoices(file, norms);
      break;
    case Correction::RetirarFactura: {
      if (file.historia)
        std::erase_if(file.historia->parecidos, [](const Resemblance& found) {
          return found.clase == Parecido::MismaFactura;
        });
      const auto cap = norms.money(Parameter::ValeMaximo);
      List<Invoice> kept;
      for (auto& invoice : file.facturas) {
        const bool over = file.gasto == Gasto::FondoRotativo && cap && invoice.total > *cap;
        const bool again = std::ranges::any_of(kept, [&](const Invoice& other) {
          return file.gasto == Gasto::FondoRotativo && other.emisor == invoice.emisor &&
                 other.emitida == invoice.emitida;
        });
        if (!over && !again) kept.push_back(std::move(invoice));
      }
      file.facturas = std::move(kept);
      if (file.gasto == Gasto::FondoRotativo) {
        file.contrato_abierto = false;
        file.fechas[static_cast<std::size_t>(Hito::Completo)] = file.on(Hito::Factura);
      }
      break;
    }
    case Correction::CambiarModalidad:
      change_modality(file, norms);
      break;
    case Correction::RetirarGasto:
      if (!file.bien) file.bien.emplace();
      file.bien->seguro_medico = file.bien->festejo = file.bien->promocional = false;
      file.bien->en_plan_comunicacion = true;
      hand_in(file, Documento::Listasist);
      break;
  }
}

namespace {

// Any one of these hits the clause, which stands once everything in `given` is chosen: a correction
// may ask for others that nobody needed before it.
struct Clause {
  std::size_t rule = 0;
  std::vector<Remedy> any;    // Ordered.
  std::vector<Remedy> given;  // Ordered.
  friend auto operator<=>(const Clause&, const Clause&) = default;
};

// The clauses of a flag: one for each document that is missing or expired, one for the rest.
void add_clauses(const Flag& flag, const std::vector<Remedy>& given, std::set<Clause>& clauses) {
  const auto& rule = rules()[flag.rule];
  bool whole = false;
  for (const auto& proof : flag.outcome.proofs) {
    std::optional<Documento> named;
    for (const auto& row : proof.rows)
      if (row.kind == "documento") named = kind_of<Documento>(row.id);
    const auto& offers = rule.corrections;
    const bool by_document = std::ranges::any_of(offers, [](Correction c) {
      return c == Correction::EntregarDocumento || c == Correction::RenovarDocumento;
    });
    const bool bare = proof.motive == "documento";  // A travel without its papers.
    if ((!by_document && !bare) || !named) {
      whole = true;
      continue;
    }
    Clause clause{flag.rule, {}, given};
    if (std::ranges::find(offers, Correction::RenovarDocumento) != offers.end()) {
      clause.any.push_back({Correction::RenovarDocumento, *named});
    } else if (proof.motive == "tarde") {
      clause.any.push_back({Correction::CorregirFecha, {}});
    } else {
      clause.any.push_back({Correction::EntregarDocumento, *named});
      for (std::size_t c = 0; c < correction_count; ++c)
        if (table[c].hands_in == named) clause.any.push_back({static_cast<Correction>(c), {}});
    }
    std::ranges::sort(clause.any);
    clauses.insert(std::move(clause));
  }
  if (!whole) return;
  Clause clause{flag.rule, {}, given};
  for (const auto c : rule.corrections) clause.any.push_back({c, {}});
  std::ranges::sort(clause.any);
  clauses.insert(std::move(clause));
}

bool hits(const std::vector<Remedy>& chosen, const Clause& clause) {
  const auto is_chosen = [&](const Remedy& remedy) {
    return std::ranges::find(chosen, remedy) != chosen.end();
  };
  return std::ranges::any_of(clause.any, is_chosen) ||
         !std::ranges::all_of(clause.given, is_chosen);
}

// Visits the hitting sets of exactly `size` more steps, branching on the first clause that is not
// hit. Stops when `accept` takes one.
template <class Accept>
bool search(const std::set<Clause>& clauses, std::vector<Remedy>& chosen, std::size_t size,
            Accept& accept) {
  const auto open =
      std::ranges::find_if(clauses, [&](const Clause& clause) { return !hits(chosen, clause); });
  if (open == clauses.end()) return accept(chosen);
  if (size == 0) return false;
  for (const auto& remedy : open->any) {
    chosen.push_back(remedy);
    if (search(clauses, chosen, size - 1, accept)) return true;
    chosen.pop_back();
  }
  return false;
}

bool must_go(const Flag& flag, Mend mend) {
  switch (mend) {
    case Mend::Blocking:
      return flag.effect == Effect::Blocks;
    case Mend::Severe:
      return rules()[flag.rule].severity <= Severity::Mayor;
    case Mend::All:
      break;
  }
  return true;
}

// The steps in the order in which they are done: what changes the purchase first, papers last.
std::vector<Remedy> in_order(std::vector<Remedy> steps) {
  std::ranges::sort(steps, [](const Remedy& a, const Remedy& b) {
    return std::pair(-int{std::to_underlying(a.correccion)}, a.documento) <
           std::pair(-int{std::to_underlying(b.correccion)}, b.documento);
  });
  return steps;
}

FileFacts cured(const FileFacts& file, const std::vector<Remedy>& steps, const NormTable& table_) {
  auto copy = file;
  for (const auto& step : in_order(steps)) apply(step, copy, table_.on(norm_day(copy)));
  return copy;
}

}  // namespace

std::optional<Cure> smallest_remedy(const FileFacts& file, const NormTable& norms, Mend mend,
                                    std::size_t most) {
  std::set<Clause> clauses;
  for (const auto& flag : evaluate(file, norms).flags())
    if (must_go(flag, mend)) add_clauses(flag, {}, clauses);
  if (clauses.empty()) return Cure{};

  for (std::size_t size = 1; size <= most;) {
    // A candidate either cures, or shows what it asks for besides: that is added and the search
    // begins again at the same size, because more clauses need no fewer steps.
    std::set<Clause> found = clauses;
    std::vector<Remedy> chosen;
    std::optional<std::vector<Remedy>> cure;
    auto accept = [&](std::vector<Remedy> candidate) {
      std::ranges::sort(candidate);
      bool clean = true;
      for (const auto& flag : evaluate(cured(file, candidate, norms), norms).flags())
        if (must_go(flag, mend)) {
          clean = false;
          add_clauses(flag, candidate, found);
        }
      if (clean) cure = std::move(candidate);
      return clean || found.size() > clauses.size();
    };
    search(clauses, chosen, size, accept);
    if (cure) {
      Cure out;
      const auto after = cured(file, *cure, norms);
      const auto& law_after = norms.on(norm_day(after));
      for (const auto& remedy : *cure) {
        RemedyStep step{remedy, responsible_for(remedy, after, law_after), {}};
        for (const auto& clause : clauses)
          if (std::ranges::find(clause.any, remedy) != clause.any.end())
            step.rules.push_back(clause.rule);
        std::ranges::sort(step.rules);
        const auto twice = std::ranges::unique(step.rules);
        step.rules.erase(twice.begin(), twice.end());
        out.steps.push_back(std::move(step));
      }
      return out;
    }
    if (found.size() > clauses.size())
      clauses = std::move(found);
    else
      ++size;
  }
  return std::nullopt;
}

}  // namespace verification
