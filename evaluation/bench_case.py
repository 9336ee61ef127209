"""The case file at size: `python -m evaluation.bench case` makes one of 100,000 findings and times its pages and searches.

Beside each figure stands the bare SQL's: the same statements by the same driver, without records, filters or pages. The case is kept
in build/ and made anew only where its size differs.
"""

import math
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dragoman.store.case import Case
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
    bare = sqlite3.connect(path)
    with Case.open(path, read_only=True) as case:
        print(f"case of {sum(case.info().findings.values()):,} findings, {path.stat().st_size / 1e6:,.0f} MB")
        print(f"{'':<34}{'median ms':>10}{'p95 ms':>10}")
        pages: list[Callable[[], Any]] = [lambda w=w, n=n: case.findings(w, Page(number=n)) for w in _FILTERS for n in _PAGES]
        searches: list[Callable[[], Any]] = [lambda q=q, w=w: case.search(q, w) for q, w in _SEARCHES]
        report("page of 50 findings, 8 filters", pages)
        report("  bare SQL, one kind", [lambda n=n: bare.execute(_PAGE_SQL, ("claim", 50 * n)).fetchall() for n in _PAGES])
        report("search, 10 queries", searches)
        report("  bare SQL, findings", [lambda q=q: bare.execute(_SEARCH_SQL, (q,)).fetchall() for q in ("timber", "gas", "said that")])
        report("harvest of a document", [lambda n=n: case.harvest(f"made-{n:06}") for n in range(10)])
        report("page of 50 documents", [lambda n=n: case.documents_page(Page(number=n)) for n in (1, 3, 9)])
        report("facets, actors", [case.facets, case.actors, lambda: case.actors("ada")])
    bare.close()


def report(name: str, calls: Sequence[Callable[[], Any]], rounds: int = 5) -> None:
    """Run every call some rounds and print the times' median and 95th percentile; the first round warms the caches and is left out."""
    times = []
    for number in range(rounds + 1):
        for call in calls:
            began = time.perf_counter()
            call()
            if number:
                times.append(1000 * (time.perf_counter() - began))
    times.sort()
    print(f"{name:<34}{times[len(times) // 2]:>10.1f}{times[math.ceil(0.95 * len(times)) - 1]:>10.1f}")
