// A document that holds one of everything, for the tests of the renderers. Its figures are
// invented.
#pragma once

#include "documents/document.hpp"

namespace documents {

inline Query sample_query(std::string_view consulta) {
  return {std::string(consulta), {{"ejercicio", "2026"}, {"hasta", "2026-04"}}};
}

inline Table sample_money_table() {
  const auto row = [](std::string_view code, std::string_view name, std::int64_t assigned,
                      std::int64_t modified, std::int64_t owed, State state) {
    const auto vigente = Money::centavos(assigned) + Money::centavos(modified);
    return Row{{cell(prose(strong(code), " ", name)), cell(amount(Money::centavos(assigned))),
                cell(amount(Money::centavos(modified))), cell(amount(vigente)),
                cell(amount(Money::centavos(owed))),
                cell(percent(Ratio{Int128{owed} * 100, vigente.in_centavos()})), cell(state)},
               RowKind::Plain,
               {{"programa", std::string(code)}}};
  };
  Table table{.number = 1, .caption = "Ejecución por programa, en quetzales", .illustrative = true};
  table.columns = {
      {.title = "Programa", .width = 170, .row_header = true},
      {.title = "Asignado", .kind = Kind::Money, .width = 155, .measure = "asignado"},
      {.title = "Modificado", .kind = Kind::Money, .width = 140, .measure = "modificado"},
      {.title = "Vigente", .kind = Kind::Money, .width = 155, .measure = "vigente"},
      {.title = "Devengado", .kind = Kind::Money, .width = 140, .measure = "devengado"},
      {.title = "%", .kind = Kind::Percent, .width = 75, .measure = "ejecucion"},
      {.title = "Estado", .kind = Kind::State, .width = 165}};
  table.rows = {
      row("01", "Actividades centrales", 7840000000, -120000000, 2331845463, State::EnRitmo),
      row("11", "Atención, documentos y registro", 19869000000, 220000000, 5761232043,
          State::Atencion),
      row("12", "Control migratorio", 6191000000, -100000000, 1525141814, State::Rezago)};
  table.rows.push_back(
      {{cell("Total"), cell(amount(Money::centavos(33900000000))), cell(amount(Money{})),
        cell(amount(Money::centavos(33900000000))), cell(amount(Money::centavos(9618219320))),
        cell(percent(Ratio{Int128{961821932000}, Int128{33900000000}})),
        cell(State::SobreLoProgramado)},
       RowKind::Total,
       {{"programa", "todos"}}});
  table.source = Source{prose("SICOIN, reporte de ejecución mensual"),
                        Date{std::chrono::year{2026}, std::chrono::month{4}, std::chrono::day{30}},
                        "F-01", "Una cifra entre paréntesis es una disminución."};
  table.query = sample_query("F-01");
  table.density = Density::Media;
  return table;
}

inline Table sample_goal_table() {
  Table table{.number = 2, .caption = "Metas físicas", .illustrative = true};
  table.columns = {
      {.title = "Producto / subproducto", .width = 400, .row_header = true},
      {.title = "Unidad", .width = 120},
      {.title = "Programado", .kind = Kind::Quantity, .width = 120, .measure = "programado"},
      {.title = "Ejecutado", .kind = Kind::Quantity, .width = 120, .measure = "ejecutado"},
      {.title = "% del año", .kind = Kind::Percent, .width = 90, .measure = "avance"},
      {.title = "Estado", .kind = Kind::State, .width = 150}};
  const auto child = [](std::string_view name, Figure programmed, Figure executed, Figure share,
                        State state) {
    return Row{{cell(name), cell("Persona"), cell(std::move(programmed)), cell(std::move(executed)),
                cell(std::move(share)), cell(state)},
               RowKind::Child,
               {{"subproducto", std::string(name)}}};
  };
  table.rows = {
      {{spanning(4, cell(prose(code("11-00-00-001"), " Asistencia y Protección"))),
        cell(percent(Ratio{325, 10})), cell("2 de 3 con dato")},
       RowKind::Group,
       {{"producto", "11-00-00-001"}}},
      child("Migrantes atendidos", quantity(Quantity::units(38600), "personas"),
            quantity(Quantity::units(34706), "personas"), percent(Ratio{318, 10}), State::EnRitmo),
      child("=Informes de avances", quantity(Quantity::units(1)), absent(Absent::SinDato),
            absent(Absent::NoEvaluable), State::SinDato),
      child("Albergues", quantity(Quantity::units(0)), quantity(Quantity::units(0)),
            absent(Absent::NoAplica), State::NoProgramado),
      {{spanning(4, cell(prose(code("99-00-00-001"), " Aportes"))),
        cell(absent(Absent::NoProgramado)), cell("0 de 1 con dato")},
       RowKind::Group,
       {{"producto", "99-00-00-001"}}},
      child("Aportes", quantity(Quantity::hundredths(1225)), quantity(Quantity::units(-3)),
            percent(Ratio{-245, 10}), State::Rezago),
  };
  table.source = Source{prose("registro de metas físicas"), std::nullopt, "M-01", ""};
  table.query = sample_query("M-01");
  table.density = Density::Media;
  return table;
}

inline Table sample_matrix() {
  Table table{.number = 3, .caption = "Matriz con encabezado doble"};
  table.columns = {{.title = "Resultado", .width = 400},
                   {.title = "2025", .width = 150, .centred = true},
                   {.title = "2026", .width = 150, .centred = true},
                   {.title = "Fecha", .kind = Kind::Date, .width = 150},
                   {.title = "Razón", .kind = Kind::Decimal, .width = 150, .measure = "razon"}};
  table.header = {{{.text = "Resultado", .rows = 2},
                   {.text = "Metas", .columns = 2, .centred = true},
                   {.text = "Fecha", .rows = 2},
                   {.text = "Razón", .rows = 2}},
                  {{.text = "2025", .centred = true}, {.text = "2026", .centred = true}}};
  const Date date{std::chrono::year{2026}, std::chrono::month{12}, std::chrono::day{31}};
  table.rows = {{{cell("Para el año 2030\nse ha incrementado"), cell("39%"), cell("51%"),
                  cell(day(date)), cell(decimal(Ratio{112, 100}))},
                 RowKind::Plain,
                 {{"resultado", "RE1"}}},
                {{cell("Delegaciones"), cell("1"), empty_cell(), cell(absent(Absent::NoAplica)),
                  cell(decimal(Ratio{88, 100}))},
                 RowKind::Plain,
                 {{"resultado", "RE2"}}}};
  table.source = Source{prose("PEI 2021-2030"), std::nullopt, "P-01", ""};
  table.query = sample_query("P-01");
  table.density = Density::Densa;
  table.grid = true;
  return table;
}

inline std::vector<Chart> sample_charts() {
  std::vector<Chart> out;
  const auto chart = [&](std::string_view message, ChartData data) {
    const int number = static_cast<int>(out.size()) + 1;
    out.push_back(
        {number, "", std::string(message), true, std::move(data),
         Source{prose("datos de muestra"), std::nullopt, "G-0" + std::to_string(number), ""},
         sample_query("G-0" + std::to_string(number))});
  };
  const auto money = [](std::int64_t quetzales) {
    return amount(Money::centavos(quetzales * 100));
  };

  StepChart steps;
  steps.programmes = {
      {"Programa 11 · 11-00-00-001", "Asistencia, protección, albergues y centros de retornados"},
      {"Programa 12 · 12-00-00-001", "Control y registro de nacionales y extranjeros"}};
  steps.steps = {{"Resultado inmediato", "Ejercicio fiscal 2021", count(64660),
                  "personas protegidas", count(1), "delegación autorizada"},
                 {"Resultado intermedio", "5 años, acumulado", count(520448), "personas protegidas",
                  count(5), "delegaciones autorizadas"},
                 {"Resultado final", "PEI 2021–2030", count(1347953), "personas protegidas",
                  count(11), "delegaciones autorizadas"}};
  steps.remark = "Los peldaños crecen con la meta acumulada; su altura no está a escala.";
  chart("De 64,660 personas protegidas en 2021 a 1,347,953 en 2030", steps);

  YearChart years;
  years.axis = "Personas migrantes atendidas, % acumulado de 1,347,953";
  years.counted_axis = "Delegaciones de control migratorio por autorizar cada año (suman 11)";
  years.current = 2026;
  constexpr int goals[] = {5, 13, 21, 29, 39, 51, 62, 72, 86, 100};
  constexpr int reached[] = {48, 126, 207, 290, 386};
  for (int i = 0; i < 10; ++i)
    years.years.push_back({2021 + i, percent(Ratio{goals[i], 1}, 0),
                           i < 5 ? percent(Ratio{reached[i], 10}) : absent(Absent::NoAplica),
                           count(i == 5 ? 2 : 1)});
  years.mark = percent(Ratio{4261, 100}, 2);
  years.mark_year = 2026;
  years.mark_month = 4;
  years.mark_label = "abril 2026: 42.61 %";
  chart("A abril de 2026 el acumulado es 42.61 %; la meta del año es 51 %", years);

  ColumnChart columns{"Millones de quetzales", "programado", "devengado", 1'000'000, {}, ""};
  constexpr std::int64_t programmed[] = {18300000, 24800000, 35600000, 27100000,
                                         27200000, 28800000, 40400000, 28500000,
                                         27500000, 28000000, 27300000, 26500000};
  constexpr std::int64_t owed[] = {14200000, 22000000, 35200000, 24700000};
  constexpr std::string_view names[] = {"ene", "feb", "mar", "abr", "may", "jun",
                                        "jul", "ago", "sep", "oct", "nov", "dic"};
  for (int i = 0; i < 12; ++i)
    columns.pairs.push_back({std::string(names[i]), money(programmed[i]),
                             i < 4 ? money(owed[i]) : absent(Absent::NoAplica)});
  columns.pending = "mayo a diciembre: sólo programado";
  chart("El devengado quedó por debajo de lo programado en los cuatro meses", columns);

  GapChart gaps{"% del año", "físico", "financiero", {}};
  gaps.gaps = {
      {"Asistencia y Protección a las Personas Migrantes", percent(Ratio{325, 10}),
       percent(Ratio{202, 10}), ""},
      {"Emisión de Documentos Migratorios", percent(Ratio{258, 10}), percent(Ratio{317, 10}), ""},
      {"Aportes", absent(Absent::NoProgramado), percent(Ratio{0, 1}),
       "no programado en el período"}};
  chart("Asistencia y Protección tiene la mayor brecha: 12.3 puntos", gaps);

  ShareChart shares{"atendidas", "población de referencia", "sin desagregar", {}};
  shares.groups = {{"Sexo",
                    {{"Hombres", percent(Ratio{684, 10}), percent(Ratio{782, 10})},
                     {"Mujeres", percent(Ratio{243, 10}), percent(Ratio{218, 10})},
                     {"Sin desagregar", percent(Ratio{72, 10}), absent(Absent::NoAplica), true}}},
                   {"Pueblo",
                    {{"Maya, Garífuna, Xinka o afrodescendiente", percent(Ratio{27, 1}),
                      absent(Absent::SinDato)},
                     {"Sin desagregar", percent(Ratio{357, 10}), absent(Absent::NoAplica), true}}}};
  chart("De 35.7 % de las personas atendidas no se sabe el pueblo de pertenencia", shares);

  BarChart bars{"Personas", "ejecutado", "programado", {}};
  bars.bars = {{"Migrantes nacionales y extranjeros atendidos para la protección",
                quantity(Quantity::units(34706)), quantity(Quantity::units(38600)), "En ritmo"},
               {"Informes", absent(Absent::SinDato), quantity(Quantity::units(9000)), ""}};
  chart("La atención va en ritmo", bars);
  return out;
}

inline Document sample_document() {
  Document document;
  document.title = "Informe de muestra";
  document.subtitle = "Primer cuatrimestre, enero – abril 2026";
  document.running = "Informe de muestra · datos al 30/04/2026";
  document.code = "INF-2026-C1";
  document.corte = "2026-C1";
  document.as_of = Date{std::chrono::year{2026}, std::chrono::month{4}, std::chrono::day{30}};
  document.institution = {"Instituto de <Muestra> & Cía.",
                          "Unidad de Monitoreo",
                          {"6ta. avenida 3-11, zona 4,", "Ciudad de Guatemala"},
                          "+502 2411 2411",
                          "info@ejemplo.gob.gt"};
  document.cover = {{"Ejercicio fiscal", prose("2026")}, {"Corte", prose("2026-C1, versión 1")}};
  document.legal_base = "En cumplimiento del Decreto 101-97, artículo 17 Bis.";
  document.place = "Guatemala, mayo de 2026";
  document.illustrative = "Los montos son ejemplos y no son cifras oficiales.";

  Section first;
  first.blocks = {
      Heading{1, "1. Presentación", ""},
      Paragraph{prose("Se devengó ", amount(Money::centavos(9618219320)), ", el ",
                      percent(Ratio{283, 10}), " del vigente; la modificación fue ",
                      amount(Money::centavos(-150000)), "."),
                sample_query("R-01"), Tone::Key},
      Paragraph{prose("El acumulado llega a ", count(574366, "personas"), ", el ",
                      strong(percent(Ratio{4261, 100}, 2)), ". El resultado 2 es ",
                      strong(absent(Absent::NoEvaluable)), ". ", emphasis("Así es"), "."),
                sample_query("R-02")},
      List{{prose(strong("Uno"), ": ", count(391), " de ", count(800), "."), prose("Dos.")},
           false,
           sample_query("R-03")},
      List{{prose("Primero."), prose("Segundo.")}, true},
      Note{prose(strong("Cómo leer."), " «0» es un valor reportado."), {}},
      Quote{"«Todos los funcionarios tienen la obligación de promover»."},
      sample_money_table(),
      Heading{2, "1.1 Metas", ""},
      sample_goal_table()};
  Section charts;
  charts.blocks = {
      Heading{1, "2. Gráficas de todas las clases que el programa sabe dibujar", "2. Gráficas"}};
  for (auto& chart : sample_charts()) charts.blocks.emplace_back(std::move(chart));
  Section matrix;
  matrix.landscape = true;
  matrix.blocks = {Heading{2, "2.1 Matriz", ""}, sample_matrix(), PageBreak{},
                   Paragraph{prose("Otra hoja apaisada."), {}}};
  Section last;
  last.blocks = {
      Heading{1, "Verificación", ""},
      Signatures{{{"Elaborado por", "Jefe de la Unidad", "Instituto", "", std::nullopt},
                  {"Revisado por", "Subdirector Financiero", "Instituto", "", document.as_of},
                  {"Aprobado por", "Director General", "Instituto", "", std::nullopt}}},
      KeyValues{{{"Documento", prose("INF-2026-C1")}, {"Código", prose(code("7F3A-91C2-0D4E"))}}},
      Qr{"https://ceiba.example/v/2026-C1"},
      Heading{3, "Punto de control de la bitácora", ""},
      Checkpoint{
          "ceiba.example/igm\n4182\nq83v0m2n7Yt4Jb1sX9cPzR5uKfWdEa6LhTgQoNiBxVw=\n\n— ceiba"}};
  document.sections = {first, charts, matrix, last};
  return document;
}

}  // namespace documents
