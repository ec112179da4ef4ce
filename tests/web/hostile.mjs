// HTTP that nobody means well with, over raw sockets, against the real binary.
//
//   node tests/web/hostile.mjs [--binary build/release/ceiba]
//
// The last line is "hostile: N passed, N failed".
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import net from "node:net";
import tls from "node:tls";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { serve } from "../server.mjs";

const root = resolve(import.meta.dirname ?? ".", "../..");
const option = (name, standard) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? standard : process.argv[at + 1];
};
const binary = resolve(option("--binary", join(root, "build/release/ceiba")));
const only = option("--only", "");
const work = mkdtempSync(join(tmpdir(), "ceiba-hostile."));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const base = join(work, "ceiba.db");
execFileSync(binary, ["crear", "--base", base]);
const uploads = join(work, "tmp");
execFileSync("mkdir", [uploads]);
let server = await serve(binary, base, { env: { TMPDIR: uploads } });

let passed = 0, failed = 0;
async function test(name, body) {
  if (only && !name.includes(only)) return;
  try {
    await body();
    ++passed;
  } catch (error) {
    ++failed;
    console.log(`FAILED ${name}\n  ${String(error.stack ?? error).split("\n").slice(0, 3).join("\n  ")}`);
  }
}
function expect(found, wanted, what = "") {
  const good = wanted instanceof RegExp ? wanted.test(found) : Array.isArray(wanted) ? wanted.includes(found) : found === wanted;
  if (!good) throw new Error(`${what} expected ${wanted}, found ${JSON.stringify(found)?.slice(0, 300)}`);
}

// Sends `parts` (texts, buffers, or numbers of milliseconds to wait) and reads until the end.
function talk(parts, { time = 20_000, half = true } = {}) {
  return new Promise((done) => {
    const socket = net.connect(server.port, server.host);
    let answer = "", cause = "closed";
    const began = Date.now();
    const end = () => done({ answer, cause, took: Date.now() - began, status: Number(answer.match(/^HTTP\/1\.1 (\d+)/)?.[1] ?? 0) });
    socket.setEncoding("latin1").on("data", (text) => (answer += text));
    socket.on("error", (error) => (cause = error.code)).on("close", end);
    setTimeout(() => { cause = "timeout"; socket.destroy(); }, time).unref();
    (async () => {
      for (const part of [parts].flat()) {
        if (typeof part === "number") await sleep(part);
        else if (!socket.destroyed) socket.write(part);
      }
      if (half) socket.end();
    })();
  });
}
const get = (path, headers = "") => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
const close = "Connection: close\r\n";
async function still_good() {
  const { status } = await talk(get("/salud", close));
  expect(status, 200, "the server after it");
}
const refused = (name, status, parts) => test(name, async () => {
  const found = await talk(parts);
  expect(found.status, status);
  await still_good();
});

await test("the health check answers, with what every answer has", async () => {
  const { answer, status } = await talk(get("/salud", close));
  expect(status, 200);
  for (const header of [/content-security-policy: default-src 'self'/i, /x-content-type-options: nosniff/i, /referrer-policy: same-origin/i,
    /permissions-policy: /i, /cross-origin-opener-policy: same-origin/i, /frame-ancestors 'none'/i, /x-request-id: /i, /date: \w+, \d/i])
    expect(answer, header);
  if (/strict-transport-security/i.test(answer)) throw new Error("HSTS over plain HTTP");
});
await refused("HTTP/1.1 without Host", 400, "GET /salud HTTP/1.1\r\n\r\n");
await refused("two Hosts", 400, "GET /salud HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
await refused("a Host with a path in it", 400, "GET /salud HTTP/1.1\r\nHost: a/b\r\n\r\n");
await test("HTTP/1.0 needs no Host", async () => expect((await talk("GET /salud HTTP/1.0\r\n\r\n")).status, 200));
await refused("a bare line feed", 400, "GET /salud HTTP/1.1\nHost: x\n\n");
await refused("a blank before the colon", 400, "GET /salud HTTP/1.1\r\nHost : x\r\n\r\n");
await refused("Content-Length and Transfer-Encoding", 400, "POST /entrar HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
await refused("two Content-Lengths", 400, "POST /entrar HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde");
await refused("a negative Content-Length", 400, "POST /entrar HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n");
await refused("a Content-Length that is no number", 400, "POST /entrar HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n");
await refused("an enormous Content-Length", [400, 413], "POST /entrar HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n");
await refused("100 MB declared", 413, "POST /entrar HTTP/1.1\r\nHost: x\r\nContent-Length: 104857600\r\n\r\n");
await refused("chunks without end", 413, ["POST /entrar HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", ...Array(400).fill(`2800\r\n${"x".repeat(0x2800)}\r\n`)]);
await refused("a broken chunk size", 400, "POST /entrar HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n");
await refused("a header of 200 KB", 431, get("/", `A: ${"x".repeat(200_000)}\r\n`));
await refused("ten thousand headers", 431, get("/", "A: b\r\n".repeat(10_000)));
await refused("an address of 100 KB", 431, get(`/${"a".repeat(100_000)}`));
await refused("no method at all", 400, "\r\n\r\n\r\n \r\n\r\n");
await refused("an unknown method", 501, "PROPFIND / HTTP/1.1\r\nHost: x\r\n\r\n");
await refused("TRACE", 501, "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n");
await refused("CONNECT", [400, 501], "CONNECT example.org:80 HTTP/1.1\r\nHost: x\r\n\r\n");
await refused("HTTP/2 by prior knowledge", 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
await refused("HTTP/3.7", 400, "GET / HTTP/3.7\r\nHost: x\r\n\r\n");
await refused("TLS at a plain port", 400, Buffer.from("16030100c8010000c40303", "hex"));
await refused("NUL in the target", 400, "GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n");
await refused("an unknown expectation", 417, "POST /entrar HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nContent-Length: 3\r\n\r\nabc");
for (const path of ["/../etc/passwd", "/%2e%2e/etc/passwd", "/a/..%2f..%2fetc/passwd", "/a/%2e%2e%5cx", "/%00", "/%zz", "/%c3%28", "/.", "/a/../b", "/activos/..%2fx", "//..//x"])
  await refused(`the path ${path}`, 400, get(path));
await refused("a query that is no UTF-8", 400, get("/?a=%ff"));
await test("an unknown page is 404, on any depth", async () => {
  for (const path of ["/no-existe", "/api/v1/no-existe", "/inicio/x/y/z/../".replace("../", "w"), `/${"a/".repeat(200)}`])
    expect((await talk(get(path, close))).status, [404, 303, 302], path);
});
await test("a page that is there, by another method, is 405 with Allow", async () => {
  const { answer, status } = await talk(`DELETE /entrar HTTP/1.1\r\nHost: x\r\n${close}\r\n`);
  expect(status, 405);
  expect(answer, /allow: /i);
});
await test("absolute form is served", async () => expect((await talk(`GET http://x/salud HTTP/1.1\r\nHost: x\r\n${close}\r\n`)).status, 200));
await test("pipelined requests are answered in order", async () => {
  const { answer } = await talk(get("/salud") + get("/metrics") + get("/salud", close));
  expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map((m) => m[1]).join(), "200,200,200");
  if (!(answer.indexOf("estado") < answer.indexOf("ceiba_http_requests_total"))) throw new Error("out of order");
});
await test("what follows a body is the next request", async () => {
  const { answer } = await talk(`POST /no-existe HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde${get("/salud", close)}`);
  expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].length, 2);
  expect(answer, /"estado":"bien"/);
});
await test("a request byte by byte is a request", async () => {
  const { status } = await talk([...get("/salud", close)].flatMap((byte) => [byte, 2]));
  expect(status, 200);
});
await test("HEAD has the head and no body", async () => {
  const { answer } = await talk(`HEAD /salud HTTP/1.1\r\nHost: x\r\n${close}\r\n`);
  expect(answer, /content-length: [1-9]/i);
  expect(answer.split("\r\n\r\n")[1], "");
});
await test("Expect: 100-continue is answered before the body", async () => {
  const { answer } = await talk([`POST /no-existe HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n${close}\r\n`, 200, "abc"]);
  expect(answer, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 [34]/);
});
await test("a header in the address makes no header in the answer", async () => {
  const { answer } = await talk(get("/inicio%0d%0aX-Evil:%201", close));
  if (/^x-evil/im.test(answer)) throw new Error(answer);
});
await test("X-Forwarded-* of strangers is not believed", async () => {
  const { answer } = await talk(get("/salud", `X-Forwarded-Proto: https\r\nX-Forwarded-For: 1.2.3.4\r\n${close}`));
  if (/strict-transport-security/i.test(answer)) throw new Error("believed");
});
const multipart = (parts, boundary = "B") => {
  const body = Buffer.concat([...parts.map((part) => Buffer.from(part)), Buffer.from(`--${boundary}--\r\n`)]);
  return [`POST /entrar HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: ${body.length}\r\n${close}\r\n`, body];
};
const part = (head, content) => `--B\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
await refused("multipart without boundary", 400, `POST /entrar HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\nabc`);
await refused("multipart cut before its end", 400, `POST /entrar HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 20\r\n\r\n--B\r\nContent-Disposi`);
await refused("a part without a name", 400, multipart(["--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n"]));
await refused("a part with a head of 20 KB", 400, multipart([part(`name="a"; x="${"y".repeat(20_000)}"`, "x")]));
await refused("a field that is no UTF-8", 400, multipart([Buffer.from([...Buffer.from('--B\r\nContent-Disposition: form-data; name="a"\r\n\r\n'), 0xff, 0xfe, 13, 10])]));
await test("files are named without folders and leave nothing behind", async () => {
  const found = await talk(multipart([part('name="f"; filename="../../etc/passwd"', "x".repeat(100_000)), part('name="g"; filename="C:\\\\a\\\\b.csv"', "y")]));
  expect(found.status >= 200 && found.status < 500, true, found.status);
  await sleep(100);
  expect(readdirSync(uploads).length, 0);
});
await test("an upload that is cut leaves nothing behind", async () => {
  const [head, body] = multipart([part('name="f"; filename="x.csv"', "x".repeat(600_000))]);
  const socket = net.connect(server.port, server.host);
  socket.write(head);
  socket.write(body.subarray(0, 300_000));
  await sleep(300);
  socket.destroy();
  await sleep(1200);
  expect(readdirSync(uploads).length, 0);
});
await test("compression is what was asked for", async () => {
  for (const [accept, wanted] of [["gzip", "gzip"], ["gzip, br", "br"], ["br;q=0, gzip;q=0.5", "gzip"], ["identity", undefined]]) {
    const { answer } = await talk(get("/metrics", `Accept-Encoding: ${accept}\r\n${close}`));
    expect(answer.match(/content-encoding: (\w+)/i)?.[1], wanted, accept);
    expect(answer, /vary: accept-encoding/i);
  }
});
await test("slow clients are cut, and a good one does not notice", async () => {
  const slow = Array.from({ length: 600 }, () => {
    const socket = net.connect(server.port, server.host).on("error", () => {});
    const state = { open: true };
    socket.setEncoding("latin1").on("data", (text) => (state.answer = (state.answer ?? "") + text)).on("close", () => (state.open = false));
    socket.write("GET /salud HTTP/1.1\r\nHost: x\r\n");
    const drip = setInterval(() => (state.open ? socket.write("A: b\r\n") : clearInterval(drip)), 900);
    return state;
  });
  await sleep(1000);
  const waits = [];
  for (let i = 0; i < 50; ++i) {
    const { took, status } = await talk(get("/salud", close));
    expect(status, 200);
    waits.push(took);
  }
  waits.sort((a, b) => a - b);
  expect(waits[25] <= 30, true, `the median wait is ${waits[25]} ms;`);
  await sleep(11_500);
  expect(slow.filter((state) => state.open).length, 0, "still open:");
  expect(slow.filter((state) => /^HTTP\/1\.1 408/.test(state.answer ?? "")).length > 500, true, "408:");
});
await test("a client that does not read is cut", async () => {
  const socket = net.connect(server.port, server.host).on("error", () => {});
  socket.pause();
  for (let i = 0; i < 3000; ++i) socket.write(get("/metrics"));
  await still_good();
  socket.destroy();
});
await test("no request leaves a trace of who it was in the log", async () => {
  await talk(get("/buscar?q=Juan+P%C3%A9rez&dpi=2345678901234", `Cookie: ceiba=abcdef0123\r\nX-Forwarded-For: 203.0.113.9\r\n${close}`));
  await sleep(400);
  for (const secret of ["Juan", "P%C3", "2345678901234", "abcdef0123", "203.0.113.9", "127.0.0.1:5"])
    if (server.err.includes(secret)) throw new Error(`${secret} is in the log`);
  const lines = server.err.trim().split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  expect(lines.some((line) => line.ruta && line.id && line.estado), true);
});
await test("SIGTERM ends idle connections at once and is no failure", async () => {
  const idle = net.connect(server.port, server.host).on("error", () => {});
  idle.write(get("/salud"));
  await sleep(200);
  const began = Date.now();
  expect(await server.stop(), 0);
  expect(Date.now() - began < 3000, true, `it took ${Date.now() - began} ms;`);
});
await test("TLS by option, with HSTS and secure cookies' names", async () => {
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
    "-keyout", join(work, "k.pem"), "-out", join(work, "c.pem")], { stdio: "ignore" });
  server = await serve(binary, base, { args: ["--certificado", join(work, "c.pem"), "--llave", join(work, "k.pem")] });
  const answer = await new Promise((done, failed) => {
    let text = "";
    const socket = tls.connect({ host: server.host, port: server.port, rejectUnauthorized: false }, () => socket.write(get("/salud", close)));
    socket.setEncoding("latin1").on("data", (more) => (text += more)).on("close", () => done(text)).on("error", failed);
  });
  expect(answer, /^HTTP\/1\.1 200/);
  expect(answer, /strict-transport-security: max-age/i);
  expect(await server.stop(), 0);
});
await test("X-Forwarded-* of a configured proxy is believed", async () => {
  server = await serve(binary, base, { args: ["--proxy", "127.0.0.1"] });
  const { answer } = await talk(get("/salud", `X-Forwarded-Proto: https\r\nX-Forwarded-For: 1.2.3.4\r\n${close}`));
  expect(answer, /strict-transport-security/i);
  expect(await server.stop(), 0);
});
await test("an address that is taken, one that is none, a certificate that is none", async () => {
  const taken = net.createServer().listen(0, "127.0.0.1");
  await sleep(50);
  for (const [args, exit] of [[["--escuchar", `127.0.0.1:${taken.address().port}`], 7], [["--escuchar", "aquí"], 3], [["--certificado", base, "--llave", base], 3]]) {
    let status = 0;
    try { execFileSync(binary, ["servir", "--base", base, ...args], { stdio: "ignore", timeout: 10_000 }); } catch (error) { status = error.status; }
    expect(status, exit, args.join(" "));
  }
  taken.close();
});

server.kill();
console.log(`hostile: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
