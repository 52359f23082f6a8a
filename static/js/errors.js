// After a refused form the focus goes to the box with the errors; without this the box is simply on top.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("fehler");
  if (box) box.focus();
});
