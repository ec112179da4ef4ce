// Purchases out of a kept file.
#include "commands/import_purchases.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/values/catalog.hpp"
#include "readers/purchase_files.hpp"
#include "storage/blobs.hpp"
#include "storage/catalog_store.hpp"
#include "storage/money_store.hpp"

namespace commands {
namespace {

// The modality whose name the text begins with, the longest; "" where the catalogue has none.
std::string modality_of(const std::vector<CatalogEntry>& modalities, std::string_view text) {
  const auto said = folded(text);
  const CatalogEntry* best = nullptr;
  for (const auto& one : modalities)
    if (said.starts_with(folded(one.name)) && (!best || one.name.size() > best->name.size()))
      best = &one;
  if (best) return best->code;
  // Cases of exception name their letter: "Art. 44 LCE Inciso e)".
  if (const auto at = said.find("44"); at != said.npos && said.contains("inciso ")) {
    const auto letter = said.find("inciso ") + 7;
    if (letter < said.size()) {
      const auto code = "EXC_44" + std::string(1, static_cast<char>(said[letter] - 'a' + 'A'));
      if (std::ranges::find(modalities, code, &CatalogEntry::code) != modalities.end()) return code;
    }
  }
  return {};
}

Result<Decision> decide(storage::Database& db, std::string_view bytes, const json::object& act,
                        const Meta& meta) {
  const auto file = TRY(readers::read_purchases(bytes));
  const auto modalities = TRY(storage::catalog_rows(db, "modalidades"));
  const bool illustrative = TRY(flag_at(act, "ilustrativa"));
  const auto hash = TRY(text_at(act, "huella"));
  std::int64_t fresh = 0, replaced_count = 0, unchanged = 0, without_modality = 0;
  Decision decision;
  for (auto one : file.purchases) {
    one.modality = modality_of(modalities, one.modality_text);
    without_modality += one.modality.empty() ? 1 : 0;
    const auto before = TRY(storage::purchase_of(db, meta.institution, one.number));
    if (before && before->purchase == one) {
      ++unchanged;
      continue;
    }
    ++(before ? replaced_count : fresh);
    if (before) {
      const storage::Fields key{{"institution", meta.institution}, {"number", one.number}};
      const auto drop = [&](std::string_view table, std::size_t had, std::size_t has) {
        for (auto n = has; n < had; ++n) {
          auto row = key;
          row.emplace_back("n", static_cast<std::int64_t>(n + 1));
          decision.changes.remove(table, std::move(row));
        }
      };
      drop("purchase_supplier", before->purchase.suppliers.size(), one.suppliers.size());
      drop("purchase_item", before->purchase.items.size(), one.items.size());
    }
    decision.changes.put("purchase", storage::fields_of({one, hash, illustrative}));
    for (std::size_t n = 0; n < one.suppliers.size(); ++n)
      decision.changes.put("purchase_supplier", storage::fields_of(one, n, one.suppliers[n]));
    for (std::size_t n = 0; n < one.items.size(); ++n)
      decision.changes.put("purchase_item", storage::fields_of(one, n, one.items[n]));
  }
  decision.outcome = {{"formato", readers::name_of(file.format)},
                      {"publicaciones", static_cast<std::int64_t>(file.releases)},
                      {"nuevas", fresh},
                      {"reemplazadas", replaced_count},
                      {"sin_cambio", unchanged},
                      {"sin_modalidad", without_modality}};
  return decision;
}

}  // namespace

// {"archivo", "huella", "ilustrativa"}: the file is kept before.
Result<Decision> decide_import_purchases(storage::Database& db, const json::object& act,
                                         const Meta& meta) {
  Hash hash;
  if (!parse(TRY(text_at(act, "huella")), hash))
    return refuse(JsonRefusal::WrongType, {{"campo", "huella"}});
  return decide(db, TRY(storage::read_blob(db, hash)), act, meta);
}

Result<Receipt> import_purchases(Context& context, std::string_view bytes, const std::string& name,
                                 bool illustrative, bool simulate_only) {
  const Submission act{
      "compras.importar",
      {{"archivo", name}, {"huella", show(sha256(bytes))}, {"ilustrativa", illustrative}},
      ""};
  // Decided first without the file kept: a refused one leaves nothing behind.
  const Meta meta{context.institution, 0, context.world.now(), context.actor.number};
  auto decided = where("archivo", name, decide(context.db(), bytes, act.act, meta));
  if (!decided) {
    auto& error = decided.error();
    for (auto& one : error.all) one.details.push_back({"archivo", name});
    return std::unexpected(std::move(error));
  }
  if (simulate_only) return Receipt{context.institution, 0, 0, std::move(decided->outcome), false};
  CHECK(storage::keep_blob(context.db(), bytes));
  return where("archivo", name, submit(context, act));
}

}  // namespace commands
