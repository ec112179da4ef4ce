// Keeping and naming the files of a publication.
#include "commands/publish_files.hpp"

#include "commands/keep_file.hpp"
#include "commands/refuse_personal_data.hpp"

namespace commands {

Result<json::object> publish_file(Context& context, std::string_view format, std::string_view name,
                                  std::string_view bytes,
                                  const std::optional<accountability::FigureSource>& about) {
  CHECK(refuse_personal_data(name, bytes));
  const auto file =
      TRY(accountability::described(std::string(format), std::string(name), bytes, about));
  CHECK(keep_file(context, bytes));
  return accountability::as_json(file);
}

json::object named_file(std::string_view format, std::string_view name, std::string_view hash,
                        std::int64_t size) {
  return {{"archivo", hash}, {"bytes", size}, {"formato", format}, {"nombre", name}};
}

accountability::FigureSource figures_of_report(std::string_view period, std::string_view code,
                                               std::int64_t version) {
  return {.file = "",
          .cut = std::string(period),
          .source = std::string(code) + " v" + std::to_string(version),
          .unit = "unidad"};
}

}  // namespace commands
