// The month's grid, quicker: it saves by itself, moves like Excel, takes a pasted block, and goes on
// without connection. Everything it does, the form's buttons do as well (capture_show.cpp).
import {say} from "./parts/aviso.js";
import {queue, waiting} from "./parts/cola.js";

const form = document.querySelector("form[data-captura]");
if (form) start();

function start() {
  const address = form.dataset.captura;
  const told = document.querySelector("[data-guardado]");
  const cells = () => [...form.querySelectorAll("tbody .celda")];
  const dirty = new Set();
  const undo = [];
  let timer, busy = false, wait = 3000, before = "";

  const tell = words => { if (told) told.textContent = words; else say(words); };
  const rowOf = control => {
    const row = control.closest("tr[data-fila], tr[data-de]");
    return row && (row.dataset.fila || row.dataset.de);
  };
  const controls = code => [...form.querySelectorAll(
    `tr[data-fila="${CSS.escape(code)}"] [name], tr[data-de="${CSS.escape(code)}"] [name]`)];

  // ---- Saving ------------------------------------------------------------------------------------
  const fieldsOf = code => controls(code).filter(c => c.type !== "file").map(c => [c.name, c.value]);

  async function send(codes, fields) {
    const body = new URLSearchParams([["csrf", form.elements.namedItem("csrf")?.value || ""], ...fields]);
    const answer = await fetch(address, {method: "POST", body, headers: {"Accept": "application/json"}});
    const text = await answer.json().catch(() => ({}));
    return {status: answer.status, redirected: answer.redirected, text};
  }

  async function save() {
    clearTimeout(timer);
    if (busy || !dirty.size) return;
    busy = true;
    const codes = [...dirty];
    dirty.clear();
    tell("Guardando…");
    const fields = codes.flatMap(fieldsOf);
    try {
      const got = await send(codes, fields);
      if (got.status === 401 || got.redirected) {
        await keep(codes);
        tell("Su sesión terminó. Lo escrito se guarda en este equipo: entre de nuevo para enviarlo.");
      } else if (got.status === 200 || got.status === 409) {
        took(got.text);
        wait = 3000;
        online(true);
      } else if (got.status >= 500) {
        throw new Error(String(got.status));
      } else {
        tell(got.text.detail || "No se guardó: revise lo escrito y use Guardar.");
      }
    } catch {
      await keep(codes);
      online(false);
    }
    busy = false;
    if (dirty.size) timer = setTimeout(save, wait);
  }

  // What the server says of the rows it was sent.
  function took(text) {
    for (const [code, version] of Object.entries(text.guardadas || {})) {
      const field = form.elements.namedItem(`v.${code}`);
      if (field) field.value = version;
      forget(code);
    }
    for (const [code, row] of Object.entries(text.filas || {})) {
      const tr = form.querySelector(`tr[data-fila="${CSS.escape(code)}"]`);
      if (!tr) continue;
      const put = (name, value) => { const cell = tr.querySelector(`[data-${name}]`); if (cell) cell.textContent = value; };
      put("acumulado", row.acumulado);
      put("porcentaje", row.porcentaje);
      const state = tr.querySelector("[data-estado]");
      if (state) light(state, row.estado, row.palabra);
    }
    for (const cell of cells()) mark(cell, "");
    for (const fault of text.faltas || []) {
      const control = form.elements.namedItem(fault.campo);
      if (control) mark(control, fault.mensaje);
    }
    const conflicts = text.conflictos || [];
    if (conflicts.length) {
      tell("Otra persona cambió lo mismo. ");
      const button = document.createElement("button");
      button.type = "submit";
      button.className = "como-enlace";
      button.setAttribute("form", form.id || (form.id = "captura"));
      button.name = "accion";
      button.value = "guardar";
      button.textContent = "Comparar los valores";
      told?.append(button);
      return;
    }
    const faults = (text.faltas || []).length;
    tell(faults ? `Guardado ${text.hora}; ${faults} sin guardar: ${text.faltas[0].mensaje}` : `Guardado ${text.hora}`);
  }

  const symbols = {en_ritmo: "ritmo", atencion: "atencion", rezago: "rezago", sobre_lo_programado: "sobre", sobre: "sobre", sin_dato: "sindato", no_programado: "no"};
  function light(cell, state, word) {
    const name = symbols[state] || "sindato";
    const use = document.querySelector("svg use");
    const sheet = use ? use.getAttribute("href").split("#")[0] : "";
    const span = document.createElement("span");
    span.className = `sem sem--${name}`;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("aria-hidden", "true");
    const link = document.createElementNS("http://www.w3.org/2000/svg", "use");
    link.setAttribute("href", `${sheet}#${name}`);
    svg.append(link);
    span.append(svg, word);
    cell.replaceChildren(span);
  }

  function mark(control, message) {
    const id = `${control.id}-aviso`;
    document.getElementById(id)?.remove();
    control.classList.toggle("celda--rojo", Boolean(message));
    if (!message) return control.removeAttribute("aria-invalid");
    control.setAttribute("aria-invalid", "true");
    const p = document.createElement("p");
    p.id = id;
    p.className = "govuk-error-message";
    p.textContent = message;
    control.after(p);
    control.setAttribute("aria-describedby", id);
  }

  function touched(control) {
    const code = rowOf(control);
    if (!code) return;
    dirty.add(code);
    clearTimeout(timer);
    timer = setTimeout(save, 3000);
  }

  form.addEventListener("input", event => touched(event.target));
  form.addEventListener("focusout", event => {
    const code = rowOf(event.target);
    if (code && dirty.has(code) && (!event.relatedTarget || rowOf(event.relatedTarget) !== code)) save();
  });
  form.addEventListener("submit", () => { dirty.clear(); clearTimeout(timer); });
  addEventListener("beforeunload", event => { if (dirty.size) event.preventDefault(); });

  // ---- Keys --------------------------------------------------------------------------------------
  function go(cell, step) {
    const all = cells();
    const next = all[all.indexOf(cell) + step];
    if (next) { next.focus(); next.select(); }
  }
  form.addEventListener("focusin", event => {
    if (event.target.matches(".celda")) before = event.target.value;
  });
  form.addEventListener("change", event => {
    const cell = event.target;
    if (cell.matches(".celda") && cell.value !== before) undo.push([[cell, before]]);
    before = cell.value;
  });
  form.addEventListener("keydown", event => {
    const cell = event.target;
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && cell.matches(".celda") && cell.value === before && undo.length) {
      event.preventDefault();
      for (const [one, value] of undo.pop()) { one.value = value; touched(one); }
      before = cell.value;
      say("Deshecho");
      return;
    }
    if (!cell.matches(".celda")) return;
    if (event.key === "Enter" || event.key === "ArrowDown") { event.preventDefault(); go(cell, 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); go(cell, -1); }
    else if (event.key === "Escape") { cell.value = before; touched(cell); }
  });

  // ---- Paste -------------------------------------------------------------------------------------
  form.addEventListener("paste", event => {
    const cell = event.target;
    if (!cell.matches(".celda")) return;
    const block = parse(event.clipboardData.getData("text/plain"));
    if (block.length < 2 && (block[0] || []).length < 2) return;
    event.preventDefault();
    const rows = [...form.querySelectorAll("tbody tr[data-fila]")];
    const first = rows.findIndex(row => row.contains(cell));
    const old = [];
    let put = 0, closed = 0, beyond = 0;
    block.forEach((line, i) => {
      const row = rows[first + i];
      if (!row) return void ++beyond;
      const targets = [row.querySelector(".celda"), row.querySelector(".nota")];
      line.slice(0, 2).forEach((value, column) => {
        const target = targets[column];
        if (!target) return void (column === 0 && ++closed);
        if (target.value === value.trim()) return;
        old.push([target, target.value]);
        target.value = value.trim();
        touched(target);
        ++put;
      });
    });
    if (old.length) undo.push(old);
    before = cell.value;
    say(`${put} celdas pegadas${closed ? `; ${closed} cerradas se saltaron` : ""}${beyond ? `; ${beyond} renglones no cupieron` : ""}. Ctrl+Z deshace.`);
    save();
  });

  // ---- Without connection ------------------------------------------------------------------------
  async function keep(codes) {
    const csrf = form.elements.namedItem("csrf");
    for (const code of codes)
      await queue.put({llave: `${address} ${code}`, direccion: address, codigo: code, campos: fieldsOf(code), cuando: Date.now()});
    if (csrf) show();
  }
  const forget = code => queue.remove(`${address} ${code}`).then(show).catch(() => {});

  async function show() {
    const rows = await waiting();
    let band = document.getElementById("sin-conexion");
    if (!rows.length) return void band?.remove();
    if (!band) {
      band = document.createElement("div");
      band.id = "sin-conexion";
      band.className = "aviso aviso--gris";
      band.setAttribute("role", "status");
      const p = document.createElement("p");
      const now = document.createElement("button");
      now.type = "button";
      now.className = "como-enlace";
      now.textContent = "Enviar ahora";
      now.addEventListener("click", resend);
      band.append(p, now);
      form.before(band);
    }
    band.querySelector("p").textContent =
      `${navigator.onLine ? "" : "Sin conexión. Puede seguir: se guarda en este equipo. "}${rows.length} ${rows.length === 1 ? "fila por enviar" : "filas por enviar"}; ${rows.length === 1 ? "se enviará sola" : "se enviarán solas"} al volver la conexión.`;
    tell(`Guardado en este equipo, ${new Date().toTimeString().slice(0, 5)}`);
  }

  let sending = false;
  async function resend() {
    if (sending) return;
    sending = true;
    for (const entry of await waiting()) {
      try {
        const body = new URLSearchParams([["csrf", form.elements.namedItem("csrf")?.value || ""], ...entry.campos]);
        const answer = await fetch(entry.direccion, {method: "POST", body, headers: {"Accept": "application/json"}});
        if (answer.status === 401 || answer.redirected) break;
        if (answer.status >= 500) break;
        const text = await answer.json().catch(() => ({}));
        // Removed only after the server took it; a refused row stops only itself.
        if (answer.ok && text.guardadas && !(text.faltas || []).length) await queue.remove(entry.llave);
        if (entry.direccion === address) took(text);
        online(true);
      } catch {
        online(false);
        break;
      }
    }
    sending = false;
    show();
  }

  function online(yes) {
    for (const button of form.querySelectorAll('button[value="revisar"], button[value="reenviar"], button[value="adjuntar"]')) {
      button.disabled = !yes;
      button.title = yes ? "" : "Necesita conexión";
    }
    if (!yes) show();
  }

  // What waited for this month goes back into the form, so that nobody types it again.
  waiting().then(rows => {
    for (const entry of rows.filter(one => one.direccion === address))
      for (const [name, value] of entry.campos) {
        const control = form.elements.namedItem(name);
        if (control && !name.startsWith("v.")) control.value = value;
      }
    if (rows.length) resend();
  });
  addEventListener("online", () => { online(true); resend(); });
  addEventListener("offline", () => online(false));
  setInterval(() => { waiting().then(rows => rows.length && resend()); }, 60000);

  // ---- Photos ------------------------------------------------------------------------------------
  form.addEventListener("change", async event => {
    const input = event.target;
    const file = input.type === "file" && input.files[0];
    if (!file || !file.type.startsWith("image/") || file.size < 400000) return;
    const picture = await createImageBitmap(file).catch(() => null);
    if (!picture) return;
    const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(blob => {
      if (!blob || blob.size >= file.size) return;
      const list = new DataTransfer();
      list.items.add(new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", {type: "image/jpeg"}));
      input.files = list.files;
      say("La foto se hizo más pequeña para enviarla.");
    }, "image/jpeg", 0.8);
  });

  if ("serviceWorker" in navigator)
    navigator.serviceWorker.register("/captura-sw.js", {scope: "/ejecucion/captura"}).catch(() => {});
}

// Tab-separated values as Excel and LibreOffice copy them: quoted cells may hold tabs and breaks.
function parse(text) {
  const rows = [];
  let row = [], cell = "", quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') { cell += '"'; ++i; }
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"' && !cell) quoted = true;
    else if (c === "\t") { row.push(cell); cell = ""; }
    else if (c === "\n" || c === "\r") {
      if (c === "\r" && text[i + 1] === "\n") ++i;
      row.push(cell);
      rows.push(row);
      row = [];
      cell = "";
    } else cell += c;
  }
  if (cell || row.length) { row.push(cell); rows.push(row); }
  return rows;
}
