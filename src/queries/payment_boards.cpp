// What many payment files say together: history for the rules, splitting, how long verification
// takes, what norms and checklists touch. One file is in payment_files.cpp.
#include <algorithm>
#include <cctype>
#include <set>

#include "queries/budget.hpp"
#include "queries/history_inputs.hpp"
#include "queries/money_history.hpp"
#include "queries/payment_files.hpp"
#include "storage/balance_book.hpp"
#include "storage/catalog_store.hpp"
#include "storage/control_store.hpp"
#include "storage/rule_norms.hpp"

namespace queries {
namespace {

using namespace verification;
using storage::PaymentFileRow;

Result<WorkingCalendar> calendar_of(storage::Database& db) {
  const auto capital = TRY(Geografico::parse("0101"));
  return storage::working_calendar(db, capital);
}

FiscalYear year_of(Date date) { return month_of(date).year; }
FiscalYear before(FiscalYear year) { return {static_cast<std::int16_t>(year.year - 1)}; }

// The value at the middle, and at nine tenths: by nearest rank, so that it is one of the cases.
std::optional<std::int64_t> rank_of(std::vector<std::int64_t> values, std::size_t tenths) {
  if (static_cast<std::int64_t>(values.size()) < least_cases) return std::nullopt;
  std::ranges::sort(values);
  const auto at = (values.size() * tenths + 9) / 10;
  return values[std::max<std::size_t>(at, 1) - 1];
}

template <std::size_t Bound>
ShortText<Bound> short_of(std::string_view text) {
  return ShortText<Bound>::of(text).value_or(ShortText<Bound>{});
}

// ---- History ------------------------------------------------------------------------------------

void add_prices(const FileFacts& facts, const PaymentFileRow& row, std::vector<PricePaid>& prices) {
  for (const auto& invoice : facts.facturas)
    for (const auto& item : invoice.items)
      if (!item.insumo.empty() && item.precio)
        prices.push_back({short_of<24>(row.number),
                          invoice.emitida.value_or(row.purchased_on.value_or(row.received)),
                          item.insumo, *item.precio});
}

// What prices, trips and inputs of the producto are read from.
bool is_of_history(std::string_view path) {
  if (path.starts_with("factura."))
    return path.ends_with(".emitida") || path.ends_with(".insumo") || path.ends_with(".precio");
  return path.starts_with("comision.") || path == "proveedor.cui" ||
         path == "bien.insumo_del_producto";
}

void add_trip(const FileFacts& facts, const PaymentFileRow& row, std::vector<Trip>& trips) {
  if (row.gasto != Gasto::Viatico || !facts.comision) return;
  const auto& trip = *facts.comision;
  if (facts.proveedor.cui.empty() || !trip.desde || !trip.hasta) return;
  trips.push_back({short_of<24>(row.number), facts.proveedor.cui, *trip.desde, *trip.hasta});
}

Result<std::vector<Review>> reviews(storage::Database& db, std::string_view institution) {
  constexpr auto sql = R"(
    select s.actor, s.number, s.on_date, s.at,
           (select count(*) from file_flag g
             where g.institution = s.institution and g.number = s.number
               and g.effect = 'pide_motivo')
      from file_step s
     where s.institution = ?1 and s.paso = 'visar'
     order by s.number, s.step)";
  constexpr std::int64_t minute = 60'000, local = 6 * 60;  // Guatemala is at UTC−6 all year.
  return db.rows(
      sql,
      [&](const storage::Row& row) {
        const auto of_day = (row.integer(3) / minute - local) % (24 * 60);
        return Review{row.integer(0), short_of<24>(row.view(1)), row.date(2), of_day / 60,
                      of_day % 60,    row.integer(4) > 0};
      },
      institution);
}

// Renglones of a unit that a file has said to be what the producto itself is made of.
using OwnInputs = std::set<std::pair<std::string, std::string>>;

Result<std::optional<std::vector<MonthlySpending>>> monthly(storage::Database& db,
                                                            std::string_view institution,
                                                            FiscalYear year, const OwnInputs& own) {
  std::vector<MonthlySpending> series;
  for (const auto each : {before(year), year}) {
    BudgetQuestion question;
    question.by = {"unidad_ejecutora", "renglon", "mes"};
    question.ejercicio = each.year;
    question.entidad = std::string(institution);
    std::map<std::pair<std::string, std::string>, MonthlySpending> rows;
    for (const auto& row : TRY(budget_by(db, question))) {
      if (!row.keys[0] || !row.keys[1] || !row.keys[2]) continue;
      auto& one = rows[{*row.keys[0], *row.keys[1]}];
      one.unidad = TRY(UnidadEjecutora::parse(*row.keys[0]));
      one.renglon = TRY(Renglon::parse(*row.keys[1]));
      one.year = each.year;
      one.insumo_del_producto = own.contains({*row.keys[0], *row.keys[1]});
      const auto month = std::stoul(*row.keys[2]);
      one.devengado[month - 1] = TRY(row.of(budget::Stage::Devengado).narrow()).in_centavos();
    }
    for (auto& [key, one] : rows) series.push_back(std::move(one));
  }
  if (series.empty()) return std::optional<std::vector<MonthlySpending>>{};
  return std::optional(std::move(series));
}

// ---- The board ----------------------------------------------------------------------------------

struct FileCourse {
  std::string number;
  Date received{};
  Estado estado{};
  std::optional<Money> monto;
  std::optional<std::int64_t> assignee;
  std::vector<storage::FileStepRow> steps;
};

Result<std::vector<FileCourse>> courses(storage::Database& db, std::string_view institution,
                                        Date from, Date until) {
  constexpr auto files = R"(
    select number, received, estado, monto, assignee from payment_file
     where institution = ?1 and received >= ?2 and received <= ?3
     order by number)";
  auto all = TRY(db.rows(
      files,
      [](const storage::Row& row) {
        FileCourse course;
        course.number = row.text(0);
        course.received = row.date(1);
        course.estado = kind_of<Estado>(row.view(2)).value();
        course.monto = row.optional_money(3);
        course.assignee = row.optional_integer(4);
        return course;
      },
      institution, from, until));
  constexpr auto steps = R"(
    select s.number, s.paso, s.to_state, s.actor, s.on_date, s.motivo
      from file_step s join payment_file f
        on f.institution = s.institution and f.number = s.number
     where s.institution = ?1 and f.received >= ?2 and f.received <= ?3
     order by s.number, s.step)";
  auto at = all.begin();
  CHECK(db.each(steps,
                {storage::as_value(institution), storage::as_value(from), storage::as_value(until)},
                [&](const storage::Row& row) -> Result<void> {
                  while (at != all.end() && at->number != row.view(0)) ++at;
                  if (at == all.end()) return {};
                  storage::FileStepRow step;
                  step.paso = kind_of<Paso>(row.view(1)).value();
                  step.to = kind_of<Estado>(row.view(2)).value();
                  step.actor = row.integer(3);
                  step.on = row.date(4);
                  if (!row.is_null(5)) step.motivo = kind_of<Motivo>(row.view(5));
                  at->steps.push_back(std::move(step));
                  return {};
                }));
  return all;
}

std::vector<Taken> taken_of(const FileCourse& course) {
  std::vector<Taken> taken;
  for (const auto& step : course.steps)
    taken.push_back({step.paso, step.to, step.actor, std::nullopt, step.on, step.motivo});
  return taken;
}

class Board {
 public:
  Board(const WorkingCalendar& calendar, Date today, std::optional<std::int64_t> days_to_pay)
      : calendar_{calendar}, today_{today}, days_to_pay_{days_to_pay} {}

  void add(const FileCourse& course) {
    const auto clock = clock_of(course.received, taken_of(course), today_, calendar_, days_to_pay_);
    ++board_.recibidos;
    auto& month = months_[month_of(course.received)];
    ++month.recibidos;
    std::set<Estado> left{Estado::Recibido};
    if (course.steps.empty()) left.clear();
    bool returned = false;
    for (std::size_t i = 0; i < course.steps.size(); ++i) {
      const auto& step = course.steps[i];
      if (i + 1 < course.steps.size()) left.insert(step.to);
      if (step.paso == Paso::Observar) {
        returned = true;
        ++verifiers_[step.actor].devueltos;
        if (step.motivo) ++causes_[*step.motivo];
      }
      if (step.paso == Paso::Verificar) ++verifiers_[step.actor].revisados;
      if (step.paso == Paso::Visar) {
        ++board_.visados;
        ++month.visados;
        month_days_[month_of(course.received)].push_back(
            working_days_between(calendar_, course.received, step.on));
      }
    }
    if (returned) {
      ++board_.devueltos;
      ++month.devueltos;
    }
    for (const auto estado : left)
      days_[estado].push_back(clock.in_state[std::to_underlying(estado)]);
    const bool paid = course.estado == Estado::Pagado || course.estado == Estado::Archivado;
    if (paid) ++board_.pagados;
    if (storage::is_over(course.estado)) return;
    if (course.monto) board_.en_tramite += *course.monto;
    if (course.assignee) ++verifiers_[*course.assignee].en_mano;
    if (clock.left && *clock.left < 0) ++board_.vencidos;
  }

  VerificationBoard made() && {
    for (const auto& [estado, days] : days_)
      board_.tiempos.push_back(
          {estado, static_cast<std::int64_t>(days.size()), rank_of(days, 5), rank_of(days, 9)});
    for (const auto& [motivo, times] : causes_) board_.causas.push_back({motivo, times});
    std::ranges::stable_sort(board_.causas, std::ranges::greater{}, &CauseCount::veces);
    for (auto& [month, row] : months_) {
      row.mes = month;
      row.mediana = rank_of(month_days_[month], 5);
      board_.meses.push_back(row);
    }
    for (auto& [actor, row] : verifiers_) {
      row.actor = actor;
      board_.por_verificador.push_back(row);
    }
    return std::move(board_);
  }

 private:
  const WorkingCalendar& calendar_;
  Date today_;
  std::optional<std::int64_t> days_to_pay_;
  VerificationBoard board_;
  std::map<Estado, std::vector<std::int64_t>> days_;
  std::map<Motivo, std::int64_t> causes_;
  std::map<Month, MonthOfVerification> months_;
  std::map<Month, std::vector<std::int64_t>> month_days_;
  std::map<std::int64_t, VerifierCount> verifiers_;
};

// ---- Norms and checklists -----------------------------------------------------------------------

std::string_view list_of(std::string_view code) { return code.substr(0, code.find('/')); }

// The checklist that a file is judged by.
std::string_view list_for(Gasto gasto, std::optional<Modalidad> modalidad) {
  const bool bought = gasto == Gasto::Compra || gasto == Gasto::Inversion;
  if (!bought) return code_of(gasto);
  return modalidad ? code_of(*modalidad) : std::string_view{};
}

// Whether a source names a norm, and not a longer one that has its name within.
bool cites(std::string_view source, std::string_view name) {
  const auto joins = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-'; };
  for (auto at = source.find(name); !name.empty() && at != source.npos;
       at = source.find(name, at + 1)) {
    const auto end = at + name.size();
    if ((at == 0 || !joins(source[at - 1])) && (end == source.size() || !joins(source[end])))
      return true;
  }
  return false;
}

struct Standing {
  std::string number, list;
  Date judged_on{};  // Near enough to the day whose law judges it: that of the purchase.
  bool open = false;
};
Result<std::vector<Standing>> standing(storage::Database& db, std::string_view institution) {
  constexpr auto sql = R"(
    select number, gasto, modalidad, coalesce(purchased_on, received), estado from payment_file
     where institution = ?1 order by number)";
  return db.rows(
      sql,
      [](const storage::Row& row) {
        const auto modalidad = kind_of<Modalidad>(row.view(2));
        const auto gasto = kind_of<Gasto>(row.view(1)).value();
        return Standing{row.text(0), std::string(list_for(gasto, modalidad)), row.date(3),
                        !storage::is_over(kind_of<Estado>(row.view(4)).value())};
      },
      institution);
}

}  // namespace

Result<History> file_history(storage::Database& db, std::string_view institution, Date today) {
  History history;
  history.hoy = today;
  const auto year = year_of(today);
  history.compras.emplace();
  history.precios.emplace();
  history.comisiones.emplace();
  for (const auto each : {before(year), year}) {
    auto bought = TRY(storage::purchases(db, institution, each, "", "", ""));
    history.compras->insert(history.compras->end(), bought.begin(), bought.end());
  }
  OwnInputs own;
  CHECK(storage::each_file_part(
      db, institution, is_of_history, [&](const PaymentFileRow& row) -> Result<void> {
        if (row.lines.empty()) return {};
        const auto facts = TRY(storage::content_of(row));
        add_prices(facts, row, *history.precios);
        add_trip(facts, row, *history.comisiones);
        if (row.renglon && facts.bien && facts.bien->insumo_del_producto == true)
          own.emplace(row.unidad, show(*row.renglon));
        return {};
      }));
  history.visados = TRY(reviews(db, institution));
  history.series = TRY(monthly(db, institution, year, own));
  CHECK(add_money(db, institution, history));
  CHECK(add_advances(db, institution, history));
  CHECK(add_journal(db, institution, history));
  CHECK(storage::add_control(db, institution, TRY(calendar_of(db)), history));
  return history;
}

Result<std::vector<SplitRow>> splitting(storage::Database& db, std::string_view institution,
                                        FiscalYear year, Date today) {
  const auto norms = TRY(storage::norm_table(db, institution));
  const auto bought = TRY(storage::purchases(db, institution, year, "", "", ""));
  const Date last{std::chrono::year{year.year}, std::chrono::December, std::chrono::day{31}};
  const auto groups = split_groups(bought, norms.on(std::min(today, last)));
  std::vector<SplitRow> rows;
  if (!groups) return rows;
  for (const auto& group : *groups) {
    if (group.nivel == SplitLevel::Below) continue;
    SplitRow row{group, {}};
    for (const auto at : group.compras) row.expedientes.emplace_back(bought[at].expediente.view());
    rows.push_back(std::move(row));
  }
  return rows;
}

Result<RulesRun> run_rules(storage::Database& db, std::string_view institution, Date today,
                           bool open_only) {
  RulesRun run;
  run.normas = std::make_shared<const NormTable>(TRY(storage::norm_table(db, institution)));
  Tally tally;
  storage::BalanceBook book(db, institution);
  CHECK(storage::each_payment_file(
      db, institution, open_only, [&](const PaymentFileRow& row) -> Result<void> {
        const auto facts = TRY(storage::facts_of(db, institution, row, today, *run.normas, &book));
        std::vector<FoundFlag> found;
        round_over({&facts, 1}, 0, *run.normas, tally, found);
        for (auto& one : found) run.avisos.push_back({row.number, false, std::move(one.flag)});
        return {};
      }));
  run.expedientes = tally.files;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> verdicts;
  CHECK(
      db.each("select rule, finding, count(*) from flag_verdict where institution = ?1 group by "
              "rule, finding",
              {storage::as_value(institution)}, [&](const storage::Row& row) -> Result<void> {
                auto& [confirmed, discarded] = verdicts[row.text(0)];
                if (row.view(1) == "confirmado") confirmed = row.integer(2);
                if (row.view(1) == "descartado") discarded = row.integer(2);
                return {};
              }));
  const auto history = TRY(file_history(db, institution, today));
  std::map<std::size_t, HistoryOutcome> over_history;
  for (auto& judged : evaluate(history, *run.normas))
    over_history.emplace(judged.rule, std::move(judged.outcome));
  const auto& law = run.normas->on(today);
  for (std::size_t at = 0; at < rules().size(); ++at) {
    const auto& rule = rules()[at];
    if (!rule.computed()) continue;
    RuleRun row{at, tally.rules[at].of, 0, 0, flags_too_many(tally.rules[at])};
    if (const auto found = over_history.find(at); found != over_history.end()) {
      auto& outcome = found->second;
      const auto flagged = static_cast<std::int64_t>(outcome.flags.size());
      row.by_verdict[std::to_underlying(outcome.verdict)] += outcome.judged > 0 ? 0 : 1;
      row.by_verdict[std::to_underlying(Verdict::Fail)] += flagged;
      row.by_verdict[std::to_underlying(Verdict::Pass)] +=
          std::max<std::int64_t>(outcome.judged - flagged, 0);
      const auto certainty = law.certainty(at);
      for (auto& subject : outcome.flags)
        run.avisos.push_back(
            {subject.name,
             true,
             {at, effect_of(rule.severity, certainty), certainty, std::move(subject.outcome)}});
      row.demasiados = outcome.judged > 0 && flagged * 20 > outcome.judged;
    }
    const auto& [confirmed, discarded] = verdicts[std::string(rule.id)];
    row.confirmados = confirmed;
    row.descartados = discarded;
    run.reglas.push_back(row);
  }
  return run;
}

Result<VerificationBoard> verification_board(storage::Database& db, std::string_view institution,
                                             Date from, Date until, Date today) {
  const auto calendar = TRY(calendar_of(db));
  const auto norms = TRY(storage::norm_table(db, institution));
  Board board{calendar, today, norms.on(today).count(Parameter::PagoPlazo)};
  for (const auto& course : TRY(courses(db, institution, from, until))) board.add(course);
  return std::move(board).made();
}

Result<std::vector<NormTouch>> norm_touches(storage::Database& db, std::string_view institution,
                                            Date today) {
  const auto laws = TRY(storage::catalog_rows(db, "normas"));
  const auto rule_rows = TRY(storage::norm_rows(db, institution, "rules"));
  const auto list_rows = TRY(storage::checklist_rows(db, institution));
  const auto files = TRY(standing(db, institution));
  std::map<std::string, std::set<std::string>> flagged;  // Files, by rule.
  CHECK(db.each("select rule, number from file_flag where institution = ?1",
                {storage::as_value(institution)}, [&](const storage::Row& row) -> Result<void> {
                  flagged[row.text(0)].insert(row.text(1));
                  return {};
                }));
  std::vector<NormTouch> touches;
  for (const auto& law : laws) {
    NormTouch touch{law.code, {}, {}, 0, 0};
    std::set<std::string> touched;
    for (const auto& row : rule_rows) {
      if (row.attribute("norma") != law.code || !row.in_force(today)) continue;
      const auto at = rule_at(list_of(row.code));
      if (!at || std::ranges::find(touch.reglas, *at) != touch.reglas.end()) continue;
      touch.reglas.push_back(*at);
      const auto& marked = flagged[std::string(rules()[*at].id)];
      touched.insert(marked.begin(), marked.end());
    }
    // Lines of checklists cite by number or by the law's short name: "AG 122-2016 art. 14",
    // "LCE art. 43".
    const auto number = law.attribute("numero"), short_name = law.attribute("siglas");
    std::set<std::string, std::less<>> lists;
    for (const auto& row : list_rows) {
      if (!row.in_force(today) || !(cites(row.source, number) || cites(row.source, short_name)))
        continue;
      ++touch.lineas;
      lists.emplace(list_of(row.code));
    }
    touch.listas.assign(lists.begin(), lists.end());
    for (const auto& file : files)
      if (file.open && (lists.contains(file.list) || touched.contains(file.number)))
        ++touch.expedientes;
    touches.push_back(std::move(touch));
  }
  return touches;
}

Result<std::vector<ChecklistRow>> checklists(storage::Database& db, std::string_view institution,
                                             Date today) {
  std::map<std::string, ChecklistRow, std::less<>> lists;
  std::map<std::string, std::int64_t, std::less<>> first_lines;
  for (const auto& row : TRY(storage::norm_rows(db, institution, "listas")))
    ++first_lines[std::string(list_of(row.code))];
  for (auto& row : TRY(storage::checklist_rows(db, institution))) {
    const std::string code(list_of(row.code));
    auto& list = lists[code];
    list.code = code;
    if (row.in_force(today)) list.lineas.push_back(std::move(row));
  }
  for (auto& [code, list] : lists)
    if (first_lines[code] > 0)
      list.versiones.push_back({0, std::nullopt, "", 0, first_lines[code], 0});
  for (const auto& version : TRY(storage::checklist_versions(db, institution)))
    lists[version.list].versiones.push_back({version.version, version.from, version.reason,
                                             version.actor,
                                             static_cast<std::int64_t>(version.items.size()), 0});
  for (const auto& file : TRY(standing(db, institution))) {
    const auto list = lists.find(file.list);
    if (list == lists.end()) continue;
    if (file.open) ++list->second.abiertos;
    // The last version that had begun on its day.
    auto& versions = list->second.versiones;
    for (auto version = versions.rbegin(); version != versions.rend(); ++version)
      if (!version->desde || *version->desde <= file.judged_on) {
        ++version->expedientes;
        break;
      }
  }
  std::vector<ChecklistRow> all;
  for (auto& [code, list] : lists) {
    std::ranges::reverse(list.versiones);
    all.push_back(std::move(list));
  }
  return all;
}

Result<std::optional<PublicVerification>> public_verification(storage::Database& db,
                                                              std::string_view institution,
                                                              FiscalYear year) {
  constexpr auto sql = R"(
    select f.estado, f.monto, f.received, f.illustrative,
           (select min(s.on_date) from file_step s
             where s.institution = f.institution and s.number = f.number and s.to_state = 'pagado')
      from payment_file f
     where f.institution = ?1 and f.ejercicio = ?2
     order by f.number)";
  const auto calendar = TRY(calendar_of(db));
  PublicVerification all;
  std::vector<std::int64_t> days;
  CHECK(db.each(sql, {storage::as_value(institution), storage::as_value(year)},
                [&](const storage::Row& row) -> Result<void> {
                  const auto estado = kind_of<Estado>(row.view(0)).value();
                  ++all.recibidos;
                  all.ilustrativo = all.ilustrativo || row.integer(3) != 0;
                  if (!storage::is_over(estado)) ++all.en_tramite;
                  if (row.is_null(4)) return {};
                  ++all.pagados;
                  if (!row.is_null(1)) all.monto_pagado += row.money(1);
                  days.push_back(working_days_between(calendar, row.date(2), row.date(4)));
                  return {};
                }));
  if (all.recibidos == 0) return std::optional<PublicVerification>{};
  all.mediana_a_pago = rank_of(std::move(days), 5);
  return std::optional(all);
}

}  // namespace queries
