// The rows of Mi trabajo.
#include "web/pages/work_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "text/control.hpp"
#include "text/format.hpp"
#include "text/rules.hpp"
#include "text/transparency.hpp"

namespace web {

using queries::WorkItem;
using queries::WorkKind;

namespace {

// What a person does with one payment file, and the page below the file's where it is done.
struct FileTask {
  WorkKind kind;
  std::string_view verb, page;
  Tint tint = Tint::Blue;
};
constexpr FileTask file_tasks[] = {
    {WorkKind::ReviewFile, "Revisar ", ""},
    {WorkKind::AnswerFile, "Corregir ", "", Tint::Red},
    {WorkKind::ApproveFile, "Visar ", "/visado"},
    {WorkKind::CommitFile, "Pasar a Presupuesto ", "/paso/comprometer"},
    {WorkKind::AccrueFile, "Devengar ", "/paso/devengar"},
    {WorkKind::SendFile, "Enviar a pago ", "/paso/enviar_a_pago"},
    {WorkKind::PayFile, "Pagar ", "/paso/pagar"},
    {WorkKind::AwaitFile, "Pago de ", "", Tint::Grey},
};

}  // namespace

std::string report_words(std::string_view code) {
  const auto dash = code.find('-');
  const auto kind = code.substr(0, dash);
  const auto period = dash == code.npos ? std::string_view{} : code.substr(dash + 1);
  if (const auto four = Cuatrimestre::parse(period))
    return "Informe del " + text::cuatrimestre(*four);
  if (const auto month = Month::parse(period)) return "Informe de " + text::month(*month);
  if (const auto year = FiscalYear::parse(period))
    return (kind == "estrategia" ? "Estrategia " : "Informe anual ") + show(*year);
  return "Informe " + std::string(code);
}

WorkWords words_of(const WorkItem& item, const queries::ActorNames& names) {
  WorkWords words;
  const auto month = item.month ? text::month_name(*item.month) : std::string();
  const auto report = "/informes/" + encoded(item.subject) + '/' + std::to_string(item.number);
  const auto file_address = "/expedientes/" + encoded(item.subject);
  const auto file = "el expediente " + item.subject +
                    (item.unit_name.empty() ? std::string() : ", " + item.unit_name);
  const auto named = [&](std::int64_t number, std::string_view otherwise) {
    return number == 0 ? std::string(otherwise) : names.of(number);
  };
  words.from = named(item.from, "Calendario");
  switch (item.kind) {
    case WorkKind::ReportMonth:
      words.what = "Reporte de " + month + ", " + item.unit_name;
      words.state = "Pendiente";
      words.tint = Tint::Amber;
      words.address = capture_address(*item.month, item.unit);
      break;
    case WorkKind::CorrectMonth:
      words.what = "Devuelto: " +
                   (item.count == 0 ? std::string("corregir el reporte")
                                    : numbered(item.count, "observación", "observaciones")) +
                   ", " + month + ", " + item.unit_name;
      words.state =
          item.returns > 1 ? "Devuelto, " + std::to_string(item.returns) + ".ª vez" : "Devuelto";
      words.tint = Tint::Red;
      words.address = capture_address(*item.month, item.unit) + "#observado";
      break;
    case WorkKind::EndorseMonth:
      words.what = "Dar visto bueno al avance de " + month + ", " + item.unit_name;
      words.state = "Enviado";
      words.tint = Tint::Blue;
      words.address = validation_address(*item.month, item.unit);
      break;
    case WorkKind::ValidateMonth:
      words.what = "Validar avance de " + month + ", " + item.unit_name;
      words.state = item.returns > 0 ? "Reenviado" : item.late ? "Enviado tarde" : "Enviado";
      words.tint = item.late ? Tint::Amber : Tint::Blue;
      if (item.count > 0)
        words.remark = text::capitalized(numbered(item.count, "fila", "filas")) +
                       " fuera de lo usual" + (item.without_note > 0 ? ", sin nota" : ", con nota");
      words.address = validation_address(*item.month, item.unit);
      break;
    case WorkKind::CloseMonth:
      words.what = "Cerrar el mes de " + month;
      words.state = item.count == 0 ? "Listo para cerrar"
                                    : "Faltan " + numbered(item.count, "unidad", "unidades");
      words.tint = item.count == 0 ? Tint::Blue : Tint::Amber;
      words.address = "/ejecucion/validacion/" + replaced(show(*item.month), "-", "/") + "/cerrar";
      break;
    case WorkKind::DecideRectification:
      words.what = "Decidir la rectificación de " + month + ", " + item.unit_name;
      words.state = "Propuesta";
      words.tint = Tint::Blue;
      words.address = "/ejecucion/rectificaciones/" + std::to_string(item.number);
      break;
    case WorkKind::WriteText:
    case WorkKind::CorrectText:
      words.what = "Escribir el análisis de " + item.unit_name + ", " + report_words(item.subject);
      words.state = item.kind == WorkKind::WriteText ? "Pendiente" : "Devuelto";
      words.tint = item.kind == WorkKind::WriteText ? Tint::Amber : Tint::Red;
      words.from = "Informe";
      words.address = report + "/textos/" + encoded(item.unit);
      break;
    case WorkKind::ValidateText:
      words.what = "Validar el análisis de " + item.unit_name + ", " + report_words(item.subject);
      words.state = "Enviado";
      words.tint = Tint::Blue;
      words.address = report + "/textos/" + encoded(item.unit);
      break;
    case WorkKind::FinishReport:
      words.what = "Terminar el borrador: " + report_words(item.subject);
      words.state = "Borrador";
      words.from = "Informe";
      words.address = report;
      break;
    case WorkKind::ApproveReport:
      words.what = "Aprobar: " + report_words(item.subject);
      words.state = "En revisión";
      words.tint = Tint::Blue;
      words.address = report + "/revision";
      break;
    case WorkKind::ApproveSheet:
      words.what = "Aprobar la ficha " + item.subject + ", versión " + std::to_string(item.number);
      words.state = "Propuesta";
      words.tint = Tint::Blue;
      words.address = "/planificacion/indicadores/" + encoded(item.subject);
      break;
    case WorkKind::TakeFile:
      words.what = "Revisar " + numbered(item.count, "expediente", "expedientes") + " por tomar";
      words.state = "Por tomar";
      words.tint = Tint::Amber;
      words.address = "/expedientes?estado=por-tomar";
      break;
    case WorkKind::ReviewFile:
    case WorkKind::AnswerFile:
    case WorkKind::ApproveFile:
    case WorkKind::CommitFile:
    case WorkKind::AccrueFile:
    case WorkKind::SendFile:
    case WorkKind::PayFile:
    case WorkKind::AwaitFile: {
      const auto& task = *std::ranges::find(file_tasks, item.kind, &FileTask::kind);
      words.what = std::string(task.verb) + file;
      words.state = text::name_of(*item.estado);
      words.tint = task.tint;
      words.address = file_address + std::string(task.page);
      break;
    }
    case WorkKind::AnswerFinding:
    case WorkKind::DecideFinding:
      words.what = (item.kind == WorkKind::AnswerFinding ? "Responder el hallazgo "
                                                         : "Decidir sobre el hallazgo ") +
                   item.subject + ", " + item.unit_name;
      words.state = text::name_of(*item.hallazgo);
      words.tint = item.kind == WorkKind::AnswerFinding ? Tint::Amber : Tint::Blue;
      words.address = "/auditoria/hallazgos/" + encoded(item.subject);
      break;
    case WorkKind::HandleRequest:
    case WorkKind::AnswerRequest:
    case WorkKind::RuleOnRequest:
      words.what =
          (item.kind == WorkKind::HandleRequest   ? "Tramitar la solicitud "
           : item.kind == WorkKind::AnswerRequest ? "Contestar la solicitud "
                                                  : "Decidir la revisión de la solicitud ") +
          item.subject + (item.unit_name.empty() ? "" : ", " + item.unit_name);
      words.state = text::name_of(*item.solicitud);
      words.tint = Tint::Amber;
      words.address = "/solicitudes/" + encoded(item.subject);
      break;
    case WorkKind::RunControl:
      words.what = "Ejecutar el control " + item.unit_name;
      words.state = item.count == 1 ? "Pendiente" : std::to_string(item.count) + " pendientes";
      words.tint = Tint::Amber;
      words.address = "/auditoria/controles/" + encoded(item.subject);
      break;
    case WorkKind::AwaitValidation:
      words.what = "Avance de " + month + ", " + item.unit_name;
      words.state = "Con Planificación";
      words.address = capture_address(*item.month, item.unit);
      break;
    case WorkKind::AwaitUnits:
      words.what = "Reporte de " + month + " de " + numbered(item.count, "unidad", "unidades");
      words.state = "Con las unidades";
      words.from = "Unidades que reportan";
      words.address =
          "/ejecucion/validacion/" + replaced(show(*item.month), "-", "/") + "/recordatorio";
      break;
    case WorkKind::AwaitRectification:
      words.what = "Rectificación de " + month + ", " + item.unit_name;
      words.state = "Por decidir";
      words.from = "Quien autoriza";
      words.address = "/ejecucion/rectificaciones/" + std::to_string(item.number);
      break;
    case WorkKind::AwaitApproval:
      words.what = "Aprobación: " + report_words(item.subject);
      words.state = "En revisión";
      words.from = "Autoridad";
      words.address = report;
      break;
  }
  if (item.left < 0 && !queries::is_of_others(item.kind) && words.remark.empty())
    words.remark = left_in_words(item.left);
  return words;
}

queries::Worker worker_of(const Viewer& viewer) {
  return {viewer.number,
          [&viewer](access_control::Permission permission) { return viewer.may(permission); },
          viewer.units};
}

Result<std::vector<queries::WorkItem>> work_of(Visit& visit) {
  const auto worker = worker_of(*visit.viewer);
  return queries::work_queue(visit.db(), visit.institution, worker, visit.today());
}

}  // namespace web
