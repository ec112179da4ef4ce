// The auditor's workbench in the browser: a risk is rated and stands on the map, a sample is drawn and
// shows what its error says of the whole, a deviation is explained, a letter is written and answered,
// and the trail tells who did what.
const button = (page, name) => page.getByRole("button", { name, exact: true });

const section = (page, id) => page.locator(`section[aria-labelledby='${id}']`);

async function fits(page, expect) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, true, `${page.url()} wider than the window by ${over} px:`);
}

async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main [name='${name}']`);
    if ((await field.evaluate((one) => one.tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
}

export const walks = {
  "a rated risk stands on the map, and its evidence can be read again": async ({ page, sign_in, expect }) => {
    await sign_in("planificacion");
    await page.goto("/auditoria/riesgos/nuevo");
    await fits(page, expect);
    await fill(page, { unidad: "201", objetivo: "C", area: "Tesorería", evento: "Pago repetido", descripcion: "Que una factura se pague dos veces",
      probabilidad: "5", severidad: "2", valor_control: "4" });
    await button(page, "Registrar").click();
    await page.locator(".govuk-error-summary").getByText(/Falta el control que mitiga/).waitFor();
    expect(await page.locator("[name='descripcion']").inputValue(), "Que una factura se pague dos veces", "kept");
    await fill(page, { control: "Búsqueda de facturas repetidas" });
    await button(page, "Registrar").click();
    await page.waitForURL(/\/auditoria\/riesgos\/2026\/\d+$/);
    const address = new URL(page.url()).pathname;
    const number = address.split("/").at(-1);
    expect(await page.locator("main").innerText(), /2\.50/);

    await page.locator("summary", { hasText: "Planificar o cambiar una acción" }).click();
    await fill(page, { accion_control: "Cotejar facturas", prioridad: "alta", que: "Cotejar", como: "Con la base", quien: "Tesorero",
      inicio: "03/06/2026", fin: "30/11/2026", estado: "en_proceso" });
    await button(page, "Guardar la acción").click();
    await page.getByRole("heading", { name: "1. Cotejar facturas" }).waitFor();
    await page.locator("summary", { hasText: "Agregar evidencia" }).click();
    await fill(page, { mes: "2026-06", evidencia: "Lista cotejada" });
    await page.setInputFiles("[name='archivo']", { name: "lista.csv", mimeType: "text/csv", buffer: Buffer.from("Factura,Veces\nA-1,1\n") });
    await button(page, "Agregar evidencia").click();
    const evidence = page.getByRole("link", { name: "lista.csv" });
    await evidence.waitFor();
    await fits(page, expect);
    const kept = await page.evaluate(async (file) => (await fetch(file)).text(), await evidence.getAttribute("href"));
    expect(kept, "Factura,Veces\nA-1,1\n", "evidence");

    await page.goto("/auditoria/riesgos?ejercicio=2026");
    await fits(page, expect);
    expect(await section(page, "mapa").locator("svg").innerHTML(), new RegExp(`R${number}: probabilidad 5, severidad 2`));
    await page.goto("/auditoria/riesgos/plan?ejercicio=2026");
    await page.getByText("Cotejar facturas").first().waitFor();
    await fits(page, expect);
  },

  "a sample is sized, drawn and examined, and its error stands for the whole": async ({ page, sign_in, expect }) => {
    await sign_in("auditoria");
    await page.goto("/auditoria/muestras/calculadora?metodo=proporcion");
    await fill(page, { poblacion: "5,00" });
    await button(page, "Calcular").click();
    await page.locator(".govuk-error-summary").getByText(/no es una cantidad/).waitFor();
    await fill(page, { poblacion: "5,000" });
    await button(page, "Calcular").click();
    await page.getByText(/357\s+elementos/).waitFor();
    await fits(page, expect);

    await page.goto("/auditoria/muestras");
    await fits(page, expect);
    await fill(page, { objetivo: "Respaldo por tipo de gasto", poblacion: "expediente", ejercicio: "2026", metodo: "estratificado", tamano: "6",
      semilla: "caminata" });
    await button(page, "Sacar la muestra").click();
    await page.waitForURL(/\/auditoria\/muestras\/\d+$/);
    await page.getByText("Fuera de la población").waitFor();
    const items = page.locator("main [name='elemento'] option");
    const count = await items.count();
    for (let i = 0; i < count; ++i) {
      const amount = /Q\s*([\d,.]+)/.exec(await items.nth(i).innerText())[1];
      const wrong = i === 0;
      await fill(page, { elemento: await items.nth(i).getAttribute("value"), monto: wrong ? "0.00" : amount, nota: wrong ? "Sin respaldo" : "" });
      await page.getByLabel(wrong ? "No cumple" : "Cumple", { exact: true }).check();
      await button(page, "Guardar").click();
      await page.locator("[role='status']").first().waitFor();
    }
    await page.getByText("Error proyectado a la población").waitFor();
    await page.getByText("Estratos de la población").waitFor();
    expect(await section(page, "proyeccion").innerText(), new RegExp(`1 de ${count}`));
    await fits(page, expect);
    await fill(page, { conclusion: "Un expediente sin respaldo" });
    await button(page, "Concluir la muestra").click();
    await section(page, "conclusion").getByText("Un expediente sin respaldo").waitFor();
  },

  "a deviation is explained, its letter is answered, and the trail tells it": async ({ page, sign_in, expect, another }) => {
    await sign_in("auditoria");
    await page.goto("/auditoria/indicadores?anio=2026&mes=4&por=cuatrimestre");
    await fits(page, expect);
    await page.goto("/auditoria/indicadores/IF-05?anio=2026&mes=4");
    await fill(page, { nota: "Contratos que se entregan en mayo" });
    await button(page, "Guardar la nota").click();
    await page.locator("td", { hasText: "Contratos que se entregan en mayo" }).waitFor({ state: "attached" });  // A telephone leaves the column out.
    await fits(page, expect);

    await page.goto("/auditoria/orientaciones/nueva");
    await fits(page, expect);
    await fill(page, { asunto: "Compromisos sin devengar", origen: "indicador", referencia: "IF-05 2026-04", unidad: "Compras",
      cifras: "Lo comprometido no se ha devengado", causa: "Contratos sin entrega", norma: "Decreto 101-97", exige: "Devengar lo recibido",
      opciones: "Revisar los contratos", destinatario: "Subdirector Financiero", fecha: "01/01/2020" });
    await button(page, "Emitir el oficio").click();
    await page.locator(".govuk-error-summary").getByText(/ya pasó/).waitFor();
    await fill(page, { fecha: "30/06/2026" });
    await button(page, "Emitir el oficio").click();
    await page.waitForURL(/\/auditoria\/orientaciones\/\d+$/);
    const letter = new URL(page.url()).pathname;
    await fits(page, expect);

    const boss = await another();
    await sign_in("autoridad", boss);
    await boss.goto(letter);
    await fill(boss, { texto: "Se revisarán en junio" });
    await button(boss, "Responder").click();
    await boss.getByText("Se revisarán en junio").first().waitFor();
    await fits(boss, expect);

    await page.goto(letter);
    await fill(page, { resultado: "Se revisaron los contratos" });
    await button(page, "Cerrar la orientación").click();
    await page.getByText("Se revisaron los contratos").first().waitFor();
    await page.goto("/auditoria/pista?acto=orientacion.");
    await page.locator("tbody tr", { hasText: "Cerró una orientación" }).first().waitFor();
    expect(await page.locator("main").innerText(), /1–4 de 4/);
    await fits(page, expect);
  },
};
