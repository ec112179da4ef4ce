// What a command runs with: an open base, the world, the signing key, and who asks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "domain/access/permissions.hpp"
#include "domain/accountability/checkpoint.hpp"
#include "storage/database.hpp"

namespace commands {

// Who acts: the account of a role (1 … 14, of the command line), or a user (100 and above), whose
// roles and units the commands ask the base for, because they and what was delegated to them
// depend on the day of the act.
struct Actor {
  std::int64_t number = 0;
  access_control::Role role{};
  // Where a token limits what its user may do: names of permissions ("metas.reportar"). Empty: no
  // limit.
  std::vector<std::string> scopes = {};
};

struct Context {
  std::string location;  // As given with --base.
  std::unique_ptr<storage::Database> database;
  World world;
  accountability::SignerKey key;
  Actor actor;
  std::string institution;  // "" until one is chosen or found to be the only one.

  storage::Database& db() const { return *database; }
};

enum class Use { Create, Change, Read };

struct Opening {
  std::string location = "./ceiba.db";
  std::string key_file;     // "" → key_file_of(location).
  std::string institution;  // "" → the only one there is.
  access_control::Role role{};
  Use use = Use::Change;
};

// Opens (or creates) the base and its key. Creating writes a new key file with mode 0600 and the
// journal's first entry. Errors: storage::Refusal, accountability's key refusals,
// InstitutionMissing is left to the act that needs one.
Result<Context> open_context(const Opening&, World);

// Signs from now on with a new key: the act that names it is the last that the old one signs, and
// then the new one takes the key file's place. A call that was cut off is finished by the next.
Result<void> rotate_key(Context&, const std::string& key_file);

// BASE.clave beside a file; "ceiba.clave" in the working folder for a server.
std::string key_file_of(std::string_view location);

// The name under which a journal signs: "<key name>/<institution>".
accountability::SignerKey signer_for(const Context&, std::string_view institution);

}  // namespace commands
