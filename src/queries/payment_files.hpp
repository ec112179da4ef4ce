// Payment files (expedientes) as people look at them: the queue, one file whole with what the rules
// say of it today, the splitting of purchases, and how long verification takes. Everything is
// asked of the state; the acts that change it are in docs/formats/expediente.md.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/verification/evaluate.hpp"
#include "domain/verification/remedy.hpp"
#include "domain/verification/splitting.hpp"
#include "domain/verification/workflow.hpp"
#include "storage/payment_file_store.hpp"

namespace queries {

// ---- The queue ----------------------------------------------------------------------------------

struct FileFilter {
  std::vector<verification::Estado> estados;  // Any of them; none: every state.
  std::optional<verification::Gasto> gasto;
  std::string unidad;     // Unidad ejecutora: "201".
  std::string proveedor;  // The NIT as written, or part of the name.
  std::string texto;      // Part of the number, the NOG or the NPG.
  // Part of the number or of the supplier's name; or its NIT, the NOG, the NPG or the number of a
  // CUR as written.
  std::string cualquiera;
  std::optional<Money> desde, hasta;
  std::optional<std::int64_t> dias;         // Working days since it was received, at least.
  std::optional<std::int64_t> verificador;  // Whom it is assigned to.
  bool con_bloqueo = false;                 // At the last time that the rules were asked.
  std::string norma;                        // Has a flag of a rule of this norm: "DTO-57-92".
};

// What is not known (an amount, a supplier) comes last in either direction.
enum class FileOrder { Antiguedad, Numero, Monto, Proveedor, Nit, Unidad, Estado };

struct FilePaging {
  FileOrder order = FileOrder::Antiguedad;
  bool descending = false;
  std::int64_t first = 0, count = 50;
};

struct FileRow {
  std::string numero;  // "2026-000017"
  verification::Gasto gasto{};
  std::optional<verification::Modalidad> modalidad;
  std::string unidad, proveedor, nit;
  std::optional<Money> monto;
  verification::Estado estado{};
  Date recibido{};
  std::int64_t dias = 0;                    // Working days since, up to today or to its end.
  std::optional<std::int64_t> verificador;  // Actor.
  // Of the last time that the rules were asked; nothing: not asked yet.
  std::optional<std::int64_t> bloqueos, avisos;
  bool ilustrativo = false;
  std::int64_t version = 0;
};

struct FileList {
  std::vector<FileRow> rows;
  std::int64_t total = 0;  // Of the filter, all pages.
  MoneySum monto;          // Of the filter; rows without an amount are `sin_monto`.
  std::int64_t sin_monto = 0;
  // Counters by state of the filter without its states, for the links above the list.
  std::array<std::int64_t, verification::estado_count> por_estado{};
  // How many open files of the filter have waited 0–2, 3–5, 6–10, 11–20 and more working days.
  std::array<std::int64_t, 5> por_espera{};
};
Result<FileList> payment_files(storage::Database&, std::string_view institution, const FileFilter&,
                               const FilePaging&, Date today);

// What "Tomar siguiente" would give: the oldest that waits. Nothing where nothing waits.
Result<std::optional<std::string>> next_file(storage::Database&, std::string_view institution);

// ---- One file -----------------------------------------------------------------------------------

struct FlagNow {
  verification::Flag flag;
  std::string norma;  // Name of the rule's norm, and its source.
  std::string fuente;
  std::optional<storage::VerdictRow> dictamen;  // What a person concluded of it.
};

struct ListLine {
  verification::Required required;
  std::string code;  // "BAJA_CUANTIA/REQ": the name in acts.
  std::optional<storage::AnswerRow> answer;
  std::optional<storage::FileDocumentRow> documento;  // The newest of its kind.
  bool falta_carga = false;  // Its system is named, and nobody has stated that it is there.
};

struct StepTaken {
  storage::FileStepRow row;
  std::string role;  // By which it was taken: "verificacion".
};

// A whole file, and what the rules say of it on the day of the question. Not copied: evaluations
// and lines point into the norms.
struct PaymentFile {
  storage::PaymentFileRow row;
  verification::FileFacts facts;
  std::vector<storage::FileDocumentRow> documentos;  // Every version, newest first by kind.
  std::vector<storage::FileUploadRow> cargas;
  std::string lista;               // Code of its checklist; "" where none is in force.
  std::int64_t lista_version = 0;  // Of the institution; 0: as it came with the norms.
  std::vector<ListLine> lineas;
  std::int64_t contestadas = 0, exigidas = 0, no_cumple = 0;  // Of the lines that are asked for.
  std::vector<StepTaken> pasos;                               // Oldest first.
  std::vector<storage::ObservationLetterRow> observaciones;
  verification::Clock reloj;
  std::vector<FlagNow> avisos;  // Today, in the order of the rules.
  bool bloqueado = false;
  std::optional<verification::Cure> remedio;  // Of what blocks; nothing: no set mends it.
  verification::Evaluation evaluacion;        // All rules of one file.
  std::vector<verification::SplitAnswer> fraccionamiento;
  // What a visado of today would sign, and its digest, which the act `expediente.visar` repeats.
  std::string contenido, huella;
  std::shared_ptr<const verification::NormTable> normas;
};
// Nothing where there is no such file. Errors: storage faults, those of the norms.
Result<std::optional<PaymentFile>> payment_file(storage::Database&, std::string_view institution,
                                                std::string_view numero, Date today);

// A file as it would be registered, for the form of a new one: its checklist, its flags and what
// splitting says, with nothing saved. `lines` are those of docs/formats/expediente.md.
Result<PaymentFile> draft_file(storage::Database&, std::string_view institution,
                               const std::vector<verification::FieldLine>& lines, Date today);

// The other file that holds an invoice: by authorisation, or by issuer with series and number.
Result<std::optional<std::string>> file_with_invoice(storage::Database&,
                                                     std::string_view institution,
                                                     const verification::Invoice&);

// ---- Over many files ----------------------------------------------------------------------------

// What the rules over history read, as the base holds it; what it lacks stays unknown.
Result<verification::History> file_history(storage::Database&, std::string_view institution,
                                           Date today);

// The groups of the year from the alert on, by unit, family and period, with the files in each.
struct SplitRow {
  verification::SplitGroup group;
  std::vector<std::string> expedientes;
};
Result<std::vector<SplitRow>> splitting(storage::Database&, std::string_view institution,
                                        FiscalYear, Date today);

// All rules over all files in a state that is not over, and over history: what `ceiba regla
// correr` says. Precision is that of the verdicts that people gave.
struct RuleRun {
  std::size_t rule = 0;  // Into verification::rules().
  std::array<std::int64_t, 4> by_verdict{};
  std::int64_t confirmados = 0, descartados = 0;  // Verdicts of people, of all time.
  bool demasiados = false;                        // Flags over 5 % of those it could judge.
};
struct RunFlag {
  std::string subject;  // Number of a file, or a subject of history.
  bool of_history = false;
  verification::Flag flag;
};
struct RulesRun {
  std::int64_t expedientes = 0;
  std::vector<RuleRun> reglas;  // Computed ones, in the order of the catalogue.
  std::vector<RunFlag> avisos;
  std::shared_ptr<const verification::NormTable> normas;
};
Result<RulesRun> run_rules(storage::Database&, std::string_view institution, Date today,
                           bool open_only);

// ---- The board of verification ------------------------------------------------------------------

// Below this many cases nothing is said of a measure ("Muestra insuficiente").
inline constexpr std::int64_t least_cases = 5;

struct StageTime {
  verification::Estado estado{};
  std::int64_t casos = 0;
  std::optional<std::int64_t> mediana, p90;  // Working days; nothing under least_cases.
};
struct CauseCount {
  verification::Motivo motivo{};
  std::int64_t veces = 0;
};
struct MonthOfVerification {
  Month mes;
  std::int64_t recibidos = 0, visados = 0, devueltos = 0;
  std::optional<std::int64_t> mediana;  // Working days from received to visado, of those visados.
};
struct VerifierCount {
  std::int64_t actor = 0;
  std::int64_t en_mano = 0, revisados = 0, devueltos = 0;
};
struct VerificationBoard {
  std::int64_t recibidos = 0, devueltos = 0;            // Files; devueltos: returned at least once.
  std::int64_t visados = 0, pagados = 0, vencidos = 0;  // vencidos: past the day to pay, unpaid.
  MoneySum en_tramite;
  std::vector<StageTime> tiempos;
  std::vector<CauseCount> causas;  // Most first.
  std::vector<MonthOfVerification> meses;
  std::vector<VerifierCount> por_verificador;  // For the head only; never public.
};
// Of the files received between two days, both included.
Result<VerificationBoard> verification_board(storage::Database&, std::string_view institution,
                                             Date from, Date until, Date today);

// ---- Norms and checklists -----------------------------------------------------------------------

// What a norm of norms/normas.csv touches.
struct NormTouch {
  std::string norma;                // Code: "DTO-57-92".
  std::vector<std::size_t> reglas;  // Into verification::rules().
  std::vector<std::string> listas;  // Codes of the checklists whose lines cite it.
  std::int64_t lineas = 0;
  std::int64_t expedientes = 0;  // Open files with a checklist, or a flag, that it touches.
};
Result<std::vector<NormTouch>> norm_touches(storage::Database&, std::string_view institution,
                                            Date today);

// A checklist as it is on a day, and its versions.
struct ChecklistVersion {
  std::int64_t version = 0;  // 0: as it came with the norms.
  std::optional<Date> desde;
  std::string motivo;
  std::int64_t actor = 0;
  std::int64_t lineas = 0;
  std::int64_t expedientes = 0;  // Files that were judged by it.
};
struct ChecklistRow {
  std::string code;
  std::vector<CatalogEntry> lineas;         // In force on the day, in their order.
  std::vector<ChecklistVersion> versiones;  // Newest first.
  std::int64_t abiertos = 0;                // Open files that use it.
};
Result<std::vector<ChecklistRow>> checklists(storage::Database&, std::string_view institution,
                                             Date today);

// ---- For citizens -------------------------------------------------------------------------------

// Totals and times, never a file nor a suspicion. Nothing where there is no file.
struct PublicVerification {
  std::int64_t recibidos = 0, pagados = 0, en_tramite = 0;
  MoneySum monto_pagado;
  std::optional<std::int64_t> mediana_a_pago;  // Working days; nothing under least_cases.
  bool ilustrativo = false;                    // Some of it is.
};
Result<std::optional<PublicVerification>> public_verification(storage::Database&,
                                                              std::string_view institution,
                                                              FiscalYear);

}  // namespace queries
