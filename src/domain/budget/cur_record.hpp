// A CUR with what its file tells besides (who was paid, for what), the digest of many, and the
// gathering of several files into what SICOIN last said of each.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/hash.hpp"
#include "domain/budget/cur.hpp"

namespace budget {

struct CurRecord {
  Cur cur;
  std::string nit, beneficiario, descripcion;
  friend bool operator==(const CurRecord&, const CurRecord&) = default;
};

// SHA-256 of CURs in their order: the same file gives the same digest on every machine.
class CurDigest {
 public:
  void add(const CurRecord&);
  Hash finish() { return sha_.finish(); }

 private:
  Sha256 sha_;
};

struct CurKeyHash {
  std::size_t operator()(const CurKey&) const noexcept;
};

// CURs of several loads, added in the order of loading. One that came in an earlier load with the
// same class, reversal and detail is the same CUR told again: its newest state replaces the old.
// Whatever differs in more, or comes twice in one load, stays beside it for post() to set aside.
class CurGathering {
 public:
  void add(CurRecord, std::int64_t load);

  std::vector<CurRecord> curs;
  std::vector<std::int64_t> loads;  // The load that told each last.
  std::int64_t told_again = 0;      // Without any change.
  std::int64_t advanced = 0;        // With another state or day.

 private:
  std::unordered_map<CurKey, std::size_t, CurKeyHash> first_;
};

// What post() and reconcile() take.
std::vector<Cur> curs_of(const std::vector<CurRecord>&);
std::vector<Cur> curs_of(std::vector<CurRecord>&&);

}  // namespace budget
