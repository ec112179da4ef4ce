// What the families of rules share: how a proof is put together, and the loops over the invoices
// and partidas of a file. No rule here.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/verification/rule.hpp"

namespace verification::judging {

inline std::string text(std::string_view view) { return std::string(view); }

inline Outcome fail(std::vector<Proof> proofs) {
  Outcome out;
  out.verdict = Verdict::Fail;
  out.proofs = std::move(proofs);
  return out;
}
inline Outcome fail(Proof proof) {
  std::vector<Proof> one;
  one.push_back(std::move(proof));
  return fail(std::move(one));
}

// The verdict of many judgments: one failure is a failure; else what could not be told is told.
inline Outcome concluded(std::vector<Proof> proofs, std::optional<Input> missing) {
  if (!proofs.empty()) return fail(std::move(proofs));
  if (missing) return cannot_tell(*missing);
  return pass();
}

// Purchases, works and settlements of a fondo rotativo are paid against invoices.
inline bool paid_by_invoice(const FileFacts& file) {
  return file.gasto == Gasto::Compra || file.gasto == Gasto::Inversion ||
         file.gasto == Gasto::FondoRotativo;
}
inline bool purchase(const FileFacts& file) {
  return file.gasto == Gasto::Compra || file.gasto == Gasto::Inversion;
}
inline bool basic_service(const FileFacts& file) { return file.modalidad == Modalidad::Exc44G; }

inline Witness invoice_row(const Invoice& invoice) {
  return {"factura",
          text(invoice.autorizacion.empty() ? invoice.numero.view() : invoice.autorizacion.view())};
}
inline Witness document_row(Documento clase) { return {"documento", text(code_of(clase))}; }
inline Witness cur_row(const FileCur& cur) { return {"cur", std::to_string(cur.numero)}; }
// The partida, and where it was taken from.
inline std::vector<Witness> partida_rows(const FilePartida& row) {
  std::vector<Witness> rows{{"partida", show(row.partida)}};
  if (row.cur) rows.push_back({"tomada_del_cur", std::to_string(*row.cur)});
  return rows;
}

// Asks `judge(invoice, proofs) → what is missing, if anything` of every invoice.
template <class Judge>
Outcome each_invoice(const FileFacts& file, Judge judge) {
  if (file.facturas.empty())
    return paid_by_invoice(file) ? cannot_tell(Input::Factura)
                                 : not_applicable(Inapplicable::GastoSinFactura);
  std::vector<Proof> proofs;
  std::optional<Input> missing;
  for (const auto& invoice : file.facturas)
    if (const auto lacks = judge(invoice, proofs); lacks && !missing) missing = lacks;
  return concluded(std::move(proofs), missing);
}

// The same for partidas.
template <class Judge>
Outcome each_partida(const FileFacts& file, Judge judge) {
  if (file.partidas.empty()) return cannot_tell(Input::Partida);
  std::vector<Proof> proofs;
  std::optional<Input> missing;
  for (const auto& row : file.partidas)
    if (const auto lacks = judge(row, proofs); lacks && !missing) missing = lacks;
  return concluded(std::move(proofs), missing);
}

// Whether any partida of the file is of a renglón of the set.
inline bool any_renglon(const FileFacts& file, const RenglonSet& set) {
  for (const auto& row : file.partidas)
    if (set.test(index_of(row.partida.renglon))) return true;
  return false;
}

inline std::int64_t days_between(Date start, Date end) {
  return (std::chrono::sys_days{end} - std::chrono::sys_days{start}).count();
}

// amount × share / 10000, share in hundredths of a point, half away from zero.
inline std::int64_t part_of(std::int64_t centavos, std::int64_t share) {
  const Int128 product = Int128{centavos} * share;
  const Int128 half = product < 0 ? -5000 : 5000;
  return static_cast<std::int64_t>((product + half) / 10000);
}

}  // namespace verification::judging
