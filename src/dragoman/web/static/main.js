// Keys and the live list of what is being added. Every page works without this.
const csrf = document.querySelector('meta[name="csrf"]').content;
export const post = (path, fields) =>
  fetch(path, { method: "POST", headers: { "X-CSRF-Token": csrf }, body: new URLSearchParams(fields), redirect: "error" });

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
const keys = document.getElementById("keys");
let going = 0;

document.getElementById("help-link").addEventListener("click", (event) => {
  event.preventDefault();
  keys.showModal();
});

const act = (key) => {
  if (key === "/") document.getElementById("find").focus();
  else if (key === "?") keys.showModal();
  else if (key === "g") { going = Date.now(); return true; }
  else if (key === "u") document.querySelector(".did form button")?.click();
  else return false;
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || keys.open) return;
  if (event.target.closest('[role="grid"]') && event.key !== "/" && event.key !== "?") return;
  if (Date.now() - going < 1500) {
    going = 0;
    const link = [...document.querySelectorAll("[data-go]")].find((a) => a.dataset.go === event.key);
    if (link) { event.preventDefault(); link.click(); return; }
  }
  if (act(event.key)) event.preventDefault();
});

const files = document.getElementById("files");
files?.addEventListener("change", () => {
  const total = [...files.files].reduce((sum, file) => sum + file.size, 0);
  files.setCustomValidity(total > 20e6 ? `These files hold ${(total / 1e6).toFixed(0)} MB; 20 MB are taken at once. Choose fewer.` : "");
  files.reportValidity();
});

const jobs = document.querySelector("[data-jobs]");
const isBusy = () => jobs.querySelector('[data-busy="true"]') !== null;

// The list alone is taken anew when all is read: a text that is being pasted meanwhile must not be lost.
const refreshList = async () => {
  const reply = await fetch(location.pathname + location.search, { redirect: "error" });
  if (!reply.ok) return;
  const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
  for (const id of ["list", "total"]) document.getElementById(id).replaceWith(fresh.getElementById(id));
};

const poll = async () => {
  if (!isBusy()) return;
  try {
    const reply = await fetch("/jobs", { redirect: "error" });
    if (reply.ok) {
      // The fragment is made by our own templates, every text in it escaped.
      const fresh = await reply.text();
      if (fresh.trim() !== jobs.innerHTML.trim()) jobs.innerHTML = fresh;
      if (!isBusy()) { await refreshList(); return; }
    }
  } catch { /* the server may be gone: the next try tells */ }
  setTimeout(poll, 700);
};
if (jobs) setTimeout(poll, 400);
