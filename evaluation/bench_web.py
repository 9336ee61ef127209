"""The workbench at size: `python -m evaluation.bench workbench` asks its pages of a case of 100,000 findings.

The whole answer is timed, from the request to the last byte of the page, by the app itself without a socket. Beside each page stands
the bare SQL for the rows that it shows: the same file, the driver alone.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

from evaluation.bench_case import _PAGE_SQL, _SEARCH_SQL, fill_case, report

_DOCUMENTS_SQL = "SELECT id, title, published, source FROM documents ORDER BY published DESC LIMIT 50 OFFSET ?"
_ARTICLE_SQL = (
    "SELECT f.id, f.kind, f.state, coalesce(f.record, m.record) FROM findings f "
    "JOIN made_findings m ON m.number = f.made WHERE f.document = ?"
)
_GOAL_MS = 150


def bench_workbench(findings: int = 100_000) -> None:
    """Print the median and the 95th percentile of the heavy pages, each beside the bare SQL."""
    from fastapi.testclient import TestClient

    from dragoman.web.app import make_app
    from dragoman.web.session import make_session

    path = fill_case(findings)
    session = make_session(8000, "bench")
    bare = sqlite3.connect(path)
    ids = [row[0] for row in bare.execute("SELECT id FROM documents ORDER BY id LIMIT 12")]
    with TestClient(make_app(path, _no_kit, session), base_url="http://127.0.0.1:8000") as client:
        client.get(f"/open?token={session.token}")

        def ask(*paths: str) -> list[Callable[[], Any]]:
            return [lambda p=p: _get(client, p) for p in paths]  # type: ignore[misc]

        print(f"{'page':<34}{'median ms':>10}{'p95 ms':>10}   (goal: p95 under {_GOAL_MS} ms)")
        report("Inbox", ask("/", "/?page=2", "/?page=20", "/?words=gas", "/?outlet=Morning+Post"))
        report("  bare SQL", [lambda n=n: bare.execute(_DOCUMENTS_SQL, (50 * n,)).fetchall() for n in (0, 1, 19)])  # type: ignore[misc]
        report("Article", ask(*(f"/article?d={i}" for i in ids), *(f"/article?d={i}&f=c1" for i in ids[:4])))
        report("  bare SQL", [lambda i=i: bare.execute(_ARTICLE_SQL, (i,)).fetchall() for i in ids])  # type: ignore[misc]
        report("Claims", ask("/claims", "/claims?page=9", "/claims?verdict=refuted", "/claims?speaker=Ada", "/claims?type=membership"))
        report("  bare SQL", [lambda n=n: bare.execute(_PAGE_SQL, ("claim", 50 * n)).fetchall() for n in (0, 8)])  # type: ignore[misc]
        report("Search", ask("/search?q=gas", "/search?q=timber&kind=finding", "/search?q=kaz*", "/search?q=told+reporters&kind=quote"))
        report("  bare SQL", [lambda q=q: bare.execute(_SEARCH_SQL, (q,)).fetchall() for q in ("timber", "gas", "kaz*")])  # type: ignore[misc]
        report("Forecasts, Visits, Actors", ask("/forecasts", "/visits", "/actors", "/actors?words=ada", "/visits?status=planned"))
        report("Actor, History, Puzzles", ask("/actor?id=KAZ", "/history", "/history?page=3", "/puzzles"))
        report("Brief of the newest 40", ask("/brief"), rounds=2)
    bare.close()


def _get(client: Any, path: str) -> None:
    reply = client.get(path)
    if reply.status_code != 200:
        raise SystemExit(f"{path} answered {reply.status_code}")


def _no_kit() -> Any:
    raise SystemExit("the bench reads nothing")
