// One payment file whole, and the list of them. Boards over many files are in payment_boards.cpp.
#include "queries/payment_files.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/values/working_days.hpp"
#include "domain/verification/visado_content.hpp"
#include "storage/catalog_store.hpp"
#include "storage/rule_norms.hpp"

namespace queries {
namespace {

using namespace verification;
using storage::Parameters;

Result<WorkingCalendar> calendar_of(storage::Database& db) {
  const auto capital = TRY(Geografico::parse("0101"));
  return storage::working_calendar(db, capital);
}

Result<DayTable> days_of(storage::Database& db) {
  const auto capital = TRY(Geografico::parse("0101"));
  return storage::day_table(db, capital);
}

// The day so many working days before today: what was received then, or earlier, has waited as
// long.
Date received_by(const DayTable& table, Date today, std::int64_t days) {
  auto day = today;
  for (std::int64_t left = days; left > 0 && table.knows(day);) {
    if (table.works(day)) --left;
    day = Date{std::chrono::sys_days{day} - std::chrono::days{1}};
  }
  return day;
}

// A condition and its values: parameters are numbered from the institution's, ?1.
class Condition {
 public:
  explicit Condition(std::string_view institution) {
    values_.push_back(storage::as_value(institution));
    text_ = "institution = ?1";
  }
  template <class Value>
  void add(std::string_view before, const Value& value, std::string_view after = "") {
    values_.push_back(storage::as_value(value));
    text_ +=
        " and " + std::string(before) + "?" + std::to_string(values_.size()) + std::string(after);
  }
  void add(std::string_view condition) { text_ += " and " + std::string(condition); }
  const std::string& text() const { return text_; }
  const Parameters& values() const { return values_; }
  template <class Value>
  std::string value(const Value& one) {
    values_.push_back(storage::as_value(one));
    return "?" + std::to_string(values_.size());
  }

 private:
  std::string text_;
  Parameters values_;
};

// As the index payment_file_open says it, word by word.
constexpr std::string_view open_states =
    "estado <> 'pagado' and estado <> 'archivado' and estado <> 'rechazado' and "
    "estado <> 'anulado'";

// A column that is asked of many rows and must not choose the index: on one of its own each hit
// would be a row to read, while payment_file_search holds all that a filter asks.
std::string scanned(std::string_view column) { return "(" + std::string(column) + " || '')"; }

std::string escaped(std::string_view text) {
  return replaced(replaced(replaced(text, "!", "!!"), "%", "!%"), "_", "!_");
}

Condition condition_of(std::string_view institution, const FileFilter& filter, const DayTable& days,
                       Date today) {
  Condition where(institution);
  if (filter.gasto) where.add("gasto = ", code_of(*filter.gasto));
  if (!filter.unidad.empty()) where.add("unidad = ", filter.unidad);
  if (!filter.proveedor.empty()) {
    const auto nit = where.value(filter.proveedor);
    const auto name = where.value("%" + escaped(folded(filter.proveedor)) + "%");
    where.add("(nit = " + nit + " or folded like " + name + " escape '!')");
  }
  if (!filter.texto.empty()) {
    const auto part = where.value("%" + escaped(filter.texto) + "%");
    where.add("(number like " + part + " escape '!' or nog like " + part +
              " escape '!' or npg like " + part + " escape '!')");
  }
  if (!filter.cualquiera.empty()) {
    const auto whole = where.value(filter.cualquiera);
    const auto part = where.value("%" + escaped(filter.cualquiera) + "%");
    const auto name = where.value("%" + escaped(folded(filter.cualquiera)) + "%");
    std::string cur;
    if (const auto number = whole_number(filter.cualquiera))
      cur = " or number in (select c.number from file_cur c where c.institution = ?1 and c.cur = " +
            where.value(std::int64_t{*number}) + ")";
    where.add("(nit = " + whole + " or nog = " + whole + " or npg = " + whole + " or number like " +
              part + " escape '!' or folded like " + name + " escape '!'" + cur + ")");
  }
  if (filter.desde) where.add("monto + 0 >= ", *filter.desde);
  if (filter.hasta) where.add("monto + 0 <= ", *filter.hasta);
  if (filter.dias) where.add("received <= ", received_by(days, today, *filter.dias));
  if (filter.verificador) where.add("assignee = ", *filter.verificador);
  if (filter.con_bloqueo) where.add("blocking > 0");
  if (!filter.norma.empty()) {
    const auto norma = where.value(filter.norma);
    where.add(
        "number in (select g.number from file_flag g where g.institution = ?1 and g.rule in "
        "(select e.code from catalog_entry e where e.institution = 'instalacion' and "
        "e.catalog = 'rules' and e.attributes like '%\"norma\":\"' || " +
        norma + " || '\"%'))");
  }
  return where;
}

constexpr std::string_view row_columns =
    "number, gasto, modalidad, unidad, supplier, nit, monto, estado, received, assignee, blocking, "
    "warning, illustrative, version, closed";

FileRow row_from(const storage::Row& row, const DayTable& days, Date today) {
  FileRow file;
  file.numero = row.text(0);
  file.gasto = kind_of<Gasto>(row.view(1)).value();
  file.modalidad = kind_of<Modalidad>(row.view(2));
  file.unidad = row.text(3);
  file.proveedor = row.text(4);
  file.nit = row.text(5);
  file.monto = row.optional_money(6);
  file.estado = kind_of<Estado>(row.view(7)).value();
  file.recibido = row.date(8);
  file.verificador = row.optional_integer(9);
  file.bloqueos = row.optional_integer(10);
  file.avisos = row.optional_integer(11);
  file.ilustrativo = row.integer(12) != 0;
  file.version = row.integer(13);
  const auto end = row.is_null(14) ? today : row.date(14);
  if (days.knows(file.recibido) && days.knows(end)) file.dias = days.between(file.recibido, end);
  return file;
}

// Numbers are unique: the order is whole, and one page ends where the next begins.
std::string order_of(const FilePaging& paging) {
  constexpr std::string_view columns[] = {"received", "number", "monto", "folded",
                                          "nit",      "unidad", "estado"};
  const std::string way = paging.descending ? " desc" : "";
  const std::string column(columns[std::to_underlying(paging.order)]);
  std::string missing;  // The engines put NULL at opposite ends.
  if (paging.order == FileOrder::Monto) missing = "case when monto is null then 1 else 0 end, ";
  if (paging.order == FileOrder::Proveedor || paging.order == FileOrder::Nit ||
      paging.order == FileOrder::Unidad)
    missing = "case when " + column + " = '' then 1 else 0 end, ";
  if (paging.order == FileOrder::Numero) return "number" + way;
  return missing + column + way + ", number" + way;
}

// Norm of a rule: its name and source.
void name_norm(const NormTable& norms, Date day, FlagNow& now) {
  if (const auto* norm = norms.on(day).norm(now.flag.rule)) {
    now.norma = norm->name;
    now.fuente = norm->source;
  }
}

std::int64_t version_of_list(const std::vector<storage::ChecklistVersionRow>& versions,
                             std::string_view list, Date day) {
  std::int64_t version = 0;
  for (const auto& one : versions)
    if (one.list == list && one.from <= day) version = std::max(version, one.version);
  return version;
}

void add_lines(PaymentFile& file, const std::vector<storage::AnswerRow>& answers) {
  const auto& norms = *file.evaluacion.norms;
  const auto* list = norms.checklist(file.facts.gasto, file.facts.modalidad);
  if (list == nullptr) return;
  file.lista = std::string(list->code);
  const auto absent = not_uploaded(*list, file.facts);
  for (const auto& required : required_of(*list, file.facts, norms)) {
    ListLine line{required, required.item->norma->code, std::nullopt, std::nullopt, false};
    for (const auto& answer : answers)
      if (answer.code == line.code) line.answer = answer;
    for (const auto& document : file.documentos)
      if (document.clase == required.item->documento && !line.documento) line.documento = document;
    line.falta_carga = std::ranges::find(absent, required.item) != absent.end();
    const bool due = required.item->exigencia == Exigencia::Obligatorio &&
                     required.state != Required::State::Unneeded;
    if (due) ++file.exigidas;
    if (due && line.answer) ++file.contestadas;
    if (line.answer && line.answer->answer == storage::Answer::NoCumple) ++file.no_cumple;
    file.lineas.push_back(std::move(line));
  }
}

Result<void> add_judgement(storage::Database& db, std::string_view institution, PaymentFile& file,
                           const std::vector<storage::VerdictRow>& verdicts) {
  file.evaluacion = evaluate(file.facts, *file.normas);
  for (auto& flag : file.evaluacion.flags()) {
    FlagNow now{std::move(flag), {}, {}, std::nullopt};
    name_norm(*file.normas, file.evaluacion.norms_of, now);
    for (const auto& verdict : verdicts)
      if (verdict.rule == rules()[now.flag.rule].id) now.dictamen = verdict;
    file.bloqueado = file.bloqueado || now.flag.effect == Effect::Blocks;
    file.avisos.push_back(std::move(now));
  }
  file.remedio = smallest_remedy(file.facts, *file.normas, Mend::Blocking);
  if (const auto next = storage::purchase_of(file.row)) {
    const auto before = TRY(storage::purchases(db, institution, file.row.ejercicio, file.row.unidad,
                                               file.row.familia, file.row.number));
    if (auto answers = split_answers(before, *next, file.normas->on(next->fecha)))
      file.fraccionamiento = *std::move(answers);
  }
  return {};
}

std::vector<Taken> taken_of(const std::vector<StepTaken>& steps) {
  std::vector<Taken> taken;
  for (const auto& step : steps)
    taken.push_back({step.row.paso, step.row.to, step.row.actor, step.row.on_behalf, step.row.on,
                     step.row.motivo});
  return taken;
}

}  // namespace

Result<FileList> payment_files(storage::Database& db, std::string_view institution,
                               const FileFilter& filter, const FilePaging& paging, Date today) {
  const auto days = TRY(days_of(db));
  FileList list;
  auto where = condition_of(institution, filter, days, today);
  const auto asked = [&](Estado estado) {
    return filter.estados.empty() ||
           std::ranges::find(filter.estados, estado) != filter.estados.end();
  };
  // Of all files the states are counted along their index; under a filter along the search's.
  const std::string by = where.values().size() == 1 ? "estado" : scanned("estado");
  CHECK(db.each("select " + by +
                    ", count(*), count(monto), "
                    "cast(coalesce(sum(monto), 0) as bigint) from payment_file where " +
                    where.text() + " group by " + by,
                where.values(), [&](const storage::Row& row) -> Result<void> {
                  const auto estado = kind_of<Estado>(row.view(0)).value();
                  list.por_estado[std::to_underlying(estado)] = row.integer(1);
                  if (!asked(estado)) return {};
                  list.total += row.integer(1);
                  list.sin_monto += row.integer(1) - row.integer(2);
                  list.monto += row.money(3);
                  return {};
                }));
  // Saying that only open ones are asked for leads both engines to their small index.
  const bool all_open =
      !filter.estados.empty() && std::ranges::none_of(filter.estados, storage::is_over);
  const bool any_open =
      filter.estados.empty() || !std::ranges::all_of(filter.estados, storage::is_over);
  if (!filter.estados.empty()) {
    std::vector<std::string> marks;
    for (const auto estado : filter.estados)
      marks.push_back(where.value(std::string(code_of(estado))));
    if (all_open) where.add(open_states);
    where.add(scanned("estado") + " in (" + joined(marks, ", ") + ")");
  }
  // Waiting, by the working days that part the groups.
  constexpr std::int64_t upto[] = {2, 5, 10, 20};
  auto waiting = where;
  if (!all_open) waiting.add(open_states);
  if (any_open)
    CHECK(db.each("select received, count(*) from payment_file where " + waiting.text() +
                      " group by received",
                  waiting.values(), [&](const storage::Row& row) -> Result<void> {
                    const auto received = row.date(0);
                    if (!days.knows(received) || !days.knows(today)) return {};
                    const auto waited = days.between(received, today);
                    const auto group = std::ranges::lower_bound(upto, waited) - std::begin(upto);
                    list.por_espera[static_cast<std::size_t>(group)] += row.integer(1);
                    return {};
                  }));
  // Found in an index, then read: what is skipped or sorted away is never read whole.
  const auto count = where.value(paging.count), first = where.value(paging.first);
  const auto order = order_of(paging);
  CHECK(db.each("select " + std::string(row_columns) +
                    " from payment_file where institution = ?1 and number in (select number from "
                    "payment_file where " +
                    where.text() + " order by " + order + " limit " + count + " offset " + first +
                    ") order by " + order,
                where.values(), [&](const storage::Row& row) -> Result<void> {
                  list.rows.push_back(row_from(row, days, today));
                  return {};
                }));
  return list;
}

Result<std::optional<std::string>> next_file(storage::Database& db, std::string_view institution) {
  auto oldest = TRY(storage::oldest_waiting(db, institution, 1));
  if (oldest.empty()) return std::optional<std::string>{};
  return std::optional(std::move(oldest.front()));
}

Result<std::optional<PaymentFile>> payment_file(storage::Database& db, std::string_view institution,
                                                std::string_view numero, Date today) {
  auto row = TRY(storage::payment_file(db, institution, numero));
  if (!row) return std::optional<PaymentFile>{};
  PaymentFile file;
  file.row = *std::move(row);
  file.normas = std::make_shared<const NormTable>(TRY(storage::norm_table(db, institution)));
  file.facts = TRY(storage::facts_of(db, institution, file.row, today, *file.normas));
  file.documentos = TRY(storage::documents_of(db, institution, numero));
  file.cargas = TRY(storage::uploads_of(db, institution, numero));
  for (auto& step : TRY(storage::steps_of(db, institution, numero))) {
    auto role = access_control::show(step.role);
    file.pasos.push_back({std::move(step), std::move(role)});
  }
  file.observaciones = TRY(storage::letters_of(db, institution, numero));
  const auto verdicts = TRY(storage::verdicts_of(db, institution, numero));
  CHECK(add_judgement(db, institution, file, verdicts));
  const auto answers = TRY(storage::answers_of(db, institution, numero));
  add_lines(file, answers);
  const auto versions = TRY(storage::checklist_versions(db, institution));
  file.lista_version = version_of_list(versions, file.lista, file.evaluacion.norms_of);
  const auto calendar = TRY(calendar_of(db));
  file.reloj = clock_of(file.row.received, taken_of(file.pasos), today, calendar,
                        file.evaluacion.norms->count(Parameter::PagoPlazo));
  const auto content = visado_content(file.facts, file.evaluacion);
  file.contenido = canonical(content);
  file.huella = digest_of(content);
  return std::optional(std::move(file));
}

Result<PaymentFile> draft_file(storage::Database& db, std::string_view institution,
                               const std::vector<FieldLine>& lines, Date today) {
  PaymentFile file;
  file.normas = std::make_shared<const NormTable>(TRY(storage::norm_table(db, institution)));
  FileFacts facts;
  facts.ejercicio = month_of(today).year;
  for (const auto& line : lines)
    CHECK(where("campo", line.path, set_field(facts, line.path, line.value)));
  file.row.received = today;
  storage::follow_content(file.row, facts);
  // Documents and uploads of the lines have no rows yet.
  const auto documents = facts.documentos;
  const auto uploads = facts.cargas;
  file.facts = TRY(storage::facts_of(db, institution, file.row, today, *file.normas));
  file.facts.documentos = documents;
  file.facts.cargas = uploads;
  file.facts.actos.clear();
  CHECK(add_judgement(db, institution, file, {}));
  add_lines(file, {});
  const auto versions = TRY(storage::checklist_versions(db, institution));
  file.lista_version = version_of_list(versions, file.lista, file.evaluacion.norms_of);
  return file;
}

Result<std::optional<std::string>> file_with_invoice(storage::Database& db,
                                                     std::string_view institution,
                                                     const Invoice& invoice) {
  const auto key = storage::invoice_key(invoice);
  if (key.empty()) return std::optional<std::string>{};
  return storage::holder_of_invoice(db, institution, key);
}

}  // namespace queries
