// A delegation's month: report and send, correct what was returned, attach, two browsers, a session
// that is over.
const may = "/ejecucion/captura/2026/05/DEL-CARMEN";

async function fill(page, value) {
  const cells = page.locator("td.c-ejec input.celda");
  const count = await cells.count();
  for (let i = 0; i < count; ++i) {
    const row = page.locator("tr[data-fila]").filter({ has: cells.nth(i) });
    const programmed = (await row.locator("td.c-prog").innerText()).replace(/[^\d]/g, "");
    await cells.nth(i).fill(value ?? programmed);
  }
  return count;
}

export const walks = {
  "enters the month's figures and sends them in three clicks": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("enlace");
    await page.goto("/inicio");
    await clicks.click(page.getByRole("link", { name: /^Reporte de mayo/ }).first());
    await page.waitForURL(/\/captura\/2026\/05\//);
    if (!(await fill(page))) throw new Error("there is nothing to fill");
    await clicks.click(page.getByRole("button", { name: "Revisar y enviar" }));
    await page.waitForURL(/\/revisar$/);
    await clicks.click(page.getByRole("button", { name: "Enviar", exact: true }));
    await page.waitForURL(/\/captura\/2026\/05\/[^/]+$/);
    expect(await page.locator(".barra-estado").innerText(), /Enviado/, "state");
    clicks.at_most(3);
  },

  "corrects what was returned in two clicks": async ({ page, sign_in, clicks, expect, another }) => {
    const other = await another();
    await sign_in("planificacion", other);
    await other.goto("/inicio");
    await other.getByRole("link", { name: /^Validar avance de mayo/ }).first().click();
    await other.locator("details.agregar summary").first().click();
    await other.locator("details.agregar textarea").first().fill("Parece la cifra de abril");
    await other.getByText("Devolver con comentario").click();
    await other.locator("#motivo").fill("Revise la primera fila");
    await other.getByRole("button", { name: "Devolver", exact: true }).click();
    await other.waitForURL(/\/inicio$/);

    await sign_in("enlace");
    await page.goto("/inicio");
    await clicks.click(page.getByRole("link", { name: /^Devuelto: / }).first());
    await page.waitForURL(/#observado$/);
    expect(await page.locator("#observado").innerText(), /Parece la cifra de abril/, "observation");
    await page.locator("#observado input.celda").fill("1");
    await page.locator("#observado textarea, tr[data-fila] textarea").first().fill("Un solo registro en el mes.").catch(() => {});
    await clicks.click(page.getByRole("button", { name: "Reenviar" }));
    await page.waitForLoadState();
    if (/revisar$/.test(page.url())) {  // 1 is outside of what is usual: it asks why.
      for (const field of await page.locator("main textarea").all()) await field.fill("Un solo registro en el mes.");
      await page.getByRole("button", { name: "Reenviar" }).click();
      await page.waitForURL(/\/captura\/2026\/05\/[^/]+$/);
    }
    expect(await page.locator(".barra-estado").innerText(), /Reenviado/, "state");
    clicks.at_most(2);
  },

  "attaches a means of verification in two clicks": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("enlace");
    await page.goto("/inicio");
    await page.getByRole("link", { name: /^Reporte de / }).first().click();
    await page.waitForURL(/\/captura\//);
    clicks.count = 1;  // The file chooser.
    await page.setInputFiles("input[name=archivo]", { name: "acta.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nacta") });
    await clicks.click(page.getByRole("button", { name: "Adjuntar", exact: true }));
    await page.waitForURL(/#medios$/);
    expect(await page.locator(".docs").innerText(), /acta\.pdf/, "list");
    clicks.at_most(2);
  },

  "keeps both values when two browsers write the same cell": async ({ page, sign_in, expect, another }) => {
    await sign_in("enlace");
    await page.goto("/inicio");
    const address = await page.getByRole("link", { name: /^Reporte de / }).first().getAttribute("href");
    const other = await another({ javaScriptEnabled: false });
    await sign_in("enlace", other);
    await other.goto(address);
    const third = await another({ javaScriptEnabled: false });
    await sign_in("enlace", third);
    await third.goto(address);
    await other.locator("input.celda").first().fill("7");
    await other.getByRole("button", { name: "Guardar" }).click();
    await third.locator("input.celda").first().fill("8");
    await third.getByRole("button", { name: "Guardar" }).click();
    expect(await third.locator("h1").innerText(), /Otra persona cambió lo mismo/, "heading");
    const table = await third.locator("table").innerText();
    expect(table, /8/, "mine");
    expect(table, /7/, "the other's");
    await third.getByLabel(/Dejar el mío/).first().check();
    await third.getByRole("button", { name: "Guardar lo elegido" }).click();
    await third.goto(address);
    expect(await third.locator("input.celda").first().inputValue(), "8", "kept");
  },

  "saves by itself what is typed": async ({ page, sign_in, expect }) => {
    await sign_in("enlace");
    await page.goto("/inicio");
    const address = await page.getByRole("link", { name: /^Reporte de / }).first().getAttribute("href");
    await page.goto(address);
    const cell = page.locator("input.celda").first();
    await cell.fill("13");
    await page.waitForFunction(() => /Guardado \d/.test(document.querySelector("[data-guardado]").textContent), null, { timeout: 10_000 });
    await page.reload();
    expect(await page.locator("input.celda").first().inputValue(), "13", "saved");
    await page.locator("input.celda").first().fill("1,19B");
    await page.waitForFunction(() => document.querySelector(".celda--rojo"), null, { timeout: 10_000 });
  },

  "shows what pasting changes before it is applied": async ({ page, sign_in, expect }) => {
    await sign_in("enlace");
    await page.goto("/inicio");
    const address = await page.getByRole("link", { name: /^Reporte de / }).first().getAttribute("href");
    await page.goto(address);
    const code = await page.locator("tr[data-fila]:has(input.celda)").first().getAttribute("data-fila");
    await page.goto(address + "/pegar");
    await page.locator("#texto").fill(`${code}\t41\r\nNADA\t1\r\n`);
    await page.getByRole("button", { name: "Ver qué cambia" }).first().click();
    expect(await page.locator("main").innerText(), /NADA/, "the bad row is named");
    await page.getByRole("button", { name: /^Aplicar/ }).click();
    await page.goto(address);
    expect(await page.locator("input.celda").first().inputValue(), "41", "applied");
  },

  "loses nothing that was typed when the session is over": async ({ page, sign_in, expect, another, password }) => {
    await sign_in("enlace");
    await page.goto("/inicio");
    const address = await page.getByRole("link", { name: /^Reporte de / }).first().getAttribute("href");
    await page.goto(address);
    await page.locator("input.celda").first().fill("57");
    // The session ends on the server; this browser still has its cookie.
    const twin = await another({ storageState: await page.context().storageState() });
    await twin.goto("/cuenta");
    await twin.locator("form[action='/salir'] button").first().evaluate((button) => button.click());
    await twin.waitForURL((url) => url.pathname !== "/cuenta");
    await page.getByRole("button", { name: "Guardar" }).click();
    await page.getByRole("heading", { name: "Vuelva a entrar" }).waitFor();
    await page.fill("input[name=usuario]", "enlace");
    await page.fill("input[autocomplete=current-password]", password);
    await page.locator("main form button[type=submit]").first().click();
    await page.getByRole("button", { name: "Guardar lo que escribí" }).click();
    await page.waitForURL(/\/captura\//);
    await page.goto(address);
    expect(await page.locator("input.celda").first().inputValue(), "57", "kept");
  },
};
