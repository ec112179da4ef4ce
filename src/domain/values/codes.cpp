// Widths and digits of codes.
#include "domain/values/codes.hpp"

#include "base/text.hpp"

namespace {

std::vector<Detail> details_of(std::string_view text, std::size_t width, std::string_view name) {
  return {{"hallado", std::string(text)},
          {"campo", std::string(name)},
          {"esperado", std::to_string(width) + " cifras"}};
}

}  // namespace

Result<void> check_code(std::string_view text, std::size_t width, std::string_view name) {
  if (!only_digits(text)) return refuse(ValueRefusal::CodeNotDigits, details_of(text, width, name));
  if (text.size() != width)
    return refuse(ValueRefusal::CodeWrongWidth, details_of(text, width, name));
  return {};
}

Result<std::string> with_zeros(std::string_view text, std::size_t width, std::string_view name) {
  if (!only_digits(text)) return refuse(ValueRefusal::CodeNotDigits, details_of(text, width, name));
  if (text.empty() || text.size() > width)
    return refuse(ValueRefusal::CodeWrongWidth, details_of(text, width, name));
  return padded_left(text, width);
}

std::string grupo_of(const Renglon& renglon) { return std::string(renglon.digits().substr(0, 1)); }

std::string subgrupo_of(const Renglon& renglon) {
  return std::string(renglon.digits().substr(0, 2));
}

std::string departamento_of(const Geografico& place) {
  return std::string(place.digits().substr(0, 2));
}

std::string finalidad_of(const Funcion& funcion) {
  return std::string(funcion.digits().substr(0, 2)) + "0000";
}
