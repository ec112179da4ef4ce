// Every value of the field that is read from text: what is accepted is written back, and reading
// that again gives the same value. The first byte chooses the value.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/values/codes.hpp"
#include "domain/values/identifiers.hpp"
#include "domain/values/money.hpp"
#include "domain/values/partida.hpp"
#include "domain/values/period.hpp"
#include "domain/values/programmatic_code.hpp"
#include "domain/values/quantity.hpp"
#include "domain/values/working_days.hpp"

namespace {

// `exact`: the text has one form only, so it comes back byte by byte.
template <class T>
void check(Result<T> value, std::string_view text, bool exact,
           Result<T> (*parse)(std::string_view)) {
  if (!value) return;
  const auto shown = show(*value);
  if (exact && shown != text) std::abort();
  const auto again = parse(shown);
  if (!again || show(*again) != shown) std::abort();
}

template <class T>
void both(std::string_view text, bool exact) {
  check<T>(T::parse(text), text, exact, &T::parse);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 12) {
    case 0:
      both<Money>(text, false);
      break;
    case 1:
      both<Quantity>(text, false);
      break;
    case 2:
      both<FiscalYear>(text, true);
      break;
    case 3:
      both<Month>(text, true);
      break;
    case 4:
      both<Cuatrimestre>(text, true);
      break;
    case 5:
      check<Date>(parse_date(text), text, true, &parse_date);
      break;
    case 6:
      both<ProgrammaticCode>(text, true);
      break;
    case 7:
      both<Partida>(text, true);
      break;
    case 8:
      both<Nit>(text, false);
      break;
    case 9:
      both<Cui>(text, false);
      break;
    case 10:
      both<HolidayRule>(text, true);
      break;
    case 11:
      both<Renglon>(text, true);
      if (const auto code = Geografico::restored(text)) both<Geografico>(show(*code), true);
      break;
    default:
      break;
  }
  return 0;
}
