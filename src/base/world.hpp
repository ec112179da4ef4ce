// The edge of the world: time and chance, passed in by main so that everything inside is a
// function of its inputs. Nothing else in the program reads a clock or draws a random number.
#pragma once

#include <array>
#include <cstdint>
#include <functional>

using Milliseconds = std::int64_t;  // UTC since 1970-01-01.

struct World {
  std::function<Milliseconds()> now;
  std::function<std::array<std::uint8_t, 16>()> nonce;
};

World real_world();
