// The real clock and the kernel's random source.
#include "base/world.hpp"

#include <cassert>
#include <chrono>
#include <sys/random.h>

World real_world() {
  return {
      .now =
          [] {
            using namespace std::chrono;
            return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
          },
      .nonce =
          [] {
            std::array<std::uint8_t, 16> bytes{};
            [[maybe_unused]] const auto got = getrandom(bytes.data(), bytes.size(), 0);
            assert(got == ssize_t(bytes.size()));
            return bytes;
          },
  };
}
