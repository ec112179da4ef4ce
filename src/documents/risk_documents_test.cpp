// The SINACIG workbook as LibreOffice reads it: the official columns, and the numbers of the pages;
// the yearly report and the letter of guidance in their formats.
#include <gtest/gtest.h>

#include "documents/control_documents.hpp"
#include "documents/reading_for_tests.hpp"
#include "documents/render.hpp"
#include "documents/risk_map.hpp"
#include "documents/risk_workbook.hpp"
#include "text/format.hpp"

namespace documents {
namespace {

control::RiskLevels levels(int p, int s, int c) {
  using control::Level;
  return {Level::of(p, "p").value(), Level::of(s, "s").value(), Level::of(c, "c").value()};
}

storage::RiskRow risk(std::int64_t number, control::RiskLevels at, const std::string& what) {
  return {.ejercicio = {2026},
          .number = number,
          .unidad = "201",
          .objetivo = control::Objetivo::Cumplimiento,
          .area = "Compras",
          .evento = "Evento " + std::to_string(number),
          .descripcion = what,
          .levels = at,
          .control = "Regla permanente",
          .illustrative = true,
          .written = {1, parse_date("2026-05-12").value(), 1}};
}

queries::RiskMatrix matrix() {
  queries::RiskMatrix made;
  made.year = {2026};
  made.illustrative = true;
  made.bands = {
      {"tolerable", "Tolerable", {}, Ratio::whole(10), Certeza::Encontrada, "norma"},
      {"gestionable", "Gestionable", Ratio::whole(10), Ratio::whole(15), Certeza::Encontrada,
       "norma"},
      {"no_tolerable", "No tolerable", Ratio::whole(15), {}, Certeza::Encontrada, "norma"}};
  made.risks = {risk(1, levels(4, 5, 3), "Compras partidas"), risk(2, levels(4, 5, 1), "=1+1"),
                risk(3, levels(5, 5, 2), "Pagos sin respaldo")};
  made.actions = {{.ejercicio = {2026},
                   .risk = 1,
                   .number = 1,
                   .control = "Revisión mensual",
                   .que = "Revisar",
                   .como = "Con una muestra",
                   .quien = "Jefe",
                   .inicio = parse_date("2026-05-12").value(),
                   .fin = parse_date("2026-12-01").value()}};
  made.evidence = {{.ejercicio = {2026},
                    .risk = 1,
                    .action = 1,
                    .month = Month::parse("2026-05").value(),
                    .description = "Acta",
                    .written = {1, parse_date("2026-05-31").value(), 2}}};
  return made;
}

const queries::InstitutionData institution{"11200099", "Institución de prueba", "IP", "—", "—", "—",
                                           true};

TEST(RiskWorkbook, OpensInLibreOfficeWithTheOfficialColumnsAndThePagesNumbers) {
  if (!have("soffice")) GTEST_SKIP() << "soffice missing: LibreOffice is not installed";
  const auto rows = matrix();
  const auto bytes = risk_workbook(rows, institution, 1'778'000'000'000);
  ASSERT_TRUE(bytes) << bytes.error().code;
  const auto folder = TemporaryFolder::create();
  ASSERT_TRUE(write_file(folder->path() / "matriz.xlsx", *bytes));
  // Every sheet as a file of its own, UTF-8, numbers as they are shown, formulas computed anew.
  const auto done = run(
      {.name = "soffice",
       .arguments = {"-env:UserInstallation=file://" + folder->path().string() + "/perfil",
                     "--headless", "--convert-to",
                     "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1",
                     "matriz.xlsx"},
       .seconds_max = 120},
      folder->path());
  ASSERT_TRUE(done) << detail_of(done.error(), "hallado");
  const auto sheet = read_file(folder->path() / "matriz-Matriz de riesgos.csv");
  ASSERT_TRUE(sheet);
  EXPECT_TRUE(sheet->contains(
      "No.,Código UE,Tipo de objetivo,Referencia,Área evaluada,Eventos identificados,Descripción "
      "del riesgo,Probabilidad,Severidad,Riesgo inherente (RI),Valor control mitigador,Riesgo "
      "residual (RR),Nivel,Control interno para mitigar (gestionar) el riesgo,Observaciones"))
      << *sheet;
  EXPECT_TRUE(sheet->contains(std::string(illustrative_notice)));
  EXPECT_TRUE(sheet->contains("Nombre del responsable:"));
  for (const auto& one : rows.risks) {
    // As the page of risks writes them.
    const auto levels_in_row =
        std::to_string(one.levels.probability.value()) + "," +
        std::to_string(one.levels.severity.value()) + "," + std::to_string(one.levels.inherent()) +
        "," + std::to_string(one.levels.control.value()) + "," +
        text::decimal(one.levels.residual(), 2) + "," + rows.band_of(one)->name;
    EXPECT_TRUE(sheet->contains(levels_in_row)) << levels_in_row << '\n' << *sheet;
  }
  EXPECT_TRUE(
      read_file(folder->path() / "matriz-Plan de trabajo.csv")->contains("Con una muestra"));
  EXPECT_TRUE(
      read_file(folder->path() / "matriz-Continuidad de evidencia.csv")->contains("2026-05,Acta"));
}

TEST(RiskMap, SaysInWordsWhatItDraws) {
  const auto drawing = risk_map(matrix());
  EXPECT_TRUE(drawing.contains("<title>Mapa de riesgos de 2026</title>"));
  EXPECT_TRUE(drawing.contains("R1, R2: probabilidad 4, severidad 5"));
  EXPECT_TRUE(drawing.contains("R3: probabilidad 5, severidad 5"));
  EXPECT_TRUE(drawing.contains("width=\"345\""));  // A telephone shows the whole of it.
  EXPECT_EQ(risks_at(matrix(), 4, 5), "R1, R2");
  EXPECT_EQ(risks_at(matrix(), 1, 1), "");
}

TEST(RiskReport, HasTheFiveComponentsTheMatrixAndThePlan) {
  const auto html =
      render(risk_report(matrix(), institution, parse_date("2026-05-12").value()), Format::Html);
  ASSERT_TRUE(html) << html.error().code;
  for (const auto* words :
       {"Entorno de control y gobernanza", "Evaluación de riesgos", "Actividades de control",
        "Información y comunicación", "Actividades de supervisión", "Compras partidas",
        "No tolerable", "Revisión mensual", "Contiene datos ilustrativos"})
    EXPECT_TRUE(html->contains(words)) << words;
}

TEST(RiskWorkPlan, HasEveryActionAndMonthByMonthWhatShowsIt) {
  for (const auto format : {Format::Html, Format::Docx}) {
    const auto plan =
        render(risk_work_plan(matrix(), institution, parse_date("2026-05-12").value()), format);
    ASSERT_TRUE(plan) << plan.error().code;
    const auto words = format == Format::Html ? *plan : parts_of(*plan).at("word/document.xml");
    for (const auto* said : {"Revisión mensual", "Con una muestra", "mayo de 2026", "Acta"})
      EXPECT_TRUE(words.contains(said)) << said;
  }
}

TEST(GuidanceLetter, SaysWhatDeviatesWhatTheNormAsksAndTheOptions) {
  queries::Guidance one;
  one.row = {.number = 3,
             .ejercicio = {2026},
             .subject = "Compromisos sin devengar",
             .origin = "indicador",
             .origin_ref = "IF-05 2026-04",
             .unidad = "Compras",
             .figures = "62.0 % de lo comprometido no se ha devengado",
             .cause = "Contratos sin entrega",
             .norm = "Decreto 101-97",
             .demands = "Devengar lo recibido",
             .options = "Revisar los contratos\nAnular lo que no se recibirá",
             .annexes = "Lista de contratos",
             .addressee = "Subdirector Financiero",
             .due = parse_date("2026-06-30").value(),
             .estado = "emitida",
             .written = {12, parse_date("2026-05-12").value(), 9}};
  const auto letter = render(guidance_letter(one, institution), Format::Html);
  ASSERT_TRUE(letter) << letter.error().code;
  for (const auto* words :
       {"Oficio de orientación 3-2026", "62.0 % de lo comprometido", "Contratos sin entrega",
        "Decreto 101-97", "Anular lo que no se recibirá", "Lista de contratos",
        "corresponde a la autoridad"})
    EXPECT_TRUE(letter->contains(words)) << words;
}

}  // namespace
}  // namespace documents
