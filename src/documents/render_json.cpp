// Blocks and figures to JSON, in the order in which they are read.
#include "documents/render_json.hpp"

#include "text/format.hpp"

namespace documents {
namespace {

constexpr std::string_view style_names[] = {"", "negrita", "cursiva", "codigo", "codigo_negrita"};
constexpr std::string_view kind_names[] = {"texto",      "codigo",  "monto", "cantidad",
                                           "porcentaje", "decimal", "fecha", "estado"};
constexpr std::string_view row_names[] = {"fila", "grupo", "hija", "total"};
constexpr std::string_view state_names[] = {
    "en_ritmo", "atencion", "rezago", "sobre_lo_programado", "sin_dato", "no_programado"};

json::string text_value(std::string_view text) { return json::string(text); }

class Writer {
 public:
  explicit Writer(const Document& document) : document_(document) {}

  json::object figure(const Figure& one, const Query& around, Place place) const {
    return json_of(asked_by(around, one), place, document_.corte);
  }

  json::array prose_of(const Prose& prose, const Query& query) const {
    json::array out;
    for (const auto& run : prose.runs) {
      const auto style = style_names[static_cast<std::size_t>(run.style)];
      if (const auto* one = std::get_if<Figure>(&run.content)) {
        json::object item{{"cifra", figure(*one, query, Place::Prose)}};
        if (!style.empty()) item["estilo"] = text_value(style);
        out.emplace_back(std::move(item));
      } else if (style.empty()) {
        out.emplace_back(text_value(std::get<std::string>(run.content)));
      } else {
        out.emplace_back(json::object{{"texto", std::get<std::string>(run.content)},
                                      {"estilo", text_value(style)}});
      }
    }
    return out;
  }

  json::object source(const Source& one, const Query& query) const {
    json::object out{{"origen", prose_of(one.origin, query)}};
    if (one.as_of) out["datos_al"] = show(*one.as_of);
    if (!one.consulta.empty()) out["consulta"] = one.consulta;
    if (!one.remark.empty()) out["nota"] = one.remark;
    return out;
  }

  json::object operator()(const Heading& one) const {
    return {{"tipo", "titulo"}, {"nivel", one.level}, {"texto", one.text}};
  }
  json::object operator()(const Paragraph& one) const {
    return {{"tipo", "parrafo"}, {"texto", prose_of(one.text, one.query)}};
  }
  json::object operator()(const List& one) const {
    json::array items;
    for (const auto& item : one.items) items.emplace_back(prose_of(item, one.query));
    return {{"tipo", "lista"}, {"numerada", one.numbered}, {"puntos", items}};
  }
  json::object operator()(const Note& one) const {
    return {{"tipo", "nota"}, {"texto", prose_of(one.text, one.query)}};
  }
  json::object operator()(const Quote& one) const {
    return {{"tipo", "cita"}, {"texto", one.text}};
  }
  json::object operator()(const KeyValues& one) const {
    return {{"tipo", "datos"}, {"filas", pairs(one.rows)}};
  }
  json::object operator()(const Signatures& one) const {
    json::array all;
    for (const auto& signature : one.all) {
      json::object item{{"acto", signature.act}, {"puesto", signature.post}};
      if (!signature.holder.empty()) item["titular"] = signature.holder;
      item["fecha"] = signature.signed_on ? json::value(show(*signature.signed_on)) : json::value();
      all.emplace_back(std::move(item));
    }
    return {{"tipo", "firmas"}, {"firmas", all}};
  }
  json::object operator()(const Qr& one) const {
    return {{"tipo", "qr"}, {"direccion", one.address}};
  }
  json::object operator()(const Checkpoint& one) const {
    return {{"tipo", "punto_de_control"}, {"texto", one.text}};
  }
  json::object operator()(const PageBreak&) const { return {{"tipo", "salto_de_pagina"}}; }

  json::object operator()(const Table& table) const {
    json::array columns, rows;
    for (const auto& column : table.columns) {
      json::object item{{"titulo", column.title},
                        {"clase", text_value(kind_names[static_cast<std::size_t>(column.kind)])}};
      if (!column.measure.empty()) item["medida"] = column.measure;
      columns.emplace_back(std::move(item));
    }
    for (const auto& row : table.rows) {
      json::array cells;
      std::size_t column = 0;
      for (const auto& one : row.cells) {
        cells.emplace_back(cell_of(table, row, column, one));
        column += static_cast<std::size_t>(one.columns);
      }
      rows.emplace_back(json::object{
          {"tipo", text_value(row_names[static_cast<std::size_t>(row.kind)])}, {"celdas", cells}});
    }
    json::object out{{"tipo", "cuadro"}};
    if (table.number > 0) out["numero"] = table.number;
    out["titulo"] = table.caption;
    out["ilustrativo"] = table.illustrative;
    out["columnas"] = std::move(columns);
    out["filas"] = std::move(rows);
    if (table.source) out["fuente"] = source(*table.source, table.query);
    return out;
  }

  json::object operator()(const Chart& chart) const {
    json::array lines;
    const auto data = table_of(chart.data);
    for (const auto& line : data.lines) {
      json::array figures;
      for (const auto& one : line.figures)
        figures.emplace_back(figure(one, chart.query, Place::Table));
      lines.emplace_back(json::object{{"rotulo", line.label}, {"cifras", figures}});
    }
    json::array heads;
    for (const auto& head : data.heads) heads.emplace_back(text_value(head));
    json::object out{{"tipo", "grafica"},        {"numero", chart.number},
                     {"mensaje", chart.message}, {"ilustrativo", chart.illustrative},
                     {"columnas", heads},        {"filas", lines}};
    if (chart.source) out["fuente"] = source(*chart.source, chart.query);
    return out;
  }

  json::array pairs(const std::vector<KeyValue>& rows) const {
    json::array out;
    for (const auto& row : rows)
      out.emplace_back(json::object{{"clave", row.key}, {"valor", prose_of(row.value, {})}});
    return out;
  }

 private:
  json::object cell_of(const Table& table, const Row& row, std::size_t column,
                       const Cell& one) const {
    json::object out;
    if (one.columns > 1) out["columnas"] = one.columns;
    if (one.rows > 1) out["filas"] = one.rows;
    if (const auto* text = std::get_if<Prose>(&one.content))
      out["texto"] = prose_of(*text, query_at(table, row, column, {}));
    else if (const auto* number = std::get_if<Figure>(&one.content))
      out["cifra"] = figure(*number, query_at(table, row, column, *number), Place::Table);
    else if (const auto* state = std::get_if<State>(&one.content))
      out["estado"] = text_value(state_names[static_cast<std::size_t>(*state)]);
    else
      out["vacia"] = true;
    return out;
  }

  const Document& document_;
};

template <class... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Match(Cases...) -> Match<Cases...>;

}  // namespace

json::object json_of(const Figure& figure, Place place, std::string_view corte) {
  json::object out;
  const auto ratio = [](const Ratio& value) {
    return json::object{{"numerador", show(value.numerator())},
                        {"denominador", show(value.denominator())}};
  };
  std::visit(Match{[&](Absent why) { out["falta"] = text_value(code_of(why)); },
                   [&](MoneySum sum) {
                     out["clase"] = "monto";
                     out["valor"] = show(sum);
                   },
                   [&](Count n) {
                     out["clase"] = "conteo";
                     out["valor"] = show(n.n);
                   },
                   [&](Quantity q) {
                     out["clase"] = "cantidad";
                     out["valor"] = show(q);
                   },
                   [&](const Percent& p) {
                     out["clase"] = "porcentaje";
                     out["valor"] = ratio(p.points);
                   },
                   [&](const Decimal& d) {
                     out["clase"] = "decimal";
                     out["valor"] = ratio(d.ratio);
                   },
                   [&](const Quetzales& q) {
                     out["clase"] = "costo";
                     out["valor"] = ratio(q.ratio);
                   },
                   [&](Date d) {
                     out["clase"] = "fecha";
                     out["valor"] = show(d);
                   }},
             figure.value);
  out["mostrado"] = shown(figure, place);
  if (!figure.unidad.empty()) out["unidad"] = figure.unidad;
  out["consulta"] = figure.query.consulta;
  json::object parameters;
  for (const auto& parameter : figure.query.parametros)
    if (parameter.name != "corte") parameters[parameter.name] = parameter.value;
  out["parametros"] = std::move(parameters);
  out["corte"] = text_value(corte);
  return out;
}

json::object json_value_of(const Document& document) {
  const Writer writer(document);
  json::array sections;
  for (const auto& section : document.sections) {
    json::array blocks;
    for (const auto& block : section.blocks) blocks.emplace_back(std::visit(writer, block));
    sections.emplace_back(json::object{{"apaisada", section.landscape}, {"bloques", blocks}});
  }
  return {{"formato", "ceiba/documento"},
          {"version", 1},
          {"codigo", document.code},
          {"titulo", document.title},
          {"subtitulo", document.subtitle},
          {"institucion", json::object{{"nombre", document.institution.name},
                                       {"unidad", document.institution.unit}}},
          {"corte", document.corte},
          {"datos_al", show(document.as_of)},
          {"borrador", document.draft},
          {"ilustrativo", !document.illustrative.empty()},
          {"aviso", document.illustrative},
          {"base_legal", document.legal_base},
          {"portada", writer.pairs(document.cover)},
          {"secciones", sections}};
}

std::string json_of(const Document& document) { return pretty(json_value_of(document)); }

}  // namespace documents
