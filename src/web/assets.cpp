// Built files by their name with a hash.
#include "web/assets.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/resources.hpp"
#include "web/kit/page.hpp"

namespace web {
namespace {

constexpr std::string_view folder = "activos/";
constexpr std::size_t hash_digits = 10;

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return "application/octet-stream";
}

std::vector<Asset> made() {
  std::vector<Asset> all;
  for (const auto& resource : resources_under(folder)) {
    const auto name = resource.path.substr(folder.size());
    const auto dot = name.rfind('.');
    std::string address = "/activos/";
    address += name.substr(0, dot);
    address += '-';
    address += show(sha256(resource.bytes)).substr(0, hash_digits);
    address += name.substr(dot);
    all.push_back({name, std::move(address), type_of(name), resource.bytes});
  }
  return all;
}

}  // namespace

const std::vector<Asset>& assets() {
  static const std::vector<Asset> all = made();
  return all;
}

const Asset* asset_at(std::string_view address) {
  const auto found = std::ranges::find(assets(), address, &Asset::address);
  return found == assets().end() ? nullptr : &*found;
}

const Asset* asset_named(std::string_view name) {
  const auto found = std::ranges::find(assets(), name, &Asset::name);
  return found == assets().end() ? nullptr : &*found;
}

std::string asset(std::string_view name) {
  const auto* found = asset_named(name);
  return found == nullptr ? std::string() : found->address;
}

}  // namespace web
