// Only helps: without JavaScript the page says which keys print it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.onclick = () => window.print();
}
for (const hint of document.querySelectorAll("[data-print-hint]")) hint.hidden = true;
