// The planner works on the plan: own Excel mapped once, a goal reprogrammed, a finding accepted, a
// measure and a line of the policy followed up; and every page of planning is no wider than a phone.
const give = (page, name, text) =>
  page.setInputFiles("input[type=file]", { name, mimeType: "text/csv", buffer: Buffer.from(text) });
const months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];
const pages = ["cadena", "matriz", "indicadores", "indicadores/FI-01", "poa/2026", "poa/2026?ver=financiero", "red/2026", "hallazgos",
  "versiones", "cargar", "medidas", "medidas/a-1", "politica", "politica/7", "matriz/RE1/editar"];

export const walks = {
  "the own Excel is mapped once and then remembered": async ({ page, sign_in, expect }) => {
    await sign_in("planificacion");
    const file = `Clave,Oficina,${months.map((name, n) => `c${n + 1}`).join(",")}\nP05.S1,SCM,1,1,1,1,2,2,2,2,2,2,2,2\n`;
    await page.goto("/planificacion/cargar");
    await give(page, "poa.csv", file);
    await page.locator("button", { hasText: "Subir y revisar" }).click();
    expect(await page.locator("h1").innerText(), "Hojas y columnas");
    await page.selectOption("select[name=hoja-0]", "plan-poa");
    await page.locator("button", { hasText: "Volver a leer" }).click();
    const fields = ["subproducto", "unidad", ...months];
    for (const [n, field] of fields.entries()) await page.selectOption(`select[name=campo-0-${n}]`, field);
    await page.locator("button", { hasText: "Ver las diferencias" }).click();
    expect(await page.locator("h1").innerText(), /Diferencias antes de aplicar|tiene algo que corregir/);
    await page.goto("/planificacion/cargar");
    await give(page, "poa.csv", file);
    await page.locator("button", { hasText: "Subir y revisar" }).click();
    expect(page.url().endsWith("/hojas"), false, "remembered");
  },
  "a goal is reprogrammed with reason and act": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("planificacion");
    await page.goto("/planificacion/poa/2026");
    await clicks.click(page.locator("table tbody th a").nth(1));
    await clicks.click(page.locator("a", { hasText: "Reprogramar" }).first());
    await page.fill("input[name=m12]", "9,000");
    await page.locator("button", { hasText: "Reprogramar" }).click();
    expect(await page.locator(".govuk-error-summary").count(), 1, "reason and act are asked for");
    expect(await page.inputValue("input[name=m12]"), "9,000", "kept");
    await page.fill("textarea[name=motivo]", "Más retornos previstos");
    await page.fill("input[name=acto]", "Resolución 09-2026");
    await clicks.click(page.locator("button", { hasText: "Reprogramar" }));
    clicks.at_most(3);
    expect(await page.locator("body").innerText(), /Meta reprogramada/);
    // Months are behind "Ver todas" on a phone: the cell is there all the same.
    expect(await page.locator("table tbody").first().textContent(), /9,000/);
  },
  "a finding is accepted with a reason": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("planificacion");
    await page.goto("/planificacion/hallazgos");
    const before = await page.locator("table tbody tr").count();
    await clicks.click(page.locator("a", { hasText: "Aceptar con motivo" }).first());
    await page.fill("textarea[name=motivo]", "Así lo publicó la AMN");
    await clicks.click(page.locator("button", { hasText: "Aceptar el hallazgo" }));
    clicks.at_most(2);
    const after = await page.locator("table tbody tr").count();
    expect(after < before || before === 50, true, "one less is open");
  },
  "a measure is followed up": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("planificacion");
    await page.goto("/planificacion/medidas");
    await clicks.click(page.locator("table tbody th a").first());
    await page.check("input[name=estado][value=en_proceso]");
    await page.fill("textarea[name=avance]", "Doce de doce metas cargadas");
    await clicks.click(page.locator("button", { hasText: "Guardar el avance" }));
    clicks.at_most(2);
    expect(await page.locator(".traza").innerText(), /Doce de doce/);
  },
  "no page of planning is wider than the screen": async ({ page, sign_in, expect }) => {
    await sign_in("planificacion");
    for (const address of pages) {
      const answer = await page.goto(`/planificacion/${address}`);
      expect(answer.status(), 200, address);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide <= 0, true, `${address} is ${wide} px too wide`);
    }
  },
};
