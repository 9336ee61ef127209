"""Puzzles for the tests: from a plain matrix, and drawn at random."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from dragoman.records.puzzle import (
    CREDIBILITIES,
    EVIDENCE_KINDS,
    LEVELS,
    MEASURES,
    RELIABILITIES,
    VALUES,
    WEIGHTINGS,
    Cite,
    Evidence,
    Hypothesis,
    Indicator,
    Judgement,
    Puzzle,
    Rating,
    Source,
)

OWN = Path(__file__).parent / "vectors.json"
SHARED = Path(__file__).parents[3] / "shared" / "scales" / "ach-vectors.json"
# An Admiralty grade for each level of credibility; both axes say the same, so that the grade is the level.
GRADES = {"H": ("B", "2"), "M": ("C", "3"), "L": ("D", "4")}


def load(path: Path) -> dict[str, Any]:
    """Return a file of vectors."""
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def make_puzzle(matrix: Sequence[Sequence[str | float]], cred: Sequence[str] = (), rel: Sequence[str] = ()) -> Puzzle:
    """Return a puzzle whose rows are the evidence, each of an origin of its own, rated by one analyst."""
    grades = [GRADES[c] for c in cred] or [("F", "6")] * len(matrix)
    return Puzzle(
        question="Why was the bridge closed?",
        hypotheses=tuple(Hypothesis(id=f"h{j}", text=f"answer {j}") for j in range(len(matrix[0]))),
        evidence=tuple(
            Evidence(
                id=f"e{i}",
                text=f"item {i}",
                origin=f"o{i}",
                reliability=grades[i][0],
                credibility=grades[i][1],
                relevance=rel[i] if rel else "M",
            )
            for i in range(len(matrix))
        ),
        ratings=tuple(
            Rating(evidence=f"e{i}", hypothesis=f"h{j}", value=value, rater="Ada", date="2024-05-01")
            for i, row in enumerate(matrix)
            for j, value in enumerate(row)
        ),
    )


def copy_row(puzzle: Puzzle, row: int, copies: int, *, origin: str | None = None) -> Puzzle:
    """Return the puzzle with a row so many times in all; in other papers where ``origin`` is given, else of its own origin."""
    item = puzzle.evidence[row]
    new = [replace(item, id=f"{item.id}c{n}", origin=item.origin if origin is None else f"{origin}{n}") for n in range(1, copies)]
    ratings = [replace(r, evidence=e.id) for e in new for r in puzzle.ratings if r.evidence == item.id]
    return replace(puzzle, evidence=(*puzzle.evidence, *new), ratings=(*puzzle.ratings, *ratings))


_values = st.one_of(st.sampled_from(VALUES), st.floats(0, 1))
_words = st.text(min_size=1, max_size=30).filter(str.strip)


@st.composite
def matrices(draw: st.DrawFn) -> Puzzle:
    """Draw a puzzle of a small matrix with grades, relevance, some cells unrated, priors for some hypotheses."""
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    hypotheses = tuple(Hypothesis(id=f"h{j}", text=f"answer {j}", prior=draw(st.sampled_from([None, 0.1]))) for j in range(columns))
    if all(h.prior is not None for h in hypotheses):
        hypotheses = (replace(hypotheses[0], prior=None), *hypotheses[1:])
    evidence = tuple(
        Evidence(
            id=f"e{i}",
            text=f"item {draw(st.integers(0, 4))}",
            origin=draw(st.sampled_from(["", "o1", "o2"])),
            reliability=draw(st.sampled_from(RELIABILITIES)),
            credibility=draw(st.sampled_from(CREDIBILITIES)),
            relevance=draw(st.sampled_from(LEVELS)),
        )
        for i in range(rows)
    )
    ratings = tuple(
        Rating(evidence=e.id, hypothesis=h.id, value=draw(_values), rater=rater, date="2024-05-01", draft=rater == "dragoman")
        for e in evidence
        for h in hypotheses
        for rater in draw(st.lists(st.sampled_from(["Ada", "Karl", "dragoman"]), unique=True, max_size=2))
    )
    return Puzzle(
        question="Why?",
        hypotheses=hypotheses,
        evidence=evidence,
        ratings=ratings,
        rank_by=draw(st.sampled_from(MEASURES)),
        weighting=draw(st.sampled_from(WEIGHTINGS)),
    )


@st.composite
def whole_puzzles(draw: st.DrawFn) -> Puzzle:
    """Draw a puzzle with every part filled by any text, ratings in the order of a file."""
    base = draw(matrices())
    sources = tuple(
        Source(id=f"d{n}", label=draw(_words), path=draw(_words), published="2024-05-01", origin="d0", standing=draw(_words), length=500)
        for n in range(draw(st.integers(1, 2)))
    )
    cites = st.tuples(
        st.builds(
            Cite, document=st.just("d0"), start=st.just(3), end=st.just(400), words=_words, verdict=st.sampled_from(["partly", None])
        ),
        st.builds(Cite, row=_words, source=_words, agrees=st.booleans()),
    )
    evidence = tuple(
        replace(e, text=draw(_words), cites=draw(cites), speaker=draw(_words), weight=2.5, kind=draw(st.sampled_from(EVIDENCE_KINDS)))
        for e in base.evidence
    )
    share = 1 / len(base.hypotheses)
    judgement = Judgement(rater=draw(_words), date="2024-05-02", probabilities=tuple((h.id, share) for h in base.hypotheses), reason="x")
    return replace(
        base,
        title=draw(_words),
        as_of="2024-05-01",
        maker="dragoman/test",
        sources=sources,
        hypotheses=tuple(replace(h, text=draw(_words), theme=draw(_words), proponents=(draw(_words),)) for h in base.hypotheses),
        evidence=evidence,
        ratings=tuple(sorted((replace(r, reason=draw(_words)) for r in base.ratings), key=lambda r: (r.rater, r.evidence))),
        judgements=(judgement,),
        indicators=(Indicator(hypothesis="h0", text=draw(_words)),),
        assumptions=(draw(_words), draw(_words)),
    )
