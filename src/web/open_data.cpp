// Tables of the portal as the files that are published.
#include "web/open_data.hpp"

#include <array>

#include "domain/reporting/area_text.hpp"
#include "web/inside.hpp"
#include "web/pages/public_datasets.hpp"

namespace web {
namespace {

constexpr std::array<std::string_view, 3> endings = {".csv", ".xlsx", ".json"};

// A visit to the Spanish address of a data set, by nobody in particular.
class Anonymous {
 public:
  Anonymous(Visit& from, const Dataset& set, const queries::Cut& cut, std::string_view ending)
      : request_{request_of(set, cut, ending)}, visit_{request_, from.inside()} {
    visit_.institution = from.institution;
    visit_.now = from.now;
  }
  Visit& visit() { return visit_; }

 private:
  static Request request_of(const Dataset& set, const queries::Cut& cut, std::string_view ending) {
    Request request;
    request.path = "/datos/" + std::string(set.slug) + std::string(ending);
    request.target = request.path + "?corte=" + encoded(cut.code);
    request.query.add("corte", cut.code);
    return request;
  }
  Request request_;
  Visit visit_;
};

accountability::FigureSource figures_of(const Dataset& set, const queries::Cut& cut,
                                        const TableView& view) {
  // What no system outside says, the institution says itself.
  const auto source = view.source.empty() ? "Registros de la institución" : view.source;
  return {.file = "", .cut = cut.code, .source = source, .unit = std::string(set.unit)};
}

}  // namespace

Result<OpenData> open_data(Visit& visit, const queries::PublicYear& year) {
  const auto& cut = year.evaluation.cut;
  OpenData out{cut.code, cut.version, {}};
  for (const auto& set : datasets())
    for (const auto ending : endings) {
      Anonymous reader{visit, set, cut, ending};
      const auto view = TRY(set.table(reader.visit(), year));
      if (view.rows.empty()) continue;  // Published empty, it would stay so.
      auto file = table_file(reader.visit(), view);
      if (!file || file->status != 200)
        return refuse(reporting::Refusal::FilesMissing, {{"hallado", std::string(set.slug)}});
      out.files.push_back(
          {std::string(set.slug) + std::string(ending),
           view.file_name + "-v" + std::to_string(cut.version) + std::string(ending),
           std::move(file->body),
           ending == ".csv" ? std::optional(figures_of(set, cut, view)) : std::nullopt});
    }
  return out;
}

Result<OpenData> open_data_of(const Settings& settings, World world, std::string_view code) {
  const auto application = TRY(Application::open(settings, world));
  auto context = TRY(application->context(commands::Use::Read, {}));
  CHECK(context.db().begin_read());
  const Request request;
  Visit::Inside inside{*application};
  inside.db = &context.db();
  inside.data_version = application->seen_version();
  Visit visit{request, inside};
  visit.institution = application->institution();
  visit.now = world.now();
  const auto cut = TRY(queries::frozen_cut(context.db(), visit.institution, code));
  if (!cut) return refuse(reporting::Refusal::CutMissing, {{"hallado", std::string(code)}});
  auto data = open_data(visit, TRY(queries::public_year(context.db(), *cut)));
  CHECK(context.db().rollback());
  return data;
}

Result<std::optional<std::string>> figure_now(Visit& visit, const Dataset& set,
                                              const queries::PublicYear& year,
                                              const accountability::FigureSource& about,
                                              std::int64_t row) {
  Anonymous reader{visit, set, year.evaluation.cut, ".csv"};
  auto view = TRY(set.table(reader.visit(), year));
  std::optional<std::string> found;
  if (row < 1 || row > std::int64_t(view.rows.size())) return found;
  view.rows = {view.rows[std::size_t(row) - 1]};
  const auto file = table_file(reader.visit(), view);
  CHECK(accountability::each_statement(
      file->body, about, [&](std::int64_t, std::string statement) { found = std::move(statement); },
      row));
  return found;
}

}  // namespace web
