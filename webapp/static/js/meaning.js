// What words chosen on a page mean: the day that they tell, or one of the choices of a list.

export const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase();

/** Whether the middle of one box, [x0, top, x1, bottom], lies in another. */
export const middleIn = ([x0, top, x1, bottom], [left, high, right, low]) =>
  (x0 + x1) / 2 > left && (x0 + x1) / 2 < right && (top + bottom) / 2 > high && (top + bottom) / 2 < low;

const touches = (one, other) => middleIn(one, other) || middleIn(other, one) || shares(one, other);
const shares = ([x0, top, x1, bottom], [left, high, right, low]) =>
  Math.min(x1, right) > Math.max(x0, left) && Math.min(bottom, low) - Math.max(top, high) > (bottom - top) / 2;

/** The one day, with its box, that the page tells where words were chosen: one word is enough. */
export function dayOf(box, days) {
  const told = days.filter((day) => touches(day, box));
  return told.length === 1 ? told[0] : null;
}

/** The value of the one choice of a list that the chosen words name. */
export function choiceOf(field, text, box, facts) {
  const options = Array.from(field.options).filter((option) => option.value);
  const name = field.name.replace("field-", "");
  const read = new Set(facts.filter((fact) => fact[4] === name && touches(fact, box)).map((fact) => fact[5]));
  if (read.size === 1) return options.find((option) => read.has(option.value))?.value ?? null;
  const said = plain(text);
  const ways = (option) => [plain(option.textContent), plain(option.value)].filter(Boolean);
  const named = options.filter((option) => ways(option).includes(said));
  if (named.length === 1) return named[0].value;
  const within = options.filter((option) => ways(option).some((way) => ` ${said} `.includes(` ${way} `)));
  return within.length === 1 ? within[0].value : null;
}

const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
