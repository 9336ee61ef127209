"""Sentences on what the reader of a weighing must know before he trusts it."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records.puzzle import MEASURES, Puzzle, Weighing

_NAMES = {"inconsistency": "inconsistency", "weighted": "weighted inconsistency", "posterior": "posterior probability"}


def write_notes(puzzle: Puzzle, weighing: Weighing) -> Weighing:
    """Return the weighing with its notes, the weightiest first."""
    found = [
        _tell_draft(weighing),
        _tell_open(weighing),
        _tell_lead(weighing),
        _tell_measures(weighing),
        _tell_origins(weighing),
        _tell_copies(weighing),
        _tell_flat(weighing),
        _tell_raters(weighing),
        _tell_priors(puzzle),
        _tell_search(weighing),
    ]
    return replace(weighing, notes=tuple(n for n in found if n))


def _tell_draft(w: Weighing) -> str:
    drafts = sum(c.draft for c in w.cells)
    if w.is_draft:
        return (
            f"Draft, unrated: no analyst has rated anything, and all {drafts} ratings are proposals of the machine, each with its reason."
        )
    return f"{drafts} of {len(w.cells)} rated cells hold only the machine's draft." if drafts else ""


def _tell_open(w: Weighing) -> str:
    cells = len(w.hypotheses) * len(w.evidence)
    missing = cells - len(w.cells)
    return f"{missing} of {cells} cells have no rating and count as not applicable." if missing else ""


def _tell_lead(w: Weighing) -> str:
    if len(w.hypotheses) == 1:
        return "There is one explanation alone, so that nothing competes: add the others before anything is read from the figures."
    if len(w.leaders) == len(w.hypotheses):
        return f"All explanations tie by {_NAMES[w.rank_by]}: nothing tells them apart yet."
    return ""


def _tell_measures(w: Weighing) -> str:
    leads = {s.measure: s.leaders for s in w.sensitivity}
    if len({leads[m] for m in MEASURES}) == 1:
        return ""
    told = "; ".join(f"by {_NAMES[m]} {join_ids(leads[m])}" for m in MEASURES)
    return f"The measures do not name the same leader: {told}."


def _tell_origins(w: Weighing) -> str:
    named = {e.origin for e in w.evidence if e.origin}
    if len(named) == 1 and len(w.evidence) > 1 and all(e.origin for e in w.evidence):
        return "All evidence comes from one origin, so that nothing in it corroborates anything else."
    unknown = sum(not e.origin for e in w.evidence)
    return f"{unknown} of {len(w.evidence)} items name no origin: copies among them are not seen." if unknown else ""


def _tell_copies(w: Weighing) -> str:
    copied = sum(bool(e.copies) for e in w.evidence)
    return f"{copied} items repeat each other; each set of copies weighs as one item." if copied else ""


def _tell_flat(w: Weighing) -> str:
    flat = [e.id for e in w.evidence if e.rated and e.diagnosticity == 0]
    return f"{len(flat)} rated {'item tells' if len(flat) == 1 else 'items tell'} nothing apart (diagnosticity 0)." if flat else ""


def _tell_raters(w: Weighing) -> str:
    differ = sum(c.differ for c in w.cells)
    return f"Raters differ in {differ} {'cell' if differ == 1 else 'cells'}; their mean counts." if differ else ""


def _tell_priors(puzzle: Puzzle) -> str:
    if any(h.prior is not None for h in puzzle.hypotheses):
        return ""
    return f"No priors are stated: each of the {len(puzzle.hypotheses)} explanations starts with the same probability."


def _tell_search(w: Weighing) -> str:
    if any(not s.exact for s in w.sensitivity):
        return "The search for what would change the lead met its limit: smaller sets may exist."
    return ""


def join_ids(ids: Sequence[str]) -> str:
    """Return "h1", "h1 and h2", "h1, h2 and h3"."""
    return ids[0] if len(ids) == 1 else f"{', '.join(ids[:-1])} and {ids[-1]}"
