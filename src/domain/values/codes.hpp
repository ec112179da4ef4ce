// The codes of the budget classifiers: digits of a fixed width, kept with their leading zeros and
// never as numbers. Whether a code exists is a question to the catalogues, not to these types.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/values/refusals.hpp"

// Refuses what is not exactly `width` digits. Errors: CodeWrongWidth, CodeNotDigits, both with
// hallado, campo (`name`) and esperado ("3 cifras").
Result<void> check_code(std::string_view text, std::size_t width, std::string_view name);

// Exports lose leading zeros ("11" for renglón 011): puts them back. Errors: as check_code, for
// what is empty, longer than `width` or not digits.
Result<std::string> with_zeros(std::string_view text, std::size_t width, std::string_view name);

// `Kind` gives the width in digits and the name of the field as a person calls it.
template <class Kind>
class Code {
 public:
  static constexpr std::size_t width = Kind::width;
  static constexpr std::string_view name = Kind::name;

  constexpr Code() { digits_.fill('0'); }

  // Exactly `width` digits.
  static Result<Code> parse(std::string_view text) {
    CHECK(check_code(text, width, name));
    Code code;
    for (std::size_t i = 0; i < width; ++i) code.digits_[i] = text[i];
    return code;
  }
  // One to `width` digits, as foreign files write them.
  static Result<Code> restored(std::string_view text) {
    return parse(TRY(with_zeros(text, width, name)));
  }

  constexpr std::string_view digits() const { return {digits_.data(), width}; }
  constexpr bool zero() const { return *this == Code{}; }
  friend constexpr auto operator<=>(const Code&, const Code&) = default;

 private:
  std::array<char, width> digits_;
};

template <class Kind>
std::string show(const Code<Kind>& code) {
  return std::string(code.digits());
}

template <class Kind>
struct std::hash<Code<Kind>> {
  std::size_t operator()(const Code<Kind>& code) const noexcept {
    return std::hash<std::string_view>{}(code.digits());
  }
};

// One kind of code: its width, and its name in sentences.
#define CEIBA_CODE(Type, digits_wide, spoken)         \
  struct Type##Kind {                                 \
    static constexpr std::size_t width = digits_wide; \
    static constexpr std::string_view name = spoken;  \
  };                                                  \
  using Type = Code<Type##Kind>

CEIBA_CODE(Entidad, 8, "entidad");                     // 11130005
CEIBA_CODE(UnidadEjecutora, 3, "unidad ejecutora");    // 211
CEIBA_CODE(Renglon, 3, "renglón");                     // 029
CEIBA_CODE(Fuente, 2, "fuente de financiamiento");     // 31
CEIBA_CODE(Geografico, 4, "código geográfico");        // 0101: departamento 01, municipio 01
CEIBA_CODE(Organismo, 4, "organismo financiador");     // 0402
CEIBA_CODE(Correlativo, 4, "correlativo");             // 0001
CEIBA_CODE(EntidadReceptora, 8, "entidad receptora");  // 00000243; all zeros: "sin receptora"
CEIBA_CODE(Funcion, 6, "finalidad y función");         // 030500
CEIBA_CODE(TipoGasto, 2, "tipo de gasto");             // 11

#undef CEIBA_CODE

// The classes that a code carries in its first digits.
std::string grupo_of(const Renglon&);            // "0" … "9"
std::string subgrupo_of(const Renglon&);         // "02" of 029
std::string departamento_of(const Geografico&);  // "01" of 0101
std::string finalidad_of(const Funcion&);        // "030000" of 030500
