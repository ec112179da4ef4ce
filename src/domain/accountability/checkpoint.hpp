// Signed notes (c2sp.org/signed-note), checkpoints (c2sp.org/tlog-checkpoint) and the Ed25519 keys
// that sign them. Keys come in and go out as text; files and their modes are the caller's matter.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "base/result.hpp"

namespace accountability {

// A public key under a name: "example.com/foo+530d903a+AekyeR…".
struct VerifierKey {
  std::string name;  // Not empty, no Unicode space, no '+'.
  std::array<std::uint8_t, 32> public_key{};

  std::uint32_t id() const;
  static Result<VerifierKey> parse(std::string_view vkey);  // KeyMalformed, KeyIdWrong.
  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};
std::string show(const VerifierKey&);

// A private key under a name; written as in Go's sumdb/note: "PRIVATE+KEY+name+id+base64(1 ‖
// seed)".
struct SignerKey {
  std::string name;
  std::array<std::uint8_t, 32> seed{};

  VerifierKey verifier() const;
  static Result<SignerKey> parse(std::string_view text);  // SignerKeyMalformed, KeyIdWrong.
  friend bool operator==(const SignerKey&, const SignerKey&) = default;
};
std::string encoded(const SignerKey&);  // Secret! One line, without newline: not called show.

bool is_key_name(std::string_view);

// Raw Ed25519 of RFC 8032.
std::array<std::uint8_t, 64> ed25519_sign(const SignerKey&, std::string_view message);
bool ed25519_verify(const std::array<std::uint8_t, 32>& public_key, std::string_view message,
                    std::string_view signature);

struct NoteSignature {
  std::string name;
  std::uint32_t key_id = 0;
  std::string bytes;
  friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

struct Note {
  std::string text;  // Ends in a newline.
  std::vector<NoteSignature> signatures;
  friend bool operator==(const Note&, const Note&) = default;
};

std::string show(const Note&);
Result<Note> parse_note(std::string_view bytes);  // NoteTooLarge … NoteSignatureMalformed.

// Adds the signature of `key` to the text. The text must end in a newline.
Note signed_note(std::string text, const SignerKey& key);

// At least one key has signed, and no signature of a known key is wrong; others are ignored.
// Errors: SignatureByNobodyKnown, SignatureWrong.
Result<void> verify(const Note&, std::span<const VerifierKey> known);

// How large a log was and what its root hash was.
struct Checkpoint {
  std::string origin;  // The log's name, which is also the name of its key.
  std::int64_t size = 0;
  Hash root;
  std::vector<std::string> extensions;  // Lines; not auditable, so we write none.
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

std::string show(const Checkpoint&);                         // The note's text.
Result<Checkpoint> parse_checkpoint(std::string_view text);  // CheckpointMalformed (linea).

// The signed note as it is published. The key's name must be the checkpoint's origin.
std::string sign(const Checkpoint&, const SignerKey&);

// Reads and verifies a published checkpoint; its origin must be the name of a key that signed it.
// Errors: those of parse_note, verify and parse_checkpoint, CheckpointOfAnotherLog.
Result<Checkpoint> open_checkpoint(std::string_view note, std::span<const VerifierKey> known);

}  // namespace accountability
