"""A puzzle of our own on the article of ``oslo.py``: three explanations, six items of three origins, rated by one analyst."""

from dragoman.records.brief import Ground
from dragoman.records.puzzle import Cite, Evidence, Hypothesis, Indicator, Puzzle, Rating, Source
from dragoman.weigh.weighing import weigh_puzzle

TEXTS = ("to secure northern gas", "to lease a harbour", "to win votes at home")
RATED = {
    "e1": ("CC", "N", "I"),
    "e2": ("C", "I", "I"),
    "e3": ("C", "I", "N"),
    "e4": ("I", "C", "II"),
    "e5": ("CC", "II", "I"),
    "e6": ("C", "C", "C"),
}


def make_puzzle(*, drafts: bool = False) -> Puzzle:
    """Return the puzzle; ``drafts`` takes every rating as the machine's."""
    ids = ("h1", "h2", "h3")
    words = "want a share of the northern gas"
    evidence = tuple(
        Evidence(
            id=e,
            text=f"item {e}",
            origin=f"o{i % 3}",
            reliability="B",
            credibility="2",
            cites=(Cite(document="d1", start=232, end=232 + len(words), words=words),) if e == "e1" else (),
        )
        for i, e in enumerate(RATED)
    )
    rater = "dragoman" if drafts else "A. Analyst"
    ratings = tuple(
        Rating(evidence=e, hypothesis=h, value=v, rater=rater, date="2021-04-21", draft=drafts)
        for e, values in RATED.items()
        for h, v in zip(ids, values, strict=True)
    )
    return Puzzle(
        question="Why does the minister go to Oslo?",
        sources=(Source(id="d1", label="Morning Post", origin="d1"),),
        hypotheses=tuple(Hypothesis(id=i, text=t) for i, t in zip(ids, TEXTS, strict=True)),
        evidence=evidence,
        ratings=ratings,
        indicators=(Indicator(hypothesis="h2", text="a lease is signed"),),
        assumptions=("The minister's itinerary is as published.",),
    )


def make_ground(puzzle: Puzzle) -> Ground:
    """Return the puzzle with its weighing."""
    return Ground(puzzle=puzzle, weighing=weigh_puzzle(puzzle))
