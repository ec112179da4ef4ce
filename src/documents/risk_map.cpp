// The map, drawn.
#include "documents/risk_map.hpp"

#include "documents/svg.hpp"

namespace documents {
namespace {

// Tenths; the last two of a cell. The whole is as wide as a telephone shows, since the greatest
// risks are on the right.
constexpr int left = 330, top = 150, width = 620, height = 520;
constexpr std::string_view fills[] = {"#DDEFE3", "#FBE9C6",
                                      "#F7D4CF"};  // By band, from the lowest.

std::size_t place_of(const queries::RiskMatrix& matrix, int product) {
  for (std::size_t i = 0; i < matrix.bands.size(); ++i)
    if (matrix.bands[i].holds(Ratio::whole(product))) return i;
  return matrix.bands.size();
}

}  // namespace

std::string risks_at(const queries::RiskMatrix& matrix, int probability, int severity) {
  std::string all;
  for (const auto& one : matrix.risks)
    if (one.levels.probability.value() == probability && one.levels.severity.value() == severity)
      all += (all.empty() ? "R" : ", R") + std::to_string(one.number);
  return all;
}

std::string risk_map(const queries::RiskMatrix& matrix) {
  Svg svg;
  std::string said;
  for (int p = 5; p >= 1; --p) {
    const int y = top + (5 - p) * height;
    svg.text(left - 60, y + height / 2 + 40, std::to_string(p),
             {.size = 130, .bold = true, .anchor = Anchor::End});
    for (int s = 1; s <= 5; ++s) {
      const int x = left + (s - 1) * width;
      const auto band = place_of(matrix, p * s);
      svg.box(x, y, width, height, band < std::size(fills) ? fills[band] : white,
              {.colour = grey, .width = 8});
      svg.text(x + 40, y + 140, std::to_string(p * s), {.size = 100, .fill = grey});
      if (band < matrix.bands.size())
        svg.text(x + width - 40, y + 140, matrix.bands[band].name.substr(0, 1),
                 {.size = 100, .fill = grey, .anchor = Anchor::End});
      const auto here = risks_at(matrix, p, s);
      if (here.empty()) continue;
      const auto lines = wrapped(here, 130, width - 60, 3);
      int line = 0;
      for (const auto& words : lines)
        svg.text(x + width / 2, y + 270 + 140 * line++, words,
                 {.size = 130, .bold = true, .anchor = Anchor::Middle});
      said += (said.empty() ? "" : "; ") + here + ": probabilidad " + std::to_string(p) +
              ", severidad " + std::to_string(s);
    }
  }
  const int below = top + 5 * height;
  for (int s = 1; s <= 5; ++s)
    svg.text(left + (s - 1) * width + width / 2, below + 170, std::to_string(s),
             {.size = 130, .bold = true, .anchor = Anchor::Middle});
  svg.text(left + 5 * width / 2, below + 360, "Severidad →", {.anchor = Anchor::Middle});
  svg.text(20, top - 50, "Probabilidad ↑", {});
  std::string legend;
  for (const auto& band : matrix.bands)
    legend += (legend.empty() ? "" : " · ") + band.name.substr(0, 1) + " = " + band.name;
  svg.text(left, below + 560, legend, {.fill = grey});
  return svg.finish(below + 640, "Mapa de riesgos de " + show(matrix.year),
                    said.empty() ? "La matriz no tiene riesgos." : said + ".",
                    left + 5 * width + 20);
}

}  // namespace documents
