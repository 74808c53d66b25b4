// Sends forms without leaving the page, and puts what comes live where it belongs.
"use strict";

const phones = document.body.dataset.phones;

function scrollDown(log) {
  log.scrollTop = log.scrollHeight;
}

function show({ replace, append }) {
  for (const [id, html] of Object.entries(replace)) {
    const place = document.getElementById(id);
    if (!place || place.innerHTML === html) continue;
    if (place.contains(document.activeElement) && id !== "clock" && !id.startsWith("screen")) {
      // Never take a field away from somebody who is in it; the next change will do.
      if (document.activeElement.matches("input, select")) continue;
    }
    const open = [...place.querySelectorAll("details")].map((one) => one.open);
    if (id.startsWith("keys-")) {
      place.outerHTML = html;
    } else {
      place.innerHTML = html;
    }
    [...place.querySelectorAll("details")].forEach((one, at) => {
      if (at in open) one.open = open[at];
    });
    if (id.startsWith("screen-")) scrollDown(place);
  }
  for (const [id, html] of Object.entries(append)) {
    const log = document.getElementById(id);
    if (!log) continue;
    log.insertAdjacentHTML("beforeend", html);
    scrollDown(log);
  }
  document.body.dataset.live = String(Number(document.body.dataset.live || 0) + 1);
}

function listen() {
  const source = new EventSource(`/live?phones=${phones}`);
  source.onmessage = (event) => show(JSON.parse(event.data));
}

async function send(form, submitter) {
  const data = new URLSearchParams(new FormData(form));
  if (submitter && submitter.name) data.set(submitter.name, submitter.value);
  const field = form.querySelector("input[name=text]");
  if (field) field.value = "";
  const answer = await fetch(form.action, {
    method: "POST",
    body: data,
    headers: { "X-Live": "1" },
  });
  if (answer.redirected) {
    window.location = answer.url;
  } else if (!answer.ok) {
    const said = document.getElementById("said");
    said.textContent = await answer.text();
    setTimeout(() => (said.textContent = ""), 4000);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const sheet = form.closest("details.sheet");
  if (sheet) sheet.open = false;
  send(form, event.submitter);
});

document.addEventListener("change", (event) => {
  if (event.target.dataset.submit) event.target.form.requestSubmit();
});

document.querySelectorAll(".screen").forEach(scrollDown);
listen();
