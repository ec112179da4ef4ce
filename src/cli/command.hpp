// What a subcommand of `ceiba` is: a row of a table. Parsing, help, completion and the manual page
// are all made from these rows, so they cannot disagree.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/world.hpp"
#include "commands/context.hpp"

namespace cli {

// A word of the command line. A name without dashes is positional, taken in order.
struct Option {
  std::string_view name;   // "--formato", or "ARCHIVO" for a positional.
  std::string_view value;  // "MES": takes one; "": a switch. Ignored for positionals.
  std::string_view help;
  bool required = false;
  bool repeated = false;           // May be given several times; a positional takes all the rest.
  std::string_view choices = {};   // "auto|minfin-formulacion|sicoin-mensual"
  std::string_view standard = {};  // The value when it is not given.
};

// Exit codes of ux.md §6.
enum class Exit {
  Done = 0,
  Findings = 1,
  Usage = 2,
  BadData = 3,
  NotFound = 4,
  Forbidden = 5,
  Conflict = 6,
  Unavailable = 7,
};
Exit exit_of(std::string_view code, Fault);

// One call of the program: its words, its streams, its world.
class Invocation {
 public:
  bool has(std::string_view option) const;
  std::string text(std::string_view option) const;  // Given or standard; asserts there is one.
  std::optional<std::string> optional_text(std::string_view option) const;
  std::vector<std::string> texts(std::string_view option) const;

  // Streams. `say` is the result (stdout); `tell` is for the person (stderr), silent with -q.
  void say(std::string_view text) const;
  void say_json(const json::value&) const;  // Pretty, to stdout.
  void tell(std::string_view line) const;
  bool json() const { return has("--json"); }
  bool terminal() const { return terminal_; }

  // Progress on stderr: a line that rewrites itself on a terminal, else one line each tenth.
  void progress(std::string_view what, std::int64_t done, std::int64_t all) const;

  // Opens --base as --como, for the institution of --institucion.
  Result<commands::Context> open(commands::Use use) const;
  const World& world() const { return world_; }

  std::vector<std::pair<std::string, std::string>> words;  // Option name → value, as given.
  std::function<void(std::string_view)> out, err;
  bool terminal_ = false;
  World world_;
  const struct Command* command = nullptr;
  mutable int last_tenth = -1;
};

struct Command {
  std::string_view path;     // "presupuesto importar"
  std::string_view summary;  // One sentence, for lists.
  std::span<const Option> options;
  std::string_view examples;  // Lines that begin with "ceiba ".
  Result<Exit> (*run)(const Invocation&);
};

// Reads a whole file, "-" being standard input. Errors: FileUnreadable.
Result<std::string> read_file(const std::string& path);
// Writes a whole file by a temporary one beside it. Errors: FileUnwritable.
Result<void> write_file(const std::string& path, std::string_view bytes);

// The rooms' tables.
std::span<const Command> base_commands();
std::span<const Command> catalog_commands();
std::span<const Command> organization_commands();
std::span<const Command> plan_commands();
std::span<const Command> budget_commands();
std::span<const Command> cur_commands();
std::span<const Command> money_commands();
std::span<const Command> norm_commands();
std::span<const Command> goals_commands();
std::span<const Command> evaluation_commands();
std::span<const Command> report_commands();
std::span<const Command> journal_commands();
std::span<const Command> demo_commands();
std::span<const Command> user_commands();
std::span<const Command> reporting_commands();
std::span<const Command> publication_commands();
std::span<const Command> proof_commands();
std::span<const Command> rule_commands();
std::span<const Command> verification_commands();
std::span<const Command> control_tool_commands();
std::span<const Command> control_commands();
std::span<const Command> transparency_commands();
std::span<const Command> serve_commands();
std::vector<const Command*> all_commands();  // Ordered by path.

// The options that every subcommand takes: --base, --como, --institucion, --clave, --json, -q, -h.
std::span<const Option> common_options();

// Runs the program: argv without its first word. Yields the exit code.
int run(const std::vector<std::string>& arguments, World world,
        std::function<void(std::string_view)> out, std::function<void(std::string_view)> err,
        bool terminal);

}  // namespace cli
