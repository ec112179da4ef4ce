// A month closes with every absentee named, and a closed month changes only by two persons.
#include "domain/production/close.hpp"

#include <gtest/gtest.h>
#include <set>

#include "domain/production/refusals.hpp"

namespace production {
namespace {

using namespace std::chrono;
constexpr Month april{{2026}, 4};

TEST(close, needs_every_unit_validated_or_named) {
  const CloseRequest plain{april,
                           2026y / May / 5,
                           false,
                           {},
                           {{"A", ReportState::Validado}, {"B", ReportState::Borrador}},
                           {{"B", "Sin enlace de datos"}}};
  const auto with = [&](auto change) {
    CloseRequest request = plain;
    change(request);
    return request;
  };
  const struct {
    const char* name;
    CloseRequest request;
    const char* want;
  } cases[] = {
      {"named", plain, ""},
      {"twice", with([](auto& r) { r.already_closed = true; }), "meta.mes_ya_cerrado"},
      {"on its last day", with([](auto& r) { r.today = 2026y / April / 30; }),
       "meta.mes_no_terminado"},
      {"on the next day", with([](auto& r) { r.today = 2026y / May / 1; }), ""},
      {"out of order", with([](auto& r) {
         r.earlier_open = Month{{2026}, 3};
       }),
       "meta.mes_anterior_abierto"},
      {"forgotten", with([](auto& r) { r.absentees.clear(); }), "meta.ausente_sin_nombrar"},
      {"sent but not validated", with([](auto& r) {
         r.expected.push_back({"C", ReportState::Enviado});
       }),
       "meta.ausente_sin_nombrar"},
      {"named though validated", with([](auto& r) {
         r.absentees.push_back({"A", "x"});
       }),
       "meta.ausente_si_reporto"},
      {"named though not expected", with([](auto& r) {
         r.absentees.push_back({"Z", "x"});
       }),
       "meta.ausente_desconocido"},
      {"without reason", with([](auto& r) { r.absentees[0].reason = ""; }), "meta.motivo_falta"},
  };
  for (const auto& c : cases) {
    const auto result = close(c.request);
    EXPECT_EQ(result ? "" : result.error().code, c.want) << c.name;
  }
}

TEST(close, a_rectification_says_old_new_reason_evidence_and_who_else) {
  const Report was{Quantity::units(561), CountKind::Documentos, {}, {}, ""};
  const Rectification plain{
      {"P04.S2", "EXT", {{2026}, 2}},
      Quantity::units(561),
      {Quantity::units(542), CountKind::Documentos, {}, {{std::string(64, '9'), ""}}, ""},
      "Diecinueve expedientes contados dos veces."};
  const auto with = [&](auto change) {
    Rectification asked = plain;
    change(asked);
    return asked;
  };
  const struct {
    const char* name;
    Rectification asked;
    bool closed;
    std::optional<Report> in_force;
    const char* want;
  } cases[] = {
      {"as it should be", plain, true, was, ""},
      {"of an open month", plain, false, was, "meta.mes_no_cerrado"},
      {"of another value", with([](auto& r) { r.old_amount = Quantity::units(560); }), true, was,
       "meta.valor_anterior_distinto"},
      {"of a missing report", with([](auto& r) { r.old_amount = std::nullopt; }), true,
       std::nullopt, ""},
      {"of a missing report as if it were 0",
       with([](auto& r) { r.old_amount = Quantity::units(0); }), true, std::nullopt,
       "meta.valor_anterior_distinto"},
      {"that changes nothing", with([](auto& r) { r.now.amount = Quantity::units(561); }), true,
       was, "meta.nada_cambia"},
      {"of the parts alone", with([](auto& r) {
         r.now.amount = Quantity::units(561);
         r.now.parts = {{Axis::Sexo, "mujer", Quantity::units(200)}};
       }),
       true, was, ""},
      {"without reason", with([](auto& r) { r.reason = ""; }), true, was, "meta.motivo_falta"},
      {"without evidence", with([](auto& r) { r.now.evidence.clear(); }), true, was,
       "meta.evidencia_falta"},
      {"to a negative", with([](auto& r) { r.now.amount = Quantity::units(-1); }), true, was,
       "meta.cantidad_negativa"},
  };
  for (const auto& c : cases) {
    const auto result = propose(c.asked, c.closed, c.in_force);
    EXPECT_EQ(result ? "" : result.error().code, c.want) << c.name;
  }
  const auto code = [](const Result<void>& result) { return result ? "" : result.error().code; };
  EXPECT_EQ(code(authorise(plain, "ana", "benito", false, was)), "");
  EXPECT_EQ(code(authorise(plain, "ana", "ana", false, was)), "meta.misma_persona");
  EXPECT_EQ(code(authorise(plain, "ana", "benito", true, was)), "meta.rectificacion_ya_decidida");
  EXPECT_EQ(code(authorise(plain, "ana", "benito", false, plain.now)),
            "meta.valor_anterior_distinto");
}

TEST(close, every_refusal_has_its_own_code) {
  std::set<std::string_view> codes;
  for (const auto& row : refusal_rows()) EXPECT_TRUE(codes.insert(row.code).second) << row.code;
}

}  // namespace
}  // namespace production
