"""The case file at size: `python -m evaluation.bench case` makes one of 100,000 findings and times its pages and searches.

Beside each figure stands the bare SQL's: the very statements that the call sent, sent again by the driver alone. The case is kept in build/
and made once.
"""

import math
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event

from dragoman.store.case import Case
from dragoman.store.counting import count_facets, list_actors
from dragoman.store.documents import page_documents
from dragoman.store.rows import By, FindingFilter, Page
from evaluation.made_case import make_harvest

FINDINGS = 100_000
BUILD = Path(__file__).resolve().parents[1] / "build"
_BY = By(author="bench", now="2026-01-01T00:00:00Z")
_FILTERS = (
    FindingFilter(),
    FindingFilter(kind="claim"),
    FindingFilter(kind="quote", speaker="Ada"),
    FindingFilter(kind="claim", verdict="refuted"),
    FindingFilter(kind="visit", status="planned", after="2020-01-01"),
    FindingFilter(actor="KAZ"),
    FindingFilter(outlet="Morning Post", kind="event"),
    FindingFilter(state="any", before="2015-06-30"),
)
_SEARCHES = (
    ("gas", FindingFilter()),
    ("plans to visit norway", FindingFilter()),
    ('"likely to agree"', FindingFilter()),
    ("kaz*", FindingFilter()),
    ("timber", FindingFilter(kind="finding")),
    ("ferries poland", FindingFilter(kind="claim")),
    ("told reporters", FindingFilter(kind="quote", outlet="Evening Herald")),
    ("grain", FindingFilter(kind="claim", verdict="supported", after="2018-01-01")),
    ("lund", FindingFilter(kind="quote", actor="KAZ")),
    ("said that", FindingFilter(kind="finding")),
)
_PAGES = (1, 2, 7)


# For the workbench's bench: what a page and a search come to where nothing but rows is wanted.
_PAGE_SQL = (
    "SELECT f.document, f.id, f.kind, f.state, coalesce(f.record, m.record), d.title FROM findings f JOIN made_findings m "
    "ON m.number = f.made JOIN documents d ON d.id = f.document WHERE f.kind = ? AND f.state != 'rejected' "
    "ORDER BY f.day DESC, f.document, f.start, f.id LIMIT 50 OFFSET ?"
)
_SEARCH_SQL = (
    "SELECT f.document, f.id, snippet(findings_search, 0, '<', '>', '…', 28) FROM findings_search JOIN findings f "
    "ON f.number = findings_search.rowid WHERE findings_search MATCH ? AND f.state != 'rejected' ORDER BY rank LIMIT 50"
)


def fill_case(findings: int = FINDINGS) -> Path:
    """Return a case of at least so many findings."""
    BUILD.mkdir(exist_ok=True)
    path = BUILD / f"bench-{findings}.dragoman"
    if path.is_file():
        return path
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    began, made, documents = time.perf_counter(), 0, 0
    with Case.create(draft, _BY) as case:
        while made < findings:
            harvest = make_harvest(documents)
            case.add(harvest, _BY)
            made, documents = made + len(harvest.findings.every()), documents + 1
    draft.rename(path)
    seconds = time.perf_counter() - began
    print(f"made a case of {documents:,} documents, {made:,} findings in {seconds:.0f} s ({1000 * seconds / documents:.1f} ms a document)")
    return path


def bench_case(findings: int = FINDINGS) -> None:
    """Print the median and the 95th percentile of pages and searches, beside those of the bare SQL."""
    path = fill_case(findings)
    with Case.open(path, read_only=True) as case, closing(sqlite3.connect(path)) as bare:
        print(f"case of {sum(case.info().findings.values()):,} findings, {path.stat().st_size / 1e6:,.0f} MB")
        print(f"{'ms':<34}{'median':>9}{'p95':>9}{'bare SQL':>12}{'p95':>9}")
        parts: dict[str, list[Callable[[], Any]]] = {
            "page of 50 findings, 8 filters": [lambda w=w, n=n: case.findings(w, Page(number=n)) for w in _FILTERS for n in _PAGES],
            "search, 10 queries": [lambda q=q, w=w: case.search(q, w) for q, w in _SEARCHES],
            "harvest of a document": [lambda n=n: case.harvest(f"made-{n:06}") for n in range(10)],
            "page of 50 documents": [lambda n=n: case._file.read(page_documents, Page(number=n)) for n in (1, 3, 9)],
            "actors, facets, after a change": [lambda f=f: case._file.read(*f) for f in ((count_facets,), (list_actors, "", Page()))],
        }
        for name, calls in parts.items():
            told = [_record(case, call) for call in calls]
            replays = [partial(_replay, bare, statements) for statements in told]
            ours, theirs = time_calls(calls), time_calls(replays)
            print(f"{name:<34}{ours[0]:>9.1f}{ours[1]:>9.1f}{theirs[0]:>12.1f}{theirs[1]:>9.1f}")


def _record(case: Case, call: Callable[[], Any]) -> list[tuple[str, Any]]:
    """Return the statements that a call sends to SQLite."""
    sent: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        if not statement.startswith("BEGIN"):
            sent.append((statement, values))

    engine = case._file._engine
    event.listen(engine, "before_cursor_execute", note)
    call()
    event.remove(engine, "before_cursor_execute", note)
    return sent


def _replay(bare: sqlite3.Connection, statements: Sequence[tuple[str, Any]]) -> None:
    for statement, values in statements:
        bare.execute(statement, values).fetchall()


def time_calls(calls: Sequence[Callable[[], Any]], rounds: int = 5) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds of all calls over some rounds, after one to warm the caches."""
    times = []
    for number in range(rounds + 1):
        for call in calls:
            began = time.perf_counter()
            call()
            if number:
                times.append(1000 * (time.perf_counter() - began))
    times.sort()
    return times[len(times) // 2], times[math.ceil(0.95 * len(times)) - 1]


def report(name: str, calls: Sequence[Callable[[], Any]], rounds: int = 5) -> None:
    """Print the calls' median and 95th percentile on one line."""
    median, high = time_calls(calls, rounds)
    print(f"{name:<34}{median:>10.1f}{high:>10.1f}")
