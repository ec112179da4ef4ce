// Numbers are read in groups of three digits, and those in pairs: thousands of millions have no
// word of their own in Spanish ("mil millones"), but a billón is a million millions.
#include "text/amount_words.hpp"

#include <array>
#include <string_view>

namespace text {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array small = {
    ""sv,
    "un"sv,
    "dos"sv,
    "tres"sv,
    "cuatro"sv,
    "cinco"sv,
    "seis"sv,
    "siete"sv,
    "ocho"sv,
    "nueve"sv,
    "diez"sv,
    "once"sv,
    "doce"sv,
    "trece"sv,
    "catorce"sv,
    "quince"sv,
    "dieciséis"sv,
    "diecisiete"sv,
    "dieciocho"sv,
    "diecinueve"sv,
    "veinte"sv,
    "veintiún"sv,
    "veintidós"sv,
    "veintitrés"sv,
    "veinticuatro"sv,
    "veinticinco"sv,
    "veintiséis"sv,
    "veintisiete"sv,
    "veintiocho"sv,
    "veintinueve"sv,
};
constexpr std::array tens = {""sv,          ""sv,        ""sv,        "treinta"sv, "cuarenta"sv,
                             "cincuenta"sv, "sesenta"sv, "setenta"sv, "ochenta"sv, "noventa"sv};
constexpr std::array hundreds = {
    ""sv,           "ciento"sv,      "doscientos"sv,  "trescientos"sv, "cuatrocientos"sv,
    "quinientos"sv, "seiscientos"sv, "setecientos"sv, "ochocientos"sv, "novecientos"sv};

void add(std::string& out, std::string_view word) {
  if (!out.empty() && !word.empty()) out += ' ';
  out += word;
}

std::string below_thousand(std::uint64_t n) {
  if (n == 100) return "cien";
  std::string out(hundreds[n / 100]);
  n %= 100;
  if (n < small.size()) {
    add(out, small[n]);
  } else {
    add(out, tens[n / 10]);
    if (n % 10 != 0) add(out, "y " + std::string(small[n % 10]));
  }
  return out;
}

std::string below_million(std::uint64_t n) {
  std::string out;
  const auto thousands = n / 1000;
  if (thousands > 1) out = below_thousand(thousands);
  if (thousands > 0) add(out, "mil");
  add(out, below_thousand(n % 1000));
  return out;
}

std::string in_long_scale(std::uint64_t n) {
  struct Scale {
    std::uint64_t size;
    std::string_view one, many;
  };
  constexpr Scale scales[] = {{1'000'000'000'000'000'000, "trillón", "trillones"},
                              {1'000'000'000'000, "billón", "billones"},
                              {1'000'000, "millón", "millones"}};
  std::string out;
  for (const auto& scale : scales) {
    const auto count = n / scale.size;
    n %= scale.size;
    if (count == 0) continue;
    add(out, below_million(count));
    add(out, count == 1 ? scale.one : scale.many);
  }
  add(out, below_million(n));
  return out.empty() ? "cero" : out;
}

std::uint64_t magnitude(std::int64_t n) {
  return n < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
}

}  // namespace

std::string number_in_words(std::int64_t n) {
  return (n < 0 ? "menos " : "") + in_long_scale(magnitude(n));
}

std::string amount_in_words(Money amount) {
  const auto centavos = magnitude(amount.in_centavos());
  const auto quetzales = centavos / 100, rest = centavos % 100;
  std::string out = amount.in_centavos() < 0 ? "menos " : "";
  out += in_long_scale(quetzales);
  // "un millón de quetzales", but "un millón un quetzales".
  if (quetzales > 0 && quetzales % 1'000'000 == 0) out += " de";
  out += quetzales == 1 ? " quetzal" : " quetzales";
  if (rest == 0) return out + (quetzales == 1 ? " exacto" : " exactos");
  return out + " con " + (rest < 10 ? "0" : "") + std::to_string(rest) + "/100";
}

}  // namespace text
