// Why the store says no. These are troubles outside the program, not rules of the field.
#pragma once

#include <span>

#include "base/result.hpp"

namespace storage {

enum class Refusal {
  NoSuchBase,   // The file is not there, or the server has no Ceiba in it.
  BaseExists,   // `crear` and `demo` never overwrite.
  NotABase,     // A file that is no database, or a database of something else.
  NewerSchema,  // Made by a newer program.
  Busy,         // Another writer held the base too long.
  Full,         // The disk is full or read-only.
  Damaged,      // The engine says that its pages are broken.
  Unreachable,  // The PostgreSQL server did not answer or dropped the connection.
  Statement,    // The engine refused a statement: a mistake of ours, shown whole.
  BlobMissing,
  BlobDamaged,
  BlobErased,
  KeyUnreadable,  // BASE.clave cannot be read, or others may read it.
};
const RefusalRow& row_of(Refusal);
std::span<const RefusalRow> refusal_rows();

}  // namespace storage
