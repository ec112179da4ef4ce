// The frame around every page: bands, header, menu, path, title, notices, footer. Matches the
// visual reference; what is inside `content` is the page's own.
#pragma once

#include <string>
#include <vector>

#include "documents/html.hpp"
#include "web/visit.hpp"

namespace web {

using documents::escaped;
using documents::html;
using documents::Html;

// Which entry of the menu is the current one.
enum class Area : std::uint8_t {
  None,
  Work,
  Planning,
  Execution,
  Files,
  Audit,
  Reports,
  Data,
  Admin,  // Institutional.
  Home,
  Results,
  Budget,
  PublicReports,
  Disclosure,
  OpenData,
  Questions,  // Public.
};

struct Crumb {
  std::string text, address;
};

struct PageView {
  std::string title;        // Of the window; the institution and "Ceiba" are added.
  std::string heading;      // The one h1.
  std::string rubric = {};  // Small line above it: "Delegación El Carmen".
  std::string lead = {};    // One sentence on what the page is for.
  Area area = Area::None;
  std::vector<Crumb> crumbs = {};
  Html errors = {};                       // error_summary(form): stands above the heading.
  Html actions = {};                      // Buttons beside the heading.
  Html content;                           // Inside <main>, after the heading.
  Html side = {};                         // A right column, where there is one.
  Html origin = {};                       // "Acerca de estos datos", before the footer.
  bool dense = false;                     // Wider than text: tables and grids.
  std::vector<std::string> scripts = {};  // Modules beside the common one: "explorador".
  bool has_errors = false;                // "Error: " first in the title.
  bool own_heading = false;               // The heading is the institution's words, in Spanish.
  std::string own_rubric = {};            // After the rubric: the same.
};

Response page(Visit&, const PageView&, int status = 200);

// A refusal as a page (or as problem+json below /api): 403, 404, 409, 413, 422, 429, 500, 503 with
// its sentence, remedy and the request's number.
Response refusal_page(Visit&, const Error&);
int status_of(const Error&);

// The address of a built asset with its hash: asset("ceiba.css").
std::string asset(std::string_view name);
// <svg><use href="…simbolos.svg#name"/></svg>, hidden from screen readers.
Html symbol(std::string_view name, std::string_view css = {});
// Text that only screen readers say.
Html hidden(std::string_view text);
// <a href="address">text</a>
Html link(std::string_view address, std::string_view text);
Html primary_link(std::string_view address, std::string_view text);  // Looks like a button.
Html secondary_link(std::string_view address, std::string_view text);
// <section class="seccion"> with an h2.
Html section(std::string_view id, std::string_view heading, const Html& content);

// A word of the interface in the visit's language: Spanish is the source and the key. Public
// strings go through this; po/en.po has the English.
std::string tr(const Visit&, std::string_view spanish);
std::string tr(Language, std::string_view spanish);
// The same with {} filled in order (each already in its language).
std::string tr(const Visit&, std::string_view spanish, const std::vector<std::string>& fill);
// The institution's own words (its name, its programmes) stay in Spanish, and say so in English.
Html own_words(const Visit&, std::string_view spanish);
// An address of the public portal in the visit's language: "/en/transparencia/resultados".
std::string local(const Visit&, std::string_view path);

}  // namespace web
