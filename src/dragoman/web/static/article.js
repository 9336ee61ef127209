// Opens a finding beside the text without a new page, moves between findings, and turns a selection into offsets.
const article = document.getElementById("article");
const panel = document.getElementById("panel");
const pick = document.getElementById("pick");
const documentId = article.dataset.document;
const shown = () => panel.querySelector("[data-finding]")?.dataset.finding ?? null;

const light = (id) => {
  for (const m of article.querySelectorAll(".m")) m.classList.toggle("on", id !== null && m.dataset.f.split(" ").includes(id));
  for (const a of document.querySelectorAll("[data-open]")) {
    if (a.dataset.open === id) a.setAttribute("aria-current", "true");
    else a.removeAttribute("aria-current");
  }
};

const open = async (id, { focus = true, push = true } = {}) => {
  const query = new URLSearchParams({ d: documentId, f: id });
  const reply = await fetch(`/article/panel?${query}`, { redirect: "error" });
  if (!reply.ok) { location.assign(`/article?${query}`); return; }
  panel.innerHTML = await reply.text(); // made by our own templates, every text in it escaped
  light(id);
  if (push) history.pushState({ id }, "", `/article?${query}`);
  const place = document.getElementById(`t-${id}`);
  if (place) place.scrollIntoView({ block: "center" });
  else location.assign(`/article?${query}#t-${id}`); // in another part of a long text
  document.getElementById("side").scrollTop = 0;
  if (focus) document.getElementById("record-title").focus({ preventScroll: true });
};

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const mark = event.target.closest("a.m");
  const line = event.target.closest("a[data-open]");
  if (!mark && !line) return;
  event.preventDefault();
  if (mark && !getSelection().isCollapsed) return; // words are being selected, not opened
  open(line ? line.dataset.open : nextAt(mark));
});

// The findings whose kinds are marked at the moment.
const markedIds = () => {
  const kinds = new Set([...document.querySelectorAll(".show input:checked")].map((i) => i.id.replace("show-", "")));
  return new Set([...document.querySelectorAll("[data-open]")].filter((a) => kinds.has(a.dataset.kind)).map((a) => a.dataset.open));
};

// A click on words that several findings share opens the next one of them.
const nextAt = (mark) => {
  const ids = mark.dataset.f.split(" ");
  const marked = markedIds();
  const seen = ids.filter((id) => marked.has(id));
  const from = seen.length ? seen : ids;
  return from[(from.indexOf(shown()) + 1) % from.length];
};

addEventListener("popstate", () => location.reload());

const order = () => {
  const found = [];
  const marked = markedIds();
  for (const m of article.querySelectorAll(".m")) for (const id of m.dataset.f.split(" ")) if (marked.has(id) && !found.includes(id)) found.push(id);
  return found;
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  if (event.key === "Escape") { pick.hidden = true; return; }
  if (event.key === "n" || event.key === "N") {
    const ids = order();
    const at = ids.indexOf(shown());
    const step = event.key === "n" ? 1 : -1;
    if (ids.length) open(ids[(at < 0 ? (step > 0 ? 0 : ids.length - 1) : at + step + ids.length) % ids.length]);
  } else if (event.key === "y") panel.querySelector('[value="accept"]')?.click();
  else if (event.key === "x") panel.querySelector('[value="reject"]')?.click();
  else if (event.key === "e") {
    const details = panel.querySelector(".correct");
    if (!details) return;
    event.preventDefault();
    details.open = true;
    details.querySelector("input:not([type=hidden]), select").focus();
  }
});

// --- a selection as code points of the document's text
const points = (text) => [...text].length; // code points, not UTF-16 units

const offsetOf = (node, offset) => {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const block = element.closest("[data-s]");
  if (!block) {
    // Between two blocks, as after a triple click: the next block's beginning.
    const next = [...element.childNodes].slice(offset).find((n) => n.dataset?.s !== undefined);
    return next ? Number(next.dataset.s) : null;
  }
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  const part = before.cloneContents();
  // What is shown for a hidden character counts as the one that it stands for.
  for (const stand of part.querySelectorAll(".ctl")) stand.textContent = " ".repeat(Number(stand.dataset.n));
  return Number(block.dataset.s) + points(part.textContent);
};

let chosen = null;
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (selection.isCollapsed || selection.rangeCount === 0) { pick.hidden = true; chosen = null; return; }
  const range = selection.getRangeAt(0);
  if (!article.contains(range.commonAncestorContainer)) { pick.hidden = true; return; }
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) { pick.hidden = true; return; }
  chosen = { start, end };
  const box = range.getBoundingClientRect();
  pick.hidden = false;
  pick.style.setProperty("left", `${Math.max(8, Math.min(box.left + scrollX, scrollX + innerWidth - pick.offsetWidth - 12))}px`);
  pick.style.setProperty("top", `${box.bottom + scrollY + 8}px`);
});

pick.addEventListener("mousedown", (event) => event.preventDefault()); // keep the selection
pick.addEventListener("click", (event) => {
  const button = event.target.closest("[data-kind]");
  if (!button || !chosen) return;
  location.assign(`/article?${new URLSearchParams({ d: documentId, add: button.dataset.kind, start: chosen.start, end: chosen.end })}`);
});

if (shown()) light(shown());
