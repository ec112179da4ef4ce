// Targets, queries, cookies and headers of others: what is read is valid text that never leaves its
// place, and what we write ourselves is read back as it was.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "web/http.hpp"
#include "web/request_text.hpp"

namespace {
void require(bool holds) {
  if (!holds) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 6) {
    case 0:
      if (const auto target = web::parse_target(bytes)) {
        const auto& path = target->path;
        require(path.starts_with('/') && is_utf8(path));
        require(path == "/" || (!path.ends_with('/') && !path.contains("//")));
        require(!(path + '/').contains("/../") && !(path + '/').contains("/./"));
        require(!path.contains('\\') && !path.contains('\0') && !path.contains('\n'));
      }
      break;
    case 1:
      if (const auto query = web::parse_query(bytes)) {
        for (const auto& [name, value] : query->all()) require(is_utf8(name) && is_utf8(value));
        const auto again = web::parse_query(web::query_text(query->all()).erase(0, 1));
        require(again && again->all() == query->all());
      }
      break;
    case 2:
      for (const auto& [name, value] : web::parse_cookies(bytes).all())
        require(!name.empty() && is_utf8(value));
      break;
    case 3:
      if (const auto range = web::parse_range(bytes, 1000); range && range->satisfiable)
        require(range->first <= range->last && range->last < 1000);
      break;
    case 4: {
      const auto name = web::plain_file_name(bytes);
      require(!name.empty() && name.size() <= 200 && is_utf8(name) && name != "..");
      require(name.find_first_of("/\\\r\n") == std::string::npos);
      break;
    }
    default:
      (void)web::parameter(bytes, "name");
      (void)web::media_type(bytes);
      (void)web::accepts(bytes, "br");
      (void)web::names_etag(bytes, "\"a\"");
      if (is_utf8(bytes) && !bytes.contains('\0'))
        require(web::percent_decoded(web::encoded(bytes), false) == bytes);
  }
  return 0;
}
