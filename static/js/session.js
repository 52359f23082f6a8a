// Typing counts as activity. Five idle minutes before the session ends a notice offers to go on.
document.addEventListener("DOMContentLoaded", () => {
  const { sessionMinutes, sessionUrl } = document.body.dataset;
  if (!sessionUrl) return;
  const warnAfter = (Number(sessionMinutes) - 5) * 60_000;
  let lastKept = Date.now();
  let notice = null;

  const keep = async () => {
    lastKept = Date.now();
    try {
      const answer = await fetch(sessionUrl, { redirect: "manual" });
      if (answer.status === 204 && notice) {
        notice.remove();
        notice = null;
      }
    } catch {
      lastKept = 0;
    }
  };

  const warn = () => {
    notice = document.createElement("div");
    notice.className = "sp-notice sp-notice--warn";
    notice.setAttribute("role", "alert");
    const text = document.createElement("p");
    text.textContent = "In fünf Minuten endet Ihre Sitzung. Was Sie geschrieben haben, bleibt erhalten.";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kern-btn kern-btn--secondary";
    button.textContent = "Weiterarbeiten";
    button.addEventListener("click", keep);
    notice.append(text, button);
    document.querySelector("main").prepend(notice);
  };

  document.addEventListener("input", () => {
    if (Date.now() - lastKept > 5 * 60_000) keep();
  });
  setInterval(() => {
    if (!notice && Date.now() - lastKept > warnAfter) warn();
  }, 15_000);
});
