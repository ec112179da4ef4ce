// Reads lines of checklists, and asks a file for what they demand.
#include "domain/verification/checklist.hpp"

#include <algorithm>

#include "domain/verification/norms.hpp"
#include "domain/verification/refusals.hpp"

namespace verification {
namespace {

constexpr std::string_view conditions[] = {"",
                                           "bienes",
                                           "inventariable",
                                           "obra",
                                           "bienes_u_obra",
                                           "retencion_iva",
                                           "retencion_isr",
                                           "exento",
                                           "anticipo",
                                           "contrato_escrito",
                                           "primer_pago",
                                           "segun_caso"};
constexpr std::string_view responsibles[] = {
    "solicitante",      "compras",     "proveedor", "presupuesto",  "almacen",
    "inventarios",      "junta",       "juridico",  "contabilidad", "tesoreria",
    "recursos_humanos", "comisionado", "autoridad", "verificacion"};
constexpr std::string_view demands[] = {"obligatorio", "recomendado", "control del sistema"};

std::unexpected<Error> malformed(const CatalogEntry& entry, std::string_view field) {
  return refuse(Refusal::ListMalformed, {{"codigo", entry.code},
                                         {"campo", std::string(field)},
                                         {"hallado", std::string(entry.attribute(field))}});
}

std::optional<bool> set_and(const FileFacts& file, const RenglonSet* set) {
  if (set == nullptr || file.partidas.empty()) return std::nullopt;
  return std::ranges::any_of(file.partidas, [&](const FilePartida& row) {
    return set->test(index_of(row.partida.renglon));
  });
}

std::optional<bool> positive(std::optional<Money> amount) {
  if (!amount) return std::nullopt;
  return *amount > Money{};
}

}  // namespace

template <>
std::span<const std::string_view> codes_of<Condicion>() {
  return conditions;
}
template <>
std::span<const std::string_view> codes_of<Responsable>() {
  return responsibles;
}
template <>
std::span<const std::string_view> codes_of<Exigencia>() {
  return demands;
}

Result<ChecklistItem> checklist_item_from(const CatalogEntry& entry) {
  ChecklistItem item;
  const auto document = kind_of<Documento>(entry.attribute("documento"));
  if (!document) return malformed(entry, "documento");
  const auto demand = kind_of<Exigencia>(entry.attribute("exigencia"));
  if (!demand) return malformed(entry, "exigencia");
  const auto condition = kind_of<Condicion>(entry.attribute("condicion"));
  if (!condition) return malformed(entry, "condicion");
  const auto responsible = kind_of<Responsable>(entry.attribute("responsable"));
  if (!responsible) return malformed(entry, "responsable");
  item.documento = *document;
  item.exigencia = *demand;
  item.condicion = *condition;
  item.responsable = *responsible;
  if (const auto text = entry.attribute("vigente_en"); !text.empty()) {
    item.vigente_en = kind_of<Hito>(text);
    if (!item.vigente_en) return malformed(entry, "vigente_en");
  }
  if (const auto text = entry.attribute("sistema"); !text.empty()) {
    item.sistema = kind_of<Sistema>(text);
    if (!item.sistema) return malformed(entry, "sistema");
  }
  item.norma = &entry;
  return item;
}

std::optional<bool> holds(Condicion condition, const FileFacts& file, const RuleNorms& norms) {
  switch (condition) {
    case Condicion::Siempre:
      return true;
    case Condicion::Bienes:
      return set_and(file, norms.renglones(Parameter::RenglonesAlmacen));
    case Condicion::Inventariable:
      return set_and(file, norms.renglones(Parameter::RenglonesInventario));
    case Condicion::Obra:
      return file.gasto == Gasto::Inversion;
    case Condicion::BienesUObra:
      if (file.gasto == Gasto::Inversion) return true;
      return set_and(file, norms.renglones(Parameter::RenglonesAlmacen));
    case Condicion::RetencionIva:
      return positive(file.retencion_iva);
    case Condicion::RetencionIsr:
      return positive(file.retencion_isr);
    case Condicion::Exento:
      if (!file.proveedor.regimen) return std::nullopt;
      return *file.proveedor.regimen == Regimen::Exento;
    case Condicion::Anticipo:
      if (file.contrato) return positive(file.contrato->anticipo);
      return false;
    case Condicion::ContratoEscrito: {
      const auto from = norms.money(Parameter::ContratoEscritoDesde);
      const auto amount = amount_of_purchase(file);
      if (!from || !amount) return std::nullopt;
      return *amount > *from;
    }
    case Condicion::PrimerPago:
      return file.primer_pago;
    case Condicion::SegunCaso:
      return false;
  }
  return std::nullopt;
}

DocumentSet present(const FileFacts& file) {
  DocumentSet have;
  for (const auto& document : file.documentos) have.set(static_cast<std::size_t>(document.clase));
  return have;
}

std::vector<Required> required_of(const Checklist& list, const FileFacts& file,
                                  const RuleNorms& norms) {
  const auto have = present(file);
  std::vector<Required> lines;
  lines.reserve(list.items.size());
  for (const auto& item : list.items) {
    Required line{&item, Required::State::Untold};
    if (have.test(static_cast<std::size_t>(item.documento))) {
      line.state = Required::State::Present;
    } else if (item.exigencia != Exigencia::Obligatorio) {
      line.state = Required::State::Unneeded;
    } else if (const auto needed = holds(item.condicion, file, norms)) {
      line.state = *needed ? Required::State::Missing : Required::State::Unneeded;
    }
    lines.push_back(line);
  }
  return lines;
}

std::vector<const ChecklistItem*> not_uploaded(const Checklist& list, const FileFacts& file) {
  std::vector<const ChecklistItem*> missing;
  const auto have = present(file);
  for (const auto& item : list.items) {
    if (!item.sistema || !have.test(static_cast<std::size_t>(item.documento))) continue;
    const bool there = std::ranges::any_of(file.cargas, [&](const Upload& upload) {
      return upload.clase == item.documento && upload.sistema == *item.sistema;
    });
    if (!there) missing.push_back(&item);
  }
  return missing;
}

}  // namespace verification
