// The acts on documents of money: CURs, modifications, quotas, purchases, measures of austerity and
// the joint review. Each decision is in the file of its noun.
#include <array>

#include "commands/austerity.hpp"
#include "commands/command.hpp"
#include "commands/import_curs.hpp"
#include "commands/import_purchases.hpp"
#include "commands/joint_review.hpp"
#include "commands/modifications.hpp"

namespace commands {
namespace {

using access_control::Permission;

constexpr std::array kinds{
    Kind{"cur.importar", 1, Scope::Institution, Permission::ImportBudget, decide_import_curs,
         restage_curs},
    Kind{"cur.retirar", 1, Scope::Institution, Permission::WithdrawBudget, decide_withdraw_curs},
    Kind{"modificacion.registrar", 1, Scope::Institution, Permission::ImportBudget,
         decide_register_modifications},
    Kind{"modificacion.anular", 1, Scope::Institution, Permission::WithdrawBudget,
         decide_annul_modification},
    Kind{"cuota.cargar", 1, Scope::Institution, Permission::ImportBudget, decide_load_quotas},
    Kind{"compras.importar", 1, Scope::Institution, Permission::RegisterFile,
         decide_import_purchases},
    Kind{"revision.abrir", 1, Scope::Institution, Permission::ReviewJointly,
         decide_open_joint_review},
    Kind{"revision.firmar", 1, Scope::Institution, Permission::ReviewJointly,
         decide_sign_joint_review},
    Kind{"revision.seguir", 1, Scope::Institution, Permission::ReviewJointly,
         decide_follow_agreement},
    Kind{"austeridad.proponer", 1, Scope::Institution, Permission::EditMeasures,
         decide_propose_austerity},
    Kind{"austeridad.mover", 1, Scope::Institution, Permission::EditMeasures,
         decide_move_austerity},
};

}  // namespace

std::span<const Kind> money_kinds() { return kinds; }

}  // namespace commands
