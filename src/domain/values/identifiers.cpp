// The check digits of NIT and CUI.
#include "domain/values/identifiers.hpp"

#include <array>
#include <cctype>

#include "base/text.hpp"
#include "domain/values/refusals.hpp"

namespace {

constexpr std::size_t nit_shortest = 2, nit_longest = 12;
constexpr std::size_t cui_width = 13, cui_check_at = 8;

// Municipalities of each departamento, 01 to 22, as RENAP numbers them (catalogs/municipios.csv
// holds their names; the count is part of the number's own shape).
constexpr std::array<int, 22> municipios = {17, 8,  16, 16, 14, 14, 19, 8,  24, 21, 9,
                                            30, 33, 21, 8,  17, 14, 5,  11, 11, 7,  17};

int digit(char c) { return c - '0'; }

std::string without(std::string_view text, std::string_view dropped) {
  std::string out;
  for (const char c : text)
    if (!dropped.contains(c)) out += c;
  return out;
}

char nit_check_digit(std::string_view body) {
  int sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i)
    sum += digit(body[body.size() - 1 - i]) * static_cast<int>(i + 2);
  const int check = (11 - sum % 11) % 11;
  return check == 10 ? 'K' : static_cast<char>('0' + check);
}

}  // namespace

Result<Nit> Nit::parse(std::string_view text) {
  const auto refused = [&](ValueRefusal why, std::string expected) {
    return refuse(why, {{"hallado", std::string(text)}, {"esperado", std::move(expected)}});
  };
  auto nit = without(trimmed(text), " -");
  nit.erase(0, nit.find_first_not_of('0') == nit.npos ? nit.size() : nit.find_first_not_of('0'));
  if (!nit.empty() && nit.back() == 'k') nit.back() = 'K';
  if (nit.size() < nit_shortest || nit.size() > nit_longest)
    return refused(ValueRefusal::NitMalformed, "de 2 a 12 caracteres");
  const auto body = std::string_view(nit).substr(0, nit.size() - 1);
  if (!only_digits(body) || !(nit.back() == 'K' || only_digits(std::string_view(&nit.back(), 1))))
    return refused(ValueRefusal::NitMalformed, "cifras y un dígito verificador");
  if (const char check = nit_check_digit(body); check != nit.back())
    return refused(ValueRefusal::NitWrongCheckDigit, std::string(1, check));
  return Nit{std::move(nit)};
}

std::string show(const Nit& nit) { return nit.text(); }

Result<Cui> Cui::parse(std::string_view text) {
  const auto refused = [&](ValueRefusal why) {
    return refuse(why, {{"hallado", std::string(text)}});
  };
  auto cui = without(trimmed(text), " ");
  if (cui.size() != cui_width || !only_digits(cui)) return refused(ValueRefusal::CuiMalformed);

  const auto two = [&](std::size_t at) { return digit(cui[at]) * 10 + digit(cui[at + 1]); };
  const int departamento = two(9), municipio = two(11);
  if (departamento < 1 || departamento > static_cast<int>(municipios.size()) || municipio < 1 ||
      municipio > municipios[static_cast<std::size_t>(departamento - 1)])
    return refused(ValueRefusal::CuiUnknownPlace);

  int sum = 0;
  for (std::size_t i = 0; i < cui_check_at; ++i) sum += digit(cui[i]) * static_cast<int>(i + 2);
  if (sum % 11 != digit(cui[cui_check_at])) return refused(ValueRefusal::CuiWrongCheckDigit);
  return Cui{std::move(cui)};
}

std::string show(const Cui& cui) { return cui.text(); }
