// Where the focus goes on the review's screen, and what is brought into view.

const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Bring the current mark to the upper third of the page's pane. */
export function scrollToMark(review) {
  const pane = review.querySelector(".review__page");
  const mark = review.querySelector("[data-current]");
  if (!pane || !mark) return;
  const place = mark.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  // On a page that was made larger than its pane the mark may lie beside it as well.
  const beside = place.left < frame.left || place.left > frame.right - 40;
  const seen = !beside && place.top >= frame.top + 20 && place.bottom <= frame.top + frame.height * 0.7;
  if (seen) return;
  const left = pane.scrollLeft + (beside ? place.left - frame.left - 20 : 0);
  const top = pane.scrollTop + place.top - frame.top - frame.height / 3;
  pane.scrollTo({ top, left, behavior: calm ? "instant" : "smooth" });
}

/** Into a field that has words to go on from: what is typed comes behind them. */
export function atEnd(field) {
  field.focus();
  if (field.matches("textarea, [type=text]")) field.setSelectionRange(field.value.length, field.value.length);
}

/** To the field that a mistake is in, or to the mistake itself; false when there is none. */
export function correct(mistake) {
  const panel = mistake?.closest(".field, [data-more], details");
  const field = panel?.querySelector("input:not([type=hidden]), select, textarea");
  if (field) atEnd(field);
  mistake?.scrollIntoView({ block: "nearest" });
  return Boolean(field);
}

/** To a part of the guidelines, where the keys go on working; Escape comes back. */
export function explain(review, which) {
  review.querySelector("[data-guide]").open = true;
  const part = review.querySelector(which);
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
  part.scrollIntoView({ block: "start" });
}
