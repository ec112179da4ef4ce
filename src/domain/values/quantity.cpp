// Quantity to and from its machine form.
#include "domain/values/quantity.hpp"

#include "domain/values/refusals.hpp"

Result<Quantity> Quantity::parse(std::string_view text) {
  const auto as_money = Money::parse(text);  // Same grammar: digits with at most two decimals.
  if (!as_money) {
    const bool large = as_money.error().code == row_of(ValueRefusal::MoneyTooLarge).code;
    return refuse(large ? ValueRefusal::QuantityTooLarge : ValueRefusal::QuantityNotANumber,
                  {{"hallado", std::string(text)}});
  }
  const auto hundredths = as_money->in_centavos();
  if (hundredths > most_hundredths || hundredths < -most_hundredths)
    return refuse(ValueRefusal::QuantityTooLarge, {{"hallado", std::string(text)}});
  return Quantity::hundredths(hundredths);
}

std::string show(Quantity quantity) {
  auto text = show(Money::centavos(quantity.in_hundredths()));
  if (quantity.whole()) text.resize(text.size() - 3);
  return text;
}
