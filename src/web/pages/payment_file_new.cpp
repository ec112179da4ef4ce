// I17: a new payment file, and the correction of one that is still with its author. The kind of
// spending comes first, because it decides the checklist; the documents go in line by line.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "commands/keep_file.hpp"
#include "commands/read_invoice.hpp"
#include "domain/values/identifiers.hpp"
#include "domain/verification/refusals.hpp"
#include "queries/suppliers.hpp"
#include "text/format.hpp"
#include "text/rules.hpp"
#include "web/pages/payment_file_view.hpp"
#include "web/pages/planning_view.hpp"
#include "web/pages/uploads.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using queries::PaymentFile;
using namespace verification;

bool has_modality(Gasto gasto) { return gasto == Gasto::Compra || gasto == Gasto::Inversion; }

// How a field of the form is written as a line.
enum class Kind : std::uint8_t { Text, Amount, Day, Nit };
struct FieldView {
  std::string_view path, label, hint;
  Kind kind = Kind::Text;
  std::string_view width = "10";
};

constexpr FieldView file_fields[] = {
    {"unidad_ejecutora", "Unidad ejecutora", "Código, como 201", Kind::Text, "5"},
    {"monto", "Monto que se pide pagar (Q)", "", Kind::Amount},
};
constexpr FieldView purchase_fields[] = {
    {"familia", "Familia de lo comprado", "Código de ocho dígitos del catálogo de bienes"},
    {"nog", "NOG", "Si el concurso lo tiene"},
    {"npg", "NPG", "De la publicación sin concurso"},
    {"adjudicado", "Monto adjudicado (Q)", "", Kind::Amount},
};
constexpr FieldView supplier_fields[] = {
    {"proveedor.nit", "NIT del proveedor", "Con su dígito verificador: 1234567-9", Kind::Nit},
    {"proveedor.cuenta_nit", "NIT del titular de la cuenta", "De la cuenta a la que se paga",
     Kind::Nit},
};
constexpr FieldView invoice_fields[] = {
    {"factura.1.autorizacion", "Número de autorización", "Como lo imprime la SAT", Kind::Text,
     "30"},
    {"factura.1.serie", "Serie", ""},
    {"factura.1.numero", "Número", ""},
    {"factura.1.receptor", "NIT del receptor", "A nombre de quién está", Kind::Nit},
    {"factura.1.emitida", "Fecha de emisión", "", Kind::Day},
    {"factura.1.total", "Total (Q)", "", Kind::Amount},
    {"factura.1.iva", "IVA (Q)", "", Kind::Amount},
};
constexpr FieldView budget_fields[] = {
    {"partida.1.partida", "Partida presupuestaria", "Completa, con guiones", Kind::Text, ""},
    {"fecha.solicitud", "Fecha de la solicitud", "", Kind::Day},
    {"fecha.recepcion", "Fecha de recepción", "", Kind::Day},
};

struct Group {
  std::string_view heading;
  std::span<const FieldView> fields;
  bool purchases = false;  // Only where there is a supplier and a process.
};
constexpr Group groups[] = {
    {"El gasto", file_fields},
    {"La compra", purchase_fields, true},
    {"El proveedor", supplier_fields, true},
    {"La factura", invoice_fields, true},
    {"Presupuesto y fechas", budget_fields},
};

bool shows(const Group& group, Gasto gasto) {
  return !group.purchases || gasto == Gasto::Compra || gasto == Gasto::Inversion ||
         gasto == Gasto::FondoRotativo;
}

std::string shown(const FieldView& field, std::string_view value) {
  if (field.kind == Kind::Day)
    if (const auto date = parse_date(value)) return text::date(*date);
  return std::string(value);
}

Html field_html(const FormState& state, const FieldView& field, const std::string& standard) {
  Control control{.name = std::string(field.path),
                  .label = std::string(field.label),
                  .hint = std::string(field.hint),
                  .standard = standard,
                  .width = std::string(field.width)};
  if (field.kind == Kind::Amount) control.inputmode = "decimal";
  return field.kind == Kind::Day ? date_input(state, control) : text_input(state, control);
}

// The machine form of what was typed, or a fault at the field.
std::string value_typed(const FieldView& field, std::string_view typed, FormState& state) {
  const std::string name(field.path);
  switch (field.kind) {
    case Kind::Text:
      break;
    case Kind::Amount:
      if (const auto money = typed_money(typed))
        return ::show(*money);
      else
        state.fault(name, money.error());
      break;
    case Kind::Day:
      if (const auto date = typed_date(typed))
        return ::show(*date);
      else
        state.fault(name, date.error());
      break;
    case Kind::Nit:
      if (const auto nit = Nit::parse(typed))
        return ::show(*nit);
      else
        state.fault(name, nit.error());
      break;
  }
  return nfc(std::string(typed));
}

// Lines that are typed as lines, in the format that the program shows them in.
std::vector<FieldLine> free_lines(std::string_view typed, FormState& state) {
  std::vector<FieldLine> lines;
  int number = 0;
  for (std::size_t at = 0; at <= typed.size();) {
    const auto end = std::min(typed.find('\n', at), typed.size());
    const auto line = trimmed(typed.substr(at, end - at));
    at = end + 1;
    ++number;
    if (line.empty()) continue;
    const auto colon = line.find(':');
    if (colon == line.npos) {
      state.fault("lineas", "Escriba la línea " + std::to_string(number) + " como «campo: valor».");
      continue;
    }
    lines.push_back({std::string(trimmed(line.substr(0, colon))),
                     std::string(trimmed(line.substr(colon + 1)))});
  }
  return lines;
}

std::vector<FieldLine> lines_typed(const Fields& form, Gasto gasto, FormState& state,
                                   const PaymentFile* before) {
  std::vector<FieldLine> lines;
  const auto known = [&](std::string_view path) {
    if (before == nullptr) return false;
    return std::ranges::any_of(before->row.lines,
                               [&](const FieldLine& one) { return one.path == path; });
  };
  for (const auto& group : groups) {
    if (!shows(group, gasto)) continue;
    for (const auto& field : group.fields) {
      const auto typed = trimmed(form.first(field.path));
      if (!typed.empty())
        lines.push_back({std::string(field.path), value_typed(field, typed, state)});
      else if (known(field.path))
        lines.push_back({std::string(field.path), "sin dato"});
    }
  }
  // The issuer of the invoice is the supplier, unless the other lines say otherwise.
  const auto nit = std::ranges::find(lines, "proveedor.nit", &FieldLine::path);
  const bool invoiced = std::ranges::any_of(
      lines, [](const FieldLine& one) { return one.path.starts_with("factura.1."); });
  if (nit != lines.end() && invoiced && !known("factura.1.emisor"))
    lines.push_back({"factura.1.emisor", nit->value});
  for (auto& line : free_lines(form.first("lineas"), state)) lines.push_back(std::move(line));
  return lines;
}

json::array as_json(const std::vector<FieldLine>& lines) {
  json::array out;
  for (const auto& line : lines) out.push_back(json::array{line.path, line.value});
  return out;
}

Html field_groups(const FormState& state, Gasto gasto, const PaymentFile* before, Date today) {
  Html out;
  for (const auto& group : groups) {
    if (!shows(group, gasto)) continue;
    Html inside;
    if (&group == &groups[0] && before == nullptr)
      inside += text_area(state,
                          {.name = "motivo",
                           .label = "Para qué es el gasto",
                           .hint = "En una o dos oraciones.",
                           .standard = before ? before->row.reason : ""},
                          2);
    if (group.fields.data() == invoice_fields && before == nullptr) {
      inside += file_input(state,
                           {.name = "xml",
                            .label = "XML de la factura",
                            .hint = "Llena estos campos con lo que dice el DTE."},
                           ".xml,application/xml,text/xml");
      inside += html("<p>{}</p>", secondary_button("Leer el XML", "accion", "leer"));
    }
    if (group.fields.data() == supplier_fields)
      inside += text_input(state, {.name = "proveedor.nombre",
                                   .label = "Nombre del proveedor",
                                   .hint = "Si ya está registrado puede dejarlo en blanco.",
                                   .standard = before ? before->row.supplier : ""});
    for (const auto& field : group.fields) {
      std::string standard;
      if (before != nullptr)
        for (const auto& line : before->row.lines)
          if (line.path == field.path) standard = shown(field, line.value);
      if (before == nullptr && field.path == "fecha.recepcion") standard = text::date(today);
      inside += field_html(state, field, standard);
    }
    out += html(
        "<fieldset class=\"govuk-fieldset seccion\"><legend class=\"govuk-fieldset__legend "
        "govuk-fieldset__legend--m\">{}</legend><div class=\"campos\">{}</div></fieldset>\n",
        group.heading, inside);
  }
  return out +
         html(
             "<details class=\"govuk-details seccion\"{}><summary "
             "class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">Más "
             "datos, como líneas</span></summary><div class=\"govuk-details__text\">{}</div>"
             "</details>\n",
             Html{state.value("lineas").empty() ? "" : " open"},
             text_area(state,
                       {.name = "lineas",
                        .label = "Líneas «campo: valor»",
                        .hint = "Contrato, garantías, CUR, artículos de la factura, comisión: "
                                "contrato.monto: 150000.00"},
                       6));
}

// ---- Documents, line by line of the checklist ---------------------------------------------------

Html document_rows(const PaymentFile& draft, const FormState& state) {
  // In the order of a payment's life.
  std::vector<const queries::ListLine*> lines;
  for (const auto& line : draft.lineas)
    if (line.required.item != nullptr && line.required.item->exigencia != Exigencia::DelSistema)
      lines.push_back(&line);
  std::ranges::stable_sort(
      lines, {}, [](const queries::ListLine* line) { return line->required.item->documento; });
  Html rows;
  for (const auto* each : lines) {
    const auto& line = *each;
    const std::string code(code_of(line.required.item->documento));
    const auto file = "archivo." + code, paper = "papel." + code;
    const auto* fault = state.fault_of(file);
    rows += html(
        "<tr><th scope=\"row\">{}<span class=\"base\">{}{}</span></th><td>{}<input type=\"file\" "
        "class=\"govuk-file-upload\" id=\"{}\" name=\"{}\" aria-label=\"Archivo, {}\" "
        "accept=\"application/pdf,image/*,.xml\"></td><td><label class=\"casilla\"><input "
        "type=\"checkbox\" name=\"{}\" value=\"si\"{}> En papel{}</label></td></tr>\n",
        line.required.item->norma->name, text::name_of(line.required.item->responsable),
        line.required.item->exigencia == Exigencia::Recomendado ? ", recomendado" : "",
        fault ? html("<span class=\"govuk-error-message\">{}</span>", *fault) : Html{}, file, file,
        text::name_of(line.required.item->documento), paper,
        Html{state.value(paper) == "si" ? " checked" : ""},
        hidden(", " + std::string(text::name_of(line.required.item->documento))));
  }
  if (rows.text.empty()) return {};
  return section(
      "documentos", "Documentos que pide su lista",
      html("<p>Puede agregarlos después. Lo que falte se señala, y el expediente se recibe igual."
           "</p><div class=\"tabla-caja\" role=\"region\" aria-label=\"Documentos\" "
           "tabindex=\"0\"><table class=\"tabla\"><caption "
           "class=\"govuk-visually-hidden\">Documentos de la lista</caption><thead><tr><th "
           "scope=\"col\">Requisito</th><th scope=\"col\">Archivo</th><th scope=\"col\">En "
           "papel</th></tr></thead><tbody>\n{}</tbody></table></div>\n",
           rows));
}

// The documents of the form, their bytes kept. Nothing is kept where something is at fault.
Result<json::array> documents_typed(Visit& visit, FormState& state) {
  json::array out;
  struct Kept {
    std::size_t at;
    std::string bytes;
  };
  std::vector<Kept> kept;
  for (const auto& upload : visit.request.uploads) {
    if (!upload.field.starts_with("archivo.") || upload.size == 0) continue;
    const auto code = upload.field.substr(8);
    auto bytes = TRY(bytes_of(upload));
    const auto type = media_type_of(upload, bytes, Takes::Papers);
    if (!type) {
      state.fault(upload.field, std::string(not_its_name(Takes::Papers)));
      continue;
    }
    out.push_back(json::object{{"clase", code},
                               {"nombre", upload.file_name},
                               {"tipo", *type},
                               {"bytes", static_cast<std::int64_t>(bytes.size())}});
    kept.push_back({out.size() - 1, std::move(bytes)});
  }
  for (const auto& [name, value] : visit.request.form.all())
    if (name.starts_with("papel.") && value == "si") {
      const auto code = name.substr(6);
      const bool given = std::ranges::any_of(out, [&](const json::value& one) {
        return one.as_object().at("clase") == json::value(code);
      });
      if (!given) out.push_back(json::object{{"clase", code}});
    }
  if (state.faulty()) return json::array{};
  if (!kept.empty()) {
    auto context = TRY(visit.context(commands::Use::Change));
    for (const auto& one : kept)
      out[one.at].as_object()["huella"] = TRY(commands::keep_file(context, one.bytes));
  }
  return out;
}

// ---- Pages --------------------------------------------------------------------------------------

struct Chosen {
  Gasto gasto;
  std::optional<Modalidad> modalidad;
};
std::optional<Chosen> chosen(const Fields& fields) {
  const auto gasto = kind_of<Gasto>(fields.first("gasto"));
  if (!gasto) return std::nullopt;
  const auto how = kind_of<Modalidad>(fields.first("modalidad"));
  if (has_modality(*gasto) && !how) return std::nullopt;
  return Chosen{*gasto, has_modality(*gasto) ? how : std::nullopt};
}

std::vector<FieldLine> first_lines(const Chosen& what, FiscalYear year) {
  std::vector<FieldLine> lines{{"gasto", std::string(code_of(what.gasto))}};
  if (what.modalidad) lines.push_back({"modalidad", std::string(code_of(*what.modalidad))});
  lines.push_back({"ejercicio", ::show(year)});
  return lines;
}

Response choose_page(Visit& visit, const FormState& state) {
  std::vector<Choice> spendings, modalities{{"", "Elija la modalidad"}};
  constexpr std::string_view hints[] = {
      "De bienes o servicios, por una modalidad de la Ley de Contrataciones",
      "Sueldos y salarios",
      "Comisiones dentro y fuera del país",
      "Liquidación de gastos pagados con el fondo",
      "Obras y proyectos con código SNIP",
      "Aportes, cuotas a organismos, sentencias"};
  static_assert(std::size(hints) == gasto_count);
  for (std::size_t i = 0; i < gasto_count; ++i) {
    const auto gasto = static_cast<Gasto>(i);
    spendings.push_back(
        {std::string(code_of(gasto)), std::string(text::name_of(gasto)), std::string(hints[i])});
  }
  for (std::size_t i = 0; i < modalidad_count; ++i) {
    const auto how = static_cast<Modalidad>(i);
    modalities.push_back({std::string(code_of(how)), std::string(text::name_of(how))});
  }
  Html inside = radios(state, {.name = "gasto", .label = "Tipo de gasto"}, spendings);
  inside += select(
      state,
      {.name = "modalidad", .label = "Modalidad", .hint = "Solo de una compra o una inversión."},
      modalities);
  inside += button("Continuar");
  return page(visit,
              {.title = "Nuevo expediente",
               .heading = "Nuevo expediente",
               .rubric = "Verificación del gasto",
               .lead = "El tipo de gasto decide qué documentos se piden.",
               .area = Area::Files,
               .crumbs = {{"Mi trabajo", "/inicio"}, {"Expedientes", "/expedientes"}},
               .errors = error_summary(state),
               .content = html("<form action=\"/expedientes/nuevo\" method=\"get\" "
                               "novalidate>{}</form>\n",
                               inside),
               .has_errors = state.faulty()},
              state.faulty() ? 422 : 200);
}

Result<Response> fill_page(Visit& visit, const Chosen& what, const FormState& state,
                           const Html& above, int status) {
  const auto draft =
      TRY(queries::draft_file(visit.db(), visit.institution,
                              first_lines(what, month_of(visit.today()).year), visit.today()));
  Html inside = hidden_input("gasto", code_of(what.gasto));
  if (what.modalidad) inside += hidden_input("modalidad", code_of(*what.modalidad));
  inside += field_groups(state, what.gasto, nullptr, visit.today());
  inside += document_rows(draft, state);
  inside += html("<div class=\"cierre\"><div class=\"derecha\">{}</div></div>\n",
                 button("Registrar expediente"));
  return page(
      visit,
      {.title = "Nuevo expediente",
       .heading = "Nuevo expediente",
       .rubric = text::spending(what.gasto, what.modalidad),
       .lead = "Escriba lo que ya sabe: lo que falte queda sin dato, no en cero.",
       .area = Area::Files,
       .crumbs = {{"Mi trabajo", "/inicio"}, {"Expedientes", "/expedientes"}},
       .errors = error_summary(state),
       .actions = link("/expedientes/nuevo", "Cambiar el tipo de gasto"),
       .content = above + form(visit, {.action = "/expedientes/nuevo", .files = true}, inside),
       .has_errors = state.faulty()},
      status);
}

// The supplier is registered with the name that was typed, where it is not known by it yet; what
// else is known of it stays.
Result<void> register_supplier(Visit& visit, const std::vector<FieldLine>& lines) {
  const auto name = nfc(trimmed(visit.request.form.first("proveedor.nombre")));
  const auto nit = std::ranges::find(lines, "proveedor.nit", &FieldLine::path);
  if (name.empty() || nit == lines.end() || nit->value == "sin dato") return {};
  const auto known = TRY(queries::supplier(visit.db(), visit.institution, nit->value));
  if (known && known->name == name) return {};
  CHECK(visit.submit("proveedor.registrar",
                     {{"nit", nit->value},
                      {"nombre", name},
                      {"lineas", as_json(known ? known->lines : std::vector<FieldLine>{})}}));
  return {};
}

// The field that a refused supplier is about.
std::string supplier_field(const Error& error) {
  const bool name = error.code == verification::row_of(verification::Refusal::SupplierTooLong).code;
  return name ? "proveedor.nombre" : "proveedor.nit";
}

bool is_field(std::string_view path) {
  return std::ranges::any_of(groups, [&](const Group& group) {
    return std::ranges::any_of(group.fields,
                               [&](const FieldView& field) { return field.path == path; });
  });
}

// What the XML says, in the fields that were typed nothing else in; its lines go where lines are
// typed. Yields what a person should know of it.
Result<Html> read_into(Visit& visit, FormState& state) {
  const auto& upload = *visit.request.upload("xml");
  const auto invoice = commands::read_invoice(visit.db(), visit.institution, TRY(bytes_of(upload)),
                                              upload.file_name, "");
  if (!invoice) {
    if (!concerns_typing(invoice.error())) return std::unexpected(invoice.error());
    state.fault("xml", invoice.error());
    return Html{};
  }
  const auto put = [&](const std::string& name, const std::string& value) {
    if (!value.empty() && trimmed(state.value(name)).empty()) state.set(name, value);
  };
  FileFacts facts;
  facts.facturas.push_back(invoice->invoice);
  auto lines = state.value("lineas");
  for (const auto& line : lines_of(facts)) {
    if (!line.path.starts_with("factura.1.")) continue;
    FieldView field{line.path, "", "", Kind::Text};
    if (line.path == "factura.1.emitida") field.kind = Kind::Day;
    if (is_field(line.path))
      put(line.path, shown(field, line.value));
    else
      lines += (lines.empty() || lines.ends_with('\n') ? "" : "\n") + line.path + ": " + line.value;
  }
  state.set("lineas", lines);
  put("proveedor.nit", std::string(invoice->invoice.emisor.view()));
  put("proveedor.nombre", invoice->emisor);
  if (invoice->invoice.total) put("monto", ::show(*invoice->invoice.total));
  Html remarks = html(
      "<p>Se leyó la factura de {}. Compruebe los datos y adjunte el archivo en su "
      "fila. {}</p>",
      invoice->emisor, text::fel_signature(code_of(invoice->firma)));
  for (const auto& signer : invoice->firmantes)
    remarks += html("<p>Firmó {}, con certificado de {}; cubre {}.</p>", signer.titular,
                    signer.emisor, text::fel_coverage(signer.emision, signer.certificacion));
  if (invoice->diferencia)
    remarks +=
        html("<p>Las líneas y el total difieren en {}.</p>", text::money(*invoice->diferencia));
  return notice_box(invoice->diferencia ? NoticeTone::Amber : NoticeTone::Green, remarks);
}

// The other file that has the same invoice, as a notice that leads there.
Result<Html> duplicate_notice(Visit& visit, const std::vector<FieldLine>& lines,
                              std::string_view except) {
  FileFacts facts;
  for (const auto& line : lines)
    if (line.path.starts_with("factura.1.")) (void)set_field(facts, line.path, line.value);
  if (facts.facturas.empty()) return Html{};
  const auto other =
      TRY(queries::file_with_invoice(visit.db(), visit.institution, facts.facturas.front()));
  if (!other || *other == except) return Html{};
  return notice_box(NoticeTone::Red,
                    html("<p>La misma factura ya está en el {}. Si es otra, corrija la "
                         "autorización, la serie o el número.</p>",
                         link(file_address(*other), "expediente " + *other)));
}

}  // namespace

Result<Response> payment_file_new(Visit& visit) {
  const bool posted = visit.request.method == Method::Post;
  const auto& fields = posted ? visit.request.form : visit.request.query;
  const auto what = chosen(fields);
  FormState state(fields);
  if (!what) {
    if (const auto gasto = kind_of<Gasto>(fields.first("gasto")))
      state.fault("modalidad", "Elija la modalidad de la compra.");
    else if (posted || fields.has("modalidad"))
      state.fault("gasto", "Elija el tipo de gasto.");
    return choose_page(visit, state);
  }
  if (!posted) return fill_page(visit, *what, FormState{}, {}, 200);
  // Enter in a field presses the first button of the form: without a file it registers.
  const auto* xml = visit.request.upload("xml");
  if (fields.first("accion") == "leer" && xml != nullptr && xml->size > 0) {
    const auto said = TRY(read_into(visit, state));
    return fill_page(visit, *what, state, said, state.faulty() ? 422 : 200);
  }
  auto lines = first_lines(*what, month_of(visit.today()).year);
  for (auto& line : lines_typed(fields, what->gasto, state, nullptr))
    lines.push_back(std::move(line));
  const auto reason = nfc(trimmed(fields.first("motivo")));
  if (reason.empty()) state.fault("motivo", "Escriba para qué es el gasto.");
  if (trimmed(fields.first("unidad_ejecutora")).empty())
    state.fault("unidad_ejecutora", "Escriba el código de la unidad ejecutora.");
  auto documents = TRY(documents_typed(visit, state));
  if (state.faulty()) return fill_page(visit, *what, state, {}, 422);
  const auto duplicate = TRY(duplicate_notice(visit, lines, ""));
  if (!duplicate.text.empty()) {
    state.fault("factura.1.numero", "Esta factura ya respalda otro expediente.");
    return fill_page(visit, *what, state, duplicate, 409);
  }
  if (const auto named = register_supplier(visit, lines); !named) {
    if (!concerns_typing(named.error())) return std::unexpected(named.error());
    state.fault(supplier_field(named.error()), named.error());
    return fill_page(visit, *what, state, {}, 422);
  }
  json::object act{{"lineas", as_json(lines)}, {"motivo", reason}};
  if (!documents.empty()) act["documentos"] = std::move(documents);
  const auto done = visit.submit("expediente.registrar", std::move(act));
  if (!done) {
    if (!concerns_typing(done.error())) return std::unexpected(done.error());
    state.fault("lineas", done.error());
    return fill_page(visit, *what, state, {}, done.error().fault == Fault::Conflict ? 409 : 422);
  }
  const auto number = TRY(text_at(done->outcome, "expediente"));
  visit.notice("Se registró el expediente " + number + ".");
  return redirect(file_address(number));
}

Result<Response> payment_file_correct(Visit& visit) {
  const auto file = TRY(file_asked(visit));
  FormState state(visit.request.form);
  Html above;
  int status = 200;
  if (visit.request.method == Method::Post) {
    const auto lines = lines_typed(visit.request.form, file.row.gasto, state, &file);
    status = 422;
    if (!state.faulty()) {
      above = TRY(duplicate_notice(visit, lines, file.row.number));
      if (!above.text.empty())
        state.fault("factura.1.numero", "Esta factura ya respalda otro expediente.");
    }
    if (!state.faulty()) {
      const auto named = register_supplier(visit, lines);
      if (!named && !concerns_typing(named.error())) return std::unexpected(named.error());
      if (!named) state.fault(supplier_field(named.error()), named.error());
    }
    if (!state.faulty()) {
      const auto version = whole_number(visit.request.form.first(version_field));
      const auto done =
          visit.submit("expediente.modificar", {{"expediente", file.row.number},
                                                {"version", version.value_or(file.row.version)},
                                                {"lineas", as_json(lines)}});
      if (done) {
        visit.notice("Se guardaron los datos del expediente " + file.row.number + ".");
        return redirect(file_address(file.row.number));
      }
      if (!concerns_typing(done.error())) return std::unexpected(done.error());
      state.fault("lineas", done.error());
      if (done.error().fault == Fault::Conflict) status = 409;
    }
  }
  Html inside = field_groups(state, file.row.gasto, &file, visit.today());
  inside +=
      html("<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
           secondary_link(file_address(file.row.number), "Dejarlo"), button("Guardar los datos"));
  return page(visit,
              {.title = "Datos · Expediente " + file.row.number,
               .heading = "Corregir los datos",
               .rubric = "Expediente " + file.row.number + " · " + file_summary(file),
               .lead = "Lo que deje en blanco queda sin dato.",
               .area = Area::Files,
               .crumbs = file_crumbs(file),
               .errors = error_summary(state),
               .content = above + form(visit,
                                       {.action = file_address(file.row.number, "datos"),
                                        .version = std::to_string(file.row.version)},
                                       inside),
               .has_errors = state.faulty()},
              status);
}

}  // namespace web
