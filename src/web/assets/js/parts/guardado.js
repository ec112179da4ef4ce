// Autosave of a form that asks for it: <form data-autoguardado="/address"> is sent 3 s after the last
// key and on leaving a control; [data-guardado] inside it says how that went. The answer is JSON:
// {"version": "…", "hora": "10:42"}, or 409 with {"direccion": "/…/conflicto"}.
import {say} from "./aviso.js";

export function autosave() {
  for (const form of document.querySelectorAll("form[data-autoguardado]")) watch(form);
}

function watch(form) {
  const told = form.querySelector("[data-guardado]");
  let timer, busy = false, dirty = false, wait = 3000;
  const tell = words => { if (told) told.textContent = words; else say(words); };

  async function save() {
    clearTimeout(timer);
    if (!dirty || busy) return;
    busy = true;
    dirty = false;
    tell("Guardando…");
    try {
      const answer = await fetch(form.dataset.autoguardado, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: {"Accept": "application/json"},
      });
      const body = await answer.json().catch(() => ({}));
      if (answer.status === 409 && body.direccion) {
        tell("Alguien más guardó antes. Revise los dos textos.");
        const link = document.createElement("a");
        link.href = body.direccion;
        link.textContent = "Comparar";
        told?.append(" ", link);
      } else if (answer.status === 401) {
        dirty = true;
        tell("Su sesión terminó: guarde con el botón y entre de nuevo; no se pierde lo escrito.");
      } else if (answer.ok) {
        const version = form.elements.namedItem("version");
        if (version && body.version) version.value = body.version;
        wait = 3000;
        tell(`Guardado ${body.hora || ""}`);
      } else if (answer.status === 422) {
        tell(body.detail || "No se guardó: hay un dato que corregir.");
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      dirty = true;
      wait = Math.min(60000, wait * 2);
      tell("No se pudo guardar: reintentando.");
      timer = setTimeout(save, wait);
    }
    busy = false;
    if (dirty && wait === 3000) timer = setTimeout(save, wait);
  }

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  });
  form.addEventListener("focusout", () => { if (dirty) save(); });
  form.addEventListener("submit", () => { dirty = false; clearTimeout(timer); });
  addEventListener("beforeunload", event => { if (dirty) event.preventDefault(); });
}
