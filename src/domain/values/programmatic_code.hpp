// A place in the red de categorías programáticas: programa, subprograma, proyecto, actividad or
// obra (2-2-3-3-3 digits), written "11-00-000-001-000". Its parent in the plan is explicit there
// and is not read out of these digits.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

struct ProgrammaticCode {
  std::uint16_t programa = 0;
  std::uint16_t subprograma = 0;
  std::optional<std::uint16_t> proyecto =
      0;  // Nothing: the file does not say. Unknown is not zero.
  std::uint16_t actividad = 0;
  std::uint16_t obra = 0;

  // The whole form; an unknown proyecto is "?": "13-00-?-001-000". Errors: CodeWrongWidth,
  // CodeNotDigits, ActividadAndObra (a category is one or the other, so at most one is not 000).
  static Result<ProgrammaticCode> parse(std::string_view text);

  // From the columns of a file, whose leading zeros may be lost; proyecto may be absent.
  static Result<ProgrammaticCode> from_parts(std::string_view programa,
                                             std::string_view subprograma,
                                             std::optional<std::string_view> proyecto,
                                             std::string_view actividad, std::string_view obra);

  friend auto operator<=>(const ProgrammaticCode&, const ProgrammaticCode&) = default;
};

std::string show(const ProgrammaticCode&);
