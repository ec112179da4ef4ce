// What the pages of reports share: states, addresses, headings.
#include "web/pages/report_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "documents/wording.hpp"
#include "queries/reporting.hpp"
#include "text/format.hpp"

namespace web {
namespace {

using documents::ReportKind;
using reporting::ReportStage;

constexpr std::string_view roman[] = {"I", "II", "III"};

// Chapters that wait for somebody's text; the others are made from the cut and may have one.
constexpr std::string_view written[] = {
    "ejecucion-financiera",           "ejecucion-fisica",
    "indicadores-de-resultado",       "calidad-del-gasto",
    "conclusiones-y-recomendaciones", "conclusiones-cierre-del-ejercicio-y-recomendaciones",
};
constexpr std::string_view of_areas = "analisis-por-area";

struct StageRow {
  std::string_view word;
  Tint tint;
};
constexpr StageRow stages[] = {
    {"Borrador", Tint::Blue},  {"En revisión", Tint::Amber}, {"Devuelto", Tint::Red},
    {"Aprobado", Tint::Green}, {"Firmado", Tint::Green},     {"Publicado", Tint::Grey},
    {"Retirado", Tint::Red},
};

Result<std::vector<queries::Difference>> differing(storage::Database& db,
                                                   const queries::ReportVersion& report,
                                                   const std::string& institution,
                                                   const queries::Evaluation& at_cut) {
  const auto live = TRY(queries::live_cut(db, institution, report.period));
  const auto today = TRY(queries::evaluation_at(db, live));
  auto kept = live;
  kept.seq = report.kept_seq;
  const auto all = queries::compared(at_cut, today);
  std::vector<queries::Difference> known;
  if (report.kept_seq > 0) {
    const auto then = TRY(queries::evaluation_at(db, kept));
    for (auto& one : queries::compared(then, today))
      if (one.before == one.after) known.push_back(std::move(one));
  }
  std::vector<queries::Difference> out;
  for (const auto& one : all) {
    if (one.before == one.after) continue;
    const bool decided = std::ranges::any_of(known, [&](const auto& other) {
      return other.figure == one.figure && other.subject == one.subject;
    });
    if (!decided) out.push_back(one);
  }
  return out;
}

Html status_of(const SectionTask& task) {
  switch (task.state) {
    case SectionTask::State::Done:
      return html("<span class=\"hecha\">{}</span>", task.note.empty() ? "Completada" : task.note);
    case SectionTask::State::Draft:
      return tag(task.note.empty() ? "Borrador" : task.note, Tint::Blue);
    case SectionTask::State::Empty:
      return tag("Sin texto", Tint::Amber);
    case SectionTask::State::Missing:
      return tag(task.note, Tint::Amber);
    case SectionTask::State::NotYet:
      return html("<span class=\"secundario\">{}</span>", task.note.empty() ? "Aún no" : task.note);
  }
  return {};
}

SectionTask signing_task(const queries::ReportVersion& report, const std::string& approver) {
  SectionTask task{.key = "firmas", .title = "Firmas y publicación", .owner = approver};
  switch (report.stage) {
    case ReportStage::Aprobado:
      task.state = SectionTask::State::Missing;
      task.note = "Por firmar";
      task.address = address_of(report) + "/firmar";
      break;
    case ReportStage::Firmado:
      task.state = SectionTask::State::Missing;
      task.note = "Por publicar";
      task.address = address_of(report) + "/publicar";
      break;
    case ReportStage::Publicado:
    case ReportStage::Retirado:
      task.note = word_of(report.stage);
      task.address = address_of(report) + "/publicar";
      break;
    case ReportStage::Revision:
      task.state = SectionTask::State::NotYet;
      task.note = "En revisión";
      task.address = address_of(report) + "/revision";
      break;
    case ReportStage::Borrador:
    case ReportStage::Devuelto:
      task.state = SectionTask::State::NotYet;
      break;
  }
  return task;
}

}  // namespace

Result<queries::ReportVersion> report_asked(Visit& visit) {
  const std::string code(visit.capture("codigo"));
  const auto number = whole_number(visit.capture("version")).value_or(0);
  return queries::report_version(visit.db(), visit.institution, code, number);
}

std::string address_of(const queries::ReportVersion& report) {
  return "/informes/" + encoded(report.code) + '/' + std::to_string(report.version);
}

std::string title_of(const queries::ReportVersion& report) {
  const auto kind = documents::parse_report_kind(report.kind);
  std::string title = "Informe " + report.period;
  if (kind == ReportKind::FourMonthly) {
    if (const auto period = Cuatrimestre::parse(report.period))
      title = "Informe del " + std::string(roman[period->number - 1U]) + " cuatrimestre " +
              show(period->year);
  } else if (kind == ReportKind::Monthly) {
    if (const auto month = Month::parse(report.period))
      title = "Informe mensual de " + text::month(*month);
  } else if (kind == ReportKind::Annual) {
    title = "Informe anual " + report.period;
  } else if (kind == ReportKind::Strategy) {
    title = "Estrategia " + report.period;
  }
  return title;
}

std::string period_words(const queries::ReportVersion& report) {
  if (const auto span = queries::span_of(report.period))
    return span->first == span->last ? text::month(span->last)
                                     : text::months_in_prose(span->first, span->last);
  return report.period;
}

std::string_view word_of(ReportStage stage) { return stages[std::to_underlying(stage)].word; }

Html stage_tag(ReportStage stage) {
  const auto& row = stages[std::to_underlying(stage)];
  return tag(row.word, row.tint);
}

Result<std::shared_ptr<const documents::MadeReport>> made_report(
    Visit& visit, const queries::ReportVersion& report) {
  const auto kind = documents::parse_report_kind(report.kind);
  if (!kind)
    return refuse(reporting::Refusal::ReportUnknown,
                  {{"codigo", report.code}, {"version", std::to_string(report.version)}});
  return visit.remembered<documents::MadeReport>(
      "informe " + report.code + ' ' + std::to_string(report.version), [&] {
        return documents::report_of(visit.db(), {.institution = visit.institution,
                                                 .kind = *kind,
                                                 .period = report.period,
                                                 .version = report.version,
                                                 .now = visit.now});
      });
}

Result<std::shared_ptr<const std::vector<queries::Difference>>> changed_figures(
    Visit& visit, const queries::ReportVersion& report) {
  using All = std::vector<queries::Difference>;
  const auto made = TRY(made_report(visit, report));
  if (!made->evaluation || !made->evaluation->cut.frozen()) return std::make_shared<const All>();
  return visit.remembered<All>(
      "cambios " + report.code + ' ' + std::to_string(report.version),
      [&] { return differing(visit.db(), report, visit.institution, *made->evaluation); });
}

std::string figure_name(const queries::Difference& one) {
  constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"vigente", "vigente"},
      {"devengado", "devengado"},
      {"ejecucion_financiera", "ejecución financiera"},
      {"ejecucion_fisica", "ejecución física"},
      {"meta_vigente", "meta vigente"},
      {"ejecutado", "ejecutado"},
      {"valor", "valor"},
      {"avance", "avance"},
  };
  std::string figure = one.figure;
  for (const auto& [code, word] : words)
    if (code == one.figure) figure = word;
  if (one.subject.empty()) return "Institución, " + figure;
  return one.subject + (one.name.empty() ? "" : ' ' + documents::without_stop(one.name)) + ", " +
         figure;
}

std::string figure_value(const queries::Difference& one, const std::optional<Ratio>& value) {
  using evaluation::Measure;
  if (!value) return std::string(text::no_data);
  switch (one.measure) {
    case Measure::Quetzales:
      return text::money(MoneySum::centavos(rounded(*value * Ratio::whole(100))));
    case Measure::Percent:
    case Measure::Points:
      return text::percent(*value);
    case Measure::Units:
      return text::quantity(
          Quantity::hundredths(static_cast<std::int64_t>(rounded(*value * Ratio::whole(100)))));
    default:
      return text::decimal(*value, 2);
  }
}

Result<ReportTasks> tasks_of(Visit& visit, const queries::ReportVersion& report,
                             const documents::MadeReport& made,
                             const std::vector<queries::ReportSection>& sections) {
  const auto kind = documents::parse_report_kind(report.kind);
  const auto posts = TRY(queries::report_posts(
      visit.db(), visit.institution, kind ? documents::document_of(*kind) : std::string_view{},
      visit.today()));
  const auto areas = TRY(queries::area_reports(visit.db(), visit.institution, report.period));
  ReportTasks tasks;
  for (const auto& chapter : documents::chapters_of(made.document)) {
    SectionTask task{.key = chapter.key, .title = chapter.title, .owner = posts.author.post};
    task.address = address_of(report) + "/secciones/" + encoded(chapter.key);
    task.asks_text = std::ranges::find(written, chapter.key) != std::end(written);
    const auto stored = std::ranges::find(sections, chapter.key, &queries::ReportSection::section);
    const bool known = stored != sections.end();
    const bool has_text = known && !trimmed(stored->text).empty();
    if (known && !stored->post.empty()) {
      task.owner_code = stored->post;
      if (const auto post =
              queries::signatory(visit.db(), visit.institution, stored->post, visit.today()))
        task.owner = post->post;
    }
    if (chapter.key == of_areas && !areas.empty()) {
      const auto missing = std::ranges::count_if(
          areas, [](const auto& one) { return one.text.state != reporting::TextState::Validado; });
      if (!known || stored->post.empty()) task.owner = "Áreas de la institución";
      if (missing > 0) {
        task.state = SectionTask::State::Missing;
        task.note = missing == 1 ? "Falta 1" : "Faltan " + std::to_string(missing);
      }
    } else if (known && stored->complete) {
      task.state = SectionTask::State::Done;
    } else if (has_text) {
      task.state = SectionTask::State::Draft;
    } else if (task.asks_text) {
      task.state = SectionTask::State::Empty;
    }
    if (task.state == SectionTask::State::Done) ++tasks.done;
    tasks.all.push_back(std::move(task));
  }
  tasks.all.push_back(signing_task(report, posts.approver.post));
  if (report.stage == ReportStage::Publicado) ++tasks.done;
  return tasks;
}

Html task_list(const ReportTasks& tasks, std::string_view here) {
  Html items;
  for (const auto& task : tasks.all) {
    const bool current = task.key == here;
    const auto name =
        task.address.empty()
            ? html("<span>{}</span>", task.title)
            : html("<a class=\"govuk-task-list__link\" href=\"{}\"{}>{}</a>", task.address,
                   Html{current ? " aria-current=\"true\"" : ""}, task.title);
    items += html(
        "<li class=\"govuk-task-list__item{}{}\"><div class=\"govuk-task-list__name-and-hint\">{}"
        "<div class=\"govuk-task-list__hint\">{}</div></div>\n"
        "<div class=\"govuk-task-list__status\">{}</div></li>\n",
        task.address.empty() ? "" : " govuk-task-list__item--with-link", current ? " aqui" : "",
        name, task.owner, status_of(task));
  }
  return html(
      "<nav aria-label=\"Secciones del informe\"><p class=\"rubro\">{} de {} secciones "
      "completas</p>\n<ul class=\"govuk-task-list indice\">\n{}</ul></nav>\n",
      tasks.done, int(tasks.all.size()), items);
}

Html state_bar(Visit& visit, const queries::ReportVersion& report,
               const documents::MadeReport& made, const Html& right) {
  Html cut;
  if (made.evaluation) {
    const auto& one = made.evaluation->cut;
    cut = html("<span>Corte <b>{}</b>{}", text::date(last_day(one.last)),
               one.frozen() ? ", fijado el " + text::date_and_time(one.frozen_at)
                            : std::string(", sin fijar"));
    if (const auto proof = queries::proof_of(visit.db(), one); proof && !proof->code.empty())
      cut += html(" <span class=\"cod\">código {}</span>", proof->code.substr(0, 4));
    cut += Html{"</span>"};
  }
  const auto version = report.version > 1 ? html("<span>Versión {}, reemplaza a la {}</span>",
                                                 int(report.version), int(report.replaces))
                                          : Html{};
  return html("<div class=\"barra-estado\">{}{}{}{}{}</div>\n", stage_tag(report.stage), cut,
              version, made.document.illustrative.empty() ? Html{} : stamp_illustrative(),
              right.text.empty()
                  ? Html{}
                  : html("<span class=\"derecha\" role=\"status\">{}</span>", right));
}

std::vector<Crumb> report_crumbs(const queries::ReportVersion& report, bool with_report) {
  std::vector<Crumb> crumbs{{"Mi trabajo", "/inicio"}, {"Informes", "/informes"}};
  if (with_report) crumbs.push_back({title_of(report), address_of(report)});
  return crumbs;
}

}  // namespace web
