// Runs the plain-text scenarios of this folder against the real binary, once on SQLite and once on
// PostgreSQL. README.md beside this file describes their form. Needs no package from npm.
//
//   node tests/scenarios/run.mjs [--binary build/release/ceiba] [--engine sqlite|postgres] [NAME…]
//
// The last line is "scenarios: N passed, N failed, N skipped".
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir, availableParallelism } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { drop_database, has_postgres, new_database } from "../engines.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const seconds_per_command = 120;

const options = { binary: join(root, "build/release/ceiba"), engines: ["sqlite", "postgres"], names: [] };
for (let i = 2; i < process.argv.length; ++i) {
  const word = process.argv[i];
  if (word === "--binary") options.binary = resolve(process.argv[++i]);
  else if (word === "--engine") options.engines = [process.argv[++i]];
  else options.names.push(basename(word, ".txt"));
}

// ---- Reading a scenario ------------------------------------------------------------------------

// → {name, title, needs: [path], start: "" | "demo", engines, steps: [file | command]}
export function parse(name, text) {
  const scenario = { name, title: "", needs: [], start: "", engines: null, steps: [] };
  const lines = text.split("\n");
  let command = null;
  const fault = (i, why) => { throw new Error(`${name}.txt:${i + 1}: ${why}`); };
  for (let i = 0; i < lines.length; ++i) {
    const line = lines[i];
    if (line.startsWith("$ ")) {
      command = { line: i + 1, command: line.slice(2), exit: 0, output: [], checks: [] };
      while (command.command.endsWith("\\")) command.command = command.command.slice(0, -1) + lines[++i];
      scenario.steps.push(command);
    } else if (line.startsWith("=> ")) {
      if (!command) fault(i, "a => without a $ line before it");
      const check = line.slice(3);
      const exit = /^salida (\d+)$/.exec(check);
      const rest = /^(contiene|no contiene|error contiene|error no contiene|archivo|sin archivo) (.+)$/.exec(check);
      if (exit) command.exit = Number(exit[1]);
      else if (check === "salida vacía") command.checks.push({ kind: "vacía", line: i + 1 });
      else if (rest) command.checks.push({ kind: rest[1], text: rest[2], line: i + 1 });
      else fault(i, `unknown check: ${check}`);
    } else if (line.startsWith("archivo ") && line.endsWith(" <<FIN")) {
      const file = { line: i + 1, file: line.slice(8, -6), bytes: "" };
      while (++i < lines.length && lines[i] !== "FIN") file.bytes += lines[i] + "\n";
      if (i === lines.length) fault(file.line - 1, "a file without FIN");
      scenario.steps.push(file);
      command = null;
    } else if (line.startsWith("requiere ")) scenario.needs.push(line.slice(9).trim());
    else if (line.startsWith("motor ")) scenario.engines = line.slice(6).trim().split(/\s+/);
    else if (line === "desde demo") scenario.start = "demo";
    else if (line.startsWith("#")) { if (!scenario.title) scenario.title = line.slice(1).trim(); }
    else if (line.trim() === "") command = null;
    else if (command) command.output.push(line);
    else fault(i, `a line outside any command: ${line}`);
  }
  if (!scenario.title) fault(0, "the first line says, after #, what it is about");
  return scenario;
}

// ---- Comparing ---------------------------------------------------------------------------------

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// "…" inside a line stands for anything within the line.
const line_pattern = (text) => escape(text).replaceAll("…", "[^\\n]*");

// Whole output; a line "…" alone stands for any number of lines, none included.
export function output_matches(expected, actual) {
  const pattern = expected.map((line) => (line.trim() === "…" ? "(?:[^\\n]*\\n)*" : line_pattern(line) + "\\n")).join("");
  return new RegExp(`^${pattern}$`).test(actual.endsWith("\n") || actual === "" ? actual : actual + "\n");
}

// Blanks that do not break ("42.61 %") count as blanks.
export function contains(text, actual) { return new RegExp(line_pattern(text)).test(actual.replace(/[\u00a0\u202f]/g, " ")); }

// ---- Bases and commands ---------------------------------------------------------------------------

// A demo base is made once per engine and copied for each scenario that begins with it.
const demos = {};
function demo(engine, work) {
  return (demos[engine] ??= (async () => {
    const folder = join(work, `demo-${engine}`);
    mkdirSync(folder);
    const database = engine === "postgres" ? await new_database() : null;
    const result = await shell("ceiba demo --base \"$BASE\"", folder, database?.url ?? "ceiba.db");
    if (result.exit !== 0) throw new Error(`ceiba demo: exit ${result.exit}\n${result.out}${result.err}`);
    return { folder, database };
  })());
}

let bin;
function shell(command, folder, base) {
  return new Promise((done) => {
    const child = spawn("bash", ["-c", command], {
      cwd: folder, stdio: ["ignore", "pipe", "pipe"], detached: true,
      env: { PATH: `${bin}:${process.env.PATH}`, HOME: folder, LANG: "C.UTF-8", LC_ALL: "C.UTF-8", NO_COLOR: "1", TZ: "UTC",
             BASE: base, RAIZ: root, ...(process.env.ASAN_OPTIONS ? { ASAN_OPTIONS: process.env.ASAN_OPTIONS } : {}) },
    });
    let out = "", err = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => (out += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk) => (err += chunk));
    const timer = setTimeout(() => { err += `\n[did not end within ${seconds_per_command} s]`; process.kill(-child.pid, "SIGKILL"); }, seconds_per_command * 1000);
    child.on("close", (exit, signal) => { clearTimeout(timer); done({ exit: exit ?? signal, out, err }); });
  });
}

// ---- Running one -------------------------------------------------------------------------------

async function run(scenario, engine, work) {
  const absent = scenario.needs.filter((path) => !existsSync(resolve(root, path)));
  if (absent.length) return { skipped: `there is no ${absent.join(", ")}` };
  if (engine === "postgres" && !has_postgres) return { skipped: "no PostgreSQL (CEIBA_TEST_POSTGRES)" };

  const folder = join(work, `${scenario.name}-${engine}`);
  mkdirSync(folder);
  let base = "ceiba.db", database = null;
  if (scenario.start === "demo") {
    const made = await demo(engine, work);
    cpSync(made.folder, folder, { recursive: true });
    if (engine === "postgres") database = await new_database(made.database.name);
  } else if (engine === "postgres") database = await new_database();
  if (database) base = database.url;

  const faults = [];
  for (const step of scenario.steps) {
    if (step.file) {
      mkdirSync(dirname(join(folder, step.file)), { recursive: true });
      writeFileSync(join(folder, step.file), step.bytes);
      continue;
    }
    const result = await shell(step.command, folder, base);
    const fail = (line, why) => faults.push(`${scenario.name}.txt:${line} (${engine}): ${why}`);
    if (result.exit !== step.exit) fail(step.line, `exit ${result.exit}, expected ${step.exit}`);
    if (step.output.length && !output_matches(step.output, result.out))
      fail(step.line, `expected:\n${step.output.map((line) => `  | ${line}`).join("\n")}`);
    for (const check of step.checks) {
      const path = join(folder, check.text ?? "");
      const ok = {
        "vacía": () => result.out === "",
        "contiene": () => contains(check.text, result.out),
        "no contiene": () => !contains(check.text, result.out),
        "error contiene": () => contains(check.text, result.err),
        "error no contiene": () => !contains(check.text, result.err),
        "archivo": () => existsSync(path),
        "sin archivo": () => !existsSync(path),
      }[check.kind]();
      if (!ok) fail(check.line, `does not hold: ${check.kind} ${check.text ?? ""}`);
    }
    if (faults.length) {  // The first wrong step tells; the later ones follow from it.
      const clip = (text) => text.split("\n").slice(0, 60).map((line) => `  | ${line}`).join("\n");
      faults.push(`  $ ${step.command}\n  exit ${result.exit}\n${clip(result.out)}\n  standard error:\n${clip(result.err)}`);
      break;
    }
  }
  if (database) await drop_database(database.name);
  rmSync(folder, { recursive: true, force: true });
  return { faults };
}

// ---- All of them -------------------------------------------------------------------------------

async function main() {
  const names = readdirSync(here).filter((file) => file.endsWith(".txt")).map((file) => basename(file, ".txt")).sort()
    .filter((name) => !options.names.length || options.names.includes(name));
  const work = mkdtempSync(join(tmpdir(), "ceiba-scenarios."));
  process.on("exit", () => rmSync(work, { recursive: true, force: true }));
  bin = join(work, "bin");
  mkdirSync(bin);
  if (!existsSync(options.binary)) throw new Error(`there is no ${options.binary}`);
  symlinkSync(options.binary, join(bin, "ceiba"));

  const counts = { passed: 0, failed: 0, skipped: 0 };
  const queue = [];
  for (const name of names) {
    try {
      const scenario = parse(name, readFileSync(join(here, `${name}.txt`), "utf8"));
      for (const engine of options.engines)
        if (!scenario.engines || scenario.engines.includes(engine)) queue.push({ scenario, engine });
    } catch (error) {
      ++counts.failed;
      console.log(error.message);
    }
  }
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const label = `${next.scenario.name} (${next.engine})`, began = Date.now();
      const result = await run(next.scenario, next.engine, work).catch((error) => ({ faults: [`${label}: ${error.message}`] }));
      if (result.skipped) { ++counts.skipped; console.log(`  skip ${label}: ${result.skipped}`); }
      else if (result.faults.length) { ++counts.failed; console.log(`  FAIL ${label}\n${result.faults.join("\n")}`); }
      else { ++counts.passed; console.log(`    ok ${label} ${((Date.now() - began) / 1000).toFixed(1)} s`); }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  for (const made of await Promise.all(Object.values(demos).map((one) => one.catch(() => null))))
    if (made?.database) await drop_database(made.database.name);
  console.log(`scenarios: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exitCode = counts.failed ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
