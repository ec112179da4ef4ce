// Measures a million payment files on both engines: the list of /expedientes as a verifier opens
// it, filters it and takes the next one, and the nightly run of all rules. README.md beside this
// file says what is promised.
//
//   tests/postgres.sh node bench/files.mjs [--files 1000000] [--rounds 40] [--engine sqlite|postgres]
//     [--binary build/release/ceiba] [--base BASE]     BASE: one that generate_files.mjs has filled
//
// Needs sqlite3 and psql.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { drop_database, has_postgres, new_database } from "../tests/engines.mjs";
import { serve } from "../tests/server.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const option = (name, standard) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? standard : process.argv[at + 1];
};
const files = Number(option("--files", 1_000_000));
const rounds = Number(option("--rounds", 40));
const engine = option("--engine", "");
const ceiba = resolve(option("--binary", join(root, "build/release/ceiba")));
const work = join(root, "build/bench");
mkdirSync(work, { recursive: true });
const password = "demo-de-la-ceiba", day = "2026-05-15";

function run(program, ...args) {
  const began = process.hrtime.bigint();
  const done = spawnSync(program, args, { cwd: work, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.error || done.status > 1) throw new Error(`${program} ${args.join(" ")}: ${done.stderr}`);
  return { out: done.stdout, seconds: Number(process.hrtime.bigint() - began) / 1e9 };
}
// The same and the peak of its memory, which only a parent that is small can tell.
const python = `
import os, sys
pid = os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(pid, 0)
print("\\n%d" % (usage.ru_maxrss // 1024), end="")
sys.exit(os.waitstatus_to_exitcode(status))`;
function run_measured(program, ...args) {
  const { out, seconds } = run("python3", "-c", python, program, ...args);
  const cut = out.lastIndexOf("\n");
  return { out: out.slice(0, cut), megabytes: Number(out.slice(cut + 1)), seconds };
}
const quantile = (numbers, part) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))];

// The addresses of a day: the bandeja, its states, and what people look for.
const questions = {
  "the open ones, oldest first": "/expedientes",
  "those to take": "/expedientes?estado=por-tomar",
  "those of one unit": "/expedientes?unidad=217",
  "paid ones of a supplier by name": "/expedientes?estado=pagados&proveedor=proveedor+77",
  "all of an amount": "/expedientes?estado=todos&desde=25000&hasta=25005",
  "one by its number": "/expedientes?estado=todos&texto=0734567",
  "all, the greatest amount first": "/expedientes?estado=todos&orden=-monto",
  "the open ones by supplier": "/expedientes?orden=proveedor",
  "those of a CUR": "/inicio/buscar?q=1027",
  "a page of the API, with the sums of all": "/api/v1/expedientes?pagina=500&orden=-monto",
};

async function measure(name, base) {
  const site = await serve(ceiba, base, { cwd: work, args: ["--hoy", day] });
  const answer = await fetch(`${site.url}/entrar`);
  const page = await answer.text();
  const cookies = new Map(answer.headers.getSetCookie().map((one) => one.split(";")[0].split("=")));
  const jar = () => [...cookies].map(([key, value]) => `${key}=${value}`).join("; ");
  const body = new URLSearchParams({ usuario: "verificacion", contrasena: password });
  for (const [, key, value] of page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)) body.set(key, value);
  const entered = await fetch(`${site.url}/entrar`, { method: "POST", body, redirect: "manual", headers: { Cookie: jar(), Origin: site.url } });
  for (const one of entered.headers.getSetCookie()) cookies.set(...one.split(";")[0].split("="));
  for (const [what, path] of Object.entries(questions)) {
    const took = [];
    let size = 0;
    for (let n = 0; n < rounds; ++n) {
      const began = process.hrtime.bigint();
      const reply = await fetch(site.url + path, { headers: { Cookie: jar() }, redirect: "manual" });
      size = (await reply.text()).length;
      took.push(Number(process.hrtime.bigint() - began) / 1e6);
      if (reply.status !== 200) throw new Error(`${path}: ${reply.status}`);
    }
    console.log(`  ${name}, ${what}: p50 ${quantile(took, 0.5).toFixed(0)} ms, p99 ${quantile(took, 0.99).toFixed(0)} ms, ${Math.round(size / 1024)} KiB`);
  }
  await site.stop();
  const next = run(ceiba, "expediente", "tomar", "--como", "verificacion", "--base", base, "-q");
  console.log(`  ${name}, taking the next one, with the start of its process: ${(next.seconds * 1000).toFixed(0)} ms`);
  const night = run_measured(ceiba, "regla", "correr", "--fecha", day, "--como", "verificacion", "--base", base, "-q", "--json");
  const judged = JSON.parse(night.out).expedientes;
  console.log(`  ${name}, the nightly run: ${night.seconds.toFixed(1)} s and ${night.megabytes} MB over ${judged} open files of ${files} and their history`);
  const kept = run_measured(ceiba, "regla", "correr", "--asentar", "--como", "verificacion", "--base", base, "-q");
  console.log(`  ${name}, the same kept as an act, while nobody else can write: ${kept.seconds.toFixed(1)} s, ${kept.megabytes} MB`);
}

function demo(base) {
  if (existsSync(base)) return;
  run(ceiba, "demo", "--base", base, "--clave-demo", password, "-q");
}

const given = option("--base", "");
if (given) {
  await measure(given.startsWith("postgresql://") ? "PostgreSQL" : "SQLite", given);
  process.exit();
}
if (engine !== "postgres") {
  const base = join(work, `expedientes-${files}.db`);
  if (!existsSync(base)) {
    demo(base);
    console.log(`  SQLite: ${run("node", join(root, "bench/generate_files.mjs"), String(files), base).seconds.toFixed(0)} s to make ${files} files`);
  }
  await measure("SQLite", base);
}
if (engine !== "sqlite" && has_postgres) {
  const { name, url } = await new_database();
  run(ceiba, "demo", "--base", url, "--clave-demo", password, "-q");
  console.log(`  PostgreSQL: ${run("node", join(root, "bench/generate_files.mjs"), String(files), url).seconds.toFixed(0)} s to make ${files} files`);
  await measure("PostgreSQL", url);
  await drop_database(name);
  for (const key of ["ceiba.clave"]) rmSync(join(work, key), { force: true });
}
