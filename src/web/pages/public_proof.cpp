// "Compruebe esta cifra": files, figures, their proofs, and the public log that they lead to.
#include "web/pages/public_proof.hpp"

#include <algorithm>
#include <fstream>

#include "base/text.hpp"
#include "commands/list_entries.hpp"
#include "commands/verify_journal.hpp"
#include "domain/accountability/publication.hpp"
#include "domain/accountability/refusals.hpp"
#include "domain/accountability/tiles.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/kit/form.hpp"
#include "web/open_data.hpp"
#include "web/pages/public_datasets.hpp"
#include "web/pages/public_pages.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

// A scan of a hundred pages is the largest file that is published; the proof is small.
constexpr std::uint64_t proof_max = 256U << 10;

std::unexpected<Error> unknown(const Visit& visit) {
  return refuse(Refusal::PageUnknown, {{"hallado", std::string(visit.request.path)}});
}

accountability::Leaves from(const std::vector<Hash>& hashes) {
  return [&hashes](std::int64_t i) { return hashes[std::size_t(i)]; };
}

Result<std::shared_ptr<const queries::PublicLog>> log_of(Visit& visit) {
  return visit.remembered<queries::PublicLog>(
      "publico/bitacora", [&] { return queries::public_log(visit.db(), visit.institution); });
}

Response bytes_of_log(std::string bytes, std::string_view type) {
  Response response;
  response.content_type = type;
  response.body = std::move(bytes);
  response.keep = Keep::Ask;
  return response;
}

Html code_text(std::string_view text) {
  return html("<span class=\"cod cod--grupos\">{}</span>", text);
}

Html figure_columns(const Visit& visit, const json::object& columns) {
  Html rows;
  for (const auto& [name, value] : columns)
    rows += html("<tr><th scope=\"row\">{} {}</th><td>{}</td></tr>\n",
                 code_text(std::string_view(name)),
                 hidden(column_meaning(visit, std::string_view(name))),
                 own_words(visit, std::string_view(value.as_string())));
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table "
      "class=\"tabla tabla--media\"><caption class=\"govuk-visually-hidden\">{}</caption>\n<tbody>"
      "\n{}</tbody></table></div>\n",
      tr(visit, "La cifra"), tr(visit, "La cifra"), rows);
}

Html commands_part(const Visit& visit, std::string_view file) {
  return html(
      "<p class=\"texto\">{}</p>\n<p class=\"texto\"><code class=\"cod cod--grupos\">ceiba "
      "comprobar {}</code></p>\n<p "
      "class=\"texto\">{}</p>\n<p class=\"texto\"><code class=\"cod cod--grupos\">node "
      "verificar.mjs --archivo {}</code></p>"
      "\n",
      tr(visit,
         "Con el programa Ceiba, sin conexión. Guarde la prueba junto al archivo, con su mismo "
         "nombre y .prueba al final:"),
      file,
      tr(visit, "Con otro programa, que no comparte nada con Ceiba y está en su código fuente:"),
      file);
}

Html keys_part(const Visit& visit, const std::vector<accountability::VerifierKey>& keys) {
  Html items;
  for (const auto& key : keys) items += html("<li>{}</li>\n", code_text(accountability::show(key)));
  return html(
      "<p class=\"texto\">{}</p>\n<ul class=\"huellas\">\n{}</ul>\n",
      tr(visit,
         "La institución firma con esta llave. Compárela con la que ella dé por otro medio: "
         "un sitio alterado mostraría otra."),
      items);
}

Html log_part(const Visit& visit, const queries::PublicLog& log) {
  return html(
      "<p class=\"texto\">{} <a href=\"/checkpoint\">{}</a></p>\n",
      tr(visit,
         "Cada acto deja un asiento, y el punto de control firma {} asientos. Cualquiera puede "
         "copiarlo, con las huellas en /tile, y ver después que nadie lo reescribió.",
         {text::count(static_cast<Int128>(log.leaves.size()))}),
      tr(visit, "Punto de control"));
}

// Both controls of the form. It goes to the server only where the browser cannot check by itself.
Html check_form(const Visit& visit) {
  const bool english = visit.language == Language::English;
  const auto control = [&](std::string_view name, std::string_view label, std::string_view hint) {
    return html(
        "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"{}\">{}</label><div "
        "class=\"govuk-hint\" id=\"{}-pista\">{}</div><input class=\"govuk-file-upload\" "
        "type=\"file\" id=\"{}\" name=\"{}\" aria-describedby=\"{}-pista\" required></div>\n",
        name, tr(visit, label), name, tr(visit, hint), name, name, name);
  };
  return html(
      "<form action=\"/transparencia/comprobar\" method=\"post\" enctype=\"multipart/form-data\" "
      "data-comprobar>\n{}{}{}<button type=\"submit\" "
      "class=\"govuk-button\">{}</button>\n</form>\n",
      english ? hidden_input("idioma", "en") : Html{},
      control("archivo", "Archivo publicado",
              "El que descargó, sin abrirlo ni guardarlo de nuevo."),
      control("prueba", "Su prueba", "Se descarga junto al archivo y termina en .prueba."),
      tr(visit, "Comprobar"));
}

Result<std::string> uploaded(const Visit& visit, std::string_view field, std::uint64_t max) {
  const auto* upload = visit.request.upload(field);
  if (upload == nullptr || upload->size == 0 || upload->size > max) return std::string();
  std::ifstream file(upload->path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Html verdict(const Visit& visit, std::string_view bytes, std::string_view proof,
             const std::vector<accountability::VerifierKey>& keys) {
  const auto red = [&](const Error& why) {
    return notice_box(NoticeTone::Red,
                      html("<h2 class=\"govuk-heading-m\">{}</h2><p>{}</p>",
                           tr(visit, "No corresponde"), own_words(visit, text::explain(why))));
  };
  const auto checked = accountability::check_publication(bytes, proof, std::nullopt);
  if (!checked) return red(checked.error());
  if (std::ranges::find(keys, checked->key) == keys.end())
    return red(
        refusal(accountability::Refusal::KeyNotTheGiven,
                {{"hallado", accountability::show(checked->key)},
                 {"esperado", keys.empty() ? std::string() : accountability::show(keys.back())}}));
  return notice_box(NoticeTone::Green,
                    html("<h2 class=\"govuk-heading-m\">{}</h2>",
                         tr(visit, checked->row ? "La cifra es la que se publicó"
                                                : "El archivo es el que se publicó"))) +
         steps_of(visit,
                  {{true,
                    checked->row ? tr(visit, "La cifra está entre las publicadas de {}, fila {}.",
                                      {checked->file.name, std::to_string(*checked->row)})
                                 : tr(visit, "La huella del archivo es la que nombra el acto."),
                    show(checked->row ? checked->file.figures->root : checked->file.hash)},
                   {true, tr(visit, "El asiento {} publicó {} el {}.",
                             {std::to_string(checked->entry.seq), checked->file.name,
                              text::date_and_time(checked->entry.at)})},
                   {true,
                    tr(visit, "Ese asiento está entre los {} que firma el punto de control.",
                       {text::count(checked->checkpoint.size)}),
                    show(checked->checkpoint.root)},
                   {true, tr(visit, "La firma es de la llave de la institución."),
                    accountability::show(checked->key)}});
}

Result<Response> check_page(Visit& visit, const Html& result, int status = 200) {
  const auto keys = TRY(public_keys(visit));
  const auto log = TRY(log_of(visit));
  PageView view;
  view.title = tr(visit, "Compruebe esta cifra");
  view.area = Area::OpenData;
  view.crumbs = {home_crumb(visit), crumb(visit, "Datos abiertos", "/datos")};
  view.lead = tr(visit,
                 "Vea por sus propios medios que un archivo o una cifra es lo que la institución "
                 "publicó. No hace falta creerle a este sitio.");
  view.scripts = {"comprobar"};
  view.content = result;
  view.content += section("comprobar", tr(visit, "Comprobar un archivo"),
                          check_form(visit) + check_place(visit, keys));
  view.content += section(
      "como", tr(visit, "Qué se comprueba"),
      html("<ol class=\"govuk-list govuk-list--number\">\n<li>{}</li>\n<li>{}</li>\n<li>{}</li>\n"
           "<li>{}</li>\n</ol>\n<p class=\"texto\">{}</p>\n",
           tr(visit, "La huella del archivo es la que nombra el acto que lo publicó."),
           tr(visit, "Ese acto es un asiento de la bitácora de la institución."),
           tr(visit, "El asiento está entre los que firma el punto de control."),
           tr(visit, "La firma es de la llave de la institución."),
           tr(visit,
              "Con JavaScript, el archivo no sale de su equipo. Sin él, se envía a este sitio, que "
              "lo compara y no lo guarda.")));
  view.content += section("sin-este-sitio", tr(visit, "Sin este sitio"),
                          commands_part(visit, tr(visit, "ARCHIVO")));
  if (!keys.empty())
    view.content += section("llave", tr(visit, "La llave pública"), keys_part(visit, keys));
  if (!log->note.empty())
    view.content += section("registro", tr(visit, "La bitácora"), log_part(visit, *log));
  auto response = page(visit, view, status);
  return response;
}

}  // namespace

Result<std::vector<queries::Publication>> published_data(Visit& visit, const queries::Cut& cut) {
  return *TRY(visit.remembered<std::vector<queries::Publication>>(
      "publico/publicado/" + cut.code + '/' + std::to_string(cut.version), [&] {
        return queries::publications(visit.db(), visit.institution,
                                     accountability::code_of_data(cut.code), cut.version);
      }));
}

const queries::Publication* publication_of(const std::vector<queries::Publication>& all,
                                           std::string_view format) {
  const auto found = std::ranges::find(all, format, &queries::Publication::format);
  return found == all.end() ? nullptr : &*found;
}

Result<Response> proof_file(Visit& visit, const commands::PublishedKey& key,
                            std::optional<std::int64_t> row) {
  const auto act = TRY(commands::publishing_act(visit.db(), visit.institution, key));
  std::optional<accountability::FigurePlace> place;
  auto name = act.file.name;
  if (row) {
    const auto leaves = TRY(visit.remembered<std::vector<Hash>>(
        "publico/cifras/" + key.code + '/' + std::to_string(key.version) + '/' + key.format,
        [&] { return commands::published_leaves(visit.db(), act); }));
    if (*row < 1 || *row > std::int64_t(leaves->size())) return unknown(visit);
    place = accountability::place_of(*leaves, *row);
    name += "-fila-" + std::to_string(*row) + ".json";
  }
  auto response = download(TRY(commands::proof_of(visit.db(), act, place)),
                           "text/plain; charset=utf-8", name + std::string(proof_ending));
  response.keep = Keep::Ask;
  return response;
}

Result<std::vector<accountability::VerifierKey>> public_keys(Visit& visit) {
  return *TRY(visit.remembered<std::vector<accountability::VerifierKey>>(
      "publico/llaves", [&]() -> Result<std::vector<accountability::VerifierKey>> {
        auto keys = TRY(commands::declared_keys(visit.db()));
        for (auto& key : keys) key = commands::key_of_journal(key, visit.institution);
        return keys;
      }));
}

std::string with_cut(const Visit& visit, std::string address) {
  const auto cut = visit.request.query.first("corte");
  return cut.empty() ? address : address + "?corte=" + encoded(cut);
}

Html proofs_of(const Visit& visit, const std::vector<queries::Publication>& all,
               std::string_view slug) {
  Html rows;
  for (const auto& one : all) {
    if (!one.format.starts_with(std::string(slug) + '.')) continue;
    const auto address = "/datos/" + one.format;
    rows += html(
        "<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td>{}</td><td><a href=\"{}\">{}{}</a>"
        "</td></tr>\n",
        with_cut(visit, address), one.name, code_text(one.hash),
        with_cut(visit, address + std::string(proof_ending)), tr(visit, "Prueba"),
        hidden(": " + one.name));
  }
  if (rows.text.empty()) return {};
  return html(
      "<p class=\"texto\">{} <a href=\"{}\">{}</a></p>\n<div class=\"tabla-caja\" role=\"region\" "
      "aria-label=\"{}\" tabindex=\"0\"><table class=\"tabla tabla--media\"><caption "
      "class=\"govuk-visually-hidden\">{}</caption>\n<thead><tr><th scope=\"col\">{}</th><th "
      "scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n{}</tbody></table>"
      "</div>\n",
      tr(visit,
         "Estos archivos están publicados por un acto que nombra su huella: si cambia un solo "
         "dígito, se nota."),
      local(visit, "/transparencia/comprobar"), tr(visit, "Compruebe esta cifra"),
      tr(visit, "Archivos y pruebas"), tr(visit, "Archivos y pruebas"), tr(visit, "Archivo"),
      tr(visit, "Huella SHA-256"), tr(visit, "Prueba"), rows);
}

Html steps_of(const Visit& visit, const std::vector<CheckStep>& steps) {
  Html items;
  for (const auto& one : steps)
    items += html("<li><b>{}</b> {}{}</li>\n",
                  one.good ? tr(visit, "Corresponde:") : tr(visit, "No corresponde:"), one.what,
                  one.detail.empty() ? Html{} : html("<br>{}", code_text(one.detail)));
  return html("<ol class=\"govuk-list govuk-list--number pasos\">\n{}</ol>\n", items);
}

Html check_place(Visit&, const std::vector<accountability::VerifierKey>& keys) {
  std::string all;
  for (const auto& key : keys) all += (all.empty() ? "" : " ") + accountability::show(key);
  return html("<div data-resultado data-llaves=\"{}\" role=\"status\"></div>\n", all);
}

Result<Response> public_check(Visit& visit) {
  auto response = TRY(check_page(visit, {}));
  return response;
}

// Where the browser cannot: the same check, here. Nothing is kept.
Result<Response> check_upload(Visit& visit) {
  if (visit.request.form.first("idioma") == "en") visit.language = Language::English;
  const auto keys = TRY(public_keys(visit));
  const auto bytes = TRY(uploaded(visit, "archivo", check_upload_max)),
             proof = TRY(uploaded(visit, "prueba", proof_max));
  if (bytes.empty() || proof.empty())
    return check_page(
        visit,
        notice_box(NoticeTone::Red,
                   html("<p>{}</p>", tr(visit,
                                        "Elija el archivo y su prueba; la prueba es un "
                                        "texto pequeño que termina en .prueba."))),
        422);
  return check_page(visit, verdict(visit, bytes, proof, keys));
}

// /datos/{conjunto}/cifra/{fila}: a page; .json its statement as the data say it now; .prueba the
// proof of what was published.
Result<Response> public_figure(Visit& visit) {
  const auto* set = dataset_of(visit.capture("conjunto"));
  auto asked = visit.capture("fila");
  const bool wants_proof = asked.ends_with(proof_ending);
  if (wants_proof) asked.remove_suffix(proof_ending.size());
  const auto row = whole_number(asked);
  const auto year = TRY(asked_year(visit));
  if (set == nullptr || !row || !year || std::to_string(*row) != asked) return unknown(visit);
  const auto& cut = year->evaluation.cut;
  const auto format = std::string(set->slug) + ".csv";
  if (publication_of(TRY(published_data(visit, cut)), format) == nullptr) return unknown(visit);
  const commands::PublishedKey key{accountability::code_of_data(cut.code), cut.version, format};
  if (wants_proof) return proof_file(visit, key, *row);
  const auto act = TRY(commands::publishing_act(visit.db(), visit.institution, key));
  if (!act.file.figures) return unknown(visit);
  const auto statement = TRY(figure_now(visit, *set, *year, act.file.figures->about, *row));
  if (!statement) return unknown(visit);
  const auto file = act.file.name + "-fila-" + std::to_string(*row) + ".json";
  if (visit.request.path.ends_with(".json")) {
    auto response = download(*statement, "application/json; charset=utf-8", file);
    response.keep = Keep::Ask;
    return response;
  }
  if (visit.request.path.ends_with(".csv") || visit.request.path.ends_with(".xlsx"))
    return unknown(visit);

  const auto own = "/datos/" + std::string(set->slug) + "/cifra/" + std::to_string(*row);
  const auto keys = TRY(public_keys(visit));
  const auto told = TRY(parse_json(*statement));
  PageView view;
  view.title = tr(visit, "Compruebe esta cifra");
  view.heading =
      tr(visit, "Compruebe esta cifra: {}, fila {}", {tr(visit, set->name), std::to_string(*row)});
  view.area = Area::OpenData;
  view.crumbs = {home_crumb(visit), crumb(visit, "Datos abiertos", "/datos"),
                 crumb(visit, set->name, "/datos/" + std::string(set->slug))};
  view.lead = tr(visit, "Lo que dice, de qué período, en qué unidad y quién lo dice.");
  view.scripts = {"comprobar"};
  view.content = origin_of(visit, *year, {});
  view.content += figure_columns(visit, told.at("columnas").as_object());
  view.content +=
      html("<p class=\"texto\">{}: {}. {}: {}. {}: {}.</p>\n", tr(visit, "Corte"), cut.code,
           tr(visit, "Unidad"),
           std::string_view(told.at("unidad").as_string()).empty()
               ? Html{"—"}
               : code_text(std::string_view(told.at("unidad").as_string())),
           tr(visit, "Fuente"), own_words(visit, std::string_view(told.at("fuente").as_string())));
  view.content += section(
      "prueba", tr(visit, "La prueba"),
      html(
          "<p class=\"texto\" data-comprobar-cifra=\"{}\" data-prueba=\"{}\"><a href=\"{}\">{}</a> "
          "· <a href=\"{}\">{}</a></p>\n",
          with_cut(visit, own + ".json"), with_cut(visit, own + std::string(proof_ending)),
          with_cut(visit, own + ".json"), tr(visit, "La cifra (JSON)"),
          with_cut(visit, own + std::string(proof_ending)), tr(visit, "Su prueba")) +
          check_place(visit, keys));
  view.content +=
      section("sin-este-sitio", tr(visit, "Sin este sitio"), commands_part(visit, file));
  view.content += html("<p class=\"texto\"><a href=\"{}\">{}</a></p>\n",
                       local(visit, "/transparencia/comprobar"),
                       tr(visit, "Qué se comprueba, y con qué llave"));
  view.origin = about_data(visit, *year, {});
  return page(visit, view);
}

Result<Response> public_checkpoint(Visit& visit) {
  const auto log = TRY(log_of(visit));
  if (log->note.empty()) return unknown(visit);
  return bytes_of_log(log->note, "text/plain; charset=utf-8");
}

// /tile/{nivel}/… of any width that the log has had since its last full tile.
Result<Response> public_tile(Visit& visit) {
  const auto log = TRY(log_of(visit));
  const auto size = std::int64_t(log->leaves.size());
  const auto path = visit.request.path.substr(visit.request.path.find("tile/"));
  const auto level = whole_number(visit.capture("nivel"));
  if (!level || *level < 0 || *level > 7) return unknown(visit);
  for (auto tile : accountability::tiles_of(size)) {
    if (tile.level != *level) continue;
    if (accountability::path_of(tile) == path)
      return bytes_of_log(accountability::bytes_of(tile, from(log->leaves)),
                          "application/octet-stream");
    // An earlier, narrower state of the last tile, for who holds an earlier checkpoint.
    const auto stem = path.substr(0, std::min(path.find(".p/"), path.size()));
    const auto width =
        path.size() == stem.size() ? std::nullopt : whole_number(path.substr(stem.size() + 3));
    if (!width || *width < 1 || *width >= tile.width) continue;
    tile.width = static_cast<int>(*width);
    if (accountability::path_of(tile) == path)
      return bytes_of_log(accountability::bytes_of(tile, from(log->leaves)),
                          "application/octet-stream");
  }
  return unknown(visit);
}

}  // namespace web
