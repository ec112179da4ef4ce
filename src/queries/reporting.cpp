// SQL of the reports' texts, evidence, recommendations and approval.
#include "queries/reporting.hpp"

#include <algorithm>
#include <array>

#include "base/json.hpp"
#include "base/text.hpp"

namespace queries {
namespace {

using reporting::AreaText;

std::optional<Date> date_or_nothing(const storage::Row& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.date(column));
}

Result<std::vector<reporting::CorrectiveAction>> actions_of(std::string_view text) {
  std::vector<reporting::CorrectiveAction> actions;
  const auto items = TRY(parse_json(text));
  for (const auto& item : items.as_array()) {
    const auto& object = item.as_object();
    actions.push_back({TRY(text_at(object, "accion")), TRY(text_at(object, "puesto")),
                       TRY(parse_date(TRY(text_at(object, "fecha"))))});
  }
  return actions;
}

Result<AreaReport> area_of(const storage::Row& row) {
  AreaReport area{.unit = row.text(0), .unit_name = row.text(1)};
  if (row.is_null(2)) return area;
  area.text = {.state = reporting::parse_text_state(row.view(2)).value(),
               .achievements = row.text(3),
               .limitations = row.text(4),
               .causes = row.text(5),
               .actions = TRY(actions_of(row.view(6))),
               .author = row.integer(7),
               .sent_on = date_or_nothing(row, 8),
               .reviewed_on = date_or_nothing(row, 9),
               .comment = row.text(10)};
  area.illustrative = row.integer(11) != 0;
  area.delivered = area.text.state == reporting::TextState::Enviado ||
                   area.text.state == reporting::TextState::Validado;
  return area;
}

// How an act of the journal is told as evidence: "4 meses cerrados". Acts that share a phrase are
// counted together.
struct Phrase {
  std::string_view kind, one, many;
};
constexpr Phrase phrases[] = {
    {"metas.cerrar", "mes cerrado", "meses cerrados"},
    {"metas.validar", "reporte mensual validado", "reportes mensuales validados"},
    {"metas.devolver", "reporte mensual devuelto", "reportes mensuales devueltos"},
    {"metas.rectificacion_autorizar", "rectificación autorizada", "rectificaciones autorizadas"},
    {"corte.crear", "corte congelado", "cortes congelados"},
    {"ficha.aprobar", "ficha de indicador aprobada", "fichas de indicador aprobadas"},
    {"informe.preparar", "informe preparado", "informes preparados"},
    {"texto.validar", "análisis de área validado", "análisis de área validados"},
    {"presupuesto.cargar", "carga de ejecución presupuestaria",
     "cargas de ejecución presupuestaria"},
    {"catalogo.cargar", "actualización de normas y catálogos",
     "actualizaciones de normas y catálogos"},
    {"programacion.cargar", "carga de programación financiera",
     "cargas de programación financiera"},
    {"plan.cargar", "versión del plan cargada", "versiones del plan cargadas"},
};

std::string counted(std::int64_t count, std::string_view kind) {
  const auto* phrase = std::ranges::find(phrases, kind, &Phrase::kind);
  const std::string words = phrase == std::end(phrases) ? "acto «" + std::string(kind) + "»"
                            : count == 1                ? std::string(phrase->one)
                                                        : std::string(phrase->many);
  return std::to_string(count) + " " + words;
}

struct LinkedActs {
  std::string kind;
  std::int64_t count = 0, first = 0, last = 0;
};

// Local midnight in UTC milliseconds.
std::int64_t start_of(Date day) {
  const auto days = std::chrono::sys_days{day}.time_since_epoch().count();
  return (std::int64_t{days} * 24 + 6) * 3'600'000;
}

}  // namespace

Result<std::vector<AreaReport>> area_reports(storage::Database& db, std::string_view institution,
                                             std::string_view period) {
  std::vector<AreaReport> areas;
  CHECK(db.each(R"(
      select u.code, u.name, t.state, t.achievements, t.limitations, t.causes, t.actions, t.author,
             t.sent_on, t.reviewed_on, coalesce(t.comment, ''), t.illustrative
        from org_unit u
        left join area_text t
          on t.institution = u.institution and t.unit = u.code and t.period = ?2
       where u.institution = ?1
         and (t.state is not null
              or u.kind in ('subdireccion', 'departamento')
                 and (u.reports = 1 or exists (
                      select 1 from org_unit c
                       where c.institution = u.institution and c.parent = u.code
                         and c.kind = 'delegacion' and c.reports = 1)))
       order by u.position)",
                {storage::as_value(institution), storage::as_value(period)},
                [&](const storage::Row& row) -> Result<void> {
                  areas.push_back(TRY(area_of(row)));
                  return {};
                }));
  return areas;
}

Result<std::vector<FunctionEvidence>> functions_with_evidence(storage::Database& db,
                                                              const Cut& cut) {
  const auto from = show(first_day(cut.first)), until = show(last_day(cut.last));
  auto functions = TRY(db.rows(
      R"(
      select f.unit, u.name, f.number, f.text, f.norm, f.code
        from org_function f
        join org_unit u on u.institution = f.institution and u.code = f.unit
       where f.institution = ?1 and coalesce(f.valid_from, '') <= ?2
         and coalesce(f.valid_until, '9999') >= ?2
       order by f.position)",
      [](const storage::Row& row) {
        return std::pair{
            FunctionEvidence{
                row.text(0), row.text(1), row.integer(2), row.text(3), row.text(4), {}},
            row.text(5)};
      },
      cut.institution, until));

  std::vector<FunctionEvidence> out;
  for (auto& [function, code] : functions) {
    // Acts about the period are often made after it (a month is closed in the next one): counted
    // from the first day of the period up to the cut.
    const auto acts = TRY(db.rows(
        R"(
        select e.kind, count(*), min(e.seq), max(e.seq)
          from function_link l
          join journal_entry e on e.institution = l.institution and e.kind = l.target
         where l.institution = ?1 and l.function = ?2 and l.kind = 'acto'
           and e.at >= ?3 and e.seq <= ?4
         group by e.kind
         order by e.kind)",
        [](const storage::Row& row) {
          return LinkedActs{row.text(0), row.integer(1), row.integer(2), row.integer(3)};
        },
        cut.institution, code, start_of(first_day(cut.first)), cut.seq));
    for (const auto& one : acts)
      function.evidence.push_back({counted(one.count, one.kind),
                                   one.first == one.last ? "Asiento " + std::to_string(one.first)
                                                         : "Asientos " + std::to_string(one.first) +
                                                               " a " + std::to_string(one.last),
                                   false});
    for (auto& document : TRY(db.rows(
             R"(
        select description, document, illustrative
          from function_evidence
         where institution = ?1 and unit = ?2 and number = ?3 and dated between ?4 and ?5
         order by dated, document)",
             [](const storage::Row& row) {
               return Evidence{row.text(0), row.text(1), row.integer(2) != 0};
             },
             cut.institution, function.unit, function.number, from,
             // Documents of the closing weeks count up to the day of the cut.
             cut.frozen() ? show(local_date(cut.frozen_at)) : until)))
      function.evidence.push_back(std::move(document));
    out.push_back(std::move(function));
  }
  return out;
}

Result<std::vector<Recommendation>> recommendations(storage::Database& db,
                                                    std::string_view institution,
                                                    std::string_view period) {
  return db.rows(
      "select text, post, due, illustrative from recommendation "
      "where institution = ?1 and period = ?2 order by n",
      [](const storage::Row& row) {
        return Recommendation{row.text(0), row.text(1), row.date(2), row.integer(3) != 0};
      },
      institution, period);
}

Result<Programme> financial_programme(storage::Database& db, const Cut& cut) {
  Programme programme;
  CHECK(
      db.each(R"(
      select category, month, amount, source, illustrative
        from financial_programme
       where institution = ?1 and month >= ?2 and month <= ?3 and from_seq <= ?4
         and (until_seq is null or until_seq > ?4)
       order by category, month)",
              {storage::as_value(cut.institution), storage::as_value(show(cut.first.year) + "-01"),
               storage::as_value(show(cut.first.year) + "-12"), cut.seq},
              [&](const storage::Row& row) -> Result<void> {
                programme.by_category[row.text(0)][row.month(1)] = row.money(2);
                programme.source = row.text(3);
                programme.illustrative = programme.illustrative || row.integer(4) != 0;
                return {};
              }));
  return programme;
}

Result<ReportState> report_state(storage::Database& db, std::string_view institution,
                                 std::string_view code) {
  const auto newest = TRY(db.first(
      "select version, state, approved_on, coalesce(letter, '') from report "
      "where institution = ?1 and code = ?2 order by version desc limit 1",
      [&](const storage::Row& row) {
        return ReportState{std::string(code), row.integer(0), row.view(1) == "aprobado",
                           date_or_nothing(row, 2), row.text(3)};
      },
      institution, code));
  return newest.value_or(ReportState{std::string(code), 0, false, {}, {}});
}

}  // namespace queries
