// I2: Mi trabajo. A queue, not a dashboard: what is mine, by when, one click to do it.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "queries/organization.hpp"
#include "queries/work_queue.hpp"
#include "text/format.hpp"
#include "web/application.hpp"
#include "web/inside.hpp"
#include "web/pages/execution_view.hpp"
#include "web/pages/work_view.hpp"

namespace web {
namespace {

using queries::WorkItem;
using queries::WorkKind;

enum class Group { Overdue, Today, Week, Later, Others };
constexpr std::string_view group_words[] = {"Vencido", "Hoy", "Esta semana", "Después",
                                            "En espera de otros"};

Group group_of(const WorkItem& item, Date today) {
  if (queries::is_of_others(item.kind)) return Group::Others;
  const auto due = std::chrono::sys_days(item.due), now = std::chrono::sys_days(today);
  if (due < now) return Group::Overdue;
  if (due == now) return Group::Today;
  const std::chrono::weekday day{now};
  const auto sunday = now + std::chrono::days((7 - day.iso_encoding()) % 7);
  return due <= sunday ? Group::Week : Group::Later;
}

struct KindView {
  std::string_view key, word;
};
// Kinds that are counted together above the queue.
KindView view_of(WorkKind kind) {
  switch (kind) {
    case WorkKind::ReportMonth:
    case WorkKind::CorrectMonth:
      return {"reportar", "Reportar"};
    case WorkKind::EndorseMonth:
      return {"visto-bueno", "Dar visto bueno"};
    case WorkKind::ValidateMonth:
      return {"validar", "Validar avance"};
    case WorkKind::DecideRectification:
      return {"rectificaciones", "Rectificaciones"};
    case WorkKind::WriteText:
    case WorkKind::CorrectText:
    case WorkKind::ValidateText:
    case WorkKind::FinishReport:
    case WorkKind::ApproveReport:
      return {"informes", "Informes"};
    case WorkKind::TakeFile:
    case WorkKind::ReviewFile:
    case WorkKind::AnswerFile:
    case WorkKind::ApproveFile:
    case WorkKind::CommitFile:
    case WorkKind::AccrueFile:
    case WorkKind::SendFile:
    case WorkKind::PayFile:
      return {"expedientes", "Expedientes"};
    case WorkKind::AnswerFinding:
    case WorkKind::DecideFinding:
    case WorkKind::RunControl:
      return {"auditoria", "Auditoría y control"};
    case WorkKind::HandleRequest:
    case WorkKind::AnswerRequest:
    case WorkKind::RuleOnRequest:
      return {"solicitudes", "Solicitudes de información"};
    case WorkKind::CloseMonth:
    case WorkKind::ApproveSheet:
      return {"otros", "Otros"};
    case WorkKind::AwaitValidation:
    case WorkKind::AwaitUnits:
    case WorkKind::AwaitRectification:
    case WorkKind::AwaitApproval:
    case WorkKind::AwaitFile:
      return {"espera", "En espera de otros"};
  }
  return {};
}

Html row(const WorkItem& item, const WorkWords& words, Date today, bool others) {
  const bool late = std::chrono::sys_days(item.due) < std::chrono::sys_days(today) && !others;
  return html(
      "<li><span class=\"v{}\">{}</span><span class=\"a\"><a href=\"{}\">{}</a>{}</span><span "
      "class=\"e\">{}</span><span class=\"q\">{}</span></li>\n",
      late ? " tarde" : "", text::date(item.due), words.address, words.what,
      words.remark.empty() ? Html{} : html("<small>{}</small>", words.remark),
      tag(words.state, words.tint), words.from);
}

Html group(Group which, const std::vector<const WorkItem*>& items,
           const std::vector<WorkWords>& words, Date today) {
  if (items.empty()) return {};
  const auto id = "g" + std::to_string(static_cast<int>(which));
  Html rows;
  for (std::size_t i = 0; i < items.size(); ++i)
    rows += row(*items[i], words[i], today, which == Group::Others);
  return html(
      "<section aria-labelledby=\"{}\"><h2 id=\"{}\" class=\"cola-t{}\">{}{} <span>{}</span></h2>\n"
      "<ol class=\"cola\">{}</ol>\n</section>\n",
      id, id, which == Group::Overdue ? " cola-t--rojo" : "",
      which == Group::Overdue ? symbol("rezago", "i") : Html{},
      group_words[static_cast<std::size_t>(which)],
      text::count(static_cast<std::int64_t>(items.size())), rows);
}

// The squares of the month's close: full validated, half sent, hollow pending.
Html squares(const queries::CaptureBoard& board, Month month) {
  constexpr int across = 12, step = 22, side = 18;
  std::vector<production::ReportState> states;
  const auto count = board.count(month);
  for (const auto& unit : board.units)
    if (unit.months[month.number - 1U].expected)
      states.push_back(unit.months[month.number - 1U].state);
  using production::ReportState;
  std::ranges::sort(states, {}, [](ReportState state) {
    return state == ReportState::Validado ? 0 : state == ReportState::Enviado ? 1 : 2;
  });
  Html shapes;
  int n = 0;
  for (const auto state : states) {
    const int x = n % across * step, y = n / across * step;
    const auto at = std::to_string(x), top = std::to_string(y);
    if (state == ReportState::Validado)
      shapes += html("<rect class=\"g-b\" x=\"{}\" y=\"{}\" width=\"18\" height=\"18\"/>", at, top);
    else if (state == ReportState::Enviado)
      shapes += html(
          "<rect class=\"g-b2\" x=\"{}\" y=\"{}\" width=\"18\" height=\"18\"/><path class=\"g-b\" "
          "d=\"M{} {}V{}h18z\"/>",
          at, top, at, std::to_string(y + side), top);
    else
      shapes += html("<rect class=\"g-o\" x=\"{}.75\" y=\"{}.75\" width=\"16.5\" height=\"16.5\"/>",
                     at, top);
    ++n;
  }
  const int rows = std::max(1, (n + across - 1) / across);
  const auto done = count.validated + count.sent;
  const auto sentence = text::count(done) + " de " + text::count(count.expected) +
                        " unidades reportaron " + text::month_name(month) + ": " +
                        text::count(count.validated) + " validadas, " + text::count(count.sent) +
                        " enviadas, " + text::count(count.expected - done) + " pendientes.";
  return html(
      "<figure class=\"grafica\"><svg viewBox=\"0 0 264 {}\" role=\"img\" "
      "aria-labelledby=\"t-cierre\">"
      "<title id=\"t-cierre\">{}</title>{}</svg><figcaption><span><b>{} de {}</b> unidades "
      "reportaron: {} validadas, {} enviadas.</span></figcaption></figure>\n",
      std::to_string(rows * step - 2), sentence, shapes, text::count(done),
      text::count(count.expected), text::count(count.validated), text::count(count.sent));
}

Result<Html> close_section(Visit& visit, std::vector<std::pair<Date, std::string>>& calendar) {
  const auto present = month_of(visit.today());
  for (const int back : {1, 0}) {
    const FiscalYear year{static_cast<std::int16_t>(present.year.year - back)};
    const auto board = TRY(visit.remembered<queries::CaptureBoard>(
        "tablero-captura/" + visit.institution + ::show(year) + ::show(visit.today()), [&] {
          return queries::capture_board(visit.db(), visit.institution, year, visit.today());
        }));
    const auto month = board->open_month(visit.today());
    if (back == 0)
      for (Month ahead = present; ahead.year == year; ahead = next(ahead)) {
        const auto day = board->deadline[ahead.number - 1U];
        if (std::chrono::sys_days(day) >= std::chrono::sys_days(visit.today()))
          calendar.emplace_back(day, "Cierre de " + text::month_name(ahead));
        if (calendar.size() >= 2) break;
      }
    if (!month) continue;
    const auto deadline = board->deadline[month->number - 1U];
    const auto left = TRY(queries::working_days(visit.db(), visit.today(), deadline));
    return html(
        "<section><h2>Cierre de {}</h2>\n<p><strong>{}.</strong> "
        "{}.</p>\n{}<p>{}</p>\n</section>\n",
        text::month_name(*month), text::capitalized(weekday_date(deadline)),
        text::capitalized(left_in_words(left)), squares(*board, *month),
        link("/ejecucion/validacion", "Ver quién falta"));
  }
  return Html{};
}

Result<Html> behind_section(Visit& visit) {
  const auto month = TRY(queries::month_of_boards(visit.db(), visit.institution));
  if (!month) return Html{};
  const auto live = TRY(live_at(visit, *month));
  struct Behind {
    const queries::PhysicalGoal* goal;
    std::string producto;
    Ratio index;
  };
  std::vector<Behind> all;
  for (const auto& product : live->evaluation.products)
    for (const auto& goal : product.goals) {
      const auto light = goal.signal.light;
      if ((light == evaluation::Light::Behind || light == evaluation::Light::Attention) &&
          goal.signal.index.value)
        all.push_back({&goal, product.code, *goal.signal.index.value});
    }
  std::ranges::stable_sort(all, {}, &Behind::index);
  Html items;
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
    items += html("<li>{}<br>{}</li>\n",
                  link("/ejecucion/productos/" + encoded(all[i].producto), all[i].goal->name),
                  traffic_light(all[i].goal->signal.light, text::decimal(all[i].index, 1)));
  if (items.text.empty())
    items = html("<li>Nada está en rezago a {}.</li>", text::month_name(*month));
  return html("<section><h2>Rezagos a {}</h2>\n<ul>{}</ul>\n</section>\n", text::month_name(*month),
              items);
}

Html calendar_section(std::vector<std::pair<Date, std::string>> days) {
  if (days.empty()) return {};
  std::ranges::sort(days, {}, [](const auto& one) { return std::chrono::sys_days(one.first); });
  Html items;
  for (const auto& [date, what] : days)
    items +=
        html("<li><span class=\"num\">{}</span> {}</li>\n", text::date(date).substr(0, 5), what);
  return html("<section><h2>Calendario</h2>\n<ul>{}</ul>\n</section>\n", items);
}

Result<Html> recent_section(Visit& visit) {
  constexpr std::size_t most = 12, shown = 4;
  Html items;
  std::size_t count = 0;
  for (const auto& work :
       TRY(queries::recent_work(visit.db(), visit.institution, visit.viewer->number, most))) {
    std::string what, address;
    if (work.kind.starts_with("metas.") && work.month && !work.unit.empty()) {
      const bool typed = work.kind == "metas.capturar" || work.kind == "metas.adjuntar" ||
                         work.kind == "metas.enviar";
      what = "Avance de " + text::month_name(*work.month) + ", " +
             TRY(queries::unit_name(visit.db(), visit.institution, work.unit));
      address = typed ? capture_address(*work.month, work.unit)
                      : validation_address(*work.month, work.unit);
    } else if (work.kind == "metas.cerrar" && work.month) {
      what = "Cierre de " + text::month(*work.month);
      address = "/ejecucion/validacion/" + month_path(*work.month);
    } else if (work.kind.starts_with("informe.") && !work.subject.empty()) {
      what = report_words(work.subject);
      address = "/informes/" + encoded(work.subject) + '/' + std::to_string(work.version);
    } else if (work.kind.starts_with("expediente.") && !work.subject.empty()) {
      what = "Expediente " + work.subject;
      address = "/expedientes/" + encoded(work.subject);
    } else {
      continue;
    }
    items += html("<li>{}</li>\n", link(address, what));
    if (++count == shown) break;
  }
  if (items.text.empty()) return Html{};
  return html("<section><h2>Lo último que hizo</h2>\n<ul>{}</ul>\n</section>\n", items);
}

// A part that fails leaves the rest of the page standing.
Html or_retry(std::string_view name, Result<Html> part) {
  if (part) return *std::move(part);
  return html(
      "<section><h2>{}</h2>\n<p>No se pudo mostrar. <a href=\"/inicio\">Reintentar</a></p>"
      "</section>\n",
      name);
}

std::string summary_sentence(const std::map<Group, std::vector<const WorkItem*>>& groups,
                             std::int64_t all, Date today) {
  const auto size = [&](Group which) {
    const auto found = groups.find(which);
    return found == groups.end() ? std::int64_t{0}
                                 : static_cast<std::int64_t>(found->second.size());
  };
  const auto overdue = size(Group::Overdue), now = size(Group::Today);
  auto out = text::count(all) + (all == 1 ? " pendiente" : " pendientes");
  if (overdue + now > 0) {
    out += ": ";
    if (overdue > 0) out += text::count(overdue) + (overdue == 1 ? " vencido" : " vencidos");
    if (overdue > 0 && now > 0) out += " y ";
    if (now > 0) out += text::count(now) + " para hoy";
    out += ", ";
  } else {
    out += ". Hoy es ";
  }
  return out + weekday_date(today) + '.';
}

Html seen_section(Visit& visit) {
  Html items;
  for (const auto& one : visit.inside().application.seen_by(visit.viewer->number))
    items += html("<li>{}</li>\n", link(one.address, one.title));
  if (items.text.empty()) return {};
  return html("<section><h2>Visto hace poco</h2>\n<ul>{}</ul></section>\n", items);
}

}  // namespace

Result<Response> work_show(Visit& visit) {
  const auto today = visit.today();
  const auto items = TRY(work_of(visit));
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const auto wanted = visit.request.query.first("ver");
  std::map<std::string_view, std::pair<std::string_view, std::int64_t>> counts;
  std::map<Group, std::vector<const WorkItem*>> groups;
  std::int64_t mine = 0;
  const WorkItem* first = nullptr;
  for (const auto& item : items) {
    const auto view = view_of(item.kind);
    auto& count = counts[view.key];
    count = {view.word, count.second + 1};
    const auto which = group_of(item, today);
    if (which != Group::Others) {
      ++mine;
      if (!first) first = &item;
    }
    if (wanted.empty() || wanted == view.key) groups[which].push_back(&item);
  }
  PageView view;
  view.title = "Mi trabajo";
  view.heading = "Mi trabajo";
  view.area = Area::Work;
  std::vector<std::pair<Date, std::string>> calendar;
  view.side = or_retry("Cierre del mes", close_section(visit, calendar)) +
              or_retry("Rezagos", behind_section(visit)) + calendar_section(calendar) +
              or_retry("Lo último que hizo", recent_section(visit)) + seen_section(visit);
  if (mine > 0) {
    view.lead = summary_sentence(groups, mine, today);
    if (!wanted.empty())
      view.lead = text::count(mine) + (mine == 1 ? " pendiente" : " pendientes") + " en total.";
    // A file that nobody has taken comes into the hands of who asks; what is in hand comes first.
    const auto has = [&](WorkKind kind) {
      return std::ranges::find(items, kind, &WorkItem::kind) != items.end();
    };
    view.actions =
        has(WorkKind::TakeFile) && !has(WorkKind::ReviewFile)
            ? form(visit, {.action = "/expedientes/siguiente"}, button("Tomar siguiente"))
            : primary_link("/inicio/siguiente", "Tomar siguiente");
  }
  Html views = html("<li><a href=\"/inicio\"{}>Todo ({})</a></li>\n",
                    Html{wanted.empty() ? " aria-current=\"page\"" : ""}, text::count(mine));
  for (const auto key : {"reportar", "validar", "visto-bueno", "expedientes", "informes",
                         "rectificaciones", "otros", "espera"})
    if (const auto found = counts.find(key); found != counts.end())
      views += html("<li><a href=\"/inicio?ver={}\"{}>{} ({})</a></li>\n", key,
                    Html{wanted == key ? " aria-current=\"page\"" : ""}, found->second.first,
                    text::count(found->second.second));
  Html content = html("<ul class=\"vistas\" aria-label=\"Vistas\">{}</ul>\n", views);
  if (mine == 0 && wanted.empty()) {
    std::string ahead = "No tiene pendientes.";
    if (!calendar.empty()) ahead += " Próximo cierre: " + text::date(calendar.front().first) + ".";
    content += empty_state(ahead);
  } else if (groups.empty()) {
    content += empty_state("No hay pendientes de este tipo.", link("/inicio", "Ver todo"));
  }
  for (const auto& [which, list] : groups) {
    std::vector<WorkWords> words;
    for (const auto* item : list) words.push_back(words_of(*item, names));
    content += group(which, list, words, today);
  }
  content += html(
      "<p class=\"origen\">Atajos: <kbd>j</kbd> <kbd>k</kbd> mover, <kbd>Intro</kbd> abrir, "
      "<kbd>?</kbd> lista completa.</p>\n");
  view.content = content;
  return page(visit, view);
}

Result<Response> work_next(Visit& visit) {
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  for (const auto& item : TRY(work_of(visit)))
    if (!queries::is_of_others(item.kind) && item.kind != WorkKind::TakeFile)
      return redirect(words_of(item, names).address);
  return redirect("/inicio");
}

}  // namespace web
