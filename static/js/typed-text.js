// Keeps typed text on the page: a form is sent only while the server answers, and leaving is asked about.
// After a failed sending „Zurück“ would lead to the page before the form. The sections of a talk keep drafts.
const HEALTH_URL = document.currentScript.dataset.health;
const TOO_SLOW_TO_ASK = 5000;
const NOT_SENT =
  "Der Server antwortet gerade nicht. Gespeichert ist noch nichts, Ihr Text bleibt auf dieser Seite stehen. Versuchen Sie es gleich noch einmal.";

async function serverAnswers() {
  try {
    const signal = AbortSignal.timeout(TOO_SLOW_TO_ASK);
    return (await fetch(HEALTH_URL, { cache: "no-store", signal })).status < 500;
  } catch {
    return false;
  }
}

function tell(form) {
  const old = form.querySelector("[data-not-sent]");
  if (old) old.remove();
  const notice = document.createElement("div");
  notice.className = "sp-notice sp-notice--warn";
  notice.dataset.notSent = "";
  notice.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = NOT_SENT;
  notice.append(text);
  (form.querySelector(".sp-actions") || form.lastElementChild).before(notice);
}

document.addEventListener("DOMContentLoaded", () => {
  // What came back with errors is not saved either.
  let unsaved = document.getElementById("fehler") !== null;
  let asking = false;
  let passing = false;

  for (const form of document.querySelectorAll('main form[method="post"]:not(#abschnitt)')) {
    if (!form.querySelector("textarea, select, input:not([type=hidden])")) continue;
    form.addEventListener("input", () => { unsaved = true; });
    form.addEventListener("submit", async (event) => {
      // A new tab takes nothing away.
      if (event.submitter && event.submitter.formTarget === "_blank") return;
      if (passing) {
        unsaved = false;
        return;
      }
      event.preventDefault();
      if (asking) return;
      asking = true;
      const answered = await serverAnswers();
      asking = false;
      if (!answered) {
        tell(form);
        return;
      }
      passing = true;
      form.requestSubmit(event.submitter);
      passing = false;
    });
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest(".sp-actions a")) unsaved = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
});
