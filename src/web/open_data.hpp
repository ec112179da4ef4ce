// The open data of a frozen cut as files, in Spanish: what an act publishes of it, byte for byte
// what the portal's /datos addresses answer. The act itself is the caller's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accountability/publication.hpp"
#include "queries/public_year.hpp"
#include "web/application.hpp"

namespace web {

struct Dataset;

struct DataFile {
  std::string format;  // "presupuesto.csv": the last part of its address.
  std::string name;    // "presupuesto-2026-C1-v1.csv"
  std::string bytes;
  std::optional<accountability::FigureSource> figures;  // Of a CSV.
};

struct OpenData {
  std::string cut;
  std::int64_t version = 0;
  std::vector<DataFile> files;
};

// Every data set that has rows, in every format.
Result<OpenData> open_data(Visit&, const queries::PublicYear&);
// The same for who has no visit. Error: CutMissing where the period has no frozen cut.
Result<OpenData> open_data_of(const Settings&, World, std::string_view cut);

// The statement of one figure as the data say it now, from the row `row` (1 …) of a data set.
// Equal to the published one unless somebody changed one of both. Nothing where there is no such
// row.
Result<std::optional<std::string>> figure_now(Visit&, const Dataset&, const queries::PublicYear&,
                                              const accountability::FigureSource& about,
                                              std::int64_t row);

}  // namespace web
