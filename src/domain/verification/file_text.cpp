// The table of fields of a payment file and of history, and how each kind of value is written.
#include "domain/verification/file_text.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/text.hpp"
#include "domain/verification/refusals.hpp"

namespace verification {
namespace {

constexpr std::string_view unknown = "sin dato";
constexpr std::string_view none = "ninguna";

std::unexpected<Error> no_value(std::string_view text, std::string_view expected = "") {
  return refuse(Refusal::ValueMalformed,
                {{"hallado", std::string(text)}, {"esperado", std::string(expected)}});
}

// --- Values --------------------------------------------------------------------------------------

template <class T>
concept Listed = requires {
  codes_of<T>();
};

template <Listed T>
Result<T> read_code(std::string_view text) {
  if (const auto kind = kind_of<T>(text)) return *kind;
  std::string all;
  for (const auto code : codes_of<T>()) all += (all.empty() ? "" : ", ") + std::string(code);
  return no_value(text, all);
}

template <std::size_t N>
Result<ShortText<N>> read_short(std::string_view text) {
  if (const auto kept = ShortText<N>::of(text)) return *kept;
  return no_value(text, std::to_string(N) + " bytes");
}

template <class T>
struct Read;
template <>
struct Read<Money> {
  static Result<Money> from(std::string_view text) { return Money::parse(text); }
};
template <>
struct Read<Quantity> {
  static Result<Quantity> from(std::string_view text) { return Quantity::parse(text); }
};
template <>
struct Read<Date> {
  static Result<Date> from(std::string_view text) { return parse_date(text); }
};
template <>
struct Read<std::int64_t> {
  static Result<std::int64_t> from(std::string_view text) {
    if (const auto number = whole_number(text)) return std::int64_t{*number};
    return no_value(text, "1");
  }
};
template <>
struct Read<std::int16_t> {
  static Result<std::int16_t> from(std::string_view text) {
    return TRY(FiscalYear::parse(text)).year;
  }
};
template <>
struct Read<std::uint8_t> {
  // Of a partida of the file: counted from 1.
  static Result<std::uint8_t> from(std::string_view text) {
    const auto number = whole_number(text);
    if (!number || *number < 1 || *number > 255) return no_value(text, "1");
    return static_cast<std::uint8_t>(*number - 1);
  }
};
template <>
struct Read<bool> {
  static Result<bool> from(std::string_view text) {
    if (text == "sí" || text == "si") return true;
    if (text == "no") return false;
    return no_value(text, "sí, no");
  }
};
template <>
struct Read<Ratio> {
  // "0.85", or an exact fraction "17/20".
  static Result<Ratio> from(std::string_view text) {
    if (const auto slash = text.find('/'); slash != text.npos) {
      const auto top = whole_number(text.substr(0, slash));
      const auto bottom = whole_number(text.substr(slash + 1));
      if (top && bottom && *bottom > 0) return Ratio{*top, *bottom};
      return no_value(text, "17/20");
    }
    const auto amount = TRY(Money::parse(text));
    return Ratio{amount.in_centavos(), 100};
  }
};
template <>
struct Read<Hash> {
  static Result<Hash> from(std::string_view text) {
    Hash hash;
    if (!parse(text, hash)) return no_value(text, "64 cifras hexadecimales");
    return hash;
  }
};
template <>
struct Read<FiscalYear> {
  static Result<FiscalYear> from(std::string_view text) { return FiscalYear::parse(text); }
};
template <>
struct Read<UnidadEjecutora> {
  static Result<UnidadEjecutora> from(std::string_view text) {
    return UnidadEjecutora::parse(text);
  }
};
template <>
struct Read<Renglon> {
  static Result<Renglon> from(std::string_view text) { return Renglon::parse(text); }
};
template <>
struct Read<Partida> {
  static Result<Partida> from(std::string_view text) { return Partida::parse(text); }
};
template <>
struct Read<budget::CurClase> {
  static Result<budget::CurClase> from(std::string_view text) {
    if (const auto clase = budget::cur_clase(text)) return *clase;
    return no_value(text, "PRE, COM, DEV, CYD, RDP, REG, PAGO");
  }
};
template <>
struct Read<budget::CurEstado> {
  static Result<budget::CurEstado> from(std::string_view text) {
    if (const auto estado = budget::cur_estado(text)) return *estado;
    return no_value(text, "APROBADO");
  }
};
template <>
struct Read<budget::Stage> {
  static Result<budget::Stage> from(std::string_view text) {
    for (std::size_t s = 0; s < budget::stage_count; ++s)
      if (budget::stage_names[s] == text) return static_cast<budget::Stage>(s);
    return no_value(text, "devengado");
  }
};
template <std::size_t N>
struct Read<ShortText<N>> {
  static Result<ShortText<N>> from(std::string_view text) { return read_short<N>(text); }
};

template <class T>
Result<T> value_from(std::string_view text) {
  if constexpr (requires { Read<T>::from(text); })
    return Read<T>::from(text);
  else
    return read_code<T>(text);
}

template <class T>
Result<void> put(T& field, std::string_view text) {
  field = TRY(value_from<T>(text));
  return {};
}
template <class T>
Result<void> put(std::optional<T>& field, std::string_view text) {
  if (text == unknown)
    field.reset();
  else
    field = TRY(value_from<T>(text));
  return {};
}
template <std::size_t N>
Result<void> put(ShortText<N>& field, std::string_view text) {
  if (text == unknown)
    field = {};
  else
    field = TRY(read_short<N>(text));
  return {};
}
// "901, 902, 903": the members of a commission. "ninguna" for nobody.
Result<void> put(List<std::int64_t>& field, std::string_view text) {
  field.clear();
  if (text == none) return {};
  for (const auto& part : split(text, ','))
    field.push_back(TRY(value_from<std::int64_t>(trimmed(part))));
  return {};
}
// Twelve amounts, "100.00 0 … ": January to December.
Result<void> put(std::array<std::int64_t, 12>& field, std::string_view text) {
  const auto parts = split(collapsed(text), ' ');
  if (parts.size() != field.size()) return no_value(text, "12");
  for (std::size_t i = 0; i < field.size(); ++i)
    field[i] = TRY(Money::parse(parts[i])).in_centavos();
  return {};
}

std::string shown(Money value) { return show(value); }
std::string shown(Quantity value) { return show(value); }
std::string shown(Date value) { return show(value); }
std::string shown(std::int64_t value) { return std::to_string(value); }
std::string shown(std::uint8_t value) { return std::to_string(value + 1); }
std::string shown(bool value) { return value ? "sí" : "no"; }
std::string shown(const Ratio& value) {
  return show(value.numerator()) + "/" + show(value.denominator());
}
std::string shown(const Hash& value) { return show(value); }
std::string shown(FiscalYear value) { return show(value); }
std::string shown(const UnidadEjecutora& value) { return show(value); }
std::string shown(const Partida& value) { return show(value); }
std::string shown(budget::CurClase value) { return std::string(budget::code_of(value)); }
std::string shown(budget::CurEstado value) { return std::string(budget::code_of(value)); }
template <Listed T>
std::string shown(T value) {
  return std::string(code_of(value));
}
template <std::size_t N>
std::string shown(const ShortText<N>& value) {
  return std::string(value.view());
}
std::string shown(const List<std::int64_t>& values) {
  std::string text;
  for (const auto value : values) text += (text.empty() ? "" : ", ") + std::to_string(value);
  return text;
}

// "" where it is unknown: nothing is written then.
template <class T>
std::string show_known(const T& field) {
  return shown(field);
}
template <class T>
std::string show_known(const std::optional<T>& field) {
  return field ? shown(*field) : std::string();
}

// --- Fields --------------------------------------------------------------------------------------

template <class T>
struct Field {
  std::string_view name;
  Result<void> (*set)(T&, std::string_view);
  std::string (*get)(const T&);
};

template <class T, auto Member>
constexpr Field<T> field(std::string_view name) {
  return {name, [](T& in, std::string_view text) { return put(in.*Member, text); },
          [](const T& in) { return show_known(in.*Member); }};
}
// What only cases of history write.
template <class T, auto Member>
constexpr Field<T> written(std::string_view name) {
  return {name, [](T& in, std::string_view text) { return put(in.*Member, text); }, nullptr};
}

template <class T>
struct FieldsOf;

#define F(Type, member) field<Type, &Type::member>(#member)
#define W(Type, member) written<Type, &Type::member>(#member)

template <>
struct FieldsOf<Item> {
  static constexpr Field<Item> all[] = {F(Item, insumo), F(Item, cantidad),
                                        F(Item, precio), F(Item, importe),
                                        F(Item, iva),    F(Item, duracion_meses)};
};
template <>
struct FieldsOf<Invoice> {
  static constexpr Field<Invoice> all[] = {
      F(Invoice, autorizacion), F(Invoice, serie), F(Invoice, numero), F(Invoice, emisor),
      F(Invoice, receptor),     F(Invoice, tipo),  F(Invoice, estado), F(Invoice, emitida),
      F(Invoice, certificada),  F(Invoice, total), F(Invoice, iva),    F(Invoice, acreditado)};
};
template <>
struct FieldsOf<verification::Document> {
  using D = verification::Document;
  static constexpr Field<D> all[] = {F(D, fecha), F(D, desde), F(D, hasta),
                                     F(D, monto), F(D, hash),  F(D, visado)};
};
template <>
struct FieldsOf<Upload> {
  static constexpr Field<Upload> all[] = {F(Upload, clase), F(Upload, sistema), F(Upload, fecha)};
};
template <>
struct FieldsOf<FileCur> {
  static constexpr Field<FileCur> all[] = {
      F(FileCur, numero), F(FileCur, clase), F(FileCur, estado),   F(FileCur, ejercicio),
      F(FileCur, fecha),  F(FileCur, monto), F(FileCur, revierte), F(FileCur, partida)};
};
template <>
struct FieldsOf<FilePartida> {
  static constexpr Field<FilePartida> all[] = {F(FilePartida, partida),
                                               F(FilePartida, vigente),
                                               F(FilePartida, comprometido),
                                               F(FilePartida, cuota_compromiso),
                                               F(FilePartida, cuota_compromiso_usada),
                                               F(FilePartida, en_red),
                                               F(FilePartida, fuente_habilitada),
                                               F(FilePartida, insumo_permitido),
                                               F(FilePartida, cur)};
};
template <>
struct FieldsOf<Guarantee> {
  static constexpr Field<Guarantee> all[] = {F(Guarantee, clase), F(Guarantee, monto),
                                             F(Guarantee, desde), F(Guarantee, hasta)};
};
template <>
struct FieldsOf<Contract> {
  static constexpr Field<Contract> all[] = {
      F(Contract, numero),       F(Contract, monto),         F(Contract, ampliado),
      F(Contract, pagado_antes), F(Contract, anticipo),      F(Contract, amortizado),
      F(Contract, sancion),      F(Contract, suscrito),      F(Contract, aprobado),
      F(Contract, inicia),       F(Contract, termina),       F(Contract, entrega),
      F(Contract, entregado),    F(Contract, registrado_cgc)};
};
template <>
struct FieldsOf<Supplier> {
  static constexpr Field<Supplier> all[] = {F(Supplier, nit), F(Supplier, cui),
                                            F(Supplier, regimen), F(Supplier, cuenta_nit),
                                            F(Supplier, cesion)};
};
template <>
struct FieldsOf<Reception> {
  static constexpr Field<Reception> all[] = {F(Reception, acta), F(Reception, miembros),
                                             F(Reception, solicitante)};
};
template <>
struct FieldsOf<Commission> {
  static constexpr Field<Commission> all[] = {
      F(Commission, exterior),  F(Commission, desde),          F(Commission, hasta),
      F(Commission, liquidado), F(Commission, dias_completos), F(Commission, medios_dias),
      F(Commission, pedido)};
};
template <>
struct FieldsOf<Restricted> {
  static constexpr Field<Restricted> all[] = {F(Restricted, bien),
                                              F(Restricted, seguro_medico),
                                              F(Restricted, pacto_colectivo),
                                              F(Restricted, intermediario),
                                              F(Restricted, asistentes),
                                              F(Restricted, festejo),
                                              F(Restricted, en_plan_comunicacion),
                                              F(Restricted, promocional),
                                              F(Restricted, insumo_del_producto)};
};
template <>
struct FieldsOf<FileAct> {
  static constexpr Field<FileAct> all[] = {F(FileAct, funcion), F(FileAct, actor), F(FileAct, por)};
};
template <>
struct FieldsOf<Citation> {
  static constexpr Field<Citation> all[] = {F(Citation, norma), F(Citation, fecha),
                                            F(Citation, vigente)};
};
template <>
struct FieldsOf<Resemblance> {
  static constexpr Field<Resemblance> all[] = {F(Resemblance, clase),   F(Resemblance, expediente),
                                               F(Resemblance, factura), F(Resemblance, fecha),
                                               F(Resemblance, monto),   F(Resemblance, parte)};
};
template <>
struct FieldsOf<FileHistory> {
  static constexpr Field<FileHistory> all[] = {F(FileHistory, mismo_nit),
                                               F(FileHistory, excepciones)};
};
template <>
struct FieldsOf<FileFacts> {
  static constexpr Field<FileFacts> all[] = {F(FileFacts, numero),
                                             F(FileFacts, gasto),
                                             F(FileFacts, modalidad),
                                             F(FileFacts, ejercicio),
                                             F(FileFacts, unidad_ejecutora),
                                             F(FileFacts, institucion),
                                             F(FileFacts, hoy),
                                             F(FileFacts, familia),
                                             F(FileFacts, nog),
                                             F(FileFacts, npg),
                                             F(FileFacts, monto),
                                             F(FileFacts, adjudicado),
                                             F(FileFacts, transferido),
                                             F(FileFacts, retencion_iva),
                                             F(FileFacts, retencion_isr),
                                             F(FileFacts, deuda_flotante),
                                             F(FileFacts, turnos),
                                             F(FileFacts, en_paa),
                                             F(FileFacts, saldo_paa),
                                             F(FileFacts, contrato_abierto),
                                             F(FileFacts, primer_pago)};
};

template <>
struct FieldsOf<Purchase> {
  static constexpr Field<Purchase> all[] = {
      W(Purchase, expediente), W(Purchase, fecha), W(Purchase, unidad),  W(Purchase, modalidad),
      W(Purchase, familia),    W(Purchase, nit),   W(Purchase, renglon), W(Purchase, monto)};
};
template <>
struct FieldsOf<PricePaid> {
  static constexpr Field<PricePaid> all[] = {W(PricePaid, expediente), W(PricePaid, fecha),
                                             W(PricePaid, insumo), W(PricePaid, precio)};
};
template <>
struct FieldsOf<MonthlySpending> {
  using M = MonthlySpending;
  static constexpr Field<M> all[] = {W(M, unidad),    written<M, &M::year>("anio"),
                                     W(M, renglon),   W(M, insumo_del_producto),
                                     W(M, devengado), W(M, personas)};
};
template <>
struct FieldsOf<Advance> {
  static constexpr Field<Advance> all[] = {W(Advance, producto), W(Advance, fisico),
                                           W(Advance, financiero)};
};
template <>
struct FieldsOf<ModifiedLine> {
  static constexpr Field<ModifiedLine> all[] = {W(ModifiedLine, numero), W(ModifiedLine, fecha),
                                                W(ModifiedLine, partida), W(ModifiedLine, monto)};
};
template <>
struct FieldsOf<Promised> {
  static constexpr Field<Promised> all[] = {W(Promised, cur), W(Promised, fecha),
                                            W(Promised, partida), W(Promised, comprometido),
                                            W(Promised, devengado)};
};
template <>
struct FieldsOf<Trip> {
  static constexpr Field<Trip> all[] = {W(Trip, expediente), W(Trip, cui), W(Trip, desde),
                                        W(Trip, hasta)};
};
template <>
struct FieldsOf<Review> {
  static constexpr Field<Review> all[] = {W(Review, actor),  W(Review, expediente),
                                          W(Review, fecha),  W(Review, hora),
                                          W(Review, minuto), W(Review, con_excepcion)};
};
template <>
struct FieldsOf<Recommendation> {
  using R = Recommendation;
  static constexpr Field<R> all[] = {W(R, numero),  W(R, regla), W(R, unidad),
                                     W(R, emitida), W(R, vence), W(R, cerrada)};
};
template <>
struct FieldsOf<Instrument> {
  static constexpr Field<Instrument> all[] = {W(Instrument, codigo), W(Instrument, debidos),
                                              W(Instrument, hechos)};
};
template <>
struct FieldsOf<JournalState> {
  using J = JournalState;
  static constexpr Field<J> all[] = {W(J, asientos), W(J, verificada), W(J, roto_en)};
};
template <>
struct FieldsOf<Reconciled> {
  using R = Reconciled;
  static constexpr Field<R> all[] = {W(R, partida), W(R, etapa), W(R, extracto), W(R, curs),
                                     W(R, explicada)};
};
#undef F
#undef W

// --- Paths ---------------------------------------------------------------------------------------

std::unexpected<Error> no_field(std::string_view path) {
  return refuse(Refusal::FieldUnknown, {{"hallado", std::string(path)}});
}

struct Path {
  std::string_view head, rest;
};
Path cut(std::string_view path) {
  const auto dot = path.find('.');
  if (dot == path.npos) return {path, {}};
  return {path.substr(0, dot), path.substr(dot + 1)};
}

template <class T>
Result<void> set_in(T& part, std::string_view name, std::string_view value) {
  for (const auto& one : FieldsOf<T>::all)
    if (one.name == name) return where("campo", name, one.set(part, value));
  return no_field(name);
}

constexpr std::size_t list_most = 1000;

// "1.total": of the first; the number after the last adds one.
template <class Container>
Result<typename Container::value_type*> place_in(Container& list, std::string_view number) {
  const auto at = whole_number(number);
  if (!at || *at < 1 || std::size_t(*at) > list.size() + 1 || list.size() >= list_most)
    return no_field(number);
  if (std::size_t(*at) > list.size()) list.emplace_back();
  return &list[std::size_t(*at) - 1];
}

template <class Container>
Result<void> set_in_list(Container& list, std::string_view rest, std::string_view value) {
  if (rest.empty()) {
    if (value != none) return no_value(value, none);
    list.clear();
    return {};
  }
  const auto [number, name] = cut(rest);
  auto* part = TRY(place_in(list, number));
  if constexpr (requires { part->items; }) {
    if (const auto [inner, deeper] = cut(name); inner == "item")
      return set_in_list(part->items, deeper, value);
  }
  return set_in(*part, name, value);
}

// A part that may be unknown: "sin dato" forgets it, a field of it brings it to life.
template <class T>
Result<void> set_in_part(std::optional<T>& part, std::string_view rest, std::string_view value) {
  if (rest.empty()) {
    if (value != unknown && value != none) return no_value(value, unknown);
    part.reset();
    return {};
  }
  if (!part) part.emplace();
  if constexpr (std::is_same_v<T, Contract>) {
    if (const auto [inner, deeper] = cut(rest); inner == "garantia")
      return set_in_list(part->garantias, deeper, value);
  }
  if constexpr (std::is_same_v<T, FileHistory>) {
    if (const auto [inner, deeper] = cut(rest); inner == "parecido")
      return set_in_list(part->parecidos, deeper, value);
  }
  return set_in(*part, rest, value);
}

// A list that may be unknown.
template <class T>
Result<void> set_in_known(std::optional<std::vector<T>>& list, std::string_view rest,
                          std::string_view value) {
  if (rest.empty() && value == unknown) {
    list.reset();
    return {};
  }
  if (!list) list.emplace();
  return set_in_list(*list, rest, value);
}

Result<void> set_document(FileFacts& file, std::string_view rest, std::string_view value) {
  if (rest.empty()) return set_in_list(file.documentos, rest, value);
  const auto [code, name] = cut(rest);
  const auto clase = kind_of<Documento>(code);
  if (!clase) return no_field(rest);
  const auto found = std::ranges::find(file.documentos, *clase, &verification::Document::clase);
  if (name.empty()) {
    const bool there = TRY(value_from<bool>(value));
    if (!there)
      std::erase_if(file.documentos, [&](const auto& d) { return d.clase == *clase; });
    else if (found == file.documentos.end())
      file.documentos.push_back({.clase = *clase});
    return {};
  }
  if (found != file.documentos.end()) return set_in(*found, name, value);
  file.documentos.push_back({.clase = *clase});
  return set_in(file.documentos.back(), name, value);
}

template <class T>
void show_part(const T& part, const std::string& path, std::vector<FieldLine>& lines) {
  for (const auto& one : FieldsOf<T>::all)
    if (auto value = one.get(part); !value.empty())
      lines.push_back({path + std::string(one.name), std::move(value)});
}
template <class T>
void show_list(const List<T>& list, const std::string& path, std::vector<FieldLine>& lines) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto inner = path + std::to_string(i + 1) + ".";
    show_part(list[i], inner, lines);
    if constexpr (requires { list[i].items; }) show_list(list[i].items, inner + "item.", lines);
  }
}

}  // namespace

Result<void> set_field(FileFacts& file, std::string_view path, std::string_view value) {
  const auto [head, rest] = cut(path);
  if (head == "proveedor") return set_in(file.proveedor, rest, value);
  if (head == "fecha") {
    const auto hito = kind_of<Hito>(rest);
    if (!hito) return no_field(path);
    return where("campo", path, put(file.fechas[static_cast<std::size_t>(*hito)], value));
  }
  if (head == "factura") return set_in_list(file.facturas, rest, value);
  if (head == "documento") return set_document(file, rest, value);
  if (head == "carga") return set_in_list(file.cargas, rest, value);
  if (head == "cur") return set_in_list(file.curs, rest, value);
  if (head == "partida") return set_in_list(file.partidas, rest, value);
  if (head == "contrato") return set_in_part(file.contrato, rest, value);
  if (head == "recepcion") return set_in_part(file.recepcion, rest, value);
  if (head == "comision") return set_in_part(file.comision, rest, value);
  if (head == "bien") return set_in_part(file.bien, rest, value);
  if (head == "acto") return set_in_list(file.actos, rest, value);
  if (head == "cita") return set_in_list(file.citas, rest, value);
  if (head == "historia") return set_in_part(file.historia, rest, value);
  return set_in(file, path, value);
}

Result<void> set_field(History& history, std::string_view path, std::string_view value) {
  const auto [head, rest] = cut(path);
  if (head == "hoy") return put(history.hoy, value);
  if (head == "compra") return set_in_known(history.compras, rest, value);
  if (head == "precio") return set_in_known(history.precios, rest, value);
  if (head == "serie") return set_in_known(history.series, rest, value);
  if (head == "meta") return set_in_known(history.metas, rest, value);
  if (head == "modificacion") return set_in_known(history.modificaciones, rest, value);
  if (head == "compromiso") return set_in_known(history.compromisos, rest, value);
  if (head == "comision") return set_in_known(history.comisiones, rest, value);
  if (head == "visado") return set_in_known(history.visados, rest, value);
  if (head == "recomendacion") return set_in_known(history.recomendaciones, rest, value);
  if (head == "instrumento") return set_in_known(history.instrumentos, rest, value);
  if (head == "bitacora") return set_in_part(history.bitacora, rest, value);
  if (head == "conciliacion") return set_in_known(history.conciliacion, rest, value);
  return no_field(path);
}

std::vector<FieldLine> lines_of(const FileFacts& file) {
  std::vector<FieldLine> lines;
  show_part(file, "", lines);
  show_part(file.proveedor, "proveedor.", lines);
  for (std::size_t i = 0; i < hito_count; ++i)
    if (file.fechas[i])
      lines.push_back({"fecha." + std::string(codes_of<Hito>()[i]), show(*file.fechas[i])});
  show_list(file.facturas, "factura.", lines);
  for (const auto& document : file.documentos) {
    const auto path = "documento." + std::string(code_of(document.clase));
    lines.push_back({path, "sí"});
    show_part(document, path + ".", lines);
  }
  show_list(file.cargas, "carga.", lines);
  show_list(file.curs, "cur.", lines);
  show_list(file.partidas, "partida.", lines);
  if (file.contrato) {
    show_part(*file.contrato, "contrato.", lines);
    show_list(file.contrato->garantias, "contrato.garantia.", lines);
  }
  if (file.recepcion) show_part(*file.recepcion, "recepcion.", lines);
  if (file.comision) show_part(*file.comision, "comision.", lines);
  if (file.bien) show_part(*file.bien, "bien.", lines);
  show_list(file.actos, "acto.", lines);
  show_list(file.citas, "cita.", lines);
  if (file.historia) {
    show_part(*file.historia, "historia.", lines);
    show_list(file.historia->parecidos, "historia.parecido.", lines);
  }
  return lines;
}

}  // namespace verification
