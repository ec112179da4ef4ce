// The daily digest: who gets one, when, and its text.
#include "web/digest.hpp"

#include <algorithm>

#include "commands/notice_mail.hpp"
#include "commands/sign_in.hpp"
#include "text/format.hpp"
#include "web/pages/work_view.hpp"

namespace web {
namespace {

using queries::NoticeKind;
using queries::PersonNotice;

constexpr std::string_view delivery_names[] = {"al_momento", "diario", "no"};
constexpr Milliseconds day_ms = 86'400'000, hour_ms = 3'600'000;
constexpr int digest_hour = 7;                 // Of Guatemala.
constexpr Milliseconds told_for = 3 * day_ms;  // Older ones are not mailed any more.
constexpr std::chrono::seconds pause{60};

int local_hour(Milliseconds at) {
  const auto of_day = (at - 6 * hour_ms) % day_ms;
  return static_cast<int>((of_day + day_ms) % day_ms / hour_ms);
}

std::string farewell(std::string_view site, std::string_view why) {
  return "\n\n" + std::string(why) + "\nPara cambiar qué se le avisa: " + std::string(site) +
         "/notificaciones/preferencias\n";
}

// The queue of the day and the notices that waited for it.
Result<Letter> digest(storage::Database& db, std::string_view institution,
                      const commands::User& user, const queries::Worker& worker,
                      const std::vector<PersonNotice>& notices, Date today, std::string_view site) {
  const auto names = TRY(queries::ActorNames::read(db));
  std::string body = "Buen día, " + user.name + ":\n";
  std::int64_t mine = 0, late = 0;
  std::string list;
  for (const auto& item : TRY(queries::work_queue(db, institution, worker, today))) {
    if (queries::is_of_others(item.kind)) continue;
    ++mine;
    late += item.left < 0 ? 1 : 0;
    const auto words = words_of(item, names);
    list += "\n- " + words.what + ". Vence el " + text::date(item.due) + " (" +
            left_in_words(item.left) + ").\n  " + std::string(site) + words.address + '\n';
  }
  if (mine > 0)
    body += "\nTiene " + numbered(mine, "pendiente", "pendientes") +
            (late > 0 ? ", " + numbered(late, "vencido", "vencidos") : "") + ".\n" + list;
  if (!notices.empty()) body += "\nDesde el último resumen:\n";
  for (const auto& notice : notices) {
    const auto words = words_of(notice, names);
    body += "\n- " + words.what + "\n  " + std::string(site) + words.address + '\n';
  }
  body += farewell(site, "Recibe este resumen una vez al día porque tiene pendientes o avisos.");
  const std::string subject =
      mine > 0 ? numbered(mine, "pendiente", "pendientes") + " en Ceiba" : "Avisos de Ceiba";
  return Letter{user.email, text::capitalized(subject), body};
}

}  // namespace

std::string_view name_of(Delivery delivery) {
  return delivery_names[static_cast<std::size_t>(delivery)];
}

Delivery standard_delivery(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::Returned:
    case NoticeKind::ApprovalAsked:
    case NoticeKind::Deadline:
    case NoticeKind::FindingDue:
    case NoticeKind::ControlDue:
      return Delivery::AtOnce;
    case NoticeKind::Validated:
    case NoticeKind::Sent:
    case NoticeKind::Rectified:
    case NoticeKind::MonthClosed:
      return Delivery::Daily;
  }
  return Delivery::Daily;
}

std::string preference_name(NoticeKind kind) {
  return "aviso." + std::string(queries::name_of(kind));
}

Result<Delivery> delivery_of(storage::Database& db, std::int64_t user, NoticeKind kind) {
  const auto said = TRY(commands::preference(db, user, preference_name(kind)));
  if (said)
    for (const auto one : {Delivery::AtOnce, Delivery::Daily, Delivery::None})
      if (*said == name_of(one)) return one;
  return standard_delivery(kind);
}

NoticeWords words_of(const PersonNotice& notice, const queries::ActorNames& names) {
  NoticeWords words;
  const auto month = notice.month ? text::month(*notice.month) : std::string();
  const auto of_unit = month + (notice.unit_name.empty() ? "" : ", " + notice.unit_name);
  const auto who = names.of(notice.actor);
  switch (notice.kind) {
    case NoticeKind::Returned:
      words = {who + " devolvió el reporte de " + of_unit + ".",
               "Porque usted reporta por esta unidad.", ""};
      break;
    case NoticeKind::Validated:
      words = {who + " validó el reporte de " + of_unit + ".",
               "Porque usted reporta por esta unidad.", ""};
      break;
    case NoticeKind::Sent:
      words = {who + " envió el reporte de " + of_unit + ".", "Porque usted valida reportes.", ""};
      break;
    case NoticeKind::Deadline:
      words = {
          (notice.left < 0 ? "Está atrasado el reporte de " : "Está por vencer el reporte de ") +
              of_unit + ": " + left_in_words(notice.left) + ".",
          "Porque usted reporta por esta unidad.", ""};
      break;
    case NoticeKind::FindingDue:
      words = {(notice.left < 0 ? "Está vencido el hallazgo " : "Está por vencer el hallazgo ") +
                   notice.subject + ", " + notice.unit_name + ": " + left_in_words(notice.left) +
                   ".",
               "Porque usted responde por él.", "/auditoria/hallazgos/" + encoded(notice.subject)};
      break;
    case NoticeKind::ControlDue:
      words = {(notice.left < 0 ? "Está vencido el control " : "Está por vencer el control ") +
                   notice.unit_name + ": " + left_in_words(notice.left) + ".",
               "Porque está a su cargo.", "/auditoria/controles/" + encoded(notice.subject)};
      break;
    case NoticeKind::ApprovalAsked:
      words = {"Espera su decisión: " +
                   (notice.subject.empty() || notice.month
                        ? (notice.number > 0 ? "rectificación de " : "visto bueno de ") + of_unit
                        : report_words(notice.subject)) +
                   ".",
               "Porque a usted le toca decidirlo.", "/inicio"};
      break;
    case NoticeKind::Rectified:
      words = {who + (notice.opened ? " negó" : " autorizó") + " la rectificación " +
                   text::count(notice.number) + " de " + notice.unit_name + ".",
               "Porque usted la propuso.",
               "/ejecucion/rectificaciones/" + std::to_string(notice.number)};
      break;
    case NoticeKind::MonthClosed:
      words = {who + (notice.opened ? " reabrió " : " cerró ") + month + ".",
               "Porque usted trabaja con metas físicas.", "/ejecucion/validacion"};
      break;
  }
  if (words.address.empty() && notice.month)
    words.address = notice.kind == NoticeKind::Sent ? validation_address(*notice.month, notice.unit)
                                                    : capture_address(*notice.month, notice.unit);
  if (words.address.empty()) words.address = "/inicio";
  return words;
}

queries::Worker worker_of_user(storage::Database& db, std::string_view institution,
                               const commands::User& user, Date today) {
  auto grants = commands::grants_of(db, institution, user.number, today)
                    .value_or(std::vector<access_control::Grant>{});
  auto units = access_control::units_allowed(grants, access_control::Permission::SendGoals)
                   .value_or(std::vector<std::string>{});
  return {user.number,
          [grants = std::move(grants)](access_control::Permission permission) {
            return access_control::any_allows(grants, permission);
          },
          std::move(units)};
}

Result<std::vector<DueLetter>> due_letters(storage::Database& db, std::string_view institution,
                                           Milliseconds now, std::string_view site) {
  std::vector<DueLetter> due;
  const auto today = local_date(now);
  const auto names = TRY(queries::ActorNames::read(db));
  const bool morning = local_hour(now) >= digest_hour;
  const auto digest_key = "resumen/" + ::show(today);
  for (const auto& user : TRY(commands::users_of(db))) {
    if (!user.active || user.email.empty()) continue;
    if (!user.home.empty() && user.home != institution) continue;
    const auto worker = worker_of_user(db, institution, user, today);
    std::vector<PersonNotice> daily;
    std::vector<std::string> daily_keys;
    for (const auto& notice :
         TRY(queries::notices_for(db, institution, worker, today, now - told_for))) {
      if (TRY(commands::was_mailed(db, user.number, notice.key))) continue;
      const auto how = TRY(delivery_of(db, user.number, notice.kind));
      if (how == Delivery::None) continue;
      if (how == Delivery::Daily) {
        daily.push_back(notice);
        daily_keys.push_back(notice.key);
        continue;
      }
      const auto words = words_of(notice, names);
      due.push_back(
          {user.number,
           {user.email, words.what,
            words.what + "\n\n" + std::string(site) + words.address + farewell(site, words.why)},
           {notice.key}});
    }
    if (!morning || TRY(commands::was_mailed(db, user.number, digest_key))) continue;
    const auto chosen = TRY(commands::preference(db, user.number, "aviso.resumen"));
    if (chosen && *chosen == "no") continue;
    bool work = !daily.empty();
    for (const auto& item : TRY(queries::work_queue(db, institution, worker, today)))
      work = work || !queries::is_of_others(item.kind);
    if (!work) continue;
    daily_keys.push_back(digest_key);
    due.push_back({user.number, TRY(digest(db, institution, user, worker, daily, today, site)),
                   std::move(daily_keys)});
  }
  return due;
}

Result<int> send_due_letters(Application& application, const MailServer& server,
                             std::string_view site) {
  const auto institution = application.institution();
  if (institution.empty()) return 0;
  auto context = TRY(application.context(commands::Use::Change, {}));
  const auto now = application.world().now();
  int sent = 0;
  std::optional<Error> failed;
  for (const auto& one : TRY(due_letters(context.db(), institution, now, site))) {
    if (const auto delivered = deliver(server, one.letter, now); !delivered) {
      failed = delivered.error();
      continue;
    }
    ++sent;
    for (const auto& key : one.settles) CHECK(commands::mark_mailed(context, one.user, key));
  }
  if (sent == 0 && failed) return std::unexpected(*failed);
  return sent;
}

Mailer::Mailer(Application& application, MailServer server, std::string site)
    : thread_{[this, &application, server = std::move(server), site = std::move(site)] {
        std::unique_lock lock{mutex_};
        while (!stopping_) {
          lock.unlock();
          (void)send_due_letters(application, server, site);  // Tried again in a minute.
          lock.lock();
          wake_.wait_for(lock, pause, [this] { return stopping_; });
        }
      }} {}

Mailer::~Mailer() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

}  // namespace web
