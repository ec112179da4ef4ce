// Rows of trusted_certificate.
#include "storage/certificate_store.hpp"

namespace storage {

Fields fields_of(const TrustedCertificateRow& row) {
  return {{"fingerprint", row.fingerprint},
          {"pem", row.pem},
          {"from_date", as_value(row.from)},
          {"until_date", as_value(row.until)},
          {"reason", row.reason},
          {"actor", row.actor},
          {"on_date", as_value(row.on)}};
}

Result<std::vector<TrustedCertificateRow>> certificate_rows(Database& db,
                                                            std::string_view institution) {
  std::vector<TrustedCertificateRow> all;
  for (const auto& row :
       TRY(select(db, "trusted_certificate", {{"institution", as_value(institution)}})))
    all.push_back({row.text("fingerprint"), row.text("pem"), row.date("from_date"),
                   row.optional_date("until_date"), row.text("reason"), row.integer("actor"),
                   row.date("on_date")});
  return all;
}

}  // namespace storage
