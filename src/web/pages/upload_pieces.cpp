// Files in pieces, for the script that sends them (assets/js/parts/subida.js): what is here, one
// piece more, no more of it. Answers are JSON; refusals problem+json.
#include "web/pages/upload_pieces.hpp"

#include <boost/json/serialize.hpp>

#include "base/text.hpp"
#include "web/pieces.hpp"
#include "web/problem.hpp"
#include "web/refusals.hpp"

namespace web {
namespace {

Response answer(const PiecedFile& file, int status = 200) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = json::serialize(json::object{{"id", file.id},
                                               {"recibido", file.received},
                                               {"tamano", file.size},
                                               {"pieza", piece_max},
                                               {"completo", file.complete()}});
  return response;
}

Result<Response> answer(Visit& visit, const Result<PiecedFile>& file, int status = 200) {
  return file ? answer(*file, status) : problem(visit.request, file.error());
}

// A whole number of the form or the query; 0 where it is none, which every use refuses or bears.
std::uint64_t bytes_typed(std::string_view typed) {
  const auto number = whole_number(typed);
  return number && *number > 0 ? static_cast<std::uint64_t>(*number) : 0;
}

}  // namespace

Result<Response> pieces_begin(Visit& visit) {
  const auto& form = visit.request.form;
  const auto address = form.first("destino");
  return answer(visit,
                begin_pieces(visit, form.first("nombre"), bytes_typed(form.first("tamano")),
                             form.first("huella"), address.substr(0, address.find('?'))),
                201);
}

Result<Response> pieces_show(Visit& visit) {
  return answer(visit, pieces_of(visit, visit.capture("id")));
}

Result<Response> pieces_add(Visit& visit) {
  const auto& query = visit.request.query;
  return answer(visit, add_piece(visit, visit.capture("id"), bytes_typed(query.first("desde")),
                                 query.first("huella"), visit.request.body));
}

Result<Response> pieces_cancel(Visit& visit) {
  const auto file = pieces_of(visit, visit.capture("id"));
  if (!file) return problem(visit.request, file.error());
  forget_pieces(*file);
  Response response;
  response.status = 204;
  return response;
}

}  // namespace web
