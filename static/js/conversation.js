// Cover the screen at once (F8, Esc twice or the button), come back with any key, leave the view with F9.
const cover = document.getElementById("verdeckt");
const back = document.querySelector("a[data-back]");
const TWICE_WITHIN = 800;
let lastEscape = -TWICE_WITHIN;
let coveredAt = 0;
let title = "";
let focused = null;

function hide() {
  focused = document.activeElement;
  title = document.title;
  document.title = "Spurwechsel";
  for (const part of document.body.children) part.inert = part !== cover;
  cover.hidden = false;
  cover.querySelector("button").focus();
}

function coverUp(event) {
  coveredAt = event.timeStamp;
  hide();
}

function reveal() {
  for (const part of document.body.children) part.inert = false;
  cover.hidden = true;
  document.title = title;
  if (focused) focused.focus();
}

document.addEventListener("keydown", (event) => {
  if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  if (back) {
    if (event.key !== "Tab") back.click();
  } else if (!cover.hidden) {
    event.preventDefault();
    // Somebody who presses once more in the hurry stays covered.
    if (event.timeStamp - coveredAt > TWICE_WITHIN) reveal();
  } else if (event.key === "F8") {
    event.preventDefault();
    coverUp(event);
  } else if (event.key === "Escape") {
    if (event.timeStamp - lastEscape < TWICE_WITHIN) coverUp(event);
    lastEscape = event.timeStamp;
  } else if (event.key === "F9") {
    event.preventDefault();
    document.querySelector("[data-leave]").click();
  }
});

if (cover) {
  cover.querySelector("button").addEventListener("click", reveal);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-cover]")) return;
    event.preventDefault();
    hide();
  });
}
