// Invoices signed here, with keys made here: whole, recognised, changed by one byte, moved, and
// asking for what is not done.
#include "readers/fel_signature.hpp"

// The other headers of xmlsec need the first one before them.
// clang-format off
#include <xmlsec/xmlsec.h>
// clang-format on

#include <fstream>
#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/valid.h>
#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <sstream>
#include <xmlsec/keyinfo.h>
#include <xmlsec/openssl/app.h>
#include <xmlsec/openssl/evp.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmltree.h>

#include "base/text.hpp"
#include "readers/fel_file.hpp"

namespace readers {
namespace {

std::string invoice() {
  std::ifstream in(CEIBA_SOURCE_DIR "/tests/fuzz/corpus/fel_file/factura.xml", std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

using Key = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;
struct Identity {
  Key key;
  Certificate certificate;
};

std::string pem_of(const Identity& who) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  PEM_write_bio_X509(out.get(), who.certificate.get());
  char* data = nullptr;
  const auto size = BIO_get_mem_data(out.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

// In force from 2025-01-01 to 2027-12-31; signed by itself where `by` is nothing.
Identity identity(const char* name, const Identity* by = nullptr, unsigned bits = 2048) {
  Identity made{Key(EVP_RSA_gen(bits), EVP_PKEY_free), Certificate(X509_new(), X509_free)};
  auto* x = made.certificate.get();
  X509_set_version(x, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(x), by == nullptr ? 1 : 0x2A);
  ASN1_TIME_set_string(X509_getm_notBefore(x), "20250101000000Z");
  ASN1_TIME_set_string(X509_getm_notAfter(x), "20271231235959Z");
  X509_set_pubkey(x, made.key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
  X509_set_issuer_name(x, X509_get_subject_name(by == nullptr ? x : by->certificate.get()));
  if (by == nullptr) {
    auto* authority =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_basic_constraints, "critical,CA:TRUE");
    X509_add_ext(x, authority, -1);
    X509_EXTENSION_free(authority);
  }
  X509_sign(x, by == nullptr ? made.key.get() : by->key.get(), EVP_sha256());
  return made;
}

const Identity& authority() {
  static const Identity made = identity("Autoridad ilustrativa");
  return made;
}
const Identity& issuer() {
  static const Identity made = identity("Ñandú, emisor ilustrativo", &authority());
  return made;
}
const Identity& stranger() {
  static const Identity made = identity("Nadie conocido");
  return made;
}

constexpr std::string_view sha256_rsa = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

std::string signature_template(std::string_view uri, std::string_view method = sha256_rsa) {
  return "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>"
         "<ds:CanonicalizationMethod "
         "Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/><ds:SignatureMethod "
         "Algorithm=\"" +
         std::string(method) + "\"/><ds:Reference URI=\"" + std::string(uri) +
         "\"><ds:Transforms><ds:Transform "
         "Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/></ds:Transforms>"
         "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"
         "<ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo>"
         "<ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature>";
}

// `text` with a signature over `uri` put before `</dte:GTDocumento>`.
std::string sign(const std::string& text, std::string_view uri, const Identity& who) {
  const auto whole =
      replaced(text, "</dte:GTDocumento>", signature_template(uri) + "</dte:GTDocumento>");
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      xmlReadMemory(whole.data(), static_cast<int>(whole.size()), nullptr, nullptr, 0),
      &xmlFreeDoc);
  auto* root = xmlDocGetRootElement(document.get());
  const xmlChar* ids[] = {reinterpret_cast<const xmlChar*>("ID"), nullptr};
  xmlSecAddIDs(document.get(), root, ids);
  auto* node = root->last;
  while (reinterpret_cast<const char*>(node->name) != std::string_view("Signature"))
    node = node->prev;
  const std::unique_ptr<xmlSecDSigCtx, decltype(&xmlSecDSigCtxDestroy)> context(
      xmlSecDSigCtxCreate(nullptr), &xmlSecDSigCtxDestroy);
  EVP_PKEY_up_ref(who.key.get());
  context->signKey = xmlSecKeyCreate();
  xmlSecKeySetValue(context->signKey, xmlSecOpenSSLEvpKeyAdopt(who.key.get()));
  const auto pem = pem_of(who);
  xmlSecOpenSSLAppKeyCertLoadMemory(context->signKey,
                                    reinterpret_cast<const xmlSecByte*>(pem.data()),
                                    static_cast<xmlSecSize>(pem.size()), xmlSecKeyDataFormatPem);
  EXPECT_EQ(xmlSecDSigCtxSign(context.get(), node), 0);
  xmlChar* out = nullptr;
  int size = 0;
  xmlDocDumpMemory(document.get(), &out, &size);
  std::string made(reinterpret_cast<const char*>(out), static_cast<std::size_t>(size));
  xmlFree(out);
  return made;
}

// As FEL does: who issues signs the issue, who certifies signs the whole.
std::string signed_by_both() {
  return sign(sign(invoice(), "#DatosEmision", issuer()), "#DatosCertificados", issuer());
}

std::string refused(std::string_view bytes, std::string_view roots = {}) {
  const auto read = read_fel(bytes, {}, roots);
  return read ? "" : read.error().code;
}

class FelSignatures : public testing::Test {
 protected:
  // Opens xmlsec: the reader does it at its first signature.
  static void SetUpTestSuite() {
    (void)read_fel(replaced(invoice(), "</dte:GTDocumento>",
                            signature_template("#DatosEmision") + "</dte:GTDocumento>"));
  }
};

TEST_F(FelSignatures, AWholeOneTellsWhoseItIsAndThatTheCertifierWasNotChecked) {
  const auto read = read_fel(signed_by_both());
  ASSERT_TRUE(read) << read.error().code;
  EXPECT_EQ(read->firma, FelSignature::Whole);
  ASSERT_EQ(read->firmantes.size(), 2U);
  const auto& first = read->firmantes[0];
  EXPECT_EQ(first.titular, "CN=Ñandú\\, emisor ilustrativo");
  EXPECT_EQ(first.emisor, "CN=Autoridad ilustrativa");
  EXPECT_EQ(first.serie, "2A");
  EXPECT_EQ(show(first.desde), "2025-01-01");
  EXPECT_EQ(show(first.hasta), "2027-12-31");
  EXPECT_TRUE(first.emision && !first.certificacion && !first.reconocido);
  EXPECT_TRUE(read->firmantes[1].emision && read->firmantes[1].certificacion);
}

TEST_F(FelSignatures, AChainToATrustedRootIsRecognised) {
  const auto read = read_fel(signed_by_both(), {}, pem_of(authority()));
  ASSERT_TRUE(read) << read.error().code;
  EXPECT_EQ(read->firma, FelSignature::Recognised);
  const auto other = read_fel(signed_by_both(), {}, pem_of(stranger()));
  ASSERT_TRUE(other);
  EXPECT_EQ(other->firma, FelSignature::Whole);
  const auto mixed = read_fel(sign(signed_by_both(), "", stranger()), {}, pem_of(authority()));
  ASSERT_TRUE(mixed) << mixed.error().code;
  EXPECT_EQ(mixed->firma, FelSignature::Whole) << "one of three is not known";
  EXPECT_EQ(refused(signed_by_both(), "nada"), "fel.raices_ilegibles");
}

TEST_F(FelSignatures, OneByteChangedAfterSigningIsRefusedAndSaidWhere) {
  const auto good = signed_by_both();
  const auto changed = read_fel(replaced(good, "<dte:GranTotal>1120.00", "<dte:GranTotal>1120.01"));
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().code, "fel.firma_incorrecta");
  EXPECT_EQ(detail_of(changed.error(), "donde"), "DatosEmision");
  EXPECT_EQ(detail_of(changed.error(), "firma"), "1");
  // What only the certifier signed.
  const auto certified = read_fel(replaced(good, "12345678</dte:NITC", "12345679</dte:NITC"));
  ASSERT_FALSE(certified);
  EXPECT_EQ(certified.error().code, "fel.firma_incorrecta");
  EXPECT_EQ(detail_of(certified.error(), "donde"), "DatosCertificados");
  EXPECT_EQ(detail_of(certified.error(), "firma"), "2");
}

TEST_F(FelSignatures, EveryChangedByteOfTheSignatureItselfIsRefused) {
  const auto good = sign(invoice(), "#DatosEmision", issuer());
  const auto from = good.find("<ds:SignatureValue>") + 19;
  for (const std::size_t at : {from, from + 100}) {
    auto bad = good;
    bad[at] = bad[at] == 'A' ? 'B' : 'A';
    EXPECT_EQ(refused(bad), "fel.firma_incorrecta") << at;
  }
  // Another's certificate beside this signature.
  const auto swapped = [](const std::string& text) {
    const auto a = text.find("<ds:X509Certificate>");
    const auto b = text.find("</ds:X509Certificate>");
    return text.substr(a, b - a);
  };
  const auto other = sign(invoice(), "#DatosEmision", stranger());
  EXPECT_EQ(refused(replaced(good, swapped(good), swapped(other))), "fel.firma_incorrecta");
}

TEST_F(FelSignatures, ASignatureOfSomethingElseCoversNothing) {
  // The signed part moved aside, another in its place.
  const auto aside = sign(
      replaced(invoice(), "</dte:GTDocumento>", "<otro ID=\"Otro\">x</otro></dte:GTDocumento>"),
      "#Otro", issuer());
  EXPECT_EQ(refused(aside), "fel.firma_de_otra_cosa");
  // The same mark twice.
  EXPECT_EQ(refused(replaced(sign(invoice(), "#DatosEmision", issuer()), "<dte:SAT ",
                             "<dte:SAT ID=\"DatosEmision\" ")),
            "fel.firma_de_otra_cosa");
}

TEST_F(FelSignatures, WhatTheIssuerDidNotSignIsNotReadAsHisWord) {
  const auto mine = sign(invoice(), "#DatosEmision", issuer());
  const auto beside = replaced(mine, "</dte:Certificacion>",
                               "<dte:Receptor IDReceptor=\"1\" NombreReceptor=\"Otro\"/>"
                               "<dte:Totales><dte:GranTotal>999999.00</dte:GranTotal></dte:Totales>"
                               "</dte:Certificacion>");
  ASSERT_NE(beside, mine);
  const auto read = read_fel(beside, {}, pem_of(authority()));
  ASSERT_TRUE(read) << read.error().code;
  EXPECT_EQ(show(*read->invoice.total), "1120.00");
  EXPECT_EQ(read->invoice.receptor.view(), "6200060");
  // Nobody signed the authorisation.
  EXPECT_EQ(read->firma, FelSignature::Whole);
}

TEST_F(FelSignatures, WhatIsOutsideTheListOrWithoutCertificateIsRefusedByName) {
  const auto with = [](const std::string& signature) {
    return replaced(invoice(), "</dte:GTDocumento>", signature + "</dte:GTDocumento>");
  };
  EXPECT_EQ(refused(with(
                signature_template("#DatosEmision", "http://www.w3.org/2000/09/xmldsig#rsa-sha1"))),
            "fel.firma_no_admitida");
  EXPECT_EQ(refused(with(signature_template("http://ejemplo.gt/factura.xml"))),
            "fel.firma_no_admitida");
  EXPECT_EQ(refused(with(signature_template("file:///etc/passwd"))), "fel.firma_no_admitida");
  EXPECT_EQ(refused(with(replaced(signature_template("#DatosEmision"),
                                  "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
                                  "http://www.w3.org/TR/1999/REC-xslt-19991116"))),
            "fel.firma_no_admitida");
  EXPECT_EQ(refused(with("<ds:Signature xmlns:ds=\"x\"/>")), "fel.firma_no_admitida");
  EXPECT_EQ(
      refused(with(replaced(signature_template("#DatosEmision"), "<ds:X509Certificate/>", ""))),
      "fel.firma_sin_certificado");
  EXPECT_EQ(refused(sign(invoice(), "#DatosEmision", identity("Clave corta", nullptr, 1024))),
            "fel.firma_no_admitida");
}

TEST_F(FelSignatures, ACertificateThatWasNotInForceIsRefused) {
  const auto late = replaced(replaced(invoice(), "2026-03-10T10:00:00", "2028-03-10T10:00:00"),
                             "2026-03-10T10:00:05", "2028-03-10T10:00:05");
  EXPECT_EQ(refused(sign(late, "#DatosEmision", issuer())), "fel.certificado_vencido");
}

}  // namespace
}  // namespace readers
