-- What lists of payment files ask, beside the rows themselves: a row is two kilobytes, and a
-- million of them cannot be read to find fifty. The open ones are few and have an index of their
-- own, which SQLite takes for a question that repeats its condition word by word.
create index payment_file_search
  on payment_file (institution, received, number, estado, gasto, unidad, nit, monto, assignee,
                   blocking, folded, nog, npg);
create index payment_file_open
  on payment_file (institution, received, number, estado, gasto, unidad, nit, monto, assignee,
                   blocking, folded, nog, npg)
  where estado <> 'pagado' and estado <> 'archivado' and estado <> 'rechazado'
    and estado <> 'anulado';
-- Purchases of one supplier and family in a unit (rule C01), and exceptions by case (rule C08).
create index payment_file_like
  on payment_file (institution, unidad, nit, familia, purchased_on, number, modalidad, estado,
                   purchase);
create index payment_file_case
  on payment_file (institution, unidad, ejercicio, modalidad, number, estado);
