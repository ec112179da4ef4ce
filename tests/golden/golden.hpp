// Files that a test compares whole with what the program yields. UPDATE_GOLDEN=1 rewrites them; the
// difference is read before it is committed.
#pragma once

#include <string>
#include <string_view>

// Fails where the file (a path from the root of the repository) is not exactly `actual`.
void expect_golden(std::string_view path, const std::string& actual);
