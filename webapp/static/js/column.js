// The review in one column, as on a phone: what stands where, and what one sees of it.

export const narrow = window.matchMedia("(max-width: 899px)");

const ELSEWHERE = ".review__foot--elsewhere";

/**
 * What was done last in this document stands above the item in one column, and under the review where
 * there is room for that: keys come to it where it is seen. What was done elsewhere always comes last.
 */
export function placeFoot(review) {
  const part = (name) => review.querySelector(`[data-part=${name}]`);
  if (narrow.matches && !part("foot").matches(ELSEWHERE)) part("head").after(part("foot"));
  else review.append(part("foot"));
}

/** What comes up together with the item: what was done last, or else the button of the page. */
export const withItem = (review) => review.querySelector(`.review__foot:not(${ELSEWHERE})`) ?? review.querySelector(".review__page");

/** Whether the line of the item lies under the verdicts, or below them. */
export function lineIsUnder(review) {
  const line = review.querySelector(".item > .crop") ?? review.querySelector(".loupe");
  const bar = review.querySelector(".verdict__bar");
  return Boolean(line && bar) && line.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
}

/** Whether one sees too little of the item: its line is covered, or what comes with it is above. */
export function covered(review) {
  return lineIsUnder(review) || withItem(review).getBoundingClientRect().top < 0;
}
