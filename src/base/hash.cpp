// SHA-256 through OpenSSL, which uses the processor's own instructions where there are any.
#include "base/hash.hpp"

#include <cassert>
#include <cstring>
#include <openssl/evp.h>

#include "base/bytes.hpp"

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_{std::make_unique<State>()} {
  [[maybe_unused]] const int ok = EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr);
  assert(ok == 1);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::operator<<(std::string_view bytes) {
  [[maybe_unused]] const int ok = EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
  assert(ok == 1);
  return *this;
}

Hash Sha256::finish() {
  Hash hash;
  unsigned size = 0;
  [[maybe_unused]] const int ok = EVP_DigestFinal_ex(state_->context, hash.bytes.data(), &size);
  assert(ok == 1 && size == hash.bytes.size());
  return hash;
}

Hash sha256(std::string_view bytes) { return (Sha256{} << bytes).finish(); }

std::string_view as_text(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()};
}

std::string show(const Hash& hash) { return hex(as_text(hash)); }

bool parse(std::string_view hex64, Hash& out) {
  const auto bytes = unhex(hex64);
  if (!bytes || bytes->size() != out.bytes.size()) return false;
  std::memcpy(out.bytes.data(), bytes->data(), out.bytes.size());
  return true;
}
