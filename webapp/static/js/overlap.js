// The form of a new report: which reports the days that are filled in overlap with, before it is sent.

const box = document.querySelector("[data-overlaps]");
const form = box?.closest("form");

/** Show the reports of these days, and note that they were shown: nobody is asked once more. */
function look() {
  const { first, last } = form.elements;
  const rows = [...box.querySelectorAll("[data-from]")];
  // Days in ISO 8601 are in the order of their letters.
  for (const row of rows) {
    row.hidden = !(first.value && last.value && row.dataset.from <= last.value && row.dataset.to >= first.value);
  }
  const met = rows.some((row) => !row.hidden);
  box.hidden = !met;
  form.elements.overlaps.value = met ? `${first.value}..${last.value}` : "";
}

form?.addEventListener("input", (event) => {
  if (["first", "last"].includes(event.target.name)) look();
});
