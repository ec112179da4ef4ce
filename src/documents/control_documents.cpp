// The yearly report of SINACIG, the work plan and the letter of guidance, put together.
#include "documents/control_documents.hpp"

#include "base/text.hpp"
#include "documents/numbering.hpp"
#include "documents/parts.hpp"
#include "documents/risk_map.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

Institution institution_from(const queries::InstitutionData& data, std::string unit) {
  return {data.name, std::move(unit), {data.address}, data.telephone, data.email};
}

Table risk_table(const queries::RiskMatrix& matrix, Date today) {
  Table table;
  table.name = "matriz";
  table.caption = "Matriz de evaluación de riesgos de " + show(matrix.year);
  table.illustrative = matrix.illustrative;
  table.columns = {{.title = "No.", .kind = Kind::Code, .width = 40, .row_header = true},
                   {.title = "UE", .kind = Kind::Code, .width = 45},
                   {.title = "Tipo", .kind = Kind::Code, .width = 40},
                   {.title = "Área evaluada", .width = 110},
                   {.title = "Evento", .width = 130},
                   {.title = "Descripción del riesgo", .width = 165},
                   {.title = "P", .kind = Kind::Quantity, .width = 35},
                   {.title = "S", .kind = Kind::Quantity, .width = 35},
                   {.title = "RI", .kind = Kind::Quantity, .width = 40},
                   {.title = "VCM", .kind = Kind::Quantity, .width = 45},
                   {.title = "RR", .kind = Kind::Decimal, .width = 50},
                   {.title = "Nivel", .width = 85},
                   {.title = "Control que mitiga", .width = 180}};
  for (const auto& one : matrix.risks) {
    const auto* band = matrix.band_of(one);
    table.rows.push_back(
        {{cell(std::to_string(one.number)), cell(one.unidad), cell(control::code_of(one.objetivo)),
          cell(one.area), cell(one.evento), cell(one.descripcion),
          cell(count(one.levels.probability.value())), cell(count(one.levels.severity.value())),
          cell(count(one.levels.inherent())), cell(count(one.levels.control.value())),
          cell(decimal(one.levels.residual(), 2)),
          cell(band ? std::string_view(band->name) : "No puede determinarse"), cell(one.control)},
         RowKind::Plain,
         {{"riesgo", std::to_string(one.number)}}});
  }
  std::string bands;
  for (const auto& band : matrix.bands)
    bands += (bands.empty() ? "" : "; ") + band.name +
             (band.above ? " sobre " + text::decimal(*band.above, 0) : "") +
             (band.until ? " hasta " + text::decimal(*band.until, 0) : "");
  table.source = source_of(prose("matriz de riesgos de la institución"), today, "C-01",
                           "P probabilidad, S severidad, RI = P × S, VCM valor del control "
                           "mitigador, RR = RI ÷ VCM. " +
                               bands + ".");
  table.query = {"C-01", {{"ejercicio", show(matrix.year)}}};
  table.density = Density::Matriz;
  table.grid = true;
  return table;
}

Table map_table(const queries::RiskMatrix& matrix, Date today) {
  Table table;
  table.name = "mapa";
  table.caption = "Mapa de riesgos: probabilidad en las filas, severidad en las columnas";
  table.illustrative = matrix.illustrative;
  table.columns = {{.title = "Probabilidad", .kind = Kind::Code, .width = 200, .row_header = true}};
  for (int s = 1; s <= 5; ++s)
    table.columns.push_back({.title = "Severidad " + std::to_string(s), .width = 160});
  for (int p = 5; p >= 1; --p) {
    Row row{{cell(std::to_string(p))}, RowKind::Plain, {{"probabilidad", std::to_string(p)}}};
    for (int s = 1; s <= 5; ++s) {
      const auto here = risks_at(matrix, p, s);
      row.cells.push_back(here.empty() ? empty_cell() : cell(here));
    }
    table.rows.push_back(std::move(row));
  }
  table.source = source_of(prose("matriz de riesgos de la institución"), today, "C-01");
  table.query = {"C-01", {{"ejercicio", show(matrix.year)}}};
  table.grid = true;
  table.together = true;
  return table;
}

Table plan_table(const queries::RiskMatrix& matrix, Date today) {
  Table table;
  table.name = "plan";
  table.caption = "Plan de trabajo en evaluación de riesgos";
  table.illustrative = matrix.illustrative;
  table.columns = {{.title = "Riesgo", .kind = Kind::Code, .width = 60, .row_header = true},
                   {.title = "RR", .kind = Kind::Decimal, .width = 60},
                   {.title = "Control recomendado", .width = 200},
                   {.title = "Prioridad", .width = 80},
                   {.title = "Qué y cómo", .width = 230},
                   {.title = "Quién", .width = 130},
                   {.title = "Inicio y fin", .width = 110},
                   {.title = "Estado", .width = 80},
                   {.title = "Evidencias", .kind = Kind::Quantity, .width = 50}};
  for (const auto& one : matrix.actions) {
    const auto* risk = matrix.risk(one.risk);
    if (risk == nullptr || !risk->withdrawn.empty()) continue;
    table.rows.push_back(
        {{cell("R" + std::to_string(one.risk)), cell(decimal(risk->levels.residual(), 2)),
          cell(one.control), cell(text::name_of(one.prioridad)), cell(one.que + ". " + one.como),
          cell(one.quien), cell(text::date(one.inicio) + " – " + text::date(one.fin)),
          cell(text::name_of(one.estado)),
          cell(count(static_cast<std::int64_t>(matrix.evidence_of(one).size())))},
         RowKind::Plain,
         {{"riesgo", std::to_string(one.risk)}, {"accion", std::to_string(one.number)}}});
  }
  table.source = source_of(prose("plan de trabajo y continuidad de evidencia"), today, "C-02");
  table.query = {"C-02", {{"ejercicio", show(matrix.year)}}};
  table.density = Density::Densa;
  return table;
}

Table evidence_table(const queries::RiskMatrix& matrix, Date today) {
  Table table;
  table.name = "continuidad";
  table.caption = "Continuidad de la evidencia";
  table.illustrative = matrix.illustrative;
  table.columns = {{.title = "Riesgo", .kind = Kind::Code, .width = 60, .row_header = true},
                   {.title = "Control", .width = 260},
                   {.title = "Mes", .width = 100},
                   {.title = "Evidencia", .width = 330},
                   {.title = "Archivo", .width = 150},
                   {.title = "Registrada", .width = 100}};
  for (const auto& action : matrix.actions) {
    const auto* risk = matrix.risk(action.risk);
    if (risk == nullptr || !risk->withdrawn.empty()) continue;
    for (const auto* one : matrix.evidence_of(action))
      table.rows.push_back(
          {{cell("R" + std::to_string(one->risk)), cell(action.control),
            cell(text::month(one->month)), cell(one->description),
            one->name.empty() ? empty_cell() : cell(one->name), cell(text::date(one->written.on))},
           RowKind::Plain,
           {{"riesgo", std::to_string(one->risk)}, {"accion", std::to_string(one->action)}}});
  }
  table.source = source_of(prose("evidencia de las acciones del plan de trabajo"), today, "C-02");
  table.query = {"C-02", {{"ejercicio", show(matrix.year)}}};
  table.density = Density::Densa;
  return table;
}

// The last chapter of the yearly report, and the whole of the work plan.
Section plan_section(Chapters& chapters, const queries::RiskMatrix& matrix, Date today) {
  Section section;
  section.landscape = true;
  section.blocks.push_back(chapters.chapter("Plan de trabajo y continuidad de la evidencia"));
  if (matrix.actions.empty())
    section.blocks.push_back(Paragraph{prose("No hay acciones planificadas.")});
  else
    section.blocks.push_back(plan_table(matrix, today));
  if (!matrix.evidence.empty()) section.blocks.push_back(evidence_table(matrix, today));
  return section;
}

Document about_risks(const queries::RiskMatrix& matrix, const queries::InstitutionData& data,
                     Date today, std::string title, std::string_view code) {
  Document document;
  document.title = std::move(title);
  document.subtitle =
      "Sistema Nacional de Control Interno Gubernamental, ejercicio " + show(matrix.year);
  document.running = document.title + " " + show(matrix.year);
  document.code = std::string(code) + "-" + show(matrix.year);
  document.corte = show(matrix.year);
  document.as_of = today;
  document.institution = institution_from(data, "Evaluación de riesgos");
  document.cover = {{"Ejercicio fiscal", prose(show(matrix.year))},
                    {"Datos al", prose(text::long_date(today))},
                    {"Estado", prose("Borrador, lo firma la máxima autoridad")}};
  document.place = "Guatemala, " + text::month(month_of(today));
  if (matrix.illustrative)
    document.illustrative = "Los riesgos, acciones y textos marcados son de ejemplo.";
  return document;
}

Block lines_of(std::string_view text) {
  List list;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = trimmed(text.substr(at, end - at));
    if (!line.empty()) list.items.push_back(prose(line));
    at = end + 1;
  }
  return list;
}

}  // namespace

Document risk_report(const queries::RiskMatrix& matrix, const queries::InstitutionData& data,
                     Date today) {
  auto document = about_risks(matrix, data, today, "Informe anual de control interno", "SINACIG");

  Chapters chapters;
  Section first;
  first.blocks.push_back(chapters.chapter("Componentes del control interno"));
  for (std::size_t i = 0; i < control::componente_count; ++i) {
    const auto component = static_cast<control::Componente>(i);
    first.blocks.push_back(chapters.part(text::name_of(component)));
    const storage::ComponentRow* found = nullptr;
    for (const auto& one : matrix.components)
      if (one.component == component) found = &one;
    first.blocks.push_back(
        Paragraph{prose(found ? std::string_view(found->body)
                              : "La institución no ha escrito nada de este componente.")});
  }
  document.sections.push_back(std::move(first));

  Section second;
  second.landscape = true;
  second.blocks.push_back(chapters.chapter("Evaluación de riesgos"));
  if (matrix.risks.empty()) {
    second.blocks.push_back(Paragraph{prose("La matriz no tiene riesgos registrados.")});
  } else {
    second.blocks.push_back(risk_table(matrix, today));
    second.blocks.push_back(map_table(matrix, today));
  }
  document.sections.push_back(std::move(second));

  document.sections.push_back(plan_section(chapters, matrix, today));
  number(document);
  return document;
}

Document risk_work_plan(const queries::RiskMatrix& matrix, const queries::InstitutionData& data,
                        Date today) {
  auto document =
      about_risks(matrix, data, today, "Plan de trabajo en evaluación de riesgos", "PT");
  document.contents = false;
  Chapters chapters;
  document.sections.push_back(plan_section(chapters, matrix, today));
  number(document);
  return document;
}

Document guidance_letter(const queries::Guidance& guidance, const queries::InstitutionData& data) {
  const auto& row = guidance.row;
  Document document;
  document.title =
      "Oficio de orientación " + std::to_string(row.number) + "-" + show(row.ejercicio);
  document.subtitle = row.subject;
  document.running = document.title;
  document.code = "ORI-" + std::to_string(row.number);
  document.corte = show(row.ejercicio);
  document.as_of = row.written.on;
  document.institution = institution_from(data, "Auditoría interna");
  document.cover = {{"Para", prose(row.addressee)},
                    {"De", prose("Auditoría interna")},
                    {"Fecha", prose(text::long_date(row.written.on))},
                    {"Se espera respuesta antes del", prose(text::long_date(row.due))},
                    {"Estado", prose(text::guidance_state(row.estado))}};
  document.place = "Guatemala, " + text::month(month_of(row.written.on));
  document.draft = false;
  document.contents = false;
  if (row.illustrative) document.illustrative = "La desviación de este oficio es de ejemplo.";

  Section section;
  const auto part = [&](std::string_view heading, Block block) {
    section.blocks.push_back(Heading{.level = 2, .text = std::string(heading)});
    section.blocks.push_back(std::move(block));
  };
  section.blocks.push_back(Paragraph{prose(
      "Auditoría interna señala la desviación que sigue y orienta sobre cómo enmendarla, según la "
      "función 8 del Manual de Organización y Funciones. Decidir y dictar el acto que la enmienda "
      "corresponde a la autoridad.")});
  part("Qué se desvía", Paragraph{prose(row.figures)});
  KeyValues chain;
  chain.rows.push_back({"Unidad", prose(row.unidad)});
  if (!row.partida.empty()) chain.rows.push_back({"Partida", prose(code(row.partida))});
  if (!row.meta.empty()) chain.rows.push_back({"Meta", prose(row.meta)});
  if (!row.origin_ref.empty())
    chain.rows.push_back({"Se detectó en", prose(row.origin, " ", row.origin_ref)});
  part("De dónde viene", std::move(chain));
  section.blocks.push_back(Paragraph{prose(row.cause)});
  part("Qué pide la norma", Paragraph{prose(strong(row.norm + ". "), row.demands)});
  part("Opciones para enmendarla", lines_of(row.options));
  if (!row.annexes.empty()) part("Anexos", lines_of(row.annexes));
  for (const auto& answer : guidance.answers)
    part("Respuesta del " + text::date(answer.written.on), Quote{answer.body});
  if (!row.outcome.empty()) part("Resultado", Paragraph{prose(row.outcome)});
  section.blocks.push_back(
      Signatures{{{"Emitido por", "Auditor interno", data.name, "", row.written.on}}});
  document.sections.push_back(std::move(section));
  number(document);
  return document;
}

}  // namespace documents
