// posix_spawn, a pidfd to wait on without looking at a clock, and prlimit for the limits.
#include "documents/subprocess.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.hpp"
#include "documents/refusals.hpp"

namespace documents {
namespace {

constexpr std::string_view search_path = "/usr/local/bin:/usr/bin:/bin";
constexpr std::size_t complaint_max = 300;
constexpr rlim_t file_size_max = 512ULL * 1024 * 1024;

std::string found(const std::string& name) {
  if (name.contains('/')) return access(name.c_str(), X_OK) == 0 ? name : "";
  for (const auto& folder : split(search_path, ':')) {
    auto path = folder + '/' + name;
    if (access(path.c_str(), X_OK) == 0) return path;
  }
  return {};
}

// The last line that says something.
std::string last_line(std::string_view output) {
  std::string last;
  for (const auto& line : split(output, '\n'))
    if (!trimmed(line).empty()) last = trimmed(line);
  if (last.size() > complaint_max) last.resize(complaint_max);
  return is_utf8(last) ? last : "";
}

void limit(pid_t child, __rlimit_resource what, rlim_t most) {
  const rlimit both{most, most};
  prlimit(child, what, &both, nullptr);
}

// Not a range of the program: a failed spawn or wait of the system itself.
Error failed(const Program& program, int error) {
  return refusal(
      Refusal::ProgramFailed,
      {{"programa", program.name}, {"formato", program.format}, {"hallado", std::strerror(error)}});
}

}  // namespace

Result<TemporaryFolder> TemporaryFolder::create() {
  const char* base = std::getenv("TMPDIR");
  std::string name =
      std::string(base != nullptr && *base != '\0' ? base : "/tmp") + "/ceiba-XXXXXX";
  if (mkdtemp(name.data()) == nullptr)
    return refuse(Refusal::NoTemporaryFolder, {{"archivo", name}});
  return TemporaryFolder(name);
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out)
    return refuse(Refusal::FileNotWritten,
                  {{"archivo", path.string()}, {"hallado", std::strerror(errno)}});
  return {};
}

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in && bytes.empty())
    return refuse(Refusal::FileNotWritten,
                  {{"archivo", path.string()}, {"hallado", std::strerror(errno)}});
  return bytes;
}

Result<void> run(const Program& program, const std::filesystem::path& folder) {
  const auto path = found(program.name);
  if (path.empty())
    return refuse(
        Refusal::ProgramMissing,
        {{"programa", program.name}, {"paquete", program.package}, {"formato", program.format}});

  std::vector<std::string> words{path};
  words.insert(words.end(), program.arguments.begin(), program.arguments.end());
  // The proxies lead nowhere: whatever a document might name, nothing is fetched for it.
  std::vector<std::string> environment{"PATH=" + std::string(search_path),
                                       "HOME=" + folder.string(),
                                       "LANG=C.UTF-8",
                                       "http_proxy=http://127.0.0.1:9",
                                       "https_proxy=http://127.0.0.1:9",
                                       "SOURCE_DATE_EPOCH=" + std::to_string(program.date)};
  std::vector<char*> argv, envp;
  for (auto& word : words) argv.push_back(word.data());
  for (auto& setting : environment) envp.push_back(setting.data());
  argv.push_back(nullptr);
  envp.push_back(nullptr);

  const auto complaints = folder / ".salida";
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, complaints.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                   0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);

  pid_t child = 0;
  const int spawned =
      posix_spawn(&child, path.c_str(), &actions, &attributes, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (spawned != 0) return std::unexpected(failed(program, spawned));

  limit(child, RLIMIT_CPU, static_cast<rlim_t>(program.seconds_max) * 2);
  limit(child, RLIMIT_FSIZE, file_size_max);
  limit(child, RLIMIT_CORE, 0);

  // The header of glibc 2.36 declares pidfd_open without C linkage.
  const int handle = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
  pollfd waiting{handle, POLLIN, 0};
  int ready = 1;
  if (handle >= 0) {
    do ready = poll(&waiting, 1, program.seconds_max * 1000);
    while (ready < 0 && errno == EINTR);
    close(handle);
  }
  if (ready == 0) killpg(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (ready == 0)
    return refuse(Refusal::ProgramTimedOut, {{"programa", program.name},
                                             {"formato", program.format},
                                             {"esperado", std::to_string(program.seconds_max)}});
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  std::vector<Detail> details{{"programa", program.name}, {"formato", program.format}};
  if (WIFEXITED(status)) details.push_back({"codigo", std::to_string(WEXITSTATUS(status))});
  if (const auto said = last_line(read_file(complaints).value_or("")); !said.empty())
    details.push_back({"hallado", said});
  return refuse(Refusal::ProgramFailed, std::move(details));
}

}  // namespace documents
