// A term with dots under it opens its entry of the glossary beside the text, instead of leaving.
export function glossary() {
  document.addEventListener("click", async event => {
    const link = event.target.closest("a.term");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const entry = page.querySelector("[data-glosa]");
      if (!entry) throw new Error("no entry");
      open(entry, link);
    } catch {
      location.href = link.href;
    }
  });
}

function open(entry, link) {
  const dialog = document.createElement("dialog");
  dialog.className = "panel";
  dialog.setAttribute("aria-label", entry.dataset.glosa);
  const title = document.createElement("h2");
  title.className = "govuk-heading-s";
  title.textContent = entry.dataset.glosa;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "govuk-button govuk-button--secondary";
  close.textContent = document.documentElement.lang.startsWith("en") ? "Close" : "Cerrar";
  close.addEventListener("click", () => dialog.close());
  dialog.append(title, document.importNode(entry, true), close);
  dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
  document.body.append(dialog);
  dialog.showModal();
}
