// Files from variants of the base files; history from counters, so that what is planted is known.
#include "rules/generated.hpp"

#include <cstdio>
#include <gtest/gtest.h>
#include <random>

#include "base/text.hpp"
#include "rules/cases.hpp"

using namespace verification;

namespace {

struct Fault {
  const char* base;
  const char* rule;
  const char* field;
  const char* value;
};
constexpr Fault faults[] = {
    {"baja_cuantia", "V01", "proveedor.nit", "12345678"},
    {"baja_cuantia", "V03", "factura.1.autorizacion", "D412A347-9720-44C0-8F5B"},
    {"baja_cuantia", "V04", "factura.1.numero", "2535474369"},
    {"baja_cuantia", "V05", "factura.1.receptor", "CF"},
    {"baja_cuantia", "V06", "factura.1.estado", "anulado"},
    {"baja_cuantia", "V07", "factura.1.total", "11200.01"},
    {"baja_cuantia", "V13", "documento.ORDEN", "no"},
    {"baja_cuantia", "V14", "documento.RTU.hasta", "2026-03-01"},
    {"baja_cuantia", "V15", "fecha.recepcion", "2026-02-16"},
    {"baja_cuantia", "V17", "factura.1.emitida", "2025-12-29"},
    {"baja_cuantia", "V20", "recepcion.solicitante", "902"},
    {"baja_cuantia", "V21", "documento.F1H", "no"},
    {"compra_directa", "B01", "partida.1.vigente", "30000.00"},
    {"compra_directa", "B02", "cur.2.monto", "56000.01"},
    {"compra_directa", "B04", "partida.1.cuota_compromiso", "20000.00"},
    {"compra_directa", "B05", "documento.CDP.monto", "55999.99"},
    {"compra_directa", "B07", "partida.1.en_red", "no"},
    {"compra_directa", "B15", "retencion_iva", "1400.00"},
    {"compra_directa", "B16", "proveedor.cuenta_nit", "23456787"},
    {"compra_directa", "C05", "adjudicado", "90000.01"},
    {"compra_directa", "C07", "nog", "sin dato"},
    {"cotizacion", "C19", "contrato.pagado_antes", "1.00"},
    {"cotizacion", "C20", "contrato.garantia.1.monto", "33599.99"},
    {"cotizacion", "C22", "contrato.registrado_cgc", "2026-03-20"},
    {"cotizacion", "C24", "contrato.entregado", "2026-03-05"},
    {"viatico", "A02", "documento.AUTAUST", "no"},
    {"viatico", "A03", "comision.pedido", "1050.01"},
    {"viatico", "V02", "proveedor.cui", "1234567880101"},
    {"baja_cuantia", "W01", "acto.3.actor", "900"},
    {"baja_cuantia", "W08", "cita.1.vigente", "no"},
};

// How often each kind of file comes, in tenths.
constexpr const char* shares[] = {
    "baja_cuantia", "baja_cuantia", "baja_cuantia",    "compra_directa", "compra_directa",
    "viatico",      "nomina",       "servicio_basico", "cotizacion",     "fondo_rotativo"};

// Every amount of a file by the same share: sums, taxes and balances keep agreeing. The tariff of
// travel is fixed by law, so those files stay as they are.
FileFacts scaled(const FileFacts& base, std::int64_t hundredths) {
  if (base.gasto == Gasto::Viatico) return base;
  FileFacts file = base;
  for (const auto& line : lines_of(base)) {
    const auto amount = Money::parse(line.value);
    if (!amount || !line.value.ends_with(".00") || line.path.ends_with("cantidad")) continue;
    const auto changed = Money::centavos(amount->in_centavos() * hundredths / 100);
    if (!set_field(file, line.path, show(changed))) ADD_FAILURE() << line.path;
  }
  return file;
}

// A NIT of seven digits with its own check digit.
std::string nit_of(std::uint32_t number) {
  const auto digits = padded_left(std::to_string(1'000'000 + number % 9'000'000), 7);
  int sum = 0;
  for (std::size_t i = 0; i < 7; ++i) sum += (digits[i] - '0') * static_cast<int>(8 - i);
  const auto check = (11 - sum % 11) % 11;
  return digits + (check == 10 ? std::string("K") : std::to_string(check));
}

// An invoice and its supplier of this file's own.
void identify(FileFacts& file, std::uint32_t number) {
  const auto nit = *NitText::of(nit_of(number * 7919U));
  const bool company =
      !file.proveedor.nit.empty() && file.proveedor.nit == file.proveedor.cuenta_nit;
  for (auto& invoice : file.facturas) {
    char uuid[40];
    const auto series = number * 2'654'435'761U, rest = number ^ 0x9E37'79B9U;
    std::snprintf(uuid, sizeof uuid, "%08X-%04X-4%03X-8F5B-%012X", series, rest >> 16,
                  rest & 0xFFFU, number);
    invoice.autorizacion = *Uuid::of(uuid);
    invoice.serie = *Number::of(std::string_view(uuid, 8));
    invoice.numero = *Number::of(
        std::to_string((rest >> 16) * std::uint64_t{65536} + 0x4000U + (rest & 0xFFFU)));
    if (company && invoice.emisor == file.proveedor.nit) invoice.emisor = nit;
  }
  if (company) file.proveedor.nit = file.proveedor.cuenta_nit = nit;
}

Date day_of(int year, std::size_t ordinal) {
  const std::chrono::sys_days first =
      Date{std::chrono::year{year}, std::chrono::January, std::chrono::day{1}};
  return Date{first + std::chrono::days{static_cast<int>(ordinal % 360)}};
}

Renglon renglon_of(std::size_t n) { return Renglon::parse(std::to_string(200 + n % 90)).value(); }
UnidadEjecutora unit_of(std::size_t n) {
  return UnidadEjecutora::parse(std::to_string(201 + n % 60)).value();
}
Partida partida_of(std::size_t n) {
  const auto text = "2026-11200099-000-" + std::to_string(11 + n % 2) + "-00-000-" +
                    padded_left(std::to_string(1 + n / 2 % 900), 3) + "-000-" +
                    std::to_string(211 + n / 1800 % 70) + "-0101-31-0151-0001";
  FileFacts file;
  if (!set_field(file, "partida.1.partida", text)) ADD_FAILURE() << text;
  return file.partidas.at(0).partida;
}

}  // namespace

GeneratedFiles generated_files(std::size_t count, unsigned one_in) {
  constexpr std::int64_t lowest = 90, highest = 110;
  const auto bases = base_files();
  std::map<std::string, std::vector<FileFacts>> variants;
  for (const auto* name : shares)
    if (auto& made = variants[name]; made.empty())
      for (auto share = lowest; share <= highest; ++share)
        made.push_back(scaled(bases.at(name), share));
  std::mt19937 chance(2026);
  GeneratedFiles all;
  all.files.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const bool plant = one_in != 0 && chance() % one_in == 0;
    const auto& fault = faults[chance() % std::size(faults)];
    const auto& kind = variants.at(shares[chance() % std::size(shares)]);
    const auto variant = chance() % kind.size();
    all.files.push_back(plant ? bases.at(fault.base) : kind[variant]);
    auto& file = all.files.back();
    file.numero = *Number::of("2026-" + padded_left(std::to_string(i), 7));
    if (!plant) {
      identify(file, static_cast<std::uint32_t>(i));
      continue;
    }
    if (!set_field(file, fault.field, fault.value)) ADD_FAILURE() << fault.field;
    all.planted.push_back({i, *rule_at(fault.rule)});
  }
  return all;
}

GeneratedHistory generated_history(std::size_t count) {
  GeneratedHistory made;
  auto& history = made.history;
  history.hoy = Date{std::chrono::year{2026}, std::chrono::December, std::chrono::day{31}};
  std::mt19937 chance(20260531);
  const auto number = [](std::size_t i) {
    return *Number::of("2026-" + padded_left(std::to_string(i), 7));
  };

  // Four purchases of each family, small beside its limit, but for one unit and family in a
  // thousand whose purchases pass it.
  auto& bought = history.compras.emplace();
  bought.reserve(count);
  std::size_t split = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto family = i / 4;
    const bool over = family % 1000 == 17;
    if (over && i % 4 == 0) ++split;
    bought.push_back(
        {number(i), day_of(2026, 10 + family % 90), unit_of(family), Modalidad::BajaCuantia,
         *Word::of(std::to_string(10'000'000 + family)),
         *NitText::of(nit_of(static_cast<std::uint32_t>(chance() % 4000))),
         renglon_of(chance() % 90),
         over ? Money::centavos(24'000'00) : Money::centavos(500'00 + chance() % 1'000'00)});
  }
  made.expected.push_back({*rule_at("C03"), split});

  // Prices of inputs bought five hundred times, near their median, one in ten thousand at ten
  // times.
  const auto inputs = std::max<std::size_t>(count / 500, 1);
  auto& prices = history.precios.emplace();
  prices.reserve(count);
  std::size_t dear = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto input = i % inputs;
    const bool odd = i % 10'000 == 4321;
    dear += odd ? 1 : 0;
    const auto price = static_cast<std::int64_t>(100'00 + input * 10'00 + chance() % 20'00);
    prices.push_back({number(i), day_of(2026, i / inputs), *Word::of("I" + std::to_string(input)),
                      Money::centavos(odd ? price * 10 : price)});
  }
  made.expected.push_back({*rule_at("C18"), dear});

  // Trips of a person one after the other, one in five hundred over the one before.
  auto& trips = history.comisiones.emplace();
  std::size_t over_another = 0;
  for (std::size_t i = 0; i < count / 4; ++i) {
    const auto person = i / 10, turn = i % 10;
    const auto from = day_of(2026, turn * 20);
    const bool overlaps = i % 500 == 123;
    over_another += overlaps ? 1 : 0;
    const auto begin = overlaps ? day_of(2026, turn * 20 - 18) : from;
    trips.push_back({number(i), *CuiText::of(padded_left(std::to_string(person), 9) + "0101"),
                     begin, day_of(2026, turn * 20 + 3)});
  }
  made.expected.push_back({*rule_at("A04"), over_another});

  // Two years by month of 60 units and 90 renglones; the sums of a December stay below its limit.
  auto& series = history.series.emplace();
  for (std::size_t i = 0; i < 60 * 90 * 2; ++i) {
    MonthlySpending row{.unidad = unit_of(i / 180),
                        .renglon = renglon_of(i / 2 % 90),
                        .year = static_cast<std::int16_t>(2025 + i % 2)};
    for (auto& month : row.devengado) month = 1'000'00 + chance() % 100'00;
    series.push_back(row);
  }

  // Modifications that go one way, one partida in a hundred there and back.
  auto& moved = history.modificaciones.emplace();
  std::vector<Partida> partidas;
  for (std::size_t n = 0; n < std::max<std::size_t>(count / 20, 1); ++n)
    partidas.push_back(partida_of(n));
  std::size_t turned = 0;
  for (std::size_t n = 0; n < partidas.size(); ++n) {
    const bool back = n % 100 == 42;
    turned += back ? 1 : 0;
    for (std::size_t k = 0; k < 4; ++k)
      moved.push_back({static_cast<std::int64_t>(n * 4 + k + 1), day_of(2026, 30 * k), partidas[n],
                       Money::centavos((back && k == 2 ? -1 : 1) * 5'000'00)});
  }
  made.expected.push_back({*rule_at("B11"), turned});

  // Compromisos of the last month, all owed, but one in a thousand.
  auto& promised = history.compromisos.emplace();
  promised.reserve(count);
  std::size_t open = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const bool left = i % 1000 == 7;
    open += left ? 1 : 0;
    promised.push_back({static_cast<std::int64_t>(i + 1), day_of(2026, 320 + i % 30),
                        partidas[i % partidas.size()], Money::centavos(1'000'00),
                        Money::centavos(left ? 0 : 1'000'00)});
  }
  made.expected.push_back({*rule_at("B13"), open});

  // Reviews of forty persons in working hours, at most a few an hour but for one in an hour.
  auto& reviews = history.visados.emplace();
  reviews.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto person = static_cast<std::int64_t>(i / 10 % 4000);
    reviews.push_back({person, number(i), day_of(2026, 12 + i / 40'000 % 2 + 7 * (i / 720'000)),
                       static_cast<std::int64_t>(8 + i / 80'000 % 9),
                       static_cast<std::int64_t>(i % 60), i % 97 == 0});
  }

  made.expected.push_back({*rule_at("W02"), 0});

  // One partida in a hundred differs from the extract.
  auto& compared = history.conciliacion.emplace();
  std::size_t apart = 0;
  for (std::size_t n = 0; n < partidas.size(); ++n) {
    const bool off = n % 100 == 5;
    apart += off ? 1 : 0;
    compared.push_back({partidas[n], budget::Stage::Devengado, Money::centavos(1'000'00 + off),
                        Money::centavos(1'000'00), false});
  }
  made.expected.push_back({*rule_at("B20"), apart});
  return made;
}
