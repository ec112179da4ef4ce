// Somebody without an account: how much was spent and on what, were the goals met, and the data.
// Nobody signs in here, and no page sets a cookie.
const inside = (url, path) => new URL(url).pathname === path || new URL(url).pathname.startsWith(path + "/");

// The menu is behind a button on a phone: opening it is not a choice of the person.
async function menu(page, name) {
  const narrow = page.locator("details.menu > summary");
  if (!(await narrow.isVisible())) return page.locator("nav.navp").getByRole("link", { name, exact: true });
  await narrow.click();
  return page.locator("details.menu").getByRole("link", { name, exact: true });
}

async function fits(page, expect) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, true, `${page.url()} is ${over} px too wide:`);
}

export const walks = {
  "how much was spent is on the first page, and on what is two clicks away": async ({ page, clicks, expect }) => {
    await page.goto("/");
    expect(await page.locator("main").innerText(), /Q\s[\d.,]+/, "spent");
    expect(await page.locator(".banda").innerText(), /Demostración con datos ilustrativos; la fecha es 02\/06\/2026/);
    await fits(page, expect);
    await clicks.click(await menu(page, "Presupuesto"));
    await page.waitForURL((url) => inside(url, "/transparencia/presupuesto"));
    await clicks.click(page.locator("table tbody tr:not(.camino) a").first());
    await page.waitForURL(/programa=/);
    clicks.at_most(2);
    expect(await page.locator("tr.camino").count() >= 2, true, "the programme stays above its parts");
    expect((await page.context().cookies()).length, 0, "cookies");
    await fits(page, expect);
  },

  "whether a goal was met is two clicks away": async ({ page, clicks, expect }) => {
    await page.goto("/");
    await clicks.click(await menu(page, "Resultados"));
    await page.waitForURL((url) => inside(url, "/transparencia/resultados"));
    await clicks.click(page.locator("main a[href^='/transparencia/indicadores/']").first());
    await page.waitForURL(/\/transparencia\/indicadores\//);
    clicks.at_most(2);
    expect(await page.locator("main svg").locator("visible=true").count() > 0, true, "chart");
    expect(await page.locator("main table").count() > 0, true, "table");
    await fits(page, expect);
  },

  "the data are two clicks away, and are those of the page": async ({ page, clicks, expect }) => {
    await page.goto("/");
    await clicks.click(await menu(page, "Presupuesto"));
    await page.waitForURL((url) => inside(url, "/transparencia/presupuesto"));
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      clicks.click(page.locator("p.descargas").first().getByRole("link", { name: "CSV", exact: true })),
    ]);
    clicks.at_most(2);
    expect(file.suggestedFilename(), /\.csv$/);
    const text = await (await page.request.get(new URL(file.url()).pathname)).text();
    const lines = text.replace(/^\uFEFF/, "").trim().split("\r\n");
    expect(lines.length - 1, await page.locator("table").first().locator("tbody tr:not(.camino)").count(), "rows of the page and of the file:");
  },

  "the explorer keeps a choice of goals in its address": async ({ page, expect }) => {
    await page.goto("/datos/explorar");
    await page.getByRole("link", { name: /^Metas físicas/ }).click();
    await page.getByLabel("Filas por").selectOption({ label: "Subproducto y mes" });
    await page.getByRole("button", { name: "Aplicar" }).click();
    await page.waitForURL(/por=mes/);
    const rows = await page.locator("table tbody tr").count();
    const again = page.url();
    await page.goto("/");
    await page.goto(again);
    expect(await page.locator("table tbody tr").count(), rows);
    await fits(page, expect);
  },

  "the portal is in English as well, and says which words are not": async ({ page, expect }) => {
    await page.goto("/");
    await page.locator(".banda").getByRole("link", { name: "English" }).click();
    expect(await page.evaluate(() => document.documentElement.lang), "en");
    expect(await page.locator(".banda [lang=es]").innerText(), "Instituto Guatemalteco de Migración");
    for (const address of ["/en/transparencia/resultados", "/en/transparencia/presupuesto", "/en/datos/explorar?datos=metas"]) {
      await page.goto(address);
      await fits(page, expect);
    }
  },

  "everything is there without scripts": async ({ another, expect }) => {
    const page = await another({ javaScriptEnabled: false });
    for (const address of ["/", "/transparencia/resultados", "/transparencia/presupuesto", "/transparencia/red",
      "/transparencia/informes", "/datos", "/datos/explorar", "/datos/explorar?datos=metas", "/glosario", "/ayuda"]) {
      const answer = await page.goto(address);
      expect(answer.status(), 200, address);
      expect(await page.locator("h1").count(), 1, address);
    }
  },
};
