"""The seed article: what issue 5 asks to be found in it, each with its parties, status and date."""

from functools import cache
from pathlib import Path

import pytest
from event_reading import english

from dragoman.clean.document import clean_raw
from dragoman.extract.events.find import find_events
from dragoman.extract.mentions import find_mentions
from dragoman.extract.quotes.find import find_quotes
from dragoman.extract.visits.find import find_visits
from dragoman.language.parse import parse_document
from dragoman.link.cast import link_mentions
from dragoman.records.document import Raw
from dragoman.records.findings import Event, Visit
from dragoman.tables import load_facts

SEED = Path(__file__).parents[3] / "shared" / "corpus" / "seed" / "pompeo-kazakhstan.txt"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SEED.exists(), reason="needs ../shared")]


@cache
def read_seed() -> tuple[tuple[Event, ...], tuple[Visit, ...]]:
    """Return the events and visits of the seed."""
    document, _ = clean_raw(Raw(source="seed.txt", text=SEED.read_text(encoding="utf-8"), media="text"))
    assert document is not None
    facts = load_facts()
    doc = parse_document(english(), document)
    cast = link_mentions(doc, document, find_mentions(doc, document, facts), facts)
    quotes, _ = find_quotes(doc, document, cast)
    events = find_events(doc, document, cast, quotes)
    return events, find_visits(doc, document, cast, events, quotes, facts)


def _find(kind: str, status: str, actor: str, recipient: str) -> list[Event]:
    def is_on(side: str, event: Event) -> bool:
        people = event.actors if side == "actor" else event.recipients
        wanted = actor if side == "actor" else recipient
        return any(wanted in (p.country, p.entity, p.name) for p in people)

    return [e for e in read_seed()[0] if (e.type, e.status) == (kind, status) and is_on("actor", e) and is_on("recipient", e)]


def test_the_killing_is_the_governments_act_and_the_outlets_report() -> None:
    (event,) = _find("ASSAULT", "held", "USA", "person:qassem-soleimani")
    assert event.reported_by is None


def test_the_talks_with_the_rebels_were_cancelled() -> None:
    assert _find("CONSULT", "cancelled", "Donald Trump", "org:Taliban")


def test_the_meeting_in_washington_was_held_in_mid_december() -> None:
    (event,) = _find("CONSULT", "held", "Mike Pompeo", "person:mukhtar-tleuberdi")
    assert event.place is not None
    assert event.place.country == "USA"
    assert event.date is not None
    assert ((event.date.start or "") >= "2019-12-10") and ((event.date.end or "") <= "2019-12-20")


def test_the_meeting_in_omsk_has_its_day() -> None:
    (event,) = _find("CONSULT", "held", "Vladimir Putin", "person:kassym-jomart-tokayev")
    assert event.date is not None
    assert (event.date.start, event.date.end) == ("2019-11-07", "2019-11-07")


def test_the_commendation_is_support() -> None:
    assert _find("SUPPORT", "held", "Mike Pompeo", "KAZ")


def test_the_withdrawal_is_hypothetical() -> None:
    assert _find("RETREAT", "hypothetical", "USA", "AFG")


def test_the_visit_is_planned_to_four_countries_at_the_ministers_invitation() -> None:
    (visit,) = [v for v in read_seed()[1] if v.visitor.name == "Mike Pompeo"]
    assert visit.status == "planned"
    assert {s.country for s in visit.stops} == {"KAZ", "BLR", "UKR", "UZB"}
    assert visit.invited_by is not None
    assert visit.invited_by.entity == "person:mukhtar-tleuberdi"
    assert _find("CONSULT", "planned", "Mike Pompeo", "KAZ")


def test_interest_in_closer_ties_is_no_event() -> None:
    assert not any(e.type == "SUPPORT" and "interested" in e.text for e in read_seed()[0])
