// What was published, and the proof of it: a C2SP tlog-proof of the act that names a file by its
// hash, with what is needed to check it offline (docs/formats/proof.md). A figure is one line of a
// published CSV, told as a canonical statement; the act names the Merkle root of all statements.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "domain/accountability/checkpoint.hpp"
#include "domain/accountability/journal_entry.hpp"
#include "domain/accountability/proof.hpp"

namespace accountability {

// What every figure of a file has in common.
struct FigureSource {
  std::string file;    // "presupuesto-2026-C1.csv"
  std::string cut;     // "2026-C1"
  std::string source;  // "SICOIN, …": who says it.
  std::string unit;    // "quetzales", or which column says it.
  friend bool operator==(const FigureSource&, const FigureSource&) = default;
};

// The statements of a CSV as we write it (comma, CRLF, quotes where needed, one line of names),
// one for each line after the first, as canonical JSON:
//   {"archivo", "columnas": {name: text}, "corte", "fila": 1 …, "fuente", "unidad"}
// `first` is the number of the first of them, where the CSV is a part of the file.
// Error: FiguresMalformed (linea).
Result<void> each_statement(std::string_view csv, const FigureSource& about,
                            const std::function<void(std::int64_t row, std::string statement)>&,
                            std::int64_t first = 1);

// The leaves of the tree of a file's figures: leaf_hash of each statement.
Result<std::vector<Hash>> figure_leaves(std::string_view csv, const FigureSource& about);

// A file as the act of its publication names it, an element of its "archivos".
struct PublishedFile {
  std::string format;  // "csv", "presupuesto.csv"
  std::string name;    // "presupuesto-2026-C1-v1.csv"
  Hash hash;
  std::int64_t size = 0;
  struct Figures {
    FigureSource about;
    std::int64_t count = 0;
    Hash root;
    friend bool operator==(const Figures&, const Figures&) = default;
  };
  std::optional<Figures> figures;  // Of a CSV.
  friend bool operator==(const PublishedFile&, const PublishedFile&) = default;
};

// {"archivo" (hash), "bytes", "formato", "nombre"[, "cifras": {"corte", "fuente", "raiz",
// "renglones", "unidad"}]}
json::object as_json(const PublishedFile&);
Result<PublishedFile> published_file(const json::object&);  // json.*, PublicationMalformed.

// The file with these bytes; a CSV with its figures, where `about` says what they are.
Result<PublishedFile> described(std::string format, std::string name, std::string_view bytes,
                                const std::optional<FigureSource>& about);

// Under which code the files of a cut's open data are kept: "DATOS-2026-C1".
std::string code_of_data(std::string_view cut);

// Where a figure stands in the tree of its file.
struct FigurePlace {
  std::int64_t row = 0;  // 1 …
  std::vector<Hash> siblings;
  friend bool operator==(const FigurePlace&, const FigurePlace&) = default;
};

// row must be one of the leaves' (asserted).
FigurePlace place_of(std::span<const Hash> leaves, std::int64_t row);

// The text of "ARCHIVO.prueba": the inclusion proof of the entry, with entry, file, key and place
// as its extra data.
std::string publication_proof(Proof of_entry, const JournalEntry&, const VerifierKey&,
                              std::string_view file_name, const std::optional<FigurePlace>&);

struct CheckedPublication {
  JournalEntry entry;
  PublishedFile file;
  std::optional<std::int64_t> row;  // Of a figure.
  VerifierKey key;
  Checkpoint checkpoint;
  std::string note;  // The checkpoint as it was signed.
};

// Whether `bytes` are the file, or the statement of the figure, that the proof speaks of, and the
// act that says so is in the signed journal. With a key from elsewhere, or that of the proof.
// Errors: PublicationMalformed … FigureDiffers, and those of verify().
Result<CheckedPublication> check_publication(std::string_view bytes, std::string_view proof,
                                             const std::optional<VerifierKey>& known);

}  // namespace accountability
