// ceiba regla listar: what the rules of verification are, on what norm each rests, and which of
// them wait for data that nobody has given.
#include "base/resources.hpp"
#include "cli/command.hpp"
#include "commands/catalogs.hpp"
#include "domain/verification/norms.hpp"
#include "domain/verification/rule.hpp"
#include "queries/rules.hpp"
#include "text/format.hpp"
#include "text/rules.hpp"

namespace cli {
namespace {

using namespace verification;

// The norms of the base, or those that come with the program where there is no base yet.
Result<std::vector<CatalogEntry>> norms_for(const Invocation& call) {
  auto context = call.open(commands::Use::Read);
  if (context) {
    auto rows = TRY(queries::norm_rows(context->db(), context->institution, "rules"));
    if (!rows.empty()) return rows;
  } else if (context.error().code != "base.no_existe") {
    return std::unexpected(std::move(context).error());
  }
  return commands::read_catalog("rules", resource("norms/rules.csv").value_or(""));
}

json::object as_json(const Rule& rule, const CatalogEntry* norm, Certeza certainty,
                     const RuleNorms& law) {
  json::object out{{"id", rule.id},
                   {"nombre", norm == nullptr ? "" : norm->name},
                   {"severidad", code_of(rule.severity)},
                   {"modo", code_of(rule.mode)}};
  if (norm != nullptr) {
    out["norma"] = json::object{{"codigo", norm->attribute("norma")},
                                {"articulo", norm->attribute("articulo")},
                                {"fuente", norm->source}};
    out["certeza"] = show(certainty);
  }
  out["vigente"] = norm != nullptr;
  out["estado"] = rule.computed() ? "calculada" : "espera";
  if (const auto input = waits_for(rule)) out["espera"] = code_of(*input);
  json::array inputs, parameters;
  for (const auto input : rule.inputs) inputs.push_back(json::value(code_of(input)));
  for (const auto p : rule.parameters) {
    json::object parameter{{"codigo", row_of(p).code}};
    if (const auto* entry = law.entry(p)) {
      parameter["valor"] = entry->attribute("valor");
      parameter["unidad"] = entry->attribute("unidad");
      parameter["certeza"] = show(entry->certainty);
      parameter["fuente"] = entry->source;
    } else {
      parameter["valor"] = nullptr;
    }
    parameters.push_back(std::move(parameter));
  }
  out["entradas"] = std::move(inputs);
  out["parametros"] = std::move(parameters);
  return out;
}

std::string as_line(const Rule& rule, const CatalogEntry* norm, Certeza certainty) {
  std::string line = std::string(rule.id) + "  " +
                     (norm == nullptr ? std::string("(sin norma vigente)") : norm->name) + "  [" +
                     std::string(text::name_of(rule.severity)) + ", " +
                     std::string(text::name_of(rule.mode));
  if (norm != nullptr) line += ", " + show(certainty);
  line += "]";
  if (const auto input = waits_for(rule)) line += "  espera: " + std::string(text::name_of(*input));
  return line + "\n";
}

Result<Exit> list(const Invocation& call) {
  auto norms = TRY(norms_for(call));
  const auto table = TRY(NormTable::make(std::move(norms), {}, DayTable{}));
  const auto date = call.optional_text("--fecha");
  const auto day = date ? TRY(parse_date(*date)) : local_date(call.world().now());
  const auto& law = table.on(day);
  const bool only_waiting = call.has("--en-espera");
  json::array rows;
  std::int64_t computed = 0, shown = 0;
  const auto all = rules();
  for (std::size_t at = 0; at < all.size(); ++at) {
    const auto& rule = all[at];
    computed += rule.computed() ? 1 : 0;
    if (only_waiting && rule.computed()) continue;
    ++shown;
    if (call.json())
      rows.push_back(as_json(rule, law.norm(at), law.certainty(at), law));
    else
      call.say(as_line(rule, law.norm(at), law.certainty(at)));
  }
  if (call.json())
    call.say_json(json::object{{"fecha", show(day)},
                               {"calculadas", computed},
                               {"en_espera", static_cast<std::int64_t>(all.size()) - computed},
                               {"reglas", std::move(rows)}});
  else if (!only_waiting)
    call.say(text::count(computed) + " reglas se calculan y " +
             text::count(static_cast<std::int64_t>(all.size()) - computed) +
             " esperan datos. Bajo «verificada», una regla avisa y no bloquea.\n");
  return Exit::Done;
}

constexpr Option list_options[] = {
    {"--fecha", "FECHA", "Norma y parámetros de ese día (AAAA-MM-DD); si no, los de hoy"},
    {"--en-espera", "", "Solo las que esperan datos, y cuáles"},
};

constexpr Command commands_here[] = {
    {"regla listar", "Muestra las reglas de verificación del gasto, su norma y su certeza.",
     list_options, "ceiba regla listar\nceiba regla listar --fecha 2026-03-01 --json", list},
};

}  // namespace

std::span<const Command> rule_commands() { return commands_here; }

}  // namespace cli
