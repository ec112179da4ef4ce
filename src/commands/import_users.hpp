// Many users at once, from a list or as the demonstration has them: each is an act of its own, so
// that one that is wrong leaves the others alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/sign_in.hpp"
#include "commands/submit.hpp"
#include "readers/users_file.hpp"

namespace commands {

struct UserImport {
  readers::UserRow row;
  std::optional<Error> error;  // Then the user was not created.
  bool known = false;          // There is a user of this name: left as it is.
  std::string password;        // Of a user that was created: shown this once.
};

// What would become of each row; nothing is saved. Errors: of the file as a whole.
Result<std::vector<UserImport>> check_users(Context&, std::string_view bytes);
// Creates the good ones, each with a password to be changed at the first use.
Result<std::vector<UserImport>> import_users(Context&, std::string_view bytes);

// One user, and the password. `password` "": a random one, which is returned in any case.
Result<std::string> create_user(Context&, const json::object& act, std::string password);

// The act of a row.
json::object user_act(const readers::UserRow&, std::string_view institution);

// The users of the demonstration, one for each role and named by it; their passwords are set apart.
Result<void> add_demo_users(Context&);
// A password for each user, the same for all where `password` is given. Yields them in order.
struct DemoPassword {
  User user;
  std::string password;
};
Result<std::vector<DemoPassword>> set_demo_passwords(Context&, const std::string& password);

}  // namespace commands
