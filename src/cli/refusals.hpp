// Why a call of the program is turned away before anything is done.
#pragma once

#include <span>

#include "base/result.hpp"

namespace cli {

enum class Refusal {
  UnknownCommand,
  UnknownOption,
  MissingOption,
  MissingValue,
  NotAChoice,
  TooManyWords,
  FileUnreadable,
  FileUnwritable,
  DataAreReal,
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace cli
