// States, stamps, notices and small marks: shape and word first, colour last.
#pragma once

#include <string>

#include "domain/evaluation/traffic_light.hpp"
#include "domain/production/month_report.hpp"
#include "web/kit/page.hpp"

namespace web {

// The traffic light with its shape and word; `figure` after it where there is one ("64.8").
Html traffic_light(evaluation::Light, std::string_view figure = {}, Language = Language::Spanish);
std::string_view word_of(evaluation::Light);  // "En ritmo"

enum class Tint : std::uint8_t { Grey, Blue, Amber, Red, Green };
Html tag(std::string_view word, Tint = Tint::Grey);  // "Enviado"
Html tag(production::ReportState);
Html stamp_illustrative(Language = Language::Spanish);  // "Datos ilustrativos", dashed.
Html stamp(std::string_view word);

enum class NoticeTone : std::uint8_t { Grey, Amber, Red, Green };
Html notice_box(NoticeTone, const Html& inside);
Html empty_state(std::string_view sentence, const Html& what_next = {});

// "Datos al 30/04/2026 · validado · SICOIN": where a figure comes from.
struct Provenance {
  std::string as_of, state, source;
  bool illustrative = false;
};
Html provenance(const Provenance&, Language = Language::Spanish);

// Solid = done, mark = programmed to date; both of the same whole (per cent points).
Html progress_bar(const Ratio& done, const std::optional<Ratio>& programmed,
                  std::string_view label);

// A strip of figures: number, what it is, a remark.
struct BigFigure {
  std::string value, label;
  Html remark = {};
  std::string address = {};
};
Html figure_strip(const std::vector<BigFigure>&);

// The history of a thing: when, who (post), what.
struct HistoryEntry {
  Milliseconds at = 0;
  std::string who, what;
  std::string address = {};
};
Html history(const std::vector<HistoryEntry>&);

}  // namespace web
