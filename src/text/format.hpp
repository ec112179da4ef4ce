// How amounts, quantities and dates are written for people in Guatemala (es-GT). Not the machine
// form (that is show(x) in domain/values), and independent of the server's locale.
// Where two parts must not be torn apart at a line end there is a U+00A0 between them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "domain/values/money.hpp"
#include "domain/values/period.hpp"
#include "domain/values/quantity.hpp"
#include "domain/values/ratio.hpp"

namespace text {

// Three different things that an empty cell would confuse.
inline constexpr std::string_view no_data = "—";      // Nothing was reported.
inline constexpr std::string_view not_due = "n. a.";  // Nothing is expected here.

// --- Money -----------------------------------------------------------------------------------
std::string money(MoneySum);          // "Q 1,234,567.89", "-Q 1,500.00": prose and cards.
std::string table_money(MoneySum);    // "1,234,567.89", "-1,500.00": the unit is in the header.
std::string printed_money(MoneySum);  // "(1,500.00)": printed financial tables only.
std::string large_money(MoneySum);    // "Q 12.4 millones", "Q 1.2 mil millones"; under one
                                      // million as money().

// --- Numbers ---------------------------------------------------------------------------------
std::string count(Int128);                                   // "1,347,953"
std::string quantity(Quantity);                              // "1,198", "12.25"
std::string decimal(const Ratio&, int decimals);             // "1,234.57", "0.83"
std::string percent(const Ratio& points, int decimals = 1);  // 38.8 points: "38.8 %"

enum class Gender { Masculine, Feminine };

// A number of prose: in words up to thirty ("una", "dos", "trece"), beyond that in figures.
std::string in_words(std::int64_t n, Gender = Gender::Masculine);

// A number and its noun: "un informe", "veintiuna delegaciones", "1,198 personas".
std::string counted(std::int64_t n, std::string_view singular, std::string_view plural,
                    Gender = Gender::Masculine);

// "a, b y c"; "e" before the sound i ("Petén e Izabal").
std::string listed(std::span<const std::string> items);

// --- Dates and periods -----------------------------------------------------------------------
std::string date(Date);                                  // "05/01/2026"
std::string long_date(Date);                             // "5 de enero de 2026"
std::string month_name(Month);                           // "mayo"
std::string month(Month);                                // "mayo de 2026"
std::string months(Month first, Month last);             // "enero – abril 2026"
std::string months_in_prose(Month first, Month last);    // "enero a abril de 2026"
std::string cuatrimestre_name(Cuatrimestre);             // "Primer cuatrimestre"
std::string cuatrimestre(Cuatrimestre);                  // "Primer cuatrimestre 2026"
std::string cuatrimestre_in_prose(Cuatrimestre);         // "enero a abril de 2026 (I cuatrimestre)"
std::string time_of_day(std::int64_t utc_milliseconds);  // "14:07", time of Guatemala.
std::string date_and_time(std::int64_t utc_milliseconds);  // "22/11/2026 10:00"

// A first letter in upper case: "enero – abril" at the head of a title.
std::string capitalized(std::string_view utf8);

}  // namespace text
