// Formulas are exact, typed and never take missing for zero.
#include "domain/planning/formula.hpp"

#include <gtest/gtest.h>

namespace planning {
namespace {

Month month(int year, int number) {
  return {{static_cast<std::int16_t>(year)}, static_cast<std::uint8_t>(number)};
}

Variable variable(std::string code, std::string unit, TipoConteo kind) {
  Variable made;
  made.codigo = std::move(code);
  made.unidad = std::move(unit);
  made.tipo_conteo = kind;
  return made;
}

const std::vector<Variable> known = {
    variable("atendidas", "persona", TipoConteo::Atenciones),
    variable("mujeres", "persona", TipoConteo::Atenciones),
    variable("distintas", "persona", TipoConteo::PersonasUnicas),
    variable("visas", "documento", TipoConteo::Documentos),
    variable("costo", "quetzal", TipoConteo::Actos),
};

Cell cell(int year, int number, std::string unit, std::optional<int> value) {
  Cell made{month(year, number), std::move(unit), std::nullopt};
  if (value) made.value = Quantity::units(*value);
  return made;
}

const FormulaData data = {
    {"atendidas",
     {cell(2025, 12, "A", 520'448), cell(2026, 1, "A", 100), cell(2026, 1, "B", 50),
      cell(2026, 2, "A", 200), cell(2026, 2, "B", std::nullopt)}},
    {"mujeres", {cell(2026, 1, "A", 30), cell(2026, 2, "A", 0)}},
    {"visas", {cell(2026, 1, "A", 7)}},
    {"costo", {cell(2026, 1, "A", 700)}},
    {"nada", {cell(2026, 1, "A", std::nullopt)}},
    {"vacia", {}},
};

const FormulaPeriod period{month(2026, 1), month(2026, 2)};

TEST(formula, values_and_coverage) {
  struct Case {
    const char* text;
    std::optional<Ratio> value;
    std::int64_t reported, expected;
  };
  for (const auto& [text, value, reported, expected] : {
           Case{"1 + 2 * 3", Ratio::whole(7), 0, 0},
           {"(1 + 2) × 3", Ratio::whole(9), 0, 0},
           {"8 − 2 − 1", Ratio::whole(5), 0, 0},
           {"1 ÷ 3", Ratio{1, 3}, 0, 0},
           {"-2 * -0.25", Ratio{1, 2}, 0, 0},
           {"suma(atendidas)", Ratio::whole(350), 3, 4},
           {"acumulado(atendidas, 2021)", Ratio::whole(520'798), 4, 5},
           {"ultimo(atendidas)", Ratio::whole(250), 1, 2},
           {"último(atendidas)", Ratio::whole(250), 1, 2},
           {"promedio(atendidas)", Ratio{350, 3}, 3, 4},
           {"maximo(suma_unidades(atendidas))", Ratio::whole(200), 3, 4},
           {"maximo(suma_meses(atendidas))", Ratio::whole(300), 3, 4},
           {"participacion(suma(mujeres), suma(atendidas))", Ratio{3000, 350}, 5, 6},
           {"participación(520448 + 53918, 1347953)", Ratio{57'436'600, 1'347'953}, 0, 0},
           {"suma(mujeres) + suma(mujeres)", Ratio::whole(60), 2, 2},
           {"suma(nada)", std::nullopt, 0, 1},
           {"suma(nada) + 1", std::nullopt, 0, 1},
           {"suma(vacia)", std::nullopt, 0, 0},
           {"suma(costo / visas)", Ratio::whole(100), 2, 2},
           {"suma(mujeres * 2)", Ratio::whole(60), 2, 2},
       }) {
    const auto formula = parse_formula(text);
    ASSERT_TRUE(formula) << text << " " << formula.error().code;
    const auto result = evaluate(*formula, data, period);
    ASSERT_TRUE(result) << text << " " << result.error().code;
    EXPECT_EQ(result->value, value) << text;
    EXPECT_EQ(result->reported, reported) << text;
    EXPECT_EQ(result->expected, expected) << text;
  }
}

TEST(formula, a_reported_zero_is_a_value_and_dividing_by_it_is_none) {
  const auto zero = evaluate(parse_formula("suma(mujeres) / 0").value(), data, period).value();
  EXPECT_EQ(zero.value, std::nullopt);
  EXPECT_TRUE(zero.divided_by_zero);
  const FormulaPeriod february{month(2026, 2), month(2026, 2)};
  const auto value = evaluate(parse_formula("suma(mujeres)").value(), data, february).value();
  EXPECT_EQ(value.value, Ratio{});
  EXPECT_EQ(value.expected, 1);
}

TEST(formula, a_value_only_one_side_knows_joins_with_nothing) {
  // B was due of atendidas but never of mujeres: A alone has a difference.
  const auto value =
      evaluate(parse_formula("suma(atendidas - mujeres)").value(), data, period).value();
  EXPECT_EQ(value.value, Ratio::whole(270));
}

TEST(formula, refusals_name_the_column) {
  struct Case {
    const char* text;
    const char* code;
    const char* column;
  };
  for (const auto& [text, code, column] : {
           Case{"", "formula.vacia", ""},
           {"   ", "formula.vacia", ""},
           {"1 +", "formula.inesperado", "4"},
           {"1 2", "formula.inesperado", "3"},
           {"(1", "formula.inesperado", "3"},
           {"1 + ?", "formula.inesperado", "5"},
           {"1.2.3", "formula.inesperado", "1"},
           {"1.", "formula.inesperado", "1"},
           {"1234567890123456", "formula.numero_muy_largo", "1"},
           {"0.1234567890", "formula.numero_muy_largo", "1"},
           {"÷ 1", "formula.inesperado", "1"},
           {"raiz(2)", "formula.funcion_desconocida", "1"},
           {"suma(a, b)", "formula.argumentos", "7"},
           {"acumulado(a)", "formula.argumentos", "12"},
           {"acumulado(a, 99)", "formula.argumentos", "14"},
           {"participacion(a)", "formula.argumentos", "16"},
       }) {
    const auto formula = parse_formula(text);
    ASSERT_FALSE(formula) << text;
    EXPECT_EQ(formula.error().code, code) << text;
    EXPECT_EQ(detail_of(formula.error(), "columna"), column) << text;
  }
  EXPECT_EQ(parse_formula(std::string(2001, '1')).error().code, "formula.muy_larga");
  EXPECT_EQ(parse_formula(std::string(60, '(') + "1").error().code, "formula.muy_profunda");
  EXPECT_EQ(parse_formula("a\xFF").error().code, "formula.inesperado");
}

TEST(formula, types) {
  struct Case {
    const char* text;
    const char* unit_or_code;
  };
  for (const auto& [text, expected] : {
           Case{"suma(atendidas)", "persona"},
           {"suma(atendidas) + 5", "persona"},
           {"participacion(acumulado(atendidas, 2021), 1347953)", "porcentaje"},
           {"suma(costo) / suma(atendidas)", "quetzal/persona"},
           {"suma(atendidas) / suma(mujeres)", ""},
           {"suma(atendidas) × suma(visas)", "documento·persona"},
           {"1 / suma(atendidas)", "1/persona"},
           {"3 * 4", ""},
           {"atendidas", "formula.serie_sin_reducir"},
           {"suma_meses(atendidas)", "formula.serie_sin_reducir"},
           {"suma(suma_meses(atendidas) + suma_unidades(atendidas))", "formula.serie_sin_reducir"},
           {"suma(5)", "formula.nada_que_reducir"},
           {"ultimo(suma_meses(atendidas))", "formula.nada_que_reducir"},
           {"suma(atendidas) + suma(visas)", "formula.unidades_distintas"},
           {"participacion(suma(visas), suma(atendidas))", "formula.unidades_distintas"},
           {"ultimo(atendidas) - ultimo(distintas)", "formula.conteos_distintos"},
           // Monthly uniques added up are attentions, and so they add to attentions.
           {"suma(atendidas) + suma(distintas)", "persona"},
           {"suma(otra)", "formula.variable_desconocida"},
       }) {
    const auto type = type_of(parse_formula(text).value(), known);
    EXPECT_EQ(type ? type->unit : type.error().code, expected) << text;
  }
}

TEST(formula, written_canonically_and_read_again) {
  for (const auto& [text, expected] : std::vector<std::pair<std::string, std::string>>{
           {"1+2*3", "1 + 2 * 3"},
           {"(1+2)*3", "(1 + 2) * 3"},
           {"1-(2-3)", "1 - (2 - 3)"},
           {"1÷(2×3)", "1 / (2 * 3)"},
           {"-(1+2)", "-(1 + 2)"},
           {"--1", "--1"},
           {"participación( suma(a) , 0.50 )", "participacion(suma(a), 0.5)"},
           {"acumulado(a×b, 2021)", "acumulado(a * b, 2021)"},
       }) {
    const auto once = formula_text(parse_formula(text).value());
    EXPECT_EQ(once, expected);
    EXPECT_EQ(formula_text(parse_formula(once).value()), once);
  }
}

TEST(formula, overflow_is_refused_not_wrapped) {
  const auto formula = parse_formula("999999999999999 * 999999999999999 * 999999999999999").value();
  EXPECT_EQ(evaluate(formula, data, period).error().code, "formula.desborde");
  EXPECT_EQ(evaluate(parse_formula("suma(otra)").value(), data, period).error().code,
            "formula.variable_desconocida");
}

TEST(formula, names_its_variables_once) {
  EXPECT_EQ(variables_of(parse_formula("suma(b) + suma(a) / suma(b)").value()),
            (std::vector<std::string>{"b", "a"}));
}

}  // namespace
}  // namespace planning
