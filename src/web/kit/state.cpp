// Shapes and words of states.
#include "web/kit/state.hpp"

#include <utility>

#include "documents/svg.hpp"
#include "text/format.hpp"

namespace web {
namespace {

struct LightRow {
  std::string_view css, word;
};

// In the order of evaluation::Light. The names of the symbols are those of the classes.
constexpr LightRow lights[] = {
    {"ritmo", "En ritmo"},   {"atencion", "Atención"},
    {"rezago", "Rezago"},    {"sobre", "Sobre lo programado"},
    {"sindato", "Sin dato"}, {"no", "No programado"},
};

constexpr std::string_view tints[] = {"", "azul", "ambar", "rojo", "verde"};

struct ToneRow {
  std::string_view css, symbol;
};
constexpr ToneRow tones[] = {
    {"gris", "info"}, {"ambar", "atencion"}, {"rojo", "rezago"}, {"verde", "ritmo"}};

}  // namespace

std::string_view word_of(evaluation::Light light) { return lights[std::to_underlying(light)].word; }

Html traffic_light(evaluation::Light light, std::string_view figure, Language language) {
  const auto& row = lights[std::to_underlying(light)];
  Html out = html("<span class=\"sem sem--{}\">{}{}</span>", row.css, symbol(row.css),
                  tr(language, row.word));
  if (!figure.empty()) out += html(" <span class=\"num\">{}</span>", figure);
  return out;
}

Html tag(std::string_view word, Tint tint) {
  const auto css = tints[std::to_underlying(tint)];
  if (css.empty()) return html("<span class=\"etq\">{}</span>", word);
  return html("<span class=\"etq etq--{}\">{}</span>", css, word);
}

Html tag(production::ReportState state) {
  using production::ReportState;
  switch (state) {
    case ReportState::Borrador:
      return tag("Borrador");
    case ReportState::Enviado:
      return tag("Enviado", Tint::Blue);
    case ReportState::Validado:
      return html("<span class=\"etq etq--nada\">Validado</span>");
    case ReportState::Devuelto:
      return tag("Devuelto", Tint::Red);
  }
  return {};
}

Html stamp_illustrative(Language language) {
  return html("<span class=\"sello sello--ilus\">{}</span>", tr(language, "Datos ilustrativos"));
}

Html stamp(std::string_view word) { return html("<span class=\"sello\">{}</span>", word); }

Html notice_box(NoticeTone tone, const Html& inside) {
  const auto& row = tones[std::to_underlying(tone)];
  return html("<div class=\"aviso aviso--{}\">{}<div>{}</div></div>\n", row.css, symbol(row.symbol),
              inside);
}

Html empty_state(std::string_view sentence, const Html& what_next) {
  return html("<div class=\"vacio\">{}<b>{}</b>{}</div>\n", symbol("marca"), sentence,
              what_next.text.empty() || what_next.text.starts_with("<p")
                  ? what_next
                  : html("<p>{}</p>", what_next));
}

Html provenance(const Provenance& about, Language language) {
  Html out = {"<p class=\"origen\">"};
  if (about.illustrative) out += html("{} ", stamp_illustrative(language));
  Html parts;
  const auto add = [&](const Html& part) {
    if (!parts.text.empty()) parts += Html{" · "};
    parts += part;
  };
  if (!about.as_of.empty()) add(html("{} {}", tr(language, "Datos al"), about.as_of));
  if (!about.state.empty()) add(escaped(tr(language, about.state)));
  if (!about.source.empty())
    add(html("{}: <span{}>{}</span>", tr(language, "Fuente"),
             Html{language == Language::Spanish ? "" : " lang=\"es\""}, about.source));
  return out += html("{}</p>\n", parts);
}

Html progress_bar(const Ratio& done, const std::optional<Ratio>& programmed,
                  std::string_view label) {
  constexpr int width = 3000;  // Tenths of a unit.
  const auto full = Ratio::whole(100);
  const auto shown = [&](const Ratio& r) {
    const auto inside = r < Ratio{} ? Ratio{} : r > full ? full : r;
    return documents::tenths(documents::along(inside, full, 0, width));
  };
  Html mark;
  if (programmed) mark = html("<path class=\"g-k\" d=\"M{} 0v18\"/>", shown(*programmed));
  return html(
      "<svg class=\"b\" viewBox=\"0 0 300 18\" role=\"img\" aria-label=\"{}\"><path class=\"g-v\" "
      "d=\"M0 4h300v10H0z\"/><path class=\"g-b\" d=\"M0 4h{}v10H0z\"/>{}</svg>",
      label, shown(done), mark);
}

Html figure_strip(const std::vector<BigFigure>& figures) {
  Html out = {"<dl class=\"cifras\">\n"};
  for (const auto& one : figures) {
    out += html("<div><dt>{}</dt><dd class=\"valor\">{}</dd>",
                one.address.empty() ? escaped(one.label) : link(one.address, one.label), one.value);
    if (!one.remark.text.empty()) out += html("<dd class=\"pie-c\">{}</dd>", one.remark);
    out += Html{"</div>\n"};
  }
  return out += Html{"</dl>\n"};
}

Html history(const std::vector<HistoryEntry>& entries) {
  Html out = {"<ol class=\"traza\">\n"};
  for (const auto& one : entries)
    out += html("<li><time datetime=\"{}\">{}</time>{} · {}</li>\n", ::show(local_date(one.at)),
                text::date_and_time(one.at),
                one.address.empty() ? escaped(one.what) : link(one.address, one.what), one.who);
  return out += Html{"</ol>\n"};
}

}  // namespace web
