// One month from the first figure to a rectification of what was published: 22 units by a file, one
// declared 0, one cell "1,19B"; captured, sent, returned, corrected, validated, closed, reported,
// approved, signed, published, rectified. At each step the page, its CSV, the API and the PDF say
// the same to the last digit.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const month = "2026-05", at = "2026/05", own = "DEL-CARMEN", zero = "DEL-VALLE-NUEVO";
const subproducto = "P05.S1";  // Persons who cross a border: every delegation reports it.
const report = "/informes/INF-2026-05/1";
const button = (page, name) => page.getByRole("button", { name, exact: true });
const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

async function read(page, address) {
  const answer = await page.request.get(address);
  if (!answer.ok()) throw new Error(`${answer.status()} ${address}: ${(await answer.text()).slice(0, 300)}`);
  return answer;
}

function csv_rows(text) {
  const rows = [[""]];
  let quoted = false;
  for (const c of text.replace(/^\uFEFF/, "")) {
    const row = rows.at(-1);
    if (c === '"') quoted = !quoted;
    else if (!quoted && c === ",") row.push("");
    else if (!quoted && c === "\n") rows.push([""]);
    else if (c !== "\r") row[row.length - 1] += c;
  }
  const [head, ...body] = rows.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(head.map((name, n) => [name, row[n]])));
}

async function api(page, version = "&corte=vivo") {
  const { datos } = await (await read(page, `/api/v1/metas?periodo=${month}&por_pagina=100${version}`)).json();
  return datos.find((row) => row.subproducto === subproducto);
}

// The accumulated figure of the subproducto, read in four places; `pdf` where there is a report.
async function agree(page, expect, step, wanted, pdf) {
  const told = await api(page);
  expect(String(told.ejecutado), wanted, `${step}, API:`);
  const row = csv_rows(await (await read(page, "/ejecucion/productos.csv?anio=2026&mes=5")).text())
    .find((one) => one.subproducto === told.nombre);
  expect(row.ejecutado, wanted, `${step}, CSV:`);
  await page.goto("/ejecucion/productos?anio=2026&mes=5");
  const shown = await page.locator("table tbody tr").filter({ hasText: told.nombre.slice(0, 40) }).first().innerText();
  expect(shown.includes(grouped(wanted)), true, `${step}, page: ${grouped(wanted)} in ${shown}`);
  if (pdf) expect((await pdf_text(page)).includes(grouped(wanted)), true, `${step}, PDF: ${grouped(wanted)}`);
}

const folder = mkdtempSync(join(tmpdir(), "ceiba-mes."));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
async function pdf_text(page) {
  writeFileSync(join(folder, "informe.pdf"), await (await read(page, `${report}/archivo/pdf`)).body());
  return execFileSync("pdftotext", ["-layout", join(folder, "informe.pdf"), "-"], { encoding: "utf8" });
}

export const walks = {
  "a month goes from the first figure to a rectification": async ({ page, site, another, sign_in, expect }) => {
    await sign_in("monitoreo");
    const before = Number((await api(page)).ejecutado);
    await page.goto("/ejecucion/validacion");
    const units = [...new Set(await page.locator(`table.matriz a[href*="/${at}/"]`).evaluateAll((links) => links.map((one) => decodeURIComponent(one.pathname.split("/").at(-1)))))];
    const lines = ["subproducto,unidad,mes,ejecutado,nota"];
    let sum = 0;
    for (const unit of units) {
      const { filas } = await (await read(page, `/api/v1/captura/${month}/${unit}`)).json();
      for (const row of filas) {
        if (!(Number(row.programado) > 0)) continue;
        const done = unit === own ? '"1,19B"' : unit === zero ? "0" : row.programado;
        if (unit !== own && row.subproducto === subproducto) sum += Number(done);
        lines.push(`${row.subproducto},${unit},${month},${done},${unit === zero ? "Puesto cerrado por obras" : ""}`);
      }
    }

    // The file: one unit is refused by name, the others apply.
    await page.goto("/ejecucion/metas/importar");
    await page.setInputFiles("input[type=file]", { name: "mayo.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
    await button(page, "Ver qué cambia").click();
    expect(await page.locator("main").innerText(), /El Carmen.*1,19B/s, "refused by name");
    expect(await page.locator("main").innerText(), new RegExp(`${units.length - 1}/${units.length} unidades con dato`));
    await page.getByRole("button", { name: /^Aplicar \d+ reportes?$/ }).click();
    await page.getByText("Metas importadas").first().waitFor();
    await agree(page, expect, "imported", String(before + sum));

    // The unit that was refused captures on the page, sends, gets it back, corrects and sends again.
    const unit = await another();
    await sign_in("enlace", unit);
    await unit.goto(`/ejecucion/captura/${at}/${own}`);
    const cells = unit.locator("td.c-ejec input.celda");
    const asked = [];
    for (let i = 0; i < await cells.count(); ++i) {
      const row = unit.locator("tr[data-fila]").filter({ has: cells.nth(i) });
      asked.push((await row.locator("td.c-prog").innerText()).replace(/[^\d]/g, ""));
      await cells.nth(i).fill(asked[i]);
    }
    await button(unit, "Revisar y enviar").click();
    await button(unit, "Enviar").click();
    await unit.waitForURL(new RegExp(`/captura/${at}/[^/]+$`));
    const carmen = (await (await read(unit, `/api/v1/captura/${month}/${own}`)).json()).filas.find((row) => row.subproducto === subproducto);
    const first = before + sum + Number(carmen.ejecutado);
    await agree(page, expect, "captured", String(first));

    const planner = await another();
    await sign_in("planificacion", planner);
    await planner.goto(`/ejecucion/validacion/${at}/${own}`);
    await planner.getByText("Devolver con comentario").click();
    await planner.locator("#motivo").fill("Falta un registro");
    await button(planner, "Devolver").click();
    await planner.waitForURL(/\/inicio$/);
    await unit.goto(`/ejecucion/captura/${at}/${own}`);
    const input = unit.locator(`tr[data-fila="${subproducto}"] input.celda`).first();
    const corrected = Number(carmen.ejecutado) + 1;
    await input.fill(String(corrected));
    await button(unit, "Reenviar").click();
    await unit.waitForURL(new RegExp(`/captura/${at}/[^/]+$`));
    const final = String(first + 1);
    await agree(page, expect, "corrected", final);

    const others = units.filter((code) => code !== own).flatMap((code) => ["--unidad", code]);
    await site.ceiba("metas", "enviar", "--mes", month, ...others, "--como", "enlace");
    await site.ceiba("metas", "validar", "--mes", month, "--todas", "--como", "monitoreo");
    await planner.goto(`/ejecucion/validacion/${at}/cerrar`);
    await button(planner, "Cerrar mayo").click();
    await planner.getByText(/Se cerró mayo/).waitFor();
    await agree(page, expect, "closed", final);

    // The report of the month, by its people.
    await page.goto("/informes");
    await page.getByText("Generar el de otro período").click();
    await page.locator("[type=radio][name=tipo][value=mensual]").check();
    await page.fill("#periodo", month);
    await button(page, "Generar borrador").last().click();
    await page.getByText("Se generó el borrador").waitFor();
    await agree(page, expect, "drafted", final, true);
    await button(page, "Enviar a revisión").click().catch(async () => {
      await page.goto(report);
      await button(page, "Enviar a revisión").click();
    });
    await page.getByText("se envió a revisión").waitFor();
    const authority = await another();
    await sign_in("autoridad", authority);
    await authority.goto(`${report}/aprobar`);
    await button(authority, "Confirmar aprobación").click();
    await authority.getByText("quedó aprobado").waitFor();
    await agree(page, expect, "approved", final, true);
    const scan = await (await read(authority, `${report}/archivo/pdf`)).body();
    await authority.goto(`${report}/firmar`);
    await authority.fill("[name=oficio]", "DG-60-2026");
    await authority.locator("[name=firmante]").last().check();
    await authority.setInputFiles("[name=escaneo]", { name: "firmado.pdf", mimeType: "application/pdf", buffer: scan });
    await button(authority, "Registrar las firmas").click();
    await authority.getByLabel("no contiene datos personales").check();
    await button(authority, "Publicar").click();
    await authority.getByText("El informe está publicado").waitFor();
    await agree(page, expect, "published", final, true);
    const hash = async () => createHash("sha256").update(await (await read(page, "/transparencia/informes/INF-2026-05/v1/pdf")).body()).digest("hex");
    const published = await hash();

    // Two persons rectify; what was published stays, what lives moves.
    await planner.goto(`/ejecucion/rectificaciones/nueva?mes=${month}&unidad=${own}`);
    await planner.locator("main tr, main li").filter({ hasText: (await api(page)).nombre.slice(0, 40) }).getByRole("link", { name: "Rectificar" }).first().click();
    await planner.locator("#ahora").fill(String(corrected - 11));
    await planner.locator("#motivo").fill("Se contó dos veces");
    await planner.setInputFiles("input[name=evidencia]", { name: "acta.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nacta") });
    await button(planner, "Proponer rectificación").click();
    await planner.waitForURL(/\/rectificaciones\/\d+$/);
    await page.goto(new URL(planner.url()).pathname);
    await button(page, "Autorizar").click();
    await page.getByText("Autorizada").first().waitFor();
    await agree(page, expect, "rectified", String(Number(final) - 11));
    expect(await hash(), published, "the published file keeps its bytes:");
    expect(String((await api(page, "")).ejecutado), final, "the cut keeps its figure:");
    expect((await pdf_text(page)).includes(grouped(final)), true, "the published PDF keeps its figure");
  },
};
