// A new finding, and the import of earlier ones with what it would do first.
#include <algorithm>

#include "base/text.hpp"
#include "commands/keep_file.hpp"
#include "commands/write_findings.hpp"
#include "queries/published_reports.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/pages/audit_view.hpp"
#include "web/pages/uploads.hpp"

namespace web {
namespace {

constexpr int posts_of_form = 2;
constexpr std::string_view new_address = "/auditoria/hallazgos/nuevo";
constexpr std::string_view import_address = "/auditoria/hallazgos/importar";

Result<Response> new_page(Visit& visit, const FormState& state, int status) {
  const auto year = static_cast<int>(visit.today().year());
  std::vector<Choice> audits{{"", "Ninguna"}};
  for (const auto each : {year, year - 1})
    for (const auto& line : TRY(queries::audit_plan(visit.db(), visit.institution, each)).lines)
      audits.push_back({line.row.number, line.row.number + ", " + line.row.title});
  Html inside = text_input(state, {.name = "titulo", .label = "Título"});
  inside += radios(state, {.name = "origen", .label = "Origen", .standard = "interna"},
                   choices_of<control::Origen>());
  inside += radios(state, {.name = "clase", .label = "Clase", .standard = "control_interno"},
                   choices_of<control::ClaseHallazgo>());
  inside += select(state, {.name = "auditoria", .label = "Auditoría"}, audits);
  inside += text_input(state, {.name = "informe", .label = "Informe", .width = "20"});
  inside +=
      text_input(state, {.name = "numero_oficial", .label = "Número en el informe", .width = "10"});
  inside += text_input(state, {.name = "area", .label = "Área o proceso"});
  for (const auto& [name, label, hint] :
       {std::tuple{"condicion", "Condición", "Lo que se encontró."},
        {"criterio", "Criterio", "La norma o práctica que debía cumplirse."},
        {"causa", "Causa", "Por qué ocurrió."},
        {"efecto", "Efecto", "Qué produjo o puede producir."},
        {"recomendacion", "Recomendación", "Qué se pide hacer."}})
    inside += text_area(state, {.name = name, .label = label, .hint = hint}, 4, 8000);
  inside += text_input(state, {.name = "monto",
                               .label = "Monto (Q)",
                               .hint = "Si se determinó.",
                               .width = "10",
                               .inputmode = "decimal"});
  inside += select(state,
                   {.name = "responsable",
                    .label = "Quién responde",
                    .hint = "Quien audita no responde por lo auditado."},
                   TRY(audited_people(visit)));
  for (int n = 1; n <= posts_of_form; ++n) {
    const auto number = std::to_string(n);
    inside += html(
        "<fieldset class=\"govuk-fieldset\"><legend class=\"govuk-fieldset__legend "
        "govuk-fieldset__legend--s\">Puesto responsable {}</legend>{}{}{}{}</fieldset>",
        number, text_input(state, {.name = "puesto_" + number, .label = "Puesto"}),
        text_input(state, {.name = "nombre_" + number, .label = "Nombre"}),
        date_input(state, {.name = "desde_" + number, .label = "Desde", .width = "10"}),
        date_input(state, {.name = "hasta_" + number, .label = "Hasta", .width = "10"}));
  }
  inside += date_input(state, {.name = "vence",
                               .label = "Vence",
                               .hint = "Si la recomendación trae fecha.",
                               .width = "10"});
  inside += text_input(state, {.name = "regla",
                               .label = "Regla que lo vuelve a probar",
                               .hint = "V10, C03 …; vacío si no hay una.",
                               .width = "5"});
  inside += select(state, {.name = "frecuencia", .label = "Se prueba por período"},
                   choices_of<control::Frecuencia>());
  inside += text_input(state, {.name = "periodos",
                               .label = "Períodos sin falla que proponen cerrar",
                               .standard = "3",
                               .width = "3",
                               .inputmode = "numeric"});
  inside += button("Registrar el hallazgo");
  return page(visit,
              {.title = "Nuevo hallazgo",
               .heading = "Nuevo hallazgo",
               .rubric = "Auditoría y control",
               .lead = "Queda emitido; quien responde lo ve cuando se notifica.",
               .area = Area::Audit,
               .crumbs = audit_crumbs(),
               .errors = error_summary(state),
               .content = form(visit, {.action = std::string(new_address)}, inside),
               .has_errors = state.faulty()},
              status);
}

json::array posts_typed(FormState& state) {
  json::array posts;
  for (int n = 1; n <= posts_of_form; ++n) {
    const auto number = std::to_string(n);
    json::object post;
    put_text(post, "puesto", state, "puesto_" + number);
    put_text(post, "nombre", state, "nombre_" + number);
    put_day(post, "desde", state, "desde_" + number);
    put_day(post, "hasta", state, "hasta_" + number);
    if (post.empty()) continue;
    if (!post.contains("puesto")) state.fault("puesto_" + number, "Escriba el puesto.");
    posts.push_back(std::move(post));
  }
  return posts;
}

// ---- Import -------------------------------------------------------------------------------------

struct Brought {
  std::string bytes, name;
};

Result<std::optional<Brought>> brought(Visit& visit, FormState& state) {
  const auto hash = state.value("huella");
  if (!hash.empty())
    return std::optional(
        Brought{TRY(queries::kept_file(visit.db(), hash)), state.value("nombre", "hallazgos")});
  const auto* upload = visit.request.upload("archivo");
  if (upload == nullptr || upload->size == 0) {
    state.fault("archivo", "Elija el archivo de los hallazgos.");
    return std::optional<Brought>{};
  }
  return std::optional(Brought{TRY(bytes_of(*upload)), upload->file_name});
}

Response import_page(Visit& visit, const FormState& state, const Html& preview, int status) {
  Html content = html(
      "<p>Una fila por hallazgo, con estas columnas: <code>origen, clase, informe, numero_oficial, "
      "titulo, area, condicion, criterio, causa, efecto, recomendacion, monto, responsable, "
      "emitida, vence, estado, cerrada, regla, frecuencia, periodos</code>. Se registran todos o "
      "ninguno.</p>\n");
  content += preview;
  content += form(
      visit, {.action = std::string(import_address), .files = true},
      file_input(state,
                 {.name = "archivo", .label = "Archivo", .hint = "XLSX o CSV; 20 MB como máximo."},
                 ".xlsx,.csv,.txt") +
          button("Ver qué se registra"));
  return page(visit,
              {.title = "Importar hallazgos",
               .heading = "Importar hallazgos anteriores",
               .rubric = "Auditoría y control",
               .lead = "Llegan con el estado que traen: nadie vuelve a responder lo pasado.",
               .area = Area::Audit,
               .crumbs = audit_crumbs(),
               .errors = error_summary(state),
               .content = content,
               .has_errors = state.faulty()},
              status);
}

Html preview_of(Visit& visit, const commands::Submission& submission, const Brought& file) {
  Html rows;
  const auto& all = submission.act.at("filas").as_array();
  for (const auto& each : all) {
    const auto& row = each.as_object();
    const auto text = [&](const char* key) { return optional_text_at(row, key).value_or(""); };
    const auto estado = control::kind_of<control::EstadoHallazgo>(text("estado"));
    rows += html("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                 text("numero_oficial").empty() ? "—" : text("numero_oficial"), text("titulo"),
                 text("informe"), text("responsable"),
                 estado ? state_tag(*estado) : escaped(text("estado")));
  }
  Html inside = hidden_input("huella", *optional_text_at(submission.act, "huella"));
  inside += hidden_input("nombre", file.name);
  inside += html("<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
                 secondary_link(import_address, "No registrar"),
                 button("Registrar " + text::counted(static_cast<std::int64_t>(all.size()),
                                                     "hallazgo", "hallazgos"),
                        "accion", "aplicar"));
  return html(
             "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Hallazgos del archivo\" "
             "tabindex=\"0\"><table class=\"tabla\"><caption><div class=\"tt\">Lo que se "
             "registraría "
             "de {}</div></caption><thead><tr><th scope=\"col\">Número</th><th "
             "scope=\"col\">Hallazgo</th><th scope=\"col\">Informe</th><th "
             "scope=\"col\">Responsable</th><th scope=\"col\">Estado</th></tr></thead><tbody>\n{}"
             "</tbody></table></div>\n",
             file.name, rows) +
         form(visit, {.action = std::string(import_address)}, inside);
}

}  // namespace

Result<Response> audit_finding_new(Visit& visit) {
  if (visit.request.method == Method::Get) return new_page(visit, FormState(), 200);
  FormState state(visit.request.form);
  json::object act;
  for (const char* key :
       {"titulo", "origen", "clase", "auditoria", "informe", "numero_oficial", "area", "condicion",
        "criterio", "causa", "efecto", "recomendacion", "responsable", "regla", "frecuencia"})
    put_text(act, key, state, key);
  put_day(act, "vence", state, "vence");
  if (const auto written = state.value("monto"); !trimmed(written).empty())
    act["monto"] = replaced(replaced(std::string(trimmed(written)), ",", ""), "Q ", "");
  if (const auto periods = whole_number(trimmed(state.value("periodos"))))
    act["periodos"] = *periods;
  act["puestos"] = posts_typed(state);
  if (!state.faulty()) {
    const auto receipt = visit.submit("hallazgo.registrar", std::move(act));
    if (receipt) {
      const auto number = *optional_text_at(receipt->outcome, "hallazgo");
      const auto before = optional_text_at(receipt->outcome, "repite").value_or("");
      visit.notice("Se registró el hallazgo " + number +
                   (before.empty() ? "" : ", que repite el " + before) + ".");
      return redirect(finding_address(number));
    }
    if (receipt.error().fault != Fault::Invalid && receipt.error().fault != Fault::NotFound &&
        detail_of(receipt.error(), "campo").empty())
      return std::unexpected(receipt.error());
    put_fault(state, "", receipt.error(), "vence");
  }
  return new_page(visit, state, 422);
}

Result<Response> audit_finding_import(Visit& visit) {
  if (visit.request.method == Method::Get) return import_page(visit, FormState(), {}, 200);
  FormState state(visit.request.form);
  const auto file = TRY(brought(visit, state));
  if (!file) return import_page(visit, state, {}, 422);
  auto context = TRY(visit.context(commands::Use::Change));
  const auto submission = commands::import_of_findings(context, file->bytes, file->name, false);
  if (!submission) {
    state.fault("archivo", submission.error());
    return import_page(visit, state, {}, 422);
  }
  if (visit.request.form.first("accion") == "aplicar") {
    const auto receipt = visit.submit(submission->kind, submission->act);
    if (receipt) {
      const auto count =
          static_cast<std::int64_t>(receipt->outcome.at("hallazgos").as_array().size());
      visit.notice("Se registraron " + text::count(count) + " hallazgos (asiento " +
                   std::to_string(receipt->seq) + ").");
      return redirect("/auditoria?estado=todos");
    }
    if (receipt.error().fault == Fault::Unavailable) return std::unexpected(receipt.error());
    state.fault("archivo", receipt.error());
    return import_page(visit, state, {}, typing_status(receipt.error()));
  }
  const auto would = visit.simulate(submission->kind, submission->act);
  if (!would) {
    if (would.error().fault == Fault::Unavailable) return std::unexpected(would.error());
    auto error = would.error();
    state.fault("archivo", text::what_happened(error) + " " + text::where_it_is(error) + " " +
                               text::what_to_do(error));
    return import_page(visit, state, {}, 422);
  }
  return import_page(visit, state, preview_of(visit, *submission, *file), 200);
}

}  // namespace web
