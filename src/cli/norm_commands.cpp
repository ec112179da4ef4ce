// ceiba norma simular: the whole history under a draft of the norms, with nothing written.
#include "base/text.hpp"
#include "cli/command.hpp"
#include "commands/catalogs.hpp"
#include "domain/verification/rule.hpp"
#include "queries/simulate_norms.hpp"
#include "text/format.hpp"

namespace cli {
namespace {

using verification::SplitLevel;
using verification::Verdict;

std::string_view word_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return "pasa";
    case Verdict::Fail:
      return "señalado";
    case Verdict::NotApplicable:
      return "no aplica";
    case Verdict::CannotTell:
      break;
  }
  return "no se puede saber";
}

std::string_view word_of(SplitLevel level) {
  switch (level) {
    case SplitLevel::Below:
      return "bajo el límite";
    case SplitLevel::Alert:
      return "aviso";
    case SplitLevel::Over:
      break;
  }
  return "sobre el límite";
}

Result<Exit> simulate(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto path = call.text("BORRADOR");
  const auto bytes = TRY(read_file(path));
  const auto draft = TRY(where("archivo", path, commands::read_catalog("rules", bytes)));
  const auto made = TRY(queries::simulate_norms(context.db(), context.institution, draft,
                                                local_date(call.world().now())));
  const auto rules = verification::rules();
  if (call.json()) {
    json::array verdicts, splits;
    for (const auto& one : made.verdicts)
      verdicts.push_back(json::object{{"expediente", one.file},
                                      {"regla", rules[one.rule].id},
                                      {"antes", word_of(one.before)},
                                      {"despues", word_of(one.after)}});
    for (const auto& one : made.splits)
      splits.push_back(json::object{{"unidad_ejecutora", show(one.unidad)},
                                    {"familia", one.familia},
                                    {"periodo", one.periodo},
                                    {"suma", show(one.suma)},
                                    {"limite_antes", show(one.limite_before)},
                                    {"limite_despues", show(one.limite_after)},
                                    {"antes", word_of(one.before)},
                                    {"despues", word_of(one.after)}});
    call.say_json(json::object{{"expedientes", made.files},
                               {"compras", made.purchases},
                               {"cambian", std::move(verdicts)},
                               {"fraccionamiento", std::move(splits)}});
    return Exit::Done;
  }
  std::string out =
      "Simulación, no se guardó nada. Se revisaron " + text::count(made.files) + " expedientes y " +
      text::count(made.purchases) + " compras: cambian " +
      text::count(static_cast<std::int64_t>(made.verdicts.size())) + " resultados de reglas y " +
      text::count(static_cast<std::int64_t>(made.splits.size())) + " grupos de compras.\n";
  for (const auto& one : made.verdicts)
    out += "  " + one.file + ", " + std::string(rules[one.rule].id) + ": " +
           std::string(word_of(one.before)) + " → " + std::string(word_of(one.after)) + "\n";
  for (const auto& one : made.splits)
    out += "  UE " + show(one.unidad) + ", " + one.familia + ", " + one.periodo + ", suma " +
           text::table_money(one.suma) + ": " + std::string(word_of(one.before)) + " (" +
           text::table_money(one.limite_before) + ") → " + std::string(word_of(one.after)) + " (" +
           text::table_money(one.limite_after) + ")\n";
  call.say(out);
  return Exit::Done;
}

constexpr Option simulate_options[] = {
    {"BORRADOR", "", "CSV con filas como las de norms/rules.csv", true},
};

constexpr Command commands_here[] = {
    {"norma simular", "Vuelve a juzgar la historia con otros parámetros y dice qué cambia.",
     simulate_options, "ceiba norma simular borrador.csv --como verificacion", simulate},
};

}  // namespace

std::span<const Command> norm_commands() { return commands_here; }

}  // namespace cli
