// Opens the clock and the streams, and hands them inward.
#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include "base/world.hpp"
#include "cli/command.hpp"

namespace {

void write_to(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
  std::fflush(stream);
}

// Ctrl-C says something at once; what was acknowledged is in the journal, what was not is nowhere.
void interrupted(int) {
  constexpr std::string_view message = "\nInterrumpido: no quedó nada a medias.\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, message.data(), message.size());
  _exit(130);
}

}  // namespace

int main(int count, char** words) {
  std::signal(SIGINT, interrupted);
  std::signal(SIGPIPE, SIG_IGN);
  return cli::run(
      {words + 1, words + count}, real_world(),
      [](std::string_view text) { write_to(stdout, text); },
      [](std::string_view text) { write_to(stderr, text); }, isatty(STDERR_FILENO) != 0);
}
