// Opening and creating bases, and their key files.
#include "commands/context.hpp"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/refusals.hpp"
#include "commands/submit.hpp"
#include "storage/refusals.hpp"
#include "storage/schema.hpp"

namespace commands {
namespace {

using accountability::SignerKey;

std::unexpected<Error> unreadable(std::string_view file) {
  return refuse(storage::Refusal::KeyUnreadable, {{"archivo", std::string(file)}});
}

// A key that others on the machine may read protects nothing: refused, as ssh does.
Result<SignerKey> read_key(const std::string& file) {
  struct stat info {};
  if (stat(file.c_str(), &info) != 0 || (info.st_mode & 077) != 0) return unreadable(file);
  std::ifstream in{file, std::ios::binary};
  std::stringstream text;
  text << in.rdbuf();
  if (!in) return unreadable(file);
  return where("archivo", file, SignerKey::parse(trimmed(text.str())));
}

Result<void> write_key(const std::string& file, const SignerKey& key) {
  const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (out < 0) return unreadable(file);
  const auto line = accountability::encoded(key) + "\n";
  const bool written =
      write(out, line.data(), line.size()) == ssize_t(line.size()) && fsync(out) == 0;
  close(out);
  if (!written) return unreadable(file);
  return {};
}

SignerKey new_key(const World& world) {
  SignerKey key;
  const auto name = world.nonce();
  key.name = "ceiba-" + hex({reinterpret_cast<const char*>(name.data()), 4});
  const auto half = world.nonce(), other_half = world.nonce();
  std::ranges::copy(half, key.seed.begin());
  std::ranges::copy(other_half, key.seed.begin() + half.size());
  return key;
}

// The institution asked for, or the only one there is.
Result<std::string> chosen_institution(storage::Database& db, std::string_view asked) {
  const auto all = TRY(storage::select(db, "institution", {}));
  if (asked.empty()) return all.size() == 1 ? all.front().text("institution") : "";
  for (const auto& one : all)
    if (one.text("institution") == asked) return std::string(asked);
  return refuse(Refusal::InstitutionUnknown, {{"codigo", std::string(asked)}});
}

Result<Context> open_existing(const Opening& opening, const std::string& key_file, World world) {
  const auto mode = opening.use == Use::Read ? storage::Mode::Read : storage::Mode::Write;
  auto database = TRY(storage::open(opening.location, mode));
  Context context{opening.location, std::move(database), std::move(world), {}, {}, {}};
  if (opening.use == Use::Change) context.key = TRY(read_key(key_file));
  return context;
}

Result<Context> create(const Opening& opening, const std::string& key_file, World world) {
  if (!storage::is_server(opening.location) && std::filesystem::exists(opening.location))
    return refuse(storage::Refusal::BaseExists, {{"archivo", opening.location}});
  auto database = TRY(storage::open(opening.location, storage::Mode::Create));
  Context context{opening.location, std::move(database), std::move(world), {}, {}, {}};
  // A key that is already there belongs to an earlier base of the same name: kept, not replaced.
  if (std::filesystem::exists(key_file)) {
    context.key = TRY(read_key(key_file));
  } else {
    context.key = new_key(context.world);
    CHECK(write_key(key_file, context.key));
  }
  context.actor = {access_control::actor_of(access_control::Role::Administracion),
                   access_control::Role::Administracion};
  CHECK(submit(context, {"instalacion.crear",
                         {{"origen", context.key.name},
                          {"clave_publica", accountability::show(context.key.verifier())}},
                         ""}));
  return context;
}

Result<bool> is_declared(const Context& context, const SignerKey& key) {
  const auto row = TRY(storage::find(context.db(), "log_key",
                                     {{"institution", std::string(installation)},
                                      {"public_key", accountability::show(key.verifier())}}));
  return row.has_value();
}

}  // namespace

Result<void> rotate_key(Context& context, const std::string& key_file) {
  const auto waiting = key_file + ".nueva";
  std::optional<SignerKey> next;
  if (std::filesystem::exists(waiting)) next = TRY(read_key(waiting));
  if (!next || !TRY(is_declared(context, *next))) {
    std::filesystem::remove(waiting);
    next = new_key(context.world);
    next->name = context.key.name;  // The journals keep their name, and so their identity.
    CHECK(write_key(waiting, *next));
    const auto done =
        submit(context,
               {"clave.rotar",
                {{"origen", next->name}, {"clave_publica", accountability::show(next->verifier())}},
                ""});
    if (!done) {
      std::filesystem::remove(waiting);
      return std::unexpected(done.error());
    }
  }
  std::error_code trouble;
  std::filesystem::rename(waiting, key_file, trouble);
  if (trouble) return unreadable(key_file);
  context.key = *std::move(next);
  return {};
}

std::string key_file_of(std::string_view location) {
  return storage::is_server(location) ? "ceiba.clave" : std::string(location) + ".clave";
}

SignerKey signer_for(const Context& context, std::string_view institution) {
  auto key = context.key;
  key.name += '/';
  key.name += institution;
  return key;
}

Result<Context> open_context(const Opening& opening, World world) {
  const auto key_file = opening.key_file.empty() ? key_file_of(opening.location) : opening.key_file;
  auto context = opening.use == Use::Create
                     ? TRY(create(opening, key_file, std::move(world)))
                     : TRY(open_existing(opening, key_file, std::move(world)));
  context.institution = TRY(chosen_institution(context.db(), opening.institution));
  context.actor = {access_control::actor_of(opening.role), opening.role};
  return context;
}

}  // namespace commands
