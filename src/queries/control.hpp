// Findings and instruments of control as people look at them: what is open, since when and with
// whom; one finding whole; what each instrument owed and what was done; the plan of audits.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "queries/capture.hpp"
#include "storage/control_store.hpp"

namespace queries {

// ---- Findings -----------------------------------------------------------------------------------

struct FindingFilter {
  std::optional<control::Origen> origen;
  std::vector<control::EstadoHallazgo> estados;  // Any of them; none: every state.
  std::string texto;                             // Part of number, title, condition or area.
  std::optional<std::int64_t> responsable, anio;
  bool vencidos = false, con_propuesta = false;
  bool emitidos = true;  // Those that were not notified yet: only whoever audits sees them.
};

struct FindingLine {
  storage::FindingRow row;
  std::string responsable, auditoria, instrumento;  // Names; "" for none.
  std::int64_t vencido = 0;                         // Working days past its date.
  std::int64_t edad = 0;       // Working days since it was issued, until closed.
  Date movido{};               // Its last step, or its issue.
  bool pide_prorroga = false;  // Asked, and not answered.
};

struct FindingBoard {
  std::vector<FindingLine> lines;  // Overdue first, most days first; then by date and number.
  std::array<std::int64_t, control::estado_hallazgo_count> por_estado{};
  std::int64_t abiertos = 0, vencidos = 0, propuestas = 0, reincidentes = 0, exceptuados = 0;
  struct Year {
    std::int64_t anio = 0, interna = 0, contraloria = 0, cerrados = 0;
  };
  std::vector<Year> anios;  // All findings that the viewer sees, by year of issue.
};
Result<FindingBoard> findings(storage::Database&, std::string_view institution,
                              const FindingFilter&, Date today);

// Recommendations whose day has passed, of those notified; of all that are open.
struct OverdueCount {
  std::int64_t vencidas = 0, abiertas = 0, todas = 0;
  std::int64_t dias_max = 0;  // Working days of the oldest.
};
Result<OverdueCount> overdue_findings(storage::Database&, std::string_view institution, Date today);

struct FindingWhole {
  FindingLine line;
  std::vector<storage::FindingStepRow> pasos;
  std::vector<storage::FindingActionRow> acciones;
  std::vector<storage::FindingEvidenceRow> evidencias;
  std::vector<storage::FindingExtensionRow> prorrogas;
  std::vector<storage::FindingCommentRow> comentarios;
  std::vector<storage::FindingTestRow> pruebas;
  std::optional<storage::InstrumentRow> instrumento;
  ActorNames nombres;
};
Result<std::optional<FindingWhole>> finding(storage::Database&, std::string_view institution,
                                            std::string_view number, Date today);

// ---- Audits -------------------------------------------------------------------------------------

struct AuditLine {
  storage::AuditRow row;
  std::string auditor;
  std::int64_t hallazgos = 0, abiertos = 0;
};
struct AuditPlan {
  std::vector<AuditLine> lines;  // By number.
  std::optional<Date> aprobado;
};
Result<AuditPlan> audit_plan(storage::Database&, std::string_view institution, std::int64_t year);

// ---- Instruments --------------------------------------------------------------------------------

struct InstrumentLine {
  storage::InstrumentRow row;
  std::string dueno;
  std::vector<control::Obligacion> obligaciones;  // Oldest first.
  std::optional<control::Obligacion> proxima;
  std::vector<storage::ControlRunRow> corridas;
  std::vector<storage::ControlRequestRow> solicitudes;
  std::map<std::string, std::string> hallazgos;  // By the period that was missed.
  // Of a permanent one: payment files of the year that the rules were asked of, and its flags.
  std::int64_t revisados = 0, avisos = 0;
  std::int64_t debidos = 0, hechos = 0, tarde = 0, faltan = 0;
};
struct ProcessCoverage {  // Of a process by a component of internal control.
  std::string proceso;
  std::array<std::int64_t, control::componente_count> instrumentos{};
  std::int64_t sujetos = 0, cubiertos = 0;  // Acts and documents of the inventory.
};
struct ControlBoard {
  std::vector<InstrumentLine> lines;
  std::vector<storage::SubjectRow> sujetos;
  std::vector<ProcessCoverage> cobertura;  // By process.
  std::int64_t vigentes = 0, debidos = 0, hechos = 0, faltan = 0;
};
Result<ControlBoard> controls(storage::Database&, std::string_view institution, Date today);

}  // namespace queries
