// What is said aloud without moving anybody: one polite live region for the whole page.
let region;

export function say(words) {
  if (!region) {
    region = document.createElement("p");
    region.className = "govuk-visually-hidden";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = "";
  setTimeout(() => { region.textContent = words; }, 50);
}
