// An amount of money in words, as cheques, letters and receipts of Guatemala write it beside the
// figures: "cuarenta y ocho mil trescientos quetzales exactos".
#pragma once

#include <string>

#include "domain/values/money.hpp"

namespace text {

// "un quetzal con 05/100", "un millón de quetzales exactos"; "menos" before a negative one.
std::string amount_in_words(Money);

// A whole number before a masculine noun: 21 is "veintiún", 101 "ciento un". Every value of 64
// bits from zero on; negative ones are "menos …".
std::string number_in_words(std::int64_t);

}  // namespace text
