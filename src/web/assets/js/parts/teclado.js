// Keys of the queue (j, k, Enter) and of every page (/, ?). Single keys can be switched off in the
// list that ? opens, and never act while somebody types (WCAG 2.1.4).
const switchedOff = "ceiba.teclas";
const rows = () => [...document.querySelectorAll(".cola li a, [data-teclas] tbody th a")];

const list = [
  ["/", "ir a la búsqueda"],
  ["j", "fila siguiente de la lista"],
  ["k", "fila anterior"],
  ["Intro", "abrir la fila"],
  ...(document.querySelector("form[data-lista]") ? [
    ["c", "cumple"], ["n", "no cumple"], ["a", "no aplica"], ["o", "observación de la fila"],
  ] : []),
  ["?", "esta lista"],
  ["Esc", "cerrar"],
];

const english = document.documentElement.lang.startsWith("en");
const inEnglish = {
  "ir a la búsqueda": "go to the search box", "fila siguiente de la lista": "next row of the list",
  "fila anterior": "previous row", "abrir la fila": "open the row", "esta lista": "this list", "cerrar": "close",
  "Teclado": "Keyboard", "Usar teclas de una sola letra": "Use single-letter keys", "Cerrar": "Close",
};
const word = spanish => (english && inEnglish[spanish]) || spanish;

export function keyboard() {
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "?") return show(event);
    if (switchedOffKeys()) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("q")?.focus();
    } else if ((event.key === "j" || event.key === "k") && rows().length) {
      move(event.key === "j" ? 1 : -1);
    }
  });
}

export function switchedOffKeys() {
  if (document.body.dataset.teclas === "no") return true;
  try { return localStorage.getItem(switchedOff) === "no"; } catch { return false; }
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))].focus();
}

function show(event) {
  event.preventDefault();
  const dialog = document.createElement("dialog");
  dialog.className = "panel";
  dialog.setAttribute("aria-labelledby", "teclado-t");
  const heading = document.createElement("h2");
  heading.id = "teclado-t";
  heading.className = "govuk-heading-s";
  heading.textContent = word("Teclado");
  const table = document.createElement("dl");
  table.className = "glosas";
  for (const [key, what] of list) {
    const row = document.createElement("div");
    const dt = document.createElement("dt");
    const kbd = document.createElement("kbd");
    kbd.textContent = key;
    dt.append(kbd);
    const dd = document.createElement("dd");
    dd.textContent = word(what);
    row.append(dt, dd);
    table.append(row);
  }
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = !switchedOffKeys();
  box.addEventListener("change", () => {
    try { localStorage.setItem(switchedOff, box.checked ? "si" : "no"); } catch { /* private window */ }
  });
  label.append(box, " ", word("Usar teclas de una sola letra"));
  const close = document.createElement("button");
  close.type = "button";
  close.className = "govuk-button govuk-button--secondary";
  close.textContent = word("Cerrar");
  close.addEventListener("click", () => dialog.close());
  const p = document.createElement("p");
  p.append(label);
  dialog.append(heading, table, p, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
