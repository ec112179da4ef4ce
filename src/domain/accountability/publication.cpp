// Statements, the files that acts of publication name, and their proofs.
#include "domain/accountability/publication.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "base/text.hpp"
#include "domain/accountability/refusals.hpp"

namespace accountability {
namespace {

// The acts that publish. What they say of their files is the same in all of them.
constexpr std::array<std::string_view, 2> kinds_of_publication = {"datos.publicar",
                                                                  "informe.publicar"};

std::unexpected<Error> malformed(std::string_view what) {
  return refuse(Refusal::PublicationMalformed, {{"hallado", std::string(what)}});
}

// The fields of a CSV, a line at a time. Only what we write is read.
class Lines {
 public:
  explicit Lines(std::string_view csv) : rest_{csv} {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }
  bool at_end() const { return rest_.empty(); }
  std::int64_t number() const { return number_; }

  Result<void> next(std::vector<std::string>& fields) {
    ++number_;
    fields.clear();
    for (;;) {
      auto& field = fields.emplace_back();
      if (rest_.starts_with('"')) {
        if (!quoted(field)) return fault();
      } else {
        const auto end = std::min(rest_.find_first_of(",\r\n\""), rest_.size());
        field = rest_.substr(0, end);
        rest_.remove_prefix(end);
      }
      if (rest_.starts_with(',')) {
        rest_.remove_prefix(1);
      } else if (rest_.starts_with("\r\n")) {
        rest_.remove_prefix(2);
        return {};
      } else {
        return fault();
      }
    }
  }

  std::unexpected<Error> fault() const {
    return refuse(Refusal::FiguresMalformed, {{"linea", std::to_string(number_)}});
  }

 private:
  bool quoted(std::string& field) {
    rest_.remove_prefix(1);
    for (;;) {
      const auto end = rest_.find('"');
      if (end == rest_.npos) return false;
      field += rest_.substr(0, end);
      rest_.remove_prefix(end + 1);
      if (!rest_.starts_with('"')) return true;
      field += '"';
      rest_.remove_prefix(1);
    }
  }

  std::string_view rest_;
  std::int64_t number_ = 0;
};

// A text as canonical JSON; most are plain, and a million of them must not cost seconds.
void append_text(std::string& out, const std::string& text) {
  const bool plain = std::ranges::all_of(
      text, [](char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\'; });
  if (plain)
    (out += '"').append(text) += '"';
  else
    out += canonical(json::string(text));
}

std::string text_of(const std::string& text) {
  std::string out;
  append_text(out, text);
  return out;
}

Result<Hash> hash_at(const json::object& object, std::string_view key) {
  Hash hash;
  const auto written = TRY(text_at(object, key));
  if (!parse(written, hash) || show(hash) != written) return malformed(key);
  return hash;
}

}  // namespace

Result<void> each_statement(std::string_view csv, const FigureSource& about,
                            const std::function<void(std::int64_t, std::string)>& told,
                            std::int64_t first) {
  Lines lines{csv};
  std::vector<std::string> names, fields;
  if (lines.at_end() || !is_utf8(csv)) return lines.fault();
  CHECK(lines.next(names));
  for (auto& name : names) name = nfc(name);
  // Canonical JSON has its keys in order; the columns of a file have theirs.
  std::vector<std::size_t> order(names.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) -> const std::string& { return names[i]; });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (names[order[i]] == names[order[i - 1]]) return lines.fault();
  std::vector<std::string> keys(names.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    keys[i] = (i == 0 ? "" : ",") + text_of(names[order[i]]) + ':';
  const auto before = "{\"archivo\":" + text_of(about.file) + ",\"columnas\":{";
  const auto between = "},\"corte\":" + text_of(about.cut) + ",\"fila\":";
  const auto after =
      ",\"fuente\":" + text_of(about.source) + ",\"unidad\":" + text_of(about.unit) + '}';
  for (auto row = first; !lines.at_end(); ++row) {
    CHECK(lines.next(fields));
    if (fields.size() != names.size()) return lines.fault();
    auto statement = before;
    for (std::size_t i = 0; i < order.size(); ++i) {
      statement += keys[i];
      append_text(statement, fields[order[i]]);
    }
    told(row, statement.append(between).append(std::to_string(row)).append(after));
  }
  return {};
}

Result<std::vector<Hash>> figure_leaves(std::string_view csv, const FigureSource& about) {
  std::vector<Hash> leaves;
  CHECK(each_statement(csv, about, [&](std::int64_t, const std::string& statement) {
    leaves.push_back(leaf_hash(statement));
  }));
  return leaves;
}

json::object as_json(const PublishedFile& file) {
  json::object out{{"archivo", show(file.hash)},
                   {"bytes", file.size},
                   {"formato", file.format},
                   {"nombre", file.name}};
  if (file.figures)
    out["cifras"] = json::object{{"corte", file.figures->about.cut},
                                 {"fuente", file.figures->about.source},
                                 {"raiz", show(file.figures->root)},
                                 {"renglones", file.figures->count},
                                 {"unidad", file.figures->about.unit}};
  return out;
}

Result<PublishedFile> published_file(const json::object& object) {
  PublishedFile file;
  file.format = TRY(text_at(object, "formato"));
  file.name = TRY(text_at(object, "nombre"));
  file.hash = TRY(hash_at(object, "archivo"));
  file.size = TRY(integer_at(object, "bytes"));
  if (file.size < 0) return malformed("bytes");
  if (!object.contains("cifras")) return file;
  const auto figures = TRY(object_at(object, "cifras"));
  // One at a time: what a list of initializers has made is lost where a later one refuses.
  auto cut = TRY(text_at(figures, "corte"));
  auto source = TRY(text_at(figures, "fuente"));
  auto unit = TRY(text_at(figures, "unidad"));
  const auto count = TRY(integer_at(figures, "renglones"));
  const auto root = TRY(hash_at(figures, "raiz"));
  file.figures = {{file.name, std::move(cut), std::move(source), std::move(unit)}, count, root};
  if (file.figures->count < 0) return malformed("renglones");
  return file;
}

Result<PublishedFile> described(std::string format, std::string name, std::string_view bytes,
                                const std::optional<FigureSource>& about) {
  PublishedFile file{
      std::move(format), std::move(name), sha256(bytes), std::int64_t(bytes.size()), {}};
  if (!about) return file;
  auto its = *about;
  its.file = file.name;
  const auto leaves = TRY(figure_leaves(bytes, its));
  const auto count = std::int64_t(leaves.size());
  const auto root = root_of([&](std::int64_t i) { return leaves[std::size_t(i)]; }, 0, count);
  file.figures = {std::move(its), count, root};
  return file;
}

std::string code_of_data(std::string_view cut) { return "DATOS-" + std::string(cut); }

FigurePlace place_of(std::span<const Hash> leaves, std::int64_t row) {
  const auto size = std::int64_t(leaves.size());
  assert(0 < row && row <= size);
  return {row,
          inclusion_proof([&](std::int64_t i) { return leaves[std::size_t(i)]; }, row - 1, size)};
}

std::string publication_proof(Proof of_entry, const JournalEntry& entry, const VerifierKey& key,
                              std::string_view file_name, const std::optional<FigurePlace>& place) {
  json::object extra{{"archivo", file_name}, {"asiento", bytes_of(entry)}, {"llave", show(key)}};
  if (place) {
    json::array siblings;
    for (const auto& one : place->siblings) siblings.push_back(json::string(show(one)));
    extra["cifra"] = json::object{{"fila", place->row}, {"hermanos", std::move(siblings)}};
  }
  of_entry.extra = canonical(extra);
  return show(of_entry);
}

namespace {

struct Extra {
  std::string file_name, entry, key;
  std::optional<FigurePlace> place;
};

Result<FigurePlace> place_of(const json::object& object) {
  FigurePlace place;
  place.row = TRY(integer_at(object, "fila"));
  if (place.row < 1 || object.size() != 2) return malformed("cifra");
  for (const auto& item : TRY(array_at(object, "hermanos"))) {
    const auto* written = item.if_string();
    if (written == nullptr || place.siblings.size() == 63 || written->size() != 64 ||
        !parse(*written, place.siblings.emplace_back()) ||
        show(place.siblings.back()) != std::string_view(*written))
      return malformed("cifra");
  }
  return place;
}

// One writing only: whatever differs from what we write is not a proof of ours.
Result<Extra> extra_of(const Proof& proof) {
  if (!proof.extra) return malformed("extra");
  const auto parsed = parse_json(*proof.extra);
  if (!parsed || !parsed->is_object() || canonical(*parsed) != *proof.extra)
    return malformed("extra");
  const auto& parts = parsed->as_object();
  const auto file = text_at(parts, "archivo"), entry = text_at(parts, "asiento"),
             key = text_at(parts, "llave");
  if (!file || !entry || !key) return malformed("extra");
  Extra extra{*file, *entry, *key, std::nullopt};
  if (parts.contains("cifra")) {
    const auto place = object_at(parts, "cifra");
    if (!place) return malformed("cifra");
    auto its = place_of(*place);
    if (!its) return malformed("cifra");
    extra.place = *std::move(its);
  }
  if (parts.size() != (extra.place ? 4U : 3U)) return malformed("extra");
  return extra;
}

// The element of the act's files that has this name.
Result<PublishedFile> file_named(const JournalEntry& entry, std::string_view name) {
  const auto act = TRY(parse_json(entry.act));
  const auto files = array_at(act.as_object(), "archivos");
  if (files)
    for (const auto& item : *files) {
      const auto* object = item.if_object();
      if (object == nullptr || optional_text_at(*object, "nombre") != name) continue;
      auto file = published_file(*object);
      if (!file) return malformed("archivos");
      return file;
    }
  return refuse(Refusal::FileNotInTheAct, {{"archivo", std::string(name)}});
}

}  // namespace

Result<CheckedPublication> check_publication(std::string_view bytes, std::string_view text,
                                             const std::optional<VerifierKey>& known) {
  auto proof = TRY(parse_proof(text));
  const auto extra = TRY(extra_of(proof));
  CheckedPublication checked;
  checked.key = TRY(VerifierKey::parse(extra.key));
  if (known && *known != checked.key)
    return refuse(Refusal::KeyNotTheGiven,
                  {{"hallado", show(checked.key)}, {"esperado", show(*known)}});
  checked.entry = TRY(parse_entry(extra.entry));
  if (std::ranges::find(kinds_of_publication, checked.entry.kind) == kinds_of_publication.end())
    return refuse(Refusal::NotAPublication, {{"hallado", checked.entry.kind}});
  if (proof.index != checked.entry.seq - 1)
    return refuse(Refusal::ProofOfAnotherEntry, {{"hallado", std::to_string(proof.index + 1)},
                                                 {"esperado", std::to_string(checked.entry.seq)}});
  checked.checkpoint = TRY(verify(proof, leaf_of(checked.entry), {&checked.key, 1}));
  if (!checked.checkpoint.origin.ends_with('/' + checked.entry.institution))
    return refuse(Refusal::CheckpointOfAnotherLog, {{"hallado", checked.checkpoint.origin},
                                                    {"esperado", checked.entry.institution}});
  checked.file = TRY(file_named(checked.entry, extra.file_name));
  checked.note = std::move(proof.checkpoint);
  if (!extra.place) {
    if (const auto found = sha256(bytes); found != checked.file.hash)
      return refuse(Refusal::FileDiffers, {{"archivo", checked.file.name},
                                           {"hallado", show(found)},
                                           {"esperado", show(checked.file.hash)}});
    return checked;
  }
  const auto& figures = checked.file.figures;
  if (!figures || !includes(extra.place->row - 1, figures->count, leaf_hash(bytes),
                            extra.place->siblings, figures->root))
    return refuse(Refusal::FigureDiffers,
                  {{"archivo", checked.file.name}, {"linea", std::to_string(extra.place->row)}});
  checked.row = extra.place->row;
  return checked;
}

}  // namespace accountability
