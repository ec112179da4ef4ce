// The verification in four passes over one snapshot: chain, checkpoints, blobs, replayed state.
#include "commands/verify_journal.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/replay.hpp"
#include "domain/accountability/journal_entry.hpp"
#include "domain/accountability/merkle.hpp"
#include "domain/accountability/refusals.hpp"
#include "storage/blobs.hpp"
#include "storage/journal_store.hpp"
#include "storage/records.hpp"
#include "storage/refusals.hpp"
#include "storage/whole_tables.hpp"

namespace commands {
namespace {

using accountability::Frontier;
using accountability::JournalEntry;
using accountability::VerifierKey;
using storage::Database;
using storage::Parameters;
using storage::Value;

constexpr RefusalRow rows[] = {
    {"bitacora.hueco", Fault::Invalid},
    {"bitacora.tiempo_retrocede", Fault::Invalid},
    {"bitacora.asiento_alterado", Fault::Invalid},
    {"bitacora.cabeza_alterada", Fault::Invalid},
    {"bitacora.punto_alterado", Fault::Invalid},
    {"bitacora.punto_no_corresponde", Fault::Invalid},
    {"bitacora.sin_punto", Fault::Invalid},
    {"bitacora.punto_guardado_distinto", Fault::Invalid},
    {"bitacora.archivo_alterado", Fault::Invalid},
    {"bitacora.archivo_borrado_sin_acto", Fault::Invalid},
    {"bitacora.repeticion_detenida", Fault::Invalid},
    {"bitacora.fila_alterada", Fault::Invalid},
    {"bitacora.fila_falta", Fault::Invalid},
    {"bitacora.fila_sobra", Fault::Invalid},
};
static_assert(std::size(rows) == std::to_underlying(JournalFault::RowExtra) + 1);

constexpr std::size_t findings_max = 200;
constexpr std::string_view erasing_act = "archivo.borrar";

// Acts whose file is always kept, and the field that holds its hash.
constexpr std::pair<std::string_view, std::string_view> acts_with_file[] = {
    {"presupuesto.cargar", "blob"},
    {"presupuesto.cargar_nacional", "blob"},
    {"metas.importar", "huella"},
    {"variables.importar", "huella"},
};

struct Place {
  std::string institution;
  std::int64_t seq = 0;
};

// The columns of journal_entry in the order of its schema file.
enum EntryColumn { Institution, Seq, Base, At, Actor, KindName, Version, Nonce, Act, Effect, Leaf };

class Verifier {
 public:
  Verifier(Database& db, const VerifyOptions& options, const Progress& progress)
      : db_{db}, options_{options}, progress_{progress} {}

  Result<Verification> run() {
    keys_ = options_.trusted.empty() ? TRY(declared_keys(db_)) : options_.trusted;
    CHECK(read_checkpoints());
    CHECK(check_chains());
    CHECK(check_kept_checkpoint());
    if (options_.quick) return std::move(out_);
    CHECK(check_blobs());
    // What is replayed must be sound: else every difference would be told twice.
    if (out_.findings.empty()) CHECK(check_state());
    return std::move(out_);
  }

 private:
  struct Journal {
    std::vector<storage::StoredCheckpoint> checkpoints;  // By size.
    std::map<std::int64_t, Hash> roots;                  // At the sizes of the checkpoints.
    std::map<std::int64_t, std::int64_t> times;          // `at` of the entry at these sizes.
    std::int64_t seq = 0, at = 0;
    Frontier frontier;
    bool altered = false;
  };

  void found(JournalFault fault, const Place& place, std::vector<Detail> details = {}) {
    if (out_.findings.size() == findings_max) {
      ++out_.more;
      return;
    }
    details.push_back({"institucion", place.institution});
    details.push_back({"asiento", std::to_string(place.seq)});
    out_.findings.push_back(refusal(fault, std::move(details)));
  }

  Result<void> read_checkpoints() {
    storage::TableWalk walk{db_, storage::table("checkpoint")};
    while (const auto* row = TRY(walk.next()))
      journals_[std::get<std::string>((*row)[0])].checkpoints.push_back(
          {std::get<std::int64_t>((*row)[1]), std::get<std::int64_t>((*row)[2]),
           std::get<std::string>((*row)[3])});
    return {};
  }

  // --- Chain -------------------------------------------------------------------------------------

  // The entry as its row says; nothing where the row cannot be one, byte by byte.
  static std::optional<JournalEntry> entry_of(const Parameters& row) {
    JournalEntry entry{.institution = std::get<std::string>(row[Institution]),
                       .seq = std::get<std::int64_t>(row[Seq]),
                       .base = std::get<std::int64_t>(row[Base]),
                       .at = std::get<std::int64_t>(row[At]),
                       .actor = std::get<std::int64_t>(row[Actor]),
                       .kind = std::get<std::string>(row[KindName]),
                       .version = std::get<std::int64_t>(row[Version]),
                       .act = std::get<std::string>(row[Act])};
    const auto& nonce = std::get<Bytes>(row[Nonce]);
    const auto& effect = std::get<std::string>(row[Effect]);
    if (nonce.size() != entry.nonce.size()) return std::nullopt;
    std::ranges::copy(nonce, entry.nonce.begin());
    if (!parse(effect, entry.effect) || show(entry.effect) != effect) return std::nullopt;
    const auto read = accountability::parse_entry(accountability::bytes_of(entry));
    if (!read || *read != entry) return std::nullopt;
    return entry;
  }

  // Remembers which entry first names each hash, so that a damaged blob can be traced to it.
  void note_hashes(const JournalEntry& entry) {
    constexpr std::size_t digits = 64;
    const std::string_view act = entry.act;
    for (std::size_t at = 0; (at = act.find('"', at)) != act.npos; ++at) {
      if (at + digits + 1 >= act.size() || act[at + digits + 1] != '"') continue;
      const auto word = act.substr(at + 1, digits);
      if (word.find_first_not_of("0123456789abcdef") != word.npos) continue;
      named_by_.emplace(word, Place{entry.institution, entry.seq});
      if (entry.kind == erasing_act) erased_.insert({std::string(word), entry.seq});
    }
  }

  void note_file(const JournalEntry& entry) {
    for (const auto& [kind, field] : acts_with_file) {
      if (entry.kind != kind) continue;
      const auto act = parse_json(entry.act);
      if (const auto hash = optional_text_at(act->as_object(), field))
        brought_.emplace(*hash, Place{entry.institution, entry.seq});
    }
  }

  void check_entry(const Parameters& row, Journal& journal) {
    const Place place{std::get<std::string>(row[Institution]), std::get<std::int64_t>(row[Seq])};
    if (place.seq != journal.seq + 1) {
      found(JournalFault::Gap, {place.institution, journal.seq + 1},
            {{"hallado", std::to_string(place.seq)}});
      journal.altered = true;
    }
    const auto at = std::get<std::int64_t>(row[At]);
    if (at < journal.at) found(JournalFault::TimeRunsBack, place);
    journal.seq = place.seq;
    journal.at = std::max(journal.at, at);

    const auto& kept = std::get<Bytes>(row[Leaf]);
    const auto entry = entry_of(row);
    Hash leaf;
    if (entry) {
      leaf = accountability::leaf_of(*entry);
      note_hashes(*entry);
      note_file(*entry);
    }
    if (!entry || as_text(kept) != as_text(leaf)) {
      found(JournalFault::EntryAltered, place);
      journal.altered = true;
    }
    journal.frontier.append(leaf);
    if (std::ranges::binary_search(journal.checkpoints, place.seq, {},
                                   &storage::StoredCheckpoint::size)) {
      journal.roots[place.seq] = journal.frontier.root();
      journal.times[place.seq] = at;
    }
  }

  Result<void> check_chains() {
    storage::TableWalk heads{db_, storage::table("head")};
    std::map<std::string, Parameters> head_rows;
    std::int64_t done = 0, all = 0;
    while (const auto* row = TRY(heads.next())) {
      head_rows.emplace(std::get<std::string>((*row)[0]), *row);
      all += std::clamp<std::int64_t>(std::get<std::int64_t>((*row)[1]), 0, 1'000'000'000);
    }
    storage::TableWalk walk{db_, storage::table("journal_entry")};
    while (const auto* row = TRY(walk.next())) {
      check_entry(*row, journals_[std::get<std::string>((*row)[Institution])]);
      progress_("asientos", ++done, std::max(all, done));
    }
    for (const auto& [institution, row] : head_rows) {
      // A head is made before its journal's first entry; alone and empty it says nothing.
      if (std::get<std::int64_t>(row[1]) != 0) journals_[institution];
    }
    for (auto& [institution, journal] : journals_) {
      check_head(institution, journal, head_rows);
      check_checkpoints(institution, journal);
      out_.journals.push_back({institution, journal.frontier.size(),
                               std::int64_t(journal.checkpoints.size()), journal.frontier.root()});
    }
    return {};
  }

  void check_head(const std::string& institution, const Journal& journal,
                  const std::map<std::string, Parameters>& head_rows) {
    const auto row = head_rows.find(institution);
    const Place place{institution, journal.seq};
    if (row == head_rows.end()) return found(JournalFault::HeadAltered, place);
    const auto last = std::get<std::int64_t>(row->second[1]);
    // An entry cut off at the end is missed by the head and by the checkpoint that signed it.
    if (!journal.checkpoints.empty() && journal.checkpoints.back().size == last &&
        last == journal.seq + 1)
      return found(JournalFault::Gap, {institution, last});
    const auto& frontier = std::get<Bytes>(row->second[3]);
    const bool sound = last == journal.seq &&
                       std::get<std::int64_t>(row->second[2]) == journal.at &&
                       as_text(frontier) == journal.frontier.to_bytes();
    if (!sound && !journal.altered) found(JournalFault::HeadAltered, place);
  }

  // --- Checkpoints -------------------------------------------------------------------------------

  std::vector<VerifierKey> keys_of(const std::string& institution) const {
    std::vector<VerifierKey> keys;
    for (const auto& key : keys_) keys.push_back(key_of_journal(key, institution));
    return keys;
  }

  void check_checkpoints(const std::string& institution, const Journal& journal) {
    const auto keys = keys_of(institution);
    std::int64_t sound = 0;
    for (const auto& [size, at, note] : journal.checkpoints) {
      const auto checkpoint = accountability::open_checkpoint(note, keys);
      const Place place{institution, checkpoint ? checkpoint->size : size};
      const auto root = journal.roots.find(size);
      if (!checkpoint) {
        found(JournalFault::CheckpointAltered, place, {{"motivo", checkpoint.error().code}});
        continue;
      }
      if (checkpoint->size != size || !checkpoint->extensions.empty() ||
          root == journal.roots.end() || (journal.times.at(size) != at && !journal.altered)) {
        found(JournalFault::CheckpointAltered, place);
        continue;
      }
      if (checkpoint->root == root->second) {
        sound = size;
      } else if (!journal.altered) {
        // The first checkpoint that differs says between which entries the change is; those after
        // it differ for the same reason.
        found(JournalFault::CheckpointDiffers, place,
              {{"desde", std::to_string(sound + 1)}, {"hasta", std::to_string(size)}});
        return;
      }
    }
    if (journal.checkpoints.empty() || journal.checkpoints.back().size < journal.seq)
      found(JournalFault::HeadUnsigned, {institution, journal.seq});
  }

  // A history can be replaced as a whole, keys and all; a checkpoint that was kept elsewhere
  // cannot.
  Result<void> check_kept_checkpoint() {
    if (!options_.kept_checkpoint) return {};
    const auto note = TRY(accountability::parse_note(*options_.kept_checkpoint));
    const auto claim = TRY(accountability::parse_checkpoint(note.text));
    const auto slash = claim.origin.rfind('/');
    const auto institution = slash == claim.origin.npos ? "" : claim.origin.substr(slash + 1);
    const auto checkpoint =
        TRY(accountability::open_checkpoint(*options_.kept_checkpoint, keys_of(institution)));
    const auto leaves = TRY(storage::leaves_of(db_, institution, checkpoint.size));
    const auto root = accountability::root_of(
        [&](std::int64_t i) { return leaves[std::size_t(i)]; }, 0, std::int64_t(leaves.size()));
    if (std::int64_t(leaves.size()) != checkpoint.size || root != checkpoint.root)
      found(JournalFault::KeptDiffers, {institution, checkpoint.size});
    return {};
  }

  // --- Blobs -------------------------------------------------------------------------------------

  Place place_of_blob(const std::string& hash) const {
    const auto entry = named_by_.find(hash);
    return entry == named_by_.end() ? Place{} : entry->second;
  }

  Result<void> check_blobs() {
    // Pieces that no entry names are what an import that was cut off left: they count for nothing.
    for (const auto& hash : TRY(storage::misplaced_pieces(db_)))
      if (named_by_.contains(hash))
        found(JournalFault::BlobAltered, place_of_blob(hash), {{"codigo", hash}});
    storage::TableWalk walk{db_, storage::table("blob")};
    std::vector<Parameters> all;
    while (const auto* row = TRY(walk.next())) {
      brought_.erase(std::get<std::string>((*row)[0]));
      all.push_back(*row);
    }
    for (const auto& [hash, place] : brought_)
      found(JournalFault::BlobAltered, place, {{"codigo", hash}});
    for (const auto& row : all) {
      const auto& name = std::get<std::string>(row[0]);
      const auto place = place_of_blob(name);
      progress_("archivos", ++out_.blobs, std::int64_t(all.size()));
      Hash hash;
      if (!parse(name, hash) || show(hash) != name) {
        found(JournalFault::BlobAltered, place, {{"codigo", name}});
        continue;
      }
      if (std::get<std::int64_t>(row[2]) != 0) {
        if (!erased_.contains(name)) found(JournalFault::BlobErased, place, {{"codigo", name}});
        continue;
      }
      const auto bytes = storage::read_blob(db_, hash);
      if (bytes) continue;
      if (bytes.error().fault == Fault::Unavailable) return std::unexpected(bytes.error());
      found(JournalFault::BlobAltered, place, {{"codigo", name}});
    }
    return {};
  }

  // --- State -------------------------------------------------------------------------------------

  Result<void> check_state() {
    auto scratch = TRY(storage::ScratchBase::make());
    const auto replayed = replay_all(db_, scratch.db(), [&](std::int64_t done, std::int64_t all) {
      progress_("actos repetidos", done, all);
    });
    if (!replayed) {
      const auto& error = replayed.error();
      // Without an entry to name, the trouble is not the journal's.
      if (detail_of(error, "asiento").empty()) return std::unexpected(error);
      found(JournalFault::ReplayStopped,
            {std::string(detail_of(error, "institucion")),
             whole_number(detail_of(error, "asiento")).value_or(0)},
            {{"motivo", error.code}, {"acto", std::string(detail_of(error, "acto"))}});
      return {};
    }
    CHECK(read_batches(scratch.db()));
    for (const auto& table : storage::tables())
      if (table.mark == storage::Mark::Estado) CHECK(compare(table, scratch.db()));
    out_.state_compared = true;
    return {};
  }

  using Batch = std::pair<std::string, std::string>;  // Institution and name.

  // Facts belong to the load that names their batch; those of an import at work belong to nobody
  // yet and are no state.
  Result<void> read_batches(Database& replayed) {
    const auto each_batch = [](Database& db, std::string_view table, const auto& on_batch) {
      return storage::each_record(db, table, [&](const storage::Record& row) -> Result<void> {
        on_batch(Batch{row.text("institution"), row.text("batch")}, row);
        return {};
      });
    };
    for (const char* table : {"budget_load", "cur_load"})
      CHECK(each_batch(replayed, table, [&](Batch batch, const storage::Record& row) {
        loaded_.emplace(std::move(batch), row.integer("load"));
      }));
    return each_batch(db_, "budget_staging", [&](Batch batch, const storage::Record&) {
      if (!loaded_.contains(batch)) staged_.insert(std::move(batch));
    });
  }

  static std::optional<Batch> batch_of(const storage::Table& table, const Parameters& row) {
    if (table.name != "budget_fact" && table.name != "cur_line") return std::nullopt;
    return Batch{std::get<std::string>(row[0]), std::get<std::string>(row[1])};
  }

  // The next row that counts.
  Result<const Parameters*> next_of(storage::TableWalk& walk, const storage::Table& table) {
    while (true) {
      const auto* row = TRY(walk.next());
      if (!row) return row;
      const auto batch = batch_of(table, *row);
      if (!batch || !staged_.contains(*batch)) return row;
    }
  }

  // Walks both tables in key order, as one merges sorted lists.
  Result<void> compare(const storage::Table& table, Database& replayed) {
    storage::TableWalk here{db_, table}, there{replayed, table};
    const auto* is = TRY(next_of(here, table));
    const auto* should = TRY(there.next());
    while (is || should) {
      const auto is_key = is ? storage::key_of(table, *is) : Parameters{};
      const auto should_key = should ? storage::key_of(table, *should) : Parameters{};
      if (!should || (is && is_key < should_key)) {
        report(JournalFault::RowExtra, table, *is, is_key);
        is = TRY(next_of(here, table));
      } else if (!is || should_key < is_key) {
        report(JournalFault::RowMissing, table, *should, should_key);
        should = TRY(there.next());
      } else {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
          if ((*is)[i] != (*should)[i])
            report(JournalFault::RowAltered, table, *should, should_key,
                   {{"columna", table.columns[i].name},
                    {"hallado", in_words((*is)[i])},
                    {"esperado", in_words((*should)[i])}});
        is = TRY(next_of(here, table));
        should = TRY(there.next());
      }
      ++out_.rows;
    }
    return {};
  }

  static std::string in_words(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* bytes = std::get_if<Bytes>(&value)) return hex(as_text(*bytes));
    return "(vacío)";
  }

  // The entry that wrote a row is in its `seq` column; that of a fact is the load's.
  Place place_of_row(const storage::Table& table, const Parameters& row) const {
    if (const auto batch = batch_of(table, row)) {
      const auto load = loaded_.find(*batch);
      return {batch->first, load == loaded_.end() ? 0 : load->second};
    }
    Place place;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].name == "institution") place.institution = std::get<std::string>(row[i]);
      if (table.columns[i].name == "seq") place.seq = std::get<std::int64_t>(row[i]);
    }
    // Institutions are registered by the installation, and each row is keyed by the one it is of.
    if (table.name == "institution") place.institution = installation;
    return place;
  }

  void report(JournalFault fault, const storage::Table& table, const Parameters& row,
              const Parameters& key, std::vector<Detail> details = {}) {
    std::vector<std::string> words;
    for (const auto& value : key) words.push_back(in_words(value));
    details.push_back({"tabla", table.name});
    details.push_back({"clave", joined(words, " / ")});
    found(fault, place_of_row(table, row), std::move(details));
  }

  Database& db_;
  const VerifyOptions& options_;
  const Progress& progress_;
  std::vector<VerifierKey> keys_;
  std::map<std::string, Journal> journals_;
  std::map<std::string, Place, std::less<>> named_by_;
  std::map<std::string, Place> brought_;  // By acts whose file is kept.
  std::map<std::string, std::int64_t> erased_;
  std::map<Batch, std::int64_t> loaded_;  // With the entry that first loaded it.
  std::set<Batch> staged_;                // And named by no load.
  Verification out_;
};

}  // namespace

const RefusalRow& row_of(JournalFault why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> journal_fault_rows() { return rows; }

VerifierKey key_of_journal(const VerifierKey& key, std::string_view institution) {
  return {key.name + '/' + std::string(institution), key.public_key};
}

Result<std::vector<VerifierKey>> declared_keys(Database& db) {
  std::vector<VerifierKey> keys;
  CHECK(storage::each_entry(db, installation, 1, INT64_MAX,
                            [&](const JournalEntry& entry) -> Result<void> {
                              if (entry.kind != "instalacion.crear" && entry.kind != "clave.rotar")
                                return {};
                              const auto act = parse_json(entry.act);
                              if (!act || !act->is_object())
                                return {};  // Altered: the chain will say so.
                              const auto text = optional_text_at(act->as_object(), "clave_publica");
                              auto key = VerifierKey::parse(text.value_or(""));
                              if (key) keys.push_back(*std::move(key));
                              return {};
                            }));
  return keys;
}

Result<Verification> verify_journal(Database& db, const VerifyOptions& options,
                                    const Progress& progress) {
  auto snapshot = TRY(storage::Transaction::read(db));
  return Verifier{db, options, progress}.run();
}

}  // namespace commands
