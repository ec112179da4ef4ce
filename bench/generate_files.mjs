// Fills a demonstration base with payment files that look like its own: each is a copy of one of
// them under a number, supplier, unit, family, day and invoice of its own. Three in a hundred are
// open, with their documents and steps; the others are over. For measuring lists and nightly runs:
// the rows come by no act, so the journal of such a base does not verify.
//
//   node bench/generate_files.mjs FILES BASE        BASE: a SQLite file or postgresql://…
import { spawnSync } from "node:child_process";

const count = Number(process.argv[2] ?? 1_000_000);
const base = process.argv[3] ?? "demo.db";
const postgres = base.startsWith("postgresql://");
const suppliers = 10_000;

// Seven digits and their check digit.
function nit(number) {
  const digits = String(1_000_000 + number);
  let sum = 0;
  for (let i = 0; i < 7; ++i) sum += Number(digits[i]) * (8 - i);
  const check = (11 - (sum % 11)) % 11;
  return digits + (check === 10 ? "K" : check);
}

// What the engines say differently.
const day = (first, days) => postgres
  ? `to_char(date '${first}' + (${days})::int, 'YYYY-MM-DD')`
  : `date('${first}', '+' || (${days}) || ' days')`;
const padded = (text, width) => postgres
  ? `lpad((${text})::text, ${width}, '0')`
  : `printf('%0${width}d', ${text})`;
const series = postgres ? `generate_series(1, ${count}) as s(n)` : `(select value as n from generate_series(1, ${count})) s`;
const over = "('pagado', 'archivado', 'rechazado', 'anulado')";
const first_open = Math.floor(count * 0.97);

const sql = `
create table bench_nit (i bigint primary key, nit text not null);
insert into bench_nit values ${Array.from({ length: suppliers }, (_, i) => `(${i}, '${nit(i * 7)}')`).join(", ")};
create table bench_base as
  select f.*, (case when f.estado in ${over} then 1 else 0 end) as is_over,
         row_number() over (partition by case when f.estado in ${over} then 1 else 0 end order by number) - 1 as place
    from payment_file f where f.gasto = 'compra';
create table bench_map as
  select s.n, b.number as old, '2026-' || ${padded("s.n + 100000", 7)} as number, t.nit,
         case when b.is_over = 1 then ${day("2025-01-02", "s.n % 460")} else ${day("2026-04-01", "s.n % 40")} end as received
    from ${series}
    join bench_base b on b.is_over = (case when s.n <= ${first_open} then 1 else 0 end)
     and b.place = s.n % (select count(*) from bench_base c where c.is_over = (case when s.n <= ${first_open} then 1 else 0 end))
    join bench_nit t on t.i = s.n % ${suppliers};
insert into payment_file (institution, number, gasto, modalidad, ejercicio, unidad, familia, nit, supplier, folded, nog,
    npg, reason, monto, purchased_on, purchase, renglon, estado, received, assignee, author, author_for, version, visado,
    due, closed, blocking, warning, lines, illustrative, seq)
  select b.institution, m.number, b.gasto, b.modalidad, cast(substr(m.received, 1, 4) as int),
         cast(201 + m.n % 60 as text), cast(10000000 + m.n / 8 as text), m.nit, 'Proveedor ' || (m.n % ${suppliers}),
         'proveedor ' || (m.n % ${suppliers}), b.nog, b.npg, b.reason, b.monto + m.n % 1000, m.received, b.purchase, b.renglon,
         b.estado, m.received, b.assignee, b.author, b.author_for, b.version, b.visado, b.due,
         case when b.is_over = 1 then m.received end, b.blocking, b.warning,
         replace(replace(b.lines, '"' || b.nit || '"', '"' || m.nit || '"'),
           coalesce((select upper(substr(i.invoice, 25)) from file_invoice i where i.institution = b.institution
                      and i.number = b.number order by i.invoice limit 1), '#'), ${padded("m.n", 12)}),
         b.illustrative, b.seq
    from bench_map m join bench_base b on b.number = m.old;
insert into file_invoice (institution, invoice, number, emisor, invoice_number, emitida, total, seq)
  select i.institution, substr(i.invoice, 1, 24) || ${padded("m.n", 12)}, m.number, m.nit, i.invoice_number, i.emitida, i.total, i.seq
    from bench_map m join file_invoice i on i.number = m.old
   where i.invoice = (select min(j.invoice) from file_invoice j where j.institution = i.institution and j.number = i.number);
insert into file_cur (institution, cur, number)
  select c.institution, c.cur, m.number from bench_map m join file_cur c on c.number = m.old;
create table bench_open as select * from bench_map where n > ${first_open};
insert into file_document (institution, number, clase, version, hash, name, media_type, size, fecha, desde, hasta, monto, visado, actor, on_date, seq)
  select d.institution, o.number, d.clase, d.version,
         case when d.hash = '' then '' else substr(d.hash, 1, 48) || ${padded("o.n", 12)} || substr(d.hash, 1, 4) end,
         d.name, d.media_type, d.size, d.fecha, d.desde, d.hasta, d.monto,
         case when d.visado = '' then '' else substr(d.hash, 1, 48) || ${padded("o.n", 12)} || substr(d.hash, 1, 4) end,
         d.actor, d.on_date, d.seq
    from bench_open o join file_document d on d.number = o.old;
insert into file_step (institution, number, step, paso, from_state, to_state, actor, on_behalf, role, on_date, at, motivo, justification, seq)
  select s.institution, o.number, s.step, s.paso, s.from_state, s.to_state, s.actor, s.on_behalf, s.role, s.on_date, s.at, s.motivo, s.justification, s.seq
    from bench_open o join file_step s on s.number = o.old;
insert into file_flag (institution, number, rule, effect, certainty, on_date, seq)
  select g.institution, o.number, g.rule, g.effect, g.certainty, g.on_date, g.seq
    from bench_open o join file_flag g on g.number = o.old;
drop table bench_open;
drop table bench_map;
drop table bench_base;
drop table bench_nit;
`;

const ran = postgres
  ? spawnSync("psql", [base, "-qv", "ON_ERROR_STOP=1"], { input: `${sql}analyze;`, encoding: "utf8" })
  : spawnSync("sqlite3", ["-bail", base], { input: `pragma synchronous = off; begin; ${sql} commit;`, encoding: "utf8" });
if (ran.status !== 0 || ran.stderr) {
  console.error(ran.stderr);
  process.exit(1);
}
