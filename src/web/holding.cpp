// Two files each: <id>.bytes and <id>.json.
#include "web/holding.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include "web/refusals.hpp"

namespace web {
namespace {

namespace fs = std::filesystem;

constexpr Milliseconds kept_for = 24LL * 3600 * 1000;

fs::path folder() {
  std::error_code ignored;
  const auto place =
      fs::temp_directory_path(ignored) / ("ceiba-espera-" + std::to_string(::getuid()));
  fs::create_directories(place, ignored);
  fs::permissions(place, fs::perms::owner_all, ignored);
  return place;
}

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
void sweep(Milliseconds now) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder(), ignored)) {
    if (entry.path().extension() != ".json") continue;
    const auto note = read_note(entry.path());
    const auto since = note ? optional_integer_at(*note, "desde").value_or(0) : 0;
    if (now - since < kept_for) continue;
    auto bytes = entry.path();
    fs::remove(bytes.replace_extension(".bytes"), ignored);
    fs::remove(entry.path(), ignored);
  }
}

fs::path note_path(std::string_view id) { return folder() / (std::string(id) + ".json"); }
fs::path bytes_path(std::string_view id) { return folder() / (std::string(id) + ".bytes"); }

}  // namespace

Result<Held> hold(Visit& visit, const Upload& upload) {
  if (visit.viewer == nullptr) return refuse(Refusal::NotSignedIn);
  sweep(visit.now);
  Held one;
  one.id = show(sha256(visit.form_key() + '\n' + upload.path)).substr(0, 32);
  one.path = bytes_path(one.id).string();
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
  auto note = read_note(note_path(id));
  if (!note || optional_integer_at(*note, "de") != visit.viewer->number ||
      optional_text_at(*note, "institucion") != visit.institution ||
      visit.now - optional_integer_at(*note, "desde").value_or(0) > kept_for)
    return unknown();
  Held one;
  one.id = id;
  one.path = bytes_path(id).string();
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
  const auto path = note_path(one.id), fresh = fs::path(path.string() + ".nuevo");
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
  fs::remove(note_path(one.id), ignored);
}

}  // namespace web
