// ceiba norma simular, lista crear, certificado …: the whole history under a draft of the norms,
// with nothing written; the next version of a checklist; the certificates that are trusted.
#include "base/text.hpp"
#include "cli/command.hpp"
#include "commands/access_state.hpp"
#include "commands/catalogs.hpp"
#include "commands/submit.hpp"
#include "commands/trusted_certificates.hpp"
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

// The lines of one checklist out of a file like norms/listas.csv, as the next version of the
// institution's own.
Result<Exit> create_checklist(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto list = call.text("LISTA"), path = call.text("ARCHIVO");
  const auto bytes = TRY(read_file(path));
  json::array lines;
  for (const auto& entry : TRY(where("archivo", path, commands::read_catalog("listas", bytes)))) {
    if (!entry.code.starts_with(list + "/")) continue;
    json::object line{
        {"nombre", entry.name}, {"fuente", entry.source}, {"certeza", show(entry.certainty)}};
    for (const auto& [name, value] : entry.attributes) line[name] = value;
    lines.push_back(std::move(line));
  }
  const auto receipt = TRY(commands::submit(context, {"lista.crear",
                                                      {{"lista", list},
                                                       {"desde", call.text("--desde")},
                                                       {"motivo", call.text("--motivo")},
                                                       {"lineas", std::move(lines)}},
                                                      ""}));
  const auto& made = receipt.outcome;
  if (call.json())
    call.say_json(made);
  else
    call.say("Lista " + list + ", versión " + std::to_string(made.at("version").as_int64()) + ", " +
             text::count(made.at("lineas").as_int64()) + " líneas, desde el " +
             text::date(TRY(parse_date(call.text("--desde")))) + "\n");
  return Exit::Done;
}

// ---- Certificates that the institution trusts ---------------------------------------------------

Result<Exit> trust(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  const auto pem = TRY(read_file(call.text("ARCHIVO")));
  const auto day = call.optional_text("--desde");
  const auto receipt =
      TRY(commands::submit(context, {"certificado.confiar",
                                     {{"pem", pem},
                                      {"desde", day ? *day : show(local_date(context.world.now()))},
                                      {"motivo", call.text("--motivo")}},
                                     ""}));
  if (call.json()) {
    call.say_json(receipt.outcome);
    return Exit::Done;
  }
  for (const auto& print : receipt.outcome.at("huellas").as_array())
    call.say("Se confía en el certificado " + std::string(print.as_string()) + "\n");
  return Exit::Done;
}

Result<Exit> distrust(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Change));
  json::object act{{"huella", call.text("HUELLA")}, {"motivo", call.text("--motivo")}};
  if (const auto day = call.optional_text("--hasta")) act["hasta"] = *day;
  const auto receipt = TRY(commands::submit(context, {"certificado.retirar", std::move(act), ""}));
  if (call.json())
    call.say_json(receipt.outcome);
  else
    call.say("Último día en que se confía: " +
             text::date(TRY(parse_date(receipt.outcome.at("hasta").as_string()))) + "\n");
  return Exit::Done;
}

Result<Exit> list_trusted(const Invocation& call) {
  auto context = TRY(call.open(commands::Use::Read));
  CHECK(commands::require(context, access_control::Permission::ReadFiles));
  json::array rows;
  std::string said;
  for (const auto& one : TRY(commands::trusted_certificates(context.db(), context.institution))) {
    const auto& row = one.row;
    rows.push_back(
        json::object{{"huella", row.fingerprint},
                     {"titular", one.certificate.titular},
                     {"emisor", one.certificate.emisor},
                     {"serie", one.certificate.serie},
                     {"vigente_desde", show(one.certificate.desde)},
                     {"vigente_hasta", show(one.certificate.hasta)},
                     {"desde", show(row.from)},
                     {"hasta", row.until ? json::value(show(*row.until)) : json::value(nullptr)},
                     {"motivo", row.reason}});
    said += row.fingerprint + "  " + one.certificate.titular + "\n  se confía desde el " +
            text::date(row.from) + (row.until ? " hasta el " + text::date(*row.until) : "") + ": " +
            row.reason + "\n";
  }
  if (call.json())
    call.say_json(json::object{{"certificados", std::move(rows)}});
  else
    call.say(said.empty() ? "No hay certificados de confianza.\n" : said);
  return Exit::Done;
}

constexpr Option simulate_options[] = {
    {"BORRADOR", "", "CSV con filas como las de norms/rules.csv", true},
};

constexpr Option checklist_options[] = {
    {"LISTA", "", "Modalidad o tipo de gasto: BAJA_CUANTIA, viatico", true},
    {"ARCHIVO", "", "CSV con filas como las de norms/listas.csv; las de otras listas no cuentan",
     true},
    {"--desde", "FECHA", "Primer día en que rige; los expedientes de antes conservan la suya",
     true},
    {"--motivo", "TEXTO", "Por qué cambia y con qué documento", true},
};

constexpr Option trust_options[] = {
    {"ARCHIVO", "", "PEM con los certificados raíz", true},
    {"--desde", "FECHA", "Vale para las facturas certificadas desde ese día; si no, hoy"},
    {"--motivo", "TEXTO", "Con qué documento o dirección oficial se compararon", true},
};
constexpr Option distrust_options[] = {
    {"HUELLA", "", "SHA-256 del certificado; la dice «ceiba certificado listar»", true},
    {"--hasta", "FECHA", "Último día en que cuenta; si no, ayer"},
    {"--motivo", "TEXTO", "Por qué se deja de confiar", true},
};

constexpr Command commands_here[] = {
    {"norma simular", "Vuelve a juzgar la historia con otros parámetros y dice qué cambia.",
     simulate_options, "ceiba norma simular borrador.csv --como verificacion", simulate},
    {"lista crear", "Crea la siguiente versión de una lista de verificación.", checklist_options,
     "ceiba lista crear BAJA_CUANTIA listas.csv --desde 2027-01-01 --motivo \"Acuerdo 5-2026\" "
     "--como verificacion",
     create_checklist},
    {"certificado confiar", "Confía en certificados para las firmas de las facturas.",
     trust_options,
     "ceiba certificado confiar raiz.pem --motivo \"Comparado con el de la SAT\" --como autoridad",
     trust},
    {"certificado retirar", "Deja de confiar en un certificado.", distrust_options,
     "ceiba certificado retirar 3f0c… --motivo \"Revocado\" --como autoridad", distrust},
    {"certificado listar",
     "Los certificados en que la institución confía.",
     {},
     "ceiba certificado listar --json",
     list_trusted},
};

}  // namespace

std::span<const Command> norm_commands() { return commands_here; }

}  // namespace cli
