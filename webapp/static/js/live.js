// Say something to who cannot see the change, and show it for a moment to who can.

const SECONDS = 6;
let timer;

/** Read `words` out in the page's one live region. */
export function announce(words) {
  const region = document.querySelector("[data-live]");
  if (!region) return;
  region.textContent = "";
  // The same words twice are a change too.
  requestAnimationFrame(() => {
    region.textContent = words;
  });
}

/** Announce `words` and show them at the bottom; `extra` is an element such as an undo button. */
export function toast(words, extra = null) {
  announce(words);
  const place = document.querySelector("[data-toast]");
  if (!place) return;
  clearTimeout(timer);
  place.replaceChildren(words, ...(extra ? [extra] : []));
  timer = setTimeout(() => {
    // Somebody is on the button: leave it.
    if (!place.contains(document.activeElement)) place.replaceChildren();
  }, SECONDS * 1000);
}
