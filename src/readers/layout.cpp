// Matching headings without regard to accents, case, points and blanks.
#include "readers/layout.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

#include "base/json.hpp"
#include "base/resources.hpp"
#include "base/text.hpp"
#include "readers/refusals.hpp"

namespace readers {
namespace {

constexpr std::size_t header_rows_max = 40;
constexpr std::string_view year_slot = "{ejercicio}";

// "Código  Sub-Programa." → "codigo sub programa"
std::string heading(std::string_view text) {
  if (text.empty()) return {};
  std::string plain = folded(text.substr(0, 300));
  for (char& c : plain)
    if (std::string_view("._-/:*()\"'\r\n\t").contains(c)) c = ' ';
  return collapsed(plain);
}

struct Named {
  std::size_t field;
  int year;
  int rank;  // 0 for a heading that says "Código …", 1 for others.
};

// Which headings mean which field, computed once per layout.
class Names {
 public:
  explicit Names(const Layout& layout) {
    for (std::size_t i = 0; i < layout.fields.size(); ++i)
      for (const auto& synonym : layout.fields[i].synonyms) {
        const auto slot = synonym.find(year_slot);
        if (slot == synonym.npos)
          names_.emplace(heading(synonym), i);
        else
          dated_.emplace_back(heading(synonym.substr(0, slot)), i);
      }
    // A field's own name always serves, unless another field claims it as a synonym.
    for (std::size_t i = 0; i < layout.fields.size(); ++i)
      names_.emplace(heading(layout.fields[i].name), i);
  }

  std::optional<Named> find(const std::string& plain) const {
    const int rank = plain.starts_with("codigo ") ? 0 : 1;
    if (const auto found = names_.find(plain); found != names_.end())
      return Named{found->second, 0, rank};
    for (const auto& [before, field] : dated_) {
      if (!plain.starts_with(before)) continue;
      const auto year = trimmed(std::string_view(plain).substr(before.size()));
      if (year.size() == 4 && only_digits(year))
        return Named{field, static_cast<int>(*whole_number(year)), rank};
    }
    return std::nullopt;
  }

 private:
  std::map<std::string, std::size_t> names_;
  std::vector<std::pair<std::string, std::size_t>> dated_;
};

struct Candidate {
  std::size_t row = 0;
  bool two_rows = false;
  std::vector<std::pair<std::size_t, Named>> found;  // Column and what it names.
  std::size_t fields = 0;                            // Different ones.
};

Candidate candidate(const PlainRows& rows, const Names& names, std::size_t row, bool two_rows) {
  Candidate c{row, two_rows, {}, 0};
  std::set<std::size_t> fields;
  for (std::size_t column = 0; column < rows[row].size(); ++column) {
    const auto& below = rows[row][column];
    std::optional<Named> named;
    if (two_rows) {
      const auto& above = rows[row - 1][column];
      if (above != below && !above.empty() && !below.empty())
        named = names.find(above + " " + below);
      if (!named && below.empty()) named = names.find(above);
    }
    if (!named && !below.empty()) named = names.find(below);
    if (!named) continue;
    c.found.emplace_back(column, *named);
    fields.insert(named->field);
  }
  c.fields = fields.size();
  return c;
}

Candidate best_candidate(const PlainRows& rows, const Layout& layout) {
  const Names names(layout);
  Candidate best;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (auto single = candidate(rows, names, row, false); single.fields > best.fields)
      best = std::move(single);
    if (row == 0) continue;
    if (auto two = candidate(rows, names, row, true); two.fields > best.fields)
      best = std::move(two);
  }
  return best;
}

std::string quoted_synonyms(const LayoutField& field) {
  std::string text;
  for (const auto& synonym : field.synonyms) text += (text.empty() ? "" : ", ") + synonym;
  return text.empty() ? field.name : text;
}

std::unexpected<Error> malformed(std::string_view why) {
  return refuse(Refusal::LayoutMalformed, {{"motivo", std::string(why)}});
}

// What travels in the binary does not change: it is parsed once.
const Result<std::vector<Layout>>& all_embedded() {
  static const auto all = []() -> Result<std::vector<Layout>> {
    std::vector<Layout> layouts;
    for (const auto& file : resources_under("catalogs/layouts/"))
      layouts.push_back(TRY(where("archivo", file.path, parse_layout(file.bytes))));
    return layouts;
  }();
  return all;
}

}  // namespace

const LayoutField* Layout::field(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, &LayoutField::name);
  return found == fields.end() ? nullptr : &*found;
}

std::size_t Layout::index_of(std::string_view name) const {
  const auto* found = field(name);
  assert(found != nullptr);
  return static_cast<std::size_t>(found - fields.data());
}

Result<Layout> parse_layout(std::string_view text) {
  const auto value = TRY(parse_json(text));
  const auto* object = value.if_object();
  if (object == nullptr) return malformed("no es un objeto JSON");
  Layout layout;
  layout.code = TRY(::text_at(*object, "codigo"));
  layout.title = TRY(::text_at(*object, "nombre"));
  layout.kind = TRY(::text_at(*object, "tipo"));
  layout.counts = optional_text_at(*object, "cuenta").value_or("");
  layout.hash = sha256(text);
  for (const auto& item : TRY(array_at(*object, "campos"))) {
    const auto* given = item.if_object();
    if (given == nullptr) return malformed("un campo no es un objeto");
    LayoutField field;
    field.name = TRY(::text_at(*given, "campo"));
    field.required = TRY(flag_at(*given, "obligatorio"));
    field.kind = optional_text_at(*given, "tipo").value_or("texto");
    const auto width = optional_integer_at(*given, "ancho").value_or(0);
    if (width < 0 || width > 18) return malformed("un ancho fuera de 0 a 18");
    field.width = static_cast<std::size_t>(width);
    for (const auto& synonym : TRY(array_at(*given, "sinonimos"))) {
      if (!synonym.is_string()) return malformed("un sinónimo no es texto");
      field.synonyms.emplace_back(synonym.get_string());
    }
    if (layout.field(field.name) != nullptr)
      return malformed("el campo " + field.name + " está dos veces");
    layout.fields.push_back(std::move(field));
  }
  if (layout.fields.empty()) return malformed("no tiene campos");
  return layout;
}

Result<Layout> embedded_layout(std::string_view code) {
  const auto& all = all_embedded();
  if (!all) return std::unexpected(all.error());
  for (const auto& layout : *all)
    if (layout.code == code) return layout;
  return refuse(Refusal::LayoutUnknown, {{"hallado", std::string(code)}});
}

Result<std::vector<Layout>> embedded_layouts(std::string_view kind) {
  const auto& all = all_embedded();
  if (!all) return std::unexpected(all.error());
  std::vector<Layout> layouts;
  std::ranges::copy_if(*all, std::back_inserter(layouts),
                       [&](const Layout& layout) { return layout.kind == kind; });
  return layouts;
}

std::optional<std::size_t> HeaderMatch::column_of(std::size_t field, int year) const {
  for (const auto& matched : columns)
    if (matched.field == field && matched.year == year) return matched.column;
  return std::nullopt;
}

// All of the same width; the covered part of a merge shows its value too.
PlainRows plain_rows(const Sheet& sheet) {
  const auto width = std::min<std::size_t>(width_of(sheet), 1000);
  PlainRows rows(std::min(sheet.rows.size(), header_rows_max));
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t column = 0; column < width; ++column)
      rows[row].push_back(heading(merged_cell_at(sheet, row, column).text));
  return rows;
}

std::size_t fields_recognised(const PlainRows& rows, const Layout& layout) {
  return best_candidate(rows, layout).fields;
}

std::size_t fields_recognised(const Sheet& sheet, const Layout& layout) {
  return fields_recognised(plain_rows(sheet), layout);
}

Result<HeaderMatch> match_header(const Sheet& sheet, const Layout& layout) {
  return match_header(sheet, plain_rows(sheet), layout);
}

Result<HeaderMatch> match_header(const Sheet& sheet, const PlainRows& rows, const Layout& layout) {
  const auto best = best_candidate(rows, layout);
  const auto required =
      static_cast<std::size_t>(std::ranges::count(layout.fields, true, &LayoutField::required));
  if (best.fields == 0 || best.fields * 2 < required) {
    std::vector<Detail> details{{"formato", layout.code}};
    if (!sheet.name.empty()) details.push_back({"hoja", sheet.name});
    for (const auto& field : layout.fields)
      if (field.required) {
        details.push_back({"esperado", quoted_synonyms(field)});
        break;
      }
    return refuse(Refusal::HeaderMissing, std::move(details));
  }

  HeaderMatch match;
  match.row = best.row;
  match.first_data_row = best.row + 1;
  // "Código Programa" beside "Programa": the code is the column. Any other two are a fault.
  std::map<std::pair<std::size_t, int>, int> best_rank;
  for (const auto& [column, named] : best.found) {
    const auto [at, fresh] = best_rank.try_emplace({named.field, named.year}, named.rank);
    if (!fresh) at->second = std::min(at->second, named.rank);
  }
  for (const auto& [column, named] : best.found) {
    if (named.rank != best_rank.at({named.field, named.year})) continue;
    if (const auto earlier = match.column_of(named.field, named.year))
      return refuse(
          Refusal::ColumnDoubled,
          place_with(
              sheet, best.row, column,
              {{"campo", layout.fields[named.field].name},
               {"hallado", std::string(trimmed(merged_cell_at(sheet, best.row, column).text))},
               {"otra", column_name(*earlier)}}));
    match.columns.push_back({named.field, column, named.year});
  }

  std::vector<Error> missing;
  for (std::size_t i = 0; i < layout.fields.size(); ++i) {
    const auto& field = layout.fields[i];
    const bool there =
        std::ranges::find(match.columns, i, &MatchedColumn::field) != match.columns.end();
    if (field.required && !there)
      missing.push_back(
          refusal(Refusal::ColumnMissing,
                  place_with(sheet, best.row, 0,
                             {{"campo", field.name}, {"esperado", quoted_synonyms(field)}})));
  }
  if (!missing.empty()) {
    Error first = missing.front();
    if (missing.size() > 1) first.all = std::move(missing);
    return std::unexpected(std::move(first));
  }

  for (std::size_t column = 0; column < sheet.rows[best.row].size(); ++column) {
    const auto seen = text_at(sheet, best.row, column);
    if (!seen.empty() &&
        std::ranges::find(match.columns, column, &MatchedColumn::column) == match.columns.end())
      match.ignored.emplace_back(seen);
  }
  return match;
}

bool says_total(std::string_view text) {
  // Cheap first: only cells that begin like the words are folded.
  text = trimmed(text);
  if (text.empty() || text.size() > 200 || !std::string_view("tTsSgG").contains(text.front()))
    return false;
  const auto plain = heading(text);
  constexpr std::string_view words[] = {"total",      "totales", "subtotal", "sub total",
                                        "gran total", "suma",    "sumas",    "suma total"};
  return std::ranges::any_of(words, [&](std::string_view word) {
    return plain == word || (plain.starts_with(word) && plain[word.size()] == ' ');
  });
}

bool total_row(const Sheet& sheet, std::size_t row, const std::vector<std::size_t>& key_columns) {
  if (row >= sheet.rows.size()) return false;
  const bool says = std::ranges::any_of(sheet.rows[row], [](const Cell& cell) {
    return cell.kind == Cell::Kind::Text && says_total(cell.text);
  });
  return says && std::ranges::any_of(key_columns, [&](std::size_t column) {
           const auto text = text_at(sheet, row, column);
           return text.empty() || says_total(text);
         });
}

}  // namespace readers
