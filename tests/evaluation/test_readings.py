"""What was read by hand: the files hold ids and verdicts, no text, and the figures follow from them."""

import json

import pytest
from evaluation.readings import NAMES, READINGS, agreement, read_verdicts, reading_figures

FIELDS = {"set", "document", "start", "end", "marker_class", "stance", "phrase", "first", "second"}
FIELDS |= {"seed", "type", "mode", "status", "confidence", "first_reason", "second_reason"}  # events


def test_the_readings_hold_no_text() -> None:
    for name in NAMES:
        for line in (READINGS / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            assert set(row) <= FIELDS
            assert all(len(v) < 80 for v in row.values() if isinstance(v, str))
            assert {row["first"], row["second"]} <= {0, 1, None}


def test_a_hundred_explanations_were_read_twice_and_pass_the_bar() -> None:
    verdicts = read_verdicts(READINGS / "explanations.jsonl")
    assert len(verdicts) == 100
    assert all(second is not None for _, second in verdicts)
    figures = dict(reading_figures())
    assert figures["explanations right, both readers"] >= 75


def test_agreement_by_hand() -> None:
    # 3 of 4 alike; both say right in half: chance .5, kappa (.75 - .5) / .5
    assert agreement([(True, True), (True, True), (False, False), (False, False)]) == (1.0, 1.0)
    assert agreement([(True, True), (True, False), (False, True), (False, False)]) == pytest.approx((0.5, 0.0))
    assert agreement([(True, True)]) == (1.0, 1.0)
