// A passkey that was not found, or a window that was closed: say so on the page. allauth only tells the console.
document.addEventListener("allauth.error", (event) => {
  const sentence = document.getElementById("passkey-lukt-niet");
  if (!sentence) return;
  event.preventDefault();
  sentence.hidden = false;
  sentence.focus();
});
