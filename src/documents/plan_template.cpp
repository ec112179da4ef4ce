// The sheets of the template, by libxlsxwriter. Codes, texts and printed targets are text cells, so
// that "00" and "5%" come back as they were; goals are numbers, and their total is a formula.
#include "documents/plan_template.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>
#include <xlsxwriter.h>

#include "base/text.hpp"
#include "documents/refusals.hpp"
#include "documents/subprocess.hpp"
#include "domain/planning/names.hpp"

namespace documents {
namespace {

using planning::name_of;

constexpr std::string_view month_headings[] = {"Enero",      "Febrero", "Marzo",     "Abril",
                                               "Mayo",       "Junio",   "Julio",     "Agosto",
                                               "Septiembre", "Octubre", "Noviembre", "Diciembre"};

constexpr std::string_view instructions[] = {
    "Plantilla del plan",
    "Llene o corrija las hojas y cargue el libro con: ceiba plan cargar ARCHIVO.xlsx",
    "Revíselo antes, sin guardar nada, con: ceiba plan cargar ARCHIVO.xlsx --simular",
    "Lo que estas hojas no dicen (modelos, fichas, textos de la estrategia) queda como está en el "
    "plan vigente.",
    "Los códigos llevan sus ceros a la izquierda. Una meta mensual vacía no se acepta: escriba 0.",
    "Las metas por año se escriben como se imprimen: 5% o 1. Diga en «Modo de las metas» si la "
    "fila "
    "es acumulada o incremental.",
    "Cada subproducto dice a qué producto pertenece en la columna «padre».",
    "En las listas dentro de una celda, cada elemento va en su línea.",
};

struct Column {
  std::string_view heading;
  int width;
};

// A sheet being written from the top; `row` is the next free one.
class Page {
 public:
  Page(lxw_workbook* book, const std::string& name, lxw_format* head, lxw_format* cell)
      : sheet_{workbook_add_worksheet(book, name.c_str())}, head_{head}, cell_{cell} {}

  void title(std::string_view text) { put(row_++, 0, text, head_); }

  void headings(const std::vector<Column>& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      put(row_, at, columns[i].heading, head_);
      worksheet_set_column(sheet_, at, at, columns[i].width, nullptr);
    }
    freeze();
  }

  // Two rows: `group` over the columns first … last, the others from top to bottom.
  void headings(const std::vector<Column>& columns, std::string_view group, std::size_t first,
                std::size_t last) {
    const std::string group_text(group);
    worksheet_merge_range(sheet_, row_, static_cast<lxw_col_t>(first), row_,
                          static_cast<lxw_col_t>(last), group_text.c_str(), head_);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, at, at, columns[i].width, nullptr);
      const std::string heading(columns[i].heading);
      if (i >= first && i <= last)
        put(row_ + 1, at, heading, head_);
      else
        worksheet_merge_range(sheet_, row_, at, row_ + 1, at, heading.c_str(), head_);
    }
    ++row_;
    freeze();
  }

  void row(const std::vector<std::string>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (!texts[i].empty()) put(row_, static_cast<lxw_col_t>(i), texts[i], cell_);
    ++row_;
  }

  // A unit's goals of one subproducto: columns 0 to 2 are text, 3 to 14 months, 15 their sum.
  void goals(const std::vector<std::string>& texts, const planning::MonthlyGoals& months) {
    for (std::size_t i = 0; i < texts.size(); ++i)
      put(row_, static_cast<lxw_col_t>(i), texts[i], cell_);
    const auto first = static_cast<lxw_col_t>(texts.size());
    for (std::size_t i = 0; i < months.size(); ++i)
      quantity(static_cast<lxw_col_t>(first + i), months[i]);
    const auto line = std::to_string(row_ + 1);
    const auto letter = [](std::size_t column) { return std::string(1, char('A' + column)); };
    const auto formula =
        "=SUM(" + letter(first) + line + ":" + letter(first + std::size_t{11}) + line + ")";
    const auto sum = planning::total(months);
    // The stored value of the formula, where it fits the library's integers; else the sum itself.
    if (const auto whole = small(sum))
      worksheet_write_formula_num(sheet_, row_, static_cast<lxw_col_t>(first + 12), formula.c_str(),
                                  cell_, *whole);
    else
      quantity(static_cast<lxw_col_t>(first + 12), sum);
    ++row_;
  }

 private:
  static std::optional<std::int32_t> small(Quantity amount) {
    const auto units = amount.in_hundredths() / 100;
    if (!amount.whole() || !std::in_range<std::int32_t>(units)) return std::nullopt;
    return static_cast<std::int32_t>(units);
  }

  void put(lxw_row_t row, lxw_col_t column, std::string_view text, lxw_format* format) {
    worksheet_write_string(sheet_, row, column, std::string(text).c_str(), format);
  }

  void quantity(lxw_col_t column, Quantity amount) {
    if (const auto whole = small(amount))
      worksheet_write_number(sheet_, row_, column, *whole, cell_);
    else
      put(row_, column, show(amount), cell_);
  }

  void freeze() { worksheet_freeze_panes(sheet_, ++row_, 0); }

  lxw_worksheet* sheet_;
  lxw_format *head_, *cell_;
  lxw_row_t row_ = 0;
};

class Book {
 public:
  explicit Book(const std::string& path) : book_{workbook_new(path.c_str())} {
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_text_wrap(head_);
    format_set_align(head_, LXW_ALIGN_VERTICAL_CENTER);
    format_set_border(head_, LXW_BORDER_THIN);
    cell_ = workbook_add_format(book_);
    format_set_text_wrap(cell_);
    format_set_align(cell_, LXW_ALIGN_VERTICAL_TOP);
    // A fixed date: the same plan gives the same bytes.
    std::string title = "Plantilla del plan";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.created = 1'767'225'600;  // 2026-01-01
    workbook_set_properties(book_, &properties);
  }
  Book(const Book&) = delete;
  ~Book() {
    if (book_) (void)workbook_close(book_);
  }

  Page page(const std::string& name) { return {book_, name, head_, cell_}; }

  Result<void> close() {
    if (workbook_close(std::exchange(book_, nullptr)) != LXW_NO_ERROR)
      return refuse(Refusal::SpreadsheetFailed);
    return {};
  }

 private:
  lxw_workbook* book_;
  lxw_format *head_ = nullptr, *cell_ = nullptr;
};

std::string year(std::int16_t value) { return value == 0 ? "" : std::to_string(value); }
template <class T>
std::string maybe(const std::optional<T>& value) {
  return value ? show(*value) : "";
}
std::string lines(const std::vector<std::string>& parts) { return joined(parts, "\n"); }

void general(Book& book, const planning::Plan& plan) {
  auto page = book.page("Datos");
  page.headings({{"campo", 24}, {"valor", 90}});
  page.row({"nombre", plan.nombre});
  page.row({"fuente", plan.fuente});
  page.row({"ejercicio", year(plan.ejercicio)});
  page.row({"institucion_codigo", plan.institucion.codigo});
  page.row({"institucion_nombre", plan.institucion.nombre});
  page.row({"institucion_siglas", plan.institucion.siglas});
  for (const auto& act : plan.actos)
    page.row({"acto", lines([&] {
                std::vector<std::string> parts{act.numero};
                parts.insert(parts.end(), act.aprueba.begin(), act.aprueba.end());
                return parts;
              }())});
}

void results(Book& book, const planning::Plan& plan) {
  auto page = book.page("Resultados");
  page.headings({{"id", 10},
                 {"nivel", 14},
                 {"padre", 10},
                 {"texto", 60},
                 {"periodo", 22},
                 {"anio_inicial", 12},
                 {"anio", 10},
                 {"meta", 14},
                 {"unidad", 14},
                 {"fila_pei", 10},
                 {"ejecutado", 14}});
  for (const auto& one : plan.resultados)
    page.row({one.id, std::string(name_of(one.nivel)), one.padre, one.texto, one.periodo,
              year(one.anio_inicial), year(one.anio), show(one.meta), one.unidad, one.fila_pei,
              maybe(one.ejecutado)});
}

void network(Book& book, const planning::Plan& plan) {
  auto page = book.page("Red");
  page.headings({{"tipo", 14},
                 {"id", 12},
                 {"padre", 12},
                 {"nombre", 60},
                 {"unidad_medida", 16},
                 {"programa", 10},
                 {"subprograma", 12},
                 {"proyecto", 10},
                 {"actividad", 10},
                 {"obra", 8},
                 {"categoria", 22},
                 {"tipo_conteo", 18},
                 {"costo", 18}});
  for (const auto& row : plan.red.filas) {
    const auto* product = planning::producto_of(plan, row.id);
    const auto* sub = planning::subproducto_of(plan, row.id);
    const auto cost = product ? product->costo : sub ? sub->costo : std::nullopt;
    page.row({row.tipo, row.id, sub ? sub->padre : "", row.nombre, row.unidad_medida, row.programa,
              row.subprograma, row.proyecto, row.actividad, row.obra,
              product ? product->categoria : "", sub ? std::string(name_of(sub->tipo_conteo)) : "",
              maybe(cost)});
  }
}

void matrix(Book& book, const planning::Plan& plan) {
  auto first = plan.pei.anio_inicial, last = plan.pei.anio_final;
  if (first == 0) first = plan.ejercicio, last = static_cast<std::int16_t>(first + 9);
  std::vector<std::string> years;
  for (auto y = first; y <= last; ++y) years.push_back(std::to_string(y));
  std::vector<Column> columns = {{"Fila", 8},
                                 {"Resultados Estratégicos", 40},
                                 {"Resultados Institucionales", 30},
                                 {"Código de resultado", 12},
                                 {"Producto/ Acciones", 30},
                                 {"Código de producto", 12},
                                 {"Meta", 24},
                                 {"Línea Base", 24},
                                 {"Año de la línea base", 10},
                                 {"Indicador", 34},
                                 {"Ficha", 10},
                                 {"Unidad de las metas", 14},
                                 {"Modo de las metas", 14}};
  const auto begin = columns.size();
  for (const auto& one : years) columns.push_back({one, 10});
  columns.push_back({"Medios de Verificación", 40});
  columns.push_back({"Dependencias Involucradas", 40});
  auto page = book.page("Matriz PEI");
  page.headings(columns, "Metas", begin, begin + years.size() - 1);
  for (const auto& row : plan.pei.filas) {
    std::vector<std::string> cells = {row.id,
                                      row.resultado_estrategico,
                                      row.resultado_institucional,
                                      row.resultado,
                                      row.producto_accion,
                                      row.producto,
                                      row.meta_texto,
                                      row.base.texto,
                                      row.base.anio ? std::to_string(*row.base.anio) : "",
                                      row.indicador,
                                      row.ficha,
                                      row.unidad_metas,
                                      std::string(name_of(row.modo))};
    for (const auto& one : years) {
      const auto target = std::ranges::find_if(
          row.metas, [&](const auto& meta) { return std::to_string(meta.anio) == one; });
      cells.push_back(target == row.metas.end() ? "" : target->texto);
    }
    cells.push_back(lines(row.medios_verificacion));
    cells.push_back(lines(row.dependencias));
    page.row(cells);
  }
}

void goals(Book& book, const planning::Plan& plan) {
  std::vector<Column> columns = {{"Código de subproducto", 14}, {"Nombre", 50}, {"Unidad", 20}};
  const auto begin = columns.size();
  for (const auto month : month_headings) columns.push_back({month, 11});
  columns.push_back({"Meta anual", 13});
  std::vector<std::string> units;
  for (const auto& goal : plan.poa.metas)
    if (std::ranges::find(units, goal.unidad) == units.end()) units.push_back(goal.unidad);
  if (units.empty()) units.emplace_back("UNIDAD");
  for (std::size_t i = 0; i < units.size(); ++i) {
    // Excel allows 31 characters; longer codes still stand in the column of units.
    auto name = "POA " + units[i];
    if (name.size() > 31) name = "POA " + std::to_string(i + 1);
    auto page = book.page(name);
    page.headings(columns, "Programado", begin, begin + 11);
    for (const auto& goal : plan.poa.metas) {
      if (goal.unidad != units[i]) continue;
      const auto* sub = planning::subproducto_of(plan, goal.subproducto);
      page.goals({goal.subproducto, sub ? sub->nombre : "", goal.unidad}, goal.metas);
    }
  }
}

void measures(Book& book, const planning::Plan& plan) {
  auto page = book.page("Medidas");
  page.headings({{"codigo", 10},
                 {"capitulo", 10},
                 {"prioridad", 10},
                 {"texto", 60},
                 {"programa", 10},
                 {"producto", 10},
                 {"responsable", 40},
                 {"inicio", 12},
                 {"fin", 12},
                 {"plazo", 24},
                 {"presupuesto", 16},
                 {"meta", 28},
                 {"evidencia", 30},
                 {"estado", 14}});
  for (const auto& one : plan.medidas)
    page.row({one.codigo, one.capitulo, one.prioridad == 0 ? "" : std::to_string(one.prioridad),
              one.texto, one.programa, one.producto, one.responsable, maybe(one.inicio),
              maybe(one.fin), one.plazo, maybe(one.presupuesto), one.meta, one.evidencia,
              std::string(name_of(one.estado))});
}

void policy(Book& book, const planning::Plan& plan) {
  auto page = book.page("Política");
  page.headings({{"numero", 10},
                 {"eje", 8},
                 {"texto", 60},
                 {"actividad", 60},
                 {"anios", 24},
                 {"responsable", 30}});
  for (const auto& line : plan.politica.lineas) {
    const auto number = std::to_string(line.numero);
    const auto axis = line.eje ? std::to_string(*line.eje) : "";
    if (line.actividades.empty()) page.row({number, axis, line.texto, "", "", line.responsable});
    for (const auto& activity : line.actividades) {
      std::vector<std::string> years;
      for (const auto one : activity.anios) years.push_back(std::to_string(one));
      page.row({number, axis, line.texto, activity.texto, joined(years, ", "),
                activity.responsable.empty() ? line.responsable : activity.responsable});
    }
  }
}

}  // namespace

Result<std::string> plan_template(const planning::Plan& plan) {
  const auto folder = TRY(TemporaryFolder::create());
  const auto path = folder.path() / "plantilla.xlsx";
  Book book(path.string());
  auto help = book.page("Instrucciones");
  for (const auto line : instructions) help.row({std::string(line)});
  general(book, plan);
  results(book, plan);
  network(book, plan);
  matrix(book, plan);
  goals(book, plan);
  measures(book, plan);
  policy(book, plan);
  CHECK(book.close());
  return read_file(path);
}

}  // namespace documents
