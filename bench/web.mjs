// Measures the server beside nginx, which serves the same bytes on the same cores, and the saves of a
// month beside the disk itself; README.md beside this file says what is promised.
//
//   node bench/web.mjs [--rounds 5] [--seconds 6] [--only reads|saves|slow] [--binary build/release/ceiba]
//
// Needs wrk and nginx (Debian's packages wrk and nginx-light).
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { closeSync, copyFileSync, existsSync, fdatasyncSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../tests/server.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const option = (name, standard) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? standard : process.argv[at + 1];
};
const rounds = Number(option("--rounds", 5));
const seconds = Number(option("--seconds", 6));
const only = option("--only", "");
const ceiba = resolve(option("--binary", join(root, "build/release/ceiba")));
const work = join(root, "build/bench/web");
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

const password = "demo-de-la-ceiba";
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const quantile = (numbers, part) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))];
const median = (numbers) => quantile(numbers, 0.5);
const ms = (number) => `${number.toFixed(2)} ms`;

const verdicts = [];
function promise(what, kept, measured, wanted) {
  verdicts.push(kept);
  console.log(`${kept ? "kept    " : "NOT KEPT"} ${what}: ${measured} (promised ${wanted})`);
}

// ---- Reads -------------------------------------------------------------------------------------

// wrk with a script of its own → {rate, bad}; `bad` counts answers that are not `status`.
function wrk(url, { headers = {}, path = "/", vary = false, status = 200 }) {
  const script = join(work, "wrk.lua");
  writeFileSync(script, `
    local count, bad, threads = 0, 0, {}
    function setup(thread) table.insert(threads, thread); thread:set("number", #threads) end
    function init() wrong = 0 end
    wrk.method = "GET"
    ${Object.entries(headers).map(([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`).join("\n    ")}
    function request()
      count = count + 1
      return wrk.format(nil, "${path}"${vary ? ` .. "${path.includes("?") ? "&" : "?"}n=" .. number .. "x" .. count` : ""})
    end
    function response(status) if status ~= ${status} then wrong = wrong + 1 end end
    function done(summary)
      for _, thread in ipairs(threads) do bad = bad + thread:get("wrong") end
      io.write("RESULT " .. summary.requests .. " " .. summary.duration .. " " .. bad .. "\\n")
    end`);
  const run = spawnSync("wrk", ["-t2", "-c64", `-d${seconds}s`, "-s", script, url], { encoding: "utf8" });
  const found = run.stdout.match(/RESULT (\d+) (\d+) (\d+)/);
  if (!found) throw new Error(`wrk: ${run.stdout}${run.stderr}`);
  return { rate: Number(found[1]) / (Number(found[2]) / 1e6), bad: Number(found[3]) };
}

async function free_port() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.on("listening", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function nginx(page) {
  const folder = join(work, "nginx");
  mkdirSync(join(folder, "www"), { recursive: true });
  writeFileSync(join(folder, "www/pagina.html"), page);
  const port = await free_port();
  writeFileSync(join(folder, "nginx.conf"), `
    worker_processes 2; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
    ${process.getuid() === 0 ? "user root;" : ""}
    events { worker_connections 1024; }
    http {
      access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=10;
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      types { text/html html; }
      server { listen 127.0.0.1:${port} backlog=1024; root ${folder}/www; }
    }`);
  const child = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: "inherit" });
  for (let tries = 0; tries < 50; ++tries) {
    const answer = await fetch(`http://127.0.0.1:${port}/pagina.html`).catch(() => undefined);
    if (answer?.ok) return { url: `http://127.0.0.1:${port}`, path: "/pagina.html", etag: answer.headers.get("etag"), stop: () => child.kill("SIGQUIT") };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("nginx does not answer");
}

async function reads(base) {
  const site = await serve(ceiba, base);
  const path = "/transparencia/presupuesto";
  const page = await fetch(site.url + path, { headers: { "Accept-Encoding": "identity" } });
  const bytes = Buffer.from(await page.arrayBuffer());
  const peer = await nginx(bytes);
  console.log(`reads of ${path}, ${bytes.length} bytes, 64 connections, ${rounds} rounds of ${seconds} s`);
  const rates = { ours: [], theirs: [], kept: [], whole: [], anew: [] };
  let bad = 0;
  const take = (name, found) => { rates[name].push(found.rate); bad += found.bad; };
  for (let round = 0; round < rounds; ++round) {
    take("ours", wrk(site.url, { path, headers: { "If-None-Match": page.headers.get("etag") }, status: 304 }));
    take("theirs", wrk(peer.url, { path: peer.path, headers: { "If-None-Match": peer.etag }, status: 304 }));
    take("kept", wrk(site.url, { path }));
    take("whole", wrk(peer.url, { path: peer.path }));
    take("anew", wrk(site.url, { path, vary: true }));
  }
  peer.stop();
  await site.stop();
  for (const [name, all] of Object.entries(rates)) console.log(`  ${name}: ${all.map((one) => Math.round(one)).join(" ")} requests/s`);
  promise("answers that were what they should be", bad === 0, `${bad} others`, "none other");
  const ratio = median(rates.ours) / median(rates.theirs);
  promise("a revalidated public page beside nginx", ratio >= 0.5, `${ratio.toFixed(2)} ×`, "≥ 0.5 ×");
  console.log(`         the whole page from memory beside nginx: ${(median(rates.kept) / median(rates.whole)).toFixed(2)} ×`);
  promise("a public page made anew, without compression", median(rates.anew) >= 3000, `${Math.round(median(rates.anew))}/s`, "≥ 3,000/s");
}

// ---- Saves -------------------------------------------------------------------------------------

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
function ask(site, path, { method = "GET", body, headers = {} } = {}) {
  return new Promise((done, failed) => {
    const request = http.request(site.url + path, { method, agent, headers: { ...headers, ...(body ? { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(body) } : {}) } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece) => (text += piece)).on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    request.on("error", failed);
    request.end(body);
  });
}

const plain = (text) => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const attribute = (tag, name) => { const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`)); return found && plain(found[1]); };
function fields_of(form) {
  const fields = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, "name");
    if (name && !["file", "submit", "checkbox", "radio"].includes(attribute(tag, "type"))) fields.set(name, attribute(tag, "value") ?? "");
  }
  return fields;
}

async function signed_in(site, user) {
  const cookies = new Map();
  const keep = (answer) => { for (const one of answer.headers["set-cookie"] ?? []) { const [pair] = one.split(";"); cookies.set(pair.split("=")[0], pair); } };
  const headers = () => ({ Cookie: [...cookies.values()].join("; ") });
  const door = await ask(site, "/entrar");
  keep(door);
  const fields = fields_of(door.text.match(/<main[\s\S]*<\/main>/)[0]);
  fields.set("usuario", user);
  fields.set("contrasena", password);
  const entered = await ask(site, "/entrar", { method: "POST", body: fields.toString(), headers: headers() });
  keep(entered);
  if (entered.status !== 303) throw new Error(`${user} could not sign in: ${entered.status}`);
  return headers;
}

// The disk alone: the same file system, a page appended and made durable → milliseconds of each.
function disk(times) {
  const file = openSync(join(work, "disk"), "w");
  const page = Buffer.alloc(4096, 7);
  const all = [];
  for (let i = 0; i < times; ++i) {
    const began = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    all.push(performance.now() - began);
  }
  closeSync(file);
  return all;
}

async function save_many(site, headers, times, until = () => false) {
  const start = await ask(site, "/ejecucion/captura", { headers: headers() });
  const address = start.status === 303 ? start.headers.location : "/ejecucion/captura";
  const page = await ask(site, address, { headers: headers() });
  const form = page.text.match(/<form\b[^>]*data-captura="([^"]*)"[^>]*>([\s\S]*?)<\/form>/);
  if (!form) throw new Error(`no month to capture at ${address}`);
  const fields = fields_of(form[2]);
  const cell = attribute(form[2].match(/<input\b[^>]*class="[^"]*\bcelda\b[^>]*>/)[0], "name");
  const code = cell.slice(cell.indexOf(".") + 1);
  const all = [];
  for (let i = 0; i < times && !until(); ++i) {
    fields.set(cell, String(100 + (i % 800)));
    const began = performance.now();
    const answer = await ask(site, form[1], { method: "POST", body: fields.toString(), headers: { ...headers(), Accept: "application/json" } });
    all.push(performance.now() - began);
    const told = JSON.parse(answer.text);
    if (answer.status !== 200 || !(code in told.guardadas)) throw new Error(`not saved: ${answer.status} ${answer.text.slice(0, 400)}`);
    fields.set(`v.${code}`, told.guardadas[code]);
  }
  return all;
}

async function saves(base) {
  const site = await serve(ceiba, base);
  const headers = await signed_in(site, "jefatura");
  await save_many(site, headers, 20);
  const calm = await save_many(site, headers, 500);
  const raw = disk(500);
  const over = quantile(calm, 0.99) - quantile(raw, 0.99);
  console.log(`saves of a month: 500, median ${ms(median(calm))}, p99 ${ms(quantile(calm, 0.99))}; the disk alone: median ${ms(median(raw))}, p99 ${ms(quantile(raw, 0.99))}`);
  promise("p99 of a save over the raw fsync", over <= 25, ms(over), "≤ 25 ms");

  const file = join(root, "build/bench/sicoin-2000000.csv");
  if (!existsSync(file)) execFileSync("node", [join(root, "bench/generate_sicoin.mjs"), "2000000", file]);
  let ended = false;
  const began = performance.now();
  const importer = spawn(ceiba, ["presupuesto", "importar", file, "--base", base, "--nacional", "--como", "administracion"], { stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  importer.stderr.on("data", (text) => (told += text));
  const end = new Promise((done) => importer.on("close", (code) => { ended = true; done(code); }));
  const during = await save_many(site, headers, 100000, () => ended);
  const code = await end;
  console.log(`  import: exit ${code} after ${((performance.now() - began) / 1000).toFixed(1)} s; ${during.length} saves meanwhile, median ${ms(median(during))}, worst ${ms(Math.max(...during))}`);
  if (code !== 0) throw new Error(told.slice(-600));
  const busy = quantile(during, 0.99) - quantile(raw, 0.99);
  promise("the same while 2,000,000 rows are imported", busy <= 25, ms(busy), "≤ 25 ms");
  await site.stop();
}

// ---- Slow clients ------------------------------------------------------------------------------

async function slow(base) {
  const site = await serve(ceiba, base);
  const waits = async () => {
    const all = [];
    for (let i = 0; i < 300; ++i) {
      const began = performance.now();
      const answer = await ask(site, "/transparencia/presupuesto");
      if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
      all.push(performance.now() - began);
    }
    return all;
  };
  await waits();
  const alone = await waits();
  const slow = [];
  for (let i = 0; i < 600; ++i) {
    const socket = net.connect(site.port, site.host);
    socket.on("error", () => {});
    socket.write("GET /transparencia/presupuesto HTTP/1.1\r\nHost: lenta\r\nX-A: ");
    slow.push(socket);
  }
  const drip = setInterval(() => slow.forEach((socket) => socket.destroyed || socket.write("a")), 1000);
  await new Promise((done) => setTimeout(done, 1500));
  const among = await waits();
  const open = slow.filter((socket) => !socket.destroyed).length;
  clearInterval(drip);
  slow.forEach((socket) => socket.destroy());
  console.log(`a good client: alone median ${ms(median(alone))}, p99 ${ms(quantile(alone, 0.99))}; among ${open} slow ones median ${ms(median(among))}, p99 ${ms(quantile(among, 0.99))}`);
  promise("what 600 slow clients add to a good one's p99", quantile(among, 0.99) - quantile(alone, 0.99) <= 10, ms(quantile(among, 0.99) - quantile(alone, 0.99)), "≤ 10 ms");
  await site.stop();
}

// ---- All of it ---------------------------------------------------------------------------------

const demo = join(work, "demo.db");
execFileSync(ceiba, ["demo", "--base", demo, "--clave-demo", password, "-q"], { cwd: work, stdio: ["ignore", "ignore", "inherit"] });
const parts = { reads, saves, slow };
for (const [name, part] of Object.entries(parts)) {
  if (only && only !== name) continue;
  const base = join(work, `${name}.db`);
  copyFileSync(demo, base);
  copyFileSync(`${demo}.clave`, `${base}.clave`);
  await part(base);
}
agent.destroy();
console.log(`${verdicts.filter(Boolean).length} of ${verdicts.length} kept`);
process.exit(verdicts.every(Boolean) ? 0 : 1);
