// The files of an act of publication: kept by their hash, and told as the act names them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/context.hpp"
#include "domain/accountability/publication.hpp"

namespace commands {

// What an act of publication says of a file that was made just now. Of a CSV, `about` says what
// its figures have in common. Errors: FiguresMalformed, those of storage.
Result<json::object> publish_file(Context&, std::string_view format, std::string_view name,
                                  std::string_view bytes,
                                  const std::optional<accountability::FigureSource>& about = {});

// The same of one that was kept before: the signed scan of a report.
json::object named_file(std::string_view format, std::string_view name, std::string_view hash,
                        std::int64_t size);

// What the figures of a report's CSV have in common; its column "unidad" says the unit of each.
accountability::FigureSource figures_of_report(std::string_view period, std::string_view code,
                                               std::int64_t version);

}  // namespace commands
