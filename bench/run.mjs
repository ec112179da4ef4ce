// Measures what is promised to be fast, against peers in the same run on the same machine; README.md
// beside this file says what and why. Rounds alternate between the competitors, so that a slow
// minute of the machine hits all of them; ratios are of medians.
//
//   tests/postgres.sh node bench/run.mjs [--rows 2000000] [--rounds 5] [--only sqlite|postgres|report]
//
// Needs sqlite3 and psql; @duckdb/node-api is taken from npm into build/bench when it is not there.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ask, drop_database, has_postgres, new_database } from "../tests/engines.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const option = (name, standard) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? standard : process.argv[at + 1];
};
const rows = Number(option("--rows", 2_000_000));
const rounds = Number(option("--rounds", 5));
const only = option("--only", "");
const ceiba = resolve(option("--binary", join(root, "build/release/ceiba")));
const work = join(root, "build/bench");
mkdirSync(work, { recursive: true });

// ---- Timing ------------------------------------------------------------------------------------

// Runs a program to its end → {seconds, megabytes of peak memory}. Python only waits: it is the
// smallest thing on every machine that tells the peak memory of its child.
const waiter = `
import os, resource, sys, time
began = time.monotonic()
pid = os.fork()
if pid == 0:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(pid, 0)
print(time.monotonic() - began, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))
`;
function timed(program, ...args) {
  const run = spawnSync("python3", ["-c", waiter, program, ...args], { encoding: "utf8", cwd: work });
  const [seconds, megabytes, status] = run.stdout.trim().split(" ").map(Number);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${status}\n${run.stderr}`);
  return { seconds, megabytes };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const results = new Map();  // Name → {seconds: [], megabytes: []}
function note(name, { seconds, megabytes }) {
  const all = results.get(name) ?? { seconds: [], megabytes: [] };
  all.seconds.push(seconds);
  all.megabytes.push(megabytes ?? 0);
  results.set(name, all);
  console.log(`  ${name}: ${seconds.toFixed(2)} s${megabytes ? `, ${Math.round(megabytes)} MB` : ""}`);
}
const seconds_of = (name) => median(results.get(name).seconds);

const verdicts = [];
function promise(what, measured, wanted, kept) {
  verdicts.push({ what, measured, wanted, kept });
}
function at_least(what, peer, own, wanted) {
  const ratio = seconds_of(peer) / seconds_of(own);
  promise(what, `${ratio.toFixed(2)} ×`, `≥ ${wanted} ×`, ratio >= wanted);
}

// ---- The competitors ---------------------------------------------------------------------------

const file = join(work, `sicoin-${rows}.csv`);
function generate() {
  if (existsSync(file)) return;
  console.log(`writing ${rows} rows to ${file}`);
  execFileSync("node", [join(root, "bench/generate_sicoin.mjs"), String(rows), file], { stdio: "inherit" });
}

const fresh = (name) => {
  const path = join(work, name);
  for (const end of ["", "-wal", "-shm", "-journal", ".clave", ".wal"]) rmSync(path + end, { force: true });
  return path;
};

function empty_base(url) {
  const run = (...words) => execFileSync(ceiba, [...words, "--base", url, "-q"], { cwd: work, stdio: ["ignore", "ignore", "inherit"] });
  run("crear");
  run("catalogo", "cargar", "--como", "administracion");
}
const import_words = (url) => ["presupuesto", "importar", file, "--formato", "sicoin-mensual", "--nacional",
  "--como", "administracion", "--base", url, "-q"];

async function duckdb() {
  const require = createRequire(join(work, "package.json"));
  if (!existsSync(join(work, "node_modules/@duckdb/node-api")))
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefix", work, "@duckdb/node-api"], { stdio: "inherit" });
  return require.resolve("@duckdb/node-api");
}

const duckdb_program = `
const { DuckDBInstance } = require(process.argv[1]);
(async () => {
  const db = await (await DuckDBInstance.create(process.argv[2])).connect();
  await db.run("create table t as select * from read_csv('" + process.argv[3] + "')");
  db.closeSync();
})();`;

// ---- Imports -----------------------------------------------------------------------------------

async function sqlite_imports() {
  const module = await duckdb();
  for (let round = 1; round <= rounds; ++round) {
    console.log(`SQLite, round ${round} of ${rounds}`);
    const base = fresh("ceiba.db");
    empty_base(base);
    note("ceiba → SQLite", timed(ceiba, ...import_words(base)));
    note("sqlite3 .import", timed("sqlite3", fresh("untyped.db"), "-cmd", ".mode csv", `.import ${file} t`));
    note("DuckDB, file", timed("node", "-e", duckdb_program, module, fresh("duck.db"), file));
    note("DuckDB, memory", timed("node", "-e", duckdb_program, module, ":memory:", file));
  }
  const base_size = statSync(join(work, "ceiba.db")).size, file_size = statSync(file).size;
  console.log(`  base ${(base_size / 2 ** 20).toFixed(0)} MiB for a file of ${(file_size / 2 ** 20).toFixed(0)} MiB`);
  at_least("import into SQLite against sqlite3 .import", "sqlite3 .import", "ceiba → SQLite", 3);
  at_least("… against DuckDB into a file", "DuckDB, file", "ceiba → SQLite", 1.3);
  at_least("… against DuckDB in memory (an aim)", "DuckDB, memory", "ceiba → SQLite", 0.8);
  const peak = Math.max(...results.get("ceiba → SQLite").megabytes);
  promise("peak memory of the import", `${Math.round(peak)} MB`, "≤ 600 MB", peak <= 600);
}

async function postgres_imports() {
  const columns = "ejercicio mes entidad unidad_ejecutora programa subprograma proyecto actividad obra renglon fuente organismo correlativo geografico".split(" ")
    .map((name) => `${name} int`).concat("asignado modificado vigente comprometido devengado pagado".split(" ").map((name) => `${name} numeric(15,2)`));
  for (let round = 1; round <= rounds; ++round) {
    console.log(`PostgreSQL, round ${round} of ${rounds}`);
    const own = await new_database(), peer = await new_database();
    fresh("ceiba");
    empty_base(own.url);
    note("ceiba → PostgreSQL", timed(ceiba, ...import_words(own.url)));
    await ask(peer.name, `create table t (${columns.join(", ")})`);
    note("COPY", timed("psql", peer.url, "-qc", `\\copy t from '${file}' csv header`));
    await drop_database(own.name);
    await drop_database(peer.name);
  }
  const ratio = seconds_of("ceiba → PostgreSQL") / seconds_of("COPY");
  promise("import into PostgreSQL against COPY", `${ratio.toFixed(2)} ×`, "≤ 2 ×", ratio <= 2);
}

// ---- An act while an import runs ---------------------------------------------------------------

// A process that acts is mostly its own start; what counts is the wait that the import adds.
async function act_during_import() {
  const base = fresh("busy.db");
  empty_base(base);
  const act = (n) => timed(ceiba, "institucion", "crear", "--como", "administracion", "--codigo", "11200099", "--nombre",
    "Institución de prueba", "--siglas", "IP", "--ilustrativa", "--telefono", String(n), "--base", base, "-q").seconds * 1000;
  const alone = Array.from({ length: 20 }, (_, i) => act(i));
  const running = spawn(ceiba, import_words(base), { cwd: work, stdio: "ignore" });
  let ended = false;
  running.on("close", () => (ended = true));
  const busy = [];
  for (let n = 100; !ended && busy.length < 200; ++n) {
    busy.push(act(n));
    await new Promise((done) => setTimeout(done, 20));
  }
  const worst = Math.max(...busy);
  console.log(`  an act alone ${median(alone).toFixed(0)} ms; during an import: median ${median(busy).toFixed(0)} ms, worst ${worst.toFixed(0)} ms of ${busy.length}`);
  promise("an act while an import runs, median with the start of its process", `${median(busy).toFixed(0)} ms`, "≤ 50 ms", median(busy) <= 50);
  promise("… worst", `${worst.toFixed(0)} ms`, "≤ 50 ms", worst <= 50);
}

// ---- Reports -----------------------------------------------------------------------------------

function reports() {
  const base = fresh("demo.db");
  execFileSync(ceiba, ["demo", "--base", base, "-q"], { cwd: work, stdio: ["ignore", "ignore", "inherit"] });
  for (const kind of ["mensual 2026-04", "cuatrimestral 2026-C1", "estrategia 2026"]) {
    for (let round = 1; round <= rounds; ++round)
      note(`report ${kind}`, timed(ceiba, "informe", ...kind.split(" "), "--base", base, "--formatos", "html,xlsx,json",
        "--salida", join(work, "salida"), "-q"));
    const ms = seconds_of(`report ${kind}`) * 1000;
    promise(`report ${kind} as HTML, XLSX and JSON`, `${ms.toFixed(0)} ms`, "≤ 200 ms", ms <= 200);
  }
}

// ---- All of it ---------------------------------------------------------------------------------

if (!only || only === "sqlite" || only === "postgres") generate();
if (!only || only === "report") reports();
if (!only || only === "sqlite") { await sqlite_imports(); await act_during_import(); }
if ((!only || only === "postgres") && has_postgres) await postgres_imports();

console.log("\n| measure | measured | promised | |\n|---|---|---|---|");
for (const { what, measured, wanted, kept } of verdicts) console.log(`| ${what} | ${measured} | ${wanted} | ${kept ? "kept" : "**not kept**"} |`);
console.log("\n| run | median s | peak MB |\n|---|---|---|");
for (const [name, { seconds, megabytes }] of results) console.log(`| ${name} | ${median(seconds).toFixed(2)} | ${Math.round(Math.max(...megabytes)) || ""} |`);
process.exitCode = verdicts.every((verdict) => verdict.kept || verdict.what.includes("aim")) ? 0 : 1;
