// HTML to PDF, in a folder of its own.
#include "documents/render_pdf.hpp"

#include "documents/render_html.hpp"
#include "documents/subprocess.hpp"

namespace documents {

Result<std::string> pdf_of(const Document& document, const Tools& tools) {
  const auto page = TRY(html_of(document));
  const auto folder = TRY(TemporaryFolder::create());
  CHECK(write_file(folder.path() / "documento.html", page));
  CHECK(run({.name = tools.weasyprint,
             .arguments = {"--pdf-variant", "pdf/ua-1", "--encoding", "utf-8", "documento.html",
                           "documento.pdf"},
             .package = "weasyprint",
             .format = "PDF",
             .date = instant_of(document.as_of),
             .seconds_max = 120},
            folder.path()));
  return read_file(folder.path() / "documento.pdf");
}

std::int64_t instant_of(Date date) {
  constexpr std::int64_t seconds_of_day = 86'400, noon_in_guatemala = 18 * 3'600;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return static_cast<std::int64_t>(days) * seconds_of_day + noon_in_guatemala;
}

}  // namespace documents
