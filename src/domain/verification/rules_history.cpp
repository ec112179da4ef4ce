// The rules over history: what no single file shows. Each judges its subjects one by one and names
// those that ask for verification, in the order of their names.
#include <algorithm>
#include <map>
#include <tuple>

#include "domain/verification/families.hpp"
#include "domain/verification/grouping.hpp"
#include "domain/verification/judging.hpp"
#include "domain/verification/splitting.hpp"

namespace verification {
namespace {

using namespace judging;

Money narrowed(MoneySum sum) { return sum.narrow().value_or(Money{}); }

HistoryOutcome untold(Input missing) {
  HistoryOutcome out;
  out.verdict = Verdict::CannotTell;
  out.missing = missing;
  return out;
}

// Gathers the subjects of a rule; its verdict follows from them.
class Gathering {
 public:
  void judged() { ++out_.judged; }
  void flag(std::string name, Proof proof) {
    out_.flags.push_back({std::move(name), fail(std::move(proof))});
  }
  void lacks(Input missing) { missing_ = missing; }

  HistoryOutcome concluded() && {
    std::ranges::stable_sort(out_.flags, {}, &Subject::name);
    if (!out_.flags.empty()) {
      out_.verdict = Verdict::Fail;
    } else if (missing_) {
      out_.verdict = Verdict::CannotTell;
      out_.missing = *missing_;
    } else if (out_.judged == 0) {
      out_.verdict = Verdict::NotApplicable;
      out_.why = Inapplicable::HistoriaVacia;
    }
    return std::move(out_);
  }

 private:
  HistoryOutcome out_;
  std::optional<Input> missing_;
};

Ratio absolute(const Ratio& ratio) { return ratio < Ratio{} ? Ratio{} - ratio : ratio; }
Ratio points(std::int64_t hundredths) { return {hundredths, 10000}; }

std::string unit_and(const UnidadEjecutora& unit, std::string_view what) {
  return "UE " + show(unit) + ", " + text(what);
}

std::string programa_of(const Partida& partida) {
  const auto number = partida.categoria.programa;
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

bool among(std::span<const std::string> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// Half of two middles is rounded away from zero: prices are positive.
std::int64_t median(std::vector<std::int64_t> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  if (values.size() % 2 == 1) return *middle;
  return (*std::ranges::max_element(values.begin(), middle) + *middle + 1) / 2;
}

// A partida by where it is kept, equal by what it says.
struct PartidaRef {
  const Partida* at = nullptr;
  friend bool operator==(const PartidaRef& a, const PartidaRef& b) { return *a.at == *b.at; }
};
std::size_t hash_of(const PartidaRef& ref) {
  const auto& category = ref.at->categoria;
  const auto place = (std::size_t{category.programa} << 32U) ^
                     (std::size_t{category.actividad} << 16U) ^ std::size_t{category.obra};
  return mixed(mixed(place, index_of(ref.at->renglon)),
               mixed(verification::hash_of(ref.at->fuente.digits()),
                     verification::hash_of(ref.at->geografico.digits())));
}

}  // namespace

HistoryOutcome rule_b09(const History& history, const RuleNorms& norms) {
  if (!history.metas) return untold(Input::Metas);
  const auto gap = norms.share(Parameter::BrechaFisicoFinanciera);
  if (!gap) return untold(Input::Parametro);
  Gathering out;
  for (const auto& row : *history.metas) {
    if (!row.fisico || !row.financiero) {
      out.lacks(Input::Metas);
      continue;
    }
    out.judged();
    const auto apart = absolute(*row.fisico - *row.financiero);
    const bool nothing_done = *row.financiero > Ratio{} && *row.fisico == Ratio{};
    if (apart <= points(*gap) && !nothing_done) continue;
    out.flag(text(row.producto.view()),
             {nothing_done ? "sin_avance" : "brecha",
              {{"fisico", *row.fisico}, {"financiero", *row.financiero}, {"limite", points(*gap)}},
              Value{apart},
              {{"producto", text(row.producto.view())}}});
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_b10(const History& history, const RuleNorms& norms) {
  if (!history.series) return untold(Input::Series);
  const auto times = norms.share(Parameter::DiciembreVeces);
  if (!times) return untold(Input::Parametro);
  Gathering out;
  for (const auto& row : *history.series) {
    // A year that has not ended shows no December.
    if (std::chrono::year{row.year} >= history.hoy.year()) continue;
    Int128 total = 0;
    for (const auto month : row.devengado) total += month;
    if (total <= 0) continue;
    out.judged();
    const auto december = row.devengado[11];
    if (Int128{december} * 12 * 100 <= total * *times) continue;
    out.flag(unit_and(row.unidad, "renglón " + show(row.renglon) + ", " + std::to_string(row.year)),
             {"",
              {{"diciembre", Money::centavos(december)},
               {"promedio", narrowed(MoneySum::centavos(total / 12))},
               {"veces", Ratio{*times, 100}}},
              Value{Ratio{Int128{december} * 12, total}},
              {{"serie", show(row.unidad) + "/" + show(row.renglon)}}});
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_b11(const History& history, const RuleNorms& norms) {
  if (!history.modificaciones) return untold(Input::Modificaciones);
  const auto window = norms.count(Parameter::YoyoVentana);
  const auto substantive = norms.words(Parameter::ProgramasSustantivos);
  const auto* barred = norms.renglones(Parameter::RenglonesSinTraslado);
  if (!window || substantive.empty() || barred == nullptr) return untold(Input::Parametro);
  Gathering out;
  const auto& all = *history.modificaciones;
  Groups<PartidaRef> by_partida(
      all.size(), [&](std::size_t at) { return PartidaRef{&all[at].partida}; },
      [](const PartidaRef& ref) { return hash_of(ref); });
  const Groups<std::int64_t> by_number(
      all.size(), [&](std::size_t at) { return all[at].numero; },
      [](std::int64_t number) { return mixed(static_cast<std::size_t>(number), 0); });
  for (std::size_t group = 0; group < by_partida.size(); ++group) {
    const auto& partida = *by_partida.key(group).at;
    const auto lines = by_partida.rows(group);
    out.judged();
    std::ranges::sort(
        lines, {}, [&](std::size_t at) { return std::tuple(all[at].fecha, all[at].numero, at); });
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const auto &earlier = all[lines[i - 1]], &later = all[lines[i]];
      const bool turned = (earlier.monto > Money{}) != (later.monto > Money{});
      const auto days = days_between(earlier.fecha, later.fecha);
      if (!turned || days > *window) continue;
      out.flag(show(partida), {"yoyo",
                               {{"primera", earlier.monto},
                                {"segunda", later.monto},
                                {"dias", days},
                                {"plazo", *window}},
                               Value{days},
                               {{"modificacion", std::to_string(earlier.numero)},
                                {"modificacion", std::to_string(later.numero)}}});
      break;
    }
  }
  for (std::size_t group = 0; group < by_number.size(); ++group) {
    const auto number = by_number.key(group);
    MoneySum taken, given;
    for (const auto at : by_number.rows(group)) {
      const auto* line = &all[at];
      const bool from_substance =
          line->monto < Money{} && among(substantive, programa_of(line->partida));
      const bool into_barred =
          line->monto > Money{} && barred->test(index_of(line->partida.renglon));
      const bool into_central = line->monto > Money{} && line->partida.categoria.programa == 1;
      if (from_substance) taken -= line->monto;
      if (into_barred || into_central) given += line->monto;
    }
    if (taken <= MoneySum{} || given <= MoneySum{}) continue;
    out.flag("modificación " + std::to_string(number),
             {"sustantivo",
              {{"debitado", narrowed(taken)}, {"acreditado", narrowed(given)}},
              Value{narrowed(std::min(taken, given))},
              {{"modificacion", std::to_string(number)}}});
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_b13(const History& history, const RuleNorms& norms) {
  if (!history.compromisos) return untold(Input::Cur);
  const auto most = norms.count(Parameter::ComprometidoViejo);
  const auto closing = norms.count(Parameter::ComprometidoCierre);
  if (!most || !closing) return untold(Input::Parametro);
  const Date last{history.hoy.year(), std::chrono::month{static_cast<unsigned>(*closing / 100)},
                  std::chrono::day{static_cast<unsigned>(*closing % 100)}};
  Gathering out;
  for (const auto& row : *history.compromisos) {
    const auto open = row.comprometido - row.devengado;
    out.judged();
    if (open <= MoneySum{}) continue;
    const auto days = days_between(row.fecha, history.hoy);
    const bool old = days > *most;
    const bool closed = history.hoy >= last && row.fecha.year() == history.hoy.year();
    if (!old && !closed) continue;
    out.flag("CUR " + std::to_string(row.cur),
             {old ? "viejo" : "cierre",
              {{"fecha", row.fecha}, {"dias", days}, {"plazo", *most}, {"saldo", narrowed(open)}},
              Value{narrowed(open)},
              {{"cur", std::to_string(row.cur)}, {"partida", show(row.partida)}}});
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_b20(const History& history, const RuleNorms&) {
  if (!history.conciliacion) return untold(Input::Conciliacion);
  Gathering out;
  for (const auto& row : *history.conciliacion) {
    out.judged();
    if (row.extracto == row.curs || row.explicada) continue;
    out.flag(show(row.partida) + ", " + text(budget::show(row.etapa)),
             {"",
              {{"extracto", row.extracto}, {"curs", row.curs}},
              Value{narrowed(row.extracto - row.curs)},
              {{"partida", show(row.partida)}}});
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_c03(const History& history, const RuleNorms& norms) {
  if (!history.compras) return untold(Input::Compras);
  const auto groups = split_groups(*history.compras, norms);
  if (!groups) return untold(Input::Parametro);
  Gathering out;
  for (const auto& group : *groups) {
    out.judged();
    if (group.nivel != SplitLevel::Over || group.compras.size() < 2) continue;
    Proof proof{"",
                {{"suma", group.suma},
                 {"limite", group.limite},
                 {"compras", static_cast<std::int64_t>(group.compras.size())}},
                Value{narrowed(group.suma - group.limite)},
                {}};
    for (const auto at : group.compras)
      proof.rows.push_back({"expediente", text((*history.compras)[at].expediente.view())});
    out.flag(unit_and(group.unidad, "familia " + text(group.familia.view()) + ", " +
                                        period_name(group.periodo, group.primero)),
             std::move(proof));
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_c04(const History& history, const RuleNorms& norms) {
  if (!history.compras) return untold(Input::Compras);
  const auto band = norms.share(Parameter::UmbralBanda);
  const auto times = norms.share(Parameter::UmbralVeces);
  const auto least = norms.count(Parameter::UmbralMinimo);
  const std::optional<Money> limits[] = {norms.money(Parameter::BajaCuantiaHasta),
                                         norms.money(Parameter::CompraDirectaHasta),
                                         norms.money(Parameter::CotizacionHasta)};
  if (!band || !times || !least || !limits[0] || !limits[1] || !limits[2])
    return untold(Input::Parametro);
  struct Sides {
    std::int64_t below = 0, above = 0;
    std::vector<Witness> rows;
  };
  std::map<std::pair<UnidadEjecutora, std::int64_t>, Sides> sides;
  for (const auto& bought : *history.compras)
    for (const auto& limit : limits) {
      const Int128 amount = bought.monto.in_centavos(), edge = limit->in_centavos();
      if ((amount - edge < 0 ? edge - amount : amount - edge) * 10000 > edge * *band) continue;
      auto& side = sides[{bought.unidad, limit->in_centavos()}];
      ++(amount <= edge ? side.below : side.above);
      if (amount <= edge) side.rows.push_back({"expediente", text(bought.expediente.view())});
    }
  Gathering out;
  for (auto& [key, side] : sides) {
    if (side.below + side.above < *least) continue;
    out.judged();
    if (side.below * 100 < side.above * *times || side.below == 0) continue;
    out.flag(unit_and(key.first, "umbral " + show(Money::centavos(key.second))),
             {"",
              {{"bajo", side.below},
               {"sobre", side.above},
               {"umbral", Money::centavos(key.second)},
               {"veces", Ratio{*times, 100}}},
              Value{side.below - side.above},
              std::move(side.rows)});
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_c16(const History& history, const RuleNorms& norms) {
  if (!history.compras) return untold(Input::Compras);
  const auto index = norms.count(Parameter::ConcentracionIndice);
  const auto share = norms.share(Parameter::ConcentracionParte);
  if (!index || !share) return untold(Input::Parametro);
  using Market = std::pair<UnidadEjecutora, Renglon>;
  const auto& bought = *history.compras;
  Groups<Market> markets(
      bought.size(),
      [&](std::size_t at) -> std::optional<Market> {
        const auto days = days_between(bought[at].fecha, history.hoy);
        if (days < 0 || days >= 365) return std::nullopt;
        return Market{bought[at].unidad, bought[at].renglon};
      },
      [](const Market& key) {
        return mixed(hash_of(key.first.digits()), hash_of(key.second.digits()));
      });
  const Groups<std::string_view> all_sellers(
      bought.size(), [&](std::size_t at) { return bought[at].nit.view(); },
      [](std::string_view nit) { return mixed(hash_of(nit), 0); });
  Gathering out;
  struct Seller {
    std::size_t market = SIZE_MAX;  // The one that the amount is of.
    std::int64_t amount = 0;
  };
  std::vector<Seller> amounts(all_sellers.size());
  std::vector<std::size_t> sellers;
  for (std::size_t market = 0; market < markets.size(); ++market) {
    const auto& key = markets.key(market);
    sellers.clear();
    for (const auto at : markets.rows(market)) {
      const auto place = all_sellers.group_of(at);
      auto& seller = amounts[place];
      if (seller.market != market) {
        seller = {market, 0};
        sellers.push_back(place);
      }
      seller.amount += bought[at].monto.in_centavos();
    }
    // Of one seller nothing can be said: there is no other to compare with.
    if (sellers.size() < 2) continue;
    out.judged();
    Int128 total = 0, squares = 0;
    std::pair<std::string_view, std::int64_t> top;
    for (const auto place : sellers) {
      const auto nit = all_sellers.key(place);
      const auto amount = amounts[place].amount;
      total += amount;
      squares += Int128{amount} * amount;
      // Of equals the first by its NIT.
      if (amount > top.second || (amount == top.second && amount > 0 && nit < top.first))
        top = {nit, amount};
    }
    if (total <= 0) continue;
    const bool concentrated = squares * 10000 > total * total * *index;
    const bool dominated = Int128{top.second} * 10000 > total * *share;
    if (!concentrated || !dominated) continue;
    out.flag(unit_and(key.first, "renglón " + show(key.second)),
             {"",
              {{"indice", static_cast<std::int64_t>(squares * 10000 / (total * total))},
               {"limite", *index},
               {"nit", text(top.first)},
               {"parte", Ratio{top.second, total}}},
              Value{Ratio{top.second, total}},
              {{"proveedor", text(top.first)}}});
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_c18(const History& history, const RuleNorms& norms) {
  if (!history.precios) return untold(Input::Precios);
  const auto times = norms.share(Parameter::PrecioDesvios);
  const auto least = norms.count(Parameter::PrecioMinimo);
  if (!times || !least) return untold(Input::Parametro);
  const auto& paid = *history.precios;
  const Groups<std::string_view> inputs(
      paid.size(), [&](std::size_t at) { return paid[at].insumo.view(); },
      [](std::string_view insumo) { return mixed(hash_of(insumo), 0); });
  Gathering out;
  for (std::size_t input = 0; input < inputs.size(); ++input) {
    const auto insumo = inputs.key(input);
    const auto rows = inputs.rows(input);
    if (static_cast<std::int64_t>(rows.size()) < *least) continue;
    std::vector<std::int64_t> prices;
    prices.reserve(rows.size());
    for (const auto at : rows) prices.push_back(paid[at].precio.in_centavos());
    const auto middle = median(prices);
    for (auto& price : prices) price = std::abs(price - middle);
    const auto spread = median(std::move(prices));
    // Where most prices are equal, every other one would stand out: nothing is said.
    if (spread == 0) continue;
    // 1.4826 makes the median deviation of a normal population its standard deviation.
    const Int128 reach = Int128{spread} * 14826 * *times / 1'000'000;
    for (const auto at : rows) {
      const auto* row = &paid[at];
      out.judged();
      const Int128 over = Int128{row->precio.in_centavos()} - middle - reach;
      if (over <= 0) continue;
      out.flag(text(insumo) + ", expediente " + text(row->expediente.view()),
               {"",
                {{"hallado", row->precio},
                 {"mediana", Money::centavos(middle)},
                 {"limite", narrowed(MoneySum::centavos(middle + reach))},
                 {"compras", static_cast<std::int64_t>(rows.size())}},
                Value{narrowed(MoneySum::centavos(over))},
                {{"expediente", text(row->expediente.view())}}});
    }
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_a01(const History& history, const RuleNorms& norms) {
  if (!history.series) return untold(Input::Series);
  const auto* list = norms.renglones(Parameter::SuperfluoRenglones);
  const auto most = norms.share(Parameter::SuperfluoCrecimiento);
  if (list == nullptr || !most) return untold(Input::Parametro);
  struct Year {
    Int128 sum = 0;
    std::optional<std::int64_t> personas;
  };
  std::map<std::pair<UnidadEjecutora, Renglon>, std::map<std::int16_t, Year>> lines;
  bool concerned = false;
  for (const auto& row : *history.series) {
    if (!list->test(index_of(row.renglon)) || row.insumo_del_producto) continue;
    concerned = true;
    auto& year = lines[{row.unidad, row.renglon}][row.year];
    for (const auto month : row.devengado) year.sum += month;
    if (row.personas) year.personas = year.personas.value_or(0) + *row.personas;
  }
  Gathering out;
  for (const auto& [key, years] : lines) {
    if (years.size() < 2) {
      out.lacks(Input::Series);
      continue;
    }
    const auto now = std::prev(years.end()), before = std::prev(now);
    out.judged();
    if (now->second.sum * 10000 <= before->second.sum * (10000 + *most)) continue;
    Proof proof{"",
                {{"hallado", narrowed(MoneySum::centavos(now->second.sum))},
                 {"anterior", narrowed(MoneySum::centavos(before->second.sum))},
                 {"anio", std::to_string(now->first)},
                 {"limite", Ratio{*most, 10000}}},
                Value{narrowed(MoneySum::centavos(now->second.sum - before->second.sum))},
                {{"serie", show(key.first) + "/" + show(key.second)}}};
    // Per person served, where both years count them.
    if (now->second.personas.value_or(0) > 0 && before->second.personas.value_or(0) > 0) {
      proof.motive = "por_persona";
      const auto each = [](const Year& year) {
        return Money::centavos(static_cast<std::int64_t>(rounded(Ratio{year.sum, *year.personas})));
      };
      proof.operands.push_back({"por_persona", each(now->second)});
      proof.operands.push_back({"por_persona_antes", each(before->second)});
    }
    out.flag(unit_and(key.first, "renglón " + show(key.second)), std::move(proof));
  }
  if (!concerned) return Gathering{}.concluded();
  return std::move(out).concluded();
}

HistoryOutcome rule_a04(const History& history, const RuleNorms&) {
  if (!history.comisiones) return untold(Input::Comision);
  const auto& all = *history.comisiones;
  Gathering out;
  Groups<std::string_view> persons(
      all.size(),
      [&](std::size_t at) -> std::optional<std::string_view> {
        if (all[at].cui.empty()) return std::nullopt;
        return all[at].cui.view();
      },
      [](std::string_view cui) { return mixed(hash_of(cui), 0); });
  if (std::ranges::any_of(all, [](const Trip& trip) { return trip.cui.empty(); }))
    out.lacks(Input::Persona);
  for (std::size_t person = 0; person < persons.size(); ++person) {
    const auto cui = persons.key(person);
    const auto trips = persons.rows(person);
    out.judged();
    std::ranges::sort(trips, {}, [&](std::size_t at) {
      return std::tuple(all[at].desde, all[at].hasta, all[at].expediente.view());
    });
    const Trip* longest = &all[trips.front()];  // The one that reaches furthest so far.
    for (std::size_t i = 1; i < trips.size(); ++i) {
      const auto* trip = &all[trips[i]];
      if (trip->desde <= longest->hasta) {
        const auto common = std::min(trip->hasta, longest->hasta);
        out.flag("CUI " + text(cui) + ", " + show(trip->desde),
                 {"",
                  {{"primero", text(longest->expediente.view())},
                   {"segundo", text(trip->expediente.view())},
                   {"desde", trip->desde},
                   {"hasta", common}},
                  Value{days_between(trip->desde, common) + 1},
                  {{"expediente", text(longest->expediente.view())},
                   {"expediente", text(trip->expediente.view())}}});
      }
      if (trip->hasta > longest->hasta) longest = trip;
    }
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_w02(const History& history, const RuleNorms& norms) {
  if (!history.visados) return untold(Input::Visados);
  const auto most = norms.count(Parameter::VisadosPorHora);
  const auto opens = norms.count(Parameter::VisadoHoraDesde);
  const auto closes = norms.count(Parameter::VisadoHoraHasta);
  if (!most || !opens || !closes) return untold(Input::Parametro);
  using Hour = std::tuple<std::int64_t, Date, std::int64_t>;
  const auto& all = *history.visados;
  const Groups<Hour> hours(
      all.size(),
      [&](std::size_t at) {
        return Hour{all[at].actor, all[at].fecha, all[at].hora};
      },
      [](const Hour& key) {
        const auto day = std::chrono::sys_days{std::get<1>(key)}.time_since_epoch().count();
        return mixed(static_cast<std::size_t>(std::get<0>(key)),
                     static_cast<std::size_t>(day * 24 + std::get<2>(key)));
      });
  Gathering out;
  for (const auto& review : all) {
    out.judged();
    if (!norms.days().knows(review.fecha)) {
      out.lacks(Input::Calendario);
      continue;
    }
    const bool rest = !norms.days().works(review.fecha);
    if (rest || review.hora < *opens || review.hora >= *closes)
      out.flag("expediente " + text(review.expediente.view()),
               {rest ? "inhabil" : "hora",
                {{"fecha", review.fecha}, {"hora", review.hora}, {"persona", review.actor}},
                {},
                {{"expediente", text(review.expediente.view())}}});
  }
  for (std::size_t hour = 0; hour < hours.size(); ++hour) {
    const auto& key = hours.key(hour);
    const auto reviews = hours.rows(hour);
    const auto count = static_cast<std::int64_t>(reviews.size());
    if (count <= *most) continue;
    Proof proof{"ritmo",
                {{"hallado", count},
                 {"limite", *most},
                 {"fecha", std::get<1>(key)},
                 {"hora", std::get<2>(key)},
                 {"persona", std::get<0>(key)}},
                Value{count - *most},
                {}};
    for (const auto at : reviews)
      proof.rows.push_back({"expediente", text(all[at].expediente.view())});
    out.flag("persona " + std::to_string(std::get<0>(key)) + ", " + show(std::get<1>(key)),
             std::move(proof));
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_w03(const History& history, const RuleNorms& norms) {
  if (!history.visados) return untold(Input::Visados);
  const auto times = norms.share(Parameter::ExcepcionesVeces);
  const auto least = norms.count(Parameter::ExcepcionesMinimo);
  if (!times || !least) return untold(Input::Parametro);
  struct Count {
    std::int64_t all = 0, overridden = 0;
  };
  std::map<std::int64_t, Count> reviewers;
  Count total;
  for (const auto& review : *history.visados) {
    auto& own = reviewers[review.actor];
    ++own.all, ++total.all;
    own.overridden += review.con_excepcion, total.overridden += review.con_excepcion;
  }
  Gathering out;
  for (const auto& [actor, own] : reviewers) {
    const Count rest{total.all - own.all, total.overridden - own.overridden};
    if (own.all < *least || rest.all < *least) continue;
    out.judged();
    // own / all > times × rest / rest.all, crosswise.
    const Int128 mine = Int128{own.overridden} * rest.all * 100;
    const Int128 theirs = Int128{rest.overridden} * own.all * *times;
    if (own.overridden == 0 || mine <= theirs) continue;
    out.flag("persona " + std::to_string(actor),
             {"",
              {{"persona", actor},
               {"hallado", own.overridden},
               {"revisados", own.all},
               {"resto", rest.overridden},
               {"revisados_resto", rest.all}},
              Value{Ratio{own.overridden, own.all} - Ratio{rest.overridden, rest.all}},
              {{"persona", std::to_string(actor)}}});
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_w05(const History& history, const RuleNorms& norms) {
  if (!history.recomendaciones) return untold(Input::Recomendaciones);
  const auto years = norms.count(Parameter::ReincidenciaPlazo);
  if (!years) return untold(Input::Parametro);
  Gathering out;
  std::map<std::pair<Word, UnidadEjecutora>, const Recommendation*> last_closed;
  std::vector<const Recommendation*> ordered;
  for (const auto& row : *history.recomendaciones) ordered.push_back(&row);
  std::ranges::sort(ordered, {},
                    [](const auto* row) { return std::pair(row->emitida, row->numero); });
  for (const auto* row : ordered) {
    const auto name = "recomendación " + text(row->numero.view());
    out.judged();
    const bool waits = row->espera && !row->cerrada;
    if (waits && !row->vence) out.lacks(Input::Recomendaciones);
    if (waits && row->vence && *row->vence < history.hoy)
      out.flag(name, {"vencida",
                      {{"vence", *row->vence}, {"dias", days_between(*row->vence, history.hoy)}},
                      Value{days_between(*row->vence, history.hoy)},
                      {{"recomendacion", text(row->numero.view())}}});
    auto& closed = last_closed[{row->regla, row->unidad}];
    if (closed != nullptr && row->emitida >= *closed->cerrada &&
        row->emitida <= *closed->cerrada + std::chrono::years{static_cast<int>(*years)})
      out.flag(name, {"reincidente",
                      {{"anterior", text(closed->numero.view())},
                       {"cerrada", *closed->cerrada},
                       {"emitida", row->emitida}},
                      Value{days_between(*closed->cerrada, row->emitida)},
                      {{"recomendacion", text(row->numero.view())},
                       {"recomendacion", text(closed->numero.view())}}});
    if (row->cerrada) closed = row;
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_w06(const History& history, const RuleNorms&) {
  if (!history.instrumentos) return untold(Input::Instrumentos);
  Gathering out;
  for (const auto& row : *history.instrumentos) {
    if (!row.debidos || !row.hechos) {
      out.lacks(Input::Instrumentos);
      continue;
    }
    out.judged();
    if (*row.hechos >= *row.debidos) continue;
    out.flag(text(row.codigo.view()), {"",
                                       {{"hallado", *row.hechos}, {"esperado", *row.debidos}},
                                       Value{*row.debidos - *row.hechos},
                                       {{"instrumento", text(row.codigo.view())}}});
  }
  return std::move(out).concluded();
}

HistoryOutcome rule_w07(const History& history, const RuleNorms&) {
  if (!history.bitacora) return untold(Input::Bitacora);
  Gathering out;
  if (history.bitacora->asientos > 0) out.judged();
  if (!history.bitacora->verificada)
    out.flag("asiento " + std::to_string(history.bitacora->roto_en),
             {"",
              {{"hallado", history.bitacora->roto_en}},
              {},
              {{"asiento", std::to_string(history.bitacora->roto_en)}}});
  return std::move(out).concluded();
}

}  // namespace verification
