// SQL and look-ups of the report's frame.
#include "queries/report_frame.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "queries/catalogs.hpp"
#include "storage/journal_store.hpp"
#include "storage/refusals.hpp"

namespace queries {
namespace {

const organization::Unit* unit_of(const organization::Organization& all, std::string_view code) {
  const auto found = std::ranges::find(all.units, code, &organization::Unit::code);
  return found == all.units.end() ? nullptr : &*found;
}

// The head's post, or the unit's name where the registry has no post for it.
Result<Signatory> head_or_unit(storage::Database& db, std::string_view institution,
                               const organization::Unit& unit, Date on) {
  auto head = TRY(head_of(db, institution, unit.code, on));
  return head ? *std::move(head) : Signatory{"", unit.name, "", unit.code};
}

bool makes(const organization::Function& function, std::string_view document) {
  return std::ranges::any_of(function.links, [&](const organization::Link& link) {
    return link.kind == organization::LinkKind::Documento && link.target == document;
  });
}

// "Ejercicio 2025; vigente para 2026": a yearly law may rule years that are not its own.
std::string validity_of(const CatalogEntry& norm, FiscalYear year) {
  const auto origin = norm.attribute("ejercicio_de_origen");
  if (origin.empty()) return norm.until ? "Hasta " + show(*norm.until) : "Permanente";
  if (origin == show(year)) return "Ejercicio " + std::string(origin);
  return "Ejercicio " + std::string(origin) + "; vigente para " + show(year);
}

const CatalogEntry* entry_of(const std::vector<CatalogEntry>& all, std::string_view code) {
  const auto found = std::ranges::find(all, code, &CatalogEntry::code);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

Result<InstitutionData> institution_data(storage::Database& db, std::string_view code) {
  const auto row = TRY(db.first(
      "select name, short_name, address, telephone, email, illustrative from institution "
      "where institution = ?1",
      [&](const storage::Row& r) {
        return InstitutionData{std::string(code), r.text(0), r.text(1),        r.text(2),
                               r.text(3),         r.text(4), r.integer(5) != 0};
      },
      code));
  if (!row) return refuse(storage::Refusal::NoSuchBase);
  return *row;
}

Result<ReportPosts> report_posts(storage::Database& db, std::string_view institution,
                                 std::string_view document, Date on) {
  const auto all = TRY(organization(db, institution));
  const auto root = std::ranges::find(all.units, std::string{}, &organization::Unit::parent);
  ReportPosts posts;
  if (root == all.units.end()) return posts;
  posts.approver = TRY(head_or_unit(db, institution, *root, on));

  const organization::Unit* author = nullptr;
  for (const auto& function : all.functions)
    if (!author && makes(function, document)) author = unit_of(all, function.unit);
  if (!author) author = &*root;
  posts.author = TRY(head_or_unit(db, institution, *author, on));
  const auto* above_author = unit_of(all, author->parent);
  posts.author_unit = above_author && above_author != &*root
                          ? above_author->name + " · " + author->name
                          : author->name;

  std::set<std::string> reviewing;
  std::vector<std::string> seen;
  for (const auto& function : all.functions) {
    const auto* unit = unit_of(all, function.unit);
    if (!unit) continue;
    const auto* above = unit_of(all, unit->parent);
    if (above && above != &*root && reviewing.insert(above->code).second)
      posts.reviewers.push_back(TRY(head_or_unit(db, institution, *above, on)));
    if (unit == author) continue;
    const auto known = std::ranges::find(seen, unit->code);
    if (known == seen.end()) {
      seen.push_back(unit->code);
      posts.others.push_back({TRY(head_or_unit(db, institution, *unit, on)), {function.number}});
    } else {
      posts.others[static_cast<std::size_t>(known - seen.begin())].numbers.push_back(
          function.number);
    }
  }
  return posts;
}

Result<std::vector<CitedNorm>> cited_norms(storage::Database& db, std::string_view institution,
                                           std::string_view document, FiscalYear year, Date on) {
  const auto norms = TRY(catalog_entries(db, "normas", std::nullopt, ""));
  const auto articles = TRY(catalog_entries(db, "normas_articulos", on, ""));
  const auto bases = TRY(catalog_entries(db, "bases_legales", std::nullopt, ""));
  std::vector<CitedNorm> cited;
  for (const auto& basis : TRY(legal_bases(db, institution, document, year))) {
    CitedNorm one{basis.citation, "", "", basis.certainty};
    const auto stated = std::ranges::find_if(bases, [&](const CatalogEntry& entry) {
      return entry.name == basis.citation && entry.attribute("documento") == document;
    });
    const auto article = stated == bases.end() ? "" : std::string(stated->attribute("articulo"));
    for (const auto& entry : articles)
      if (entry.parent == basis.norm && entry.attribute("articulo") == article)
        one.obligation = entry.attribute("obligacion");
    if (const auto* norm = entry_of(norms, basis.norm)) one.validity = validity_of(*norm, year);
    cited.push_back(std::move(one));
  }
  return cited;
}

Result<CutProof> proof_of(storage::Database& db, const Cut& cut) {
  CutProof proof;
  if (!cut.frozen()) return proof;
  const auto seq = TRY(db.first(
      "select seq from cut where institution = ?1 and code = ?2 and version = ?3",
      [](const storage::Row& row) { return row.integer(0); }, cut.institution, cut.code,
      cut.version));
  if (!seq) return proof;
  proof.hash = show(TRY(storage::leaf_at(db, cut.institution, *seq)));
  for (std::size_t i = 0; i < 12; ++i) {
    if (i > 0 && i % 4 == 0) proof.code += '-';
    proof.code +=
        static_cast<char>(proof.hash[i] >= 'a' ? proof.hash[i] - 'a' + 'A' : proof.hash[i]);
  }
  for (const auto& checkpoint : TRY(storage::checkpoints(db, cut.institution)))
    if (checkpoint.size >= *seq) {
      proof.checkpoint = checkpoint.note;
      proof.entries = checkpoint.size;
      break;
    }
  return proof;
}

}  // namespace queries
