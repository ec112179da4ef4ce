// Bodies of acts on payment files.
#include "commands/import_payment_files.hpp"

#include <algorithm>

#include "commands/keep_file.hpp"
#include "domain/verification/refusals.hpp"
#include "domain/verification/visado_content.hpp"
#include "storage/payment_file_store.hpp"
#include "storage/rule_norms.hpp"

namespace commands {
namespace {

// "CDP" → "sí" and "CDP.fecha" → "2026-03-03" make one document; "no" and what is unknown none.
json::array documents_of(const std::vector<verification::FieldLine>& lines) {
  std::vector<std::pair<std::string, json::object>> all;
  for (const auto& line : lines) {
    const auto dot = line.path.find('.');
    const auto code = line.path.substr(0, dot);
    auto found = std::ranges::find(all, code, [](const auto& one) { return one.first; });
    if (dot == std::string::npos && line.value == "no") {
      if (found != all.end()) all.erase(found);
      continue;
    }
    if (found == all.end()) {
      all.push_back({code, json::object{{"clase", code}}});
      found = std::prev(all.end());
    }
    if (dot == std::string::npos) continue;
    const auto field = line.path.substr(dot + 1);
    if (field != "visado") found->second[field == "hash" ? "huella" : field] = line.value;
  }
  json::array documents;
  for (auto& [code, body] : all) documents.push_back(std::move(body));
  return documents;
}

}  // namespace

json::object registration_of(const readers::WrittenFile& file, bool illustrative) {
  json::object body{{"lineas", storage::to_json(file.lines)},
                    {"motivo", file.motivo},
                    {"proveedor", file.proveedor},
                    {"documentos", documents_of(file.documents)}};
  if (!file.recibido.empty()) body["recibido"] = file.recibido;
  if (illustrative) body["ilustrativo"] = true;
  return body;
}

Result<Submission> import_of_file(Context& context, std::string_view bytes, std::string_view name,
                                  bool illustrative) {
  const auto files = TRY(readers::read_payment_files(bytes));
  json::array rows;
  for (const auto& file : files) rows.push_back(registration_of(file, illustrative));
  return Submission{
      "expediente.importar",
      {{"archivo", name}, {"huella", TRY(keep_file(context, bytes))}, {"filas", std::move(rows)}},
      ""};
}

Result<Submission> approval_of(storage::Database& db, std::string_view institution,
                               std::string_view number, std::string_view justification,
                               Date today) {
  const auto row = TRY(storage::payment_file(db, institution, number));
  if (!row) return refuse(verification::Refusal::FileUnknown, {{"hallado", std::string(number)}});
  const auto norms = TRY(storage::norm_table(db, institution));
  const auto facts = TRY(storage::facts_of(db, institution, *row, today, norms));
  const auto content = verification::visado_content(facts, verification::evaluate(facts, norms));
  return Submission{"expediente.visar",
                    {{"expediente", row->number},
                     {"version", row->version},
                     {"huella", verification::digest_of(content)},
                     {"justificacion", justification}},
                    ""};
}

}  // namespace commands
