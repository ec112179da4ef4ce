// Two files each: <id>.bytes, which grows, and <id>.json. How much is here is how long the file is,
// so nothing has to be kept in step.
#include "web/pieces.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "base/hash.hpp"
#include "base/json.hpp"
#include "text/format.hpp"
#include "web/application.hpp"
#include "web/holding.hpp"
#include "web/inside.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

namespace fs = std::filesystem;

constexpr Milliseconds kept_for = 24LL * 3600 * 1000;
constexpr std::size_t of_one_person = 8;  // Files.
constexpr std::uint64_t bytes_of_one_person = 256U << 20;
constexpr std::uintmax_t disk_left_min = 256U << 20;
constexpr std::size_t id_digits = 32;
constexpr std::size_t file_name_max = 255;

fs::path bytes_path(const fs::path& folder, std::string_view id) {
  return folder / (std::string(id) + ".bytes");
}
fs::path note_path(fs::path bytes) { return bytes.replace_extension(".json"); }

// Whose file it is: a person of an institution of a base.
std::string owner_of(Visit& visit) {
  const auto& application = visit.inside().application;
  return show(sha256(application.settings().base + '\n' + visit.institution + '\n' +
                     std::to_string(visit.viewer->number)));
}

bool is_id(std::string_view id) {
  return id.size() == id_digits && id.find_first_not_of("0123456789abcdef") == id.npos;
}

// What is known of a file, and since when it is there.
struct Note {
  PiecedFile file;
  std::string owner;
  Milliseconds since = 0;
};

std::optional<Note> read_note(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const auto value = parse_json(std::string(std::istreambuf_iterator<char>(in), {}));
  if (!value || !value->is_object()) return std::nullopt;
  const auto& object = value->get_object();
  Note note;
  note.file.id = path.stem().string();
  note.file.path = bytes_path(path.parent_path(), note.file.id).string();
  note.file.file_name = optional_text_at(object, "nombre").value_or("");
  note.file.hash = optional_text_at(object, "huella").value_or("");
  note.file.size = static_cast<std::uint64_t>(optional_integer_at(object, "tamano").value_or(0));
  note.owner = optional_text_at(object, "de").value_or("");
  note.since = optional_integer_at(object, "desde").value_or(0);
  std::error_code missing;
  const auto here = fs::file_size(note.file.path, missing);
  note.file.received = missing ? 0 : here;
  return note;
}

Result<void> write_note(const Note& note) {
  const auto path = note_path(note.file.path), fresh = fs::path(path.string() + ".nuevo");
  {
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << canonical({{"nombre", note.file.file_name},
                      {"huella", note.file.hash},
                      {"tamano", static_cast<std::int64_t>(note.file.size)},
                      {"de", note.owner},
                      {"desde", note.since}});
    if (!out.flush()) return refuse(Refusal::HeldFileFailed, {{"archivo", note.file.file_name}});
  }
  std::error_code failed;
  fs::rename(fresh, path, failed);
  if (failed) return refuse(Refusal::HeldFileFailed, {{"archivo", note.file.file_name}});
  return {};
}

// Throws away what is a day old, whoever's it is; yields what is left, oldest first.
std::vector<Note> sweep(const fs::path& folder, Milliseconds now) {
  std::error_code ignored;
  std::vector<Note> left;
  std::vector<fs::path> notes;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".json") notes.push_back(entry.path());
  for (const auto& path : notes) {
    auto note = read_note(path);
    if (!note) continue;
    if (now - note->since > kept_for)
      forget_pieces(note->file);
    else
      left.push_back(*std::move(note));
  }
  sweep_orphans(folder, now);
  std::ranges::sort(left, {}, &Note::since);
  return left;
}

// An open file that nobody else writes meanwhile, in this process or another.
class LockedFile {
 public:
  explicit LockedFile(const std::string& path)
      : handle_{
            ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR)} {
    if (handle_ >= 0 && ::flock(handle_, LOCK_EX) != 0) close();
  }
  ~LockedFile() { close(); }
  LockedFile(const LockedFile&) = delete;

  // Its length; nothing where it could not be opened.
  std::optional<std::uint64_t> size() const {
    struct stat found {};
    if (handle_ < 0 || ::fstat(handle_, &found) != 0) return std::nullopt;
    return static_cast<std::uint64_t>(found.st_size);
  }
  bool write_at(std::uint64_t offset, std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto written =
          ::pwrite(handle_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
      offset += static_cast<std::uint64_t>(written);
    }
    return true;
  }

 private:
  void close() {
    if (handle_ >= 0) ::close(handle_);
    handle_ = -1;
  }
  int handle_;
};

Hash hash_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  Sha256 hash;
  std::string piece(piece_max, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
    hash << std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount()));
  return hash.finish();
}

// The name as the device calls it, without any folder and without what is no letter of a name.
std::string plain_name(std::string_view name) {
  if (const auto slash = name.find_last_of("/\\"); slash != name.npos)
    name.remove_prefix(slash + 1);
  std::string out;
  for (const char c : name)
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
  return out.size() > file_name_max ? std::string() : out;
}

std::uint64_t megabytes(std::uint64_t bytes) { return bytes >> 20; }

Error too_large(std::uint64_t size_max) {
  return refusal(Refusal::UploadTooLarge,
                 {{"maximo", std::to_string(megabytes(size_max)) + " MB"}});
}

}  // namespace

Result<PiecedFile> begin_pieces(Visit& visit, std::string_view file_name, std::uint64_t size,
                                std::string_view hash, std::string_view address) {
  Hash announced;
  if (!parse(hash, announced))
    return refuse(Refusal::ParameterInvalid, {{"campo", "huella"},
                                              {"hallado", std::string(hash.substr(0, 80))},
                                              {"esperado", "un SHA-256 de 64 dígitos"}});
  Note note;
  note.file.file_name = plain_name(file_name);
  if (note.file.file_name.empty() || size == 0)
    return refuse(Refusal::ParameterInvalid,
                  {{"campo", size == 0 ? "tamano" : "nombre"},
                   {"hallado", size == 0 ? "0" : std::string(file_name.substr(0, 80))},
                   {"esperado", size == 0 ? "un tamaño mayor que cero" : "un nombre de archivo"}});
  const auto size_max =
      std::min(bytes_of_one_person, visit.inside().application.body_max(Method::Post, address));
  if (size > size_max) return std::unexpected(too_large(size_max));

  note.owner = owner_of(visit);
  note.since = visit.now;
  note.file.size = size;
  note.file.hash = show(announced);
  // The same file of the same person is the same upload: choosing it again goes on with it.
  note.file.id = show(sha256(note.owner + '\n' + note.file.hash + '\n' + std::to_string(size) +
                             '\n' + note.file.file_name))
                     .substr(0, id_digits);
  const auto folder = TRY(waiting_folder("subidas"));
  note.file.path = bytes_path(folder, note.file.id).string();
  // One begins after the other, so that none counts on the room that another was promised.
  const LockedFile one_at_a_time((folder / "candado").string());
  auto waiting = sweep(folder, visit.now);
  if (const auto known =
          std::ranges::find(waiting, note.file.id, [](const Note& one) { return one.file.id; });
      known != waiting.end())
    return known->file;

  std::size_t files = 1;
  std::uint64_t bytes = size;
  for (const auto& one : waiting)
    if (one.owner == note.owner) ++files, bytes += one.file.size;
  std::uintmax_t promised = size;  // Bytes that are still to come.
  for (const auto& one : waiting) {
    if (one.owner == note.owner && (files > of_one_person || bytes > bytes_of_one_person)) {
      --files, bytes -= one.file.size;
      forget_pieces(one.file);
    } else {
      promised += one.file.size - std::min(one.file.size, one.file.received);
    }
  }
  std::error_code unknown;
  const auto disk = fs::space(folder, unknown);
  if (unknown || disk.available < disk_left_min + promised)
    return refuse(Refusal::HeldFileFailed, {{"archivo", note.file.file_name}});
  std::error_code ignored;
  fs::remove(note.file.path, ignored);
  CHECK(write_note(note));
  return note.file;
}

Result<PiecedFile> pieces_of(Visit& visit, std::string_view id) {
  if (!is_id(id) || visit.viewer == nullptr) return refuse(Refusal::PiecesUnknown);
  const auto note = read_note(note_path(bytes_path(TRY(waiting_folder("subidas")), id)));
  if (!note || note->owner != owner_of(visit) || visit.now - note->since > kept_for)
    return refuse(Refusal::PiecesUnknown);
  return note->file;
}

Result<PiecedFile> add_piece(Visit& visit, std::string_view id, std::uint64_t offset,
                             std::string_view hash, std::string_view bytes) {
  auto file = TRY(pieces_of(visit, id));
  if (bytes.size() > piece_max)
    return refuse(Refusal::UploadTooLarge, {{"maximo", "256 KiB por pieza"}});
  const LockedFile out(file.path);
  const auto here = out.size();
  if (!here) return refuse(Refusal::HeldFileFailed, {{"archivo", file.file_name}});
  file.received = *here;
  if (offset != *here || bytes.empty() || bytes.size() > file.size - *here)
    return refuse(Refusal::PieceMisplaced,
                  {{"hallado", std::to_string(offset)}, {"recibido", std::to_string(*here)}});
  Hash announced;
  if (!parse(hash, announced) || sha256(bytes) != announced)
    return refuse(Refusal::PieceDamaged, {{"recibido", std::to_string(*here)}});
  if (!out.write_at(offset, bytes))
    return refuse(Refusal::HeldFileFailed, {{"archivo", file.file_name}});
  file.received += bytes.size();
  if (file.complete() && show(hash_of_file(file.path)) != file.hash) {
    forget_pieces(file);
    return refuse(Refusal::FileDamaged, {{"archivo", file.file_name}});
  }
  return file;
}

void forget_pieces(const PiecedFile& file) {
  std::error_code ignored;
  fs::remove(note_path(file.path), ignored);
  fs::remove(file.path, ignored);
}

Result<std::optional<Request>> with_pieces(Visit& visit, std::uint64_t size_max) {
  std::optional<Request> whole;
  for (const auto& [name, id] : visit.request.form.all()) {
    if (!name.ends_with(pieces_suffix) || name.size() == pieces_suffix.size()) continue;
    const auto file = TRY(pieces_of(visit, id));
    if (!file.complete())
      return refuse(Refusal::PiecesMissing,
                    {{"archivo", file.file_name}, {"recibido", std::to_string(file.received)}});
    if (file.size > size_max) return std::unexpected(too_large(size_max));
    if (!whole) whole = visit.request;
    const auto field = name.substr(0, name.size() - pieces_suffix.size());
    std::erase_if(whole->uploads, [&](const Upload& one) { return one.field == field; });
    whole->uploads.push_back({field, file.file_name, "", file.path, file.size});
  }
  return whole;
}

}  // namespace web
