// The budget office imports a month: upload, see, apply, proof; a wrong file; a load withdrawn.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const april = readFileSync(join(import.meta.dirname, "../../demo/presupuesto-2026-04.csv"), "utf8");
const may = april.replaceAll("\n2026,4,", "\n2026,5,");
const give = (page, name, text) =>
  page.setInputFiles("input[type=file]", { name, mimeType: "text/csv", buffer: Buffer.from(text) });
const after_job = (page, heading) => page.locator("h1", { hasText: heading }).waitFor();

export const walks = {
  "a month is imported, proved and withdrawn": async ({ page, sign_in, clicks, expect }) => {
    await sign_in("presupuesto");
    await page.goto("/ejecucion/importar");
    await give(page, "presupuesto-2026-05.csv", may);
    await clicks.click(page.locator("button", { hasText: "Subir y revisar" }));
    await after_job(page, "Revisar antes de aplicar");
    expect(await page.locator("main").innerText(), /1,168/);
    await clicks.click(page.locator("button", { hasText: "Aplicar la carga" }));
    await after_job(page, /^Carga \d+$/);
    clicks.at_most(2);
    expect(await page.locator("main").innerText(), /igual al total de la base/);
    clicks.reset();
    await clicks.click(page.locator("a", { hasText: "Retirar la carga" }));
    await page.fill("textarea[name=motivo]", "Se cargó para probar");
    await clicks.click(page.locator("button", { hasText: "Retirar la carga" }));
    clicks.at_most(2);
    expect(await page.locator("main").innerText(), /Retirada/);
  },
  "a wrong file is named line by line and nothing is loaded": async ({ page, sign_in, expect }) => {
    await sign_in("presupuesto");
    await page.goto("/ejecucion/importar");
    const before = await page.locator("table tbody tr").count();
    await give(page, "malo.csv", may.replace("438772.43", "1,19B"));
    await page.locator("button", { hasText: "Subir y revisar" }).click();
    await after_job(page, "El archivo no se puede cargar");
    expect(await page.locator("main").innerText(), /línea 2/);
    const [list] = await Promise.all([page.waitForEvent("download"), page.locator("a", { hasText: /^CSV$/ }).click()]);
    expect(readFileSync(await list.path(), "utf8"), /línea 2/);
    await page.goto("/ejecucion/importar");
    expect(await page.locator("table tbody tr").count(), before);
  },
  "importing works without scripts": async ({ another, sign_in, expect }) => {
    const page = await another({ javaScriptEnabled: false });
    await sign_in("presupuesto", page);
    await page.goto("/ejecucion/importar");
    await give(page, "presupuesto-2026-06.csv", may.replaceAll("\n2026,5,", "\n2026,6,"));
    await page.locator("button", { hasText: "Subir y revisar" }).click();
    await after_job(page, "Revisar antes de aplicar");
    await page.locator("button", { hasText: "Descartar el archivo" }).click();
    expect(new URL(page.url()).pathname, "/ejecucion/importar");
  },
};
