// Documents of money as rows.
#include "storage/money_store.hpp"

#include <algorithm>
#include <map>

#include "storage/row_readers.hpp"

namespace storage {
namespace {

Value text_or_nothing(const std::optional<Date>& date) {
  return date ? Value{show(*date)} : Value{std::string()};
}

Result<std::optional<Date>> date_or_nothing(const std::string& text) {
  if (text.empty()) return std::optional<Date>{};
  return std::optional<Date>(TRY(parse_date(text)));
}

// Codes kept in one text, as JSON, so that a comma in a code changes nothing.
std::string as_text(const std::vector<std::string>& list) {
  json::array array;
  for (const auto& one : list) array.push_back(json::value(one));
  return canonical(array);
}

Result<std::vector<std::string>> list_of(const std::string& text) {
  std::vector<std::string> all;
  const auto list = TRY(parse_json(text));
  for (const auto& one : list.as_array()) all.emplace_back(one.as_string());
  return all;
}

Fields with(std::string_view institution) { return {{"institution", std::string(institution)}}; }

}  // namespace

// ---- Modifications -----------------------------------------------------------------------------

Fields fields_of(const ModificationRow& row) {
  const auto& one = row.modification;
  return {{"ejercicio", std::int64_t{static_cast<int>(one.fecha.year())}},
          {"clase", std::string(code_of(one.clase))},
          {"numero", one.numero},
          {"fecha", show(one.fecha)},
          {"resolucion", one.resolucion},
          {"motivo", one.motivo},
          {"metas", as_text(one.metas)},
          {"until_seq", as_value(row.until)},
          {"reason", row.reason},
          {"illustrative", std::int64_t{row.illustrative}},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Fields fields_of(const budget::Modification& one, std::size_t line) {
  return {{"ejercicio", std::int64_t{static_cast<int>(one.fecha.year())}},
          {"clase", std::string(code_of(one.clase))},
          {"numero", one.numero},
          {"n", static_cast<std::int64_t>(line + 1)},
          {"partida", show(one.lineas[line].partida)},
          {"monto", one.lineas[line].monto.in_centavos()}};
}

Result<std::vector<ModificationRow>> modifications(Database& db, std::string_view institution) {
  std::vector<ModificationRow> all;
  std::map<std::tuple<std::int64_t, std::string, std::int64_t>, std::size_t> places;
  for (const auto& record : TRY(select(db, "budget_modification", with(institution)))) {
    ModificationRow row;
    auto& one = row.modification;
    one.clase = budget::mod_clase(record.text("clase")).value();
    one.numero = record.integer("numero");
    one.fecha = record.date("fecha");
    one.resolucion = record.text("resolucion");
    one.motivo = record.text("motivo");
    one.metas = TRY(list_of(record.text("metas")));
    row.until = record.optional_integer("until_seq");
    row.reason = record.text("reason");
    row.illustrative = record.flag("illustrative");
    row.written = written_of(record);
    places[{record.integer("ejercicio"), record.text("clase"), one.numero}] = all.size();
    all.push_back(std::move(row));
  }
  for (const auto& record : TRY(select(db, "budget_modification_line", with(institution)))) {
    const auto at =
        places.at({record.integer("ejercicio"), record.text("clase"), record.integer("numero")});
    all[at].modification.lineas.push_back(
        {TRY(Partida::parse(record.text("partida"))), record.money("monto")});
  }
  return all;
}

// ---- Quotas ------------------------------------------------------------------------------------

Fields fields_of(const QuotaRow& row) {
  const auto& key = row.key;
  return {{"unidad_ejecutora", show(key.unidad)},
          {"fuente", show(key.fuente)},
          {"grupo", std::string(1, key.grupo)},
          {"etapa", std::string(code_of(key.etapa))},
          {"tipo", std::string(code_of(key.tipo))},
          {"primer_mes", show(key.primer_mes)},
          {"from_seq", row.from_seq},
          {"until_seq", as_value(row.until_seq)},
          {"monto", row.monto.in_centavos()},
          {"documento", row.documento},
          {"illustrative", std::int64_t{row.illustrative}},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Result<std::vector<QuotaRow>> quotas(Database& db, std::string_view institution) {
  std::vector<QuotaRow> all;
  auto fields = with(institution);
  fields.emplace_back("until_seq", Value{});
  for (const auto& record : TRY(select(db, "budget_quota", fields))) {
    QuotaRow row;
    row.key = {TRY(UnidadEjecutora::parse(record.text("unidad_ejecutora"))),
               TRY(Fuente::parse(record.text("fuente"))),
               record.text("grupo").front(),
               budget::quota_stage(record.text("etapa")).value(),
               budget::quota_tipo(record.text("tipo")).value(),
               record.month("primer_mes")};
    row.monto = record.money("monto");
    row.documento = record.text("documento");
    row.illustrative = record.flag("illustrative");
    row.from_seq = record.integer("from_seq");
    row.written = written_of(record);
    all.push_back(std::move(row));
  }
  return all;
}

// ---- Purchases ---------------------------------------------------------------------------------

Fields fields_of(const PurchaseRow& row) {
  const auto& one = row.purchase;
  return {{"number", one.number},
          {"source", one.source},
          {"published", text_or_nothing(one.published)},
          {"title", one.title},
          {"modality", one.modality},
          {"modality_text", one.modality_text},
          {"status", one.status},
          {"buyer_code", one.buyer_code},
          {"buyer", one.buyer},
          {"unit", one.unit},
          {"currency", one.currency},
          {"amount", as_value(one.amount)},
          {"awarded", as_value(one.awarded)},
          {"file_hash", row.file_hash},
          {"illustrative", std::int64_t{row.illustrative}}};
}

Fields fields_of(const budget::Purchase& one, std::size_t n, const budget::Awarded& supplier) {
  return {{"number", one.number},
          {"n", static_cast<std::int64_t>(n + 1)},
          {"nit", supplier.nit},
          {"name", supplier.name},
          {"on_day", text_or_nothing(supplier.on)},
          {"amount", as_value(supplier.amount)}};
}

Fields fields_of(const budget::Purchase& one, std::size_t n, const budget::PurchasedItem& item) {
  return {{"number", one.number},
          {"n", static_cast<std::int64_t>(n + 1)},
          {"description", item.description},
          {"unit", item.unit},
          {"quantity", as_value(item.quantity)},
          {"price", as_value(item.price)}};
}

namespace {

Result<std::vector<PurchaseRow>> purchases_where(Database& db, const Fields& fields) {
  std::vector<PurchaseRow> all;
  std::map<std::string, std::size_t> places;
  for (const auto& record : TRY(select(db, "purchase", fields))) {
    PurchaseRow row;
    auto& one = row.purchase;
    one.number = record.text("number");
    one.source = record.text("source");
    one.published = TRY(date_or_nothing(record.text("published")));
    one.title = record.text("title");
    one.modality = record.text("modality");
    one.modality_text = record.text("modality_text");
    one.status = record.text("status");
    one.buyer_code = record.text("buyer_code");
    one.buyer = record.text("buyer");
    one.unit = record.text("unit");
    one.currency = record.text("currency");
    one.amount = record.optional_money("amount");
    one.awarded = record.optional_money("awarded");
    row.file_hash = record.text("file_hash");
    row.illustrative = record.flag("illustrative");
    places[one.number] = all.size();
    all.push_back(std::move(row));
  }
  for (const auto& record : TRY(select(db, "purchase_supplier", fields))) {
    const auto at = places.find(record.text("number"));
    all[at->second].purchase.suppliers.push_back({record.text("nit"), record.text("name"),
                                                  TRY(date_or_nothing(record.text("on_day"))),
                                                  record.optional_money("amount")});
  }
  for (const auto& record : TRY(select(db, "purchase_item", fields))) {
    const auto at = places.find(record.text("number"));
    const auto quantity = record.optional_integer("quantity");
    all[at->second].purchase.items.push_back(
        {record.text("description"), record.text("unit"),
         quantity ? std::optional(Quantity::hundredths(*quantity)) : std::nullopt,
         record.optional_money("price")});
  }
  return all;
}

}  // namespace

Result<std::vector<PurchaseRow>> purchases(Database& db, std::string_view institution) {
  return purchases_where(db, with(institution));
}

Result<std::optional<PurchaseRow>> purchase_of(Database& db, std::string_view institution,
                                               std::string_view number) {
  auto fields = with(institution);
  fields.emplace_back("number", std::string(number));
  auto found = TRY(purchases_where(db, fields));
  if (found.empty()) return std::optional<PurchaseRow>{};
  return std::optional<PurchaseRow>(std::move(found.front()));
}

// ---- Austerity ---------------------------------------------------------------------------------

Fields fields_of(const AusterityRow& row) {
  const auto& one = row.measure;
  return {{"code", one.code},
          {"from_seq", row.from_seq},
          {"until_seq", as_value(row.until_seq)},
          {"title", one.title},
          {"renglones", budget::show(one.scope.renglones)},
          {"category", one.scope.category},
          {"first_month", show(one.first)},
          {"last_month", show(one.last)},
          {"baseline", one.baseline.in_centavos()},
          {"baseline_source", one.baseline_source},
          {"saving_goal", one.saving_goal.in_centavos()},
          {"owner", one.owner},
          {"due", show(one.due)},
          {"state", std::string(code_of(one.state))},
          {"reason", one.reason},
          {"plan_measure", one.plan_measure},
          {"illustrative", std::int64_t{row.illustrative}},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Result<std::vector<AusterityRow>> austerity_measures(Database& db, std::string_view institution,
                                                     std::optional<std::int64_t> seq) {
  std::vector<AusterityRow> all;
  for (const auto& record : TRY(select(db, "austerity_measure", with(institution)))) {
    AusterityRow row;
    row.from_seq = record.integer("from_seq");
    row.until_seq = record.optional_integer("until_seq");
    const bool in_force =
        seq ? row.from_seq <= *seq && (!row.until_seq || *row.until_seq > *seq) : !row.until_seq;
    if (!in_force) continue;
    auto& one = row.measure;
    one.code = record.text("code");
    one.title = record.text("title");
    one.scope = {TRY(budget::parse_renglones(record.text("renglones"))), record.text("category")};
    one.first = record.month("first_month");
    one.last = record.month("last_month");
    one.baseline = record.money("baseline");
    one.baseline_source = record.text("baseline_source");
    one.saving_goal = record.money("saving_goal");
    one.owner = record.text("owner");
    one.due = record.date("due");
    one.state = budget::austerity_state(record.text("state")).value();
    one.reason = record.text("reason");
    one.plan_measure = record.text("plan_measure");
    row.illustrative = record.flag("illustrative");
    row.written = written_of(record);
    all.push_back(std::move(row));
  }
  return all;
}

// ---- Joint review ------------------------------------------------------------------------------

Fields fields_of(const ReviewRow& row) {
  const auto& one = row.review;
  return {{"number", one.number},
          {"month", show(one.month)},
          {"summary", one.summary},
          {"equal_rows", one.equal},
          {"explained_rows", one.explained},
          {"unexplained_rows", one.unexplained},
          {"state", std::string(one.closed() ? "cerrada" : "abierta")},
          {"actor", row.written.actor},
          {"on_date", show(row.written.on)}};
}

Fields fields_of(std::int64_t review, const budget::ReviewAgreement& one, std::int64_t actor) {
  return {{"number", review},
          {"n", one.n},
          {"text", one.text},
          {"owner", one.owner},
          {"due", show(one.due)},
          {"state", std::string(code_of(one.state))},
          {"note", one.note},
          {"followed_on", one.followed_on ? Value{show(*one.followed_on)} : Value{}},
          {"actor", actor}};
}

Fields fields_of(std::int64_t review, const budget::PartySignature& one) {
  return {{"number", review},
          {"party", std::string(code_of(one.party))},
          {"actor", one.actor},
          {"on_date", show(one.on)}};
}

Result<std::vector<ReviewRow>> joint_reviews(Database& db, std::string_view institution) {
  std::vector<ReviewRow> all;
  const auto review_of = [&](const Record& record) -> budget::JointReview& {
    return std::ranges::find(all, record.integer("number"),
                             [](const ReviewRow& row) { return row.review.number; })
        ->review;
  };
  for (const auto& record : TRY(select(db, "joint_review", with(institution)))) {
    ReviewRow row;
    auto& one = row.review;
    one.number = record.integer("number");
    one.month = record.month("month");
    one.summary = record.text("summary");
    one.equal = record.integer("equal_rows");
    one.explained = record.integer("explained_rows");
    one.unexplained = record.integer("unexplained_rows");
    row.written = written_of(record);
    all.push_back(std::move(row));
  }
  for (const auto& record : TRY(select(db, "joint_review_agreement", with(institution)))) {
    const auto followed = record.optional_text("followed_on");
    review_of(record).agreements.push_back(
        {record.integer("n"), record.text("text"), record.text("owner"), record.date("due"),
         budget::agreement_state(record.text("state")).value(), record.text("note"),
         followed ? std::optional(TRY(parse_date(*followed))) : std::nullopt});
  }
  for (const auto& record : TRY(select(db, "joint_review_signature", with(institution))))
    review_of(record).signatures.push_back({budget::party(record.text("party")).value(),
                                            record.integer("actor"), record.date("on_date")});
  return all;
}

Result<std::optional<ReviewRow>> joint_review_of(Database& db, std::string_view institution,
                                                 std::int64_t number) {
  for (auto& row : TRY(joint_reviews(db, institution)))
    if (row.review.number == number) return std::optional<ReviewRow>(std::move(row));
  return std::optional<ReviewRow>{};
}

}  // namespace storage
