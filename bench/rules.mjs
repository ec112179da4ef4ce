// Asks a peer what the rules of verification ask: twenty of them as DuckDB's SQL, over the very files
// and history that bench/rules generates, with two threads in memory, and compares times and the
// number of flags. README.md beside this file says what is promised.
//
//   node bench/rules.mjs [--files 1000000] [--rounds 5]
//
// Needs build/release/tests/rules_bench; @duckdb/node-api is taken from npm into build/bench.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const option = (name, standard) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? standard : process.argv[at + 1];
};
const files = Number(option("--files", 1_000_000));
const rounds = Number(option("--rounds", 5));
const bench = resolve(option("--binary", join(root, "build/release/tests/rules_bench")));
const work = join(root, "build/bench"), tables = join(work, "reglas");
mkdirSync(tables, { recursive: true });

// What the files say of a stage: the CURs in force of the classes that move it, by partida.
const moved = (name, classes) => `${name} as (
  select file, partida, sum(monto) as sum from cur
   where estado in ('APROBADO', 'PAGADO', 'REVERTIDO') and clase in (${classes}) group by file, partida)`;
const committing = `committing as (
  select file, partida, sum(monto) as sum from cur
   where estado not in ('ANULADO', 'RECHAZADO') and clase in ('COM', 'CYD', 'REG') group by file, partida)`;
const paid_by_invoice = "e.gasto in ('compra', 'inversion', 'fondo_rotativo')";

// Each yields one row per subject that the rule flags.
const row_wise = {
  V03: `select distinct file from factura
         where not regexp_full_match(autorizacion, '[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}')`,
  V04: `select distinct file from factura
         where regexp_full_match(autorizacion, '[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}')
           and (serie <> substr(autorizacion, 1, 8)
                or try_cast(numero as bigint) is distinct from
                   cast('0x' || substr(autorizacion, 10, 4) || substr(autorizacion, 15, 4) as bigint))`,
  V06: `select distinct file from factura
         where estado = 'anulado' or (acreditado > 0 and acreditado >= total)`,
  B07: "select distinct file from partida where not en_red",
  B16: `select file from expediente
         where gasto not in ('nomina', 'fondo_rotativo') and cuenta_nit <> nit and nit is not null and cesion = false`,
  C05: `select file from expediente
         where gasto in ('compra', 'inversion') and coalesce(adjudicado, contrato, monto) >
               case modalidad when 'BAJA_CUANTIA' then 2500000 when 'COMPRA_DIRECTA' then 9000000
                    when 'COTIZACION' then 90000000 when 'ARREND_COTIZACION' then 90000000 end`,
};
// Of one file, but over more than one table.
const joins = {
  V05: `select distinct f.file from factura f join expediente e using (file) where f.receptor <> e.institucion`,
  V07: `select file from (
          select i.file, i.n from item i join factura f using (file, n) join expediente e using (file)
           group by i.file, i.n
          having sum(i.importe) <> any_value(f.total)
              or bool_or(i.iva is not null and f.tipo is distinct from 'FPEQ' and e.regimen is distinct from 'exento'
                         and abs(i.iva - (2 * i.importe * 1200 + 11200) // 22400) > 1))
         group by file`,
  V17: `select distinct f.file from factura f join expediente e using (file)
         where e.deuda_flotante is distinct from true and year(f.emitida) <> e.ejercicio
           and not (e.deuda_flotante is null and year(f.emitida) < e.ejercicio)`,
  B01: `with ${committing} select distinct p.file from partida p join committing c on c.file = p.file and c.partida = p.n
         where c.sum > p.vigente - p.comprometido`,
  B02: `with ${moved("dev", "'DEV', 'CYD', 'RDP', 'REG'")}, ${moved("com", "'COM', 'CYD', 'REG'")}
        select distinct d.file from dev d join com c using (file, partida) where d.sum > c.sum`,
  B04: `with ${committing} select distinct p.file from partida p join committing c on c.file = p.file and c.partida = p.n
         where c.sum > p.cuota - p.cuota_usada`,
};
const windows = {
  C03: `select unidad, familia, year(fecha), (month(fecha) - 1) // 4, sum(monto), list(numero order by fecha, numero)
          from compra where modalidad in ('BAJA_CUANTIA', 'COMPRA_DIRECTA')
         group by 1, 2, 3, 4 having sum(monto) > 9000000 and count(*) >= 2`,
  C04: `with near as (
          select unidad, edge, count(*) filter (monto <= edge) as below, count(*) filter (monto > edge) as above,
                 list(numero) filter (monto <= edge)
            from compra, (values (2500000::bigint), (9000000::bigint), (90000000::bigint)) as t(edge)
           where abs(monto - edge) * 10000 <= edge * 500 group by all)
        select * from near where below + above >= 8 and below >= above * 2 and below > 0`,
  C16: `with market as (select unidad, renglon, nit, sum(monto) as own from compra
                         where fecha > date '2025-12-31' and fecha <= date '2026-12-31' group by all)
        select unidad, renglon, arg_max(nit, own) from market group by unidad, renglon
        having count(*) >= 2 and sum(own::hugeint * own) * 10000 > sum(own)::hugeint * sum(own) * 2500
           and max(own)::hugeint * 10000 > sum(own) * 5000`,
  C18: `with middle as (select insumo, median(precio) as middle from precio group by insumo having count(*) >= 8),
             spread as (select insumo, any_value(middle) as middle, median(abs(precio - middle)) as spread
                          from precio join middle using (insumo) group by insumo)
        select insumo, numero from precio join spread using (insumo)
         where spread > 0 and precio > middle + spread * 1.4826 * 6`,
  B11: `with ordered as (
          select *, lag(monto) over w as before_amount, lag(fecha) over w as before_day
            from modificacion window w as (partition by partida order by fecha, numero))
        select partida, min(fecha) from ordered
         where (monto > 0) <> (before_amount > 0) and fecha - before_day <= 60 group by partida
        union all
        select numero::varchar, null from (
          select numero, sum(case when monto < 0 and substr(partida, 19, 2) in ('11', '12') then -monto else 0 end) as taken,
                 sum(case when monto > 0 and (split_part(partida, '-', 9) in ('325', '121', '131')
                                           or substr(partida, 19, 2) = '01') then monto else 0 end) as given
            from modificacion group by numero) where taken > 0 and given > 0`,
  B13: `select cur from compromiso where comprometido > devengado and (date '2026-12-31' - fecha > 90 or year(fecha) = 2026)`,
  A04: `with reach as (
          select *, max(hasta) over (partition by cui order by desde, hasta, numero
                                     rows between unbounded preceding and 1 preceding) as furthest from comision)
        select cui, desde from reach where desde <= furthest`,
  W02: `select persona, fecha, hora, list(numero) from visado group by all having count(*) > 12`,
};
const asked = { ...row_wise, ...joins, ...windows };

// As rules_bench tells it of ours: the best round of either.
const best = (numbers) => Math.min(...numbers);
const require = createRequire(join(work, "package.json"));
if (!existsSync(join(work, "node_modules/@duckdb/node-api")))
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefix", work, "@duckdb/node-api"], { stdio: "inherit" });
const { DuckDBInstance } = require("@duckdb/node-api");

console.log(execFileSync(bench, [String(files), String(rounds), tables], { encoding: "utf8", cwd: work }));
const own = JSON.parse(readFileSync(join(tables, "ceiba.json"), "utf8"));

const db = await (await DuckDBInstance.create(":memory:")).connect();
await db.run("set threads = 2");
const text = "autorizacion serie numero receptor institucion nit cuenta_nit unidad familia renglon cui insumo partida_text"
  .split(" ");
for (const table of ["expediente", "factura", "item", "cur", "partida", "compra", "precio", "comision", "modificacion", "compromiso", "visado"]) {
  const head = readFileSync(join(tables, `${table}.csv`), "utf8").slice(0, 400).split("\n")[0].split(",");
  const types = head.filter((name) => text.includes(name) && !(table === "modificacion" && name === "numero"))
    .map((name) => `'${name}': 'VARCHAR'`);
  const flags = head.filter((name) => ["cesion", "deuda_flotante", "en_red", "excepcion"].includes(name)).map((name) => `'${name}': 'BOOLEAN'`);
  const given = [...types, ...flags];
  await db.run(`create table ${table} as select * from read_csv('${join(tables, table)}.csv', header = true${given.length ? `, types = {${given.join(", ")}}` : ""})`);
}

const times = {};
for (let round = 0; round < rounds; ++round)
  for (const [rule, sql] of Object.entries(asked)) {
    const began = process.hrtime.bigint();
    await db.run(`create or replace temp table found as ${sql}`);
    (times[rule] ??= []).push(Number(process.hrtime.bigint() - began) / 1e6);
    if (round > 0) continue;
    const rows = Number((await (await db.run("select count(*) from found")).getRows())[0][0]);
    if (rows !== own[rule].flags) {
      console.log(`${rule}: ${own[rule].flags} flags of ours, ${rows} of SQL`);
      process.exitCode = 1;
    }
  }
db.closeSync();

// The rules of one file are asked in one pass over the files, as the program does it: their time is
// that of the pass. Those over history are asked one by one.
const milliseconds = (rules) => Object.keys(rules).reduce((sum, rule) => sum + best(times[rule]), 0);
console.log("\n| rules | ours, ms | DuckDB, ms | ratio |\n|---|---|---|---|");
const line = (name, mine, peer, wanted = "") =>
  console.log(`| ${name} | ${mine.toFixed(0)} | ${peer.toFixed(0)} | ${(peer / mine).toFixed(2)} ×${wanted} |`);
const pass = (rules) => own[Object.keys(rules)[0]].milliseconds;
line(`${Object.keys(row_wise).join(", ")} in one pass`, pass(row_wise), milliseconds(row_wise), " (wanted 1 ×)");
line(`${Object.keys(joins).join(", ")} in one pass`, pass(joins), milliseconds(joins));
for (const rule of Object.keys(windows)) line(rule, own[rule].milliseconds, best(times[rule]));
const history = Object.keys(windows).reduce((sum, rule) => sum + own[rule].milliseconds, 0);
line("windows and joins, all", pass(joins) + history, milliseconds(joins) + milliseconds(windows), " (wanted 5 ×)");
console.log(`\nDuckDB by rule, ms: ${Object.keys(asked).map((rule) => `${rule} ${best(times[rule]).toFixed(0)}`).join(", ")}`);
