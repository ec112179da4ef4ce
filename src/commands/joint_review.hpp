// The acts of the joint review: opening it with what the reconciliation says, signing for a party,
// and following its agreements up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/submit.hpp"
#include "domain/budget/joint_review.hpp"

namespace commands {

// `review`: month, summary, the counts of the reconciliation, and agreements with text, owner and
// date.
Submission open_joint_review(const budget::JointReview& review);
// Each party signs once, by a person of its own roles, and no person for two parties.
Submission sign_joint_review(std::int64_t number, budget::Party);
Submission follow_agreement(std::int64_t number, std::int64_t agreement, budget::AgreementState,
                            std::string_view note);

// Whether a role signs for a party.
bool speaks_for(budget::Party, access_control::Role);

Result<Decision> decide_open_joint_review(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_sign_joint_review(storage::Database&, const json::object&, const Meta&);
Result<Decision> decide_follow_agreement(storage::Database&, const json::object&, const Meta&);

}  // namespace commands
