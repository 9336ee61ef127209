"""Key judgements of a rated puzzle: two to five, each with one likelihood of one scale, its confidence in a sentence of its own.

The likelihood is the group's coherent probability where people gave theirs, else the posterior of the ratings. Confidence counts what
the judgement rests on (see docs/brief.md): independent origins, the grades of the items, whether raters agree, and whether the
lead hangs on one item. Nothing is judged that no analyst's rating bears on.
"""

from dataclasses import dataclass

from dragoman.compose.desk import Desk
from dragoman.compose.likelihood import SCALE, find_term
from dragoman.compose.phrases import count, flat, listed, quoted
from dragoman.records.brief import Citation, Section, Sentence
from dragoman.records.puzzle import CellScore, Cite, Evidence, HypothesisScore, Puzzle, Weighing
from dragoman.records.spans import Span

__all__ = ["SCALE", "cite_item", "cite_puzzle", "write_judgements"]

_FEWEST, _MOST = 2, 5
_NEUTRAL = 3.0
_MANY_ORIGINS = 3
_WELL = ("A", "B"), ("1", "2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a judgement rests on: ids of rated items for and against, their origins, and the level that comes of it."""

    pro: tuple[str, ...]
    con: tuple[str, ...]
    origins: int
    level: str
    words: str


def write_judgements(desk: Desk) -> Section | None:
    """Return the section; None without a puzzle. Where too little is rated it says so and judges nothing."""
    puzzle, weighing = desk.ground.puzzle, desk.ground.weighing
    if puzzle is None or weighing is None:
        return None
    ready = [h for h in sorted(weighing.hypotheses, key=lambda h: h.rank) if _bearing(weighing, h)]
    if len(ready) < _FEWEST:
        return Section(id="judgements", heading="Key judgements", before=(_say_unready(desk, puzzle, weighing, len(ready)),))
    found: list[Sentence] = []
    for score in _choose(ready):
        basis = find_basis(puzzle, weighing, score)
        cited = _cite_basis(desk, puzzle, basis)
        found.append(_judge(score, cited))
        found.append(
            Sentence(text=f"Confidence in this is {basis.level}: {basis.words}.", citations=cited, topic="confidence", nature="judgement")
        )
    return Section(id="judgements", heading="Key judgements", before=tuple(found))


def lead_judgement(desk: Desk) -> Sentence | None:
    """Return the judgement on the explanation that leads, for the bottom line, or that none stands out; None where nothing is rated."""
    weighing = desk.ground.weighing
    section = write_judgements(desk)
    first = section.before[0] if section else None
    if weighing is None or first is None or first.topic != "judgement" or len(weighing.leaders) == 1:
        return first if first and first.topic == "judgement" else None
    text = f"No explanation stands out: {listed(weighing.leaders, 5)} share the lead."
    return Sentence(text=text, citations=first.citations, topic="weighing", nature="judgement")


def _choose(ready: list[HypothesisScore]) -> list[HypothesisScore]:
    """Take those that lead, the next, and the one that comes out worst: what a reader asks of."""
    chosen = [h for h in ready if h.rank == 1][:_MOST]
    chosen += [h for h in (*[h for h in ready if h.rank > 1][:1], ready[-1]) if h not in chosen]
    for h in ready:
        if len(chosen) < _FEWEST and h not in chosen:
            chosen.append(h)
    return sorted(dict.fromkeys(chosen), key=lambda h: h.rank)[:_MOST]


def probability(score: HypothesisScore) -> float:
    """Return the probability that a judgement words: the group's, else that of the ratings."""
    return score.judged if score.judged is not None else score.posterior


def _judge(score: HypothesisScore, cited: tuple[Citation, ...]) -> Sentence:
    term = find_term(probability(score))
    text = f"{term.opening} ({term.reach}) that the main answer is {score.id}, {quoted(score.text, 140)}."
    return Sentence(text=text, citations=cited, topic="judgement", nature="judgement")


def _bearing(weighing: Weighing, score: HypothesisScore) -> list[CellScore]:
    """Return the cells of a hypothesis that an analyst rated as speaking for or against it and that carry weight."""
    weights = {e.id: e.weight for e in weighing.evidence}
    cells = [c for c in weighing.cells if c.hypothesis == score.id and not c.draft and c.raters and c.value != "NA"]
    return [c for c in cells if c.position != _NEUTRAL and weights.get(c.evidence, 0.0) > 0]


def find_basis(puzzle: Puzzle, weighing: Weighing, score: HypothesisScore) -> Basis:
    """Return what a judgement on one hypothesis rests on, with its level of confidence."""
    cells = _bearing(weighing, score)
    pro = tuple(c.evidence for c in cells if c.position > _NEUTRAL)
    con = tuple(c.evidence for c in cells if c.position < _NEUTRAL)
    items = {e.id: e for e in puzzle.evidence}
    rated = [items[i] for i in (*pro, *con) if i in items]
    origins = len({e.origin or e.id for e in rated})
    raters = {r for c in cells for r in c.raters}
    differ = any(c.differ for c in cells)
    flips = _smallest_flip(weighing)
    points = (origins >= _MANY_ORIGINS) - (origins < 2)
    points += _grade_points(rated)
    points += -1 if differ else (len(raters) > 1)
    points += -1 if flips == 1 else (flips is None or flips > 2)
    level = "high" if points >= 2 and origins >= _MANY_ORIGINS else "moderate" if points >= 0 and origins > 1 else "low"
    parts = [
        f"{count(len(pro), 'rated item')} for it and {count(len(con), 'item')} against",
        count(origins, "independent origin"),
        _say_grades(rated),
        "the raters differ" if differ else count(len(raters), "rater"),
        f"{count(flips, 'item')} taken away would change the lead" if flips else "no removal of items changes the lead",
    ]
    return Basis(pro=pro, con=con, origins=origins, level=level, words="; ".join(parts))


def _smallest_flip(weighing: Weighing) -> int | None:
    first = weighing.sensitivity[0] if weighing.sensitivity else None
    sets = (*first.flip, *first.tie) if first else ()
    return min((len(s) for s in sets), default=None)


def _grade_points(rated: list[Evidence]) -> int:
    good = sum(1 for e in rated if e.reliability in _WELL[0] and e.credibility in _WELL[1])
    unknown = sum(1 for e in rated if e.reliability == "F" or e.credibility == "6")
    return 1 if 2 * good > len(rated) else -1 if 2 * unknown > len(rated) else 0


def _say_grades(rated: list[Evidence]) -> str:
    grades = sorted({f"{e.reliability}{e.credibility}" for e in rated})
    return f"graded {listed(grades, 4)}" if grades != ["F6"] else "sources not graded"


def _say_unready(desk: Desk, puzzle: Puzzle, weighing: Weighing, ready: int) -> Sentence:
    told = "no explanation" if not ready else "only one explanation"
    text = f"Draft, unrated: no key judgement is written, because {told} has evidence that an analyst rated "
    text += f"({count(len(puzzle.evidence), 'item')}, {count(len(puzzle.hypotheses), 'explanation')} in the puzzle)."
    cited = tuple(c for e in puzzle.evidence[:3] for c in cite_item(desk, e)[:1]) or (cite_puzzle(weighing.title or "the puzzle"),)
    return Sentence(text=text, citations=cited, topic="gap", draft=True)


def _cite_basis(desk: Desk, puzzle: Puzzle, basis: Basis) -> tuple[Citation, ...]:
    items = {e.id: e for e in puzzle.evidence}
    cited = [c for i in (*basis.pro[:3], *basis.con[:3]) if i in items for c in cite_item(desk, items[i])[:1]]
    return tuple(dict.fromkeys(cited)) or (cite_puzzle("the ratings"),)


def cite_puzzle(note: str) -> Citation:
    """Return a citation of the puzzle itself."""
    return Citation(source="puzzle", note=flat(note)[:200])


def cite_item(desk: Desk, item: Evidence) -> tuple[Citation, ...]:
    """Return what an item of evidence rests on; what no document at hand holds is cited as the puzzle has it."""
    found = tuple(_cite(desk, c, item.id) for c in item.cites)
    return found or (cite_puzzle(f"{item.id}: {item.text}"),)


def _cite(desk: Desk, cite: Cite, id_: str) -> Citation:
    document = desk.documents.get(cite.document or "")
    if document and cite.start is not None and cite.end is not None and 0 <= cite.start < cite.end <= len(document.text):
        return Citation(document=document.id, span=Span(start=cite.start, end=cite.end))
    if cite.row:
        return Citation(row=cite.row, source=cite.source)
    return cite_puzzle(f"{id_}: {cite.words}")
