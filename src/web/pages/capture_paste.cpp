// I12: a block copied from Excel, or the filled template, becomes a preview; applying it is the
// ordinary saving of the month, so it is one act and one step to undo.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "base/text.hpp"
#include "commands/capture_input.hpp"
#include "commands/import_goals.hpp"
#include "commands/sign_in.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"
#include "web/pages/capture_form.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

using queries::CaptureRow;
using queries::CaptureSheet;

constexpr std::string_view columns_preference = "pegar.columnas";

enum class Use { Nothing, Row, Amount, Note };
constexpr struct {
  Use use;
  std::string_view value, word;
} uses[] = {
    {Use::Nothing, "nada", "No usar"},
    {Use::Row, "fila", "Subproducto"},
    {Use::Amount, "cantidad", "Ejecutado"},
    {Use::Note, "nota", "Nota"},
};

Use use_named(std::string_view value) {
  const auto found = std::ranges::find(uses, value, [](const auto& one) { return one.value; });
  return found == std::end(uses) ? Use::Nothing : found->use;
}
std::string_view value_of(Use use) { return uses[static_cast<std::size_t>(use)].value; }

using Cells = std::vector<std::vector<std::string>>;

std::size_t width_of(const Cells& cells) {
  std::size_t width = 0;
  for (const auto& row : cells) width = std::max(width, row.size());
  return width;
}

std::string cell(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? row[column] : std::string{};
}

const CaptureRow* row_named(const CaptureSheet& sheet, const std::string& written) {
  const auto plain = folded(written);
  const CaptureRow* found = nullptr;
  for (const auto& row : sheet.rows)
    if (folded(row.subproducto) == plain || folded(row.name) == plain) {
      if (found) return nullptr;
      found = &row;
    }
  return found;
}

Use use_of_heading(std::string_view written) {
  const auto plain = folded(written);
  for (const auto* word : {"subproducto", "codigo", "nombre del subproducto"})
    if (plain == word) return Use::Row;
  for (const auto* word :
       {"ejecutado", "ejecutado mes", "ejecucion", "realizado", "avance", "cantidad"})
    if (plain == word || plain.starts_with(std::string(word) + ' ')) return Use::Amount;
  for (const auto* word : {"nota", "notas", "observacion", "observaciones", "causa"})
    if (plain == word) return Use::Note;
  return Use::Nothing;
}

bool looks_like_a_count(const std::string& text) {
  return !text.empty() && text.find_first_of("0123456789") != text.npos &&
         commands::typed_count(text).has_value();
}

struct Matching {
  bool heading = false;  // The first row names the columns.
  std::vector<Use> columns;
};

// Headings say it; else what was chosen the last time for as many columns; else what the cells look
// like.
Matching match(const CaptureSheet& sheet, const Cells& cells, const std::string& remembered) {
  Matching matching;
  const auto width = width_of(cells);
  matching.columns.assign(width, Use::Nothing);
  for (std::size_t c = 0; c < width; ++c) {
    matching.columns[c] = use_of_heading(cell(cells.front(), c));
    matching.heading = matching.heading || matching.columns[c] != Use::Nothing;
  }
  if (matching.heading) return matching;
  const auto known = split(remembered, ',');
  if (!remembered.empty() && known.size() == width) {
    for (std::size_t c = 0; c < width; ++c) matching.columns[c] = use_named(known[c]);
    return matching;
  }
  bool amount = false, named = false;
  for (std::size_t c = 0; c < width; ++c) {
    const auto rows = std::ranges::count_if(
        cells, [&](const auto& row) { return row_named(sheet, cell(row, c)) != nullptr; });
    const auto counts = std::ranges::count_if(
        cells, [&](const auto& row) { return looks_like_a_count(cell(row, c)); });
    const auto half = static_cast<std::ptrdiff_t>((cells.size() + 1) / 2);
    if (!named && rows >= half) {
      matching.columns[c] = Use::Row;
      named = true;
    } else if (!amount && counts >= half) {
      matching.columns[c] = Use::Amount;
      amount = true;
    } else if (amount && counts < half) {
      matching.columns[c] = Use::Note;
    }
  }
  return matching;
}

struct Pasted {
  const CaptureRow* row = nullptr;
  production::CellContent now;
  std::string amount_text;  // As it goes into the form.
};
struct Preview {
  std::vector<Pasted> changed, unchanged;
  std::vector<std::string> faults;  // Sentences that name row and column.
};

Preview preview_of(const CaptureSheet& sheet, const Cells& cells, const Matching& matching) {
  Preview preview;
  const bool named = std::ranges::find(matching.columns, Use::Row) != matching.columns.end();
  std::size_t next = 0;
  std::map<std::string, std::size_t> seen;
  for (std::size_t r = matching.heading ? 1 : 0; r < cells.size(); ++r) {
    const auto place = "Fila " + std::to_string(r + 1);
    Pasted pasted;
    bool wrong = false;
    if (std::ranges::all_of(cells[r], [](const auto& text) { return text.empty(); })) {
      if (!named) ++next;
      continue;
    }
    if (!named) {
      if (next >= sheet.rows.size()) {
        preview.faults.push_back(place + ": ya no hay más filas en el reporte; sobra lo pegado.");
        continue;
      }
      pasted.row = &sheet.rows[next++];
      pasted.now = pasted.row->content;
    }
    for (std::size_t c = 0; named && c < matching.columns.size(); ++c) {
      if (matching.columns[c] != Use::Row) continue;
      pasted.row = row_named(sheet, cell(cells[r], c));
      if (pasted.row) {
        pasted.now = pasted.row->content;
        break;
      }
    }
    if (!pasted.row) {
      preview.faults.push_back(place + ": «" + cell(cells[r], 0) +
                               "» no es un subproducto de este reporte. Use su código o su nombre "
                               "completo.");
      continue;
    }
    if (const auto [at, fresh] = seen.emplace(pasted.row->subproducto, r + 1); !fresh) {
      preview.faults.push_back(place + ": «" + pasted.row->name + "» ya está en la fila " +
                               std::to_string(at->second) + ".");
      continue;
    }
    for (std::size_t c = 0; c < matching.columns.size(); ++c) {
      const auto text = cell(cells[r], c);
      if (matching.columns[c] == Use::Note && !text.empty()) pasted.now.note = text;
      if (matching.columns[c] != Use::Amount) continue;
      const auto amount = commands::typed_count(text);
      if (!amount) {
        wrong = true;
        preview.faults.push_back(place + ", columna " + std::to_string(c + 1) + " (" +
                                 pasted.row->name + "): " + text::what_happened(amount.error()) +
                                 ' ' + text::what_to_do(amount.error()));
      } else if (*amount) {
        pasted.now.amount = *amount;  // An empty cell says nothing: it takes no figure away.
      }
    }
    if (wrong) continue;
    auto& list = pasted.now == pasted.row->content ? preview.unchanged : preview.changed;
    list.push_back(std::move(pasted));
  }
  return preview;
}

Html changes_table(const std::vector<Pasted>& changed) {
  Html rows;
  for (const auto& one : changed) {
    const auto& before = one.row->content;
    rows += html(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\"><b>{}</b>{}</td>"
        "<td>{}</td></tr>\n",
        row_name(*one.row), text::quantity(one.row->programmed), figure(one.now.amount),
        one.now.amount == before.amount
            ? Html{}
            : html("<br><small>antes {}</small>", figure(before.amount)),
        one.now.note);
  }
  return html(
      "<div class=\"tabla-caja\" role=\"region\" aria-label=\"Lo que cambiaría\" tabindex=\"0\">"
      "<table class=\"tabla tabla--media\"><caption><div class=\"tt\">Lo que "
      "cambiaría</div></caption>"
      "<thead><tr><th scope=\"col\">Subproducto</th><th scope=\"col\" class=\"num\">Programado</th>"
      "<th scope=\"col\" class=\"num\">Ejecutado</th><th "
      "scope=\"col\">Nota</th></tr></thead><tbody>"
      "\n{}</tbody></table></div>\n",
      rows);
}

Html fault_box(const std::vector<std::string>& faults) {
  if (faults.empty()) return {};
  Html items;
  for (const auto& sentence : faults) items += html("<li>{}</li>\n", sentence);
  return notice_box(
      NoticeTone::Red,
      html("<h2>{} no se aplicarán</h2><ul>{}</ul>",
           text::capitalized(numbered(static_cast<std::int64_t>(faults.size()), "fila", "filas")),
           items));
}

// The form that saves what is previewed, as if it had been typed.
Html apply_form(Visit& visit, const CaptureSheet& sheet, const std::vector<Pasted>& changed) {
  if (changed.empty())
    return html("<p>Nada cambia: las cifras son las que ya están.</p>\n<p>{}</p>\n",
                secondary_link(capture_address(sheet.month, sheet.unit), "Volver al reporte"));
  Html controls;
  for (const auto& one : changed) {
    const auto& code = one.row->subproducto;
    controls += hidden_input("e." + code, one.now.amount ? text::quantity(*one.now.amount) : "");
    controls += hidden_input("n." + code, one.now.note);
    controls += hidden_input("v." + code, std::to_string(sheet.seq));
    for (const auto axis : one.row->axes) {
      std::string list;
      for (const auto& part : one.now.parts) {
        if (part.axis != axis) continue;
        if (axis == production::Axis::Nacionalidad || axis == production::Axis::Territorio)
          list += part.category + ' ' + show(part.amount) + '\n';
        else
          controls +=
              hidden_input("p." + code + '.' + std::string(name_of(axis)) + '.' + part.category,
                           show(part.amount));
      }
      if (!list.empty())
        controls += hidden_input("l." + code + '.' + std::string(name_of(axis)), list);
    }
  }
  const auto count = static_cast<std::int64_t>(changed.size());
  return form(
      visit, {.action = capture_address(sheet.month, sheet.unit), .keyed = false},
      controls +
          html("\n<div class=\"cierre\"><div class=\"derecha\">{}{}</div></div>\n",
               secondary_link(capture_address(sheet.month, sheet.unit), "No aplicar"),
               button("Aplicar " + numbered(count, "cambio", "cambios"), "accion", "guardar")));
}

std::string counts_sentence(const Preview& preview) {
  const auto size = [](const auto& list) {
    return text::count(static_cast<std::int64_t>(list.size()));
  };
  return size(preview.changed) + " cambian, " + size(preview.faults) + " con error, " +
         size(preview.unchanged) + " sin cambio.";
}

PageView view_of(const CaptureSheet& sheet, std::string heading) {
  PageView view;
  view.title = heading + ", " + text::month(sheet.month) + ", " + sheet.unit_name;
  view.heading = std::move(heading);
  view.rubric = sheet.unit_name + ", " + text::month(sheet.month);
  view.area = Area::Execution;
  view.crumbs = {
      {"Mi trabajo", "/inicio"},
      {"Reporte de " + text::month_name(sheet.month), capture_address(sheet.month, sheet.unit)}};
  return view;
}

Response paste_page(Visit& visit, const CaptureSheet& sheet, const FormState& state,
                    int status = 200) {
  auto view = view_of(sheet, "Pegar desde Excel");
  view.lead = "Copie en Excel las filas y péguelas aquí. Antes de guardar verá qué cambia.";
  view.has_errors = state.faulty();
  const auto here = capture_address(sheet.month, sheet.unit);
  Html order;
  for (const auto& row : sheet.rows)
    order += html("<li><span class=\"cod\">{}</span> {}</li>\n", row.subproducto, row.name);
  view.content =
      error_summary(state) +
      form(
          visit, {.action = here + "/pegar", .keyed = false},
          text_area(state,
                    {.name = "texto",
                     .label = "Lo copiado",
                     .hint = "Con el código o el nombre del subproducto y lo ejecutado; o solo lo "
                             "ejecutado, en el orden del reporte.",
                     .help = "Por ejemplo: P02.S1, un tabulador y 1,198. Puede traer encabezados y "
                             "una columna de notas."},
                    12) +
              button("Ver qué cambia")) +
      html(
          "<details class=\"govuk-details\"><summary class=\"govuk-details__summary\"><span "
          "class=\"govuk-details__summary-text\">Orden de las filas del reporte</span></summary>"
          "<div class=\"govuk-details__text\"><ol>{}</ol></div></details>\n",
          order) +
      html(
          "<section class=\"seccion\" aria-labelledby=\"plantilla\"><h2 id=\"plantilla\" "
          "class=\"govuk-heading-s\">O con la plantilla</h2>\n<p>{}</p>\n{}</section>\n",
          link(here + "/plantilla.xlsx", "Descargar la plantilla XLSX de este mes"),
          form(visit, {.action = here + "/plantilla", .files = true, .keyed = false},
               file_input(state,
                          {.name = "plantilla",
                           .label = "Subir la plantilla llena",
                           .hint = "XLSX o CSV; 20 MB como máximo."},
                          ".xlsx,.csv") +
                   secondary_button("Ver qué cambia")));
  return page(visit, view, status);
}

Result<CaptureSheet> editable_sheet(Visit& visit) {
  const auto path = TRY(unit_month_in(visit));
  CHECK(require_own(visit, path.unit));
  return queries::capture_sheet(visit.db(), visit.institution, path.unit, path.month,
                                visit.today());
}

}  // namespace

Result<Response> capture_paste(Visit& visit) {
  const auto sheet = TRY(editable_sheet(visit));
  if (!sheet.editable()) return redirect(capture_address(sheet.month, sheet.unit));
  return paste_page(visit, sheet, FormState{});
}

Result<Response> capture_pasted(Visit& visit) {
  const auto sheet = TRY(editable_sheet(visit));
  if (!sheet.editable()) return redirect(capture_address(sheet.month, sheet.unit));
  FormState state(visit.request.form);
  const auto text = visit.request.form.first("texto");
  const auto cells = commands::pasted_cells(text);
  if (cells.empty()) {
    state.fault("texto", "Pegue por lo menos una fila.");
    return paste_page(visit, sheet, state, 422);
  }
  const auto number = visit.viewer->number;
  const auto remembered =
      TRY(commands::preference(visit.db(), number, columns_preference)).value_or("");
  auto matching = match(sheet, cells, remembered);
  bool chosen = false;
  std::string choice;
  for (std::size_t c = 0; c < matching.columns.size(); ++c) {
    if (const auto said = visit.request.form.optional("col." + std::to_string(c))) {
      matching.columns[c] = use_named(*said);
      chosen = true;
    }
    (choice += choice.empty() ? "" : ",") += value_of(matching.columns[c]);
  }
  if (chosen && choice != remembered && !matching.heading) {
    auto context = TRY(visit.context(commands::Use::Change));
    CHECK(commands::set_preference(context, number, columns_preference, choice));
  }
  const auto preview = preview_of(sheet, cells, matching);
  auto view = view_of(sheet, "Revise lo pegado");
  view.lead = counts_sentence(preview);
  Html columns;
  std::vector<Choice> choices;
  for (const auto& use : uses) choices.push_back({std::string(use.value), std::string(use.word)});
  for (std::size_t c = 0; c < matching.columns.size(); ++c) {
    const auto sample = cell(cells.front(), c);
    columns += select(FormState{},
                      {.name = "col." + std::to_string(c),
                       .label = "Columna " + std::to_string(c + 1) +
                                (sample.empty() ? "" : ": " + sample.substr(0, 40)),
                       .standard = std::string(value_of(matching.columns[c]))},
                      choices);
  }
  view.content =
      fault_box(preview.faults) +
      (preview.changed.empty() ? Html{} : changes_table(preview.changed)) +
      apply_form(visit, sheet, preview.changed) +
      html(
          "<details class=\"govuk-details\"{}><summary class=\"govuk-details__summary\"><span "
          "class=\"govuk-details__summary-text\">Qué es cada columna</span></summary><div "
          "class=\"govuk-details__text\">{}</div></details>\n",
          Html{preview.changed.empty() && !preview.faults.empty() ? " open" : ""},
          form(visit, {.action = capture_address(sheet.month, sheet.unit, "pegar"), .keyed = false},
               html("<textarea class=\"govuk-textarea\" name=\"texto\" rows=\"4\" "
                    "aria-label=\"Lo copiado\">\n{}</textarea>\n",
                    text) +
                   columns + secondary_button("Ver de nuevo")));
  return page(visit, view);
}

Result<Response> capture_upload(Visit& visit) {
  const auto sheet = TRY(editable_sheet(visit));
  if (!sheet.editable()) return redirect(capture_address(sheet.month, sheet.unit));
  FormState state(visit.request.form);
  const auto* upload = visit.request.upload("plantilla");
  if (upload == nullptr || upload->file_name.empty() || upload->size == 0) {
    state.fault("plantilla", "Elija el archivo de la plantilla.");
    return paste_page(visit, sheet, state, 422);
  }
  std::ifstream file(upload->path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  auto context = TRY(visit.context(commands::Use::Read));
  const auto import =
      commands::import_goals(context, bytes, {.file_name = upload->file_name, .simulate = true});
  if (!import) {
    if (import.error().fault == Fault::Unavailable) return std::unexpected(import.error());
    state.fault("plantilla", import.error());
    return paste_page(visit, sheet, state, 422);
  }
  Preview preview;
  for (const auto& refused : import->refused) {
    const std::string whose = refused.unit.empty() ? "El archivo" : "«" + refused.unit + "»";
    const auto& all = refused.error.all;
    for (const auto& error : all.empty() ? std::vector<Error>{refused.error} : all)
      preview.faults.push_back(whose + (refused.month ? ", " + text::month(*refused.month) : "") +
                               ": " + text::what_happened(error) + ' ' + text::where_it_is(error));
  }
  for (const auto* list : {&import->applied, &import->unchanged})
    for (const auto& group : *list) {
      if (group.unit != sheet.unit || group.month != sheet.month) {
        if (!group.changes.empty())
          preview.faults.push_back("«" + group.unit + "», " + text::month(group.month) +
                                   ": no es de este reporte; ábralo para aplicarlo.");
        continue;
      }
      for (const auto& change : group.changes) {
        const auto* row = sheet.row(change.key.subproducto);
        if (!row || !change.report) continue;
        Pasted pasted{row, production::content_of(change.report, ""), ""};
        (pasted.now == row->content ? preview.unchanged : preview.changed)
            .push_back(std::move(pasted));
      }
    }
  auto view = view_of(sheet, "Revise la plantilla");
  view.lead = counts_sentence(preview);
  view.content = fault_box(preview.faults) +
                 (preview.changed.empty() ? Html{} : changes_table(preview.changed)) +
                 apply_form(visit, sheet, preview.changed);
  return page(visit, view);
}

}  // namespace web
