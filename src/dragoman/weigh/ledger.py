"""The ledger of forecasts: rows in, rows out. A file of JSON Lines that is only ever added to.

A ``forecast`` row says who held what to come; a ``resolution`` row says what came of it, by whom, when and on what evidence. A
later resolution of the same forecast supersedes the earlier one, which stays in the file. Text in, text out; the file itself is
read and written by ``cli``.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from typing import Any, TypeVar

from dragoman.errors import UsageError
from dragoman.records.document import Document
from dragoman.records.findings import Forecast
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem

OUTCOMES = ("open", "true", "false", "ambiguous", "void")
_ID_LENGTH, _SHORTEST_PREFIX = 10, 4
_LONGEST_EVIDENCE, _LONGEST_LINE = 10_000, 4_000_000  # a row holds a sentence three times, and an article has a million characters at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One forecast as it was made. ``p`` is on ``scale``; ``reading`` is our own range for a phrase on no scale and is never scored."""

    kind: str = "forecast"
    id: str
    forecaster: str
    outlet: str
    text: str
    proposition: str
    phrase: str | None = None
    p: tuple[float, float] | None = None
    scale: str | None = None
    reading: tuple[float, float] | None = None
    reading_basis: str | None = None
    condition: str | None = None
    due: str | None = None
    due_text: str | None = None
    resolver: str | None = None
    document: str = ""
    finding: str = ""
    source: str = ""
    title: str | None = None
    published: str | None = None
    added: str = ""
    maker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What came of the forecast ``forecast``: one of OUTCOMES, with its evidence, who says so and the ISO day of saying so."""

    kind: str = "resolution"
    forecast: str
    outcome: str
    evidence: str
    by: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All rows of a ledger in the order of the file; a row that cannot be read is a Problem and nothing else."""

    entries: tuple[Entry, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    problems: tuple[Problem, ...] = ()
    latest: dict[str, Resolution] = field(default_factory=dict)

    def outcome_of(self, entry: Entry) -> str:
        """Return what came of a forecast by its last resolution, "open" where there is none."""
        found = self.latest.get(entry.id)
        return found.outcome if found is not None else "open"

    def find(self, prefix: str) -> Entry:
        """Return the one forecast whose id begins so.

        Raises:
            UsageError: none or several do, or the beginning is shorter than four characters.
        """
        shown = prefix[:40]
        if len(prefix) < _SHORTEST_PREFIX:
            raise UsageError(f"forecast id '{shown}' is too short: give at least {_SHORTEST_PREFIX} characters of one that `list` prints")
        found = [e for e in self.entries if e.id.startswith(prefix)]
        if not found:
            raise UsageError(f"no forecast '{shown}' in the ledger: `dragoman forecasts list` prints the ids")
        if len(found) > 1:
            raise UsageError(f"forecast id '{shown}' fits {len(found)} forecasts: give more of its characters")
        return found[0]


def read_ledger(lines: Iterable[str], source: str) -> Ledger:
    """Return the ledger that lines of JSON hold; broken lines and resolutions of unknown forecasts are Problems.

    Args:
        lines: in the order of the file.
        source: the file's name, for the Problems.
    """
    entries: dict[str, Entry] = {}
    resolutions: list[tuple[int, Resolution]] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _decode(line)
        if isinstance(row, Entry):
            entries.setdefault(row.id, row)  # two writers at once may both add a forecast: the first row is the forecast
        elif isinstance(row, Resolution):
            resolutions.append((number, row))
        else:
            problems.append(_problem(source, number, row))
    known = [r for _, r in resolutions if r.forecast in entries]
    problems += [
        _problem(source, n, f"resolves forecast '{r.forecast[:40]}', which the ledger does not hold")
        for n, r in resolutions
        if r.forecast not in entries
    ]
    return Ledger(
        entries=tuple(entries.values()), resolutions=tuple(known), problems=tuple(problems), latest={r.forecast: r for r in known}
    )


def _problem(source: str, number: int, fault: str) -> Problem:
    message = f"ledger line {number} {fault}; it is kept in the file and not counted"
    return Problem(source=source, severity="warning", code="ledger_line", message=message, where=f"line {number}", stage="weigh")


def _decode(line: str) -> Entry | Resolution | str:
    """Return the row of a line, or what is wrong with it."""
    if len(line) > _LONGEST_LINE:
        return "is too long for a row"
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        return "is no JSON"
    if not isinstance(raw, dict):
        return "is no JSON object"
    try:
        if raw.get("kind") == "forecast":
            return _entry(raw)
        if raw.get("kind") == "resolution":
            return _resolution(raw)
    except (TypeError, ValueError) as error:
        return f"is no row: {str(error)[:120]}"
    return "has no known `kind` (forecast or resolution)"


Row = TypeVar("Row", Entry, Resolution)


def _make(cls: type[Row], raw: dict[str, Any]) -> Row:
    known = {f.name: f for f in fields(cls)}
    given = {k: v for k, v in raw.items() if k in known}
    for name, value in given.items():
        if name in ("p", "reading"):
            given[name] = _range(name, value)
        elif value is not None and not isinstance(value, str):
            raise TypeError(f"`{name}` is no text")
    missing = [n for n, f in known.items() if given.get(n) is None and f.type is str and n not in _HAVE_DEFAULTS]
    if missing:
        raise TypeError(f"`{missing[0]}` is missing")
    return cls(**given)


_HAVE_DEFAULTS = frozenset({"kind", "document", "finding", "source", "added", "maker"})


def _range(name: str, value: Any) -> tuple[float, float] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(x, int | float) and not isinstance(x, bool) for x in value):
        raise TypeError(f"`{name}` is no pair of numbers")
    low, high = float(value[0]), float(value[1])
    if not 0 <= low <= high <= 1:
        raise ValueError(f"`{name}` is no range in [0, 1]")
    return low, high


def _entry(raw: dict[str, Any]) -> Entry:
    return _make(Entry, raw)


def _resolution(raw: dict[str, Any]) -> Resolution:
    row = _make(Resolution, raw)
    if row.outcome not in OUTCOMES:
        raise ValueError(f"outcome '{row.outcome[:40]}' is none of {', '.join(OUTCOMES)}")
    if not row.evidence.strip():
        raise ValueError("a resolution without evidence")
    return row


def write_rows(rows: Iterable[Entry | Resolution]) -> str:
    """Return rows as lines of JSON, each with its end, without fields that are empty."""
    return "".join(json.dumps({k: v for k, v in asdict(r).items() if v not in (None, "")}, ensure_ascii=False) + "\n" for r in rows)


def entries_of(harvest: Harvest, today: str) -> Iterator[Entry]:
    """Yield the ledger's rows for the forecasts of one document.

    Args:
        harvest: what was read.
        today: the ISO day of entry.
    """
    for forecast in harvest.findings.forecasts:
        yield _make_entry(forecast, harvest.document, today)


def _make_entry(forecast: Forecast, document: Document, today: str) -> Entry:
    outlet = document.publisher.name if document.publisher is not None else "an outlet not named"
    who = forecast.forecaster.name if forecast.forecaster is not None else "a source not named"
    condition, reading = forecast.condition, forecast.interpretation
    proposition = _plain(document.text[forecast.proposition.start : forecast.proposition.end])
    entry = Entry(
        id="",
        forecaster=_plain(who),
        outlet=outlet,
        text=_plain(forecast.text),
        proposition=proposition,
        phrase=_plain(forecast.phrase) if forecast.phrase else None,
        p=forecast.p,
        scale=forecast.scale,
        reading=reading.p if reading is not None else None,
        reading_basis=reading.basis if reading is not None else None,
        condition=_plain(document.text[condition.start : condition.end]) if condition is not None else None,
        due=forecast.due.end if forecast.due is not None else None,
        due_text=forecast.due.text if forecast.due is not None else None,
        resolver=forecast.resolver,
        document=document.id,
        finding=forecast.id,
        source=document.source,
        title=document.title,
        published=document.published,
        added=today,
        maker=forecast.maker,
    )
    return Entry(**{**{f.name: getattr(entry, f.name) for f in fields(Entry)}, "id": make_id(entry)})


def make_id(entry: Entry) -> str:
    """Return a forecast's id: who, in which words, in what was published when. A copy of the article gives the same id."""
    when = (entry.published or "")[:10] or entry.document
    key = "\n".join((entry.forecaster, entry.text, entry.phrase or "", when)).casefold()
    return sha256(key.encode("utf-8", "replace")).hexdigest()[:_ID_LENGTH]


def new_entries(ledger: Ledger, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that the ledger does not hold yet, each once."""
    found = {e.id: e for e in entries}
    held = {e.id for e in ledger.entries}
    return tuple(e for id_, e in found.items() if id_ not in held)


def make_resolution(ledger: Ledger, id_: str, outcome: str, evidence: str, *, by: str, date: str) -> Resolution:
    """Return the row that says what came of a forecast.

    Raises:
        UsageError: no such forecast, no such outcome, no evidence, no author.
    """
    entry = ledger.find(id_)
    if outcome not in OUTCOMES:
        raise UsageError(f"outcome '{outcome[:40]}' is not known: choose {', '.join(OUTCOMES)}")
    if not evidence.strip():
        raise UsageError("a resolution cites its evidence: give --evidence with words, an address or a table row")
    if not by.strip():
        raise UsageError("a resolution has an author: give --by with a name")
    if len(evidence) + len(by) > _LONGEST_EVIDENCE:
        raise UsageError(f"evidence and name are over {_LONGEST_EVIDENCE:,} characters: give an address or the words that tell")
    return Resolution(forecast=entry.id, outcome=outcome, evidence=_plain(evidence), by=_plain(by), date=date)


def _plain(text: str) -> str:
    return " ".join(text.split())
