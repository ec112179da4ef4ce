// Notes, keys and checkpoints over libsodium's Ed25519.
#include "domain/accountability/checkpoint.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <sodium.h>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "domain/accountability/refusals.hpp"

namespace accountability {
namespace {

constexpr char ed25519_type = '\x01';               // signed-note, "Signature types".
constexpr std::string_view dash = "\xE2\x80\x94 ";  // U+2014 and a space.
constexpr std::string_view private_prefix = "PRIVATE+KEY+";

// Room for 100 signatures of the largest kind known (5 kB) beside the text.
constexpr std::size_t note_size_max = 1 << 20;
constexpr std::size_t note_signatures_max = 100;

std::string_view view(const std::array<std::uint8_t, 32>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string big_endian(std::uint32_t n) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(n >> shift & 255);
  return bytes;
}

std::uint32_t from_big_endian(std::string_view four_bytes) {
  std::uint32_t n = 0;
  for (const char c : four_bytes.substr(0, 4)) n = n << 8 | static_cast<std::uint8_t>(c);
  return n;
}

// Every character of Unicode's White_Space property, in UTF-8.
constexpr std::string_view unicode_spaces[] = {
    "\t",           "\n",           "\v",           "\f",           "\r",           " ",
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82",
    "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88",
    "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F",
    "\xE3\x80\x80"};

// "name+id+base64(type ‖ 32 bytes)", as both kinds of key are written.
struct WrittenKey {
  std::string name;
  std::uint32_t id;
  std::array<std::uint8_t, 32> material;
};

std::optional<WrittenKey> parse_written_key(std::string_view text) {
  const auto parts = split(text, '+');  // Base64 may hold '+' as well: the rest belongs together.
  if (parts.size() < 3 || !is_key_name(parts[0]) || parts[1].size() != 8) return std::nullopt;
  const auto id = unhex(parts[1]);
  const auto material = unbase64(text.substr(parts[0].size() + 1 + parts[1].size() + 1));
  if (!id || hex(*id) != parts[1]) return std::nullopt;
  if (!material || material->size() != 33 || material->front() != ed25519_type) return std::nullopt;
  WrittenKey key{parts[0], from_big_endian(*id), {}};
  std::copy(material->begin() + 1, material->end(), key.material.begin());
  return key;
}

std::string written_key(const std::string& name, std::uint32_t id,
                        const std::array<std::uint8_t, 32>& material) {
  return name + '+' + hex(big_endian(id)) + '+' +
         base64(std::string(1, ed25519_type) + std::string(view(material)));
}

// The line up to and without the newline; advances past it. Nothing where there is no newline.
std::optional<std::string_view> next_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == text.npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::unexpected<Error> malformed_at_line(int line) {
  return refuse(Refusal::CheckpointMalformed, {{"linea", std::to_string(line)}});
}

}  // namespace

bool is_key_name(std::string_view name) {
  return !name.empty() && is_utf8(name) && !name.contains('+') &&
         std::ranges::none_of(name, [](char c) { return c >= 0 && c < ' '; }) &&
         std::ranges::none_of(unicode_spaces, [&](auto space) { return name.contains(space); });
}

std::uint32_t VerifierKey::id() const {
  const auto hash = (Sha256{} << name << "\n"
                              << std::string_view(&ed25519_type, 1) << view(public_key))
                        .finish();
  return from_big_endian(as_text(hash));
}

Result<VerifierKey> VerifierKey::parse(std::string_view vkey) {
  const auto written = parse_written_key(vkey);
  if (!written) return refuse(Refusal::KeyMalformed, {{"hallado", std::string(vkey)}});
  VerifierKey key{written->name, written->material};
  if (key.id() != written->id)
    return refuse(Refusal::KeyIdWrong, {{"hallado", hex(big_endian(written->id))},
                                        {"esperado", hex(big_endian(key.id()))}});
  return key;
}

std::string show(const VerifierKey& key) { return written_key(key.name, key.id(), key.public_key); }

VerifierKey SignerKey::verifier() const {
  VerifierKey key{name, {}};
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret;
  crypto_sign_seed_keypair(key.public_key.data(), secret.data(), seed.data());
  sodium_memzero(secret.data(), secret.size());
  return key;
}

// The found text is a secret and stays out of the error.
Result<SignerKey> SignerKey::parse(std::string_view text) {
  if (!text.starts_with(private_prefix)) return refuse(Refusal::SignerKeyMalformed);
  const auto written = parse_written_key(text.substr(private_prefix.size()));
  if (!written) return refuse(Refusal::SignerKeyMalformed);
  SignerKey key{written->name, written->material};
  if (const auto id = key.verifier().id(); id != written->id)
    return refuse(Refusal::KeyIdWrong,
                  {{"hallado", hex(big_endian(written->id))}, {"esperado", hex(big_endian(id))}});
  return key;
}

std::string encoded(const SignerKey& key) {
  return std::string(private_prefix) + written_key(key.name, key.verifier().id(), key.seed);
}

std::array<std::uint8_t, 64> ed25519_sign(const SignerKey& key, std::string_view message) {
  std::array<std::uint8_t, 32> public_key;
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret;
  std::array<std::uint8_t, 64> signature;
  crypto_sign_seed_keypair(public_key.data(), secret.data(), key.seed.data());
  crypto_sign_detached(signature.data(), nullptr,
                       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                       secret.data());
  sodium_memzero(secret.data(), secret.size());
  return signature;
}

bool ed25519_verify(const std::array<std::uint8_t, 32>& public_key, std::string_view message,
                    std::string_view signature) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()),
                                     reinterpret_cast<const unsigned char*>(message.data()),
                                     message.size(), public_key.data()) == 0;
}

std::string show(const Note& note) {
  auto out = note.text + '\n';
  for (const auto& [name, key_id, bytes] : note.signatures)
    out += std::string(dash) + name + ' ' + base64(big_endian(key_id) + bytes) + '\n';
  return out;
}

Result<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > note_size_max)
    return refuse(Refusal::NoteTooLarge, {{"hallado", std::to_string(bytes.size())},
                                          {"esperado", std::to_string(note_size_max)}});
  const bool control = std::ranges::any_of(
      bytes, [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n'; });
  if (control || !is_utf8(bytes)) return refuse(Refusal::NoteNotText);

  const auto blank = bytes.rfind("\n\n");
  if (blank == bytes.npos || blank + 2 == bytes.size())
    return refuse(Refusal::NoteWithoutSignatures);
  Note note{std::string(bytes.substr(0, blank + 1)), {}};
  auto rest = bytes.substr(blank + 2);
  while (!rest.empty()) {
    const auto malformed = [&] {
      return refuse(Refusal::NoteSignatureMalformed,
                    {{"hallado", std::to_string(note.signatures.size() + 1)}});
    };
    auto line = next_line(rest);
    if (!line || !line->starts_with(dash) || note.signatures.size() == note_signatures_max)
      return malformed();
    line->remove_prefix(dash.size());
    const auto space = line->find(' ');
    if (space == line->npos || !is_key_name(line->substr(0, space))) return malformed();
    const auto signature = unbase64(line->substr(space + 1));
    if (!signature || signature->size() < 5) return malformed();
    note.signatures.push_back(
        {std::string(line->substr(0, space)), from_big_endian(*signature), signature->substr(4)});
  }
  return note;
}

Note signed_note(std::string text, const SignerKey& key) {
  assert(text.ends_with('\n') && is_key_name(key.name));
  const auto signature = ed25519_sign(key, text);
  return {std::move(text),
          {{key.name, key.verifier().id(),
            std::string(reinterpret_cast<const char*>(signature.data()), signature.size())}}};
}

Result<void> verify(const Note& note, std::span<const VerifierKey> known) {
  bool verified = false;
  for (const auto& [name, key_id, bytes] : note.signatures)
    for (const auto& key : known) {
      if (key.name != name || key.id() != key_id) continue;
      if (!ed25519_verify(key.public_key, note.text, bytes))
        return refuse(Refusal::SignatureWrong, {{"hallado", name}});
      verified = true;
    }
  if (!verified)
    return refuse(Refusal::SignatureByNobodyKnown,
                  {{"esperado", known.empty() ? std::string() : show(known.front())}});
  return {};
}

std::string show(const Checkpoint& checkpoint) {
  auto out = checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' +
             base64(as_text(checkpoint.root)) + '\n';
  for (const auto& line : checkpoint.extensions) out += line + '\n';
  return out;
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  Checkpoint checkpoint;
  const auto origin = next_line(text);
  if (!origin || origin->empty()) return malformed_at_line(1);
  checkpoint.origin = *origin;

  const auto digits = next_line(text);
  const auto size = digits ? whole_number(*digits) : std::nullopt;
  if (!size || *size < 0 || std::to_string(*size) != *digits) return malformed_at_line(2);
  checkpoint.size = *size;

  const auto encoded_root = next_line(text);
  const auto root = encoded_root ? unbase64(*encoded_root) : std::nullopt;
  if (!root || root->size() != checkpoint.root.bytes.size()) return malformed_at_line(3);
  std::ranges::copy(*root, checkpoint.root.bytes.begin());

  for (int number = 4; !text.empty(); ++number) {
    const auto line = next_line(text);
    if (!line || line->empty()) return malformed_at_line(number);
    checkpoint.extensions.emplace_back(*line);
  }
  return checkpoint;
}

std::string sign(const Checkpoint& checkpoint, const SignerKey& key) {
  assert(key.name == checkpoint.origin);
  return show(signed_note(show(checkpoint), key));
}

Result<Checkpoint> open_checkpoint(std::string_view bytes, std::span<const VerifierKey> known) {
  const auto note = TRY(parse_note(bytes));
  auto checkpoint = TRY(parse_checkpoint(note.text));
  std::vector<VerifierKey> of_this_log;
  for (const auto& key : known)
    if (key.name == checkpoint.origin) of_this_log.push_back(key);
  if (of_this_log.empty())
    return refuse(Refusal::CheckpointOfAnotherLog,
                  {{"hallado", checkpoint.origin},
                   {"esperado", known.empty() ? std::string() : known.front().name}});
  CHECK(verify(note, of_this_log));
  return checkpoint;
}

}  // namespace accountability
