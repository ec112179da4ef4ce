// Gathers CURs of several loads.
#include "domain/budget/cur_record.hpp"

#include <utility>

namespace budget {

void CurDigest::add(const CurRecord& record) {
  const auto& cur = record.cur;
  std::string text = show(cur.key.ejercicio);
  const auto field = [&](std::string_view value) { (text += '|') += value; };
  field(cur.key.entidad.digits());
  field(cur.key.unidad_ejecutora.digits());
  field(std::to_string(cur.key.numero));
  field(code_of(cur.clase));
  field(code_of(cur.estado));
  field(::show(cur.aprobado));
  field(cur.revierte ? std::to_string(*cur.revierte) : "");
  for (const auto* words : {&record.nit, &record.beneficiario, &record.descripcion}) {
    field(std::to_string(words->size()));  // So that no text can pass for the next field.
    field(*words);
  }
  for (const auto& line : cur.detalle) {
    field(show(line.partida));
    field(std::to_string(line.monto.in_centavos()));
  }
  text += '\n';
  sha_ << text;
}

std::size_t CurKeyHash::operator()(const CurKey& key) const noexcept {
  auto h = std::hash<Entidad>{}(key.entidad);
  h = h * 31 + std::hash<UnidadEjecutora>{}(key.unidad_ejecutora);
  h = h * 31 + static_cast<std::size_t>(key.ejercicio.year);
  return h * 1'000'003 + static_cast<std::size_t>(key.numero);
}

void CurGathering::add(CurRecord record, std::int64_t load) {
  const auto [place, fresh] = first_.emplace(record.cur.key, curs.size());
  if (!fresh) {
    auto& known = curs[place->second];
    auto& told = loads[place->second];
    if (told != load && known.cur.clase == record.cur.clase &&
        known.cur.revierte == record.cur.revierte && known.cur.detalle == record.cur.detalle) {
      const bool same =
          known.cur.estado == record.cur.estado && known.cur.aprobado == record.cur.aprobado;
      ++(same ? told_again : advanced);
      told = load;
      known = std::move(record);
      return;
    }
  }
  curs.push_back(std::move(record));
  loads.push_back(load);
}

std::vector<Cur> curs_of(const std::vector<CurRecord>& records) {
  std::vector<Cur> all;
  all.reserve(records.size());
  for (const auto& record : records) all.push_back(record.cur);
  return all;
}

std::vector<Cur> curs_of(std::vector<CurRecord>&& records) {
  std::vector<Cur> all;
  all.reserve(records.size());
  for (auto& record : records) all.push_back(std::move(record.cur));
  return all;
}

}  // namespace budget
