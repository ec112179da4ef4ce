// A scratch base for tests of commands and queries, on either engine. Used by *_test.cpp only.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/resources.hpp"
#include "commands/catalogs.hpp"
#include "commands/context.hpp"
#include "commands/submit.hpp"
#include "storage/schema.hpp"

namespace commands::testing {

inline const char* postgres_url() { return std::getenv("CEIBA_TEST_POSTGRES"); }

// A clock that moves one second per question, and nonces that count.
inline World steady_world(Milliseconds start = 1'778'000'000'000) {
  auto now = std::make_shared<Milliseconds>(start);
  auto count = std::make_shared<std::uint8_t>(std::uint8_t{0});
  return {.now = [now] { return *now += 1000; },
          .nonce =
              [count] {
                std::array<std::uint8_t, 16> bytes{};
                bytes[0] = ++*count;
                return bytes;
              }};
}

// A place where no base is yet, taken away again at the end.
class Place {
 public:
  explicit Place(storage::Engine engine) {
    static int number = 0;
    const auto unique = std::to_string(getpid()) + "_" + std::to_string(++number);
    folder_ = std::filesystem::temp_directory_path() / ("ceiba_test_" + unique);
    std::filesystem::create_directories(folder_);
    key_file = folder_ / "base.clave";
    if (engine == storage::Engine::Sqlite) {
      location = folder_ / "base.db";
      return;
    }
    own_ = "t_" + unique;
    server()->script("create schema " + own_).value();
    const std::string url = postgres_url();
    location = url + (url.find('?') == url.npos ? "?" : "&") + "options=-csearch_path%3D" + own_;
  }
  // A place for copies to be made of: on PostgreSQL a database of its own, since only a database
  // can be copied whole.
  struct Original {
    storage::Engine engine;
  };
  explicit Place(Original original) : Place(storage::Engine::Sqlite) {
    if (original.engine == storage::Engine::Postgres) take_database("");
  }
  // A copy of what stands in an original, with which nobody is connected.
  struct CopyOf {
    const Place& original;
  };
  explicit Place(CopyOf copy) : Place(storage::Engine::Sqlite) {
    std::filesystem::copy_file(copy.original.key_file, key_file);
    if (copy.original.database_)
      take_database(" template " + copy.original.own_);
    else
      std::filesystem::copy_file(copy.original.location, location);
  }
  ~Place() {
    if (!own_.empty())
      (void)server()->script(database_ ? "drop database " + own_ + " with (force)"
                                       : "drop schema " + own_ + " cascade");
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Place(const Place&) = delete;

  std::filesystem::path folder() const { return folder_; }
  std::string location;
  std::string key_file;

 private:
  void take_database(const std::string& more) {
    own_ = folder_.filename().string();
    database_ = true;
    server()->script("create database " + own_ + more).value();
    location = postgres_url();
    const auto end = std::min(location.find('?'), location.size());
    const auto slash = location.rfind('/', end);
    location.replace(slash + 1, end - slash - 1, own_);
  }
  // Any connection serves for schemas and databases; whether Ceiba is in the default schema does
  // not matter.
  static std::unique_ptr<storage::Database> server() {
    auto db = storage::open_postgres(postgres_url(), storage::Mode::Create);
    if (!db) db = storage::open_postgres(postgres_url(), storage::Mode::Write);
    return std::move(db).value();
  }
  std::filesystem::path folder_;
  std::string own_;  // The schema or the database.
  bool database_ = false;
};

inline Context create(const Place& place, World world = steady_world()) {
  return open_context({.location = place.location,
                       .key_file = place.key_file,
                       .role = access_control::Role::Administracion,
                       .use = Use::Create},
                      std::move(world))
      .value();
}

inline void act_as(Context& context, access_control::Role role) {
  context.actor = {access_control::actor_of(role), role};
}

// An institution to act for, chosen in the context.
inline void found_institution(Context& context, const std::string& code = "11200099") {
  const auto before = context.actor;
  act_as(context, access_control::Role::Administracion);
  ASSERT_TRUE(submit(context, {"institucion.crear",
                               {{"codigo", code},
                                {"nombre", "Institución de prueba"},
                                {"siglas", "IP"},
                                {"direccion", "—"},
                                {"telefono", "—"},
                                {"correo", "—"},
                                {"ilustrativa", true}},
                               ""}));
  context.institution = code;
  context.actor = before;
}

// TEST_P over both engines: `class X : public OnBothEngines`, INSTANTIATE with both_engines().
class OnBothEngines : public ::testing::TestWithParam<storage::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == storage::Engine::Postgres && !postgres_url())
      GTEST_SKIP() << "CEIBA_TEST_POSTGRES is not set: no PostgreSQL to test against";
  }
};

// The same with a base, and an institution to act for. What is loaded before it is founded comes
// in before(), as administration; whose clock it is, in world().
class InstitutionOnBothEngines : public OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    place_.emplace(GetParam());
    context_.emplace(create(*place_, world()));
    act_as(*context_, access_control::Role::Administracion);
    before();
    found_institution(*context_);
  }
  virtual World world() { return steady_world(); }
  virtual void before() {}
  Context& context() { return *context_; }

  // What the rules of verification read, as this program brings it.
  void load_norms() {
    for (const std::string name : {"feriados", "rules", "listas"}) {
      const auto rows = read_catalog(name, resource("norms/" + name + ".csv").value());
      ASSERT_TRUE(rows) << rows.error().code;
      ASSERT_TRUE(submit(*context_, load_catalog(name, *rows)));
    }
  }

  // An act of whoever has the role; its outcome where it must be done, and the code of its refusal
  // ("done" where there is none).
  Result<Receipt> act(access_control::Role role, std::string_view kind, json::object body) {
    act_as(*context_, role);
    return submit(*context_, {std::string(kind), std::move(body), ""});
  }
  json::object done(access_control::Role role, std::string_view kind, json::object body) {
    auto receipt = act(role, kind, std::move(body));
    EXPECT_TRUE(receipt) << kind << ": " << receipt.error().code << ' '
                         << detail_of(receipt.error(), "hallado") << ' '
                         << detail_of(receipt.error(), "campo") << ' '
                         << detail_of(receipt.error(), "estado");
    return receipt ? receipt->outcome : json::object{};
  }
  std::string refusal(access_control::Role role, std::string_view kind, json::object body) {
    const auto receipt = act(role, kind, std::move(body));
    return receipt ? "done" : receipt.error().code;
  }

  std::optional<Place> place_;
  std::optional<Context> context_;
};

// Catalogues with a few codes of one name, each with its parent: what files of a test use. All of
// our own take too long to load for every test.
struct FewCodes {
  std::string catalog;
  std::vector<std::pair<std::string, std::string>> codes;  // And their parents.
};
inline void load_few_codes(Context& context, const std::vector<FewCodes>& catalogs) {
  for (const auto& [catalog, codes] : catalogs) {
    std::vector<CatalogEntry> entries;
    for (const auto& [code, parent] : codes)
      entries.push_back({code, code, parent, {}, {}, Certeza::Encontrada, "Prueba", {}});
    ASSERT_TRUE(submit(context, load_catalog(catalog, entries)));
  }
}

inline auto both_engines() {
  return ::testing::Values(storage::Engine::Sqlite, storage::Engine::Postgres);
}
inline std::string engine_name(const ::testing::TestParamInfo<storage::Engine>& info) {
  return info.param == storage::Engine::Sqlite ? "sqlite" : "postgres";
}

// All rows of all tables with this mark, as text: to see that nothing changed, or that two bases
// are equal.
inline std::string dump(storage::Database& db, storage::Mark mark) {
  std::string text;
  for (const auto& table : storage::tables()) {
    if (table.mark != mark) continue;
    EXPECT_TRUE(
        storage::each_record(db, table.name, [&](const storage::Record& record) -> Result<void> {
          text +=
              table.name + ' ' + canonical(storage::to_json(table.name, record.fields())) + '\n';
          return {};
        }));
  }
  return text;
}

}  // namespace commands::testing
