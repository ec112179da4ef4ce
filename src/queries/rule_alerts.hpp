// What the rules asked to verify of payment files when an act last asked them: how many, and of the
// newest files why. The rest is counted from an index, so that a page can show it of any number.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/verification/rule.hpp"
#include "storage/database.hpp"

namespace queries {

struct RuleAlert {
  std::size_t rule = 0;  // Into verification::rules().
  std::string name;      // Of its norm.
  std::int64_t count = 0;
  struct File {
    std::string number;
    std::vector<verification::Proof> proofs;  // Of today; none: the rule no longer says it.
  };
  std::vector<File> newest;  // At most three.
};
// In the order of the rules. Files that were rejected or annulled are left out.
Result<std::vector<RuleAlert>> rule_alerts(storage::Database&, std::string_view institution,
                                           Date today);

}  // namespace queries
