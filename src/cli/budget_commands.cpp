// ceiba presupuesto importar|consultar|cargas|retirar.
#include <algorithm>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "commands/import_budget.hpp"
#include "queries/budget.hpp"
#include "text/format.hpp"

namespace cli {
namespace {

using budget::Stage;

std::string name_of_file(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

std::string places_in_words(const json::array& places, std::int64_t all) {
  std::string text;
  for (const auto& place : places) {
    const auto& object = place.as_object();
    const auto* sheet = object.if_contains("hoja");
    text += (text.empty() ? "" : ", ") +
            (sheet ? "hoja " + std::string(sheet->as_string()) + " fila " : "línea ") +
            std::to_string(object.at("linea").as_int64());
  }
  return all > static_cast<std::int64_t>(places.size()) ? text + " …" : text;
}

std::string money_in_words(const json::value& amount) {
  return text::money(Money::parse(amount.as_string()).value());
}

// One of a list: a word, a number, or an entry of a catalogue, whose name may be its code.
std::string name_of(const json::value& one) {
  if (one.is_string()) return std::string(one.as_string());
  if (one.is_int64()) return std::to_string(one.as_int64());
  const std::string code(one.at("codigo").as_string()), name(one.at("nombre").as_string());
  return name.empty() || name == code ? code : code + " " + name;
}

// What a person reads of an import: what came in, the proof, what was odd.
std::string report_in_words(const json::object& report) {
  const auto count = [&](std::string_view key) { return text::count(report.at(key).as_int64()); };
  const auto& totals = report.at("totales").as_object();
  std::string out;
  if (const auto* already = report.if_contains("ya_cargado"))
    return "Ya cargado: es la carga " + std::to_string(already->as_int64()) +
           ", que sigue en vigor.\n";
  out += count("filas") + " filas, " + count("partidas") + " partidas, formato " +
         std::string(report.at("formato").as_string());
  if (const auto& encoding = report.at("codificacion").as_string(); !encoding.empty())
    out += ", " + std::string(encoding);
  out += ".\nTotal vigente del archivo: " + money_in_words(totals.at("archivo")) + "\n";
  if (totals.at("base").is_string())
    out += "Total vigente en la base:   " + money_in_words(totals.at("base")) +
           (totals.at("base") == totals.at("archivo") ? " (iguales)\n" : "\n");
  const auto& warnings = report.at("avisos").as_object();
  const auto list = [&](std::string_view key, std::string_view words) {
    if (const auto* found = warnings.if_contains(key)) {
      const auto& object = found->as_object();
      const auto all = object.at("cantidad").as_int64();
      out += "Aviso: " + text::count(all) + " " + std::string(words) + ": " +
             places_in_words(object.at("lugares").as_array(), all) + ".\n";
    }
  };
  list("filas_identicas", "filas idénticas a otra (se sumaron)");
  list("filas_de_total", "filas de total o de encabezado que no se cargaron");
  const auto number = [&](std::string_view key, std::string_view words) {
    if (const auto* found = warnings.if_contains(key))
      out += "Aviso: " + text::count(found->as_int64()) + " " + std::string(words) + ".\n";
  };
  number("montos_redondeados", "montos con más de dos decimales se redondearon al centavo");
  number("montos_vacios", "montos vacíos se leyeron como cero");
  const auto names = [&](const json::object& object, std::string_view key, std::string_view words) {
    const auto* found = object.if_contains(key);
    if (found == nullptr || found->as_array().empty()) return;
    constexpr std::size_t told_max = 10;
    const auto& array = found->as_array();
    std::string all;
    for (std::size_t i = 0; i < array.size() && i < told_max; ++i)
      all += (all.empty() ? "" : ", ") + name_of(array[i]);
    if (array.size() > told_max)
      all += " … y " + text::count(static_cast<std::int64_t>(array.size() - told_max)) + " más";
    out += std::string(words) + " (" + text::count(static_cast<std::int64_t>(array.size())) +
           "): " + all + ".\n";
  };
  names(warnings, "columnas_no_leidas", "Columnas que no se leen");
  names(warnings, "hojas_no_leidas", "Hojas que no se leen");
  names(report, "entidades_nuevas", "Entidades nuevas en el catálogo");
  names(report, "unidades_nuevas", "Unidades ejecutoras nuevas en el catálogo");
  names(report, "reemplaza", "Reemplaza la carga");
  if (const auto* observed = report.if_contains("observaciones")) {
    out += "Observaciones aceptadas: " + text::count(observed->at("cantidad").as_int64()) + " (" +
           std::string(observed->at("motivo").as_string()) + ").\n";
  }
  if (report.at("asiento").is_int64())
    out += "Asiento " + std::to_string(report.at("asiento").as_int64()) + ".\n";
  else
    out += "Simulación: no se guardó nada.\n";
  return out;
}

Result<Exit> import(const Invocation& call) {
  const auto path = call.text("ARCHIVO");
  auto context =
      TRY(call.open(call.has("--simular") ? commands::Use::Read : commands::Use::Change));
  const auto source = TRY(readers::open_file(path));
  commands::BudgetImport wanted;
  wanted.name = name_of_file(path);
  wanted.layout = call.text("--formato");
  wanted.national = call.has("--nacional");
  wanted.simulate = call.has("--simular");
  wanted.illustrative = call.has("--ilustrativa");
  wanted.accepted = call.optional_text("--aceptar-observaciones");
  const auto imported = TRY(commands::import_budget(
      context, *source, wanted, [&](std::string_view what, std::int64_t done, std::int64_t all) {
        call.progress(what, done, all);
      }));
  if (call.json())
    call.say_json(imported.report);
  else
    call.say(report_in_words(imported.report));
  return Exit::Done;
}

json::object amounts_json(const std::array<MoneySum, budget::stage_count>& amounts) {
  json::object object;
  for (std::size_t s = 0; s < amounts.size(); ++s)
    object[budget::stage_names[s]] = show(amounts[s]);
  return object;
}

std::string in_columns(const std::vector<std::vector<std::string>>& rows, std::size_t keys) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], length(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string pad(widths[i] - length(row[i]), ' ');
      out += (i == 0 ? "" : "  ") + (i < keys ? row[i] + pad : pad + row[i]);
    }
    while (out.ends_with(' ')) out.pop_back();
    out += '\n';
  }
  return out;
}

Result<unsigned> month_of(const Invocation& call) {
  const auto text = call.optional_text("--hasta");
  if (!text) return 12U;
  const auto number = whole_number(*text);
  if (!number || *number < 1 || *number > 12)
    return refuse(Refusal::NotAChoice,
                  {{"opcion", "--hasta"}, {"hallado", *text}, {"esperado", "1 a 12"}});
  return static_cast<unsigned>(*number);
}

Result<Exit> ask(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  queries::BudgetQuestion question;
  for (const auto& name : split(call.text("--por"), ','))
    if (!trimmed(name).empty()) question.by.emplace_back(trimmed(name));
  question.entidad = call.optional_text("--entidad");
  question.to_month = TRY(month_of(call));
  if (const auto year = call.optional_text("--ejercicio"))
    question.ejercicio = TRY(FiscalYear::parse(*year)).year;
  else if (std::ranges::find(question.by, "ejercicio") == question.by.end())
    question.ejercicio = TRY(queries::last_budget_year(context.db(), question.entidad));

  const auto rows = TRY(queries::budget_by(context.db(), question));
  std::array<MoneySum, budget::stage_count> totals{};
  json::array lines;
  std::vector<std::vector<std::string>> table{question.by};
  for (const auto name : budget::stage_names) table[0].emplace_back(name);
  for (const auto& row : rows) {
    json::object line;
    auto& cells = table.emplace_back();
    for (std::size_t i = 0; i < question.by.size(); ++i) {
      line[question.by[i]] = row.keys[i] ? json::value(*row.keys[i]) : json::value(nullptr);
      cells.push_back(row.keys[i].value_or("?"));
    }
    for (std::size_t s = 0; s < totals.size(); ++s) {
      line[budget::stage_names[s]] = show(row.amounts[s]);
      cells.push_back(text::table_money(row.amounts[s]));
      totals[s] += row.amounts[s];
    }
    lines.push_back(std::move(line));
  }
  if (call.json()) {
    json::object answer{{"filas", std::move(lines)},
                        {"total", show(totals[static_cast<std::size_t>(Stage::Vigente)])},
                        {"totales", amounts_json(totals)},
                        {"hasta", std::int64_t{question.to_month}}};
    if (question.ejercicio) answer["ejercicio"] = *question.ejercicio;
    call.say_json(answer);
    return Exit::Done;
  }
  auto& last = table.emplace_back(question.by.size());
  if (!last.empty()) last[0] = "Total";
  for (const auto& total : totals) last.push_back(text::table_money(total));
  call.say((question.ejercicio
                ? "Ejercicio " + std::to_string(*question.ejercicio) + ", quetzales\n"
                : std::string("Quetzales\n")) +
           in_columns(table, question.by.size()));
  return Exit::Done;
}

json::array months_json(std::uint16_t months) {
  json::array array;
  for (int m = 0; m < 12; ++m)
    if ((months >> m & 1) != 0) array.push_back(m + 1);
  return array;
}

Result<Exit> list_loads(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  json::array array;
  std::string lines;
  for (const auto& load : TRY(queries::budget_loads(context.db(), ""))) {
    json::array parts;
    for (const auto& part : load.parts)
      parts.push_back(json::object{
          {"entidad", part.entidad},
          {"ejercicio", part.ejercicio},
          {"meses", months_json(part.months)},
          {"estado", part.until ? part.ended : std::string("en vigor")},
          {"hasta_asiento", part.until ? json::value(*part.until) : json::value(nullptr)},
          {"motivo", part.reason}});
    lines += std::to_string(load.load) + "  " + load.on_date + "  " + load.layout + "  " +
             load.file_name + "  " + text::count(load.rows) + " filas  " +
             (load.in_force()      ? "en vigor"
              : load.parts.empty() ? ""
                                   : load.parts.front().ended) +
             (load.national ? "  nacional" : "") +
             (load.breaches > 0 ? "  con " + text::count(load.breaches) + " observaciones" : "") +
             "\n";
    array.push_back(json::object{{"carga", load.load},
                                 {"diario", load.institution},
                                 {"fecha", load.on_date},
                                 {"formato", load.layout},
                                 {"archivo", load.file_name},
                                 {"hash", load.file_hash},
                                 {"filas", load.rows},
                                 {"partidas", load.partidas},
                                 {"nacional", load.national},
                                 {"ilustrativa", load.illustrative},
                                 {"observaciones", load.breaches},
                                 {"motivo", load.reason},
                                 {"en_vigor", load.in_force()},
                                 {"alcance", std::move(parts)}});
  }
  if (call.json())
    call.say_json(json::object{{"cargas", std::move(array)}});
  else
    call.say(lines.empty() ? "No hay cargas de presupuesto.\n" : lines);
  return Exit::Done;
}

Result<Exit> withdraw(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto text = call.text("CARGA");
  const auto number = whole_number(text);
  if (!number || *number < 1)
    return refuse(Refusal::NotAChoice,
                  {{"opcion", "CARGA"}, {"hallado", text}, {"esperado", "el número de una carga"}});
  const auto receipt = TRY(commands::submit(
      context, commands::withdraw_budget(*number, call.text("--motivo"), call.has("--nacional"))));
  if (call.json()) {
    auto out = receipt.outcome;
    out["asiento"] = receipt.seq;
    call.say_json(out);
  } else {
    call.say(
        "La carga " + text + " ya no está en vigor (asiento " + std::to_string(receipt.seq) +
        "). Lo que ella había reemplazado no vuelve a regir: si hace falta, impórtelo otra vez.\n");
  }
  return Exit::Done;
}

constexpr Option import_options[] = {
    {"ARCHIVO", "", "CSV o XLSX", true},
    {"--formato", "FORMATO", "Formato del archivo", false, false,
     "auto|minfin-formulacion|sicoin-mensual|sicoin-acumulado", "auto"},
    {"--nacional", "", "Archivo de varias entidades; crea las que falten en el catálogo"},
    {"--simular", "", "Dice qué pasaría y no guarda nada"},
    {"--aceptar-observaciones", "MOTIVO", "Carga un archivo oficial aunque sus saldos no cuadren"},
    {"--ilustrativa", "", "Son datos de ejemplo y se marcan así"},
};
constexpr Option ask_options[] = {
    {"--por",
     "DIMENSIONES",
     "Separadas por comas: programa, actividad, renglon, grupo, fuente, mes …",
     false,
     false,
     {},
     "programa"},
    {"--ejercicio", "AAAA", "Año; si no, el último que haya"},
    {"--entidad", "CÓDIGO", "Entidad de ocho cifras; si no, todas"},
    {"--hasta", "MES", "Acumulado de enero a este mes; si no, a diciembre"},
};
constexpr Option withdraw_options[] = {
    {"CARGA", "", "Número de la carga (vea: ceiba presupuesto cargas)", true},
    {"--motivo", "TEXTO", "Por qué se retira", true},
    {"--nacional", "", "Es una carga nacional"},
};

constexpr Command commands_here[] = {
    {"presupuesto importar", "Carga un archivo oficial de presupuesto.", import_options,
     "ceiba presupuesto importar sicoin-2026-04.csv --como presupuesto\n"
     "ceiba presupuesto importar formulacion_2018.csv --nacional --como administracion",
     import},
    {"presupuesto consultar", "Suma el presupuesto en vigor por las dimensiones que se pidan.",
     ask_options,
     "ceiba presupuesto consultar --por programa,actividad --ejercicio 2018\n"
     "ceiba presupuesto consultar --por grupo,mes --hasta 4 --json",
     ask},
    {"presupuesto cargas",
     "Lista los archivos cargados y cuáles están en vigor.",
     {},
     "ceiba presupuesto cargas",
     list_loads},
    {"presupuesto retirar", "Retira una carga equivocada.", withdraw_options,
     "ceiba presupuesto retirar 12 --motivo \"Era del ejercicio anterior\" --como presupuesto",
     withdraw},
};

}  // namespace

std::span<const Command> budget_commands() { return commands_here; }

}  // namespace cli
