// The steps of an area's text, one row per way.
#include "domain/reporting/area_text.hpp"

#include <gtest/gtest.h>

namespace reporting {
namespace {

using namespace std::chrono_literals;
constexpr Date today = 2026y / 5 / 11;

AreaText written(TextState state) {
  return {.state = state, .achievements = "Se atendió a 53,918 personas.", .author = 4};
}

TEST(area_text, steps_follow_each_other_and_no_others) {
  for (const auto state :
       {TextState::Borrador, TextState::Enviado, TextState::Devuelto, TextState::Validado}) {
    const auto text = written(state);
    EXPECT_EQ(bool(send(text, today)), state == TextState::Borrador);
    EXPECT_EQ(bool(validate(text, 3, today)), state == TextState::Enviado);
    EXPECT_EQ(bool(give_back(text, "Falta la causa.", today)), state == TextState::Enviado);
    EXPECT_EQ(bool(edit(text, text, 4)),
              state == TextState::Borrador || state == TextState::Devuelto);
  }
}

TEST(area_text, nobody_validates_what_they_wrote) {
  EXPECT_EQ(validate(written(TextState::Enviado), 4, today).error(), Refusal::OwnText);
}

TEST(area_text, refusals_come_in_their_order) {
  EXPECT_EQ(send(AreaText{}, today).error(), Refusal::TextMissing);
  EXPECT_EQ(give_back(written(TextState::Enviado), " ", today).error(), Refusal::ReasonMissing);
  auto half = written(TextState::Borrador);
  half.actions.push_back({"Fijar la fecha de entrega.", "", today});
  EXPECT_EQ(edit({}, half, 4).error(), Refusal::ActionIncomplete);
}

TEST(area_text, a_returned_text_keeps_the_reason_until_it_is_validated) {
  auto text = give_back(written(TextState::Enviado), "Falta la causa.", today).value();
  text = edit(text, text, 4).value();
  EXPECT_EQ(text.comment, "Falta la causa.");
  text = validate(send(text, today).value(), 3, today).value();
  EXPECT_EQ(text.comment, "");
}

}  // namespace
}  // namespace reporting
