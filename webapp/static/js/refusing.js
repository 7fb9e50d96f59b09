// What the server refuses as a whole, such as a session that ended: said beside the page.

import { announce } from "./live.js";

/** A refusal is a page of its own: say in the inspector what it says, with the way on. */
export function refuse(review, text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const heading = page.querySelector("main h1");
  if (!heading) {
    window.location.reload();
    return;
  }
  const said = document.createElement("div");
  const login = page.querySelector("main a[target=_blank]");
  for (const part of [heading, heading.nextElementSibling, login?.parentElement]) {
    if (part?.matches("h1, p")) said.append(document.importNode(part, true));
  }
  const again = document.createElement("a");
  again.href = window.location.href;
  again.className = "button";
  again.textContent = review.dataset.again;
  review.querySelector("[data-part=side]").replaceChildren(said, again);
  announce(Array.from(said.children, (part) => part.textContent.trim()).join(". "));
  again.focus();
}
