// The codes of commands::JournalRefusal, in its order.
#include "commands/journal_refusals.hpp"

namespace commands {
namespace {
constexpr RefusalRow rows[] = {
    {"bitacora.no_hay_asiento", Fault::NotFound},   {"respaldo.ya_existe", Fault::Conflict},
    {"respaldo.no_escribible", Fault::Unavailable}, {"respaldo.ilegible", Fault::NotFound},
    {"respaldo.mal_formado", Fault::Invalid},       {"respaldo.incompleto", Fault::Invalid},
    {"respaldo.huella_distinta", Fault::Invalid},   {"respaldo.mas_nuevo", Fault::Conflict},
    {"respaldo.bitacora_alterada", Fault::Invalid},
};
static_assert(std::size(rows) == std::to_underlying(JournalRefusal::BackupNotSound) + 1);
}  // namespace

const RefusalRow& row_of(JournalRefusal why) { return rows[std::to_underlying(why)]; }
std::span<const RefusalRow> journal_refusal_rows() { return rows; }

}  // namespace commands
