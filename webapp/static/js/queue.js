// The queue with a script: one key to the next document. The link works without it.

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches("input, textarea, select, summary, button, a")) return;
  document.querySelector(`[data-key="${event.key.toLowerCase()}"]`)?.click();
});
