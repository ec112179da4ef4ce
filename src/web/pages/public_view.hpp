// What the pages of the public portal share: the frozen cut that they show, words and numbers in
// the visit's language, and where a figure comes from. No page of its own.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "queries/public_year.hpp"
#include "web/kit/chart.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"

namespace web {

using PublicPointer = std::shared_ptr<const queries::PublicYear>;

// The cuts that may be asked for, the latest first.
Result<std::vector<queries::Cut>> cuts_to_show(Visit&);
// The cut of ?corte=2026-C1; the latest where the address asks for none or for one that is not
// there; nothing before the first was frozen.
Result<std::optional<queries::Cut>> asked_cut(Visit&);
Result<PublicPointer> public_at(Visit&, const queries::Cut&);
// Both: what this page shows, or nothing.
Result<PublicPointer> asked_year(Visit&);

// A page that has nothing to show yet, with the way on.
Response nothing_published(Visit&, Area, std::string_view spanish_heading,
                           std::vector<Crumb> crumbs = {});

// ---- Words -------------------------------------------------------------------------------------
std::string large_amount(const Visit&, MoneySum);                   // "Q 102.8 millones"
std::string day(const Visit&, Date);                                // "30/04/2026", "30 April 2026"
std::string month_word(const Visit&, Month);                        // "abril", "April"
std::string month_short(const Visit&, unsigned number);             // "abr", "Apr"
std::string span_of_months(const Visit&, Month first, Month last);  // "enero a abril de 2026"
std::string data_until(const Visit&, const queries::Cut&);          // "Datos al 30/04/2026"
std::string points(const Ratio&);                                   // "25.7 %"

// A term with dots under it, that leads to the glossary.
Html term(const Visit&, std::string_view slug, std::string_view spanish);

// Stamp, cut, state and source of what a cut says.
Html origin_of(const Visit&, const queries::PublicYear&, std::string_view source);
// "Acerca de estos datos": cut, method, contact.
Html about_data(const Visit&, const queries::PublicYear&, const std::string& source);

// <select> of a filter form.
struct Option {
  std::string value, label;
  bool own = false;  // The label is the institution's words, in Spanish.
};
Html filter_select(std::string_view name, std::string_view label, const std::vector<Option>&,
                   std::string_view chosen);
Html filter_button(const Visit&);
// The form around the controls, with its button.
Html filter_form(const Visit&, std::string_view address, const Html& controls);
// The options of ?corte.
std::vector<Option> cut_options(const Visit&, const std::vector<queries::Cut>&);

// A small bar for the cell of a table: solid is done, the mark is programmed to date.
Html cell_bar(const std::optional<Ratio>& done, const std::optional<Ratio>& programmed);

CellValue cell_of(const evaluation::Figure&);

// Home › Results …
Crumb home_crumb(const Visit&);
Crumb crumb(const Visit&, std::string_view spanish, std::string_view path);

}  // namespace web
