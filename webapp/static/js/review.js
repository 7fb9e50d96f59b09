// The review with a script: keys, the next item without a new page, words to choose on the page.
// Everything here also works with plain forms and links.

import { choose, showChoice, watchChoice } from "./choice.js";
import { covered, lineIsUnder, narrow, placeFoot, withItem } from "./column.js";
import { announce, toast } from "./live.js";
import { atEnd, correct, explain, scrollToMark } from "./moving.js";
import { refuse } from "./refusing.js";
import { choosing, startSelecting, stopSelecting, takesPlaces } from "./selecting.js";
import { tellShortcuts } from "./shortcuts.js";
import { listTogether } from "./together.js";

const review = document.querySelector("[data-review]");
const keys = document.querySelector("[data-keys]");
// In one column the page stands behind a button; it stays as the reader left it.
let unfolded = false;
let zoom = 1;
let busy = false;

const inside = (selector) => review.querySelector(selector);

/** Fill the room under the header, whatever stands above it. */
function fit() {
  const above = review.getBoundingClientRect().top + window.scrollY;
  review.style.setProperty("--above", `${Math.ceil(above) + 1}px`);
}

/**
 * Swap the parts that changed; the page's picture stays when it is the same page. What is being
 * filled in, in the panel `asked`, stays too.
 */
function swap(fresh, asked) {
  const field = stopSelecting();
  const samePage = inside("[data-page]")?.dataset.page === fresh.querySelector("[data-page]")?.dataset.page;
  const others = asked ? [] : ["side", "foot"];
  const names = ["head", "strip", ...others, ...(samePage ? ["marks", "text"] : ["page"])];
  for (const name of names) {
    const old = inside(`[data-part=${name}]`);
    const next = fresh.querySelector(`[data-part=${name}]`);
    if (old && next) old.replaceWith(document.importNode(next, true));
  }
  // The sheet stays, and with it the days on it: they are told beside what takes a day only.
  const days = fresh.querySelector("[data-sheet]")?.dataset.days;
  if (samePage && days) inside("[data-sheet]").dataset.days = days;
  prepare();
  if (asked) startSelecting(review, asked, field);
}

// The picture of the page that comes next is on its way while this one is read.
let ahead;

/**
 * To the item's name, where the keys are heard; in one column it comes up with what was done last in
 * this document, or without it where the page between them is open and leaves no room.
 */
function toHeading(scrolls = true) {
  inside("[data-heading]")?.focus({ preventScroll: true });
  if (!narrow.matches || !scrolls) return;
  withItem(review).scrollIntoView({ block: "start", behavior: "instant" });
  if (lineIsUnder(review)) inside(".review__side").scrollIntoView({ block: "start", behavior: "instant" });
}

function prepare() {
  tellShortcuts(review);
  placeFoot(review);
  const next = inside("[data-ahead]")?.dataset.ahead;
  if (next && !ahead?.src.endsWith(next)) {
    ahead = new Image();
    ahead.src = next;
  }
  const sheet = inside("[data-sheet]");
  sheet?.style.setProperty("--zoom", zoom);
  const toggle = inside("[data-page-toggle]");
  if (toggle) toggle.open = !narrow.matches || unfolded || inside("[data-look]") !== null;
  for (const hint of review.querySelectorAll("[data-missed-hint], [data-close], [data-look-up], [data-walk], [data-zooms]")) hint.hidden = false;
  const picture = inside("[data-sheet] img");
  if (picture && !picture.complete) picture.addEventListener("load", () => scrollToMark(review), { once: true });
  scrollToMark(review);
  listTogether(review);
  showChoice(review);
}

async function ask(address, options = {}) {
  if (busy) return;
  busy = true;
  try {
    const response = await fetch(address, {
      ...options,
      headers: { "X-Requested-With": "fetch", Accept: "text/html" },
    });
    const text = await response.text();
    if (!text.includes('data-part="side"')) {
      refuse(review, text);
      return;
    }
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const place = fresh.querySelector("[data-document]").dataset.document;
    if (documentOf(place) !== documentOf(inside("[data-document]").dataset.document)) {
      // What was undone stands in another document: its pages are other pages.
      window.location.assign(place);
      return;
    }
    const before = inside("[data-item]")?.dataset.item;
    const asked = choosing(review, address, options);
    swap(fresh, asked);
    stand(address, options, place);
    if (asked) {
      announce(inside("[data-page]").getAttribute("aria-label"));
      return;
    }
    const problem = inside(".field__mistake");
    if (!correct(problem)) toHeading();
    announce(problem?.textContent ?? news(before));
  } catch {
    announce(review.dataset.lost ?? "");
    window.location.reload();
  } finally {
    busy = false;
  }
}

/** The address is that of what is shown, and what was said at an earlier step is no longer true. */
function stand(address, options, place) {
  window.history.replaceState(null, "", options.method === "POST" ? place : address);
  for (const banner of document.querySelectorAll("main .banner")) banner.remove();
  document.querySelector("[data-toast]")?.replaceChildren();
  fit();
}

/** What is read out: what was done and what comes next; of the item `before` still, its place. */
function news(before) {
  const said = inside("[data-said]")?.dataset.said;
  const words = (selector) => inside(selector)?.textContent.trim() ?? "";
  if (!said && before && inside("[data-item]")?.dataset.item === before) {
    const page = inside("[data-page]").getAttribute("aria-label");
    return inside("[data-current]") ? `${page}. ${words(".loupe")}` : page;
  }
  return `${said || words(".review__far")} ${words("[data-heading]")}`;
}

const documentOf = (address) => address.split("?")[0];

function go(address) {
  if (!address) {
    nothing();
    return;
  }
  ask(address);
}

function send(form, button) {
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  // A field called "action" hides the property of that name.
  ask(form.getAttribute("action"), { method: "POST", body });
}

review.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-verdict], [data-undo], [data-regroup]")) return;
  event.preventDefault();
  send(form, event.submitter);
});

review.addEventListener("click", (event) => {
  const link = event.target.closest("[data-item-link], [data-page-link]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.href.baseVal ?? link.href);
});

review.addEventListener("toggle", (event) => {
  const panel = event.target;
  if (panel.matches?.("[data-page-toggle]")) {
    if (!narrow.matches || panel.open === unfolded) return;
    unfolded = panel.open;
    inside(".review__page").scrollIntoView({ block: "nearest" });
    scrollToMark(review);
    return;
  }
  if (panel.matches?.("[data-more]") && takesPlaces(panel)) {
    if (panel.open) startSelecting(review, panel);
    else stopSelecting();
  }
  // A question is shown whole, down to its button.
  question()?.scrollIntoView({ block: "nearest" });
}, true);

const question = () => inside("[data-verdict] [data-more][open]");

/** A key without anything to do says so, and why a verdict cannot be given. */
function nothing() {
  toast(inside(".why-not")?.textContent ?? review.dataset.nothing);
}

const click = (target) => (target ? target.click() : nothing());

function press(name) {
  const button = inside(`[data-act=${name}]`);
  if (button && !question()) send(button.form, button);
  else if (!button) nothing();
}

function open(name, field) {
  const panel = inside(`[data-more=${name}]`);
  if (!panel) {
    nothing();
    return;
  }
  panel.open = true;
  (panel.querySelector(field) ?? panel.querySelector("input:not([type=hidden])"))?.focus();
}

function resize(step) {
  zoom = step === 0 ? 1 : Math.min(4, Math.max(0.5, zoom + step));
  inside("[data-sheet]")?.style.setProperty("--zoom", zoom);
  scrollToMark(review);
}

function turn(step) {
  const links = Array.from(review.querySelectorAll("[data-page-link]"));
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  go(links[here + step]?.href);
}

const actions = {
  approve: () => press("approve"),
  change: () => open("change", "[name=field-statement], [name=title]"),
  reject: () => open("reject"),
  duplicate: () => press("duplicate"),
  doubt: () => open("doubt", "[name=how]:checked"),
  comment: () => open("comment", "#new-comment"),
  flag: () => click(inside("[data-flag]")),
  missed: () => open("missed", "[name=field-smelter], [name=field-statement], [name=field-standard]"),
  earlier: () => go(inside("[data-earlier]")?.href),
  split: () => open("split"),
  merge: () => {
    const mine = inside("[data-more=merge] [data-mine]");
    const told = inside("[data-merge-told]");
    if (mine) mine.checked = true;
    if (mine && told) told.hidden = false;
    open("merge", "[name=item]:not(:checked)");
    if (mine && told) announce(told.textContent);
  },
  explain: () => open("explain", "[name=note]"),
  recent: () => click(inside("[data-recent]")),
  search: () => {
    const panel = inside("[data-search]");
    if (panel) panel.open = true;
    else nothing();
    inside("[data-search-field]")?.focus();
  },
  next: () => go(inside("[data-next]")?.dataset.next),
  previous: () => go(inside("[data-item]")?.dataset.previous),
  next_mention: () => go(inside("[data-mention-next]")?.dataset.mentionNext),
  previous_mention: () => go(inside("[data-mention-previous]")?.dataset.mentionPrevious),
  undo: () => {
    const why = inside("[data-no-undo]");
    // Where more than one item changes, or another document does, it is asked first.
    if (why) toast(why.textContent);
    else if (inside("[data-more=undo]")) open("undo", "button");
    else click(inside("[data-undo] button"));
  },
  facts: () => click(inside("[data-confirms]")),
  done: () => click(inside("[data-next-document]")),
  page_back: () => turn(-1),
  page_on: () => turn(1),
  larger: () => resize(0.25),
  smaller: () => resize(-0.25),
  fit: () => resize(0),
  guide: () => {
    const panel = inside("[data-guide]");
    if (!panel) return;
    panel.open = !panel.open;
    if (panel.open) panel.querySelector("summary").focus();
    if (panel.open) panel.scrollIntoView({ block: "start" });
  },
  help: () => keys.showModal(),
};
// Which key does what is the reader's own choice; none at all when they switched the keys off.
const actionOf = JSON.parse(review.dataset.keysMap);
const on = Object.keys(actionOf).length > 0;

function digit(number) {
  const rejecting = inside("[data-more=reject]");
  if (rejecting?.open) {
    const reason = inside(`[data-reason="${number}"]`);
    if (!reason) return;
    reason.checked = true;
    const doubles = rejecting.querySelector("[name=duplicate_of]");
    if (reason.value === "other") rejecting.querySelector("[name=note]").focus();
    else if (reason.value === "duplicate" && !doubles.value) doubles.focus();
    else rejecting.querySelector("button[value=reject]").click();
    return;
  }
  const doubting = inside("[data-more=doubt]");
  if (doubting?.open) {
    const way = doubting.querySelector(`[data-digit="${number}"]:not(:disabled)`);
    if (!way) return;
    way.checked = true;
    if (way.dataset.then) atEnd(doubting.querySelector(`[name=${way.dataset.then}]`));
    else doubting.querySelector("[data-unless=ask] button").click();
    return;
  }
  const candidate = inside(`[data-candidate="${number}"]`);
  if (candidate) choose(candidate);
}

document.addEventListener("keydown", (event) => {
  // Ctrl+Z undoes a verdict as it undoes elsewhere; in a field it undoes what was typed.
  const undo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (undo && !event.target.matches("input:not([type=radio]), textarea") && review.contains(event.target)) {
    event.preventDefault();
    actions.undo();
    return;
  }
  // In the words of a question Enter begins a new line: with Ctrl it sends them.
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && on && event.target.matches("[data-when=ask] textarea")) {
    event.preventDefault();
    event.target.closest("[data-when=ask]").querySelector("[data-sends]").click();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || keys.open) return;
  if (!review.contains(document.activeElement)) return;
  if (event.key === "Escape") {
    leave();
    return;
  }
  // Enter answers the question that is open; it never approves what somebody was changing.
  const panel = event.target.closest("[data-more][open]");
  if (panel && event.key === "Enter" && event.target.matches("input, select")) {
    event.preventDefault();
    panel.querySelector("button[type=submit]").click();
    return;
  }
  if (event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select")) return;
  // The arrows walk the choices of the list that has the focus.
  if (event.key.startsWith("Arrow") && event.target.matches("[type=radio]")) return;
  // Enter on a link or a button does what that link or button says.
  if (event.key === "Enter" && event.target.matches("a, button, summary")) return;
  const physical = /^Digit([1-8])$/.exec(event.code);
  if (physical && on) {
    event.preventDefault();
    digit(Number(physical[1]));
    return;
  }
  const action = actions[actionOf[event.key.length === 1 ? event.key.toLowerCase() : event.key]];
  if (!action) return;
  event.preventDefault();
  action();
});

review.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) leave();
  const size = event.target.closest("[data-zoom]");
  // A phone shows so little of a page that smaller steps would be too many.
  if (size) resize(Number(size.dataset.zoom) * (narrow.matches ? 0.75 : 0.25));
  const told = event.target.closest("a[href^='#guide-']");
  if (told) {
    event.preventDefault();
    explain(review, told.hash);
  }
  if (!event.target.closest("[data-look-up]")) return;
  const field = inside("[data-search-field]");
  field.value = inside("[data-more=change] [name=field-smelter]").value;
  actions.search();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// What was missed is of another kind: the fields of that kind come up.
review.addEventListener("change", async (event) => {
  const address = event.target.name === "kind" && event.target.closest("[data-adds]")?.dataset.adds;
  if (!address || !["smelter", "certificate", "audit_finding"].includes(event.target.value)) return;
  await ask(`${address}&add=${event.target.value}`);
  actions.missed();
});

/** Escape closes what is open; with nothing open it leaves the review, and the keys rest. */
function leave() {
  const foldable = "[data-more][open], [data-search][open], [data-guide][open]";
  const here = document.activeElement.closest(foldable);
  const opened = here ?? inside(".review__foot [data-more][open]") ?? question() ?? inside(foldable);
  if (opened) {
    opened.open = false;
    // The focus goes to the item, and so does what one sees; in one column `toHeading` does that.
    const side = opened.closest(".review__side");
    if (side && !narrow.matches) side.scrollTop = 0;
    toHeading();
    return;
  }
  document.querySelector(".top__brand").focus();
}

window.addEventListener("resize", fit);
narrow.addEventListener("change", () => placeFoot(review));
watchChoice(review);
fit();
prepare();
// Somebody else reads it: a page that has just been opened says so aloud too.
if (inside("[data-taken]")) announce(inside("[data-taken] p").textContent);
// What the page says above the review is read first.
if (!correct(inside(".field__mistake"))) toHeading(covered(review) && !document.querySelector("main .banner"));
