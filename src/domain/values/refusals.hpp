// Why a value of the field is refused when it is read from text.
#pragma once

#include <span>

#include "base/result.hpp"

enum class ValueRefusal {
  MoneyNotANumber,       // "abc"
  MoneyAmbiguous,        // "1.234": thousands or decimals?
  MoneyTooManyDecimals,  // "1.234567" where cents are asked
  MoneyTooLarge,
  QuantityNotANumber,
  QuantityTooLarge,
  YearOutOfRange,
  MonthMalformed,
  CuatrimestreMalformed,
  DateMalformed,
  CodeWrongWidth,
  CodeNotDigits,
  ActividadAndObra,  // Both set: exactly one may be.
  NitMalformed,
  NitWrongCheckDigit,
  CuiMalformed,
  CuiWrongCheckDigit,
  CuiUnknownPlace,
  HolidayRuleMalformed,  // Neither a day, a movable day, an Easter offset nor a date.
  HolidayScopeUnknown,
};
const RefusalRow& row_of(ValueRefusal);
std::span<const RefusalRow> value_refusal_rows();  // All of them, in the order of the enum.
