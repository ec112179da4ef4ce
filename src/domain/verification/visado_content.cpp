// The canonical content of a visado.
#include "domain/verification/visado_content.hpp"

#include "base/hash.hpp"

namespace verification {
namespace {

json::value amount_or_null(const std::optional<Money>& amount) {
  return amount ? json::value(show(*amount)) : json::value(nullptr);
}
json::value date_or_null(const std::optional<Date>& date) {
  return date ? json::value(show(*date)) : json::value(nullptr);
}

json::array documents(const FileFacts& file) {
  json::array all;
  for (const auto& document : file.documentos)
    all.push_back(json::object{
        {"clase", code_of(document.clase)},
        {"huella", document.hash ? json::value(show(*document.hash)) : json::value(nullptr)},
        {"fecha", date_or_null(document.fecha)}});
  return all;
}

// What the rules are, whatever they said: id, severity, mode.
json::array catalogue() {
  json::array all;
  for (const auto at : file_rules())
    all.push_back(
        json::array{rules()[at].id, code_of(rules()[at].severity), code_of(rules()[at].mode)});
  return all;
}

json::array norms_of(const RuleNorms& norms) {
  json::array all;
  for (const auto at : file_rules()) {
    if (const auto* norm = norms.norm(at)) all.push_back(to_json(*norm));
    for (const auto parameter : rules()[at].parameters)
      if (const auto* entry = norms.entry(parameter)) all.push_back(to_json(*entry));
  }
  return all;
}

std::string hash_of(const json::array& all) { return show(sha256(canonical(all))); }

}  // namespace

json::object visado_content(const FileFacts& file, const Evaluation& evaluation) {
  json::array results;
  for (const auto& judged : evaluation.all)
    results.push_back(json::object{{"id", rules()[judged.rule].id},
                                   {"resultado", code_of(judged.outcome.verdict)},
                                   {"certeza", show(evaluation.norms->certainty(judged.rule))}});
  auto digest = hash_of(results);
  return {{"expediente", file.numero.view()},
          {"unidad", show(file.unidad_ejecutora)},
          {"proveedor", file.proveedor.nit.view()},
          {"monto", amount_or_null(file.monto)},
          {"normas_de", show(evaluation.norms_of)},
          {"documentos", documents(file)},
          {"reglas", std::move(results)},
          {"huella_reglas", hash_of(catalogue())},
          {"huella_normas", hash_of(norms_of(*evaluation.norms))},
          {"huella_resultados", std::move(digest)}};
}

std::string digest_of(const json::object& content) { return show(sha256(canonical(content))); }

}  // namespace verification
