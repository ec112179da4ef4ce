// A payment file in the pages: registered by Compras, taken and answered by Verificación, returned
// with a letter, sent again, concluded, given its visado by another person, and its receipt
// checked.
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <set>

#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/submit.hpp"
#include "commands/visado_receipt.hpp"
#include "text/payment_files.hpp"
#include "web/testing.hpp"

namespace web {
namespace {

using access_control::Role;
using testing::Site;
using Pairs = std::vector<std::pair<std::string, std::string>>;

bool says(const Site& site, std::string_view words) {
  return site.last.body.find(words) != std::string::npos;
}

// Every control of the checklist: "r.BAJA_CUANTIA/REQ".
std::set<std::string> lines_of(const std::string& page) {
  std::set<std::string> names;
  constexpr std::string_view mark = "name=\"r.";
  for (std::size_t at = 0; (at = page.find(mark, at)) != page.npos; ++at) {
    const auto from = at + mark.size();
    names.insert(page.substr(from, page.find('"', from) - from));
  }
  return names;
}

Pairs all_fulfilled(const std::string& page) {
  Pairs fields;
  for (const auto& line : lines_of(page)) fields.emplace_back("r." + line, "cumple");
  return fields;
}

const std::string form = "/expedientes/nuevo?gasto=compra&modalidad=BAJA_CUANTIA";

// A small purchase with its invoice; `number` tells invoices apart.
Pairs purchase(const std::string& number) {
  Pairs fields = {{"motivo", "Papel para las delegaciones"},
                  {"unidad_ejecutora", "201"},
                  {"monto", "11,200.00"},
                  {"adjudicado", "11200.00"},
                  {"familia", "44103100"},
                  {"npg", "E123456789"},
                  {"proveedor.nit", "1234567-9"},
                  {"proveedor.cuenta_nit", "1234567-9"},
                  {"proveedor.nombre", "Papelería ilustrativa"},
                  {"factura.1.serie", "D412A347"},
                  {"factura.1.numero", number},
                  {"factura.1.emitida", "29/05/2026"},
                  {"factura.1.total", "11200.00"},
                  {"fecha.recepcion", "29/05/2026"}};
  for (const auto* document : {"REQ", "PAAP", "CDP", "CDF", "FEL", "FELV", "RAZ", "RECEP", "PUB",
                               "RTU", "CTA", "ORDEN", "CURC", "CURD"})
    fields.emplace_back(std::string("papel.") + document, "si");
  return fields;
}

// Yields the address of the file.
std::string registered(Site& site, const std::string& number) {
  site.sign_in(Role::Compras);
  site.get(form);
  const auto hidden_from = form;
  site.post(
      "/expedientes/nuevo",
      [&] {
        auto fields = purchase(number);
        fields.emplace_back("gasto", "compra");
        fields.emplace_back("modalidad", "BAJA_CUANTIA");
        return fields;
      }(),
      hidden_from);
  EXPECT_EQ(site.last.status, 303) << site.last.body;
  return std::string(site.last.headers.first("Location"));
}

TEST(VerificationPages, TheKindOfSpendingDecidesWhatIsAskedFor) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Compras);
  EXPECT_EQ(site.get("/expedientes/nuevo").status, 200);
  EXPECT_TRUE(says(site, "Fondo rotativo"));
  EXPECT_EQ(site.get("/expedientes/nuevo?gasto=compra").status, 422);
  EXPECT_TRUE(says(site, "Elija la modalidad"));
  ASSERT_EQ(site.get("/expedientes/nuevo?gasto=viatico").status, 200);
  EXPECT_TRUE(says(site, "archivo.VL"));
  EXPECT_FALSE(says(site, "proveedor.nit"));
  ASSERT_EQ(site.get(form).status, 200);
  EXPECT_TRUE(says(site, "archivo.FEL"));
  EXPECT_TRUE(says(site, "proveedor.nit"));
}

TEST(VerificationPages, AWrongNitIsShownAtItsFieldAndWhatWasTypedStays) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Compras);
  auto fields = purchase("1");
  for (auto& [name, value] : fields)
    if (name == "proveedor.nit") value = "1234567-8";
  fields.emplace_back("gasto", "compra");
  fields.emplace_back("modalidad", "BAJA_CUANTIA");
  site.post("/expedientes/nuevo", fields, form);
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "1234567-8"));
  EXPECT_TRUE(says(site, "Papel para las delegaciones"));
  EXPECT_TRUE(says(site, "proveedor.nit-error"));
}

TEST(VerificationPages, ANameThatIsTooLongIsShownAtItsField) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Compras);
  auto fields = purchase("1");
  for (auto& [name, value] : fields)
    if (name == "proveedor.nombre") value = std::string(301, 'x');
  fields.emplace_back("gasto", "compra");
  fields.emplace_back("modalidad", "BAJA_CUANTIA");
  site.post("/expedientes/nuevo", fields, form);
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "proveedor.nombre-error"));
  EXPECT_TRUE(says(site, "tiene 301 caracteres y caben 300"));
}

TEST(VerificationPages, ACertificateIsTrustedInThePagesAndRecognisesWhoCertifiedAnInvoice) {
  Site site(Site::Base::Demo);
  const auto corpus = [](const std::string& name) {
    std::ifstream in(CEIBA_SOURCE_DIR "/tests/fuzz/corpus/" + name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const Pairs reading = {{"gasto", "compra"}, {"modalidad", "BAJA_CUANTIA"}, {"accion", "leer"}};
  const auto reads = [&] {
    site.sign_in(Role::Compras);
    site.get(form);
    site.upload("/expedientes/nuevo", reading, "xml", "firmada.xml",
                corpus("fel_file/firmada.xml"));
    EXPECT_EQ(site.last.status, 200) << site.last.body;
    EXPECT_TRUE(says(site, "Autoridad ilustrativa"));
    return site.last.body;
  };
  EXPECT_TRUE(reads().contains(text::fel_signature("integra")));
  const std::string list = "/expedientes/certificados";
  ASSERT_EQ(site.get(list).status, 200);
  EXPECT_FALSE(says(site, "Confiar en ellos"));
  site.sign_in(Role::Autoridad);
  ASSERT_EQ(site.get(list).status, 200);
  site.upload(list, {{"desde", "01/03/2026"}, {"motivo", ""}}, "archivo", "raiz.pem", "nada");
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "motivo-error"));
  site.upload(list, {{"desde", "01/03/2026"}, {"motivo", "El oficial"}}, "archivo", "raiz.pem",
              "nada");
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "archivo-error"));
  site.upload(list, {{"desde", "01/03/2026"}, {"motivo", "El oficial"}}, "archivo", "raiz.pem",
              corpus("certificates/raiz.pem"));
  ASSERT_EQ(site.last.status, 303) << site.last.body;
  site.get(list);
  ASSERT_TRUE(says(site, "CN=Autoridad ilustrativa"));
  EXPECT_TRUE(reads().contains(text::fel_signature("reconocida")));
  // Taken back.
  site.sign_in(Role::Autoridad);
  site.get(list);
  const auto at = site.last.body.find(list + "/") + list.size() + 1;
  const auto one = list + "/" + site.last.body.substr(at, 64);
  ASSERT_EQ(site.get(one).status, 200) << one;
  site.post(one, {{"motivo", "Revocado"}}, one);
  ASSERT_EQ(site.last.status, 303) << site.last.body;
  site.get(one);
  EXPECT_TRUE(says(site, "Revocado"));
  EXPECT_FALSE(says(site, "Dejar de confiar</button>"));
  EXPECT_EQ(site.get(list + "/00").status, 404);
}

TEST(VerificationPages, AnInvoiceOfAnotherFileLeadsThere) {
  Site site(Site::Base::Demo);
  const auto first = registered(site, "2535474368");
  auto fields = purchase("2535474368");
  fields.emplace_back("gasto", "compra");
  fields.emplace_back("modalidad", "BAJA_CUANTIA");
  site.post("/expedientes/nuevo", fields, form);
  EXPECT_EQ(site.last.status, 409);
  EXPECT_TRUE(says(site, "href=\"" + first + "\"")) << site.last.body;
}

TEST(VerificationPages, WhatIsNoXmlIsNotKeptUnderThatName) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Compras);
  auto fields = purchase("88");
  fields.emplace_back("gasto", "compra");
  fields.emplace_back("modalidad", "BAJA_CUANTIA");
  site.get(form);
  site.upload("/expedientes/nuevo", fields, "archivo.FEL", "factura.xml", "no es un XML <b>");
  EXPECT_EQ(site.last.status, 422);
  EXPECT_TRUE(says(site, "El archivo no es lo que su nombre dice"));
  site.get(form);
  site.upload("/expedientes/nuevo", fields, "archivo.FEL", "factura.xml", "\xEF\xBB\xBF\n<dte/>");
  EXPECT_EQ(site.last.status, 303) << site.last.body;
}

TEST(VerificationPages, NobodyReviewsWhatHeMadeAndOthersDoNotEnter) {
  Site site(Site::Base::Demo);
  const auto file = registered(site, "77");
  ASSERT_EQ(site.get(file).status, 200) << site.last.body;
  EXPECT_FALSE(says(site, "Tomar para revisar"));
  EXPECT_EQ(site.post_exactly(file + "/tomar", {{"csrf", ""}}).status, 403);
  site.sign_in(Role::Informacion);
  EXPECT_EQ(site.get("/expedientes").status, 403);
  EXPECT_EQ(site.get(file).status, 403);
}

TEST(VerificationPages, AnAnswerIsSavedAsItIsGiven) {
  Site site(Site::Base::Demo);
  const auto file = registered(site, "78");
  site.sign_in(Role::Verificacion);
  site.get(file);
  ASSERT_EQ(site.post(file + "/tomar").status, 303) << site.last.body;
  const auto page = site.get(file).body;
  const auto lines = lines_of(page);
  ASSERT_GT(lines.size(), 8U) << page;
  const auto one = *lines.begin();
  site.post(file + "/lista", {{"r." + one, "no_cumple"}});
  EXPECT_EQ(site.last.status, 422);  // Without a note.
  EXPECT_TRUE(says(site, "Escriba qué no cumple"));
  const auto csrf = [&] {
    const auto at = page.find("name=\"csrf\" value=\"") + 19;
    return page.substr(at, page.find('"', at) - at);
  }();
  site.post_exactly(file + "/lista/una", {{"csrf", csrf}, {"r." + one, "cumple"}},
                    {{"accept", "application/json"}});
  ASSERT_EQ(site.last.status, 200) << site.last.body;
  EXPECT_TRUE(says(site, "\"avance\":\"1 de ")) << site.last.body;
  site.get(file);
  EXPECT_TRUE(says(site, ">1 de "));
}

TEST(VerificationPages, FromTheQueueToTheReceipt) {
  Site site(Site::Base::Demo);
  const auto file = registered(site, "2535474399");
  const auto number = file.substr(file.rfind('/') + 1);

  // The reviewer finds it in his queue, takes it and returns it with the letter that was drafted.
  site.sign_in(Role::Verificacion);
  site.get("/inicio");
  EXPECT_TRUE(says(site, "por tomar")) << site.last.body;
  EXPECT_TRUE(says(site, "action=\"/expedientes/siguiente\""));
  site.get(file);
  ASSERT_EQ(site.post(file + "/tomar").status, 303) << site.last.body;
  auto answers = all_fulfilled(site.get(file).body);
  for (auto& [name, value] : answers)
    if (name == "r.BAJA_CUANTIA/F1H") value = "no_cumple";
  answers.emplace_back("o.BAJA_CUANTIA/F1H", "La constancia no lleva sello del almacén");
  answers.emplace_back("accion", "conforme");
  site.post(file + "/lista", answers);
  EXPECT_EQ(site.last.status, 409) << site.last.body;  // Something does not comply.
  ASSERT_EQ(site.get(file + "/devolver").status, 200);
  EXPECT_TRUE(says(site, "La constancia no lleva sello"));
  const auto letter_at = site.last.body.find("name=\"carta\"");
  const auto letter_from = site.last.body.find('>', letter_at) + 1;
  const auto letter = site.last.body.substr(
      letter_from, site.last.body.find("</textarea>", letter_from) - letter_from);
  EXPECT_NE(letter.find("1. Forma 1-H"), letter.npos) << letter;
  ASSERT_EQ(
      site.post(file + "/devolver", {{"motivos", "FALTA_DOC"}, {"carta", letter}, {"dias", "5"}})
          .status,
      303)
      << site.last.body;
  site.follow();
  EXPECT_EQ(site.last.status, 200);
  EXPECT_TRUE(says(site, "Responda en 5 días hábiles, a más tardar el 9 de junio de 2026"))
      << site.last.body;

  // Who made it corrects it.
  site.sign_in(Role::Compras);
  site.get("/inicio");
  EXPECT_TRUE(says(site, "Corregir el expediente " + number)) << site.last.body;
  site.upload(file + "/documentos", {{"clase", "F1H"}, {"fecha", "01/06/2026"}}, "archivo",
              "forma-1h.pdf", "%PDF-1.7\nForma 1-H sellada\n%%EOF\n");
  ASSERT_EQ(site.last.status, 303) << site.last.body;
  ASSERT_EQ(site.post(file + "/paso/subsanar", {{"justificacion", "Con sello"}}).status, 303)
      << site.last.body;

  // It comes back to the same reviewer, who concludes; the rules of illustrative norms only warn.
  site.sign_in(Role::Verificacion);
  site.get(file);
  ASSERT_EQ(site.post(file + "/tomar").status, 303) << site.last.body;
  answers = all_fulfilled(site.get(file).body);
  answers.emplace_back("accion", "conforme");
  ASSERT_EQ(site.post(file + "/lista", answers).status, 303) << site.last.body;
  site.get(file + "/visado");
  EXPECT_TRUE(says(site, "Usted revisó este expediente: el visado corresponde a otra persona"))
      << site.last.body;

  // Another person gives the visado, who says again who he is.
  site.sign_in(Role::Visado);
  site.get(file + "/visado");
  EXPECT_TRUE(says(site, "Once mil doscientos quetzales exactos")) << site.last.body;
  site.post(file + "/visado", {{"secreto", "otra cosa"}, {"justificacion", "Revisado"}});
  EXPECT_EQ(site.last.status, 422);
  EXPECT_FALSE(says(site, "otra cosa"));
  site.post(file + "/visado",
            {{"secreto", site.password}, {"justificacion", "Revisado"}, {"despues", "recibo"}});
  ASSERT_EQ(site.last.status, 303) << site.last.body;
  site.follow();
  EXPECT_TRUE(says(site, "Código de verificación")) << site.last.body;
  EXPECT_TRUE(says(site, "<svg"));

  // The receipt stands by itself, and not after one changed byte.
  site.get(file + "/recibo");
  ASSERT_EQ(site.last.status, 200) << site.last.body;
  auto receipt = site.last.body;
  const auto checked = commands::check_receipt(receipt, std::nullopt);
  ASSERT_TRUE(checked) << checked.error().code;
  auto& byte = receipt[receipt.size() / 2];
  byte = byte == 'A' ? 'B' : 'A';
  EXPECT_FALSE(commands::check_receipt(receipt, std::nullopt));

  // Its documents do not change any more.
  site.sign_in(Role::Compras);
  site.get(file + "/documentos");
  EXPECT_FALSE(says(site, "Agregar documento"));
}

TEST(VerificationPages, AReturnedFileThatAnotherPersonChangedIsNotLost) {
  Site site(Site::Base::Demo);
  const auto file = registered(site, "81");
  site.sign_in(Role::Verificacion);
  site.get(file);
  ASSERT_EQ(site.post(file + "/tomar").status, 303);
  const auto page = site.get(file).body;
  const auto lines = lines_of(page);
  ASSERT_FALSE(lines.empty());
  site.post(file + "/lista",
            {{"r." + *lines.begin(), "cumple"}, {"accion", "guardar"}, {"version", "1"}});
  EXPECT_EQ(site.last.status, 409);
  EXPECT_TRUE(says(site, "Otra persona cambió el expediente")) << site.last.body;
  EXPECT_TRUE(says(site, "value=\"cumple\" checked"));
}

TEST(VerificationPages, ListsNormsAndTimesAreShown) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Verificacion);
  EXPECT_EQ(site.get("/expedientes/normativa").status, 200) << site.last.body;
  EXPECT_EQ(site.get("/expedientes/normativa/DTO-101-97").status, 200) << site.last.body;
  EXPECT_TRUE(says(site, "Artículo 17 Bis"));
  // Lists cite the law by its short name.
  site.get("/expedientes/normativa/DTO-57-92");
  EXPECT_TRUE(says(site, "href=\"/expedientes/listas/BAJA_CUANTIA\"")) << site.last.body;
  EXPECT_EQ(site.get("/expedientes/normativa/NADA").status, 404);
  EXPECT_EQ(site.get("/expedientes/listas").status, 200);
  EXPECT_TRUE(says(site, "Baja cuantía"));
  EXPECT_EQ(site.get("/expedientes/tablero").status, 200) << site.last.body;
  EXPECT_TRUE(says(site, "Muestra insuficiente"));
  EXPECT_FALSE(says(site, "Por verificador"));
  EXPECT_EQ(site.get("/expedientes.csv").status, 200);
  EXPECT_EQ(site.get("/expedientes/listas/viatico.csv").status, 200);
}

TEST(VerificationPages, AListIsEditedAsANewVersion) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Verificacion);
  const std::string list = "/expedientes/listas/viatico";
  ASSERT_EQ(site.get(list + "/editar").status, 200) << site.last.body;
  const Pairs line = {{"lineas", "1"},
                      {"documento.1", "VL"},
                      {"nombre.1", "Liquidación con firma"},
                      {"fuente.1", "Instrucción interna ilustrativa"},
                      {"exigencia.1", "obligatorio"},
                      {"responsable.1", "comisionado"},
                      {"certeza.1", "conocida"}};
  auto fields = line;
  fields.emplace_back("motivo", "Se pide solo la liquidación");
  fields.emplace_back("desde", "02/06/2026");  // Today: a version in use is not edited.
  site.post(list + "/editar", fields);
  EXPECT_EQ(site.last.status, 422);
  fields.back().second = "15/06/2026";
  ASSERT_EQ(site.post(list + "/editar", fields).status, 303) << site.last.body;
  site.follow();
  EXPECT_TRUE(says(site, "Versión 1")) << site.last.body;
  EXPECT_TRUE(says(site, "15/06/2026"));
}

TEST(VerificationPages, WhatWasArchivedAfterItWasPaidCountsAsPaid) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Verificacion);
  const auto list = site.get("/expedientes?estado=pagados").body;
  const auto at = list.find("Total, ");
  ASSERT_NE(at, list.npos);
  const auto paid = list.substr(at + 7, list.find_first_not_of("0123456789", at + 7) - at - 7);
  ASSERT_EQ(site.get("/expedientes/tablero?desde=01/01/2026&hasta=15/05/2026").status, 200);
  const auto tile = site.last.body.find(">Pagados<");
  ASSERT_NE(tile, site.last.body.npos);
  EXPECT_TRUE(site.last.body.substr(tile, 80).contains(">" + paid + "<") ||
              site.last.body.substr(tile - 80, 80).contains(">" + paid + "<"))
      << paid << ": " << site.last.body.substr(tile - 80, 160);
}

TEST(VerificationPages, CitizensSeeTotalsAndTimesAndNoFile) {
  Site site(Site::Base::Demo);
  const auto file = registered(site, "90");
  site.sign_out();
  ASSERT_EQ(site.get("/transparencia/pagos").status, 200);
  EXPECT_TRUE(says(site, "Expedientes recibidos"));
  EXPECT_FALSE(says(site, file.substr(file.rfind('/') + 1)));
  EXPECT_FALSE(says(site, "Papelería"));
  ASSERT_EQ(site.get("/en/transparencia/pagos").status, 200);
  EXPECT_TRUE(says(site, "Files received")) << site.last.body;
}

TEST(VerificationPages, TheBoxAboveFindsFilesByEveryNumberForWhoMayReadThem) {
  Site site(Site::Base::Demo);
  site.sign_in(Role::Verificacion);
  EXPECT_EQ(site.get("/inicio").status, 200);
  EXPECT_TRUE(says(site, "role=\"search\" action=\"/inicio/buscar\""));
  // Its number, its supplier's name and NIT, its NPG, and one of its CURs.
  for (const std::string asked : {"2026-000001", "quetzal", "45102317", "E512340113", "1003"}) {
    ASSERT_EQ(site.get("/inicio/buscar?q=" + asked).status, 200);
    EXPECT_TRUE(says(site, "Expedientes de pago (")) << asked;
    EXPECT_TRUE(says(site, "href=\"/expedientes/2026-000001\"")) << asked;
  }
  ASSERT_EQ(site.get("/inicio/buscar?q=29813074").status, 200);  // A NOG.
  EXPECT_TRUE(says(site, "Expedientes de pago (1)"));
  // The number of a CUR is not a part of one.
  ASSERT_EQ(site.get("/inicio/buscar?q=100").status, 200);
  EXPECT_FALSE(says(site, "href=\"/expedientes/2026-000001\""));
  site.sign_in(Role::Informacion);
  ASSERT_EQ(site.get("/inicio/buscar?q=45102317").status, 200);
  EXPECT_FALSE(says(site, "href=\"/expedientes/"));
  site.sign_out();
  ASSERT_EQ(site.get("/buscar?q=45102317").status, 200);
  EXPECT_FALSE(says(site, "href=\"/expedientes/"));
}

// More files than the page holds: the last registered asks for the most.
void register_many(Site& site, std::int64_t count) {
  json::array files;
  for (std::int64_t n = 1; n <= count; ++n)
    files.push_back(json::object{
        {"lineas", json::array{json::array{"gasto", "viatico"}, json::array{"ejercicio", "2026"},
                               json::array{"unidad_ejecutora", "201"},
                               json::array{"monto", show(Money::centavos(100'000 + n))}}},
        {"motivo", "Comisión"},
        {"proveedor", n == count ? "Ábaco" : "Zapote"}});
  auto context = site.change();
  commands::testing::act_as(context, Role::Compras);
  const auto done = commands::submit(
      context,
      {"expediente.importar", {{"archivo", "lote.txt"}, {"huella", ""}, {"filas", files}}, ""});
  ASSERT_TRUE(done) << done.error().code;
}

TEST(VerificationPages, TheBaseSortsWhatThePageDoesNotHoldWhole) {
  Site site(Site::Base::Founded);
  register_many(site, 1001);
  site.sign_in(Role::Verificacion);
  const auto last = "href=\"/expedientes/2026-001001\"";
  ASSERT_EQ(site.get("/expedientes").status, 200);
  EXPECT_TRUE(says(site, "Se muestran los primeros 1,000"));
  EXPECT_FALSE(says(site, last));
  for (const std::string orden : {"-monto", "proveedor", "-numero", "dias"}) {
    ASSERT_EQ(site.get("/expedientes?orden=" + orden).status, 200);
    EXPECT_TRUE(says(site, last)) << orden;
  }
  ASSERT_EQ(site.get("/expedientes?orden=monto").status, 200);
  EXPECT_FALSE(says(site, last));
  // The name of a state is no order of the base's.
  EXPECT_FALSE(says(site, "orden=estado"));
  EXPECT_TRUE(says(site, "orden=-dias"));
  // A program's page is sorted by the base too, and its sums are those of all.
  const auto part =
      parse_json(site.get("/api/v1/expedientes?orden=proveedor&por_pagina=1").body).value();
  EXPECT_EQ(part.at("datos").as_array()[0].at("numero"), "2026-001001");
  EXPECT_EQ(part.at("total"), 1001);
  EXPECT_EQ(part.at("totales").at("monto"), "1006015.01");
}

TEST(VerificationPages, ProgramsReadTheListByPagesAndOneFileWithItsObjections) {
  Site site(Site::Base::Demo);
  EXPECT_EQ(site.get("/api/v1/expedientes").status, 401);
  site.sign_in(Role::Informacion);
  EXPECT_EQ(site.get("/api/v1/expedientes").status, 403);
  EXPECT_EQ(site.get("/api/v1/expedientes/2026-000029").status, 403);
  site.sign_in(Role::Verificacion);
  const auto read = [&](const std::string& address) {
    const auto& answer = site.get(address);
    EXPECT_EQ(answer.status, 200) << answer.body;
    return parse_json(answer.body).value().as_object();
  };
  const auto all = read("/api/v1/expedientes");
  EXPECT_TRUE(says(site, "2026-000001"));
  const auto one = read("/api/v1/expedientes?buscar=1003");
  EXPECT_TRUE(says(site, "2026-000001"));
  EXPECT_FALSE(says(site, "2026-000029"));
  // Page by page the same files and the same sums.
  const auto total = all.at("total").as_int64();
  ASSERT_GT(total, 4);
  std::set<std::string> numbers;
  for (std::int64_t page = 1; page <= (total + 3) / 4; ++page) {
    const auto part =
        read("/api/v1/expedientes?orden=-monto&por_pagina=4&pagina=" + std::to_string(page));
    EXPECT_EQ(part.at("total"), all.at("total"));
    EXPECT_EQ(part.at("totales"), all.at("totales"));
    for (const auto& row : part.at("datos").as_array())
      numbers.emplace(row.as_object().at("numero").as_string());
  }
  EXPECT_EQ(numbers.size(), static_cast<std::size_t>(total));
  const auto paid = read("/api/v1/expedientes?filtro[estado]=pagado");
  EXPECT_LT(paid.at("total").as_int64(), total);
  EXPECT_NE(paid.at("totales"), all.at("totales"));
  read("/api/v1/expedientes?estados=recibido&bloqueo=si&monto_desde=1.00");
  EXPECT_EQ(site.get("/api/v1/expedientes?estados=perdido").status, 400);
  EXPECT_EQ(site.get("/api/v1/expedientes?monto_desde=mucho").status, 400);
  EXPECT_EQ(site.get("/api/v1/expedientes?nada=1").status, 400);
  const auto file = read("/api/v1/expedientes/2026-000029");
  EXPECT_TRUE(file.at("bloqueado").as_bool());
  bool objected = false;
  for (const auto& each : file.at("objeciones").as_array()) {
    const auto& flag = each.as_object();
    if (flag.at("efecto") != "bloquea") continue;
    objected = true;
    EXPECT_FALSE(flag.at("que_se_vio").as_array().empty());
    EXPECT_FALSE(flag.at("que_hacer").as_array().empty());
    EXPECT_NE(flag.at("fuente"), "");
  }
  EXPECT_TRUE(objected);
  EXPECT_EQ(site.get("/api/v1/expedientes/2026-999999").status, 404);
}

}  // namespace
}  // namespace web
