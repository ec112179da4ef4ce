// The menu of a phone closes with Escape and when somebody goes on elsewhere.
export function menu() {
  const details = document.querySelector("details.menu");
  if (!details) return;
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
  document.addEventListener("click", event => {
    if (details.open && !details.contains(event.target)) details.open = false;
  });
}
