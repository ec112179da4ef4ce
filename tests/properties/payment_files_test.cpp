// Payment files asked of the base, on both engines: lists with their filters, counters and pages,
// one file whole, splitting, the board of verification, what norms and checklists touch, and what
// a citizen sees. All of it of the demonstration's files, counted here by hand.
#include "queries/payment_files.hpp"

#include <gtest/gtest.h>
#include <numeric>

#include "commands/load_demo.hpp"
#include "commands/testing.hpp"
#include "storage/rule_norms.hpp"

namespace commands {
namespace {

using verification::Estado;

class PaymentFileQueries : public testing::OnBothEngines {};

Date day(std::string_view text) { return parse_date(text).value(); }

// One base for all questions: it is made once for each engine, and nothing here changes it.
TEST_P(PaymentFileQueries, tell_the_same_files_by_every_road) {
  testing::Place place{GetParam()};
  auto context = testing::create(place, demo_world(testing::steady_world()));
  const auto loaded = load_demo(context, [](std::string_view, std::int64_t, std::int64_t) {});
  ASSERT_TRUE(loaded) << loaded.error().code << ' ' << detail_of(loaded.error(), "paso");
  auto& db = context.db();
  const auto& institution = context.institution;
  const auto today = day("2026-05-12");

  // ---- The list.
  const auto all = queries::payment_files(db, institution, {}, {.count = 100}, today).value();
  EXPECT_EQ(all.total, 48);
  ASSERT_EQ(all.rows.size(), 48U);
  EXPECT_EQ(std::accumulate(all.por_estado.begin(), all.por_estado.end(), std::int64_t{0}), 48);
  MoneySum sum;
  std::int64_t open = 0, oldest_first = 0;
  for (std::size_t i = 0; i < all.rows.size(); ++i) {
    if (all.rows[i].monto) sum += *all.rows[i].monto;
    open += storage::is_over(all.rows[i].estado) ? 0 : 1;
    oldest_first += i == 0 || all.rows[i - 1].recibido <= all.rows[i].recibido ? 1 : 0;
  }
  EXPECT_TRUE(sum == all.monto);
  EXPECT_EQ(oldest_first, 48);
  EXPECT_EQ(std::accumulate(all.por_espera.begin(), all.por_espera.end(), std::int64_t{0}), open);

  queries::FileFilter received;
  received.estados = {Estado::Recibido};
  const auto waiting = queries::payment_files(db, institution, received, {}, today).value();
  EXPECT_EQ(waiting.total, all.por_estado[std::size_t(Estado::Recibido)]);
  EXPECT_EQ(waiting.por_estado, all.por_estado);  // The links above the list stay.
  EXPECT_EQ(queries::next_file(db, institution).value(), waiting.rows.front().numero);

  queries::FileFilter by_name;
  by_name.proveedor = "petén";
  const auto named = queries::payment_files(db, institution, by_name, {}, today).value();
  EXPECT_EQ(named.total, 2);
  for (const auto& row : named.rows) EXPECT_EQ(row.proveedor, "Llantas y Repuestos Petén, S. A.");
  queries::FileFilter odd;
  odd.proveedor = "100%_!";
  EXPECT_EQ(queries::payment_files(db, institution, odd, {}, today).value().total, 0);

  queries::FileFilter large;
  large.desde = Money::parse("290000.00").value();
  const auto dear = queries::payment_files(
                        db, institution, large,
                        {.order = queries::FileOrder::Monto, .descending = true, .count = 2}, today)
                        .value();
  EXPECT_GT(dear.total, 2);
  ASSERT_EQ(dear.rows.size(), 2U);
  EXPECT_GE(*dear.rows[0].monto, *dear.rows[1].monto);

  queries::FileFilter by_norm;
  by_norm.norma = "DTO-57-92";
  const auto cited = queries::payment_files(db, institution, by_norm, {}, today).value();
  EXPECT_GT(cited.total, 0);
  EXPECT_LT(cited.total, 48);

  // ---- One file: it lacks its CDP, and handing it in mends it.
  const auto file = queries::payment_file(db, institution, "2026-000029", today).value();
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->bloqueado);
  ASSERT_TRUE(file->remedio);
  ASSERT_EQ(file->remedio->steps.size(), 1U);
  EXPECT_EQ(file->remedio->steps[0].remedy.documento, verification::Documento::Cdp);
  EXPECT_EQ(file->lista, "BAJA_CUANTIA");
  EXPECT_FALSE(file->lineas.empty());
  EXPECT_EQ(file->pasos.back().row.to, file->row.estado);
  EXPECT_EQ(file->huella.size(), 64U);
  EXPECT_FALSE(*queries::payment_file(db, institution, "2026-999999", today));

  // A draft of the same content says the same of it, but for who did what.
  const auto draft = queries::draft_file(db, institution, file->row.lines, today).value();
  EXPECT_EQ(draft.lista, file->lista);

  // ---- Over many files.
  const auto groups = queries::splitting(db, institution, {2026}, today).value();
  ASSERT_FALSE(groups.empty());
  bool found = false;
  for (const auto& row : groups)
    if (row.group.familia.view() == "81112300") {
      found = true;
      EXPECT_EQ(row.group.suma, Money::parse("74997.00").value());
      EXPECT_EQ(row.group.nivel, verification::SplitLevel::Alert);
      EXPECT_EQ(row.expedientes,
                (std::vector<std::string>{"2026-000010", "2026-000011", "2026-000013"}));
    }
  EXPECT_TRUE(found);

  // What the books of the base tell the rules over history: those that read them judge. A producto
  // without a figure stays untold beside those that have one.
  const auto history = queries::file_history(db, institution, today).value();
  ASSERT_TRUE(history.metas && history.bitacora && history.modificaciones && history.compromisos &&
              history.conciliacion && history.series);
  EXPECT_FALSE(history.metas->empty());
  EXPECT_TRUE(history.bitacora->verificada);
  EXPECT_GT(history.bitacora->asientos, 100);
  const auto law = storage::norm_table(db, institution).value();
  for (const auto& judged : verification::evaluate(history, law))
    for (const std::string_view id : {"B09", "B11", "B13", "W07"})
      if (judged.rule == verification::rule_at(id)) EXPECT_GT(judged.outcome.judged, 0) << id;

  const auto run = queries::run_rules(db, institution, today, true).value();
  EXPECT_EQ(run.expedientes, open);
  for (const auto& row : all.rows)
    if (row.bloqueos && !storage::is_over(row.estado)) {
      const auto blocks = std::ranges::count_if(run.avisos, [&](const auto& flag) {
        return flag.subject == row.numero && flag.flag.effect == verification::Effect::Blocks;
      });
      EXPECT_EQ(blocks, *row.bloqueos) << row.numero;
    }

  const auto board =
      queries::verification_board(db, institution, day("2026-01-01"), day("2026-12-31"), today)
          .value();
  EXPECT_EQ(board.recibidos, 48);
  EXPECT_EQ(board.devueltos, 6);
  ASSERT_FALSE(board.causas.empty());
  EXPECT_GE(board.causas.front().veces, board.causas.back().veces);
  for (const auto& time : board.tiempos)
    EXPECT_EQ(time.mediana.has_value(), time.casos >= queries::least_cases);

  // ---- Norms and lists.
  const auto touches = queries::norm_touches(db, institution, today).value();
  const auto lce = std::ranges::find(touches, "DTO-57-92", &queries::NormTouch::norma);
  ASSERT_NE(lce, touches.end());
  EXPECT_FALSE(lce->reglas.empty());
  const auto lists = queries::checklists(db, institution, today).value();
  const auto small = std::ranges::find(lists, "BAJA_CUANTIA", &queries::ChecklistRow::code);
  ASSERT_NE(small, lists.end());
  EXPECT_GT(small->abiertos, 5);
  ASSERT_EQ(small->versiones.size(), 1U);
  EXPECT_GT(small->versiones[0].expedientes, small->abiertos);

  const auto open_to_all = queries::public_verification(db, institution, {2026}).value();
  ASSERT_TRUE(open_to_all);
  EXPECT_EQ(open_to_all->recibidos, 48);
  EXPECT_EQ(open_to_all->en_tramite, open);
  EXPECT_EQ(open_to_all->pagados, 15);
  EXPECT_TRUE(open_to_all->ilustrativo);
  EXPECT_FALSE(*queries::public_verification(db, institution, {2019}));
}

INSTANTIATE_TEST_SUITE_P(engines, PaymentFileQueries, testing::both_engines(),
                         testing::engine_name);

}  // namespace
}  // namespace commands
