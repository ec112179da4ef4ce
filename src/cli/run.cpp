// The program as a function of its words and its world.
#include <algorithm>
#include <cassert>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/help.hpp"
#include "cli/parse.hpp"
#include "cli/refusals.hpp"
#include "text/refusals.hpp"

namespace cli {
namespace {

constexpr Option common[] = {
    {"--base",
     "BASE",
     "Archivo o postgresql://… donde están los datos",
     false,
     false,
     {},
     "./ceiba.db"},
    {"--como", "ROL", "Rol con el que se actúa", false, false, {}, "planificacion"},
    {"--institucion", "CÓDIGO", "Institución, si la base tiene varias"},
    {"--clave", "ARCHIVO", "Archivo de la clave de firma (BASE.clave)"},
    {"--json", "", "Resultado en JSON"},
    {"-q,--callado", "", "Sin mensajes de avance"},
    {"-h,--help", "", "Esta ayuda"},
};

constexpr std::span<const Command> (*rooms[])() = {
    base_commands,        user_commands,         catalog_commands,   organization_commands,
    plan_commands,        budget_commands,       goals_commands,     evaluation_commands,
    report_commands,      journal_commands,      reporting_commands, demo_commands,
    publication_commands, serve_commands,        rule_commands,      verification_commands,
    control_commands,     transparency_commands, cur_commands,       money_commands,
    norm_commands,        control_tool_commands, proof_commands,
};

bool asks_for_help(const std::vector<std::string>& arguments) {
  return std::ranges::any_of(arguments,
                             [](const auto& word) { return word == "-h" || word == "--help"; });
}

json::object as_json(const Error& error) {
  json::object details, out{{"codigo", error.code}, {"mensaje", text::explain(error)}};
  for (const auto& [name, value] : error.details) details[name] = value;
  out["detalles"] = std::move(details);
  json::array all;
  for (const auto& one : error.all) all.push_back(as_json(one));
  if (!all.empty()) out["errores"] = std::move(all);
  return out;
}

// What refuses a word that an option does not know, where the option's words are another room's.
constexpr std::string_view unknown_words[] = {"documento.formato_desconocido",
                                              "presupuesto.dimension_desconocida"};

bool about_usage(std::string_view code) {
  return (code.starts_with("uso.") && !code.starts_with("uso.archivo")) ||
         std::ranges::find(unknown_words, code) != std::end(unknown_words);
}

int report(const Error& error, const Invocation& call) {
  if (call.json()) call.say_json(json::object{{"error", as_json(error)}});
  call.err("ceiba: " + text::explain(error) + "\n");
  return static_cast<int>(exit_of(error.code, error.fault));
}

int unknown_command(const std::vector<std::string>& arguments, const Invocation& call) {
  std::vector<std::string> path, known;
  for (const auto& word : arguments) {
    if (word.starts_with('-')) break;
    path.push_back(word);
  }
  const auto asked = joined(path, " ");
  for (const auto* command : all_commands()) {
    known.emplace_back(command->path);
    if (command->path.starts_with(asked + " ")) {
      call.out(help_under(asked));
      return static_cast<int>(asks_for_help(arguments) ? Exit::Done : Exit::Usage);
    }
  }
  const auto near = nearest(asked, known);
  const auto error =
      refusal(Refusal::UnknownCommand, {{"hallado", asked.empty() ? arguments.front() : asked},
                                        {"sugerencia", near.empty() ? "" : near.front()}});
  return report(error, call);
}

std::unexpected<Error> file_trouble(Refusal why, const std::string& path) {
  return refuse(why, {{"archivo", path}, {"motivo", std::strerror(errno)}});
}

}  // namespace

std::span<const Option> common_options() { return common; }

std::vector<const Command*> all_commands() {
  std::vector<const Command*> all;
  for (const auto room : rooms)
    for (const auto& command : room()) all.push_back(&command);
  std::ranges::sort(all, {}, &Command::path);
  return all;
}

Exit exit_of(std::string_view code, Fault fault) {
  if (about_usage(code)) return Exit::Usage;
  switch (fault) {
    case Fault::Invalid:
      return Exit::BadData;
    case Fault::NotFound:
      return Exit::NotFound;
    case Fault::Forbidden:
      return Exit::Forbidden;
    case Fault::Conflict:
      return Exit::Conflict;
    case Fault::Unavailable:
      return Exit::Unavailable;
  }
  return Exit::Unavailable;
}

bool Invocation::has(std::string_view option) const {
  return std::ranges::any_of(words, [&](const auto& word) { return word.first == option; });
}

std::vector<std::string> Invocation::texts(std::string_view option) const {
  std::vector<std::string> found;
  for (const auto& [name, value] : words)
    if (name == option) found.push_back(value);
  return found;
}

std::optional<std::string> Invocation::optional_text(std::string_view option) const {
  const auto given = texts(option);
  if (!given.empty()) return given.back();
  for (const auto options : {command->options, common_options()})
    for (const auto& one : options)
      if (split(one.name, ',').back() == option && !one.standard.empty())
        return std::string(one.standard);
  return std::nullopt;
}

std::string Invocation::text(std::string_view option) const {
  auto value = optional_text(option);
  assert(value && "an option that is asked for is required or has a standard value");
  return *std::move(value);
}

void Invocation::say(std::string_view text) const { out(text); }
void Invocation::say_json(const json::value& value) const { out(pretty(value)); }

void Invocation::tell(std::string_view line) const {
  if (!has("--callado")) err(std::string(line) + "\n");
}

void Invocation::progress(std::string_view what, std::int64_t done, std::int64_t all) const {
  if (has("--callado") || all <= 0) return;
  const int tenth = static_cast<int>(10 * done / all);
  const auto line = std::string(what) + ": " + std::to_string(100 * done / all) + " %";
  if (terminal())
    err("\r" + line + (done >= all ? "\n" : ""));
  else if (tenth != last_tenth)
    err(line + "\n");
  last_tenth = tenth;
}

Result<commands::Context> Invocation::open(commands::Use use) const {
  const auto role = TRY(access_control::parse_role(text("--como")));
  return commands::open_context({.location = text("--base"),
                                 .key_file = optional_text("--clave").value_or(""),
                                 .institution = optional_text("--institucion").value_or(""),
                                 .role = role,
                                 .use = use},
                                world_);
}

Result<std::string> read_file(const std::string& path) {
  std::stringstream bytes;
  if (path == "-") {
    bytes << std::cin.rdbuf();
    return bytes.str();
  }
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    errno = EISDIR;
    return file_trouble(Refusal::FileUnreadable, path);
  }
  std::ifstream in{path, std::ios::binary};
  if (!in) return file_trouble(Refusal::FileUnreadable, path);
  bytes << in.rdbuf();
  return bytes.str();
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  const auto temporary = path + ".parcial";
  std::ofstream file{temporary, std::ios::binary};
  file << bytes;
  file.close();
  if (!file || std::rename(temporary.c_str(), path.c_str()) != 0) {
    const auto refused = file_trouble(Refusal::FileUnwritable, path);
    std::remove(temporary.c_str());
    return refused;
  }
  return {};
}

int run(const std::vector<std::string>& arguments, World world,
        std::function<void(std::string_view)> out, std::function<void(std::string_view)> err,
        bool terminal) {
  Invocation call;
  call.world_ = std::move(world);
  call.out = std::move(out);
  call.err = std::move(err);
  call.terminal_ = terminal;
  if (arguments.empty() || (arguments.size() == 1 && asks_for_help(arguments))) {
    call.out(short_help());
    return static_cast<int>(arguments.empty() ? Exit::Usage : Exit::Done);
  }
  call.command = command_named(arguments);
  if (!call.command) return unknown_command(arguments, call);
  if (asks_for_help(arguments)) {
    call.out(help_of(*call.command));
    return static_cast<int>(Exit::Done);
  }
  auto words = parse_words(*call.command, arguments);
  if (!words) return report(words.error(), call);
  call.words = *std::move(words);
  const auto outcome = call.command->run(call);
  return outcome ? static_cast<int>(*outcome) : report(outcome.error(), call);
}

}  // namespace cli
