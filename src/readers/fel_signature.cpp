// First the shape of each signature is held against the lists below; only then xmlsec computes.
// What is covered is asked of the document's own elements, so that a signature moved to cover
// something else covers nothing here.
#include "readers/fel_signature.hpp"

// The other headers of xmlsec need the first one before them.
// clang-format off
#include <xmlsec/xmlsec.h>
#include <xmlsec/errors.h>
// clang-format on

#include <algorithm>
#include <ctime>
#include <functional>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/valid.h>
#include <libxml/xmlerror.h>
#include <memory>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <optional>
#include <span>
#include <xmlsec/io.h>
#include <xmlsec/keyinfo.h>
#include <xmlsec/openssl/app.h>
#include <xmlsec/openssl/crypto.h>
#include <xmlsec/openssl/x509.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmltree.h>

#include "readers/import_refusals.hpp"

namespace readers {
namespace {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
void free_certificates(STACK_OF(X509) * all) { sk_X509_pop_free(all, X509_free); }
void free_borrowed(STACK_OF(X509) * all) { sk_X509_free(all); }
using Document = std::unique_ptr<xmlDoc, Freed<xmlFreeDoc>>;
using Keys = std::unique_ptr<xmlSecKeysMngr, Freed<xmlSecKeysMngrDestroy>>;
using Signing = std::unique_ptr<xmlSecDSigCtx, Freed<xmlSecDSigCtxDestroy>>;
using Certificates = std::unique_ptr<STACK_OF(X509), Freed<free_certificates>>;

constexpr std::size_t signatures_max = 8;  // FEL has two: who issues and who certifies.
constexpr int rsa_bits_min = 2048, curve_bits_min = 256;

constexpr std::string_view canonical[] = {
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
    "http://www.w3.org/2006/12/xml-c14n11",
};
constexpr std::string_view digests[] = {
    "http://www.w3.org/2001/04/xmlenc#sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
};
constexpr std::string_view signatures[] = {
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
};
constexpr std::string_view marks[] = {"ID", "Id", "id"};  // Attributes that a reference finds.
constexpr std::string_view enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

// Elements of a signature that name an algorithm, and those that each may name.
struct Allowed {
  std::string_view element;
  std::span<const std::string_view> algorithms;
  std::string_view also;
};
constexpr Allowed allowed[] = {
    {"CanonicalizationMethod", canonical, ""},
    {"SignatureMethod", signatures, ""},
    {"DigestMethod", digests, ""},
    {"Transform", canonical, enveloped},
};

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string attribute(const xmlNode* node, const char* name) {
  xmlChar* value = xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name));
  std::string text(view(value));
  xmlFree(value);
  return text;
}

bool is_signature(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE && view(node->name) == "Signature";
}
bool of_dsig(const xmlNode* node) {
  return node->ns != nullptr && view(node->ns->href) == view(xmlSecDSigNs);
}

// The elements below and with `from`, in the document's order. The reader before has bounded depth.
void each_element(xmlNode* from, const std::function<void(xmlNode*)>& visit) {
  if (from->type != XML_ELEMENT_NODE) return;
  visit(from);
  for (auto* child = from->children; child != nullptr; child = child->next)
    each_element(child, visit);
}

xmlNode* only_child(const xmlNode* parent, std::string_view name) {
  xmlNode* found = nullptr;
  for (auto* child = parent == nullptr ? nullptr : parent->children; child != nullptr;
       child = child->next) {
    if (child->type != XML_ELEMENT_NODE || view(child->name) != name) continue;
    if (found != nullptr) return nullptr;
    found = child;
  }
  return found;
}

bool within(const xmlNode* node, const xmlNode* outer) {
  for (; node != nullptr; node = node->parent)
    if (node == outer) return true;
  return false;
}

// xmlsec is opened once for the process. It may read nothing but the memory it is given.
bool ready() {
  static const bool opened = [] {
    xmlInitParser();
    if (xmlSecInit() < 0 || xmlSecOpenSSLAppInit(nullptr) < 0 || xmlSecOpenSSLInit() < 0)
      return false;
    xmlSecIOCleanupCallbacks();
    xmlSecErrorsDefaultCallbackEnableOutput(0);
    return true;
  }();
  return opened;
}

std::string name_of(const X509_NAME* name) {
  const std::unique_ptr<BIO, Freed<BIO_free>> out(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  char* data = nullptr;
  const auto size = BIO_get_mem_data(out.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string serial_of(X509* certificate) {
  const auto* serial = X509_get0_serialNumber(certificate);
  const auto* bytes = ASN1_STRING_get0_data(serial);
  std::string out;
  for (int i = 0; i < ASN1_STRING_length(serial); ++i)
    for (const int nibble : {bytes[i] >> 4, bytes[i] & 15}) out += "0123456789ABCDEF"[nibble];
  return out;
}

std::optional<Date> day_of(const ASN1_TIME* time) {
  std::tm broken{};
  if (ASN1_TIME_to_tm(time, &broken) != 1) return {};
  const Date day{std::chrono::year{broken.tm_year + 1900},
                 std::chrono::month{static_cast<unsigned>(broken.tm_mon + 1)},
                 std::chrono::day{static_cast<unsigned>(broken.tm_mday)}};
  if (!day.ok()) return {};
  return day;
}

Result<Certificates> certificates_in(std::string_view pem) {
  Certificates all(sk_X509_new_null());
  const std::unique_ptr<BIO, Freed<BIO_free>> in(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  while (auto* one = PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr))
    sk_X509_push(all.get(), one);
  if (!pem.empty() && sk_X509_num(all.get()) == 0) return refuse(ImportRefusal::FelRootsUnreadable);
  return all;
}

// Whether the chain of the certificate reaches one of the roots, at noon of the day.
bool reaches(X509* certificate, STACK_OF(X509) * beside, STACK_OF(X509) * roots, Date on) {
  const std::unique_ptr<X509_STORE, Freed<X509_STORE_free>> store(X509_STORE_new());
  for (int i = 0; i < sk_X509_num(roots); ++i)
    X509_STORE_add_cert(store.get(), sk_X509_value(roots, i));
  const std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>> asked(X509_STORE_CTX_new());
  X509_STORE_CTX_init(asked.get(), store.get(), certificate, beside);
  const auto noon = std::chrono::sys_days(on).time_since_epoch() + std::chrono::hours(12);
  X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(asked.get()),
                             std::chrono::duration_cast<std::chrono::seconds>(noon).count());
  return X509_verify_cert(asked.get()) == 1;
}

class Verifier {
 public:
  Verifier(xmlDoc* document, STACK_OF(X509) * roots, Date on)
      : document_{document}, roots_{roots}, on_{on} {
    auto* root = xmlDocGetRootElement(document);
    auto* dte = only_child(only_child(root, "SAT"), "DTE");
    emission_ = only_child(dte, "DatosEmision");
    certification_ = only_child(dte, "Certificacion");
  }

  Result<std::vector<FelSigner>> run() {
    std::vector<xmlNode*> found;
    bool twice = false;
    each_element(xmlDocGetRootElement(document_), [&](xmlNode* node) {
      if (is_signature(node)) found.push_back(node);
      for (auto* one = node->properties; one != nullptr; one = one->next) {
        if (std::ranges::find(marks, view(one->name)) == std::end(marks)) continue;
        const auto value = attribute(node, reinterpret_cast<const char*>(one->name));
        const auto* id = reinterpret_cast<const xmlChar*>(value.c_str());
        if (xmlGetID(document_, id) != nullptr)
          twice = true;
        else
          xmlAddID(nullptr, document_, id, one);
      }
    });
    if (found.empty()) return std::vector<FelSigner>{};
    if (twice || found.size() > signatures_max)
      return refuse(ImportRefusal::FelSignatureElsewhere, {{"firma", "1"}});
    std::vector<FelSigner> signers;
    for (auto* node : found) {
      const auto place = std::to_string(signers.size() + 1);
      signers.push_back(TRY(where("firma", place, one(node))));
    }
    if (std::ranges::none_of(signers, &FelSigner::emision))
      return refuse(ImportRefusal::FelSignatureElsewhere, {{"firma", "1"}});
    return signers;
  }

 private:
  Result<FelSigner> one(xmlNode* node) const {
    CHECK(shaped(node));
    const Keys keys(xmlSecKeysMngrCreate());
    const Signing signing(xmlSecDSigCtxCreate(keys.get()));
    if (keys == nullptr || signing == nullptr ||
        xmlSecOpenSSLAppDefaultKeysMngrInit(keys.get()) < 0)
      return refuse(ImportRefusal::FelSignatureWrong);
    signing->flags |= XMLSEC_DSIG_FLAGS_IGNORE_MANIFESTS;
    signing->enabledReferenceUris =
        xmlSecTransformUriTypeEmpty | xmlSecTransformUriTypeSameDocument;
    auto& info = signing->keyInfoReadCtx;
    // Only a certificate inside the signature may bring the key; its chain is asked for below,
    // for the day of the invoice instead of today.
    info.flags |= XMLSEC_KEYINFO_FLAGS_X509DATA_DONT_VERIFY_CERTS;
    info.retrievalMethodCtx.enabledUris = xmlSecTransformUriTypeNone;
    xmlSecPtrListAdd(&info.enabledKeyData,
                     const_cast<xmlSecPtr>(static_cast<const void*>(xmlSecOpenSSLKeyDataX509Id)));
    const bool computed = xmlSecDSigCtxVerify(signing.get(), node) == 0;
    if (!computed || signing->status != xmlSecDSigStatusSucceeded)
      return refuse(ImportRefusal::FelSignatureWrong, {{"donde", changed(*signing)}});

    auto* data = xmlSecKeyGetData(signing->signKey, xmlSecOpenSSLKeyDataX509Id);
    auto* certificate = data == nullptr ? nullptr : xmlSecOpenSSLKeyDataX509GetKeyCert(data);
    if (certificate == nullptr) return refuse(ImportRefusal::FelSignatureWithoutCertificate);
    CHECK(strong(certificate));
    auto signer = TRY(told(certificate));
    const std::unique_ptr<STACK_OF(X509), Freed<free_borrowed>> beside(sk_X509_new_null());
    for (xmlSecSize i = 0; i < xmlSecOpenSSLKeyDataX509GetCertsSize(data); ++i)
      sk_X509_push(beside.get(), xmlSecOpenSSLKeyDataX509GetCert(data, i));
    signer.reconocido = reaches(certificate, beside.get(), roots_, on_);
    cover(*signing, signer);
    return signer;
  }

  // Errors: what the signature asks for and this reader does not do.
  static Result<void> shaped(xmlNode* signature) {
    if (!of_dsig(signature))
      return refuse(
          ImportRefusal::FelSignatureUnsupported,
          {{"hallado", std::string(signature->ns == nullptr ? "" : view(signature->ns->href))}});
    std::optional<std::string> odd;
    bool certificate = false;
    each_element(signature, [&](xmlNode* node) {
      if (!of_dsig(node)) return;
      const auto name = view(node->name);
      certificate |= name == "X509Certificate";
      if (name == "RetrievalMethod" && !odd) odd = name;
      if (name == "Reference") {
        const auto uri = attribute(node, "URI");
        const bool plain = uri.empty() || (uri.starts_with('#') && !uri.contains('('));
        if (!plain && !odd) odd = uri;
      }
      for (const auto& rule : allowed) {
        if (rule.element != name) continue;
        const auto algorithm = attribute(node, "Algorithm");
        if (algorithm != rule.also && !std::ranges::count(rule.algorithms, algorithm) && !odd)
          odd = algorithm;
      }
    });
    if (odd) return refuse(ImportRefusal::FelSignatureUnsupported, {{"hallado", *odd}});
    if (!certificate) return refuse(ImportRefusal::FelSignatureWithoutCertificate);
    return {};
  }

  static Result<void> strong(X509* certificate) {
    auto* key = X509_get0_pubkey(certificate);
    const int bits = EVP_PKEY_get_bits(key);
    const int needed = EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA ? rsa_bits_min : curve_bits_min;
    if (bits >= needed) return {};
    return refuse(ImportRefusal::FelSignatureUnsupported,
                  {{"hallado", "clave de " + std::to_string(bits) + " bits"}});
  }

  static Result<FelSigner> told(X509* certificate) {
    FelSigner signer;
    signer.titular = name_of(X509_get_subject_name(certificate));
    signer.emisor = name_of(X509_get_issuer_name(certificate));
    signer.serie = serial_of(certificate);
    const auto from = day_of(X509_get0_notBefore(certificate));
    const auto until = day_of(X509_get0_notAfter(certificate));
    if (!from || !until) return refuse(ImportRefusal::FelSignatureWithoutCertificate);
    signer.desde = *from;
    signer.hasta = *until;
    return signer;
  }

  template <class Visit>
  static void each_reference(xmlSecDSigCtx& signing, Visit visit) {
    for (xmlSecSize i = 0; i < xmlSecPtrListGetSize(&signing.signedInfoReferences); ++i)
      visit(*static_cast<xmlSecDSigReferenceCtx*>(
          xmlSecPtrListGetItem(&signing.signedInfoReferences, i)));
  }

  // What was changed after signing: the element's mark; "SignedInfo" where every digest agrees and
  // the signature itself does not.
  static std::string changed(xmlSecDSigCtx& signing) {
    std::string found;
    each_reference(signing, [&](const xmlSecDSigReferenceCtx& one) {
      if (one.status != xmlSecDSigStatusSucceeded && found.empty())
        found = view(one.uri).empty() ? "GTDocumento" : std::string(view(one.uri).substr(1));
    });
    return found.empty() ? "SignedInfo" : found;
  }

  void cover(xmlSecDSigCtx& signing, FelSigner& signer) const {
    each_reference(signing, [&](const xmlSecDSigReferenceCtx& one) {
      const auto uri = view(one.uri);
      const xmlNode* target = xmlDocGetRootElement(document_);
      if (!uri.empty()) {
        const auto* attribute = xmlGetID(document_, one.uri + 1);
        target = attribute == nullptr ? nullptr : attribute->parent;
      }
      if (target == nullptr) return;
      signer.emision |= emission_ != nullptr && within(emission_, target);
      signer.certificacion |= certification_ != nullptr && within(certification_, target);
    });
  }

  xmlDoc* document_;
  STACK_OF(X509) * roots_;
  Date on_;
  xmlNode* emission_ = nullptr;
  xmlNode* certification_ = nullptr;
};

}  // namespace

Result<std::vector<Certificate>> read_certificates(std::string_view pem) {
  const auto found = TRY(certificates_in(pem));
  std::vector<Certificate> all;
  for (int i = 0; i < sk_X509_num(found.get()); ++i) {
    auto* one = sk_X509_value(found.get(), i);
    Certificate read;
    unsigned int size = 0;
    static_assert(sizeof(read.huella.bytes) == 32);
    if (X509_digest(one, EVP_sha256(), reinterpret_cast<unsigned char*>(read.huella.bytes.data()),
                    &size) != 1)
      continue;
    const auto from = day_of(X509_get0_notBefore(one)), until = day_of(X509_get0_notAfter(one));
    const bool known = std::ranges::find(all, read.huella, &Certificate::huella) != all.end();
    if (!from || !until || known) continue;
    read.titular = name_of(X509_get_subject_name(one));
    read.emisor = name_of(X509_get_issuer_name(one));
    read.serie = serial_of(one);
    read.desde = *from;
    read.hasta = *until;
    const std::unique_ptr<BIO, Freed<BIO_free>> out(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(out.get(), one);
    char* data = nullptr;
    const auto length = BIO_get_mem_data(out.get(), &data);
    read.pem.assign(data, static_cast<std::size_t>(length));
    all.push_back(std::move(read));
  }
  if (all.empty()) return refuse(ImportRefusal::FelRootsUnreadable);
  return all;
}

Result<std::vector<FelSigner>> verify_fel_signatures(std::string_view bytes, std::string_view roots,
                                                     Date on) {
  // Of each thread: what is wrong is told by what is returned, not on the standard error.
  xmlSetStructuredErrorFunc(nullptr, [](void*, xmlErrorPtr) {});
  if (!ready()) return refuse(ImportRefusal::FelSignatureUnsupported, {{"hallado", "xmlsec"}});
  const auto trusted = TRY(certificates_in(roots));
  const Document document(xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr,
                                        nullptr,
                                        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  if (document == nullptr || xmlDocGetRootElement(document.get()) == nullptr ||
      xmlGetIntSubset(document.get()) != nullptr)
    return refuse(ImportRefusal::FelMalformed);
  return Verifier(document.get(), trusted.get(), on).run();
}

}  // namespace readers
