// The gentle warning below a note, while typing; the server shows the same when the page is made.
const page = document.querySelector("[data-misplaced]");
const misplaced = new RegExp(page.dataset.misplaced, "gi");

for (const warning of document.querySelectorAll("[data-note]")) {
  const note = document.getElementById(warning.dataset.note);
  const list = warning.querySelector("[data-words]");
  const look = () => {
    const words = [...new Set(note.value.match(misplaced) || [])];
    const text = words.map((word) => `„${word}“`).join(", ");
    if (list.textContent !== text) list.textContent = text;
    warning.hidden = words.length === 0;
  };
  let timer = 0;
  note.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 600);
  });
}
