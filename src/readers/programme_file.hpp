// The monthly financial programme of an institution from a file: categoría, mes, monto.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values/money.hpp"
#include "domain/values/period.hpp"
#include "domain/values/programmatic_code.hpp"

namespace readers {

struct ProgrammedAmount {
  ProgrammaticCode category;
  Month month;
  Money amount;
};

// Reads CSV or XLSX by the layout "programacion-financiera". Errors: those of the file and the
// header; per cell the refusals of the value, with its place, all of them in `all`.
Result<std::vector<ProgrammedAmount>> read_programme(std::string_view bytes);

}  // namespace readers
