// SHA-256 (FIPS 180-4), the only hash of this program.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct Hash {
  std::array<std::uint8_t, 32> bytes{};
  friend auto operator<=>(const Hash&, const Hash&) = default;
};

std::string_view as_text(const Hash&);  // The 32 raw bytes.
std::string show(const Hash&);          // 64 hexadecimal digits.
bool parse(std::string_view hex64, Hash& out);

// A hash in the making, for what does not fit in memory.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  Sha256& operator<<(std::string_view bytes);
  Hash finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Hash sha256(std::string_view bytes);
