// One pass over the elements of GT_Documento.
#include "readers/fel_file.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "domain/values/identifiers.hpp"
#include "readers/amounts.hpp"
#include "readers/document_table.hpp"
#include "readers/import_refusals.hpp"
#include "readers/xml.hpp"

namespace readers {
namespace {

using verification::DteTipo;

constexpr std::size_t bytes_max = 4U << 20;
constexpr std::size_t depth_max = 64;
constexpr std::size_t lines_max = 5000;
// GTDocumento > SAT > DTE > one of these, each once.
constexpr std::string_view sections[] = {"DatosEmision", "Certificacion"};
constexpr std::size_t section_depth = 4;

bool hexadecimal(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); });
}

// Upper case, without the hyphens of a NIT.
std::string plain_nit(std::string_view text) {
  std::string nit = replaced(upper_folded(text), "-", "");
  nit.erase(0, std::min(nit.find_first_not_of('0'), nit.size()));
  return nit;
}

bool shaped_as_authorisation(std::string_view uuid) {
  constexpr std::size_t groups[] = {8, 4, 4, 4, 12};
  const auto parts = split(uuid, '-');
  if (parts.size() != std::size(groups)) return false;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i].size() != groups[i] || !hexadecimal(parts[i])) return false;
  return true;
}

std::string as_decimal(std::string_view eight_hex) {
  std::uint64_t value = 0;
  for (const char c : eight_hex)
    value = value * 16 + static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'A' + 10);
  return std::to_string(value);
}

// A certificate counts where it was in force from the issue to the certification of the invoice.
Result<void> in_force(const FelSigner& signer, const verification::Invoice& invoice) {
  if (signer.desde <= *invoice.certificada && *invoice.emitida <= signer.hasta) return {};
  return refuse(
      ImportRefusal::FelCertificateExpired,
      {{"hallado", signer.titular}, {"desde", show(signer.desde)}, {"hasta", show(signer.hasta)}});
}

class Reading {
 public:
  Result<FelInvoice> run(std::string_view bytes, std::string_view roots) {
    if (bytes.size() > bytes_max)
      return refuse(ImportRefusal::FelTooLarge, {{"esperado", std::to_string(bytes_max)}});
    const XmlSink sink{[this](std::string_view name, Attributes a) { return start(name, a); },
                       [this](std::string_view name) { return end(name); },
                       [this](std::string_view text) { text_ += text; }};
    CHECK(parse_xml(bytes, sink, refusal(ImportRefusal::FelDtd),
                    refusal(ImportRefusal::FelMalformed)));
    auto invoice = TRY(finish());
    if (!signed_) return invoice;
    invoice.firmantes = TRY(verify_fel_signatures(bytes, roots, *invoice.invoice.certificada));
    for (const auto& signer : invoice.firmantes) CHECK(in_force(signer, invoice.invoice));
    // Recognised says so of the authorisation too: somebody must have signed it.
    const bool all = std::ranges::all_of(invoice.firmantes, &FelSigner::reconocido) &&
                     std::ranges::any_of(invoice.firmantes, &FelSigner::certificacion);
    invoice.firma = all ? FelSignature::Recognised : FelSignature::Whole;
    return invoice;
  }

 private:
  Result<void> start(std::string_view name, Attributes attributes) {
    if (path_.empty() && name != "GTDocumento") return refuse(ImportRefusal::FelNotADte);
    if (path_.size() >= depth_max)
      return refuse(ImportRefusal::FelTooLarge, {{"esperado", std::to_string(bytes_max)}});
    path_.emplace_back(name);
    text_.clear();
    signed_ |= name == "Signature";
    // Only what the two parts of the DTE say is of the invoice; elsewhere (inside a signature, too)
    // the same names say nothing.
    if (path_.size() == section_depth) {
      if (path_[1] == "SAT" && path_[2] == "DTE")
        for (std::size_t i = 0; i < std::size(sections); ++i)
          if (name == sections[i] && seen_[i]++ > 0)
            return refuse(ImportRefusal::FelRepeated, {{"campo", std::string(name)}});
      return {};
    }
    const auto section = inside_section();
    if (section == Section::Certification && name == "NumeroAutorizacion") {
      serie_ = attributes["Serie"];
      numero_ = attributes["Numero"];
    }
    if (section != Section::Emission) return {};
    if (name == "DatosGenerales") {
      out_.moneda = attributes["CodigoMoneda"];
      tipo_ = attributes["Tipo"];
      emitida_ = attributes["FechaHoraEmision"];
    } else if (name == "Emisor") {
      emisor_ = attributes["NITEmisor"];
      out_.emisor = attributes["NombreEmisor"];
    } else if (name == "Receptor") {
      receptor_ = attributes["IDReceptor"];
      out_.receptor = attributes["NombreReceptor"];
    } else if (name == "Frase") {
      out_.frases.push_back({whole_number(attributes["TipoFrase"]).value_or(0),
                             whole_number(attributes["CodigoEscenario"]).value_or(0)});
    } else if (name == "Item") {
      if (out_.lineas.size() >= lines_max)
        return refuse(ImportRefusal::FelTooLarge, {{"esperado", std::to_string(bytes_max)}});
      out_.lineas.push_back({"", attributes["BienOServicio"] == "S", {}});
    } else if (name == "TotalImpuesto" && attributes["NombreCorto"] == "IVA") {
      out_.invoice.iva = TRY(money_of(attributes["TotalMontoImpuesto"], "TotalMontoImpuesto"));
    }
    return {};
  }

  // Each datum is read only where it belongs: the issuer's signature covers DatosEmision, so a
  // total beside the certification, or inside a signature that stands there, would be nobody's
  // word.
  enum class Section : std::uint8_t { Elsewhere, Emission, Certification };
  Section inside_section() const {
    if (path_.size() < section_depth || path_[1] != "SAT" || path_[2] != "DTE" ||
        std::ranges::find(path_, std::string_view("Signature")) != path_.end())
      return Section::Elsewhere;
    if (path_[3] == "DatosEmision") return Section::Emission;
    return path_[3] == "Certificacion" ? Section::Certification : Section::Elsewhere;
  }

  Result<void> end(std::string_view name) {
    const auto text = std::string(trimmed(text_));
    text_.clear();
    const auto section = inside_section();
    path_.pop_back();
    if (section == Section::Certification) {
      if (name == "NumeroAutorizacion") autorizacion_ = text;
      if (name == "FechaHoraCertificacion") certificada_ = text;
      if (name == "NITCertificador") out_.certificador = plain_nit(text);
    }
    if (section != Section::Emission) return {};
    const auto inside = [&](std::string_view parent) {
      return !path_.empty() && path_.back() == parent;
    };
    if (inside("Item") && !out_.lineas.empty()) {
      auto& line = out_.lineas.back();
      if (name == "Descripcion") line.description = text;
      if (name == "Cantidad") line.item.cantidad = TRY(quantity_of(text, "Cantidad"));
      if (name == "PrecioUnitario") line.item.precio = TRY(money_of(text, "PrecioUnitario"));
      if (name == "Total") line.item.importe = TRY(money_of(text, "Total"));
    } else if (inside("Impuesto") && !out_.lineas.empty()) {
      if (name == "NombreCorto") iva_of_line_ = text == "IVA";
      if (name == "MontoImpuesto" && iva_of_line_)
        out_.lineas.back().item.iva = TRY(money_of(text, "MontoImpuesto"));
    } else if (name == "GranTotal" && inside("Totales")) {
      out_.invoice.total = TRY(money_of(text, "GranTotal"));
    }
    return {};
  }

  static Result<Money> money_of(std::string_view text, std::string_view field) {
    auto read = parse_amount(text, Convention::PointDecimal);
    if (!read)
      return refuse(ImportRefusal::FelAmountMalformed,
                    {{"hallado", std::string(text)}, {"campo", std::string(field)}});
    return read->value;
  }
  static Result<Quantity> quantity_of(std::string_view text, std::string_view field) {
    auto read = parse_quantity(text, Convention::PointDecimal);
    if (!read)
      return refuse(ImportRefusal::FelAmountMalformed,
                    {{"hallado", std::string(text)}, {"campo", std::string(field)}});
    return read->value;
  }
  static Result<Date> day_of(std::string_view text, std::string_view field) {
    if (text.empty())
      return refuse(ImportRefusal::FelFieldMissing, {{"campo", std::string(field)}});
    const auto day = parse_date(text.substr(0, 10));
    if (!day)
      return refuse(ImportRefusal::FelDateMalformed,
                    {{"hallado", std::string(text)}, {"campo", std::string(field)}});
    return *day;
  }
  static Result<void> needed(std::string_view value, std::string_view field) {
    if (value.empty())
      return refuse(ImportRefusal::FelFieldMissing, {{"campo", std::string(field)}});
    return {};
  }

  template <class Short>
  static Result<void> keep(Short& into, std::string_view text, std::string_view field) {
    const auto kept = Short::of(text);
    if (!kept)
      return refuse(ImportRefusal::FelFieldMissing,
                    {{"campo", std::string(field)}, {"hallado", std::string(text.substr(0, 60))}});
    into = *kept;
    return {};
  }

  Result<FelInvoice> finish() {
    auto& invoice = out_.invoice;
    CHECK(needed(tipo_, "Tipo"));
    const auto codes = verification::codes_of<DteTipo>();
    const auto at = std::ranges::find(codes, tipo_);
    if (at == codes.end()) {
      std::string all;
      for (const auto code : codes) (all += all.empty() ? "" : ", ") += code;
      return refuse(ImportRefusal::FelKindUnknown, {{"hallado", tipo_}, {"esperado", all}});
    }
    invoice.tipo = static_cast<DteTipo>(at - codes.begin());
    CHECK(needed(emisor_, "NITEmisor"));
    CHECK(needed(receptor_, "IDReceptor"));
    invoice.emitida = TRY(day_of(emitida_, "FechaHoraEmision"));
    if (!invoice.total) return refuse(ImportRefusal::FelFieldMissing, {{"campo", "GranTotal"}});
    CHECK(needed(autorizacion_, "NumeroAutorizacion"));
    const auto uuid = upper_folded(autorizacion_);
    if (!shaped_as_authorisation(uuid))
      return refuse(ImportRefusal::FelAuthorizationMalformed, {{"hallado", autorizacion_}});
    CHECK(keep(invoice.autorizacion, uuid, "NumeroAutorizacion"));
    CHECK(keep(invoice.serie, serie_, "Serie"));
    CHECK(keep(invoice.numero, numero_, "Numero"));
    invoice.certificada = TRY(day_of(certificada_, "FechaHoraCertificacion"));
    CHECK(keep(invoice.emisor, plain_nit(emisor_), "NITEmisor"));
    CHECK(keep(invoice.receptor, plain_nit(receptor_), "IDReceptor"));
    if (!serie_.empty() && !numero_.empty())
      out_.serie_y_numero = upper_folded(serie_) == uuid.substr(0, 8) &&
                            numero_ == as_decimal(uuid.substr(9, 4) + uuid.substr(14, 4));
    MoneySum sum;
    bool whole = !out_.lineas.empty();
    for (const auto& line : out_.lineas) {
      whole = whole && line.item.importe.has_value();
      sum += line.item.importe.value_or(Money{});
      invoice.items.push_back(line.item);
    }
    if (whole && sum != MoneySum{*invoice.total})
      if (const auto difference = (*invoice.total - sum).narrow()) out_.diferencia = *difference;
    return std::move(out_);
  }

  FelInvoice out_;
  std::vector<std::string> path_;
  std::string text_;
  std::string tipo_, emitida_, emisor_, receptor_, autorizacion_, serie_, numero_, certificada_;
  std::array<int, std::size(sections)> seen_{};
  bool iva_of_line_ = false, signed_ = false;
};

}  // namespace

std::string_view code_of(FelSignature state) {
  constexpr std::string_view codes[] = {"ausente", "integra", "reconocida"};
  return codes[static_cast<std::size_t>(state)];
}

Result<FelInvoice> read_fel(std::string_view bytes, std::string_view receiver,
                            std::string_view roots) {
  auto read = TRY(Reading().run(bytes, roots));
  if (!receiver.empty() && read.invoice.receptor.view() != plain_nit(receiver))
    return refuse(ImportRefusal::FelOtherReceiver,
                  {{"hallado", std::string(read.invoice.receptor.view())},
                   {"esperado", plain_nit(receiver)}});
  return read;
}

}  // namespace readers
