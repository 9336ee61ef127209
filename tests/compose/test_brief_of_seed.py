"""The first real input, where it lies beside the checkout: its brief keeps every rule, rated and unrated."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from compose_parts import section

import dragoman
from dragoman import api
from dragoman.compose.lint import lint_brief
from dragoman.config import Settings
from dragoman.records.harvest import Harvest
from dragoman.records.puzzle import Rating
from dragoman.weigh.draft import draft_puzzle

SEED = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "seed" / "pompeo-kazakhstan.txt"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SEED.exists(), reason="needs ../shared")]
SETTINGS = Settings(today="2026-11-24")


@cache
def read_seed() -> Harvest:
    return next(h for h in api.read_sources([str(SEED)], SETTINGS) if isinstance(h, Harvest))


def test_unrated_brief_judges_nothing_and_shows_the_means_of_three_powers() -> None:
    brief = dragoman.brief([read_seed()], settings=SETTINGS)
    assert lint_brief(brief) == ()
    assert all(s.citations for s in brief.statements())
    assert not any(s.topic == "judgement" for s in brief.statements())
    assert brief.title.draft
    table = section(brief, "means").table
    assert table is not None
    assert table.columns[0].startswith("over Kazakhstan")
    assert set(table.columns[1:]) == {"Russia", "China", "United States"}


def test_rated_brief_keeps_the_rules_in_every_format() -> None:
    puzzle = draft_puzzle([read_seed()])
    ids = [h.id for h in puzzle.hypotheses]
    values = ("CC", "I", "N", "C", "II")
    ratings = tuple(
        Rating(evidence=e.id, hypothesis=h, value=values[(i * 3 + j * 2) % 5], rater="A. Analyst", date="2020-01-05")
        for i, e in enumerate(puzzle.evidence)
        for j, h in enumerate(ids)
    )
    rated = replace(puzzle, ratings=(*puzzle.ratings, *ratings))
    brief = dragoman.brief([read_seed()], settings=SETTINGS, puzzle=rated)
    assert lint_brief(brief) == ()
    assert 2 <= sum(1 for s in section(brief, "judgements").before if s.topic == "judgement") <= 5
    for write in (dragoman.to_markdown, dragoman.to_html, dragoman.to_json):
        assert "ICD 203" in write(brief)
    assert dragoman.to_docx(brief).startswith(b"PK")
