// What the plan linter found, in words: reason, remedy and place of a finding, with its figures
// as people in Guatemala write them.
#pragma once

#include <string>

#include "domain/planning/linter.hpp"

namespace text {

std::string reason_of(const planning::Finding&);  // "5 % de 1,347,953 son 67,398 y el texto …"
std::string remedy_of(const planning::Finding&);
std::string place_of(const planning::Finding&);  // "Matriz del PEI, RE1, metas, 2021"

// A figure in machine form as people read it: "67398" → "67,398", dates and money likewise;
// years, codes and words as they are.
std::string figure(const Detail&);

}  // namespace text
