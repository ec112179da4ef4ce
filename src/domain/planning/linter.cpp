// The table of checks and one function for each.
#include "domain/planning/linter.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "domain/planning/names.hpp"

namespace planning {
namespace {

// ---- Motives: the names by which text/ knows them
// ------------------------------------------------

namespace motive {
constexpr std::string_view redondeo = "hallazgo.redondeo";
constexpr std::string_view hito = "hallazgo.hito_contradice";
constexpr std::string_view cadena = "hallazgo.cadena_contradice";
constexpr std::string_view unidad = "hallazgo.porcentaje_con_conteos";
constexpr std::string_view modo = "hallazgo.modos_mezclados";
constexpr std::string_view base = "hallazgo.base_sin_uso";
constexpr std::string_view base_cero = "hallazgo.base_cero";
constexpr std::string_view serie = "hallazgo.serie_no_crece";
constexpr std::string_view serie_final = "hallazgo.serie_final";
constexpr std::string_view suma = "hallazgo.suma_distinta";
constexpr std::string_view pasado = "hallazgo.pasado_sin_ejecucion";
constexpr std::string_view huerfano = "hallazgo.producto_sin_resultado";
constexpr std::string_view nombre = "hallazgo.nombre_distinto";
constexpr std::string_view programa = "hallazgo.programa_distinto";
constexpr std::string_view unidad_sub = "hallazgo.unidad_no_suma";
constexpr std::string_view conteo = "hallazgo.conteo_no_suma";
constexpr std::string_view codigo_ancho = "hallazgo.codigo_ancho";
constexpr std::string_view codigo_obra = "hallazgo.codigo_sin_obra";
constexpr std::string_view codigo_distinto = "hallazgo.codigo_distinto";
constexpr std::string_view columna = "hallazgo.columna_vacia";
constexpr std::string_view seccion = "hallazgo.seccion_abarca";
constexpr std::string_view contacto = "hallazgo.correos_distintos";
constexpr std::string_view sigla = "hallazgo.sigla_desconocida";
constexpr std::string_view redaccion = "hallazgo.redaccion";
constexpr std::string_view meta = "hallazgo.meta_no_publicada";
constexpr std::string_view costo = "hallazgo.meta_sin_costo";
constexpr std::string_view costo_sin_meta = "hallazgo.costo_sin_meta";
constexpr std::string_view costo_suma = "hallazgo.costo_no_suma";
constexpr std::string_view norma_anio = "hallazgo.norma_de_otro_anio";
constexpr std::string_view norma_tipo = "hallazgo.norma_sin_tipo";
constexpr std::string_view numeracion = "hallazgo.numeracion_heredada";
constexpr std::string_view transparencia = "hallazgo.capitulo_sin_medidas";
constexpr std::string_view medida = "hallazgo.medida_incompleta";
constexpr std::string_view funcion_medida = "hallazgo.funcion_sin_medida";
constexpr std::string_view funciones = "hallazgo.lista_parcial";
constexpr std::string_view plausible = "hallazgo.meta_poco_plausible";
constexpr std::string_view verificacion = "hallazgo.verificacion_repetida";
constexpr std::string_view servicio = "hallazgo.servicio_sin_subproducto";
constexpr std::string_view alimenta = "hallazgo.variable_sin_alimentar";
constexpr std::string_view alimenta_producto = "hallazgo.indicador_sin_produccion";
constexpr std::string_view incompleto = "hallazgo.fila_incompleta";
constexpr std::string_view sin_anio_base = "hallazgo.base_sin_anio";
constexpr std::string_view ficha_unidad = "hallazgo.ficha_unidad_distinta";
constexpr std::string_view ficha_aprobada = "hallazgo.ficha_sin_aprobar";
constexpr std::string_view poa_pei = "hallazgo.poa_no_alcanza_pei";
constexpr std::string_view baja = "hallazgo.meta_rebajada_tarde";
constexpr std::string_view modelo = "hallazgo.resultado_sin_modelo";
constexpr std::string_view politica = "hallazgo.lineas_no_cuadran";

constexpr std::array all = {
    redondeo,   hito,           cadena,       unidad,          modo,
    base,       base_cero,      serie,        serie_final,     suma,
    pasado,     huerfano,       nombre,       programa,        unidad_sub,
    conteo,     codigo_ancho,   codigo_obra,  codigo_distinto, columna,
    seccion,    contacto,       sigla,        redaccion,       meta,
    costo,      costo_sin_meta, costo_suma,   norma_anio,      norma_tipo,
    numeracion, transparencia,  medida,       funcion_medida,  funciones,
    plausible,  verificacion,   servicio,     alimenta,        alimenta_producto,
    incompleto, sin_anio_base,  ficha_unidad, ficha_aprobada,  poa_pei,
    baja,       modelo,         politica,
};
}  // namespace motive

using Findings = std::vector<Finding>;

// Code and severity are filled in by lint() from the table.
void report(Findings& found, std::string_view motivo, std::string lugar,
            std::vector<Detail> cifras = {}) {
  found.push_back({"", std::move(lugar), std::string(motivo), std::move(cifras)});
}

std::string at(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const auto part : parts) (out += out.empty() ? "" : ".") += part;
  return out;
}

std::string listed(const std::vector<std::string>& items) { return joined(items, ", "); }

constexpr std::string_view percentage = "porcentaje";
bool in_percent(const PeiRow& row) { return row.unidad_metas == percentage; }

const YearTarget* target_of(const std::vector<YearTarget>& targets, std::int16_t year) {
  const auto found = std::ranges::find(targets, year, &YearTarget::anio);
  return found == targets.end() ? nullptr : &*found;
}

Quantity sum_of(const std::vector<YearTarget>& targets) {
  Quantity sum;
  for (const auto& target : targets) sum += target.valor;
  return sum;
}

// ---- Targets
// ---------------------------------------------------------------------------------------

// R5: an exact figure of the text against the printed target of that year. A percentage that is
// only rounded is one finding; one that does not even round to the figure is another.
void find_rounding(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas) {
    if (!in_percent(row)) continue;
    const auto targets = cumulative_targets(row);
    for (const auto& milestone : row.hitos) {
      const auto* target = target_of(targets, milestone.anio);
      if (!target) continue;
      const auto by_percent = share_of(row.meta, target->valor);
      if (by_percent == milestone.valor) continue;
      const auto [low, high] = units_that_round_to(row.meta, target->valor);
      if (milestone.valor < low || milestone.valor > high) continue;
      const auto difference = by_percent < milestone.valor ? milestone.valor - by_percent
                                                           : by_percent - milestone.valor;
      report(found, motive::redondeo, at({"pei", row.id, "metas", std::to_string(target->anio)}),
             {{"porcentaje", show(target->valor)},
              {"total", show(row.meta)},
              {"segun_porcentaje", show(by_percent)},
              {"segun_texto", show(milestone.valor)},
              {"diferencia", show(difference)},
              {"unidad", row.meta_unidad}});
    }
  }
}

void find_contradicted_milestones(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas) {
    const auto targets = cumulative_targets(row);
    for (const auto& milestone : row.hitos) {
      const auto* target = target_of(targets, milestone.anio);
      if (!target) continue;
      const auto range = in_percent(row) ? units_that_round_to(row.meta, target->valor)
                                         : UnitInterval{target->valor, target->valor};
      if (milestone.valor >= range.low && milestone.valor <= range.high) continue;
      report(found, motive::hito, at({"pei", row.id, "metas", std::to_string(target->anio)}),
             {{"segun_texto", show(milestone.valor)},
              {"minimo", show(range.low)},
              {"maximo", show(range.high)},
              {"unidad", row.meta_unidad}});
    }
  }
}

// The chain of results says one figure for a year and the matrix another.
void find_contradicted_results(const Plan& plan, Findings& found) {
  for (const auto& result : plan.resultados) {
    const auto* row = pei_row_of(plan, result.fila_pei);
    if (!row) continue;
    for (const auto& milestone : row->hitos)
      if (milestone.anio == result.anio && milestone.valor != result.meta)
        report(found, motive::cadena, at({"resultados", result.id}),
               {{"segun_cadena", show(result.meta)},
                {"segun_matriz", show(milestone.valor)},
                {"anio", std::to_string(result.anio)},
                {"unidad", result.unidad}});
  }
}

// R2
void find_percentages_with_counts(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas) {
    if (in_percent(row) || !folded(row.indicador).contains(percentage)) continue;
    std::vector<std::string> targets;
    for (const auto& target : row.metas) targets.push_back(target.texto);
    report(
        found, motive::unidad, at({"pei", row.id, "indicador"}),
        {{"indicador", row.indicador}, {"metas", listed(targets)}, {"unidad", row.unidad_metas}});
  }
}

void find_mixed_modes(const Plan& plan, Findings& found) {
  std::vector<std::string> cumulative, incremental;
  bool all_printed = true;
  for (const auto& row : plan.pei.filas) {
    (row.modo == ModoMeta::Acumulada ? cumulative : incremental).push_back(row.id);
    all_printed = all_printed && !row.modo_impreso.empty();
  }
  if (cumulative.empty() || incremental.empty() || all_printed) return;
  report(found, motive::modo, "pei",
         {{"acumuladas", listed(cumulative)}, {"incrementales", listed(incremental)}});
}

// R10: the baseline could have entered the sum of the increments, and did not.
void find_unused_baselines(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas) {
    if (!row.base.valor || *row.base.valor == Quantity{} || !row.base.nota.empty()) continue;
    if (in_percent(row)) continue;
    const auto sum = sum_of(annual_targets(row));
    if (sum != row.meta) continue;
    std::vector<Detail> figures = {{"base", show(*row.base.valor)},
                                   {"suma", show(sum)},
                                   {"con_base", show(*row.base.valor + sum)},
                                   {"unidad", row.meta_unidad}};
    for (const auto& series : plan.referencias)
      if (series.fila_pei == row.id && series.acumulacion == Acumulacion::Stock &&
          !series.valores.empty()) {
        figures.push_back({"referencia", show(series.valores.back().valor)});
        figures.push_back({"anio_referencia", std::to_string(series.valores.back().anio)});
      }
    report(found, motive::base, at({"pei", row.id, "linea_base"}), std::move(figures));
  }
}

void find_zero_baselines(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas) {
    if (!row.desde || !row.base.valor || *row.base.valor != Quantity{}) continue;
    if (row.desde->valor == *row.base.valor || row.metas.empty()) continue;
    if (row.desde->anio != row.metas.front().anio) continue;
    report(found, motive::base_cero, at({"pei", row.id, "linea_base"}),
           {{"base", show(*row.base.valor)},
            {"desde", show(row.desde->valor)},
            {"anio", std::to_string(row.desde->anio)},
            {"unidad", row.meta_unidad}});
  }
}

// R3
void find_broken_series(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas) {
    if (row.modo != ModoMeta::Acumulada || row.metas.empty()) continue;
    const auto* ficha = ficha_of(plan, row.ficha);
    const bool falls = ficha && ficha->polaridad == Polaridad::Descendente;
    for (std::size_t i = 1; i < row.metas.size(); ++i) {
      const auto before = row.metas[i - 1].valor, now = row.metas[i].valor;
      if (falls ? now <= before : now >= before) continue;
      report(found, motive::serie, at({"pei", row.id, "metas", std::to_string(row.metas[i].anio)}),
             {{"antes", show(before)}, {"ahora", show(now)}});
    }
    const auto expected = in_percent(row) ? Quantity::units(100) : row.meta;
    const auto last = row.metas.back().valor;
    const bool with_base = row.base.valor && !in_percent(row) && last == expected + *row.base.valor;
    if (last != expected && !with_base)
      report(found, motive::serie_final,
             at({"pei", row.id, "metas", std::to_string(row.metas.back().anio)}),
             {{"hallado", show(last)}, {"esperado", show(expected)}});
  }
}

// R4
void find_wrong_sums(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas) {
    if (row.modo != ModoMeta::Incremental) continue;
    const auto sum = sum_of(row.metas);
    const auto expected = in_percent(row) ? Quantity::units(100) : row.meta;
    const bool with_base = row.base.valor && !in_percent(row) && sum + *row.base.valor == expected;
    if (sum == expected || with_base) continue;
    report(found, motive::suma, at({"pei", row.id, "metas"}),
           {{"suma", show(sum)}, {"meta", show(expected)}, {"unidad", row.unidad_metas}});
  }
}

// R9
void find_past_without_execution(const Plan& plan, Findings& found) {
  for (const auto& result : plan.resultados)
    if (result.anio < plan.ejercicio && !result.ejecutado)
      report(found, motive::pasado, at({"resultados", result.id}),
             {{"anio", std::to_string(result.anio)},
              {"meta", show(result.meta)},
              {"unidad", result.unidad},
              {"anio_plan", std::to_string(plan.ejercicio)}});
}

// R1
void find_incomplete_rows(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas) {
    std::vector<std::string> missing;
    if (row.indicador.empty()) missing.emplace_back("indicador");
    if (row.ficha.empty()) missing.emplace_back("ficha");
    if (!row.base.valor) missing.emplace_back("linea_base");
    if (row.medios_verificacion.empty()) missing.emplace_back("medios_verificacion");
    if (row.resultado.empty()) missing.emplace_back("resultado");
    if (row.producto.empty()) missing.emplace_back("producto");
    for (auto year = plan.pei.anio_inicial; year <= plan.pei.anio_final; ++year)
      if (!target_of(row.metas, year)) missing.push_back("meta_" + std::to_string(year));
    if (!missing.empty())
      report(found, motive::incompleto, at({"pei", row.id}), {{"falta", listed(missing)}});
    if (row.base.valor && !row.base.anio)
      report(found, motive::sin_anio_base, at({"pei", row.id, "linea_base"}),
             {{"base", show(*row.base.valor)}, {"unidad", row.meta_unidad}});
  }
}

// What the sheet measures is not what the matrix prints; or nobody approved the sheet.
void find_loose_sheets(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas) {
    const auto* ficha = ficha_of(plan, row.ficha);
    if (!ficha) continue;
    if (ficha->unidad != row.unidad_metas)
      report(
          found, motive::ficha_unidad, at({"fichas", ficha->codigo}),
          {{"ficha", ficha->codigo}, {"hallado", ficha->unidad}, {"esperado", row.unidad_metas}});
    if (!ficha->aprobacion)
      report(found, motive::ficha_aprobada, at({"fichas", ficha->codigo}),
             {{"ficha", ficha->codigo}, {"version", std::to_string(ficha->version)}});
  }
}

// An indicator that nothing feeds.
void find_unfed_indicators(const Plan& plan, Findings& found) {
  std::set<std::string> done;
  for (const auto& one : plan.fichas) {
    const auto* ficha = ficha_of(plan, one.codigo);
    if (!done.insert(ficha->codigo).second) continue;
    for (const auto& variable : ficha->variables)
      if (variable.subproductos.empty() && variable.serie.empty())
        report(found, motive::alimenta, at({"fichas", ficha->codigo, variable.codigo}),
               {{"ficha", ficha->codigo}, {"variable", variable.nombre}});
  }
  for (const auto& row : plan.pei.filas) {
    const auto* ficha = ficha_of(plan, row.ficha);
    if (!ficha || row.producto.empty()) continue;
    std::set<std::string> feeding;
    for (const auto& variable : ficha->variables)
      feeding.insert(variable.subproductos.begin(), variable.subproductos.end());
    const auto below = subproductos_below(plan, row.producto);
    if (std::ranges::any_of(below, [&](const auto* sub) { return feeding.contains(sub->id); }))
      continue;
    report(found, motive::alimenta_producto, at({"fichas", ficha->codigo}),
           {{"ficha", ficha->codigo},
            {"indicador", row.indicador},
            {"producto", producto_of(plan, row.producto)->nombre},
            {"subproductos", std::to_string(below.size())}});
  }
}

// The goals of the year, in force, against what the matrix asks of the year. A rounded percentage
// is an interval of units; an exact figure of the year before narrows it.
void find_goals_short_of_the_matrix(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas) {
    const auto* ficha = ficha_of(plan, row.ficha);
    if (!ficha || !in_percent(row)) continue;
    const auto targets = cumulative_targets(row);
    const auto before = static_cast<std::int16_t>(plan.ejercicio - 1);
    const auto* now = target_of(targets, plan.ejercicio);
    const auto exact = std::ranges::find(row.hitos, before, &Milestone::anio);
    if (!now || exact == row.hitos.end()) continue;
    std::set<std::string> feeding;
    for (const auto& variable : ficha->variables)
      feeding.insert(variable.subproductos.begin(), variable.subproductos.end());
    Quantity programmed;
    bool any = false;
    for (const auto& goal : plan.poa.metas)
      if (feeding.contains(goal.subproducto)) {
        programmed += total(goals_in_force(goal));
        any = true;
      }
    const auto range = units_that_round_to(row.meta, now->valor);
    const auto low = range.low - exact->valor, high = range.high - exact->valor;
    if (!any || (programmed >= low && programmed <= high)) continue;
    report(found, motive::poa_pei, at({"poa", row.id}),
           {{"programado", show(programmed)},
            {"minimo", show(low)},
            {"maximo", show(high)},
            {"unidad", row.meta_unidad},
            {"anio", std::to_string(plan.ejercicio)}});
  }
}

// §7.18: outside records of the same persons stay below the target.
void find_implausible_targets(const Plan& plan, Findings& found) {
  for (const auto& series : plan.referencias) {
    const auto* row = pei_row_of(plan, series.fila_pei);
    if (!row || series.acumulacion != Acumulacion::Flujo || series.unidad != row->meta_unidad)
      continue;
    const auto* ficha = ficha_of(plan, row->ficha);
    if (ficha && !ficha->regla_conteo.empty()) continue;
    for (const auto& milestone : row->hitos) {
      if (milestone.anio >= plan.ejercicio || row->metas.empty()) continue;
      Quantity recorded;
      std::vector<std::string> years;
      for (const auto& value : series.valores)
        if (value.anio >= row->metas.front().anio && value.anio <= milestone.anio) {
          recorded += value.valor;
          years.push_back(std::to_string(value.anio));
        }
      if (years.empty() || recorded >= milestone.valor) continue;
      report(found, motive::plausible,
             at({"pei", row->id, "metas", std::to_string(milestone.anio)}),
             {{"meta", show(milestone.valor)},
              {"registrado", show(recorded)},
              {"referencia", series.nombre},
              {"anios", years.front() + "-" + years.back()},
              {"unidad", row->meta_unidad}});
    }
  }
}

// ---- Production
// ------------------------------------------------------------------------------------

// Programmes whose products need no result: 01–09 central and common activities, 99 not assignable.
bool needs_no_result(std::string_view programa) {
  return programa == "99" || (programa.size() == 2 && programa[0] == '0');
}

// R6
void find_orphan_products(const Plan& plan, Findings& found) {
  for (const auto& product : plan.productos) {
    if (!product.resultados.empty() || !product.motivo_sin_resultado.empty()) continue;
    if (needs_no_result(programa_of(product.categoria))) continue;
    report(found, motive::huerfano, at({"productos", product.id}),
           {{"producto", product.nombre}, {"codigo", product.categoria}});
  }
}

// R11
void find_different_names(const Plan& plan, Findings& found) {
  const auto compare = [&](const std::string& printed, const Producto& product,
                           std::string_view where, std::string place) {
    const auto distance = name_distance(printed, product.nombre);
    if (distance == 0) return;
    report(found, motive::nombre, std::move(place),
           {{"hallado", printed},
            {"esperado", product.nombre},
            {"distancia", std::to_string(distance)},
            {"documento", std::string(where)}});
  };
  for (const auto& row : plan.pei.filas)
    if (const auto* product = producto_of(plan, row.producto))
      compare(row.producto_accion, *product, plan.pei.titulo,
              at({"pei", row.id, "producto_accion"}));
  for (const auto& product : plan.productos)
    for (std::size_t i = 0; i < product.menciones.size(); ++i)
      compare(product.menciones[i].nombre, product, product.menciones[i].lugar,
              at({"productos", product.id, "menciones", std::to_string(i + 1)}));
  for (const auto& row : plan.red.filas) {
    const auto* product = producto_of(plan, row.id);
    const auto* sub = subproducto_of(plan, row.id);
    const auto& name = product ? product->nombre : sub ? sub->nombre : row.nombre;
    if (const auto distance = name_distance(row.nombre, name); distance > 0)
      report(found, motive::nombre, at({"red", row.id}),
             {{"hallado", row.nombre},
              {"esperado", name},
              {"distancia", std::to_string(distance)},
              {"documento", plan.red.titulo}});
  }
}

void find_different_programmes(const Plan& plan, Findings& found) {
  for (const auto& product : plan.productos)
    for (const auto& mention : product.menciones)
      if (!mention.programa.empty() && mention.programa != programa_of(product.categoria))
        report(found, motive::programa, at({"productos", product.id}),
               {{"producto", product.nombre},
                {"hallado", mention.programa},
                {"esperado", std::string(programa_of(product.categoria))},
                {"documento", mention.lugar}});
}

// R7
void find_units_that_do_not_add(const Plan& plan, Findings& found) {
  for (const auto& sub : plan.subproductos) {
    const auto* product = producto_above(plan, sub);
    if (!product || !sub.suma_al_producto) continue;
    if (folded(sub.unidad_medida) == folded(product->unidad_medida)) continue;
    report(found, motive::unidad_sub, at({"subproductos", sub.id}),
           {{"subproducto", sub.nombre},
            {"hallado", sub.unidad_medida},
            {"esperado", product->unidad_medida},
            {"producto", product->nombre}});
  }
}

// Equal units that count different things: persons attended and movements of persons.
void find_counts_that_do_not_add(const Plan& plan, Findings& found) {
  for (const auto& product : plan.productos) {
    std::set<std::string> kinds;
    std::vector<std::string> subs;
    for (const auto* sub : subproductos_below(plan, product.id)) {
      if (!sub->suma_al_producto || folded(sub->unidad_medida) != folded(product.unidad_medida))
        continue;
      kinds.insert(std::string(name_of(sub->tipo_conteo)));
      subs.push_back(sub->id);
    }
    if (kinds.size() < 2) continue;
    report(found, motive::conteo, at({"productos", product.id}),
           {{"producto", product.nombre},
            {"tipos", listed({kinds.begin(), kinds.end()})},
            {"subproductos", listed(subs)},
            {"unidad", product.unidad_medida}});
  }
}

// R8: widths of the printed codes, one finding per column.
void find_wrong_codes(const Plan& plan, Findings& found) {
  struct Column {
    std::string_view name;
    std::string RedRow::*printed;
    std::size_t width;
  };
  constexpr Column columns[] = {{"programa", &RedRow::programa, 2},
                                {"subprograma", &RedRow::subprograma, 2},
                                {"proyecto", &RedRow::proyecto, 3},
                                {"actividad", &RedRow::actividad, 3}};
  for (const auto& column : columns) {
    std::vector<std::string> ids;
    std::set<std::string> codes;
    for (const auto& row : plan.red.filas)
      if ((row.*column.printed).size() != column.width) {
        ids.push_back(row.id);
        codes.insert(row.*column.printed);
      }
    if (!ids.empty())
      report(found, motive::codigo_ancho, at({"red", column.name}),
             {{"columna", std::string(column.name)},
              {"hallado", listed({codes.begin(), codes.end()})},
              {"esperado", std::to_string(column.width)},
              {"filas", std::to_string(ids.size())},
              {"de", std::to_string(plan.red.filas.size())},
              {"primera", ids.front()}});
  }
  const bool no_work =
      std::ranges::all_of(plan.red.filas, [](const RedRow& row) { return row.obra.empty(); });
  if (no_work && !plan.red.filas.empty())
    report(found, motive::codigo_obra, "red.obra",
           {{"filas", std::to_string(plan.red.filas.size())}});
  for (const auto& row : plan.red.filas) {
    const auto* product = producto_of(plan, row.id);
    if (!product) continue;
    const auto parts = split(product->categoria, '-');
    const auto same = [&](const std::string& printed, std::size_t i, std::size_t width) {
      return printed.empty() || padded_left(printed, width) == parts[i];
    };
    if (same(row.programa, 0, 2) && same(row.subprograma, 1, 2) && same(row.proyecto, 2, 3) &&
        same(row.actividad, 3, 3))
      continue;
    report(found, motive::codigo_distinto, at({"red", row.id}),
           {{"hallado", joined({row.programa, row.subprograma, row.proyecto, row.actividad}, "-")},
            {"esperado", product->categoria}});
  }
}

bool has_goal(const Plan& plan, std::string_view id, bool official) {
  return std::ranges::any_of(plan.poa.metas, [&](const PoaGoal& goal) {
    return goal.subproducto == id && (!official || goal.origen != Origen::Ilustrativo);
  });
}

// §7.15
void find_unpublished_goals(const Plan& plan, Findings& found) {
  std::vector<std::string> goals, costs;
  for (const auto& sub : plan.subproductos) {
    if (!has_goal(plan, sub.id, true)) goals.push_back(sub.id);
    if (!sub.costo || sub.origen_costo == Origen::Ilustrativo) costs.push_back(sub.id);
  }
  if (!goals.empty() || !costs.empty())
    report(found, motive::meta, "poa",
           {{"sin_meta", std::to_string(goals.size())},
            {"sin_monto", std::to_string(costs.size())},
            {"de", std::to_string(plan.subproductos.size())}});
}

// R12
void find_goals_without_cost(const Plan& plan, Findings& found) {
  std::vector<std::string> without_cost, without_goal;
  for (const auto& sub : plan.subproductos) {
    const bool goal = has_goal(plan, sub.id, false);
    if (goal && !sub.costo) without_cost.push_back(sub.id);
    if (!goal && sub.costo) without_goal.push_back(sub.id);
  }
  if (!without_cost.empty())
    report(
        found, motive::costo, "poa.costos",
        {{"subproductos", listed(without_cost)}, {"cuantos", std::to_string(without_cost.size())}});
  if (!without_goal.empty())
    report(found, motive::costo_sin_meta, "poa.metas", {{"subproductos", listed(without_goal)}});
  for (const auto& product : plan.productos) {
    const auto below = subproductos_below(plan, product.id);
    if (!product.costo || below.empty()) continue;
    MoneySum sum;
    bool all = true;
    for (const auto* sub : below) {
      if (sub->costo) sum += *sub->costo;
      all = all && sub->costo.has_value();
    }
    if (all && sum != MoneySum{*product.costo})
      report(found, motive::costo_suma, at({"productos", product.id}),
             {{"producto", product.nombre}, {"suma", show(sum)}, {"costo", show(*product.costo)}});
  }
}

// R14 as far as a plan alone tells: a goal lowered in the last cuatrimestre. The other half is in
// linter_execution.cpp.
void find_late_reductions(const Plan& plan, Findings& found) {
  constexpr std::chrono::month first_late{9};
  for (const auto& goal : plan.poa.metas) {
    const MonthlyGoals* before = &goal.metas;
    for (const auto& change : goal.reprogramaciones) {
      const auto old_total = total(*before), new_total = total(change.metas);
      before = &change.metas;
      if (new_total >= old_total || change.fecha.month() < first_late) continue;
      report(found, motive::baja, at({"poa", goal.subproducto, goal.unidad}),
             {{"antes", show(old_total)},
              {"ahora", show(new_total)},
              {"fecha", show(change.fecha)},
              {"acto", change.acto}});
    }
  }
}

void find_undelivered_services(const Plan& plan, Findings& found) {
  for (const auto& service : plan.servicios_mandato)
    if (service.subproductos.empty() && service.motivo_sin_subproducto.empty())
      report(found, motive::servicio, at({"servicios_mandato", service.codigo}),
             {{"servicio", service.nombre}, {"base", service.base}, {"documento", service.lugar}});
}

// ---- The document
// ------------------------------------------------------------------------------------

// §7.12
void find_empty_columns(const Plan& plan, Findings& found) {
  const auto& rows = plan.pei.filas;
  if (rows.empty()) return;
  const bool printed = std::ranges::any_of(plan.pei.encabezados, [](const std::string& heading) {
    return folded(heading).starts_with("resultados institucionales");
  });
  if (printed && std::ranges::all_of(
                     rows, [](const PeiRow& row) { return row.resultado_institucional.empty(); }))
    report(found, motive::columna, "pei.resultado_institucional",
           {{"columna", "Resultados Institucionales"}, {"filas", std::to_string(rows.size())}});
  std::set<std::string> programmes;
  for (const auto& row : rows)
    if (const auto* product = producto_of(plan, row.producto))
      programmes.insert(std::string(programa_of(product->categoria)));
  if (!plan.pei.seccion.empty() && programmes.size() > 1)
    report(found, motive::seccion, "pei.seccion",
           {{"seccion", plan.pei.seccion},
            {"programas", listed({programmes.begin(), programmes.end()})}});
}

void find_different_emails(const Plan& plan, Findings& found) {
  std::set<std::string> emails;
  std::vector<std::string> places;
  for (const auto& one : plan.institucion.correos) emails.insert(one.correo);
  if (emails.size() < 2) return;
  for (const auto& email : emails) {
    std::vector<std::string> where;
    for (const auto& one : plan.institucion.correos)
      if (one.correo == email) where.push_back(one.lugar);
    places.push_back(email + " (" + listed(where) + ")");
  }
  report(found, motive::contacto, "institucion.correos", {{"correos", joined(places, "; ")}});
}

bool is_sigla(std::string_view word) {
  return word.size() >= 4 && word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == word.npos;
}

// §7.14
void find_unknown_siglas(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas) {
    std::vector<std::string> unknown;
    for (const auto& unit : row.dependencias)
      for (const auto& word : split(unit, ' '))
        if (is_sigla(word) &&
            std::ranges::find(plan.siglas, word, &Sigla::sigla) == plan.siglas.end())
          unknown.push_back(word);
    if (!unknown.empty())
      report(found, motive::sigla, at({"pei", row.id, "dependencias"}),
             {{"siglas", listed(unknown)}});
  }
}

// Slips that were found in published plans, and how they are mended. Plain text, not patterns.
constexpr std::pair<std::string_view, std::string_view> slips[] = {
    {"incrementado a protección", "incrementado la protección"},
    {"origen o precedencia", "origen o procedencia"},
    {"final para en el período", "final para el período"},
    {"en el ultimo se", "en el último se"},
    {"intervenciones, los cuales", "intervenciones, las cuales"},
};

void find_slips(const Plan& plan, Findings& found) {
  const auto look = [&](const std::string& text, const std::string& place) {
    for (const auto& [slip, mended] : slips)
      if (text.contains(slip))
        report(found, motive::redaccion, place,
               {{"hallado", std::string(slip)}, {"esperado", std::string(mended)}});
  };
  for (const auto& row : plan.pei.filas)
    look(row.resultado_estrategico, at({"pei", row.id, "resultado_estrategico"}));
  for (const auto& chapter : plan.estrategia.capitulos)
    for (std::size_t i = 0; i < chapter.bloques.size(); ++i)
      look(chapter.bloques[i].texto,
           at({"estrategia", chapter.letra.empty() ? "inicio" : chapter.letra, "bloque",
               std::to_string(i + 1)}));
}

// §7.16
void find_doubtful_norms(const Plan& plan, Findings& found) {
  for (const auto& norm : plan.normas) {
    if (norm.ejercicio && *norm.ejercicio < plan.ejercicio && !norm.vigencia_explicada)
      report(found, motive::norma_anio, at({"normas", norm.norma}),
             {{"norma", norm.norma},
              {"anio_norma", std::to_string(*norm.ejercicio)},
              {"anio", std::to_string(plan.ejercicio)}});
    if (norm.tipo.empty())
      report(found, motive::norma_tipo, at({"normas", norm.norma}), {{"norma", norm.norma}});
  }
  const auto& title = plan.pei.titulo;
  const auto number = title.substr(0, title.find(' '));
  if (!number.empty() && number.find_first_not_of("0123456789.") == number.npos &&
      plan.pei.nota_numeracion.empty())
    report(found, motive::numeracion, "pei.titulo", {{"hallado", number}});
}

bool measurable(const Measure& measure) {
  return !measure.responsable.empty() && measure.fin && !measure.meta.empty() &&
         !measure.evidencia.empty();
}

// §7.17
void find_chapters_without_measures(const Plan& plan, Findings& found) {
  for (const std::string_view letter : {"a", "b", "c"}) {
    const bool any = std::ranges::any_of(plan.medidas, [&](const Measure& measure) {
      return measure.capitulo == letter && measure.origen != Origen::Ilustrativo &&
             measurable(measure);
    });
    const auto chapter = std::ranges::find(plan.estrategia.capitulos, letter, &Chapter::letra);
    if (!any && chapter != plan.estrategia.capitulos.end())
      report(found, motive::transparencia, at({"estrategia", letter}),
             {{"capitulo", std::string(letter)}, {"titulo", chapter->titulo}});
  }
  for (const auto& measure : plan.medidas)
    if (!measurable(measure))
      report(found, motive::medida, at({"medidas", measure.codigo}), {{"medida", measure.codigo}});
}

// Functions that the strategy gives priority and no measure exercises.
void find_functions_without_measure(const Plan& plan, Findings& found) {
  for (const auto& chapter : plan.estrategia.capitulos)
    for (const auto& block : chapter.bloques) {
      if (block.clase != BlockKind::Funciones) continue;
      std::vector<std::string> idle;
      for (const auto number : block.numeros) {
        const bool exercised = std::ranges::any_of(plan.medidas, [&](const Measure& measure) {
          return std::ranges::any_of(measure.funciones, [&](const FunctionRef& ref) {
            return ref.unidad == block.unidad && ref.numero == number;
          });
        });
        if (!exercised) idle.push_back(std::to_string(number));
      }
      if (!idle.empty())
        report(found, motive::funcion_medida, at({"estrategia", chapter.letra, block.unidad}),
               {{"unidad", block.unidad}, {"funciones", listed(idle)}});
    }
}

// §7.19
void find_partial_lists(const Plan& plan, Findings& found) {
  for (const auto& chapter : plan.estrategia.capitulos)
    for (const auto& block : chapter.bloques) {
      if (block.clase != BlockKind::Funciones || block.lista_parcial) continue;
      std::vector<std::string> numbers;
      bool consecutive = true;
      for (std::size_t i = 0; i < block.numeros.size(); ++i) {
        numbers.push_back(std::to_string(block.numeros[i]));
        consecutive = consecutive && block.numeros[i] == static_cast<std::int32_t>(i + 1);
      }
      if (!consecutive)
        report(found, motive::funciones, at({"estrategia", chapter.letra, block.unidad}),
               {{"unidad", block.unidad}, {"numeros", listed(numbers)}});
    }
}

std::string bare(std::string_view text) {
  auto out = folded(text);
  while (out.ends_with('.')) out.pop_back();
  return out;
}

// §7.20
void find_units_as_verification(const Plan& plan, Findings& found) {
  for (const auto& row : plan.pei.filas)
    for (const auto& means : row.medios_verificacion)
      for (const auto& unit : row.dependencias)
        if (bare(means) == bare(unit))
          report(found, motive::verificacion, at({"pei", row.id, "medios_verificacion"}),
                 {{"hallado", unit}});
}

// Every final result is an intervention of the prescriptive model.
void find_results_without_model(const Plan& plan, Findings& found) {
  for (const auto& result : plan.resultados) {
    if (result.nivel != ResultLevel::Final) continue;
    const bool modelled = std::ranges::any_of(plan.modelos, [&](const Model& model) {
      return model.clase == ModelKind::Prescriptivo &&
             std::ranges::find(model.nodos, result.id, &ModelNode::elemento) != model.nodos.end();
    });
    if (!modelled)
      report(found, motive::modelo, at({"resultados", result.id}), {{"resultado", result.texto}});
  }
}

void find_miscounted_lines(const Plan& plan, Findings& found) {
  const auto listed_lines = static_cast<std::int32_t>(plan.politica.lineas.size());
  if (listed_lines != plan.politica.lineas_vinculadas)
    report(found, motive::politica, "politica.lineas",
           {{"hallado", std::to_string(listed_lines)},
            {"esperado", std::to_string(plan.politica.lineas_vinculadas)}});
}

// ---- The table
// ---------------------------------------------------------------------------------------

constexpr LintCheck checks[] = {
    {"F-REDONDEO", "R5, §7.1", Severity::Alta, find_rounding},
    {"F-HITO", "R5", Severity::Alta, find_contradicted_milestones},
    {"F-CADENA", "R5", Severity::Alta, find_contradicted_results},
    {"F-UNIDAD", "R2, §7.2", Severity::Alta, find_percentages_with_counts},
    {"F-MODO", "§7.3", Severity::Alta, find_mixed_modes},
    {"F-BASE", "R10, §7.4", Severity::Alta, find_unused_baselines},
    {"F-BASE0", "R10, §7.5", Severity::Media, find_zero_baselines},
    {"F-SERIE", "R3", Severity::Alta, find_broken_series},
    {"F-SUMA", "R4", Severity::Alta, find_wrong_sums},
    {"F-PASADO", "R9, §7.6", Severity::Media, find_past_without_execution},
    {"F-HUERFANO", "R6, §7.7", Severity::Alta, find_orphan_products},
    {"F-NOMBRE", "R11, §7.8", Severity::Media, find_different_names},
    {"F-PROGRAMA", "§7.9", Severity::Media, find_different_programmes},
    {"F-UNIDAD-SUB", "R7, §7.10", Severity::Alta, find_units_that_do_not_add},
    {"F-CONTEO", "R7", Severity::Alta, find_counts_that_do_not_add},
    {"F-CODIGO", "R8, §7.11", Severity::Baja, find_wrong_codes},
    {"F-COL", "§7.12", Severity::Baja, find_empty_columns},
    {"F-CONTACTO", "§7.13", Severity::Baja, find_different_emails},
    {"F-SIGLA", "§7.14", Severity::Baja, find_unknown_siglas},
    {"F-REDACCION", "§7.14", Severity::Baja, find_slips},
    {"F-META", "§7.15", Severity::Alta, find_unpublished_goals},
    {"F-COSTO", "R12", Severity::Media, find_goals_without_cost},
    {"F-NORMA", "§7.16", Severity::Baja, find_doubtful_norms},
    {"F-TRANSPARENCIA", "§7.17", Severity::Media, find_chapters_without_measures},
    {"F-FUNC-MEDIDA", "§7.17", Severity::Media, find_functions_without_measure},
    {"F-PLAUSIBLE", "§7.18", Severity::Media, find_implausible_targets},
    {"F-FUNC", "§7.19", Severity::Baja, find_partial_lists},
    {"F-VERIF", "§7.20", Severity::Baja, find_units_as_verification},
    {"F-SERVICIO", "mandato", Severity::Alta, find_undelivered_services},
    {"F-ALIMENTA", "R1", Severity::Alta, find_unfed_indicators},
    {"F-INCOMPLETO", "R1", Severity::Media, find_incomplete_rows},
    {"F-FICHA", "R1", Severity::Media, find_loose_sheets},
    {"F-POA-PEI", "R4", Severity::Alta, find_goals_short_of_the_matrix},
    {"F-BAJA", "R14", Severity::Media, find_late_reductions},
    {"F-MODELO", "§1.1", Severity::Media, find_results_without_model},
    {"F-POLITICA", "§5", Severity::Baja, find_miscounted_lines},
};

// A name without what people add or drop freely: accents, case, punctuation, articles.
std::vector<std::string> words_of(std::string_view name) {
  constexpr std::string_view light[] = {"a",   "al", "con", "de", "del", "e",   "el",
                                        "en",  "la", "las", "lo", "los", "o",   "para",
                                        "por", "su", "sus", "u",  "un",  "una", "y"};
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty() && std::ranges::find(light, word) == std::end(light)) words.push_back(word);
    word.clear();
  };
  for (const char c : folded(name)) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (letter)
      word += c;
    else
      end_word();
  }
  end_word();
  return words;
}

}  // namespace

std::span<const LintCheck> lint_checks() { return checks; }

std::span<const std::string_view> lint_motives() { return motive::all; }

std::vector<Finding> lint(const Plan& plan) {
  Findings all;
  for (const auto& check : checks) {
    const auto before = all.size();
    check.find(plan, all);
    for (auto i = before; i < all.size(); ++i) {
      all[i].codigo = check.codigo;
      all[i].severidad = check.severidad;
    }
  }
  return all;
}

std::string key_of(const Finding& finding) {
  auto key = finding.codigo + "|" + finding.lugar + "|" + finding.motivo;
  for (const auto& figure : finding.cifras) key += "|" + figure.name + "=" + figure.value;
  return key;
}

std::size_t name_distance(std::string_view a, std::string_view b) {
  // Levenshtein, one row at a time; names are folded, so a byte is nearly always a letter.
  const auto left = joined(words_of(a), " "), right = joined(words_of(b), " ");
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < left.size(); ++i) {
    auto diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < right.size(); ++j) {
      const auto change = diagonal + (left[i] != right[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

std::string_view name_of(Severity severity) {
  constexpr std::string_view names[] = {"alta", "media", "baja"};
  return names[static_cast<std::size_t>(std::to_underlying(severity))];
}

}  // namespace planning
