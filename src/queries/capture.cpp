// Questions of the capture, over the rows in force at an entry.
#include "queries/capture.hpp"

#include <algorithm>
#include <set>

#include "domain/access/roles.hpp"
#include "domain/evaluation/execution.hpp"
#include "domain/production/refusals.hpp"
#include "domain/values/working_days.hpp"
#include "queries/organization.hpp"
#include "storage/blobs.hpp"
#include "storage/capture_store.hpp"
#include "storage/catalog_store.hpp"
#include "storage/evaluation_norms.hpp"
#include "storage/goal_store.hpp"
#include "storage/plan_store.hpp"

namespace queries {
namespace {

using production::CellContent;
using production::ReportState;

Month january(FiscalYear year) { return {year, 1}; }
Month december(FiscalYear year) { return {year, 12}; }

// Where public offices of the capital work: the calendar of deadlines.
Result<WorkingCalendar> calendar(storage::Database& db) {
  const auto place = TRY(Geografico::parse("0101"));
  return storage::working_calendar(db, place);
}

std::optional<Ratio> limit(const json::object& norms, std::string_view name) {
  const auto text = optional_text_at(norms, name);
  if (!text) return std::nullopt;
  const auto value = Quantity::parse(*text);
  return value ? std::optional(value->as_ratio()) : std::nullopt;
}

evaluation::Thresholds thresholds_in(const json::object& norms) {
  evaluation::Thresholds thresholds;
  const auto lights = array_at(norms, "semaforo");
  if (!lights) return thresholds;
  for (const auto& each : *lights) {
    const auto* light = each.if_object();
    if (!light) continue;
    const auto from = Quantity::parse(optional_text_at(*light, "desde").value_or(""));
    if (!from) continue;
    const auto code = optional_text_at(*light, "codigo").value_or("");
    if (code == "minfin/atencion") thresholds.attention_from = from->as_ratio();
    if (code == "minfin/en_ritmo") thresholds.ok_from = from->as_ratio();
    if (code == "minfin/sobre_lo_programado") thresholds.ok_upto = from->as_ratio();
  }
  return thresholds;
}

// The axes that method sheets ask of the subproductos that feed their variables. Kinds that do not
// count persons are not told apart by what persons are.
std::map<std::string, std::set<production::Axis>> asked_axes(
    const planning::Plan& plan, const std::vector<storage::SheetRow>& sheets) {
  std::map<std::string, std::set<production::Axis>> asked;
  for (const auto& row : sheets)
    for (const auto& variable : row.sheet.variables)
      for (const auto& code : variable.subproductos) {
        const auto* subproducto = planning::subproducto_of(plan, code);
        if (!subproducto) continue;
        const bool persons = subproducto->tipo_conteo == planning::TipoConteo::PersonasUnicas ||
                             subproducto->tipo_conteo == planning::TipoConteo::Atenciones ||
                             subproducto->tipo_conteo == planning::TipoConteo::Movimientos;
        for (const auto& name : row.sheet.desagregacion)
          if (const auto axis = production::axis(name);
              axis && (persons || *axis == production::Axis::Territorio))
            asked[code].insert(*axis);
      }
  return asked;
}

// The producto that a subproducto belongs to, however many groups are between.
const planning::Producto* producto_of(const planning::Plan& plan,
                                      const planning::Subproducto& subproducto) {
  std::string parent = subproducto.padre;
  for (int depth = 0; depth < 16; ++depth) {
    for (const auto& producto : plan.productos)
      if (producto.id == parent) return &producto;
    const auto* group = planning::subproducto_of(plan, parent);
    if (!group) return nullptr;
    parent = group->padre;
  }
  return nullptr;
}

struct YearOfUnit {
  std::map<std::string, std::map<Month, GoalCell>> cells;  // By subproducto.
};

CaptureRow row_of(const planning::Plan& plan, const planning::Subproducto& subproducto,
                  const std::map<Month, GoalCell>& months, Month month,
                  const evaluation::Thresholds& thresholds) {
  CaptureRow row;
  row.subproducto = subproducto.id;
  row.name = subproducto.nombre;
  row.unit_of_measure = subproducto.unidad_medida;
  row.kind = static_cast<production::CountKind>(subproducto.tipo_conteo);
  if (const auto* producto = producto_of(plan, subproducto)) {
    row.producto = producto->id;
    row.category = producto->categoria;
  }
  for (const auto& [at, cell] : months) {
    if (at.year == month.year) row.year_goal += cell.programmed;
    if (at.year == month.year && at <= month) {
      row.programmed_to_date += cell.programmed;
      if (cell.report) row.accumulated = row.accumulated.value_or(Quantity{}) + cell.report->amount;
    }
    if (at == month) {
      row.programmed = cell.programmed;
      row.content = production::content_of(cell.report, "");
      row.rectified = cell.rectified;
      if (cell.report) row.evidence = cell.report->evidence;
    }
    const Month year_before{{static_cast<std::int16_t>(month.year.year - 1)}, month.number};
    if (at == year_before && cell.report) row.last_year = cell.report->amount;
  }
  Month back = month;
  for (std::size_t i = row.before.size(); i-- > 0;) {
    back = previous(back);
    const auto cell = months.find(back);
    if (cell != months.end() && cell->second.report) row.before[i] = cell->second.report->amount;
  }
  std::optional<Ratio> programmed;
  if (row.programmed_to_date > Quantity{}) programmed = row.programmed_to_date.as_ratio();
  row.signal = evaluation::signal(
      row.accumulated ? std::optional(row.accumulated->as_ratio()) : std::nullopt,
      {programmed, false}, planning::Polaridad::Ascendente, month.number, thresholds);
  return row;
}

Result<void> add_details(storage::Database& db, std::string_view institution, CaptureSheet& sheet) {
  constexpr auto sql = R"(
    select subproducto, from_seq from goal_report
     where institution = ?1 and unit = ?2 and month = ?3 and until_seq is null)";
  CHECK(db.each(sql,
                {storage::as_value(institution), storage::as_value(sheet.unit),
                 storage::as_value(sheet.month)},
                [&](const storage::Row& found) -> Result<void> {
                  for (auto& row : sheet.rows)
                    if (row.subproducto == found.view(0)) row.changed_by = found.integer(1);
                  return {};
                }));
  if (const auto state = TRY(storage::unit_month_of(db, institution, sheet.unit, sheet.month))) {
    sheet.state = state->state;
    sheet.sent_on = state->sent_on;
    sheet.sent_by = state->sent_by;
    sheet.comment = state->comment;
    sheet.state_seq = state->from_seq;
    for (const auto& missing : state->missing)
      for (auto& row : sheet.rows)
        if (row.subproducto == missing.subproducto && !row.content.amount)
          row.content.note = missing.reason;
  }
  const auto observed = TRY(storage::observations(db, institution, sheet.unit, sheet.month));
  std::int64_t last = 0;
  for (const auto& one : observed) last = std::max(last, one.number);
  if (sheet.state == ReportState::Devuelto)
    for (const auto& one : observed)
      for (auto& row : sheet.rows)
        if (one.number == last && row.subproducto == one.subproducto) row.observation = one.body;
  for (const auto& file : TRY(storage::attachments(db, institution, sheet.unit, sheet.month)))
    sheet.attachments.push_back(
        {file.subproducto, file.hash, file.name, file.media_type, file.size, file.actor, file.on});
  sheet.wants_endorsement = TRY(storage::setting(db, institution, "metas.visto_bueno")) == "si";
  if (const auto given = TRY(storage::endorsement(db, institution, sheet.unit, sheet.month)))
    sheet.endorsed = given->sending == sheet.state_seq;
  constexpr auto returns = R"(
    select count(*) from goal_unit_month
     where institution = ?1 and unit = ?2 and month = ?3 and state = 'devuelto')";
  sheet.returns =
      static_cast<int>(TRY(db.first(
                               returns, [](const storage::Row& r) { return r.integer(0); },
                               institution, sheet.unit, sheet.month))
                           .value_or(0));
  return {};
}

Result<std::optional<EntryMark>> last_change_of(storage::Database& db, std::string_view institution,
                                                std::string_view unit, Month month) {
  constexpr auto sql = R"(
    select max(seq) from (
      select seq from goal_report where institution = ?1 and unit = ?2 and month = ?3
      union all
      select seq from goal_unit_month where institution = ?1 and unit = ?2 and month = ?3
      union all
      select seq from goal_attachment
        where institution = ?1 and unit = ?2 and month = ?3) changed)";
  const auto seq = TRY(db.first(
      sql, [](const storage::Row& row) { return row.optional_integer(0).value_or(0); }, institution,
      unit, month));
  if (!seq || *seq == 0) return std::optional<EntryMark>{};
  return entry_mark(db, institution, *seq);
}

}  // namespace

Result<ActorNames> ActorNames::read(storage::Database& db) {
  ActorNames names;
  names.names_[0] = "Instalación";
  CHECK(db.each("select number, name from app_user", {},
                [&](const storage::Row& row) -> Result<void> {
                  names.names_[row.integer(0)] = row.text(1);
                  return {};
                }));
  return names;
}

std::string ActorNames::of(std::int64_t number) const {
  if (const auto found = names_.find(number); found != names_.end()) return found->second;
  if (const auto role = access_control::role_of_actor(number)) return access_control::show(*role);
  return "usuario " + std::to_string(number);
}

Result<std::optional<EntryMark>> entry_mark(storage::Database& db, std::string_view institution,
                                            std::int64_t seq) {
  constexpr auto sql =
      "select seq, at, actor, kind from journal_entry where institution = ?1 and seq = ?2";
  return db.first(
      sql,
      [](const storage::Row& row) {
        return EntryMark{row.integer(0), row.integer(1), row.integer(2), row.text(3)};
      },
      institution, seq);
}

Result<std::int64_t> last_entry(storage::Database& db, std::string_view institution) {
  constexpr auto sql = "select seq from head where institution = ?1";
  return TRY(db.first(
                 sql, [](const storage::Row& row) { return row.integer(0); }, institution))
      .value_or(0);
}

const CaptureRow* CaptureSheet::row(std::string_view subproducto) const {
  const auto found = std::ranges::find(rows, subproducto, &CaptureRow::subproducto);
  return found == rows.end() ? nullptr : &*found;
}

Result<Deadline> capture_deadline(storage::Database& db, Month month, Date today) {
  constexpr int standard_days = 5;
  const auto norms = TRY(storage::evaluation_norms(db, last_day(month)));
  const auto said = limit(norms, "metas_plazo_reporte");
  const int days = said ? static_cast<int>(rounded(*said)) : standard_days;
  const auto working = TRY(calendar(db));
  Deadline deadline;
  deadline.date = nth_working_day(working, next(month), days);
  deadline.left = working_days_between(working, today, deadline.date);
  return deadline;
}

Result<Date> working_day_after(storage::Database& db, Date date, int n) {
  return add_working_days(TRY(calendar(db)), date, n).date;
}

Result<int> working_days(storage::Database& db, Date from, Date to) {
  return working_days_between(TRY(calendar(db)), from, to);
}

Result<CaptureSheet> capture_sheet(storage::Database& db, std::string_view institution,
                                   std::string_view unit, Month month, Date today) {
  CaptureSheet sheet;
  sheet.unit = unit;
  sheet.month = month;
  sheet.seq = TRY(last_entry(db, institution));
  const auto units =
      TRY(storage::select(db, "org_unit", {{"institution", std::string(institution)}}));
  const auto own = std::ranges::find_if(
      units, [&](const storage::Record& row) { return row.text("code") == unit; });
  if (own == units.end())
    return refuse(production::Refusal::UnknownUnit, {{"hallado", std::string(unit)}});
  sheet.unit_name = own->text("name");
  sheet.parent = own->optional_text("parent").value_or("");
  for (const auto& row : units)
    if (row.text("code") == sheet.parent) sheet.parent_name = row.text("name");
  auto plan = TRY(storage::plan_at(db, institution, month.year));
  if (!plan) plan = TRY(storage::plan_at(db, institution));
  if (!plan) return refuse(production::Refusal::NoPlan, {{"ejercicio", show(month.year)}});

  const FiscalYear before{static_cast<std::int16_t>(month.year.year - 1)};
  std::map<std::string, std::map<Month, GoalCell>> cells;
  for (auto& cell :
       TRY(goal_cells(db, institution, january(before), december(month.year), sheet.seq))) {
    if (cell.key.unit != unit) continue;
    sheet.illustrative = sheet.illustrative || cell.illustrative;
    cells[cell.key.subproducto].emplace(cell.key.month, std::move(cell));
  }
  const auto norms = TRY(storage::evaluation_norms(db, last_day(month)));
  const auto thresholds = thresholds_in(norms);
  sheet.usual = TRY(storage::usual_range(db, month));
  const auto axes = asked_axes(plan->plan, TRY(storage::sheets_at(db, institution)));
  for (const auto& subproducto : plan->plan.subproductos) {
    const auto found = cells.find(subproducto.id);
    if (found == cells.end()) continue;
    const bool of_year = std::ranges::any_of(
        found->second, [&](const auto& one) { return one.first.year == month.year; });
    if (!of_year) continue;
    auto row = row_of(plan->plan, subproducto, found->second, month, thresholds);
    // The accumulated light would hide that the month itself has no figure.
    if (row.due() && !row.content.amount) row.signal.light = evaluation::Light::NoData;
    if (row.content.amount)
      row.range = production::judge(sheet.usual, row.programmed, *row.content.amount);
    if (const auto asked = axes.find(subproducto.id); asked != axes.end())
      row.axes.assign(asked->second.begin(), asked->second.end());
    sheet.rows.push_back(std::move(row));
  }
  CHECK(add_details(db, institution, sheet));
  for (const auto& close : TRY(storage::closes_at(db, institution, month, month))) {
    sheet.closed = true;
    for (const auto& absent : close.absentees)
      if (absent.unit == unit) sheet.absence.push_back(absent);
  }
  for (const auto& cut : TRY(storage::cuts(db, institution)))
    if (cut.first <= month && month <= cut.last) sheet.published = true;
  const auto deadline = TRY(capture_deadline(db, month, today));
  sheet.deadline = deadline.date;
  sheet.working_days_left = deadline.left;
  sheet.last_change = TRY(last_change_of(db, institution, unit, month));
  return sheet;
}

Result<std::map<std::string, CellContent>> contents_at(storage::Database& db,
                                                       std::string_view institution,
                                                       std::string_view unit, Month month,
                                                       std::int64_t seq) {
  std::map<std::string, CellContent> contents;
  for (const auto& row : TRY(storage::unit_months_at(db, institution, month, month, seq)))
    if (row.unit == unit)
      for (const auto& missing : row.missing)
        contents[missing.subproducto] = {std::nullopt, {}, missing.reason};
  for (const auto& row : TRY(storage::reports_at(db, institution, month, month, seq)))
    if (row.key.unit == unit)
      contents[row.key.subproducto] = production::content_of(row.report, "");
  return contents;
}

Result<std::vector<CellVersion>> capture_history(storage::Database& db,
                                                 std::string_view institution,
                                                 std::string_view unit, Month month) {
  constexpr auto sql = R"(
    select distinct seq from (
      select from_seq as seq from goal_report
       where institution = ?1 and unit = ?2 and month = ?3
      union select until_seq as seq from goal_report
       where institution = ?1 and unit = ?2 and month = ?3 and until_seq is not null
      union select from_seq as seq from goal_unit_month
       where institution = ?1 and unit = ?2 and month = ?3) changed
     order by seq desc)";
  const auto seqs = TRY(db.rows(
      sql, [](const storage::Row& row) { return row.integer(0); }, institution, unit, month));
  std::vector<CellVersion> history;
  for (const auto seq : seqs) {
    const auto mark = TRY(entry_mark(db, institution, seq));
    if (!mark) continue;
    const auto before = TRY(contents_at(db, institution, unit, month, seq - 1));
    const auto after = TRY(contents_at(db, institution, unit, month, seq));
    std::set<std::string> codes;
    for (const auto& [code, content] : before) codes.insert(code);
    for (const auto& [code, content] : after) codes.insert(code);
    for (const auto& state : TRY(storage::unit_months_at(db, institution, month, month, seq)))
      if (state.unit == unit && state.from_seq == seq && mark->kind != "metas.capturar")
        history.push_back({*mark, "", {}, {}, std::string(name_of(state.state)), state.comment});
    for (const auto& code : codes) {
      const auto old = before.find(code), now = after.find(code);
      const CellContent was = old == before.end() ? CellContent{} : old->second;
      const CellContent is = now == after.end() ? CellContent{} : now->second;
      if (was != is) history.push_back({*mark, code, was, is, "", ""});
    }
  }
  return history;
}

Result<std::optional<KeptFile>> evidence_file(storage::Database& db, std::string_view institution,
                                              std::string_view unit, Month month,
                                              std::string_view hash) {
  std::optional<KeptFile> file;
  for (const auto& one : TRY(storage::attachments(db, institution, unit, month)))
    if (one.hash == hash) file = KeptFile{one.name, one.media_type, ""};
  if (!file)
    for (const auto& row : TRY(storage::reports_at(db, institution, month, month)))
      if (row.key.unit == unit)
        for (const auto& one : row.report.evidence)
          if (one.sha256 == hash) file = KeptFile{one.name, "application/octet-stream", ""};
  if (!file) return file;
  Hash known;
  if (!parse(hash, known)) return std::optional<KeptFile>{};
  file->bytes = TRY(storage::read_blob(db, known));
  return file;
}

Result<std::string> kept_bytes(storage::Database& db, std::string_view hash) {
  Hash known;
  parse(hash, known);  // A malformed hash is that of no blob.
  return storage::read_blob(db, known);
}

// ---- The board ---------------------------------------------------------------------------------

const BoardCell* CaptureBoard::cell(std::string_view unit, Month month) const {
  const auto row = std::ranges::find(units, unit, &BoardRow::unit);
  if (row == units.end() || month.year != year) return nullptr;
  return &row->months[month.number - 1U];
}

bool CaptureBoard::is_closed(Month month) const {
  return std::ranges::find(closed, month, &ClosedMonth::month) != closed.end();
}

CaptureBoard::Count CaptureBoard::count(Month month) const {
  Count count;
  for (const auto& row : units) {
    const auto& cell = row.months[month.number - 1U];
    if (!cell.expected) continue;
    ++count.expected;
    count.reported += cell.reported ? 1 : 0;
    count.validated += cell.state == ReportState::Validado ? 1 : 0;
    count.sent += cell.state == ReportState::Enviado ? 1 : 0;
    count.returned += cell.state == ReportState::Devuelto ? 1 : 0;
  }
  return count;
}

std::optional<Month> CaptureBoard::open_month(Date today) const {
  for (Month month = january(year); month.year == year; month = next(month)) {
    if (std::chrono::sys_days(first_day(month)) > std::chrono::sys_days(today)) break;
    const auto n = month.number - 1U;
    const bool expected =
        std::ranges::any_of(units, [&](const BoardRow& row) { return row.months[n].expected; });
    if (!is_closed(month) && !published[n] && expected) return month;
  }
  return std::nullopt;
}

Result<CaptureBoard> capture_board(storage::Database& db, std::string_view institution,
                                   FiscalYear year, Date today) {
  CaptureBoard board;
  board.year = year;
  const Month first = january(year), last = december(year);
  const auto seq = TRY(last_entry(db, institution));
  board.closed = TRY(closed_months(db, institution, first, last, seq));
  for (const auto& cut : TRY(storage::cuts(db, institution)))
    for (Month month = first; month.year == year; month = next(month))
      if (cut.first <= month && month <= cut.last) board.published[month.number - 1U] = true;
  board.wants_endorsement = TRY(storage::setting(db, institution, "metas.visto_bueno")) == "si";
  const auto working = TRY(calendar(db));
  std::array<production::UsualRange, 12> usual;
  for (std::size_t n = 0; n < 12; ++n) {
    const Month month{year, static_cast<std::uint8_t>(n + 1)};
    usual[n] = TRY(storage::usual_range(db, month));
    const auto text = TRY(storage::parameter(db, "metas_plazo_reporte", last_day(month)));
    const auto days = Quantity::parse(text.value_or("5"));
    board.deadline[n] = nth_working_day(working, next(month),
                                        days ? static_cast<int>(rounded(days->as_ratio())) : 5);
  }
  std::map<std::string, std::array<BoardCell, 12>> cells;
  for (const auto& cell : TRY(goal_cells(db, institution, first, last, seq))) {
    auto& found = cells[cell.key.unit][cell.key.month.number - 1U];
    board.illustrative = board.illustrative || cell.illustrative;
    const bool due = cell.programmed > Quantity{};
    found.expected = found.expected || due;
    found.reported = found.reported || cell.report.has_value();
    if (due && !cell.report) ++found.missing;
    if (cell.report && production::judge(usual[cell.key.month.number - 1U], cell.programmed,
                                         cell.report->amount) != production::RangeFinding::Inside) {
      ++found.outside;
      if (cell.report->note.empty()) ++found.without_note;
    }
  }
  std::map<std::pair<std::string, Month>, std::pair<std::int64_t, std::optional<Date>>> sent;
  for (const auto& row : TRY(storage::unit_months_at(db, institution, first, last))) {
    auto& cell = cells[row.unit][row.month.number - 1U];
    cell.state = row.state;
    sent[{row.unit, row.month}] = {row.from_seq, row.sent_on};
  }
  for (std::size_t n = 0; board.wants_endorsement && n < 12; ++n) {
    const Month month{year, static_cast<std::uint8_t>(n + 1)};
    for (const auto& given : TRY(storage::endorsements(db, institution, month)))
      if (const auto of = sent.find({given.unit, month}); of != sent.end())
        cells[given.unit][n].endorsed = of->second.first == given.sending;
  }
  for (const auto& close : board.closed)
    for (const auto& absent : close.absentees)
      cells[absent.unit][close.month.number - 1U].absent = true;
  for (const auto& unit : TRY(units(db, institution, last_day(last)))) {
    const auto found = cells.find(unit.code);
    if (found == cells.end()) continue;
    BoardRow row{unit.code, unit.name, unit.parent, {}};
    for (std::size_t n = 0; n < 12; ++n) {
      auto cell = found->second[n];
      cell.month = {year, static_cast<std::uint8_t>(n + 1)};
      const auto of = sent.find({unit.code, cell.month});
      const auto on = of == sent.end() ? std::nullopt : of->second.second;
      const auto limit_day = std::chrono::sys_days(board.deadline[n]);
      const bool open = cell.state == ReportState::Borrador || cell.state == ReportState::Devuelto;
      cell.late = cell.expected && (on && !open ? std::chrono::sys_days(*on) > limit_day
                                                : std::chrono::sys_days(today) > limit_day);
      row.months.push_back(cell);
    }
    board.units.push_back(std::move(row));
  }
  return board;
}

Result<std::string> institution_setting(storage::Database& db, std::string_view institution,
                                        std::string_view name) {
  return storage::setting(db, institution, name);
}

}  // namespace queries
