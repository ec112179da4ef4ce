// Files that were built into the binary (schema, catalogues, norms, demo, styles), by their path
// in the repository. Not a file system: nothing is written, nothing is looked up outside.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

struct Resource {
  std::string_view path;  // "catalogs/renglones.csv"
  std::string_view bytes;
};

// Every embedded file, ordered by path.
const std::vector<Resource>& all_resources();

// The bytes of one embedded file, if it is there.
std::optional<std::string_view> resource(std::string_view path);

// The embedded files below a folder ("norms/"), ordered by path.
std::vector<Resource> resources_under(std::string_view folder);
