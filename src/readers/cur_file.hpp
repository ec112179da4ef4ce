// A file of CURs as SICOIN exports it: one table whose rows carry header and detail together, a
// workbook with a sheet of each, or two files. Columns are data (catalogs/layouts/cur*.json). A
// cell that cannot be read refuses the whole file, with every fault named; what the CURs say to
// each other (twice, out of their year, reversing too much) is decided by budget::post().
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/budget/cur_record.hpp"
#include "readers/layout.hpp"

namespace readers {

// Goes into every act of import; a change of what a file is read as must change it.
inline constexpr std::int64_t cur_reader_version = 1;

struct CurFile {
  Layout layout;                        // Of the lines: "cur" or "cur-detalle".
  std::vector<budget::CurRecord> curs;  // In the order of the file.
  std::int64_t lines = 0;               // Of detail.
  std::vector<std::string> ignored;     // Headings without meaning.
};

// `detail` is the second file, where hoja and detalle are apart; else "". A CSV is read a block at
// a time, so that only the CURs themselves have to fit in memory. In the table that has both, the
// lines of a CUR stand together: a later block with the same number, or a partida that comes a
// second time, is a second CUR of that number, which is set aside by name.
//
// Errors: of the file as a whole and of its cells (readers::Refusal, budget::DocumentRefusal), the
// first hundred in `all`.
Result<CurFile> read_curs(std::string_view bytes, std::string_view detail = {});

}  // namespace readers
