// What every page does with a script; without one, everything still works.

import { enhanceDropZones } from "./dropzone.js";
import { tellShortcuts } from "./shortcuts.js";

// What only a script does, such as keys, is shown only where there is one.
document.documentElement.dataset.scripted = "";
tellShortcuts(document);

// Mistakes are read first: the summary takes the focus.
document.querySelector("[data-focus]")?.focus();

// A second click on the same button sends nothing twice.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 5000);
  });
}
// Back in history shows the page as it was left: let its forms be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
});

// What was typed and not saved is not lost by a slip: leaving the page is asked about first.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  const changed = () =>
    [...form.querySelectorAll("textarea")].some((area) => area.value !== area.defaultValue);
  window.addEventListener("beforeunload", (event) => {
    if (!form.dataset.sent && changed()) event.preventDefault();
  });
}

// Menus close on Escape and on a click elsewhere.
const menus = document.querySelectorAll("details[data-opens]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus) {
    if (!menu.open) continue;
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});

// A slash leads to the search box, unless somebody types or is where the key means something else.
const find = document.querySelector("[data-slash]");
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], [data-keys-map]");
  const held = event.ctrlKey || event.altKey || event.metaKey;
  if (!find || event.key !== "/" || typing || held || event.defaultPrevented) return;
  event.preventDefault();
  find.focus();
  find.select();
});

// A filter panel starts closed where it would push the list off the screen.
if (window.matchMedia("(max-width: 899px)").matches) {
  for (const panel of document.querySelectorAll("details[data-narrow-closed]")) panel.open = false;
}

// On paper nothing can be unfolded: what is folded is opened for as long as the page is printed.
const unfolded = new Set();
window.addEventListener("beforeprint", () => {
  const parts = "main details:not([open], [data-more], [data-search], .no-print)";
  for (const part of document.querySelectorAll(parts)) {
    part.open = true;
    unfolded.add(part);
  }
});
window.addEventListener("afterprint", () => {
  for (const part of unfolded) part.open = false;
  unfolded.clear();
});

for (const choice of document.querySelectorAll("[data-show-password]")) {
  const field = document.getElementById(choice.dataset.showPassword);
  choice.hidden = false;
  choice.querySelector("input").addEventListener("change", (event) => {
    field.type = event.target.checked ? "text" : "password";
  });
}

// What was typed in the other forms of a page is there again after one of them was sent.
const typed = `typed ${location.pathname}`;
const fields = () => Array.from(document.querySelectorAll("[data-keeps-typed] textarea"));
for (const [id, text] of Object.entries(JSON.parse(sessionStorage.getItem(typed) ?? "{}"))) {
  const field = fields().find((one) => one.id === id);
  if (field) field.value = text;
}
sessionStorage.removeItem(typed);
document.addEventListener("submit", (event) => {
  // Whoever logs out, or goes on as somebody else, leaves nothing behind for the next.
  if (!event.target.closest("main")) return;
  const others = fields().filter((one) => one.form !== event.target && one.value !== one.defaultValue);
  if (others.length === 0) return;
  sessionStorage.setItem(typed, JSON.stringify(Object.fromEntries(others.map((one) => [one.id, one.value]))));
});

// How many characters are left, told near the end and once somebody stops typing.
for (const told of document.querySelectorAll("[data-most]")) {
  const field = document.getElementById(told.dataset.of);
  const [most, rule, quiet] = [Number(told.dataset.most), told.textContent, told.hidden];
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const tell = () => {
    const left = most - [...field.value.trim()].length;
    const near = left < most / 10;
    const words = left < 0 ? told.dataset.over : told.dataset.left;
    told.textContent = near ? words.replace("#", number.format(Math.abs(left))) : rule;
    told.hidden = quiet && !near;
  };
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, 500);
  });
  tell();
}

enhanceDropZones(document);

// One box for all parties: those it stands for follow it, and one that is taken out ends it.
const everybody = document.querySelector("input[name=everybody]");
const parties = document.querySelectorAll("input[name=parties]");
everybody?.addEventListener("change", () => {
  for (const party of parties) party.checked = everybody.checked;
});
for (const party of parties) {
  party.addEventListener("change", () => {
    if (everybody && !party.checked) everybody.checked = false;
  });
}
