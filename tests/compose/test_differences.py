"""Several sources: what each adds, and where they differ on status, date, number, and who denies what."""

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from compose_parts import section, texts

from dragoman.compose.brief import write_brief
from dragoman.compose.desk import open_desk
from dragoman.compose.differences import Difference, find_differences
from dragoman.records.brief import Ground
from dragoman.records.document import Block
from dragoman.records.findings import Claim, Event, Quote, Visit
from dragoman.records.harvest import Harvest
from dragoman.records.spans import Actor, DateRange, Span

Pair = Callable[..., tuple[Harvest, Harvest]]


@pytest.fixture
def pair(harvest: Harvest, oslo: ModuleType) -> Pair:
    """Give two harvests of two origins; ``changes`` are findings of the second, by kind."""

    def make(**changes: tuple[Any, ...]) -> tuple[Harvest, Harvest]:
        other: Harvest = oslo.copy_harvest(harvest, "d2", "Evening Star", published="2021-04-25")
        # Another text of the same length: offsets stay valid, and no paragraph is a copy.
        text = other.document.text.translate(str.maketrans("aeiou", "eioua"))
        document = replace(other.document, text=text, title="Another title", blocks=(Block(kind="paragraph", start=0, end=len(text)),))
        moved = {k: tuple(oslo.move(f, "d2") for f in v) for k, v in changes.items()}
        return harvest, replace(other, document=document, findings=replace(other.findings, **moved))

    return make


def find(pair: tuple[Harvest, Harvest]) -> list[Difference]:
    return find_differences(open_desk(pair, (), (None, "2024-06-01"), None, Ground()))


def told(differences: list[Difference]) -> list[tuple[str, str, str]]:
    return [(d.aspect, d.one[1], d.other[1]) for d in differences]


def visit_of(harvest: Harvest, **changes: Any) -> Visit:
    return replace(harvest.findings.visits[0], **changes)


def test_same_findings_differ_in_nothing(pair: Pair) -> None:
    assert find(pair()) == []


def test_status_of_the_same_visit(harvest: Harvest, pair: Pair) -> None:
    assert told(find(pair(visits=(visit_of(harvest, status="cancelled"),)))) == [("status", "planned", "cancelled")]


def test_days_of_the_same_visit(harvest: Harvest, pair: Pair) -> None:
    visit = harvest.findings.visits[0]
    stop = replace(visit.stops[0], date=DateRange(start="2021-05-20", end="2021-05-21", text=""))
    found = find(pair(visits=(visit_of(harvest, stops=(stop,)),)))
    assert told(found) == [("date", "“the first week of May”: 1–7 May 2021", "20–21 May 2021")]


def test_another_journey_is_no_difference(harvest: Harvest, pair: Pair) -> None:
    visit = harvest.findings.visits[0]
    late = replace(visit.stops[0], date=DateRange(start="2022-05-20", end="2022-05-21", text=""))
    elsewhere = replace(visit.stops[0], country="ISL")
    assert find(pair(visits=(visit_of(harvest, stops=(late,), status="held"),))) == []
    assert find(pair(visits=(visit_of(harvest, stops=(elsewhere,), status="held"),))) == []


def talks(harvest: Harvest, **changes: Any) -> Event:
    base = harvest.findings.events[0]
    sweden = Actor(start=0, end=3, entity="SWE", name="Sweden", country="SWE")
    made = {"id": "e9", "type": "CONSULT", "actors": base.actors, "recipients": (sweden,), "status": "held", **changes}
    return replace(base, **made)


def test_denial_names_who_denies(harvest: Harvest, pair: Pair, oslo: ModuleType) -> None:
    denied = talks(harvest, status="denied", reported_by="q1")
    first, second = pair(events=(denied,))
    first = replace(first, findings=replace(first.findings, events=(talks(harvest),)))
    assert told(find((first, second))) == [("denial", "held", "denied, says Karl Berg")]


def test_days_of_the_same_event_and_events_far_apart(harvest: Harvest, pair: Pair) -> None:
    def on(day: str) -> Event:
        return talks(harvest, date=DateRange(start=day, end=day, text=""))

    def differ(day: str) -> list[tuple[str, str, str]]:
        first, second = pair(events=(on(day),))
        return told(find((replace(first, findings=replace(first.findings, events=(on("2021-04-01"),))), second)))

    assert differ("2021-04-01") == []
    assert differ("2021-04-03") == [("date", "1 April 2021", "3 April 2021")]
    assert differ("2021-08-03") == []


def count(harvest: Harvest, value: float, **changes: Any) -> Claim:
    base = harvest.findings.claims[0]
    return replace(base, type="quantity", predicate="killed", object=None, value=value, unit="people", verdict=None, **changes)


def test_numbers_differ_beyond_rounding(harvest: Harvest, pair: Pair) -> None:
    def differ(a: float, b: float, **changes: Any) -> list[str]:
        first, second = pair(claims=(count(harvest, b, **changes),))
        return [d.aspect for d in find((replace(first, findings=replace(first.findings, claims=(count(harvest, a),))), second))]

    assert differ(12.0, 15.0) == ["number"]
    assert differ(1000.0, 1002.0) == []
    assert differ(12.0, 12.0, negated=True) == ["number"]


def test_what_one_offers_and_another_argues_against(harvest: Harvest, pair: Pair) -> None:
    pro, con = harvest.findings.explanations
    first, second = pair(explanations=(con,))
    first = replace(first, findings=replace(first.findings, explanations=(pro,)))
    assert [d.aspect for d in find((first, second))] == ["for and against"]


def test_copies_cannot_differ(harvest: Harvest, oslo: ModuleType) -> None:
    other = oslo.copy_harvest(harvest, "d2", "Evening Star")
    other = replace(other, findings=replace(other.findings, visits=(visit_of(harvest, document="d2", status="held"),)))
    brief = write_brief([harvest, other], as_of=None, today="2024-06-01")
    assert not any(s.id == "differences" for s in brief.sections)


def test_section_tells_what_each_adds_and_who_knows_more(harvest: Harvest, pair: Pair) -> None:
    spoken = Quote(
        document="d2", id="q7", spans=(Span(start=0, end=9),), text="No word", maker="x", confidence=0.9, form="direct",
        source=replace(harvest.findings.visits[0].visitor, entity="person:olga-dahl", name="Olga Dahl"), cue=None,
        content=(Span(start=0, end=9),),
    )  # fmt: skip
    first, second = pair(visits=(visit_of(harvest, status="held"),), quotes=(spoken,))
    named = replace(harvest.findings.mentions[1], document="d2", entity="person:olga-dahl", name="Olga Dahl")
    second = replace(second, findings=replace(second.findings, mentions=(named,)))
    text = texts(section(write_brief([first, second], as_of=None, today="2024-06-01"), "differences"))
    assert "Morning Post alone tells of one event and quotes Karl Berg." in text
    assert "Evening Star alone tells of one event and quotes Olga Dahl." in text
    assert "planned (Morning Post (20 April 2021))\nheld (Evening Star (25 April 2021))" in text
    assert "What was written later may simply know more." in text
