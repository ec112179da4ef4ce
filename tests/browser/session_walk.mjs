// Signing in and out, the account, a list of users, and a form whose session is over.
async function try_to_sign_in(page, user, secret) {
  await page.goto("/entrar");
  await page.getByLabel("Usuario").fill(user);
  await page.getByLabel("Contraseña", { exact: true }).fill(secret);
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.waitForLoadState();
}

export const walks = {
  "a wrong password says so at the form and keeps the name": async ({ page, expect }) => {
    await try_to_sign_in(page, "planificacion", "otra cosa larga");
    expect(await page.getByRole("heading", { name: "Hay un problema" }).isVisible(), true);
    expect(await page.getByLabel("Usuario").inputValue(), "planificacion");
    expect(await page.getByLabel("Contraseña", { exact: true }).inputValue(), "");
    expect(await page.title(), /^Error: /);
  },

  "one signs in, sees the own account, and signs out": async ({ page, expect, sign_in }) => {
    await sign_in("planificacion");
    await page.goto("/cuenta");
    expect(await page.getByText("Esta sesión").isVisible(), true);
    await page.goto("/salir");
    await Promise.all([page.waitForURL((url) => url.pathname === "/entrar"),
      page.getByRole("main").getByRole("button", { name: "Salir" }).click()]);
    await page.goto("/cuenta");
    expect(await page.getByRole("heading", { level: 1 }).innerText(), "Entrar");
  },

  "a form that waited too long is kept": async ({ page, expect, sign_in, password }) => {
    await sign_in("administracion");
    await page.goto("/admin/usuarios/nuevo");
    await page.getByLabel("Usuario", { exact: true }).fill("eva.ruiz");
    await page.getByLabel("Nombre de la persona o del puesto").fill("Eva Ruiz");
    await page.getByLabel("Auditoría interna", { exact: true }).check();
    // The session ends elsewhere, as it would after half an hour; the browser keeps its cookie.
    const [cookie] = (await page.context().cookies()).filter((one) => one.name === "ceiba");
    await page.evaluate(() => fetch("/salir", { method: "POST", headers: {
      "X-CSRF-Token": document.querySelector("main input[name=csrf]").value } }));
    await page.context().addCookies([cookie]);
    await page.getByRole("button", { name: "Crear usuario" }).click();
    expect(await page.getByText("no se perdió lo que escribió").isVisible(), true);
    await page.getByLabel("Usuario").fill("administracion");
    await page.getByLabel("Contraseña", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Entrar" }).click();
    await page.getByRole("button", { name: "Guardar lo que escribí" }).click();
    expect(await page.getByRole("heading", { level: 1 }).innerText(), "Usuario creado");
    expect(await page.getByText("Eva Ruiz").first().isVisible(), true);
  },

  "a list pasted from Excel creates users": async ({ page, expect, sign_in }) => {
    await sign_in("administracion");
    await page.goto("/admin/usuarios/importar");
    const rows = ["usuario\tnombre\tcorreo\troles\tunidades"];
    for (let i = 1; i <= 24; ++i)
      rows.push(`enlace${i}\tEnlace ${i}\t\tenlace\t${i === 7 ? "NO-HAY" : "DEL-CARMEN"}`);
    await page.getByLabel("O pegue aquí la lista desde Excel").fill(rows.join("\n"));
    await page.getByRole("button", { name: "Revisar la lista" }).click();
    expect(await page.getByText("NO-HAY").first().isVisible(), true);
    await page.getByRole("button", { name: /^Crear 23 usuarios y ver/ }).click();
    expect(await page.getByRole("heading", { level: 1 }).innerText(), "Se crearon 23 usuarios");
    expect(await page.locator("tbody tr").count(), 23);
  },

  "a role is lent from the own account": async ({ page, expect, sign_in }) => {
    await sign_in("monitoreo");
    await page.goto("/admin/delegaciones");
    await page.getByLabel("A quién").selectOption("planificacion");
    await page.getByLabel("Qué rol").selectOption("monitoreo");
    await page.getByLabel("Hasta, inclusive").fill("31/12/2099");
    await page.getByLabel("Motivo").fill("Vacaciones");
    await page.getByRole("button", { name: "Delegar" }).click();
    expect(await page.getByText("no son posibles").first().isVisible(), true);
    expect(await page.getByLabel("Motivo").inputValue(), "Vacaciones");
  },
};
