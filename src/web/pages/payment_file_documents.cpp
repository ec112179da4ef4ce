// The documents of a file: adding one, reading one, and stating what is in the systems of the
// State.
#include <algorithm>

#include "base/text.hpp"
#include "text/format.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/pages/planning_view.hpp"
#include "web/pages/uploads.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using queries::PaymentFile;
using namespace verification;

// The kinds that the checklist asks for first, those that are missing before the others.
std::vector<Choice> kinds_of(const PaymentFile& file) {
  std::vector<Choice> out;
  std::vector<Documento> seen;
  const auto add = [&](Documento kind, std::string_view remark) {
    if (std::ranges::find(seen, kind) != seen.end()) return;
    seen.push_back(kind);
    out.push_back(
        {std::string(code_of(kind)), std::string(text::name_of(kind)) + std::string(remark)});
  };
  for (const auto& line : file.lineas)
    if (is_asked(line) && !line.documento) add(line.required.item->documento, ", falta");
  for (const auto& line : file.lineas)
    if (line.required.item != nullptr) add(line.required.item->documento, "");
  for (std::size_t i = 0; i < documento_count; ++i) add(static_cast<Documento>(i), "");
  return out;
}

Html add_form(Visit& visit, const PaymentFile& file, const FormState& state) {
  Html inside = select(state, {.name = "clase", .label = "Documento"}, kinds_of(file));
  inside += file_input(state,
                       {.name = "archivo",
                        .label = "Archivo",
                        .hint = "PDF, imagen o XML, hasta 20 MB. Sin archivo queda «en papel»."},
                       "application/pdf,image/*,.xml");
  inside += date_input(state, {.name = "fecha", .label = "Fecha del documento", .width = "10"});
  inside += date_input(
      state, {.name = "desde", .label = "Vigente desde", .hint = "Si vence.", .width = "10"});
  inside += date_input(state, {.name = "hasta", .label = "Vigente hasta", .width = "10"});
  inside += text_input(state, {.name = "monto",
                               .label = "Monto que ampara (Q)",
                               .hint = "De una constancia de disponibilidad o una garantía.",
                               .width = "10",
                               .inputmode = "decimal"});
  inside += button("Agregar documento");
  return form(visit,
              {.action = file_address(file.row.number, "documentos"),
               .version = std::to_string(file.row.version),
               .files = true},
              inside);
}

// The document that was typed, with its bytes kept.
Result<json::object> document_typed(Visit& visit, FormState& state) {
  const auto& form = visit.request.form;
  json::object out;
  if (!kind_of<Documento>(form.first("clase"))) state.fault("clase", "Elija el documento.");
  out["clase"] = std::string(form.first("clase"));
  for (const auto* name : {"fecha", "desde", "hasta"}) {
    const auto typed = trimmed(form.first(name));
    if (typed.empty()) continue;
    if (const auto date = typed_date(typed))
      out[name] = ::show(*date);
    else
      state.fault(name, date.error());
  }
  if (const auto typed = trimmed(form.first("monto")); !typed.empty()) {
    if (const auto money = typed_money(typed))
      out["monto"] = ::show(*money);
    else
      state.fault("monto", money.error());
  }
  for (auto& [key, value] : TRY(kept_upload(visit, "archivo", state, Takes::Papers)))
    out[key] = std::move(value);
  return out;
}

Html document_rows(const PaymentFile& file, const queries::ActorNames& names) {
  Html rows;
  for (const auto& one : file.documentos)
    rows += html(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td>{}</td><td>{}</td><td>{}</td>"
        "</tr>\n",
        text::name_of(one.clase), text::count(one.version),
        one.hash.empty() ? html("en papel")
                         : link(file_address(file.row.number, "documentos/" + one.hash),
                                one.name.empty() ? std::string("abrir") : one.name),
        one.fecha ? text::date(*one.fecha) : std::string(text::no_data), names.of(one.actor));
  if (rows.text.empty()) return empty_state("El expediente no tiene documentos.");
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Documentos\" tabindex=\"0\"><table "
      "class=\"tabla\"><caption><div class=\"tt\">Documentos del expediente, con todas sus "
      "versiones</div></caption><thead><tr><th scope=\"col\">Documento</th><th scope=\"col\" "
      "class=\"num\">Versión</th><th scope=\"col\">Archivo</th><th scope=\"col\">Fecha</th><th "
      "scope=\"col\">Lo agregó</th></tr></thead><tbody>\n{}</tbody></table></div>\n",
      rows);
}

}  // namespace

Result<Response> payment_file_documents(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  FormState state(visit.request.form);
  int status = 200;
  if (visit.request.method == Method::Post) {
    auto document = TRY(document_typed(visit, state));
    status = 422;
    if (!state.faulty()) {
      const auto name = std::string(text::name_of(
          kind_of<Documento>(visit.request.form.first("clase")).value_or(Documento::Req)));
      const auto version = whole_number(visit.request.form.first(version_field));
      const auto done =
          visit.submit("expediente.adjuntar", {{"expediente", file.row.number},
                                               {"version", version.value_or(file.row.version)},
                                               {"documentos", json::array{std::move(document)}}});
      if (done) {
        visit.notice("Se agregó «" + name + "».");
        return redirect(file_address(file.row.number, "documentos"));
      }
      if (!concerns_typing(done.error())) return std::unexpected(done.error());
      state.fault("clase", done.error());
      if (done.error().fault == Fault::Conflict) status = 409;
    }
  }
  const auto names = TRY(queries::ActorNames::read(visit.db()));
  const bool adds = visit.viewer->may(access_control::Permission::AttachToFile) &&
                    file.row.visado == 0 && !file.row.closed;
  Html content = document_rows(file, names);
  if (adds) content += section("agregar", "Agregar", add_form(visit, file, state));
  content += file_links(visit, file);
  return page(visit,
              page_beside(file, "Documentos",
                          "Una versión nueva no borra la anterior. Después del visado no cambian.",
                          state, content),
              status);
}

Result<Response> payment_file_document(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  const auto found =
      std::ranges::find(file.documentos, visit.capture("huella"), &storage::FileDocumentRow::hash);
  if (found == file.documentos.end() || found->hash.empty())
    return refuse(Refusal::PageUnknown, {{"hallado", visit.request.path}});
  return kept_file_response(visit, found->hash, found->name.empty() ? "documento" : found->name);
}

// What a reviewer saw with his own eyes in the systems, all lines at once.
Result<Response> payment_file_uploads(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  FormState state(visit.request.form);
  struct Place {
    Documento clase;
    Sistema sistema;
    const storage::FileUploadRow* known = nullptr;
    std::string name;
  };
  std::vector<Place> places;
  for (const auto& line : file.lineas)
    if (is_asked(line) && line.required.item->sistema) {
      Place place{line.required.item->documento, *line.required.item->sistema, nullptr, {}};
      for (const auto& upload : file.cargas)
        if (upload.clase == place.clase && upload.sistema == place.sistema) place.known = &upload;
      place.name = std::string(code_of(place.clase)) + '.' + std::string(code_of(place.sistema));
      places.push_back(place);
    }
  int status = 200;
  if (visit.request.method == Method::Post) {
    const auto& form = visit.request.form;
    json::array loads;
    for (const auto& place : places) {
      const auto said = form.first("c." + place.name);
      if (said.empty()) continue;
      json::object one{{"clase", code_of(place.clase)},
                       {"sistema", code_of(place.sistema)},
                       {"cargado", said == "si"}};
      if (const auto typed = trimmed(form.first("f." + place.name)); !typed.empty()) {
        if (const auto date = typed_date(typed))
          one["fecha"] = ::show(*date);
        else
          state.fault("f." + place.name, date.error());
      }
      if (const auto typed = trimmed(form.first("n." + place.name)); !typed.empty())
        one["referencia"] = std::string(typed);
      loads.push_back(std::move(one));
    }
    status = 422;
    if (loads.empty()) state.fault("", "Diga de al menos un documento si está en el sistema.");
    if (!state.faulty()) {
      const auto version = whole_number(form.first(version_field));
      const auto done =
          visit.submit("expediente.constatar", {{"expediente", file.row.number},
                                                {"version", version.value_or(file.row.version)},
                                                {"cargas", std::move(loads)}});
      if (done) {
        visit.notice("Se registró lo constatado en los sistemas.");
        return redirect(file_address(file.row.number) + "#sistemas");
      }
      if (!concerns_typing(done.error())) return std::unexpected(done.error());
      state.fault("", done.error());
      if (done.error().fault == Fault::Conflict) status = 409;
    }
  }
  Html rows;
  for (const auto& place : places) {
    const auto name = "c." + place.name;
    const auto said =
        state.value(name, place.known ? (place.known->cargado ? "si" : "no") : std::string_view{});
    const auto what = std::string(text::name_of(place.clase)) + " en " +
                      std::string(text::name_of(place.sistema));
    const auto radio = [&](std::string_view value, std::string_view word, std::string_view css) {
      return html("<label{}><input type=\"radio\" name=\"{}\" value=\"{}\"{}> {}</label>",
                  css.empty() ? Html{} : html(" class=\"{}\"", css), name, value,
                  Html{said == value ? " checked" : ""}, word);
    };
    const auto date = place.known && place.known->fecha ? text::date(*place.known->fecha) : "";
    const auto* fault = state.fault_of("f." + place.name);
    rows += html(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td><fieldset class=\"ops\"><legend "
        "class=\"govuk-visually-hidden\">{}</legend>{}{}</fieldset></td><td>{}<input "
        "class=\"govuk-input\" id=\"f.{}\" name=\"f.{}\" value=\"{}\" aria-label=\"Fecha, {}\" "
        "placeholder=\"dd/mm/aaaa\"></td><td><input class=\"govuk-input\" name=\"n.{}\" "
        "value=\"{}\" aria-label=\"Número o huella, {}\" maxlength=\"120\"></td></tr>\n",
        text::name_of(place.clase), text::name_of(place.sistema), what, radio("si", "Está", ""),
        radio("no", "No está", "no"),
        fault ? html("<span class=\"govuk-error-message\">{}</span>", *fault) : Html{}, place.name,
        place.name, state.value("f." + place.name, date), what, place.name,
        state.value("n." + place.name, place.known ? place.known->referencia : ""), what);
  }
  Html content;
  if (rows.text.empty()) {
    content = empty_state("La lista de este expediente no pide documentos en los sistemas.");
  } else {
    Html inside = html(
        "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Cargas\" tabindex=\"0\"><table "
        "class=\"tabla\"><caption class=\"govuk-visually-hidden\">Documentos por "
        "sistema</caption><thead><tr><th scope=\"col\">Documento</th><th "
        "scope=\"col\">Sistema</th><th scope=\"col\">Está</th><th scope=\"col\">Fecha de "
        "carga</th><th scope=\"col\">Número o huella</th></tr></thead><tbody>\n{}</tbody></table>"
        "</div>\n",
        rows);
    inside += html("<div class=\"cierre\"><div class=\"derecha\">{}</div></div>\n",
                   button("Registrar lo constatado"));
    content = form(visit,
                   {.action = file_address(file.row.number, "cargas"),
                    .version = std::to_string(file.row.version)},
                   inside);
  }
  content += file_links(visit, file);
  auto view = page_beside(
      file, "Cargas en los sistemas",
      "Diga lo que vio en cada sistema. Un documento que no está es una objeción.", state, content);
  view.dense = true;
  return page(visit, view, status);
}

}  // namespace web
