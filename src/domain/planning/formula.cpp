// Parser, type rules and evaluation of formulas.
#include "domain/planning/formula.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "domain/planning/refusals.hpp"

namespace planning {
namespace {

constexpr std::size_t longest = 2000, deepest = 50, longest_number = 15, most_decimals = 9;

// ---- Functions: one row each --------------------------------------------------------------------

enum class Arguments { One, OneAndYear, Two };

struct Function {
  std::string_view name;
  FormulaOp op;
  Arguments arguments;
};

constexpr Function functions[] = {
    {"suma", FormulaOp::Sum, Arguments::One},
    {"suma_unidades", FormulaOp::SumUnits, Arguments::One},
    {"suma_meses", FormulaOp::SumMonths, Arguments::One},
    {"acumulado", FormulaOp::Since, Arguments::OneAndYear},
    {"ultimo", FormulaOp::Last, Arguments::One},
    {"promedio", FormulaOp::Average, Arguments::One},
    {"maximo", FormulaOp::Maximum, Arguments::One},
    {"participacion", FormulaOp::Share, Arguments::Two},
};

const Function* function_of(FormulaOp op) {
  for (const auto& function : functions)
    if (function.op == op) return &function;
  return nullptr;
}

std::string known_functions() {
  std::string all;
  for (const auto& function : functions) (all += all.empty() ? "" : ", ") += function.name;
  return all;
}

// ---- Parsing ------------------------------------------------------------------------------------

enum class TokenKind { Number, Name, Symbol, End };

struct Token {
  TokenKind kind = TokenKind::End;
  std::string text;
  std::size_t column = 1;
};

// The signs people write for an operator, and the one that is kept.
constexpr std::pair<std::string_view, std::string_view> signs[] = {
    {"+", "+"}, {"-", "-"},      {"\u2212", "-"}, {"*", "*"}, {"\u00D7", "*"},
    {"/", "/"}, {"\u00F7", "/"}, {"(", "("},      {")", ")"}, {",", ","},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_{text} {}

  Result<Formula> formula() {
    CHECK(advance());
    if (token_.kind == TokenKind::End) return refuse(Refusal::FormulaEmpty);
    CHECK(sum());
    if (token_.kind != TokenKind::End) return unexpected_token("operador o fin de la fórmula");
    return std::move(formula_);
  }

 private:
  // Reads the next token into token_.
  Result<void> advance() {
    while (!text_.empty() && std::string_view(" \t\r\n").contains(text_.front())) take(1);
    token_ = {TokenKind::End, "", column_};
    if (text_.empty()) return {};
    for (const auto& [written, kept] : signs)
      if (text_.starts_with(written)) {
        token_ = {TokenKind::Symbol, std::string(kept), column_};
        take(written.size());
        return {};
      }
    const auto first = text_.front();
    std::size_t size = 0;
    if (is_digit(first)) {
      while (size < text_.size() && (is_digit(text_[size]) || text_[size] == '.')) ++size;
      token_.kind = TokenKind::Number;
    } else if (is_letter(first)) {
      while (size < text_.size() &&
             (is_letter(text_[size]) || is_digit(text_[size]) || text_[size] == '.'))
        ++size;
      // A sign of two or three bytes may follow a name without a blank: "a×b".
      for (const auto& [written, kept] : signs)
        if (const auto at = text_.substr(0, size).find(written); at != text_.npos) size = at;
      token_.kind = TokenKind::Name;
    } else {
      return refuse(Refusal::FormulaUnexpected,
                    {{"columna", std::to_string(column_)}, {"hallado", std::string(1, first)}});
    }
    token_.text = text_.substr(0, size);
    take(size);
    return {};
  }

  void take(std::size_t bytes) {
    column_ += length(text_.substr(0, bytes));
    text_.remove_prefix(bytes);
  }

  std::unexpected<Error> unexpected_token(std::string_view wanted) const {
    return refuse(Refusal::FormulaUnexpected,
                  {{"columna", std::to_string(token_.column)},
                   {"hallado", token_.kind == TokenKind::End ? "fin de la fórmula" : token_.text},
                   {"esperado", std::string(wanted)}});
  }

  bool at(std::string_view symbol) const {
    return token_.kind == TokenKind::Symbol && token_.text == symbol;
  }

  Result<void> expect(std::string_view symbol) {
    if (!at(symbol)) return unexpected_token(symbol);
    return advance();
  }

  std::size_t add(FormulaNode node) {
    formula_.nodes.push_back(std::move(node));
    return formula_.nodes.size() - 1;
  }

  // One rule of the grammar for + − and for × ÷: operands of `next` joined from left to right.
  template <class Next>
  Result<std::size_t> chain(std::string_view a, FormulaOp op_a, std::string_view b, FormulaOp op_b,
                            Next next) {
    auto left = TRY(next());
    while (at(a) || at(b)) {
      const auto column = token_.column;
      const auto op = at(a) ? op_a : op_b;
      CHECK(advance());
      const auto right = TRY(next());
      left = add({.op = op, .left = left, .right = right, .column = column});
    }
    return left;
  }

  Result<std::size_t> sum() {
    return chain("+", FormulaOp::Add, "-", FormulaOp::Subtract, [this] { return product(); });
  }

  Result<std::size_t> product() {
    return chain("*", FormulaOp::Multiply, "/", FormulaOp::Divide, [this] { return factor(); });
  }

  Result<std::size_t> factor() {
    if (++depth_ > deepest)
      return refuse(Refusal::FormulaTooDeep, {{"columna", std::to_string(token_.column)}});
    auto node = TRY(factor_inside());
    --depth_;
    return node;
  }

  Result<std::size_t> factor_inside() {
    const auto column = token_.column;
    if (at("-")) {
      CHECK(advance());
      const auto operand = TRY(factor());
      return add({.op = FormulaOp::Negate, .left = operand, .column = column});
    }
    if (at("(")) {
      CHECK(advance());
      const auto inside = TRY(sum());
      CHECK(expect(")"));
      return inside;
    }
    if (token_.kind == TokenKind::Number) {
      auto number = TRY(this->number());
      CHECK(advance());
      return add({.op = FormulaOp::Number, .number = number, .column = column});
    }
    if (token_.kind != TokenKind::Name)
      return unexpected_token("número, variable, función o paréntesis");
    const auto name = std::exchange(token_.text, "");
    CHECK(advance());
    if (at("(")) return call(name, column);
    return add({.op = FormulaOp::Variable, .variable = name, .column = column});
  }

  // "1347953" or "0.25": up to 15 digits in all.
  Result<Ratio> number() const {
    const auto dot = token_.text.find('.');
    auto digits = token_.text;
    std::size_t decimals = 0;
    if (dot != digits.npos) {
      digits.erase(dot, 1);
      decimals = digits.size() - dot;
      if (decimals == 0 || digits.find('.') != digits.npos)
        return unexpected_token("número con un solo punto decimal");
    }
    if (digits.size() > longest_number || decimals > most_decimals)
      return refuse(Refusal::FormulaNumberTooLong,
                    {{"columna", std::to_string(token_.column)}, {"hallado", token_.text}});
    Int128 scale = 1;
    for (std::size_t i = 0; i < decimals; ++i) scale *= 10;
    return Ratio{*whole_number(digits), scale};
  }

  Result<std::size_t> call(const std::string& name, std::size_t column) {
    const auto plain = folded(name);
    const auto* function = std::ranges::find(functions, std::string_view(plain), &Function::name);
    if (function == std::end(functions))
      return refuse(Refusal::FormulaUnknownFunction, {{"columna", std::to_string(column)},
                                                      {"hallado", name},
                                                      {"esperado", known_functions()}});
    const auto wrong_count = [&](std::string_view wanted) {
      return refuse(Refusal::FormulaArguments, {{"columna", std::to_string(token_.column)},
                                                {"hallado", name},
                                                {"esperado", std::string(wanted)}});
    };
    FormulaNode node{.op = function->op, .column = column};
    CHECK(expect("("));
    node.left = TRY(sum());
    if (function->arguments == Arguments::One) {
      if (at(",")) return wrong_count("un solo argumento");
    } else {
      if (!at(",")) return wrong_count("dos argumentos");
      CHECK(advance());
      if (function->arguments == Arguments::Two) {
        node.right = TRY(sum());
      } else {
        const auto year = FiscalYear::parse(token_.text);
        if (token_.kind != TokenKind::Number || !year) return wrong_count("un año, como 2021");
        node.year = year->year;
        CHECK(advance());
      }
      if (at(",")) return wrong_count("dos argumentos");
    }
    CHECK(expect(")"));
    return add(std::move(node));
  }

  std::string_view text_;
  std::size_t column_ = 1, depth_ = 0;
  Token token_;
  Formula formula_;
};

// ---- Writing ------------------------------------------------------------------------------------

std::string shown_number(const Ratio& number) {
  auto digits = show(number, most_decimals);
  while (digits.ends_with('0')) digits.pop_back();
  if (digits.ends_with('.')) digits.pop_back();
  return digits;
}

constexpr int binding(FormulaOp op) {
  if (op == FormulaOp::Add || op == FormulaOp::Subtract) return 1;
  if (op == FormulaOp::Multiply || op == FormulaOp::Divide) return 2;
  return 3;
}

std::string shown(const Formula& formula, std::size_t at, int around, bool is_right) {
  const auto& node = formula.nodes[at];
  const auto inside = [&](std::size_t i) { return shown(formula, i, 0, false); };
  switch (node.op) {
    case FormulaOp::Number:
      return shown_number(node.number);
    case FormulaOp::Variable:
      return node.variable;
    case FormulaOp::Negate:
      return "-" + shown(formula, node.left, 3, false);
    case FormulaOp::Add:
    case FormulaOp::Subtract:
    case FormulaOp::Multiply:
    case FormulaOp::Divide: {
      constexpr std::string_view names[] = {" + ", " - ", " * ", " / "};
      const auto mine = binding(node.op);
      auto text = shown(formula, node.left, mine, false);
      text += names[std::to_underlying(node.op) - std::to_underlying(FormulaOp::Add)];
      text += shown(formula, node.right, mine, true);
      const bool parentheses = mine < around || (mine == around && is_right);
      return parentheses ? "(" + text + ")" : text;
    }
    default: {
      const auto* function = function_of(node.op);
      auto text = std::string(function->name) + "(" + inside(node.left);
      if (function->arguments == Arguments::Two) text += ", " + inside(node.right);
      if (function->arguments == Arguments::OneAndYear) text += ", " + std::to_string(node.year);
      return text + ")";
    }
  }
}

// ---- Types --------------------------------------------------------------------------------------

// Units with their exponents, ordered: {persona: 1}, {quetzal: 1, persona: -1}.
using Units = std::map<std::string, int>;

struct NodeType {
  Units units;
  std::optional<TipoConteo> kind;
  bool literal = false;  // Made of numbers only: takes the unit of what it is joined to.
  bool months = false, unit_axis = false;
  bool series() const { return months || unit_axis; }
};

std::string written(const Units& units) {
  std::string over, under;
  for (const auto& [unit, exponent] : units) {
    auto& side = exponent > 0 ? over : under;
    for (int i = 0; i < std::abs(exponent); ++i) (side += side.empty() ? "" : "·") += unit;
  }
  if (under.empty()) return over;
  return (over.empty() ? "1" : over) + "/" + under;
}

std::vector<Detail> at_node(const FormulaNode& node) {
  return {{"columna", std::to_string(node.column)}};
}

// The axes of two joined operands: equal, or one of them without any.
Result<void> join_axes(const FormulaNode& node, const NodeType& a, const NodeType& b,
                       NodeType& out) {
  if (a.series() && b.series() && (a.months != b.months || a.unit_axis != b.unit_axis))
    return refuse(Refusal::FormulaSeriesNotReduced, at_node(node));
  out.months = a.months || b.months;
  out.unit_axis = a.unit_axis || b.unit_axis;
  return {};
}

// What + and − and a share need: one unit and one kind of count.
Result<void> join_units(const FormulaNode& node, const NodeType& a, const NodeType& b,
                        NodeType& out) {
  const auto& lead = a.literal ? b : a;
  out.units = lead.units;
  out.kind = lead.kind;
  out.literal = a.literal && b.literal;
  if (a.literal || b.literal) return {};
  if (a.units != b.units)
    return refuse(Refusal::FormulaUnitsDiffer, {{"columna", std::to_string(node.column)},
                                                {"hallado", written(b.units)},
                                                {"esperado", written(a.units)}});
  if (a.kind != b.kind) return refuse(Refusal::FormulaKindsDiffer, at_node(node));
  return {};
}

Result<NodeType> type_at(const Formula& formula, std::size_t index,
                         std::span<const Variable> variables) {
  const auto& node = formula.nodes[index];
  NodeType type;
  switch (node.op) {
    case FormulaOp::Number:
      type.literal = true;
      return type;
    case FormulaOp::Variable: {
      const auto found = std::ranges::find(variables, node.variable, &Variable::codigo);
      if (found == variables.end())
        return refuse(Refusal::FormulaUnknownVariable,
                      {{"columna", std::to_string(node.column)}, {"hallado", node.variable}});
      type.units[found->unidad] = 1;
      type.kind = found->tipo_conteo;
      type.months = type.unit_axis = true;
      return type;
    }
    case FormulaOp::Negate:
      return type_at(formula, node.left, variables);
    case FormulaOp::Add:
    case FormulaOp::Subtract:
    case FormulaOp::Share: {
      const auto a = TRY(type_at(formula, node.left, variables));
      const auto b = TRY(type_at(formula, node.right, variables));
      CHECK(join_axes(node, a, b, type));
      CHECK(join_units(node, a, b, type));
      if (node.op == FormulaOp::Share) {
        type.units = {{"porcentaje", 1}};
        type.kind.reset();
        type.literal = false;
      }
      return type;
    }
    case FormulaOp::Multiply:
    case FormulaOp::Divide: {
      const auto a = TRY(type_at(formula, node.left, variables));
      const auto b = TRY(type_at(formula, node.right, variables));
      CHECK(join_axes(node, a, b, type));
      type.literal = a.literal && b.literal;
      type.units = a.units;
      for (const auto& [unit, exponent] : b.units) {
        const auto sum = type.units[unit] += node.op == FormulaOp::Divide ? -exponent : exponent;
        if (sum == 0) type.units.erase(unit);
      }
      if (b.units.empty()) type.kind = a.kind;
      if (a.units.empty() && node.op == FormulaOp::Multiply) type.kind = b.kind;
      return type;
    }
    case FormulaOp::Sum:
    case FormulaOp::SumUnits:
    case FormulaOp::SumMonths:
    case FormulaOp::Since:
    case FormulaOp::Last:
    case FormulaOp::Average:
    case FormulaOp::Maximum: {
      type = TRY(type_at(formula, node.left, variables));
      const bool wants_units = node.op == FormulaOp::SumUnits;
      const bool wants_months = node.op == FormulaOp::SumMonths || node.op == FormulaOp::Last ||
                                node.op == FormulaOp::Since;
      if (!type.series() || (wants_units && !type.unit_axis) || (wants_months && !type.months))
        return refuse(Refusal::FormulaNothingToReduce, at_node(node));
      const bool adds_months = node.op == FormulaOp::Sum || node.op == FormulaOp::SumMonths ||
                               node.op == FormulaOp::Since;
      if (adds_months && type.months && type.kind == TipoConteo::PersonasUnicas)
        type.kind = TipoConteo::Atenciones;
      if (node.op != FormulaOp::SumUnits) type.months = false;
      if (node.op != FormulaOp::SumMonths) type.unit_axis = false;
      return type;
    }
  }
  std::unreachable();
}

// ---- Exact arithmetic that refuses to overflow
// ---------------------------------------------------

Int128 magnitude(Int128 n) { return n < 0 ? -n : n; }

// Ratio asserts on overflow because its callers are bounded; formulas of others are not.
bool fits(const Ratio& a) {
  constexpr Int128 limit = Int128{1} << 62;
  return magnitude(a.numerator()) < limit && magnitude(a.denominator()) < limit;
}

using Maybe = std::optional<Ratio>;

struct Arithmetic {
  bool overflow = false, by_zero = false;

  Maybe kept(const Ratio& value) {
    if (fits(value)) return value;
    overflow = true;
    return std::nullopt;
  }

  Maybe apply(FormulaOp op, const Maybe& a, const Maybe& b) {
    if (!a || !b) return std::nullopt;
    if (op == FormulaOp::Add || op == FormulaOp::Subtract) {
      // Numerators below 2^62 over denominators below 2^62: every product stays below 2^125.
      return kept(op == FormulaOp::Add ? *a + *b : *a - *b);
    }
    if (op == FormulaOp::Multiply) return kept(*a * *b);
    if (b->numerator() == 0) {
      by_zero = true;
      return std::nullopt;
    }
    if (op == FormulaOp::Divide) return kept(*a / *b);
    const auto share = kept(*a / *b);
    return share ? kept(*share * Ratio::whole(100)) : share;
  }
};

// ---- Evaluation
// -----------------------------------------------------------------------------------

struct Place {
  std::optional<Month> month;
  std::string unit;
  friend auto operator<=>(const Place&, const Place&) = default;
};

struct Table {
  bool months = false, unit_axis = false;
  std::map<Place, Maybe> cells;
  bool series() const { return months || unit_axis; }
};

class Evaluation {
 public:
  Evaluation(const Formula& formula, const FormulaData& data, FormulaPeriod period)
      : formula_{formula}, data_{data}, last_{period.last} {}

  Result<FormulaValue> value(Month first) {
    const auto table = TRY(at(formula_.nodes.size() - 1, first));
    if (table.series()) return refuse(Refusal::FormulaSeriesNotReduced, {{"columna", "1"}});
    if (arithmetic_.overflow) return refuse(Refusal::FormulaOverflow);
    FormulaValue result;
    result.value = table.cells.at({});
    result.expected = static_cast<std::int64_t>(seen_.size());
    for (const auto* cell : seen_) result.reported += cell->value.has_value();
    result.divided_by_zero = arithmetic_.by_zero;
    return result;
  }

 private:
  static Table scalar(Maybe value) { return {false, false, {{Place{}, value}}}; }

  Result<Table> at(std::size_t index, Month first) {
    const auto& node = formula_.nodes[index];
    switch (node.op) {
      case FormulaOp::Number:
        return scalar(node.number);
      case FormulaOp::Variable:
        return variable(node, first);
      case FormulaOp::Negate: {
        auto table = TRY(at(node.left, first));
        for (auto& [place, value] : table.cells)
          value = arithmetic_.apply(FormulaOp::Multiply, value, Ratio::whole(-1));
        return table;
      }
      case FormulaOp::Add:
      case FormulaOp::Subtract:
      case FormulaOp::Multiply:
      case FormulaOp::Divide:
      case FormulaOp::Share:
        return joined(node, first);
      case FormulaOp::Since:
        return reduced(node, TRY(at(node.left, Month{{node.year}, 1})), true, true);
      case FormulaOp::Sum:
        return reduced(node, TRY(at(node.left, first)), true, true);
      case FormulaOp::SumUnits:
        return reduced(node, TRY(at(node.left, first)), false, true);
      case FormulaOp::SumMonths:
        return reduced(node, TRY(at(node.left, first)), true, false);
      case FormulaOp::Average:
      case FormulaOp::Maximum:
        return reduced(node, TRY(at(node.left, first)), true, true);
      case FormulaOp::Last:
        return last(node);
    }
    std::unreachable();
  }

  Result<Table> variable(const FormulaNode& node, Month first) {
    const auto found = data_.find(node.variable);
    if (found == data_.end())
      return refuse(Refusal::FormulaUnknownVariable,
                    {{"columna", std::to_string(node.column)}, {"hallado", node.variable}});
    Table table{true, true, {}};
    for (const auto& cell : found->second) {
      if (cell.month < first || cell.month > last_) continue;
      if (!only_latest_) seen_.insert(&cell);
      Maybe value;
      if (cell.value) value = cell.value->as_ratio();
      table.cells[{cell.month, cell.unit}] = value;
    }
    if (only_latest_) see_latest(found->second);
    return table;
  }

  // For ultimo(x), what is due of each unit is its last month only.
  void see_latest(const std::vector<Cell>& cells) {
    std::map<std::string_view, const Cell*> latest;
    for (const auto& cell : cells) {
      if (cell.month > last_) continue;
      auto& known = latest[cell.unit];
      if (!known || known->month < cell.month) known = &cell;
    }
    for (const auto& [unit, cell] : latest) seen_.insert(cell);
  }

  Result<Table> joined(const FormulaNode& node, Month first) {
    const auto a = TRY(at(node.left, first));
    const auto b = TRY(at(node.right, first));
    if (a.series() && b.series() && (a.months != b.months || a.unit_axis != b.unit_axis))
      return refuse(Refusal::FormulaSeriesNotReduced, {{"columna", std::to_string(node.column)}});
    Table out{a.months || b.months, a.unit_axis || b.unit_axis, {}};
    // A place that only one side knows has no value: the other side was never due there.
    const auto value_at = [](const Table& table, const Place& place) -> Maybe {
      if (!table.series()) return table.cells.at({});
      const auto found = table.cells.find(place);
      return found == table.cells.end() ? std::nullopt : found->second;
    };
    const auto join = [&](const Table& side) {
      for (const auto& [place, value] : side.cells)
        if (!out.cells.contains(place))
          out.cells[place] = arithmetic_.apply(node.op, value_at(a, place), value_at(b, place));
    };
    if (a.series() || !b.series()) join(a);
    if (b.series()) join(b);
    return out;
  }

  Result<Table> reduced(const FormulaNode& node, const Table& table, bool months, bool units) {
    if (!table.series())
      return refuse(Refusal::FormulaSeriesNotReduced, {{"columna", std::to_string(node.column)}});
    Table out{table.months && !months, table.unit_axis && !units, {}};
    std::map<Place, std::int64_t> counts;
    for (const auto& [place, value] : table.cells) {
      Place kept = place;
      if (months) kept.month.reset();
      if (units) kept.unit.clear();
      auto& sum = out.cells[kept];
      if (!value) continue;
      ++counts[kept];
      if (!sum)
        sum = value;
      else if (node.op == FormulaOp::Maximum)
        sum = std::max(*sum, *value);
      else
        sum = arithmetic_.apply(FormulaOp::Add, sum, value);
    }
    if (!out.series()) out.cells.try_emplace(Place{});
    if (node.op == FormulaOp::Average)
      for (auto& [place, sum] : out.cells)
        sum = arithmetic_.apply(FormulaOp::Divide, sum, Ratio::whole(counts[place]));
    return out;
  }

  // The last reported value of each unit up to the cut, added over units.
  Result<Table> last(const FormulaNode& node) {
    const bool outer = std::exchange(only_latest_, true);
    auto inside = at(node.left, Month{{1990}, 1});
    only_latest_ = outer;
    const auto table = TRY(std::move(inside));
    if (!table.months)
      return refuse(Refusal::FormulaSeriesNotReduced, {{"columna", std::to_string(node.column)}});
    std::map<std::string, Maybe> latest;  // Places are ordered by month: later ones overwrite.
    for (const auto& [place, value] : table.cells)
      if (auto& known = latest[place.unit]; value) known = value;
    Maybe sum;
    for (const auto& [unit, value] : latest)
      if (value) sum = sum ? arithmetic_.apply(FormulaOp::Add, sum, value) : value;
    return scalar(sum);
  }

  const Formula& formula_;
  const FormulaData& data_;
  Month last_;
  bool only_latest_ = false;
  Arithmetic arithmetic_;
  std::set<const Cell*> seen_;
};

}  // namespace

Result<Formula> parse_formula(std::string_view text) {
  if (text.size() > longest)
    return refuse(Refusal::FormulaTooLong, {{"hallado", std::to_string(text.size())},
                                            {"esperado", std::to_string(longest)}});
  if (!is_utf8(text))
    return refuse(Refusal::FormulaUnexpected, {{"columna", "1"}, {"esperado", "texto UTF-8"}});
  return Parser(text).formula();
}

std::string formula_text(const Formula& formula) {
  return shown(formula, formula.nodes.size() - 1, 0, false);
}

std::vector<std::string> variables_of(const Formula& formula) {
  std::vector<std::string> names;
  for (const auto& node : formula.nodes)
    if (node.op == FormulaOp::Variable && std::ranges::find(names, node.variable) == names.end())
      names.push_back(node.variable);
  return names;
}

Result<FormulaType> type_of(const Formula& formula, std::span<const Variable> variables) {
  const auto type = TRY(type_at(formula, formula.nodes.size() - 1, variables));
  if (type.series()) return refuse(Refusal::FormulaSeriesNotReduced, {{"columna", "1"}});
  return FormulaType{written(type.units), type.kind};
}

Result<FormulaValue> evaluate(const Formula& formula, const FormulaData& data,
                              FormulaPeriod period) {
  return Evaluation(formula, data, period).value(period.first);
}

}  // namespace planning
