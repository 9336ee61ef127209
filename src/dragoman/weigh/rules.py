"""What a puzzle has to keep to, wherever it comes from. Each breach is one line that names the item and the key."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import fsum, isfinite

from dragoman.errors import PuzzleError
from dragoman.records.puzzle import (
    CREDIBILITIES,
    EVIDENCE_KINDS,
    LEVELS,
    MEASURES,
    MOST_HYPOTHESES,
    MOST_ITEMS,
    RELIABILITIES,
    VALUES,
    WEIGHTINGS,
    Cite,
    Evidence,
    Hypothesis,
    Judgement,
    Puzzle,
    Rating,
    Source,
)
from dragoman.records.verdict import LABELS

_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")
_DOCUMENT_ID = 500  # code points; ids of documents may come from outside
_SUM = 0.001  # stated priors may miss 1 by rounding


def check_puzzle(puzzle: Puzzle) -> Puzzle:
    """Return the puzzle as it is.

    Raises:
        PuzzleError: it breaks a rule; the message names the item and the key, and says what would do.
    """
    _check_sizes(puzzle)
    _one_of(puzzle.weighting, WEIGHTINGS, "puzzle", "weighting")
    _one_of(puzzle.rank_by, MEASURES, "puzzle", "rank_by")
    _date(puzzle.as_of, "puzzle", "as_of")
    sources = {s.id: s for s in puzzle.sources}
    _check_sources(puzzle.sources)
    _check_ids("hypotheses", "hypothesis", [h.id for h in puzzle.hypotheses])
    _check_ids("evidence", "evidence", [e.id for e in puzzle.evidence])
    for h in puzzle.hypotheses:
        _check_hypothesis(h, sources)
    share_priors(puzzle.hypotheses)
    items, answers = {e.id for e in puzzle.evidence}, {h.id for h in puzzle.hypotheses}
    for e in puzzle.evidence:
        _check_evidence(e, sources, items)
    _check_ratings(puzzle.ratings, items, answers)
    for j in puzzle.judgements:
        _check_judgement(j, puzzle.hypotheses)
    for n, indicator in enumerate(puzzle.indicators, 1):
        _known(indicator.hypothesis, answers, f"indicator {n}", "hypothesis", "hypotheses")
        _filled(indicator.text, f"indicator {n}", "text")
    return puzzle


def share_priors(hypotheses: Sequence[Hypothesis]) -> tuple[float, ...]:
    """Return the priors: as stated; hypotheses without one share equally what the stated ones leave.

    Raises:
        PuzzleError: a prior lies outside [0, 1], or they cannot sum to 1.
    """
    for h in hypotheses:
        if h.prior is not None:
            _between(h.prior, f"hypothesis {h.id!r}", "prior")
    stated = [h.prior for h in hypotheses if h.prior is not None]
    open_ = len(hypotheses) - len(stated)
    total = fsum(stated)
    if total > 1 + _SUM or (hypotheses and not open_ and total < 1 - _SUM):
        raise PuzzleError(f"hypotheses, key 'prior': the stated priors sum to {total:.3g}: make them sum to 1, or leave some out")
    share = max(1 - total, 0.0) / open_ if open_ else 0.0
    return tuple(share if h.prior is None else h.prior / (1.0 if open_ else total) for h in hypotheses)


def _check_sizes(puzzle: Puzzle) -> None:
    for name, found, most in (("evidence", puzzle.evidence, MOST_ITEMS), ("hypotheses", puzzle.hypotheses, MOST_HYPOTHESES)):
        if len(found) > most:
            ident = getattr(found[most], "id", "")
            over = f"is item {most + 1:,} of {len(found):,}, and a puzzle holds at most {most:,}"
            raise PuzzleError(f"{name}, item {ident!r}, key 'id': {over}: split the puzzle")


def _check_sources(sources: Sequence[Source]) -> None:
    seen: set[str] = set()
    for n, s in enumerate(sources, 1):
        where = f"source {s.id[:60]!r}" if s.id else f"source {n}"
        if not s.id or len(s.id) > _DOCUMENT_ID:
            raise PuzzleError(f"{where}, key 'id': give the id of the document, of 1 to {_DOCUMENT_ID} characters")
        if s.id in seen:
            raise PuzzleError(f"{where}, key 'id': stands twice among the sources: keep one")
        seen.add(s.id)
        _filled(s.origin, where, "origin")
        if s.length is not None and s.length < 0:
            raise PuzzleError(f"{where}, key 'length': {s.length} is below 0: give the code points of the text")


def _check_ids(table: str, noun: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for n, ident in enumerate(ids, 1):
        if not _ID.fullmatch(ident):
            raise PuzzleError(f"{table}, item {n}, key 'id': {ident[:60]!r} is no id: use up to 60 letters, digits, - and _")
        if ident in seen:
            raise PuzzleError(f"{noun} {ident!r}, key 'id': item {n} has the id of an item before it: give it another")
        seen.add(ident)


def _check_hypothesis(h: Hypothesis, sources: dict[str, Source]) -> None:
    where = f"hypothesis {h.id!r}"
    _filled(h.text, where, "text")
    _check_cites(h.cites, where, sources)


def _check_evidence(e: Evidence, sources: dict[str, Source], items: set[str]) -> None:
    where = f"evidence {e.id!r}"
    _filled(e.text, where, "text")
    _one_of(e.reliability, RELIABILITIES, where, "reliability")
    _one_of(e.credibility, CREDIBILITIES, where, "credibility")
    _one_of(e.relevance, LEVELS, where, "relevance")
    _one_of(e.kind, EVIDENCE_KINDS, where, "kind")
    if not isfinite(e.weight) or e.weight < 0:
        raise PuzzleError(f"{where}, key 'weight': {e.weight} is no factor: give 0 (set aside) or more; 1 where left out")
    if e.copy_of is not None:
        if e.copy_of == e.id:
            raise PuzzleError(f"{where}, key 'copy_of': names the item itself: name another item, or leave it out")
        _known(e.copy_of, items, where, "copy_of", "evidence")
    _check_cites(e.cites, where, sources)


def _check_cites(cites: Sequence[Cite], where: str, sources: dict[str, Source]) -> None:
    for n, c in enumerate(cites, 1):
        at = f"{where}, cite {n}"
        if c.document is None and c.row is None:
            raise PuzzleError(f"{at}, key 'document': names neither words of a document nor a table row: give one of them")
        if c.verdict is not None:
            _one_of(c.verdict, LABELS, at, "verdict")
        if c.document is not None:
            _known(c.document, sources, at, "document", "sources")
            _check_span(c, at, sources[c.document].length)


def _check_span(c: Cite, at: str, length: int | None) -> None:
    if c.start is None or c.end is None:
        raise PuzzleError(f"{at}, key '{'start' if c.start is None else 'end'}': missing: give both offsets of the words")
    if not 0 <= c.start < c.end:
        raise PuzzleError(f"{at}, keys 'start' and 'end': {c.start} to {c.end} is no stretch of text: start at 0 or more, end after it")
    if length is not None and c.end > length:
        raise PuzzleError(f"{at}, key 'end': {c.end} lies outside the text of {c.document!r}, which has {length} code points")
    if len(c.words.removesuffix("…").strip()) > c.end - c.start:
        raise PuzzleError(f"{at}, key 'words': more words than fit between {c.start} and {c.end}: correct the offsets or the words")


def _check_ratings(ratings: Sequence[Rating], items: set[str], answers: set[str]) -> None:
    seen: set[tuple[str, str, str, str, bool]] = set()
    for r in ratings:
        where = f"rating of {r.evidence[:60]!r} under {r.hypothesis[:60]!r} by {r.rater[:60]!r}"
        _known(r.evidence, items, where, "evidence", "evidence")
        _known(r.hypothesis, answers, where, "hypothesis", "hypotheses")
        _check_value(r.value, where)
        _filled(r.rater, where, "rater")
        _date(r.date or " ", where, "date")
        key = (r.evidence, r.hypothesis, r.rater, r.date, r.draft)
        if key in seen:
            raise PuzzleError(f"{where}, key 'date': rated twice on {r.date!r}: give the later rating a later date, or a time of day")
        seen.add(key)


def _check_value(value: str | float, where: str) -> None:
    if isinstance(value, str):
        if value not in VALUES:
            raise PuzzleError(f"{where}, key 'value': {value[:20]!r} is not on the scale: {', '.join(VALUES)}, or a likelihood from 0 to 1")
    elif not isfinite(value) or not 0 <= value <= 1:
        raise PuzzleError(f"{where}, key 'value': {value} is not on the scale: {', '.join(VALUES)}, or a likelihood from 0 to 1")


def _check_judgement(j: Judgement, hypotheses: Sequence[Hypothesis]) -> None:
    where = f"judgement by {j.rater[:60]!r} of {j.date[:30]!r}"
    _filled(j.rater, where, "rater")
    _date(j.date or " ", where, "date")
    given = dict(j.probabilities)
    for h in hypotheses:
        if h.id not in given:
            raise PuzzleError(f"{where}, key '{h.id}': missing: give a probability for every hypothesis")
    for ident, p in j.probabilities:
        _known(ident, {h.id for h in hypotheses}, where, "probabilities", "hypotheses")
        _between(p, where, ident)


def _known(ident: str, known: Iterable[str], where: str, key: str, table: str) -> None:
    if ident not in known:
        raise PuzzleError(f"{where}, key '{key}': {ident[:60]!r} is not among the {table}: add it there, or correct the name")


def _one_of(value: str, known: Sequence[str], where: str, key: str) -> None:
    if value not in known:
        raise PuzzleError(f"{where}, key '{key}': {value[:40]!r} is not known: give one of {', '.join(known)}")


def _between(p: float, where: str, key: str) -> None:
    if not isfinite(p) or not 0 <= p <= 1:
        raise PuzzleError(f"{where}, key '{key}': {p} is no probability: give one from 0 to 1")


def _filled(text: str, where: str, key: str) -> None:
    if not text.strip():
        raise PuzzleError(f"{where}, key '{key}': missing or empty: fill it in")


def _date(text: str | None, where: str, key: str) -> None:
    if text is None:
        return
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise PuzzleError(f"{where}, key '{key}': {text.strip()[:40]!r} is no date: give one as 2020-01-31") from None
