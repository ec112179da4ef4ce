// The plan of an institution as plain values: models, results chain, PEI matrix, programmatic
// network, POA, indicators, Política Migratoria, measures. No rule is applied here (see linter.hpp)
// and nothing executed is kept here: what was done belongs to domain/production.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/values/money.hpp"
#include "domain/values/period.hpp"
#include "domain/values/quantity.hpp"

namespace planning {

// Where a value comes from. Illustrative values are marked on every page that prints them.
enum class Origen : std::uint8_t { Publicado, Propuesto, Ilustrativo };

// Whether the yearly targets of a row are running totals or what each year adds. Never guessed.
enum class ModoMeta : std::uint8_t { Acumulada, Incremental };

// What one unit of a count is. Only equal kinds may be added (architecture §4).
enum class TipoConteo : std::uint8_t {
  PersonasUnicas,
  Atenciones,
  Movimientos,
  Documentos,
  Actos,  // Authorisations, delegations opened.
};

// How a series behaves in time (dossier §1.3; architecture §4).
enum class Acumulacion : std::uint8_t {
  Flujo,           // Each period stands alone; periods add up.
  Acumulado,       // The value is what happened since a base year.
  Stock,           // The last value is the value.
  Capacidad,       // What could be done; the last value, against a maximum.
  Reduccion,       // Goes down from the baseline to the target.
  ReduccionAnual,  // Goes down by so much every year.
};

enum class Polaridad : std::uint8_t { Ascendente, Descendente, Rango };
enum class Frecuencia : std::uint8_t { Mensual, Cuatrimestral, Semestral, Anual, Multianual };

// The act of authority that approves an instrument: "AMN 007-2025".
struct ApprovingAct {
  std::string tipo;  // "Acuerdo de Autoridad Migratoria Nacional"; empty: the source does not say.
  std::string numero;
  std::optional<Date> fecha;
  std::vector<std::string> aprueba;  // "PEI 2021-2030", "POA 2026".
};

// A norm as a text cites it; what is in force is in the catalogue of norms.
struct CitedNorm {
  std::string norma;  // "Decreto 36-2024".
  std::string nombre;
  std::string tipo;                       // Empty: the source leaves it unclear.
  std::optional<std::int16_t> ejercicio;  // Fiscal year it was made for.
  std::optional<std::int16_t> vigente_para;
  std::string lugar;
  bool vigencia_explicada = false;  // The document says why a law of another year rules.
};

struct CitedEmail {
  std::string correo, lugar;
};

struct Sigla {
  std::string sigla, nombre;
};

struct Institution {
  std::string codigo;  // SICOIN entity, 8 digits.
  std::string nombre, siglas;
  std::vector<std::string> direccion;
  std::string telefono, sitio;
  std::vector<CitedEmail> correos;  // As printed, each with its place: they may disagree.
  Origen origen_codigo = Origen::Ilustrativo;
};

// ---- Models: graphs -------------------------------------------------------------------------

enum class ModelKind : std::uint8_t { Conceptual, Explicativo, Prescriptivo, Logico };
enum class NodeKind : std::uint8_t {
  Problema,
  CausaDirecta,
  CausaIndirecta,
  Efecto,
  Intervencion,
  Insumo,
  Actividad,
  Producto,
  ResultadoInmediato,
  ResultadoIntermedio,
  ResultadoFinal,
  Supuesto,
  Riesgo,
};
enum class Fuerza : std::uint8_t { Debil, Media, Fuerte };

struct ModelNode {
  std::string id;
  NodeKind clase = NodeKind::Problema;
  std::string texto;
  std::string magnitud;          // Prevalence or size, as the source words it.
  std::optional<Fuerza> fuerza;  // Evidence (conceptual) or explanatory (explicativo) strength.
  std::string grado;             // Evidence of efficacy "A" … "D"; empty: not graded.
  std::string fuente;
  std::string elemento;  // Id of the result, producto or subproducto the node stands for.
  Origen origen = Origen::Publicado;
};

struct ModelEdge {
  std::string desde, hacia;  // "desde" causes or produces "hacia".
  std::optional<Fuerza> fuerza;
};

struct CriticalPath {
  std::string id, nombre;
  std::vector<std::string> nodos;  // In causal order; each pair is an edge.
};

struct Model {
  ModelKind clase = ModelKind::Conceptual;
  std::string titulo, fuente;
  Origen origen = Origen::Publicado;
  std::vector<ModelNode> nodos;
  std::vector<ModelEdge> aristas;
  std::vector<CriticalPath> caminos;
};

// ---- Results chain and production ------------------------------------------------------------

enum class ResultLevel : std::uint8_t { Final, Intermedio, Inmediato };

// A figure at a year, as the text prints it and as a value.
struct Milestone {
  std::int16_t anio = 0;
  Quantity valor;
  std::string unidad;
  std::string texto;  // As printed: "64,660 personas migrantes".
  std::string lugar;
};

struct Baseline {
  std::string texto;                 // As printed: "Registro en 21 Delegaciones …".
  std::optional<std::int16_t> anio;  // Unknown where the source gives none.
  std::optional<Quantity> valor;
  std::string unidad;
  std::string nota;  // Why it does not enter the computation, where that is declared.
};

struct Resultado {
  std::string id;  // "RF1".
  ResultLevel nivel = ResultLevel::Final;
  std::string padre;  // Id of the higher result this one leads to; empty at the top.
  std::string texto, quien, que;
  std::string periodo;  // As printed: "5 años acumulado".
  std::int16_t anio_inicial = 0, anio = 0;
  std::optional<Baseline> base;
  Quantity meta;
  std::string unidad;                 // "persona", "delegación".
  std::string fila_pei;               // Id of the PEI row.
  std::optional<Quantity> ejecutado;  // What the plan itself says was reached, if it does.
  std::string fuente;
  Origen origen = Origen::Publicado;
};

enum class ProductKind : std::uint8_t { Final, Intermedio, DireccionYCoordinacion, Aporte };

// A name or programme that a text gives to a producto.
struct Mention {
  std::string lugar, nombre;
  std::string programa;  // "12" where the text says so; else empty.
};

struct Producto {
  std::string id;  // "P02".
  std::string nombre;
  std::string unidad_medida;
  std::string categoria;  // Normalised programmatic code "11-00-000-001-000".
  ProductKind clase = ProductKind::Final;
  std::vector<std::string> resultados;  // Ids; empty: "sin vinculación a resultado".
  std::string motivo_sin_resultado;     // Declared reason, where there is one.
  std::vector<Mention> menciones;
  std::optional<Money> costo;  // Of the year, where known.
  Origen origen_costo = Origen::Ilustrativo;
};

struct Subproducto {
  std::string id;     // "P02.S1".
  std::string padre;  // Id of a producto, or of a subproducto that groups this one.
  std::string nombre;
  std::string unidad_medida;
  TipoConteo tipo_conteo = TipoConteo::Documentos;
  bool suma_al_producto = true;  // False: declared apart, because its unit differs.
  std::optional<Money> costo;    // Of the year, where known.
  Origen origen_costo = Origen::Ilustrativo;
};

// One printed row of the red de categorías programáticas, cell by cell.
struct RedRow {
  std::string tipo;  // "Producto" | "Subproducto".
  std::string id;    // Of the producto or subproducto the row prints.
  std::string nombre, unidad_medida;
  std::string programa, subprograma, proyecto, actividad;  // As printed; `00` is not a key.
  std::string obra;                                        // Empty: the table has no such column.
};

struct Red {
  std::string titulo, fuente;
  std::int16_t ejercicio = 0;
  std::vector<std::string> encabezados;
  std::vector<RedRow> filas;
};

// ---- PEI -------------------------------------------------------------------------------------

struct YearTarget {
  std::int16_t anio = 0;
  std::string texto;  // As printed: "5%".
  Quantity valor;     // 5
};

struct PeiRow {
  std::string id;                                              // "RE1".
  std::string resultado_estrategico, resultado_institucional;  // As printed; may be empty.
  std::string resultado;                                       // Id of the final Resultado.
  std::string producto_accion;                                 // As printed.
  std::string producto;                                        // Id.
  std::string meta_texto;
  Quantity meta;
  std::string meta_unidad;
  Baseline base;
  std::string indicador;     // As printed.
  std::string ficha;         // Code of the method sheet: "FI-01".
  std::string unidad_metas;  // Unit of the yearly cells: "porcentaje", "delegación".
  ModoMeta modo = ModoMeta::Acumulada;
  std::string modo_impreso;  // How the matrix itself says so; empty: it does not.
  std::vector<YearTarget> metas;
  std::vector<Milestone> hitos;    // Exact figures that texts give for some years.
  std::optional<Milestone> desde;  // "de 64,660 en el año 2021": what the result starts from.
  std::vector<std::string> medios_verificacion;
  std::vector<std::string> dependencias;
};

struct PeiMatrix {
  std::string titulo, seccion, fuente;
  std::string nota_numeracion;  // Why the title carries a number of another document.
  std::int16_t anio_inicial = 0, anio_final = 0;
  std::vector<std::string> encabezados;
  std::vector<PeiRow> filas;
};

// ---- POA -------------------------------------------------------------------------------------

using MonthlyGoals = std::array<Quantity, 12>;

struct Reprogramming {
  Date fecha{};
  std::string acto, motivo;
  MonthlyGoals metas{};
};

// The goals of one subproducto in one unit, as approved; reprogrammings in order of date.
struct PoaGoal {
  std::string subproducto, unidad;  // Id; code of the organisational unit.
  MonthlyGoals metas{};
  std::vector<Reprogramming> reprogramaciones;
  Origen origen = Origen::Ilustrativo;
};

struct Poa {
  std::int16_t ejercicio = 0;
  std::string fuente;
  std::vector<PoaGoal> metas;
};

// ---- Indicators ------------------------------------------------------------------------------

// An input of a formula. It is fed by subproductos of the plan, by a series of its own
// (`ceiba variables importar`), or by both: history from the series, the year from production.
struct Variable {
  std::string codigo;  // Identifier in the formula: "atenciones".
  std::string nombre, unidad;
  TipoConteo tipo_conteo = TipoConteo::Atenciones;
  Frecuencia frecuencia = Frecuencia::Mensual;
  std::vector<std::string> subproductos;
  std::string serie;  // Code of the imported series; empty: none.
  std::string fuente, responsable;
};

struct FichaTarget {
  std::int16_t anio = 0;
  std::optional<Quantity> absoluta, relativa;
};

struct FichaApproval {
  std::string autor, aprobador;  // Posts. They differ: who writes a method does not approve it.
  std::optional<Date> fecha;
  std::string acto;
};

// The method sheet of an indicator (dossier §1.3). A change of method is a new version; the
// versions of a code are kept side by side.
struct Ficha {
  std::string codigo;  // "FI-01".
  std::int32_t version = 1;
  std::string nombre;
  std::string categoria;  // "impacto", "resultado", "producto", "proceso".
  std::string tipo;       // "eficacia", "eficiencia", "economía", "calidad".
  std::string elemento;   // Id of the result, producto or subproducto it measures.
  std::string objetivo, interpretacion;
  std::string formula;        // See formula.hpp.
  std::string formula_texto;  // The same as people read it: "Personas … ÷ 1,347,953 × 100".
  std::vector<Variable> variables;
  std::string unidad;  // Of the value: "porcentaje".
  Polaridad polaridad = Polaridad::Ascendente;
  std::optional<Quantity> rango_minimo, rango_maximo;  // Where the polarity is a range.
  std::string ambito;                                  // "nacional", "departamental" …
  std::vector<std::string> desagregacion;
  Frecuencia frecuencia = Frecuencia::Mensual;
  Acumulacion acumulacion = Acumulacion::Flujo;
  std::string regla_conteo;  // What is counted once and what is not.
  std::optional<Baseline> base;
  std::vector<FichaTarget> metas;
  std::vector<FichaTarget> tendencia;  // Past years.
  std::vector<std::string> medios_verificacion;
  std::string procedencia, responsable, metodologia, notas;
  std::string cambio;  // What this version changes, and whether the old series changes.
  std::optional<Date> vigente_desde, vigente_hasta;
  std::optional<FichaApproval> aprobacion;
  Origen origen = Origen::Ilustrativo;
};

// ---- Política Migratoria -----------------------------------------------------------------------

struct PolicyAxis {
  std::int32_t numero = 0;
  std::string nombre;
};

struct PolicyActivity {
  std::string texto;
  std::vector<std::int16_t> anios;  // Years programmed, 2023 … 2032.
  std::string responsable;
};

// One line of action linked to the institution. Most are known by number only.
struct PolicyLine {
  std::int32_t numero = 0;  // Within the institution's list.
  std::string lugar;        // Where the number comes from.
  std::optional<std::int32_t> eje;
  std::string texto;                        // Empty: "sin texto".
  std::vector<PolicyActivity> actividades;  // Empty, or without years: "sin programar".
  std::string responsable;
};

struct Policy {
  std::string nombre, acto, objetivo_general, fuente;
  std::int16_t anio_inicial = 0, anio_final = 0;
  std::int32_t lineas_totales = 0;     // Of the whole policy (150).
  std::int32_t lineas_vinculadas = 0;  // That the strategy says are linked (79).
  std::vector<PolicyAxis> ejes;
  std::vector<PolicyLine> lineas;
};

// ---- Strategy ----------------------------------------------------------------------------------

enum class MeasureState : std::uint8_t { Programada, EnProceso, Cumplida, Atrasada, Suspendida };

// A function of the MOF by unit and the MOF's own number; its text is in domain/organization.
struct FunctionRef {
  std::string unidad;
  std::int32_t numero = 0;
};

struct Measure {
  std::string codigo;    // "a-1".
  std::string capitulo;  // "a", "b", "c".
  std::int32_t prioridad = 0;
  std::string texto;
  std::string programa, producto;  // Where it concerns one.
  std::string responsable;         // Post.
  std::optional<Date> inicio, fin;
  std::string plazo;  // As people read it, where one date does not say it.
  std::optional<Money> presupuesto;
  std::string meta;
  std::optional<Quantity> meta_valor;
  std::string meta_unidad;
  std::string evidencia;  // What will prove it.
  MeasureState estado = MeasureState::Programada;
  std::string nota_estado;
  std::vector<FunctionRef> funciones;
  Origen origen = Origen::Ilustrativo;
};

// A service that the mandate names, and the subproductos that deliver it.
struct MandateService {
  std::string codigo, nombre;
  std::string base;   // "Decreto 44-2016, Código de Migración".
  std::string lugar;  // Where the text that names it is.
  std::vector<std::string> subproductos;
  std::string motivo_sin_subproducto;  // Declared reason, where there is one.
};

enum class BlockKind : std::uint8_t {
  Titulo,
  Subtitulo,
  Parrafo,
  Vineta,
  Cita,
  Funciones,  // The functions of `unidad` with these `numeros`, printed from organisation.
  MatrizPei,  // Here goes the PEI matrix.
  Red,        // Here goes the red de categorías programáticas.
  Contacto,   // Address block, with the e-mail of that page.
};

// One block of the strategy's published prose, in order and verbatim.
struct Block {
  BlockKind clase = BlockKind::Parrafo;
  std::string texto;
  std::string unidad;
  std::vector<std::int32_t> numeros;
  bool lista_parcial = false;  // The text says that the list is a selection.
};

struct Chapter {
  std::string letra;  // "" for the introduction, then "a", "b", "c".
  std::string titulo;
  std::vector<Block> bloques;
};

struct Strategy {
  std::string titulo;
  std::vector<Chapter> capitulos;
};

// An outside series that says whether a target is plausible; never an execution.
struct ReferenceSeries {
  std::string codigo, nombre, unidad, fila_pei;
  Acumulacion acumulacion = Acumulacion::Flujo;  // Flows add up over years; of a stock the last.
  std::vector<Milestone> valores;
  std::string fuente;
};

// ---- The whole ---------------------------------------------------------------------------------

struct Plan {
  std::string nombre;  // "PEI 2021-2030 y POA 2026".
  std::string fuente;
  std::int16_t ejercicio = 0;  // The fiscal year of the POA.
  Institution institucion;
  std::vector<ApprovingAct> actos;
  std::vector<CitedNorm> normas;
  std::vector<Sigla> siglas;
  std::vector<Model> modelos;
  std::vector<Resultado> resultados;
  std::vector<Producto> productos;
  std::vector<Subproducto> subproductos;
  Red red;
  PeiMatrix pei;
  Poa poa;
  std::vector<Ficha> fichas;
  std::vector<MandateService> servicios_mandato;
  std::vector<ReferenceSeries> referencias;
  Policy politica;
  std::vector<Measure> medidas;
  Strategy estrategia;
};

// ---- Questions that need nothing but the plan ---------------------------------------------------

const Resultado* resultado_of(const Plan&, std::string_view id);
const Producto* producto_of(const Plan&, std::string_view id);
const Subproducto* subproducto_of(const Plan&, std::string_view id);
const PeiRow* pei_row_of(const Plan&, std::string_view id);
// The sheet in the highest version the plan holds.
const Ficha* ficha_of(const Plan&, std::string_view codigo);
// The producto at the root of a subproducto, through grouping subproductos; null if there is none.
const Producto* producto_above(const Plan&, const Subproducto&);
// The subproductos below a producto, in the plan's order, at any depth.
std::vector<const Subproducto*> subproductos_below(const Plan&, std::string_view producto);
// The programme of a normalised code: "11" of "11-00-000-001-000".
std::string_view programa_of(std::string_view categoria);

Quantity total(const MonthlyGoals&);
// Σ of the months first … last (1 … 12) of a year.
Quantity total(const MonthlyGoals&, int first_month, int last_month);
// The goals in force at a date: the last reprogramming not later than it, else the initial ones.
const MonthlyGoals& goals_at(const PoaGoal&, Date);
const MonthlyGoals& goals_in_force(const PoaGoal&);

// Yearly targets as running totals and as yearly increments, whichever way they are kept.
std::vector<YearTarget> cumulative_targets(const PeiRow&);
std::vector<YearTarget> annual_targets(const PeiRow&);

// The whole units that a percentage of `total` means, half away from zero: 5 % of 1,347,953 is
// 67,398.
Quantity share_of(Quantity total, Quantity percent);

// The whole units whose share of `total` rounds to this whole percentage: 51 % of 1,347,953 is
// 680,717 … 694,195.
struct UnitInterval {
  Quantity low, high;
};
UnitInterval units_that_round_to(Quantity total, Quantity percent);

}  // namespace planning
