// Runs the programs that make PDF and DOCX: no shell, an empty folder of their own, a small
// environment, limits of time, processor and file size. Not for anything that stays running.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace documents {

// A folder that exists as long as the object does.
class TemporaryFolder {
 public:
  static Result<TemporaryFolder> create();  // Below TMPDIR or /tmp. Errors: NoTemporaryFolder.
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();
  const std::filesystem::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

Result<void> write_file(const std::filesystem::path&, std::string_view bytes);
Result<std::string> read_file(const std::filesystem::path&);

struct Program {
  std::string name;                    // Looked up in /usr/local/bin, /usr/bin and /bin.
  std::vector<std::string> arguments;  // Without the name.
  std::string package;                 // What to install where it is missing.
  std::string format;                  // What it is run for: "PDF".
  std::int64_t date = 0;               // SOURCE_DATE_EPOCH: the date written into what it makes.
  int seconds_max = 60;
};

// Runs it in `folder` and waits. Errors: ProgramMissing, ProgramFailed (with the last line that it
// complained of), ProgramTimedOut.
Result<void> run(const Program&, const std::filesystem::path& folder);

}  // namespace documents
