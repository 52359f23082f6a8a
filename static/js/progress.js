// Shows how far work on many cases is; without this the link „Stand neu laden“ does the same.
const EVERY = 2000;

async function refresh() {
  try {
    const answer = await fetch(location.pathname, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const newer = page.getElementById("fortschritt");
    if (answer.ok && newer) take(newer);
  } catch {
    // The server or the network is away for a moment; the next turn asks again.
  }
  if (document.querySelector("[data-unfertig]")) setTimeout(refresh, EVERY);
}

function take(newer) {
  const shown = document.getElementById("fortschritt");
  // Whoever works in the table keeps the place; the words and the bar change alone.
  if (newer.hasAttribute("data-unfertig") && shown.contains(document.activeElement)) {
    for (const part of ["#stand", "progress"]) shown.querySelector(part).replaceWith(newer.querySelector(part));
  } else {
    shown.replaceWith(newer);
  }
}

setTimeout(refresh, EVERY);
