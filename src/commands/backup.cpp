// The backup file: zstd over lines of JSON, a line per row, and a last line with the hash.
#include "commands/backup.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cassert>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <set>
#include <unistd.h>
#include <zstd.h>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/journal_refusals.hpp"
#include "domain/accountability/merkle.hpp"
#include "storage/journal_store.hpp"
#include "storage/whole_tables.hpp"

namespace commands {
namespace {

using storage::ColumnType;
using storage::Parameters;

constexpr std::string_view format = "ceiba-respaldo";
constexpr std::int64_t format_version = 1;
constexpr std::size_t line_max = std::size_t{256} << 20;  // Far above any act or piece of a blob.
constexpr std::string_view own_table = "schema_version";  // Made by the restoring program itself.

std::string_view name_of(ColumnType type) {
  return type == ColumnType::Text ? "texto" : type == ColumnType::Integer ? "entero" : "bytes";
}

std::unexpected<Error> unwritable(const std::string& file) {
  return refuse(JournalRefusal::BackupUnwritable, {{"archivo", file}});
}

// --- Writing -------------------------------------------------------------------------------------

// A file that appears under its name only when it is complete and on the disk.
class CompressedFile {
 public:
  explicit CompressedFile(std::string name)
      : name_{std::move(name)},
        partial_{name_ + ".parcial"},
        out_{::open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)},
        stream_{ZSTD_createCCtx(), ZSTD_freeCCtx} {
    ZSTD_CCtx_setParameter(stream_.get(), ZSTD_c_compressionLevel, 3);
    ZSTD_CCtx_setParameter(stream_.get(), ZSTD_c_checksumFlag, 1);
  }
  ~CompressedFile() {
    if (out_ < 0) return;
    ::close(out_);
    ::unlink(partial_.c_str());
  }
  CompressedFile(const CompressedFile&) = delete;

  Result<void> add(std::string_view bytes) { return compress(bytes, ZSTD_e_continue); }

  Result<void> finish() {
    CHECK(compress({}, ZSTD_e_end));
    const bool kept = ::fsync(out_) == 0;
    ::close(std::exchange(out_, -1));
    if (!kept || ::rename(partial_.c_str(), name_.c_str()) != 0) {
      ::unlink(partial_.c_str());
      return unwritable(name_);
    }
    auto folder = std::filesystem::path(name_).parent_path();
    if (folder.empty()) folder = ".";
    if (const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        handle >= 0) {
      ::fsync(handle);
      ::close(handle);
    }
    return {};
  }

 private:
  Result<void> compress(std::string_view bytes, ZSTD_EndDirective directive) {
    if (out_ < 0) return unwritable(name_);
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t left = 1;
    while (in.pos < in.size || (directive == ZSTD_e_end && left != 0)) {
      ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
      left = ZSTD_compressStream2(stream_.get(), &out, &in, directive);
      assert(!ZSTD_isError(left));
      for (std::size_t at = 0; at < out.pos;) {
        const auto wrote = ::write(out_, buffer_.data() + at, out.pos - at);
        if (wrote <= 0) return unwritable(name_);
        at += std::size_t(wrote);
      }
    }
    return {};
  }

  std::string name_, partial_;
  int out_;
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> stream_;
  std::string buffer_ = std::string(ZSTD_CStreamOutSize(), '\0');
};

void write_value(std::string& line, const storage::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value))
    line += std::to_string(*number);
  else if (const auto* text = std::get_if<std::string>(&value))
    line += json::serialize(json::string(*text));
  else if (const auto* bytes = std::get_if<Bytes>(&value))
    line += '"' + base64(as_text(*bytes)) + '"';
  else
    line += "null";
}

json::object head_line(const Backup& backup) {
  json::array journals;
  for (const auto& journal : backup.journals)
    journals.push_back(json::object{{"institucion", journal.institution},
                                    {"asientos", journal.entries},
                                    {"raiz", show(journal.root)}});
  return {{"formato", format},
          {"version", format_version},
          {"esquema", backup.schema},
          {"creado", backup.at},
          {"bitacoras", std::move(journals)}};
}

Result<std::vector<JournalSummary>> summaries(storage::Database& db) {
  std::vector<JournalSummary> all;
  for (const auto& institution : TRY(storage::journals(db))) {
    const auto head = TRY(storage::read_head(db, institution, storage::Lock::None));
    all.push_back({institution, head.seq, 0, head.frontier.root()});
  }
  return all;
}

// --- Reading -------------------------------------------------------------------------------------

// The lines of a compressed file.
class Lines {
 public:
  explicit Lines(const std::function<Result<std::string>()>& source)
      : source_{source}, stream_{ZSTD_createDCtx(), ZSTD_freeDCtx} {}

  // Without its newline; nothing at the end of the file.
  Result<std::optional<std::string>> next() {
    ++number_;
    while (true) {
      if (const auto end = text_.find('\n', searched_); end != text_.npos) {
        auto line = text_.substr(begin_, end - begin_);
        begin_ = searched_ = end + 1;
        return line;
      }
      text_.erase(0, begin_);
      begin_ = 0;
      searched_ = text_.size();
      if (text_.size() > line_max) return malformed();
      if (!TRY(more())) break;
    }
    if (!text_.empty() || !whole_frame_) return refuse(JournalRefusal::BackupTruncated);
    return std::nullopt;
  }

  std::unexpected<Error> malformed() const {
    return refuse(JournalRefusal::BackupMalformed, {{"linea", std::to_string(number_)}});
  }

 private:
  // Decompresses some more into text_; false at the end.
  Result<bool> more() {
    if (in_.pos == in_.size) {
      compressed_ = TRY(source_());
      in_ = {compressed_.data(), compressed_.size(), 0};
      if (compressed_.empty()) return false;
    }
    ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
    const auto left = ZSTD_decompressStream(stream_.get(), &out, &in_);
    if (ZSTD_isError(left)) return malformed();
    whole_frame_ = left == 0;
    text_.append(buffer_.data(), out.pos);
    return true;
  }

  const std::function<Result<std::string>()>& source_;
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> stream_;
  std::string compressed_, buffer_ = std::string(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in_{nullptr, 0, 0};
  bool whole_frame_ = true;
  std::string text_;  // Decompressed and not yet handed out, from begin_.
  std::size_t begin_ = 0, searched_ = 0;
  std::int64_t number_ = 0;
};

std::optional<Backup> parse_head(const json::object& line) {
  Backup backup;
  const auto schema = optional_integer_at(line, "esquema");
  const auto at = optional_integer_at(line, "creado");
  const auto journals = array_at(line, "bitacoras");
  if (!schema || !at || !journals || *schema < 1 || *schema > 9999) return std::nullopt;
  backup.schema = int(*schema);
  backup.at = *at;
  for (const auto& item : *journals) {
    if (!item.is_object()) return std::nullopt;
    const auto& one = item.as_object();
    const auto institution = optional_text_at(one, "institucion");
    const auto entries = optional_integer_at(one, "asientos");
    const auto root = optional_text_at(one, "raiz");
    JournalSummary summary;
    if (!institution || !entries || !root || !parse(*root, summary.root)) return std::nullopt;
    summary.institution = *institution;
    summary.entries = *entries;
    backup.journals.push_back(std::move(summary));
  }
  return backup;
}

struct OpenTable {
  const storage::Table* table = nullptr;
  std::vector<std::string> columns;
  std::vector<ColumnType> types;
};

// A line that begins a table: known table, known columns of the type that they have.
std::optional<OpenTable> parse_table(const json::object& line) {
  OpenTable open;
  const auto name = optional_text_at(line, "tabla");
  const auto columns = array_at(line, "columnas");
  if (!name || !columns || *name == own_table) return std::nullopt;
  const auto& all = storage::tables();
  const auto table = std::ranges::find(all, *name, &storage::Table::name);
  if (table == all.end()) return std::nullopt;
  open.table = &*table;
  for (const auto& item : *columns) {
    if (!item.is_array() || item.as_array().size() != 2) return std::nullopt;
    const auto *column_name = item.as_array()[0].if_string(),
               *type = item.as_array()[1].if_string();
    if (!column_name || !type) return std::nullopt;
    const auto column =
        std::ranges::find(table->columns, std::string_view(*column_name), &storage::Column::name);
    if (column == table->columns.end() || name_of(column->type) != std::string_view(*type) ||
        std::ranges::find(open.columns, column->name) != open.columns.end())
      return std::nullopt;
    open.columns.push_back(column->name);
    open.types.push_back(column->type);
  }
  return open;
}

std::optional<Parameters> parse_row(const json::array& line, const OpenTable& open) {
  if (line.size() != open.columns.size()) return std::nullopt;
  Parameters row;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto& item = line[i];
    if (item.is_null()) {
      row.emplace_back();
    } else if (open.types[i] == ColumnType::Integer && item.is_int64()) {
      row.emplace_back(item.as_int64());
    } else if (open.types[i] == ColumnType::Text && item.is_string()) {
      row.emplace_back(std::string(item.as_string()));
    } else if (open.types[i] == ColumnType::Blob && item.is_string()) {
      const auto bytes = unbase64(item.as_string());
      if (!bytes) return std::nullopt;
      row.emplace_back(as_bytes(*bytes));
    } else {
      return std::nullopt;
    }
  }
  return row;
}

std::function<Result<std::string>()> bytes_of_file(std::ifstream& in, const std::string& file) {
  return [&in, file]() -> Result<std::string> {
    std::string bytes(std::size_t{1} << 17, '\0');
    in.read(bytes.data(), std::streamsize(bytes.size()));
    if (in.bad()) return refuse(JournalRefusal::BackupUnreadable, {{"archivo", file}});
    bytes.resize(std::size_t(in.gcount()));
    return bytes;
  };
}

Result<Backup> read_file(const std::string& file, const BackupSink& sink) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return refuse(JournalRefusal::BackupUnreadable, {{"archivo", file}});
  return where("archivo", file, read_backup(bytes_of_file(in, file), sink));
}

}  // namespace

Result<Backup> read_backup(const std::function<Result<std::string>()>& source,
                           const BackupSink& sink) {
  Lines lines{source};
  Sha256 hash;
  Backup backup;
  std::set<std::string> seen;
  std::optional<OpenTable> open;

  const auto first = TRY(lines.next());
  const auto head = first ? parse_json(*first) : Result<json::value>{};
  if (!head || !head->is_object() || optional_text_at(head->as_object(), "formato") != format)
    return lines.malformed();
  if (optional_integer_at(head->as_object(), "version") != format_version)
    return refuse(JournalRefusal::BackupNewer);
  auto parsed = parse_head(head->as_object());
  if (!parsed) return lines.malformed();
  backup = *std::move(parsed);
  if (backup.schema > storage::schema_version())
    return refuse(JournalRefusal::BackupNewer,
                  {{"hallado", std::to_string(backup.schema)},
                   {"esperado", std::to_string(storage::schema_version())}});
  hash << *first << "\n";
  CHECK(sink.on_head(backup));

  while (const auto line = TRY(lines.next())) {
    const auto value = parse_json(*line);
    if (!value) return lines.malformed();
    if (const auto* row = value->if_array()) {
      const auto values = open ? parse_row(*row, *open) : std::nullopt;
      if (!values) return lines.malformed();
      CHECK(sink.on_row(*values));
      ++backup.rows;
    } else if (const auto* object = value->if_object(); object && object->contains("tabla")) {
      open = parse_table(*object);
      if (!open || !seen.insert(open->table->name).second) return lines.malformed();
      CHECK(sink.on_table(*open->table, open->columns));
      ++backup.tables;
    } else if (object && object->contains("fin")) {
      backup.hash = hash.finish();
      if (optional_integer_at(*object, "filas") != backup.rows ||
          optional_text_at(*object, "sha256") != show(backup.hash))
        return refuse(JournalRefusal::BackupHashWrong);
      if (TRY(lines.next())) return lines.malformed();
      return backup;
    } else {
      return lines.malformed();
    }
    hash << *line << "\n";
  }
  return refuse(JournalRefusal::BackupTruncated);
}

Result<Backup> check_backup(const std::string& file) {
  return read_file(file, {.on_head = [](const auto&) -> Result<void> { return {}; },
                          .on_table = [](const auto&, const auto&) -> Result<void> { return {}; },
                          .on_row = [](const auto&) -> Result<void> { return {}; }});
}

Result<Backup> create_backup(storage::Database& from, Milliseconds at, const std::string& file,
                             const Progress& progress) {
  if (std::filesystem::exists(file))
    return refuse(JournalRefusal::BackupExists, {{"archivo", file}});
  auto snapshot = TRY(storage::Transaction::read(from));
  Backup backup{storage::schema_version(), at, 0, 0, {}, TRY(summaries(from))};
  CompressedFile out{file};
  Sha256 hash;
  const auto add = [&](const std::string& line) {
    hash << line << "\n";
    return out.add(line + '\n');
  };
  CHECK(add(json::serialize(head_line(backup))));
  const auto& tables = storage::tables();
  for (const auto& table : tables) {
    if (table.name == own_table) continue;
    json::array columns;
    for (const auto& column : table.columns)
      columns.push_back(json::array{column.name, name_of(column.type)});
    CHECK(add(json::serialize(json::object{{"tabla", table.name}, {"columnas", columns}})));
    storage::TableWalk walk{from, table};
    std::string line;
    while (const auto* row = TRY(walk.next())) {
      line = '[';
      for (std::size_t i = 0; i < row->size(); ++i) {
        if (i > 0) line += ',';
        write_value(line, (*row)[i]);
      }
      CHECK(add(line + ']'));
      ++backup.rows;
    }
    progress("tablas", ++backup.tables, std::int64_t(tables.size()) - 1);
  }
  backup.hash = hash.finish();
  CHECK(out.add(json::serialize(json::object{
                    {"fin", true}, {"filas", backup.rows}, {"sha256", show(backup.hash)}}) +
                '\n'));
  CHECK(out.finish());
  const auto read = TRY(check_backup(file));
  if (read.hash != backup.hash) return refuse(JournalRefusal::BackupHashWrong, {{"archivo", file}});
  return backup;
}

Result<Verification> restore_backup(const std::string& file, const std::string& destination,
                                    bool quick, const Progress& progress) {
  std::unique_ptr<storage::Database> into;
  std::optional<storage::Transaction> transaction;
  std::optional<storage::TableFill> fill;
  std::int64_t tables = 0, all = std::int64_t(storage::tables().size()) - 1;
  const BackupSink sink{.on_head = [&](const Backup& head) -> Result<void> {
                          into = TRY(storage::create_with_schema(destination, head.schema));
                          transaction.emplace(TRY(storage::Transaction::write(*into)));
                          return {};
                        },
                        .on_table = [&](const storage::Table& table,
                                        const std::vector<std::string>& columns) -> Result<void> {
                          if (fill) CHECK(fill->finish());
                          fill.emplace(TRY(storage::TableFill::begin(*into, table, columns)));
                          progress("tablas", ++tables, all);
                          return {};
                        },
                        .on_row = [&](const Parameters& row) { return fill->add(row); }};

  const auto restore = [&]() -> Result<Verification> {
    CHECK(read_file(file, sink));
    if (fill) CHECK(fill->finish());
    fill.reset();
    CHECK(transaction->commit());
    CHECK(storage::migrate(*into));
    auto verified = TRY(
        verify_journal(*into, {.quick = quick, .trusted = {}, .kept_checkpoint = {}}, progress));
    if (verified.findings.empty()) return verified;
    auto error = refusal(JournalRefusal::BackupNotSound, {{"archivo", file}});
    error.all = std::move(verified.findings);
    return std::unexpected(std::move(error));
  };
  auto result = restore();
  if (!result && into) {
    fill.reset();
    transaction.reset();
    storage::discard(std::move(into), destination);
  }
  return result;
}

}  // namespace commands
