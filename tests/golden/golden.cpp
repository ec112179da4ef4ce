// Comparing with golden files, and rewriting them when asked.
#include "golden/golden.hpp"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

void expect_golden(std::string_view path, const std::string& actual) {
  const std::string whole = std::string(CEIBA_SOURCE_DIR) + "/" + std::string(path);
  if (std::getenv("UPDATE_GOLDEN")) {
    std::ofstream(whole, std::ios::binary) << actual;
    return;
  }
  std::ifstream file(whole, std::ios::binary);
  std::ostringstream kept;
  kept << file.rdbuf();
  if (kept.str() == actual) return;

  std::istringstream old_lines(kept.str()), new_lines(actual);
  std::string old_line, new_line;
  for (int line = 1;; ++line) {
    const bool more_old = static_cast<bool>(std::getline(old_lines, old_line));
    const bool more_new = static_cast<bool>(std::getline(new_lines, new_line));
    if (more_old && more_new && old_line == new_line) continue;
    FAIL() << path << " differs from line " << line
           << " on\n  kept: " << (more_old ? old_line : "(its end)")
           << "\n  now:  " << (more_new ? new_line : "(its end)")
           << "\nUPDATE_GOLDEN=1 rewrites it; read the diff.";
  }
}
