// Only helps: without JavaScript every step is a page of its own, and the page says which keys print it.
function prepare() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.onclick = () => window.print();
  }
  for (const hint of document.querySelectorAll("[data-print-hint]")) hint.hidden = true;
}
// A message that comes together with its place is not read out; one that comes into its place is.
function readOut(place) {
  if (!place?.hasChildNodes()) return; // htmx settles more than once in a step
  const message = [...place.childNodes];
  place.replaceChildren();
  setTimeout(() => place.replaceChildren(...message), 100);
}
prepare();
// After a step only the main part is new: put the reader at the next question, or else at the answer.
document.addEventListener("htmx:afterSettle", () => {
  prepare();
  const next = document.getElementById("preciezer") ?? document.getElementById("inhoud");
  next.focus({ preventScroll: next.id === "preciezer" });
  readOut(document.querySelector("main [role=status]"));
});
