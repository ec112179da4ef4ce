// The traffic light: executed against what was expected by now, never against the whole year.
// Thresholds are dated data (norms/semaforo.csv); the default is MINFIN's.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "domain/evaluation/figure.hpp"
#include "domain/planning/plan.hpp"

namespace evaluation {

enum class Light { Ok, Attention, Behind, Above, NoData, NotProgrammed };
std::string_view name_of(Light);  // "en_ritmo", "atencion", "rezago", …

// Of the index 100 × executed ÷ expected.
struct Thresholds {
  Ratio attention_from = Ratio::whole(50);  // Below: behind.
  Ratio ok_from = Ratio::whole(75);         // Below: attention.
  Ratio ok_upto = Ratio::whole(100);        // Above: more than programmed.
  std::string source;                       // "MINFIN Dashboards, SEjecucion.java"
  friend bool operator==(const Thresholds&, const Thresholds&) = default;
};

// What should have been reached by the cut.
struct Expected {
  std::optional<Ratio> value;
  bool linear = false;  // By months gone, since there is no monthly programme.
};

// The programme to date where there is one, else the year's goal × months ÷ 12.
Expected expected_by(std::optional<Ratio> programme_to_date, std::optional<Ratio> year_goal,
                     int months);

struct Signal {
  Light light = Light::NoData;
  Figure index;  // 100 × executed ÷ expected; descending: expected ÷ executed.
  bool linear = false;
  bool softened = false;  // Behind, but shown as attention: only one month has gone.
};

// `executed` empty: nothing was reported. In the first month of a year nobody is behind yet
// (ux.md §4.4): the light is attention.
Signal signal(std::optional<Ratio> executed, const Expected&, planning::Polaridad, int months,
              const Thresholds&);

}  // namespace evaluation
