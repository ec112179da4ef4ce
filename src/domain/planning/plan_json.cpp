// The description of each part of the plan, and the two ways of walking it.
#include "domain/planning/plan_json.hpp"

#include <algorithm>
#include <type_traits>

#include "base/text.hpp"
#include "domain/planning/names.hpp"
#include "domain/planning/plan_check.hpp"
#include "domain/planning/refusals.hpp"

namespace planning {
namespace {

constexpr std::size_t faults_at_most = 100;

class Reader;
class Writer;

// The part as the walker needs it: writable for the reader, constant for the writer.
template <class Io, class T>
using Of = std::conditional_t<std::is_same_v<Io, Reader>, T, const T>;

// ---- The description: one function per part ----------------------------------------------------
// required(key, value)  must be there; a text must not be empty.
// optional(key, value)  left out where it is empty or the default.
// id(key, value)        a required identifier.  ref(key, value)  an optional one.

template <class Io>
void describe(Io& io, Of<Io, ApprovingAct>& act) {
  io.optional("tipo", act.tipo);
  io.required("numero", act.numero);
  io.optional("fecha", act.fecha);
  io.optional("aprueba", act.aprueba);
}

template <class Io>
void describe(Io& io, Of<Io, CitedNorm>& norm) {
  io.required("norma", norm.norma);
  io.optional("nombre", norm.nombre);
  io.optional("tipo", norm.tipo);
  io.optional("ejercicio", norm.ejercicio);
  io.optional("vigente_para", norm.vigente_para);
  io.optional("lugar", norm.lugar);
  io.optional("vigencia_explicada", norm.vigencia_explicada);
}

template <class Io>
void describe(Io& io, Of<Io, CitedEmail>& email) {
  io.required("correo", email.correo);
  io.required("lugar", email.lugar);
}

template <class Io>
void describe(Io& io, Of<Io, Sigla>& sigla) {
  io.required("sigla", sigla.sigla);
  io.required("nombre", sigla.nombre);
}

template <class Io>
void describe(Io& io, Of<Io, Institution>& institution) {
  io.id("codigo", institution.codigo);
  io.required("nombre", institution.nombre);
  io.required("siglas", institution.siglas);
  io.optional("direccion", institution.direccion);
  io.optional("telefono", institution.telefono);
  io.optional("sitio", institution.sitio);
  io.optional("correos", institution.correos);
  io.required("origen_codigo", institution.origen_codigo);
}

template <class Io>
void describe(Io& io, Of<Io, ModelNode>& node) {
  io.id("id", node.id);
  io.required("clase", node.clase);
  io.required("texto", node.texto);
  io.optional("magnitud", node.magnitud);
  io.optional("fuerza", node.fuerza);
  io.optional("grado", node.grado);
  io.optional("fuente", node.fuente);
  io.ref("elemento", node.elemento);
  io.required("origen", node.origen);
}

template <class Io>
void describe(Io& io, Of<Io, ModelEdge>& edge) {
  io.id("desde", edge.desde);
  io.id("hacia", edge.hacia);
  io.optional("fuerza", edge.fuerza);
}

template <class Io>
void describe(Io& io, Of<Io, CriticalPath>& path) {
  io.id("id", path.id);
  io.required("nombre", path.nombre);
  io.required("nodos", path.nodos);
}

template <class Io>
void describe(Io& io, Of<Io, Model>& model) {
  io.required("clase", model.clase);
  io.required("titulo", model.titulo);
  io.optional("fuente", model.fuente);
  io.required("origen", model.origen);
  io.required("nodos", model.nodos);
  io.optional("aristas", model.aristas);
  io.optional("caminos", model.caminos);
}

template <class Io>
void describe(Io& io, Of<Io, Milestone>& milestone) {
  io.required("anio", milestone.anio);
  io.required("valor", milestone.valor);
  io.optional("unidad", milestone.unidad);
  io.optional("texto", milestone.texto);
  io.optional("lugar", milestone.lugar);
}

template <class Io>
void describe(Io& io, Of<Io, Baseline>& base) {
  io.optional("texto", base.texto);
  io.optional("anio", base.anio);
  io.optional("valor", base.valor);
  io.optional("unidad", base.unidad);
  io.optional("nota", base.nota);
}

template <class Io>
void describe(Io& io, Of<Io, Resultado>& result) {
  io.id("id", result.id);
  io.required("nivel", result.nivel);
  io.ref("padre", result.padre);
  io.required("texto", result.texto);
  io.optional("quien", result.quien);
  io.optional("que", result.que);
  io.optional("periodo", result.periodo);
  io.required("anio_inicial", result.anio_inicial);
  io.required("anio", result.anio);
  io.optional("base", result.base);
  io.required("meta", result.meta);
  io.required("unidad", result.unidad);
  io.ref("fila_pei", result.fila_pei);
  io.optional("ejecutado", result.ejecutado);
  io.optional("fuente", result.fuente);
  io.required("origen", result.origen);
}

template <class Io>
void describe(Io& io, Of<Io, Mention>& mention) {
  io.required("lugar", mention.lugar);
  io.required("nombre", mention.nombre);
  io.optional("programa", mention.programa);
}

template <class Io>
void describe(Io& io, Of<Io, Producto>& product) {
  io.id("id", product.id);
  io.required("nombre", product.nombre);
  io.required("unidad_medida", product.unidad_medida);
  io.required("categoria", product.categoria);
  io.required("clase", product.clase);
  io.optional("resultados", product.resultados);
  io.optional("motivo_sin_resultado", product.motivo_sin_resultado);
  io.optional("menciones", product.menciones);
  io.optional("costo", product.costo);
  io.optional("origen_costo", product.origen_costo, Origen::Ilustrativo);
}

template <class Io>
void describe(Io& io, Of<Io, Subproducto>& sub) {
  io.id("id", sub.id);
  io.id("padre", sub.padre);
  io.required("nombre", sub.nombre);
  io.required("unidad_medida", sub.unidad_medida);
  io.required("tipo_conteo", sub.tipo_conteo);
  io.optional("suma_al_producto", sub.suma_al_producto, true);
  io.optional("costo", sub.costo);
  io.optional("origen_costo", sub.origen_costo, Origen::Ilustrativo);
}

template <class Io>
void describe(Io& io, Of<Io, RedRow>& row) {
  io.required("tipo", row.tipo);
  io.id("id", row.id);
  io.required("nombre", row.nombre);
  io.required("unidad_medida", row.unidad_medida);
  io.required("programa", row.programa);
  io.optional("subprograma", row.subprograma);
  io.optional("proyecto", row.proyecto);
  io.optional("actividad", row.actividad);
  io.optional("obra", row.obra);
}

template <class Io>
void describe(Io& io, Of<Io, Red>& red) {
  io.required("titulo", red.titulo);
  io.optional("fuente", red.fuente);
  io.required("ejercicio", red.ejercicio);
  io.required("encabezados", red.encabezados);
  io.required("filas", red.filas);
}

template <class Io>
void describe(Io& io, Of<Io, YearTarget>& target) {
  io.required("anio", target.anio);
  io.required("texto", target.texto);
  io.required("valor", target.valor);
}

template <class Io>
void describe(Io& io, Of<Io, PeiRow>& row) {
  io.id("id", row.id);
  io.optional("resultado_estrategico", row.resultado_estrategico);
  io.optional("resultado_institucional", row.resultado_institucional);
  io.ref("resultado", row.resultado);
  io.required("producto_accion", row.producto_accion);
  io.ref("producto", row.producto);
  io.optional("meta_texto", row.meta_texto);
  io.required("meta", row.meta);
  io.required("meta_unidad", row.meta_unidad);
  io.required("base", row.base);
  io.optional("indicador", row.indicador);
  io.ref("ficha", row.ficha);
  io.required("unidad_metas", row.unidad_metas);
  io.required("modo_meta", row.modo);
  io.optional("modo_impreso", row.modo_impreso);
  io.required("metas", row.metas);
  io.optional("hitos", row.hitos);
  io.optional("desde", row.desde);
  io.optional("medios_verificacion", row.medios_verificacion);
  io.optional("dependencias", row.dependencias);
}

template <class Io>
void describe(Io& io, Of<Io, PeiMatrix>& matrix) {
  io.required("titulo", matrix.titulo);
  io.optional("seccion", matrix.seccion);
  io.optional("fuente", matrix.fuente);
  io.optional("nota_numeracion", matrix.nota_numeracion);
  io.required("anio_inicial", matrix.anio_inicial);
  io.required("anio_final", matrix.anio_final);
  io.optional("encabezados", matrix.encabezados);
  io.required("filas", matrix.filas);
}

template <class Io>
void describe(Io& io, Of<Io, Reprogramming>& change) {
  io.required("fecha", change.fecha);
  io.required("acto", change.acto);
  io.required("motivo", change.motivo);
  io.required("metas", change.metas);
}

template <class Io>
void describe(Io& io, Of<Io, PoaGoal>& goal) {
  io.id("subproducto", goal.subproducto);
  io.id("unidad", goal.unidad);
  io.required("metas", goal.metas);
  io.optional("reprogramaciones", goal.reprogramaciones);
  io.required("origen", goal.origen);
}

template <class Io>
void describe(Io& io, Of<Io, Poa>& poa) {
  io.required("ejercicio", poa.ejercicio);
  io.optional("fuente", poa.fuente);
  io.optional("metas", poa.metas);
}

template <class Io>
void describe(Io& io, Of<Io, Variable>& variable) {
  io.id("codigo", variable.codigo);
  io.required("nombre", variable.nombre);
  io.required("unidad", variable.unidad);
  io.required("tipo_conteo", variable.tipo_conteo);
  io.required("frecuencia", variable.frecuencia);
  io.optional("subproductos", variable.subproductos);
  io.ref("serie", variable.serie);
  io.optional("fuente", variable.fuente);
  io.optional("responsable", variable.responsable);
}

template <class Io>
void describe(Io& io, Of<Io, FichaTarget>& target) {
  io.required("anio", target.anio);
  io.optional("absoluta", target.absoluta);
  io.optional("relativa", target.relativa);
}

template <class Io>
void describe(Io& io, Of<Io, FichaApproval>& approval) {
  io.required("autor", approval.autor);
  io.required("aprobador", approval.aprobador);
  io.optional("fecha", approval.fecha);
  io.optional("acto", approval.acto);
}

template <class Io>
void describe(Io& io, Of<Io, Ficha>& ficha) {
  io.id("codigo", ficha.codigo);
  io.required("version", ficha.version);
  io.required("nombre", ficha.nombre);
  io.optional("categoria", ficha.categoria);
  io.optional("tipo", ficha.tipo);
  io.ref("elemento", ficha.elemento);
  io.optional("objetivo", ficha.objetivo);
  io.optional("interpretacion", ficha.interpretacion);
  io.required("formula", ficha.formula);
  io.optional("formula_texto", ficha.formula_texto);
  io.required("variables", ficha.variables);
  io.required("unidad", ficha.unidad);
  io.required("polaridad", ficha.polaridad);
  io.optional("rango_minimo", ficha.rango_minimo);
  io.optional("rango_maximo", ficha.rango_maximo);
  io.optional("ambito", ficha.ambito);
  io.optional("desagregacion", ficha.desagregacion);
  io.required("frecuencia", ficha.frecuencia);
  io.required("acumulacion", ficha.acumulacion);
  io.optional("regla_conteo", ficha.regla_conteo);
  io.optional("base", ficha.base);
  io.optional("metas", ficha.metas);
  io.optional("tendencia", ficha.tendencia);
  io.optional("medios_verificacion", ficha.medios_verificacion);
  io.optional("procedencia", ficha.procedencia);
  io.optional("responsable", ficha.responsable);
  io.optional("metodologia", ficha.metodologia);
  io.optional("notas", ficha.notas);
  io.optional("cambio", ficha.cambio);
  io.optional("vigente_desde", ficha.vigente_desde);
  io.optional("vigente_hasta", ficha.vigente_hasta);
  io.optional("aprobacion", ficha.aprobacion);
  io.required("origen", ficha.origen);
}

template <class Io>
void describe(Io& io, Of<Io, PolicyAxis>& axis) {
  io.required("numero", axis.numero);
  io.required("nombre", axis.nombre);
}

template <class Io>
void describe(Io& io, Of<Io, PolicyActivity>& activity) {
  io.required("texto", activity.texto);
  io.optional("anios", activity.anios);
  io.optional("responsable", activity.responsable);
}

template <class Io>
void describe(Io& io, Of<Io, PolicyLine>& line) {
  io.required("numero", line.numero);
  io.optional("lugar", line.lugar);
  io.optional("eje", line.eje);
  io.optional("texto", line.texto);
  io.optional("actividades", line.actividades);
  io.optional("responsable", line.responsable);
}

template <class Io>
void describe(Io& io, Of<Io, Policy>& policy) {
  io.required("nombre", policy.nombre);
  io.optional("acto", policy.acto);
  io.optional("objetivo_general", policy.objetivo_general);
  io.optional("fuente", policy.fuente);
  io.required("anio_inicial", policy.anio_inicial);
  io.required("anio_final", policy.anio_final);
  io.optional("lineas_totales", policy.lineas_totales);
  io.required("lineas_vinculadas", policy.lineas_vinculadas);
  io.optional("ejes", policy.ejes);
  io.optional("lineas", policy.lineas);
}

template <class Io>
void describe(Io& io, Of<Io, FunctionRef>& ref) {
  io.id("unidad", ref.unidad);
  io.required("numero", ref.numero);
}

template <class Io>
void describe(Io& io, Of<Io, Measure>& measure) {
  io.id("codigo", measure.codigo);
  io.required("capitulo", measure.capitulo);
  io.optional("prioridad", measure.prioridad);
  io.required("texto", measure.texto);
  io.optional("programa", measure.programa);
  io.ref("producto", measure.producto);
  io.optional("responsable", measure.responsable);
  io.optional("inicio", measure.inicio);
  io.optional("fin", measure.fin);
  io.optional("plazo", measure.plazo);
  io.optional("presupuesto", measure.presupuesto);
  io.optional("meta", measure.meta);
  io.optional("meta_valor", measure.meta_valor);
  io.optional("meta_unidad", measure.meta_unidad);
  io.optional("evidencia", measure.evidencia);
  io.required("estado", measure.estado);
  io.optional("nota_estado", measure.nota_estado);
  io.optional("funciones", measure.funciones);
  io.required("origen", measure.origen);
}

template <class Io>
void describe(Io& io, Of<Io, MandateService>& service) {
  io.id("codigo", service.codigo);
  io.required("nombre", service.nombre);
  io.required("base", service.base);
  io.optional("lugar", service.lugar);
  io.optional("subproductos", service.subproductos);
  io.optional("motivo_sin_subproducto", service.motivo_sin_subproducto);
}

template <class Io>
void describe(Io& io, Of<Io, Block>& block) {
  io.required("clase", block.clase);
  io.optional("texto", block.texto);
  io.ref("unidad", block.unidad);
  io.optional("numeros", block.numeros);
  io.optional("lista_parcial", block.lista_parcial);
}

template <class Io>
void describe(Io& io, Of<Io, Chapter>& chapter) {
  io.optional("letra", chapter.letra);
  io.optional("titulo", chapter.titulo);
  io.required("bloques", chapter.bloques);
}

template <class Io>
void describe(Io& io, Of<Io, Strategy>& strategy) {
  io.required("titulo", strategy.titulo);
  io.required("capitulos", strategy.capitulos);
}

template <class Io>
void describe(Io& io, Of<Io, ReferenceSeries>& series) {
  io.id("codigo", series.codigo);
  io.required("nombre", series.nombre);
  io.required("unidad", series.unidad);
  io.ref("fila_pei", series.fila_pei);
  io.required("acumulacion", series.acumulacion);
  io.required("valores", series.valores);
  io.required("fuente", series.fuente);
}

template <class Io>
void describe(Io& io, Of<Io, Plan>& plan) {
  io.required("nombre", plan.nombre);
  io.optional("fuente", plan.fuente);
  io.required("ejercicio", plan.ejercicio);
  io.required("institucion", plan.institucion);
  io.required("actos", plan.actos);
  io.optional("normas", plan.normas);
  io.optional("siglas", plan.siglas);
  io.optional("modelos", plan.modelos);
  io.required("resultados", plan.resultados);
  io.required("productos", plan.productos);
  io.required("subproductos", plan.subproductos);
  io.required("red", plan.red);
  io.required("pei", plan.pei);
  io.required("poa", plan.poa);
  io.optional("fichas", plan.fichas);
  io.optional("servicios_mandato", plan.servicios_mandato);
  io.optional("referencias", plan.referencias);
  io.required("politica", plan.politica);
  io.optional("medidas", plan.medidas);
  io.required("estrategia", plan.estrategia);
}

// ---- Which kind of value a field holds ---------------------------------------------------------

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

// ---- Writing -----------------------------------------------------------------------------------

class Writer {
 public:
  template <class T>
  void required(std::string_view key, const T& value) {
    object_.emplace(key, written(value));
  }
  void id(std::string_view key, const std::string& value) { required(key, value); }
  void ref(std::string_view key, const std::string& value) { optional(key, value); }

  template <class T>
  void optional(std::string_view key, const T& value, const T& by_default = {}) {
    if constexpr (is_vector<T>) {
      if (!value.empty()) required(key, value);
    } else if constexpr (is_optional<T>) {
      if (value) required(key, *value);
    } else {
      if (value != by_default) required(key, value);
    }
  }

  json::object take() { return std::move(object_); }

 private:
  template <class T>
  static json::value written(const T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
      return json::string(value);
    } else if constexpr (std::is_same_v<T, bool>) {
      return value;
    } else if constexpr (std::is_integral_v<T>) {
      return static_cast<std::int64_t>(value);
    } else if constexpr (std::is_enum_v<T>) {
      return json::string(name_of(value));
    } else if constexpr (std::is_same_v<T, Quantity>) {
      if (value.whole()) return value.in_hundredths() / 100;
      return json::string(show(value));
    } else if constexpr (std::is_same_v<T, Money> || std::is_same_v<T, Date>) {
      return json::string(show(value));
    } else if constexpr (is_vector<T> || std::is_same_v<T, MonthlyGoals>) {
      json::array array;
      for (const auto& item : value) array.push_back(written(item));
      return array;
    } else {
      Writer inner;
      describe(inner, value);
      return inner.take();
    }
  }

  json::object object_;
};

// ---- Reading -----------------------------------------------------------------------------------

class Reader {
 public:
  Reader(const json::object& object, std::string path, std::vector<Error>& faults)
      : object_{object}, path_{std::move(path)}, faults_{faults} {}

  template <class T>
  void required(std::string_view key, T& value) {
    known_.push_back(key);
    const auto* found = object_.if_contains(key);
    if (!found) return fault(Refusal::FieldMissing, path_to(key));
    read(*found, value, path_to(key));
    if constexpr (std::is_same_v<T, std::string>)
      if (found->is_string() && trimmed(value).empty()) fault(Refusal::TextEmpty, path_to(key));
  }

  template <class T>
  void optional(std::string_view key, T& value, const T& = {}) {
    known_.push_back(key);
    const auto* found = object_.if_contains(key);
    if (!found) return;
    if constexpr (is_optional<T>)
      read(*found, value.emplace(), path_to(key));
    else
      read(*found, value, path_to(key));
  }

  void id(std::string_view key, std::string& value) {
    required(key, value);
    check_id(key, value);
  }

  void ref(std::string_view key, std::string& value) {
    optional(key, value);
    check_id(key, value);
  }

  void refuse_unknown_keys() {
    for (const auto& [key, value] : object_)
      if (std::ranges::find(known_, std::string_view(key)) == known_.end())
        fault(Refusal::FieldUnknown, path_to(key));
  }

 private:
  std::string path_to(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
  }

  void fault(Refusal why, std::string path, std::vector<Detail> more = {}) {
    if (faults_.size() >= faults_at_most) return;
    more.insert(more.begin(), {"campo", std::move(path)});
    faults_.push_back(refusal(why, std::move(more)));
  }

  void wrong_type(const std::string& path, std::string_view wanted) {
    fault(Refusal::FieldWrongType, path, {{"esperado", std::string(wanted)}});
  }

  void check_id(std::string_view key, const std::string& value) {
    constexpr std::string_view allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    if (value.size() > 40 || value.find_first_not_of(allowed) != value.npos)
      fault(Refusal::IdMalformed, path_to(key), {{"hallado", value}});
  }

  // A value that domain/values reads from text: the path is ours, the reason is theirs.
  template <class T>
  void read_text(const json::value& from, T& value, const std::string& path,
                 Result<T> (*parse)(std::string_view), std::string_view wanted) {
    const auto* text = from.if_string();
    if (!text) return wrong_type(path, wanted);
    auto parsed = parse(*text);
    if (!parsed)
      return fault(Refusal::ValueMalformed, path,
                   {{"hallado", std::string(*text)}, {"esperado", std::string(wanted)}});
    value = *parsed;
  }

  void read(const json::value& from, std::string& value, const std::string& path) {
    if (const auto* text = from.if_string())
      value = nfc(*text);
    else
      wrong_type(path, "texto");
  }

  void read(const json::value& from, bool& value, const std::string& path) {
    if (const auto* flag = from.if_bool())
      value = *flag;
    else
      wrong_type(path, "verdadero o falso");
  }

  template <class T>
  requires std::is_integral_v<T>
  void read(const json::value& from, T& value, const std::string& path) {
    const auto* number = from.if_int64();
    if (!number) return wrong_type(path, "número entero");
    if (!std::in_range<T>(*number) || *number < 0)
      return fault(Refusal::NumberOutOfRange, path, {{"hallado", std::to_string(*number)}});
    value = static_cast<T>(*number);
  }

  template <class T>
  requires std::is_enum_v<T>
  void read(const json::value& from, T& value, const std::string& path) {
    const auto* text = from.if_string();
    if (!text) return wrong_type(path, "texto");
    if (const auto found = value_of<T>(*text)) {
      value = *found;
      return;
    }
    std::string wanted;
    for (const auto name : names_of<T>) (wanted += wanted.empty() ? "" : ", ") += name;
    fault(Refusal::NameUnknown, path, {{"hallado", std::string(*text)}, {"esperado", wanted}});
  }

  void read(const json::value& from, Quantity& value, const std::string& path) {
    constexpr std::int64_t most = 1'000'000'000'000'000;  // As Quantity::parse.
    if (const auto* number = from.if_int64()) {
      if (*number > most || *number < -most)
        return fault(Refusal::NumberOutOfRange, path, {{"hallado", std::to_string(*number)}});
      value = Quantity::units(*number);
      return;
    }
    read_text(from, value, path, &Quantity::parse, "cantidad: 1198 o \"12.25\"");
  }

  void read(const json::value& from, Money& value, const std::string& path) {
    read_text(from, value, path, &Money::parse, "monto entre comillas: \"1234567.80\"");
  }

  void read(const json::value& from, Date& value, const std::string& path) {
    read_text(from, value, path, &parse_date, "fecha: \"2026-05-31\"");
  }

  void read(const json::value& from, MonthlyGoals& value, const std::string& path) {
    const auto* array = from.if_array();
    if (!array) return wrong_type(path, "lista de doce cantidades, de enero a diciembre");
    if (array->size() != value.size())
      return fault(Refusal::MonthsNotTwelve, path, {{"hallado", std::to_string(array->size())}});
    for (std::size_t i = 0; i < value.size(); ++i)
      read((*array)[i], value[i], path + "[" + std::to_string(i) + "]");
  }

  template <class T>
  void read(const json::value& from, std::vector<T>& value, const std::string& path) {
    const auto* array = from.if_array();
    if (!array) return wrong_type(path, "lista");
    value.clear();
    for (std::size_t i = 0; i < array->size(); ++i)
      read((*array)[i], value.emplace_back(), path + "[" + std::to_string(i) + "]");
  }

  template <class T>
  requires requires(Reader& io, T& part) { describe(io, part); }
  void read(const json::value& from, T& value, const std::string& path) {
    const auto* object = from.if_object();
    if (!object) return wrong_type(path, "objeto");
    Reader inner(*object, path, faults_);
    describe(inner, value);
    inner.refuse_unknown_keys();
  }

  template <class T>
  friend Result<T> part_from_json(const json::value&);

  const json::object& object_;
  std::string path_;
  std::vector<Error>& faults_;
  std::vector<std::string_view> known_;
};

std::unexpected<Error> refused(std::vector<Error> faults) {
  Error whole = faults.front();
  whole.all = std::move(faults);
  if (whole.all.size() == 1) whole.all.clear();
  return std::unexpected(std::move(whole));
}

// The faults of reading come first and alone: references are only looked up in a plan whose every
// field was understood.
template <class T>
Result<T> part_from_json(const json::value& from) {
  T part;
  std::vector<Error> faults;
  const auto* object = from.if_object();
  if (!object)
    return refuse(Refusal::FieldWrongType, {{"campo", "(documento)"}, {"esperado", "objeto"}});
  Reader reader(*object, "", faults);
  describe(reader, part);
  reader.refuse_unknown_keys();
  if (!faults.empty()) return refused(std::move(faults));
  return part;
}

template <class T>
json::object written(const T& part) {
  Writer writer;
  describe(writer, part);
  return writer.take();
}

}  // namespace

Result<Plan> plan_from_json(const json::value& from) {
  auto plan = TRY(part_from_json<Plan>(from));
  if (auto faults = faults_of(plan); !faults.empty()) return refused(std::move(faults));
  return plan;
}

Result<Plan> parse_plan(std::string_view json_bytes) {
  return plan_from_json(TRY(parse_json(json_bytes)));
}

Result<Ficha> ficha_from_json(const json::value& from) {
  auto ficha = TRY(part_from_json<Ficha>(from));
  if (auto faults = faults_of(ficha, ""); !faults.empty()) return refused(std::move(faults));
  return ficha;
}

json::object to_json(const Plan& plan) { return written(plan); }
json::object to_json(const Ficha& ficha) { return written(ficha); }

}  // namespace planning
