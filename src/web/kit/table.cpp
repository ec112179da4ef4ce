// One table as markup, CSV, workbook and JSON.
#include "web/kit/table.hpp"

#include <algorithm>
#include <array>
#include <compare>

#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "documents/grid_xlsx.hpp"
#include "documents/render_xlsx.hpp"
#include "text/format.hpp"
#include "web/kit/preferences.hpp"
#include "web/kit/state.hpp"

namespace web {
namespace {

using Kind = TableColumn::Kind;

constexpr std::array<std::size_t, 4> page_sizes = {25, 50, 100, 200};
constexpr std::size_t page_size_standard = 50;
constexpr std::array<std::string_view, 3> endings = {".csv", ".xlsx", ".json"};

bool is_number(Kind kind) {
  return kind == Kind::Money || kind == Kind::Count || kind == Kind::Percent;
}

bool is_missing(const CellValue& value) {
  return std::holds_alternative<Missing>(value) || std::holds_alternative<NotDue>(value);
}

// ---- What people see ---------------------------------------------------------------------------

// Percentages and quotients with one decimal, here and in every file.
std::string percent_text(const Ratio& points) { return text::decimal(points, 1); }

Html shown(const Visit& visit, const CellValue& value, Kind kind) {
  struct Shower {
    const Visit& visit;
    Kind kind;
    Html operator()(const std::string& words) const {
      return kind == Kind::Code ? html("<span class=\"cod\">{}</span>", words) : escaped(words);
    }
    Html operator()(MoneySum amount) const {
      Html out = escaped(text::table_money(amount));
      if (amount < MoneySum{}) out += hidden(tr(visit, " (disminución)"));
      return out;
    }
    Html operator()(Quantity quantity) const { return escaped(text::quantity(quantity)); }
    Html operator()(const Ratio& points) const { return escaped(percent_text(points)); }
    Html operator()(Date date) const { return escaped(text::date(date)); }
    Html operator()(std::int64_t n) const {
      return escaped(is_number(kind) ? text::count(n) : std::to_string(n));
    }
    Html operator()(const Html& already) const { return already; }
    Html operator()(Missing) const {
      return html("{}{}", text::no_data, hidden(tr(visit, "sin dato")));
    }
    Html operator()(NotDue) const { return escaped(tr(visit, text::not_due)); }
  };
  return std::visit(Shower{visit, kind}, value);
}

// From so many bytes on, words get a width that keeps several of them in a line.
constexpr std::size_t long_words = 24, very_long = 70;

Html cell(const Visit& visit, const TableCell& one, const TableColumn& column, bool first,
          bool all_columns) {
  std::string css;
  const auto add = [&](std::string_view name) {
    if (name.empty()) return;
    if (!css.empty()) css += ' ';
    css += name;
  };
  if (first) add("fija");
  if (is_number(column.kind)) add("num");
  if (column.secondary && !all_columns) add("mas");
  if (const auto* words = std::get_if<std::string>(&one.value);
      words != nullptr && column.kind != TableColumn::Kind::Code)
    add(words->size() > very_long ? "parrafo" : words->size() > long_words ? "frase" : "");
  add(one.css);
  const Html attribute = css.empty() ? Html{} : html(" class=\"{}\"", css);
  Html inside = shown(visit, one.value, column.kind);
  if (!one.address.empty() && !is_missing(one.value))
    inside = html("<a href=\"{}\">{}</a>", one.address, inside);
  inside += one.after;
  if (column.row_header) return html("<th scope=\"row\"{}>{}</th>", attribute, inside);
  return html("<td{}>{}</td>", attribute, inside);
}

Html row(const Visit& visit, const TableView& view, const TableRow& one, bool all_columns) {
  Html cells;
  for (std::size_t c = 0; c < one.cells.size() && c < view.columns.size(); ++c)
    cells += cell(visit, one.cells[c], view.columns[c], c == 0, all_columns);
  return html("<tr{}>{}</tr>\n", one.css.empty() ? Html{} : html(" class=\"{}\"", one.css), cells);
}

// ---- Order -------------------------------------------------------------------------------------

// What a cell is sorted by: missing ones last, whatever the direction.
struct SortKey {
  int rank = 0;
  Ratio number;
  std::string words;
};

SortKey key_of(const TableCell& one) {
  struct Keeper {
    const TableCell& one;
    SortKey operator()(const std::string& words) const { return {1, {}, folded(words)}; }
    SortKey operator()(MoneySum amount) const { return {0, Ratio{amount.in_centavos(), 100}, {}}; }
    SortKey operator()(Quantity quantity) const { return {0, quantity.as_ratio(), {}}; }
    SortKey operator()(const Ratio& points) const { return {0, points, {}}; }
    SortKey operator()(Date date) const { return {1, {}, ::show(date)}; }
    SortKey operator()(std::int64_t n) const { return {0, Ratio::whole(n), {}}; }
    SortKey operator()(const Html&) const { return {1, {}, folded(one.export_text)}; }
    SortKey operator()(Missing) const { return {3, {}, {}}; }
    SortKey operator()(NotDue) const { return {2, {}, {}}; }
  };
  return std::visit(Keeper{one}, one.value);
}

struct Order {
  std::size_t column = 0;
  bool descending = false;
};

std::optional<Order> order_of(const TableView& view, std::string_view asked) {
  const bool descending = asked.starts_with('-');
  if (descending) asked.remove_prefix(1);
  if (asked.empty()) return std::nullopt;
  for (std::size_t c = 0; c < view.columns.size(); ++c)
    if (view.columns[c].sortable && view.columns[c].key == asked) return Order{c, descending};
  return std::nullopt;
}

std::vector<const TableRow*> ordered(const TableView& view, const TableRequest& request) {
  std::vector<const TableRow*> rows;
  for (const auto& one : view.rows) rows.push_back(&one);
  const auto order = order_of(view, request.order);
  if (!order) return rows;
  std::vector<std::pair<SortKey, const TableRow*>> keyed;
  for (const auto* one : rows)
    keyed.emplace_back(
        order->column < one->cells.size() ? key_of(one->cells[order->column]) : SortKey{3, {}, {}},
        one);
  std::ranges::stable_sort(keyed, [&](const auto& a, const auto& b) {
    if (a.first.rank != b.first.rank) return a.first.rank < b.first.rank;
    if (a.first.rank >= 2) return false;
    const auto& low = order->descending ? b.first : a.first;
    const auto& high = order->descending ? a.first : b.first;
    if (a.first.rank == 0) return low.number < high.number;
    return low.words < high.words;
  });
  rows.clear();
  for (const auto& one : keyed) rows.push_back(one.second);
  return rows;
}

// ---- Addresses ---------------------------------------------------------------------------------

// The path of the page itself, as it came: without the query and without the ending of a file.
std::string own_path(const Request& request) {
  std::string_view path = request.target;
  path = path.substr(0, path.find('?'));
  for (const auto ending : endings)
    if (path.ends_with(ending)) path.remove_suffix(ending.size());
  return std::string(path);
}

std::string changed(const Request& request, std::string_view path,
                    const std::vector<std::pair<std::string, std::string>>& changes) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [name, value] : request.query.all()) {
    const bool replaced =
        std::ranges::any_of(changes, [&](const auto& c) { return c.first == name; });
    if (!replaced && !value.empty()) pairs.emplace_back(name, value);
  }
  for (const auto& change : changes)
    if (!change.second.empty()) pairs.push_back(change);
  return std::string(path) + query_text(pairs);
}

// ---- Head, foot, paging ------------------------------------------------------------------------

Html head(const Visit& visit, const TableView& view, const std::optional<Order>& order,
          bool all_columns) {
  Html cells;
  const auto path = own_path(visit.request);
  for (std::size_t c = 0; c < view.columns.size(); ++c) {
    const auto& column = view.columns[c];
    std::string css;
    if (c == 0) css = "fija";
    if (is_number(column.kind)) css += css.empty() ? "num" : " num";
    if (column.secondary && !all_columns) css += css.empty() ? "mas" : " mas";
    const bool current = order && order->column == c;
    Html title = escaped(column.title);
    if (column.sortable && view.rows.size() > 1) {
      // Numbers are asked for from the greatest, texts from A.
      const bool now_descending = current ? !order->descending : is_number(column.kind);
      title = html("<a href=\"{}\">{}</a>",
                   changed(visit.request, path,
                           {{"orden", (now_descending ? "-" : "") + column.key}, {"pagina", ""}}),
                   title);
      if (current)
        title += html("<span aria-hidden=\"true\"> {}</span>", order->descending ? "▼" : "▲");
    }
    if (!column.note.empty()) title += html("<small>{}</small>", column.note);
    const Html sort = {current ? order->descending ? " aria-sort=\"descending\""
                                                   : " aria-sort=\"ascending\""
                               : ""};
    if (column.title.empty()) {
      cells += html("<td{}></td>", css.empty() ? Html{} : html(" class=\"{}\"", css));
      continue;
    }
    cells += html("<th scope=\"col\"{}{}>{}</th>",
                  css.empty() ? Html{} : html(" class=\"{}\"", css), sort, title);
  }
  return html("<thead>\n<tr>{}</tr>\n</thead>\n", cells);
}

// Sums of this page, where the table's own total has an amount; nothing else can be added up.
TableRow subtotal(const Visit& visit, const TableView& view,
                  const std::vector<const TableRow*>& rows) {
  TableRow out;
  for (std::size_t c = 0; c < view.columns.size(); ++c) {
    TableCell made{std::string()};
    if (c == 0) made.value = tr(visit, "Subtotal de esta página");
    const auto& total = view.total->cells;
    if (c < total.size() && std::holds_alternative<MoneySum>(total[c].value)) {
      MoneySum sum;
      for (const auto* one : rows)
        if (const auto* money = std::get_if<MoneySum>(&one->cells[c].value)) sum += *money;
      made.value = sum;
    } else if (c < total.size() && std::holds_alternative<Quantity>(total[c].value)) {
      Quantity sum;
      for (const auto* one : rows)
        if (const auto* quantity = std::get_if<Quantity>(&one->cells[c].value)) sum += *quantity;
      made.value = sum;
    }
    out.cells.push_back(std::move(made));
  }
  return out;
}

Html paging(const Visit& visit, const TableView& view, const TableRequest& request,
            std::size_t pages) {
  const auto path = own_path(visit.request);
  const auto to_page = [&](std::size_t n) {
    return changed(visit.request, path, {{"pagina", n == 1 ? "" : std::to_string(n)}});
  };
  Html items;
  std::size_t told = 0;
  for (std::size_t n = 1; n <= pages; ++n) {
    const bool near = n == 1 || n == pages || (n + 1 >= request.page && n <= request.page + 1);
    if (!near) continue;
    if (n > told + 1)
      items +=
          Html{"<li class=\"govuk-pagination__item govuk-pagination__item--ellipsis\">⋯</li>\n"};
    told = n;
    items += html(
        "<li class=\"govuk-pagination__item{}\"><a class=\"govuk-pagination__link\" href=\"{}\" "
        "aria-label=\"{} {}\"{}>{}</a></li>\n",
        n == request.page ? " govuk-pagination__item--current" : "", to_page(n),
        tr(visit, "Página"), std::to_string(n),
        Html{n == request.page ? " aria-current=\"page\"" : ""}, std::to_string(n));
  }
  const auto step = [&](std::string_view rel, std::string_view word, std::size_t n) {
    return html(
        "<div class=\"govuk-pagination__{}\"><a class=\"govuk-link govuk-pagination__link\" "
        "href=\"{}\" rel=\"{}\"><span class=\"govuk-pagination__link-title\">{}</span></a></div>\n",
        rel, to_page(n), rel, tr(visit, word));
  };
  return html(
      "<nav class=\"govuk-pagination\" aria-label=\"{}: {}\">\n{}<ul "
      "class=\"govuk-pagination__list\">\n{}</ul>\n{}</nav>\n",
      tr(visit, "Páginas"), view.id,
      request.page > 1 ? step("prev", "Anterior", request.page - 1) : Html{}, items,
      request.page < pages ? step("next", "Siguiente", request.page + 1) : Html{});
}

Html sizes(const Visit& visit, const TableRequest& request) {
  Html out = html("<span>{}: ", tr(visit, "Filas por página"));
  bool first = true;
  for (const auto size : page_sizes) {
    if (!first) out += Html{" · "};
    first = false;
    if (size == request.per_page)
      out += html("<b>{}</b>", std::to_string(size));
    else
      out += link(changed(visit.request, own_path(visit.request),
                          {{"por_pagina", std::to_string(size)}, {"pagina", ""}}),
                  std::to_string(size));
  }
  return out += Html{"</span>"};
}

// ---- Files -------------------------------------------------------------------------------------

// A cell as files have it: exact, in the machine's form.
std::string machine_text(const TableCell& one) {
  struct Teller {
    const TableCell& one;
    std::string operator()(const std::string& words) const { return words; }
    std::string operator()(MoneySum amount) const { return show(amount); }
    std::string operator()(Quantity quantity) const { return show(quantity); }
    std::string operator()(const Ratio& points) const { return show(points, 1); }
    std::string operator()(Date date) const { return ::show(date); }
    std::string operator()(std::int64_t n) const { return std::to_string(n); }
    std::string operator()(const Html&) const { return one.export_text; }
    std::string operator()(Missing) const { return {}; }
    std::string operator()(NotDue) const { return std::string(text::not_due); }
  };
  return std::visit(Teller{one}, one.value);
}

bool is_words(const TableCell& one) {
  return std::holds_alternative<std::string>(one.value) || std::holds_alternative<Html>(one.value);
}

bool exported(const TableColumn& column) { return column.kind != Kind::Action; }

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return std::string(text);
  return '"' + replaced(text, "\"", "\"\"") + '"';
}

std::string csv_of(const TableView& view, const std::vector<const TableRow*>& rows) {
  std::string out = "\xEF\xBB\xBF";
  const auto line = [&](const auto& text_at) {
    bool first = true;
    for (std::size_t c = 0; c < view.columns.size(); ++c) {
      if (!exported(view.columns[c])) continue;
      if (!first) out += ',';
      first = false;
      out += csv_field(text_at(c));
    }
    out += "\r\n";
  };
  line([&](std::size_t c) { return view.columns[c].key; });
  for (const auto* one : rows)
    line([&](std::size_t c) {
      if (c >= one->cells.size()) return std::string();
      const auto text = machine_text(one->cells[c]);
      return is_words(one->cells[c]) ? documents::harmless(text) : text;
    });
  return out;
}

json::value json_value(const TableCell& one) {
  if (is_missing(one.value)) return nullptr;
  if (const auto* n = std::get_if<std::int64_t>(&one.value)) return *n;
  if (const auto* quantity = std::get_if<Quantity>(&one.value);
      quantity != nullptr && quantity->whole())
    return quantity->in_hundredths() / 100;
  return json::string(machine_text(one));
}

std::string_view kind_name(Kind kind) {
  constexpr std::array<std::string_view, 8> names = {"texto",      "codigo", "dinero", "cantidad",
                                                     "porcentaje", "fecha",  "estado", "accion"};
  return names[static_cast<std::size_t>(kind)];
}

json::object json_row(const TableView& view, const TableRow& one) {
  json::object out;
  for (std::size_t c = 0; c < view.columns.size() && c < one.cells.size(); ++c)
    if (exported(view.columns[c])) out[view.columns[c].key] = json_value(one.cells[c]);
  return out;
}

std::string json_of(const TableView& view, const std::vector<const TableRow*>& rows) {
  json::array columns, lines;
  bool money = false;
  for (const auto& column : view.columns) {
    if (!exported(column)) continue;
    money = money || column.kind == Kind::Money;
    columns.push_back(json::object{
        {"clave", column.key}, {"titulo", column.title}, {"tipo", kind_name(column.kind)}});
  }
  for (const auto* one : rows) lines.push_back(json_row(view, *one));
  json::object out{{"titulo", replaced(view.caption, "\n", ". ")},
                   {"columnas", columns},
                   {"total", static_cast<std::int64_t>(rows.size())},
                   {"filas", lines}};
  if (!view.as_of.empty()) out["datos_al"] = view.as_of;
  if (view.illustrative) out["datos_ilustrativos"] = true;
  if (money) out["moneda"] = "GTQ";
  if (view.total) out["totales"] = json_row(view, *view.total);
  return pretty(out) + '\n';
}

documents::GridValue grid_value(const TableCell& one) {
  struct Giver {
    const TableCell& one;
    documents::GridValue operator()(const std::string& words) const { return words; }
    documents::GridValue operator()(MoneySum amount) const { return amount; }
    documents::GridValue operator()(Quantity quantity) const { return quantity; }
    documents::GridValue operator()(const Ratio& points) const {
      return documents::PerCent{points};
    }
    documents::GridValue operator()(Date date) const { return date; }
    documents::GridValue operator()(std::int64_t n) const { return n; }
    documents::GridValue operator()(const Html&) const { return one.export_text; }
    documents::GridValue operator()(Missing) const { return {}; }
    documents::GridValue operator()(NotDue) const { return std::string(text::not_due); }
  };
  return std::visit(Giver{one}, one.value);
}

Result<std::string> workbook_of(const Visit& visit, const TableView& view,
                                const std::vector<const TableRow*>& rows) {
  documents::Grid grid;
  grid.title = replaced(view.caption, "\n", ". ");
  grid.made_at = visit.now;
  const auto line = [&](const TableRow& one) {
    std::vector<documents::GridValue> cells;
    for (std::size_t c = 0; c < view.columns.size(); ++c)
      if (exported(view.columns[c]))
        cells.push_back(c < one.cells.size() ? grid_value(one.cells[c]) : documents::GridValue{});
    return cells;
  };
  for (const auto& column : view.columns)
    if (exported(column)) {
      auto title = column.title;
      if (!column.note.empty()) title += ' ' + column.note;
      grid.columns.push_back({title, column.kind == Kind::Money || column.kind == Kind::Count,
                              column.kind == Kind::Code});
    }
  for (const auto* one : rows) grid.rows.push_back(line(*one));
  if (view.total) grid.total = line(*view.total);
  std::string filters;
  for (const auto& [name, value] : visit.request.query.all()) {
    if (value.empty()) continue;
    if (!filters.empty()) filters += "; ";
    filters += name + " = " + value;
  }
  grid.about = {
      {tr(visit, "Tabla"), grid.title},
      {tr(visit, "Datos"), view.as_of},
      {tr(visit, "Aviso"), view.illustrative ? tr(visit, "Datos ilustrativos") : std::string()},
      {tr(visit, "Filtros y orden"), filters.empty() ? tr(visit, "Sin filtros") : filters},
      {tr(visit, "Origen"), view.origin},
      {tr(visit, "Fuente"), view.source},
      {tr(visit, "Dirección"), own_path(visit.request)},
      {tr(visit, "Generado"), text::date_and_time(visit.now)},
      {tr(visit, "Por"),
       visit.viewer == nullptr ? tr(visit, "Portal público") : visit.viewer->name},
      {tr(visit, "Huella de los datos (SHA-256 del CSV)"), show(sha256(csv_of(view, rows)))},
      {tr(visit, "Lectura"), tr(visit,
                                "Una celda vacía es «sin dato» y «n. a.» es «no aplica»: ninguna "
                                "es cero. Los totales son "
                                "fórmulas que suman solo las filas visibles.")},
      {tr(visit, "Límites"),
       tr(visit, "Un libro admite 1,048,575 filas y 32,767 caracteres por celda.")},
  };
  return documents::xlsx_of(grid);
}

}  // namespace

TableRequest table_request(const Request& request) {
  TableRequest out;
  out.order = request.query.first("orden");
  const auto number = [&](std::string_view name) {
    return whole_number(request.query.first(name)).value_or(0);
  };
  if (const auto page = number("pagina"); page > 0 && page < 1'000'000)
    out.page = static_cast<std::size_t>(page);
  out.per_page = page_size_standard;
  for (const auto size : page_sizes)
    if (number("por_pagina") == static_cast<long long>(size)) out.per_page = size;
  return out;
}

TableRequest table_request(const Visit& visit) {
  auto out = table_request(visit.request);
  if (visit.request.query.first("por_pagina").empty())
    out.per_page = static_cast<std::size_t>(
        whole_number(preferred(visit, "filas")).value_or(page_size_standard));
  return out;
}

Html table(Visit& visit, const TableView& view) {
  auto request = table_request(visit);
  const auto rows = ordered(view, request);
  const auto order = order_of(view, request.order);
  const bool all_columns = visit.request.query.first("columnas") == "todas";
  const std::size_t pages =
      view.paged ? std::max<std::size_t>(1, (rows.size() + request.per_page - 1) / request.per_page)
                 : 1;
  request.page = std::min(request.page, pages);
  const std::size_t from = view.paged ? (request.page - 1) * request.per_page : 0;
  const std::size_t to = view.paged ? std::min(rows.size(), from + request.per_page) : rows.size();
  const std::vector<const TableRow*> here(rows.begin() + static_cast<std::ptrdiff_t>(from),
                                          rows.begin() + static_cast<std::ptrdiff_t>(to));
  const auto path = own_path(visit.request);

  // The caption: what the table is, and below it period, unit and cut.
  std::string_view title = view.caption, small;
  if (const auto cut = title.find('\n'); cut != title.npos) {
    small = title.substr(cut + 1);
    title = title.substr(0, cut);
  }
  Html note = escaped(small);
  if (!view.as_of.empty())
    note += html("{}{}",
                 note.text.empty()          ? ""
                 : note.text.ends_with('.') ? " "
                                            : ". ",
                 view.as_of);
  if (view.illustrative)
    note += html("{}{}", note.text.empty() ? "" : " ", stamp_illustrative(visit.language));

  Html body;
  for (const auto& one : view.path) {
    TableRow above = one;
    above.css = above.css.empty() ? "camino" : "camino " + above.css;
    body += row(visit, view, above, all_columns);
  }
  for (const auto* one : here) body += row(visit, view, *one, all_columns);
  Html foot;
  if (view.total) {
    if (pages > 1) foot += row(visit, view, subtotal(visit, view, here), all_columns);
    foot += row(visit, view, *view.total, all_columns);
    foot = html("<tfoot>\n{}</tfoot>\n", foot);
  }
  if (rows.empty())
    return html(
        "<div data-tabla=\"{}\">{}</div>\n", view.id,
        empty_state(
            view.empty.empty() ? tr(visit, "No hay datos con estos filtros.") : view.empty,
            visit.request.query.all().empty() ? Html{} : link(path, tr(visit, "Quitar filtros"))));

  // What a reader hears after the table was swapped.
  std::string heard = std::to_string(rows.size()) + ' ' + tr(visit, "filas");
  if (order)
    heard = tr(visit, "Ordenado por {}, {}",
               {view.columns[order->column].title,
                tr(visit, order->descending ? "descendente" : "ascendente")});
  Html out = html(
      "<div class=\"tabla-caja{}\" role=\"region\" aria-label=\"{}: {}\" tabindex=\"0\"><table "
      "class=\"tabla\">\n<caption><div class=\"tt\">{}{}</div></caption>\n{}<tbody>\n{}</tbody>\n"
      "{}</table></div>\n",
      here.size() > 15 ? " tabla-caja--alta" : "", tr(visit, "Tabla"), title, title,
      note.text.empty() ? Html{} : html("<span>{}</span>", note),
      head(visit, view, order, all_columns), body, foot);

  const bool any_hidden =
      std::ranges::any_of(view.columns, [](const auto& column) { return column.secondary; });
  if (any_hidden && !all_columns) {
    const auto seen = static_cast<std::int64_t>(
        std::ranges::count_if(view.columns, [](const auto& column) { return !column.secondary; }));
    out += html("<p class=\"origen angosta\">{} <a href=\"{}\">{}</a></p>\n",
                tr(visit, "Se muestran {} de {} columnas.",
                   {std::to_string(seen), std::to_string(view.columns.size())}),
                changed(visit.request, path, {{"columnas", "todas"}}), tr(visit, "Ver todas"));
  }
  if (view.paged && rows.size() > page_sizes.front()) {
    out += html(
        "<div class=\"bajo-tabla\"><p class=\"origen\">{}</p><p class=\"origen\">{}</p></div>\n",
        tr(visit, "{}–{} de {}",
           {text::count(static_cast<Int128>(from + 1)), text::count(static_cast<Int128>(to)),
            text::count(static_cast<Int128>(rows.size()))}),
        sizes(visit, request));
    if (pages > 1) out += paging(visit, view, request, pages);
  }
  Html below;
  if (view.exports) {
    Html files;
    for (const auto& [ending, name] :
         {std::pair{".csv", "CSV"}, std::pair{".xlsx", "XLSX"}, std::pair{".json", "JSON"}}) {
      if (!files.text.empty()) files += Html{" · "};
      files += link(changed(visit.request, path + ending,
                            {{"pagina", ""}, {"por_pagina", ""}, {"columnas", ""}}),
                    name);
    }
    below += html("<p class=\"origen descargas\">{}: {}</p>",
                  visit.request.query.all().empty() ? tr(visit, "Descargar")
                                                    : tr(visit, "Descargar con estos filtros"),
                  files);
  }
  Html origin = escaped(view.origin);
  if (!view.source.empty())
    origin += html("{}{}: {}", origin.text.empty() ? "" : " ", tr(visit, "Fuente"),
                   own_words(visit, view.source));
  if (!origin.text.empty()) below += html("<p class=\"origen\">{}</p>", origin);
  if (!below.text.empty()) out += html("<div class=\"bajo-tabla\">{}</div>\n", below);
  return html("<div data-tabla=\"{}\" data-dicho=\"{}\">\n{}</div>\n", view.id, heard, out);
}

std::optional<Response> table_file(Visit& visit, const TableView& view) {
  const std::string_view path = visit.request.path;
  const auto ending =
      std::ranges::find_if(endings, [&](std::string_view e) { return path.ends_with(e); });
  if (ending == endings.end()) return std::nullopt;
  const auto rows = ordered(view, table_request(visit.request));
  const auto name = view.file_name + std::string(*ending);
  std::optional<Response> out;
  if (*ending == ".csv") {
    out = download(csv_of(view, rows), "text/csv; charset=utf-8", name);
  } else if (*ending == ".json") {
    out = download(json_of(view, rows), "application/json; charset=utf-8", name);
  } else {
    auto book = workbook_of(visit, view, rows);
    if (!book) return refusal_page(visit, book.error());
    out = download(std::move(*book),
                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
  }
  if (visit.viewer == nullptr) out->keep = Keep::Ask;
  return out;
}

namespace {

Html chips_of(Language language, const Request& request, const std::vector<Filter>& filters) {
  Html items;
  std::vector<std::pair<std::string, std::string>> without;
  for (const auto& filter : filters) {
    if (filter.value.empty()) continue;
    without.emplace_back(filter.name, "");
    items += html("<li><a href=\"{}\">{}: {} <span aria-hidden=\"true\">✕</span>{}</a></li>\n",
                  with_query(request, filter.name, ""), filter.label, filter.value,
                  hidden(tr(language, " (quitar)")));
  }
  if (items.text.empty()) return {};
  without.emplace_back("pagina", "");
  return html(
      "<ul class=\"fichas\" aria-label=\"{}\">{}<li><a class=\"quitar\" "
      "href=\"{}\">{}</a></li></ul>\n",
      tr(language, "Filtros activos"), items, changed(request, own_path(request), without),
      tr(language, "Quitar todos"));
}

}  // namespace

Html filter_chips(const Request& request, const std::vector<Filter>& filters) {
  return chips_of(Language::Spanish, request, filters);
}

Html filter_chips(const Visit& visit, const std::vector<Filter>& filters) {
  return chips_of(visit.language, visit.request, filters);
}

std::string with_query(const Request& request, std::string_view name, std::string_view value) {
  return changed(request, own_path(request),
                 {{std::string(name), std::string(value)}, {"pagina", ""}});
}

}  // namespace web
