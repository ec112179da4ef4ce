// The queue, noun by noun. Days to act on what arrived are norms/parametros.csv.
#include "queries/work_queue.hpp"

#include <algorithm>
#include <set>

#include "base/json.hpp"
#include "domain/reporting/area_text.hpp"
#include "domain/reporting/publication.hpp"
#include "queries/board_questions.hpp"
#include "queries/control.hpp"
#include "queries/organization.hpp"
#include "queries/plans.hpp"
#include "queries/reporting.hpp"
#include "queries/requests.hpp"
#include "queries/review_terms.hpp"
#include "storage/capture_store.hpp"
#include "storage/catalog_store.hpp"
#include "storage/goal_store.hpp"

namespace queries {
namespace {

using access_control::Permission;
using production::ReportState;

Date later(Date a, Date b) { return std::chrono::sys_days(a) < std::chrono::sys_days(b) ? b : a; }

class Queue {
 public:
  Queue(storage::Database& db, std::string_view institution, const Worker& worker, Date today)
      : db_{db}, institution_{institution}, worker_{worker}, today_{today} {}

  Result<std::vector<WorkItem>> make() {
    CHECK(months());
    CHECK(rectifications());
    CHECK(texts_and_reports());
    CHECK(sheets());
    CHECK(files());
    CHECK(findings());
    CHECK(controls());
    CHECK(requests());
    for (auto& item : items_) item.left = TRY(working_days(db_, today_, item.due));
    std::ranges::stable_sort(items_, {}, [](const WorkItem& item) {
      return std::pair(std::chrono::sys_days(item.due), item.kind);
    });
    return std::move(items_);
  }

 private:
  bool own(const std::string& unit) const {
    return std::ranges::find(worker_.units, unit) != worker_.units.end();
  }

  Result<int> days(std::string_view parameter, int otherwise) {
    const auto text = TRY(storage::parameter(db_, parameter, today_));
    const auto value = text ? Quantity::parse(*text) : Quantity::units(otherwise);
    return value ? static_cast<int>(rounded(value->as_ratio())) : otherwise;
  }

  // The months that are open: from the first that was not closed to the present one.
  Result<void> months() {
    const auto present = month_of(today_);
    for (const int back : {1, 0}) {
      const FiscalYear year{static_cast<std::int16_t>(present.year.year - back)};
      const auto board = TRY(capture_board(db_, institution_, year, today_));
      const auto first = board.open_month(today_);
      if (!first) continue;
      for (Month month = *first; month <= present && month.year == year; month = next(month)) {
        if (board.is_closed(month) || board.published[month.number - 1U]) continue;
        CHECK(month_items(board, month, month == *first));
      }
    }
    return {};
  }

  Result<void> month_items(const CaptureBoard& board, Month month, bool first) {
    const Date deadline = board.deadline[month.number - 1U];
    std::map<std::string, storage::UnitMonthRow> sent;
    for (auto& row : TRY(storage::unit_months_at(db_, institution_, month, month)))
      sent.emplace(row.unit, std::move(row));
    const int validating = TRY(days("metas_plazo_validacion", 2));
    const int correcting = TRY(days("metas_plazo_correccion", 3));
    int waiting = 0, unvalidated = 0;
    for (const auto& row : board.units) {
      const auto& cell = row.months[month.number - 1U];
      if (!cell.expected && !cell.reported) continue;
      const auto step = sent.find(row.unit);
      WorkItem item;
      item.unit = row.unit;
      item.unit_name = row.name;
      item.month = month;
      item.due = deadline;
      item.count = cell.outside;
      item.without_note = cell.without_note;
      if (step != sent.end()) {
        constexpr auto sql = R"(
          select count(*) from goal_unit_month
           where institution = ?1 and unit = ?2 and month = ?3 and state = 'devuelto')";
        item.returns =
            static_cast<int>(TRY(db_.first(
                                     sql, [](const storage::Row& r) { return r.integer(0); },
                                     institution_, row.unit, month))
                                 .value_or(0));
      }
      const bool open = cell.state == ReportState::Borrador || cell.state == ReportState::Devuelto;
      if (cell.expected && open) ++waiting;
      if (cell.expected && cell.state != ReportState::Validado) ++unvalidated;
      if (open && own(row.unit) && worker_.may(Permission::SendGoals) && cell.expected) {
        if (cell.state == ReportState::Devuelto) {
          item.kind = WorkKind::CorrectMonth;
          item.due = later(deadline, TRY(working_day_after(db_, step->second.on, correcting)));
          item.count = TRY(observed(row.unit, month));
          item.from = TRY(who_did(step->second.from_seq));
        } else {
          item.kind = WorkKind::ReportMonth;
        }
        items_.push_back(item);
      }
      if (cell.state != ReportState::Enviado) continue;
      item.late = cell.late;
      item.from = step->second.sent_by;
      const auto sent_on = step->second.sent_on.value_or(step->second.on);
      const bool mine = item.from == worker_.number;
      item.due = later(deadline, TRY(working_day_after(db_, sent_on, validating)));
      const bool endorsing = board.wants_endorsement && !cell.endorsed;
      if (endorsing && worker_.may(Permission::EndorseGoals) && !mine && TRY(above(row.unit))) {
        item.kind = WorkKind::EndorseMonth;
        items_.push_back(item);
      } else if (worker_.may(Permission::ValidateGoals) && !mine && !endorsing) {
        item.kind = WorkKind::ValidateMonth;
        items_.push_back(item);
      } else if (own(row.unit) || mine) {
        item.kind = WorkKind::AwaitValidation;
        items_.push_back(item);
      }
    }
    const bool over = std::chrono::sys_days(last_day(month)) < std::chrono::sys_days(today_);
    if (!first || !over || !worker_.may(Permission::CloseMonth)) return {};
    WorkItem close;
    close.kind = WorkKind::CloseMonth;
    close.month = month;
    close.due = deadline;
    close.count = unvalidated;
    items_.push_back(close);
    if (waiting > 0) {
      WorkItem others = close;
      others.kind = WorkKind::AwaitUnits;
      others.count = waiting;
      items_.push_back(others);
    }
    return {};
  }

  // Whether the worker's units are above this one, or the worker is of the whole institution.
  Result<bool> above(const std::string& unit) {
    if (worker_.units.empty()) return true;
    if (units_.empty()) units_ = TRY(units(db_, institution_, today_));
    for (const auto& top : worker_.units) {
      const auto under = organization::with_dependents(units_, top);
      if (top != unit && std::ranges::find(under, unit) != under.end()) return true;
    }
    return false;
  }

  Result<int> observed(const std::string& unit, Month month) {
    const auto all = TRY(storage::observations(db_, institution_, unit, month));
    std::int64_t last = 0;
    for (const auto& one : all) last = std::max(last, one.number);
    return static_cast<int>(std::ranges::count(all, last, &storage::ObservationRow::number));
  }

  Result<std::int64_t> who_did(std::int64_t seq) {
    const auto mark = TRY(entry_mark(db_, institution_, seq));
    return mark ? mark->actor : 0;
  }

  Result<void> rectifications() {
    const int deciding = TRY(days("rectificacion_plazo", 5));
    for (const auto& one : TRY(rectifications_of(db_, institution_))) {
      if (one.state != "propuesta") continue;
      WorkItem item;
      item.number = one.number;
      item.unit = one.asked.key.unit;
      item.unit_name = TRY(unit_name(db_, institution_, item.unit));
      item.month = one.asked.key.month;
      item.subject = one.asked.key.subproducto;
      item.from = one.proposed_by;
      item.due = TRY(working_day_after(db_, one.proposed_on, deciding));
      if (one.proposed_by == worker_.number)
        item.kind = WorkKind::AwaitRectification;
      else if (worker_.may(Permission::ApproveRectification))
        item.kind = WorkKind::DecideRectification;
      else
        continue;
      items_.push_back(item);
    }
    return {};
  }

  Result<void> texts_and_reports() {
    const int registering = TRY(days("siplan_plazo", 10));
    for (const auto& report : TRY(standing_reports(db_, institution_))) {
      const auto stage = reporting::parse_report_stage(report.state);
      using reporting::ReportStage;
      const auto period = Cuatrimestre::parse(report.period);
      const auto month = Month::parse(report.period);
      const Date end = period  ? last_day(last_month(*period))
                       : month ? last_day(*month)
                               : report.drafted_on;
      WorkItem item;
      item.subject = report.code;
      item.number = report.version;
      item.from = report.author;
      item.due = later(TRY(working_day_after(db_, end, registering)),
                       TRY(working_day_after(db_, report.drafted_on, registering)));
      const bool drafting =
          stage == ReportStage::Borrador || stage == ReportStage::Devuelto || !stage;
      if (drafting && report.author == worker_.number) {
        item.kind = WorkKind::FinishReport;
        items_.push_back(item);
      }
      if (stage == ReportStage::Revision) {
        const bool approves =
            worker_.may(Permission::ApproveReport) && report.author != worker_.number;
        if (approves || report.author == worker_.number) {
          item.kind = approves ? WorkKind::ApproveReport : WorkKind::AwaitApproval;
          items_.push_back(item);
        }
      }
      if (drafting && period) CHECK(area_items(report, item.due));
    }
    return {};
  }

  Result<void> area_items(const StandingReport& report, Date due) {
    const bool writes = worker_.may(Permission::WriteText) && !worker_.units.empty();
    const bool reviews = worker_.may(Permission::ValidateText);
    if (!writes && !reviews) return {};
    for (const auto& area : TRY(area_reports(db_, institution_, report.period))) {
      WorkItem item;
      item.unit = area.unit;
      item.unit_name = area.unit_name;
      item.subject = report.code;
      item.number = report.version;
      item.due = due;
      using reporting::TextState;
      if (writes && own(area.unit) && area.text.state == TextState::Borrador) {
        item.kind = WorkKind::WriteText;
        items_.push_back(item);
      } else if (writes && own(area.unit) && area.text.state == TextState::Devuelto) {
        item.kind = WorkKind::CorrectText;
        items_.push_back(item);
      } else if (reviews && area.text.state == TextState::Enviado &&
                 area.text.author != worker_.number) {
        item.kind = WorkKind::ValidateText;
        item.from = area.text.author;
        items_.push_back(item);
      }
    }
    return {};
  }

  Result<void> sheets() {
    if (!worker_.may(Permission::ApproveIndicator)) return {};
    const int approving = TRY(days("siplan_plazo", 10));
    for (const auto& row : TRY(indicator_sheets(db_, institution_))) {
      if (row.approved || row.proposed_by == worker_.number) continue;
      WorkItem item;
      item.kind = WorkKind::ApproveSheet;
      item.subject = row.sheet.codigo;
      item.number = row.sheet.version;
      item.from = row.proposed_by;
      item.due = TRY(working_day_after(db_, row.proposed_on, approving));
      items_.push_back(item);
    }
    return {};
  }

  struct OpenFile {
    std::string number, supplier;
    verification::Estado estado{};
    Date received{}, since{};
    std::optional<Date> due;
    std::int64_t author = 0, assignee = 0, from = 0;
  };

  Result<std::vector<OpenFile>> open_files() {
    // Those that wait longest; a queue of more is worked from its list.
    constexpr auto sql = R"(
      select f.number, case when f.supplier = '' then f.nit else f.supplier end, f.estado,
             f.received, f.due, f.author, coalesce(f.assignee, 0), coalesce(s.actor, f.author),
             coalesce(s.on_date, f.received)
        from payment_file f
        left join file_step s on s.institution = f.institution and s.number = f.number
         and s.step = (select max(step) from file_step
                        where institution = f.institution and number = f.number)
       where f.institution = ?1 and f.closed is null
       order by f.received, f.number limit 500)";
    std::vector<OpenFile> out;
    CHECK(db_.each(sql, {storage::as_value(institution_)},
                   [&](const storage::Row& row) -> Result<void> {
                     OpenFile file;
                     file.number = row.text(0);
                     file.supplier = row.text(1);
                     const auto estado = verification::kind_of<verification::Estado>(row.view(2));
                     if (!estado) return {};
                     file.estado = *estado;
                     file.received = TRY(parse_date(row.view(3)));
                     if (!row.is_null(4)) file.due = TRY(parse_date(row.view(4)));
                     file.author = row.integer(5);
                     file.assignee = row.integer(6);
                     file.from = row.integer(7);
                     file.since = TRY(parse_date(row.view(8)));
                     out.push_back(std::move(file));
                     return {};
                   }));
    return out;
  }

  // What the file waits for from this person; nothing: nothing.
  std::optional<WorkKind> asked_of_worker(const OpenFile& file) const {
    using enum verification::Estado;
    const auto may = [&](Permission permission) { return worker_.may(permission); };
    const auto me = worker_.number;
    switch (file.estado) {
      case Asignado:
      case EnRevision:
      case Subsanado:
        if (file.assignee == me && may(Permission::ReviewFile)) return WorkKind::ReviewFile;
        break;
      case Observado:
        if (file.author == me && may(Permission::RegisterFile)) return WorkKind::AnswerFile;
        break;
      case Verificado:
        if (may(Permission::ApproveFile) && file.author != me && file.assignee != me)
          return WorkKind::ApproveFile;
        break;
      case Visado:
        if (may(Permission::CommitFile)) return WorkKind::CommitFile;
        break;
      case EnPresupuesto:
        if (may(Permission::AccrueFile)) return WorkKind::AccrueFile;
        break;
      case EnContabilidad:
        if (may(Permission::AccrueFile)) return WorkKind::SendFile;
        break;
      case EnTesoreria:
        if (may(Permission::PayFile)) return WorkKind::PayFile;
        break;
      default:
        break;
    }
    if (file.author == me) return WorkKind::AwaitFile;
    return std::nullopt;
  }

  Result<void> files() {
    if (!worker_.may(Permission::ReadFiles)) return {};
    const auto term = [&](ReviewTerm which) { return review_term(db_, which, today_); };
    const int reviewing = TRY(term(ReviewTerm::Review)), approving = TRY(term(ReviewTerm::Visado));
    WorkItem waiting;
    waiting.kind = WorkKind::TakeFile;
    for (auto& file : TRY(open_files())) {
      if (file.estado == verification::Estado::Recibido && worker_.may(Permission::ReviewFile) &&
          file.author != worker_.number) {
        if (waiting.count++ == 0) {
          waiting.from = file.from;
          waiting.due = TRY(working_day_after(db_, file.received, reviewing));
        }
        continue;
      }
      const auto kind = asked_of_worker(file);
      if (!kind) continue;
      WorkItem item;
      item.kind = *kind;
      item.subject = file.number;
      item.unit_name = file.supplier;
      item.from = *kind == WorkKind::AwaitFile && file.assignee != 0 ? file.assignee : file.from;
      item.estado = file.estado;
      if (*kind == WorkKind::AnswerFile && file.due)
        item.due = *file.due;
      else if (*kind == WorkKind::ReviewFile || *kind == WorkKind::AwaitFile)
        item.due = TRY(working_day_after(db_, file.since, reviewing));
      else
        item.due = TRY(working_day_after(db_, file.since, approving));
      items_.push_back(std::move(item));
    }
    if (waiting.count > 0) items_.push_back(waiting);
    return {};
  }

  // What a finding waits for: its plan, its evidence, a decision.
  std::optional<WorkKind> asked_of_worker(const FindingLine& line) const {
    using enum control::EstadoHallazgo;
    const auto& row = line.row;
    const bool mine = row.responsible == worker_.number;
    if (mine && (row.state == Notificada || row.state == EnProceso || row.state == Parcial ||
                 row.state == NoAtendida))
      return WorkKind::AnswerFinding;
    if (mine || !worker_.may(Permission::DecideFinding)) return std::nullopt;
    if (row.state == Emitida || row.state == PlanAccion || row.state == Atendida ||
        row.state == NoAplicable || row.state == Verificada ||
        row.proposal != control::Propuesta::Ninguna || line.pide_prorroga)
      return WorkKind::DecideFinding;
    return std::nullopt;
  }

  Result<void> findings() {
    const auto board = TRY(queries::findings(db_, institution_, {}, today_));
    for (const auto& line : board.lines) {
      const auto kind = asked_of_worker(line);
      if (!kind) continue;
      constexpr int days_to_act = 5;
      WorkItem item;
      item.kind = *kind;
      item.subject = line.row.number;
      item.unit_name = line.row.title.empty() ? line.instrumento : line.row.title;
      item.hallazgo = line.row.state;
      item.from = *kind == WorkKind::AnswerFinding ? line.row.author : line.row.responsible;
      item.due = line.row.due && *kind == WorkKind::AnswerFinding
                     ? *line.row.due
                     : TRY(working_day_after(db_, line.movido, days_to_act));
      items_.push_back(std::move(item));
    }
    return {};
  }

  // What a request waits for; nothing where the requester is to speak, or nobody.
  std::optional<WorkKind> asked_of_worker(const RequestLine& line) const {
    using enum transparency::EstadoSolicitud;
    const auto& row = line.row;
    const bool serves =
        worker_.units.empty() || std::ranges::find(worker_.units, row.unit) != worker_.units.end();
    if (row.state == Trasladada && serves && worker_.may(Permission::AnswerRequest))
      return WorkKind::AnswerRequest;
    if ((row.state == Recibida || row.state == Contestada || row.state == Resuelta) &&
        worker_.may(Permission::HandleRequest))
      return WorkKind::HandleRequest;
    if (row.state == EnRevision && worker_.may(Permission::RuleOnRequest))
      return WorkKind::RuleOnRequest;
    return std::nullopt;
  }

  Result<void> requests() {
    constexpr int days_to_rule = 5;
    for (const auto& line : TRY(queries::requests(db_, institution_, {}, today_)).lines) {
      const auto kind = asked_of_worker(line);
      if (!kind) continue;
      WorkItem item;
      item.kind = *kind;
      item.subject = line.row.number;
      item.unit_name = line.row.subject;
      item.solicitud = line.row.state;
      item.due = *kind == WorkKind::RuleOnRequest
                     ? TRY(working_day_after(db_, *line.row.appealed_on, days_to_rule))
                     : line.clock.due.value_or(today_);
      items_.push_back(std::move(item));
    }
    return {};
  }

  Result<void> controls() {
    for (const auto& line : TRY(queries::controls(db_, institution_, today_)).lines) {
      if (line.row.owner != worker_.number || line.row.when.retirado) continue;
      WorkItem item;
      item.kind = WorkKind::RunControl;
      item.subject = line.row.code;
      item.unit_name = line.row.name;
      for (const auto& owed : line.obligaciones) {
        if (owed.hecha) continue;
        if (item.count++ == 0) item.due = owed.vence;
      }
      if (item.count > 0) items_.push_back(std::move(item));
    }
    return {};
  }

  storage::Database& db_;
  std::string institution_;
  const Worker& worker_;
  Date today_;
  std::vector<organization::Unit> units_;
  std::vector<WorkItem> items_;
};

}  // namespace

bool is_of_others(WorkKind kind) { return kind >= WorkKind::AwaitValidation; }

Result<std::vector<WorkItem>> work_queue(storage::Database& db, std::string_view institution,
                                         const Worker& worker, Date today) {
  return Queue(db, institution, worker, today).make();
}

Result<std::vector<RecentWork>> recent_work(storage::Database& db, std::string_view institution,
                                            std::int64_t actor, std::size_t most) {
  constexpr auto sql = R"(
    select kind, act, at from journal_entry
     where institution = ?1 and actor = ?2 order by seq desc limit 60)";
  std::vector<RecentWork> all;
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  CHECK(
      db.each(sql, {storage::as_value(institution), storage::as_value(actor)},
              [&](const storage::Row& row) -> Result<void> {
                if (all.size() >= most) return {};
                const auto body = parse_json(row.view(1));
                if (!body || !body->is_object()) return {};
                const auto& act = body->as_object();
                RecentWork work;
                work.kind = row.text(0);
                work.at = row.integer(2);
                work.unit = optional_text_at(act, "unidad").value_or("");
                if (work.unit.empty() && act.contains("unidades") &&
                    act.at("unidades").is_array() && act.at("unidades").as_array().size() == 1 &&
                    act.at("unidades").as_array().front().is_string())
                  work.unit = std::string(act.at("unidades").as_array().front().as_string());
                if (const auto month = Month::parse(optional_text_at(act, "mes").value_or("")))
                  work.month = *month;
                work.subject = optional_text_at(act, "codigo").value_or("");
                if (const auto file = optional_text_at(act, "expediente")) work.subject = *file;
                work.version = optional_integer_at(act, "version").value_or(1);
                const auto place = work.unit + (work.month ? show(*work.month) : "");
                if (seen.emplace(work.subject.empty() ? work.kind : "", place, work.subject).second)
                  all.push_back(std::move(work));
                return {};
              }));
  return all;
}

}  // namespace queries
