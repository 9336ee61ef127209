"""Key judgements: two to five, one scale, confidence apart, and none that no analyst's rating supports."""

from dataclasses import replace

import pytest
from compose_parts import make_ground, make_puzzle, section, texts
from hypothesis import given
from hypothesis import strategies as st

from dragoman.compose.brief import write_brief
from dragoman.compose.judgements import find_basis
from dragoman.compose.likelihood import SCALE, find_term, terms
from dragoman.compose.lint import lint_brief
from dragoman.records.brief import Brief, Ground
from dragoman.records.harvest import Harvest
from dragoman.records.puzzle import Evidence
from dragoman.weigh.weighing import weigh_puzzle


def brief_of(harvest: Harvest, ground: Ground) -> Brief:
    return write_brief([harvest], as_of=None, today="2024-06-01", ground=ground)


def test_rated_puzzle_gives_judgements_with_confidence_apart(harvest: Harvest) -> None:
    brief = brief_of(harvest, make_ground(make_puzzle()))
    found = section(brief, "judgements").before
    judged = [s for s in found if s.topic == "judgement"]
    assert 2 <= len(judged) <= 5
    assert [s.topic for s in found] == ["judgement", "confidence"] * len(judged)
    assert judged[0].text.startswith("It is almost certain (95–99%, ICD 203) that the main answer is h1, “to secure northern gas”")
    assert all("onfidence" not in s.text for s in judged)
    assert brief.scale == SCALE
    assert brief.sections[0].before[0] == judged[0]
    assert "A. Analyst" not in brief.title.text
    assert lint_brief(brief) == ()


def test_judgement_cites_the_words_that_an_item_rests_on(harvest: Harvest) -> None:
    first = section(brief_of(harvest, make_ground(make_puzzle())), "judgements").before[0]
    assert any(c.span is not None and c.document == "d1" for c in first.citations)
    assert any(c.source == "puzzle" and c.note == "e2: item e2" for c in first.citations)


@pytest.mark.parametrize("drafts", [True, False])
def test_no_judgement_without_a_rating(harvest: Harvest, drafts: bool) -> None:
    puzzle = make_puzzle(drafts=drafts)
    puzzle = puzzle if drafts else replace(puzzle, ratings=tuple(r for r in puzzle.ratings if r.hypothesis == "h1"))
    brief = brief_of(harvest, make_ground(puzzle))
    told = section(brief, "judgements").before
    assert [s.topic for s in told] == ["gap"]
    assert told[0].text.startswith("Draft, unrated: no key judgement is written")
    assert told[0].draft
    assert lint_brief(brief) == ()


def test_ratings_that_say_nothing_judge_nothing(harvest: Harvest) -> None:
    puzzle = make_puzzle()
    neutral = replace(puzzle, ratings=tuple(replace(r, value="N") for r in puzzle.ratings))
    assert section(brief_of(harvest, make_ground(neutral)), "judgements").before[0].draft


def test_confidence_falls_with_origins_grades_and_agreement() -> None:
    def level(**changes: str) -> str:
        puzzle = make_puzzle()
        changed = replace(puzzle, evidence=tuple(replace(e, **changes) for e in puzzle.evidence))
        weighing = weigh_puzzle(changed)
        return find_basis(changed, weighing, weighing.hypotheses[0]).level

    assert level() == "high"
    assert level(origin="o1") == "low"
    assert level(reliability="F") == "moderate"


def test_confidence_says_what_it_rests_on() -> None:
    puzzle = make_puzzle()
    words = find_basis(puzzle, weigh_puzzle(puzzle), weigh_puzzle(puzzle).hypotheses[0]).words
    assert "five rated items for it and one item against" in words
    assert "three independent origins" in words
    assert "graded B2" in words
    assert "one rater" in words


@given(st.floats(0, 1))
def test_every_probability_has_the_term_whose_range_holds_it(p: float) -> None:
    term = find_term(p)
    assert term.low <= max(1, min(100 * p, 99)) <= term.high


def test_terms_are_those_of_the_directive() -> None:
    assert [(t.name, t.low, t.high) for t in terms()] == [
        ("almost no chance", 1, 5),
        ("very unlikely", 5, 20),
        ("unlikely", 20, 45),
        ("roughly even chance", 45, 55),
        ("likely", 55, 80),
        ("very likely", 80, 95),
        ("almost certain", 95, 99),
    ]


def test_weighing_tells_lead_contrary_evidence_and_what_it_hangs_on(harvest: Harvest) -> None:
    found = section(brief_of(harvest, make_ground(make_puzzle())), "weighed")
    text = texts(found)
    assert "h1 (“to secure northern gas”) leads by least inconsistency." in text
    assert "Against h1 (I): e4" in text
    assert "Fits or contradicts all alike, and so decides nothing: e6" in text
    assert "If wrong:" in text
    assert any(s.nature == "assumption" and "itinerary" in s.text for s in found.after)
    assert [p.kind for p in found.plots] == ["matrix", "chances"]


def test_reach_of_a_probability_holds_the_probability(harvest: Harvest) -> None:
    plot = section(brief_of(harvest, make_ground(make_puzzle())), "weighed").plots[1]
    assert plot.kind == "chances"
    for c in plot.chances:
        assert c.low <= c.p <= c.high
    assert any(c.high - c.low > 0.001 for c in plot.chances)
    assert sum(c.p for c in plot.chances) == pytest.approx(1)


def test_item_that_no_document_holds_is_cited_as_the_puzzle_has_it(harvest: Harvest) -> None:
    puzzle = make_puzzle()
    far = replace(puzzle.evidence[0].cites[0], start=10_000, end=10_032)
    evidence = (replace(puzzle.evidence[0], cites=(far,)), *puzzle.evidence[1:])
    brief = brief_of(harvest, make_ground(replace(puzzle, evidence=evidence)))
    for s in brief.statements():
        for c in s.citations:
            assert c.span is None or c.span.end <= len(harvest.document.text)


def test_indicators_of_the_puzzle_stand_beside_what_is_suggested(harvest: Harvest) -> None:
    rows = section(brief_of(harvest, make_ground(make_puzzle())), "watch").table
    assert rows is not None
    told = {r.cells[0].parts[0].text: r.cells[1].parts[0] for r in rows.rows}
    assert told["h2. “to lease a harbour”"].text == "a lease is signed"


def test_suggested_indicators_are_marked_as_assumptions(harvest: Harvest) -> None:
    theme = replace(harvest.findings.explanations[0], theme="foothold")
    changed = replace(harvest, findings=replace(harvest.findings, explanations=(theme,)))
    table = section(brief_of(changed, Ground()), "watch").table
    assert table is not None
    assert table.rows[0].cells[1].parts[0].nature == "assumption"
    assert table.rows[0].cells[1].parts[0].text.startswith("suggestion:")


def test_evidence_of_weight_nought_supports_no_judgement(harvest: Harvest) -> None:
    puzzle = make_puzzle()
    idle: tuple[Evidence, ...] = tuple(replace(e, weight=0.0) for e in puzzle.evidence)
    found = section(brief_of(harvest, make_ground(replace(puzzle, evidence=idle))), "judgements")
    assert [s.topic for s in found.before] == ["gap"]
