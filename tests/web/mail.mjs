// The daily digest and the notices at once, delivered by the real server to a mail server of our
// own on this machine: who gets what, how it is encoded, that nothing comes twice, and that a
// letter that was refused comes later. Needs no package from npm.
//
//   node tests/web/mail.mjs [--binary build/release/ceiba]
//
// The last line is "mail: N passed, N failed, N skipped".
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { serve } from "../server.mjs";

const at = process.argv.indexOf("--binary");
const binary = resolve(at < 0 ? "build/release/ceiba" : process.argv[at + 1]);
const folder = mkdtempSync(join(tmpdir(), "ceiba-correo."));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const base = join(folder, "demo.db");
const ceiba = (...words) =>
  execFileSync(binary, [...words, "--base", base], { encoding: "utf8", env: { ...process.env, LANG: "C.UTF-8" } });

// A mail server that keeps what it is given. `refuse` says which recipients it turns away.
function sink() {
  const state = { letters: [], refuse: new Set(), offered: 0 };
  state.server = createServer((socket) => {
    let from = "", to = [], data = null, pending = "";
    const say = (line) => socket.write(line + "\r\n");
    socket.setEncoding("latin1");
    socket.on("error", () => {});
    say("220 correo.prueba ESMTP");
    const take = (line) => {
      if (data !== null) {
        if (line === ".") {
          state.letters.push({ from, to, text: Buffer.from(data, "latin1").toString("utf8") });
          data = null;
          say("250 OK");
        } else data += (line.startsWith("..") ? line.slice(1) : line) + "\r\n";
        return;
      }
      const word = line.slice(0, 4).toUpperCase();
      if (word === "EHLO") say("250-correo.prueba\r\n250 8BITMIME");
      else if (word === "HELO") say("250 correo.prueba");
      else if (word === "MAIL") { from = line.match(/<(.*?)>/)[1]; to = []; say("250 OK"); }
      else if (word === "RCPT") {
        ++state.offered;
        const address = line.match(/<(.*?)>/)[1];
        if (state.refuse.has(address)) say("451 Inténtelo más tarde");
        else { to.push(address); say("250 OK"); }
      } else if (word === "DATA") { data = ""; say("354 Adelante"); }
      else if (word === "QUIT") { say("221 Adiós"); socket.end(); }
      else say("250 OK");
    };
    socket.on("data", (text) => {
      pending += text;
      for (let end; (end = pending.indexOf("\r\n")) >= 0; pending = pending.slice(end + 2)) take(pending.slice(0, end));
    });
  });
  return new Promise((done) => state.server.listen(0, "127.0.0.1", () => done(Object.assign(state, { port: state.server.address().port }))));
}

const header = (letter, name) => {
  const head = letter.text.slice(0, letter.text.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");
  const found = head.match(new RegExp(`^${name}: (.*)$`, "im"))?.[1] ?? "";
  return found.replace(/=\?utf-8\?B\?(.*?)\?=\s*/gi, (_, text) => Buffer.from(text, "base64").toString("utf8"));
};
const body = (letter) => {
  const text = letter.text.slice(letter.text.indexOf("\r\n\r\n") + 4);
  return /base64/i.test(header(letter, "Content-Transfer-Encoding")) ? Buffer.from(text, "base64").toString("utf8") : text;
};

async function until(what, condition, seconds = 30) {
  for (let i = 0; i < seconds * 10; ++i) {
    if (condition()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`waited ${seconds} s for ${what}`);
}

let passed = 0, failed = 0, skipped = 0;
function check(what, good, found = "") {
  if (good) return void ++passed;
  ++failed;
  console.log(`FAILED ${what}\n  ${String(found).slice(0, 600)}`);
}

ceiba("demo", "--clave-demo", "Correo-de-prueba-2026", "-q");
for (const [user, role] of [["ana.monitoreo", "monitoreo"], ["beto.monitoreo", "monitoreo"], ["eva.autoridad", "autoridad"]])
  ceiba("usuario", "crear", user, "--nombre", "Ana Ñandú", "--rol", role, "--correo", `${user}@igm.prueba`, "--como", "administracion", "-q");
ceiba("informe", "enviar", "INF-2026-C1", "--como", "monitoreo", "-q");

const mail = await sink();
mail.refuse.add("beto.monitoreo@igm.prueba");
const start = () => serve(binary, base, { cwd: folder, args: ["--registro", "no", "--hoy", "2026-06-02",
  "--smtp", `127.0.0.1:${mail.port}`, "--remitente", "ceiba@igm.prueba", "--sitio", "https://ceiba.igm.prueba"] });
const of = (user) => mail.letters.filter((letter) => letter.to.includes(`${user}@igm.prueba`));
try {
  let server = await start();
  await until("the approval that is asked", () => of("eva.autoridad").length > 0);
  const asked = of("eva.autoridad").find((letter) => /Espera su decisión/.test(header(letter, "Subject")));
  check("an approval that is asked comes at once", asked, of("eva.autoridad").map((one) => header(one, "Subject")));
  if (asked) {
    check("it is from the sender that was configured", asked.from === "ceiba@igm.prueba" && /ceiba@igm\.prueba/.test(header(asked, "From")), asked.text);
    check("it says what waits, why it came and where", /Espera su decisión/.test(body(asked)) && body(asked).includes("https://ceiba.igm.prueba/") && /notificaciones\/preferencias/.test(body(asked)), body(asked));
    check("it is text in UTF-8 that no server may break", /text\/plain; charset=utf-8/i.test(header(asked, "Content-Type")) && asked.text.split("\r\n").every((line) => Buffer.byteLength(line) <= 998), asked.text);
  }
  // Guatemala is six hours behind UTC all year; the digest is of 07:00 and later.
  const morning = (new Date().getUTCHours() + 18) % 24 >= 7;
  if (!morning) {
    ++skipped;
    console.log("the digest goes at 07:00 of Guatemala, which it is not yet");
  } else {
    await until("the digests", () => of("ana.monitoreo").length > 0 && of("eva.autoridad").length > 1);
    const digest = of("ana.monitoreo")[0];
    check("the digest lists what is to be done with its address", /https:\/\/ceiba\.igm\.prueba\//.test(body(digest)) && /mayo/.test(body(digest)), body(digest));
    check("there is one digest a day", of("ana.monitoreo").length === 1, of("ana.monitoreo").length);
    check("a recipient that is refused does not keep the others", of("beto.monitoreo").length === 0 && mail.offered > mail.letters.length);
  }
  const before = mail.letters.length;
  check("the server ends well while it mails", (await server.stop()) === 0);
  mail.refuse.clear();
  server = await start();
  if (morning) await until("the letter that was refused", () => of("beto.monitoreo").length > 0);
  await new Promise((done) => setTimeout(done, 2000));
  const again = mail.letters.slice(before).filter((letter) => !letter.to.includes("beto.monitoreo@igm.prueba"));
  check("nothing comes twice after a restart", again.length === 0, again.map((one) => one.to + " " + header(one, "Subject")));
  await server.stop();
} catch (error) {
  ++failed;
  console.log(`FAILED ${error.stack}\n  ${mail.letters.map((one) => one.to + " " + header(one, "Subject")).join("\n  ")}`);
}
mail.server.close();
console.log(`mail: ${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed ? 1 : 0);
