// How sure a norm is, as pages show it.
#include "web/pages/norm_view.hpp"

#include "text/format.hpp"

namespace web {

Html certainty_tag(Certeza certainty) {
  const auto word = text::capitalized(::show(certainty));
  switch (certainty) {
    case Certeza::Verificada:
      return tag(word, Tint::Green);
    case Certeza::Encontrada:
      return tag(word, Tint::Blue);
    case Certeza::Conocida:
      return tag(word);
    case Certeza::Dudosa:
      return tag(word, Tint::Amber);
  }
  return {};
}

}  // namespace web
