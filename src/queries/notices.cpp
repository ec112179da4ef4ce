// Notices from acts of the journal that name a unit, and from the queue's dates.
#include "queries/notices.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "queries/organization.hpp"

namespace queries {
namespace {

using access_control::Permission;

constexpr std::string_view names[] = {"devuelto",      "aprobar", "plazo",    "validado", "enviado",
                                      "rectificacion", "cierre",  "hallazgo", "control"};

std::vector<std::string> units_in(const json::object& act) {
  std::vector<std::string> units;
  if (const auto array = array_at(act, "unidades"))
    for (const auto& each : *array)
      if (each.is_string()) units.emplace_back(each.as_string());
  return units;
}

// The first instant of a day in Guatemala (UTC−6).
std::int64_t start_of(Date date) {
  constexpr std::int64_t day_ms = 86'400'000, offset_ms = 6 * 3'600'000;
  return std::chrono::sys_days(date).time_since_epoch().count() * day_ms + offset_ms;
}

}  // namespace

std::string_view name_of(NoticeKind kind) { return names[static_cast<std::size_t>(kind)]; }

Result<std::vector<PersonNotice>> notices_for(storage::Database& db, std::string_view institution,
                                              const Worker& worker, Date today,
                                              std::int64_t since) {
  std::vector<PersonNotice> all;
  const auto own = [&](const std::string& unit) {
    return std::ranges::find(worker.units, unit) != worker.units.end();
  };
  const auto rectified = TRY(rectifications_of(db, institution));
  constexpr auto sql = R"(
    select seq, at, actor, kind, act from journal_entry
     where institution = ?1 and at >= ?2 and actor <> ?3
       and kind in ('metas.devolver', 'metas.validar', 'metas.enviar', 'metas.cerrar',
                    'metas.reabrir', 'metas.rectificacion_autorizar', 'metas.rectificacion_negar')
     order by seq desc limit 400)";
  CHECK(db.each(
      sql,
      {storage::as_value(institution), storage::as_value(since), storage::as_value(worker.number)},
      [&](const storage::Row& row) -> Result<void> {
        const auto body = TRY(parse_json(row.view(4)));
        const auto* act = body.if_object();
        if (!act) return {};
        PersonNotice notice;
        notice.at = row.integer(1);
        notice.actor = row.integer(2);
        const auto kind = row.view(3);
        if (const auto month = Month::parse(optional_text_at(*act, "mes").value_or("")))
          notice.month = *month;
        const auto add = [&](NoticeKind what, const std::string& unit) {
          notice.kind = what;
          notice.unit = unit;
          notice.key = std::string(name_of(what)) + '/' + unit + '/' +
                       (notice.month ? show(*notice.month) : "") + '/' +
                       std::to_string(row.integer(0));
          all.push_back(notice);
        };
        if (kind == "metas.devolver" || kind == "metas.validar") {
          for (const auto& unit : units_in(*act))
            if (own(unit))
              add(kind == "metas.devolver" ? NoticeKind::Returned : NoticeKind::Validated, unit);
        } else if (kind == "metas.enviar") {
          if (worker.may(Permission::ValidateGoals))
            for (const auto& unit : units_in(*act)) add(NoticeKind::Sent, unit);
        } else if (kind == "metas.cerrar" || kind == "metas.reabrir") {
          notice.opened = kind == "metas.reabrir";
          if (worker.may(Permission::ReportGoals)) add(NoticeKind::MonthClosed, "");
        } else {
          notice.number = optional_integer_at(*act, "numero").value_or(0);
          notice.opened = kind == "metas.rectificacion_negar";
          for (const auto& one : rectified)
            if (one.number == notice.number && one.proposed_by == worker.number)
              add(NoticeKind::Rectified, one.asked.key.unit);
        }
        return {};
      }));
  for (const auto& item : TRY(work_queue(db, institution, worker, today))) {
    PersonNotice notice;
    notice.unit = item.unit;
    notice.month = item.month;
    notice.subject = item.subject;
    notice.number = item.number;
    notice.actor = item.from;
    notice.left = item.left;
    notice.at = start_of(today);
    const auto place = item.unit + '/' + (item.month ? show(*item.month) : "") + '/' +
                       item.subject + '/' + std::to_string(item.number);
    if (item.kind == WorkKind::ApproveReport || item.kind == WorkKind::DecideRectification ||
        item.kind == WorkKind::EndorseMonth || item.kind == WorkKind::ApproveSheet) {
      notice.kind = NoticeKind::ApprovalAsked;
      notice.key = "aprobar/" + place + '/' + std::to_string(static_cast<int>(item.kind));
      all.push_back(notice);
    } else if (item.kind == WorkKind::ReportMonth &&
               (item.left == 5 || item.left == 1 || item.left < 0)) {
      notice.kind = NoticeKind::Deadline;
      notice.key = "plazo/" + place + '/' + (item.left < 0 ? "tarde" : std::to_string(item.left));
      all.push_back(notice);
    } else if ((item.kind == WorkKind::AnswerFinding || item.kind == WorkKind::RunControl) &&
               (item.left == 5 || item.left == 1 || item.left < 0)) {
      notice.kind =
          item.kind == WorkKind::AnswerFinding ? NoticeKind::FindingDue : NoticeKind::ControlDue;
      notice.unit_name = item.unit_name;
      notice.key = std::string(name_of(notice.kind)) + '/' + place + '/' + show(item.due) + '/' +
                   (item.left < 0 ? "tarde" : std::to_string(item.left));
      all.push_back(notice);
    }
  }
  for (auto& notice : all)
    if (!notice.unit.empty()) notice.unit_name = TRY(unit_name(db, institution, notice.unit));
  std::ranges::stable_sort(all, std::greater<>{}, &PersonNotice::at);
  return all;
}

}  // namespace queries
