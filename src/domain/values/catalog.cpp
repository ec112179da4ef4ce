// The table of catalogues, the rules of an entry and its JSON.
#include "domain/values/catalog.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "domain/values/refusals.hpp"

namespace {

constexpr RefusalRow rows[] = {
    {"catalogo.desconocido", Fault::Invalid},
    {"catalogo.falta_columna", Fault::Invalid},
    {"catalogo.columna_repetida", Fault::Invalid},
    {"catalogo.codigo_mal_escrito", Fault::Invalid},
    {"catalogo.falta_nombre", Fault::Invalid},
    {"catalogo.certeza_desconocida", Fault::Invalid},
    {"catalogo.fecha_mal_escrita", Fault::Invalid},
    {"catalogo.fechas_al_reves", Fault::Invalid},
    {"catalogo.falta_fuente", Fault::Invalid},
    {"catalogo.fila_repetida", Fault::Invalid},
    {"catalogo.padre_no_corresponde", Fault::Invalid},
    {"catalogo.padre_desconocido", Fault::Invalid},
    {"catalogo.ya_existe", Fault::Conflict},
    {"catalogo.codigo_desconocido", Fault::Invalid},
    {"catalogo.no_es_norma", Fault::Invalid},
};

constexpr std::string_view certainties[] = {"dudosa", "conocida", "encontrada", "verificada"};

// Parents stand before their children: they are loaded in this order.
constexpr CatalogKind kinds[] = {
    {"grupos", "catalogs", "grupo de gasto", 1, ""},
    {"subgrupos", "catalogs", "subgrupo de gasto", 2, "grupos"},
    {"renglones", "catalogs", "renglón", 3, "subgrupos"},
    {"fuentes", "catalogs", "fuente de financiamiento", 2, ""},
    {"finalidad_funcion", "catalogs", "finalidad o función", 6, "finalidad_funcion"},
    {"tipo_gasto", "catalogs", "tipo de gasto", 2, "tipo_gasto"},
    {"departamentos", "catalogs", "departamento", 2, ""},
    {"municipios", "catalogs", "municipio", 4, "departamentos"},
    {"entidades", "catalogs", "entidad", 8, ""},
    {"unidades_ejecutoras", "catalogs", "unidad ejecutora", 0, "entidades"},
    {"organismos", "catalogs", "organismo financiador", 4, ""},
    {"modalidades", "catalogs", "modalidad de compra", 0, ""},
    {"documentos_por_modalidad", "catalogs", "documento de respaldo", 0, "modalidades"},
    {"cur_estados", "catalogs", "clase o estado de CUR", 0, ""},
    {"guatecompras_estatus_concurso", "catalogs", "estatus de concurso", 0, ""},
    {"laip_art10", "catalogs", "numeral del artículo 10", 0, ""},
    {"lop_17ter", "catalogs", "literal del artículo 17 Ter", 0, ""},
    {"unidades_medida", "catalogs", "unidad de medida", 0, ""},
    {"tipos_conteo", "catalogs", "tipo de conteo", 0, ""},
    {"desagregacion", "catalogs", "categoría de desagregación", 0, "desagregacion"},
    {"nacionalidades", "catalogs", "nacionalidad", 0, ""},
    {"poblaciones_referencia", "catalogs", "población de referencia", 0, "desagregacion"},
    {"semaforo", "norms", "banda de semáforo", 0, ""},
    {"feriados", "norms", "feriado", 0, ""},
    {"normas", "norms", "norma", 0, ""},
    {"normas_articulos", "norms", "artículo", 0, "normas"},
    {"bases_legales", "norms", "base legal", 0, "normas"},
    {"parametros", "norms", "parámetro", 0, ""},
    {"obligaciones", "norms", "obligación del calendario legal", 0, "normas"},
    {"rules", "norms", "norma o parámetro de una regla", 0, "rules"},
    {"listas", "norms", "documento de una lista", 0, ""},
    {"competencias", "norms", "competencia de una modificación", 0, ""},
    {"contencion", "norms", "insumo del propio producto", 0, ""},
    {"bandas_riesgo", "norms", "banda de riesgo", 0, ""},
    {"umbrales_control", "norms", "umbral de un indicador de control", 0, ""},
};

std::string names_of_kinds() {
  std::string names;
  for (const auto& kind : kinds) names += (names.empty() ? "" : ", ") + std::string(kind.name);
  return names;
}

bool control_characters(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20; });
}

bool code_holds(const CatalogKind& kind, std::string_view code) {
  if (code.empty() || code != trimmed(code) || code.size() > 80 || control_characters(code))
    return false;
  return kind.width == 0 || (code.size() == kind.width && only_digits(code));
}

Result<std::optional<Date>> optional_date(const json::object& from, std::string_view key) {
  const auto text = optional_text_at(from, key);
  if (!text) return std::optional<Date>{};
  return std::optional<Date>(TRY(parse_date(*text)));
}

}  // namespace

const RefusalRow& row_of(CatalogRefusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> catalog_refusal_rows() { return rows; }

std::string show(Certeza certainty) {
  return std::string(certainties[std::to_underlying(certainty)]);
}

Result<Certeza> parse_certeza(std::string_view text) {
  const auto found = std::ranges::find(certainties, text);
  if (found == std::end(certainties))
    return refuse(CatalogRefusal::CertaintyUnknown,
                  {{"hallado", std::string(text)},
                   {"esperado", "dudosa, conocida, encontrada o verificada"}});
  return static_cast<Certeza>(found - std::begin(certainties));
}

std::string_view CatalogEntry::attribute(std::string_view key) const {
  for (const auto& [name_, value] : attributes)
    if (name_ == key) return value;
  return {};
}

bool CatalogEntry::in_force(Date date) const {
  return (!from || *from <= date) && (!until || date <= *until);
}

std::span<const CatalogKind> known_catalogs() { return kinds; }

Result<const CatalogKind*> catalog_kind(std::string_view name) {
  for (const auto& kind : kinds)
    if (kind.name == name) return &kind;
  return refuse(CatalogRefusal::UnknownCatalog,
                {{"hallado", std::string(name)}, {"esperado", names_of_kinds()}});
}

Result<void> check_entry(const CatalogKind& kind, const CatalogEntry& entry) {
  const std::vector<Detail> where = {{"catalogo", std::string(kind.name)}, {"codigo", entry.code}};
  const auto refused = [&](CatalogRefusal why, std::vector<Detail> more = {}) {
    more.insert(more.end(), where.begin(), where.end());
    return refuse(why, std::move(more));
  };
  if (!code_holds(kind, entry.code))
    return refused(CatalogRefusal::CodeMalformed,
                   {{"hallado", entry.code},
                    {"esperado", kind.width == 0 ? "un código sin espacios a los lados"
                                                 : std::to_string(kind.width) + " cifras"}});
  if (trimmed(entry.name).empty()) return refused(CatalogRefusal::NameMissing);
  if (entry.from && entry.until && *entry.until < *entry.from)
    return refused(CatalogRefusal::DatesReversed,
                   {{"hallado", show(*entry.from) + " a " + show(*entry.until)}});
  if (trimmed(entry.source).empty()) return refused(CatalogRefusal::SourceMissing);
  if (const auto carried = parent_in_code(kind, entry.code);
      !carried.empty() && entry.parent != carried)
    return refused(CatalogRefusal::ParentDiffers,
                   {{"hallado", entry.parent}, {"esperado", carried}});
  return {};
}

std::string parent_in_code(const CatalogKind& kind, std::string_view code) {
  if (kind.parent.empty()) return "";
  if (kind.name == "finalidad_funcion") {
    const auto finalidad = std::string(code.substr(0, 2)) + "0000";
    return finalidad == code ? "" : finalidad;
  }
  if (kind.name == "tipo_gasto")
    return code.ends_with('0') ? "" : std::string(code.substr(0, 1)) + "0";
  if (kind.name == "unidades_ejecutoras") return std::string(code.substr(0, code.find('-')));
  const auto parent = catalog_kind(kind.parent);
  if (kind.parent == kind.name || !parent || (*parent)->width == 0) return "";
  return std::string(code.substr(0, (*parent)->width));
}

Error unknown_entry(std::string_view catalog, std::string_view code, std::vector<Detail> details) {
  const auto kind = catalog_kind(catalog);
  details.push_back({"hallado", std::string(code)});
  details.push_back({"catalogo", std::string(catalog)});
  details.push_back({"que", kind ? std::string((*kind)->one) : std::string(catalog)});
  details.push_back({"orden", "ceiba catalogo agregar " + std::string(catalog) + " " +
                                  std::string(code) +
                                  " --nombre \"NOMBRE\" --fuente \"NORMA O DOCUMENTO\""});
  return refusal(CatalogRefusal::EntryUnknown, std::move(details));
}

json::object to_json(const CatalogEntry& entry) {
  json::object object{{"codigo", entry.code},
                      {"nombre", entry.name},
                      {"certeza", show(entry.certainty)},
                      {"fuente", entry.source}};
  if (!entry.parent.empty()) object["padre"] = entry.parent;
  if (entry.from) object["desde"] = show(*entry.from);
  if (entry.until) object["hasta"] = show(*entry.until);
  if (!entry.attributes.empty()) {
    json::object attributes;
    for (const auto& [key, value] : entry.attributes) attributes[key] = value;
    object["atributos"] = std::move(attributes);
  }
  return object;
}

Result<CatalogEntry> catalog_entry_from(const json::object& object) {
  CatalogEntry entry;
  entry.code = TRY(text_at(object, "codigo"));
  entry.name = TRY(text_at(object, "nombre"));
  const auto certainty = TRY(text_at(object, "certeza"));
  entry.certainty = TRY(parse_certeza(certainty));
  entry.source = TRY(text_at(object, "fuente"));
  entry.parent = optional_text_at(object, "padre").value_or("");
  entry.from = TRY(optional_date(object, "desde"));
  entry.until = TRY(optional_date(object, "hasta"));
  if (object.contains("atributos")) {
    const auto attributes = TRY(object_at(object, "atributos"));
    for (const auto& [key, value] : attributes) {
      const auto text = TRY(text_at(attributes, key));
      if (!text.empty()) entry.attributes.emplace_back(std::string(key), text);
    }
    std::ranges::sort(entry.attributes);
  }
  return entry;
}
