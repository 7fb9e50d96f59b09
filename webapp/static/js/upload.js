// Send the chosen files one by one, with a bar for each; without a script the form does the same.

import { announce } from "./live.js";

const form = document.querySelector("[data-upload]");
const place = document.querySelector("[data-sent]");

form?.addEventListener("submit", async (event) => {
  const field = form.querySelector("input[type=file]");
  const company = form.querySelector("[name=organisation]");
  if (field.files.length === 0 || !company.value) return; // the server says what is missing
  event.preventDefault();
  const button = form.querySelector("button[type=submit]");
  button.setAttribute("aria-disabled", "true");
  for (const file of field.files) await send(file, company.value);
  button.removeAttribute("aria-disabled");
  field.value = "";
  field.dispatchEvent(new Event("change", { bubbles: true }));
});

function send(file, company) {
  const row = rowFor(file);
  const body = new FormData();
  body.append("csrf_token", form.querySelector("[name=csrf_token]").value);
  body.append("organisation", company);
  body.append("files", file);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-Requested-With", "fetch");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) row.querySelector("progress").value = event.loaded / event.total;
  });
  return new Promise((done) => {
    request.addEventListener("loadend", () => {
      show(row, request);
      done();
    });
    request.send(body);
  });
}

function rowFor(file) {
  const row = document.createElement("div");
  const name = document.createElement("span");
  const bar = document.createElement("progress");
  row.className = "sent__row";
  name.textContent = file.name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  row.append(name, bar);
  place.append(row);
  return row;
}

function show(row, request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const answer = page.querySelector(".sent__row") ?? page.querySelector("main .flow");
  if (answer) row.replaceChildren(...answer.childNodes);
  else row.querySelector("progress").replaceWith(form.dataset.lost);
  row.classList.toggle("sent__row--wrong", request.status >= 400 || request.status === 0);
  announce(row.textContent.trim());
}
