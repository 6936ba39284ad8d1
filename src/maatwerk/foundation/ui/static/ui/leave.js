// Only helps: without JavaScript this is a link. With it nothing stays in sight while the other page loads, and "back"
// does not lead to this page.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-leave]");
  if (!link) return;
  event.preventDefault();
  document.body.hidden = true;
  location.replace(link.href);
});
// A browser may show a page that was left from its memory.
window.addEventListener("pageshow", () => {
  document.body.hidden = false;
});
