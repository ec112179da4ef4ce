// The sentences of domain/access.
#include "text/refusals.hpp"

namespace text {
namespace {

constexpr Sentence rows[] = {
    {"acceso.rol_desconocido", "El rol «{hallado}» no existe.", "Use uno de estos: {esperado}."},
    {"acceso.misma_persona", "Quien registró esto no puede aprobarlo: corresponde a otra persona.",
     "Pida a otra persona con el permiso que lo revise y lo apruebe."},
};

}  // namespace

constinit const std::span<const Sentence> access_sentences = rows;

}  // namespace text
