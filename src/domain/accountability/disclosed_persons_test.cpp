// The table of persons and releases that follow each other.
#include "domain/accountability/disclosed_persons.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace disclosure {
namespace {

PersonReport report(std::string unit, std::string month, Count men, Count women, Count untold = 0) {
  return {"P02.S1",
          std::move(unit),
          std::move(month),
          men + women + untold,
          {{"sexo", "hombre", "hombre", men}, {"sexo", "mujer", "mujer", women}}};
}

Count value_of(const PersonTable& persons, const std::string& key) {
  for (std::size_t c = 0; c < persons.keys.size(); ++c)
    if (show(persons.keys[c]) == key) return persons.table.cells[c].value;
  return -1;
}

PersonRelease released(const Proposal& proposal) { return {proposal.persons, proposal.hidden()}; }

TEST(DisclosedPersons, AddUpOverUnitsMonthsGroupsAndCategories) {
  const std::vector<PersonReport> reports{report("SAPDF", "2026-01", 60, 30, 10),
                                          report("SAPDF", "2026-02", 40, 20),
                                          {"P02.S2",
                                           "DEL",
                                           "2026-01",
                                           50,
                                           {{"pueblo", "maya", "maya_y_otros", 20},
                                            {"pueblo", "xinka", "maya_y_otros", 6},
                                            {"pueblo", "ladino", "ladino", 24}}}};
  const auto persons = person_table(reports, {{"P02", {"P02.S1", "P02.S2"}}}, {});
  ASSERT_TRUE(sound(persons.table));
  EXPECT_EQ(value_of(persons, "P02.S1 SAPDF 2026-01 sexo mujer"), 30);
  EXPECT_EQ(value_of(persons, "P02.S1 - 2026-01/2026-02 sexo mujer"), 50);
  EXPECT_EQ(value_of(persons, "P02.S1 - 2026-01/2026-02 sexo sin_desagregar"), 10);
  // A group tells apart by what any of its members tells apart; the others are "sin desagregar".
  EXPECT_EQ(value_of(persons, "P02 - 2026-01/2026-02 sexo sin_desagregar"), 60);
  EXPECT_EQ(value_of(persons, "P02 DEL 2026-01 pueblo maya_y_otros"), 26);
  EXPECT_EQ(value_of(persons, "P02 - 2026-01/2026-02 - -"), 210);
}

TEST(DisclosedPersons, AFewAreHiddenWithWhatWouldGiveThemAway) {
  const auto proposal =
      propose(person_table({report("A", "2026-01", 40, 3), report("B", "2026-01", 30, 25)}, {}, {}),
              {}, {});
  EXPECT_TRUE(proposal.found.empty());
  EXPECT_GT(proposal.found_without, 0u);
  EXPECT_FALSE(proposal.shows({"P02.S1", "A", "2026-01", "sexo", "mujer"}));
  // The total of the unit, or its men, would tell; so would the women of the other unit.
  EXPECT_FALSE(proposal.shows({"P02.S1", "A", "2026-01", "sexo", "hombre"}) &&
               proposal.shows({"P02.S1", "A", "2026-01", "", ""}));
  EXPECT_TRUE(proposal.shows({"P02.S1", "", "2026-01", "", ""}));
  for (std::size_t c = 0; c < proposal.decisions.size(); ++c)
    EXPECT_EQ(proposal.protects[c].empty(), proposal.decisions[c].reason != Reason::Complementary);
}

TEST(DisclosedPersons, ALaterReleaseDoesNotGiveAwayAnEarlierOne) {
  const Rules rules{};
  std::vector<PersonReport> reports{report("A", "2026-01", 40, 3), report("A", "2026-02", 50, 20),
                                    report("B", "2026-01", 60, 30), report("B", "2026-02", 60, 30)};
  const auto first = propose(person_table(reports, {}, rules), {}, rules);
  ASSERT_TRUE(first.found.empty());
  reports.push_back(report("A", "2026-03", 50, 2));
  reports.push_back(report("B", "2026-03", 50, 22));
  const auto second = propose(person_table(reports, {}, rules), {released(first)}, rules);
  EXPECT_TRUE(second.found.empty());
  EXPECT_TRUE(second.exposed_before.empty());
  EXPECT_FALSE(second.shows({"P02.S1", "A", "2026-01", "sexo", "mujer"}));
  EXPECT_FALSE(second.shows({"P02.S1", "A", "2026-03", "sexo", "mujer"}));
  // January to February was shown for some; with January to March that must not yield March.
  const bool february = first.shows({"P02.S1", "A", "2026-01/2026-02", "sexo", "mujer"});
  const bool march = second.shows({"P02.S1", "A", "2026-01/2026-03", "sexo", "mujer"});
  EXPECT_FALSE(february && march);
}

TEST(DisclosedPersons, ARectificationOfTwoPersonsIsASmallCountToo) {
  const Rules rules{};
  const std::vector<PersonReport> before{report("A", "2026-01", 40, 30, 10),
                                         report("B", "2026-01", 60, 30, 10)};
  auto after = before;
  after[0] = report("A", "2026-01", 40, 32, 8);
  const auto first = propose(person_table(before, {}, rules), {}, rules);
  ASSERT_TRUE(first.hidden().empty());
  const auto second = propose(person_table(after, {}, rules), {released(first)}, rules);
  EXPECT_TRUE(second.found.empty());
  EXPECT_FALSE(second.shows({"P02.S1", "A", "2026-01", "sexo", "mujer"}));
  EXPECT_FALSE(second.shows({"P02.S1", "A", "2026-01", "sexo", "sin_desagregar"}));
}

// The totals of a goal are published anyway: by how much they changed is no secret, and nothing is
// hidden in vain for it.
TEST(DisclosedPersons, ARectifiedTotalHidesNothingMore) {
  const Rules rules{};
  const std::vector<PersonReport> before{report("A", "2026-01", 40, 30, 10),
                                         report("B", "2026-01", 60, 30, 10)};
  auto after = before;
  after[0] = report("A", "2026-01", 40, 30, 12);
  const auto first = propose(person_table(before, {}, rules), {}, rules);
  const auto second = propose(person_table(after, {}, rules), {released(first)}, rules);
  EXPECT_TRUE(second.found.empty());
  EXPECT_TRUE(second.shows({"P02.S1", "A", "2026-01", "sexo", "mujer"}));
  EXPECT_TRUE(second.shows({"P02.S1", "B", "2026-01", "sexo", "sin_desagregar"}));
}

// A rectified month that no longer tells persons apart: its categories go, their sums shrink.
TEST(DisclosedPersons, AMonthThatIsNoLongerToldApartDoesNotGiveItselfAway) {
  const auto month = [](std::string when, Count total, std::vector<Count> by_country) {
    PersonReport one{"P05.S3", "SCM", std::move(when), total, {}};
    const std::string countries[] = {"COL", "CUB", "GTM", "HTI", "SLV"};
    for (std::size_t i = 0; i < by_country.size(); ++i)
      one.parts.push_back({"nacionalidad", countries[i], "", by_country[i]});
    return one;
  };
  const Rules rules{};
  std::vector<PersonReport> reports{month("2026-01", 6322, {21, 3, 5189, 2, 412}),
                                    month("2026-02", 6457, {19, 4, 5284, 7, 431}),
                                    month("2026-03", 7129, {24, 2, 5877, 1, 455})};
  const auto first = propose(person_table(reports, {}, rules), {}, rules);
  ASSERT_TRUE(first.found.empty());
  reports[0] = month("2026-01", 6324, {});
  const auto second = propose(person_table(reports, {}, rules), {released(first)}, rules);
  EXPECT_EQ(second.found, std::vector<std::string>{});
  EXPECT_FALSE(second.shows({"P05.S3", "", "2026-01/2026-03", "nacionalidad", "CUB"}));
  EXPECT_FALSE(second.shows({"P05.S3", "SCM", "2026-01/2026-03", "nacionalidad", "HTI"}));
  EXPECT_TRUE(second.shows({"P05.S3", "SCM", "2026-02", "nacionalidad", "SLV"}));
}

TEST(DisclosedPersons, TheSameReleaseTwiceHidesTheSame) {
  const Rules rules{};
  const auto table = person_table(
      {report("A", "2026-01", 40, 3), report("B", "2026-01", 4, 25), report("C", "2026-01", 9, 9)},
      {}, rules);
  const auto first = propose(table, {}, rules);
  const auto second = propose(table, {released(first)}, rules);
  EXPECT_EQ(first.hidden(), second.hidden());
  EXPECT_TRUE(second.found.empty());
}

}  // namespace
}  // namespace disclosure
