// The names of a page that may be approved together come when one asks for them; each is ticked by hand.

import { announce } from "./live.js";

/** List the names when the question is opened, and at once where it stands open. */
export function listTogether(review) {
  const panel = review.querySelector("[data-together]");
  if (!panel) return;
  panel.addEventListener("toggle", () => list(panel));
  if (panel.open) list(panel);
}

async function list(panel) {
  if (!panel.open) return;
  const response = await fetch(panel.dataset.together, { headers: { "X-Requested-With": "fetch" } });
  if (!response.ok) return;
  const names = new DOMParser().parseFromString(await response.text(), "text/html");
  panel.querySelector("[data-together-names]").replaceChildren(...names.body.childNodes);
  announce(panel.querySelector("legend, p")?.textContent ?? "");
}
