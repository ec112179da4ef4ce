// The monthly extract against the CURs, to the centavo: what is equal, what explains the rest, and
// the CURs behind each difference; and one CUR by itself.
#include "base/text.hpp"
#include "domain/budget/document_refusals.hpp"
#include "queries/curs.hpp"
#include "text/format.hpp"
#include "text/money_words.hpp"
#include "web/pages/execution_pages.hpp"
#include "web/pages/execution_view.hpp"
#include "web/pages/money_view.hpp"

namespace web {
namespace {

using budget::Agreement;
using Kind = TableColumn::Kind;

constexpr std::string_view here = "/ejecucion/conciliacion";
constexpr std::size_t entries_at_most = 12;

std::string cur_address(const budget::CurKey& key) {
  return "/ejecucion/cur/" + std::to_string(key.numero) + "?anio=" + show(key.ejercicio);
}

Html tag_of(Agreement agreement) {
  const auto tint = agreement == Agreement::Equal       ? Tint::Green
                    : agreement == Agreement::Explained ? Tint::Amber
                                                        : Tint::Red;
  return tag(text::name_of(agreement), tint);
}

Html entries_of(const queries::Reconciliation& made, const budget::ReconciledRow& row) {
  Html out;
  for (std::size_t n = 0; n < row.asientos.size() && n < entries_at_most; ++n) {
    const auto& key = made.book.curs[row.asientos[n]].cur.key;
    out += html(n == 0 ? "{}" : ", {}", link(cur_address(key), std::to_string(key.numero)));
  }
  if (row.asientos.size() > entries_at_most)
    out += html(" y {} más",
                text::count(static_cast<std::int64_t>(row.asientos.size() - entries_at_most)));
  return out.text.empty() ? html("{}{}", text::no_data, hidden("ninguno")) : out;
}

std::string numbers_of(const queries::Reconciliation& made, const budget::ReconciledRow& row) {
  std::string out;
  for (const auto i : row.asientos)
    (out += out.empty() ? "" : " ") += std::to_string(made.book.curs[i].cur.key.numero);
  return out;
}

TableView rows_table(const queries::Reconciliation& made) {
  TableView view;
  view.id = "conciliacion";
  view.caption = "Saldos de enero a " + text::month(made.month) + ", quetzales";
  view.file_name = "conciliacion-" + show(made.month);
  view.illustrative = made.book.illustrative;
  view.empty = "Ningún saldo difiere: el extracto y los CUR dicen lo mismo.";
  view.origin = "Diferencia = extracto − CUR.";
  view.columns = {
      {.key = "categoria", .title = "Categoría", .kind = Kind::Code, .row_header = true},
      {.key = "renglon", .title = "Renglón", .kind = Kind::Code},
      {.key = "fuente", .title = "Fuente", .kind = Kind::Code, .secondary = true},
      {.key = "etapa", .title = "Etapa"},
      {.key = "extracto", .title = "Extracto", .kind = Kind::Money, .secondary = true},
      {.key = "curs", .title = "CUR", .kind = Kind::Money, .secondary = true},
      {.key = "diferencia", .title = "Diferencia", .kind = Kind::Money},
      {.key = "estado", .title = "Estado", .kind = Kind::State},
      {.key = "cur", .title = "Comprobantes", .sortable = false, .secondary = true},
      {.key = "partida", .title = "Partida", .secondary = true},
  };
  for (const auto& row : made.rows) {
    const bool equal = row.estado == Agreement::Equal;
    view.rows.push_back({{{category_of(row.partida)},
                          {show(row.partida.renglon)},
                          {show(row.partida.fuente)},
                          {std::string(text::name_of(row.etapa))},
                          {MoneySum{row.extracto}},
                          {MoneySum{row.curs}},
                          {row.difference()},
                          {tag_of(row.estado), "", std::string(text::name_of(row.estado)), "",
                           equal ? Html{}
                                 : html("<br><span class=\"chico secundario\">{}</span>",
                                        text::sentence_of(row.explicacion))},
                          {entries_of(made, row), "", numbers_of(made, row)},
                          {show(row.partida)}}});
  }
  return view;
}

Html totals_of(const queries::Reconciliation& made) {
  Html rows;
  for (const auto& [stage, sum] : made.extract_sum) {
    const auto ours = made.cur_sum.at(stage);
    rows += html(
        "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\">{}</td><td "
        "class=\"num\">{}</td></tr>",
        text::name_of(stage), text::table_money(sum), text::table_money(ours),
        text::table_money(sum - ours));
  }
  return html(
      R"(<div class="tabla-caja" role="region" aria-label="Totales por etapa" tabindex="0">
<table class="tabla">
<caption>Totales por etapa, quetzales</caption>
<thead><tr>
<th scope="col">Etapa</th>
<th scope="col" class="num">Extracto</th>
<th scope="col" class="num">CUR</th>
<th scope="col" class="num">Diferencia</th></tr>
</thead>
<tbody>{}</tbody>
</table></div>)",
      rows);
}

// What was set aside or flagged while posting, by name.
Html flags_of(const queries::CurBook& book) {
  constexpr std::size_t at_most = 50;
  Html items;
  std::size_t n = 0;
  for (const auto& one : book.ledger.quarantined) {
    if (n++ == at_most) break;
    const auto& cur = book.curs[one.cur].cur;
    items +=
        html("<li>{} ({}, {}): {}{}.</li>",
             link(cur_address(cur.key), "CUR " + std::to_string(cur.key.numero)),
             code_of(cur.clase), text::date(cur.aprobado), text::reason_of(one.why),
             one.difference == MoneySum{} ? std::string() : ", por " + text::money(one.difference));
  }
  for (const auto& one : book.ledger.overruns) {
    if (n++ == at_most) break;
    const auto& cur = book.curs[one.cur].cur;
    items += html("<li>{} ({}, {}), {}, renglón {}: {}.</li>",
                  link(cur_address(cur.key), "CUR " + std::to_string(cur.key.numero)),
                  code_of(cur.clase), text::date(cur.aprobado), category_of(one.partida),
                  show(one.partida.renglon), text::sentence_of(one));
  }
  if (items.text.empty()) return {};
  const auto all = book.ledger.quarantined.size() + book.ledger.overruns.size();
  return section(
      "senalados", "CUR apartados o señalados",
      html("<p>{}: los apartados están guardados y no se suman; los señalados se cuentan como "
           "están en SICOIN.</p><ul>{}</ul>",
           text::capitalized(text::counted(static_cast<std::int64_t>(all), "CUR", "CUR")), items));
}

}  // namespace

Result<Response> reconciliation_show(Visit& visit) {
  const auto month = TRY(asked_month(visit));
  if (!month) return nothing_loaded(visit, "Conciliación con SICOIN", Area::Execution);
  const bool all = visit.request.query.first("todo") == "si";
  const auto made = TRY(visit.remembered<queries::Reconciliation>(
      "conciliacion " + visit.institution + " " + show(*month) + (all ? " todo" : ""),
      [&] { return queries::reconciliation(visit.db(), visit.institution, *month, all); }));
  const auto list = rows_table(*made);
  if (auto file = table_file(visit, list)) return *std::move(file);
  auto view = money_page("Conciliación con SICOIN",
                         "El extracto mensual contra los CUR, al centavo, por partida y etapa.");
  if (made->book.illustrative) view.actions = stamp_illustrative();
  const Html more = html(
      "<div><label for=\"f-todo\">Mostrar</label><select id=\"f-todo\" name=\"todo\"><option "
      "value=\"\">Solo lo que difiere</option><option value=\"si\"{}>También lo igual</option>"
      "</select></div>\n",
      Html{all ? " selected" : ""});
  view.content = month_filter(visit, here, *month, more);
  if (!made->extract_loaded || !made->book.loaded()) {
    view.content += empty_state(
        made->extract_loaded ? "Aún no se han importado los CUR de este año."
                             : "Aún no se ha importado el extracto de SICOIN de este año.",
        html("<p>{}</p>", made->extract_loaded
                              ? Html{"Impórtelos con <code>ceiba cur importar ARCHIVO</code>."}
                              : link("/ejecucion/importar", "Importar el extracto")));
    return page(visit, view);
  }
  view.content += figure_strip(
      {{text::count(made->equal), "Saldos iguales"},
       {text::count(made->explained), "Explicados"},
       {text::count(made->unexplained), "Sin explicar"},
       {text::count(static_cast<std::int64_t>(made->book.curs.size())), "CUR del año"}});
  view.content += html("<div class=\"seccion\">{}</div>", table(visit, list));
  view.content += section("totales", "Totales", totals_of(*made));
  view.content += flags_of(made->book);
  view.origin = provenance({text::date(last_day(*month)), "preliminar", "SICOIN, extracto y CUR",
                            made->book.illustrative});
  return page(visit, view);
}

Result<Response> cur_show(Visit& visit) {
  const auto year = TRY(year_asked(visit));
  const auto number = whole_number(visit.capture("numero"));
  const auto book =
      TRY(visit.remembered<queries::CurBook>("cur " + visit.institution + " " + show(year), [&] {
        return queries::cur_book(visit.db(), visit.institution, year);
      }));
  auto view = money_page("CUR " + std::string(visit.capture("numero")), "");
  view.crumbs.push_back({"Conciliación", std::string(here)});
  view.rubric = "Ejercicio " + show(year);
  view.dense = false;
  if (book->illustrative) view.actions = stamp_illustrative();
  bool found = false;
  for (std::size_t i = 0; i < book->curs.size(); ++i) {
    const auto& record = book->curs[i];
    const auto& cur = record.cur;
    if (!number || cur.key.numero != *number) continue;
    found = true;
    MoneySum total;
    Html lines;
    for (const auto& line : cur.detalle) {
      total += line.monto;
      lines += html("<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td></tr>",
                    show(line.partida), text::table_money(line.monto));
    }
    std::vector<SummaryRow> rows{
        {"Clase", html("{} ({})", text::name_of(cur.clase), code_of(cur.clase))},
        {"Estado", html("{}, {}", text::name_of(cur.estado), text::date(cur.aprobado))},
        {"Unidad ejecutora", escaped(show(cur.key.unidad_ejecutora))}};
    if (cur.revierte) {
      auto original = cur.key;
      original.numero = *cur.revierte;
      rows.push_back(
          {"Revierte", link(cur_address(original), "CUR " + std::to_string(*cur.revierte))});
    }
    if (!record.beneficiario.empty())
      rows.push_back(
          {"Beneficiario", html("{}{}", record.beneficiario,
                                record.nit.empty() ? std::string() : ", NIT " + record.nit)});
    if (!record.descripcion.empty()) rows.push_back({"Descripción", escaped(record.descripcion)});
    for (const auto& one : book->ledger.quarantined)
      if (one.cur == i)
        rows.push_back({"No se suma", html("{}.", text::capitalized(text::reason_of(one.why)))});
    for (const auto& one : book->ledger.overruns)
      if (one.cur == i)
        rows.push_back({"Señalado", html("{}.", text::capitalized(text::sentence_of(one)))});
    view.content += summary_list(rows);
    view.content += html(
        R"(<div class="tabla-caja" role="region" aria-label="Detalle" tabindex="0">
<table class="tabla">
<caption>Detalle, quetzales</caption>
<thead><tr>
<th scope="col">Partida</th>
<th scope="col" class="num">Monto</th></tr>
</thead>
<tbody>{}</tbody>
<tfoot><tr class="total"><th scope="row">Total</th><td class="num">{}</td></tr></tfoot>
</table></div>)",
        lines, text::table_money(total));
  }
  if (!found)
    return refuse(budget::DocumentRefusal::CurUnknown,
                  {{"hallado", std::string(visit.capture("numero"))}, {"ejercicio", show(year)}});
  return page(visit, view);
}

}  // namespace web
