// A finding in the browser, by four people: whoever audits finds and decides, whoever answers mends
// and cannot close, the test proposes, the authority sees what is overdue; and a control that did not
// run.
const button = (page, name) => page.getByRole("button", { name, exact: true });
const day = (n) => `28/${String(n).padStart(2, "0")}/2027`;

async function fits(page, expect) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, true, `page wider than the window by ${over} px:`);
}

// Every form of the page's "Qué puede hacer" is behind a line that opens it.
async function open(page, summary) {
  const details = page.locator("details").filter({ has: page.locator("summary", { hasText: summary }) }).first();
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  return details;
}

async function decide(page, label, reason) {
  await page.getByLabel(label, { exact: true }).check();
  if (reason) await page.locator("#d_motivo").fill(reason);
  await button(page, "Asentar la decisión").click();
  await page.locator("[role='status']").first().waitFor();
}

async function bring_and_claim(page, address) {
  await page.goto(address);
  const box = await open(page, "Aportar evidencia");
  await box.locator("[name='e_archivo']").setInputFiles({
    name: "circular.csv", mimeType: "text/csv", buffer: Buffer.from("Circular,Fecha\nCotejar la serie,2026-05-12\n"),
  });
  await box.locator("[name='e_nombre']").fill("Circular ilustrativa");
  await button(page, "Aportar evidencia").click();
  await page.getByRole("link", { name: "Circular ilustrativa" }).first().waitFor();
  await open(page, "Dar por atendida");
  await button(page, "Dar por atendida").click();
  await page.locator(".lateral").getByText("Atendida", { exact: true }).waitFor();
}

async function plan(page, what, due) {
  const box = await open(page, "Presentar plan de acción");
  await box.locator("[name='p_que_1']").fill(what);
  await box.locator("[name='p_quien_1']").fill("Jefatura de la unidad");
  await box.locator("[name='p_vence_1']").fill(due);
  await button(page, "Presentar plan de acción").click();
}

export const walks = {
  "finds, answers with a plan, fails, mends again, closes what is clean and sees it come back": async (tools) => {
    const { page, sign_in, expect, another } = tools;
    await sign_in("auditoria");
    await page.goto("/auditoria");
    await fits(page, expect);
    await page.getByRole("link", { name: /Con propuesta de la prueba/ }).click();
    await page.getByText("Posible reincidencia").first().waitFor();

    // Detection and notification.
    await page.goto("/auditoria/hallazgos/nuevo");
    for (const [name, value] of Object.entries({
      titulo: "Órdenes sin constancia", area: "Compras", condicion: "Dos órdenes sin constancia", criterio: "Manual",
      causa: "Se pide al final", efecto: "Compromisos sin respaldo", recomendacion: "Pedirla antes",
    })) await page.locator(`[name='${name}']`).fill(value);
    await button(page, "Registrar el hallazgo").click();
    await page.locator(".govuk-error-summary").waitFor();
    await page.locator("#responsable").selectOption("compras");
    await button(page, "Registrar el hallazgo").click();
    await page.waitForURL(/\/auditoria\/hallazgos\/2026-\d+$/);
    const address = new URL(page.url()).pathname;
    await page.locator("#d_dias").fill("10");
    await decide(page, "Notificar");

    // Descargo and plan; a day in the past is refused beside it.
    const buyer = await another();
    await sign_in("compras", buyer);
    await buyer.goto("/inicio");
    await buyer.getByRole("link", { name: /Responder el hallazgo .*Órdenes sin constancia/ }).first().click();
    await fits(buyer, expect);
    const box = await open(buyer, "Presentar descargo");
    await box.locator("[name='r_motivo']").fill("La constancia existía");
    await button(buyer, "Presentar descargo").click();
    await buyer.getByText("La constancia existía").first().waitFor();
    await plan(buyer, "Pedir la constancia antes", "01/01/2020");
    await buyer.locator("#p_vence_1-error").waitFor();
    expect(await buyer.locator("[name='p_que_1']").inputValue(), "Pedir la constancia antes", "kept");
    await plan(buyer, "Pedir la constancia antes", day(1));
    await buyer.locator(".lateral").getByText("Plan por aceptar").waitFor();
    await page.goto(address);
    await decide(page, "Aceptar el plan");

    // A test that fails: it proposes, the auditor decides, and a second plan comes.
    const budget = await another();
    await sign_in("presupuesto", budget);
    await bring_and_claim(budget, "/auditoria/hallazgos/2026-0002");
    await page.goto("/auditoria/hallazgos/2026-0002");
    await button(page, "Volver a probar").click();
    await page.getByText("Se propone: no atendida").first().waitFor();
    await decide(page, "Calificar como no atendida", "La prueba falló en abril");
    await budget.goto("/auditoria/hallazgos/2026-0002");
    await plan(budget, "Consultar la cuota antes de comprometer", day(2));
    await page.goto("/auditoria/hallazgos/2026-0002");
    await decide(page, "Aceptar el plan");
    await page.locator(".lateral").getByText("En proceso", { exact: true }).waitFor();

    // Clean periods propose closing. Whoever answers has no way to it.
    await bring_and_claim(buyer, "/auditoria/hallazgos/2026-0003");
    expect(await buyer.locator("#decidir").count(), 0, "decisions of the responsible person");
    const refused = await buyer.evaluate(async () => {
      const body = new URLSearchParams(new FormData(document.querySelector("main form")));
      body.set("d_paso", "cerrar");
      return (await fetch(`${location.pathname}/decidir`, { method: "POST", body })).status;
    });
    expect(refused, 403, "closing by the responsible person");
    await page.goto("/auditoria/hallazgos/2026-0003");
    await decide(page, "Verificar");
    await page.getByLabel("Cerrar", { exact: true }).check();
    await button(page, "Asentar la decisión").click();
    await page.locator(".govuk-error-summary").getByText(/no tiene evidencia aceptada/).waitFor();
    await open(page, "Dictaminar la evidencia 1");
    await button(page, "Aceptar").click();
    await page.getByText("Aceptada").first().waitFor();
    await decide(page, "Cerrar");
    await page.locator(".lateral").getByText("Cerrada", { exact: true }).waitFor();
    await fits(page, expect);

    // It failed again after it was closed.
    await page.goto("/auditoria/hallazgos/2026-0004");
    await page.getByText("Posible reincidencia").first().waitFor();
    await decide(page, "Reabrir por reincidencia", "Falló en abril, después de cerrarse");
    await page.locator(".lateral").getByText("Emitida", { exact: true }).waitFor();

    // The authority sees what is overdue, and one click tells which.
    const boss = await another();
    await sign_in("autoridad", boss);
    await boss.goto("/tablero");
    await boss.getByRole("link", { name: /Recomendaciones vencidas/ }).first().click();
    await boss.getByText("Contratos publicados tarde en GUATECOMPRAS").first().waitFor();
    await fits(boss, expect);
  },

  "sees which control did not run, and leaves the evidence of one that did": async (tools) => {
    const { page, sign_in, expect, another } = tools;
    await sign_in("auditoria");
    await page.goto("/auditoria/controles");
    await fits(page, expect);
    await page.getByText("No se ejecutó").first().waitFor();
    await page.goto("/auditoria/controles/ARQUEO");
    await page.getByRole("link", { name: /^Hallazgo 2026-/ }).first().waitFor();
    const treasurer = await another();
    await sign_in("tesoreria", treasurer);
    await treasurer.goto("/inicio");
    await treasurer.getByRole("link", { name: /Ejecutar el control Arqueo/ }).first().click();
    await treasurer.locator("[name='nota']").fill("Sin faltantes");
    await button(treasurer, "Dejar constancia").click();
    await treasurer.locator(".govuk-error-summary").waitFor();
    expect(await treasurer.locator("[name='nota']").inputValue(), "Sin faltantes", "kept");
    await treasurer.getByLabel("Conforme", { exact: true }).check();
    await treasurer.setInputFiles("[name='archivo']", {
      name: "arqueo.csv", mimeType: "text/csv", buffer: Buffer.from("Fecha,Saldo\n2026-04-30,5000.00\n"),
    });
    await button(treasurer, "Dejar constancia").click();
    await treasurer.getByText("Con atraso").first().waitFor();
    await fits(treasurer, expect);
  },
};
