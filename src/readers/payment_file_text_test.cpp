// Payment files as lines and as sheets, and what is neither.
#include "readers/payment_file_text.hpp"

#include <gtest/gtest.h>

namespace readers {
namespace {

TEST(PaymentFileText, lines_are_files_under_their_headers) {
  const auto files = read_payment_files(
      "# un lote\nExpediente: uno\nmotivo: Papel: bond y útiles\ngasto: compra\n"
      "documentos: REQ  CDP\ndocumento.CDP.fecha: 2026-03-02\n\nExpediente: dos\nmonto: 5.00\n");
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 2U);
  const auto& one = files->front();
  EXPECT_EQ(one.motivo, "Papel: bond y útiles");
  ASSERT_EQ(one.lines.size(), 1U);
  EXPECT_EQ(one.lines[0].path, "gasto");
  ASSERT_EQ(one.documents.size(), 3U);
  EXPECT_EQ(one.documents[2].path, "CDP.fecha");
  EXPECT_EQ(one.place.front().value, "2");
  EXPECT_EQ(files->back().place.front().value, "8");
}

TEST(PaymentFileText, a_single_file_needs_no_header) {
  const auto files = read_payment_files("gasto: viatico\nmonto: 1.00");
  ASSERT_TRUE(files);
  EXPECT_EQ(files->size(), 1U);
}

TEST(PaymentFileText, a_sheet_has_a_file_in_each_row_and_an_empty_cell_says_nothing) {
  const auto files = read_payment_files(
      "gasto,monto,documento.CDP.fecha,recibido\ncompra,1.00,,2026-03-02\n\nviatico,,2026-03-03,"
      "\n");
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 2U);
  EXPECT_EQ(files->front().recibido, "2026-03-02");
  EXPECT_TRUE(files->front().documents.empty());
  EXPECT_EQ(files->back().lines.size(), 1U);
}

TEST(PaymentFileText, what_is_no_field_is_refused_with_its_place) {
  const auto line = read_payment_files("gasto: compra\nesto no es un campo\n");
  ASSERT_FALSE(line);
  EXPECT_EQ(line.error().code, "expedientes.linea_mal_escrita");
  EXPECT_EQ(detail_of(line.error(), "linea"), "2");
  const auto header = read_payment_files("gasto,monto en Q\ncompra,1\n");
  ASSERT_FALSE(header);
  EXPECT_EQ(header.error().code, "expedientes.linea_mal_escrita");
  EXPECT_EQ(read_payment_files("gasto,monto\n").error().code, "expedientes.sin_expedientes");
}

}  // namespace
}  // namespace readers
