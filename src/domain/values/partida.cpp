// Partida to and from text.
#include "domain/values/partida.hpp"

#include <vector>

#include "base/text.hpp"

namespace {

constexpr std::string_view unknown = "?";
constexpr std::size_t parts_without_receptora = 13;

template <class C>
Result<std::optional<C>> known(std::string_view text) {
  if (text == unknown) return std::optional<C>{};
  return std::optional<C>{TRY(C::parse(text))};
}

template <class C>
std::string shown(const std::optional<C>& code) {
  return code ? show(*code) : std::string(unknown);
}

}  // namespace

Result<Partida> Partida::parse(std::string_view text) {
  const auto pieces = split(text, '-');
  if (pieces.size() != parts_without_receptora && pieces.size() != parts_without_receptora + 1)
    return refuse(ValueRefusal::CodeWrongWidth,
                  {{"hallado", std::string(text)},
                   {"campo", "partida"},
                   {"esperado", "13 o 14 partes unidas por guiones"}});
  Partida partida;
  partida.ejercicio = TRY(FiscalYear::parse(pieces[0]));
  partida.entidad = TRY(Entidad::parse(pieces[1]));
  partida.unidad_ejecutora = TRY(UnidadEjecutora::parse(pieces[2]));
  partida.categoria =
      TRY(ProgrammaticCode::parse(joined({pieces.begin() + 3, pieces.begin() + 8}, "-")));
  partida.renglon = TRY(Renglon::parse(pieces[8]));
  partida.geografico = TRY(Geografico::parse(pieces[9]));
  partida.fuente = TRY(Fuente::parse(pieces[10]));
  partida.organismo = TRY(known<Organismo>(pieces[11]));
  partida.correlativo = TRY(known<Correlativo>(pieces[12]));
  if (pieces.size() > parts_without_receptora)
    partida.receptora = TRY(EntidadReceptora::parse(pieces[parts_without_receptora]));
  return partida;
}

std::string show(const Partida& p) {
  std::vector<std::string> pieces = {
      show(p.ejercicio), show(p.entidad),    show(p.unidad_ejecutora),
      show(p.categoria), show(p.renglon),    show(p.geografico),
      show(p.fuente),    shown(p.organismo), shown(p.correlativo)};
  if (p.receptora) pieces.push_back(show(*p.receptora));
  return joined(pieces, "-");
}
