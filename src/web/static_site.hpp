// The public portal as files: every page that can be reached from its two home pages, what they
// are made with, what can be downloaded from them, the log and its proofs, byte for byte as the
// server answers. Of addresses with a query those are written that a page without one names; others
// lead to the page without the query. Where the files are written is the caller's matter.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "web/application.hpp"

namespace web {

// One answer and the file it becomes. A page is the index of a folder of its name; a query stands
// behind a question mark in the file's name, as wget --mirror writes it.
struct StaticFile {
  std::string target;  // "/datos?corte=2025-C3"
  std::string path;    // "datos/index.html?corte=2025-C3"
  std::string bytes;
};

struct StaticSite {
  std::vector<StaticFile> files;        // In the order they were found.
  std::vector<std::string> unanswered;  // Links that lead nowhere: "/datos → /nada".
  std::vector<std::string> left_out;    // What only a server can answer: requests, the API.
};

// `world` stands still while it is made, so that all pages are of one moment.
// Errors: those of Application::open().
Result<StaticSite> static_site(Settings, const World&,
                               const std::function<void(std::int64_t done)>& progress);

// Where the answer to a target is written.
std::string static_path(std::string_view target, std::string_view content_type);

// The addresses of this site that a page or style sheet names, without fragments, each once.
std::vector<std::string> links_of(std::string_view content_type, std::string_view body);

}  // namespace web
