// What is typed as a password can be seen by who types it; it is hidden again before it is sent.
export function passwords() {
  for (const input of document.querySelectorAll("input[type=password]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "como-enlace mostrar";
    button.setAttribute("aria-controls", input.id);
    const show = seen => {
      input.type = seen ? "text" : "password";
      button.textContent = seen ? "Ocultar" : "Mostrar";
      button.setAttribute("aria-label", seen ? "Ocultar la contraseña" : "Mostrar la contraseña");
    };
    show(false);
    button.addEventListener("click", () => show(input.type === "password"));
    input.form?.addEventListener("submit", () => show(false));
    input.after(button);
  }
}
