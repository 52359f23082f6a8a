// The switch for the shortcuts; without JavaScript it stays hidden, because there is nothing to switch.
const box = document.getElementById("kurzwahl");
document.getElementById("kurzwahl-schalter").hidden = false;
box.checked = localStorage.getItem("kurzwahl") === "an";
box.addEventListener("change", () => {
  if (box.checked) localStorage.setItem("kurzwahl", "an");
  else localStorage.removeItem("kurzwahl");
});
