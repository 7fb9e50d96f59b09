// Which smelter of the register is chosen for the item: the bar says it, and the register is searched.

import { announce } from "./live.js";

const CHOSEN = "[name=candidate]:checked";

/** Say in the bar what approving does now; whether there was a choice to say. */
export function showChoice(review) {
  const line = review.querySelector("[data-approves]");
  const chosen = review.querySelector(CHOSEN);
  if (!chosen) return false;
  if (line) {
    line.dataset.follows = "yes";
    line.querySelector("[data-named-choice]").textContent = chosen.dataset.named;
    line.querySelector("[data-doubts-choice]").textContent = chosen.dataset.doubts ?? "";
    line.querySelector("[data-twice-choice]").textContent = "twice" in chosen.dataset ? line.dataset.then : "";
  }
  // What is brought into view is not to end up under the bar, however much that says.
  const side = review.querySelector(".review__side");
  const bar = review.querySelector(".verdict__bar");
  if (!bar.querySelector("[data-more][open]")) side.style.setProperty("--bar", `${bar.offsetHeight + 12}px`);
  side.style.setProperty("--name", `${review.querySelector("[data-heading]").offsetHeight + 8}px`);
  return line !== null;
}

/** Choose by a key, as a click does. */
export function choose(radio) {
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Follow the choice and the search for another one. */
export function watchChoice(review) {
  const inside = (selector) => review.querySelector(selector);
  review.addEventListener("change", (event) => {
    if (!event.target.matches(CHOSEN)) return;
    const told = showChoice(review);
    // Only once somebody chooses: at first the item's own name and line are what is looked at.
    event.target.closest(".candidate").scrollIntoView({ block: "nearest", behavior: "instant" });
    if (!told) return;
    announce(inside("[data-approves] .verdict__named").textContent.replace(/\s+/g, " ").trim());
  });
  let waiting;
  review.addEventListener("input", (event) => {
    const field = event.target.closest("[data-search-field]");
    if (!field) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const address = `${field.dataset.searchField}?q=${encodeURIComponent(field.value)}`;
      const response = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
      if (!response.ok) return;
      const found = new DOMParser().parseFromString(await response.text(), "text/html");
      inside("[data-found]").replaceChildren(...found.body.childNodes);
      // What was chosen of the last search is gone: the choice is what it was at first.
      if (!inside(CHOSEN) && inside("[name=candidate][checked]")) choose(inside("[name=candidate][checked]"));
      announce(inside("[data-found-count]")?.textContent ?? "");
      inside("[data-search]").scrollIntoView({ block: "nearest" });
    }, 200);
  });
  review.addEventListener("keydown", (event) => {
    // Enter in the search field takes what was found; it never approves.
    if (!["Enter", "ArrowDown"].includes(event.key) || !event.target.closest("[data-search-field]")) return;
    event.preventDefault();
    const first = inside("[data-found] input");
    if (!first) return;
    choose(first);
    first.focus();
  });
}
