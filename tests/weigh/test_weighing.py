"""The scores against worked values, and what must change nothing."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_cases import OWN, SHARED, copy_row, load, make_puzzle, matrices

from dragoman.records.puzzle import MEASURES, HypothesisScore, Judgement, Puzzle, Rating, Weighing
from dragoman.weigh.scores import find_posterior
from dragoman.weigh.simplex import coherentise
from dragoman.weigh.weighing import weigh_puzzle

FILES = [OWN, pytest.param(SHARED, marks=pytest.mark.skipif(not SHARED.exists(), reason="no ../shared"))]


def near(values: list[float]) -> object:
    return pytest.approx(values, abs=6e-5)


@pytest.mark.parametrize("path", FILES, ids=["own", "shared"])
def test_worked_values_come_out(path: Path) -> None:
    v = load(path)
    puzzle = make_puzzle(v["matrix"], v["cred"], v["rel"])
    made, burton = weigh_puzzle(puzzle), weigh_puzzle(replace(puzzle, weighting="burton"))
    assert [h.inconsistency for h in made.hypotheses] == v["inconsistency"]
    assert [h.weighted for h in made.hypotheses] == near(v["weighted_parc"])
    assert [h.weighted for h in burton.hypotheses] == near(v["weighted_burton"])
    assert [h.squared for h in made.hypotheses] == v.get("squared", v.get("open_synthesis_inconsistency"))
    assert [e.diagnosticity for e in made.evidence] == near(v.get("diagnosticity", v.get("open_synthesis_diagnosticity")))
    assert [h.posterior for h in made.hypotheses] == near(v.get("posterior", v.get("naive_bayes")))
    size, sets = v["leave_out"]
    assert made.sensitivity[0].flip == tuple(tuple(f"e{i}" for i in chosen) for chosen in sets)
    assert {len(s) for s in made.sensitivity[0].flip} == {size}


@pytest.mark.parametrize("path", FILES, ids=["own", "shared"])
def test_copies_of_one_origin_count_once_and_independent_ones_each(path: Path) -> None:
    v = load(path)
    puzzle, row, copies = make_puzzle(v["matrix"]), v["duplicate_row"]["row"], v["duplicate_row"]["copies"]
    one, many = weigh_puzzle(copy_row(puzzle, row, copies)), weigh_puzzle(copy_row(puzzle, row, copies, origin="paper"))
    expected = v.get("posterior_of_one_origin", v.get("same_rows_but_one_source_weight_third"))
    assert [h.posterior for h in one.hypotheses] == near(expected)
    assert one.evidence[row].weight == pytest.approx(1 / copies)
    expected = v.get("posterior_of_independent_copies", v.get("naive_bayes_row2_duplicated_x3"))
    assert [h.posterior for h in many.hypotheses] == near(expected)


@pytest.mark.parametrize("path", FILES, ids=["own", "shared"])
def test_judgements_are_moved_to_the_nearest_coherent_ones(path: Path) -> None:
    v = load(path)
    given_, expected = v.get("coherentise_input", v.get("coherentize_input")), v.get("coherentised", v.get("coherentized"))
    assert list(coherentise(given_)) == near(expected)


def test_an_item_against_everything_tells_least() -> None:
    made = weigh_puzzle(make_puzzle([["II", "II", "II"], ["C", "N", "C"], ["C", "I", "II"]]))
    assert [e.rank for e in made.evidence] == [3, 2, 1]  # a row sum of inconsistency would put the first one first


def test_ties_share_a_rank_and_are_told() -> None:
    made = weigh_puzzle(make_puzzle([["I", "I", "II"], ["C", "C", "C"]]))
    assert [(h.rank, h.tied) for h in made.hypotheses] == [(1, True), (1, True), (3, False)]
    assert made.leaders == ("h0", "h1")
    flat = weigh_puzzle(make_puzzle([["N", "N"]]))
    assert any("All explanations tie" in n for n in flat.notes)


def test_unknown_grades_leave_the_weight_and_a_low_one_lowers_it() -> None:
    puzzle = make_puzzle([["I", "C"], ["I", "C"]])
    low = replace(puzzle, evidence=(replace(puzzle.evidence[0], reliability="E", credibility="5"), puzzle.evidence[1]))
    assert [e.grade for e in weigh_puzzle(puzzle).evidence] == [1.0, 1.0]
    assert weigh_puzzle(low).evidence[0].grade == pytest.approx(0.5**0.5)


def test_an_analyst_supersedes_the_draft_and_his_later_rating_the_earlier() -> None:
    puzzle = make_puzzle([["I", "C"]])
    draft = replace(puzzle, ratings=tuple(replace(r, rater="dragoman", draft=True, date="2030-01-01") for r in puzzle.ratings))
    assert weigh_puzzle(draft).state == "draft, unrated" and weigh_puzzle(draft).is_draft
    rated = replace(draft, ratings=(*draft.ratings, Rating(evidence="e0", hypothesis="h0", value="CC", rater="Ada", date="2024-05-01")))
    made = weigh_puzzle(rated)
    assert made.cells[0].value == "CC" and made.cells[1].draft and made.state == "rated in part"
    later = Rating(evidence="e0", hypothesis="h0", value="II", rater="Ada", date="2024-05-02")
    assert weigh_puzzle(replace(rated, ratings=(later, *rated.ratings))).cells[0].value == "II"


def test_raters_of_one_cell_count_alike() -> None:
    puzzle = make_puzzle([["II", "C"]])
    other = replace(puzzle, ratings=(*puzzle.ratings, Rating(evidence="e0", hypothesis="h0", value="C", rater="Karl", date="2024-05-01")))
    cell = weigh_puzzle(other).cells[0]
    assert cell.penalty == 1.0 and cell.differ and cell.raters == ("Ada", "Karl")
    assert cell.likelihood == pytest.approx((0.05 * 0.8) ** 0.5)


def test_stated_priors_move_the_posterior_and_open_ones_share_the_rest() -> None:
    puzzle = make_puzzle([["C", "C", "C"]])
    stated = replace(puzzle, hypotheses=(replace(puzzle.hypotheses[0], prior=0.5), *puzzle.hypotheses[1:]))
    assert [h.posterior for h in weigh_puzzle(stated).hypotheses] == pytest.approx([0.5, 0.25, 0.25])
    none = replace(puzzle, hypotheses=(replace(puzzle.hypotheses[0], prior=0.0), *puzzle.hypotheses[1:]))
    assert [h.posterior for h in weigh_puzzle(none).hypotheses] == pytest.approx([0, 0.5, 0.5])


def test_certain_likelihoods_make_nothing_impossible() -> None:
    made = weigh_puzzle(make_puzzle([[0.0, 1.0], [1.0, 0.0]]))
    assert [h.posterior for h in made.hypotheses] == pytest.approx([0.5, 0.5])


def test_the_group_is_coherent_and_the_latest_judgement_of_each_counts() -> None:
    puzzle = make_puzzle([["C", "C", "C"]])

    def judge(rater: str, date: str, *p: float) -> Judgement:
        return Judgement(rater=rater, date=date, probabilities=tuple((f"h{j}", x) for j, x in enumerate(p)))

    earlier, later = judge("Ada", "2024-05-01", 1, 1, 1), judge("Ada", "2024-05-02", 0.6, 0.5, 0.2)
    judged = replace(puzzle, judgements=(later, earlier, judge("Karl", "2024-05-01", 1, 0, 0)))
    assert [h.judged for h in weigh_puzzle(judged).hypotheses] == pytest.approx([0.75, 0.2, 0.05])


def test_the_lead_is_tested_without_each_origin() -> None:
    made = weigh_puzzle(make_puzzle([["C", "II"], ["I", "C"]]))
    assert [(o.origin, o.leaders_without) for o in made.origins] == [("o0", ("h1",)), ("o1", ("h0",))]


def scores(w: Weighing) -> dict[str, object]:
    """Everything that does not depend on how the file is ordered, by id."""
    return {
        "hypotheses": {h.id: replace(h, rated=0, drafted=0) for h in w.hypotheses},
        "sensitivity": w.sensitivity,
    }


@given(puzzle=matrices(), seed=st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_order_changes_nothing(puzzle: Puzzle, seed: int) -> None:
    random = Random(seed)

    def mixed(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(random.sample(items, len(items)))

    other = replace(puzzle, hypotheses=mixed(puzzle.hypotheses), evidence=mixed(puzzle.evidence), ratings=mixed(puzzle.ratings))
    one, two = weigh_puzzle(puzzle), weigh_puzzle(other)
    assert scores(one) == scores(two)
    assert sorted(one.evidence, key=lambda e: e.id) == sorted(two.evidence, key=lambda e: e.id)


@given(puzzle=matrices(), row=st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_a_duplicate_of_an_origin_changes_no_score(puzzle: Puzzle, row: int) -> None:
    item = puzzle.evidence[row % len(puzzle.evidence)]
    if not item.origin or any(e is not item and e.text == item.text for e in puzzle.evidence):
        return
    one, two = weigh_puzzle(puzzle), weigh_puzzle(copy_row(puzzle, puzzle.evidence.index(item), 3))
    for a, b in zip(one.hypotheses, two.hypotheses, strict=True):
        assert (a.rank, a.tied) == (b.rank, b.tied)
        assert [a.inconsistency, a.weighted, a.squared, a.posterior] == pytest.approx([b.inconsistency, b.weighted, b.squared, b.posterior])
    assert [len(s.flip) for s in one.sensitivity] == [len(s.flip) for s in two.sensitivity]


@given(puzzle=matrices(), row=st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_taking_out_a_row_without_bearing_changes_nothing(puzzle: Puzzle, row: int) -> None:
    item = puzzle.evidence[row % len(puzzle.evidence)].id
    blank = replace(puzzle, ratings=tuple(replace(r, value="NA") if r.evidence == item else r for r in puzzle.ratings))
    assert _scores_without(blank, item) == _close(weigh_puzzle(blank))


@given(puzzle=matrices(), row=st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_weight_nought_is_removal(puzzle: Puzzle, row: int) -> None:
    item = puzzle.evidence[row % len(puzzle.evidence)].id
    aside = replace(puzzle, evidence=tuple(replace(e, weight=0) if e.id == item else e for e in puzzle.evidence))
    assert _scores_without(puzzle, item) == _close(weigh_puzzle(aside))


def _scores_without(puzzle: Puzzle, item: str) -> list[object]:
    kept = tuple(e for e in puzzle.evidence if e.id != item)
    if not kept:
        return _close(weigh_puzzle(replace(puzzle, ratings=())))
    return _close(weigh_puzzle(replace(puzzle, evidence=kept, ratings=tuple(r for r in puzzle.ratings if r.evidence != item))))


def _close(w: Weighing) -> list[object]:
    def rounded(h: HypothesisScore) -> list[float]:
        return [round(x, 9) for x in (h.inconsistency, h.weighted, h.squared, h.posterior, h.posterior_graded)]

    return [(h.id, h.rank, h.tied, *rounded(h)) for h in w.hypotheses]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_coherent_judgements_sum_to_one(given_: list[float]) -> None:
    made = coherentise(given_)
    assert sum(made) == pytest.approx(1) and min(made) >= 0
    assert coherentise(made) == pytest.approx(made)


@given(puzzle=matrices())
@settings(max_examples=60, deadline=None)
def test_posteriors_sum_to_one(puzzle: Puzzle) -> None:
    made = weigh_puzzle(puzzle)
    assert sum(h.posterior for h in made.hypotheses) == pytest.approx(1)
    assert {s.measure for s in made.sensitivity} == set(MEASURES)


def test_hundreds_of_items_keep_the_posterior_finite() -> None:
    assert find_posterior([0.5, 0.5], [[0.001, 0.999]] * 900, [1.0] * 900) == pytest.approx([0, 1])
