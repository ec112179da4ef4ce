// The authority looks: how are we doing, who is behind, who has not reported; and anybody drills.
const table_rows = async (page, name) =>
  page.locator(`table:has(caption:has-text("${name}")) tbody tr:not(.camino)`).count();
const csv = async (page, address) => {
  const answer = await page.request.get(address);
  if (!answer.ok()) throw new Error(`${answer.status()} ${address}`);
  return (await answer.text()).replace(/^\uFEFF/, "").trim().split("\r\n").slice(1);
};
const board = "/tablero?anio=2026&mes=4";

export const walks = {
  "the authority sees how we are doing": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("autoridad");
    expect(new URL(page.url()).pathname, "/tablero", "no click: it is where one lands");
    clicks.at_most(0);
    expect(await page.locator("h1").innerText(), "Tablero ejecutivo");
    expect(await page.locator("dl.cifras > div").count(), 5);
    const matters = await page.locator("ol.decidir > li").count();
    if (matters > 5) throw new Error(`${matters} matters to decide, at most 5`);
    expect(await page.locator("figure.grafica svg").locator("visible=true").count() >= 1, true);
  },
  "who has not reported is one click from the figure": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("autoridad");
    await page.goto(board);
    await clicks.click(page.locator("dl.cifras a", { hasText: "Unidades que reportaron" }));
    clicks.at_most(1);
    expect(new URL(page.url()).pathname, "/ejecucion/validacion");
  },
  "what is behind and why is one click from the board": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("planificacion");
    await page.goto(board);
    await clicks.click(page.locator("#subproductos tbody a, table:has(caption:has-text('Subproductos')) tbody a").first());
    clicks.at_most(2);
    expect(new URL(page.url()).pathname, /^\/ejecucion\/productos\//);
    expect(await page.locator("h2", { hasText: "Causas que las unidades informaron" }).count(), 1);
    expect(await page.locator("main a[href^='/ejecucion/captura/2026/']").count() > 0, true);
  },
  "an auditor follows a figure to who wrote it in two clicks": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("auditoria");
    await page.goto(board);
    await clicks.click(page.locator("table:has(caption:has-text('Subproductos')) tbody a").first());
    await page.waitForURL(/\/ejecucion\/productos\//);
    await clicks.click(page.locator("main a[href$='/historial']").locator("visible=true").first());
    await page.waitForURL(/\/historial$/);
    clicks.at_most(2);
    expect(await page.locator("main").innerText(), /asiento|Asiento/, "the entry that wrote it");
    expect(await page.locator("main").innerText(), /enlace/i, "who");
  },
  "screen and file say the same": async ({ page, sign_in, expect }) => {
    await sign_in("autoridad");
    await page.goto(board);
    const lines = await csv(page, "/tablero.csv?anio=2026&mes=4");
    expect(await table_rows(page, "Subproductos, del más rezagado"), lines.length);
  },
  "the drill keeps every choice in the address": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("presupuesto");
    await page.goto("/ejecucion?anio=2026&mes=4");
    const programme = page.locator("table tbody tr:not(.camino) th a").first();
    await clicks.click(programme);
    expect(page.url(), /programa=/);
    expect(await page.locator(".fichas a").count() >= 1, true, "chips");
    expect(await page.locator("tr.camino").count(), 2, "path rows");
    await clicks.click(page.locator("table tbody tr:not(.camino) th a").first());
    expect(page.url(), /categoria=/);
    const again = page.url();
    await page.goto("/tablero");
    await page.goto(again);
    expect(await page.locator("tr.camino").count(), 3, "the address is the state");
    await clicks.click(page.locator(".fichas .quitar"));
    expect(page.url().includes("categoria="), false);
  },
  "boards work without scripts": async ({ another, sign_in, expect }) => {
    const page = await another({ javaScriptEnabled: false });
    await sign_in("autoridad", page);
    for (const address of [board, "/ejecucion?anio=2026&mes=4&por=cuando", "/ejecucion/productos?anio=2026&mes=4"]) {
      await page.goto(address);
      expect(await page.locator("table tbody tr").count() > 0, true, address);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth).catch(() => 0);
      expect(wide <= 0, true, `${address} is ${wide} px too wide`);
    }
  },
};
