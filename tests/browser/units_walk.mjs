// An institution of exactly 24 units reports a month by one block pasted from Excel: 22 figures, one
// declared 0, and one cell "1,19B". 23 apply, one is refused by name, and the coverage is 23 of 24.
export const from = "empty";

const guatemala = new Date(Date.now() - 6 * 3_600_000);
const year = guatemala.getUTCFullYear() - 1;
const month = `${year}-05`, at = `${year}/05`;
const password = "Caminata-de-prueba-2026";
const months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];
const units = Array.from({ length: 24 }, (_, n) => `DEL-${String(n + 1).padStart(2, "0")}`);
const wrong = "DEL-07", zero = "DEL-19";
const done = (unit) => unit === wrong ? "1,19B" : unit === zero ? "0" : String(1000 + 3 * Number(unit.slice(4)));

const button = (page, name) => page.getByRole("button", { name, exact: true });
const file = (page, name, text) => page.setInputFiles("input[type=file]", { name, mimeType: "text/csv", buffer: Buffer.from(text) });

async function found(page, site) {
  await page.goto("/puesta-en-marcha");
  for (const [name, value] of [["codigo", site.code], ["usuario", "ada"], ["nombre", "Ada Administra"], ["contrasena", password], ["repetida", password]])
    await page.fill(`[name=${name}]`, value);
  await button(page, "Crear y comenzar").click();
  await page.getByRole("link", { name: "2. Institución" }).click();
  for (const [name, value] of [["codigo", "11130004"], ["nombre", "Instituto de las Veinticuatro"], ["siglas", "IV"]])
    await page.fill(`[name=${name}]`, value);
  await button(page, "Guardar").click();
  await page.goto("/puesta-en-marcha/catalogos");
  await button(page, "Cargar los catálogos de Ceiba").click({ noWaitAfter: true });
  await page.getByText(/Se cargaron \d+ catálogos/).waitFor({ timeout: 90_000 });
  await page.goto("/puesta-en-marcha/ejercicio");
  await page.getByLabel(String(year), { exact: true }).check();
  await button(page, "Guardar").click();
  await page.goto("/admin/unidades/importar");
  await page.fill("[name=lista]", ["codigo\tnombre\tclase\tpadre\treporta\tpuesto\ttitular", "DM\tDespacho\tdireccion\t\tno\tDirectora\tDora Dirige",
    ...units.map((code) => `${code}\tDelegación ${code.slice(4)}\tdelegacion\tDM\tsí\tJefa de la Delegación ${code.slice(4)}\tPersona ${code.slice(4)}`)].join("\n"));
  await button(page, "Revisar la lista").click();
  await button(page, "Aplicar").click();
}

async function plan(page) {
  for (const [name, act, text] of [
    ["red.csv", "Acuerdo 1", ["orden,tipo,id,id_producto,nombre,unidad_medida,programa,subprograma,proyecto,actividad",
      "1,Producto,P1,,Personas atendidas,Persona,11,00,00,001", "2,Subproducto,P1.S1,P1,Personas que cruzan la frontera,Persona,11,00,00,00"]],
    ["poa.csv", "Acuerdo 2", [`subproducto,unidad,${months.join(",")}`, ...units.map((code) => `P1.S1,${code},${months.map(() => 1000).join(",")}`)]],
  ]) {
    await page.goto("/planificacion/cargar");
    if (name === "red.csv") {
      await page.fill("[name=nombre]", `Plan ${year}`);
      await page.fill("[name=ejercicio]", String(year));
    }
    await file(page, name, text.join("\n"));
    await button(page, "Subir y revisar").click();
    await page.locator("[name=acto]").fill(`${act}-${year}`);
    await button(page, "Aplicar como versión nueva").click();
    await page.waitForLoadState();
  }
}

export const walks = {
  "24 units: 22 figures, one 0, one 1,19B: 23 apply, one is named, 23/24": async ({ page, another, site, expect }) => {
    await found(page, site);
    await page.goto("/admin/usuarios/importar");
    await page.fill("[name=lista]", "usuario\tnombre\tcorreo\troles\tunidades\nplan\tPablo Plan\t\tplanificacion\t\nmes\tMarta Mes\t\tmonitoreo\t");
    await button(page, "Revisar la lista").click();
    await page.getByRole("button", { name: /^Crear 2 usuarios/ }).click();
    await page.locator("h1", { hasText: "Se crearon 2 usuarios" }).waitFor();
    const given = Object.fromEntries(await Promise.all((await page.locator("tbody tr").all()).map(async (row) => (await row.locator("th, td").allInnerTexts()).map((text) => text.trim()).slice(0, 2))));
    const first_time = async (user) => {
      const own = await another();
      await own.goto("/entrar");
      await own.fill("input[name=usuario]", user);
      await own.fill("input[autocomplete=current-password]", given[user]);
      await button(own, "Entrar").click();
      await own.waitForURL(/\/cuenta\/clave/);
      for (const [name, value] of [["actual", given[user]], ["nueva", password], ["repetida", password]]) await own.fill(`[name=${name}]`, value);
      await own.locator("main form button[type=submit]").first().click();
      await own.waitForURL((url) => url.pathname !== "/cuenta/clave");
      return own;
    };
    await plan(await first_time("plan"));

    const mes = await first_time("mes");
    await mes.goto(`/ejecucion/validacion?anio=${year}`);
    expect(await mes.locator("table.matriz tbody tr").count(), 24, "units on the board:");
    await mes.goto("/ejecucion/metas/importar");
    // What Excel puts on the clipboard: tabs between the cells, CRLF after each row.
    const copied = [["subproducto", "unidad", "mes", "ejecutado", "nota"], ...units.map((code) => ["P1.S1", code, month, done(code), code === zero ? "Puesto cerrado por obras" : ""])];
    const cells = mes.locator("#pegado");
    await cells.focus();
    await cells.evaluate((area, text) => {
      const clipboard = new DataTransfer();
      clipboard.setData("text/plain", text);
      if (area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }))) area.setRangeText(text);
    }, copied.map((row) => row.join("\t")).join("\r\n") + "\r\n");
    await button(mes, "Ver qué cambia").click();
    const told = async () => (await mes.locator("main").innerText()).replaceAll(/\s+/g, " ");
    expect(await told(), /23 se aplican, 0 sin cambio, 1 rechazados?\./, "preview");
    expect(await told(), /Delegación 07, mayo de \d+: .*1,19B/, "refused by name");
    expect(await told(), new RegExp(`Mayo de ${year}: 23/24 unidades con dato`), "coverage");
    expect(await mes.locator("table tbody tr").count(), 23, "rows of the preview:");
    await button(mes, "Aplicar 23 reportes").click();
    await mes.locator("h1", { hasText: "Metas importadas" }).waitFor();
    expect(await told(), /23 aplicados, 0 sin cambio, 1 rechazados?\..*23\/24 unidades con dato/, "applied");

    // Whoever looks from elsewhere sees the same: the board, and the API to the last digit.
    await mes.goto(`/ejecucion/validacion/${at}`);
    expect(await told(), /23\/24|23 de 24/, "month");
    const { datos } = await (await mes.request.get(`/api/v1/metas?periodo=${month}&por_pagina=100&corte=vivo`)).json();
    const sum = units.filter((code) => code !== wrong).reduce((all, code) => all + Number(done(code)), 0);
    expect(String(datos.find((row) => row.subproducto === "P1.S1").ejecutado), String(sum), "API:");
    const left = await (await mes.request.get(`/api/v1/captura/${month}/${wrong}`)).json();
    expect(left.filas[0].ejecutado ?? null, null, "what was refused left no figure:");
    const none = await (await mes.request.get(`/api/v1/captura/${month}/${zero}`)).json();
    expect(String(none.filas[0].ejecutado), "0", "a declared zero is a figure:");
    await mes.goto(`/ejecucion/validacion?anio=${year}`);
  },
};
