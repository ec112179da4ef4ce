// ProgrammaticCode to and from text, over one table of its parts.
#include "domain/values/programmatic_code.hpp"

#include <array>
#include <vector>

#include "base/text.hpp"
#include "domain/values/codes.hpp"

namespace {

// Reading and writing share this table, so that they cannot disagree. The project is the only
// part that a file may lack.
constexpr std::string_view unknown = "?";
constexpr std::size_t proyecto_at = 2;
constexpr struct {
  std::size_t width;
  std::string_view name;
} parts[] = {{2, "programa"}, {2, "subprograma"}, {3, "proyecto"}, {3, "actividad"}, {3, "obra"}};

using Texts = std::array<std::string_view, std::size(parts)>;

std::uint16_t number(std::string_view digits) {
  std::uint16_t value = 0;
  for (const char c : digits) value = static_cast<std::uint16_t>(value * 10 + (c - '0'));
  return value;
}

Result<ProgrammaticCode> assembled(const Texts& texts, std::string_view whole) {
  std::array<std::uint16_t, std::size(parts)> values{};
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (i != proyecto_at || texts[i] != unknown)
      values[i] = number(TRY(with_zeros(texts[i], parts[i].width, parts[i].name)));
  ProgrammaticCode code{values[0], values[1], values[2], values[3], values[4]};
  if (texts[proyecto_at] == unknown) code.proyecto = std::nullopt;
  if (code.actividad != 0 && code.obra != 0)
    return refuse(ValueRefusal::ActividadAndObra,
                  {{"hallado", whole.empty() ? show(code) : std::string(whole)}});
  return code;
}

}  // namespace

Result<ProgrammaticCode> ProgrammaticCode::parse(std::string_view text) {
  const auto pieces = split(text, '-');
  if (pieces.size() != std::size(parts))
    return refuse(ValueRefusal::CodeWrongWidth, {{"hallado", std::string(text)},
                                                 {"campo", "categoría programática"},
                                                 {"esperado", "la forma 11-00-000-001-000"}});
  Texts texts;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i] = pieces[i];
    if (i == proyecto_at && texts[i] == unknown) continue;
    CHECK(check_code(texts[i], parts[i].width, parts[i].name));
  }
  return assembled(texts, text);
}

Result<ProgrammaticCode> ProgrammaticCode::from_parts(std::string_view programa,
                                                      std::string_view subprograma,
                                                      std::optional<std::string_view> proyecto,
                                                      std::string_view actividad,
                                                      std::string_view obra) {
  return assembled({programa, subprograma, proyecto.value_or(unknown), actividad, obra}, {});
}

std::string show(const ProgrammaticCode& code) {
  const std::optional<std::uint16_t> values[] = {code.programa, code.subprograma, code.proyecto,
                                                 code.actividad, code.obra};
  std::string text;
  for (std::size_t i = 0; i < std::size(parts); ++i) {
    if (i != 0) text += '-';
    text +=
        values[i] ? padded_left(std::to_string(*values[i]), parts[i].width) : std::string(unknown);
  }
  return text;
}
