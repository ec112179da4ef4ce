// The reviewer's tasks: validate in two clicks, return in three, close with absentees by name,
// rectify by two persons.

export const walks = {
  "reviews and validates a unit's month in two clicks": async ({ page, sign_in, clicks, expect, another }) => {
    const unit = await another();
    await sign_in("enlace", unit);
    await unit.goto("/inicio");
    await unit.getByRole("link", { name: /^Reporte de mayo/ }).first().click();
    const cells = unit.locator("td.c-ejec input.celda");
    for (let i = 0; i < await cells.count(); ++i) {
      const row = unit.locator("tr[data-fila]").filter({ has: cells.nth(i) });
      await cells.nth(i).fill((await row.locator("td.c-prog").innerText()).replace(/[^\d]/g, ""));
    }
    await unit.getByRole("button", { name: "Revisar y enviar" }).click();
    await unit.getByRole("button", { name: "Enviar", exact: true }).click();
    await unit.waitForURL(/\/captura\/2026\/05\/[^/]+$/);

    await sign_in("planificacion");
    await page.goto("/inicio");
    await clicks.click(page.getByRole("link", { name: /^Validar avance de mayo/ }).first());
    await page.waitForURL(/\/validacion\/2026\/05\//);
    await clicks.click(page.getByRole("button", { name: "Validar", exact: true }));
    await page.waitForURL(/\/inicio$/);
    clicks.at_most(2);
    await page.goto("/ejecucion/validacion?anio=2026");
    expect(await page.locator("table.matriz").innerText(), /⬤/, "matrix");
  },

  "returns a unit's month in three clicks": async ({ page, sign_in, clicks, expect, site }) => {
    await site.ceiba("metas", "devolver", "--mes", "2026-05", "--unidad", "DEL-CARMEN", "--motivo", "Otra vez", "--como", "monitoreo").catch(() => {});
    await site.ceiba("metas", "enviar", "--mes", "2026-05", "--unidad", "DEL-CARMEN", "--como", "enlace").catch(() => {});
    await sign_in("planificacion");
    await page.goto("/inicio");
    await clicks.click(page.getByRole("link", { name: /^Validar avance de mayo/ }).first());
    await page.waitForURL(/\/validacion\/2026\/05\//);
    await clicks.click(page.getByText("Devolver con comentario"));
    await page.locator("#motivo").fill("Falta un registro");
    await clicks.click(page.getByRole("button", { name: "Devolver", exact: true }));
    await page.waitForURL(/\/inicio$/);
    clicks.at_most(3);
    expect(await page.locator("main").innerText(), /devolvi/i, "told");
    for (const [act, role] of [["enviar", "enlace"], ["validar", "monitoreo"]])
      await site.ceiba("metas", act, "--mes", "2026-05", "--unidad", "DEL-CARMEN", "--como", role);
  },

  "closes the month with its absentees by name and reason": async ({ page, sign_in, expect }) => {
    await sign_in("planificacion");
    await page.goto("/ejecucion/validacion/2026/05/cerrar");
    await page.getByRole("button", { name: /^Cerrar mayo/ }).click();
    expect(await page.locator(".govuk-error-summary").innerText(), /Diga por qué/, "without reasons");
    for (const field of await page.locator("input[name^='ausente.']").all()) await field.fill("Sin enlace en el mes");
    await page.getByRole("button", { name: /^Cerrar mayo/ }).click();
    await page.waitForURL(/\/validacion\/2026\/05$/);
    expect(await page.locator("main").innerText(), /1\/2\d/, "coverage");
    expect(await page.locator("main").innerText(), /Sin enlace en el mes/, "absentees");
  },

  "rectifies a closed figure by two persons": async ({ page, sign_in, expect, another }) => {
    await sign_in("planificacion");
    await page.goto("/ejecucion/rectificaciones/nueva?mes=2026-05&unidad=DEL-CARMEN");
    await page.getByRole("link", { name: "Rectificar" }).first().click();
    await page.locator("#ahora").fill("3");
    await page.locator("#motivo").fill("Se contó dos veces");
    await page.setInputFiles("input[name=evidencia]", { name: "acta.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nacta") });
    await page.getByRole("button", { name: "Proponer rectificación" }).click();
    await page.waitForURL(/\/rectificaciones\/\d+$/);
    const address = new URL(page.url()).pathname;
    expect(await page.locator("main").innerText(), /la autoriza otra persona/, "not by oneself");
    const other = await another();
    await sign_in("monitoreo", other);
    await other.goto(address);
    await other.getByRole("button", { name: "Autorizar" }).click();
    await other.waitForLoadState();
    expect(await other.locator("main").innerText(), /Autorizada/, "decided");
  },
};
