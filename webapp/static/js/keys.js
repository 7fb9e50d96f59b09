// Try the keys of the review without a review: a field that says what each key would do.

const section = document.querySelector("[data-try]");
const field = document.querySelector("[data-try-key]");
const said = document.querySelector("[data-try-said]");
const actions = JSON.parse(field.dataset.keysMap);
const titles = JSON.parse(field.dataset.titles);

section.hidden = false;
field.addEventListener("keydown", (event) => {
  if (event.key === "Tab" || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  field.value = key.length === 1 ? key.toUpperCase() : key;
  said.textContent = titles[actions[key]] ?? field.dataset.nothing;
});
