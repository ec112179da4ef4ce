// A large file over a bad connection: it goes in pieces, the connection breaks in the middle, and it
// goes on where it broke; also after the page was loaded again, and not at all where it is cancelled.
// Without the worker that keeps the capture for work without connection: what passes through a worker
// cannot be held up or broken here, and it takes a page over at a moment of its own.
import { createHash } from "node:crypto";

const capture = "/ejecucion/captura/2026/05/DEL-CARMEN";
const piece = 256 * 1024;

// A PDF by its first bytes; the rest is noise that does not compress.
function pdf(size, seed) {
  const bytes = Buffer.alloc(size);
  for (let i = 0, x = seed; i < size; ++i) bytes[i] = (x = (Math.imul(x, 1664525) + 1013904223) >>> 0) >>> 24;
  bytes.write("%PDF-1.7\n");
  return bytes;
}
const give = (page, name, bytes) => page.setInputFiles("input[name=archivo]", { name, mimeType: "application/pdf", buffer: bytes });
const attach = (page) => page.getByRole("button", { name: "Adjuntar", exact: true });

async function at_capture({ another, sign_in }) {
  const page = await another({ serviceWorkers: "block" });
  await sign_in("enlace", page);
  await open(page);
  return page;
}
async function open(page) {
  await page.goto(capture);
  await page.locator("html[data-piezas]").waitFor();  // Files go in pieces from now on.
}

// → a promise, and what keeps it.
function gate() {
  let open_it;
  return [new Promise((done) => { open_it = done; }), open_it];
}

// Where each piece that the server took began.
function watched(page) {
  const taken = [];
  page.on("response", (answer) => {
    const at = new URL(answer.url()).searchParams.get("desde");
    if (at !== null && answer.ok()) taken.push(Number(at));
  });
  return taken;
}

async function kept(page, expect, name, bytes) {
  await page.waitForURL(/#medios$/);
  expect(await page.locator(".docs").innerText(), new RegExp(name.replace(".", "\\.")), "list");
  const hash = createHash("sha256").update(bytes).digest("hex");
  const file = await page.request.get(`${capture}/medios/${hash}`);
  expect(createHash("sha256").update(await file.body()).digest("hex"), hash, "the bytes that arrived:");
}

export const walks = {
  "the connection breaks in the middle of a file and it goes on there": async ({ expect, ...tools }) => {
    const page = await at_capture(tools);
    const taken = watched(page), bytes = pdf(12 * piece + 777, 7);
    await give(page, "acta-grande.pdf", bytes);
    let seen = 0;
    await page.route(/\/subidas\/[^/]+\?desde=/, async (route) => {
      if (++seen === 5) await page.context().setOffline(true);
      await route.continue().catch(() => {});
    });
    await attach(page).click({ noWaitAfter: true });
    await page.getByText("Se cortó la conexión").first().waitFor();
    const before = taken.length;
    expect(before > 0 && before < 13, true, `pieces before the break: ${before}`);
    expect(await page.locator(".subida progress").count(), 1, "progress is shown:");
    await page.context().setOffline(false);
    await kept(page, expect, "acta-grande.pdf", bytes);
    expect(JSON.stringify(taken), JSON.stringify(Array.from({ length: 13 }, (_, n) => n * piece)), "each piece once, in order:");
  },

  "choosing the same file after a reload goes on with it": async ({ expect, ...tools }) => {
    const page = await at_capture(tools);
    const bytes = pdf(8 * piece, 11), taken = watched(page);
    let seen = 0;
    const cut = /\/subidas\/[^/]+\?desde=/;
    await page.route(cut, (route) => ++seen > 4 ? route.abort() : route.continue());
    await give(page, "acta-dos.pdf", bytes);
    await attach(page).click({ noWaitAfter: true });
    await page.getByText("Se cortó la conexión").first().waitFor();
    expect(taken.length, 4, "pieces before the reload:");
    await page.unroute(cut);
    await open(page);
    await give(page, "acta-dos.pdf", bytes);
    await attach(page).click({ noWaitAfter: true });
    await kept(page, expect, "acta-dos.pdf", bytes);
    expect(taken.length, 8, "no piece was sent twice:");
  },

  "what is cancelled leaves nothing": async ({ expect, ...tools }) => {
    const page = await at_capture(tools);
    const [held, go_on] = gate();
    await page.route(/\/subidas\/[^/]+\?desde=/, async (route) => {
      await held;
      await route.abort().catch(() => {});
    });
    await give(page, "acta-tres.pdf", pdf(10 * piece, 13));
    const begun = page.waitForRequest(/\/subidas\/[^/]+\?desde=/);  // Nothing is there to be cancelled before.
    await attach(page).click({ noWaitAfter: true });
    await begun;
    const cancelled = page.waitForResponse((answer) => answer.url().endsWith("/cancelar"));
    await page.getByRole("button", { name: "Cancelar el envío" }).click();
    expect((await cancelled).status(), 204);
    go_on();
    await page.getByText("Se canceló el envío").first().waitFor();
    expect(await page.locator("input[name=archivo]").isEnabled(), true, "another file can be chosen:");
    await page.goto(capture);
    expect((await page.locator("main").innerText()).includes("acta-tres.pdf"), false);
  },

  "what is cancelled before the server has answered is given up when it answers": async ({ expect, ...tools }) => {
    const page = await at_capture(tools);
    const [held, go_on] = gate();
    await page.route(/\/subidas$/, async (route) => {
      await held;
      await route.continue();
    });
    await give(page, "acta-cuatro.pdf", pdf(4 * piece, 19));
    const asked = page.waitForRequest(/\/subidas$/);
    await attach(page).click({ noWaitAfter: true });
    await asked;
    await page.getByRole("button", { name: "Cancelar el envío" }).click();
    await page.getByText("Se canceló el envío").first().waitFor();
    const cancelled = page.waitForResponse((answer) => answer.url().endsWith("/cancelar"));
    go_on();
    expect((await cancelled).status(), 204);
  },

  "where the server cannot keep the file it says what to do and stops": async ({ expect, ...tools }) => {
    const page = await at_capture(tools);
    let asked = 0;
    await page.route(/\/subidas$/, (route) => {
      ++asked;
      return route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({
        codigo: "web.archivo_no_guardado", detail: "No se pudo guardar el archivo.", remedio: "Avise a la administración." }) });
    });
    await give(page, "acta-cinco.pdf", pdf(2 * piece, 23));
    await attach(page).click({ noWaitAfter: true });
    await page.locator(".subida").getByText("Avise a la administración.").waitFor();
    await page.waitForTimeout(1500);  // Longer than the first pause between two tries.
    expect(asked, 1, "asked once:");
    expect(await page.locator(".subida progress").count(), 0, "no progress is shown:");
    expect(await attach(page).isEnabled(), true, "it may be tried again:");
  },

  "without scripts the form carries the file": async ({ another, sign_in, expect }) => {
    const page = await another({ javaScriptEnabled: false });
    await sign_in("enlace", page);
    await page.goto(capture);
    const bytes = pdf(3 * piece, 17);
    await give(page, "acta-llana.pdf", bytes);
    await attach(page).click();
    await kept(page, expect, "acta-llana.pdf", bytes);
  },
};
