"use strict";
(() => {
  const back = document.getElementById("return");
  let from = null;
  const show = () => {
    for (const piece of document.querySelectorAll("mark.on")) piece.classList.remove("on");
    const key = /^#c([A-Z]?\d+)$/.exec(location.hash);
    if (!key) return;
    for (const piece of document.querySelectorAll(`mark[data-c~="${key[1]}"]`)) piece.classList.add("on");
    const target = document.getElementById(`c${key[1]}`);
    if (target) target.focus({ preventScroll: true });
    back.href = `#${from && from.id ? from.id : `r${key[1]}`}`;
    back.hidden = false;
  };
  const goBack = () => {
    if (!from) return false;
    from.focus();
    from.scrollIntoView({ block: "center" });
    from = null;
    back.hidden = true;
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (link.matches("a.cite")) {
      from = link;
      // The same link twice changes no hash and fires no event.
      if (link.hash === location.hash) show();
    } else if (link === back && goBack()) {
      event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && goBack()) event.preventDefault();
  });
  addEventListener("hashchange", show);
  show();
})();
