// What the pages of the portal share.
#include "web/pages/public_view.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "documents/svg.hpp"
#include "text/format.hpp"

namespace web {
namespace {

constexpr std::array<std::string_view, 12> english_months = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

bool in_english(const Visit& visit) { return visit.language == Language::English; }

}  // namespace

Result<std::vector<queries::Cut>> cuts_to_show(Visit& visit) {
  const auto known = TRY(visit.remembered<std::vector<queries::Cut>>(
      "publico/cortes", [&] { return queries::public_cuts(visit.db(), visit.institution); }));
  return *known;
}

Result<std::optional<queries::Cut>> asked_cut(Visit& visit) {
  const auto cuts = TRY(cuts_to_show(visit));
  if (cuts.empty()) return std::optional<queries::Cut>{};
  const auto asked = visit.request.query.first("corte");
  const auto found = std::ranges::find(cuts, asked, &queries::Cut::code);
  return std::optional(found == cuts.end() ? cuts.front() : *found);
}

Result<PublicPointer> public_at(Visit& visit, const queries::Cut& cut) {
  return visit.remembered<queries::PublicYear>(
      "publico/" + cut.code + '/' + std::to_string(cut.version),
      [&] { return queries::public_year(visit.db(), cut); });
}

Result<PublicPointer> asked_year(Visit& visit) {
  const auto cut = TRY(asked_cut(visit));
  if (!cut) return PublicPointer{};
  return public_at(visit, *cut);
}

Response nothing_published(Visit& visit, Area area, std::string_view spanish_heading,
                           std::vector<Crumb> crumbs) {
  PageView view;
  view.title = tr(visit, spanish_heading);
  view.area = area;
  view.crumbs = std::move(crumbs);
  view.content =
      empty_state(tr(visit, "Aún no hay datos publicados."),
                  html("{} <a href=\"{}\">{}</a>",
                       tr(visit, "Se publican cuando la institución cierra y revisa un período."),
                       local(visit, "/ayuda"), tr(visit, "Ayuda y contacto")));
  return page(visit, view);
}

std::string large_amount(const Visit& visit, MoneySum amount) {
  auto words = text::large_money(amount);
  if (!in_english(visit)) return words;
  words = replaced(words, "mil\xC2\xA0millones", "billion");
  words = replaced(words, "mil millones", "billion");
  words = replaced(words, "millones", "million");
  return replaced(words, "millón", "million");
}

std::string month_word(const Visit& visit, Month month) {
  return in_english(visit) ? std::string(english_months[month.number - 1U])
                           : text::month_name(month);
}

std::string month_short(const Visit& visit, unsigned number) {
  return month_word(visit, {{2026}, static_cast<std::uint8_t>(number)}).substr(0, 3);
}

std::string day(const Visit& visit, Date date) {
  if (!in_english(visit)) return text::date(date);
  return std::to_string(unsigned{date.day()}) + ' ' + month_word(visit, month_of(date)) + ' ' +
         std::to_string(int{date.year()});
}

std::string span_of_months(const Visit& visit, Month first, Month last) {
  if (!in_english(visit)) return text::months_in_prose(first, last);
  std::string out = month_word(visit, first);
  if (first != last) out += " to " + month_word(visit, last);
  return out + ' ' + show(last.year);
}

std::string data_until(const Visit& visit, const queries::Cut& cut) {
  return tr(visit, "Datos al {}", {day(visit, last_day(cut.last))});
}

std::string points(const Ratio& value) { return text::percent(value); }

Html term(const Visit& visit, std::string_view slug, std::string_view spanish) {
  return html("<a class=\"term\" href=\"{}\">{}</a>",
              local(visit, "/glosario/" + std::string(slug)), tr(visit, spanish));
}

Html origin_of(const Visit& visit, const queries::PublicYear& year, std::string_view source) {
  return provenance({day(visit, last_day(year.evaluation.cut.last)), "corte fijado y revisado",
                     std::string(source), year.evaluation.illustrative},
                    visit.language);
}

Html about_data(const Visit& visit, const queries::PublicYear& year, const std::string& source) {
  const auto& cut = year.evaluation.cut;
  Html out = html("<p class=\"texto chico\">{}</p>\n",
                  tr(visit,
                     "Estas cifras son del corte {}, fijado el {}: no cambian aunque después se "
                     "corrija un mes. "
                     "Solo se muestra lo que ya se revisó.",
                     {cut.code + " (v" + std::to_string(cut.version) + ")",
                      day(visit, local_date(cut.frozen_at))}));
  if (!source.empty())
    out += html("<p class=\"texto chico\">{}: {}</p>\n", tr(visit, "Fuente"),
                own_words(visit, source));
  if (year.evaluation.illustrative)
    out += html("<p class=\"texto chico\">{} {}</p>\n", stamp_illustrative(visit.language),
                tr(visit, "Parte de los datos son de demostración y no describen hechos reales."));
  return out += html(
             "<p class=\"texto chico\"><a href=\"{}\">{}</a> · <a href=\"{}\">{}</a> · <a "
             "href=\"{}\">{}</a></p>\n",
             local(visit, "/datos"), tr(visit, "Datos abiertos"),
             local(visit, "/transparencia/comprobar"), tr(visit, "Compruebe esta cifra"),
             local(visit, "/ayuda"), tr(visit, "Ayuda y contacto"));
}

Html filter_select(std::string_view name, std::string_view label,
                   const std::vector<Option>& options, std::string_view chosen) {
  Html inside;
  for (const auto& option : options)
    inside += html("<option value=\"{}\"{}{}>{}</option>", option.value,
                   Html{option.own ? " lang=\"es\"" : ""},
                   Html{option.value == chosen ? " selected" : ""}, option.label);
  return html(
      "<div><label for=\"f-{}\">{}</label><select id=\"f-{}\" name=\"{}\">{}</select></div>\n",
      name, label, name, name, inside);
}

Html filter_button(const Visit& visit) {
  return html(
      "<button type=\"submit\" class=\"govuk-button govuk-button--secondary\">{}</button>\n",
      tr(visit, "Aplicar"));
}

Html filter_form(const Visit& visit, std::string_view address, const Html& controls) {
  return html("<form class=\"filtros\" action=\"{}\" method=\"get\">\n{}{}</form>\n",
              local(visit, address), controls, filter_button(visit));
}

std::vector<Option> cut_options(const Visit& visit, const std::vector<queries::Cut>& cuts) {
  std::vector<Option> options;
  for (const auto& cut : cuts)
    options.push_back({cut.code, day(visit, last_day(cut.last)) + " (" + cut.code + ")"});
  return options;
}

Html cell_bar(const std::optional<Ratio>& done, const std::optional<Ratio>& programmed) {
  if (!done) return {};
  const auto full = Ratio::whole(100);
  const auto length = [&](const Ratio& value) {
    const auto inside = value < Ratio{} ? Ratio{} : value > full ? full : value;
    return documents::tenths(documents::along(inside, full, 0, 640));
  };
  Html mark;
  if (programmed) mark = html("<path class=\"g-k\" d=\"M{} 0v10\"/>", length(*programmed));
  return html(
      "<svg class=\"mb\" viewBox=\"0 0 64 10\" aria-hidden=\"true\"><path class=\"g-v\" d=\"M0 "
      "2h64v6H0z\"/><path class=\"g-b\" d=\"M0 2h{}v6H0z\"/>{}</svg>",
      length(*done), mark);
}

CellValue cell_of(const evaluation::Figure& figure) {
  if (figure.value) return *figure.value;
  if (figure.why_not == evaluation::NotEvaluable::NotProgrammed) return NotDue{};
  return Missing{};
}

Crumb crumb(const Visit& visit, std::string_view spanish, std::string_view path) {
  return {tr(visit, spanish), local(visit, path)};
}

Crumb home_crumb(const Visit& visit) { return crumb(visit, "Inicio", "/"); }

}  // namespace web
