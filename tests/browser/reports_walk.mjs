// Reports in the browser: the planner's three clicks, the authority's three, the signed scan, and
// the public page.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });

// The menu is behind a button on a phone: opening it is not a choice of the person.
async function menu(page, clicks, name) {
  const narrow = page.locator("details.menu > summary");
  if (await narrow.isVisible()) {
    await narrow.click();
    await clicks.click(page.locator("details.menu").getByRole("link", { name, exact: true }));
  } else {
    await clicks.click(page.locator("nav.navp").getByRole("link", { name, exact: true }));
  }
}

async function fits(page, expect) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, true, `page wider than the window by ${over} px:`);
}

async function send_and_approve({ page, sign_in, clicks, expect, another }, address) {
  await sign_in("monitoreo");
  await page.goto(address);
  await button(page, "Enviar a revisión").click();
  await page.getByText("se envió a revisión").waitFor();
  const other = await another();
  await sign_in("autoridad", other);
  clicks.reset();
  const work = other.locator(`main a[href*="${address}"]`).first();
  await clicks.click(work);
  await other.waitForURL((url) => url.pathname.startsWith(address));
  if (!other.url().endsWith("/revision")) await clicks.click(link(other, "Revisar y aprobar"));
  await clicks.click(link(other, "Aprobar"));
  await clicks.click(button(other, "Confirmar aprobación"));
  clicks.at_most(3);
  await other.getByText("quedó aprobado").waitFor();
  return other;
}

export const walks = {
  "monitoreo drafts a report in three clicks": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("monitoreo");
    await menu(page, clicks, "Informes");
    await fits(page, expect);
    await clicks.click(button(page, "Generar borrador").first());
    clicks.at_most(3);
    await page.getByText("Se generó el borrador").waitFor();
    expect(await page.locator("nav[aria-label='Secciones del informe'] li").count() > 4, true, "sections:");
    await fits(page, expect);
  },

  "a section is written and saves itself": async ({ page, sign_in, expect }) => {
    await sign_in("monitoreo");
    await page.goto("/informes/INF-2026-C1/1/secciones/ejecucion-financiera");
    await fits(page, expect);
    await page.fill("#texto", "A abril se devengó [devengado], el [ejecución] del vigente.");
    await page.locator("[data-guardado]").filter({ hasText: /Guardado \d\d:\d\d/ }).waitFor();
    await page.reload();
    expect(await page.inputValue("#texto"), "A abril se devengó [devengado], el [ejecución] del vigente.");
    await button(page, "Marcar como completada").click();
    await page.goto("/informes/INF-2026-C1/1/vista");
    expect(await page.locator("main").innerText(), /A abril se devengó Q\s[\d,.]+, el [\d.]+\s%/);
    await fits(page, expect);
  },

  "without scripts a section is written as well": async ({ another, sign_in, expect }) => {
    const page = await another({ javaScriptEnabled: false });
    await sign_in("monitoreo", page);
    await page.goto("/informes/INF-2026-C1/1/secciones/ejecucion-fisica");
    await page.fill("#texto", "Sin programas en el navegador.");
    await button(page, "Guardar").click();
    expect(await page.inputValue("#texto"), "Sin programas en el navegador.");
  },

  "approve in three clicks, sign, publish, and the public reads the same bytes": async (tools) => {
    const { page, expect } = tools;
    const at = "/informes/INF-2026-C1/1";
    const authority = await send_and_approve(tools, at);
    await authority.goto(`${at}/firmar`);
    const scan = join(mkdtempSync(join(tmpdir(), "ceiba-firma.")), "firmado.pdf");
    writeFileSync(scan, "%PDF-1.7\nfirmado\n%%EOF\n");
    await authority.fill("[name=oficio]", "DG-55-2026");
    await authority.locator("[name=firmante]").last().check();
    await authority.setInputFiles("[name=escaneo]", scan);
    await button(authority, "Registrar las firmas").click();
    await fits(authority, expect);
    await authority.getByLabel("no contiene datos personales").check();
    await button(authority, "Publicar").click();
    await authority.getByText("El informe está publicado").waitFor();
    await page.goto("/transparencia/informes");
    expect(await page.locator("main").innerText(), /PDF/);
    const answer = await page.request.get("/transparencia/informes/INF-2026-C1/v1/pdf");
    expect(answer.status(), 200);
    expect(await answer.text(), "%PDF-1.7\nfirmado\n%%EOF\n");
  },

  "the trail finds who did it": async ({ page, sign_in, expect }) => {
    await sign_in("auditoria");
    await page.goto("/auditoria/pista?objeto=INF-2026-C1");
    expect(await page.locator("main").innerText(), /Íntegra hasta/);
    expect(await page.locator("main").innerText(), /Abrió el borrador de un informe/);
    await fits(page, expect);
    await page.locator("main table tbody a").first().click();
    expect(await page.locator("h1").innerText(), /Asiento \d+/);
    await fits(page, expect);
  },

  "the help opens by role and by task": async ({ page, expect }) => {
    await page.goto("/ayuda/indice");
    await link(page, "Preparar un informe").click();
    expect(await page.locator("h1").innerText(), "Preparar un informe");
    await fits(page, expect);
  },
};
