// What was built for the pages (style sheet, modules, symbols), embedded in the binary. Each has an
// address with its hash, so that browsers may keep it for ever; the server's static route answers
// it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace web {

struct Asset {
  std::string_view name;          // "ceiba.css"
  std::string address;            // "/activos/ceiba-1f0c2a9b3d.css"
  std::string_view content_type;  // "text/css; charset=utf-8"
  std::string_view bytes;
};

// Ordered by name.
const std::vector<Asset>& assets();

// By address; nullptr where no asset has it. An address of an earlier build is not found.
const Asset* asset_at(std::string_view address);
// By name; nullptr where there is none.
const Asset* asset_named(std::string_view name);

}  // namespace web
