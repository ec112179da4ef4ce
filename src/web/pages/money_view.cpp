// The frame of the pages of documents of money.
#include "web/pages/money_view.hpp"

#include "base/text.hpp"
#include "domain/values/ratio.hpp"
#include "text/format.hpp"

namespace web {

PageView money_page(std::string heading, std::string lead) {
  PageView view;
  view.title = heading;
  view.heading = std::move(heading);
  view.lead = std::move(lead);
  view.area = Area::Execution;
  view.crumbs = {{"Mi trabajo", "/inicio"}, {"Ejecución", "/ejecucion"}};
  view.dense = true;
  return view;
}

Result<FiscalYear> year_asked(const Visit& visit) {
  if (const auto text = visit.request.query.optional("anio"); text && !text->empty())
    return FiscalYear::parse(*text);
  return FiscalYear{static_cast<std::int16_t>(static_cast<int>(visit.today().year()))};
}

Html year_filter(std::string_view action, FiscalYear year) {
  return html(
      R"(<form class="filtros" action="{}" method="get">
<div><label for="f-anio">Año</label>
<input class="govuk-input govuk-input--width-4" id="f-anio" name="anio"
inputmode="numeric" value="{}"></div>
<button type="submit" class="govuk-button govuk-button--secondary">Aplicar</button>
</form>)",
      action, show(year));
}

Result<Date> typed_day(std::string_view text) {
  const auto written = trimmed(text);
  const auto parts = split(written, '/');
  if (parts.size() == 3 && parts[2].size() == 4)
    return parse_date(parts[2] + "-" + padded_left(parts[1], 2) + "-" + padded_left(parts[0], 2));
  return parse_date(written);
}

std::string in_millions(MoneySum sum) {
  return text::decimal(Ratio{sum.in_centavos(), 100'000'000}, 1);
}

std::string category_of(const Partida& partida) { return show(partida.categoria); }

}  // namespace web
