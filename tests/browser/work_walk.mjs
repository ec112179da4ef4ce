// The queue: what is mine comes first, opens with one click, and says so when there is nothing.
export const walks = {
  "shows a delegation its month": async ({ page, sign_in, expect }) => {
    await sign_in("enlace");
    await page.goto("/inicio");
    expect(await page.locator("h1").innerText(), "Mi trabajo", "heading");
    expect(await page.locator("main").innerText(), /Reporte de mayo/, "queue");
  },
  "shows what is behind schedule in two clicks": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("planificacion");
    await page.goto("/inicio");
    await clicks.click(page.locator("aside section").filter({ hasText: "Rezagos" }).locator("a").first());
    await page.waitForURL(/\/ejecucion\/productos\//);
    clicks.at_most(2);
    expect(await page.locator("h1").count(), 1, "a product");
  },
  "takes the next thing": async ({ page, sign_in, expect }) => {
    await sign_in("planificacion");
    await page.goto("/inicio");
    await page.getByRole("link", { name: "Tomar siguiente" }).click();
    await page.waitForLoadState();
    if (/\/inicio$/.test(page.url())) throw new Error("it stayed in the queue");
    expect(await page.locator("h1").count(), 1, "a page");
  },
  "says when there is nothing": async ({ page, sign_in, expect }) => {
    await sign_in("informacion");
    await page.goto("/inicio");
    expect(await page.locator("main").innerText(), /No tiene pendientes/, "empty state");
  },
  "keeps what is chosen to be told": async ({ page, sign_in, expect }) => {
    await sign_in("planificacion");
    await page.goto("/notificaciones/preferencias");
    await page.locator("input[name='aviso.enviado'][value=no]").check();
    await page.getByRole("button", { name: "Guardar preferencias" }).click();
    await page.waitForLoadState();
    expect(await page.locator("input[name='aviso.enviado'][value=no]").isChecked(), true, "kept");
  },
};
