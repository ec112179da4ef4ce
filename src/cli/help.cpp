// Every text here is laid out from cli::Command rows.
#include "cli/help.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace cli {
namespace {

std::string padded(std::string_view text, std::size_t width) {
  const auto have = length(text);
  return std::string(text) + std::string(have < width ? width - have : 1, ' ');
}

std::string usage_word(const Option& option) {
  std::string word = split(option.name, ',').back();
  if (option.name.starts_with('-') && !option.value.empty())
    word += " " + std::string(option.value);
  if (option.repeated) word += "…";
  return option.required ? word : "[" + word + "]";
}

std::string option_line(const Option& option) {
  auto left = "  " + replaced(option.name, ",", ", ");
  if (option.name.starts_with('-') && !option.value.empty())
    left += " " + std::string(option.value);
  std::string right(option.help);
  if (!option.choices.empty()) right += " (" + replaced(option.choices, "|", ", ") + ")";
  if (!option.standard.empty()) right += " [" + std::string(option.standard) + "]";
  constexpr std::size_t column = 30;
  const bool fits = length(left) < column;
  return (fits ? padded(left, column) : left + "\n" + std::string(column, ' ')) + right + "\n";
}

std::string indented(std::string_view lines) {
  std::string out;
  for (const auto& line : split(lines, '\n')) out += "  " + line + "\n";
  return out;
}

std::string list_of(std::string_view prefix) {
  std::string out;
  for (const auto* command : all_commands())
    if (command->path.starts_with(prefix))
      out += "  " + padded(command->path, 28) + std::string(command->summary) + "\n";
  return out;
}

std::string usage(const Command& command) {
  auto line = "ceiba " + std::string(command.path);
  for (const auto& option : command.options) line += " " + usage_word(option);
  return line;
}

// troff reads a leading dot or quote as a request, and a minus as a hyphen.
std::string troff(std::string_view text) {
  auto out = replaced(replaced(text, "\\", "\\e"), "-", "\\-");
  return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

std::vector<std::string> option_names(const Command& command) {
  std::vector<std::string> names;
  for (const auto options : {command.options, common_options()})
    for (const auto& option : options)
      if (option.name.starts_with('-')) names.push_back(split(option.name, ',').back());
  return names;
}

std::string bash_completion() {
  std::string cases;
  for (const auto* command : all_commands())
    cases += "    \"" + std::string(command->path) + "\") options=\"" +
             joined(option_names(*command), " ") + "\" ;;\n";
  std::string paths;
  for (const auto* command : all_commands()) paths += std::string(command->path) + "\n";
  return "# Autocompletado de ceiba para bash: source <(ceiba completar bash)\n"
         "_ceiba() {\n"
         "  local actual=\"${COMP_WORDS[COMP_CWORD]}\" orden=\"\" options=\"\" palabra\n"
         "  for palabra in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    [[ $palabra == -* ]] && break\n"
         "    orden=\"${orden:+$orden }$palabra\"\n"
         "  done\n"
         "  case \"$orden\" in\n" +
         cases +
         "  esac\n"
         "  if [[ -z $options ]]; then\n"
         "    options=$(printf '%s\\n' \"$_ceiba_ordenes\" | "
         "sed -n \"s/^${orden:+$orden }\\([^ ]*\\).*/\\1/p\" | sort -u)\n"
         "  fi\n"
         "  COMPREPLY=($(compgen -W \"$options\" -- \"$actual\"))\n"
         "  [[ ${#COMPREPLY[@]} -eq 0 ]] && COMPREPLY=($(compgen -f -- \"$actual\"))\n"
         "}\n"
         "_ceiba_ordenes='" +
         paths + "'\ncomplete -o filenames -F _ceiba ceiba\n";
}

std::string fish_completion() {
  std::string out = "# Autocompletado de ceiba para fish\ncomplete -c ceiba -f\n";
  for (const auto* command : all_commands()) {
    const auto words = split(command->path, ' ');
    std::string seen;
    for (std::size_t i = 0; i < words.size(); ++i) {
      out += "complete -c ceiba -n '" +
             (seen.empty() ? std::string("__fish_use_subcommand")
                           : "__fish_seen_subcommand_from " + seen) +
             "' -a " + words[i] +
             (i + 1 == words.size() ? " -d '" + replaced(command->summary, "'", "’") + "'" : "") +
             "\n";
      seen = words[i];
    }
    for (const auto& name : option_names(*command))
      if (name.starts_with("--"))
        out += "complete -c ceiba -n '__fish_seen_subcommand_from " + words.back() + "' -l " +
               name.substr(2) + " -r\n";
  }
  return out;
}

}  // namespace

std::string short_help() {
  return "Ceiba: planificación, ejecución y rendición de cuentas de una institución pública.\n\n"
         "Ejemplos:\n"
         "  ceiba demo --base demo.db\n"
         "  ceiba informe cuatrimestral 2026-C1 --base demo.db --formatos html,pdf --salida "
         "salida\n\n"
         "Órdenes:\n" +
         list_of("") + "\n«ceiba ORDEN --help» explica cada una. Opciones comunes:\n" + [] {
           std::string lines;
           for (const auto& option : common_options()) lines += option_line(option);
           return lines;
         }();
}

std::string help_under(std::string_view path) {
  return "Órdenes de «ceiba " + std::string(path) + "»:\n" + list_of(std::string(path) + " ");
}

std::string help_of(const Command& command) {
  std::string out = std::string(command.summary) + "\n\n";
  if (!command.examples.empty()) out += "Ejemplos:\n" + indented(command.examples) + "\n";
  out += "Uso:\n  " + usage(command) + "\n";
  if (!command.options.empty()) out += "\nOpciones:\n";
  for (const auto& option : command.options) out += option_line(option);
  out += "\nOpciones comunes:\n";
  for (const auto& option : common_options()) out += option_line(option);
  return out;
}

std::string manual_page() {
  std::string out =
      ".TH CEIBA 1 \"\" \"Ceiba\" \"Manual de Ceiba\"\n"
      ".SH NOMBRE\nceiba \\- planificación, ejecución y rendición de cuentas\n"
      ".SH SINOPSIS\n.B ceiba\n.I ORDEN\n[opciones]\n.SH ÓRDENES\n";
  for (const auto* command : all_commands()) {
    out += ".SS " + troff(usage(*command)) + "\n" + troff(command->summary) + "\n";
    for (const auto& option : command->options)
      out += ".TP\n.B " + troff(option.name) + "\n" + troff(option.help) + "\n";
    if (!command->examples.empty()) {
      out += ".PP\n.nf\n";
      for (const auto& line : split(command->examples, '\n')) out += troff(line) + "\n";
      out += ".fi\n";
    }
  }
  out += ".SH OPCIONES COMUNES\n";
  for (const auto& option : common_options())
    out += ".TP\n.B " + troff(option.name) + "\n" + troff(option.help) + "\n";
  out +=
      ".SH CÓDIGOS DE SALIDA\n0 hecho; 1 hay hallazgos o la respuesta es no; 2 uso; 3 datos no "
      "válidos; 4 no se encontró; 5 sin permiso; 6 conflicto; 7 no disponible; 130 "
      "interrumpido.\n";
  return out;
}

std::string completion(std::string_view shell) {
  if (shell == "bash") return bash_completion();
  if (shell == "zsh") return "autoload -U +X bashcompinit && bashcompinit\n" + bash_completion();
  return fish_completion();
}

}  // namespace cli
