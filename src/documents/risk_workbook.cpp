// Five sheets by libxlsxwriter. Columns are those of the matrices that institutions publish.
#include "documents/risk_workbook.hpp"

#include <cstdlib>
#include <span>
#include <xlsxwriter.h>

#include "documents/document.hpp"
#include "documents/refusals.hpp"
#include "documents/render_xlsx.hpp"
#include "documents/risk_map.hpp"
#include "documents/subprocess.hpp"
#include "text/control_tools.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

struct Head {
  const char* title;
  int width;
};
constexpr Head matrix_columns[] = {
    {"No.", 6},
    {"Código UE", 11},
    {"Tipo de objetivo", 12},
    {"Referencia", 12},
    {"Área evaluada", 24},
    {"Eventos identificados", 34},
    {"Descripción del riesgo", 40},
    {"Probabilidad", 12},
    {"Severidad", 11},
    {"Riesgo inherente (RI)", 12},
    {"Valor control mitigador", 12},
    {"Riesgo residual (RR)", 12},
    {"Nivel", 14},
    {"Control interno para mitigar (gestionar) el riesgo", 44},
    {"Observaciones", 30},
};
constexpr Head plan_columns[] = {
    {"No.", 6},
    {"Riesgo", 34},
    {"Ref. tipo de riesgo", 12},
    {"Nivel de riesgo residual", 14},
    {"Controles recomendados", 36},
    {"Prioridad de implementación", 16},
    {"Qué", 30},
    {"Cómo", 30},
    {"Quién", 24},
    {"Recursos", 24},
    {"Fecha inicio", 12},
    {"Fecha fin", 12},
    {"Estado", 12},
    {"Comentarios", 30},
};
constexpr Head evidence_columns[] = {
    {"No.", 6},        {"Riesgo", 34},  {"Control", 36}, {"Mes", 10},
    {"Evidencia", 44}, {"Archivo", 26}, {"SHA-256", 66}, {"Registrada el", 12},
};

class Book {
 public:
  Book(const std::string& path, const queries::RiskMatrix& matrix,
       const queries::InstitutionData& institution, std::int64_t made_at)
      : book_(workbook_new(path.c_str())),
        matrix_(matrix),
        institution_(institution),
        made_at_(made_at) {}

  Result<void> write() {
    if (book_ == nullptr)
      return refuse(Refusal::SpreadsheetFailed, {{"hallado", "no se pudo crear"}});
    formats();
    risks();
    map();
    plan();
    evidence();
    about();
    const auto error = workbook_close(book_);
    if (error == LXW_NO_ERROR) return {};
    return refuse(Refusal::SpreadsheetFailed, {{"hallado", lxw_strerror(error)}});
  }

 private:
  void formats() {
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_text_wrap(head_);
    format_set_border(head_, LXW_BORDER_THIN);
    format_set_align(head_, LXW_ALIGN_VERTICAL_CENTER);
    text_ = workbook_add_format(book_);
    format_set_text_wrap(text_);
    format_set_align(text_, LXW_ALIGN_VERTICAL_TOP);
    format_set_border(text_, LXW_BORDER_THIN);
    format_set_num_format(text_, "@");
    whole_ = number("0");
    exact_ = number("0.00");
    day_ = number("dd/mm/yyyy");
    std::string title = "Matriz de riesgos " + show(matrix_.year);
    lxw_doc_properties all{};
    all.title = title.data();
    all.created = static_cast<time_t>(made_at_ / 1000);
    workbook_set_properties(book_, &all);
  }

  lxw_format* number(const char* shape) {
    auto* made = workbook_add_format(book_);
    format_set_num_format(made, shape);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    format_set_border(made, LXW_BORDER_THIN);
    return made;
  }

  // The name of the institution, what the sheet is, and the head of its columns; yields the first
  // row of data.
  lxw_row_t begin(const char* name, const std::string& title, std::span<const Head> columns) {
    sheet_ = workbook_add_worksheet(book_, name);
    worksheet_write_string(sheet_, 0, 0, harmless(institution_.name).c_str(), bold_);
    worksheet_write_string(sheet_, 1, 0, title.c_str(), bold_);
    worksheet_write_string(
        sheet_, 2, 0, matrix_.illustrative ? std::string(illustrative_notice).c_str() : "", bold_);
    lxw_col_t column = 0;
    for (const auto& one : columns) {
      worksheet_set_column(sheet_, column, column, one.width, nullptr);
      worksheet_write_string(sheet_, 3, column++, one.title, head_);
    }
    worksheet_freeze_panes(sheet_, 4, 1);
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, 1);  // Letter.
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_repeat_rows(sheet_, 3, 3);
    return 4;
  }

  void say(lxw_row_t row, lxw_col_t column, std::string_view words) {
    worksheet_write_string(sheet_, row, column, harmless(std::string(words)).c_str(), text_);
  }
  void put(lxw_row_t row, lxw_col_t column, const std::string& decimal, lxw_format* dress) {
    worksheet_write_number(sheet_, row, column, std::strtod(decimal.c_str(), nullptr), dress);
  }
  void count(lxw_row_t row, lxw_col_t column, std::int64_t n) {
    put(row, column, std::to_string(n), whole_);
  }
  void on(lxw_row_t row, lxw_col_t column, Date date) {
    lxw_datetime when{};
    when.year = int{date.year()};
    when.month = static_cast<int>(unsigned{date.month()});
    when.day = static_cast<int>(unsigned{date.day()});
    worksheet_write_datetime(sheet_, row, column, &when, day_);
  }
  void formula(lxw_row_t row, lxw_col_t column, const std::string& words,
               const std::string& decimal, lxw_format* dress) {
    worksheet_write_formula_num(sheet_, row, column, words.c_str(), dress,
                                std::strtod(decimal.c_str(), nullptr));
  }

  void risks() {
    auto row =
        begin("Matriz de riesgos",
              "Matriz de evaluación de riesgos, ejercicio " + show(matrix_.year), matrix_columns);
    for (const auto& one : matrix_.risks) {
      const auto line = std::to_string(row + 1);
      const auto* band = matrix_.band_of(one);
      count(row, 0, one.number);
      say(row, 1, one.unidad);
      say(row, 2, control::code_of(one.objetivo));
      say(row, 3, std::string(control::code_of(one.objetivo)) + "-" + std::to_string(one.number));
      say(row, 4, one.area);
      say(row, 5, one.evento);
      say(row, 6, one.descripcion);
      count(row, 7, one.levels.probability.value());
      count(row, 8, one.levels.severity.value());
      formula(row, 9, "=H" + line + "*I" + line, std::to_string(one.levels.inherent()), whole_);
      count(row, 10, one.levels.control.value());
      formula(row, 11, "=ROUND(J" + line + "/K" + line + ",2)", show(one.levels.residual(), 2),
              exact_);
      say(row, 12, band ? std::string_view(band->name) : "No puede determinarse");
      say(row, 13, one.control);
      say(row, 14, one.observaciones);
      ++row;
    }
    ++row;
    for (const char* foot : {"Conclusión:", "Firma:", "Nombre del responsable:", "Puesto:"})
      worksheet_write_string(sheet_, row++, 0, foot, bold_);
  }

  void map() {
    sheet_ = workbook_add_worksheet(book_, "Mapa de riesgos");
    worksheet_write_string(sheet_, 0, 0, "Probabilidad (filas) y severidad (columnas)", bold_);
    for (int s = 1; s <= 5; ++s) count(1, static_cast<lxw_col_t>(s), s);
    for (int p = 5; p >= 1; --p) {
      const auto row = static_cast<lxw_row_t>(7 - p);
      count(row, 0, p);
      for (int s = 1; s <= 5; ++s) say(row, static_cast<lxw_col_t>(s), risks_at(matrix_, p, s));
    }
    worksheet_set_column(sheet_, 0, 5, 14, nullptr);
  }

  void plan() {
    auto row = begin("Plan de trabajo",
                     "Plan de trabajo en evaluación de riesgos, ejercicio " + show(matrix_.year),
                     plan_columns);
    for (const auto& one : matrix_.actions) {
      const auto* risk = matrix_.risk(one.risk);
      if (risk == nullptr || !risk->withdrawn.empty()) continue;
      count(row, 0, one.risk);
      say(row, 1, risk->descripcion);
      say(row, 2,
          std::string(control::code_of(risk->objetivo)) + "-" + std::to_string(risk->number));
      put(row, 3, show(risk->levels.residual(), 2), exact_);
      say(row, 4, one.control);
      say(row, 5, text::name_of(one.prioridad));
      say(row, 6, one.que);
      say(row, 7, one.como);
      say(row, 8, one.quien);
      say(row, 9, one.recursos);
      on(row, 10, one.inicio);
      on(row, 11, one.fin);
      say(row, 12, text::name_of(one.estado));
      say(row, 13, one.comentarios);
      ++row;
    }
  }

  void evidence() {
    auto row = begin("Continuidad de evidencia",
                     "Matriz de continuidad de evidencia, ejercicio " + show(matrix_.year),
                     evidence_columns);
    for (const auto& action : matrix_.actions) {
      const auto* risk = matrix_.risk(action.risk);
      if (risk == nullptr || !risk->withdrawn.empty()) continue;
      for (const auto* one : matrix_.evidence_of(action)) {
        count(row, 0, one->risk);
        say(row, 1, risk->descripcion);
        say(row, 2, action.control);
        say(row, 3, show(one->month));
        say(row, 4, one->description);
        say(row, 5, one->name);
        say(row, 6, one->hash);
        on(row, 7, one->written.on);
        ++row;
      }
    }
  }

  void about() {
    sheet_ = workbook_add_worksheet(book_, "Acerca de");
    worksheet_set_column(sheet_, 0, 0, 24, nullptr);
    worksheet_set_column(sheet_, 1, 1, 90, nullptr);
    lxw_row_t row = 0;
    const auto line = [&](const char* key, const std::string& value) {
      worksheet_write_string(sheet_, row, 0, key, bold_);
      worksheet_write_string(sheet_, row++, 1, harmless(value).c_str(), nullptr);
    };
    line("Institución", institution_.name);
    line("Ejercicio", show(matrix_.year));
    line("Elaborado", text::date_and_time(made_at_));
    line("Riesgo inherente", "probabilidad × severidad");
    line("Riesgo residual", "riesgo inherente ÷ valor del control mitigador, con dos decimales");
    for (const auto& band : matrix_.bands)
      line("Banda", band.name + (band.above ? ": sobre " + text::decimal(*band.above, 2) : ":") +
                        (band.until ? " hasta " + text::decimal(*band.until, 2) : " en adelante") +
                        " (certeza " + show(band.certainty) + "; " + band.source + ")");
    if (matrix_.illustrative) line("Aviso", std::string(illustrative_notice));
  }

  lxw_workbook* book_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format *bold_ = nullptr, *head_ = nullptr, *text_ = nullptr, *whole_ = nullptr,
             *exact_ = nullptr, *day_ = nullptr;
  const queries::RiskMatrix& matrix_;
  const queries::InstitutionData& institution_;
  std::int64_t made_at_;
};

}  // namespace

Result<std::string> risk_workbook(const queries::RiskMatrix& matrix,
                                  const queries::InstitutionData& institution,
                                  std::int64_t made_at) {
  const auto folder = TRY(TemporaryFolder::create());
  const auto path = folder.path() / "matriz.xlsx";
  CHECK(Book(path.string(), matrix, institution, made_at).write());
  return read_file(path);
}

}  // namespace documents
