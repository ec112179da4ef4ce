// Files that come in pieces, so that whoever's connection breaks goes on where it broke. They lie
// in a folder of the system's for a day, belong to who brings them, and are no part of the base.
// A form then names the file by its id where a file control would have carried the bytes, and the
// page that takes it looks at it as at any other upload.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/visit.hpp"

namespace web {

inline constexpr std::uint64_t piece_max = 256U << 10;
// "archivo" is the file control, "archivo.subida" the hidden control with the id of its file.
inline constexpr std::string_view pieces_suffix = ".subida";

struct PiecedFile {
  std::string id;
  std::string path;  // Of the bytes that are here.
  std::string file_name;
  std::string hash;            // SHA-256 of the whole file, as 64 digits.
  std::uint64_t size = 0;      // Of the whole file.
  std::uint64_t received = 0;  // Bytes that are here, from the first on.
  bool complete() const { return received == size; }
};

// Begins, or finds what the same person began of the same file. `address` is where its form goes:
// it says how large a file may be. What the person began longest ago gives way where it is much.
// Errors: ParameterInvalid, UploadTooLarge, FolderForeign, HeldFileFailed.
Result<PiecedFile> begin_pieces(Visit&, std::string_view file_name, std::uint64_t size,
                                std::string_view hash, std::string_view address);
// Errors: PiecesUnknown: it never was, is a day old, was cancelled, or is somebody else's.
Result<PiecedFile> pieces_of(Visit&, std::string_view id);
// The bytes from `offset` on, whose SHA-256 is `hash`. Once the last is here, the whole is checked,
// and thrown away where it is not what was announced. Errors: PiecesUnknown, UploadTooLarge,
// PieceMisplaced {recibido}, PieceDamaged {recibido}, FileDamaged, HeldFileFailed.
Result<PiecedFile> add_piece(Visit&, std::string_view id, std::uint64_t offset,
                             std::string_view hash, std::string_view bytes);
void forget_pieces(const PiecedFile&);

// The visit's request with the files that its form names by their ids among its uploads; nothing
// where it names none. Errors: PiecesUnknown, PiecesMissing, UploadTooLarge over `size_max`.
Result<std::optional<Request>> with_pieces(Visit&, std::uint64_t size_max);

}  // namespace web
