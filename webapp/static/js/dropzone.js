// Files dropped on a file field, and the list of what was chosen.

const UNITS = ["bytes", "kB", "MB", "GB"];

/** Let every `[data-drop]` in `root` take dropped files. */
export function enhanceDropZones(root) {
  for (const zone of root.querySelectorAll("[data-drop]")) enhance(zone);
}

function enhance(zone) {
  const field = zone.querySelector("input[type=file]");
  const list = zone.querySelector("[data-drop-files]");
  const over = (on) => zone.classList.toggle("drop--over", on);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) over(false);
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length === 0) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  field.addEventListener("change", () => show(field.files, list));
}

function show(files, list) {
  list.replaceChildren(...Array.from(files, row));
  list.hidden = files.length === 0;
}

function row(file) {
  const item = document.createElement("li");
  item.append(cell(file.name), cell(size(file.size)));
  return item;
}

function cell(words) {
  const span = document.createElement("span");
  span.textContent = words;
  return span;
}

function size(bytes) {
  let unit = 0;
  while (bytes >= 1000 && unit < UNITS.length - 1) {
    bytes /= 1000;
    unit += 1;
  }
  const digits = bytes < 10 && unit > 0 ? 1 : 0;
  const words = bytes.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits });
  return `${words} ${UNITS[unit]}`;
}
