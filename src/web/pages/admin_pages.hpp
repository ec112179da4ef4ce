// The pages of administration, and what they share.
#pragma once

#include <string>
#include <vector>

#include "domain/organization/organization.hpp"
#include "web/kit/form.hpp"
#include "web/kit/table.hpp"
#include "web/pages/session_pages.hpp"
#include "web/route.hpp"

namespace web {

Result<Response> admin_index(Visit&);
Result<Response> periods(Visit&);
Result<Response> settings_form(Visit&);
Result<Response> save_settings(Visit&);

Result<Response> user_list(Visit&);
Result<Response> user_form(Visit&);
Result<Response> create_user(Visit&);
Result<Response> user_page(Visit&);
Result<Response> edit_user(Visit&);
Result<Response> reset_password(Visit&);
Result<Response> drop_second_factor(Visit&);
Result<Response> activate_user(Visit&);
Result<Response> deactivate_user(Visit&);
Result<Response> user_import_form(Visit&);
Result<Response> user_import_preview(Visit&);
Result<Response> user_import_apply(Visit&);
Result<Response> user_template(Visit&);

Result<Response> delegation_list(Visit&);
Result<Response> create_delegation(Visit&);
Result<Response> end_delegation(Visit&);

Result<Response> unit_list(Visit&);
Result<Response> unit_form(Visit&);
Result<Response> save_unit(Visit&);
Result<Response> unit_import_form(Visit&);
Result<Response> unit_import_preview(Visit&);
Result<Response> unit_import_apply(Visit&);
Result<Response> unit_template(Visit&);
Result<Response> post_list(Visit&);
Result<Response> post_form(Visit&);
Result<Response> save_post(Visit&);
Result<Response> name_holder(Visit&);
Result<Response> function_list(Visit&);
Result<Response> save_function(Visit&);

// The path of every page of administration.
std::vector<Crumb> admin_crumbs(std::vector<Crumb> more = {});

// The bytes of an uploaded file, where one was chosen; a text that was pasted instead. Errors: the
// file cannot be read.
Result<std::string> given_list(const Request&, std::string_view file_field,
                               std::string_view text_field);

// The form for a list: its files, or what was copied from a sheet. `place` is the list's page.
struct ListForm {
  std::string place;    // "/admin/unidades"
  std::string files;    // "Archivo de Excel o CSV"
  std::string columns;  // The hint that names them.
  std::string accept;
  std::string today;  // "Descargar las unidades de hoy en Excel"
};
Html list_form(Visit&, const FormState&, const ListForm&);

// The organisation, empty where nothing was loaded.
Result<organization::Organization> organization_or_nothing(Visit&);

// "DEL-CARMEN — Delegación …", in the order of the organisation, indented by depth.
std::vector<Choice> unit_choices(const organization::Organization&);

json::array array_of(const std::vector<std::string>&);

// The refusal at its control, with what was typed.
FormState with_fault(const Request&, const Error&, std::string_view standard);

// "22/11/2026" or ISO, as an ISO date for an act; what is neither stays for the act to refuse.
std::string typed_date(std::string_view);

}  // namespace web
