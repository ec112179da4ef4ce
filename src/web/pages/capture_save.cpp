// Saving a unit's month: by the button, and by itself while somebody types.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "base/text.hpp"
#include "commands/capture_input.hpp"
#include "commands/import_goals.hpp"
#include "domain/production/categories.hpp"
#include "domain/production/refusals.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/pages/capture_form.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using production::Axis;
using production::CellContent;

constexpr std::string_view attach_control = "archivo";

bool is_open(Axis axis) { return axis == Axis::Nacionalidad || axis == Axis::Territorio; }

std::string with_plain_breaks(std::string_view text) {
  return replaced(replaced(text, "\r\n", "\n"), "\r", "\n");
}

// What the form says of one row, on top of what it was made from. Faults name their control.
CellContent read_row(const Request& request, const queries::CaptureRow& row,
                     const CellContent& base, std::vector<std::pair<std::string, Error>>& faults) {
  const auto& form = request.form;
  const auto& code = row.subproducto;
  CellContent now = base;
  const auto control = "e." + code;
  if (auto amount = commands::typed_count(form.first(control)))
    now.amount = *amount;
  else
    faults.emplace_back(control, amount.error());
  if (const auto note = form.optional("n." + code))
    now.note = std::string(trimmed(with_plain_breaks(*note)));
  for (const auto axis : row.axes) {
    const std::string name(name_of(axis));
    if (is_open(axis)) {
      const auto list = form.optional("l." + code + '.' + name);
      if (!list) continue;
      std::erase_if(now.parts, [&](const auto& part) { return part.axis == axis; });
      auto parts = commands::typed_parts(axis, *list);
      if (parts)
        now.parts.insert(now.parts.end(), parts->begin(), parts->end());
      else
        faults.emplace_back("l." + code + '.' + name, parts.error());
      continue;
    }
    for (const auto& category : production::categories()) {
      if (category.axis != axis) continue;
      const auto part_control = "p." + code + '.' + name + '.' + std::string(category.key);
      const auto typed = form.optional(part_control);
      if (!typed) continue;
      std::erase_if(now.parts, [&](const auto& part) {
        return part.axis == axis && part.category == category.key;
      });
      const auto amount = commands::typed_count(*typed);
      if (!amount)
        faults.emplace_back(part_control, amount.error());
      else if (*amount)
        now.parts.push_back({axis, std::string(category.key), **amount});
    }
  }
  std::ranges::sort(now.parts, {}, [](const production::Part& part) {
    return std::pair(part.axis, std::string_view(part.category));
  });
  return now;
}

// The contents that rows were made from, each version asked for once.
class Bases {
 public:
  Bases(Visit& visit, const queries::CaptureSheet& sheet) : visit_{visit}, sheet_{sheet} {}

  Result<CellContent> of(const std::string& code, std::int64_t version) {
    if (!known_.contains(version))
      known_.emplace(version, TRY(queries::contents_at(visit_.db(), visit_.institution, sheet_.unit,
                                                       sheet_.month, version)));
    const auto& contents = known_.at(version);
    const auto found = contents.find(code);
    return found == contents.end() ? CellContent{} : found->second;
  }

 private:
  Visit& visit_;
  const queries::CaptureSheet& sheet_;
  std::map<std::int64_t, std::map<std::string, CellContent>> known_;
};

// Which control a fault of the decision belongs to.
std::string control_of(const Error& error, const std::string& code) {
  if (error.code == production::row_of(production::Refusal::PartsExceedTotal).code)
    return "d." + code;
  return "e." + code;
}

json::object act_of(const queries::CaptureSheet& sheet, const std::vector<TypedRow>& rows) {
  json::array cells;
  for (const auto& row : rows)
    cells.push_back(json::object{{"subproducto", row.subproducto},
                                 {"antes", content_json(row.base)},
                                 {"ahora", content_json(row.now)}});
  return {{"unidad", sheet.unit}, {"mes", show(sheet.month)}, {"celdas", std::move(cells)}};
}

// A refusal that names a cell, as the rows it names; false where it concerns the whole.
bool take_faults(const Error& error, std::vector<TypedRow>& edits, SaveOutcome& outcome) {
  std::vector<Error> all = error.all.empty() ? std::vector<Error>{error} : error.all;
  const auto changed = production::row_of(production::Refusal::CellChanged).code;
  constexpr production::Refusal whole[] = {production::Refusal::MonthClosed,
                                           production::Refusal::ReportSent,
                                           production::Refusal::MonthNotBegun};
  for (const auto& each : all)
    for (const auto refusal : whole)
      if (each.code == production::row_of(refusal).code) return false;
  bool taken = false;
  for (const auto& each : all) {
    const std::string code(detail_of(each, "subproducto"));
    const auto at = std::ranges::find(edits, code, &TypedRow::subproducto);
    if (code.empty() || at == edits.end()) continue;
    if (each.code == changed)
      outcome.conflicts.push_back(*at);
    else
      outcome.faults.emplace_back(code, each);
    if (each.code != changed) outcome.state.fault(control_of(each, code), each);
    edits.erase(at);
    taken = true;
  }
  return taken;
}

// What cells hold at this moment, beyond the snapshot that the visit began with.
Result<void> look_again(Visit& visit, const queries::CaptureSheet& sheet, SaveOutcome& outcome) {
  if (outcome.conflicts.empty()) return {};
  const auto context = TRY(visit.context(commands::Use::Read));
  const auto seq = TRY(queries::last_entry(context.db(), visit.institution));
  const auto contents =
      TRY(queries::contents_at(context.db(), visit.institution, sheet.unit, sheet.month, seq));
  for (auto& row : outcome.conflicts) {
    const auto found = contents.find(row.subproducto);
    row.current = found == contents.end() ? CellContent{} : found->second;
    outcome.state.set("v." + row.subproducto, std::to_string(seq));
  }
  return {};
}

std::string joined_names(const queries::CaptureSheet& sheet,
                         const std::vector<std::string>& codes) {
  const auto* row = codes.size() == 1 ? sheet.row(codes.front()) : nullptr;
  return row ? "de " + row->name
             : numbered(static_cast<std::int64_t>(codes.size()), "fila", "filas");
}

Result<std::string> bytes_of(const Upload& upload) {
  std::ifstream file(upload.path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file.good() && !file.eof()) return refuse(Refusal::Failed);
  return bytes;
}

// The sheet as it is after the act of this visit.
Result<queries::CaptureSheet> fresh_sheet(Visit& visit, const queries::CaptureSheet& sheet) {
  const auto context = TRY(visit.context(commands::Use::Read));
  return queries::capture_sheet(context.db(), visit.institution, sheet.unit, sheet.month,
                                visit.today());
}

}  // namespace

Result<SaveOutcome> save_typed(Visit& visit, const queries::CaptureSheet& sheet) {
  SaveOutcome outcome;
  outcome.state = FormState(visit.request.form);
  Bases bases(visit, sheet);
  std::vector<TypedRow> edits;
  for (const auto& row : sheet.rows) {
    const auto& code = row.subproducto;
    if (!visit.request.form.has("e." + code)) continue;
    if (visit.request.form.first("c." + code) == "actual") {
      outcome.state.set("e." + code, row.content.amount ? text::quantity(*row.content.amount) : "");
      outcome.state.set("n." + code, row.content.note);
      outcome.state.set("v." + code, std::to_string(sheet.seq));
      continue;
    }
    TypedRow typed;
    typed.subproducto = code;
    typed.version = whole_number(visit.request.form.first("v." + code)).value_or(sheet.seq);
    typed.base = TRY(bases.of(code, typed.version));
    std::vector<std::pair<std::string, Error>> faults;
    typed.now = read_row(visit.request, row, typed.base, faults);
    for (const auto& [control, error] : faults) {
      outcome.state.fault(control, error);
      outcome.faults.emplace_back(code, error);
    }
    if (!faults.empty() || typed.now == typed.base) continue;
    if (row.content == typed.now) continue;  // Somebody has said the same already.
    if (row.content == typed.base)
      edits.push_back(std::move(typed));
    else
      outcome.conflicts.push_back(std::move(typed));
  }
  // What the decision refuses of single rows is put aside, and the rest is asked for again.
  for (int attempt = 0; !edits.empty() && attempt < 3; ++attempt) {
    const auto receipt = visit.submit("metas.capturar", act_of(sheet, edits));
    if (receipt) {
      outcome.seq = receipt->seq;
      for (const auto& row : edits) {
        outcome.saved.push_back(row.subproducto);
        if (receipt->seq > 0)
          outcome.state.set("v." + row.subproducto, std::to_string(receipt->seq));
      }
      break;
    }
    if (!take_faults(receipt.error(), edits, outcome)) return std::unexpected(receipt.error());
  }
  CHECK(look_again(visit, sheet, outcome));
  return outcome;
}

Result<std::string> attach_upload(Visit& visit, const queries::CaptureSheet& sheet,
                                  FormState& state) {
  const auto* upload = visit.request.upload(attach_control);
  if (upload == nullptr || upload->file_name.empty()) return std::string{};
  const std::string control(attach_control);
  const auto bytes = TRY(bytes_of(*upload));
  const auto kind = commands::kind_of_bytes(bytes);
  if (bytes.empty()) {
    state.fault(control, "El archivo «" + upload->file_name + "» está vacío. Elija otro.");
    return std::string{};
  }
  if (!kind || !commands::name_fits(upload->file_name, *kind)) {
    state.fault(control, "El contenido de «" + upload->file_name +
                             "» no es de un tipo que se admita o no es el que su nombre dice. "
                             "Adjunte PDF, JPEG, PNG, XLSX, DOCX o CSV.");
    return std::string{};
  }
  auto context = TRY(visit.context(commands::Use::Change));
  const auto kept = TRY(commands::keep_evidence(context, bytes, upload->file_name));
  CHECK(visit.submit("metas.adjuntar",
                     {{"unidad", sheet.unit},
                      {"mes", show(sheet.month)},
                      {"subproducto", std::string(visit.request.form.first("respalda"))},
                      {"huella", kept.sha256},
                      {"nombre", upload->file_name},
                      {"tipo", std::string(kind->media_type)},
                      {"bytes", static_cast<std::int64_t>(bytes.size())}}));
  return upload->file_name;
}

Result<Response> capture_save(Visit& visit) {
  const auto sheet = TRY(own_sheet(visit));
  auto outcome = TRY(save_typed(visit, sheet));
  const auto attached = TRY(attach_upload(visit, sheet, outcome.state));
  const auto here = capture_address(sheet.month, sheet.unit);
  if (!outcome.conflicts.empty()) {
    const auto fresh = TRY(fresh_sheet(visit, sheet));
    return conflict_page(visit, fresh, outcome);
  }
  if (outcome.state.faulty()) {
    const auto fresh = TRY(fresh_sheet(visit, sheet));
    return capture_page(visit, fresh, outcome.state, 422);
  }
  if (outcome.seq > 0)
    visit.notice(
        "Se guardó el cambio " + joined_names(sheet, outcome.saved) + ".",
        capture_address(sheet.month, sheet.unit, "deshacer/" + std::to_string(outcome.seq)));
  if (!attached.empty()) visit.notice("Se adjuntó «" + attached + "».");
  const auto then = visit.request.form.first("accion");
  if (then == "revisar") return redirect(here + "/revisar");
  if (then ==
      "reenviar") {  // What was returned goes back in one step, unless something is missing.
    const auto fresh = TRY(fresh_sheet(visit, sheet));
    if (sending_faults(Fields{}, fresh).faulty()) return redirect(here + "/revisar");
    const auto receipt = TRY(send_month(visit, fresh));
    tell_sent(visit, fresh, receipt);
    return redirect(here);
  }
  return redirect(attached.empty() ? here : here + "#medios");
}

// Answers {"version", "hora", "guardadas": {code: version}, "filas": {code: {…}}, "faltas":
// [{campo, mensaje}]}; 409 with {"conflictos": [code…]} where others changed what was typed.
Result<Response> capture_autosave(Visit& visit) {
  const auto sheet = TRY(own_sheet(visit));
  const auto outcome = TRY(save_typed(visit, sheet));
  const auto fresh = outcome.seq > 0 ? TRY(fresh_sheet(visit, sheet)) : sheet;
  json::object versions, rows;
  for (const auto& code : outcome.saved) {
    versions[code] = outcome.seq;
    const auto* row = fresh.row(code);
    if (!row) continue;
    const auto& index = row->signal.index.value;
    rows[code] =
        json::object{{"acumulado", figure_text(row->accumulated)},
                     {"porcentaje", index ? text::decimal(*index, 1) : std::string(text::no_data)},
                     {"estado", std::string(evaluation::name_of(row->signal.light))},
                     {"palabra", std::string(word_of(row->signal.light))},
                     {"causa", range_sentence(*row, fresh.usual)}};
  }
  json::array faults, conflicts;
  for (const auto& [control, sentence] : outcome.state.faults())
    faults.push_back(json::object{{"campo", control}, {"mensaje", sentence}});
  for (const auto& row : outcome.conflicts) conflicts.push_back(json::value(row.subproducto));
  Response response;
  response.status = conflicts.empty() ? 200 : 409;
  response.content_type = "application/json; charset=utf-8";
  response.body = canonical(json::object{{"version", fresh.seq},
                                         {"hora", text::time_of_day(visit.now)},
                                         {"guardadas", std::move(versions)},
                                         {"filas", std::move(rows)},
                                         {"faltas", std::move(faults)},
                                         {"conflictos", std::move(conflicts)}});
  return response;
}

}  // namespace web
