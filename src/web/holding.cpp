// Two files each: <id>.bytes and <id>.json.
#include "web/holding.hpp"

#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "web/refusals.hpp"

namespace web {

namespace fs = std::filesystem;

namespace {

constexpr Milliseconds kept_for = 24LL * 3600 * 1000;

fs::path bytes_path(const fs::path& folder, std::string_view id) {
  return folder / (std::string(id) + ".bytes");
}
fs::path note_path(fs::path bytes) { return bytes.replace_extension(".json"); }

}  // namespace

Result<fs::path> waiting_folder(std::string_view name) {
  std::error_code ignored;
  auto place = fs::temp_directory_path(ignored) /
               ("ceiba-" + std::string(name) + "-" + std::to_string(::getuid()));
  ::mkdir(place.c_str(), S_IRWXU);  // Where it is there already, what it is decides.
  struct stat found {};
  const bool ours = ::lstat(place.c_str(), &found) == 0 && S_ISDIR(found.st_mode) &&
                    found.st_uid == ::getuid() && (found.st_mode & ALLPERMS) == S_IRWXU;
  if (!ours) return refuse(Refusal::FolderForeign, {{"carpeta", place.string()}});
  return place;
}

void sweep_orphans(const fs::path& folder, Milliseconds now) {
  std::error_code ignored;
  std::vector<fs::path> orphans;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    auto path = entry.path();
    if (path.extension() == ".nuevo" ||
        (path.extension() == ".bytes" && !fs::exists(note_path(path), ignored)))
      orphans.push_back(std::move(path));
  }
  for (const auto& path : orphans) {
    struct stat found {};
    if (::lstat(path.c_str(), &found) == 0 &&
        now - Milliseconds{found.st_mtim.tv_sec} * 1000 > kept_for)
      fs::remove(path, ignored);
  }
}

namespace {

// Names are ours and hexadecimal; anything else is no name.
bool is_id(std::string_view id) {
  if (id.size() < 16 || id.size() > 64) return false;
  return id.find_first_not_of("0123456789abcdef") == id.npos;
}

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<json::object> read_note(const fs::path& path) {
  const auto value = parse_json(read_whole(path));
  if (!value || !value->is_object()) return std::nullopt;
  return value->get_object();
}

// What is older than a day goes, whoever's it is.
void sweep(const fs::path& folder, Milliseconds now) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().extension() != ".json") continue;
    const auto note = read_note(entry.path());
    const auto since = note ? optional_integer_at(*note, "desde").value_or(0) : 0;
    if (now - since < kept_for) continue;
    auto bytes = entry.path();
    fs::remove(bytes.replace_extension(".bytes"), ignored);
    fs::remove(entry.path(), ignored);
  }
  sweep_orphans(folder, now);
}

}  // namespace

Result<Held> hold(Visit& visit, const Upload& upload) {
  if (visit.viewer == nullptr) return refuse(Refusal::NotSignedIn);
  const auto folder = TRY(waiting_folder("espera"));
  sweep(folder, visit.now);
  Held one;
  one.id = show(sha256(visit.form_key() + '\n' + upload.path)).substr(0, 32);
  one.path = bytes_path(folder, one.id).string();
  one.file_name = upload.file_name;
  one.size = upload.size;
  std::error_code failed;
  fs::rename(upload.path, one.path, failed);
  if (failed) {
    failed.clear();
    fs::copy_file(upload.path, one.path, failed);
  }
  if (failed) return refuse(Refusal::HeldFileFailed, {{"archivo", upload.file_name}});
  std::error_code ignored;
  fs::permissions(one.path, fs::perms::owner_read | fs::perms::owner_write, ignored);
  one.note = {{"desde", visit.now},
              {"de", visit.viewer->number},
              {"institucion", visit.institution},
              {"nombre", upload.file_name},
              {"tamano", std::int64_t(upload.size)}};
  CHECK(keep_note(one));
  return one;
}

Result<Held> held(const Visit& visit, std::string_view id) {
  const auto unknown = [&] { return refuse(Refusal::HeldFileUnknown); };
  if (!is_id(id) || visit.viewer == nullptr) return unknown();
  const auto path = bytes_path(TRY(waiting_folder("espera")), id);
  auto note = read_note(note_path(path));
  if (!note || optional_integer_at(*note, "de") != visit.viewer->number ||
      optional_text_at(*note, "institucion") != visit.institution ||
      visit.now - optional_integer_at(*note, "desde").value_or(0) > kept_for)
    return unknown();
  Held one;
  one.id = id;
  one.path = path.string();
  one.file_name = optional_text_at(*note, "nombre").value_or("");
  one.size = static_cast<std::uint64_t>(optional_integer_at(*note, "tamano").value_or(0));
  one.note = *std::move(note);
  return one;
}

Result<std::string> bytes_of(const Held& one) {
  auto bytes = read_whole(one.path);
  if (bytes.size() != one.size)
    return refuse(Refusal::HeldFileFailed, {{"archivo", one.file_name}});
  return bytes;
}

Result<void> keep_note(const Held& one) {
  const auto path = note_path(one.path), fresh = fs::path(path.string() + ".nuevo");
  {
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << canonical(one.note);
    if (!out.flush()) return refuse(Refusal::HeldFileFailed, {{"archivo", one.file_name}});
  }
  std::error_code failed;
  fs::rename(fresh, path, failed);
  if (failed) return refuse(Refusal::HeldFileFailed, {{"archivo", one.file_name}});
  return {};
}

void throw_away(const Held& one) {
  std::error_code ignored;
  fs::remove(one.path, ignored);
  fs::remove(note_path(one.path), ignored);
}

}  // namespace web
