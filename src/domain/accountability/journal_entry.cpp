// Journal entries as canonical JSON.
#include "domain/accountability/journal_entry.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <optional>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "domain/accountability/merkle.hpp"
#include "domain/accountability/refusals.hpp"

namespace accountability {
namespace {

constexpr std::string_view fields[] = {"act",         "actor", "at",    "base", "effect",
                                       "institution", "kind",  "nonce", "seq",  "version"};

std::string quoted(std::string_view text) { return json::serialize(json::string(nfc(text))); }

std::string_view view(const std::array<std::uint8_t, 16>& nonce) {
  return {reinterpret_cast<const char*>(nonce.data()), nonce.size()};
}

std::unexpected<Error> invalid(std::string_view field) {
  return refuse(Refusal::EntryFieldInvalid, {{"campo", std::string(field)}});
}

}  // namespace

// The fields are written in bytewise order of their names, as canonical() would.
std::string bytes_of(const JournalEntry& entry) {
  std::string out;
  out.reserve(entry.act.size() + 400);
  out += R"({"act":)";
  out += entry.act;
  out += R"(,"actor":)" + std::to_string(entry.actor);
  out += R"(,"at":)" + std::to_string(entry.at);
  out += R"(,"base":)" + std::to_string(entry.base);
  out += R"(,"effect":")" + show(entry.effect);
  out += R"(","institution":)" + quoted(entry.institution);
  out += R"(,"kind":)" + quoted(entry.kind);
  out += R"(,"nonce":")" + hex(view(entry.nonce));
  out += R"(","seq":)" + std::to_string(entry.seq);
  out += R"(,"version":)" + std::to_string(entry.version);
  out += '}';
  return out;
}

Result<JournalEntry> parse_entry(std::string_view bytes) {
  const auto value = TRY(parse_json(bytes));
  const auto* object = value.if_object();
  if (object == nullptr) return refuse(Refusal::EntryNotAnObject);
  for (const auto& pair : *object)
    if (std::ranges::find(fields, std::string_view(pair.key())) == std::end(fields))
      return refuse(Refusal::EntryUnknownField, {{"campo", std::string(pair.key())}});

  JournalEntry entry;
  entry.institution = TRY(text_at(*object, "institution"));
  entry.seq = TRY(integer_at(*object, "seq"));
  entry.base = TRY(integer_at(*object, "base"));
  entry.at = TRY(integer_at(*object, "at"));
  entry.actor = TRY(integer_at(*object, "actor"));
  entry.kind = TRY(text_at(*object, "kind"));
  entry.version = TRY(integer_at(*object, "version"));
  entry.act = canonical(json::value(TRY(object_at(*object, "act"))));
  const auto nonce = unhex(TRY(text_at(*object, "nonce")));
  if (entry.seq < 1) return invalid("seq");
  if (entry.base < 0) return invalid("base");
  if (entry.at < 0) return invalid("at");
  if (entry.kind.empty()) return invalid("kind");
  if (entry.version < 1) return invalid("version");
  if (!nonce || nonce->size() != entry.nonce.size()) return invalid("nonce");
  std::ranges::copy(*nonce, entry.nonce.begin());
  if (!parse(TRY(text_at(*object, "effect")), entry.effect)) return invalid("effect");

  if (bytes_of(entry) != bytes) return refuse(Refusal::EntryNotCanonical);
  return entry;
}

Hash leaf_of(const JournalEntry& entry) { return leaf_hash(bytes_of(entry)); }

}  // namespace accountability
