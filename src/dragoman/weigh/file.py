"""The puzzle file, read: TOML -> Puzzle. Writing it is ``weigh.writing``; the format is told in docs/puzzle.md."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar

from dragoman.errors import PuzzleError
from dragoman.records.puzzle import Cite, Evidence, Hypothesis, Indicator, Judgement, Puzzle, Rating, Source
from dragoman.weigh.rules import check_puzzle

FORMAT = 1
_LARGEST = 2**53  # beyond it a whole number has no exact float, and far beyond none at all
T = TypeVar("T")
_TOP = ("format", "question", "title", "as_of", "maker", "weighting", "rank_by", "assumptions")
_TABLES = ("sources", "hypotheses", "evidence", "ratings", "judgements", "indicators")


def read_puzzle(text: str, name: str = "the puzzle") -> Puzzle:
    """Return the puzzle that a file's text holds.

    Args:
        text: TOML, as ``write_puzzle`` and people write it.
        name: what to call the file in messages.

    Raises:
        PuzzleError: it is no TOML, or breaks a rule; the message names the file, the item and the key.
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PuzzleError(f"{name}: not TOML: {error}; see docs/puzzle.md for the form of the file") from error
    try:
        return check_puzzle(_read_top(raw))
    except PuzzleError as error:
        raise PuzzleError(f"{name}: {error}") from error


def _read_top(raw: dict[str, Any]) -> Puzzle:
    top = _Table(raw, "puzzle", (*_TOP, *_TABLES))
    if top.number("format", FORMAT) != FORMAT:
        raise PuzzleError(f"puzzle, key 'format': {str(raw['format'])[:20]!r} is not known: this version reads format {FORMAT}")
    return Puzzle(
        question=top.text("question"),
        title=top.text("title", ""),
        as_of=top.day("as_of"),
        maker=top.text("maker", ""),
        weighting=top.text("weighting", "parc"),
        rank_by=top.text("rank_by", "inconsistency"),
        assumptions=top.texts("assumptions"),
        sources=_each(raw, "sources", "source", _read_source),
        hypotheses=_each(raw, "hypotheses", "hypothesis", _read_hypothesis),
        evidence=_each(raw, "evidence", "evidence", _read_evidence),
        ratings=tuple(r for sheet in _each(raw, "ratings", "ratings sheet", _read_sheet) for r in sheet),
        judgements=_each(raw, "judgements", "judgement", _read_judgement),
        indicators=_each(raw, "indicators", "indicator", _read_indicator),
    )


class _Table:
    """One table of the file. Its methods read one key each, of one type; ``where`` names the table in messages."""

    def __init__(self, raw: Any, where: str, known: tuple[str, ...]) -> None:
        if not isinstance(raw, dict):
            raise PuzzleError(f"{where}: {_kind(raw)} where a table of keys was expected")
        strange = next((key for key in raw if key not in known), None)
        if strange is not None:
            raise PuzzleError(f"{where}, key {strange[:40]!r}: not known here: {', '.join(known)} are")
        self.raw, self.where = raw, where

    def fail(self, key: str, wanted: str) -> PuzzleError:
        """Return the error for a value of a wrong type."""
        return PuzzleError(f"{self.where}, key '{key}': {_kind(self.raw[key])} where {wanted} was expected")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; one without default has to be there and not be empty."""
        value = self.raw.get(key, default)
        if value is None or (default is None and value == ""):
            raise PuzzleError(f"{self.where}, key '{key}': missing or empty: fill it in")
        if not isinstance(value, str):
            raise self.fail(key, "a text in quotation marks")
        return value

    def maybe(self, key: str) -> str | None:
        """Return a text, None where it is left out or empty."""
        return self.text(key, "") or None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.fail(key, 'a list of texts, as ["one", "two"],')
        return tuple(value)

    def number(self, key: str, default: float | None = None) -> float | None:
        """Return a number, the default where it is left out."""
        value = self.raw.get(key, default)
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            raise self.fail(key, "a number")
        if value is not None and abs(value) > _LARGEST and isinstance(value, int):
            raise self.fail(key, "a number of common size")
        return value

    def whole(self, key: str) -> int | None:
        """Return a whole number, None where it is left out."""
        value = self.number(key)
        if value is not None and not isinstance(value, int):
            raise self.fail(key, "a whole number")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false, the default where it is left out."""
        value = self.raw.get(key, default)
        if not isinstance(value, bool):
            raise self.fail(key, "true or false")
        return value

    def day(self, key: str) -> str | None:
        """Return a date, written bare or in quotation marks, as ISO 8601; None where it is left out."""
        value = self.raw.get(key)
        if isinstance(value, (date, datetime)):
            return value.isoformat()
        return self.maybe(key)

    def table(self, key: str) -> dict[str, Any]:
        """Return a table of free keys, empty where it is left out."""
        value = self.raw.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(key, "a table of keys")
        return value


def _each(raw: dict[str, Any], key: str, noun: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
    rows = raw.get(key, [])
    if not isinstance(rows, list):
        raise PuzzleError(f"puzzle, key '{key}': {_kind(rows)} where [[{key}]] tables were expected")
    return tuple(read(row, _name_row(row, noun, n)) for n, row in enumerate(rows, 1))


def _name_row(row: Any, noun: str, n: int) -> str:
    ident = row.get("id") if isinstance(row, dict) else None
    return f"{noun} {ident[:60]!r}" if isinstance(ident, str) and ident else f"{noun} {n}"


def _read_source(raw: Any, where: str) -> Source:
    t = _Table(raw, where, ("id", "label", "path", "published", "origin", "standing", "length"))
    ident = t.text("id")
    return Source(
        id=ident,
        label=t.text("label", ident),
        path=t.text("path", ""),
        published=t.day("published"),
        origin=t.text("origin", ident),
        standing=t.maybe("standing"),
        length=t.whole("length"),
    )


def _read_hypothesis(raw: Any, where: str) -> Hypothesis:
    t = _Table(raw, where, ("id", "text", "prior", "theme", "proponents", "cites"))
    return Hypothesis(
        id=t.text("id"),
        text=t.text("text"),
        prior=t.number("prior"),
        theme=t.maybe("theme"),
        proponents=t.texts("proponents"),
        cites=_read_cites(t),
    )


def _read_evidence(raw: Any, where: str) -> Evidence:
    known = ("id", "text", "cites", "origin", "copy_of", "reliability", "credibility", "relevance", "weight", "kind", "speaker")
    t = _Table(raw, where, known)
    credibility = t.raw.get("credibility")
    if isinstance(credibility, int) and not isinstance(credibility, bool):
        t.raw["credibility"] = str(credibility)  # 2 is as good as "2"
    weight = t.number("weight", 1.0)
    return Evidence(
        id=t.text("id"),
        text=t.text("text"),
        cites=_read_cites(t),
        origin=t.text("origin", ""),
        copy_of=t.maybe("copy_of"),
        reliability=t.text("reliability", "F"),
        credibility=t.text("credibility", "6"),
        relevance=t.text("relevance", "M"),
        weight=1.0 if weight is None else float(weight),
        kind=t.text("kind", "information"),
        speaker=t.maybe("speaker"),
    )


def _read_cites(table: _Table) -> tuple[Cite, ...]:
    rows = table.raw.get("cites", [])
    if not isinstance(rows, list):
        raise table.fail("cites", "a list of tables")
    found = []
    for n, row in enumerate(rows, 1):
        t = _Table(row, f"{table.where}, cite {n}", ("document", "start", "end", "words", "verdict", "row", "source", "agrees"))
        found.append(
            Cite(
                document=t.maybe("document"),
                start=t.whole("start"),
                end=t.whole("end"),
                words=t.text("words", ""),
                row=t.maybe("row"),
                source=t.maybe("source"),
                agrees=t.flag("agrees", True),
                verdict=t.maybe("verdict"),
            )
        )
    return tuple(found)


def _read_sheet(raw: Any, where: str) -> tuple[Rating, ...]:
    """Return the ratings of one sheet: who rated, when, and cells as ``e1 = { h1 = "C" }``."""
    t = _Table(raw, where, ("rater", "date", "draft", "cells", "reasons"))
    rater, day, draft = t.text("rater"), t.day("date") or "", t.flag("draft")
    where = f"{where} by {rater[:60]!r}"
    cells = list(_read_cells(t, "cells", where))
    reasons = _read_reasons(t, where, [key for key, _ in cells])
    found = []
    for (evidence, hypothesis), value in cells:
        at = f"{where}, rating of {evidence[:60]!r} under {hypothesis[:60]!r}"
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise PuzzleError(f"{at}, key 'value': {_kind(value)} where CC, C, N, I, II, NA or a likelihood from 0 to 1 was expected")
        value = value if isinstance(value, str) else float(value) if abs(value) < _LARGEST else float("inf")
        reason = reasons.get((evidence, hypothesis), "")
        found.append(Rating(evidence=evidence, hypothesis=hypothesis, value=value, rater=rater, date=day, reason=reason, draft=draft))
    return tuple(found)


def _read_reasons(table: _Table, where: str, rated: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the reason of each cell; ``e1 = "..."`` gives one to all cells of a row."""
    found: dict[tuple[str, str], str] = {}
    for evidence, given in table.table("reasons").items():
        row = [h for e, h in rated if e == evidence]
        pairs = given.items() if isinstance(given, dict) else ((h, given) for h in row)
        for hypothesis, reason in pairs:
            if not isinstance(reason, str):
                at = f"{where}, reasons, key {evidence[:60]!r}"
                raise PuzzleError(f"{at}: {_kind(reason)} where a text in quotation marks was expected")
            if hypothesis not in row:
                at = f"{where}, reasons, key {evidence[:60]!r}"
                raise PuzzleError(f"{at}: the sheet does not rate it under {hypothesis[:60]!r}: rate it there")
            found[evidence, hypothesis] = reason
        if not row:
            raise PuzzleError(f"{where}, reasons, key {evidence[:60]!r}: the sheet does not rate it: rate it there, or take the reason out")
    return found


def _read_cells(table: _Table, key: str, where: str) -> Iterator[tuple[tuple[str, str], Any]]:
    for evidence, row in table.table(key).items():
        if not isinstance(row, dict):
            raise PuzzleError(f"{where}, {key}, key {evidence[:60]!r}: {_kind(row)} where {{ hypothesis = ... }} was expected")
        for hypothesis, value in row.items():
            yield (evidence, hypothesis), value


def _read_judgement(raw: Any, where: str) -> Judgement:
    t = _Table(raw, where, ("rater", "date", "probabilities", "reason"))
    given = _Table(t.table("probabilities"), f"{where} by {t.text('rater')!r}, probabilities", tuple(t.table("probabilities")))
    pairs = tuple((key, float(given.number(key) or 0.0)) for key in given.raw)
    return Judgement(rater=t.text("rater"), date=t.day("date") or "", probabilities=pairs, reason=t.text("reason", ""))


def _read_indicator(raw: Any, where: str) -> Indicator:
    t = _Table(raw, where, ("hypothesis", "text"))
    return Indicator(hypothesis=t.text("hypothesis"), text=t.text("text"))


def _kind(value: Any) -> str:
    """Return what a value is, in words, for messages."""
    names = {bool: "true or false", str: "a text", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return f"{names.get(type(value), 'a date or time')} ({str(value)[:40]!r})"
