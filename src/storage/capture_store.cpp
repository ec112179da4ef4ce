// Rows of 0009_capture.sql.
#include "storage/capture_store.hpp"

#include "storage/catalog_store.hpp"

namespace storage {
namespace {

Fields of_month(std::string_view institution, std::string_view unit, Month month) {
  return {
      {"institution", as_value(institution)}, {"unit", as_value(unit)}, {"month", as_value(month)}};
}

EndorsementRow endorsement_from(const Record& row) {
  return {row.text("unit"), row.month("month"), row.integer("sending"), row.integer("actor"),
          row.date("on_date")};
}

}  // namespace

Result<std::vector<AttachmentRow>> attachments(Database& db, std::string_view institution,
                                               std::string_view unit, Month month) {
  std::vector<AttachmentRow> all;
  for (const auto& row : TRY(select(db, "goal_attachment", of_month(institution, unit, month))))
    all.push_back({row.text("unit"), row.month("month"), row.text("subproducto"), row.text("hash"),
                   row.text("name"), row.text("media_type"), row.integer("size"),
                   row.integer("actor"), row.date("on_date")});
  return all;
}

Fields key_of(const AttachmentRow& row) {
  return {{"unit", row.unit},
          {"month", as_value(row.month)},
          {"subproducto", row.subproducto},
          {"hash", row.hash}};
}

Fields fields_of(const AttachmentRow& row) {
  auto fields = key_of(row);
  fields.insert(fields.end(), {{"name", row.name},
                               {"size", row.size},
                               {"media_type", row.media_type},
                               {"actor", row.actor},
                               {"on_date", as_value(row.on)}});
  return fields;
}

Result<std::vector<ObservationRow>> observations(Database& db, std::string_view institution,
                                                 std::string_view unit, Month month) {
  std::vector<ObservationRow> all;
  for (const auto& row : TRY(select(db, "goal_observation", of_month(institution, unit, month))))
    all.push_back({row.text("unit"), row.month("month"), row.integer("number"),
                   row.text("subproducto"), row.text("body"), row.integer("actor"),
                   row.date("on_date")});
  return all;
}

Fields fields_of(const ObservationRow& row) {
  return {{"unit", row.unit},           {"month", as_value(row.month)},
          {"number", row.number},       {"subproducto", row.subproducto},
          {"body", row.body},           {"actor", row.actor},
          {"on_date", as_value(row.on)}};
}

Result<std::optional<EndorsementRow>> endorsement(Database& db, std::string_view institution,
                                                  std::string_view unit, Month month) {
  const auto row = TRY(find(db, "goal_endorsement", of_month(institution, unit, month)));
  if (!row) return std::optional<EndorsementRow>{};
  return std::optional(endorsement_from(*row));
}

Result<std::vector<EndorsementRow>> endorsements(Database& db, std::string_view institution,
                                                 Month month) {
  std::vector<EndorsementRow> all;
  for (const auto& row :
       TRY(select(db, "goal_endorsement",
                  {{"institution", as_value(institution)}, {"month", as_value(month)}})))
    all.push_back(endorsement_from(row));
  return all;
}

Fields fields_of(const EndorsementRow& row) {
  return {{"unit", row.unit},
          {"month", as_value(row.month)},
          {"sending", row.sending},
          {"actor", row.actor},
          {"on_date", as_value(row.on)}};
}

Result<production::UsualRange> usual_range(Database& db, Month month) {
  const auto read = [&](std::string_view name) -> Result<std::optional<Ratio>> {
    const auto text = TRY(parameter(db, name, last_day(month)));
    if (!text) return std::optional<Ratio>{};
    const auto value = Quantity::parse(*text);
    return value ? std::optional(value->as_ratio()) : std::nullopt;
  };
  production::UsualRange range;
  range.from = TRY(read("captura_desde"));
  range.upto = TRY(read("captura_hasta"));
  return range;
}

Result<std::string> setting(Database& db, std::string_view institution, std::string_view name) {
  const auto row = TRY(find(db, "institution_setting",
                            {{"institution", as_value(institution)}, {"name", as_value(name)}}));
  return row ? row->text("value") : std::string{};
}

}  // namespace storage
