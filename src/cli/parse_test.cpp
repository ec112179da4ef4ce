// Words of a call: what is understood, and what is refused with a suggestion.
#include "cli/parse.hpp"

#include <gtest/gtest.h>

#include "cli/help.hpp"

namespace cli {
namespace {

constexpr Option options[] = {{"ARCHIVO", "", "Archivos", true, true},
                              {"--formato", "F", "Formato", false, false, "csv|xlsx", "csv"},
                              {"--simular", "", "Sin guardar"}};
const Command import{"cosa importar", "Importa.", options, "", nullptr};

std::string told(const std::vector<std::string>& words) {
  const auto parsed = parse_words(import, words);
  if (!parsed) return parsed.error().code;
  std::string out;
  for (const auto& [name, value] : *parsed) out += name + "=" + value + ";";
  return out;
}

TEST(words, are_read_in_any_order) {
  EXPECT_EQ(told({"cosa", "importar", "a.csv", "--formato", "xlsx", "b.csv"}),
            "ARCHIVO=a.csv;--formato=xlsx;ARCHIVO=b.csv;");
  EXPECT_EQ(told({"cosa", "importar", "--formato=csv", "--simular", "-q", "-"}),
            "--formato=csv;--simular=;--callado=;ARCHIVO=-;");
  EXPECT_EQ(told({"cosa", "importar", "--", "--raro.csv"}), "ARCHIVO=--raro.csv;");
}

TEST(words, that_make_no_sense_are_refused) {
  EXPECT_EQ(told({"cosa", "importar"}), "uso.falta_opcion");
  EXPECT_EQ(told({"cosa", "importar", "a", "--formato", "pdf"}), "uso.valor_no_admitido");
  EXPECT_EQ(told({"cosa", "importar", "a", "--formato"}), "uso.falta_valor");
  EXPECT_EQ(told({"cosa", "importar", "a", "--fromato", "csv"}), "uso.opcion_desconocida");
  EXPECT_EQ(told({"cosa", "importar", "a", "--simular=1"}), "uso.opcion_desconocida");
}

TEST(words, near_ones_are_suggested) {
  EXPECT_EQ(nearest("--fromato", {"--simular", "--formato"}),
            std::vector<std::string>{"--formato"});
  EXPECT_TRUE(nearest("zzz", {"--formato"}).empty());
}

TEST(help, names_every_command_and_option) {
  const auto all = all_commands();
  ASSERT_FALSE(all.empty());
  const auto page = manual_page(), bash = completion("bash");
  for (const auto* command : all) {
    EXPECT_TRUE(short_help().contains(command->path)) << command->path;
    EXPECT_TRUE(bash.contains(command->path)) << command->path;
    EXPECT_FALSE(command->summary.empty()) << command->path;
    EXPECT_TRUE(command->run) << command->path;
    for (const auto& option : command->options)
      EXPECT_TRUE(help_of(*command).contains(option.help)) << command->path << option.name;
  }
}

}  // namespace
}  // namespace cli
