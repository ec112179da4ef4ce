// Modifications, quotas, purchases, joint reviews and measures of austerity, on both engines; and
// austerity over the real formulation of 2018.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "base/text.hpp"
#include "commands/austerity.hpp"
#include "commands/catalogs.hpp"
#include "commands/import_budget.hpp"
#include "commands/import_purchases.hpp"
#include "commands/joint_review.hpp"
#include "commands/modifications.hpp"
#include "commands/rebuild_base.hpp"
#include "commands/testing.hpp"
#include "queries/austerity.hpp"
#include "queries/modifications.hpp"
#include "readers/byte_source.hpp"

namespace commands {
namespace {

using access_control::Role;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

const auto shared = std::filesystem::path(CEIBA_SOURCE_DIR) / ".." / "shared";
const std::string partida = "2026-11200099-000-11-00-000-001-000-029-0101-11-0000-0000";
const std::string other = "2026-11200099-000-12-00-000-001-000-122-0101-11-0000-0000";

class MoneyDocuments : public testing::InstitutionOnBothEngines {
 protected:
  void SetUp() override {
    InstitutionOnBothEngines::SetUp();
    if (!IsSkipped()) testing::act_as(context(), Role::Presupuesto);
  }

  static budget::Modification modification(budget::ModClase clase, std::int64_t number,
                                           std::vector<std::pair<std::string, std::string>> lines) {
    budget::Modification one{
        clase,
        number,
        Date{std::chrono::year{2026}, std::chrono::March, std::chrono::day{10}},
        "Resolución 7-2026",
        "Reorientar el gasto",
        {},
        {}};
    for (const auto& [key, amount] : lines)
      one.lineas.push_back({Partida::parse(key).value(), Money::parse(amount).value()});
    return one;
  }
  Result<Receipt> do_it(const Submission& act) { return submit(context(), act); }
};

TEST_P(MoneyDocuments, an_inter_of_half_a_million_with_our_side_only_is_accepted) {
  using budget::ModClase;
  ASSERT_TRUE(do_it(register_modifications(
      {modification(ModClase::Inter, 1, {{partida, "-500000"}})}, "", false)));
  const auto made = queries::modifications(context().db(), context().institution, {2026}).value();
  ASSERT_EQ(made.all.size(), 1U);
  EXPECT_EQ(show(made.all[0].sum), "-500000.00");
  EXPECT_FALSE(made.all[0].approver);  // No competence was loaded: nobody can tell.

  const auto refused = do_it(register_modifications(
      {modification(ModClase::Intra2, 2, {{partida, "-10"}, {other, "9"}})}, "", false));
  ASSERT_FALSE(refused);
  std::set<std::string> codes;
  for (const auto& one : refused.error().all) codes.insert(one.code);
  EXPECT_EQ(codes,
            (std::set<std::string>{"modificacion.no_suma_cero", "modificacion.cruza_programa"}));
}

TEST_P(MoneyDocuments, a_number_is_one_modification_and_an_annulled_one_stays_in_sight) {
  using budget::ModClase;
  const auto one = modification(ModClase::Dis, 3, {{partida, "-10"}});
  ASSERT_TRUE(do_it(register_modifications({one}, "", false)));
  const auto again = do_it(register_modifications({one}, "", false));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->seq, 0);
  auto changed = one;
  changed.lineas[0].monto = Money::centavos(-2000);
  EXPECT_EQ(do_it(register_modifications({changed}, "", false)).error().code,
            "modificacion.numero_usado");
  ASSERT_TRUE(do_it(annul_modification({2026}, ModClase::Dis, 3, "Era de otra unidad")));
  EXPECT_EQ(do_it(annul_modification({2026}, ModClase::Dis, 3, "Otra vez")).error().code,
            "modificacion.terminada");
  const auto made = queries::modifications(context().db(), context().institution, {2026}).value();
  ASSERT_EQ(made.all.size(), 1U);
  EXPECT_TRUE(made.all[0].row.until);
}

TEST_P(MoneyDocuments, who_approves_is_told_only_where_a_norm_says_it) {
  testing::act_as(context(), Role::Administracion);
  ASSERT_TRUE(load_own_catalogs(context()));
  testing::act_as(context(), Role::Presupuesto);
  using budget::ModClase;
  ASSERT_TRUE(do_it(
      register_modifications({modification(ModClase::Inter, 1, {{partida, "-5"}}),
                              modification(ModClase::Intra2, 1, {{partida, "-5"}, {partida, "5"}})},
                             "", false)));
  const auto made = queries::modifications(context().db(), context().institution, {2026}).value();
  for (const auto& one : made.all)
    if (one.row.modification.clase == ModClase::Inter)
      EXPECT_EQ(one.approver->attribute("aprueba"), "Acuerdo Gubernativo");
    else
      EXPECT_FALSE(one.approver) << "no norm says who approves it in a decentralised entity";
}

TEST_P(MoneyDocuments, quotas_are_replaced_and_faults_name_their_line) {
  const std::string head = "ejercicio,ue,fuente,grupo,etapa,tipo,mes,monto,documento\n";
  const auto import = [&](const std::string& rows) {
    return import_quotas(context(), head + rows, "cuotas.csv", false, false);
  };
  ASSERT_TRUE(
      import("2026,000,11,0,compromiso,normal,enero,\"1,000.00\",COPEP 1\n"
             "2026,000,11,0,devengado,,2026-02,250,COPEP 1\n"));
  const auto more = import("2026,000,11,0,compromiso,normal,enero,1200,COPEP 2\n");
  ASSERT_TRUE(more);
  EXPECT_EQ(more->outcome.at("reemplazadas").as_int64(), 1);
  const auto made = queries::quotas(context().db(), context().institution, {2026}).value();
  ASSERT_EQ(made.all.size(), 2U);
  EXPECT_EQ(show(made.all[0].row.monto), "1200.00");
  const auto refused = import(
      "2026,000,11,0,compromiso,normal,febrero,1,\n"
      "2026,000,11,0,devengado,normal,marzo,-1,\n");
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().all.size(), 2U);
  EXPECT_EQ(refused.error().all[0].code, "cuota.no_es_primer_mes");
  EXPECT_EQ(detail_of(refused.error().all[0], "linea"), "2");
  EXPECT_EQ(refused.error().all[1].code, "cuota.negativa");
}

TEST_P(MoneyDocuments, the_real_release_of_guatecompras_imports_whole) {
  const auto path = shared / "fixtures" / "ocds-guatemala" / "release-package-NOG-29813743.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared/fixtures/ocds-guatemala here";
  testing::act_as(context(), Role::Compras);
  const auto bytes = bytes_of(path);
  const auto done = import_purchases(context(), bytes, "release.json", false, false);
  ASSERT_TRUE(done) << done.error().code;
  const auto all = storage::purchases(context().db(), context().institution).value();
  ASSERT_EQ(all.size(), 1U);
  const auto& one = all[0].purchase;
  EXPECT_EQ(one.number, "29813743");
  EXPECT_EQ(one.buyer_code, "12101206");
  EXPECT_EQ(one.modality_text, "Licitación Pública (Art. 17 LCE)");
  EXPECT_EQ(one.status, "Vigente");
  ASSERT_EQ(one.items.size(), 1U);
  EXPECT_EQ(show(*one.items[0].quantity), "100");
  EXPECT_FALSE(one.amount);  // It says none: nothing, not zero.
  const auto again = import_purchases(context(), bytes, "release.json", false, false);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->seq, 0);
}

TEST_P(MoneyDocuments, npg_text_gives_suppliers_and_amounts_and_names_the_line_of_a_fault) {
  testing::act_as(context(), Role::Compras);
  const std::string text =
      "E589747711\n24.ago..2026 07:30:53\nPublicado\nGuatecompras\nINSTITUTO\nCOMPRAS\n"
      "Compra de Baja Cuantía (Art.43 inciso a)\nPapel bond\n6200060\nPROVEEDOR, S.A.\n4,500.00\n";
  ASSERT_TRUE(import_purchases(context(), text, "npg.txt", false, false));
  const auto all = storage::purchases(context().db(), context().institution).value();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(show(*all[0].purchase.published), "2026-08-24");
  EXPECT_EQ(show(*all[0].purchase.awarded), "4500.00");
  ASSERT_EQ(all[0].purchase.suppliers.size(), 1U);
  EXPECT_EQ(all[0].purchase.suppliers[0].nit, "6200060");
  const auto refused = import_purchases(context(), replaced(text, "4,500.00", "cuatro mil"),
                                        "npg.txt", false, false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "npg.monto_ilegible");
  EXPECT_EQ(detail_of(refused.error(), "linea"), "11");
}

TEST_P(MoneyDocuments, three_parties_sign_by_three_persons_and_agreements_are_followed) {
  testing::act_as(context(), Role::Monitoreo);
  budget::JointReview review;
  review.month = {{2026}, 4};
  review.summary = "Extracto y CUR de abril";
  review.agreements.push_back(
      {1, "Pedir el CUR 7", "Contador general",
       Date{std::chrono::year{2026}, std::chrono::June, std::chrono::day{1}},
       budget::AgreementState::Pendiente, "", std::nullopt});
  const auto opened = do_it(open_joint_review(review));
  ASSERT_TRUE(opened) << opened.error().code;
  const auto number = opened->outcome.at("revision").as_int64();
  using budget::Party;
  EXPECT_EQ(do_it(sign_joint_review(number, Party::Finanzas)).error().code, "acto.sin_permiso")
      << "monitoring does not sign for Finance";
  ASSERT_TRUE(do_it(sign_joint_review(number, Party::Monitoreo)));
  EXPECT_EQ(do_it(sign_joint_review(number, Party::Monitoreo)).error().code, "revision.ya_firmada");
  testing::act_as(context(), Role::Presupuesto);
  ASSERT_TRUE(do_it(sign_joint_review(number, Party::Finanzas)));
  testing::act_as(context(), Role::Verificacion);
  const auto last = do_it(sign_joint_review(number, Party::Verificacion));
  ASSERT_TRUE(last);
  EXPECT_TRUE(last->outcome.at("cerrada").as_bool());
  ASSERT_TRUE(do_it(follow_agreement(number, 1, budget::AgreementState::Cumplido, "Llegó")));
  EXPECT_EQ(do_it(follow_agreement(number, 2, budget::AgreementState::Cumplido, "")).error().code,
            "revision.acuerdo_desconocido");
  const auto row =
      storage::joint_review_of(context().db(), context().institution, number).value().value();
  EXPECT_TRUE(row.review.closed());
  EXPECT_EQ(row.review.agreements[0].note, "Llegó");
}

TEST_P(MoneyDocuments, each_role_of_a_party_signs_for_it_and_nobody_else_opens_or_follows) {
  using budget::Party;
  budget::JointReview review;
  review.month = {{2026}, 5};
  review.summary = "Extracto y CUR de mayo";
  for (const auto role : {Role::Enlace, Role::Informacion, Role::Auditoria, Role::Compras}) {
    testing::act_as(context(), role);
    EXPECT_EQ(do_it(open_joint_review(review)).error().code, "acto.sin_permiso")
        << access_control::show(role);
  }
  const struct {
    Party party;
    std::vector<Role> roles;
  } cases[] = {{Party::Finanzas, {Role::Presupuesto, Role::Contabilidad, Role::Tesoreria}},
               {Party::Monitoreo, {Role::Monitoreo}},
               {Party::Verificacion, {Role::Verificacion, Role::Visado}}};
  for (const auto& [party, roles] : cases)
    for (const auto role : roles) {
      testing::act_as(context(), role);
      const auto opened = do_it(open_joint_review(review));
      ASSERT_TRUE(opened) << access_control::show(role);
      const auto number = opened->outcome.at("revision").as_int64();
      for (const auto another : budget::all_parties) {
        if (another == party) continue;
        EXPECT_EQ(do_it(sign_joint_review(number, another)).error().code, "acto.sin_permiso");
      }
      EXPECT_TRUE(do_it(sign_joint_review(number, party))) << access_control::show(role);
      testing::act_as(context(), Role::Enlace);
      EXPECT_EQ(do_it(sign_joint_review(number, party)).error().code, "acto.sin_permiso");
      EXPECT_EQ(
          do_it(follow_agreement(number, 1, budget::AgreementState::Cumplido, "")).error().code,
          "acto.sin_permiso");
    }
}

TEST_P(MoneyDocuments, a_measure_is_approved_by_another_and_replay_makes_the_same_rows) {
  testing::act_as(context(), Role::Monitoreo);
  budget::AusterityMeasure one;
  one.code = "AU-1";
  one.title = "Menos impresión";
  one.scope = {budget::parse_renglones("121;131-136").value(), "01-00-000-001-000"};
  one.first = {{2026}, 1};
  one.last = {{2026}, 12};
  one.baseline = Money::centavos(1'200'000);
  one.baseline_source = "SICOIN 2025";
  one.saving_goal = Money::centavos(100'000);
  one.owner = "Subdirector";
  one.due = Date{std::chrono::year{2026}, std::chrono::December, std::chrono::day{31}};
  ASSERT_TRUE(do_it(propose_austerity(one, true)));
  EXPECT_EQ(do_it(propose_austerity(one, true)).error().code, "austeridad.codigo_usado");
  using budget::AusterityState;
  EXPECT_EQ(do_it(move_austerity("AU-1", AusterityState::Aprobada, "Acta")).error().code,
            "acceso.misma_persona");
  testing::act_as(context(), Role::Planificacion);
  ASSERT_TRUE(do_it(move_austerity("AU-1", AusterityState::Aprobada, "Acta")));
  const auto all =
      queries::austerity_standings(context().db(), context().institution, {{2026}, 4}).value();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].row.measure.scope, one.scope);
  EXPECT_EQ(show(all[0].saving.expected), "4000.00");  // A third of the baseline.
  EXPECT_EQ(show(all[0].saving.saved()), "4000.00");

  testing::act_as(context(), Role::Presupuesto);
  ASSERT_TRUE(do_it(register_modifications(
      {modification(budget::ModClase::Amp, 9, {{partida, "5"}, {other, "7"}})}, "", false)));
  testing::Place copy_place{GetParam() == storage::Engine::Sqlite && testing::postgres_url()
                                ? storage::Engine::Postgres
                                : storage::Engine::Sqlite};
  ASSERT_TRUE(rebuild_base(context().db(), copy_place.location,
                           [](std::string_view, std::int64_t, std::int64_t) {}));
  const auto copy = storage::open(copy_place.location, storage::Mode::Read).value();
  EXPECT_EQ(testing::dump(*copy, storage::Mark::Estado),
            testing::dump(context().db(), storage::Mark::Estado));
}

// The eight renglones that rule A01 watches, in the 2018 formulation of the Dirección General de
// Migración: without the passport booklets, at most a fifteenth of them remains.
TEST_P(MoneyDocuments, of_the_superfluous_renglones_of_2018_the_booklets_are_left_out) {
  const auto path = shared / "data" / "gt" / "formulacion_2018_mingob_migracion.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared/data/gt here";
  testing::act_as(context(), Role::Administracion);
  ASSERT_TRUE(load_own_catalogs(context()));
  const auto text = bytes_of(path);
  const auto source = readers::bytes_in_memory(text);
  const auto loaded = import_budget(context(), *source, {.name = "2018.csv", .national = true},
                                    [](std::string_view, std::int64_t, std::int64_t) {});
  ASSERT_TRUE(loaded) << loaded.error().code;
  const auto made =
      queries::austerity(context().db(), context().institution, "11130005", {{2018}, 12}).value();
  EXPECT_TRUE(made.by_asignado);
  EXPECT_EQ(show(made.detection.watched), "84817103.00");
  EXPECT_EQ(show(made.detection.inputs), "79192960.00");
  EXPECT_EQ(show(made.detection.at_most), "5624143.00");
  ASSERT_FALSE(made.detection.excluded.empty());
  EXPECT_EQ(show(made.detection.excluded[0].renglon), "122");
}

INSTANTIATE_TEST_SUITE_P(engines, MoneyDocuments, testing::both_engines(), testing::engine_name);

}  // namespace
}  // namespace commands
