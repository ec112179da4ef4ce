// A person without an account asks for information; the Unidad de Información Pública routes and resolves
// it, a unit answers, and the person reads the answer by the secret link. Then the legal calendar.
const button = (page, name) => page.getByRole("button", { name, exact: true });

async function fits(page, expect) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over <= 0, true, `page wider than the window by ${over} px:`);
}

// Every step is behind a line that opens it.
async function open(page, step) {
  const details = page.locator(`details#${step}`);
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  return details;
}

export const walks = {
  "asks without an account, is answered inside, and reads the answer by the secret link": async (tools) => {
    const { page, sign_in, expect, another } = tools;
    await page.goto("/ayuda");
    await page.getByRole("link", { name: "Pedir información", exact: true }).click();
    await fits(page, expect);
    await page.locator("[name='nombre']").fill("Ana Pérez");
    await button(page, "Presentar la solicitud").click();
    await page.locator("#texto-error").waitFor();
    expect(await page.locator("[name='nombre']").inputValue(), "Ana Pérez", "kept");
    await page.locator("[name='texto']").fill("Gasto en viáticos de 2025, por mes");
    await button(page, "Presentar la solicitud").click();
    await page.getByText("Guarde el enlace de esta página").waitFor();
    await fits(page, expect);
    const follow = new URL(page.url()).pathname;
    const number = (await page.locator("h1").innerText()).replace(/\D*(\d{4}-\d+).*/s, "$1");

    const office = await another();
    await sign_in("informacion", office);
    await office.goto("/solicitudes");
    await fits(office, expect);
    await office.getByRole("link", { name: number, exact: true }).click();
    await office.getByText("Ana Pérez").waitFor();
    await office.getByText("El plazo, día por día").click();
    await office.getByText("día hábil 10").waitFor();
    await fits(office, expect);
    let box = await open(office, "resolver");
    await box.getByLabel("Entrega total", { exact: true }).check();
    await box.locator("[name='resolver_motivo']").fill("Se entrega el cuadro completo");
    await button(box, "Resolver").click();
    await office.locator("#resolver_archivo_1-error").waitFor();
    box = await open(office, "resolver");
    await box.locator("[name='resolver_archivo_1']").setInputFiles({
      name: "viaticos.csv", mimeType: "text/csv", buffer: Buffer.from("mes,monto\n2025-01,1200.00\n"),
    });
    await button(box, "Resolver").click();
    await office.getByText("Resuelta", { exact: true }).first().waitFor();

    await page.goto(follow);
    expect(await page.getByRole("link", { name: "viaticos.csv" }).count(), 0, "nothing before the notice");
    box = await open(office, "notificar");
    await box.locator("[name='notificar_medio']").fill("Portal");
    await button(box, "Notificar").click();
    await office.getByText("Notificada", { exact: true }).first().waitFor();
    await page.goto(follow);
    await page.getByRole("link", { name: "viaticos.csv" }).waitFor();
    await fits(page, expect);
    await page.goto("/transparencia/solicitudes");
    await fits(page, expect);

    await office.goto("/calendario");
    await fits(office, expect);
    await office.locator("#obligacion").selectOption("estrategia 2026");
    await office.locator("[name='archivo']").setInputFiles({
      name: "acuse.csv", mimeType: "text/csv", buffer: Buffer.from("acuse,1\n"),
    });
    await button(office, "Registrar la entrega").click();
    await office.getByRole("link", { name: "acuse.csv" }).waitFor();
    await page.goto("/transparencia/calendario");
    await page.getByText("Entregada tarde").first().waitFor();
    await fits(page, expect);
  },
};
