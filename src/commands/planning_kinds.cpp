// The kinds of act of this room.
#include "commands/approve_indicator_sheet.hpp"
#include "commands/follow_measure.hpp"
#include "commands/load_plan.hpp"
#include "commands/remember_headings.hpp"

namespace commands {
namespace {

using access_control::Permission;

constexpr Kind kinds[] = {
    {"plan.cargar", 1, Scope::Institution, Permission::LoadPlan, decide_load_plan},
    {"plan.aceptar_hallazgo", 1, Scope::Institution, Permission::AcceptFinding,
     decide_accept_plan_finding},
    {"plan.recordar_encabezados", 1, Scope::Institution, Permission::LoadPlan,
     decide_remember_headings},
    {"ficha.proponer", 1, Scope::Institution, Permission::EditIndicator,
     decide_propose_indicator_sheet},
    {"ficha.aprobar", 1, Scope::Institution, Permission::ApproveIndicator,
     decide_approve_indicator_sheet},
    {"medida.informar", 1, Scope::Institution, Permission::ReportMeasures, decide_follow_measure},
    {"medida.informar", 2, Scope::Institution, Permission::ReportMeasures,
     decide_follow_own_measure},
    {"politica.informar", 1, Scope::Institution, Permission::FollowPolicy,
     decide_report_policy_line},
    {"politica.informar", 2, Scope::Institution, Permission::FollowPolicy,
     decide_report_own_policy_line},
};

}  // namespace

std::span<const Kind> planning_kinds() { return kinds; }

}  // namespace commands
