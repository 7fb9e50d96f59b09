// While a document is being read, follow it: ask once a second, and reload when it is done.

import { announce } from "./live.js";

const PAUSE = 1000;

for (const place of document.querySelectorAll("[data-reading]")) follow(place);

async function follow(place) {
  let answer;
  try {
    const response = await fetch(place.dataset.reading, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    answer = await response.json();
  } catch {
    // Away for a moment: try again at the next turn.
    setTimeout(() => follow(place), 5 * PAUSE);
    return;
  }
  if (answer.state !== "received") {
    announce(answer.words);
    window.location.reload();
    return;
  }
  const bar = place.querySelector("progress");
  if (bar && answer.total) {
    bar.max = answer.total;
    bar.value = answer.done;
  }
  setTimeout(() => follow(place), PAUSE);
}
