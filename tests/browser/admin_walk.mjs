// Whoever administers: roles of a user, periods, what a catalogue says; each in two or three clicks.
const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });

async function fits(page, expect) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, true, `${page.url()} is ${over} px too wide:`);
}

export const walks = {
  "a user gets another role in three clicks": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("administracion");
    await page.goto("/admin");
    await fits(page, expect);
    await clicks.click(link(page, "Usuarios"));
    await page.waitForURL(/\/admin\/usuarios/);
    await clicks.click(page.locator("table tbody a[href='/admin/usuarios/compras']"));
    await page.waitForURL(/\/usuarios\/compras/);
    await fits(page, expect);
    await page.locator("input[name=roles][value=contabilidad]").check();
    await clicks.click(button(page, "Guardar cambios"));
    await page.waitForLoadState();
    clicks.at_most(3);
    await page.goto("/admin/usuarios/compras");
    expect(await page.locator("input[name=roles][value=contabilidad]").isChecked(), true, "kept");
  },

  "long lists of units are folded until somebody needs them": async ({ page, sign_in, expect }) => {
    await sign_in("administracion");
    await page.goto("/admin/usuarios/nuevo");
    const unit = page.locator("input[name=unidades]").first();
    expect(await unit.isVisible(), false, "folded");
    await page.getByText("Unidades de las que responde").click();
    expect(await unit.isVisible(), true, "open");
  },

  "a month is closed from the periods in three clicks": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("planificacion");
    await page.goto("/admin/periodos");
    await fits(page, expect);
    await clicks.click(page.locator("a[href='/ejecucion/validacion/2026/05/cerrar']"));
    for (const field of await page.locator("input[name^='ausente.']").all()) await field.fill("Sin enlace en el mes");
    await clicks.click(button(page, "Cerrar mayo"));
    await page.getByText(/Se cerró mayo/).waitFor();
    clicks.at_most(3);
    await page.goto("/admin/periodos");
    expect(await page.locator("tr", { hasText: "Mayo" }).innerText(), /Cerrado/);
  },

  "what one prefers is followed on the next page": async ({ page, sign_in, expect }) => {
    await sign_in("auditoria");
    await page.goto("/cuenta/preferencias");
    await page.locator("input[name=filas][value='25']").check();
    await page.locator("input[name=densidad][value=compacta]").check();
    await button(page, "Guardar preferencias").click();
    await page.getByText("Se guardaron sus preferencias").waitFor();
    await page.goto("/auditoria/pista");
    expect(await page.locator("main").innerText(), /1–25 de/);
    expect(await page.locator("body.compacta").count(), 1);
  },

  "planning has one menu": async ({ page, sign_in, expect }) => {
    await sign_in("planificacion");
    await page.goto("/planificacion/poa/2026");
    expect(await page.locator("main nav ul.vistas").count(), 1, "menus");
  },
};
