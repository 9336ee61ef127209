"""What the coder abstains from in a running text, and what it keeps beside it."""

import pytest
from event_reading import read

from dragoman.extract.events.confidence import calibrate, floor
from dragoman.extract.forms import read_table

PLAIN = "Norway's government rebuked Belarus on Friday. Talks lasted an hour. It rained in Oslo."


def _types(sentence: str) -> set[str]:
    return {e.type for e in read(f"{PLAIN} {sentence}")[0]}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Will the minister meet the Libyan envoy?", "CONSULT"),
        ("The Kenyan and Ugandan ministers discussed strengthening cooperation.", "COOPERATE"),
        ("We must urge Ghana to act, the senator wrote.", "REQUEST"),
        ("The candidate rejects the term.", "REJECT"),
        ("Some 40 percent of respondents support the Danish premier.", "SUPPORT"),
        ("The agency released a survey on Monday.", "RETREAT"),
        ("The senator spoke to reporters about Peru.", "CONSULT"),
        ("Rivals called the mayor a clown.", "CONSULT"),
        ("Any minister who visits Malta is welcome.", "CONSULT"),
        ("It comes to Iran in the end.", "CONSULT"),
        ("She takes a while to answer.", "PROTEST"),
    ],
)
def test_no_event_in_a_running_text(sentence: str, kind: str) -> None:
    assert kind not in _types(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Kenya urged Sudan to free the reporters.", "REQUEST"),
        ("Foreign Minister Haas met the Chilean president in Lima on Monday.", "CONSULT"),
        ("The Ugandan army killed two Congolese rebels on Tuesday.", "ASSAULT"),
        ("Norway expelled two Russian diplomats.", "SANCTION"),
        ("Ghana condemned the coup in Mali.", "ACCUSE"),
    ],
)
def test_plain_acts_are_kept(sentence: str, kind: str) -> None:
    assert kind in _types(sentence)


def test_a_text_of_one_sentence_is_asked_what_it_tells() -> None:
    assert floor(alone=True) < floor(alone=False)
    assert [e.type for e in read("The envoy proposed talks with the rebels.")[0]] == ["CONSULT"]


def test_a_condemned_deed_falls_back_on_its_doer_or_itself_never_on_the_victim() -> None:
    (event,) = [e for e in read("Sweden condemned Iran's attack on Oman.")[0] if e.type == "ACCUSE"]
    assert [r.country for r in event.recipients] == ["IRN"]


def test_a_days_schedule_is_a_plan_and_a_wish_to_thank_is_thanks() -> None:
    (meeting,) = read("2:15 p.m. The minister meets with Foreign Minister Haas of Peru.")[0]
    assert meeting.status == "planned"
    (thanks,) = [e for e in read("I would like to thank Germany for its help, the Kenyan president said.")[0] if e.type == "SUPPORT"]
    assert thanks.status == "held"


def test_confidence_rises_with_the_points() -> None:
    steps = [calibrate(p / 100) for p in range(0, 101, 5)]
    assert steps == sorted(steps)
    assert steps[-1] == read_table("events_confidence")["right"][-1][1]
