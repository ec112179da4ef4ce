// Persons, steps and tests of findings.
#include "commands/control_state.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "commands/access_state.hpp"
#include "domain/verification/rule.hpp"
#include "storage/payment_file_store.hpp"
#include "storage/rule_norms.hpp"

namespace commands {

using namespace control;
using access_control::Permission;
using storage::FindingRow;

Result<FindingRow> finding_at(storage::Database& db, const json::object& act, const Meta& meta) {
  const auto number = TRY(text_at(act, "hallazgo"));
  const auto seen = TRY(integer_at(act, "version"));
  auto row = TRY(storage::finding_row(db, meta.institution, number));
  if (!row) return refuse(Refusal::FindingUnknown, {{"hallado", number}});
  if (row->version != seen)
    return refuse(Refusal::FindingChanged, {{"codigo", number},
                                            {"hallado", std::to_string(seen)},
                                            {"esperado", std::to_string(row->version)}});
  return *std::move(row);
}

void put_standing(Decision& decision, const FindingRow& row, Date since) {
  decision.changes.put("finding", fields_of(row));
  decision.changes.put("finding_standing", fields_of(storage::FindingStandingRow{
                                               row.number, row.version, row.state, row.due,
                                               row.exception_until, row.recurrences, since}));
}

void put_finding(Decision& decision, const Meta& meta, FindingRow row) {
  ++row.version;
  decision.outcome["hallazgo"] = row.number;
  decision.outcome["version"] = row.version;
  decision.outcome["estado"] = code_of(row.state);
  put_standing(decision, row, meta.today());
}

std::string text_or_none(const json::object& act, std::string_view key) {
  return std::string(trimmed(optional_text_at(act, key).value_or("")));
}

Result<std::string> filled_at(const json::object& act, std::string_view key) {
  auto text = text_or_none(act, key);
  if (text.empty()) return refuse(Refusal::FieldMissing, {{"campo", std::string(key)}});
  return text;
}

Result<std::optional<Date>> optional_day_at(const json::object& act, std::string_view key) {
  const auto text = text_or_none(act, key);
  if (text.empty()) return std::optional<Date>{};
  return std::optional(TRY(where("campo", key, parse_date(text))));
}

Result<void> require_future(std::optional<Date> day, const Meta& meta) {
  if (day && *day < meta.today())
    return refuse(Refusal::DueInThePast,
                  {{"hallado", show(*day)}, {"esperado", show(meta.today())}});
  return {};
}

// ---- Persons ------------------------------------------------------------------------------------

Result<std::int64_t> person_at(storage::Database& db, const json::object& act,
                               std::string_view key) {
  const auto name = TRY(filled_at(act, key));
  if (const auto user = TRY(user_named(db, name))) return user->number;
  if (const auto role = access_control::parse_role(name)) return access_control::actor_of(*role);
  return refuse(Refusal::PersonUnknown, {{"campo", std::string(key)}, {"hallado", name}});
}

Result<bool> audits(storage::Database& db, const Meta& meta, std::int64_t person) {
  return access_control::any_allows(TRY(grants_of(db, meta.institution, person, meta.today())),
                                    Permission::DecideFinding);
}

Result<std::int64_t> audited_person_at(storage::Database& db, const json::object& act,
                                       const Meta& meta, std::string_view key) {
  const auto person = TRY(person_at(db, act, key));
  if (TRY(audits(db, meta, person)))
    return refuse(Refusal::AuditorAudited,
                  {{"campo", std::string(key)}, {"hallado", text_or_none(act, key)}});
  return person;
}

Result<Actuante> acting(storage::Database& db, const Meta& meta, Permission permission,
                        std::int64_t responsible) {
  Actuante who{meta.actor, {}};
  bool own = false;
  for (const auto& grant : TRY(grants_of(db, meta.institution, meta.actor, meta.today()))) {
    if (!access_control::allows(grant.role, permission)) continue;
    own = own || grant.giver == 0;
    if (grant.giver == responsible && responsible != 0) {
      who.por = responsible;
      return who;
    }
    if (grant.giver != 0 && !who.por) who.por = grant.giver;
  }
  if (own) who.por.reset();
  return who;
}

Result<Personas> persons_of(storage::Database& db, const Meta& meta, const FindingRow& row) {
  Personas persons{row.responsible, {}};
  for (const auto& step : TRY(storage::finding_steps(db, meta.institution, row.number)))
    for (const auto& known : transiciones_hallazgo())
      if (known.paso == step.paso && known.parte == Parte::Responsable)
        persons.respondieron.push_back(step.actor);
  for (const auto& one : TRY(storage::finding_evidence(db, meta.institution, row.number)))
    persons.respondieron.push_back(one.actor);
  for (const auto& one : TRY(storage::finding_extensions(db, meta.institution, row.number)))
    persons.respondieron.push_back(one.actor);
  return persons;
}

Result<void> step_finding(storage::Database& db, const Meta& meta, FindingRow& row,
                          PasoHallazgo paso, std::string_view reason, std::optional<Date> due,
                          Decision& decision) {
  Parte parte = Parte::Auditoria;
  for (const auto& known : transiciones_hallazgo())
    if (known.paso == paso) parte = known.parte;
  const auto permission =
      parte == Parte::Auditoria ? Permission::DecideFinding : Permission::AnswerFinding;
  const auto who = TRY(acting(db, meta, permission, row.responsible));
  const auto to = TRY(dar_paso(paso, row.state, who, TRY(persons_of(db, meta, row)), reason));
  const auto before = TRY(storage::finding_steps(db, meta.institution, row.number));
  decision.changes.put("finding_step", fields_of(storage::FindingStepRow{
                                           row.number, static_cast<std::int64_t>(before.size()) + 1,
                                           paso, row.state, to, meta.actor, who.por, meta.today(),
                                           meta.at, std::string(reason), due}));
  row.state = to;
  return {};
}

// ---- Tests --------------------------------------------------------------------------------------

bool testable(std::string_view id) {
  using verification::Input;
  const auto at = verification::rule_at(id);
  if (!at) return false;
  const auto& rule = verification::rules()[*at];
  if (rule.of_file != nullptr) return true;
  return rule.of_history != nullptr && std::ranges::all_of(rule.inputs, [](Input input) {
           return input == Input::Compras || input == Input::Parametro;
         });
}

Result<Retest::Found> Retest::ask_files(const FindingRow& row, const Periodo& period) {
  const auto key = row.rule + "/" + row.rule_unit + "/" + std::to_string(row.responsible);
  if (!months_.contains(key))
    months_[key] = TRY(
        storage::rule_months(db_, meta_.institution,
                             {row.rule, row.rule_unit, row.responsible, "", show(meta_.today())}));
  Found found;
  std::int64_t untold = 0;
  const auto& months = months_[key];
  const auto last = show(month_of(period.last));
  for (auto at = months.lower_bound(show(month_of(period.first)));
       at != months.end() && at->first <= last; ++at) {
    found.judged += at->second.judged();
    found.failures += at->second.failing;
    untold += at->second.untold;
  }
  found.untold = found.judged == 0 && untold > 0;
  return found;
}

Result<Retest::Found> Retest::ask_history(const FindingRow& row, const Periodo& period) {
  const auto& unit = row.rule_unit;
  // Findings of one unit may go back to different years.
  const auto key = unit + "/" + std::to_string(static_cast<int>(row.issued.year()));
  if (!bought_.contains(key)) {
    auto& all = bought_[key];
    for (auto year = static_cast<int>(row.issued.year());
         year <= static_cast<int>(meta_.today().year()); ++year) {
      auto part = TRY(storage::purchases(db_, meta_.institution, {static_cast<std::int16_t>(year)},
                                         unit, "", ""));
      all.insert(all.end(), part.begin(), part.end());
    }
    std::ranges::stable_sort(all, {}, &verification::Purchase::fecha);
  }
  if (!norms_) norms_ = TRY(storage::norm_table(db_, meta_.institution));
  verification::History history;
  history.hoy = period.last;
  const auto& all = bought_[key];
  const auto begin =
      std::ranges::lower_bound(all, period.first, {}, &verification::Purchase::fecha);
  const auto end = std::ranges::upper_bound(all, period.last, {}, &verification::Purchase::fecha);
  history.compras.emplace(begin, end);
  const auto& rule = verification::rules()[*verification::rule_at(row.rule)];
  const auto outcome = rule.of_history(history, norms_->on(period.last));
  return Found{outcome.judged, static_cast<std::int64_t>(outcome.flags.size()),
               outcome.verdict == verification::Verdict::CannotTell};
}

Result<Retest::Found> Retest::ask(const FindingRow& row, const Periodo& period) {
  const auto& rule = verification::rules()[*verification::rule_at(row.rule)];
  return rule.of_file != nullptr ? ask_files(row, period) : ask_history(row, period);
}

Result<bool> Retest::test(FindingRow& row, Decision& decision) {
  std::map<std::string, storage::FindingTestRow> known;
  for (auto& test : TRY(storage::finding_tests(db_, meta_.institution, row.number)))
    known.emplace(test.tested.periodo, test);
  std::vector<PeriodoProbado> tests;
  bool changed = false;
  const auto from = first_day(month_of(row.issued));
  for (const auto& period : periodos_terminados(row.frequency, from, meta_.today())) {
    const auto found = TRY(ask(row, period));
    auto result = Prueba::SinFalla;
    if (found.failures > 0)
      result = Prueba::Falla;
    else if (found.untold)
      result = Prueba::NoSePuede;
    else if (found.judged == 0)
      result = Prueba::NoAplica;
    const storage::FindingTestRow test{row.number,
                                       {period.name, period.first, period.last, result},
                                       found.judged,
                                       found.failures,
                                       meta_.today()};
    tests.push_back(test.tested);
    const auto before = known.find(period.name);
    if (before != known.end() && before->second.tested.resultado == result &&
        before->second.judged == test.judged && before->second.failures == test.failures)
      continue;
    decision.changes.put("finding_test", fields_of(test));
    changed = true;
  }
  const auto clean = row.plan_since ? periodos_limpios(tests, *row.plan_since) : 0;
  const auto proposal = proponer(
      {row.state, row.needed, row.plan_since, row.closed, row.excepted(meta_.today())}, tests);
  changed =
      changed || clean != row.clean || proposal != row.proposal || row.tested_on != meta_.today();
  row.clean = clean;
  row.proposal = proposal;
  row.tested_on = meta_.today();
  return changed;
}

}  // namespace commands
