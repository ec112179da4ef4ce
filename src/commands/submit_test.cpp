// The road of an act: permission, effect, journal, idempotency, groups, replay; on both engines.
#include "commands/submit.hpp"

#include <gtest/gtest.h>

#include "commands/replay.hpp"
#include "commands/testing.hpp"
#include "commands/writer.hpp"
#include "storage/journal_store.hpp"

namespace commands {
namespace {

using access_control::Role;

json::object institution_act(const std::string& code, const std::string& name) {
  return {{"codigo", code}, {"nombre", name}, {"siglas", "X"},      {"direccion", ""},
          {"telefono", ""}, {"correo", ""},   {"ilustrativa", true}};
}

class Submitting : public testing::OnBothEngines {};

TEST_P(Submitting, an_act_changes_state_and_journal_together) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  const auto receipt =
      submit(context, {"institucion.crear", institution_act("11200001", "Una"), ""});
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->seq, 2);  // The first entry is the base's own.
  const auto row = storage::find(context.db(), "institution", {{"institution", "11200001"}});
  EXPECT_EQ(row.value()->text("name"), "Una");
  EXPECT_EQ(row.value()->integer("seq"), 2);
  const auto note = storage::last_checkpoint(context.db(), installation).value();
  const auto key = signer_for(context, installation).verifier();
  const auto checkpoint = accountability::open_checkpoint(note->note, {&key, 1});
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->size, 2);
}

TEST_P(Submitting, a_refused_act_leaves_nothing_but_a_line_in_the_security_log) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  const auto before = testing::dump(context.db(), storage::Mark::Estado) +
                      testing::dump(context.db(), storage::Mark::Bitacora);
  testing::act_as(context, Role::Auditoria);
  const auto refused = submit(context, {"institucion.crear", institution_act("1", "x"), ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "acto.sin_permiso");
  EXPECT_EQ(submit(context, {"no.existe", {}, ""}).error().code, "acto.desconocido");
  EXPECT_EQ(testing::dump(context.db(), storage::Mark::Estado) +
                testing::dump(context.db(), storage::Mark::Bitacora),
            before);
  const auto lines = context.db().first("select count(*) from security_log",
                                        [](const storage::Row& row) { return row.integer(0); });
  EXPECT_EQ(lines.value(), 2);
}

TEST_P(Submitting, the_same_key_gives_the_first_outcome_and_another_body_conflicts) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  const auto first = submit(context, {"institucion.crear", institution_act("1", "x"), "k1"});
  const auto again = submit(context, {"institucion.crear", institution_act("1", "x"), "k1"});
  ASSERT_TRUE(first && again);
  EXPECT_EQ(again->seq, first->seq);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(submit(context, {"institucion.crear", institution_act("1", "y"), "k1"}).error().code,
            "acto.clave_reutilizada");
}

TEST_P(Submitting, in_a_group_a_refused_act_leaves_the_others_alone) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  const Actor boss = context.actor;
  const Signed group[] = {{boss, {"institucion.crear", institution_act("1", "a"), ""}},
                          {boss, {"institucion.crear", {{"codigo", "2"}}, ""}},
                          {boss, {"institucion.crear", institution_act("3", "c"), ""}}};
  const auto results = submit_group(context, group);
  EXPECT_EQ(results[0]->seq, 2);
  EXPECT_EQ(results[1].error().code, "json.falta_campo");
  EXPECT_EQ(results[2]->seq, 3);
  EXPECT_EQ(storage::last_checkpoint(context.db(), installation).value()->size, 3);
}

TEST_P(Submitting, a_simulation_saves_nothing) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  const auto before = testing::dump(context.db(), storage::Mark::Estado);
  EXPECT_EQ(simulate(context, {"institucion.crear", institution_act("9", "x"), ""}).value(),
            (json::object{{"institucion", "9"}}));
  EXPECT_EQ(testing::dump(context.db(), storage::Mark::Estado), before);
}

TEST_P(Submitting, threads_share_one_writer_and_every_answer_is_durable) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  const Actor boss = context.actor;
  {
    Writer writer{std::move(context)};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < 10; ++i) {
          const auto code = std::to_string(100 * t + i);
          ASSERT_TRUE(writer.submit(boss, {"institucion.crear", institution_act(code, code), ""}));
        }
      });
    for (auto& thread : threads) thread.join();
    EXPECT_LE(writer.groups(), 80);
  }
  auto again =
      open_context({.location = place.location, .key_file = place.key_file, .use = Use::Read},
                   testing::steady_world());
  ASSERT_TRUE(again);
  EXPECT_EQ(storage::read_head(again->db(), installation, storage::Lock::None)->seq, 81);
}

TEST_P(Submitting, replay_into_either_engine_gives_the_same_state) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  for (const char* code : {"1", "2", "1"})
    ASSERT_TRUE(submit(context, {"institucion.crear", institution_act(code, code), ""}));
  for (const auto engine : {storage::Engine::Sqlite, storage::Engine::Postgres}) {
    if (engine == storage::Engine::Postgres && !testing::postgres_url()) continue;
    testing::Place other{engine};
    auto into = storage::open(other.location, storage::Mode::Create).value();
    ASSERT_TRUE(replay_all(context.db(), *into, [](auto, auto) {}));
    for (const auto mark :
         {storage::Mark::Estado, storage::Mark::Bitacora, storage::Mark::Derivado})
      EXPECT_EQ(testing::dump(*into, mark), testing::dump(context.db(), mark));
    EXPECT_EQ(replay_all(context.db(), *into, [](auto, auto) {}).error().code,
              "base.destino_no_vacio");
  }
}

TEST_P(Submitting, replay_stops_at_the_first_entry_whose_effect_differs) {
  testing::Place place{GetParam()};
  auto context = testing::create(place);
  ASSERT_TRUE(submit(context, {"institucion.crear", institution_act("1", "x"), ""}));
  ASSERT_TRUE(context.db().run("update journal_entry set effect = ?1 where seq = 2", Hash{}));
  testing::Place other{storage::Engine::Sqlite};
  auto into = storage::open(other.location, storage::Mode::Create).value();
  const auto stopped = replay_all(context.db(), *into, [](auto, auto) {});
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, "bitacora.efecto_distinto");
  EXPECT_EQ(detail_of(stopped.error(), "asiento"), "2");
}

INSTANTIATE_TEST_SUITE_P(engines, Submitting, testing::both_engines(), testing::engine_name);

TEST(opening, a_key_that_others_may_read_is_refused) {
  testing::Place place{storage::Engine::Sqlite};
  { auto context = testing::create(place); }
  std::filesystem::permissions(place.key_file, std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  const Opening opening{.location = place.location, .key_file = place.key_file};
  EXPECT_EQ(open_context(opening, testing::steady_world()).error().code, "clave.ilegible");
}

TEST(opening, creating_over_a_base_and_opening_what_is_none_are_refused) {
  testing::Place place{storage::Engine::Sqlite};
  Opening opening{.location = place.location, .key_file = place.key_file, .use = Use::Create};
  ASSERT_TRUE(open_context(opening, testing::steady_world()));
  EXPECT_EQ(open_context(opening, testing::steady_world()).error().code, "base.ya_existe");
  opening.use = Use::Read;
  opening.location = place.key_file;
  EXPECT_EQ(open_context(opening, testing::steady_world()).error().code, "base.no_es_ceiba");
  opening.location = place.location + "x";
  EXPECT_EQ(open_context(opening, testing::steady_world()).error().code, "base.no_existe");
}

}  // namespace
}  // namespace commands
