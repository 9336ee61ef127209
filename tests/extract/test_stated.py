"""Statements of fact against judgements, forecasts, wishes and figures of speech."""

import pytest

from dragoman.extract.stated import states_a_fact
from dragoman.language.model import load

STATED = (
    "The consulate in Aktobe issued 212 visas in June.",
    "Nine of the fourteen wells near Zhanaozen stood idle.",
    "The governor of the province studied law in Kazan.",
    "A spokesman said that three lorries had crossed the bridge near Termez.",
    "The working group held its second session in Khujand.",
    "“They bought forty tractors,” the mayor of Osh told reporters.",
    "The delegation has returned to Minsk.",
)
NOT_STATED = (
    "The consulate in Aktobe will issue 212 visas in June.",
    "Europe ought to open three more embassies in the region.",
    "Minsk is likely to buy forty tractors.",
    "Did the delegation return to Minsk?",
    "The two ministers were the worst negotiators of their age.",
    "Tashkent has betrayed its friends.",
    "Kazakhstan hopes to sell 100 tonnes of honey.",
    "One day the steppe may bloom.",
    "The steppe is a sea of grass.",
    "Nothing good ever comes of it.",
)


@pytest.mark.parametrize("text", STATED)
def test_a_fact_is_stated(text: str) -> None:
    assert states_a_fact(load()(text))


@pytest.mark.parametrize("text", NOT_STATED)
def test_what_is_no_fact(text: str) -> None:
    assert not states_a_fact(load()(text))


def test_nothing_states_nothing() -> None:
    assert not states_a_fact(load()(""))
