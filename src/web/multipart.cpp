// Parts of a form as they arrive; files go to the disk.
#include "web/multipart.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "base/text.hpp"
#include "web/request_text.hpp"

namespace web {
namespace {

constexpr std::size_t headers_max = 8U << 10;  // Of one part.
constexpr std::size_t files_max = 100;

}  // namespace

TemporaryFile::~TemporaryFile() {
  close();
  if (!path_.empty()) unlink(path_.c_str());
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : path_{std::exchange(other.path_, {})}, handle_{std::exchange(other.handle_, -1)} {}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(handle_, other.handle_);
  return *this;
}

bool TemporaryFile::create() {
  const char* folder = std::getenv("TMPDIR");
  std::string name = folder != nullptr && *folder != '\0' ? folder : "/tmp";
  name += "/ceiba-XXXXXX";
  handle_ = mkostemp(name.data(), O_CLOEXEC);
  if (handle_ < 0) return false;
  path_ = name;
  return true;
}

bool TemporaryFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(handle_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void TemporaryFile::close() {
  if (handle_ >= 0) ::close(std::exchange(handle_, -1));
}

MultipartReader::MultipartReader(std::string boundary, std::uint64_t text_max)
    : delimiter_{"\r\n--" + boundary}, text_max_{text_max} {
  // The first boundary has no line break before it; with one, it is like all others.
  held_ = "\r\n";
  if (boundary.empty() || boundary.size() > 70) fault_ = Fault::Malformed;
}

MultipartReader::Fault MultipartReader::fail(Fault fault) {
  fault_ = fault;
  held_.clear();
  return fault;
}

MultipartReader::Fault MultipartReader::read(std::string_view bytes) {
  if (fault_ != Fault::None) return fault_;
  held_ += bytes;
  std::size_t at = 0;  // What is before it has been dealt with.
  const auto rest = [&] { return std::string_view(held_).substr(at); };
  for (bool more = true; more;) {
    more = false;
    switch (state_) {
      case State::Preamble:
      case State::Content: {
        const auto found = rest().find(delimiter_);
        const bool whole = found != std::string_view::npos;
        // Without a boundary, all but what may be its beginning.
        const auto size = whole ? found
                          : rest().size() >= delimiter_.size()
                              ? rest().size() - delimiter_.size() + 1
                              : 0;
        if (state_ == State::Content && !content(rest().substr(0, size))) return fault_;
        at += size;
        if (!whole) break;
        if (state_ == State::Content && !end_part()) return fault_;
        at += delimiter_.size();
        state_ = State::AfterBoundary;
        more = true;
        break;
      }
      case State::AfterBoundary: {
        // "--" ends it all, a line break begins a part; blanks before either are padding.
        std::size_t blanks = 0;
        while (blanks < rest().size() && (rest()[blanks] == ' ' || rest()[blanks] == '\t'))
          ++blanks;
        if (blanks > 100) return fail(Fault::Malformed);
        if (rest().size() < blanks + 2) break;
        const auto two = rest().substr(blanks, 2);
        if (two == "--")
          state_ = State::Done;
        else if (two == "\r\n")
          state_ = State::Headers;
        else
          return fail(Fault::Malformed);
        at += blanks + 2;
        more = true;
        break;
      }
      case State::Headers: {
        const auto end = rest().find("\r\n\r\n");
        if (end == std::string_view::npos) {
          if (rest().size() > headers_max) return fail(Fault::Malformed);
          break;
        }
        if (end > headers_max || !begin_part(rest().substr(0, end)))
          return fail(fault_ == Fault::None ? Fault::Malformed : fault_);
        at += end + 4;
        state_ = State::Content;
        more = true;
        break;
      }
      case State::Done:
        at = held_.size();  // The epilogue.
        break;
    }
  }
  held_.erase(0, at);
  return fault_;
}

MultipartReader::Fault MultipartReader::finish() {
  if (fault_ == Fault::None && state_ != State::Done) fault_ = Fault::Malformed;
  for (auto& file : files) file.close();
  return fault_;
}

bool MultipartReader::begin_part(std::string_view headers) {
  if (++parts_ > fields_max) return false;
  std::string disposition, type;
  while (!headers.empty()) {
    const auto end = headers.find("\r\n");
    const auto line = headers.substr(0, end);
    headers = end == headers.npos ? std::string_view{} : headers.substr(end + 2);
    const auto colon = line.find(':');
    if (colon == line.npos) return false;
    const auto name = lower(line.substr(0, colon));
    if (name == "content-disposition") disposition = line.substr(colon + 1);
    if (name == "content-type") type = line.substr(colon + 1);
  }
  if (media_type(disposition) != "form-data") return false;
  auto name = parameter(disposition, "name");
  if (!name || !is_utf8(*name) || name->contains('\0')) return false;
  name_ = *std::move(name);
  value_.clear();
  const auto file_name = parameter(disposition, "filename");
  is_file_ = file_name.has_value();
  if (!is_file_) return true;
  if (files.size() >= files_max) return false;
  uploads.push_back(
      {name_, file_name->empty() ? "" : plain_file_name(*file_name), media_type(type), "", 0});
  files.emplace_back();
  if (!files.back().create()) {
    fault_ = Fault::Disk;
    return false;
  }
  uploads.back().path = files.back().path();
  return true;
}

bool MultipartReader::content(std::string_view bytes) {
  if (bytes.empty()) return true;
  if (is_file_) {
    uploads.back().size += bytes.size();
    if (files.back().write(bytes)) return true;
    fail(Fault::Disk);
    return false;
  }
  text_size_ += bytes.size();
  if (text_size_ > text_max_) {
    fail(Fault::TooLarge);
    return false;
  }
  value_ += bytes;
  return true;
}

bool MultipartReader::end_part() {
  if (is_file_) {
    files.back().close();
    // A file control in which nothing was chosen is no file.
    if (uploads.back().file_name.empty() && uploads.back().size == 0) {
      uploads.pop_back();
      files.pop_back();
    }
    return true;
  }
  if (!is_utf8(value_) || value_.contains('\0')) {
    fail(Fault::Malformed);
    return false;
  }
  form.add(std::move(name_), std::move(value_));
  return true;
}

}  // namespace web
