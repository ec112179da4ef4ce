// A payment file in the browser: taken and answered with keys, returned with a drafted letter, sent
// again, concluded, given its visado by another person; its receipt is checked by the program.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });

async function fits(page, expect) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, true, `page wider than the window by ${over} px:`);
}

// A page with one line, whole: of a broken file the browser's reader says so, and takes the keys.
function pdf_with(text) {
  const shown = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`;
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${shown.length} >>\nstream\n${shown}\nendstream`, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
  let bytes = "%PDF-1.4\n", index = "0000000000 65535 f \n";
  objects.forEach((object, n) => {
    index += `${String(bytes.length).padStart(10, "0")} 00000 n \n`;
    bytes += `${n + 1} 0 obj\n${object}\nendobj\n`;
  });
  return Buffer.from(`${bytes}xref\n0 6\n${index}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${bytes.length}\n%%EOF\n`, "latin1");
}

// Registers a small purchase as Compras and yields its address.
async function register({ another, sign_in, expect }, number) {
  const page = await another();
  await sign_in("compras", page);
  await page.goto("/expedientes/nuevo");
  await page.getByLabel("Compra", { exact: true }).check();
  await page.locator("#modalidad").selectOption("BAJA_CUANTIA");
  await button(page, "Continuar").click();
  await page.locator("[name='motivo']").fill("Papel para las delegaciones");
  for (const [name, value] of Object.entries({
    unidad_ejecutora: "201", monto: "11,200.00", adjudicado: "11200.00", familia: "44103100", npg: "E123456789",
    "proveedor.nit": "1234567-9", "proveedor.cuenta_nit": "1234567-9", "proveedor.nombre": "Papelería ilustrativa",
    "factura.1.serie": "D412A347", "factura.1.numero": number, "factura.1.total": "11200.00",
  })) await page.locator(`[name='${name}']`).fill(value);
  await page.setInputFiles("[name='archivo.FEL']", { name: "factura.pdf", mimeType: "application/pdf", buffer: pdf_with(`factura ${number}`) });
  for (const box of await page.locator("[name^='papel.']").all())
    if (!["papel.FEL", "papel.F1H"].includes(await box.getAttribute("name"))) await box.check();
  await fits(page, expect);
  await button(page, "Registrar expediente").click();
  await page.waitForURL(/\/expedientes\/\d{4}-\d+$/);
  return { author: page, address: new URL(page.url()).pathname };
}

// Answers what is still open with keys alone, all "cumple"; each is saved before the next.
async function answer_with_keys(page) {
  const open = page.locator("tr[data-req]:not(:has(input:checked))");
  for (let left = await open.count(); left > 0; --left) {
    const saved = page.waitForResponse((answer) => answer.url().endsWith("/lista/una"));
    await page.keyboard.press("c");
    await saved;
  }
  await page.locator("[data-guardado]").filter({ hasText: /Guardado/ }).waitFor();
}

export const walks = {
  "verifies with keys, returns with a letter, and another person gives the visado": async (tools) => {
    const { page, site, sign_in, clicks, expect, another, password } = tools;
    const { author, address } = await register(tools, `10${site.width}`);
    await sign_in("verificacion");

    // Taken, answered with keys; one line does not comply.
    await page.goto(address);
    await clicks.click(button(page, "Tomar para revisar"));
    await page.locator("tr.actual").waitFor();
    await fits(page, expect);
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    const saved = page.waitForResponse((answer) => answer.url().endsWith("/lista/una"));
    await page.keyboard.press("n");
    await page.keyboard.type("La requisición no lleva la firma del jefe");
    await page.keyboard.press("Escape");
    await saved;
    await answer_with_keys(page);
    expect(await page.locator(".lista-v caption").innerText(), /1 no cumple/, "caption");

    // Returned in two clicks with the letter that was drafted.
    clicks.reset();
    await clicks.click(page.getByRole("button", { name: /^Devolver con \d+ objeci/ }));
    await page.waitForURL(/\/devolver$/);
    expect(await page.locator("[name='carta']").inputValue(), /no lleva la firma del jefe/, "draft");
    await fits(page, expect);
    await clicks.click(button(page, "Confirmar devolución"));
    clicks.at_most(2);
    await page.waitForURL(/\/oficio\/\d+$/);
    expect(await page.locator("article.carta").innerText(), /a más tardar el/, "letter");

    // Its author sends it again.
    await author.goto("/inicio");
    await author.getByRole("link", { name: new RegExp(`^Corregir el expediente ${address.split("/").pop()}`) }).click();
    await link(author, "Enviar lo corregido").click();
    await button(author, "Enviar lo corregido").click();
    await author.getByText("Se envió lo corregido").waitFor();

    // Received again, and concluded.
    await page.goto(address);
    await button(page, "Tomar para revisar").click();
    const first = page.locator("tr[data-req]").filter({ has: page.locator("[value=no_cumple]:checked") });
    const again = page.waitForResponse((answer) => answer.url().endsWith("/lista/una"));
    await first.getByLabel("Cumple", { exact: true }).check();
    await again;
    await page.getByRole("button", { name: "Dictaminar conforme" }).click();
    await page.getByText("quedó conforme").waitFor();

    // Two clicks for the visado, by another person, who says again who he is.
    const other = await another();
    await sign_in("visado", other);
    await other.goto(address);
    clicks.reset();
    await clicks.click(link(other, "Otorgar visado"));
    expect(await other.locator("main").innerText(), /Once mil doscientos quetzales exactos/, "in words");
    await fits(other, expect);
    if (await other.locator("[name='justificacion']").count()) await other.locator("[name='justificacion']").fill("Revisado con la jefatura");
    await other.locator("[name='secreto']").fill(password);
    await clicks.click(button(other, "Confirmar y ver el recibo"));
    clicks.at_most(2);
    await other.getByRole("heading", { name: /^Visado n\.º \d+/ }).waitFor();
    await fits(other, expect);

    // The receipt verifies offline, and stops verifying after one changed byte.
    const coming = other.waitForEvent("download");
    await link(other, "Descargar el recibo").click();
    const file = join(site.folder, `recibo-${site.width}.txt`);
    await (await coming).saveAs(file);
    expect(await site.ceiba("recibo", "verificar", file), /\S/, "receipt");
    const text = readFileSync(file, "utf8");
    const at = Math.floor(text.length / 2);
    writeFileSync(file, text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1));
    let refused = false;
    try { await site.ceiba("recibo", "verificar", file); } catch { refused = true; }
    expect(refused, true, "a changed receipt is refused:");
  },

  "takes the next from the queue in one click": async (tools) => {
    const { page, sign_in, clicks, expect } = tools;
    await register(tools, `20${tools.site.width}`);
    await sign_in("verificacion");
    await page.goto("/inicio");
    await clicks.click(page.locator("main :is(a, button)", { hasText: "Tomar siguiente" }));
    await page.waitForURL(/\/expedientes\/\d{4}-\d+$/);
    clicks.at_most(1);
    expect(await page.locator("tr[data-req]").count() > 3, true, "lines:");
  },

  "without scripts a list is answered as well": async (tools) => {
    const { sign_in, another, expect } = tools;
    const { address } = await register(tools, `30${tools.site.width}`);
    const page = await another({ javaScriptEnabled: false });
    await sign_in("verificacion", page);
    await page.goto(address);
    await button(page, "Tomar para revisar").click();
    const row = page.locator("tr[data-req]").first();
    await row.getByLabel("No cumple", { exact: true }).check();
    await row.getByRole("textbox").fill("Falta la firma");
    await button(page, "Guardar").click();
    expect(await page.locator(".lista-v caption").innerText(), /1 no cumple/, "caption");
    await fits(page, expect);
  },

  "lists, norms and times fit the window": async ({ page, sign_in, expect }) => {
    await sign_in("verificacion");
    for (const address of ["/expedientes", "/expedientes?estado=todos", "/expedientes/normativa", "/expedientes/normativa/DTO-101-97", "/expedientes/listas", "/expedientes/listas/BAJA_CUANTIA", "/expedientes/listas/BAJA_CUANTIA/editar", "/expedientes/tablero", "/transparencia/pagos"]) {
      await page.goto(address);
      await page.locator("h1").waitFor();
      await fits(page, expect);
    }
  },
};
