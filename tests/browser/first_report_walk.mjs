// A new institution by itself: from what `ceiba crear` makes to a signed, published report, in the
// browser alone, by the people who would do it. Last year's first cuatrimestre, so that its months
// are over whenever this runs.
export const from = "empty";

const guatemala = new Date(Date.now() - 6 * 3_600_000);
const year = guatemala.getUTCFullYear() - 1;
const entity = "11130004";
const report = `/informes/INF-${year}-C1/1`;
const months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];
const people = [
  ["plan", "Pablo Plan", "planificacion", ""],
  ["mes", "Marta Mes", "monitoreo", ""],
  ["dinero", "Diego Dinero", "presupuesto", ""],
  ["norte", "Nora Norte", "enlace", "NORTE"],
  ["firma", "Fidel Firma", "autoridad", ""],
];

const button = (page, name) => page.getByRole("button", { name, exact: true });
const file = (page, name, text, type = "text/csv") =>
  page.setInputFiles("input[type=file]", { name, mimeType: type, buffer: Buffer.from(text) });
const heading = (page, words) => page.locator("h1", { hasText: words }).waitFor();
const no_error = async (page) => {
  const summary = page.locator(".govuk-error-summary");
  if (await summary.count()) throw new Error(`${page.url()}: ${await summary.innerText()}`);
};

async function steps_done(page) {
  await page.goto("/puesta-en-marcha");
  return Number((await page.locator("main").innerText()).match(/(\d+) de \d+ pasos/)[1]);
}

async function found(page, site, password) {
  await page.goto("/puesta-en-marcha");
  await page.fill("[name=codigo]", site.code);
  await page.fill("[name=usuario]", "ada");
  await page.fill("[name=nombre]", "Ada Administra");
  await page.fill("[name=contrasena]", password);
  await page.fill("[name=repetida]", password);
  await button(page, "Crear y comenzar").click();
  await page.getByText("1 de 11 pasos").waitFor();
  await page.getByRole("link", { name: "2. Institución" }).click();
  await page.fill("[name=codigo]", entity);
  await page.fill("[name=nombre]", "Ministerio de Pruebas");
  await page.fill("[name=siglas]", "MP");
  await page.fill("[name=direccion]", "1a. calle 1-01, zona 1");
  await button(page, "Guardar").click();
  await page.getByRole("link", { name: "3. Catálogos" }).click();
  await button(page, "Cargar los catálogos de Ceiba").click({ noWaitAfter: true });
  await page.getByText(/Se cargaron \d+ catálogos/).waitFor({ timeout: 90_000 });
  await page.goto("/puesta-en-marcha/ejercicio");
  await page.getByLabel(String(year), { exact: true }).check();
  await button(page, "Guardar").click();
}

async function organise(page) {
  await page.goto("/admin/unidades/importar");
  await page.fill("[name=lista]", ["codigo\tnombre\tclase\tpadre\treporta\tpuesto\ttitular",
    "DM\tDespacho\tdireccion\t\tno\tMinistro\tMónica Ministra",
    "PLAN\tUnidad de Planificación\tunidad\tDM\tno\tJefa de Planificación\tPablo Plan",
    "NORTE\tDelegación Norte\tdelegacion\tDM\tsí\tJefa de la Delegación Norte\tNora Norte"].join("\n"));
  await button(page, "Revisar la lista").click();
  await button(page, "Aplicar").click();
  await page.goto("/admin/usuarios/importar");
  await page.fill("[name=lista]", ["usuario\tnombre\tcorreo\troles\tunidades", ...people.map(([user, name, role, unit]) => `${user}\t${name}\t\t${role}\t${unit}`)].join("\n"));
  await button(page, "Revisar la lista").click();
  await page.getByRole("button", { name: /^Crear 5 usuarios/ }).click();
  await heading(page, "Se crearon 5 usuarios");
  const rows = await page.locator("tbody tr").all();
  return Object.fromEntries(await Promise.all(rows.map(async (row) => {
    const cells = await row.locator("th, td").allInnerTexts();
    return [cells[0].trim(), cells[1].trim()];
  })));
}

// Signs in with the password on the administrator's list, and chooses an own one.
async function first_time(page, user, given, password) {
  await page.goto("/entrar");
  await page.getByLabel("Usuario").fill(user);
  await page.getByLabel("Contraseña", { exact: true }).fill(given);
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.waitForURL(/\/cuenta\/clave/);
  await page.fill("[name=actual]", given);
  await page.fill("[name=nueva]", password);
  await page.fill("[name=repetida]", password);
  await page.locator("main form button[type=submit]").first().click();
  await no_error(page);
  return page;
}

// The red and the POA of one product with one subproducto, as two tables of the institution's own.
const network = ["orden,tipo,id,id_producto,nombre,unidad_medida,programa,subprograma,proyecto,actividad",
  "1,Producto,P1,,Pasaportes entregados,Documento,11,00,00,001", "2,Subproducto,P1.S1,P1,Pasaportes de adultos,Documento,11,00,00,00"].join("\n");
const goals = [`subproducto,unidad,${months.join(",")}`, `P1.S1,NORTE,${months.map(() => 100).join(",")}`].join("\n");

async function load_plan(page, name, text, act, named) {
  await page.goto("/planificacion/cargar");
  if (named) {
    await page.fill("[name=nombre]", `Plan ${year}`);
    await page.fill("[name=ejercicio]", String(year));
  }
  await file(page, name, text);
  await button(page, "Subir y revisar").click();
  await no_error(page);
  if (!(await page.locator("[name=acto]").count())) throw new Error(`${page.url()}: ${(await page.locator("main").innerText()).replaceAll(/\s+/g, " ")}`);
  await page.locator("[name=acto]").fill(act);
  await button(page, "Aplicar como versión nueva").click();
  await no_error(page);
}

function budget() {
  const head = "ejercicio,mes,entidad,unidad_ejecutora,programa,subprograma,proyecto,actividad,obra,renglon,fuente,organismo,correlativo,geografico,asignado,modificado,vigente,comprometido,devengado,pagado";
  const row = (month, given, done) => `${year},${month},${entity},000,11,00,000,001,000,011,11,0000,0000,0101,${given},0.00,${given},${done},${done},${done}`;
  return [head, ...[1, 2, 3, 4].map((month) => row(month, month === 1 ? "1200000.00" : "0.00", "98765.43"))].join("\n");
}

export const walks = {
  "from an empty base to a signed, published first report": async ({ page, site, another, sign_in, password, expect }) => {
    await found(page, site, password);
    expect(await steps_done(page) >= 4, true, "institution, catalogues and year");
    const given = await organise(page);
    const as = {};
    for (const [user] of people) as[user] = await first_time(await another(), user, given[user], password);

    await load_plan(as.plan, "red.csv", network, `Acuerdo 1-${year}`, true);
    await load_plan(as.plan, "poa.csv", goals, `Acuerdo 2-${year}`, false);

    await as.dinero.goto("/ejecucion/importar");
    await file(as.dinero, `presupuesto-${year}.csv`, budget());
    await button(as.dinero, "Subir y revisar").click();
    await heading(as.dinero, "Revisar antes de aplicar");
    await as.dinero.getByRole("button", { name: /^Aplicar la carga/ }).click();
    await heading(as.dinero, /^Carga \d+$/);

    for (let month = 1; month <= 4; ++month) {
      const at = `${year}/${String(month).padStart(2, "0")}`;
      await as.norte.goto(`/ejecucion/captura/${at}/NORTE`);
      await as.norte.locator("td.c-ejec input.celda").first().fill(String(90 + month));
      await button(as.norte, "Revisar y enviar").click();
      await button(as.norte, "Enviar").click();
      await as.norte.getByText(/Se envió el reporte/).waitFor();
      await as.mes.goto(`/ejecucion/validacion/${at}/NORTE`);
      await button(as.mes, "Validar").click();
      await as.mes.waitForURL(/\/inicio$/);
      await as.mes.goto(`/ejecucion/validacion/${at}/cerrar`);
      await as.mes.getByRole("button", { name: /^Cerrar / }).click();
      await as.mes.getByText(/Se cerró/).waitFor();
    }

    await as.mes.goto("/informes");
    await as.mes.getByText("Generar el de otro período").click();
    await as.mes.locator("[type=radio][name=tipo][value=cuatrimestral]").check();
    await as.mes.fill("#periodo", `${year}-C1`);
    await button(as.mes, "Generar borrador").last().click();
    await as.mes.getByText("Se generó el borrador").waitFor();
    await as.mes.goto(`${report}/secciones/ejecucion-fisica`);
    await as.mes.fill("#texto", "Se entregaron [ejecutado P1.S1] pasaportes.");
    await button(as.mes, "Marcar como completada").click();
    await as.mes.goto(report);
    await button(as.mes, "Enviar a revisión").click();
    await as.mes.getByText("se envió a revisión").waitFor();

    await as.firma.goto(`${report}/revision`);
    await as.firma.getByRole("link", { name: "Aprobar", exact: true }).click();
    await button(as.firma, "Confirmar aprobación").click();
    await as.firma.getByText("quedó aprobado").waitFor();
    await as.firma.goto(`${report}/firmar`);
    await as.firma.fill("[name=oficio]", "DM-1");
    await as.firma.locator("[name=firmante]").last().check();
    await as.firma.setInputFiles("[name=escaneo]", { name: "firmado.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\nprimer informe\n%%EOF\n") });
    await button(as.firma, "Registrar las firmas").click();
    await as.firma.getByLabel("no contiene datos personales").check();
    await button(as.firma, "Publicar").click();
    await as.firma.getByText("El informe está publicado").waitFor();

    const citizen = await another();
    await citizen.goto("/transparencia/informes");
    expect(await citizen.locator("main").innerText(), /Informe cuatrimestral, enero a abril/);
    const answer = await citizen.request.get(`/transparencia/informes/INF-${year}-C1/v1/pdf`);
    expect(await answer.text(), "%PDF-1.7\nprimer informe\n%%EOF\n");
    await citizen.goto("/");
    expect(await citizen.locator(".banda").innerText(), /Ministerio de Pruebas/);
    expect(await steps_done(page) >= 9, true, "steps of the puesta en marcha");
  },
};
