// The acts on risks, samples, indicators and guidance. Each decision is in the file of its noun.
#include <array>

#include "commands/command.hpp"
#include "commands/guide.hpp"
#include "commands/risks.hpp"
#include "commands/samples.hpp"

namespace commands {
namespace {

using access_control::Permission;

constexpr std::array kinds{
    Kind{"riesgo.registrar", 1, Scope::Institution, Permission::EditRisks, decide_register_risk},
    Kind{"riesgo.retirar", 1, Scope::Institution, Permission::EditRisks, decide_withdraw_risk},
    Kind{"riesgo.planificar", 1, Scope::Institution, Permission::TreatRisk, decide_plan_action},
    Kind{"riesgo.evidenciar", 1, Scope::Institution, Permission::TreatRisk, decide_show_action},
    Kind{"componente.describir", 1, Scope::Institution, Permission::EditRisks,
         decide_describe_component},
    Kind{"muestra.sacar", 1, Scope::Institution, Permission::DrawSample, decide_draw_sample},
    Kind{"muestra.examinar", 1, Scope::Institution, Permission::DrawSample, decide_examine_item},
    Kind{"muestra.concluir", 1, Scope::Institution, Permission::DrawSample, decide_conclude_sample},
    Kind{"indicador.anotar", 1, Scope::Institution, Permission::NoteIndicator,
         decide_note_indicator},
    Kind{"orientacion.emitir", 1, Scope::Institution, Permission::Guide, decide_guide},
    Kind{"orientacion.responder", 1, Scope::Institution, Permission::AnswerGuidance,
         decide_answer_guidance},
    Kind{"orientacion.cerrar", 1, Scope::Institution, Permission::Guide, decide_close_guidance},
};

}  // namespace

std::span<const Kind> control_tool_kinds() { return kinds; }

}  // namespace commands
