// Which key does what is told to a screen reader only where a script makes the keys do it.

/** Announce the keys of everything in `part` that has one. */
export function tellShortcuts(part) {
  for (const one of part.querySelectorAll("[data-shortcut]")) {
    one.setAttribute("aria-keyshortcuts", one.dataset.shortcut);
  }
}
