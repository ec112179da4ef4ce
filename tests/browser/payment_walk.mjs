// What happens to a payment file before and after its verification: the invoice read from its XML,
// a visado with the second factor, and the steps to its payment, each by its own office.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });

async function fits(page, expect) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, true, `page wider than the window by ${over} px:`);
}

// An invoice of its own for each walk: another authorisation, whose series and number follow.
function invoice_xml(n) {
  const series = `0A1B2C${n.toString(16).toUpperCase().padStart(2, "0")}`;
  return readFileSync(join(here, "../fuzz/corpus/fel_file/factura.xml"), "utf8").replaceAll("0A1B2C3D", series);
}

// Registers a purchase as Compras, with what its XML says → its address.
async function register({ another, sign_in, expect }, n) {
  const page = await another();
  await sign_in("compras", page);
  await page.goto("/expedientes/nuevo");
  await page.getByLabel("Compra", { exact: true }).check();
  await page.locator("#modalidad").selectOption("BAJA_CUANTIA");
  await button(page, "Continuar").click();
  await page.locator("[name='motivo']").fill("Papel bond para las delegaciones");
  await page.setInputFiles("[name='xml']", { name: "factura.xml", mimeType: "text/xml", buffer: Buffer.from(invoice_xml(n)) });
  await button(page, "Leer el XML").click();
  await page.getByText("Se leyó la factura de PROVEEDOR ILUSTRATIVO UNO").waitFor();
  expect(await page.locator("[name='factura.1.total']").inputValue(), /^1,?120\.00$/, "total");
  expect(await page.locator("[name='proveedor.nit']").inputValue(), "14946203", "supplier");
  expect(await page.locator("[name='motivo']").inputValue(), "Papel bond para las delegaciones", "what was typed stays");
  await fits(page, expect);
  for (const [name, value] of Object.entries({ unidad_ejecutora: "201", familia: "44103100", npg: `E12345${String(n).padStart(4, "0")}`, "proveedor.cuenta_nit": "14946203" }))
    await page.locator(`[name='${name}']`).fill(value);
  await page.setInputFiles("[name='archivo.FEL']", { name: "factura.xml", mimeType: "text/xml", buffer: Buffer.from(invoice_xml(n)) });
  for (const box of await page.locator("[name^='papel.']").all())
    if (!["papel.FEL", "papel.F1H"].includes(await box.getAttribute("name"))) await box.check();
  await button(page, "Registrar expediente").click();
  await page.waitForURL(/\/expedientes\/\d{4}-\d+$/);
  return new URL(page.url()).pathname;
}

// Taken, answered and concluded by the verifier.
async function verify(page, address) {
  await page.goto(address);
  await button(page, "Tomar para revisar").click();
  await page.locator("tr.actual").waitFor();
  const open = page.locator("tr[data-req]:not(:has(input:checked))");
  for (let left = await open.count(); left > 0; --left) {
    const saved = page.waitForResponse((answer) => answer.url().endsWith("/lista/una"));
    await page.keyboard.press("c");
    await saved;
  }
  await page.getByRole("button", { name: "Dictaminar conforme" }).click();
  await page.getByText("quedó conforme").waitFor();
}

// The six digits of RFC 6238 at a step of half a minute, counted by the server's clock.
function code_at(secret, step) {
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((octet) => parseInt(octet, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", key).update(counter).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1e6).padStart(6, "0");
}
const step_now = async (page) => Math.floor(Date.parse((await page.request.get("/entrar")).headers().date) / 30_000);

async function confirm_visado(page, expect, address, secret) {
  await page.goto(address);
  await link(page, "Otorgar visado").click();
  if (await page.locator("[name='justificacion']").count()) await page.locator("[name='justificacion']").fill("Revisado con la jefatura");
  await page.locator("[name='secreto']").fill(secret);
  await fits(page, expect);
  await button(page, "Confirmar y ver el recibo").click();
}

export const walks = {
  "from its XML to its payment, each office takes its own step": async (tools) => {
    const { site, sign_in, expect, another, page, password } = tools;
    const address = await register(tools, site.width % 200 + 1);
    await sign_in("verificacion");
    await verify(page, address);
    // Who reviewed it is offered no visado.
    expect(await link(page, "Otorgar visado").count(), 0, "own visado:");
    const offices = {};
    for (const user of ["visado", "presupuesto", "contabilidad", "tesoreria"]) {
      offices[user] = await another();
      await sign_in(user, offices[user]);
    }
    await confirm_visado(offices.visado, expect, address, password);
    await offices.visado.getByRole("heading", { name: /^Visado n\.º \d+/ }).waitFor();

    const steps = [
      ["presupuesto", "Pasar a Presupuesto", "Registrar", "El expediente pasó a Presupuesto", { cur: "90001" }],
      ["contabilidad", "Registrar devengado", "Registrar", "Se registró el devengado", { cur: "90002" }],
      ["contabilidad", "Enviar a pago", "Enviar a pago", "El expediente pasó a Tesorería", {}],
      ["tesoreria", "Registrar el pago", "Registrar el pago", "Se registró el pago", {}],
    ];
    for (const [user, step, confirm, said, typed] of steps) {
      // No other office is offered the step.
      for (const [other, view] of Object.entries(offices)) {
        await view.goto(address);
        expect(await link(view, step).count(), other === user ? 1 : 0, `«${step}» for ${other}:`);
      }
      const own = offices[user];
      await link(own, step).click();
      await fits(own, expect);
      for (const [name, value] of Object.entries(typed)) await own.locator(`[name='${name}']`).fill(value);
      await button(own, confirm).click();
      await own.getByText(said).waitFor();
      await fits(own, expect);
    }
    // By its address neither: the treasury finds the step of the budget closed.
    await offices.tesoreria.goto(`${address}/paso/comprometer`);
    expect(await offices.tesoreria.locator("main").innerText(), /no le toca ahora|no corresponde a su función/, "closed step");
    await page.goto(address);
    await link(page, "Archivar").click();
    await button(page, "Archivar").click();
    await page.getByText("El expediente quedó archivado").waitFor();
    const story = await page.locator("main").innerText();
    for (const word of [/Archivado/, /Enviado a pago/, /Visado/]) expect(story, word, "story");
    await fits(page, expect);
  },

  "an invoice of another kind of XML is refused by name, and what was typed stays": async ({ page, sign_in, expect }) => {
    await sign_in("compras");
    await page.goto("/expedientes/nuevo");
    await page.getByLabel("Compra", { exact: true }).check();
    await page.locator("#modalidad").selectOption("BAJA_CUANTIA");
    await button(page, "Continuar").click();
    await page.locator("[name='motivo']").fill("Papel");
    const bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>';
    await page.setInputFiles("[name='xml']", { name: "factura.xml", mimeType: "text/xml", buffer: Buffer.from(bomb) });
    await button(page, "Leer el XML").click();
    await page.locator(".govuk-error-summary").waitFor();
    expect(await page.locator("[name='motivo']").inputValue(), "Papel", "what was typed stays");
    await fits(page, expect);
  },

  "the visado asks the second factor of who has one": async (tools) => {
    const { site, sign_in, expect, another, page, password } = tools;
    const address = await register(tools, site.width % 200 + 2);
    await sign_in("verificacion");
    await verify(page, address);
    const other = await another();
    await sign_in("visado", other);
    await other.goto("/cuenta/segundo-factor");
    const secret = (await other.locator("main code").first().innerText()).replaceAll(" ", "");
    await fits(other, expect);
    // One step back, so that this one is still to be used: a code serves once.
    await other.locator("[name='codigo']").fill(code_at(secret, await step_now(other) - 1));
    await button(other, "Activar el segundo factor").click();
    await other.getByRole("heading", { name: "Sus diez códigos de recuperación" }).waitFor();
    await fits(other, expect);

    // The password is not enough any more.
    await confirm_visado(other, expect, address, password);
    await other.locator(".govuk-error-summary").waitFor();
    expect(await other.locator("label[for='secreto']").innerText(), "Código del segundo factor", "asks");
    const code = code_at(secret, await step_now(other));
    await other.locator("[name='secreto']").fill(code);
    await button(other, "Confirmar y ver el recibo").click();
    await other.getByRole("heading", { name: /^Visado n\.º \d+/ }).waitFor();
    await fits(other, expect);
  },
};
