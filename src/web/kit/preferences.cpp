// The table of preferences, and what a viewer chose.
#include "web/kit/preferences.hpp"

#include <algorithm>
#include <cassert>

#include "commands/sign_in.hpp"

namespace web {
namespace {

using Choices = std::pair<std::string_view, std::string_view>;

constexpr Choices rows_on_a_page[] = {{"50", "50"}, {"25", "25"}, {"100", "100"}, {"200", "200"}};
constexpr Choices densities[] = {{"normal", "Normal"}, {"compacta", "Compacta"}};
constexpr Choices keys[] = {{"si", "Usarlas"}, {"no", "No usarlas"}};
constexpr Choices languages[] = {{"es", "Español"}, {"en", "Inglés"}};

constexpr Preference all[] = {
    {"filas", "Filas por página", "En las tablas que tienen varias páginas.", rows_on_a_page},
    {"densidad", "Espacio en las tablas", "", densities},
    {"teclas", "Teclas de una letra",
     "En la cola de trabajo y en las listas: j, k, Intro. Vea la lista con «?».", keys},
    {"idioma", "Idioma del portal público", "En el que se abre desde estas páginas.", languages},
};

}  // namespace

std::span<const Preference> preferences() { return all; }

std::string_view preferred(const Visit& visit, std::string_view name) {
  const auto* preference = std::ranges::find(all, name, &Preference::name);
  assert(preference != std::end(all));
  const auto standard = preference->choices.front().first;
  if (visit.viewer == nullptr) return standard;
  const auto kept = commands::preference(visit.db(), visit.viewer->number, name);
  if (!kept || !*kept) return standard;
  const auto chosen = std::ranges::find(preference->choices, **kept, &Choices::first);
  return chosen == preference->choices.end() ? standard : chosen->first;
}

}  // namespace web
