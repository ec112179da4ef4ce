// Cases of the rules of verification as a jurist reads them (README.md beside this file), and the
// files that they start from.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/verification/file_text.hpp"
#include "domain/verification/norms.hpp"

struct CaseLine {
  std::string field, value;
  std::size_t line = 0;
};

struct Case {
  std::string file;  // "V.casos"
  std::size_t line = 0;
  std::string rule;  // "V03"
  std::string title;
  std::string base;                // Expediente it starts from; "" for history.
  std::vector<CaseLine> facts;     // Before "Resultado".
  std::vector<CaseLine> norms;     // "norma C07/plazo_npg: 5"
  std::string result;              // "requiere verificación"
  std::string why;                 // Motive, reason or what is missing.
  std::vector<CaseLine> expected;  // After it: operands, diferencia, prueba, dice.
};

// Every case of tests/rules, and the base files by name. What is not understood fails the test.
std::vector<Case> all_cases();
std::map<std::string, verification::FileFacts> base_files();

// The program's own norms, with the values of a case instead of theirs; `certainty` for all of
// them, where it is given.
verification::NormTable norms_with(const std::vector<CaseLine>& changed,
                                   std::optional<Certeza> certainty = {});

// Sets a field, or fails the test with the line.
template <class Facts>
void set(Facts&, const CaseLine&, std::string_view where);
