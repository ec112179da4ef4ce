// Sorting and paging swap the table alone; the address follows, and going back works.
import {say} from "./aviso.js";

const inside = "thead a, .govuk-pagination a, .bajo-tabla a, p.angosta a";

export function tables() {
  document.addEventListener("click", event => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a");
    const table = link && link.closest("[data-tabla]");
    if (!table || !link.matches(inside)) return;
    const to = new URL(link.href);
    if (to.pathname !== location.pathname) return;
    event.preventDefault();
    swap(table.dataset.tabla, to, true);
  });
  addEventListener("popstate", event => {
    if (event.state && event.state.tabla) swap(event.state.tabla, new URL(location.href), false);
  });
}

async function swap(id, to, push) {
  const find = place => place.querySelector(`[data-tabla="${CSS.escape(id)}"]`);
  const old = find(document);
  old.setAttribute("aria-busy", "true");
  const focused = old.contains(document.activeElement) ? document.activeElement.textContent : "";
  try {
    const answer = await fetch(to, {headers: {"X-Requested-With": "fetch"}});
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = find(page);
    if (!fresh) throw new Error("no table");
    if (push) {
      if (!history.state) history.replaceState({tabla: id}, "");
      history.pushState({tabla: id}, "", to);
    }
    document.title = page.title;
    old.replaceWith(fresh);
    const same = focused && [...fresh.querySelectorAll("a")].find(a => a.textContent === focused);
    if (same) same.focus({preventScroll: true});
    if (push && to.searchParams.get("pagina")) fresh.scrollIntoView();
    say(fresh.dataset.dicho || "");
  } catch {
    location.href = to;
  }
}
