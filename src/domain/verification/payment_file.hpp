// A payment file (expediente): the documents and facts behind one payment, as values. What is
// unknown is nothing, never zero or "no". A file holds its own facts and, in `historia` and the
// balances of its partidas, what the program knew around it when it was asked; a rule reads only
// this. Not how it moves (workflow.hpp) nor where it is kept (storage).
//
//   file ── supplier
//        ├─ invoices ── items
//        ├─ documents          kind, day, validity, hash, uploads
//        ├─ CURs               class, state, amount, partida
//        ├─ partidas           with their balance and cuota, where known
//        ├─ contract ── guarantees
//        ├─ reception, commission of travel, event, insurance
//        └─ acts               who did what on it
#pragma once

#include <array>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <vector>

#include "base/hash.hpp"
#include "domain/budget/cur.hpp"
#include "domain/values/codes.hpp"
#include "domain/values/money.hpp"
#include "domain/values/partida.hpp"
#include "domain/values/period.hpp"
#include "domain/values/quantity.hpp"
#include "domain/values/ratio.hpp"
#include "domain/verification/kinds.hpp"
#include "domain/verification/short_text.hpp"

namespace verification {

// Lists of a file. A battery gives the files of a block one memory resource, so that a million of
// them lie side by side; elsewhere the ordinary one serves.
template <class T>
using List = std::pmr::vector<T>;

using NitText = ShortText<14>;  // As written; rule V01 judges it.
using CuiText = ShortText<15>;
using Uuid = ShortText<40>;    // As written; rule V03 judges it.
using Number = ShortText<24>;  // Of an invoice, a series, a file.
using Word = ShortText<31>;    // A code of a list.

struct Item {
  Word insumo;  // Code of the catalogue of inputs.
  std::optional<Quantity> cantidad;
  std::optional<Money> precio;   // Of one.
  std::optional<Money> importe;  // IVA included, as invoices of Guatemala print it.
  std::optional<Money> iva;
  std::optional<std::int64_t> duracion_meses;
};

struct Invoice {
  Uuid autorizacion;
  Number serie, numero;
  NitText emisor, receptor;
  std::optional<DteTipo> tipo;
  std::optional<DteEstado> estado;
  std::optional<Date> emitida, certificada;
  std::optional<Money> total, iva;
  std::optional<Money> acreditado;  // By credit notes that name it.
  List<Item> items;
};

struct Document {
  Documento clase = Documento::Req;
  std::optional<Date> fecha;
  std::optional<Date> desde, hasta;  // Validity.
  std::optional<Money> monto;        // What it is good for: CDP, CDF.
  std::optional<Hash> hash;          // Of the bytes kept now.
  std::optional<Hash> visado;        // Of the bytes that the visado saw.
};

struct Upload {
  Documento clase = Documento::Req;
  Sistema sistema = Sistema::Siges;
  std::optional<Date> fecha;
};

struct FileCur {
  std::int64_t numero = 0;
  budget::CurClase clase = budget::CurClase::Com;
  budget::CurEstado estado = budget::CurEstado::Registrado;
  FiscalYear ejercicio;
  std::optional<Date> fecha;
  std::optional<Money> monto;
  std::optional<std::int64_t> revierte;
  std::uint8_t partida = 0;  // Index into the file's partidas.
};

// What is available of a partida, and of its cuota, before this file.
struct FilePartida {
  Partida partida;
  std::optional<Money> vigente, comprometido;
  std::optional<Money> cuota_compromiso, cuota_compromiso_usada;
  std::optional<bool> en_red;             // Its category is in the approved red programática.
  std::optional<bool> fuente_habilitada;  // Its fuente may pay for this renglón and programme.
  std::optional<bool> insumo_permitido;  // What is bought belongs to the renglón and the producto.
  std::optional<std::int64_t> cur;       // The CUR that names it, where the file itself names none.
};

struct Guarantee {
  Garantia clase = Garantia::Cumplimiento;
  std::optional<Money> monto;
  std::optional<Date> desde, hasta;
};

struct Contract {
  Number numero;
  std::optional<Money> monto;         // As signed.
  std::optional<Money> ampliado;      // Added by change orders; zero is "none".
  std::optional<Money> pagado_antes;  // By earlier files.
  std::optional<Money> anticipo;      // Advance paid; zero is "none".
  std::optional<Money> amortizado;    // Of the advance, this file included.
  std::optional<Money> sancion;       // For late delivery, as computed in the file.
  std::optional<Date> suscrito, aprobado, inicia, termina, entrega, entregado, registrado_cgc;
  List<Guarantee> garantias;
};

struct Supplier {
  NitText nit;
  CuiText cui;
  std::optional<Regimen> regimen;
  NitText cuenta_nit;          // Owner of the account that is paid.
  std::optional<bool> cesion;  // Rights ceded to somebody else, documented.
};

struct Reception {
  std::optional<Date> acta;
  List<std::int64_t> miembros;  // Of the receiving commission, by actor.
  std::optional<std::int64_t> solicitante;
};

struct Commission {
  std::optional<bool> exterior;
  std::optional<Date> desde, hasta, liquidado;
  std::optional<std::int64_t> dias_completos;  // With a night out.
  std::optional<std::int64_t> medios_dias;     // Without, and the day of return.
  std::optional<Money> pedido;
};

// What is bought, where a containment norm asks for it.
struct Restricted {
  Word bien;  // Kind of vehicle: "ambulancia".
  std::optional<bool> seguro_medico;
  std::optional<bool> pacto_colectivo;
  std::optional<bool> intermediario;
  std::optional<std::int64_t> asistentes;
  std::optional<bool> festejo;
  std::optional<bool> en_plan_comunicacion;
  std::optional<bool> promocional;
  std::optional<bool> insumo_del_producto;  // It is what the producto itself is made of.
};

struct FileAct {
  Duty funcion = Duty::Elabora;
  std::optional<std::int64_t> actor;
  std::optional<std::int64_t> por;  // On whose behalf, where it was delegated.
};

// A norm that a document of the file cites.
struct Citation {
  Word norma;
  std::optional<Date> fecha;    // Of the event that it is cited for.
  std::optional<bool> vigente;  // It was in force on that day, by the registry of norms.
};

struct Resemblance {
  Parecido clase = Parecido::MismaFactura;
  Number expediente;  // The other file.
  Number factura;     // Its invoice, or the kind of its document.
  std::optional<Date> fecha;
  std::optional<Money> monto;
  std::optional<Ratio> parte;  // Share of equal documents.
};

// What the program found around the file when it looked. Where it did not look there is none.
struct FileHistory {
  List<Resemblance> parecidos;
  std::optional<Money> mismo_nit;  // Purchases of baja cuantía of the same unit, supplier and
                                   // family in the window of C01, this file included.
  std::optional<std::int64_t> excepciones;  // Earlier files of the unit and year by the same case.
};

struct FileFacts {
  Number numero;  // "2026-000017"
  Gasto gasto = Gasto::Compra;
  std::optional<Modalidad> modalidad;
  FiscalYear ejercicio;
  UnidadEjecutora unidad_ejecutora;
  NitText institucion;  // NIT of who buys.
  Date hoy{};           // The day on which the question is asked.
  Word familia;         // Of the goods or services bought.
  Number nog, npg;
  std::optional<Money> monto;  // What is asked to be paid.
  std::optional<Money> adjudicado;
  std::optional<Money> transferido;
  std::optional<Money> retencion_iva, retencion_isr;
  std::optional<bool> deuda_flotante;    // Of an earlier year, registered as such.
  std::optional<bool> turnos;            // The unit works on days of rest.
  std::optional<bool> en_paa;            // In the yearly plan of purchases.
  std::optional<Money> saldo_paa;        // What that plan has left for it.
  std::optional<bool> contrato_abierto;  // The same is available by contrato abierto.
  std::optional<bool> primer_pago;
  Supplier proveedor;
  std::array<std::optional<Date>, hito_count> fechas{};
  List<Invoice> facturas;
  List<Document> documentos;
  List<Upload> cargas;
  List<FileCur> curs;
  List<FilePartida> partidas;
  std::optional<Contract> contrato;
  std::optional<Reception> recepcion;
  std::optional<Commission> comision;
  std::optional<Restricted> bien;
  List<FileAct> actos;
  List<Citation> citas;
  std::optional<FileHistory> historia;

  std::optional<Date> on(Hito hito) const { return fechas[static_cast<std::size_t>(hito)]; }
};

// The document of a kind (the newest given), or nullptr.
const Document* document_of(const FileFacts&, Documento);

// The day whose norms judge the file: of the commitment to spend, else of the order or contract,
// else of the invoice, else the day of the question.
Date norm_day(const FileFacts&);

// What the file asks for, by the first that is known: awarded, contract, amount to pay.
std::optional<Money> amount_of_purchase(const FileFacts&);

}  // namespace verification
