// A long job tells how far it is: by events where they come through, else by asking every 2 to 10 s.
// <div data-trabajo="/trabajos/17"> is replaced by what that page says now; the page without
// JavaScript reloads itself.
import {say} from "./aviso.js";

export function progress() {
  const box = document.querySelector("[data-trabajo]");
  if (!box || box.dataset.estado === "fin") return;
  document.querySelector('meta[http-equiv="refresh"]')?.remove();
  let wait = 2000, told = "";
  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.trabajo, {headers: {"X-Requested-With": "fetch"}});
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-trabajo]");
        if (fresh) {
          box.replaceChildren(...document.importNode(fresh, true).childNodes);
          box.dataset.estado = fresh.dataset.estado || "";
          const stage = fresh.dataset.etapa || "";
          if (stage && stage !== told) say(told = stage);
        }
      }
    } catch { /* the next question may get through */ }
    if (box.dataset.estado === "fin") return void (document.title = document.title.replace(/^/, "✔ "));
    wait = Math.min(10000, wait * 1.3);
    setTimeout(ask, wait);
  };
  const address = box.dataset.eventos;
  if (address && "EventSource" in window) {
    const events = new EventSource(address);
    events.addEventListener("message", () => { wait = 2000; });
    events.addEventListener("fin", () => { events.close(); });
    events.addEventListener("error", () => events.close());
  }
  setTimeout(ask, wait);
}
