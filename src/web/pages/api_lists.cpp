// The lists of the API: what anybody may read of a published cut, and what a viewer may read live.
#include <array>
#include <utility>

#include "base/text.hpp"
#include "domain/planning/names.hpp"
#include "queries/budget.hpp"
#include "queries/control.hpp"
#include "queries/evaluation.hpp"
#include "queries/organization.hpp"
#include "queries/plans.hpp"
#include "queries/public_year.hpp"
#include "queries/published_reports.hpp"
#include "text/control.hpp"
#include "web/pages/api_pages.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using Kind = ApiKind;

json::object about_cut(const queries::Evaluation& evaluation) {
  return {{"corte", as_api(evaluation.cut)}, {"ilustrativo", evaluation.illustrative}};
}

json::value percent(const evaluation::Figure& figure) { return as_api(figure.value); }

json::value light(const evaluation::Signal& signal) {
  return json::value(evaluation::name_of(signal.light));
}

// ---- Unidades ----------------------------------------------------------------------------------

constexpr ApiField unit_fields[] = {
    {"codigo", Kind::Text, "Código de la unidad"},
    {"nombre", Kind::Text, "Nombre completo"},
    {"tipo", Kind::Text, "direccion, subdireccion, unidad, departamento, delegacion o centro"},
    {"superior", Kind::Text, "Código de la unidad de la que depende"},
    {"reporta_metas", Kind::Flag, "Si reporta metas físicas cada mes"},
};

Result<ApiRows> unit_rows(Visit& visit) {
  ApiRows out;
  for (const auto& unit : TRY(queries::units(visit.db(), visit.institution, visit.today())))
    out.rows.push_back({{"codigo", unit.code},
                        {"nombre", unit.name},
                        {"tipo", organization::name_of(unit.kind)},
                        {"superior", as_api(unit.parent)},
                        {"reporta_metas", unit.reports}});
  return out;
}

// ---- Plan --------------------------------------------------------------------------------------

constexpr ApiField plan_fields[] = {
    {"codigo", Kind::Text, "Identificador en el plan"},
    {"tipo", Kind::Text, "resultado, producto o subproducto"},
    {"nivel", Kind::Text, "De un resultado: final, intermedio o inmediato"},
    {"superior", Kind::Text, "Identificador de lo que está encima en la cadena"},
    {"nombre", Kind::Text, "Texto del plan"},
    {"unidad_de_medida", Kind::Text, "Unidad de medida"},
    {"categoria", Kind::Text, "Categoría programática, de un producto"},
    {"meta", Kind::Quantity, "Meta de un resultado"},
    {"anio", Kind::Integer, "Año de la meta"},
};

Result<ApiRows> plan_rows(Visit& visit) {
  const auto stored = TRY(queries::plan_of(visit.db(), visit.institution));
  const auto& plan = stored.plan;
  ApiRows out;
  for (const auto& one : plan.resultados)
    out.rows.push_back({{"codigo", one.id},
                        {"tipo", "resultado"},
                        {"nivel", planning::name_of(one.nivel)},
                        {"superior", as_api(one.padre)},
                        {"nombre", one.texto},
                        {"unidad_de_medida", as_api(one.unidad)},
                        {"categoria", nullptr},
                        {"meta", as_api(one.meta)},
                        {"anio", one.anio}});
  for (const auto& one : plan.productos)
    out.rows.push_back(
        {{"codigo", one.id},
         {"tipo", "producto"},
         {"nivel", nullptr},
         {"superior",
          one.resultados.empty() ? json::value(nullptr) : json::value(joined(one.resultados, " "))},
         {"nombre", one.nombre},
         {"unidad_de_medida", as_api(one.unidad_medida)},
         {"categoria", as_api(one.categoria)},
         {"meta", nullptr},
         {"anio", nullptr}});
  for (const auto& one : plan.subproductos)
    out.rows.push_back({{"codigo", one.id},
                        {"tipo", "subproducto"},
                        {"nivel", nullptr},
                        {"superior", as_api(one.padre)},
                        {"nombre", one.nombre},
                        {"unidad_de_medida", as_api(one.unidad_medida)},
                        {"categoria", nullptr},
                        {"meta", nullptr},
                        {"anio", nullptr}});
  out.about = {{"plan", plan.nombre}, {"ejercicio", plan.ejercicio}};
  return out;
}

// ---- Productos y metas -------------------------------------------------------------------------

constexpr ApiField product_fields[] = {
    {"codigo", Kind::Text, "Código del producto"},
    {"nombre", Kind::Text, "Nombre"},
    {"categoria", Kind::Text, "Categoría programática"},
    {"unidad_de_medida", Kind::Text, "Unidad de medida"},
    {"porcentaje_fisico", Kind::Percent, "Promedio simple de sus metas, sobre la meta del año"},
    {"porcentaje_esperado", Kind::Percent, "El mismo promedio de lo programado a la fecha"},
    {"porcentaje_financiero", Kind::Percent, "100 × devengado ÷ vigente de su actividad"},
    {"brecha", Kind::Percent, "Físico menos financiero, en puntos"},
    {"indice", Kind::Percent, "100 × ejecutado ÷ programado a la fecha"},
    {"estado", Kind::Text, "Semáforo: en_ritmo, atencion, rezago, sobre_lo_programado…"},
};

Result<ApiRows> product_rows(Visit& visit) {
  const auto evaluated = TRY(evaluation_asked(visit));
  ApiRows out{{}, about_cut(*evaluated)};
  for (const auto& one : evaluated->products)
    out.rows.push_back({{"codigo", one.code},
                        {"nombre", one.name},
                        {"categoria", as_api(one.category)},
                        {"unidad_de_medida", as_api(one.unit_of_measure)},
                        {"porcentaje_fisico", percent(one.percent)},
                        {"porcentaje_esperado", percent(one.expected)},
                        {"porcentaje_financiero", percent(one.financial)},
                        {"brecha", percent(one.gap)},
                        {"indice", percent(one.signal.index)},
                        {"estado", light(one.signal)}});
  return out;
}

constexpr ApiField goal_fields[] = {
    {"subproducto", Kind::Text, "Código del subproducto"},
    {"producto", Kind::Text, "Código del producto"},
    {"nombre", Kind::Text, "Nombre"},
    {"unidad_de_medida", Kind::Text, "Unidad de medida"},
    {"meta_inicial", Kind::Quantity, "Meta del año como se aprobó"},
    {"meta_vigente", Kind::Quantity, "Meta del año en vigor"},
    {"programado", Kind::Quantity, "Programado de enero a la fecha del corte"},
    {"ejecutado", Kind::Quantity, "Ejecutado de enero a la fecha del corte"},
    {"porcentaje", Kind::Percent, "100 × ejecutado ÷ meta vigente"},
    {"eficacia", Kind::Percent, "100 × ejecutado ÷ programado"},
    {"estado", Kind::Text, "Semáforo"},
    {"reportes", Kind::Integer, "Unidades y meses con reporte"},
    {"reportes_esperados", Kind::Integer, "Unidades y meses programados"},
};

Result<ApiRows> goal_rows(Visit& visit) {
  const auto evaluated = TRY(evaluation_asked(visit));
  ApiRows out{{}, about_cut(*evaluated)};
  for (const auto& product : evaluated->products)
    for (const auto& one : product.goals)
      out.rows.push_back({{"subproducto", one.subproducto},
                          {"producto", product.code},
                          {"nombre", one.name},
                          {"unidad_de_medida", as_api(one.unit_of_measure)},
                          {"meta_inicial", as_api(one.initial_goal)},
                          {"meta_vigente", as_api(one.year_goal)},
                          {"programado", as_api(one.accumulated.programmed)},
                          {"ejecutado", as_api(one.accumulated.executed)},
                          {"porcentaje", percent(one.percent)},
                          {"eficacia", percent(one.efficacy)},
                          {"estado", light(one.signal)},
                          {"reportes", one.accumulated.coverage.reported},
                          {"reportes_esperados", one.accumulated.coverage.expected}});
  return out;
}

constexpr ApiField goal_month_fields[] = {
    {"subproducto", Kind::Text, "Código del subproducto"},
    {"mes", Kind::Text, "Mes, AAAA-MM"},
    {"unidad_de_medida", Kind::Text, "Unidad de medida"},
    {"programado", Kind::Quantity, "Programado en el mes"},
    {"ejecutado", Kind::Quantity, "Ejecutado en el mes; nulo si nadie reportó"},
    {"reportes", Kind::Integer, "Unidades con reporte"},
    {"reportes_esperados", Kind::Integer, "Unidades programadas"},
};

Result<ApiRows> goal_month_rows(Visit& visit) {
  const auto evaluated = TRY(evaluation_asked(visit));
  ApiRows out{{}, about_cut(*evaluated)};
  for (const auto& product : evaluated->products)
    for (const auto& one : product.goals)
      for (const auto& month : one.months) {
        if (month.month > evaluated->cut.last) continue;
        out.rows.push_back({{"subproducto", one.subproducto},
                            {"mes", show(month.month)},
                            {"unidad_de_medida", as_api(one.unit_of_measure)},
                            {"programado", as_api(month.programmed)},
                            {"ejecutado", as_api(month.executed)},
                            {"reportes", month.coverage.reported},
                            {"reportes_esperados", month.coverage.expected}});
      }
  return out;
}

// ---- Indicadores -------------------------------------------------------------------------------

constexpr ApiField indicator_fields[] = {
    {"codigo", Kind::Text, "Código de la ficha"},
    {"nombre", Kind::Text, "Nombre"},
    {"formula", Kind::Text, "Fórmula"},
    {"unidad", Kind::Text, "Unidad"},
    {"responsable", Kind::Text, "Puesto o unidad responsable"},
    {"linea_base", Kind::Text, "Como la imprime el plan"},
    {"meta_impresa", Kind::Text, "Meta del año como la imprime el plan"},
    {"meta", Kind::Quantity, "Meta del año"},
    {"valor", Kind::Percent, "Valor a la fecha del corte"},
    {"avance", Kind::Percent, "Avance hacia la meta del año"},
    {"estado", Kind::Text, "Semáforo"},
    {"ilustrativo", Kind::Flag, "Si sus datos son ilustrativos"},
};

json::object indicator_row(const queries::Indicator& one) {
  return {{"codigo", one.sheet},
          {"nombre", one.name},
          {"formula", as_api(one.formula)},
          {"unidad", as_api(one.unit)},
          {"responsable", as_api(one.responsible)},
          {"linea_base", as_api(one.baseline_text)},
          {"meta_impresa", as_api(one.target_text)},
          {"meta", as_api(one.year_target)},
          {"valor", percent(one.value)},
          {"avance", percent(one.advance)},
          {"estado", light(one.signal)},
          {"ilustrativo", one.illustrative}};
}

Result<ApiRows> indicator_rows(Visit& visit) {
  const auto evaluated = TRY(evaluation_asked(visit));
  ApiRows out{{}, about_cut(*evaluated)};
  for (const auto& one : evaluated->indicators) out.rows.push_back(indicator_row(one));
  return out;
}

// ---- Presupuesto -------------------------------------------------------------------------------

constexpr ApiField budget_fields[] = {
    {"asignado", Kind::Money, "Asignado inicial"},
    {"modificado", Kind::Money, "Modificaciones"},
    {"vigente", Kind::Money, "Asignado más modificaciones"},
    {"comprometido", Kind::Money, "Comprometido"},
    {"devengado", Kind::Money, "Devengado"},
    {"pagado", Kind::Money, "Pagado"},
};
constexpr ApiParameter budget_parameters[] = {
    {"por", "Dimensiones separadas por coma: programa, actividad, grupo, renglon, fuente, mes…"},
    {"periodo", "Mes (2026-04), cuatrimestre (2026-C1) o año (2026); por omisión, el último corte"},
    {"corte", "Versión del corte, o «vivo» (con sesión o llave)"},
};

Result<ApiRows> budget_rows(Visit& visit) {
  const auto cut = TRY(cut_asked(visit));
  queries::BudgetQuestion question;
  const auto by = visit.request.query.optional("por").value_or("programa");
  for (const auto& name : split(by, ','))
    if (!trimmed(name).empty()) question.by.emplace_back(trimmed(name));
  question.ejercicio = cut.last.year.year;
  question.to_month = cut.last.number;
  question.entidad = visit.institution;
  if (cut.frozen()) {
    question.institution_seq = cut.seq;
    question.installation_seq = cut.installation_seq;
  }
  ApiRows out;
  for (const auto& row : TRY(where("campo", "por", queries::budget_by(visit.db(), question)))) {
    json::object line;
    for (std::size_t i = 0; i < question.by.size(); ++i)
      line[question.by[i]] = row.keys[i] ? json::value(*row.keys[i]) : json::value(nullptr);
    for (std::size_t s = 0; s < budget::stage_count; ++s)
      line[budget::stage_names[s]] = as_api(row.amounts[s]);
    out.rows.push_back(std::move(line));
  }
  out.about = {{"corte", as_api(cut)}, {"acumulado_a", show(cut.last)}};
  return out;
}

// ---- Cortes, informes, medidas -----------------------------------------------------------------

constexpr ApiField cut_fields[] = {
    {"periodo", Kind::Text, "2026-C1, 2026-04 o 2026"},
    {"version", Kind::Integer, "1 el primero; otro mayor lo reemplaza"},
    {"desde", Kind::Text, "Primer mes"},
    {"hasta", Kind::Text, "Último mes"},
    {"congelado_el", Kind::Date, "Día en que se congeló"},
    {"asiento", Kind::Integer, "Último asiento de la bitácora que incluye"},
};

Result<ApiRows> cut_rows(Visit& visit) {
  ApiRows out;
  for (const auto& cut : TRY(queries::public_cuts(visit.db(), visit.institution)))
    out.rows.push_back({{"periodo", cut.code},
                        {"version", cut.version},
                        {"desde", show(cut.first)},
                        {"hasta", show(cut.last)},
                        {"congelado_el", show(local_date(cut.frozen_at))},
                        {"asiento", cut.seq}});
  return out;
}

constexpr ApiField report_fields[] = {
    {"codigo", Kind::Text, "Código del informe"},
    {"version", Kind::Integer, "Versión"},
    {"tipo", Kind::Text, "cuatrimestral, mensual, anual o estrategia"},
    {"periodo", Kind::Text, "Período"},
    {"estado", Kind::Text, "publicado o retirado"},
    {"publicado_el", Kind::Date, "Día de la publicación"},
    {"reemplaza_a", Kind::Integer, "Versión que corrige"},
    {"fe_de_erratas", Kind::Text, "Qué corrige"},
    {"formato", Kind::Text, "pdf, docx, xlsx, json o html"},
    {"bytes", Kind::Integer, "Tamaño del archivo"},
    {"sha256", Kind::Text, "Huella del archivo"},
    {"enlace", Kind::Text, "Dónde se descarga"},
};

Result<ApiRows> report_rows(Visit& visit) {
  ApiRows out;
  for (const auto& one : TRY(queries::published_reports(visit.db(), visit.institution))) {
    const auto& report = one.report;
    const auto add = [&](const queries::ReportFile* file) {
      json::object row{{"codigo", report.code},
                       {"version", report.version},
                       {"tipo", report.kind},
                       {"periodo", report.period},
                       {"estado", reporting::show(report.stage)},
                       {"publicado_el", as_api(report.published_on)},
                       {"reemplaza_a",
                        report.replaces == 0 ? json::value(nullptr) : json::value(report.replaces)},
                       {"fe_de_erratas", as_api(report.errata)},
                       {"formato", nullptr},
                       {"bytes", nullptr},
                       {"sha256", nullptr},
                       {"enlace", nullptr}};
      if (file != nullptr) {
        row["formato"] = file->format;
        row["bytes"] = file->size;
        row["sha256"] = file->hash;
        row["enlace"] = "/transparencia/informes/" + encoded(report.code) + '/' +
                        std::to_string(report.version) + '/' + encoded(file->format);
      }
      out.rows.push_back(std::move(row));
    };
    for (const auto& file : one.files) add(&file);
    if (one.files.empty()) add(nullptr);
  }
  return out;
}

constexpr ApiField measure_fields[] = {
    {"codigo", Kind::Text, "Código de la medida"},
    {"capitulo", Kind::Text, "Capítulo de la estrategia"},
    {"texto", Kind::Text, "Qué se hará"},
    {"responsable", Kind::Text, "Puesto responsable"},
    {"inicio", Kind::Date, "Desde"},
    {"fin", Kind::Date, "Hasta"},
    {"presupuesto", Kind::Money, "Costo previsto"},
    {"estado", Kind::Text, "programada, en_proceso, cumplida, atrasada o suspendida"},
    {"avance", Kind::Text, "Último avance reportado"},
};

Result<ApiRows> measure_rows(Visit& visit) {
  ApiRows out;
  for (const auto& one : TRY(queries::measures(visit.db(), visit.institution)))
    out.rows.push_back({{"codigo", one.measure.codigo},
                        {"capitulo", as_api(one.measure.capitulo)},
                        {"texto", one.measure.texto},
                        {"responsable", as_api(one.measure.responsable)},
                        {"inicio", as_api(one.measure.inicio)},
                        {"fin", as_api(one.measure.fin)},
                        {"presupuesto", as_api(one.measure.presupuesto)},
                        {"estado", planning::name_of(one.state)},
                        {"avance", one.last ? as_api(one.last->progress) : json::value(nullptr)}});
  return out;
}

constexpr ApiField load_fields[] = {
    {"carga", Kind::Integer, "Número de la carga"},
    {"fecha", Kind::Date, "Día"},
    {"archivo", Kind::Text, "Nombre del archivo"},
    {"sha256", Kind::Text, "Huella del archivo"},
    {"formato", Kind::Text, "Formato con que se leyó"},
    {"filas", Kind::Integer, "Filas"},
    {"observaciones", Kind::Integer, "Reglas que no cumple"},
    {"en_vigor", Kind::Flag, "Si alguno de sus años sigue en vigor"},
    {"nacional", Kind::Flag, "Si es la carga nacional"},
};

Result<ApiRows> load_rows(Visit& visit) {
  ApiRows out;
  for (const auto& one : TRY(queries::budget_loads(visit.db(), visit.institution)))
    out.rows.push_back({{"carga", one.load},
                        {"fecha", as_api(std::string_view(one.on_date))},
                        {"archivo", one.file_name},
                        {"sha256", one.file_hash},
                        {"formato", one.layout},
                        {"filas", one.rows},
                        {"observaciones", one.breaches},
                        {"en_vigor", one.in_force()},
                        {"nacional", one.national}});
  return out;
}

// ---- Expedientes -------------------------------------------------------------------------------

constexpr ApiField payment_file_fields[] = {
    {"numero", Kind::Text, "Número del expediente: 2026-000017"},
    {"gasto", Kind::Text, "Tipo de gasto"},
    {"modalidad", Kind::Text, "De una compra, su modalidad"},
    {"unidad_ejecutora", Kind::Text, "Código de la unidad ejecutora"},
    {"proveedor", Kind::Text, "Nombre"},
    {"nit", Kind::Text, "NIT del proveedor"},
    {"monto", Kind::Money, "Lo que se pide pagar"},
    {"estado", Kind::Text, "recibido, en_revision, observado, verificado, visado, pagado…"},
    {"recibido", Kind::Date, "Día en que se recibió"},
    {"dias_habiles", Kind::Integer, "Días hábiles desde que se recibió"},
    {"bloqueos", Kind::Integer, "Avisos que impiden el visado; sin dato si nadie ha preguntado"},
    {"avisos", Kind::Integer, "Los demás avisos"},
    {"ilustrativo", Kind::Flag, "Si sus datos son ilustrativos"},
};
constexpr ApiParameter payment_file_parameters[] = {
    {"buscar", "Parte del número o del nombre del proveedor, o un NIT, NOG, NPG o número de CUR"},
    {"estados", "Estados separados por coma"},
    {"monto_desde", "Monto, al menos: 1500.00"},
    {"monto_hasta", "Monto, a lo sumo"},
    {"bloqueo", "si: solo los que tienen avisos que impiden el visado"},
    {"norma", "Código de una norma cuyas reglas los señalan: DTO-57-92"},
};

// ---- Hallazgos y controles ---------------------------------------------------------------------

constexpr ApiField finding_fields[] = {
    {"numero", Kind::Text, "Número del hallazgo: 2026-0007"},
    {"origen", Kind::Text, "interna o contraloria"},
    {"clase", Kind::Text, "control_interno o cumplimiento"},
    {"informe", Kind::Text, "Informe que lo trae"},
    {"titulo", Kind::Text, "Título"},
    {"recomendacion", Kind::Text, "Lo que se pide hacer"},
    {"responsable", Kind::Text, "Quien responde"},
    {"estado", Kind::Text, "notificada, plan_accion, en_proceso, atendida, cerrada…"},
    {"emitida", Kind::Date, "Día en que se emitió"},
    {"vence", Kind::Date, "Día en que vence"},
    {"dias_vencido", Kind::Integer, "Días hábiles desde que venció"},
    {"regla", Kind::Text, "Regla que lo vuelve a probar"},
    {"propuesta", Kind::Text, "Lo que la prueba propone: cerrar, no_atendida, reincidencia"},
    {"reincidencias", Kind::Integer, "Veces que volvió"},
    {"estado_oficial", Kind::Text, "El que lleva la Contraloría o SAG-UDAI"},
    {"ilustrativo", Kind::Flag, "Si sus datos son ilustrativos"},
};

Result<ApiRows> finding_rows(Visit& visit) {
  queries::FindingFilter filter;
  filter.emitidos = visit.viewer->may(access_control::Permission::WriteFinding);
  const auto board = TRY(queries::findings(visit.db(), visit.institution, filter, visit.today()));
  ApiRows out;
  for (const auto& line : board.lines) {
    const auto& row = line.row;
    const bool missed = !row.instrument.empty();
    out.rows.push_back(
        {{"numero", row.number},
         {"origen", control::code_of(row.origin)},
         {"clase", control::code_of(row.clase)},
         {"informe", as_api(row.report)},
         {"titulo",
          missed ? text::missed_title(line.instrumento, row.instrument_period) : row.title},
         {"recomendacion",
          missed ? text::missed_recommendation(line.instrumento) : row.recommendation},
         {"responsable", line.responsable},
         {"estado", control::code_of(row.state)},
         {"emitida", ::show(row.issued)},
         {"vence", row.due ? json::value(::show(*row.due)) : json::value(nullptr)},
         {"dias_vencido", line.vencido},
         {"regla", as_api(row.rule)},
         {"propuesta", as_api(std::string(control::code_of(row.proposal)))},
         {"reincidencias", row.recurrences},
         {"estado_oficial", as_api(row.official_state)},
         {"ilustrativo", row.illustrative}});
  }
  return out;
}

constexpr ApiField control_fields[] = {
    {"codigo", Kind::Text, "Código del instrumento"},
    {"nombre", Kind::Text, "Nombre"},
    {"modo", Kind::Text, "permanente, periodico o casuistico"},
    {"proceso", Kind::Text, "Proceso"},
    {"componente", Kind::Text, "Componente del control interno"},
    {"a_cargo_de", Kind::Text, "Quien lo ejecuta"},
    {"debidos", Kind::Integer, "Ejecuciones que vencieron o se hicieron"},
    {"hechos", Kind::Integer, "Ejecuciones con constancia"},
    {"sin_ejecutar", Kind::Integer, "Vencidas sin constancia"},
    {"ilustrativo", Kind::Flag, "Si sus datos son ilustrativos"},
};

Result<ApiRows> control_rows(Visit& visit) {
  const auto board = TRY(queries::controls(visit.db(), visit.institution, visit.today()));
  ApiRows out;
  for (const auto& line : board.lines)
    out.rows.push_back({{"codigo", line.row.code},
                        {"nombre", line.row.name},
                        {"modo", control::code_of(line.row.when.modo)},
                        {"proceso", line.row.process},
                        {"componente", control::code_of(line.row.component)},
                        {"a_cargo_de", line.dueno},
                        {"debidos", line.debidos},
                        {"hechos", line.hechos},
                        {"sin_ejecutar", line.faltan},
                        {"ilustrativo", line.row.illustrative}});
  return out;
}

constexpr ApiList lists[] = {
    {"/api/v1/unidades", "Unidades de la institución", unit_fields, {}, unit_rows},
    {"/api/v1/plan",
     "Resultados, productos y subproductos del plan vigente",
     plan_fields,
     {},
     plan_rows},
    {"/api/v1/productos", "Productos con su avance a un corte", product_fields, cut_parameters,
     product_rows},
    {"/api/v1/metas", "Metas físicas de los subproductos a un corte", goal_fields, cut_parameters,
     goal_rows},
    {"/api/v1/metas/mensuales", "Metas físicas por mes a un corte", goal_month_fields,
     cut_parameters, goal_month_rows},
    {"/api/v1/indicadores", "Indicadores con su valor a un corte", indicator_fields, cut_parameters,
     indicator_rows},
    {"/api/v1/presupuesto", "Presupuesto por las dimensiones que se elijan, acumulado a un corte",
     budget_fields, budget_parameters, budget_rows, true},
    {"/api/v1/cortes", "Cortes congelados", cut_fields, {}, cut_rows},
    {"/api/v1/informes", "Informes publicados, con sus archivos", report_fields, {}, report_rows},
    {"/api/v1/medidas", "Medidas de la estrategia y cómo van", measure_fields, {}, measure_rows},
    {"/api/v1/cargas", "Cargas del presupuesto", load_fields, {}, load_rows},
    {"/api/v1/expedientes", "Expedientes de pago", payment_file_fields, payment_file_parameters,
     payment_file_rows},
    {"/api/v1/hallazgos",
     "Hallazgos y recomendaciones de auditoría",
     finding_fields,
     {},
     finding_rows},
    {"/api/v1/controles", "Instrumentos de control", control_fields, {}, control_rows},
};

template <std::size_t index>
Result<Response> list_page(Visit& visit) {
  return answer_list(visit, lists[index]);
}

// What is still moving is for who works here.
constexpr Allowed who_may(std::string_view path) {
  if (path == "/api/v1/cargas") return signed_in;
  if (path == "/api/v1/expedientes") return with(access_control::Permission::ReadFiles);
  if (path == "/api/v1/hallazgos" || path == "/api/v1/controles")
    return with(access_control::Permission::ReadAudit);
  return anybody;
}

template <std::size_t... index>
constexpr auto routes_of(std::index_sequence<index...>) {
  return std::array{Route{Method::Get, lists[index].path, who_may(lists[index].path),
                          list_page<index>, lists[index].summary}...};
}
constexpr auto list_routes = routes_of(std::make_index_sequence<std::size(lists)>{});

}  // namespace

std::span<const ApiList> api_lists() { return lists; }
std::span<const Route> api_list_routes() { return list_routes; }

json::object api_indicator(const queries::Indicator& one) { return indicator_row(one); }

}  // namespace web
