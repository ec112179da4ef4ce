// Edits of cells: what was seen is what may be overwritten; and the rules around a month.
#include "domain/production/capture.hpp"

#include <gtest/gtest.h>

#include "domain/production/refusals.hpp"

namespace production {
namespace {

const GoalKey key{"P1.S1", "U1", {{2026}, 5}};

CellContent amount(std::int64_t n, std::string note = "") {
  return {Quantity::units(n), {}, std::move(note)};
}

CaptureCell cell(std::optional<std::int64_t> reported) {
  CaptureCell found;
  found.cell.subproducto_exists = found.cell.unit_exists = true;
  found.cell.kind = CountKind::Atenciones;
  if (reported)
    found.cell.report = Report{Quantity::units(*reported), CountKind::Atenciones, {}, {}, ""};
  return found;
}

Result<std::vector<CaptureChange>> decide(const CellEdit& edit, const CaptureCell& known,
                                          UnitMonth month = {}) {
  return decide_capture(month, true, {edit}, [&](const GoalKey&) { return known; });
}

std::string code_of(Refusal why) { return std::string(row_of(why).code); }

TEST(Capture, AFigureOverwritesOnlyWhatItsFormShowed) {
  const auto done = decide({key, amount(10), amount(12)}, cell(10));
  ASSERT_TRUE(done);
  ASSERT_EQ(done->size(), 1U);
  EXPECT_EQ(done->front().report->amount, Quantity::units(12));

  const auto refused = decide({key, amount(10), amount(12)}, cell(11));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, code_of(Refusal::CellChanged));
  EXPECT_EQ(detail_of(refused.error(), "hallado"), "11");
  EXPECT_EQ(detail_of(refused.error(), "esperado"), "10");
  EXPECT_EQ(detail_of(refused.error(), "subproducto"), "P1.S1");
}

TEST(Capture, ACellThatAlreadySaysItIsLeftAlone) {
  const auto done = decide({key, amount(10), amount(12)}, cell(12));
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->empty());
}

TEST(Capture, ZeroIsAFigureAndNothingIsNone) {
  const auto zero = decide({key, {}, amount(0)}, cell(std::nullopt));
  ASSERT_TRUE(zero);
  EXPECT_EQ(zero->front().report->amount, Quantity{});

  const auto taken = decide({key, amount(0), {}}, cell(0));
  ASSERT_TRUE(taken);
  ASSERT_EQ(taken->size(), 1U);
  EXPECT_FALSE(taken->front().report);
}

TEST(Capture, AReasonWithoutAFigureIsKept) {
  const auto done = decide({key, {}, {std::nullopt, {}, "  Sin formularios "}}, cell(std::nullopt));
  ASSERT_TRUE(done);
  ASSERT_EQ(done->size(), 1U);
  EXPECT_EQ(done->front().reason_without, "Sin formularios");
}

TEST(Capture, ASentOrClosedMonthTakesNoEdit) {
  EXPECT_EQ(decide({key, amount(1), amount(2)}, cell(1), {ReportState::Enviado}).error().code,
            code_of(Refusal::ReportSent));
  EXPECT_EQ(decide({key, amount(1), {}}, cell(1), {ReportState::Borrador, true}).error().code,
            code_of(Refusal::MonthClosed));
}

TEST(Capture, PartsWithoutAFigureAreRefused) {
  const CellContent parts{std::nullopt, {{Axis::Sexo, "mujer", Quantity::units(3)}}, ""};
  EXPECT_EQ(decide({key, {}, parts}, cell(std::nullopt)).error().code,
            code_of(Refusal::PartsWithoutTotal));
}

TEST(Capture, TheUsualRangeIsOfWhatWasProgrammed) {
  const UsualRange usual{Ratio::whole(50), Ratio::whole(150)};
  EXPECT_EQ(judge(usual, Quantity::units(310), Quantity::units(122)), RangeFinding::Below);
  EXPECT_EQ(judge(usual, Quantity::units(310), Quantity::units(155)), RangeFinding::Inside);
  EXPECT_EQ(judge(usual, Quantity::units(310), Quantity::units(466)), RangeFinding::Above);
  EXPECT_EQ(judge(usual, Quantity{}, Quantity::units(9)), RangeFinding::Inside);
  EXPECT_EQ(judge({}, Quantity::units(10), Quantity{}), RangeFinding::Inside);
}

TEST(Capture, WhatIsOutsideOfTheUsualRangeNeedsItsCause) {
  const UsualRange usual{Ratio::whole(50), Ratio::whole(150)};
  const auto of = [](const char* code, int programmed, int reported, const char* note) {
    return SentFigure{code, Quantity::units(programmed), Quantity::units(reported), note};
  };
  EXPECT_TRUE(explained(usual, {of("S1", 100, 50, ""), of("S2", 100, 10, "Puente cerrado")}));
  EXPECT_TRUE(explained({}, {of("S1", 100, 1, "")}));
  const auto refused = explained(usual, {of("S1", 100, 49, " "), of("S2", 100, 151, "")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, code_of(Refusal::NoteMissing));
  ASSERT_EQ(refused.error().all.size(), 2U);
  EXPECT_EQ(detail_of(refused.error().all[1], "subproducto"), "S2");
}

TEST(Capture, OnlyTheNewestClosedAndUnpublishedMonthOpensAgain) {
  const Month may{{2026}, 5}, june{{2026}, 6};
  const auto code = [](const ReopenRequest& request) {
    const auto done = reopen(request);
    return done ? std::string() : done.error().code;
  };
  EXPECT_EQ(code({may, true, false, {}, "Dictamen 4"}), "");
  EXPECT_EQ(code({may, false, false, {}, "Dictamen 4"}), code_of(Refusal::MonthNotClosed));
  EXPECT_EQ(code({may, true, true, {}, "Dictamen 4"}), code_of(Refusal::MonthPublished));
  EXPECT_EQ(code({may, true, false, june, "Dictamen 4"}), code_of(Refusal::LaterMonthClosed));
  EXPECT_EQ(code({may, true, false, {}, "  "}), code_of(Refusal::ReasonMissing));
}

}  // namespace
}  // namespace production
