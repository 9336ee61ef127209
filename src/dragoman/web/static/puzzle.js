// The matrix by keyboard: arrows move, letters rate, the server scores.
import { post } from "./main.js";

const grid = document.getElementById("matrix");
const said = document.getElementById("said");
const rows = () => [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll('[role="gridcell"]')]);

const focusCell = (cell) => {
  for (const other of grid.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
};

const place = (cell) => {
  const all = rows();
  const y = all.findIndex((row) => row.includes(cell));
  return { all, y, x: all[y].indexOf(cell) };
};

const move = (cell, key, far) => {
  const { all, y, x } = place(cell);
  const bottom = all.length - 1;
  const right = all[y].length - 1;
  const target = {
    ArrowUp: [Math.max(0, y - 1), x], ArrowDown: [Math.min(bottom, y + 1), x],
    ArrowLeft: [y, Math.max(0, x - 1)], ArrowRight: [y, Math.min(right, x + 1)],
    Home: far ? [0, 0] : [y, 0], End: far ? [bottom, right] : [y, right],
    PageUp: [Math.max(0, y - 5), x], PageDown: [Math.min(bottom, y + 5), x],
  }[key];
  if (target) focusCell(all[target[0]][target[1]]);
  return target !== undefined;
};

// The same letter on a cell that has it makes it "very", and once more takes that back; a draft is first confirmed as it stands.
const valueOf = (cell, key) => {
  if (key === "Delete" || key === "Backspace") return "";
  const letter = { c: "C", i: "I", n: "N", a: "NA" }[key.toLowerCase()];
  if (letter === undefined) return null;
  const again = cell.textContent.trim() === letter && !cell.classList.contains("draft");
  return again && (letter === "C" || letter === "I") ? letter + letter : letter;
};

let queue = Promise.resolve();
const rate = (cell, value) => {
  show(cell, value, false);
  queue = queue.then(() => send(cell, value)).catch(() => { said.textContent = "The rating could not be kept: load the page anew."; });
};

const send = async (cell, value) => {
  cell.setAttribute("aria-busy", "true");
  try {
    const reply = await post(grid.dataset.rate, { id: grid.dataset.puzzle, evidence: cell.dataset.e, hypothesis: cell.dataset.h, value });
    if (!reply.ok) throw new Error(String(reply.status));
    const kept = await reply.json();
    if (cell.dataset.wanted === value) show(cell, kept.value, kept.draft);
    document.getElementById("scores").innerHTML = kept.scores; // made by our own templates, every text in it escaped
    said.textContent = `${cell.dataset.e} under ${cell.dataset.h}: ${kept.value || "not rated"}`;
  } finally {
    cell.removeAttribute("aria-busy");
  }
};

const show = (cell, value, draft) => {
  cell.dataset.wanted = value;
  cell.textContent = value;
  cell.className = `r r-${value.toLowerCase()}${draft ? " draft" : ""}`;
  cell.setAttribute("aria-label", `${cell.dataset.e} under ${cell.dataset.h}: ${value || "not rated"}${draft ? ", draft" : ""}`);
};

grid?.addEventListener("click", (event) => {
  const cell = event.target.closest('[role="gridcell"]');
  if (cell) focusCell(cell);
});

grid?.addEventListener("keydown", (event) => {
  const cell = event.target.closest('[role="gridcell"]');
  if (!cell || event.altKey || event.metaKey) return;
  if (move(cell, event.key, event.ctrlKey)) { event.preventDefault(); return; }
  if (event.ctrlKey) return;
  const value = valueOf(cell, event.key);
  if (value === null) return;
  event.preventDefault();
  rate(cell, value);
});
