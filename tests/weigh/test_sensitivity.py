"""The smallest sets against trying every set."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.weigh.scores import CLOSE
from dragoman.weigh.sensitivity import MOST_SETS, find_leaders, find_removals

parts = st.integers(2, 4).flatmap(
    lambda columns: st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), min_size=columns, max_size=columns), min_size=1, max_size=7)
)


def brute(rows: list[list[float]], tie: bool) -> set[tuple[int, ...]]:
    columns = range(len(rows[0]))

    def total(out: tuple[int, ...]) -> list[float]:
        return [sum(row[j] for i, row in enumerate(rows) if i not in out) for j in columns]

    leaders = set(find_leaders(total(())))
    for size in range(1, len(rows) + 1):
        found = set()
        for out in combinations(range(len(rows)), size):
            scores = total(out)
            best = {j for j in columns if scores[j] <= min(scores) + CLOSE}
            # A tie is asked of a rival against each leader, a change of the lead likewise but strictly.
            beats = [all(scores[j] < scores[k] - CLOSE if not tie else scores[j] <= scores[k] + CLOSE for k in leaders) for j in columns]
            if best and any(beats[j] for j in columns if j not in leaders):
                found.add(out)
        if found:
            return found
    return set()


@given(rows=parts, tie=st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_smallest_sets_are_those_of_trying_all(rows: list[list[float]], tie: bool) -> None:
    totals = [sum(row[j] for row in rows) for j in range(len(rows[0]))]
    made, expected = find_removals(totals, rows, tie), brute(rows, tie)
    assert made.exact
    assert bool(made.sets) == bool(expected)
    if not made.more:
        assert set(made.sets) == expected
    assert set(made.sets) <= expected


def test_the_list_of_sets_stops_and_says_so() -> None:
    rows = [[0.0, 1.0]] * 30
    made = find_removals([10.0, 30.0], rows)
    assert len(made.sets) == MOST_SETS and made.more and made.exact
    assert {len(s) for s in made.sets} == {21}


def test_a_lead_that_no_removal_takes() -> None:
    assert find_removals([0.0, 1.0], [[0.0, 0.0]]).sets == ()
    assert find_removals([1.0, 1.0], [[1.0, 1.0]]).sets == ()


def test_a_hypothesis_of_prior_nought_never_leads() -> None:
    assert find_removals([1.0, float("inf")], [[1.0, 0.0]]).sets == ()
