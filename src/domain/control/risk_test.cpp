// The scale, the residual as an exact fraction, and bands that include their upper end.
#include "domain/control/risk.hpp"

#include <gtest/gtest.h>

namespace control {
namespace {

RiskLevels levels(int p, int s, int c) {
  return {Level::of(p, "p").value(), Level::of(s, "s").value(), Level::of(c, "c").value()};
}

TEST(Risk, ALevelOutsideOneToFiveIsRefusedByName) {
  for (const std::int64_t wrong : {std::int64_t{0}, std::int64_t{6}, std::int64_t{-1}}) {
    const auto level = Level::of(wrong, "severidad");
    ASSERT_FALSE(level);
    EXPECT_EQ(level.error().code, "riesgo.fuera_de_escala");
    EXPECT_EQ(detail_of(level.error(), "campo"), "severidad");
    EXPECT_EQ(detail_of(level.error(), "hallado"), std::to_string(wrong));
  }
}

TEST(Risk, ResidualIsInherentOverTheValueOfTheControl) {
  EXPECT_EQ(levels(5, 5, 1).residual(), Ratio::whole(25));
  EXPECT_EQ(levels(4, 5, 3).residual(), (Ratio{20, 3}));
  EXPECT_EQ(levels(4, 4, 5).inherent(), 16);
}

TEST(Risk, BandsIncludeTheirUpperEnd) {
  const auto entry = [](const char* code, std::vector<std::pair<std::string, std::string>> limits) {
    return CatalogEntry{.code = code, .name = code, .attributes = std::move(limits)};
  };
  const auto bands =
      risk_bands({entry("no_tolerable", {{"sobre", "15"}}), entry("tolerable", {{"hasta", "10"}}),
                  entry("gestionable", {{"hasta", "15"}, {"sobre", "10"}})},
                 parse_date("2026-01-01").value())
          .value();
  ASSERT_EQ(bands.size(), 3U);
  const auto name = [&](const Ratio& value) { return band_of(bands, value)->code; };
  EXPECT_EQ(name(Ratio::whole(1)), "tolerable");
  EXPECT_EQ(name(Ratio::whole(10)), "tolerable");
  EXPECT_EQ(name(Ratio{1001, 100}), "gestionable");
  EXPECT_EQ(name(Ratio::whole(15)), "gestionable");
  EXPECT_EQ(name(Ratio{46, 3}), "no_tolerable");
  EXPECT_EQ(band_of({}, Ratio::whole(1)), nullptr);
}

}  // namespace
}  // namespace control
