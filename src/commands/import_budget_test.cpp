// Budget imports on both engines: what comes in, what replaces what, what is refused and leaves
// nothing behind, and that replay makes the same facts from the kept files.
#include "commands/import_budget.hpp"

#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/text.hpp"
#include "commands/catalogs.hpp"
#include "commands/replay.hpp"
#include "commands/testing.hpp"
#include "domain/budget/refusals.hpp"
#include "storage/journal_store.hpp"

namespace commands {
namespace {

constexpr auto header =
    "ejercicio,mes,entidad,unidad_ejecutora,programa,subprograma,proyecto,actividad,obra,renglon,"
    "fuente,organismo,correlativo,geografico,asignado,modificado,vigente,comprometido,devengado,"
    "pagado\n";

struct Line {
  std::string amounts;  // asignado, modificado, vigente, comprometido, devengado, pagado
  int month = 1;
  std::string renglon = "029", entity = "11200099", place = "0101", unit = "000", source = "31";
};

std::string file(const std::vector<Line>& lines) {
  std::string bytes = header;
  for (const auto& l : lines)
    bytes += "2026," + std::to_string(l.month) + "," + l.entity + "," + l.unit +
             ",11,00,000,001,000," + l.renglon + "," + l.source + ",0151,0001," + l.place + "," +
             l.amounts + "\n";
  return bytes;
}

const StageProgress quiet = [](std::string_view, std::int64_t, std::int64_t) {};

Result<BudgetImported> import(Context& context, std::string_view bytes, BudgetImport wanted = {}) {
  if (wanted.name.empty()) wanted.name = "prueba.csv";
  const auto source = readers::bytes_in_memory(bytes);
  return import_budget(context, *source, wanted, quiet);
}

std::string total(Context& context, std::string_view stage = "vigente") {
  std::string months;
  for (int m = 1; m <= 12; ++m)
    months += (m == 1 ? "" : " + ") + std::string("f.") + std::string(stage) + "_" +
              padded_left(std::to_string(m), 2);
  const auto sum = context.db().first("select cast(coalesce(sum(" + months +
                                          "), 0) as bigint) from budget_fact f join "
                                          "budget_scope s on f.fact >= s.first_fact and f.fact < "
                                          "s.last_fact where s.until_seq is null",
                                      [](const storage::Row& row) { return row.money(0); });
  return show(*sum.value());
}

std::int64_t rows_of(Context& context, const std::string& table) {
  return *context.db()
              .first("select count(*) from " + table,
                     [](const storage::Row& row) { return row.integer(0); })
              .value();
}

class Budget : public testing::InstitutionOnBothEngines {
 protected:
  void before() override {
    testing::load_few_codes(
        context(),
        {{"grupos", {{"0", ""}}},
         {"subgrupos", {{"01", "0"}, {"02", "0"}}},
         {"renglones", {{"011", "01"}, {"029", "02"}}},
         {"fuentes", {{"31", ""}}},
         {"departamentos", {{"01", ""}}},
         {"municipios", {{"0101", "01"}}},
         {"entidades", {{"11200099", ""}, {"11130005", ""}}},
         {"unidades_ejecutoras", {{"11200099-000", "11200099"}, {"11130005-000", "11130005"}}}});
  }

  // Refused with this code, and not a row of any table is another.
  void expect_refused(std::string_view bytes, std::string_view code, BudgetImport wanted = {},
                      std::string_view line = "") {
    const auto before = testing::dump(context().db(), storage::Mark::Estado) +
                        testing::dump(context().db(), storage::Mark::Bitacora);
    const auto refused = import(context(), bytes, std::move(wanted));
    ASSERT_FALSE(refused) << code;
    EXPECT_EQ(refused.error().code, code) << detail_of(refused.error(), "hallado");
    EXPECT_EQ(detail_of(refused.error(), "archivo"), "prueba.csv");
    if (!line.empty()) {
      EXPECT_EQ(detail_of(refused.error(), "linea"), line) << code;
    }
    EXPECT_EQ(testing::dump(context().db(), storage::Mark::Estado) +
                  testing::dump(context().db(), storage::Mark::Bitacora),
              before);
    EXPECT_EQ(rows_of(context(), "budget_staging"), 0);
  }
};
INSTANTIATE_TEST_SUITE_P(engines, Budget, testing::both_engines(), testing::engine_name);

TEST_P(Budget, comes_in_once_and_proves_its_total) {
  const auto bytes =
      file({{"100,0,100,50,40,30"}, {"0,-4.25,-4.25,0,0,0", 2}, {"7,0,7,0,0,0", 1, "011"}});
  const auto first = import(context(), bytes);
  ASSERT_TRUE(first) << first.error().code << detail_of(first.error(), "hallado");
  EXPECT_GT(first->seq, 0);
  EXPECT_EQ(first->report.at("filas"), 3);
  EXPECT_EQ(first->report.at("partidas"), 2);
  EXPECT_EQ(first->report.at("totales").at("archivo"), "102.75");
  EXPECT_EQ(first->report.at("totales").at("base"), "102.75");
  EXPECT_EQ(first->report.at("asiento"), first->seq);
  EXPECT_EQ(total(context()), "102.75");
  EXPECT_EQ(rows_of(context(), "budget_staging"), 0);

  const auto before = testing::dump(context().db(), storage::Mark::Estado);
  const auto again = import(context(), bytes);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->already);
  EXPECT_EQ(again->seq, 0);
  EXPECT_EQ(again->report.at("ya_cargado"), first->seq);
  EXPECT_EQ(testing::dump(context().db(), storage::Mark::Estado), before);
}

TEST_P(Budget, a_simulation_saves_nothing) {
  const auto before = testing::dump(context().db(), storage::Mark::Estado);
  BudgetImport wanted;
  wanted.simulate = true;
  const auto report = import(context(), file({{"100,0,100,50,40,30"}}), wanted);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->report.at("simulado"), true);
  EXPECT_EQ(testing::dump(context().db(), storage::Mark::Estado), before);
}

TEST_P(Budget, a_corrected_file_replaces_and_other_months_are_added) {
  const auto january = import(context(), file({{"100,0,100,50,40,30"}})).value();
  const auto february = import(context(), file({{"0,0,0,10,20,30", 2}})).value();
  EXPECT_EQ(total(context(), "pagado"), "60.00");
  const auto corrected = import(context(), file({{"90,0,90,50,40,30"}}));
  ASSERT_TRUE(corrected) << corrected.error().code;
  EXPECT_EQ(corrected->report.at("reemplaza").as_array().at(0), january.seq);
  EXPECT_EQ(total(context()), "90.00");
  EXPECT_EQ(total(context(), "pagado"), "60.00");
  EXPECT_EQ(rows_of(context(), "budget_load"), 3);  // Both stay in history.

  // A year to date replaces both months.
  const auto both = import(context(), file({{"80,0,80,50,40,30"}, {"0,0,0,10,20,30", 2}}));
  ASSERT_TRUE(both) << both.error().code;
  EXPECT_EQ(both->report.at("reemplaza").as_array().size(), 2U);
  EXPECT_EQ(total(context()), "80.00");
  (void)february;
  expect_refused(file({{"80,0,80,0,0,0"}}), "presupuesto.traslape");
}

TEST_P(Budget, balances_hold_on_what_accumulates_over_all_loads) {
  // January devengado 100, paid 60; February 50 and 90, modified by -10: both loads are sound.
  ASSERT_TRUE(import(context(), file({{"1000,0,1000,100,100,60"}})));
  const auto february = import(context(), file({{"0,-10,-10,50,50,90", 2}}));
  ASSERT_TRUE(february) << february.error().code;
  // March pays one centavo more than is due.
  const auto bytes = file({{"5,0,5,5,5,5", 3, "011"}, {"0,0,0,0,0,0.01", 3}});
  expect_refused(bytes, "presupuesto.saldos_rotos", {}, "3");
  const auto refused = import(context(), bytes);
  ASSERT_EQ(refused.error().all.size(), 1U);
  const auto& breach = refused.error().all[0];
  EXPECT_EQ(breach.code, "presupuesto.saldo_roto");
  EXPECT_EQ(detail_of(breach, "mes"), "2026-03");
  EXPECT_EQ(detail_of(breach, "hallado"), "150.01");
  EXPECT_EQ(detail_of(breach, "esperado"), "150.00");
  EXPECT_EQ(detail_of(breach, "partida"),
            "2026-11200099-000-11-00-000-001-000-029-0101-31-0151-0001");

  BudgetImport official;
  official.accepted = "Así está en SICOIN";
  const auto loaded = import(context(), bytes, official);
  ASSERT_TRUE(loaded) << loaded.error().code;
  EXPECT_EQ(loaded->report.at("observaciones").at("cantidad"), 1);
  const auto row = storage::find(context().db(), "budget_load", {{"load", loaded->seq}}).value();
  EXPECT_EQ(row->integer("breaches"), 1);
  EXPECT_EQ(row->text("reason"), "Así está en SICOIN");
  official.accepted = "  ";
  expect_refused(
      bytes + "2026,4,11200099,000,11,00,000,001,000,029,31,0151,0001,0101,0,0,0,0,0,1\n",
      "presupuesto.falta_motivo", official);
}

TEST_P(Budget, accumulated_files_become_movements) {
  BudgetImport wanted;
  wanted.layout = "sicoin-acumulado";
  const auto april = import(context(), file({{"100,0,100,50,40,30", 4}}), wanted);
  ASSERT_TRUE(april) << april.error().code;
  const auto may = import(context(), file({{"100,5,105,60,45,45", 5}}), wanted);
  ASSERT_TRUE(may) << may.error().code;
  EXPECT_EQ(total(context()), "105.00");
  EXPECT_EQ(total(context(), "pagado"), "45.00");
  // April cannot change under May, which was made into movements over it.
  expect_refused(file({{"100,0,100,50,40,31", 4}}), "presupuesto.acumulado_posterior", wanted);
  const auto withdrawn = submit(context(), withdraw_budget(april->seq, "Equivocada", false));
  ASSERT_FALSE(withdrawn);
  EXPECT_EQ(withdrawn.error().code, "presupuesto.acumulado_posterior");
  ASSERT_TRUE(submit(context(), withdraw_budget(may->seq, "Equivocada", false)));
  EXPECT_EQ(total(context()), "100.00");
}

TEST_P(Budget, a_withdrawn_load_counts_no_more_and_may_come_back) {
  const auto bytes = file({{"100,0,100,0,0,0"}});
  const auto load = import(context(), bytes).value();
  ASSERT_TRUE(submit(context(), withdraw_budget(load.seq, "Archivo equivocado", false)));
  EXPECT_EQ(total(context()), "0.00");
  const auto again = submit(context(), withdraw_budget(load.seq, "Otra vez", false));
  EXPECT_EQ(again.error().code, "presupuesto.carga_terminada");
  EXPECT_EQ(submit(context(), withdraw_budget(999, "No hay", false)).error().code,
            "presupuesto.carga_desconocida");
  EXPECT_EQ(submit(context(), withdraw_budget(load.seq, " ", false)).error().code,
            "presupuesto.falta_motivo");
  const auto back = import(context(), bytes);
  ASSERT_TRUE(back) << back.error().code;
  EXPECT_EQ(total(context()), "100.00");
}

TEST_P(Budget, a_batch_of_the_same_name_with_other_facts_never_comes_into_force) {
  // Names have 39 bits: somebody could make two files whose names are the same. Here the facts
  // under the name of a withdrawn load become others.
  const auto bytes = file({{"100,0,100,0,0,0"}, {"7,0,7,0,0,0", 1, "011"}});
  const auto load = import(context(), bytes).value();
  ASSERT_TRUE(submit(context(), withdraw_budget(load.seq, "Archivo equivocado", false)));
  auto& db = context().db();
  ASSERT_TRUE(db.run("update budget_fact set vigente_01 = 1, asignado_01 = 1"));
  const auto back = import(context(), bytes);
  ASSERT_TRUE(back) << back.error().code;
  EXPECT_EQ(back->report.at("totales").at("base"), "107.00");
  EXPECT_EQ(total(context()), "107.00");
  EXPECT_EQ(rows_of(context(), "budget_fact"), 4);
  const auto batch_of = [&](std::int64_t number) {
    return storage::find(db, "budget_load", {{"load", number}}).value()->text("batch");
  };
  EXPECT_NE(batch_of(load.seq), batch_of(back->seq));

  // Nor does an act that names them with another digest.
  ASSERT_TRUE(submit(context(), withdraw_budget(back->seq, "Otra vez", false)));
  ASSERT_TRUE(db.run("update budget_load set digest = 'otro' where load = ?1", back->seq));
  storage::Head head = storage::read_head(db, "11200099", storage::Lock::None).value();
  json::object act;
  ASSERT_TRUE(storage::each_entry(db, "11200099", back->seq, back->seq,
                                  [&](const accountability::JournalEntry& entry) -> Result<void> {
                                    act = parse_json(entry.act).value().as_object();
                                    return {};
                                  }));
  const auto refused = submit(context(), {"presupuesto.cargar", act, ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "presupuesto.resumen_distinto");
  for (const auto& [field, value] : std::vector<std::pair<std::string, json::value>>{
           {"lote", "../../../.."}, {"lote", "8000000000"}, {"partidas", 1}}) {
    auto odd = act;
    odd[field] = value;
    EXPECT_EQ(submit(context(), {"presupuesto.cargar", odd, ""}).error().code,
              "json.tipo_equivocado")
        << field;
  }
  EXPECT_EQ(storage::read_head(db, "11200099", storage::Lock::None).value().seq, head.seq);
}

TEST_P(Budget, facts_of_another_institution_under_the_same_number_are_left_alone) {
  const auto bytes = file({{"100,0,100,0,0,0"}});
  const auto load = import(context(), bytes).value();
  ASSERT_TRUE(submit(context(), withdraw_budget(load.seq, "Archivo equivocado", false)));
  auto& db = context().db();
  ASSERT_TRUE(db.run("update budget_fact set institution = '11130005', vigente_01 = 5"));
  ASSERT_TRUE(db.run("update budget_load set institution = '11130005'"));
  ASSERT_TRUE(db.run("update budget_scope set institution = '11130005'"));
  const auto back = import(context(), bytes);
  ASSERT_TRUE(back) << back.error().code;
  EXPECT_EQ(total(context()), "100.00");
  EXPECT_EQ(rows_of(context(), "budget_fact where vigente_01 = 5"), 1);

  // A staging that a dead process left under that number takes nothing of theirs with it.
  const auto batch = *db.first("select batch from budget_load where institution = '11130005'",
                               [](const storage::Row& row) { return row.text(0); })
                          .value();
  ASSERT_TRUE(
      db.run("insert into budget_staging (institution, batch, blob, new_blob, owner, "
             "started_at, ready, digest) values ('11200099', ?1, ?2, 1, ?3, 0, 0, '')",
             batch,
             *db.first("select file_hash from budget_load where institution = '11130005'",
                       [](const storage::Row& row) { return row.text(0); })
                  .value(),
             std::string("otra/otro 1 1")));
  ASSERT_TRUE(storage::drop_staging(db, "11200099", batch));
  EXPECT_EQ(rows_of(context(), "budget_fact where vigente_01 = 5"), 1);
  EXPECT_EQ(rows_of(context(), "blob"), 1);
  EXPECT_EQ(rows_of(context(), "budget_staging"), 0);
}

TEST_P(Budget, unknown_codes_are_refused_with_the_command_that_adds_them) {
  const struct {
    Line line;
    std::string command, field;
  } cases[] = {
      {{"1,0,1,0,0,0", 1, "777"}, "ceiba catalogo agregar renglones 777", "renglon"},
      {{"1,0,1,0,0,0", 1, "029", "11200099", "9901"},
       "ceiba catalogo agregar municipios 9901",
       "geografico"},
      {{"1,0,1,0,0,0", 1, "029", "11200099", "0101", "777"},
       "ceiba catalogo agregar unidades_ejecutoras 11200099-777",
       "unidad_ejecutora"},
      {{"1,0,1,0,0,0", 1, "029", "11200099", "0101", "000", "99"},
       "ceiba catalogo agregar fuentes 99",
       "fuente"},
  };
  for (const auto& [line, command, field] : cases) {
    const auto bytes = file({{"1,0,1,0,0,0"}, line});
    expect_refused(bytes, "catalogo.codigo_desconocido", {}, "3");
    const auto refused = import(context(), bytes);
    EXPECT_TRUE(detail_of(refused.error(), "orden").starts_with(command))
        << detail_of(refused.error(), "orden");
    EXPECT_EQ(detail_of(refused.error(), "campo"), field);
  }
}

TEST_P(Budget, of_another_institution_is_refused) {
  expect_refused(file({{"1,0,1,0,0,0", 1, "029", "11130005"}}), "presupuesto.otra_institucion", {},
                 "2");
  expect_refused(file({{"1,0,1,0,0,0"}, {"1,0,1,0,0,0", 1, "029", "11130005"}}),
                 "presupuesto.varias_entidades");
}

TEST_P(Budget, faults_of_the_file_leave_nothing_behind) {
  expect_refused("", "archivo.vacio");
  expect_refused(file({{"1,0,1,0,0,0"}, {"uno,0,1,0,0,0"}}), "monto.no_numerico", {}, "3");
  expect_refused(file({{"1.234,0,1,0,0,0"}}), "monto.ambiguo", {}, "2");
  expect_refused("PK\x03\x04 cut", "xlsx.truncado");
}

TEST_P(Budget, a_closed_month_does_not_change) {
  ASSERT_TRUE(import(context(), file({{"100,0,100,50,40,30"}})));
  // A month is closed in its own room; here only the row counts.
  ASSERT_TRUE(context().db().run(
      "insert into month_close (institution, month, absentees, on_date, from_seq, seq) "
      "values ('11200099', '2026-01', '[]', '2026-02-05', 1, 1)"));
  expect_refused(file({{"100,0,100,50,40,31"}}), "presupuesto.mes_cerrado");
  expect_refused(file({{"100,0,100,50,40,30", 1, "011"}}), "presupuesto.mes_cerrado");
  // The closed month as it is, and a new one.
  const auto more = import(context(), file({{"100,0,100,50,40,30"}, {"0,0,0,5,5,5", 2}}));
  ASSERT_TRUE(more) << more.error().code;
  EXPECT_EQ(total(context(), "pagado"), "35.00");
  EXPECT_EQ(submit(context(), withdraw_budget(more->seq, "No", false)).error().code,
            "presupuesto.mes_cerrado");
}

TEST_P(Budget, a_national_file_creates_what_the_catalogue_lacks) {
  BudgetImport national;
  national.national = true;
  const auto bytes = file({{"1,0,1,0,0,0", 1, "029", "11999999", "0101", "123"}, {"2,0,2,0,0,0"}});
  const auto loaded = import(context(), bytes, national);
  ASSERT_TRUE(loaded) << loaded.error().code << detail_of(loaded.error(), "hallado");
  EXPECT_EQ(loaded->report.at("entidades_nuevas").as_array().at(0).at("codigo"), "11999999");
  EXPECT_EQ(loaded->report.at("unidades_nuevas").as_array().at(0).at("codigo"), "11999999-123");
  EXPECT_EQ(loaded->report.at("diario"), "instalacion");
  EXPECT_TRUE(storage::find(context().db(), "catalog_entry",
                            {{"catalog", "entidades"}, {"code", "11999999"}})
                  .value()
                  .has_value());
}

TEST_P(Budget, formulation_gives_way_to_execution) {
  const auto formulation = [](std::string_view amount) {
    return "Ejercicio,Código Entidad,Código Unidad Ejecutora,Código Renglón,Código Fuente,Código "
           "Municipio,Código Entidad Receptora,Código Programa,Código Sub Programa,Código "
           "Actividad,Código Obra,Recomendado 2026,Recomendado 2027\n"
           "2026,11200099,0,29,31,101,0,11,0,1,0," +
           std::string(amount) + ",999\n";
  };
  const auto planned = import(context(), formulation("500"));
  ASSERT_TRUE(planned) << planned.error().code << detail_of(planned.error(), "hallado");
  EXPECT_EQ(total(context()), "500.00");
  const auto executed = import(context(), file({{"400,0,400,0,0,0"}}));
  ASSERT_TRUE(executed) << executed.error().code;
  EXPECT_EQ(total(context()), "400.00");
  expect_refused(formulation("600"), "presupuesto.ya_hay_ejecucion");
}

TEST_P(Budget, replay_makes_the_same_facts_from_the_kept_files) {
  ASSERT_TRUE(import(context(), file({{"100,0,100,50,40,30"}, {"7,0,7,0,0,0", 1, "011"}})));
  BudgetImport accumulated;
  accumulated.layout = "sicoin-acumulado";
  ASSERT_TRUE(import(context(), file({{"100,5,105,60,45,45", 2}}), accumulated));
  BudgetImport national;
  national.national = true;
  ASSERT_TRUE(
      import(context(), file({{"1,0,1,0,0,0", 1, "029", "11999999", "0101", "123"}}), national));
  testing::Place other(storage::Engine::Sqlite);
  auto copy = storage::open(other.location, storage::Mode::Create).value();
  const auto replayed = replay_all(context().db(), *copy, [](std::int64_t, std::int64_t) {});
  ASSERT_TRUE(replayed) << replayed.error().code << detail_of(replayed.error(), "asiento");
  EXPECT_EQ(testing::dump(*copy, storage::Mark::Estado),
            testing::dump(context().db(), storage::Mark::Estado));
}

TEST_P(Budget, what_a_dead_import_left_is_swept) {
  const auto bytes = file({{"100,0,100,0,0,0"}});
  const auto load = import(context(), bytes).value();
  (void)load;
  auto& db = context().db();
  const auto state = testing::dump(db, storage::Mark::Estado);
  // A process that is no more: its boot is another one, its number nobody's.
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  ASSERT_TRUE(
      db.run("insert into budget_staging (institution, batch, blob, new_blob, owner, "
             "started_at, ready, digest) values ('11200099', '0000000001', 'abc', 1, ?1, 0, 0, '')",
             std::string(host) + "/otro 1 1"));
  ASSERT_TRUE(
      db.run("insert into blob_chunk (hash, n, bytes) values ('abc', 0, ?1)", as_bytes("x")));
  const storage::FactCodes codes{"11200099", "000",  "11", "00", "", "001", "000",
                                 "029",      "0101", "31", "",   "", ""};
  {
    auto transaction = storage::Transaction::write(db).value();
    auto inside =
        storage::FactWriter::begin(db, "11200099", "0000000001", budget::UsedAmounts::all())
            .value();
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(inside.add(i, 2026, codes, {}));
    ASSERT_TRUE(inside.finish());
    ASSERT_TRUE(transaction.commit());
  }
  ASSERT_TRUE(storage::sweep_staging(db));
  EXPECT_EQ(testing::dump(db, storage::Mark::Estado), state);
  EXPECT_EQ(rows_of(context(), "budget_staging"), 0);
  EXPECT_EQ(*db.first("select count(*) from blob_chunk where hash = 'abc'",
                      [](const storage::Row& row) { return row.integer(0); })
                 .value(),
            0);
}

TEST_P(Budget, a_batch_that_a_living_process_stages_is_left_alone) {
  auto& db = context().db();
  const storage::Staging one{"11200099", "0000000002", "abc", true, false, ""};
  ASSERT_TRUE(storage::begin_staging(db, one, 1));
  ASSERT_TRUE(storage::sweep_staging(db));
  EXPECT_EQ(rows_of(context(), "budget_staging"), 1);
  EXPECT_EQ(storage::begin_staging(db, one, 2).error().code, "base.ocupada");
  ASSERT_TRUE(storage::drop_staging(db, "11200099", "0000000002"));
}

// Done when, with the real files.
TEST_P(Budget, the_real_formulation_of_2018) {
  const std::filesystem::path folder = CEIBA_SOURCE_DIR "/../shared/data/gt";
  const auto path = folder / "formulacion_2018_mingob_migracion.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no real data at " << path;
  ASSERT_TRUE(load_own_catalogs(context()));
  const auto source = readers::open_file(path).value();
  BudgetImport national;
  national.name = path.filename();
  national.national = true;
  const auto loaded = import_budget(context(), *source, national, quiet);
  ASSERT_TRUE(loaded) << loaded.error().code << detail_of(loaded.error(), "hallado");
  EXPECT_EQ(loaded->report.at("filas"), 678);
  EXPECT_EQ(loaded->report.at("totales").at("archivo"), "224666000.00");
  EXPECT_EQ(loaded->report.at("totales").at("base"), "224666000.00");
  EXPECT_EQ(total(context()), "224666000.00");
}

}  // namespace
}  // namespace commands
