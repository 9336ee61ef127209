"""A weighing as JSON and as Markdown."""

import json
from dataclasses import asdict
from typing import Any

from dragoman.export.safe import escape_markdown as plain
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
from dragoman.records.puzzle import Puzzle, Sensitivity, Weighing

_MOST_COLUMNS = 60


def write_weighing_json(weighing: Weighing) -> str:
    """Return the weighing as one JSON object; ``sensitivity.flip`` is the first of the smallest ``sets``, the rest stands beside it."""
    told: dict[str, Any] = asdict(weighing)
    told["leaders"] = weighing.leaders
    told["draft"] = weighing.is_draft
    told["sensitivity"] = {
        **_sensitivity(weighing.sensitivity[0]),
        "by_measure": {s.measure: _sensitivity(s) for s in weighing.sensitivity},
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode("utf-8") + "\n"


def _sensitivity(s: Sensitivity) -> dict[str, Any]:
    return {
        "measure": s.measure,
        "leaders": s.leaders,
        "flip": s.flip[0] if s.flip else (),
        "sets": s.flip,
        "tie": s.tie,
        "exact": s.exact,
        "more": s.more,
    }


def write_weighing_markdown(puzzle: Puzzle, weighing: Weighing, orientation: str = "hypotheses") -> str:
    """Return the weighing as Markdown (GitHub's tables), safe whatever the puzzle contains.

    Args:
        puzzle: what was weighed.
        weighing: what came of it.
        orientation: which of ``hypotheses`` and ``evidence`` are the rows of the matrix.
    """
    lines = [f"# {plain(puzzle.question)}", "", plain(" · ".join(list_facts(puzzle, weighing))), ""]
    lines += [f"- {plain(s)}" for s in tell_all(weighing)]
    lines += ["", "## Explanations", "", *_hypotheses(puzzle, weighing), "", "## Matrix", "", *_matrix(weighing, orientation)]
    lines += ["", "## Evidence", "", *_evidence(puzzle, weighing), "", "## What the lead rests on", ""]
    lines += [f"- By {MEASURE_NAMES[s.measure]}: {plain(' '.join(tell_removals(s)))}" for s in weighing.sensitivity]
    if puzzle.assumptions:
        lines += ["", "## Assumptions", "", *(f"- {plain(a)}" for a in puzzle.assumptions)]
    if puzzle.indicators:
        lines += ["", "## Watch for", "", *(f"- {plain(i.hypothesis)}: {plain(i.text)}" for i in puzzle.indicators)]
    return "\n".join([*lines, "", f"*{HOW_TO_READ}*", ""])


def _hypotheses(puzzle: Puzzle, weighing: Weighing) -> list[str]:
    judged = any(h.judged is not None for h in weighing.hypotheses)
    heads = ["rank", "explanation", "proponents", "inconsistency", "weighted", "posterior", *(["judged"] if judged else [])]
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    by = {h.id: ", ".join(h.proponents) for h in puzzle.hypotheses}
    for h in sorted(weighing.hypotheses, key=lambda h: h.rank):
        cells = [f"{h.rank}{' (tie)' if h.tied else ''}", f"{plain(h.id)}. {plain(h.text)}", plain(by[h.id])]
        cells += [figure(h.inconsistency), figure(h.weighted), percent(h.posterior)]
        cells += [percent(h.judged) if h.judged is not None else ""] if judged else []
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _matrix(weighing: Weighing, orientation: str) -> list[str]:
    answers, items = [h.id for h in weighing.hypotheses], [e.id for e in weighing.evidence]
    cells = {(c.evidence, c.hypothesis): f"{c.value}{'*' if c.differ else ''}" for c in weighing.cells}
    if orientation == "hypotheses":
        cells = {(h, e): value for (e, h), value in cells.items()}
        rows, columns = answers, items
    else:
        rows, columns = items, answers
    more = len(columns) - _MOST_COLUMNS
    columns = columns[:_MOST_COLUMNS]
    lines = [f"{more} further columns are left out; the list of evidence and the other formats have them.", ""] if more > 0 else []
    lines += [f"| | {' | '.join(map(plain, columns))} |", "|" + "---|" * (len(columns) + 1)]
    return [*lines, *(f"| {plain(r)} | {' | '.join(cells.get((r, c), '·').replace('*', chr(92) + '*') for c in columns)} |" for r in rows)]


def _evidence(puzzle: Puzzle, weighing: Weighing) -> list[str]:
    lines = ["| item | grade | origin | weight | diagnosticity |", "|---|---|---|---|---|"]
    items = {e.id: e for e in puzzle.evidence}
    for score in sorted(weighing.evidence, key=lambda e: e.rank):
        e = items[score.id]
        copies = f" (as {', '.join(score.copies)})" if score.copies else ""
        cells = [f"{plain(e.id)}. {plain(e.text)}", grade(e), plain(origin_name(puzzle, e.origin)) + plain(copies)]
        lines.append(f"| {' | '.join([*cells, figure(score.weight), figure(score.diagnosticity)])} |")
    return lines
