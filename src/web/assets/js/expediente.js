// The checklist of a payment file, quicker: keys for the row in hand, each answer saved as it is
// given, and the document of the row beside it. Everything it does, the form's radio buttons and
// links do as well (payment_file_show.cpp).
import {say} from "./parts/aviso.js";
import {switchedOffKeys} from "./parts/teclado.js";

const form = document.querySelector("form[data-lista]");
const viewer = document.querySelector("[data-visor]");
const frame = viewer && viewer.querySelector("iframe");
let shownAt = Date.now(), held = null;
const answers = {c: 0, 1: 0, n: 1, 2: 1, a: 2, 3: 2};

if (viewer) document.addEventListener("click", event => {
  const link = event.target.closest("a[data-ver]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (look(link)) event.preventDefault();
});
if (form) start();

// A browser's own reader of PDF takes the focus when it has loaded: it is given back to the list.
function giveBack() {
  setTimeout(() => {
    if (document.activeElement === frame && held && Date.now() - shownAt < 4000) held.focus({preventScroll: true});
  });
}
if (frame) {
  frame.addEventListener("load", giveBack);
  addEventListener("blur", giveBack);
}

// Shows a document in the page, where there is room for one; false where a new tab must do.
function look(link) {
  if (!frame || !frame.offsetParent) return false;
  if (frame.getAttribute("src") !== link.getAttribute("href")) {
    frame.src = link.href;
    shownAt = Date.now();
  }
  viewer.querySelector("h2").textContent = link.dataset.ver;
  const apart = viewer.querySelector("[data-aparte]");
  if (apart) apart.href = link.href;
  return true;
}

function start() {
  const rows = [...form.querySelectorAll("tr[data-req]")];
  const told = form.querySelector("[data-guardado]");
  const radios = row => [...row.querySelectorAll("input[type=radio]")];
  const answered = row => radios(row).some(radio => radio.checked);
  let saving = Promise.resolve();

  const current = () => rows.find(row => row.classList.contains("actual"));
  function take(row, focus) {
    for (const other of rows) other.classList.toggle("actual", other === row);
    const link = row.querySelector("a[data-ver]");
    if (link) look(link);
    if (!focus) return;
    (radios(row).find(radio => radio.checked) || radios(row)[0]).focus({preventScroll: true});
    row.scrollIntoView({block: "nearest"});
  }
  function step(by) {
    const at = rows.indexOf(current());
    take(rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))], true);
  }
  // The next row that waits for an answer, after this one and then from the top.
  function goOn(row) {
    const at = rows.indexOf(row);
    const next = rows.slice(at + 1).find(one => !answered(one)) || rows.find(one => !answered(one));
    if (next) take(next, true);
    else form.querySelector(".cierre button")?.focus();
  }

  function save(row) {
    const note = row.querySelector("textarea");
    if (radios(row)[1].checked && note && !note.value.trim()) return;
    saving = saving.then(() => send(row)).catch(() => {
      told.textContent = "No se pudo guardar. Use el botón Guardar.";
    });
  }
  async function send(row) {
    told.textContent = "Guardando…";
    const body = new URLSearchParams([["csrf", form.elements.namedItem("csrf").value]]);
    for (const control of row.querySelectorAll("[name]"))
      if (control.type !== "radio" || control.checked) body.append(control.name, control.value);
    const answer = await fetch(form.dataset.lista, {method: "POST", body, headers: {"Accept": "application/json"}});
    const text = await answer.json().catch(() => ({}));
    if (answer.status === 401) {
      told.textContent = "Su sesión terminó: guarde con el botón y entre de nuevo; no se pierde lo marcado.";
    } else if (!answer.ok) {
      told.textContent = text.detail || "No se guardó: revise la fila y use el botón Guardar.";
    } else {
      for (const [name, words] of Object.entries(text.textos || {}))
        for (const place of document.querySelectorAll(`[data-texto="${CSS.escape(name)}"]`)) place.textContent = words;
      for (const version of document.querySelectorAll("input[name=version]")) version.value = text.version;
      const agree = form.querySelector("[value=conforme]"), back = form.querySelector("[value=devolver]");
      if (agree) agree.toggleAttribute("aria-disabled", !text.conforme);
      if (back) back.hidden = !text.objeciones;
      told.textContent = `Guardado ${text.hora || ""}`;
    }
    say(told.textContent);
  }

  // While somebody writes, no document that has just loaded may take a letter of it.
  form.addEventListener("focusout", () => { if (frame) frame.inert = false; });
  form.addEventListener("focusin", event => {
    const row = event.target.closest("tr[data-req]");
    held = event.target;
    if (frame) frame.inert = event.target.matches("textarea");
    if (row && row !== current()) take(row, false);
  });
  form.addEventListener("change", event => {
    const row = event.target.closest("tr[data-req]");
    if (row) save(row);
  });
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || switchedOffKeys()) return;
    if (event.target.closest("input:not([type=radio]), select, textarea, dialog")) {
      const row = event.target.closest("tr[data-req]");
      if (event.key === "Escape" && row) goOn(row);
      return;
    }
    const row = current();
    if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    } else if (row && event.key in answers) {
      const radio = radios(row)[answers[event.key]];
      if (!radio) return;
      radio.checked = true;
      save(row);
      if (answers[event.key] === 1) row.querySelector("textarea").focus();
      else goOn(row);
    } else if (row && event.key === "o" && radios(row)[1].checked) {
      row.querySelector("textarea").focus();
    } else {
      return;
    }
    event.preventDefault();
  });
  const first = rows.find(row => !answered(row));
  if (first) take(first, false);
}
