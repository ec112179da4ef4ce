// One writer of rows, and one block per table.
#include "tables.hpp"

#include <cstdio>
#include <cstdlib>

using namespace verification;

namespace {

class Table {
 public:
  Table(const std::string& folder, const char* name, const char* head)
      : file_{std::fopen((folder + "/" + name + ".csv").c_str(), "w")} {
    if (file_ == nullptr) std::abort();
    text_ = std::string(head) + "\n";
  }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  ~Table() {
    flush();
    std::fclose(file_);
  }
  template <class... Cells>
  void row(const Cells&... cells) {
    (cell(cells), ...);
    text_.back() = '\n';
    if (text_.size() > 1U << 20) flush();
  }

 private:
  void cell(std::string_view value) { (text_ += value) += ','; }
  void cell(const std::string& value) { (text_ += value) += ','; }
  void cell(std::int64_t value) { (text_ += std::to_string(value)) += ','; }
  void cell(std::size_t value) { (text_ += std::to_string(value)) += ','; }
  void cell(Money value) { cell(value.in_centavos()); }
  void cell(Date value) { cell(show(value)); }
  void cell(bool value) { cell(std::string_view(value ? "1" : "0")); }
  template <class T>
  void cell(const std::optional<T>& value) {
    if (value)
      cell(*value);
    else
      text_ += ',';
  }
  void flush() {
    std::fwrite(text_.data(), 1, text_.size(), file_);
    text_.clear();
  }
  std::FILE* file_;
  std::string text_;
};

template <class Kind>
std::optional<std::string_view> code(const std::optional<Kind>& kind) {
  return kind ? std::optional(code_of(*kind)) : std::nullopt;
}

}  // namespace

void write_tables(const std::string& folder, const GeneratedFiles& all, const History& history) {
  Table files(folder, "expediente",
              "file,gasto,modalidad,ejercicio,institucion,nit,cuenta_nit,cesion,regimen,"
              "deuda_flotante,adjudicado,contrato,monto");
  Table invoices(folder, "factura",
                 "file,n,autorizacion,serie,numero,receptor,tipo,estado,emitida,total,acreditado");
  Table items(folder, "item", "file,n,importe,iva");
  Table curs(folder, "cur", "file,clase,estado,monto,partida");
  Table partidas(folder, "partida", "file,n,vigente,comprometido,cuota,cuota_usada,en_red");
  for (std::size_t i = 0; i < all.files.size(); ++i) {
    const auto& f = all.files[i];
    files.row(i, code_of(f.gasto), code(f.modalidad), std::int64_t{f.ejercicio.year},
              f.institucion.view(), f.proveedor.nit.view(), f.proveedor.cuenta_nit.view(),
              f.proveedor.cesion, code(f.proveedor.regimen), f.deuda_flotante, f.adjudicado,
              f.contrato ? f.contrato->monto : std::nullopt, f.monto);
    for (std::size_t n = 0; n < f.facturas.size(); ++n) {
      const auto& v = f.facturas[n];
      invoices.row(i, n, v.autorizacion.view(), v.serie.view(), v.numero.view(), v.receptor.view(),
                   code(v.tipo), code(v.estado), v.emitida, v.total, v.acreditado);
      for (const auto& item : v.items) items.row(i, n, item.importe, item.iva);
    }
    for (const auto& cur : f.curs)
      curs.row(i, budget::code_of(cur.clase), budget::code_of(cur.estado), cur.monto,
               std::size_t{cur.partida});
    for (std::size_t n = 0; n < f.partidas.size(); ++n) {
      const auto& p = f.partidas[n];
      partidas.row(i, n, p.vigente, p.comprometido, p.cuota_compromiso, p.cuota_compromiso_usada,
                   p.en_red);
    }
  }
  Table bought(folder, "compra", "numero,fecha,unidad,modalidad,familia,nit,renglon,monto");
  for (const auto& one : *history.compras)
    bought.row(one.expediente.view(), one.fecha, show(one.unidad), code_of(one.modalidad),
               one.familia.view(), one.nit.view(), show(one.renglon), one.monto);
  Table prices(folder, "precio", "numero,fecha,insumo,precio");
  for (const auto& one : *history.precios)
    prices.row(one.expediente.view(), one.fecha, one.insumo.view(), one.precio);
  Table trips(folder, "comision", "numero,cui,desde,hasta");
  for (const auto& one : *history.comisiones)
    trips.row(one.expediente.view(), one.cui.view(), one.desde, one.hasta);
  Table series(folder, "serie", "unidad,renglon,anio,mes,devengado");
  for (const auto& one : *history.series)
    for (std::size_t m = 0; m < one.devengado.size(); ++m)
      series.row(show(one.unidad), show(one.renglon), std::int64_t{one.year}, m + 1,
                 one.devengado[m]);
  Table moved(folder, "modificacion", "numero,fecha,partida,monto");
  for (const auto& one : *history.modificaciones)
    moved.row(one.numero, one.fecha, show(one.partida), one.monto);
  Table promised(folder, "compromiso", "cur,fecha,partida,comprometido,devengado");
  for (const auto& one : *history.compromisos)
    promised.row(one.cur, one.fecha, show(one.partida), one.comprometido, one.devengado);
  Table reviews(folder, "visado", "persona,numero,fecha,hora,excepcion");
  for (const auto& one : *history.visados)
    reviews.row(one.actor, one.expediente.view(), one.fecha, one.hora, one.con_excepcion);
}
