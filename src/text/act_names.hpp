// Kinds of act as people read them in the trail: "metas.enviar" → "Envió el mes a validación".
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace text {

// The kind itself where it has no name here.
std::string_view act_name(std::string_view kind);

struct ActName {
  std::string_view kind, words;
};
std::span<const ActName> act_names();

}  // namespace text
