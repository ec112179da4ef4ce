// Findings through the same sentences and slots as refusals.
#include "text/findings.hpp"

#include <utility>

#include "base/text.hpp"
#include "text/format.hpp"
#include "text/refusals.hpp"

namespace text {
namespace {

// Slots whose figures are labels, not amounts.
constexpr std::string_view labels[] = {"anio",    "anio_norma", "anio_plan",      "anio_referencia",
                                       "codigo",  "programas",  "hallado_codigo", "version",
                                       "numeros", "funciones",  "primera",        "siglas"};

constexpr std::pair<std::string_view, std::string_view> places[] = {
    {"pei", "Matriz del PEI"},
    {"resultados", "Cadena de resultados"},
    {"productos", "Productos"},
    {"subproductos", "Subproductos"},
    {"red", "Red de categorías programáticas"},
    {"poa", "POA"},
    {"fichas", "Fichas de indicador"},
    {"servicios_mandato", "Servicios del mandato"},
    {"institucion", "Institución"},
    {"normas", "Normas citadas"},
    {"estrategia", "Estrategia"},
    {"medidas", "Medidas"},
    {"politica", "Política Migratoria"},
    {"metas", "meta"},
    {"linea_base", "línea base"},
    {"indicador", "indicador"},
    {"producto_accion", "producto o acción"},
    {"menciones", "mención"},
    {"resultado_estrategico", "resultado estratégico"},
    {"resultado_institucional", "resultado institucional"},
    {"medios_verificacion", "medios de verificación"},
    {"dependencias", "dependencias"},
    {"seccion", "título de la sección"},
    {"titulo", "título"},
    {"correos", "correos"},
    {"costos", "costos"},
    {"lineas", "líneas de acción"},
    {"bloque", "párrafo"},
    {"inicio", "introducción"},
};

Error as_error(const planning::Finding& finding) {
  Error error{Fault::Invalid, finding.motivo, {}, {}, {}};
  for (const auto& slot : finding.cifras) error.details.push_back({slot.name, figure(slot)});
  return error;
}

bool is_label(std::string_view name) {
  for (const auto label : labels)
    if (label == name) return true;
  return false;
}

}  // namespace

std::string figure(const Detail& slot) {
  const auto& value = slot.value;
  // A code such as "00" or "001" is no amount.
  const bool code = value.size() > 1 && value.front() == '0' && only_digits(value);
  if (is_label(slot.name) || code) return value;
  if (const auto amount = Quantity::parse(value)) {
    if (slot.name == "costo" || (slot.name == "suma" && value.find('.') != value.npos))
      return money(MoneySum::centavos(amount->in_hundredths()));
    return quantity(*amount);
  }
  if (const auto day = parse_date(value)) return date(*day);
  return value;
}

std::string reason_of(const planning::Finding& finding) { return what_happened(as_error(finding)); }

std::string remedy_of(const planning::Finding& finding) { return what_to_do(as_error(finding)); }

std::string place_of(const planning::Finding& finding) {
  // Identifiers hold dots themselves ("P05.S2"): known words are named, the rest is kept joined.
  std::string out;
  bool identifier = false;
  for (const auto& part : split(finding.lugar, '.')) {
    std::string_view name;
    for (const auto& [word, spanish] : places)
      if (word == part) name = spanish;
    if (!out.empty()) out += name.empty() && identifier && !only_digits(part) ? "." : ", ";
    out += name.empty() ? part : name;
    identifier = name.empty();
  }
  return out;
}

}  // namespace text
