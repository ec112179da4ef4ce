// A summary of errors, or a notice of what was done, is read first. Its links focus the control.
export function focusFirst() {
  const box = document.querySelector("[data-foco]");
  if (!box) return;
  box.focus({preventScroll: !box.classList.contains("govuk-error-summary")});
  box.addEventListener("click", event => {
    const link = event.target.closest('a[href^="#"]');
    const control = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!control) return;
    event.preventDefault();
    const group = control.closest("fieldset, .govuk-form-group") || control;
    group.scrollIntoView();
    control.focus({preventScroll: true});
  });
}
