"""A weighing as one self-contained HTML page: no script, nothing loaded, every word of the puzzle escaped."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from dragoman.export.heatmap import draw_matrix
from dragoman.export.safe import one_line
from dragoman.export.weighing_words import (
    HOW_TO_READ,
    MEASURE_NAMES,
    figure,
    grade,
    list_facts,
    origin_name,
    percent,
    tell_all,
    tell_removals,
)
from dragoman.records.puzzle import CellScore, Cite, Evidence, EvidenceScore, Puzzle, Weighing

_LEGEND = (
    ("CC", "fits very well"),
    ("C", "fits"),
    ("N", "neutral"),
    ("I", "speaks against"),
    ("II", "speaks strongly against"),
    ("NA", "no bearing"),
    ("·", "not rated"),
)
_BAR = 90


def write_weighing_html(puzzle: Puzzle, weighing: Weighing, orientation: str = "hypotheses") -> str:
    """Return the page.

    Args:
        puzzle: what was weighed.
        weighing: what came of it.
        orientation: which of ``hypotheses`` and ``evidence`` are the rows of the matrix.
    """
    style = _style()
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{_text(puzzle.question)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"{_head(puzzle, weighing)}\n{_hypotheses(puzzle, weighing)}\n{_matrix(weighing, orientation)}\n"
        f"{_evidence(puzzle, weighing)}\n{_lead(weighing)}\n{_rest(puzzle)}"
        f"<footer><p>{escape(HOW_TO_READ)}</p></footer>\n</main>\n</body>\n</html>\n"
    )


def _head(puzzle: Puzzle, weighing: Weighing) -> str:
    kind = "state draft" if weighing.state != "rated" else "state"
    facts = "".join(
        f'<li><span class="{kind}">{escape(f)}</span></li>' if f == weighing.state else f"<li>{_text(f)}</li>"
        for f in list_facts(puzzle, weighing)
    )
    says = "".join(f"<li>{_text(s)}</li>" for s in tell_all(weighing))
    return f'<header><h1>{_bdi(puzzle.question)}</h1><ul class="facts">{facts}</ul></header><ul class="says">{says}</ul>'


def _hypotheses(puzzle: Puzzle, weighing: Weighing) -> str:
    judged = any(h.judged is not None for h in weighing.hypotheses)
    heads = ["rank", "explanation", "proponents", "inconsistency", "weighted", "posterior", *(["judged"] if judged else [])]
    by = {h.id: ", ".join(h.proponents) for h in puzzle.hypotheses}
    rows = []
    for h in sorted(weighing.hypotheses, key=lambda h: h.rank):
        cells = [
            _td("explanation", f"<strong>{_text(h.id)}.</strong> {_bdi(h.text)}"),
            _td("proponents", _bdi(by[h.id])),
            _td("inconsistency", figure(h.inconsistency), "number"),
            _td("weighted", figure(h.weighted), "number"),
            _td("posterior", f"{percent(h.posterior)}{_bar(h.posterior)}", "number"),
        ]
        cells += [_td("judged", percent(h.judged) if h.judged is not None else "", "number")] if judged else []
        rank = f"{h.rank}{' (tie)' if h.tied else ''}"
        lead = ' class="leads"' if h.rank == 1 and not weighing.is_draft else ""
        rows.append(f'<tr{lead}><th scope="row" class="number">{rank}</th>{"".join(cells)}</tr>')
    return _section("explanations", "Explanations", _table("explanations", heads, rows))


def _bar(p: float) -> str:
    return (
        f'<svg class="bar" width="{_BAR}" height="6" aria-hidden="true"><rect width="{_BAR}" height="6" fill="currentColor" opacity=".15"/>'
        f'<rect width="{_BAR * p:.1f}" height="6" fill="currentColor"/></svg>'
    )


def _matrix(weighing: Weighing, orientation: str) -> str:
    legend = "".join(f"<li><strong>{letter}</strong> {words}</li>" for letter, words in _LEGEND)
    picture = f'<div class="scroll" tabindex="0" role="group" aria-label="the matrix">{draw_matrix(weighing, orientation)}</div>'
    return _section("matrix", "Matrix", f'{picture}<ul class="legend">{legend}</ul>')


def _evidence(puzzle: Puzzle, weighing: Weighing) -> str:
    items = {e.id: e for e in puzzle.evidence}
    cells: dict[str, list[CellScore]] = {}
    for c in weighing.cells:
        cells.setdefault(c.evidence, []).append(c)
    heads = ["item", "evidence", "ratings", "origin and grade", "weight", "diagnosticity"]
    ordered = sorted(weighing.evidence, key=lambda e: e.rank)
    rows = [_evidence_row(puzzle, items[e.id], e, cells.get(e.id, [])) for e in ordered]
    return _section("evidence", "Evidence, the most telling first", _table("evidence", heads, rows))


def _evidence_row(puzzle: Puzzle, item: Evidence, score: EvidenceScore, cells: list[CellScore]) -> str:
    ratings = ", ".join(f"{_text(c.hypothesis)}\u00a0{c.value}{'*' if c.differ else ''}" for c in cells)
    if cells and all(c.draft for c in cells):
        ratings += ' <span class="small">(draft)</span>'
    reasons = list(dict.fromkeys(r for c in cells for r in c.reasons))
    copies = f'<br><span class="small">the same as {_text(", ".join(score.copies))}</span>' if score.copies else ""
    origin = f'{_bdi(origin_name(puzzle, item.origin))}<br><span class="small">{escape(grade(item))}; {escape(item.kind)}</span>{copies}'
    return (
        f'<tr><th scope="row" class="number">{_text(item.id)}</th>{_td("evidence", _bdi(item.text) + _details(item, reasons))}'
        f"{_td('ratings', ratings)}{_td('origin and grade', origin)}{_td('weight', figure(score.weight), 'number')}"
        f"{_td('diagnosticity', figure(score.diagnosticity), 'number')}</tr>"
    )


def _details(item: Evidence, reasons: list[str]) -> str:
    """Return what the item cites and why it is rated so, folded away."""
    entries = [*(f"<li>{_cite(c)}</li>" for c in item.cites), *(f"<li>{_bdi(r)}</li>" for r in reasons)]
    return f"<details><summary>what it rests on</summary><ul>{''.join(entries)}</ul></details>" if entries else ""


def _cite(c: Cite) -> str:
    if c.row is not None:
        source = f", {_bdi(c.source)}" if c.source else ""
        return f"table row {_bdi(c.row)}{source}{'' if c.agrees else ' (disagrees)'}"
    verdict = f" ({_text(c.verdict)})" if c.verdict else ""
    return f"“{_bdi(c.words)}”{verdict}, {c.start}–{c.end}"


def _lead(weighing: Weighing) -> str:
    rows = [
        f'<tr><th scope="row">{MEASURE_NAMES[s.measure]}</th>{_td("leads", _text(", ".join(s.leaders)))}'
        f"{_td('what it rests on', _text(' '.join(tell_removals(s))))}</tr>"
        for s in weighing.sensitivity
    ]
    return _section("lead", "What the lead rests on", _table("lead", ["measure", "leads", "what it rests on"], rows))


def _rest(puzzle: Puzzle) -> str:
    told = ""
    if puzzle.assumptions:
        told += _section("assumptions", "Assumptions", _list([_bdi(a) for a in puzzle.assumptions]))
    if puzzle.indicators:
        told += _section("indicators", "Watch for", _list([f"{_text(i.hypothesis)}: {_bdi(i.text)}" for i in puzzle.indicators]))
    if puzzle.sources:
        named = [f"{_bdi(s.label)}{', ' + _text(s.published) if s.published else ''} {_standing(s.standing)}" for s in puzzle.sources]
        told += _section("sources", "Sources", _list(named))
    return told


def _standing(standing: str | None) -> str:
    return f'<span class="small">{_text(standing)}</span>' if standing else ""


def _list(items: list[str]) -> str:
    return f'<ul class="says">{"".join(f"<li>{i}</li>" for i in items)}</ul>'


def _section(name: str, heading: str, body: str) -> str:
    return f'<section id="{name}" aria-labelledby="h-{name}"><h2 id="h-{name}">{escape(heading)}</h2>{body}</section>'


def _table(name: str, heads: list[str], rows: list[str]) -> str:
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    return f'<table aria-labelledby="h-{name}"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _td(label: str, content: str, kind: str = "") -> str:
    return f'<td data-label="{escape(label)}"{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}>{content}</td>'


def _text(words: str) -> str:
    return escape(one_line(words))


def _bdi(words: str) -> str:
    return f"<bdi>{_text(words)}</bdi>"


@cache
def _style() -> str:
    return (files("dragoman.data") / "web" / "weighing.css").read_text(encoding="utf-8")
