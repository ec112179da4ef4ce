// The yearly strategy for better execution and quality of spending: the published prose, its two
// tables cell by cell, the functions, and the measures with owner, date and state.
#include <algorithm>

#include "base/text.hpp"
#include "documents/parts.hpp"
#include "documents/wording.hpp"
#include "domain/planning/linter.hpp"
#include "text/findings.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

using planning::BlockKind;
using planning::Chapter;
using planning::Measure;
using planning::Plan;

constexpr struct {
  char letter;
  std::string_view short_title, measures_title, consulta, name;
} chapter_rows[] = {
    {'a', "Programas y proyectos prioritarios", "Medidas para ejecutar los programas prioritarios",
     "T-02", "medidas_a"},
    {'b', "Transparencia y austeridad", "Medidas de transparencia y austeridad", "T-03",
     "medidas_b"},
    {'c', "Rendición de cuentas", "Medidas de rendición de cuentas", "T-04", "medidas_c"},
};

const Chapter* chapter_of(const Plan& plan, std::string_view letter) {
  for (const auto& one : plan.estrategia.capitulos)
    if (one.letra == letter) return &one;
  return nullptr;
}

std::vector<const Measure*> measures_of(const Plan& plan, char letter) {
  std::vector<const Measure*> out;
  for (const auto& one : plan.medidas)
    if (one.capitulo.size() == 1 && one.capitulo[0] == letter) out.push_back(&one);
  std::stable_sort(out.begin(), out.end(),
                   [](const auto* a, const auto* b) { return a->prioridad < b->prioridad; });
  return out;
}

// The state that was last reported, or the plan's own.
planning::MeasureState state_of(const StrategyInput& input, const Measure& measure) {
  for (const auto& standing : input.measures)
    if (standing.measure.codigo == measure.codigo) return standing.state;
  return measure.estado;
}

Blocks measures_table(const StrategyInput& input, char letter, std::string_view title,
                      std::string_view consulta, std::string_view name) {
  const auto measures = measures_of(input.plan, letter);
  Blocks out;
  if (measures.empty()) {
    out.push_back(Paragraph{prose("No hay medidas registradas para este capítulo.")});
    return out;
  }
  bool with_budget = false;
  for (const auto* one : measures) with_budget = with_budget || one->presupuesto.has_value();
  Table table;
  table.name = name;
  table.caption = title;
  table.columns = {{.title = "Medida", .width = with_budget ? 310 : 360, .row_header = true},
                   {.title = "Responsable", .width = with_budget ? 190 : 220},
                   {.title = "Plazo", .width = 130}};
  if (with_budget)
    table.columns.push_back(
        {.title = "Presupuesto (Q)", .kind = Kind::Money, .width = 120, .measure = "presupuesto"});
  table.columns.push_back({.title = "Meta", .width = with_budget ? 130 : 150});
  table.columns.push_back({.title = "Estado", .width = with_budget ? 120 : 140});
  for (const auto* one : measures) {
    table.illustrative = table.illustrative || one->origen == planning::Origen::Ilustrativo;
    const auto deadline = deadline_of(*one);
    auto state = std::string(word_of(state_of(input, *one)));
    if (!one->nota_estado.empty()) state += ". " + one->nota_estado;
    auto words = prose(strong(one->codigo + "."), ' ' + one->texto);
    if (!one->evidencia.empty()) add(words, " Evidencia: " + uncapitalized(one->evidencia) + '.');
    Row row{{cell(words), cell(one->responsable),
             deadline.empty() ? cell(absent(Absent::SinDato)) : cell(deadline)},
            RowKind::Plain,
            {{"medida", one->codigo}}};
    if (with_budget)
      row.cells.push_back(cell(one->presupuesto ? amount(*one->presupuesto)
                                                : absent(Absent::SinDato, "quetzales")));
    row.cells.push_back(one->meta.empty() ? cell(absent(Absent::SinDato)) : cell(one->meta));
    row.cells.push_back(cell(state));
    table.rows.push_back(std::move(row));
  }
  table.source = source_of(prose("registro de medidas"), input.as_of, consulta);
  table.query = {std::string(consulta), {{"ejercicio", show(input.year)}}};
  out.push_back(std::move(table));
  return out;
}

// --- Presentation -----------------------------------------------------------------------------
Block contents_table(const StrategyInput& input) {
  const auto& plan = input.plan;
  Table table;
  table.name = "contenido";
  table.caption = "Contenido de la estrategia";
  table.columns = {
      {.title = "Capítulo", .width = 540, .row_header = true},
      {.title = "Se apoya en", .width = 300},
      {.title = "Medidas", .kind = Kind::Quantity, .width = 160, .measure = "medidas"}};
  const auto n = [](std::size_t size) { return static_cast<std::int64_t>(size); };
  const std::string support[] = {text::count(n(plan.pei.filas.size())) + " resultados, " +
                                     text::count(n(plan.productos.size())) + " productos, " +
                                     text::count(n(plan.subproductos.size())) + " subproductos",
                                 text::count(n(input.functions.size())) + " funciones",
                                 "2 vías de publicación"};
  bool illustrative = false;
  for (const auto& one : plan.medidas)
    illustrative = illustrative || one.origen == planning::Origen::Ilustrativo;
  for (std::size_t i = 0; i < std::size(chapter_rows); ++i) {
    const auto& row = chapter_rows[i];
    table.rows.push_back(
        {{cell(std::string(1, row.letter) + ") " + std::string(row.short_title)), cell(support[i]),
          cell(count(n(measures_of(plan, row.letter).size()), "medidas"))},
         RowKind::Plain,
         {{"capitulo", std::string(1, row.letter)}}});
  }
  table.source = source_of(prose("Estrategia institucional y registro de medidas"), input.as_of,
                           "T-01", illustrative ? "Las medidas son datos ilustrativos." : "");
  table.query = {"T-01", {{"ejercicio", show(input.year)}}};
  return table;
}

// The published paragraphs as they are; places of tables and contact blocks are not prose.
void add_published(Blocks& out, const planning::Block& block) {
  switch (block.clase) {
    case BlockKind::Parrafo:
      out.push_back(Paragraph{prose(block.texto)});
      break;
    case BlockKind::Cita:
      out.push_back(Quote{block.texto});
      break;
    case BlockKind::Vineta:
      if (!out.empty())
        if (auto* list = std::get_if<List>(&out.back())) {
          list->items.push_back(prose(block.texto));
          break;
        }
      out.push_back(List{{prose(block.texto)}});
      break;
    case BlockKind::Titulo:
    case BlockKind::Subtitulo:
    case BlockKind::Funciones:
    case BlockKind::MatrizPei:
    case BlockKind::Red:
    case BlockKind::Contacto:
      break;
  }
}

// The blocks of a chapter up to a place and behind it.
struct Cut {
  std::vector<const planning::Block*> before, after;
};
Cut cut_at(const std::vector<const planning::Block*>& blocks, BlockKind place) {
  Cut out;
  bool found = false;
  for (const auto* one : blocks) {
    if (!found && one->clase == place)
      found = true;
    else
      (found ? out.after : out.before).push_back(one);
  }
  return out;
}

Blocks published(const std::vector<const planning::Block*>& blocks) {
  Blocks out;
  for (const auto* one : blocks) add_published(out, *one);
  return out;
}

// --- Chapter a --------------------------------------------------------------------------------
Block policy_table(const StrategyInput& input) {
  const auto& policy = input.plan.politica;
  const auto linked = static_cast<std::int64_t>(policy.lineas_vinculadas);
  std::int64_t with_text = 0, programmed = 0, neither = 0;
  for (const auto& line : policy.lineas) {
    bool years = false;
    for (const auto& activity : line.actividades) years = years || !activity.anios.empty();
    with_text += line.texto.empty() ? 0 : 1;
    programmed += years ? 1 : 0;
    neither += line.texto.empty() && !years ? 1 : 0;
  }
  Table table;
  table.name = "lineas";
  table.caption = "Líneas de acción vinculadas a la institución";
  table.columns = {{.title = "Situación", .width = 640, .row_header = true},
                   {.title = "Líneas", .kind = Kind::Quantity, .width = 180, .measure = "lineas"},
                   {.title = "Del total", .kind = Kind::Percent, .width = 180, .measure = "parte"}};
  const auto row = [&](std::string_view name, std::int64_t n, RowKind kind) {
    table.rows.push_back({{cell(name), cell(count(n, "líneas de acción")),
                           cell(linked == 0 ? absent(Absent::NoEvaluable)
                                            : percent(Ratio{Int128{n} * 100, linked}))},
                          kind,
                          {{"situacion", std::string(name)}}});
  };
  row("Vinculadas a la institución", linked, RowKind::Group);
  row("Con texto registrado", with_text, RowKind::Plain);
  row("Con actividades programadas", programmed, RowKind::Plain);
  row("Sin texto y sin programar", neither, RowKind::Plain);
  table.source = source_of(prose(without_stop(policy.fuente)), input.as_of, "L-01");
  table.query = {"L-01", {{"ejercicio", show(input.year)}}};
  return table;
}

void chapter_a(Document& document, const StrategyInput& input, Chapters& chapters) {
  const auto& plan = input.plan;
  const auto* chapter = chapter_of(plan, "a");
  std::vector<const planning::Block*> all;
  if (chapter != nullptr)
    for (const auto& one : chapter->bloques) all.push_back(&one);
  const auto around_matrix = cut_at(all, BlockKind::MatrizPei);
  const auto around_red = cut_at(around_matrix.after, BlockKind::Red);
  // The chain begins where the text says so.
  std::vector<const planning::Block*> model, chain;
  for (const auto* one : around_matrix.before) {
    const bool names_it =
        one->clase == BlockKind::Parrafo && folded(one->texto).contains("cadena de resultados");
    (chain.empty() && !names_it ? model : chain).push_back(one);
  }

  const auto title = chapter == nullptr ? std::string("Programas y proyectos prioritarios")
                                        : without_stop(chapter->titulo);
  const PlanView view{plan, input.as_of};
  Blocks first{chapters.lettered('a', title, chapter_rows[0].short_title)};
  first.push_back(chapters.part("Modelo prescriptivo"));
  append(first, published(model));
  first.push_back(chapters.part("Cadena de resultados"));
  append(first, published(chain));
  append(first, results_chain(view));
  first.push_back(chapters.part("Metas por año"));
  append(first, yearly_goals(view));
  document.sections.push_back({std::move(first)});

  Blocks matrix{chapters.part("Matriz del Plan Estratégico Institucional")};
  matrix.push_back(pei_table(plan));
  if (auto remarks = pei_remarks(plan); !empty(remarks))
    matrix.push_back(
        Note{std::move(remarks), {"P-04", {{"ejercicio", std::to_string(input.plan.ejercicio)}}}});
  document.sections.push_back({std::move(matrix), true, true});

  Blocks network{chapters.part("Red de categorías programáticas")};
  append(network, published(around_red.before));
  network.push_back(red_table(plan));
  document.sections.push_back({std::move(network)});

  Blocks rest{chapters.part(plan.politica.nombre.empty() ? "Política" : plan.politica.nombre)};
  append(rest, published(around_red.after));
  rest.push_back(policy_table(input));
  rest.push_back(chapters.part("Medidas del capítulo a"));
  append(rest, measures_table(input, 'a', chapter_rows[0].measures_title, chapter_rows[0].consulta,
                              chapter_rows[0].name));
  document.sections.push_back({std::move(rest)});
}

// --- Chapter b --------------------------------------------------------------------------------
Block functions_table(const StrategyInput& input) {
  std::string norm;
  for (const auto& one : input.functions)
    if (norm.empty()) norm = one.norm;
  Table table;
  table.name = "funciones";
  table.caption = "Funciones priorizadas y medida que las ejerce";
  table.columns = {{.title = "N.º", .width = 70, .centred = true},
                   {.title = norm.empty() ? "Función" : "Función, según " + norm, .width = 750},
                   {.title = "Medida", .width = 180}};
  std::string unit;
  for (const auto& one : input.functions) {
    if (one.unit != unit || table.rows.empty()) {
      unit = one.unit;
      table.rows.push_back({{spanning(3, cell(one.unit_name))}, RowKind::Group});
    }
    std::vector<std::string> codes;
    for (const auto& measure : input.plan.medidas)
      for (const auto& reference : measure.funciones)
        if (reference.unidad == one.unit && reference.numero == one.number)
          codes.push_back(measure.codigo);
    table.rows.push_back(
        {{cell(std::to_string(one.number)), cell(one.text),
          codes.empty() ? cell(prose(strong("Sin medida"))) : cell(joined(codes, ", "))},
         RowKind::Plain,
         {{"unidad", one.unit}, {"funcion", std::to_string(one.number)}}});
  }
  table.source = source_of(prose("registro de funciones de la organización"), input.as_of, "C-02",
                           "La numeración es la de la norma; por eso no es continua.");
  table.query = {"C-02", {{"ejercicio", show(input.year)}}};
  return table;
}

Blocks chapter_b(const StrategyInput& input, Chapters& chapters) {
  const auto* chapter = chapter_of(input.plan, "b");
  Blocks out{chapters.lettered(
      'b', chapter == nullptr ? "Transparencia y austeridad" : without_stop(chapter->titulo),
      chapter_rows[1].short_title)};
  out.push_back(chapters.part("Base de las medidas"));
  if (chapter != nullptr) {
    const auto& blocks = chapter->bloques;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      // The functions stand in one table; the words that announce each list go with it.
      std::size_t following = i + 1;
      while (following < blocks.size() && blocks[following].clase == BlockKind::Contacto)
        ++following;
      const bool announces =
          following < blocks.size() && blocks[following].clase == BlockKind::Funciones;
      if (!announces || blocks[i].clase != BlockKind::Parrafo) add_published(out, blocks[i]);
    }
  }
  out.push_back(chapters.part("Funciones priorizadas"));
  out.push_back(functions_table(input));
  out.push_back(chapters.part("Medidas del capítulo b"));
  append(out, measures_table(input, 'b', chapter_rows[1].measures_title, chapter_rows[1].consulta,
                             chapter_rows[1].name));
  if (auto planned = austerity_planned(input); !planned.empty()) {
    out.push_back(chapters.part("Ahorro que se espera de la austeridad"));
    append(out, std::move(planned));
  }
  return out;
}

Blocks chapter_c(const StrategyInput& input, Chapters& chapters) {
  const auto* chapter = chapter_of(input.plan, "c");
  Blocks out{chapters.lettered(
      'c', chapter == nullptr ? "Rendición de cuentas" : without_stop(chapter->titulo),
      chapter_rows[2].short_title)};
  if (chapter != nullptr)
    for (const auto& one : chapter->bloques) add_published(out, one);
  append(out, measures_table(input, 'c', chapter_rows[2].measures_title, chapter_rows[2].consulta,
                             chapter_rows[2].name));
  return out;
}

Blocks observations(const StrategyInput& input) {
  Blocks out{Heading{1, "Observaciones de consistencia"}};
  out.push_back(Paragraph{
      prose("El sistema revisó las cifras y los textos del plan. Estas observaciones no cambian el "
            "documento aprobado; señalan lo que conviene resolver en la próxima actualización.")});
  Table table;
  table.name = "observaciones";
  table.caption = "Observaciones al plan";
  table.columns = {{.title = "Código", .kind = Kind::Code, .width = 170},
                   {.title = "Lugar y cifras", .width = 470},
                   {.title = "Qué conviene hacer", .width = 360}};
  for (const auto& finding : planning::lint(input.plan)) {
    const auto key = planning::key_of(finding);
    if (std::find(input.accepted_findings.begin(), input.accepted_findings.end(), key) !=
        input.accepted_findings.end())
      continue;
    table.rows.push_back(
        {{cell(finding.codigo),
          cell(prose(emphasis(text::place_of(finding) + ". "), text::reason_of(finding))),
          cell(text::remedy_of(finding))},
         RowKind::Plain,
         {{"codigo", finding.codigo}, {"lugar", finding.lugar}}});
  }
  if (table.rows.empty()) {
    out.push_back(Paragraph{prose("No hay observaciones pendientes.")});
    return out;
  }
  table.source = source_of(prose("revisión automática del plan"), input.as_of, "V-01");
  table.query = {"V-01", {{"ejercicio", show(input.year)}}};
  table.density = Density::Media;
  out.push_back(std::move(table));
  return out;
}

}  // namespace

Document strategy(const StrategyInput& input) {
  const auto year = show(input.year);
  auto document =
      framed(input.frame, "Estrategia para la mejora de la ejecución y calidad del gasto público",
             "Ejercicio fiscal " + year,
             "Estrategia para la mejora de la ejecución y calidad del gasto público · " + year,
             "EST-" + year, input.as_of);
  document.running =
      "Estrategia para la mejora de la ejecución y calidad del gasto público · " + year;

  Blocks opening{Heading{1, "Presentación"}};
  opening.push_back(Paragraph{
      prose("Esta estrategia ordena lo que " + input.frame.institution_in_prose + " hará en " +
            year +
            " para ejecutar mejor su presupuesto y elevar la calidad del gasto: qué programas son "
            "prioritarios, qué medidas de transparencia y austeridad se adoptan y cómo se rinden "
            "cuentas."),
      {},
      Tone::Key});
  if (const auto* chapter = chapter_of(input.plan, ""))
    for (const auto& one : chapter->bloques) add_published(opening, one);
  opening.push_back(contents_table(input));
  opening.push_back(
      Note{prose(strong("Lo que este documento no contiene."),
                 " Las metas físicas anuales y los montos por subproducto están en el POA " + year +
                     ". No se repiten aquí y no se estiman.")});
  document.sections.push_back({std::move(opening)});

  Chapters chapters;
  chapter_a(document, input, chapters);
  document.sections.push_back({chapter_b(input, chapters)});
  document.sections.push_back({chapter_c(input, chapters)});
  document.sections.push_back({observations(input)});

  Blocks signed_by{Heading{1, "Firmas"}};
  append(signed_by, signatures(input.frame));
  document.sections.push_back({std::move(signed_by), false});

  Blocks last{Heading{1, "Verificación de este documento"}};
  append(last,
         verification(input.frame, input.frame.code + ", ejercicio fiscal " + year, input.as_of));
  document.sections.push_back({std::move(last)});
  number(document);
  return document;
}

}  // namespace documents
