// Shows only the questions that belong to the chosen step; without this all of them stand in the page.
document.addEventListener("DOMContentLoaded", () => {
  const parts = [...document.querySelectorAll("[data-steps]")];
  const showWhatBelongs = () => {
    const chosen = document.querySelector('input[name="to"]:checked');
    for (const part of parts) {
      part.hidden = !chosen || !part.dataset.steps.split(" ").includes(chosen.value);
    }
  };
  document.addEventListener("change", (event) => {
    if (event.target.name === "to") showWhatBelongs();
  });
  // The browser may restore the choice after going back.
  window.addEventListener("pageshow", showWhatBelongs);
  showWhatBelongs();
});
