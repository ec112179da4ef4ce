// ceiba cur importar|cargas|retirar|listar|mostrar and ceiba presupuesto conciliar.
#include <algorithm>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/refusals.hpp"
#include "cli/telling.hpp"
#include "commands/import_curs.hpp"
#include "domain/budget/document_refusals.hpp"
#include "queries/curs.hpp"
#include "text/format.hpp"
#include "text/money_words.hpp"

namespace cli {
namespace {

using budget::Agreement;

Result<std::int64_t> number_of(const Invocation& call, const char* option, const char* expected) {
  const auto text = call.text(option);
  const auto number = whole_number(text);
  if (!number || *number < 1)
    return refuse(Refusal::NotAChoice,
                  {{"opcion", option}, {"hallado", text}, {"esperado", expected}});
  return *number;
}

// ---- importar ----------------------------------------------------------------------------------

std::string cur_named(const json::object& item) {
  return "CUR " + std::to_string(item.at("cur").as_int64()) + " (" +
         std::string(item.at("clase").as_string()) + ", " +
         text::date(parse_date(item.at("fecha").as_string()).value()) + ")";
}

std::string flags_in_words(const json::object& report) {
  std::string out;
  const auto& aside = report.at("apartados").as_object();
  if (const auto n = aside.at("cantidad").as_int64(); n > 0) {
    out += text::counted(n, "CUR apartado", "CUR apartados") + ": están guardados y no se suman.\n";
    for (const auto& each : aside.at("lista").as_array()) {
      const auto& item = each.as_object();
      std::string why;
      for (auto reason = budget::SetAside::Twice; reason <= budget::SetAside::Overflows;
           reason = static_cast<budget::SetAside>(std::to_underlying(reason) + 1))
        if (code_of(reason) == item.at("por").as_string()) why = text::reason_of(reason);
      out += "  " + cur_named(item) + ": " + why;
      if (const auto* difference = item.if_contains("diferencia"))
        out += ", por " + text::money(Money::parse(difference->as_string()).value());
      out += ".\n";
    }
  }
  const auto& overruns = report.at("sobregiros").as_object();
  if (const auto n = overruns.at("cantidad").as_int64(); n > 0) {
    out += text::counted(n, "saldo pasado", "saldos pasados") +
           ": se cuentan, como están en SICOIN, y quedan señalados.\n";
    for (const auto& each : overruns.at("lista").as_array()) {
      const auto& item = each.as_object();
      const auto amount = [&](const char* side) {
        return text::money(Money::parse(item.at(side).as_string()).value());
      };
      const auto rule = split(std::string(item.at("regla").as_string()), ' ');
      out += "  " + cur_named(item) + ", partida " + std::string(item.at("partida").as_string()) +
             ": " + rule.at(0) + " " + amount("izquierda") + " pasa de " + rule.at(1) + " " +
             amount("derecha") + ".\n";
    }
  }
  return out;
}

Result<Exit> import(const Invocation& call) {
  auto context =
      TRY(call.open(call.has("--simular") ? commands::Use::Read : commands::Use::Change));
  const auto path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  std::string detail;
  if (const auto second = call.optional_text("--detalle")) detail = TRY(read_file(*second));
  const auto imported =
      TRY(commands::import_curs(context, bytes, detail,
                                {.name = file_name(path),
                                 .simulate = call.has("--simular"),
                                 .illustrative = call.has("--ilustrativo")},
                                [&](std::string_view what, std::int64_t done, std::int64_t all) {
                                  call.progress(what, done, all);
                                }));
  const auto& report = imported.report;
  if (call.json()) {
    call.say_json(report);
  } else if (imported.already) {
    call.say("Ya cargado: es la carga " + std::to_string(report.at("ya_cargado").as_int64()) +
             ", que sigue en vigor.\n");
  } else {
    const auto count = [&](const char* key) { return text::count(report.at(key).as_int64()); };
    call.say((call.has("--simular") ? std::string("Simulación, no se guardó nada. ") : "") +
             count("curs") + " CUR con " + count("lineas") + " líneas: " + count("nuevos") +
             " nuevos, " + count("otro_estado") + " con otro estado, " + count("ya_contados") +
             " ya contados" +
             (imported.seq == 0 ? "" : " (asiento " + std::to_string(imported.seq) + ")") + ".\n");
    for (const auto& heading : report.at("columnas_ignoradas").as_array())
      call.tell("La columna «" + std::string(heading.as_string()) + "» no se leyó.");
    call.say(flags_in_words(report));
  }
  if (imported.already) return Exit::Done;
  const bool flagged = report.at("apartados").at("cantidad").as_int64() > 0 ||
                       report.at("sobregiros").at("cantidad").as_int64() > 0;
  return flagged ? Exit::Findings : Exit::Done;
}

Result<Exit> list_loads(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  json::array all;
  std::string lines;
  for (const auto& load : TRY(storage::cur_loads(context.db(), context.institution))) {
    lines += std::to_string(load.load) + "  " + show(load.on) + "  " + load.layout + "  " +
             load.file_name + "  " + text::count(load.curs) + " CUR  " +
             (load.until ? "retirada: " + load.reason : std::string("en vigor")) + "\n";
    all.push_back(json::object{{"carga", load.load},
                               {"fecha", show(load.on)},
                               {"formato", load.layout},
                               {"archivo", load.file_name},
                               {"hash", load.file_hash},
                               {"curs", load.curs},
                               {"lineas", load.lines},
                               {"ilustrativa", load.illustrative},
                               {"en_vigor", !load.until},
                               {"motivo", load.reason}});
  }
  if (call.json())
    call.say_json(json::object{{"cargas", std::move(all)}});
  else
    call.say(lines.empty() ? "No hay cargas de CUR.\n" : lines);
  return Exit::Done;
}

Result<Exit> withdraw(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto load = TRY(number_of(call, "CARGA", "el número de una carga"));
  const auto receipt =
      TRY(commands::submit(context, commands::withdraw_curs(load, call.text("--motivo"))));
  if (call.json()) {
    auto out = receipt.outcome;
    out["asiento"] = receipt.seq;
    call.say_json(out);
  } else {
    call.say("La carga " + std::to_string(load) + " ya no está en vigor (asiento " +
             std::to_string(receipt.seq) + ").\n");
  }
  return Exit::Done;
}

// ---- listar y mostrar --------------------------------------------------------------------------

Result<FiscalYear> year_of(const Invocation& call, const commands::Context& context) {
  if (const auto text = call.optional_text("--ejercicio")) return FiscalYear::parse(*text);
  const auto years = TRY(queries::years_of_curs(context.db(), context.institution));
  return years.empty() ? FiscalYear{static_cast<std::int16_t>(
                             static_cast<int>(local_date(call.world().now()).year()))}
                       : years.front();
}

Money amount_of(const budget::Cur& cur) {
  MoneySum sum;
  for (const auto& line : cur.detalle) sum += line.monto;
  return sum.narrow().value_or(Money{});
}

json::object as_json(const queries::CurBook& book, std::size_t i) {
  const auto& record = book.curs[i];
  const auto& cur = record.cur;
  json::array lines, overruns;
  for (const auto& line : cur.detalle)
    lines.push_back(json::object{{"partida", show(line.partida)}, {"monto", show(line.monto)}});
  json::object out{{"cur", cur.key.numero},
                   {"ejercicio", std::int64_t{cur.key.ejercicio.year}},
                   {"entidad", show(cur.key.entidad)},
                   {"unidad_ejecutora", show(cur.key.unidad_ejecutora)},
                   {"clase", code_of(cur.clase)},
                   {"estado", code_of(cur.estado)},
                   {"fecha", show(cur.aprobado)},
                   {"monto", show(amount_of(cur))},
                   {"nit", record.nit},
                   {"beneficiario", record.beneficiario},
                   {"descripcion", record.descripcion},
                   {"carga", book.loads[i]},
                   {"detalle", std::move(lines)}};
  if (cur.revierte) out["revierte"] = *cur.revierte;
  for (const auto& one : book.ledger.quarantined)
    if (one.cur == i) out["apartado"] = code_of(one.why);
  for (const auto& one : book.ledger.overruns)
    if (one.cur == i) overruns.push_back(json::value(text::sentence_of(one)));
  out["sobregiros"] = std::move(overruns);
  return out;
}

std::string flags_of(const queries::CurBook& book, std::size_t i) {
  std::string out;
  for (const auto& one : book.ledger.quarantined)
    if (one.cur == i) out += "  apartado: " + std::string(text::reason_of(one.why));
  for (const auto& one : book.ledger.overruns)
    if (one.cur == i) out += "  señalado: " + text::sentence_of(one);
  return out;
}

Result<Exit> list(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto year = TRY(year_of(call, context));
  const auto book = TRY(queries::cur_book(context.db(), context.institution, year));
  std::vector<std::size_t> shown(book.curs.size());
  for (std::size_t i = 0; i < shown.size(); ++i) shown[i] = i;
  if (call.has("--apartados"))
    std::erase_if(shown, [&](std::size_t i) { return flags_of(book, i).empty(); });
  if (call.json()) {
    json::array all;
    for (const auto i : shown) all.push_back(as_json(book, i));
    call.say_json(json::object{{"ejercicio", std::int64_t{year.year}}, {"curs", std::move(all)}});
    return Exit::Done;
  }
  std::string out;
  for (const auto i : shown) {
    const auto& cur = book.curs[i].cur;
    out += std::to_string(cur.key.numero) + "  " + show(cur.aprobado) + "  " +
           std::string(code_of(cur.clase)) + "  " + std::string(code_of(cur.estado)) + "  " +
           text::table_money(amount_of(cur)) + flags_of(book, i) + "\n";
  }
  call.say(out.empty() ? "No hay CUR de " + show(year) + ".\n" : out);
  return Exit::Done;
}

Result<Exit> show_one(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto number = TRY(number_of(call, "NÚMERO", "el número de un CUR"));
  const auto year = TRY(year_of(call, context));
  const auto book = TRY(queries::cur_book(context.db(), context.institution, year));
  json::array all;
  std::string out;
  for (std::size_t i = 0; i < book.curs.size(); ++i) {
    const auto& record = book.curs[i];
    const auto& cur = record.cur;
    if (cur.key.numero != number) continue;
    all.push_back(as_json(book, i));
    out += "CUR " + std::to_string(number) + " de " + show(year) + ", unidad ejecutora " +
           show(cur.key.unidad_ejecutora) + "\n" + std::string(text::name_of(cur.clase)) + " (" +
           std::string(code_of(cur.clase)) + "), " + std::string(text::name_of(cur.estado)) +
           " el " + text::date(cur.aprobado) + "\n";
    if (cur.revierte) out += "Revierte el CUR " + std::to_string(*cur.revierte) + "\n";
    if (!record.beneficiario.empty())
      out += record.beneficiario + (record.nit.empty() ? "" : ", NIT " + record.nit) + "\n";
    if (!record.descripcion.empty()) out += record.descripcion + "\n";
    for (const auto& line : cur.detalle)
      out += "  " + show(line.partida) + "  " + text::table_money(line.monto) + "\n";
    out += "  Total  " + text::table_money(amount_of(cur)) + "\n";
    if (const auto flags = flags_of(book, i); !flags.empty())
      out += std::string(trimmed(flags)) + "\n";
  }
  if (all.empty())
    return refuse(budget::DocumentRefusal::CurUnknown,
                  {{"hallado", std::to_string(number)}, {"ejercicio", show(year)}});
  if (call.json())
    call.say_json(json::object{{"curs", std::move(all)}});
  else
    call.say(out);
  return Exit::Done;
}

// ---- conciliar ---------------------------------------------------------------------------------

constexpr std::size_t entries_at_most = 20;

json::object as_json(const queries::Reconciliation& made) {
  json::array rows;
  for (const auto& row : made.rows) {
    json::array entries;
    for (const auto i : row.asientos) entries.push_back(made.book.curs[i].cur.key.numero);
    rows.push_back(json::object{{"partida", show(row.partida)},
                                {"etapa", budget::show(row.etapa)},
                                {"extracto", show(row.extracto)},
                                {"curs", show(row.curs)},
                                {"diferencia", show(row.difference())},
                                {"estado", text::name_of(row.estado)},
                                {"explicacion", code_of(row.explicacion)},
                                {"cur", std::move(entries)}});
  }
  MoneySum difference;
  json::object totals;
  for (const auto& [stage, sum] : made.extract_sum) {
    const auto ours = made.cur_sum.at(stage);
    totals[budget::show(stage)] = json::object{
        {"extracto", show(sum)}, {"curs", show(ours)}, {"diferencia", show(sum - ours)}};
  }
  return {{"mes", show(made.month)},      {"iguales", made.equal},
          {"explicadas", made.explained}, {"sin_explicar", made.unexplained},
          {"totales", std::move(totals)}, {"filas", std::move(rows)}};
}

std::string in_words(const queries::Reconciliation& made) {
  std::string out = "Conciliación de enero a " + text::month(made.month) + ": " +
                    text::count(made.equal) + " saldos iguales, " + text::count(made.explained) +
                    " explicados, " + text::count(made.unexplained) + " sin explicar.\n";
  for (const auto& [stage, sum] : made.extract_sum) {
    const auto ours = made.cur_sum.at(stage);
    out += "  " + std::string(text::name_of(stage)) + ": extracto " + text::table_money(sum) +
           ", CUR " + text::table_money(ours) + ", diferencia " + text::table_money(sum - ours) +
           "\n";
  }
  for (const auto& row : made.rows) {
    if (row.estado == Agreement::Equal) continue;
    out += "\n" + show(row.partida) + ", " + std::string(budget::show(row.etapa)) + ": extracto " +
           text::table_money(row.extracto) + ", CUR " + text::table_money(row.curs) +
           ", diferencia " + text::table_money(row.difference()) + ". " +
           std::string(text::sentence_of(row.explicacion)) + "\n";
    std::string entries;
    for (std::size_t n = 0; n < row.asientos.size() && n < entries_at_most; ++n)
      entries +=
          (n == 0 ? "" : ", ") + std::to_string(made.book.curs[row.asientos[n]].cur.key.numero);
    if (row.asientos.size() > entries_at_most)
      entries += " y " +
                 text::count(static_cast<std::int64_t>(row.asientos.size() - entries_at_most)) +
                 " más";
    out += entries.empty() ? "  No hay CUR de esta partida.\n" : "  CUR: " + entries + ".\n";
  }
  return out;
}

Result<Exit> reconcile(const Invocation& call) {
  const auto context = TRY(call.open(commands::Use::Read));
  const auto month = TRY(Month::parse(call.text("--mes")));
  const auto made =
      TRY(queries::reconciliation(context.db(), context.institution, month, call.has("--todo")));
  if (call.json())
    call.say_json(as_json(made));
  else if (!made.extract_loaded || !made.book.loaded())
    call.say(std::string("No se puede conciliar: falta ") +
             (made.extract_loaded ? "importar los CUR (ceiba cur importar ARCHIVO)"
                                  : "importar el extracto de SICOIN (ceiba presupuesto importar "
                                    "ARCHIVO)") +
             " de " + show(month.year) + ".\n");
  else
    call.say(in_words(made));
  return made.unexplained == 0 && made.extract_loaded && made.book.loaded() ? Exit::Done
                                                                            : Exit::Findings;
}

constexpr Option import_options[] = {
    {"ARCHIVO", "", "CSV o XLSX con los CUR (o solo la hoja, con --detalle)", true},
    {"--detalle", "ARCHIVO", "El detalle, si viene en otro archivo"},
    {"--simular", "", "Dice qué pasaría y no guarda nada"},
    {"--ilustrativo", "", "Son datos de ejemplo y se marcan así"},
};
constexpr Option withdraw_options[] = {
    {"CARGA", "", "Número de la carga (vea: ceiba cur cargas)", true},
    {"--motivo", "TEXTO", "Por qué se retira", true},
};
constexpr Option list_options[] = {
    {"--ejercicio", "AAAA", "Año; si no, el último que haya"},
    {"--apartados", "", "Solo los que no se suman o quedaron señalados"},
};
constexpr Option show_options[] = {
    {"NÚMERO", "", "Número del CUR", true},
    {"--ejercicio", "AAAA", "Año; si no, el último que haya"},
};
constexpr Option reconcile_options[] = {
    {"--mes", "AAAA-MM", "Acumulado de enero a este mes", true},
    {"--todo", "", "También los saldos iguales (con --json)"},
};

constexpr Command commands_here[] = {
    {"cur importar", "Carga los CUR que exporta SICOIN.", import_options,
     "ceiba cur importar cur-2026-04.csv --como presupuesto\n"
     "ceiba cur importar hoja.csv --detalle detalle.csv --como presupuesto",
     import},
    {"cur cargas", "Lista los archivos de CUR cargados.", {}, "ceiba cur cargas", list_loads},
    {"cur retirar", "Retira una carga de CUR equivocada.", withdraw_options,
     "ceiba cur retirar 31 --motivo \"Era de otra unidad\" --como presupuesto", withdraw},
    {"cur listar", "Lista los CUR de un año, y cuáles no se suman o quedaron señalados.",
     list_options, "ceiba cur listar --ejercicio 2026 --apartados", list},
    {"cur mostrar", "Muestra un CUR con su detalle.", show_options,
     "ceiba cur mostrar 1024 --ejercicio 2026", show_one},
    {"presupuesto conciliar",
     "Compara el extracto de SICOIN con los CUR, al centavo, por partida y etapa.",
     reconcile_options, "ceiba presupuesto conciliar --mes 2026-04", reconcile},
};

}  // namespace

std::span<const Command> cur_commands() { return commands_here; }

}  // namespace cli
