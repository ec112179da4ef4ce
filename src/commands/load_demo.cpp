// The verbs of demo/guion.json, one function each.
#include "commands/load_demo.hpp"

#include <algorithm>
#include <cassert>
#include <memory>

#include "base/json.hpp"
#include "base/resources.hpp"
#include "base/text.hpp"
#include "commands/catalogs.hpp"
#include "commands/import_budget.hpp"
#include "commands/import_curs.hpp"
#include "commands/import_goals.hpp"
#include "commands/import_payment_files.hpp"
#include "commands/import_programme.hpp"
#include "commands/import_purchases.hpp"
#include "commands/import_users.hpp"
#include "commands/keep_file.hpp"
#include "commands/load_plan.hpp"
#include "commands/modifications.hpp"
#include "commands/publish_persons.hpp"
#include "commands/submit.hpp"
#include "domain/planning/plan_json.hpp"
#include "domain/verification/refusals.hpp"
#include "readers/byte_source.hpp"
#include "storage/goal_store.hpp"
#include "storage/payment_file_store.hpp"
#include "storage/rule_norms.hpp"

namespace commands {
namespace {

// A step names embedded files only, so a missing one is a fault of the program itself.
std::string_view file_of(const json::object& step) {
  const auto bytes = resource(std::string(step.at("archivo").as_string()));
  assert(bytes && "the demonstration's script names a file that is not embedded");
  return *bytes;
}

std::string name_of(const json::object& step) {
  const std::string path(step.at("archivo").as_string());
  return path.substr(path.rfind('/') + 1);
}

Result<void> done(Result<Receipt> receipt) {
  CHECK(receipt);
  return {};
}

// {"acto": "texto.enviar", "cuerpo": {…}}
Result<void> do_act(Context& context, const json::object& step) {
  const auto body = step.contains("cuerpo") ? step.at("cuerpo").as_object()
                                            : TRY(parse_json(file_of(step))).as_object();
  CHECK(submit(context, {TRY(text_at(step, "acto")), body, ""}));
  if (context.institution.empty())
    context.institution = optional_text_at(body, "codigo").value_or("");
  return {};
}

Result<void> do_catalogs(Context& context, const json::object&) {
  CHECK(load_own_catalogs(context));
  return {};
}

Result<void> do_plan(Context& context, const json::object& step) {
  const auto plan = TRY(planning::parse_plan(file_of(step)));
  return done(submit(context, load_plan(plan, name_of(step), show(sha256(file_of(step))))));
}

Result<void> do_budget(Context& context, const json::object& step) {
  const auto source = readers::bytes_in_memory(file_of(step));
  CHECK(import_budget(context, *source, {.name = name_of(step), .illustrative = true},
                      [](auto, auto, auto) {}));
  return {};
}

Result<void> do_programme(Context& context, const json::object& step) {
  return done(import_programme(context, file_of(step), TRY(text_at(step, "fuente")), true));
}

Result<void> do_goals(Context& context, const json::object& step) {
  const auto imported =
      TRY(import_goals(context, file_of(step), {.file_name = name_of(step), .illustrative = true}));
  if (!imported.refused.empty()) return std::unexpected(imported.refused.front().error);
  return {};
}

Result<void> do_variables(Context& context, const json::object& step) {
  return done(import_variables(context, file_of(step),
                               {.file_name = name_of(step), .illustrative = true}, ""));
}

Result<void> do_evidence(Context& context, const json::object& step) {
  CHECK(keep_evidence(context, file_of(step), name_of(step)));
  return {};
}

Result<void> do_persons(Context& context, const json::object& step) {
  return done(publish_persons(context, TRY(text_at(step, "corte"))));
}

// Proposed by the step's role, authorised by another one: {"autoriza", "evidencia", "cuerpo"}.
Result<void> do_rectification(Context& context, const json::object& step) {
  const auto evidence = TRY(keep_evidence(context, file_of(step), name_of(step)));
  auto act = TRY(object_at(step, "cuerpo"));
  act["evidencia"] = storage::to_json(std::vector{evidence});
  const auto proposed = TRY(submit(context, {"metas.rectificacion_proponer", act, ""}));
  const auto other = TRY(access_control::parse_role(TRY(text_at(step, "autoriza"))));
  context.actor = {access_control::actor_of(other), other};
  return done(submit(context, {"metas.rectificacion_autorizar", {{"numero", proposed.seq}}, ""}));
}

// A lot of payment files, as lines.
Result<void> do_payment_files(Context& context, const json::object& step) {
  return done(submit(context, TRY(import_of_file(context, file_of(step), name_of(step), true))));
}

// Every line of the checklist: "cumple" where its document is there, "no_aplica" where the demo
// has none.
Result<json::array> answers_to_all(Context& context, const storage::PaymentFileRow& row,
                                   Date today) {
  using verification::Required;
  const auto norms = TRY(storage::norm_table(context.db(), context.institution));
  const auto facts = TRY(storage::facts_of(context.db(), context.institution, row, today, norms));
  const auto& law = norms.on(verification::norm_day(facts));
  json::array answers;
  const auto* list = law.checklist(facts.gasto, facts.modalidad);
  if (list == nullptr) return answers;
  for (const auto& line : verification::required_of(*list, facts, law)) {
    if (line.state == Required::State::Unneeded) continue;
    const bool there = line.state == Required::State::Present;
    answers.push_back(json::object{{"linea", line.item->norma->code},
                                   {"respuesta", there ? "cumple" : "no_aplica"}});
  }
  return answers;
}

// One act on each of {"expedientes"}: {"acto", "cuerpo"}, or {"adjunto": {"clase", "archivo"}}.
Result<void> do_on_payment_files(Context& context, const json::object& step) {
  const auto kind = TRY(text_at(step, "acto"));
  const auto today = local_date(context.world.now());
  for (const auto& each : TRY(array_at(step, "expedientes"))) {
    const std::string number(each.as_string());
    const auto row = TRY(storage::payment_file(context.db(), context.institution, number));
    if (!row) return refuse(verification::Refusal::FileUnknown, {{"hallado", number}});
    auto body = step.contains("cuerpo") ? step.at("cuerpo").as_object() : json::object{};
    const auto reason = optional_text_at(body, "justificacion").value_or("");
    body["expediente"] = number;
    body["version"] = row->version;
    if (kind == "expediente.marcar" && !body.contains("respuestas"))
      body["respuestas"] = TRY(answers_to_all(context, *row, today));
    if (step.contains("archivo")) {
      const auto bytes = file_of(step);
      body["documentos"] =
          json::array{json::object{{"clase", TRY(text_at(step, "clase"))},
                                   {"huella", TRY(keep_pdf(context, bytes, name_of(step)))},
                                   {"nombre", name_of(step)},
                                   {"tipo", "application/pdf"},
                                   {"bytes", static_cast<std::int64_t>(bytes.size())}}};
    }
    const auto submission =
        kind == "expediente.visar"
            ? TRY(approval_of(context.db(), context.institution, number, reason, today))
            : Submission{kind, std::move(body), ""};
    CHECK(where("expediente", number, submit(context, submission)));
  }
  return {};
}

// Hoja and detalle, each a file of its own.
Result<void> do_curs(Context& context, const json::object& step) {
  const auto detail = resource(std::string(step.at("detalle").as_string()));
  assert(detail && "the demonstration's script names a file that is not embedded");
  CHECK(import_curs(context, file_of(step), *detail, {.name = name_of(step), .illustrative = true},
                    [](auto, auto, auto) {}));
  return {};
}

Result<void> do_modifications(Context& context, const json::object& step) {
  return done(import_modifications(context, file_of(step), name_of(step), true, false));
}

Result<void> do_quotas(Context& context, const json::object& step) {
  return done(import_quotas(context, file_of(step), name_of(step), true, false));
}

Result<void> do_purchases(Context& context, const json::object& step) {
  return done(import_purchases(context, file_of(step), name_of(step), true, false));
}

Result<void> do_users(Context& context, const json::object&) { return add_demo_users(context); }

struct Verb {
  std::string_view name;
  Result<void> (*run)(Context&, const json::object& step);
};
constexpr Verb verbs[] = {
    {"acto", do_act},
    {"catalogos", do_catalogs},
    {"plan", do_plan},
    {"presupuesto", do_budget},
    {"programación", do_programme},
    {"metas", do_goals},
    {"variables", do_variables},
    {"evidencia", do_evidence},
    {"personas", do_persons},
    {"rectificación", do_rectification},
    {"usuarios", do_users},
    {"cur", do_curs},
    {"modificaciones", do_modifications},
    {"cuotas", do_quotas},
    {"compras", do_purchases},
    {"expedientes", do_payment_files},
    {"paso de expedientes", do_on_payment_files},
};

// "2026-05-12 09:30", local, as UTC milliseconds.
Result<Milliseconds> instant_of(std::string_view text) {
  const auto date = TRY(parse_date(text.substr(0, 10)));
  const auto minutes =
      whole_number(text.substr(11, 2)).value() * 60 + whole_number(text.substr(14, 2)).value();
  const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
  constexpr std::int64_t local_to_utc_minutes = 6 * 60;
  return (std::int64_t{days} * 24 * 60 + minutes + local_to_utc_minutes) * 60'000;
}

Result<json::array> script() {
  const auto bytes = resource("demo/guion.json");
  assert(bytes);
  return array_at(TRY(parse_json(*bytes)).as_object(), "pasos");
}

Result<void> run_step(Context& context, const json::object& step) {
  const auto role = TRY(access_control::parse_role(TRY(text_at(step, "como"))));
  context.actor = {access_control::actor_of(role), role};
  const auto name = TRY(text_at(step, "que"));
  const auto* verb = std::ranges::find(verbs, name, &Verb::name);
  assert(verb != std::end(verbs) && "the demonstration's script has an unknown verb");
  return verb->run(context, step);
}

}  // namespace

World demo_world(const World& real) {
  const auto steps = script();
  assert(steps && !steps->empty());
  const auto start = instant_of(steps->front().as_object().at("cuando").as_string());
  return {.now = [at = start.value()] { return at; }, .nonce = real.nonce};
}

Result<void> load_demo(
    Context& context,
    const std::function<void(std::string_view, std::int64_t, std::int64_t)>& told) {
  const auto steps = TRY(script());
  const World real = context.world;
  const auto now = std::make_shared<Milliseconds>(real.now());
  context.world.now = [now] { return *now; };
  for (std::int64_t number = 1; const auto& item : steps) {
    const auto& step = item.as_object();
    *now = TRY(instant_of(TRY(text_at(step, "cuando"))));
    told(TRY(text_at(step, "que")), number, std::int64_t(steps.size()));
    CHECK(where("paso", std::to_string(number), run_step(context, step)));
    ++number;
  }
  context.world = real;
  return {};
}

}  // namespace commands
