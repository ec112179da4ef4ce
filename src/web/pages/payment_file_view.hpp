// What the pages of payment files share: addresses, the words and tags of states, the line of
// steps, the checklist's stages, and which file the address asks for. No page of its own.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "queries/capture.hpp"
#include "queries/file_comments.hpp"
#include "queries/payment_files.hpp"
#include "queries/visado.hpp"
#include "text/payment_files.hpp"
#include "web/kit/chart.hpp"
#include "web/kit/form.hpp"
#include "web/kit/state.hpp"
#include "web/kit/table.hpp"
#include "web/route.hpp"

namespace web {

// "/expedientes/2026-000017/visado"
std::string file_address(std::string_view number, std::string_view more = {});

// What a checklist is called: "Baja cuantía" of "BAJA_CUANTIA".
std::string list_name(std::string_view code);

// The file of the path's {numero}, as it is today. Error: PageUnknown.
Result<queries::PaymentFile> file_asked(Visit&);

Html state_tag(verification::Estado);
Html effect_tag(verification::Effect);
std::string money_or_dash(const std::optional<Money>&);

// "Papelería ilustrativa, NIT 1234567-9": who is paid, as far as it is known.
Html supplier_words(const storage::PaymentFileRow&);

// Recibido → En verificación → Conforme → Visado → Enviado a pago, with the day of each.
Html steps_line(const queries::PaymentFile&);

// The page's heading lines, the same on every page of a file.
std::vector<Crumb> file_crumbs(const queries::PaymentFile&);
std::string file_summary(const queries::PaymentFile&);  // "Compra, baja cuantía · Q 11,200.00"
Html file_actions(const queries::PaymentFile&);         // Stamps and the clock, on the right.

// Where in a payment's life a line of a checklist belongs, in the order of the list.
enum class ListStage : std::uint8_t { Request, Purchase, Delivery, Record };
inline constexpr std::array<std::string_view, 4> list_stage_names = {
    "Solicitud y autorización", "Proceso de compra", "Factura y recepción", "Registro y pago"};
ListStage stage_of(const verification::ChecklistItem&);

// "12 de 18 revisados, 1 no cumple"
std::string checklist_progress(const queries::PaymentFile&);
// What stands between the list and "conforme", as a sentence; "" where nothing does.
std::string checklist_lacks(const queries::PaymentFile&);
std::string objections_button(const queries::PaymentFile&);  // "Devolver con 1 objeción"
// How many objections a return would carry: lines that do not comply and flags that block.
std::int64_t objections(const queries::PaymentFile&);
// Somebody answers it: not what the file has no need of, nor what only the program controls. What
// is merely recommended is answered, and not counted.
bool is_asked(const queries::ListLine&);

// The sentences of a flag, one for each proof, and its remedies.
std::vector<std::string> flag_sentences(const verification::Flag&);
std::vector<std::string> flag_remedies(const verification::Flag&);

// The viewer's steps that may be taken on the file now.
bool may_take(const Visit&, const queries::PaymentFile&, verification::Paso);
// Whether the viewer has had another of the separated duties on the file: why not, or "".
std::string separated_from(const Visit&, const queries::PaymentFile&, verification::Paso);

// The page of a file (I18) with what was typed in its checklist and what is wrong with it.
Result<Response> file_page(Visit&, const queries::PaymentFile&, const FormState&, int status = 200);

// A page about one thing that is done with a file: which file it is, the way back to it, and what
// is wrong with what was typed.
PageView page_beside(const queries::PaymentFile&, std::string_view heading, std::string_view lead,
                     const FormState&, Html content);

// Below the heading of the pages that stand beside a file: what is done, and on which one.
Html file_links(const Visit&, const queries::PaymentFile&);

// A refusal of an act as people meet it on a form: what was typed stays; Forbidden and what is
// missing go to their own page.
bool concerns_typing(const Error&);

Result<Response> payment_file_list(Visit&);  // I16
Result<Response> payment_file_take(Visit&);  // POST: the next one that waits.
Result<Response> payment_file_take_this(Visit&);
Result<Response> payment_file_new(Visit&);   // I17
Result<Response> payment_file_show(Visit&);  // I18
Result<Response> payment_file_mark(Visit&);  // POST: the whole list, or its conclusion.
Result<Response> payment_file_mark_one(Visit&);
Result<Response> payment_file_comment(Visit&);
Result<Response> payment_file_judge(Visit&);  // POST: a person's verdict on a flag.
Result<Response> payment_file_step(Visit&);   // Every other step of its life.
Result<Response> payment_file_correct(Visit&);
Result<Response> payment_file_document(Visit&);  // The bytes of a document.
Result<Response> payment_file_documents(Visit&);
Result<Response> payment_file_uploads(Visit&);
Result<Response> payment_file_return(Visit&);  // I19
Result<Response> payment_file_letter(Visit&);
Result<Response> payment_file_visado(Visit&);   // I20
Result<Response> payment_file_receipt(Visit&);  // The receipt as a file.
Result<Response> payment_file_next_visado(Visit&);
Result<Response> certificate_list(Visit&);
Result<Response> certificate_show(Visit&);
Result<Response> norm_registry(Visit&);  // I21
Result<Response> norm_registry_one(Visit&);
Result<Response> checklist_list(Visit&);  // I22
Result<Response> checklist_show(Visit&);
Result<Response> checklist_edit(Visit&);
Result<Response> verification_board_show(Visit&);  // I23

}  // namespace web
