// What has been in view on a page: only that is approved together. Without a script one ticks it oneself.

import { announce } from "./live.js";

const LOOKED = 600; // milliseconds that a name has to be in view
let watching = null;
let seen = new Set();
let page = "";

/** Note which names of the page come into view; list them when the question is opened. */
export function watchTogether(review) {
  watching?.disconnect();
  const panel = review.querySelector("[data-together]");
  const pane = review.querySelector("[data-page]");
  if (!panel || !pane) return;
  const here = panel.dataset.together.split("&at")[0];
  if (here !== page) [page, seen] = [here, new Set()];
  const timers = new Map();
  watching = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const item = entry.target.closest("[data-item-link]").dataset.itemLink;
      clearTimeout(timers.get(item));
      if (entry.isIntersecting) timers.set(item, setTimeout(() => look(review, item), LOOKED));
    }
    // Never 1: a rectangle between two pixels that is wholly in view counts as a hair less.
  }, { root: pane, threshold: 0.99 });
  for (const mark of pane.querySelectorAll("[data-part=marks] rect.mark")) watching.observe(mark);
  panel.addEventListener("toggle", () => list(review, panel));
  if (panel.open) list(review, panel);
}

function look(review, item) {
  seen.add(item);
  tick(review);
}

async function list(review, panel) {
  if (!panel.open) return;
  const response = await fetch(panel.dataset.together, { headers: { "X-Requested-With": "fetch" } });
  if (!response.ok) return;
  const names = new DOMParser().parseFromString(await response.text(), "text/html");
  panel.querySelector("[data-together-names]").replaceChildren(...names.body.childNodes);
  for (const hint of panel.querySelectorAll("[data-by-script]")) hint.hidden = false;
  tick(review);
  announce(panel.querySelector("legend, p")?.textContent ?? "");
}

function tick(review) {
  for (const box of review.querySelectorAll("[data-seen]")) if (seen.has(box.dataset.seen)) box.checked = true;
}
