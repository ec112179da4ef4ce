// Evaluates the live state, and walks the journal.
#include "queries/history_inputs.hpp"

#include <algorithm>

#include "queries/evaluation.hpp"
#include "queries/live_execution.hpp"
#include "storage/journal_store.hpp"
#include "storage/plan_store.hpp"

namespace queries {
namespace {

std::optional<Ratio> share_of(const evaluation::Figure& percent) {
  if (!percent.value) return std::nullopt;
  return *percent.value / Ratio::whole(100);
}

}  // namespace

Result<void> add_advances(storage::Database& db, std::string_view institution,
                          verification::History& history) {
  const auto today = month_of(history.hoy);
  const auto last = TRY(month_of_boards(db, institution));
  if (!last || last->year != today.year) return {};
  if (!TRY(storage::plan_at(db, institution, today.year))) return {};
  const auto cut = TRY(live_cut(db, institution, show(std::min(*last, today))));
  const auto evaluated = TRY(evaluation_at(db, cut));
  history.metas.emplace();
  for (const auto& product : evaluated.products)
    history.metas->push_back({verification::Word::of(product.code).value_or(verification::Word{}),
                              share_of(product.percent), share_of(product.financial)});
  return {};
}

Result<void> add_journal(storage::Database& db, std::string_view institution,
                         verification::History& history) {
  const auto head = TRY(storage::read_head(db, institution, storage::Lock::None));
  verification::JournalState state{head.seq, true, 0};
  accountability::Frontier frontier;
  std::vector<Hash> leaves;
  CHECK(storage::each_entry(db, institution, 1, head.seq, [&](const auto& entry) -> Result<void> {
    leaves.push_back(accountability::leaf_of(entry));
    frontier.append(leaves.back());
    return {};
  }));
  if (frontier != head.frontier) {
    state.verificada = false;
    state.roto_en = head.seq;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      const auto seq = static_cast<std::int64_t>(i) + 1;
      if (TRY(storage::leaf_at(db, institution, seq)) == leaves[i]) continue;
      state.roto_en = seq;
      break;
    }
  }
  history.bitacora = state;
  return {};
}

}  // namespace queries
