// ceiba modificacion, cuota, compras, factura and austeridad.
#include <algorithm>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "cli/telling.hpp"
#include "commands/austerity.hpp"
#include "commands/import_purchases.hpp"
#include "commands/modifications.hpp"
#include "commands/read_invoice.hpp"
#include "domain/budget/document_refusals.hpp"
#include "queries/austerity.hpp"
#include "queries/budget.hpp"
#include "queries/modifications.hpp"
#include "text/format.hpp"
#include "text/money_words.hpp"
#include "text/payment_files.hpp"

namespace cli {
namespace {

// Of an import, which may have been tried only.
Result<Exit> told_of_import(const Invocation& call, const commands::Receipt& receipt,
                            const std::string& sentence) {
  return told(call, receipt,
              (call.has("--simular") ? "Simulación, no se guardó nada. " : "") + sentence);
}

std::string count_at(const json::object& outcome, const char* key) {
  return text::count(outcome.at(key).as_int64());
}

Result<FiscalYear> year_of(const Invocation& call) {
  if (const auto text = call.optional_text("--ejercicio")) return FiscalYear::parse(*text);
  return FiscalYear{
      static_cast<std::int16_t>(static_cast<int>(local_date(call.world().now()).year()))};
}

Result<commands::Context> open_for_import(const Invocation& call) {
  return call.open(call.has("--simular") ? commands::Use::Read : commands::Use::Change);
}

// ---- modificacion ------------------------------------------------------------------------------

Result<Exit> import_modifications(const Invocation& call) {
  auto context = TRY(open_for_import(call));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  const auto receipt = TRY(commands::import_modifications(
      context, bytes, file_name(path), call.has("--ilustrativo"), call.has("--simular")));
  return told_of_import(call, receipt,
                        "Modificaciones: " + count_at(receipt.outcome, "registradas") +
                            " registradas, " + count_at(receipt.outcome, "sin_cambio") +
                            " ya estaban");
}

std::string approver_in_words(const queries::ModificationStanding& one) {
  if (!one.approver) return "no se puede determinar quién la aprueba";
  return "la aprueba: " + std::string(one.approver->attribute("aprueba")) + " (certeza " +
         show(one.approver->certainty) + ")";
}

Result<Exit> list_modifications(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto year = TRY(year_of(call));
  const auto made = TRY(queries::modifications(context.db(), context.institution, year));
  json::array all, differences;
  std::string out;
  for (const auto& one : made.all) {
    const auto& m = one.row.modification;
    out += std::string(code_of(m.clase)) + " " + std::to_string(m.numero) + "  " + show(m.fecha) +
           "  recibe " + text::table_money(one.received) + ", suma " + text::table_money(one.sum) +
           "  " + m.resolucion + "  " + approver_in_words(one) +
           (one.row.until ? "  anulada: " + one.row.reason : "") + "\n";
    json::array lines, goals;
    for (const auto& line : m.lineas)
      lines.push_back(json::object{{"partida", show(line.partida)}, {"monto", show(line.monto)}});
    for (const auto& goal : m.metas) goals.push_back(json::value(goal));
    all.push_back(
        json::object{{"clase", code_of(m.clase)},
                     {"numero", m.numero},
                     {"fecha", show(m.fecha)},
                     {"resolucion", m.resolucion},
                     {"motivo", m.motivo},
                     {"metas", std::move(goals)},
                     {"lineas", std::move(lines)},
                     {"aprueba", one.approver ? json::value(one.approver->attribute("aprueba"))
                                              : json::value(nullptr)},
                     {"anulada", one.row.until.has_value()}});
  }
  for (const auto& one : made.differences)
    differences.push_back(json::object{{"partida", show(one.partida)},
                                       {"extracto", show(one.extract)},
                                       {"registrado", show(one.registered)}});
  if (call.json()) {
    call.say_json(json::object{{"ejercicio", std::int64_t{year.year}},
                               {"modificaciones", std::move(all)},
                               {"diferencias", std::move(differences)}});
    return Exit::Done;
  }
  call.say(out.empty() ? "No hay modificaciones de " + show(year) + ".\n" : out);
  for (const auto& one : made.differences)
    call.say("  " + show(one.partida) + ": el extracto modifica " + text::table_money(one.extract) +
             " y lo registrado suma " + text::table_money(one.registered) + ".\n");
  return Exit::Done;
}

Result<Exit> annul_modification(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto name = call.text("CLASE");
  const auto clase = budget::mod_clase(name);
  if (!clase)
    return refuse(budget::DocumentRefusal::ModClassUnknown,
                  {{"hallado", name}, {"esperado", "AMP, DIS, INTER, INTRA1, INTRA2"}});
  const auto number = whole_number(call.text("NÚMERO"));
  if (!number)
    return refuse(Refusal::NotAChoice, {{"opcion", "NÚMERO"},
                                        {"hallado", call.text("NÚMERO")},
                                        {"esperado", "el número de la modificación"}});
  const auto receipt =
      TRY(commands::submit(context, commands::annul_modification(TRY(year_of(call)), *clase,
                                                                 *number, call.text("--motivo"))));
  return told(call, receipt,
              "Anulada: " + std::string(receipt.outcome.at("modificacion").as_string()));
}

// ---- cuota -------------------------------------------------------------------------------------

Result<Exit> import_quotas(const Invocation& call) {
  auto context = TRY(open_for_import(call));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  const auto receipt = TRY(commands::import_quotas(
      context, bytes, file_name(path), call.has("--ilustrativo"), call.has("--simular")));
  return told_of_import(call, receipt,
                        "Cuotas: " + count_at(receipt.outcome, "nuevas") + " nuevas, " +
                            count_at(receipt.outcome, "reemplazadas") + " reemplazadas, " +
                            count_at(receipt.outcome, "sin_cambio") + " ya estaban");
}

json::object as_json(const budget::QuotaKey& key) {
  return {{"unidad_ejecutora", show(key.unidad)},
          {"fuente", show(key.fuente)},
          {"grupo", std::string(1, key.grupo)},
          {"etapa", code_of(key.etapa)},
          {"tipo", code_of(key.tipo)},
          {"primer_mes", show(key.primer_mes)}};
}

std::string in_words(const budget::QuotaKey& key) {
  return "UE " + show(key.unidad) + ", fuente " + show(key.fuente) + ", grupo " +
         std::string(1, key.grupo) + ", " + std::string(code_of(key.etapa)) + " " +
         std::string(code_of(key.tipo)) + ", " + show(key.primer_mes);
}

Result<Exit> list_quotas(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto year = TRY(year_of(call));
  const auto made = TRY(queries::quotas(context.db(), context.institution, year));
  json::array all, without;
  std::string out;
  for (const auto& one : made.all) {
    auto item = as_json(one.row.key);
    item["monto"] = show(one.row.monto);
    item["usado"] = show(one.used);
    item["disponible"] = show(one.left());
    item["documento"] = one.row.documento;
    all.push_back(std::move(item));
    out += in_words(one.row.key) + ": aprobada " + text::table_money(one.row.monto) + ", usada " +
           text::table_money(one.used) + ", disponible " + text::table_money(one.left()) +
           (one.left() < MoneySum{} ? "  pasada" : "") + "\n";
  }
  for (const auto& [key, used] : made.without) {
    auto item = as_json(key);
    item["usado"] = show(used);
    without.push_back(std::move(item));
    out += in_words(key) + ": usada " + text::table_money(used) +
           " sin cuota cargada; no se puede saber si cabe\n";
  }
  if (call.json())
    call.say_json(json::object{{"ejercicio", std::int64_t{year.year}},
                               {"cuotas", std::move(all)},
                               {"sin_cuota", std::move(without)}});
  else
    call.say(out.empty() ? "No hay cuotas de " + show(year) + ".\n" : out);
  return Exit::Done;
}

// ---- compras y factura -------------------------------------------------------------------------

Result<Exit> import_purchases(const Invocation& call) {
  auto context = TRY(open_for_import(call));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  const auto receipt = TRY(commands::import_purchases(
      context, bytes, file_name(path), call.has("--ilustrativo"), call.has("--simular")));
  const auto& outcome = receipt.outcome;
  if (outcome.empty()) return told_of_import(call, receipt, "Nada que importar");
  return told_of_import(
      call, receipt,
      count_at(outcome, "publicaciones") + " publicaciones: " + count_at(outcome, "nuevas") +
          " compras nuevas, " + count_at(outcome, "reemplazadas") + " reemplazadas, " +
          count_at(outcome, "sin_cambio") + " sin cambio, " + count_at(outcome, "sin_modalidad") +
          " con modalidad que no está en el catálogo");
}

std::string or_no_data(const std::optional<Money>& amount) {
  return amount ? text::table_money(*amount) : std::string(text::no_data);
}
json::value or_null(const std::optional<Money>& amount) {
  return amount ? json::value(show(*amount)) : json::value(nullptr);
}

Result<Exit> list_purchases(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  json::array all;
  std::string out;
  for (const auto& row : TRY(storage::purchases(context.db(), context.institution))) {
    const auto& one = row.purchase;
    json::array suppliers;
    std::string names;
    for (const auto& supplier : one.suppliers) {
      suppliers.push_back(json::object{
          {"nit", supplier.nit}, {"nombre", supplier.name}, {"monto", or_null(supplier.amount)}});
      names += (names.empty() ? "" : "; ") + supplier.name;
    }
    out += one.number + "  " + (one.published ? show(*one.published) : std::string("sin fecha")) +
           "  " + (one.modality.empty() ? one.modality_text : one.modality) + "  " + one.status +
           "  " + or_no_data(one.awarded) + "  " + names + "  " + one.title.substr(0, 80) + "\n";
    all.push_back(json::object{
        {"numero", one.number},
        {"fuente", one.source},
        {"publicada", one.published ? json::value(show(*one.published)) : json::value(nullptr)},
        {"titulo", one.title},
        {"modalidad", one.modality},
        {"modalidad_texto", one.modality_text},
        {"estado", one.status},
        {"entidad", one.buyer_code},
        {"comprador", one.buyer},
        {"unidad", one.unit},
        {"monto", or_null(one.amount)},
        {"adjudicado", or_null(one.awarded)},
        {"proveedores", std::move(suppliers)},
        {"renglones", static_cast<std::int64_t>(one.items.size())}});
  }
  if (call.json())
    call.say_json(json::object{{"compras", std::move(all)}});
  else
    call.say(out.empty() ? "No hay compras importadas.\n" : out);
  return Exit::Done;
}

// With the certificates of a file, else with those that the institution of a base trusts.
Result<readers::FelInvoice> invoice_asked(const Invocation& call, const std::string& path) {
  const auto bytes = TRY(read_file(path));
  const auto receiver = call.optional_text("--receptor").value_or("");
  if (const auto roots = call.optional_text("--raices"))
    return commands::read_invoice(bytes, file_name(path), receiver, TRY(read_file(*roots)));
  if (!call.has("--base")) return commands::read_invoice(bytes, file_name(path), receiver);
  auto context = TRY(call.open(commands::Use::Read));
  return commands::read_invoice(context.db(), context.institution, bytes, file_name(path),
                                receiver);
}

Result<Exit> read_invoice(const Invocation& call) {
  const auto path = call.text("ARCHIVO");
  const auto fel = TRY(invoice_asked(call, path));
  const auto& invoice = fel.invoice;
  const bool odd = fel.serie_y_numero == false || fel.diferencia;
  if (call.json()) {
    json::array lines;
    for (const auto& line : fel.lineas)
      lines.push_back(
          json::object{{"descripcion", line.description},
                       {"servicio", line.service},
                       {"cantidad", line.item.cantidad ? json::value(show(*line.item.cantidad))
                                                       : json::value(nullptr)},
                       {"precio", or_null(line.item.precio)},
                       {"importe", or_null(line.item.importe)},
                       {"iva", or_null(line.item.iva)}});
    json::array signers;
    for (const auto& one : fel.firmantes)
      signers.push_back(json::object{{"titular", one.titular},
                                     {"emisor", one.emisor},
                                     {"serie", one.serie},
                                     {"desde", show(one.desde)},
                                     {"hasta", show(one.hasta)},
                                     {"reconocido", one.reconocido},
                                     {"emision", one.emision},
                                     {"certificacion", one.certificacion}});
    call.say_json(
        json::object{{"autorizacion", invoice.autorizacion.view()},
                     {"serie", invoice.serie.view()},
                     {"numero", invoice.numero.view()},
                     {"tipo", verification::code_of(*invoice.tipo)},
                     {"moneda", fel.moneda},
                     {"emisor", invoice.emisor.view()},
                     {"emisor_nombre", fel.emisor},
                     {"receptor", invoice.receptor.view()},
                     {"receptor_nombre", fel.receptor},
                     {"emitida", show(*invoice.emitida)},
                     {"certificada", show(*invoice.certificada)},
                     {"total", show(*invoice.total)},
                     {"iva", or_null(invoice.iva)},
                     {"lineas", std::move(lines)},
                     {"firma", code_of(fel.firma)},
                     {"firmantes", std::move(signers)},
                     {"serie_y_numero",
                      fel.serie_y_numero ? json::value(*fel.serie_y_numero) : json::value(nullptr)},
                     {"diferencia", or_null(fel.diferencia)}});
    return odd ? Exit::Findings : Exit::Done;
  }
  std::string out =
      std::string(verification::code_of(*invoice.tipo)) + " " + std::string(invoice.serie.view()) +
      "-" + std::string(invoice.numero.view()) + ", autorización " +
      std::string(invoice.autorizacion.view()) + "\n" + "Emisor: " + fel.emisor + ", NIT " +
      std::string(invoice.emisor.view()) + "\nReceptor: " + fel.receptor + ", NIT " +
      std::string(invoice.receptor.view()) + "\nEmitida el " + text::date(*invoice.emitida) +
      ", certificada el " + text::date(*invoice.certificada) + "\n";
  for (const auto& line : fel.lineas)
    out += "  " + (line.item.cantidad ? text::quantity(*line.item.cantidad) : std::string("—")) +
           "  " + line.description + "  " + or_no_data(line.item.importe) + "\n";
  out += "Total: " + text::money(*invoice.total) + ", IVA " + or_no_data(invoice.iva) + "\n";
  if (fel.serie_y_numero == false)
    out += "La serie y el número no corresponden a la autorización.\n";
  if (fel.diferencia)
    out +=
        "El total no es la suma de las líneas: diferencia " + text::money(*fel.diferencia) + ".\n";
  out += std::string(text::fel_signature(code_of(fel.firma))) + "\n";
  for (const auto& one : fel.firmantes)
    out += "  Firmó " + one.titular + "; certificado de " + one.emisor + ", serie " + one.serie +
           ", vigente del " + text::date(one.desde) + " al " + text::date(one.hasta) + "; cubre " +
           std::string(text::fel_coverage(one.emision, one.certificacion)) + "\n";
  call.say(out);
  return odd ? Exit::Findings : Exit::Done;
}

// ---- austeridad --------------------------------------------------------------------------------

std::string reasons_of(const budget::Candidate& one) {
  std::string out;
  for (const auto by : one.by) (out += out.empty() ? "" : ", ") += text::name_of(by);
  return out;
}

json::object as_json(const budget::Candidate& one) {
  json::array by;
  for (const auto reason : one.by) by.push_back(json::value(code_of(reason)));
  return {
      {"categoria", one.line.category},
      {"renglon", show(one.line.renglon)},
      {"monto", show(one.line.amount)},
      {"anterior", one.line.before ? json::value(show(*one.line.before)) : json::value(nullptr)},
      {"crecimiento", one.growth ? json::value(show(*one.growth, 1)) : json::value(nullptr)},
      {"personas", one.line.persons ? json::value(*one.line.persons) : json::value(nullptr)},
      {"exceso", show(one.excess)},
      {"por", std::move(by)}};
}

Result<Exit> detect(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  auto& db = context.db();
  const auto entity = call.optional_text("--entidad").value_or(context.institution);
  std::optional<Month> month;
  if (const auto text = call.optional_text("--mes")) month = TRY(Month::parse(*text));
  if (!month) {
    const auto year = TRY(queries::last_budget_year(db, entity));
    month = Month{{static_cast<std::int16_t>(
                      year.value_or(static_cast<int>(local_date(call.world().now()).year())))},
                  12};
  }
  std::optional<queries::Evaluation> evaluation;
  if (entity == context.institution)
    if (auto found = queries::evaluation_at(
            db, TRY(queries::live_cut(db, context.institution, show(*month)))))
      evaluation = *std::move(found);
  const auto made = TRY(queries::austerity(db, context.institution, entity, *month,
                                           evaluation ? &*evaluation : nullptr));
  const auto& found = made.detection;
  if (call.json()) {
    json::array candidates, excluded, measures;
    for (const auto& one : found.candidates) candidates.push_back(as_json(one));
    for (const auto& one : found.excluded)
      excluded.push_back(json::object{{"categoria", one.category},
                                      {"renglon", show(one.renglon)},
                                      {"monto", show(one.amount)}});
    for (const auto& one : made.measures)
      measures.push_back(json::object{{"codigo", one.row.measure.code},
                                      {"estado", code_of(one.row.measure.state)},
                                      {"esperado", show(one.saving.expected)},
                                      {"gastado", show(one.saving.spent)},
                                      {"ahorro", show(one.saving.saved())}});
    call.say_json(json::object{{"entidad", entity},
                               {"hasta", show(*month)},
                               {"por_asignado", made.by_asignado},
                               {"vigilado", show(found.watched)},
                               {"insumos", show(found.inputs)},
                               {"candidato", show(found.at_most)},
                               {"candidatos", std::move(candidates)},
                               {"excluidos", std::move(excluded)},
                               {"medidas", std::move(measures)}});
    return Exit::Done;
  }
  if (!made.loaded) {
    call.say("No hay presupuesto de " + entity + " para " + show(month->year) + ".\n");
    return Exit::Findings;
  }
  std::string out =
      "Renglones vigilados: " + text::money(found.watched) +
      (made.by_asignado ? " asignados" : " devengados de enero a " + text::month(*month)) +
      ".\nInsumos del propio producto, que se excluyen: " + text::money(found.inputs) +
      ".\nCandidatos a revisar: a lo sumo " + text::money(found.at_most) + ".\n";
  for (const auto& one : found.candidates)
    out += "  " + one.line.category + ", renglón " + show(one.line.renglon) + ": " +
           text::table_money(one.line.amount) + ", " + reasons_of(one) +
           (one.growth ? " (" + text::percent(*one.growth) + ")" : "") + "\n";
  for (const auto& one : found.excluded)
    out += "  " + one.category + ", renglón " + show(one.renglon) + ": " +
           text::table_money(one.amount) + ", excluido como insumo del producto\n";
  out += "Requieren verificación: la detección no dice que el gasto sea indebido.\n";
  call.say(out);
  return Exit::Done;
}

Result<Exit> propose(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  budget::AusterityMeasure one;
  one.code = call.text("CÓDIGO");
  one.title = call.text("--titulo");
  one.scope.renglones = TRY(budget::parse_renglones(call.text("--renglones")));
  one.scope.category = call.optional_text("--categoria").value_or("");
  one.first = TRY(Month::parse(call.text("--desde")));
  one.last = TRY(Month::parse(call.text("--hasta")));
  one.baseline = TRY(Money::parse(call.text("--linea-base")));
  one.baseline_source = call.text("--fuente");
  one.saving_goal = TRY(Money::parse(call.text("--ahorro")));
  one.owner = call.text("--responsable");
  one.due = TRY(parse_date(call.text("--fecha")));
  one.plan_measure = call.optional_text("--medida").value_or("");
  const auto receipt =
      TRY(commands::submit(context, commands::propose_austerity(one, call.has("--ilustrativo"))));
  return told(call, receipt, "Medida " + one.code + " propuesta");
}

Result<Exit> move(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto state = budget::austerity_state(call.text("--estado"));
  if (!state)
    return refuse(budget::DocumentRefusal::AusterityStateUnknown,
                  {{"hallado", call.text("--estado")}});
  const auto receipt = TRY(commands::submit(
      context, commands::move_austerity(call.text("CÓDIGO"), *state, call.text("--motivo"))));
  return told(call, receipt, "Medida " + call.text("CÓDIGO") + ": " + std::string(code_of(*state)));
}

Result<Exit> list_austerity(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto text = call.optional_text("--mes");
  const auto month = text ? TRY(Month::parse(*text)) : month_of(local_date(call.world().now()));
  json::array all;
  std::string out;
  for (const auto& one :
       TRY(queries::austerity_standings(context.db(), context.institution, month))) {
    const auto& m = one.row.measure;
    out += m.code + "  " + std::string(code_of(m.state)) + "  " + m.title + "  responde " +
           m.owner + ", " + text::date(m.due) + "; de " + text::table_money(one.saving.expected) +
           " de línea base se gastó " + text::table_money(one.saving.spent) + ": ahorro " +
           text::table_money(one.saving.saved()) + " de " + text::table_money(m.saving_goal) + "\n";
    all.push_back(json::object{{"codigo", m.code},
                               {"titulo", m.title},
                               {"estado", code_of(m.state)},
                               {"responsable", m.owner},
                               {"fecha", show(m.due)},
                               {"linea_base", show(m.baseline)},
                               {"esperado", show(one.saving.expected)},
                               {"gastado", show(one.saving.spent)},
                               {"ahorro", show(one.saving.saved())},
                               {"meta", show(m.saving_goal)},
                               {"medida", m.plan_measure}});
  }
  if (call.json())
    call.say_json(json::object{{"medidas", std::move(all)}});
  else
    call.say(out.empty() ? "No hay medidas de austeridad.\n" : out);
  return Exit::Done;
}

constexpr Option import_options[] = {
    {"ARCHIVO", "", "Archivo que se importa", true},
    {"--simular", "", "Dice qué pasaría y no guarda nada"},
    {"--ilustrativo", "", "Son datos de ejemplo y se marcan así"},
};
constexpr Option year_options[] = {{"--ejercicio", "AAAA", "Año; si no, el actual"}};
constexpr Option annul_options[] = {
    {"CLASE", "", "AMP, DIS, INTER, INTRA1 o INTRA2", true},
    {"NÚMERO", "", "Número de la modificación", true},
    {"--ejercicio", "AAAA", "Año; si no, el actual"},
    {"--motivo", "TEXTO", "Por qué se anula", true},
};
constexpr Option invoice_options[] = {
    {"ARCHIVO", "", "XML de la factura", true},
    {"--receptor", "NIT", "NIT de la institución: se rechaza la factura a nombre de otro"},
    {"--raices", "PEM", "Certificados en que se confía; si no, con --base, los de la institución"},
};
constexpr Option detect_options[] = {
    {"--mes", "AAAA-MM", "De enero a este mes; si no, el último año con presupuesto"},
    {"--entidad", "CÓDIGO", "Otra entidad de un archivo nacional"},
};
constexpr Option propose_options[] = {
    {"CÓDIGO", "", "Código de la medida", true},
    {"--titulo", "TEXTO", "Qué se hará", true},
    {"--renglones", "LISTA", "Renglones, como 121;131-136", true},
    {"--categoria", "CÓDIGO", "Categoría programática; si no, todas"},
    {"--desde", "AAAA-MM", "Primer mes", true},
    {"--hasta", "AAAA-MM", "Último mes", true},
    {"--linea-base", "MONTO", "Lo que costó en el período con que se compara", true},
    {"--fuente", "TEXTO", "De dónde sale la línea base", true},
    {"--ahorro", "MONTO", "Ahorro esperado", true},
    {"--responsable", "PUESTO", "Quién responde", true},
    {"--fecha", "AAAA-MM-DD", "Hasta cuándo", true},
    {"--medida", "CÓDIGO", "Medida de la estrategia que lleva a cabo"},
    {"--ilustrativo", "", "Son datos de ejemplo y se marcan así"},
};
constexpr Option move_options[] = {
    {"CÓDIGO", "", "Código de la medida", true},
    {"--estado", "ESTADO", "Nuevo estado", true, false, "aprobada|cumplida|descartada"},
    {"--motivo", "TEXTO", "Por qué", true},
};
constexpr Option standing_options[] = {
    {"--mes", "AAAA-MM", "De enero a este mes; si no, el actual"}};

constexpr Command commands_here[] = {
    {"modificacion importar", "Registra las modificaciones de un archivo.", import_options,
     "ceiba modificacion importar modificaciones.csv --como presupuesto", import_modifications},
    {"modificacion listar",
     "Lista las modificaciones, quién las aprueba y en qué difieren del extracto.", year_options,
     "ceiba modificacion listar --ejercicio 2026", list_modifications},
    {"modificacion anular", "Anula una modificación registrada por error.", annul_options,
     "ceiba modificacion anular INTRA2 7 --ejercicio 2026 --motivo \"Número repetido\" --como "
     "presupuesto",
     annul_modification},
    {"cuota importar", "Carga las cuotas financieras aprobadas.", import_options,
     "ceiba cuota importar cuotas-2026-C1.csv --como presupuesto", import_quotas},
    {"cuota listar", "Lista las cuotas con lo que se ha usado de cada una.", year_options,
     "ceiba cuota listar --ejercicio 2026", list_quotas},
    {"compras importar", "Carga lo que publica Guatecompras: OCDS o el texto de NPG.",
     import_options, "ceiba compras importar releases-2026-04.json --como compras",
     import_purchases},
    {"compras listar", "Lista las compras importadas.", {}, "ceiba compras listar", list_purchases},
    {"factura leer", "Lee el XML de una factura FEL, comprueba sus firmas y dice qué trae.",
     invoice_options, "ceiba factura leer factura.xml --receptor 12345678", read_invoice},
    {"austeridad detectar",
     "Suma los renglones vigilados, excluye los insumos del producto y dice qué revisar.",
     detect_options, "ceiba austeridad detectar --mes 2026-04", detect},
    {"austeridad proponer", "Propone una medida con su línea base y su ahorro.", propose_options,
     "ceiba austeridad proponer A-1 --titulo \"Menos viáticos\" --renglones 131-136 --desde "
     "2026-05 --hasta 2026-12 --linea-base 120000 --fuente \"SICOIN 2025\" --ahorro 20000 "
     "--responsable \"Subdirector\" --fecha 2026-12-31 --como monitoreo",
     propose},
    {"austeridad mover", "Aprueba, cumple o descarta una medida.", move_options,
     "ceiba austeridad mover A-1 --estado aprobada --motivo \"Acta 12\" --como planificacion",
     move},
    {"austeridad listar", "Lista las medidas con el ahorro que prueba el presupuesto.",
     standing_options, "ceiba austeridad listar --mes 2026-04", list_austerity},
};

}  // namespace

std::span<const Command> money_commands() { return commands_here; }

}  // namespace cli
