// The structural rules of a plan, one function per part.
#include "domain/planning/plan_check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "domain/planning/formula.hpp"
#include "domain/planning/names.hpp"
#include "domain/planning/refusals.hpp"

namespace planning {
namespace {

std::string item(std::string_view list, std::size_t i) {
  return std::string(list) + "[" + std::to_string(i) + "]";
}

class Check {
 public:
  explicit Check(std::vector<Error>& faults) : faults_{faults} {}

  void fault(Refusal why, std::string path, std::vector<Detail> more = {}) {
    more.insert(more.begin(), {"campo", std::move(path)});
    faults_.push_back(refusal(why, std::move(more)));
  }

  // Every id of the list is there once.
  template <class Rows, class Key>
  void unique(const Rows& rows, std::string_view list, std::string_view field, Key key) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (auto id = key(rows[i]); !seen.insert(id).second)
        fault(Refusal::IdDoubled, item(list, i) + "." + std::string(field), {{"hallado", id}});
  }

  // An id that names a row of `where`, or nothing.
  void refers(const std::string& id, const std::set<std::string>& known, std::string path,
              std::string_view where) {
    if (id.empty() || known.contains(id)) return;
    fault(Refusal::ReferenceUnknown, std::move(path),
          {{"hallado", id}, {"esperado", std::string(where)}});
  }

 private:
  std::vector<Error>& faults_;
};

template <class Rows, class Key>
std::set<std::string> ids_of(const Rows& rows, Key key) {
  std::set<std::string> ids;
  for (const auto& row : rows) ids.insert(row.*key);
  return ids;
}

// What is known by name all over the plan.
struct Known {
  explicit Known(const Plan& plan)
      : resultados{ids_of(plan.resultados, &Resultado::id)},
        productos{ids_of(plan.productos, &Producto::id)},
        subproductos{ids_of(plan.subproductos, &Subproducto::id)},
        filas{ids_of(plan.pei.filas, &PeiRow::id)},
        fichas{ids_of(plan.fichas, &Ficha::codigo)} {
    production = productos;
    production.insert(subproductos.begin(), subproductos.end());
    elements = production;
    elements.insert(resultados.begin(), resultados.end());
    elements.insert(filas.begin(), filas.end());
  }
  std::set<std::string> resultados, productos, subproductos, filas, fichas, production, elements;
};

// The first id from which following the parents comes back to it; "" where all end.
std::string loop_in(const std::map<std::string, std::string>& parent) {
  for (const auto& [start, first] : parent) {
    auto at = parent.find(first);
    for (std::size_t steps = 0; at != parent.end() && steps <= parent.size(); ++steps) {
      if (at->first == start) return start;
      at = parent.find(at->second);
    }
  }
  return "";
}

void check_results(const Plan& plan, const Known& known, Check& check) {
  check.unique(plan.resultados, "resultados", "id", [](const auto& r) { return r.id; });
  std::map<std::string, std::string> parent;
  for (std::size_t i = 0; i < plan.resultados.size(); ++i) {
    const auto& one = plan.resultados[i];
    const auto path = item("resultados", i);
    check.refers(one.padre, known.resultados, path + ".padre", "resultados");
    check.refers(one.fila_pei, known.filas, path + ".fila_pei", "pei.filas");
    if (one.anio < one.anio_inicial)
      check.fault(Refusal::YearsNotAscending, path + ".anio",
                  {{"hallado", std::to_string(one.anio)}});
    if (!one.padre.empty()) parent[one.id] = one.padre;
  }
  if (const auto id = loop_in(parent); !id.empty())
    check.fault(Refusal::ParentLoop, "resultados", {{"hallado", id}});
}

// A normalised code is digits in groups of 2-2-3-3-3; activity and work are not both set.
bool well_coded(std::string_view categoria) {
  constexpr std::size_t widths[] = {2, 2, 3, 3, 3};
  const auto parts = split(categoria, '-');
  if (parts.size() != std::size(widths)) return false;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i].size() != widths[i] || !only_digits(parts[i])) return false;
  return parts[3] == "000" || parts[4] == "000";
}

void check_production(const Plan& plan, const Known& known, Check& check) {
  check.unique(plan.productos, "productos", "id", [](const auto& p) { return p.id; });
  check.unique(plan.subproductos, "subproductos", "id", [](const auto& s) { return s.id; });
  for (std::size_t i = 0; i < plan.productos.size(); ++i) {
    const auto& one = plan.productos[i];
    const auto path = item("productos", i);
    if (!well_coded(one.categoria))
      check.fault(Refusal::CodeMalformed, path + ".categoria",
                  {{"hallado", one.categoria}, {"esperado", "11-00-000-001-000"}});
    for (std::size_t j = 0; j < one.resultados.size(); ++j)
      check.refers(one.resultados[j], known.resultados, item(path + ".resultados", j),
                   "resultados");
  }
  std::map<std::string, std::string> parent;
  for (std::size_t i = 0; i < plan.subproductos.size(); ++i) {
    const auto& one = plan.subproductos[i];
    const auto path = item("subproductos", i);
    check.refers(one.padre, known.production, path + ".padre", "productos o subproductos");
    if (known.productos.contains(one.id))
      check.fault(Refusal::IdDoubled, path + ".id", {{"hallado", one.id}});
    if (!known.productos.contains(one.padre)) parent[one.id] = one.padre;
  }
  if (const auto id = loop_in(parent); !id.empty())
    check.fault(Refusal::ParentLoop, "subproductos", {{"hallado", id}});

  for (std::size_t i = 0; i < plan.red.filas.size(); ++i) {
    const auto& row = plan.red.filas[i];
    const auto path = item("red.filas", i);
    if (row.tipo == "Producto")
      check.refers(row.id, known.productos, path + ".id", "productos");
    else if (row.tipo == "Subproducto")
      check.refers(row.id, known.subproductos, path + ".id", "subproductos");
    else
      check.fault(Refusal::NameUnknown, path + ".tipo",
                  {{"hallado", row.tipo}, {"esperado", "Producto, Subproducto"}});
  }
  check.unique(plan.servicios_mandato, "servicios_mandato", "codigo",
               [](const auto& s) { return s.codigo; });
  for (std::size_t i = 0; i < plan.servicios_mandato.size(); ++i)
    for (std::size_t j = 0; j < plan.servicios_mandato[i].subproductos.size(); ++j)
      check.refers(plan.servicios_mandato[i].subproductos[j], known.subproductos,
                   item(item("servicios_mandato", i) + ".subproductos", j), "subproductos");
}

void check_pei(const Plan& plan, const Known& known, Check& check) {
  const auto& matrix = plan.pei;
  check.unique(matrix.filas, "pei.filas", "id", [](const auto& r) { return r.id; });
  if (matrix.anio_final < matrix.anio_inicial)
    check.fault(Refusal::YearsNotAscending, "pei.anio_final",
                {{"hallado", std::to_string(matrix.anio_final)}});
  for (std::size_t i = 0; i < matrix.filas.size(); ++i) {
    const auto& row = matrix.filas[i];
    const auto path = item("pei.filas", i);
    check.refers(row.resultado, known.resultados, path + ".resultado", "resultados");
    check.refers(row.producto, known.productos, path + ".producto", "productos");
    check.refers(row.ficha, known.fichas, path + ".ficha", "fichas");
    std::int16_t before = 0;
    for (std::size_t j = 0; j < row.metas.size(); ++j) {
      const auto year = row.metas[j].anio;
      const auto where = item(path + ".metas", j) + ".anio";
      if (year <= before)
        check.fault(Refusal::YearsNotAscending, where, {{"hallado", std::to_string(year)}});
      if (year < matrix.anio_inicial || year > matrix.anio_final)
        check.fault(Refusal::YearOutside, where,
                    {{"hallado", std::to_string(year)},
                     {"esperado", std::to_string(matrix.anio_inicial) + " a " +
                                      std::to_string(matrix.anio_final)}});
      before = year;
    }
  }
  for (std::size_t i = 0; i < plan.referencias.size(); ++i)
    check.refers(plan.referencias[i].fila_pei, known.filas, item("referencias", i) + ".fila_pei",
                 "pei.filas");
}

void check_months(const MonthlyGoals& goals, const std::string& path, Check& check) {
  for (std::size_t i = 0; i < goals.size(); ++i)
    if (goals[i] < Quantity{})
      check.fault(Refusal::GoalNegative, item(path, i), {{"hallado", show(goals[i])}});
}

void check_poa(const Plan& plan, const Known& known, Check& check) {
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t i = 0; i < plan.poa.metas.size(); ++i) {
    const auto& goal = plan.poa.metas[i];
    const auto path = item("poa.metas", i);
    check.refers(goal.subproducto, known.subproductos, path + ".subproducto", "subproductos");
    if (!seen.insert({goal.subproducto, goal.unidad}).second)
      check.fault(Refusal::GoalDoubled, path,
                  {{"hallado", goal.subproducto}, {"unidad", goal.unidad}});
    check_months(goal.metas, path + ".metas", check);
    Date before{};
    for (std::size_t j = 0; j < goal.reprogramaciones.size(); ++j) {
      const auto& change = goal.reprogramaciones[j];
      const auto where = item(path + ".reprogramaciones", j);
      if (j > 0 && change.fecha < before)
        check.fault(Refusal::DatesReversed, where + ".fecha", {{"hallado", show(change.fecha)}});
      before = change.fecha;
      check_months(change.metas, where + ".metas", check);
    }
  }
}

// Kahn's order: what is left when no node without causes remains is a loop.
bool has_loop(const Model& model) {
  std::map<std::string, int> causes;
  for (const auto& node : model.nodos) causes[node.id];
  for (const auto& edge : model.aristas) ++causes[edge.hacia];
  std::vector<std::string> free;
  for (const auto& [id, count] : causes)
    if (count == 0) free.push_back(id);
  std::size_t done = 0;
  while (!free.empty()) {
    const auto id = free.back();
    free.pop_back();
    ++done;
    for (const auto& edge : model.aristas)
      if (edge.desde == id && --causes[edge.hacia] == 0) free.push_back(edge.hacia);
  }
  return done < causes.size();
}

void check_models(const Plan& plan, const Known& known, Check& check) {
  for (std::size_t i = 0; i < plan.modelos.size(); ++i) {
    const auto& model = plan.modelos[i];
    const auto path = item("modelos", i);
    const auto nodes = ids_of(model.nodos, &ModelNode::id);
    check.unique(model.nodos, path + ".nodos", "id", [](const auto& n) { return n.id; });
    for (std::size_t j = 0; j < model.nodos.size(); ++j)
      check.refers(model.nodos[j].elemento, known.elements, item(path + ".nodos", j) + ".elemento",
                   "resultados, productos o subproductos");
    for (std::size_t j = 0; j < model.aristas.size(); ++j) {
      const auto where = item(path + ".aristas", j);
      check.refers(model.aristas[j].desde, nodes, where + ".desde", path + ".nodos");
      check.refers(model.aristas[j].hacia, nodes, where + ".hacia", path + ".nodos");
    }
    if (has_loop(model)) check.fault(Refusal::ModelLoop, path + ".aristas");
    for (std::size_t j = 0; j < model.caminos.size(); ++j) {
      const auto& steps = model.caminos[j].nodos;
      const auto where = item(path + ".caminos", j) + ".nodos";
      for (std::size_t k = 0; k < steps.size(); ++k) {
        check.refers(steps[k], nodes, item(where, k), path + ".nodos");
        const bool linked =
            k == 0 || std::ranges::any_of(model.aristas, [&](const ModelEdge& edge) {
              return edge.desde == steps[k - 1] && edge.hacia == steps[k];
            });
        if (!linked)
          check.fault(Refusal::PathBroken, item(where, k),
                      {{"hallado", steps[k - 1] + " → " + steps[k]}});
      }
    }
  }
}

void check_fichas(const Plan& plan, const Known& known, Check& check, std::vector<Error>& faults) {
  std::set<std::pair<std::string, std::int32_t>> versions;
  for (std::size_t i = 0; i < plan.fichas.size(); ++i) {
    const auto& ficha = plan.fichas[i];
    const auto path = item("fichas", i);
    if (!versions.insert({ficha.codigo, ficha.version}).second)
      check.fault(Refusal::VersionDoubled, path + ".version",
                  {{"hallado", ficha.codigo + " v" + std::to_string(ficha.version)}});
    check.refers(ficha.elemento, known.elements, path + ".elemento",
                 "resultados, productos, subproductos o pei.filas");
    for (std::size_t j = 0; j < ficha.variables.size(); ++j)
      for (std::size_t k = 0; k < ficha.variables[j].subproductos.size(); ++k)
        check.refers(ficha.variables[j].subproductos[k], known.subproductos,
                     item(item(path + ".variables", j) + ".subproductos", k), "subproductos");
    std::ranges::move(faults_of(ficha, path), std::back_inserter(faults));
  }
}

void check_policy(const Plan& plan, Check& check) {
  const auto& policy = plan.politica;
  check.unique(policy.lineas, "politica.lineas", "numero",
               [](const auto& line) { return std::to_string(line.numero); });
  for (std::size_t i = 0; i < policy.lineas.size(); ++i) {
    const auto& line = policy.lineas[i];
    const auto path = item("politica.lineas", i);
    if (line.eje &&
        std::ranges::find(policy.ejes, *line.eje, &PolicyAxis::numero) == policy.ejes.end())
      check.fault(Refusal::ReferenceUnknown, path + ".eje",
                  {{"hallado", std::to_string(*line.eje)}, {"esperado", "politica.ejes"}});
    for (std::size_t j = 0; j < line.actividades.size(); ++j)
      for (const auto year : line.actividades[j].anios)
        if (year < policy.anio_inicial || year > policy.anio_final)
          check.fault(Refusal::YearOutside, item(path + ".actividades", j) + ".anios",
                      {{"hallado", std::to_string(year)},
                       {"esperado", std::to_string(policy.anio_inicial) + " a " +
                                        std::to_string(policy.anio_final)}});
  }
}

void check_measures(const Plan& plan, const Known& known, Check& check) {
  check.unique(plan.medidas, "medidas", "codigo", [](const auto& m) { return m.codigo; });
  for (std::size_t i = 0; i < plan.medidas.size(); ++i) {
    const auto& measure = plan.medidas[i];
    const auto path = item("medidas", i);
    if (measure.capitulo != "a" && measure.capitulo != "b" && measure.capitulo != "c")
      check.fault(Refusal::NameUnknown, path + ".capitulo",
                  {{"hallado", measure.capitulo}, {"esperado", "a, b, c"}});
    check.refers(measure.producto, known.productos, path + ".producto", "productos");
    if (measure.inicio && measure.fin && *measure.fin < *measure.inicio)
      check.fault(Refusal::DatesReversed, path + ".fin", {{"hallado", show(*measure.fin)}});
  }
}

// A name that a formula can write: letters, digits, '.', '_', beginning with a letter.
bool is_variable_name(std::string_view code) {
  return code.find('-') == code.npos && !code.empty() && !only_digits(code.substr(0, 1)) &&
         code.front() != '.';
}

}  // namespace

std::vector<Error> faults_of(const Ficha& ficha, const std::string& path) {
  std::vector<Error> faults;
  Check check(faults);
  const auto dot = path.empty() ? "" : path + ".";
  check.unique(ficha.variables, dot + "variables", "codigo",
               [](const auto& v) { return v.codigo; });
  for (std::size_t i = 0; i < ficha.variables.size(); ++i)
    if (!is_variable_name(ficha.variables[i].codigo))
      check.fault(Refusal::IdMalformed, item(dot + "variables", i) + ".codigo",
                  {{"hallado", ficha.variables[i].codigo}});
  const auto formula = parse_formula(ficha.formula);
  const auto type = formula ? type_of(*formula, ficha.variables)
                            : Result<FormulaType>(std::unexpected(formula.error()));
  if (!type) {
    auto fault = type.error();
    fault.details.insert(fault.details.begin(), {"campo", dot + "formula"});
    faults.push_back(std::move(fault));
  }
  if (ficha.vigente_desde && ficha.vigente_hasta && *ficha.vigente_hasta < *ficha.vigente_desde)
    check.fault(Refusal::DatesReversed, dot + "vigente_hasta",
                {{"hallado", show(*ficha.vigente_hasta)}});
  if (ficha.aprobacion && folded(ficha.aprobacion->autor) == folded(ficha.aprobacion->aprobador))
    check.fault(Refusal::ApprovalSamePerson, dot + "aprobacion.aprobador",
                {{"hallado", ficha.aprobacion->aprobador}});
  return faults;
}

std::vector<Error> faults_of(const Plan& plan) {
  std::vector<Error> faults;
  Check check(faults);
  const Known known(plan);
  check_results(plan, known, check);
  check_production(plan, known, check);
  check_pei(plan, known, check);
  check_poa(plan, known, check);
  check_models(plan, known, check);
  check_fichas(plan, known, check, faults);
  check_policy(plan, check);
  check_measures(plan, known, check);
  return faults;
}

}  // namespace planning
