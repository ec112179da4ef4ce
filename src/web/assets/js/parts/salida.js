// Leaving: what waits on this device is not left behind unseen, and the pages kept for working
// without connection go with the session.
import {waiting} from "./cola.js";

export function leaving() {
  for (const form of document.querySelectorAll('form[action="/salir"]'))
    form.addEventListener("submit", async event => {
      if (form.dataset.visto) return;
      event.preventDefault();
      form.dataset.visto = "si";
      const rows = await waiting();
      if (rows.length && !confirm(
        `Este equipo guarda ${rows.length} ${rows.length === 1 ? "fila" : "filas"} sin enviar. Si sale, se enviarán cuando vuelva a entrar en este equipo. ¿Salir?`)) {
        delete form.dataset.visto;
        return;
      }
      try { await caches.delete("capturas"); } catch { /* no caches here */ }
      form.requestSubmit();
    });
}
