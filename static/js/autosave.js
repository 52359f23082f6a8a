// Keeps what is typed as a draft on the server; without this the button „Entwurf speichern“ does the same.
// Nothing is stored in the browser. „gespeichert“ appears only after the server has answered.
const form = document.getElementById("abschnitt");
const bar = document.getElementById("speicherleiste");
const saved = document.getElementById("gespeichert");
const unsaved = document.getElementById("nicht-gespeichert");
const announcement = document.getElementById("ansage");
const AFTER_LAST_KEY = 3000;
const AFTER_FAILURE = 5000;
const TOO_SLOW = 15000;
// What browsers still send while a page goes away.
const KEEPALIVE_BYTES = 60000;

let changes = 0;
let savedChanges = 0;
let timer = 0;
let running = null;
let failing = false;
let conflicting = false;
let loggedIn = true;
let told = false;
let leaving = false;

const isDirty = () => changes > savedChanges;

function later(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(save, milliseconds);
}

function show(element, text) {
  bar.hidden = false;
  if (element.textContent !== text) element.textContent = text;
  element.hidden = false;
}

function succeed(time) {
  show(saved, `gespeichert ${time}`);
  unsaved.hidden = true;
  unsaved.textContent = "";
  // Told once, and again when a failure is over; a screen reader is not to speak every three seconds.
  if (!told || failing) announcement.textContent = `Als Entwurf gespeichert um ${time} Uhr.`;
  told = true;
  failing = false;
}

function fail(text, link) {
  failing = true;
  saved.hidden = true;
  show(unsaved, text);
  if (!link) return;
  const anchor = document.createElement("a");
  Object.assign(anchor, { href: link.url, textContent: link.text, target: "_blank", rel: "noopener" });
  unsaved.append(" ", anchor);
}

function loggedOut() {
  loggedIn = false;
  fail("Nicht gespeichert, Ihre Sitzung ist beendet. Ihr Text bleibt auf dieser Seite.", {
    url: form.dataset.login,
    text: "In einem neuen Fenster anmelden",
  });
  later(AFTER_FAILURE);
}

// After a new log-in elsewhere the page needs the new token; the page of somebody else does not count.
async function renewToken() {
  const answer = await fetch(form.dataset.page || location.pathname, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const other = page.getElementById("abschnitt");
  if (!other || other.dataset.author !== form.dataset.author) return false;
  const token = other.elements.csrfmiddlewaretoken.value;
  for (const field of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) field.value = token;
  return true;
}

function body() {
  form.elements.folge.value = Number(form.elements.folge.value) + 1;
  return new FormData(form);
}

function isSmall(content) {
  let size = 0;
  for (const [, value] of content) size += new Blob([value]).size + 200;
  return size < KEEPALIVE_BYTES;
}

function post() {
  const content = body();
  return fetch(form.dataset.draft, {
    method: "POST",
    body: content,
    credentials: "same-origin",
    keepalive: isSmall(content),
    signal: AbortSignal.timeout(TOO_SLOW),
  });
}

async function attempt() {
  const count = changes;
  // While nobody is logged in only the page is asked for, the text is not sent again and again.
  if (!loggedIn && !(await renewToken())) return loggedOut();
  loggedIn = true;
  let answer = await post();
  if (answer.status === 419 && (await renewToken())) answer = await post();
  if (answer.status === 419 || answer.status === 401) return loggedOut();
  conflicting = answer.status === 409;
  if (conflicting) {
    return fail(`${(await answer.json()).fehler} Speichern Sie, um beide Fassungen zu sehen.`);
  }
  if (!answer.ok) {
    fail("Nicht gespeichert, der Server kann gerade nicht speichern. Ihr Text bleibt auf dieser Seite. Neuer Versuch in 5 Sekunden.");
    return later(AFTER_FAILURE);
  }
  const { um } = await answer.json();
  savedChanges = count;
  succeed(um);
  if (isDirty()) later(AFTER_LAST_KEY);
}

// One request at a time, so that an older text never arrives after a newer one.
async function save() {
  clearTimeout(timer);
  if (leaving) return;
  if (running) {
    await running;
    if (!isDirty()) return;
  }
  if (running || !isDirty()) return;
  running = attempt().catch(() => {
    fail("Nicht gespeichert, Verbindung fehlt. Ihr Text bleibt auf dieser Seite. Neuer Versuch in 5 Sekunden.");
    later(AFTER_FAILURE);
  });
  await running;
  running = null;
}

// While the page goes away there is no time to wait for an earlier request; the counter keeps the order.
function saveNow() {
  if (leaving || !isDirty()) return;
  const count = changes;
  post()
    .then(async (answer) => {
      if (!answer.ok) return;
      savedChanges = Math.max(savedChanges, count);
      succeed((await answer.json()).um);
    })
    .catch(() => later(AFTER_FAILURE));
}

function typed() {
  changes += 1;
  if (!failing) later(AFTER_LAST_KEY);
}

form.addEventListener("input", typed);
form.addEventListener("change", save);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") saveNow();
});
window.addEventListener("pagehide", saveNow);
window.addEventListener("online", save);
window.addEventListener("beforeunload", (event) => {
  if (!leaving && failing && isDirty()) event.preventDefault();
});

// A page that comes back from the browser's memory may be older than what was saved since.
window.addEventListener("pageshow", (event) => {
  leaving = false;
  if (event.persisted && !isDirty()) location.reload();
});

form.addEventListener("submit", async (event) => {
  if (leaving || !(isDirty() || running)) {
    leaving = true;
    return;
  }
  event.preventDefault();
  const button = event.submitter;
  await save();
  await running;
  // Without a connection the page stays, with the text in it; a conflict is shown by the next page.
  if (failing && isDirty() && !conflicting) return;
  leaving = true;
  form.requestSubmit(button && button.name ? button : undefined);
});
