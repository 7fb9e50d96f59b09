// Choose words on the page: click the first, click the last; or walk with the arrows up and down,
// with Shift to take more; what is typed before tells the arrows where to begin. On a picture without
// words: two clicks are two corners. Never dragging.

import { announce } from "./live.js";

const NS = "http://www.w3.org/2000/svg";
let state = null;

/** Begin choosing for the form in `panel`. */
export function startSelecting(review, panel) {
  stopSelecting(review);
  const sheet = review.querySelector("[data-sheet]");
  if (!sheet) return;
  const words = JSON.parse(sheet.dataset.words ?? "[]");
  const layer = document.createElementNS(NS, "g");
  sheet.querySelector("svg").append(layer);
  sheet.classList.add("sheet--selecting");
  const form = panel.querySelector("form") ?? panel.closest("form");
  const facts = JSON.parse(sheet.dataset.facts ?? "[]");
  const own = panel.dataset.more === "change";
  state = { sheet, words, facts, own, filled: {}, layer, form, first: null, at: null, from: null, corner: null, typed: false, found: [] };
  words.forEach((word, index) => layer.append(rectangle(word, "word", index)));
  sheet.addEventListener("click", click);
  form.elements["field-smelter"].addEventListener("keydown", walk);
  form.elements["field-smelter"].addEventListener("input", type);
  if (own) beginWithOwn();
}

/** Stop choosing; the page is for reading again. */
export function stopSelecting(review) {
  if (!state) return;
  state.layer.remove();
  state.sheet.classList.remove("sheet--selecting");
  state.sheet.removeEventListener("click", click);
  state.form.elements["field-smelter"].removeEventListener("keydown", walk);
  state.form.elements["field-smelter"].removeEventListener("input", type);
  state = null;
}

function type() {
  state.typed = true;
}

/** The words that the name was read from are chosen: one more or one less is one key away. */
function beginWithOwn() {
  const mark = state.sheet.querySelector("[data-current]");
  if (!mark) return;
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(mark.getAttribute(name)));
  const inside = ([x0, top, x1, bottom]) =>
    (x0 + x1) / 2 > x && (x0 + x1) / 2 < x + width && (top + bottom) / 2 > y && (top + bottom) / 2 < y + height;
  const from = state.words.findIndex(inside);
  const at = state.words.findLastIndex(inside);
  if (from < 0) return;
  Object.assign(state, { from, at, fresh: true });
  paint(from, at);
}

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
}

/** The arrows up and down go from word to word; they mean nothing else in a field of one line. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || state.words.length === 0) return;
  event.preventDefault();
  if (state.typed) Object.assign(state, { found: asTyped(event.target.value), typed: false });
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
const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase();

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
  const text = chosen.map((word) => word[6]).join(" ");
  fill(box, text, "no");
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
    if (field.value && field.value !== state.filled[name]) return false;
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
}

function fill(box, text, typed) {
  const set = (name, value) => {
    state.form.elements[name].value = value;
  };
  set("box", box.map((edge) => edge.toFixed(2)).join(","));
  set("quote", text);
  set("typed", typed);
  if (text) set("field-smelter", text);
  state.form.elements["field-smelter"].focus();
}
