// Internal control and audit in the report of a period: findings, what they recommend, instruments
// that ran and that did not, risks by band. No person is named: the report is public.
#include <algorithm>

#include "documents/parts.hpp"
#include "text/control.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

using queries::ControlStanding;

// "H-2026-0005": bare, a number of two halves reads like a telephone to people and to the check of
// what is published.
std::string label_of(const ControlStanding::Open& one) { return "H-" + one.numero; }

Prose heard(const ControlStanding::Open& one) {
  const bool missed = one.titulo.empty();
  auto out = prose(strong(missed ? text::missed_title(one.instrumento, one.periodo) : one.titulo));
  add(out, "\n" + (missed ? text::missed_recommendation(one.instrumento) : one.recomendacion));
  return out;
}

}  // namespace

Blocks findings_at_cut(const ReportInput& input, const Period& period) {
  const auto& control = input.control;
  Table table;
  table.name = "hallazgos";
  table.caption = "Hallazgos de auditoría por su origen";
  table.columns = {
      {.title = "Origen", .width = 300, .row_header = true},
      {.title = "Abiertos", .kind = Kind::Quantity, .width = 140, .measure = "abiertos"},
      {.title = "Vencidos", .kind = Kind::Quantity, .width = 140, .measure = "vencidos"},
      {.title = "Reincidentes", .kind = Kind::Quantity, .width = 140, .measure = "reincidentes"},
      {.title = "Por cerrar", .kind = Kind::Quantity, .width = 140, .measure = "por_cerrar"},
      {.title = "Cerrados en el período",
       .kind = Kind::Quantity,
       .width = 140,
       .measure = "cerrados"}};
  ControlStanding::Counts sum;
  for (std::size_t i = 0; i < control::origen_count; ++i) {
    const auto& one = control.por_origen[i];
    const auto origin = static_cast<control::Origen>(i);
    table.rows.push_back(
        {{cell(text::name_of(origin)), cell(count(one.abiertos)), cell(count(one.vencidos)),
          cell(count(one.reincidentes)), cell(count(one.por_cerrar)), cell(count(one.cerrados))},
         RowKind::Plain,
         {{"origen", std::string(control::code_of(origin))}}});
    sum.abiertos += one.abiertos;
    sum.vencidos += one.vencidos;
    sum.reincidentes += one.reincidentes;
    sum.por_cerrar += one.por_cerrar;
    sum.cerrados += one.cerrados;
  }
  table.rows.push_back(
      {{cell("Total"), cell(count(sum.abiertos)), cell(count(sum.vencidos)),
        cell(count(sum.reincidentes)), cell(count(sum.por_cerrar)), cell(count(sum.cerrados))},
       RowKind::Total,
       {}});
  table.illustrative = std::ranges::any_of(control.abiertos, &ControlStanding::Open::ilustrativo);
  table.source = source_of(prose("registro de hallazgos"), period.as_of, "H-01",
                           "Por cerrar: verificados, o sin nada que enmendar por su descargo. Un "
                           "hallazgo que no se ha notificado no se cuenta.");
  table.query = period.query("H-01");
  return {Paragraph{prose("Quedan ", count(sum.abiertos, "hallazgos"),
                          sum.abiertos == 1 ? " hallazgo abierto, " : " hallazgos abiertos, ",
                          count(sum.vencidos, "hallazgos"), " con la fecha vencida y ",
                          count(sum.reincidentes, "hallazgos"),
                          sum.reincidentes == 1 ? " que reincide; en el período "
                                                : " que reinciden; en el período ",
                          sum.cerrados == 1 ? "se cerró " : "se cerraron ",
                          count(sum.cerrados, "hallazgos"), "."),
                    period.query("H-01")},
          std::move(table)};
}

Blocks recommendations_at_cut(const ReportInput& input, const Period& period) {
  const auto& control = input.control;
  if (control.abiertos.empty()) return {};
  Table table;
  table.name = "recomendaciones_auditoria";
  table.caption = "Recomendaciones de auditoría que siguen abiertas";
  table.columns = {
      {.title = "Hallazgo", .kind = Kind::Code, .width = 110, .row_header = true},
      {.title = "Origen", .width = 120},
      {.title = "Qué se halló y qué se recomienda", .width = 340},
      {.title = "Área", .width = 130},
      {.title = "Estado", .width = 100},
      {.title = "Fecha", .kind = Kind::Date, .width = 100},
      {.title = "Días vencidos", .kind = Kind::Quantity, .width = 100, .measure = "dias_vencido"}};
  for (const auto& one : control.abiertos) {
    table.illustrative = table.illustrative || one.ilustrativo;
    auto said = heard(one);
    if (one.reincidencias > 0) add(said, prose("\nReincidencias: ", count(one.reincidencias), "."));
    table.rows.push_back({{cell(label_of(one)), cell(text::name_of(one.origen)), cell(said),
                           cell(one.area.empty() ? std::string_view("La institución") : one.area),
                           cell(text::name_of(one.estado)),
                           one.vence ? cell(day(*one.vence)) : cell(absent(Absent::NoAplica)),
                           cell(count(one.dias_vencido))},
                          RowKind::Plain,
                          {{"hallazgo", one.numero}}});
  }
  table.source =
      source_of(prose("registro de hallazgos"), period.as_of, "H-02", "Los días son hábiles.");
  table.query = period.query("H-02");
  table.density = Density::Media;
  return {std::move(table)};
}

Blocks instruments_at_cut(const ReportInput& input, const Period& period) {
  const auto& control = input.control;
  if (control.instrumentos.empty())
    return {Paragraph{prose("No hay instrumentos de control vigentes en el período.")}};
  Table table;
  table.name = "instrumentos";
  table.caption = "Instrumentos de control: ejecuciones que vencían en el período";
  table.columns = {
      {.title = "Instrumento", .width = 330, .row_header = true},
      {.title = "Modo", .width = 150},
      {.title = "Debidas", .kind = Kind::Quantity, .width = 130, .measure = "debidas"},
      {.title = "Hechas", .kind = Kind::Quantity, .width = 130, .measure = "hechas"},
      {.title = "Con atraso", .kind = Kind::Quantity, .width = 130, .measure = "con_atraso"},
      {.title = "Sin hacer", .kind = Kind::Quantity, .width = 130, .measure = "sin_hacer"}};
  std::int64_t owed = 0, done = 0, late = 0;
  for (const auto& one : control.instrumentos) {
    table.illustrative = table.illustrative || one.ilustrativo;
    const bool permanent = one.modo == control::Modo::Permanente;
    const auto number = [&](std::int64_t n) {
      return cell(permanent ? absent(Absent::NoAplica) : count(n));
    };
    owed += one.debidos;
    done += one.hechos;
    late += one.tarde;
    table.rows.push_back({{cell(one.nombre), cell(text::name_of(one.modo)), number(one.debidos),
                           number(one.hechos), number(one.tarde), number(one.debidos - one.hechos)},
                          RowKind::Plain,
                          {{"instrumento", one.codigo}}});
  }
  table.rows.push_back({{cell("Total"), cell("Periódicos y casuísticos"), cell(count(owed)),
                         cell(count(done)), cell(count(late)), cell(count(owed - done))},
                        RowKind::Total,
                        {}});
  table.source = source_of(prose("catálogo de controles y sus constancias"), period.as_of, "H-03",
                           "Un control permanente es una regla que se aplica a cada expediente: no "
                           "vence.");
  table.query = period.query("H-03");
  Blocks out;
  if (owed == 0)
    out.push_back(Paragraph{prose("En el período no vencía ninguna ejecución de control.")});
  else
    out.push_back(Paragraph{prose("De ", count(owed, "ejecuciones"),
                                  owed == 1 ? " ejecución debida" : " ejecuciones debidas",
                                  " se hicieron ", count(done, "ejecuciones"),
                                  ": una cobertura de ", percent(Ratio{100 * done, owed}), "."),
                            period.query("H-03")});
  out.push_back(std::move(table));
  return out;
}

Blocks risks_at_cut(const ReportInput& input, const Period& period) {
  const auto& control = input.control;
  if (control.riesgos() == 0)
    return {Paragraph{prose("La matriz de riesgos del ejercicio no tiene riesgos registrados.")}};
  Table table;
  table.name = "riesgos";
  table.caption = "Riesgos por la banda de su riesgo residual";
  table.illustrative = input.evaluation.illustrative;
  table.columns = {
      {.title = "Banda", .width = 600, .row_header = true},
      {.title = "Riesgos", .kind = Kind::Quantity, .width = 400, .measure = "riesgos"}};
  for (const auto& band : control.bandas)
    table.rows.push_back(
        {{cell(band.nombre), cell(count(band.riesgos))}, RowKind::Plain, {{"banda", band.nombre}}});
  if (control.sin_banda > 0)
    table.rows.push_back({{cell("No puede determinarse"), cell(count(control.sin_banda))}});
  table.rows.push_back({{cell("Total"), cell(count(control.riesgos()))}, RowKind::Total, {}});
  table.source = source_of(prose("matriz de riesgos de la institución"), period.as_of, "H-04");
  table.query = period.query("H-04");
  return {std::move(table)};
}

}  // namespace documents
