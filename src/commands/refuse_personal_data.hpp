// A file that is to be published is looked through for personal data by its pattern.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace commands {

// CSV and XLSX up to 24 MB; every sheet of a workbook, hidden ones too. Other files, and those
// that are no readable table, pass: a person has to look at them. Error:
// disclosure::Refusal::PersonalData with sheet, row, column and pattern.
Result<void> refuse_personal_data(std::string_view name, std::string_view bytes);

}  // namespace commands
