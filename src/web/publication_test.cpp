// The way of a report through its acts, on both engines.
#include <gtest/gtest.h>

#include "commands/keep_file.hpp"
#include "commands/testing.hpp"
#include "queries/published_reports.hpp"

namespace web {
namespace {

using access_control::Role;
using commands::Context;
using commands::keep_file;
using commands::keep_pdf;
using commands::submit;
using reporting::ReportStage;
namespace testing = commands::testing;
using testing::act_as;

class Publication : public testing::OnBothEngines {};
INSTANTIATE_TEST_SUITE_P(Engines, Publication, testing::both_engines(), testing::engine_name);

const std::string code = "EST-2026";

// The code of the refusal, or "" where the act was done.
std::string did(Context& context, Role role, const std::string& kind, json::object act) {
  act_as(context, role);
  const auto done = submit(context, {kind, std::move(act), ""});
  return done ? "" : done.error().code;
}

json::object of(std::int64_t version) { return {{"codigo", code}, {"version", version}}; }

json::object with(json::object act, const json::object& more) {
  for (const auto& [key, value] : more) act[key] = value;
  return act;
}

json::object draft() {
  return {{"codigo", code}, {"tipo", "estrategia"}, {"periodo", "2026"}, {"corte_version", 0}};
}

json::object signing(const std::string& hash) {
  return with(of(1), {{"oficio", "DG-1"},
                      {"fecha", "2026-05-05"},
                      {"firmantes", json::array{json::object{{"acto", "Aprobado por"},
                                                             {"puesto", "Director General"},
                                                             {"titular", ""}}}},
                      {"archivo", hash},
                      {"bytes", 12}});
}

json::object publishing(const std::string& hash) {
  return with(of(1), {{"archivos", json::array{json::object{{"formato", "docx"},
                                                            {"nombre", "EST-2026-v1.docx"},
                                                            {"archivo", hash},
                                                            {"bytes", 12}},
                                               json::object{{"formato", "pdf"},
                                                            {"nombre", "EST-2026-v1.pdf"},
                                                            {"archivo", hash},
                                                            {"bytes", 12}}}}});
}

TEST_P(Publication, StepsFollowEachOtherAndNoOthers) {
  const testing::Place place(GetParam());
  auto context = testing::create(place);
  testing::found_institution(context);
  const auto hash = keep_file(context, "doce bytes..").value();
  const auto stage = [&](std::int64_t version) {
    return queries::report_version(context.db(), context.institution, code, version).value().stage;
  };
  ASSERT_EQ(did(context, Role::Monitoreo, "informe.preparar", draft()), "");
  EXPECT_EQ(did(context, Role::Monitoreo, "informe.preparar", draft()), "informe.version_abierta");
  EXPECT_EQ(did(context, Role::Monitoreo, "informe.firmar", signing(hash)),
            "informe.etapa_no_permite");
  ASSERT_EQ(did(context, Role::Monitoreo, "informe.enviar", of(1)), "");
  EXPECT_EQ(stage(1), ReportStage::Revision);
  EXPECT_EQ(did(context, Role::Monitoreo, "informe.seccion",
                with(of(1), {{"seccion", "a"}, {"texto", "x"}, {"completada", false}})),
            "informe.etapa_no_permite");
  EXPECT_EQ(did(context, Role::Autoridad, "informe.devolver", with(of(1), {{"motivo", " "}})),
            "informe.informe_sin_motivo");
  ASSERT_EQ(did(context, Role::Autoridad, "informe.devolver",
                with(of(1), {{"motivo", "Falta la causa."}})),
            "");
  EXPECT_EQ(stage(1), ReportStage::Devuelto);
  ASSERT_EQ(did(context, Role::Monitoreo, "informe.enviar", of(1)), "");
  ASSERT_EQ(did(context, Role::Autoridad, "informe.aprobar", of(1)), "");
  EXPECT_EQ(did(context, Role::Autoridad, "informe.publicar", publishing(hash)),
            "informe.etapa_no_permite");
  EXPECT_EQ(did(context, Role::Autoridad, "informe.firmar",
                with(signing(hash), {{"firmantes", json::array{}}})),
            "informe.faltan_firmantes");
  ASSERT_EQ(did(context, Role::Autoridad, "informe.firmar", signing(hash)), "");
  EXPECT_EQ(did(context, Role::Informacion, "informe.publicar",
                with(publishing(hash), {{"archivos", json::array{}}})),
            "informe.sin_archivos");
  const auto other = keep_file(context, "otro escaneo").value();
  EXPECT_EQ(did(context, Role::Informacion, "informe.publicar", publishing(other)),
            "informe.pdf_no_es_el_firmado");
  ASSERT_EQ(did(context, Role::Informacion, "informe.publicar", publishing(hash)), "");
  EXPECT_EQ(queries::published_files(context.db(), context.institution, code, 1).value().size(),
            2U);
  EXPECT_EQ(did(context, Role::Informacion, "informe.retirar", with(of(1), {{"motivo", "x"}})),
            "acto.sin_permiso");
}

TEST_P(Publication, APublishedReportIsCorrectedByANewVersionWithItsTexts) {
  const testing::Place place(GetParam());
  auto context = testing::create(place);
  testing::found_institution(context);
  const auto hash = keep_file(context, "doce bytes..").value();
  ASSERT_EQ(did(context, Role::Monitoreo, "informe.preparar", draft()), "");
  ASSERT_EQ(did(context, Role::Monitoreo, "informe.seccion",
                with(of(1), {{"seccion", "a"}, {"texto", "Uno."}, {"completada", true}})),
            "");
  const auto correcting =
      with(of(1), {{"fe_de_erratas", "Donde dice uno, debe decir dos."}, {"corte_version", 0}});
  EXPECT_EQ(did(context, Role::Monitoreo, "informe.corregir", correcting),
            "informe.etapa_no_permite");
  ASSERT_EQ(did(context, Role::Monitoreo, "informe.enviar", of(1)), "");
  ASSERT_EQ(did(context, Role::Autoridad, "informe.aprobar", of(1)), "");
  ASSERT_EQ(did(context, Role::Autoridad, "informe.firmar", signing(hash)), "");
  ASSERT_EQ(did(context, Role::Autoridad, "informe.publicar", publishing(hash)), "");
  EXPECT_EQ(
      did(context, Role::Monitoreo, "informe.corregir", with(correcting, {{"fe_de_erratas", " "}})),
      "informe.falta_fe_de_erratas");
  ASSERT_EQ(did(context, Role::Monitoreo, "informe.corregir", correcting), "");
  EXPECT_EQ(did(context, Role::Monitoreo, "informe.corregir", correcting),
            "informe.no_es_la_ultima_version");
  const auto second = queries::report_version(context.db(), context.institution, code, 2).value();
  EXPECT_EQ(second.replaces, 1);
  EXPECT_EQ(second.stage, ReportStage::Borrador);
  const auto texts = queries::report_sections(context.db(), second, context.institution).value();
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_EQ(texts.front().text, "Uno.");
  EXPECT_FALSE(texts.front().complete);
  // The draft that corrects is not public.
  EXPECT_EQ(queries::published_reports(context.db(), context.institution).value().size(), 1U);
}

TEST_P(Publication, TwoWhoWriteTheSameSectionDoNotLoseEachOthersText) {
  const testing::Place place(GetParam());
  auto context = testing::create(place);
  testing::found_institution(context);
  ASSERT_EQ(did(context, Role::Monitoreo, "informe.preparar", draft()), "");
  const auto writing = [&](const std::string& text, std::int64_t seen) {
    return with(of(1),
                {{"seccion", "a"}, {"texto", text}, {"completada", false}, {"edicion", seen}});
  };
  ASSERT_EQ(did(context, Role::Monitoreo, "informe.seccion", writing("Uno.", 0)), "");
  EXPECT_EQ(did(context, Role::Planificacion, "informe.seccion", writing("Dos.", 0)),
            "informe.seccion_cambiada");
  ASSERT_EQ(did(context, Role::Planificacion, "informe.seccion", writing("Dos.", 1)), "");
  // Saving what is there already makes no entry.
  const auto before =
      submit(context, commands::Submission{"informe.seccion", writing("Dos.", 2), ""}).value();
  EXPECT_EQ(before.seq, 0);
  EXPECT_EQ(did(context, Role::Monitoreo, "informe.seccion",
                writing(std::string(reporting::section_text_max + 1, 'a'), 2)),
            "informe.seccion_larga");
}

TEST_P(Publication, AScanIsAPdfByItsContent) {
  const testing::Place place(GetParam());
  auto context = testing::create(place);
  EXPECT_TRUE(keep_pdf(context, "%PDF-1.7\n%%EOF\n", "a.pdf"));
  for (const auto* bytes : {"", "%PDF-1.7\n", "%%EOF", "PK\x03\x04 %%EOF", "<html>%%EOF"})
    EXPECT_EQ(keep_pdf(context, bytes, "a.pdf").error().code, "informe.escaneo_no_es_pdf");
}

}  // namespace
}  // namespace web
