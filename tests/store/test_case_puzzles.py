"""Puzzles and their ratings: saved whole, rated by dated rows."""

from dataclasses import replace

import pytest

from dragoman.errors import CaseError
from dragoman.records.puzzle import Evidence, Hypothesis, Puzzle, Rating
from dragoman.store.case import Case
from dragoman.store.rows import About, By

PUZZLE = Puzzle(
    question="Why does the minister go?",
    hypotheses=(Hypothesis(id="h1", text="Gas."), Hypothesis(id="h2", text="A loan.")),
    evidence=(Evidence(id="e1", text="She met the gas company."), Evidence(id="e2", text="No banker came.")),
    ratings=(Rating(evidence="e1", hypothesis="h1", value="C", rater="dragoman", date="2026-01-01", draft=True),),
)


@pytest.fixture
def filled(case: Case, by: By) -> Case:
    case.save_puzzle("why", PUZZLE, by)
    return case


def values(case: Case) -> set[tuple[str, str, object, str]]:
    return {(r.evidence, r.hypothesis, r.value, r.rater) for r in case.puzzle("why").ratings}


DRAFT = ("e1", "h1", "C", "dragoman")


def test_what_is_saved_comes_back(filled: Case, by: By) -> None:
    assert filled.puzzle("why") == PUZZLE
    filled.save_puzzle("another", replace(PUZZLE, question="Who pays?"), by)
    assert [name for name, _ in filled.puzzles()] == ["another", "why"]


def test_ratings_supersede_one_a_rater_and_cell(filled: Case, by: By) -> None:
    filled.rate("why", "e1", "h1", "II", replace(by, note="they never met"))
    filled.rate("why", "e1", "h1", 0.25, replace(by, author="Boris"))
    later = filled.rate("why", "e1", "h1", "CC", by)
    assert values(filled) == {DRAFT, ("e1", "h1", "CC", "Ada"), ("e1", "h1", 0.25, "Boris")}
    filled.undo(later.id, by)
    assert ("e1", "h1", "II", "Ada") in values(filled)
    filled.rate("why", "e1", "h1", "", by)
    assert values(filled) == {DRAFT, ("e1", "h1", 0.25, "Boris")}
    assert len([a for a in filled.actions(about=About(puzzle="why")) if a.verb == "rate"]) == 4


def test_saving_what_was_read_keeps_ratings_undoable(filled: Case, by: By) -> None:
    act = filled.rate("why", "e2", "h2", "I", by)
    filled.save_puzzle("why", replace(filled.puzzle("why"), title="The journey"), by)
    assert filled.puzzle("why").title == "The journey" and ("e2", "h2", "I", "Ada") in values(filled)
    filled.undo(act.id, by)
    assert values(filled) == {DRAFT} and filled.puzzle("why").title == "The journey"


def test_a_save_is_undone(filled: Case, by: By) -> None:
    act = filled.save_puzzle("why", replace(PUZZLE, question="Why not?"), by)
    filled.undo(act.id, by)
    assert filled.puzzle("why").question == PUZZLE.question


def test_ratings_of_what_was_taken_out_wait(filled: Case, by: By) -> None:
    filled.rate("why", "e2", "h2", "I", by)
    filled.save_puzzle("why", replace(PUZZLE, evidence=PUZZLE.evidence[:1]), by)
    assert values(filled) == {DRAFT}
    filled.save_puzzle("why", PUZZLE, by)
    assert ("e2", "h2", "I", "Ada") in values(filled)


def test_what_cannot_be_rated(filled: Case, by: By) -> None:
    for cell, value, code in ((("e9", "h1"), "C", "missing"), (("e1", "h9"), "C", "missing"), (("e1", "h1"), "yes", "refused"),
                              (("e1", "h1"), 1.5, "refused"), (("e1", "h1"), float("nan"), "refused")):  # fmt: skip
        with pytest.raises(CaseError) as caught:
            filled.rate("why", *cell, value, by)  # type: ignore[arg-type]
        assert caught.value.code == code
    for wrong in ("../etc", "", "a b", "x" * 81):
        with pytest.raises(CaseError):
            filled.save_puzzle(wrong, PUZZLE, by)
    with pytest.raises(CaseError, match="no puzzle"):
        filled.puzzle("none")
