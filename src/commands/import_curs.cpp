// One reading, one batch, one act.
#include "commands/import_curs.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "commands/file_pieces.hpp"
#include "domain/budget/document_refusals.hpp"
#include "domain/budget/refusals.hpp"
#include "readers/cur_file.hpp"
#include "storage/blobs.hpp"
#include "storage/cur_store.hpp"

namespace commands {
namespace {

using budget::CurRecord;
using budget::DocumentRefusal;

// A commit must let others in: about 20 ms of work each.
constexpr std::size_t curs_per_commit = 4000;
constexpr std::size_t pieces_per_commit = 6;
constexpr std::size_t listed_at_most = 100;

Error in_file(Error error, const std::string& name) {
  const auto add = [&](Error& one) {
    if (!name.empty() && detail_of(one, "archivo").empty())
      one.details.push_back({"archivo", name});
  };
  add(error);
  for (auto& one : error.all) add(one);
  return error;
}

Hash digest_of(const std::vector<CurRecord>& curs) {
  budget::CurDigest digest;
  for (const auto& cur : curs) digest.add(cur);
  return digest.finish();
}

Result<Hash> digest_in_base(storage::Database& db, std::string_view batch) {
  budget::CurDigest digest;
  CHECK(storage::each_cur(db, batch, {}, [&](CurRecord cur) -> Result<void> {
    digest.add(cur);
    return {};
  }));
  return digest.finish();
}

Result<void> write_curs(storage::Database& db, const storage::Staging& staging,
                        const std::vector<CurRecord>& curs, const StageProgress& progress) {
  std::int64_t line = 0;
  for (std::size_t at = 0; at < curs.size();) {
    auto transaction = TRY(storage::Transaction::write(db));
    auto writer = TRY(storage::CurWriter::begin(db, staging.institution, staging.batch,
                                                static_cast<std::int64_t>(at), line));
    const auto last = std::min(at + curs_per_commit, curs.size());
    for (; at < last; ++at) CHECK(writer.add(curs[at]));
    CHECK(writer.finish());
    line = writer.next_line();
    CHECK(transaction.commit());
    progress("CUR", static_cast<std::int64_t>(at), static_cast<std::int64_t>(curs.size()));
  }
  return {};
}

Result<void> write_file(storage::Database& db, const Hash& blob, FilePieces& pieces) {
  std::uint64_t piece = 0;
  while (piece < pieces.count()) {
    auto transaction = TRY(storage::Transaction::write(db));
    for (std::size_t n = 0; n < pieces_per_commit && piece < pieces.count(); ++n)
      CHECK(storage::keep_piece(db, blob, static_cast<std::int64_t>(piece++), *pieces.take(true)));
    CHECK(transaction.commit());
  }
  auto transaction = TRY(storage::Transaction::write(db));
  CHECK(storage::keep_blob_row(db, blob, static_cast<std::int64_t>(pieces.size())));
  return transaction.commit();
}

// CURs, and the file where it is given, under the batch's name. Nothing is left behind on an error.
Result<void> stage(storage::Database& db, storage::Staging staging,
                   const std::vector<CurRecord>& curs, const Hash* blob, std::string_view bytes,
                   std::int64_t now, const StageProgress& progress) {
  staging.new_blob = blob != nullptr && !TRY(storage::has_blob(db, *blob));
  CHECK(storage::begin_staging(db, staging, now));
  const auto work = [&]() -> Result<void> {
    if (staging.new_blob) {
      const auto source = readers::bytes_in_memory(bytes);
      FilePieces pieces(*source);
      CHECK(write_file(db, *blob, pieces));
    }
    CHECK(write_curs(db, staging, curs, progress));
    staging.ready = true;
    auto transaction = TRY(storage::Transaction::write(db));
    CHECK(storage::finish_staging(db, staging));
    return transaction.commit();
  };
  auto done = work();
  if (!done) (void)storage::drop_staging(db, staging.institution, staging.batch);
  return done;
}

std::string batch_name(std::string_view institution, const std::string& file,
                       const std::string& detail, int attempt) {
  return storage::batch_named_after(sha256("cur|" + std::string(institution) + "|" + file + "|" +
                                           detail + "|" + std::to_string(attempt)));
}

// ---- What the person is told --------------------------------------------------------------------

json::object named(const budget::Cur& cur) {
  return {{"cur", cur.key.numero},
          {"ejercicio", cur.key.ejercicio.year},
          {"clase", code_of(cur.clase)},
          {"fecha", ::show(cur.aprobado)}};
}

// What this load makes of the whole: CURs of `load` that are set aside, stages that pass a bound.
void add_flags(json::object& report, budget::CurGathering all, std::int64_t load) {
  const auto curs = curs_of(std::move(all.curs));
  const auto ledger = budget::post(curs);
  json::array aside, overruns;
  std::int64_t aside_count = 0, overrun_count = 0;
  for (const auto& one : ledger.quarantined) {
    if (all.loads[one.cur] != load) continue;
    if (++aside_count > std::int64_t{listed_at_most}) continue;
    auto item = named(curs[one.cur]);
    item["por"] = code_of(one.why);
    if (one.other) item["otro"] = curs[*one.other].key.numero;
    if (one.difference != MoneySum{}) item["diferencia"] = show(one.difference);
    aside.push_back(std::move(item));
  }
  for (const auto& one : ledger.overruns) {
    if (all.loads[one.cur] != load) continue;
    if (++overrun_count > std::int64_t{listed_at_most}) continue;
    auto item = named(curs[one.cur]);
    item["partida"] = show(one.partida);
    const auto& sides = budget::sides_of(one.rule);
    item["regla"] = std::string(sides.left) + " " + std::string(sides.right);
    item["izquierda"] = show(one.left);
    item["derecha"] = show(one.right);
    overruns.push_back(std::move(item));
  }
  report["apartados"] = json::object{{"cantidad", aside_count}, {"lista", std::move(aside)}};
  report["sobregiros"] = json::object{{"cantidad", overrun_count}, {"lista", std::move(overruns)}};
}

class Import {
 public:
  Import(Context& context, std::string_view bytes, std::string_view detail, const CurImport& import,
         const StageProgress& progress)
      : context_{context},
        db_{context.db()},
        bytes_{bytes},
        detail_{detail},
        import_{import},
        progress_{progress} {}

  Result<CurImported> run() {
    CHECK(require(context_, access_control::Permission::ImportBudget));
    if (!import_.simulate) CHECK(storage::sweep_staging(db_));
    const auto blob = sha256(bytes_);
    const auto detail_blob = detail_.empty() ? std::string() : show(sha256(detail_));
    CurImported imported;
    for (const auto& load : TRY(storage::cur_loads(db_, context_.institution)))
      if (!load.until && load.file_hash == show(blob) && load.detail_hash == detail_blob) {
        imported.already = true;
        imported.report = {{"ya_cargado", load.load}};
        return imported;
      }
    progress_("lectura", 0, 1);
    const auto file = TRY(readers::read_curs(bytes_, detail_));
    CHECK(check_entity(file));
    auto& report = imported.report;
    report = {{"formato", file.layout.code},
              {"curs", static_cast<std::int64_t>(file.curs.size())},
              {"lineas", file.lines}};
    json::array ignored;
    for (const auto& heading : file.ignored) ignored.push_back(json::value(heading));
    report["columnas_ignoradas"] = std::move(ignored);
    CHECK(tell_what_is_new(report, file));
    if (import_.simulate) {
      report["asiento"] = nullptr;
      return imported;
    }
    CHECK(apply(imported, file, blob, detail_blob));
    return imported;
  }

 private:
  Result<void> check_entity(const readers::CurFile& file) const {
    for (const auto& one : file.curs)
      if (one.cur.key.entidad.digits() != context_.institution)
        return refuse(DocumentRefusal::CurOtherEntity,
                      {{"hallado", show(one.cur.key.entidad)}, {"esperado", context_.institution}});
    return {};
  }

  // Against what is in force: new, with another state, told before; and what is to be looked at.
  Result<void> tell_what_is_new(json::object& report, const readers::CurFile& file) {
    // A ledger is of one year: the other years of the base have no say in this file.
    std::set<int> years;
    for (const auto& one : file.curs) years.insert(one.cur.key.ejercicio.year);
    budget::CurGathering all;
    for (const auto year : years)
      CHECK(storage::gather_curs(
          db_, context_.institution,
          {.ejercicio = year, .numero = {}, .texts = storage::CurTexts::Skip}, {}, all));
    const auto before = all.curs.size();
    constexpr std::int64_t this_load = -1;
    for (const auto& one : file.curs) all.add({.cur = one.cur}, this_load);
    report["nuevos"] = static_cast<std::int64_t>(all.curs.size() - before);
    report["otro_estado"] = all.advanced;
    report["ya_contados"] = all.told_again;
    add_flags(report, std::move(all), this_load);
    return {};
  }

  Result<void> apply(CurImported& imported, const readers::CurFile& file, const Hash& blob,
                     const std::string& detail_blob) {
    LessCare less_care(db_);
    CHECK(less_care.in_part());
    const auto digest = digest_of(file.curs);
    const auto batch = TRY(in_base(file, blob, detail_blob, digest));
    if (!detail_.empty()) CHECK(storage::keep_blob(db_, detail_));
    CHECK(less_care.in_full());
    auto receipt = submit(context_, {"cur.importar",
                                     {{"archivo", import_.name},
                                      {"blob", show(blob)},
                                      {"blob_detalle", detail_blob},
                                      {"tamano", static_cast<std::int64_t>(bytes_.size())},
                                      {"formato", file.layout.code},
                                      {"formato_hash", show(file.layout.hash)},
                                      {"lector", readers::cur_reader_version},
                                      {"lote", batch},
                                      {"resumen", show(digest)},
                                      {"curs", static_cast<std::int64_t>(file.curs.size())},
                                      {"lineas", file.lines},
                                      {"ilustrativa", import_.illustrative}},
                                     ""});
    // Refused: nothing stays. Loaded: a load names the batch now, and only the note goes.
    (void)storage::drop_staging(db_, context_.institution, batch);
    if (!receipt) return std::unexpected(std::move(receipt).error());
    imported.seq = receipt->seq;
    imported.report["asiento"] = receipt->seq;
    return {};
  }

  Result<std::string> in_base(const readers::CurFile& file, const Hash& blob,
                              const std::string& detail_blob, const Hash& digest) {
    constexpr int attempts = 8;
    for (int attempt = 0; attempt < attempts; ++attempt) {
      const auto batch = batch_name(context_.institution, show(blob), detail_blob, attempt);
      if (TRY(storage::is_of_another(db_, context_.institution, batch))) continue;
      if (!TRY(storage::kept_digest(db_, context_.institution, batch))) {
        CHECK(stage(db_, {context_.institution, batch, show(blob), false, false, show(digest)},
                    file.curs, &blob, bytes_, context_.world.now(), progress_));
        return batch;
      }
      // A file that was loaded before and withdrawn: its CURs are still here, if they are its.
      if (TRY(digest_in_base(db_, batch)) == digest) return batch;
    }
    return refuse(budget::Refusal::DigestDiffers, {{"hallado", "lote"}});
  }

  Context& context_;
  storage::Database& db_;
  std::string_view bytes_, detail_;
  const CurImport& import_;
  const StageProgress& progress_;
};

Result<Hash> hash_at(const json::object& act, std::string_view key) {
  Hash hash;
  if (!parse(TRY(text_at(act, key)), hash))
    return refuse(JsonRefusal::WrongType, {{"campo", std::string(key)}});
  return hash;
}

Result<std::string> batch_at(const json::object& act) {
  auto batch = TRY(text_at(act, "lote"));
  if (!storage::is_batch_name(batch))
    return refuse(JsonRefusal::WrongType,
                  {{"campo", "lote"}, {"esperado", "diez cifras hexadecimales"}});
  return batch;
}

}  // namespace

Result<CurImported> import_curs(Context& context, std::string_view bytes, std::string_view detail,
                                const CurImport& import, const StageProgress& progress) {
  auto imported = Import(context, bytes, detail, import, progress).run();
  if (!imported) return std::unexpected(in_file(std::move(imported).error(), import.name));
  return imported;
}

Submission withdraw_curs(std::int64_t load, std::string_view reason) {
  return {"cur.retirar", {{"carga", load}, {"motivo", reason}}, ""};
}

Result<void> restage_curs(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto batch = TRY(batch_at(act));
  const auto digest = TRY(text_at(act, "resumen"));
  if (const auto kept = TRY(storage::kept_digest(db, meta.institution, batch))) {
    if (*kept != digest) return refuse(budget::Refusal::DigestDiffers, {{"hallado", *kept}});
    return {};
  }
  const auto blob = TRY(hash_at(act, "blob"));
  const auto bytes = TRY(storage::read_blob(db, blob));
  std::string detail;
  if (!TRY(text_at(act, "blob_detalle")).empty())
    detail = TRY(storage::read_blob(db, TRY(hash_at(act, "blob_detalle"))));
  const auto file = TRY(readers::read_curs(bytes, detail));
  const auto found = show(digest_of(file.curs));
  if (found != digest) return refuse(budget::Refusal::DigestDiffers, {{"hallado", found}});
  const auto nobody = [](std::string_view, std::int64_t, std::int64_t) {};
  return stage(db, {meta.institution, batch, show(blob), false, false, digest}, file.curs, nullptr,
               "", meta.at, nobody);
}

// {"archivo", "blob", "blob_detalle", "tamano", "formato", "formato_hash", "lector", "lote",
//  "resumen", "curs", "lineas", "ilustrativa"}: the CURs are in the base before.
Result<Decision> decide_import_curs(storage::Database& db, const json::object& act,
                                    const Meta& meta) {
  storage::CurLoadRow row;
  row.load = meta.seq;
  row.batch = TRY(batch_at(act));
  row.file_hash = TRY(text_at(act, "blob"));
  row.detail_hash = TRY(text_at(act, "blob_detalle"));
  row.digest = TRY(text_at(act, "resumen"));
  for (const auto& load : TRY(storage::cur_loads(db, meta.institution)))
    if (!load.until && load.file_hash == row.file_hash && load.detail_hash == row.detail_hash)
      return refuse(DocumentRefusal::CurAlreadyLoaded, {{"carga", std::to_string(load.load)}});
  const auto kept = TRY(storage::kept_digest(db, meta.institution, row.batch));
  if (!kept) return refuse(budget::Refusal::NotStaged);
  if (*kept != row.digest) return refuse(budget::Refusal::DigestDiffers, {{"hallado", *kept}});
  if (!TRY(storage::has_blob(db, TRY(hash_at(act, "blob")))))
    return refuse(budget::Refusal::NotStaged);
  row.layout = TRY(text_at(act, "formato"));
  row.layout_hash = TRY(text_at(act, "formato_hash"));
  row.reader = TRY(integer_at(act, "lector"));
  row.file_name = TRY(text_at(act, "archivo"));
  row.file_size = TRY(integer_at(act, "tamano"));
  row.curs = TRY(integer_at(act, "curs"));
  row.lines = TRY(integer_at(act, "lineas"));
  row.illustrative = TRY(flag_at(act, "ilustrativa"));
  row.actor = meta.actor;
  row.on = meta.today();
  Decision decision;
  decision.changes.put("cur_load", fields_of(row));
  decision.outcome = {{"carga", meta.seq}, {"curs", row.curs}, {"lineas", row.lines}};
  return decision;
}

// {"carga", "motivo"}
Result<Decision> decide_withdraw_curs(storage::Database& db, const json::object& act,
                                      const Meta& meta) {
  const auto number = TRY(integer_at(act, "carga"));
  const auto reason = TRY(text_at(act, "motivo"));
  if (trimmed(reason).empty()) return refuse(budget::Refusal::ReasonMissing);
  for (auto& load : TRY(storage::cur_loads(db, meta.institution))) {
    if (load.load != number) continue;
    if (load.until)
      return refuse(DocumentRefusal::CurLoadEnded,
                    {{"carga", std::to_string(number)}, {"motivo", load.reason}});
    load.until = meta.seq;
    load.reason = reason;
    Decision decision;
    auto fields = fields_of(load);
    decision.changes.put("cur_load", std::move(fields));
    decision.outcome = {{"carga", number}, {"retirada", true}};
    return decision;
  }
  return refuse(DocumentRefusal::CurLoadUnknown, {{"hallado", std::to_string(number)}});
}

}  // namespace commands
