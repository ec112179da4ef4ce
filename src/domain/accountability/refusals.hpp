// Why an entry, a signed note, a key or a proof is refused when it is read or checked.
#pragma once

#include <span>

#include "base/result.hpp"

namespace accountability {

// In order of precedence: form first, then keys, then what the form claims.
enum class Refusal {
  EntryNotAnObject,
  EntryUnknownField,
  EntryFieldInvalid,
  EntryNotCanonical,
  FrontierMalformed,
  NoteTooLarge,
  NoteNotText,
  NoteWithoutSignatures,
  NoteSignatureMalformed,
  KeyMalformed,
  KeyIdWrong,
  SignerKeyMalformed,
  SignatureByNobodyKnown,
  SignatureWrong,
  CheckpointMalformed,
  CheckpointOfAnotherLog,
  ProofMalformed,
  ProofBeyondTheTree,
  ProofMissesTheRoot,
  PublicationMalformed,
  KeyNotTheGiven,
  NotAPublication,
  ProofOfAnotherEntry,
  FileNotInTheAct,
  FileDiffers,
  FigureDiffers,
  FiguresMalformed,
  TileMissing,
  TileTruncated,
  TilesMissTheRoot,
  LogShrunk,
  LogRewritten,
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace accountability
