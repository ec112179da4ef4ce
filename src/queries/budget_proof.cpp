// Sums of a load's facts.
#include "queries/budget_proof.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

namespace queries {
namespace {

std::string sums_sql() {
  std::string sql = "select ";
  for (std::size_t s = 0; s < budget::stage_count; ++s) {
    sql += s == 0 ? "" : ", ";
    for (unsigned m = 1; m <= budget::month_count; ++m)
      sql += (m == 1 ? "cast(coalesce(sum(f." : " + f.") + std::string(budget::stage_names[s]) +
             "_" + padded_left(std::to_string(m), 2);
    sql += "), 0) as bigint)";
  }
  return sql +
         " from budget_scope s join budget_fact f on f.fact >= s.first_fact and f.fact < "
         "s.last_fact where s.institution = ?1 and s.load = ?2";
}

}  // namespace

Result<std::optional<LoadProof>> load_proof(storage::Database& db, std::string_view institution,
                                            std::int64_t load) {
  std::string totals;
  auto proof = TRY(db.first(
      "select counting, file_size, actor, encoding, totals from budget_load where institution = ?1 "
      "and load = ?2",
      [&](const storage::Row& row) {
        LoadProof found;
        found.counting = row.text(0);
        found.size_bytes = row.integer(1);
        found.actor = row.integer(2);
        found.encoding = row.text(3);
        totals = row.text(4);
        return found;
      },
      institution, load));
  if (!proof) return std::optional<LoadProof>{};
  const auto said = TRY(parse_json(totals));
  if (const auto* object = said.if_object())
    for (std::size_t s = 0; s < budget::stage_count; ++s)
      if (const auto amount = optional_text_at(*object, budget::stage_names[s]))
        proof->file[s] = TRY(Money::parse(*amount));
  CHECK(db.each(sums_sql(), {storage::as_value(institution), storage::as_value(load)},
                [&](const storage::Row& row) -> Result<void> {
                  for (std::size_t s = 0; s < budget::stage_count; ++s)
                    proof->base[s] = row.money(static_cast<int>(s));
                  return {};
                }));
  return proof;
}

}  // namespace queries
