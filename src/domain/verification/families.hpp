// The rules, by name: each family defines its own in rules_*.cpp, and rule_catalog.cpp lists them.
#pragma once

#include "domain/verification/history.hpp"
#include "domain/verification/rule.hpp"

namespace verification {

// One file and the law of its day.
#define CEIBA_FILE_RULE(name) Outcome name(const FileFacts&, const RuleNorms&)
CEIBA_FILE_RULE(rule_v01);
CEIBA_FILE_RULE(rule_v02);
CEIBA_FILE_RULE(rule_v03);
CEIBA_FILE_RULE(rule_v04);
CEIBA_FILE_RULE(rule_v05);
CEIBA_FILE_RULE(rule_v06);
CEIBA_FILE_RULE(rule_v07);
CEIBA_FILE_RULE(rule_v08);
CEIBA_FILE_RULE(rule_v09);
CEIBA_FILE_RULE(rule_v10);
CEIBA_FILE_RULE(rule_v11);
CEIBA_FILE_RULE(rule_v12);
CEIBA_FILE_RULE(rule_v13);
CEIBA_FILE_RULE(rule_v14);
CEIBA_FILE_RULE(rule_v15);
CEIBA_FILE_RULE(rule_v16);
CEIBA_FILE_RULE(rule_v17);
CEIBA_FILE_RULE(rule_v18);
CEIBA_FILE_RULE(rule_v19);
CEIBA_FILE_RULE(rule_v20);
CEIBA_FILE_RULE(rule_v21);
CEIBA_FILE_RULE(rule_b01);
CEIBA_FILE_RULE(rule_b02);
CEIBA_FILE_RULE(rule_b03);
CEIBA_FILE_RULE(rule_b04);
CEIBA_FILE_RULE(rule_b05);
CEIBA_FILE_RULE(rule_b06);
CEIBA_FILE_RULE(rule_b07);
CEIBA_FILE_RULE(rule_b08);
CEIBA_FILE_RULE(rule_b12);
CEIBA_FILE_RULE(rule_b14);
CEIBA_FILE_RULE(rule_b15);
CEIBA_FILE_RULE(rule_b16);
CEIBA_FILE_RULE(rule_b17);
CEIBA_FILE_RULE(rule_b18);
CEIBA_FILE_RULE(rule_b19);
CEIBA_FILE_RULE(rule_c01);
CEIBA_FILE_RULE(rule_c05);
CEIBA_FILE_RULE(rule_c06);
CEIBA_FILE_RULE(rule_c07);
CEIBA_FILE_RULE(rule_c08);
CEIBA_FILE_RULE(rule_c19);
CEIBA_FILE_RULE(rule_c20);
CEIBA_FILE_RULE(rule_c21);
CEIBA_FILE_RULE(rule_c22);
CEIBA_FILE_RULE(rule_c23);
CEIBA_FILE_RULE(rule_c24);
CEIBA_FILE_RULE(rule_a02);
CEIBA_FILE_RULE(rule_a03);
CEIBA_FILE_RULE(rule_a05);
CEIBA_FILE_RULE(rule_a06);
CEIBA_FILE_RULE(rule_a07);
CEIBA_FILE_RULE(rule_a08);
CEIBA_FILE_RULE(rule_w01);
CEIBA_FILE_RULE(rule_w04);
CEIBA_FILE_RULE(rule_w08);
#undef CEIBA_FILE_RULE

// All that was, and the law of the day of the question.
#define CEIBA_HISTORY_RULE(name) HistoryOutcome name(const History&, const RuleNorms&)
CEIBA_HISTORY_RULE(rule_b09);
CEIBA_HISTORY_RULE(rule_b10);
CEIBA_HISTORY_RULE(rule_b11);
CEIBA_HISTORY_RULE(rule_b13);
CEIBA_HISTORY_RULE(rule_b20);
CEIBA_HISTORY_RULE(rule_c03);
CEIBA_HISTORY_RULE(rule_c04);
CEIBA_HISTORY_RULE(rule_c16);
CEIBA_HISTORY_RULE(rule_c18);
CEIBA_HISTORY_RULE(rule_a01);
CEIBA_HISTORY_RULE(rule_a04);
CEIBA_HISTORY_RULE(rule_w02);
CEIBA_HISTORY_RULE(rule_w03);
CEIBA_HISTORY_RULE(rule_w05);
CEIBA_HISTORY_RULE(rule_w06);
CEIBA_HISTORY_RULE(rule_w07);
#undef CEIBA_HISTORY_RULE

}  // namespace verification
