"""Status: planned is not held. The golden sentences are the project's own, at least twenty a status."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from event_reading import document_of, english

from dragoman.extract.events.find import find_events
from dragoman.extract.status import lexicon
from dragoman.language.parse import parse_documents
from dragoman.records.cast import Cast
from dragoman.records.findings import STATUSES, Event

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "golden" / "status" / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOOR = 0.95


@cache
def _read() -> tuple[tuple[Event, ...], ...]:
    documents = [document_of(r["text"]) for r in ROWS]
    return tuple(find_events(d, t, Cast(), ()) for d, t in zip(parse_documents(english(), documents), documents, strict=True))


def _best(row: dict[str, str], events: tuple[Event, ...]) -> Event | None:
    return max((e for e in events if e.type == row["type"]), key=lambda e: e.confidence, default=None)


def test_every_status_has_its_sentences() -> None:
    assert all(n >= 20 for n in Counter(r["status"] for r in ROWS).values())
    assert {r["status"] for r in ROWS} == set(STATUSES)


def test_status_of_the_golden_sentences() -> None:
    wrong = []
    for row, events in zip(ROWS, _read(), strict=True):
        best = _best(row, events)
        if best is None or best.status != row["status"]:
            wrong.append((row["id"], row["status"], best and best.status, row["text"]))
    assert 1 - len(wrong) / len(ROWS) >= FLOOR, wrong


@pytest.mark.parametrize(
    ("text", "status", "plover"),
    [
        ("The Danish premier will visit Ghana.", "planned", "AGREE"),
        ("The Danish premier postponed a visit to Ghana.", "postponed", "REJECT"),
        ("The Danish premier did not visit Ghana.", "denied", None),
        ("The Danish premier refused to visit Ghana.", "denied", "REJECT"),
        ("The Danish premier cancelled his visit to Ghana.", "cancelled", "REJECT"),
        ("The Danish premier visited Ghana.", "held", "CONSULT"),
    ],
)
def test_status_and_code_of_the_named_probes(text: str, status: str, plover: str | None) -> None:
    document = document_of(text)
    (event,) = find_events(next(parse_documents(english(), [document])), document, Cast(), ())
    assert (event.type, event.status, event.plover) == ("CONSULT", status, plover)


def test_a_status_span_holds_the_words_that_show_it() -> None:
    text = "The general is expected to meet the rebels."
    document = document_of(text)
    (event,) = find_events(next(parse_documents(english(), [document])), document, Cast(), ())
    assert event.status_span is not None
    assert text[event.status_span.start : event.status_span.end] == "expected"


def test_the_lexicon_names_only_known_statuses() -> None:
    groups = lexicon()
    assert {s for name, table in groups.items() if name not in ("uncertain", "performed") for s in table.values()} <= set(STATUSES)
