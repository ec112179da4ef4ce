// I33: long jobs. How far one is, its result, cancelling it; and the list of them. The page asks
// for itself again by a header until the job has ended, so that it works without scripts.
#include <algorithm>

#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/jobs.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"
#include "web/pages/execution_pages.hpp"
#include "web/pages/refused_rows.hpp"

namespace web {
namespace {

constexpr std::string_view state_words[] = {"En cola", "En curso",  "Terminado",
                                            "Falló",   "Cancelado", "Interrumpido"};
constexpr Tint state_tints[] = {Tint::Grey, Tint::Blue, Tint::Green,
                                Tint::Red,  Tint::Grey, Tint::Amber};

Html state_of(const Job& job) {
  const auto n = static_cast<std::size_t>(job.state);
  return tag(state_words[n], state_tints[n]);
}

bool ended(const Job& job) {
  return job.state != JobState::Waiting && job.state != JobState::Running;
}

// "8 s", "3 min 20 s"
std::string duration(Milliseconds ms) {
  const auto seconds = std::max<Milliseconds>(0, ms) / 1000;
  if (seconds < 60) return std::to_string(seconds) + "\xC2\xA0s";
  return std::to_string(seconds / 60) + "\xC2\xA0min " + std::to_string(seconds % 60) + "\xC2\xA0s";
}

Html progress_of(const Job& job, Milliseconds now) {
  const auto elapsed = (job.ended_at > 0 ? job.ended_at : now) - job.started_at;
  Html bar;
  if (job.all > 0)
    bar = html("<progress id=\"avance\" max=\"{}\" value=\"{}\" aria-label=\"Avance\"></progress>",
               std::to_string(job.all), std::to_string(std::min(job.done, job.all)));
  else
    bar = Html{"<progress id=\"avance\" aria-label=\"Avance\"></progress>"};
  std::string counts;
  if (job.all > 0)
    counts = text::count(job.done) + " de " + text::count(job.all) + " (" +
             text::percent(Ratio{Int128{job.done} * 100, job.all}, 0) + ")";
  std::string time = "Lleva " + duration(elapsed);
  if (job.done > 0 && job.all > job.done && elapsed > 2000)
    time += "; faltan cerca de " +
            duration(static_cast<Milliseconds>(Int128{elapsed} * (job.all - job.done) / job.done));
  return html(
      R"(<div class="trabajo" role="status"><p><b>{}</b></p>
<p>{}</p>
<p class="secundario">{}</p></div>
)",
      job.stage.empty() ? std::string("Preparando") : job.stage, bar,
      counts.empty() ? time : counts + ". " + time);
}

Html failure_of(const Job& job) {
  if (!job.error) return {};
  return notice_box(NoticeTone::Red,
                    html("<div><h2>{}</h2><p>{}</p><p>No quedó nada a medias: lo que no se aplicó "
                         "entero no se guardó.</p></div>",
                         text::what_happened(*job.error), text::what_to_do(*job.error)));
}

}  // namespace

Result<Response> job_show(Visit& visit) {
  const auto job = TRY(job_of(visit, visit.capture("id")));
  if (job.state == JobState::Done && visit.request.query.first("seguir") == "1")
    return redirect(job.result);
  PageView view;
  view.title = view.heading = job.title;
  view.rubric = "Trabajo " + job.id;
  view.lead = ended(job) ? "" : "Puede dejar esta página: el trabajo sigue y queda en la lista.";
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Trabajos", "/trabajos"}};
  view.actions = state_of(job);
  switch (job.state) {
    case JobState::Waiting:
    case JobState::Running:
      view.content = progress_of(job, visit.now);
      view.content +=
          html("<div class=\"acciones\">{}{}</div>",
               form(visit, {.action = "/trabajos/" + job.id + "/cancelar"},
                    secondary_button("Cancelar el trabajo")),
               link("/trabajos/" + job.id + (visit.request.query.has("seguir") ? "?seguir=1" : ""),
                    "Actualizar"));
      break;
    case JobState::Done:
      view.content = notice_box(NoticeTone::Green, html("<p>Terminó en {}.</p>",
                                                        duration(job.ended_at - job.started_at)));
      view.content +=
          html("<div class=\"acciones\">{}</div>", primary_link(job.result, "Ver el resultado"));
      break;
    case JobState::Cancelled:
      view.content =
          notice_box(NoticeTone::Grey, html("<p>Se canceló después de {}. No se guardó nada.</p>",
                                            duration(job.ended_at - job.started_at)));
      break;
    case JobState::Interrupted:
      view.content =
          notice_box(NoticeTone::Amber,
                     html("<p>El servidor se detuvo antes de que terminara. Lo que no se aplicó "
                          "entero no se guardó: puede empezar de nuevo.</p>"));
      break;
    case JobState::Failed: {
      view.content = failure_of(job);
      if (job.error && !job.error->all.empty())
        view.content += table(visit, refused_table(refused_rows(*job.error), "Detalle", "detalle"));
      break;
    }
  }
  auto response = page(visit, view);
  if (!ended(job)) response.headers.add("Refresh", visit.now - job.started_at < 20000 ? "2" : "5");
  return response;
}

Result<Response> job_cancel(Visit& visit) {
  const std::string id(visit.capture("id"));
  CHECK(cancel_job(visit, id));
  visit.notice("Se pidió cancelar el trabajo.");
  return redirect("/trabajos/" + id);
}

Result<Response> job_list(Visit& visit) {
  using Kind = TableColumn::Kind;
  TableView jobs;
  jobs.id = "trabajos";
  jobs.caption = "Trabajos, el más reciente primero";
  jobs.empty = "No hay trabajos. Aparecen aquí las importaciones y los informes que tardan.";
  jobs.file_name = "trabajos";
  jobs.columns = {
      {.key = "trabajo", .title = "Trabajo", .row_header = true},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
      {.key = "avance", .title = "Avance", .kind = Kind::Percent},
      {.key = "inicio", .title = "Empezó", .secondary = true},
      {.key = "duracion", .title = "Duración", .sortable = false, .secondary = true},
  };
  for (const auto& job : jobs_of(visit)) {
    TableRow row;
    row.cells.push_back({job.title, "/trabajos/" + job.id});
    row.cells.push_back(
        {state_of(job), "", std::string(state_words[static_cast<std::size_t>(job.state)])});
    if (job.state == JobState::Done)
      row.cells.push_back({Ratio::whole(100)});
    else if (job.all > 0)
      row.cells.push_back({Ratio{Int128{job.done} * 100, job.all}});
    else
      row.cells.push_back({});
    row.cells.push_back({text::date_and_time(job.started_at)});
    row.cells.push_back({duration((job.ended_at > 0 ? job.ended_at : visit.now) - job.started_at)});
    jobs.rows.push_back(std::move(row));
  }
  if (auto file = table_file(visit, jobs)) return *std::move(file);
  PageView view;
  view.title = view.heading = "Trabajos";
  view.lead = "Lo que tarda se hace aparte. Se listan los de los últimos 90 días.";
  view.crumbs = {{"Mi trabajo", "/inicio"}};
  view.dense = true;
  view.content = table(visit, jobs);
  return page(visit, view);
}

}  // namespace web
