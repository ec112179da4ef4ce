// The routes of verification: the payment files, their lists, norms and times.
#include "web/pages/payment_file_view.hpp"
#include "web/pages/public_pages.hpp"

namespace web {
namespace {

using access_control::Permission;

constexpr auto reads = with(Permission::ReadFiles);
constexpr auto registers = with(Permission::RegisterFile);
constexpr auto reviews = with(Permission::ReviewFile);
constexpr auto attaches = with(Permission::AttachToFile);
constexpr auto approves = with(Permission::ApproveFile);
constexpr auto edits_lists = with(Permission::EditChecklist);
constexpr auto confirms_norms = with(Permission::ConfirmNorm);
constexpr std::uint64_t certificates_max = 1ULL << 20;
constexpr std::uint64_t file_max = 20ULL << 20;
constexpr std::uint64_t files_max = 100ULL << 20;

constexpr Route routes[] = {
    {Method::Get, "/inicio/buscar", signed_in, public_search, "Búsqueda, con los expedientes"},
    {Method::Get, "/expedientes", reads, payment_file_list, "Expedientes"},
    {Method::Post, "/expedientes/siguiente", reviews, payment_file_take, "Tomar el siguiente"},
    {Method::Get, "/expedientes/por-visar", approves, payment_file_next_visado,
     "El siguiente por visar"},
    {Method::Get, "/expedientes/nuevo", registers, payment_file_new, "Nuevo expediente"},
    {Method::Post, "/expedientes/nuevo", registers, payment_file_new, "Registrar un expediente",
     files_max},
    {Method::Get, "/expedientes/certificados", reads, certificate_list,
     "Certificados de confianza"},
    {Method::Post, "/expedientes/certificados", confirms_norms, certificate_list,
     "Confiar en certificados", certificates_max},
    {Method::Get, "/expedientes/certificados/{huella}", reads, certificate_show,
     "Un certificado de confianza"},
    {Method::Post, "/expedientes/certificados/{huella}", confirms_norms, certificate_show,
     "Dejar de confiar en un certificado"},
    {Method::Get, "/expedientes/normativa", reads, norm_registry, "Normativa"},
    {Method::Get, "/expedientes/normativa/{codigo}", reads, norm_registry_one, "Una norma"},
    {Method::Get, "/expedientes/listas", reads, checklist_list, "Listas de verificación"},
    {Method::Get, "/expedientes/listas/{lista}", reads, checklist_show,
     "Una lista de verificación"},
    {Method::Get, "/expedientes/listas/{lista}/editar", edits_lists, checklist_edit,
     "Editar una lista"},
    {Method::Post, "/expedientes/listas/{lista}/editar", edits_lists, checklist_edit,
     "Guardar una versión nueva de una lista"},
    {Method::Get, "/expedientes/tablero", reads, verification_board_show,
     "Indicadores de verificación"},
    {Method::Get, "/expedientes/{numero}", reads, payment_file_show, "Un expediente"},
    {Method::Post, "/expedientes/{numero}/tomar", reviews, payment_file_take_this,
     "Tomar un expediente"},
    {Method::Post, "/expedientes/{numero}/lista", reviews, payment_file_mark,
     "Responder la lista de un expediente"},
    {Method::Post, "/expedientes/{numero}/lista/una", reviews, payment_file_mark_one,
     "Responder un requisito"},
    {Method::Post, "/expedientes/{numero}/avisos", with(Permission::JudgeFlag), payment_file_judge,
     "Dictaminar un aviso"},
    {Method::Post, "/expedientes/{numero}/comentarios", reads, payment_file_comment,
     "Comentar un expediente"},
    {Method::Get, "/expedientes/{numero}/devolver", reviews, payment_file_return,
     "Devolver un expediente"},
    {Method::Post, "/expedientes/{numero}/devolver", reviews, payment_file_return,
     "Confirmar la devolución de un expediente"},
    {Method::Get, "/expedientes/{numero}/oficio/{paso}", reads, payment_file_letter,
     "La carta de una devolución"},
    {Method::Get, "/expedientes/{numero}/visado", reads, payment_file_visado,
     "Visado de un expediente"},
    {Method::Post, "/expedientes/{numero}/visado", approves, payment_file_visado,
     "Otorgar el visado de un expediente"},
    {Method::Get, "/expedientes/{numero}/recibo", reads, payment_file_receipt,
     "El recibo de un visado"},
    {Method::Get, "/expedientes/{numero}/documentos", reads, payment_file_documents,
     "Documentos de un expediente"},
    {Method::Post, "/expedientes/{numero}/documentos", attaches, payment_file_documents,
     "Agregar un documento", file_max},
    {Method::Get, "/expedientes/{numero}/documentos/{huella}", reads, payment_file_document,
     "Un documento de un expediente"},
    {Method::Get, "/expedientes/{numero}/cargas", reviews, payment_file_uploads,
     "Cargas en los sistemas"},
    {Method::Post, "/expedientes/{numero}/cargas", reviews, payment_file_uploads,
     "Registrar las cargas constatadas"},
    {Method::Get, "/expedientes/{numero}/datos", registers, payment_file_correct,
     "Corregir los datos de un expediente"},
    {Method::Post, "/expedientes/{numero}/datos", registers, payment_file_correct,
     "Guardar los datos de un expediente"},
    {Method::Get, "/expedientes/{numero}/paso/{paso}", reads, payment_file_step,
     "Un paso de un expediente"},
    {Method::Post, "/expedientes/{numero}/paso/{paso}", reads, payment_file_step,
     "Dar un paso a un expediente"},
};

}  // namespace

std::span<const Route> verification_routes() { return routes; }

}  // namespace web
