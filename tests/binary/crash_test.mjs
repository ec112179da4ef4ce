// kill -9 at random moments, in a stream of acts and in the middle of imports, on both engines:
// nothing that was acknowledged is lost, nothing half done is there, and the journal verifies.
//
//   tests/postgres.sh node tests/binary/crash_test.mjs [--binary build/release/ceiba] [--seed N]
//
// 20 moments of each kind and engine; 100 where CEIBA_LARGO is set. The last line is
// "crash: N passed, N failed, N skipped".
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ask, drop_database, has_postgres, new_database } from "../engines.mjs";
import { serve } from "../server.mjs";

const root = resolve(import.meta.dirname ?? ".", "../..");
const option = (name, standard) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? standard : process.argv[at + 1];
};
const binary = resolve(option("--binary", join(root, "build/release/ceiba")));
const moments = process.env.CEIBA_LARGO ? 100 : 20;
const institution = "11200099";
let seed = Number(option("--seed", Date.now() % 1e9));
console.log(`seed ${seed}`);

// Numbers that the seed repeats (mulberry32).
function chance() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const work = mkdtempSync(join(tmpdir(), "ceiba-crash."));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const environment = { ...process.env, LANG: "C.UTF-8", NO_COLOR: "1" };
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

function start(program, args, cwd) {
  const child = spawn(program, args, { cwd, env: environment, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const result = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk) => (result.out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk) => (result.err += chunk));
  const ended = new Promise((done) => child.on("close", (exit, signal) => done({ ...result, exit: exit ?? signal })));
  return { child, ended, kill: () => { try { process.kill(-child.pid, "SIGKILL"); } catch { /* it has ended */ } } };
}

class Base {
  constructor(engine, folder, database) {
    Object.assign(this, { engine, folder, database, url: database?.url ?? join(folder, "ceiba.db") });
  }
  words(words) { return [...words, "--base", this.url]; }
  start(...words) { return start(binary, this.words(words), this.folder); }
  async run(...words) {
    const result = await this.start(...words).ended;
    if (result.exit !== 0) throw new Error(`ceiba ${words.join(" ")}: ${result.exit}\n${result.out}${result.err}`);
    return result.out;
  }
  // How many rows of facts there are, asked past the program.
  async facts() {
    const sql = "select count(*) from budget_fact";
    if (this.database) return Number(await ask(this.database.name, sql));
    return Number(execFileSync("sqlite3", [this.url, sql], { encoding: "utf8" }));
  }
  async json(...words) { return JSON.parse(await this.run(...words, "--json")); }
}

async function new_base(engine, name) {
  const folder = join(work, `${engine}-${name}`);
  mkdirSync(folder);
  const base = new Base(engine, folder, engine === "postgres" ? await new_database() : null);
  await base.run("crear");
  await base.run("catalogo", "cargar", "--como", "administracion");
  await base.run("institucion", "crear", "--como", "administracion", "--codigo", institution, "--nombre", "Institución de prueba",
    "--siglas", "IP", "--ilustrativa");
  return base;
}

async function demo_base(engine, name) {
  const folder = join(work, `${engine}-${name}`);
  mkdirSync(folder);
  const base = new Base(engine, folder, engine === "postgres" ? await new_database() : null);
  await base.run("demo");
  return base;
}

const counts = { passed: 0, failed: 0, skipped: 0 };
async function test(name, body) {
  const began = Date.now();
  try {
    await body();
    ++counts.passed;
    console.log(`    ok ${name} ${((Date.now() - began) / 1000).toFixed(1)} s`);
  } catch (error) {
    ++counts.failed;
    console.log(`  FAIL ${name}\n${error.message}`);
  }
}
function expect(condition, message) { if (!condition) throw new Error(message); }

// ---- A stream of acts --------------------------------------------------------------------------

// Two processes that act one after the other, each noting what it was told. The act carries a
// number of its own in the institution's telephone, so that it is known again in the journal.
const stream = `
  n=0
  while :; do
    n=$((n + 1))
    if answer=$("$1" institucion crear --como administracion --codigo "$2" --nombre "Institución de prueba" \\
        --siglas IP --telefono "$3-$n" --ilustrativa --json -q --base "$4" 2>>"$5.err"); then
      printf '%s %s\\n' "$3-$n" "$(grep -oE '"asiento": [0-9]+' <<<"$answer" | grep -oE '[0-9]+')" >>"$5"
    fi
  done`;

async function acts(base) {
  const acknowledged = new Map();  // Entry → telephone.
  let seen = 0;
  for (let moment = 1; moment <= moments; ++moment) {
    const streams = ["a", "b"].map((which) => {
      const notes = join(base.folder, `acks-${moment}-${which}`);
      return { notes, ...start("bash", ["-c", stream, "stream", binary, institution, `${moment}${which}`, base.url, notes], base.folder) };
    });
    await sleep(60 + chance() * 500);
    for (const one of streams) one.kill();
    await Promise.all(streams.map((one) => one.ended));
    for (const one of streams) {
      const lines = existsSync(one.notes) ? readFileSync(one.notes, "utf8").trim().split("\n") : [];
      for (const line of lines.filter((text) => /^\S+ \d+$/.test(text))) {
        const [telephone, seq] = line.split(" ");
        expect(!acknowledged.has(Number(seq)), `entry ${seq} was acknowledged twice`);
        acknowledged.set(Number(seq), telephone);
      }
    }
    await base.run("bitacora", "verificar", "--rapido");
  }
  const entries = (await base.run("bitacora", "listar", "--asientos", "--instalacion")).trim().split("\n").map((line) => JSON.parse(line));
  entries.forEach((entry, i) => expect(entry.seq === i + 1, `entry ${i + 1} is missing`));
  for (const [seq, telephone] of acknowledged) {
    const entry = entries[seq - 1];
    expect(entry?.act.telefono === telephone, `entry ${seq} (${telephone}) was acknowledged and is not there`);
    ++seen;
  }
  expect(seen > moments, `only ${seen} acts were acknowledged: the streams do not run`);
  await base.run("bitacora", "verificar");
  console.log(`       ${seen} acts acknowledged, ${entries.length} entries`);
}

// ---- Imports -----------------------------------------------------------------------------------

const columns = "ejercicio,mes,entidad,unidad_ejecutora,programa,subprograma,proyecto,actividad,obra,renglon,fuente," +
  "organismo,correlativo,geografico,asignado,modificado,vigente,comprometido,devengado,pagado";

// A file whose rows are all different partidas, of one centavo more each.
function budget_file(path, entity, rows) {
  const lines = [columns];
  let total = 0;
  for (let i = 0; i < rows; ++i) {
    const cents = 100_00 + i;
    total += cents;
    const amount = (cents / 100).toFixed(2);
    const digits = (n, width) => String(n).padStart(width, "0");
    lines.push(["2026", "1", entity, "000", "11", "00", "000", "001", "000", "029", "31", digits(Math.floor(i / 9999), 4),
      digits(i % 9999 + 1, 4), "0101", amount, "0.00", amount, "0.00", "0.00", "0.00"].join(","));
  }
  writeFileSync(path, lines.join("\n") + "\n");
  return (total / 100).toFixed(2);
}

async function imports(base) {
  const file = join(base.folder, "enero.csv"), rows = 60_000;
  const total = budget_file(file, institution, rows);
  const words = ["presupuesto", "importar", file, "--formato", "sicoin-mensual", "--como", "presupuesto"];
  const query = ["presupuesto", "consultar", "--por", "programa", "--ejercicio", "2026", "--entidad", institution];
  const before = (await base.json(...query)).totales.vigente;

  const withdraw = async () => {
    const { cargas } = await base.json("presupuesto", "cargas");
    const last = cargas.filter((load) => load.en_vigor).at(-1);
    await base.run("presupuesto", "retirar", String(last.carga), "--motivo", "prueba", "--como", "presupuesto");
  };

  // How long one takes when it is left alone.
  const began = Date.now();
  await base.run(...words);
  const usual = Date.now() - began;
  await withdraw();

  const entries = async () => (await base.run("bitacora", "listar", "--asientos")).trim().split("\n").length;
  let done = false, cut_short = 0, committed = 1;
  for (let moment = 1; moment <= moments; ++moment) {
    const known = await entries();
    const one = base.start(...words, "--json");
    await sleep(chance() * usual);
    one.kill();
    const result = await one.ended;
    await base.run("bitacora", "verificar", "--rapido");
    const now = (await base.json(...query)).totales.vigente, more = (await entries()) - known;
    if (result.exit === 0) {
      expect(done || more === 1, `acknowledged, and ${more} entries more`);
      done = true;
    } else {
      ++cut_short;
    }
    if (more > 0) done = true;  // It was committed, and killed before it could say so.
    expect(now === (done ? total : before), `total ${now}; expected ${done ? total : before}`);
    if (done) {  // Begin again.
      ++committed;
      await withdraw();
      done = false;
    }
  }
  await base.run(...words);
  expect((await base.json(...query)).totales.vigente === total, "the last import is not whole");
  await base.run("bitacora", "verificar");
  expect((await base.facts()) === rows, `${await base.facts()} facts are kept of ${rows}: a file's facts are kept once`);
  console.log(`       ${cut_short} of ${moments} imports were cut short, ${committed} were committed (one takes ${usual} ms)`);
}

// ---- Goals -------------------------------------------------------------------------------------

// Each import is one act with its file; what it reports is the number of the moment, so that an
// entry tells from which import it is.
async function goals(base) {
  const words = (file) => ["metas", "importar", file, "--como", "enlace"];
  const write = (moment) => {
    const file = join(base.folder, `mayo-${moment}.csv`);
    writeFileSync(file, `subproducto,unidad,mes,ejecutado\nP01.S1,DG,2026-05,${moment}\n`);
    return file;
  };
  const entries = async () => (await base.run("bitacora", "listar", "--asientos")).trim().split("\n").map((line) => JSON.parse(line));
  const began = Date.now();
  await base.run(...words(write(1000)));
  const usual = Date.now() - began;
  let before = (await entries()).length, committed = 0, cut_short = 0;
  for (let moment = 1; moment <= moments; ++moment) {
    const one = base.start(...words(write(moment)), "--json");
    await sleep(chance() * usual);
    one.kill();
    const result = await one.ended;
    const all = await entries(), more = all.length - before;
    expect(more <= 1, `${more} entries of one import`);
    if (result.exit === 0) expect(more === 1, `moment ${moment} was acknowledged and is not there`);
    else ++cut_short;
    if (more === 1) {
      ++committed;
      const { kind, act } = all.at(-1);
      expect(kind === "metas.importar" && act.filas[0].ejecutado === String(moment),
        `the last entry is not that of moment ${moment}`);
    }
    before = all.length;
    await base.run("bitacora", "verificar", "--rapido");
  }
  await base.run(...words(write(2000)));
  expect((await entries()).length === before + 1, "the last import is not there");
  await base.run("bitacora", "verificar");
  console.log(`       ${cut_short} of ${moments} imports were cut short, ${committed} were committed (one takes ${usual} ms)`);
}

// ---- Capture over HTTP -------------------------------------------------------------------------

// A browser's form: the hidden controls of the page's form for this address.
const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
function hidden_of(page, action) {
  const form = page.split("<form").find((one) => one.startsWith(` action="${action}"`)) ?? "";
  return [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [unescaped(name), unescaped(value)]);
}

// A delegation saves its month, and the server is killed between the save and its answer: what was
// acknowledged is there; what was not is there whole or not at all.
async function capture(base) {
  const password = "Caida-de-prueba-2026", key = base.database ? ["--clave", join(base.folder, "ceiba.clave")] : [];
  await base.run("demo", "--clave-demo", password, ...key);
  const log = ["--registro", join(base.folder, "servir.log"), ...key];
  let server = await serve(binary, base.url, { cwd: base.folder, args: log });
  const cookies = new Map();
  const ask = async (path, body) => {
    const answer = await fetch(server.url + path, { method: body ? "POST" : "GET", redirect: "manual", body: body && new URLSearchParams(body),
      headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; "), origin: server.url } });
    for (const line of answer.headers.getSetCookie()) cookies.set(...line.split(";")[0].split(/=(.*)/s).slice(0, 2));
    return { status: answer.status, to: answer.headers.get("location"), page: await answer.text() };
  };
  const door = (await ask("/entrar")).page;
  const signed = await ask("/entrar", [...hidden_of(door, "/entrar"), ["usuario", "enlace"], ["contrasena", password]]);
  expect(signed.status === 303, `signing in: ${signed.status}`);
  const queue = (await ask("/inicio")).page;
  const month = queue.match(/href="(\/ejecucion\/captura\/[^"#]+)"/)?.[1];
  expect(month, "the queue has no month to report");
  const cell = (page) => page.match(/name="(e\.[^"]+)" value="([^"]*)"/);
  let told = 0, cut_short = 0, value = 99;
  // How long one takes when it is left alone, on a server that has just started as they all will have.
  server.kill();
  server = await serve(binary, base.url, { cwd: base.folder, args: log });
  let reach = 1.5;  // How many times that the moments span: they follow the save where it is.
  const first = (await ask(month)).page, began = Date.now();
  await ask(month, [...hidden_of(first, month), [cell(first)[1], String(value)]]);
  const usual = Date.now() - began;
  let known = cell((await ask(month)).page)[2];
  expect(known === String(value), `the first save is not there: ${known}`);
  for (let moment = 1; moment <= moments; ++moment) {
    const page = (await ask(month)).page, [, name, before] = cell(page);
    expect(before === known || before === String(value), `moment ${moment}: the cell says ${before}, was ${known} or ${value}`);
    known = before;
    value = 100 + moment;  // Without a thousands' comma.
    let acknowledged = false;
    const saving = ask(month, [...hidden_of(page, month), [name, String(value)]]).then((answer) => (acknowledged = answer.status === 303), () => {});
    await sleep(chance() * usual * reach);
    const in_time = acknowledged;
    server.kill();
    await saving;
    if (acknowledged) { ++told; known = String(value); } else ++cut_short;
    reach = acknowledged ? Math.max(1, reach - 0.2) : reach + 0.2;
    expect(!in_time || acknowledged, "an answer was taken back");
    server = await serve(binary, base.url, { cwd: base.folder, args: log });
    if (acknowledged) expect(cell((await ask(month)).page)[2] === String(value), `moment ${moment}: ${value} was acknowledged and is not there`);
  }
  server.kill();
  expect(told > 0 && cut_short > 0, `${told} acknowledged, ${cut_short} cut short: the moments miss the save`);
  await base.run("bitacora", "verificar", ...key);
  console.log(`       ${told} of ${moments} saves were acknowledged, ${cut_short} were cut short`);
}
const bare_base = async (engine, name) => {
  const folder = join(work, `${engine}-${name}`);
  mkdirSync(folder);
  return new Base(engine, folder, engine === "postgres" ? await new_database() : null);
};

// ---- All of it ---------------------------------------------------------------------------------

for (const engine of ["sqlite", "postgres"]) {
  if (engine === "postgres" && !has_postgres) {
    counts.skipped += 4;
    console.log("  skip postgres: no PostgreSQL (CEIBA_TEST_POSTGRES)");
    continue;
  }
  for (const [name, body, make] of [["a stream of acts", acts, new_base], ["imports", imports, new_base], ["goals", goals, demo_base], ["capture", capture, bare_base]])
    await test(`${name} (${engine}), ${moments} moments`, async () => {
      const base = await make(engine, name.replaceAll(" ", "-"));
      await body(base);
      if (base.database) await drop_database(base.database.name);
    });
}
console.log(`crash: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed ? 1 : 0;
