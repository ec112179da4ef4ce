// A large file over a bad connection: it goes in pieces, the connection breaks in the middle, and it
// goes on where it broke; also after the page was loaded again, and not at all where it is cancelled.
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
  "the connection breaks in the middle of a file and it goes on there": async ({ page, sign_in, expect }) => {
    await sign_in("enlace");
    await page.goto(capture);
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

  "choosing the same file after a reload goes on with it": async ({ page, sign_in, expect }) => {
    await sign_in("enlace");
    await page.goto(capture);
    const bytes = pdf(8 * piece, 11), taken = watched(page);
    let seen = 0;
    const cut = /\/subidas\/[^/]+\?desde=/;
    await page.route(cut, (route) => ++seen > 4 ? route.abort() : route.continue());
    await give(page, "acta-dos.pdf", bytes);
    await attach(page).click({ noWaitAfter: true });
    await page.getByText("Se cortó la conexión").first().waitFor();
    expect(taken.length, 4, "pieces before the reload:");
    await page.unroute(cut);
    await page.goto(capture);
    await give(page, "acta-dos.pdf", bytes);
    await attach(page).click({ noWaitAfter: true });
    await kept(page, expect, "acta-dos.pdf", bytes);
    expect(taken.length, 8, "no piece was sent twice:");
  },

  "what is cancelled leaves nothing": async ({ page, sign_in, expect }) => {
    await sign_in("enlace");
    await page.goto(capture);
    await page.route(/\/subidas\/[^/]+\?desde=/, async (route) => {
      await new Promise((done) => setTimeout(done, 300));
      await route.continue().catch(() => {});
    });
    await give(page, "acta-tres.pdf", pdf(10 * piece, 13));
    const begun = page.waitForRequest(/\/subidas\/[^/]+\?desde=/);  // Nothing is there to be cancelled before.
    await attach(page).click({ noWaitAfter: true });
    await begun;
    const cancelled = page.waitForResponse((answer) => answer.url().endsWith("/cancelar"));
    await page.getByRole("button", { name: "Cancelar el envío" }).click();
    expect((await cancelled).status(), 204);
    await page.getByText("Se canceló el envío").first().waitFor();
    expect(await page.locator("input[name=archivo]").isEnabled(), true, "another file can be chosen:");
    await page.goto(capture);
    expect((await page.locator("main").innerText()).includes("acta-tres.pdf"), false);
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
