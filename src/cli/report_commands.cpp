// ceiba informe mensual | cuatrimestral | anual | estrategia: documents of a period, one file for
// each format.
#include <filesystem>

#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "documents/render.hpp"
#include "documents/report_of.hpp"

namespace cli {
namespace {

Result<Exit> write_out(const Invocation& call, const documents::Document& document,
                       const std::vector<documents::Format>& formats) {
  const auto folder = call.text("--salida");
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return refuse(Refusal::FileUnwritable, {{"archivo", folder}, {"motivo", error.message()}});
  const auto paths = TRY(documents::write_documents(document, formats, folder));
  json::array list;
  for (const auto& path : paths) {
    list.push_back(json::string(path.string()));
    if (!call.json()) call.say(path.string() + "\n");
  }
  if (call.json())
    call.say_json(json::object{{"codigo", document.code}, {"archivos", std::move(list)}});
  return Exit::Done;
}

// Evaluates the period at the cut of its registered version, at its newest frozen cut, or on the
// live state, and writes the report.
template <documents::ReportKind kind>
Result<Exit> make_report(const Invocation& call) {
  const auto period = call.text("PERIODO");
  CHECK(documents::report_code(kind, period));
  const auto formats = TRY(documents::parse_formats(call.text("--formatos")));
  const auto context = TRY(call.open(commands::Use::Read));
  const auto made = TRY(documents::report_of(context.db(), {.institution = context.institution,
                                                            .kind = kind,
                                                            .period = period,
                                                            .now = call.world().now()}));
  return write_out(call, made.document, formats);
}

constexpr Option formats{"--formatos",
                         "LISTA",
                         "Formatos, separados por comas: html, pdf, docx, xlsx, json",
                         false,
                         false,
                         {},
                         "html,pdf,docx,xlsx,json"};
constexpr Option folder{"--salida", "CARPETA", "Carpeta de los archivos", false, false,
                        {},         "salida"};
constexpr Option monthly_options[] = {{"PERIODO", "", "Mes, como 2026-04", true}, formats, folder};
constexpr Option four_monthly_options[] = {
    {"PERIODO", "", "Cuatrimestre, como 2026-C1", true}, formats, folder};
constexpr Option annual_options[] = {
    {"PERIODO", "", "Ejercicio, como 2026", true}, formats, folder};

constexpr Command commands_here[] = {
    {"informe mensual", "Escribe el informe de un mes.", monthly_options,
     "ceiba informe mensual 2026-04 --formatos html,pdf --salida salida",
     make_report<documents::ReportKind::Monthly>},
    {"informe cuatrimestral", "Escribe el informe de evaluación y seguimiento cuatrimestral.",
     four_monthly_options, "ceiba informe cuatrimestral 2026-C1 --salida salida",
     make_report<documents::ReportKind::FourMonthly>},
    {"informe anual", "Escribe el informe del año.", annual_options,
     "ceiba informe anual 2026 --formatos xlsx --salida salida",
     make_report<documents::ReportKind::Annual>},
    {"informe estrategia",
     "Escribe la estrategia de mejora de la ejecución y calidad del gasto de un año.",
     annual_options, "ceiba informe estrategia 2026 --salida salida",
     make_report<documents::ReportKind::Strategy>},
};

}  // namespace

std::span<const Command> report_commands() { return commands_here; }

}  // namespace cli
