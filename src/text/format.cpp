// The es-GT forms of format.hpp.
#include "text/format.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

#include "base/text.hpp"

namespace text {
namespace {

constexpr std::string_view hard_space = "\xC2\xA0";
constexpr Int128 centavos_per_quetzal = 100;

constexpr std::array<std::string_view, 12> month_names = {
    "enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
    "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};

constexpr std::array<std::string_view, 31> words = {
    "cero",         "uno",         "dos",        "tres",        "cuatro",     "cinco",
    "seis",         "siete",       "ocho",       "nueve",       "diez",       "once",
    "doce",         "trece",       "catorce",    "quince",      "dieciséis",  "diecisiete",
    "dieciocho",    "diecinueve",  "veinte",     "veintiuno",   "veintidós",  "veintitrés",
    "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
    "treinta"};

constexpr struct {
  std::string_view name, roman;
} cuatrimestres[] = {
    {"Primer cuatrimestre", "I"}, {"Segundo cuatrimestre", "II"}, {"Tercer cuatrimestre", "III"}};

// Scales of the long compact form; Spanish counts billón as 10^12.
constexpr struct {
  std::int64_t quetzales;
  std::string_view one, many;
} scales[] = {
    {1'000'000'000'000, "billón", "billones"},
    {1'000'000'000, "mil millones", "mil millones"},
    {1'000'000, "millón", "millones"},
};

// "1234567.89" to "1,234,567.89"; takes the machine form of any signed number.
std::string grouped(std::string_view machine) {
  const bool negative = machine.starts_with('-');
  if (negative) machine.remove_prefix(1);
  const auto point = machine.find('.');
  const auto whole = machine.substr(0, point);
  std::string out = negative ? "-" : "";
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i != 0 && (whole.size() - i) % 3 == 0) out += ',';
    out += whole[i];
  }
  if (point != machine.npos) out += machine.substr(point);
  return out;
}

MoneySum magnitude(MoneySum amount) { return amount < MoneySum{} ? -amount : amount; }

std::string with_symbol(MoneySum amount, const std::string& figure) {
  return (amount < MoneySum{} ? "-Q" : "Q") + std::string(hard_space) + figure;
}

std::string two_digits(unsigned n) { return padded_left(std::to_string(n), 2); }

std::string year_of(Month month) { return show(month.year); }

}  // namespace

std::string money(MoneySum amount) { return with_symbol(amount, grouped(show(magnitude(amount)))); }

std::string table_money(MoneySum amount) { return grouped(show(amount)); }

std::string printed_money(MoneySum amount) {
  const auto figure = grouped(show(magnitude(amount)));
  return amount < MoneySum{} ? '(' + figure + ')' : figure;
}

std::string large_money(MoneySum amount) {
  const Ratio absolute{magnitude(amount).in_centavos(), centavos_per_quetzal};
  if (absolute < Ratio{1'000'000, 1}) return money(amount);
  auto scale = std::ranges::find_if(scales, [&](const auto& s) {
    return absolute >= Ratio{s.quetzales, 1};
  });
  Int128 tenths = rounded(absolute * Ratio{10, scale->quetzales});
  if (tenths == 10'000 && scale != std::begin(scales)) {  // 999.96 millones is 1 mil millones.
    --scale;
    tenths = 10;
  }
  std::string figure = grouped(show(tenths / 10));
  if (tenths % 10 != 0) figure += '.' + show(tenths % 10);
  return with_symbol(amount, figure + std::string(hard_space) +
                                 std::string(tenths == 10 ? scale->one : scale->many));
}

std::string count(Int128 n) { return grouped(show(n)); }
std::string quantity(Quantity q) { return grouped(show(q)); }
std::string decimal(const Ratio& ratio, int decimals) { return grouped(show(ratio, decimals)); }

std::string percent(const Ratio& points, int decimals) {
  return decimal(points, decimals) + std::string(hard_space) + '%';
}

std::string in_words(std::int64_t n, Gender gender) {
  if (n < 0 || n >= static_cast<std::int64_t>(words.size())) return count(n);
  if (gender == Gender::Feminine && n == 1) return "una";
  if (gender == Gender::Feminine && n == 21) return "veintiuna";
  return std::string(words[static_cast<std::size_t>(n)]);
}

std::string counted(std::int64_t n, std::string_view singular, std::string_view plural,
                    Gender gender) {
  std::string number = in_words(n, gender);
  if (gender == Gender::Masculine && n == 1) number = "un";
  if (gender == Gender::Masculine && n == 21) number = "veintiún";
  return number + std::string(hard_space) + std::string(n == 1 ? singular : plural);
}

std::string listed(std::span<const std::string> items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool last = i + 1 == items.size();
    if (i != 0 && !last) out += ", ";
    if (i != 0 && last) {
      const auto sound = folded(items[i]);
      // "hie-" and "ia-" begin with a consonant sound: "agua y hielo".
      const bool i_sound =
          (sound.starts_with("i") && !sound.starts_with("ia") && !sound.starts_with("ie") &&
           !sound.starts_with("io")) ||
          (sound.starts_with("hi") && !sound.starts_with("hie") && !sound.starts_with("hia"));
      out += i_sound ? " e " : " y ";
    }
    out += items[i];
  }
  return out;
}

std::string date(Date d) {
  return two_digits(unsigned{d.day()}) + '/' + two_digits(unsigned{d.month()}) + '/' +
         padded_left(std::to_string(int{d.year()}), 4);
}

std::string long_date(Date d) {
  return std::to_string(unsigned{d.day()}) + " de " + month(month_of(d));
}

std::string month_name(Month m) {
  assert(m.number >= 1 && m.number <= 12);
  return std::string(month_names[m.number - 1U]);
}

std::string month(Month m) { return month_name(m) + " de " + year_of(m); }

std::string months(Month first, Month last) {
  if (first == last) return month_name(first) + ' ' + year_of(first);
  const auto start = first.year == last.year ? "" : ' ' + year_of(first);
  return month_name(first) + start + " – " + month_name(last) + ' ' + year_of(last);
}

std::string months_in_prose(Month first, Month last) {
  if (first == last) return month(first);
  const auto start = first.year == last.year ? "" : " de " + year_of(first);
  return month_name(first) + start + " a " + month(last);
}

std::string cuatrimestre_name(Cuatrimestre c) {
  return std::string(cuatrimestres[c.number - 1U].name);
}

std::string cuatrimestre(Cuatrimestre c) { return cuatrimestre_name(c) + ' ' + show(c.year); }

std::string cuatrimestre_in_prose(Cuatrimestre c) {
  return months_in_prose(first_month(c), last_month(c)) + " (" +
         std::string(cuatrimestres[c.number - 1U].roman) + " cuatrimestre)";
}

std::string time_of_day(std::int64_t utc_milliseconds) {
  constexpr std::int64_t minute = 60'000, day = 24 * 60 * minute, offset = -6 * 60 * minute;
  const auto local = (utc_milliseconds + offset) % day;
  const auto minutes = static_cast<unsigned>((local < 0 ? local + day : local) / minute);
  return two_digits(minutes / 60) + ':' + two_digits(minutes % 60);
}

std::string date_and_time(std::int64_t utc_milliseconds) {
  return date(local_date(utc_milliseconds)) + ' ' + time_of_day(utc_milliseconds);
}

std::string capitalized(std::string_view utf8) {
  constexpr struct {
    std::string_view small, large;
  } accented[] = {{"á", "Á"}, {"é", "É"}, {"í", "Í"}, {"ó", "Ó"}, {"ú", "Ú"}, {"ñ", "Ñ"}};
  for (const auto& [small, large] : accented)
    if (utf8.starts_with(small)) return std::string(large) + std::string(utf8.substr(small.size()));
  std::string out(utf8);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

}  // namespace text
