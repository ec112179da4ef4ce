// What subcommands say in the same words: the name of a file, the entry that an act became, and how
// an act ended.
#pragma once

#include <string>

#include "cli/command.hpp"
#include "commands/submit.hpp"

namespace cli {

// The last part of a path: what the journal keeps of a file's name.
inline std::string file_name(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

// " (asiento 17)", or nothing where nothing was journaled.
inline std::string entry_of(std::int64_t seq) {
  return seq == 0 ? "" : " (asiento " + std::to_string(seq) + ")";
}

// The outcome of an act as JSON, or a sentence with its entry.
inline Result<Exit> told(const Invocation& call, const commands::Receipt& receipt,
                         const std::string& sentence) {
  if (call.json()) {
    auto out = receipt.outcome;
    out["asiento"] = receipt.seq;
    call.say_json(out);
  } else {
    call.say(sentence + entry_of(receipt.seq) + ".\n");
  }
  return Exit::Done;
}

}  // namespace cli
