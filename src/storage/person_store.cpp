// Rows of person_release, and the tables that their cuts stand for.
#include "storage/person_store.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "domain/production/categories.hpp"
#include "storage/catalog_store.hpp"
#include "storage/plan_store.hpp"

namespace storage {
namespace {

using disclosure::PersonReport;

bool counts_persons(production::CountKind kind) {
  return kind == production::CountKind::PersonasUnicas || kind == production::CountKind::Atenciones;
}

PersonReport report_of_persons(const ReportRow& row) {
  constexpr std::int64_t one = 100;  // Amounts are hundredths; a report of persons is whole.
  PersonReport out{row.key.subproducto,
                   row.key.unit,
                   show(row.key.month),
                   row.report.amount.in_hundredths() / one,
                   {}};
  for (const auto& part : row.report.parts)
    out.parts.push_back({std::string(production::name_of(part.axis)), part.category,
                         production::group_of(part.axis, part.category),
                         part.amount.in_hundredths() / one});
  return out;
}

}  // namespace

std::string digest_of(const std::vector<std::string>& hidden) {
  Sha256 hash;
  for (const auto& key : hidden) hash << key << "\n";
  return show(hash.finish());
}

Result<std::vector<PersonReleaseRow>> person_releases(Database& db, std::string_view institution) {
  constexpr auto sql = R"(
    select code, version, threshold, hide_zeros, shown, hidden, actor, on_date, seq
      from person_release
     where institution = ?1
     order by seq, code, version)";
  const auto read = [](const Row& row) {
    PersonReleaseRow out;
    out.code = row.text(0);
    out.version = row.integer(1);
    out.rules.threshold = row.integer(2);
    out.rules.hide_zeros = row.integer(3) != 0;
    out.shown = row.integer(4);
    const auto hidden = parse_json(row.view(5)).value();
    for (const auto& key : hidden.as_array()) out.hidden.emplace_back(key.as_string());
    out.actor = row.integer(6);
    out.on = row.date(7);
    out.seq = row.integer(8);
    return out;
  };
  return db.rows(sql, read, institution);
}

Fields fields_of(const PersonReleaseRow& row) {
  json::array hidden;
  for (const auto& key : row.hidden) hidden.push_back(json::value(key));
  return {{"code", row.code},
          {"version", row.version},
          {"threshold", row.rules.threshold},
          {"hide_zeros", std::int64_t{row.rules.hide_zeros}},
          {"shown", row.shown},
          {"hidden", canonical(hidden)},
          {"digest", digest_of(row.hidden)},
          {"actor", row.actor},
          {"on_date", show(row.on)}};
}

Result<disclosure::Rules> disclosure_rules(Database& db, Date day) {
  disclosure::Rules rules;
  if (const auto said = TRY(parameter(db, "celda_minima_publica", day)))
    rules.threshold = whole_number(*said).value_or(rules.threshold);
  if (const auto said = TRY(parameter(db, "celda_cero_publica", day)))
    rules.hide_zeros = *said == "no";
  return rules;
}

Result<disclosure::PersonTable> persons_at(Database& db, std::string_view institution,
                                           const CutRow& cut, const disclosure::Rules& rules) {
  const auto rows =
      TRY(reports_at(db, institution, {cut.last.year, 1}, cut.last, cut.institution_seq));
  std::set<std::string> telling_apart;
  for (const auto& row : rows)
    if (counts_persons(row.report.kind) && !row.report.parts.empty())
      telling_apart.insert(row.key.subproducto);
  std::vector<PersonReport> reports;
  for (const auto& row : rows)
    if (counts_persons(row.report.kind) && telling_apart.contains(row.key.subproducto))
      reports.push_back(report_of_persons(row));
  std::vector<disclosure::PersonGroup> groups;
  if (const auto plan = TRY(plan_at(db, institution, cut.last.year, cut.institution_seq)))
    for (const auto& producto : plan->plan.productos) {
      disclosure::PersonGroup group{producto.id, {}};
      for (const auto& one : plan->plan.subproductos)
        if (one.padre == producto.id && telling_apart.contains(one.id))
          group.subproductos.push_back(one.id);
      if (group.subproductos.size() > 1) groups.push_back(std::move(group));
    }
  return disclosure::person_table(reports, groups, rules, show(cut.last));
}

Result<disclosure::Proposal> person_proposal(Database& db, std::string_view institution,
                                             const CutRow& cut, const disclosure::Rules& rules) {
  std::map<std::pair<std::string, std::int64_t>, CutRow> of;
  for (auto& one : TRY(cuts(db, institution))) {
    const std::pair key{one.code, one.version};
    of.emplace(key, std::move(one));
  }
  std::vector<disclosure::PersonRelease> before;
  for (auto& release : TRY(person_releases(db, institution))) {
    if (release.code == cut.code && release.version == cut.version) break;
    const auto at = of.find({release.code, release.version});
    if (at == of.end() || at->second.last.year != cut.last.year) continue;
    before.push_back(
        {TRY(persons_at(db, institution, at->second, release.rules)), std::move(release.hidden)});
  }
  return disclosure::propose(TRY(persons_at(db, institution, cut, rules)), before, rules);
}

}  // namespace storage
