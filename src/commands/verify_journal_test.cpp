// Whatever is changed behind the journal's back is found, and the entry to blame is named.
#include "commands/verify_journal.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <zstd.h>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/backup.hpp"
#include "commands/command.hpp"
#include "commands/list_entries.hpp"
#include "commands/prove_entry.hpp"
#include "commands/rebuild_base.hpp"
#include "commands/tampering_for_tests.hpp"
#include "commands/testing.hpp"
#include "storage/blobs.hpp"
#include "storage/journal_store.hpp"
#include "storage/whole_tables.hpp"

namespace commands {
namespace {

using storage::Parameters;
using storage::Table;
using testing::altered;
using testing::rows_of;
using testing::size_of;
using testing::write_value;

const Progress silent = [](std::string_view, std::int64_t, std::int64_t) {};

Result<Verification> verified(Context& context, VerifyOptions options = {}) {
  return verify_journal(context.db(), options, silent);
}

// A base with four entries, whose third names a kept file.
class SmallBase {
 public:
  explicit SmallBase(storage::Engine engine, World world = testing::steady_world())
      : place{engine}, context{testing::create(place, std::move(world))} {
    std::string file;
    for (int i = 0; i < 400; ++i) file += std::to_string(i * 7919 % 1000) + ",Petén;";
    blob = storage::keep_blob(context.db(), file).value();
    found("11200001", "Primera Institución", "—");
    found("11200002", "Segunda", show(blob));
    found("11200001", "Primera, corregida", "5.ª avenida");
  }
  void found(const std::string& code, const std::string& name, const std::string& address) {
    ASSERT_TRUE(submit(context, {"institucion.crear",
                                 {{"codigo", code},
                                  {"nombre", name},
                                  {"siglas", "X"},
                                  {"direccion", address},
                                  {"telefono", "2411-2411"},
                                  {"correo", ""},
                                  {"ilustrativa", true}},
                                 ""}));
  }
  testing::Place place;
  Context context;
  Hash blob;
};

// With ./test --largo; else some of each value.
bool every_byte() { return std::getenv("CEIBA_LARGO") != nullptr; }

bool names(const Verification& verification, std::int64_t seq) {
  for (const auto& finding : verification.findings)
    if (detail_of(finding, "asiento") == std::to_string(seq)) return true;
  return false;
}

std::string bytes_of_file(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

class Verifying : public testing::OnBothEngines {
 protected:
  // Changes every `step`-th byte of every value of the table, one at a time, and sees that each is
  // found and the entry named that `blame` says for the row.
  static std::size_t alter_each_byte(SmallBase& base, std::string_view name, std::size_t step,
                                     const std::function<std::int64_t(const Parameters&)>& blame) {
    const auto& table = storage::table(name);
    auto& db = base.context.db();
    std::size_t count = 0;
    for (const auto& row : rows_of(db, table))
      for (std::size_t column = 0; column < row.size(); ++column)
        for (std::size_t at = 0; at < size_of(row[column]); at += step) {
          const auto other = altered(row[column], at);
          if (!other) continue;
          const auto key = storage::key_of(table, row);
          if (!write_value(db, table, key, column, *other)) continue;
          auto changed = row;
          changed[column] = *other;
          const auto result = verified(base.context);
          EXPECT_TRUE(result) << result.error().code;
          EXPECT_TRUE(result && names(*result, blame(row)))
              << name << '.' << table.columns[column].name << " byte " << at << " of entry "
              << blame(row)
              << (result && !result->findings.empty()
                      ? ": found " + result->findings[0].code + " of " +
                            std::string(detail_of(result->findings[0], "asiento"))
                      : ": nothing found");
          EXPECT_TRUE(write_value(db, table, storage::key_of(table, changed), column, row[column]));
          if (HasFailure()) return count;
          ++count;
        }
    return count;
  }
};

TEST_P(Verifying, a_sound_base_has_no_findings) {
  SmallBase base{GetParam()};
  const auto result = verified(base.context);
  ASSERT_TRUE(result) << result.error().code;
  EXPECT_TRUE(result->findings.empty()) << result->findings[0].code;
  EXPECT_TRUE(result->state_compared);
  EXPECT_EQ(result->blobs, 1);
  EXPECT_EQ(result->rows, 3);  // One key, two institutions.
  ASSERT_EQ(result->journals.size(), 1U);
  EXPECT_EQ(result->journals[0].entries, 4);
  EXPECT_EQ(result->journals[0].checkpoints, 4);

  const auto quick = verified(base.context, {.quick = true, .trusted = {}, .kept_checkpoint = {}});
  EXPECT_TRUE(quick->findings.empty());
  EXPECT_FALSE(quick->state_compared);
}

TEST_P(Verifying, any_byte_of_the_journal_is_missed_and_its_entry_named) {
  SmallBase base{GetParam()};
  const auto seq = [](const Parameters& row) { return std::get<std::int64_t>(row[1]); };
  const std::size_t step = every_byte() ? 1 : 3;
  EXPECT_GT(alter_each_byte(base, "journal_entry", step, seq), 1200 / step);
  EXPECT_GT(alter_each_byte(base, "checkpoint", step, seq), 850 / step);
  EXPECT_GT(alter_each_byte(base, "head", 1, [](const auto&) { return 4; }), 40U);
  EXPECT_TRUE(verified(base.context)->findings.empty());
}

TEST_P(Verifying, any_byte_of_a_blob_is_missed_and_the_entry_that_brought_it_named) {
  SmallBase base{GetParam()};
  const auto third = [](const Parameters&) { return 3; };
  EXPECT_GT(alter_each_byte(base, "blob_chunk", 1, third), 500U);
  EXPECT_GT(alter_each_byte(base, "blob", 1, third), 70U);
  EXPECT_TRUE(verified(base.context)->findings.empty());
}

TEST_P(Verifying, any_byte_of_the_state_is_missed_and_the_entry_that_wrote_it_named) {
  SmallBase base{GetParam()};
  const std::size_t step = every_byte() ? 1 : 7;  // Each change costs a replay.
  const auto last = [](const Parameters& row) { return std::get<std::int64_t>(row.back()); };
  std::size_t count = 0;
  for (const auto& table : storage::tables())
    if (table.mark == storage::Mark::Estado) count += alter_each_byte(base, table.name, step, last);
  EXPECT_GT(count, std::size_t(step == 1 ? 250 : 45));
  EXPECT_TRUE(verified(base.context)->findings.empty());
}

TEST_P(Verifying, removed_and_added_rows_are_named) {
  SmallBase base{GetParam()};
  auto& db = base.context.db();
  const struct {
    const char* sql;
    const char* code;
    const char* seq;
  } cases[] = {
      {"delete from institution where institution = '11200002'", "bitacora.fila_falta", "3"},
      {"insert into institution select '9', name, short_name, address, telephone, email, "
       "illustrative, 2 from institution where institution = '11200002'",
       "bitacora.fila_sobra", "2"},
      {"delete from journal_entry where seq = 2", "bitacora.hueco", "2"},
      {"delete from journal_entry where seq = 4", "bitacora.hueco", "4"},
      {"delete from checkpoint where size = 4", "bitacora.sin_punto", "4"},
      {"delete from blob_chunk", "bitacora.archivo_alterado", "3"},
      {"delete from blob", "bitacora.archivo_alterado", "3"},
      {"update blob set erased = 1", "bitacora.archivo_borrado_sin_acto", "3"},
  };
  const auto file = base.place.folder() / "sound.backup";
  ASSERT_TRUE(create_backup(db, 0, file, silent));
  for (const auto& [sql, code, seq] : cases) {
    testing::Place other{GetParam()};
    ASSERT_TRUE(restore_backup(file, other.location, true, silent));
    auto copy = storage::open(other.location, storage::Mode::Write).value();
    ASSERT_TRUE(copy->script(sql));
    const auto result = verify_journal(*copy, {}, silent);
    ASSERT_TRUE(result) << sql << ' ' << result.error().code;
    ASSERT_FALSE(result->findings.empty()) << sql;
    EXPECT_EQ(result->findings[0].code, code) << sql;
    EXPECT_EQ(detail_of(result->findings[0], "asiento"), seq) << sql;
    EXPECT_EQ(detail_of(result->findings[0], "institucion"), installation) << sql;
  }
}

// Somebody with the database and a key of their own writes another history, signed and consistent.
TEST_P(Verifying, a_replaced_history_is_found_by_what_was_kept_elsewhere) {
  SmallBase honest{GetParam()};
  SmallBase forged{GetParam(), real_world()};  // Another key.
  const auto note = last_note(honest.context.db(), installation).value();
  VerifyOptions options;
  options.kept_checkpoint = note;
  EXPECT_TRUE(verified(honest.context, options)->findings.empty());
  EXPECT_EQ(verified(forged.context, options).error().code, "prueba.punto_de_otra_bitacora");

  VerifyOptions trusted;
  trusted.trusted = {honest.context.key.verifier()};
  EXPECT_TRUE(verified(honest.context, trusted)->findings.empty());
  EXPECT_EQ(verified(forged.context, trusted)->findings[0].code, "bitacora.punto_alterado");

  // Cut back to three entries and signed again with the same key: only the kept one remembers.
  auto& db = honest.context.db();
  ASSERT_TRUE(
      db.script("delete from journal_entry where seq = 4; delete from checkpoint where "
                "size = 4"));
  const auto before = storage::checkpoints(db, installation).value().back();
  accountability::Frontier frontier;
  const auto leaves = storage::leaves_of(db, installation, 3).value();
  for (const auto& leaf : leaves) frontier.append(leaf);
  ASSERT_TRUE(db.run("update head set seq = 3, at = ?1, frontier = ?2", before.at,
                     as_bytes(frontier.to_bytes())));
  EXPECT_TRUE(verified(honest.context, {.quick = true, .trusted = {}, .kept_checkpoint = {}})
                  ->findings.empty());
  options.quick = true;
  EXPECT_EQ(verified(honest.context, options)->findings[0].code,
            "bitacora.punto_guardado_distinto");
}

TEST_P(Verifying, the_journal_rebuilds_the_same_state_on_either_engine) {
  SmallBase base{GetParam()};
  for (const auto engine : {storage::Engine::Sqlite, storage::Engine::Postgres}) {
    if (engine == storage::Engine::Postgres && !testing::postgres_url()) continue;
    testing::Place other{engine};
    const auto rebuilt = rebuild_base(base.context.db(), other.location, silent);
    ASSERT_TRUE(rebuilt) << rebuilt.error().code;
    EXPECT_TRUE(rebuilt->findings.empty());
    auto copy = storage::open(other.location, storage::Mode::Read).value();
    for (const auto mark :
         {storage::Mark::Estado, storage::Mark::Derivado, storage::Mark::Bitacora})
      EXPECT_EQ(testing::dump(*copy, mark), testing::dump(base.context.db(), mark));
  }
}

TEST_P(Verifying, a_rebuilding_that_fails_leaves_nothing) {
  SmallBase base{GetParam()};
  ASSERT_TRUE(base.context.db().run("update journal_entry set effect = ?1 where seq = 3", Hash{}));
  testing::Place other{GetParam()};
  EXPECT_EQ(rebuild_base(base.context.db(), other.location, silent).error().code,
            "bitacora.efecto_distinto");
  EXPECT_EQ(storage::open(other.location, storage::Mode::Read).error().code, "base.no_existe");
}

TEST_P(Verifying, a_changed_key_is_an_act_and_both_keys_prove_what_they_signed) {
  SmallBase base{GetParam()};
  const auto before = base.context.key.verifier();
  ASSERT_TRUE(rotate_key(base.context, base.place.key_file));
  const auto after = base.context.key.verifier();
  EXPECT_EQ(after.name, before.name);
  EXPECT_NE(after.public_key, before.public_key);
  base.found("11200003", "Después del cambio", "");
  EXPECT_TRUE(verified(base.context)->findings.empty());

  // The old key alone has signed all but the last; the new one alone, only that.
  VerifyOptions options{.quick = true, .trusted = {before}, .kept_checkpoint = {}};
  const auto old_only = verified(base.context, options);
  ASSERT_EQ(old_only->findings.size(), 1U);
  EXPECT_EQ(detail_of(old_only->findings[0], "asiento"), "6");
  options.trusted = {after};
  EXPECT_EQ(verified(base.context, options)->findings.size(), 5U);

  const Opening opening{.location = base.place.location, .key_file = base.place.key_file};
  EXPECT_EQ(open_context(opening, testing::steady_world()).value().key, base.context.key);
  EXPECT_FALSE(std::filesystem::exists(base.place.key_file + ".nueva"));
}

// Cut off after the act: the key that it names waits beside the old one.
TEST_P(Verifying, a_change_of_key_that_was_cut_off_is_finished_by_the_next) {
  SmallBase base{GetParam()};
  const auto old = bytes_of_file(base.place.key_file);
  ASSERT_TRUE(rotate_key(base.context, base.place.key_file));
  const auto key = base.context.key;
  std::filesystem::rename(base.place.key_file, base.place.key_file + ".nueva");
  std::ofstream{base.place.key_file} << old;
  std::filesystem::permissions(base.place.key_file, std::filesystem::perms(0600));

  auto again = open_context({.location = base.place.location,
                             .key_file = base.place.key_file,
                             .role = access_control::Role::Administracion},
                            testing::steady_world())
                   .value();
  ASSERT_TRUE(rotate_key(again, base.place.key_file));
  EXPECT_EQ(again.key, key);
  EXPECT_EQ(storage::read_head(again.db(), installation, storage::Lock::None)->seq, 5);
}

// --- Backups -------------------------------------------------------------------------------------

TEST_P(Verifying, a_backup_restores_every_table_on_either_engine) {
  SmallBase base{GetParam()};
  testing::act_as(base.context, access_control::Role::Auditoria);
  EXPECT_FALSE(submit(base.context, {"institucion.crear", {}, ""}));  // For the security log.
  const auto file = base.place.folder() / "base.ceiba-respaldo";
  const auto backup = create_backup(base.context.db(), 1'778'000'000'000, file, silent);
  ASSERT_TRUE(backup) << backup.error().code;
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(check_backup(file)->hash, backup->hash);
  EXPECT_EQ(create_backup(base.context.db(), 0, file, silent).error().code, "respaldo.ya_existe");

  for (const auto engine : {storage::Engine::Sqlite, storage::Engine::Postgres}) {
    if (engine == storage::Engine::Postgres && !testing::postgres_url()) continue;
    testing::Place other{engine};
    const auto restored = restore_backup(file, other.location, false, silent);
    ASSERT_TRUE(restored) << restored.error().code << ' ' << detail_of(restored.error(), "motivo");
    EXPECT_TRUE(restored->state_compared);
    {
      auto copy = storage::open(other.location, storage::Mode::Read).value();
      for (const auto mark : {storage::Mark::Estado, storage::Mark::Derivado,
                              storage::Mark::Bitacora, storage::Mark::Fuera}) {
        const auto expected = testing::dump(base.context.db(), mark);
        EXPECT_EQ(testing::dump(*copy, mark), expected);
        EXPECT_NE(expected, "");
      }
    }
    EXPECT_EQ(restore_backup(file, other.location, true, silent).error().code, "base.ya_existe");

    // With its key the restored base goes on where the backup ended.
    auto again = open_context({.location = other.location,
                               .key_file = base.place.key_file,
                               .role = access_control::Role::Administracion},
                              testing::steady_world());
    ASSERT_TRUE(again);
    const auto receipt = submit(*again, {"institucion.crear",
                                         {{"codigo", "1"},
                                          {"nombre", ""},
                                          {"siglas", ""},
                                          {"direccion", ""},
                                          {"telefono", ""},
                                          {"correo", ""},
                                          {"ilustrativa", true}},
                                         ""});
    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt->seq, 5);
  }
}

TEST(backup, no_damaged_file_is_restored_and_nothing_is_left_of_it) {
  SmallBase base{storage::Engine::Sqlite};
  const auto file = base.place.folder() / "base.ceiba-respaldo";
  ASSERT_TRUE(create_backup(base.context.db(), 0, file, silent));
  const auto sound = bytes_of_file(file);
  const auto damaged = base.place.folder() / "damaged";
  const auto write = [&](const std::string& bytes) {
    std::ofstream{damaged, std::ios::binary} << bytes;
  };
  // Bits of the compressed frame that its reader ignores change nothing in the lines; whatever
  // does change them is refused.
  int refused = 0;
  for (std::size_t i = 0; i < sound.size(); i += 3) {
    auto other = sound;
    other[i] = static_cast<char>(other[i] ^ 1 << (i % 8));
    write(other);
    const auto result = check_backup(damaged);
    if (result) {
      EXPECT_EQ(result->hash, check_backup(file)->hash);
    }
    refused += !result;
  }
  EXPECT_GT(refused, int(sound.size() / 3 - 20));
  for (std::size_t size = 0; size < sound.size(); size += 50) {
    write(sound.substr(0, size));
    EXPECT_FALSE(check_backup(damaged)) << size;
  }
  write(sound + "x");
  EXPECT_FALSE(check_backup(damaged));
  write(sound + sound);
  EXPECT_FALSE(check_backup(damaged));

  write(sound.substr(0, sound.size() / 2));
  const auto destination = (base.place.folder() / "restored.db").string();
  EXPECT_FALSE(restore_backup(damaged, destination, true, silent));
  EXPECT_FALSE(std::filesystem::exists(destination));
  EXPECT_EQ(check_backup(base.place.folder() / "none").error().code, "respaldo.ilegible");
}

// The lines of a backup as a program that knew the first two schema files only would have written
// them.
std::string as_of_schema_two(const std::string& file) {
  std::string text(std::size_t{1} << 20, '\0');  // Far more than a small base has.
  const auto size = ZSTD_decompress(text.data(), text.size(), file.data(), file.size());
  EXPECT_FALSE(ZSTD_isError(size));
  text.resize(size);
  const std::set<std::string, std::less<>> old{"head",         "journal_entry", "checkpoint",
                                               "blob",         "blob_chunk",    "idempotency",
                                               "security_log", "institution",   "log_key"};
  std::string lines;
  std::int64_t rows = 0;
  bool wanted = true;
  for (const auto& line : split(text, '\n')) {
    if (line.empty() || line.starts_with("{\"fin\"")) continue;
    if (line.starts_with("{\"formato\"")) {
      auto head = parse_json(line).value().as_object();
      head["esquema"] = 2;
      lines += canonical(head) + "\n";
      continue;
    }
    if (line.starts_with("{\"tabla\""))
      wanted = old.contains(text_at(parse_json(line).value().as_object(), "tabla").value());
    if (!wanted) continue;
    rows += line.starts_with('[');
    lines += line + "\n";
  }
  lines += canonical(json::object{{"fin", true}, {"filas", rows}, {"sha256", show(sha256(lines))}});
  lines += "\n";
  std::string frame(ZSTD_compressBound(lines.size()), '\0');
  frame.resize(ZSTD_compress(frame.data(), frame.size(), lines.data(), lines.size(), 1));
  return frame;
}

TEST_P(Verifying, a_backup_of_an_older_program_is_restored_and_brought_up_to_date) {
  SmallBase base{GetParam()};
  const auto file = base.place.folder() / "base.ceiba-respaldo";
  const auto old = base.place.folder() / "old.ceiba-respaldo";
  ASSERT_TRUE(create_backup(base.context.db(), 0, file, silent));
  std::ofstream{old, std::ios::binary} << as_of_schema_two(bytes_of_file(file));
  ASSERT_EQ(check_backup(old).value().schema, 2);
  testing::Place other{GetParam()};
  const auto restored = restore_backup(old, other.location, false, silent);
  ASSERT_TRUE(restored) << restored.error().code << ' ' << detail_of(restored.error(), "motivo");
  EXPECT_TRUE(restored->state_compared);
  auto copy = storage::open(other.location, storage::Mode::Read);  // Wants this program's schema.
  ASSERT_TRUE(copy);
  EXPECT_EQ(testing::dump(**copy, storage::Mark::Estado),
            testing::dump(base.context.db(), storage::Mark::Estado));
}

TEST(backup, a_backup_of_an_altered_base_is_not_restored) {
  SmallBase base{storage::Engine::Sqlite};
  ASSERT_TRUE(base.context.db().script("update institution set name = 'Otra'"));
  const auto file = base.place.folder() / "base.ceiba-respaldo";
  ASSERT_TRUE(create_backup(base.context.db(), 0, file, silent));
  const auto destination = (base.place.folder() / "restored.db").string();
  const auto restored = restore_backup(file, destination, false, silent);
  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().code, "respaldo.bitacora_alterada");
  EXPECT_EQ(restored.error().all.size(), 2U);
  EXPECT_EQ(restored.error().all[0].code, "bitacora.fila_alterada");
  EXPECT_FALSE(std::filesystem::exists(destination));
}

// --- Proofs, by the program in the other language ------------------------------------------------

int run_node(const std::string& arguments) {
  const auto command =
      "node " CEIBA_SOURCE_DIR "/tests/verify/verificar.mjs " + arguments + " >/dev/null 2>&1";
  return WEXITSTATUS(std::system(command.c_str()));
}

TEST(independent_verifier, accepts_what_we_sign_and_refuses_every_flipped_byte) {
  if (std::system("node --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "node is not installed: the independent verifier cannot run";
  SmallBase base{storage::Engine::Sqlite};
  auto& db = base.context.db();
  const auto folder = base.place.folder();
  const auto write = [&](const char* name, const std::string& bytes) {
    std::ofstream{folder / name, std::ios::binary} << bytes;
    return (folder / name).string();
  };
  std::string entries;
  ASSERT_TRUE(list_entries(db, installation, 1, INT64_MAX, [&](const auto& entry) -> Result<void> {
    entries += accountability::bytes_of(entry) + "\n";
    return {};
  }));
  const auto proof = prove_entry(db, installation, 3);
  ASSERT_TRUE(proof);
  EXPECT_EQ(prove_entry(db, installation, 5).error().code, "bitacora.no_hay_asiento");
  EXPECT_EQ(prove_entry(db, installation, 0).error().code, "bitacora.no_hay_asiento");
  const auto note = last_note(db, installation).value();
  const auto key = show(key_of_journal(declared_keys(db).value().at(0), installation));

  const auto call = [&](const std::string& n, const std::string& e, const std::string& p) {
    return run_node("--llave '" + key + "' --punto " + write("punto", n) + " --asientos " +
                    write("asientos", e) + " --prueba " + write("prueba", p));
  };
  ASSERT_EQ(call(note, entries, proof->proof), 0);
  const auto flipped = [](std::string bytes, std::size_t at) {
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    return bytes;
  };
  for (std::size_t i = 0; i < note.size(); i += 23)
    EXPECT_EQ(call(flipped(note, i), entries, proof->proof), 1) << "checkpoint byte " << i;
  for (std::size_t i = 0; i < entries.size(); i += 211)
    EXPECT_EQ(call(note, flipped(entries, i), proof->proof), 1) << "entries byte " << i;
  for (std::size_t i = 0; i < proof->proof.size(); i += 37)
    EXPECT_EQ(call(note, entries, flipped(proof->proof, i)), 1) << "proof byte " << i;
}

INSTANTIATE_TEST_SUITE_P(engines, Verifying, testing::both_engines(), testing::engine_name);

}  // namespace
}  // namespace commands
