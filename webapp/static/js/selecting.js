// Choose words on the page for a field: click the first, click the last; or walk with the arrows up
// and down, with Shift to take more; what is typed before tells the arrows where to begin. On a
// picture without words: two clicks are two corners. Never dragging.

import { announce, toast } from "./live.js";
import { bare, choiceOf, dayOf, middleIn } from "./meaning.js";

const NS = "http://www.w3.org/2000/svg";
let state = null;

// Where a form keeps what was chosen on the page for one of its fields.
const PLACE = "[name=box], [name^=box-]";

/** Whether words are chosen on the page for what is filled in in `panel`. */
export const takesPlaces = (panel) => panel.querySelector(PLACE) !== null;

/** The panel in which one chooses, where what is asked for is another page to choose on; or null. */
export function choosing(review, address, { method }) {
  const asks = new URL(address, window.location).searchParams;
  const turns = method !== "POST" && asks.has("page") && !asks.has("add");
  return turns ? review.querySelector(`[data-more][open]:has(${PLACE})`) : null;
}

/** Begin choosing for the form in `panel`: for the field that one is in, or was in before. */
export function startSelecting(review, panel, before = null) {
  stopSelecting();
  const sheet = review.querySelector("[data-sheet]");
  if (!sheet) return;
  const [words, facts, days] = ["words", "facts", "days"].map((name) => JSON.parse(sheet.dataset[name] ?? "[]"));
  const layer = document.createElementNS(NS, "g");
  sheet.querySelector("svg").append(layer);
  sheet.classList.add("sheet--selecting");
  const form = panel.querySelector("form") ?? panel.closest("form");
  // Of a smelter the name is chosen; of anything else each field, the one that one is in.
  const name = form.elements["field-smelter"];
  const fields = name ? [name] : Array.from(panel.querySelectorAll("[name^=field-]"));
  const ways = Array.from(panel.querySelectorAll("[data-walk]"));
  state = { review, sheet, words, facts, days, layer, form, fields, ways, field: null, own: panel.dataset.more === "change", filled: {} };
  words.forEach((word, index) => layer.append(rectangle(word, "word", index)));
  sheet.addEventListener("click", click);
  for (const field of fields) {
    field.addEventListener("focus", enter);
    field.addEventListener("input", type);
  }
  for (const walked of [...fields.filter((field) => field.matches("[type=text]")), ...ways]) walked.addEventListener("keydown", walk);
  for (const way of ways) {
    way.addEventListener("focus", enter);
    way.addEventListener("click", back);
  }
  if (name && !form.elements.box.value) form.elements.page.value = pageOf();
  choosingFor(fields.includes(document.activeElement) ? document.activeElement : (before ?? fields[0]));
  before?.focus();
}

/** Stop choosing; the page is for reading again. The field that it was for. */
export function stopSelecting() {
  if (!state) return null;
  const { field } = state;
  state.layer.remove();
  state.sheet.classList.remove("sheet--selecting");
  state.sheet.removeEventListener("click", click);
  for (const one of [...state.fields, ...state.ways]) {
    for (const [name, listener] of [["focus", enter], ["input", type], ["keydown", walk], ["click", back]]) {
      one.removeEventListener(name, listener);
    }
  }
  state = null;
  return field;
}

const fieldOf = (one) => (one.dataset.walk ? state.form.elements[one.dataset.walk] : one);

function enter(event) {
  const field = fieldOf(event.target);
  if (field !== state.field) choosingFor(field);
}

/** From the button that walks over the page into its field. */
function back(event) {
  fieldOf(event.currentTarget).focus();
}

function choosingFor(field) {
  Object.assign(state, { field, first: null, at: null, from: null, corner: null, typed: false, found: [], fresh: false });
  if (state.own) beginWithOwn();
}

function type() {
  state.typed = true;
}

/** The words that the field was read from are chosen: one more or one less is one key away. */
function beginWithOwn() {
  paint(1, 0);
  const name = state.field.name.replace("field-", "");
  const [page, edges] = (state.form.elements[`box-${name}`]?.value ?? "").split(":");
  const mark = state.sheet.querySelector(name === "smelter" ? "[data-current]" : `[data-field="${name}"]`);
  const number = (edge) => Number(mark.getAttribute(edge));
  let box = null;
  if (edges && page === pageOf()) box = edges.split(",").map(Number);
  else if (mark) box = [number("x"), number("y"), number("x") + number("width"), number("y") + number("height")];
  if (!box) return;
  const [from, at] = ends(box);
  if (from < 0) return;
  Object.assign(state, { from, at, fresh: true });
  paint(from, at);
}

/** The first and the last word in a box. */
const ends = (box) => [
  state.words.findIndex((word) => middleIn(word, box)),
  state.words.findLastIndex((word) => middleIn(word, box)),
];

const pageOf = () => state.review.querySelector("[data-page]").dataset.page;

function rectangle([x0, top, x1, bottom], look, index) {
  const shape = document.createElementNS(NS, "rect");
  shape.setAttribute("class", look);
  shape.setAttribute("x", x0);
  shape.setAttribute("y", top);
  shape.setAttribute("width", x1 - x0);
  shape.setAttribute("height", bottom - top);
  if (index !== undefined) shape.dataset.word = index;
  return shape;
}

function click(event) {
  event.preventDefault();
  if (state.words.length > 0) chooseWord(event);
  else chooseCorner(event);
}

function chooseWord(event) {
  const index = event.target.dataset?.word;
  if (index === undefined) return;
  const here = Number(index);
  if (state.first === null) state.first = here;
  choose(state.first, here);
  [state.from, state.at] = [state.first, here];
  if (here !== state.first) state.first = null;
  state.field.focus();
}

/** The arrows up and down go from word to word, where they mean nothing else. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || state.words.length === 0) return;
  event.preventDefault();
  if (state.typed && state.field.matches("[type=text]")) Object.assign(state, { found: asTyped(state.field.value), typed: false });
  else if (event.shiftKey || state.found.length < 2) state.found = [];
  else turn(state.found, step);
  if (state.found.length > 0) [state.from, state.at] = state.found[0];
  else if (state.at === null) state.from = state.at = firstInSight();
  else if (event.shiftKey) state.at = within(state.at + step);
  else state.from = state.at = within((state.fresh ? state.from : state.at) + step);
  state.fresh = false;
  choose(state.from, state.at);
  state.layer.children[state.at].scrollIntoView({ block: "nearest" });
}

const within = (index) => Math.min(Math.max(index, 0), state.words.length - 1);
const turn = (list, step) => (step > 0 ? list.push(list.shift()) : list.unshift(list.pop()));

/** Where the words of the page begin as what was typed: the first and the last of each. */
function asTyped(text) {
  const typed = text.trim().split(/\s+/).map(bare);
  if (!typed[0]) return [];
  const last = typed.length - 1;
  const begins = (at) =>
    typed.every((letters, more) => {
      const word = bare(state.words[at + more]?.[6] ?? "");
      return more === last ? word.startsWith(letters) : word === letters;
    });
  return state.words.flatMap((_word, at) => (begins(at) ? [[at, at + last]] : []));
}

/** The uppermost word that the pane shows: a file may tell its foot before its head. */
function firstInSight() {
  const sheet = state.sheet.getBoundingClientRect();
  const pane = state.sheet.closest("section").getBoundingClientRect();
  const top = ((pane.top - sheet.top) / sheet.height) * Number(state.sheet.dataset.height);
  const order = (at) => (state.words[at][1] < top ? Infinity : state.words[at][1] * 1e4 + state.words[at][0]);
  return state.words.reduce((best, _word, at) => (order(at) < order(best) ? at : best), 0);
}

/** Mark the words from one to another, and fill them in. */
function choose(one, other) {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  paint(from, to);
  const chosen = state.words.slice(from, to + 1);
  const box = chosen.reduce((union, word) => [
    Math.min(union[0], word[0]), Math.min(union[1], word[1]),
    Math.max(union[2], word[2]), Math.max(union[3], word[3]),
  ], [Infinity, Infinity, -Infinity, -Infinity]);
  const day = state.field.matches("[type=date]") ? dayOf(box, state.days) : null;
  if (day) paint(...ends(day));
  fill(day?.slice(0, 4) ?? box, chosen.map((word) => word[6]).join(" "), "no", day?.[4]);
  if (!state.own) fillFromRow(box);
}

/** What else the row of a name says goes into the fields that nobody filled in: one value, or none. */
function fillFromRow([left, top, right, bottom]) {
  const beside = state.facts.filter(([x0, y0, x1, y1]) => {
    const shared = Math.min(bottom, y1) - Math.max(top, y0);
    return shared > Math.min(bottom - top, y1 - y0) / 2 && (x1 <= left || x0 >= right);
  });
  const told = ["country", "metal", "smelter_id"].filter((name) => {
    const field = state.form.elements[`field-${name}`];
    if (!field || field === state.field || (field.value && field.value !== state.filled[name])) return false;
    const values = new Set(beside.filter((fact) => fact[4] === name).map((fact) => fact[5]));
    field.value = state.filled[name] = values.size === 1 ? [...values][0] : "";
    return field.value;
  });
  if (told.length === 0) return;
  const names = told.map((name) => state.form.querySelector(`label[for="${state.form.elements[`field-${name}`].id}"]`));
  announce(state.sheet.dataset.sameRow.replace("{}", names.map((label) => label.textContent.trim()).join(", ")));
}

function paint(from, to) {
  state.layer.querySelectorAll("rect").forEach((shape, at) => {
    shape.setAttribute("class", at >= from && at <= to ? "word word--chosen" : "word");
  });
}

function chooseCorner(event) {
  const frame = state.sheet.getBoundingClientRect();
  const point = [
    ((event.clientX - frame.left) / frame.width) * Number(state.sheet.dataset.width),
    ((event.clientY - frame.top) / frame.height) * Number(state.sheet.dataset.height),
  ];
  if (!state.corner) {
    state.corner = point;
    return;
  }
  const [a, b] = [state.corner, point];
  const box = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  state.corner = null;
  state.layer.replaceChildren(rectangle(box, "word word--chosen"));
  fill(box, "", "yes");
  state.field.focus();
}

function fill(box, text, typed, day = null) {
  const edges = box.map((edge) => edge.toFixed(2)).join(",");
  const set = (name, value) => {
    state.form.elements[name].value = value;
  };
  if (state.field.name === "field-smelter") {
    set("box", edges);
    set("page", pageOf());
    set("quote", text);
    set("typed", typed);
  } else {
    set(state.field.name.replace("field-", "box-"), `${pageOf()}:${edges}`);
  }
  if (text) say(text, box, day);
}

/** The chosen words as what the field takes: a day, one of a list, or the words themselves. */
function say(text, box, day) {
  const { field, facts } = state;
  if (!field.matches("select, [type=date]")) {
    field.value = text;
    return;
  }
  const value = field.matches("select") ? choiceOf(field, text, box, facts) : day;
  if (value) {
    field.value = value;
    announce(`${text}: ${field.matches("select") ? field.selectedOptions[0].textContent.trim() : value}`);
  } else {
    toast(state.sheet.dataset.noValue.replace("{}", text));
  }
}
