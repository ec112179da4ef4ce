// Walks through the pages in Debian's Chromium, against the real binary on a copy of the demo, on
// both engines, at 1280 and at 390 px.
//
//   tests/postgres.sh node tests/browser/run.mjs [--binary build/release/ceiba] [--engine sqlite]
//     [--width 1280] [--only TEXT] [--shots FOLDER] [--slow MS] [--lanes 2]
//
// A file is walked twice: on each engine, at one width on the one and at the other on the other. With
// CEIBA_LARGO, or with an engine or a width named, it is walked at every width on every engine.
//
// Every tests/browser/NAME_walk.mjs exports `walks`: {"what a person does": async (tools) => …}.
// A file gets a base and a server of its own (with `export const from = "empty"` what `ceiba crear`
// makes, else a copy of the demo); each walk a browser context of its own. The tools:
//
//   page      Playwright's page, with site.url as its base address
//   site      {url, engine, width, code (of the first visitor), ceiba(...words) → stdout, restart(), kill()}
//   sign_in   (user, page?) → the page after it; users are the demo's, named by their roles
//   clicks    .click(locator) and .press(locator, key) count one each; .count; .at_most(n)
//   expect    (found, wanted, what?): equal, or matching a RegExp
//   another   () → a page in another browser context
//
// A site with a walk that failed is made anew and walked once more, since two lanes share two cores and
// a browser that is starved of them misses what it waits for; what fails twice has failed, and what
// failed once is told. Console errors, exceptions of scripts and answers of 5xx fail the walk. The last line is
// "browser: N passed, N failed, N skipped".
import { execFile, execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { drop_database, has_postgres, new_database } from "../engines.mjs";
import { serve } from "../server.mjs";

const here = import.meta.dirname;
const root = resolve(here, "../..");
const option = (name, standard) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? standard : process.argv[at + 1];
};
const binary = resolve(option("--binary", join(root, "build/release/ceiba")));
const only = option("--only", "");
const shots = option("--shots", "");
const slow = Number(option("--slow", 0));
const lanes = Number(option("--lanes", 2));
const crossed = !process.env.CEIBA_LARGO && !option("--engine") && !option("--width");
const engines = option("--engine") ? [option("--engine")] : ["sqlite", "postgres"];
const widths = option("--width") ? [Number(option("--width"))] : [1280, 390];
const password = "Caminata-de-prueba-2026";
const patience = 15_000;
const day = "2026-06-02";  // The demonstration's, as in ./run: May is open.

const tools = join(root, "build/browser-tools");
if (!existsSync(join(tools, "node_modules/playwright-core"))) {
  mkdirSync(tools, { recursive: true });
  copyFileSync(join(here, "package.json"), join(tools, "package.json"));
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", tools], {
    stdio: "ignore", env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" } });
}
const { chromium } = createRequire(join(tools, "package.json"))("playwright-core");
const chrome = process.env.CHROME ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

const work = mkdtempSync(join(tmpdir(), "ceiba-browser."));
const databases = [];
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const environment = { ...process.env, LANG: "C.UTF-8", NO_COLOR: "1" };
const run = (words, cwd) => new Promise((done, failed) =>
  execFile(binary, words, { cwd, env: environment, maxBuffer: 1 << 26 }, (error, out, err) =>
    error ? failed(new Error(`ceiba ${words.join(" ")}: ${err || error.message}`)) : done(out)));

let passed = 0, failed = 0, skipped = 0;
const files = readdirSync(here).filter((name) => name.endsWith("_walk.mjs")).sort();
const walks = [];
for (const file of files) {
  const { walks: all, from = "demo" } = await import(join(here, file));
  const wanted = Object.entries(all).filter(([name]) => `${file}: ${name}`.includes(only));
  if (wanted.length) walks.push([file.replace("_walk.mjs", ""), wanted, from]);
}

// What `ceiba crear` makes, for a file that begins with nothing.
async function empty(engine, name) {
  const folder = join(work, engine, name);
  mkdirSync(folder, { recursive: true });
  if (engine === "sqlite") {
    await run(["crear", "--base", join(folder, "ceiba.db"), "-q"], folder);
    return { base: join(folder, "ceiba.db"), folder };
  }
  const own = await new_database();
  databases.push(own.name);
  await run(["crear", "--base", own.url, "--clave", join(folder, "ceiba.clave"), "-q"], folder);
  return { base: own.url, folder };
}

// One demo for each engine; the walks get copies of it.
async function demo(engine) {
  const folder = join(work, engine);
  mkdirSync(folder);
  if (engine === "sqlite") {
    await run(["demo", "--base", join(folder, "demo.db"), "--clave-demo", password, "-q"], folder);
    return { copy: async (name) => {
      const to = join(folder, name);
      mkdirSync(to);
      for (const file of ["demo.db", "demo.db.clave"]) copyFileSync(join(folder, file), join(to, file));
      return { base: join(to, "demo.db"), folder: to };
    } };
  }
  const database = await new_database();
  databases.push(database.name);
  await run(["demo", "--base", database.url, "--clave", join(folder, "demo.clave"), "--clave-demo", password, "-q"], folder);
  return { copy: async (name) => {
    const own = await new_database(database.name);
    databases.push(own.name);
    const to = join(folder, name);
    mkdirSync(to);
    copyFileSync(join(folder, "demo.clave"), join(to, "ceiba.clave"));
    return { base: own.url, folder: to };
  } };
}

function expect(found, wanted, what = "") {
  const good = wanted instanceof RegExp ? wanted.test(found) : found === wanted;
  if (!good) throw new Error(`${what} expected ${wanted}, found ${JSON.stringify(found)?.slice(0, 400)}`);
}

class Clicks {
  count = 0;
  async click(locator) { ++this.count; await locator.click(); }
  async press(locator, key) { ++this.count; await locator.press(key); }
  at_most(most) { if (this.count > most) throw new Error(`${this.count} clicks, at most ${most}`); }
  reset() { this.count = 0; }
}

// → what was wrong, or "".
async function walk(browser, site, label, name, body) {
  const faults = [];
  const contexts = [];
  const another = async (options = {}) => {
    const context = await browser.newContext({ baseURL: site.url, locale: "es-GT", viewport: { width: site.width, height: site.width < 600 ? 844 : 900 },
      isMobile: site.width < 600, hasTouch: site.width < 600, ...options });
    context.setDefaultTimeout(patience);
    contexts.push(context);
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
    page.on("console", (message) => {
      // A refused form is an answer of 4xx, which Chromium writes as an error too, and so it does of a
      // server that cannot now and of a connection that a walk breaks.
      if (message.type() === "error" && !/status of (4\d\d|503)|net::ERR_(INTERNET_DISCONNECTED|FAILED)/.test(message.text())) faults.push(`console: ${message.text()}`);
    });
    page.on("response", (answer) => { if (answer.status() >= 500 && answer.status() !== 503) faults.push(`${answer.status()} ${answer.url()}`); });
    return page;
  };
  let found = "";
  const page = await another();
  const sign_in = async (user, on = page) => {
    await on.goto("/entrar");
    await on.fill("input[name=usuario]", user);
    await on.fill("input[autocomplete=current-password]", password);
    await Promise.all([on.waitForURL((url) => url.pathname !== "/entrar"), on.locator("main form button[type=submit], main form button:not([type])").first().click()]);
    return on;
  };
  try {
    await body({ page, site, sign_in, clicks: new Clicks(), expect, another, password });
    if (faults.length) throw new Error("the page complained");
  } catch (error) {
    found = `${label} ${name}\n  ${[...String(error.stack ?? error).split("\n").slice(0, 8), ...faults].join("\n  ")}\n  at ${page.url()}`;
    if (shots) await page.screenshot({ path: join(shots, `FAILED-${label}-${name.replace(/\W+/g, "-")}.png`), fullPage: true }).catch(() => {});
  }
  if (shots) await page.screenshot({ path: join(shots, `${label}-${name.replace(/\W+/g, "-")}.png`), fullPage: true }).catch(() => {});
  for (const context of contexts) await context.close();
  return found;
}

if (shots) mkdirSync(shots, { recursive: true });

// The sites to be walked: {engine, width, file, wanted, from}.
const sites = engines.flatMap((engine, e) => walks.flatMap(([file, wanted, from], f) => widths
  .filter((_, w) => !crossed || w === (e + f) % widths.length)
  .map((width) => ({ engine, width, file, wanted, from }))));
const able = sites.filter(({ engine }) => chrome && (engine !== "postgres" || has_postgres));
skipped += sites.filter((one) => !able.includes(one)).reduce((sum, { wanted }) => sum + wanted.length, 0);
if (!chrome) console.log("no chromium: ./setup installs it");

const demos = {};
for (const { engine, from } of able)
  if (from === "demo") demos[engine] ??= await demo(engine);

// → what was wrong, of each walk that failed.
async function walk_site(browser, { engine, width, file, wanted, from }, time) {
  const name = `${file}-${width}-${time}`;
  const { base, folder } = from === "empty" ? await empty(engine, name) : await demos[engine].copy(name);
  const args = ["--registro", join(folder, "servir.log"), ...(from === "empty" ? [] : ["--hoy", day])];
  let server = await serve(binary, base, { cwd: folder, args });
  const site = { url: server.url, engine, width, folder, base, code: server.code,
    ceiba: (...words) => run([...words, "--base", base], folder),
    kill: () => server.kill(),
    restart: async () => {
      if (server.child.exitCode === null && server.child.signalCode === null) await server.stop();
      const port = server.port;
      server = await serve(binary, base, { cwd: folder, args: [...args, "--escuchar", `127.0.0.1:${port}`] });
    } };
  const wrong = [];
  for (const [what, body] of wanted) wrong.push(await walk(browser, site, `${file}-${engine}-${width}`, what, body));
  server.kill();
  return wrong.filter(Boolean);
}

// Each lane has a browser of its own, and takes the next site when it has done one.
if (able.length) {
  const queue = [...able];
  await Promise.all(Array.from({ length: lanes }, async () => {
    const browser = await chromium.launch({ executablePath: chrome, slowMo: slow, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
    for (let site = queue.shift(); site; site = queue.shift()) {
      let wrong = await walk_site(browser, site, 1);
      for (const one of wrong) console.log(`AGAIN ${one}`);
      if (wrong.length) wrong = await walk_site(browser, site, 2);
      for (const one of wrong) console.log(`FAILED ${one}`);
      failed += wrong.length;
      passed += site.wanted.length - wrong.length;
    }
    await browser.close();
  }));
}
for (const name of databases.reverse()) await drop_database(name);
console.log(`browser: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
process.exit(failed ? 1 : 0);
