// A document as a plain value: what it says, in order, with every figure typed and traceable.
// It knows nothing of formats; html, pdf, docx, xlsx and json are made from it by render_*.hpp.
//
//   Document
//     Cover, Notices, Identity (cut, code, address)
//     Section  (upright or landscape; on a new page or not)
//       Block = Heading | Paragraph | List | Note | Quote | Table | Chart | KeyValues
//             | Signatures | Qr | Checkpoint | PageBreak
//
// Numbers of chapters, cuadros and gráficas are text or plain integers, never counters of a
// renderer, so that they are the same everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "documents/chart.hpp"
#include "documents/figure.hpp"

namespace documents {

// --- Prose ---------------------------------------------------------------------------------
enum class Style { Plain, Strong, Emphasis, Code, StrongCode };

struct Run {
  std::variant<std::string, Figure> content;  // "\n" in a text is a line break.
  Style style = Style::Plain;
};

// Runs of text and figures. Built by prose("Se devengó ", amount(x), ", el ", percent(p), ".").
struct Prose {
  std::vector<Run> runs;
};

void add(Prose&, std::string_view text);
void add(Prose&, const Figure&);
void add(Prose&, const Run&);
void add(Prose&, const Prose&);

template <class... Parts>
Prose prose(const Parts&... parts) {
  Prose out;
  (add(out, parts), ...);
  return out;
}

Run strong(std::string_view text);
Run strong(const Figure&);
Run emphasis(std::string_view text);
Run code(std::string_view text);
std::string plain(const Prose&);  // Without styles, figures as in prose.
bool empty(const Prose&);

// --- Tables --------------------------------------------------------------------------------
// The traffic light: a shape and a word; colour comes third (norms/ say the thresholds).
enum class State { EnRitmo, Atencion, Rezago, SobreLoProgramado, SinDato, NoProgramado };
std::string_view word_of(State);

enum class Kind { Text, Code, Money, Quantity, Percent, Decimal, Date, State };
constexpr bool is_number(Kind kind) {
  return kind == Kind::Money || kind == Kind::Quantity || kind == Kind::Percent ||
         kind == Kind::Decimal;
}

struct Column {
  std::string title;
  Kind kind = Kind::Text;
  int width = 0;             // Thousandths of the table's width; the columns of a table sum 1000.
  std::string measure = {};  // What it measures, as a parameter of the figures: "devengado".
  bool centred = false;
  bool row_header = false;  // Its cells name the row.
};

struct Cell {
  // A cell is empty only where the original that is reprinted has it empty.
  std::variant<std::monostate, Prose, Figure, State> content;
  int columns = 1;
  int rows = 1;
};

Cell cell(std::string_view text);
Cell cell(const Prose&);
Cell cell(const Figure&);
Cell cell(State);
inline Cell empty_cell() { return {}; }
Cell spanning(int columns, Cell);

enum class RowKind { Plain, Group, Child, Total };

struct Row {
  std::vector<Cell> cells;
  RowKind kind = RowKind::Plain;
  std::vector<Parameter> key = {};  // What the row is about: {"programa", "11"}.
};

struct HeaderCell {
  std::string text;
  int columns = 1;
  int rows = 1;
  bool centred = false;
};

// "Fuente: SICOIN …, con datos al 30/04/2026. Consulta F-01. Una cifra entre paréntesis …"
struct Source {
  Prose origin;               // "SICOIN, reporte de ejecución mensual cargado el 06/05/2026"
  std::optional<Date> as_of;  // "con datos al …"
  std::string consulta;       // "Consulta F-01."
  std::string remark;         // A sentence after it.
};
Prose sentence_of(const Source&);  // Without the word "Fuente:".

enum class Density { Normal, Media, Densa, Matriz };

struct Table {
  int number = 0;    // "Cuadro 7."; 0 for the few that have neither number nor caption.
  std::string name;  // By which texts refer to it: see numbering.hpp.
  std::string caption;
  bool illustrative = false;
  std::vector<Column> columns;
  std::vector<std::vector<HeaderCell>> header = {};  // Where it has more than the columns' titles.
  std::vector<Row> rows;
  std::optional<Source> source;
  Query query = {};  // Of every figure in it, unless a row, column or cell adds to it.
  Density density = Density::Normal;
  bool grid = false;          // Lines between columns too.
  bool narrow_heads = false;  // Long single words in the header.
  bool together = false;      // Not divided between pages.
};

// --- Blocks --------------------------------------------------------------------------------
struct Heading {
  int level = 1;                // 1 … 3
  std::string text;             // "5.1 Resultado global y por programa"
  std::string short_text = {};  // For the page's header, where the text is long.
  std::string name = {};        // By which texts refer to it.
};

enum class Tone { Normal, Key, Status };

struct Paragraph {
  Prose text;
  Query query = {};
  Tone tone = Tone::Normal;  // Key: the answer, in larger type, at the head of the document.
};

struct List {
  std::vector<Prose> items;
  bool numbered = false;
  Query query = {};
};

struct Note {
  Prose text;
  Query query = {};
};

struct Quote {
  std::string text;
};

struct Chart {
  int number = 0;    // "Gráfica 3."
  std::string name;  // By which texts refer to it.
  std::string message;
  bool illustrative = false;
  ChartData data;
  std::optional<Source> source;
  Query query = {};
};

struct KeyValue {
  std::string key;
  Prose value;
};
struct KeyValues {
  std::vector<KeyValue> rows;
};

struct Signature {
  std::string act;          // "Elaborado por"
  std::string post;         // "Subdirector Financiero"
  std::string institution;  // Under the post.
  std::string holder;       // Who holds the post on the date; "" where the registry has nobody.
  std::optional<Date> signed_on = {};
};
struct Signatures {
  std::vector<Signature> all;
};

struct Qr {
  std::string address;
};
struct Checkpoint {
  std::string text;  // The signed note, line by line.
};
struct PageBreak {};

using Block = std::variant<Heading, Paragraph, List, Note, Quote, Table, Chart, KeyValues,
                           Signatures, Qr, Checkpoint, PageBreak>;

struct Section {
  std::vector<Block> blocks;
  bool new_page = true;
  bool landscape = false;
};

// --- The whole -----------------------------------------------------------------------------
struct Institution {
  std::string name;
  std::string unit;  // Who makes the document: "Subdirección de Planificación · …"
  std::vector<std::string> address;
  std::string telephone;
  std::string mail;
};

// A cover on a page of its own, or the title at the head of the first page: for a single sheet.
enum class Front { Cover, Heading };

struct Document {
  std::string title;     // "Informe de evaluación y seguimiento cuatrimestral"
  std::string subtitle;  // "Primer cuatrimestre, enero – abril 2026"
  std::string running;   // Page header: "Informe cuatrimestral · I cuatrimestre de 2026 · …"
  std::string code;      // "INF-2026-C1"
  std::string corte;     // "2026-C1": of every figure.
  Date as_of;            // Also the date inside the files: nothing here reads a clock.
  Institution institution;
  std::vector<KeyValue> cover;
  std::string legal_base;  // Small print of the cover.
  std::string place;       // "Guatemala, mayo de 2026"
  bool draft = true;       // "BORRADOR" until approved.
  bool contents = true;    // A table of contents after the cover.
  Front front = Front::Cover;
  std::string illustrative;  // What is illustrative, on the cover; "" where nothing is.
  std::vector<Section> sections;
};

// Every figure of a document with its whole provenance, in reading order.
struct Quoted {
  Figure figure;      // Its query is complete.
  Place place;        // How it is shown there.
  std::string where;  // "Cuadro 7, Total, Devengado"; "1. Presentación, párrafo 1"
};
std::vector<Quoted> figures_of(const Document&);

// The complete query of a cell's figure: of the cell, its row, its column and its table.
Query query_at(const Table&, const Row&, std::size_t column, const Figure&);

// The label of a table or chart in contents and captions: "Cuadro 7. Ejecución por programa".
std::string label_of(const Table&);
std::string label_of(const Chart&);

inline constexpr std::string_view illustrative_badge = "datos ilustrativos";
inline constexpr std::string_view illustrative_notice = "Contiene datos ilustrativos";
inline constexpr std::string_view draft_notice = "BORRADOR · NO APROBADO";

}  // namespace documents
