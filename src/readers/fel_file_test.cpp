// Invoices of FEL: what is read, and what is refused by name.
#include "readers/fel_file.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "base/text.hpp"

namespace readers {
namespace {

std::string invoice() {
  std::ifstream in(CEIBA_SOURCE_DIR "/tests/fuzz/corpus/fel_file/factura.xml", std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}
std::string refused(std::string_view bytes, std::string_view receiver = {}) {
  const auto read = read_fel(bytes, receiver);
  return read ? "" : read.error().code;
}

TEST(FelFile, TellsWhatTheRulesAsk) {
  const auto read = read_fel(invoice(), "620006-0");
  ASSERT_TRUE(read) << read.error().code;
  const auto& fel = *read;
  EXPECT_EQ(fel.invoice.autorizacion.view(), "0A1B2C3D-8765-4321-ABCD-0123456789AB");
  EXPECT_EQ(fel.invoice.emisor.view(), "14946203");
  EXPECT_EQ(fel.invoice.receptor.view(), "6200060");
  EXPECT_EQ(fel.invoice.tipo, verification::DteTipo::Fact);
  EXPECT_EQ(show(*fel.invoice.total), "1120.00");
  EXPECT_EQ(show(*fel.invoice.iva), "120.00");
  EXPECT_EQ(show(*fel.invoice.emitida), "2026-03-10");
  ASSERT_EQ(fel.lineas.size(), 1U);
  EXPECT_EQ(fel.lineas[0].description, "Papel bond");
  EXPECT_EQ(show(*fel.lineas[0].item.cantidad), "10");
  EXPECT_EQ(show(*fel.lineas[0].item.iva), "120.00");
  EXPECT_EQ(fel.serie_y_numero, true);
  EXPECT_FALSE(fel.diferencia);
  EXPECT_EQ(fel.firma, FelSignature::Absent);
}

TEST(FelFile, WhatStandsOutsideOfTheTwoPartsOrTwiceIsNotTheInvoice) {
  // The same names where nobody certified them.
  const auto read = read_fel(replaced(invoice(), "</dte:GTDocumento>",
                                      "<x><dte:GranTotal>9.00</dte:GranTotal></x>"
                                      "<dte:Totales><dte:GranTotal>9.00</dte:GranTotal>"
                                      "</dte:Totales></dte:GTDocumento>"));
  ASSERT_TRUE(read) << read.error().code;
  EXPECT_EQ(show(*read->invoice.total), "1120.00");
  EXPECT_EQ(
      refused(replaced(invoice(), "</dte:DatosEmision>", "</dte:DatosEmision><dte:DatosEmision/>")),
      "fel.dato_repetido");
}

TEST(FelFile, ANumberThatIsNotTheAuthorisationsAndATotalThatIsNotTheSumAreTold) {
  EXPECT_EQ(read_fel(replaced(invoice(), "2271560481", "2271560482"))->serie_y_numero, false);
  const auto read =
      read_fel(replaced(invoice(), "<dte:GranTotal>1120.00", "<dte:GranTotal>1120.01"));
  ASSERT_TRUE(read);
  EXPECT_EQ(show(*read->diferencia), "0.01");
}

TEST(FelFile, WhatIsNoInvoiceOfThisInstitutionIsRefusedByName) {
  const auto good = invoice();
  EXPECT_EQ(refused(good, "1234567-8"), "fel.otro_receptor");
  EXPECT_EQ(refused("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><GTDocumento>&x;"
                    "</GTDocumento>"),
            "fel.dtd");
  EXPECT_EQ(refused("<GTDocumento>&desconocida;</GTDocumento>"), "fel.no_es_xml");
  EXPECT_EQ(refused("%PDF-1.7"), "fel.no_es_xml");
  EXPECT_EQ(refused("<html/>"), "fel.no_es_dte");
  EXPECT_EQ(refused("<GTDocumento/>"), "fel.falta_campo");
  EXPECT_EQ(refused(replaced(good, "Tipo=\"FACT\"", "Tipo=\"PAPEL\"")), "fel.tipo_desconocido");
  EXPECT_EQ(refused(replaced(good, "-ABCD-", "-ABC-")), "fel.autorizacion_ilegible");
  EXPECT_EQ(refused(replaced(good, "<dte:GranTotal>1120.00", "<dte:GranTotal>mil")),
            "fel.monto_ilegible");
  EXPECT_EQ(refused(replaced(good, "2026-03-10T10:00:00", "2026-13-10T10:00:00")),
            "fel.fecha_ilegible");
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  EXPECT_EQ(refused("<GTDocumento>" + deep), "fel.muy_grande");
}

}  // namespace
}  // namespace readers
