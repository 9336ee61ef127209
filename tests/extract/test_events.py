"""Events: the lexicon's own examples, golden texts, what is no event, and the shape of every record."""

import json
from pathlib import Path

import pytest
from event_reading import document_of, english, read
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.events.find import find_events
from dragoman.extract.forms import read_table
from dragoman.extract.visits.find import find_visits
from dragoman.language.parse import parse_document
from dragoman.records.cast import Cast
from dragoman.records.facts import Facts
from dragoman.records.findings import STATUSES, Event
from dragoman.records.spans import Actor

GOLDEN = Path(__file__).parent.parent / "golden" / "events"


def _examples() -> list[tuple[str, str]]:
    raw = read_table("events_acts")
    return [(entry["type"], example) for kind in ("verb", "noun") for entry in raw[kind] for example in entry.get("examples", ())]


def _stands(words: str, people: tuple[Actor, ...], text: str) -> bool:
    shown = [text[a.start : a.end] for a in people if a.start is not None]
    return not words or any(words in s or s in words for s in shown)


@pytest.mark.parametrize(("kind", "example"), _examples())
def test_lexicon_example_is_read_as_its_entry_says(kind: str, example: str) -> None:
    text, _, parties = example.rpartition(" | ")
    actor, _, recipient = (p.strip() for p in parties.partition(">"))
    found = [e for e in read(text)[0] if e.type == kind]
    assert any(_stands(actor, e.actors, text) and _stands(recipient, e.recipients, text) for e in found), found


def _told(event: Event) -> dict[str, object]:
    return {
        "type": event.type,
        "mode": event.mode,
        "plover": event.plover,
        "status": event.status,
        "actors": [a.country or a.name for a in event.actors],
        "recipients": [a.country or a.name for a in event.recipients],
        "date": [event.date.start, event.date.end] if event.date else None,
    }


@pytest.mark.parametrize("case", sorted(p.name for p in GOLDEN.iterdir()))
def test_golden(case: str) -> None:
    text = (GOLDEN / case / "input.txt").read_text(encoding="utf-8")
    expected = json.loads((GOLDEN / case / "expected.json").read_text(encoding="utf-8"))
    events, visits = read(text)
    assert [_told(e) for e in events] == expected["events"]
    told = [{"visitor": v.visitor.name, "stops": [s.country for s in v.stops], "status": v.status} for v in visits]
    assert told == expected["visits"]


@pytest.mark.parametrize(
    "text",
    [
        "The striker attacked down the left and the goalkeeper saved.",
        "Arsenal beat Chelsea 2-0 in the cup final, and the coach praised the team.",
        "The film attacks consumerism, and its actor won the box office.",
        "Rising prices hit the market.",
        "The ministry attacked the problem of poverty.",
        "",
        "   \n\n ",
        "☃☃☃ \ufffd",
    ],
)
def test_no_event(text: str) -> None:
    assert read(text)[0] == ()


def test_an_event_told_twice_is_one_with_all_its_spans() -> None:
    text = "Chilean President Gabriel Boric met Peruvian President Pedro Castillo in Lima on Monday. Boric discussed trade with Castillo."
    events = [e for e in read(text)[0] if e.type == "CONSULT"]
    assert len(events) == 1
    assert len(events[0].spans) >= 2


def test_what_one_state_says_of_two_others_is_their_event() -> None:
    events, _ = read("Ukraine said Russia attacked Georgia.")
    (attack,) = [e for e in events if e.type == "ASSAULT"]
    assert [a.country for a in attack.actors] == ["RUS"]
    assert [a.country for a in attack.recipients] == ["GEO"]
    assert attack.reported_by is not None


def test_metonym_acts_for_its_government() -> None:
    (event,) = [e for e in read("Washington ordered the killing of an Iranian general.")[0] if e.type == "ASSAULT"]
    assert (event.actors[0].entity, event.actors[0].sector, event.status) == ("USA", "GOV", "held")
    assert event.recipients[0].country == "IRN"


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("abc ABC.,;:'\"’“”-\n\t0123é☃visit met attacked will not ")), max_size=120))
def test_any_text_gives_records_inside_it(text: str) -> None:
    document = document_of(text)
    doc = parse_document(english(), document)
    events = find_events(doc, document, Cast(), ())
    for finding in (*events, *find_visits(doc, document, Cast(), events, (), Facts())):
        assert finding.spans
        assert all(0 <= s.start < s.end <= len(text) for s in finding.spans)
        assert finding.status in STATUSES
        assert 0 <= finding.confidence <= 1


def test_ids_run_in_order_and_parse_once_more_gives_the_same() -> None:
    text = "Kenya urged Sudan to free the reporters. Chad and Niger signed a treaty. France withdrew its troops from Mali."
    events, _ = read(text)
    assert [e.id for e in events] == [f"e{n}" for n in range(1, len(events) + 1)]
    read.cache_clear()
    assert read(text)[0] == events
