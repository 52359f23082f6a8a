// Optional shortcuts, off until switched on at /tastatur/ (WCAG 2.1.4). Only the switch is kept in the browser.
const TARGETS = { h: "Heute", t: "Teilnehmende", f: "Fristen", u: "Übersicht", n: "Netzwerk", b: "Berichte", r: "Regelwerk" };
let afterG = 0;

function isTyping(target) {
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

function follow(key) {
  const link = document.querySelector(`.sp-nav a[data-text="${TARGETS[key]}"]`);
  if (link) link.click();
}

document.addEventListener("keydown", (event) => {
  const modified = event.ctrlKey || event.altKey || event.metaKey;
  if (modified || isTyping(event.target) || localStorage.getItem("kurzwahl") !== "an") return;
  const search = document.querySelector("[role='search'] input:not([type='hidden'])");
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
  } else if (event.key === "g") {
    afterG = event.timeStamp;
  } else if (event.key in TARGETS && event.timeStamp - afterG < 1500) {
    afterG = 0;
    follow(event.key);
  }
});
