"""How the explanations were weighed: who leads, on what it hangs, what speaks against it, and what follows if it is wrong."""

from math import exp, fsum, log

from dragoman.compose.desk import Desk
from dragoman.compose.judgements import cite_item, cite_puzzle, probability
from dragoman.compose.phrases import count, flat, listed, quoted
from dragoman.records.brief import Chance, Chances, Citation, Matrix, Plot, Section, Sentence
from dragoman.records.puzzle import Evidence, EvidenceScore, Puzzle, Weighing

_MOST_CONTRARY, _MOST_NAMED, _MOST_NOTES = 4, 3, 4
_MEASURES = {"inconsistency": "least inconsistency", "weighted": "least weighted inconsistency", "posterior": "highest posterior"}
# The recomputed posterior must be this near to the weighing's own, else no range is drawn from it.
_SAME = 0.005
# More items than this make no picture.
_MOST_DRAWN = 40


def write_weighed(desk: Desk) -> Section | None:
    """Return the section; None without a puzzle."""
    puzzle, weighing = desk.ground.puzzle, desk.ground.weighing
    if puzzle is None or weighing is None or not weighing.hypotheses:
        return None
    draft = weighing.is_draft
    before = [_say_lead(weighing, draft), *_say_diagnostic(desk, puzzle, weighing, draft)]
    after = [*_say_contrary(desk, puzzle, weighing, draft), *_say_consequences(puzzle, weighing, draft), *_say_assumptions(puzzle)]
    after += [_of_puzzle(n, "the weighing", draft) for n in weighing.notes[:_MOST_NOTES]]
    plots: list[Plot] = []
    if len(weighing.evidence) <= _MOST_DRAWN:
        plots.append(_draw_matrix(weighing))
    if chances := draw_chances(weighing):
        plots.append(chances)
    heading = "How the explanations were weighed"
    return Section(id="weighed", heading=heading, before=tuple(before), after=tuple(after), plots=tuple(plots))


def _of_puzzle(text: str, note: str, draft: bool, nature: str = "information", more: tuple[Citation, ...] = ()) -> Sentence:
    return Sentence(text=flat(text), citations=(cite_puzzle(note), *more), topic="weighing", draft=draft, nature=nature)


def _say_lead(weighing: Weighing, draft: bool) -> Sentence:
    texts = {h.id: h.text for h in weighing.hypotheses}
    names = listed((f"{i} ({quoted(texts[i], 90)})" for i in weighing.leaders), 4)
    how = _MEASURES.get(weighing.rank_by, weighing.rank_by)
    text = f"{names} share the lead by {how}." if len(weighing.leaders) > 1 else f"{names} leads by {how}."
    other = [h.id for h in weighing.hypotheses if h.posterior == max(x.posterior for x in weighing.hypotheses)]
    if weighing.rank_by != "posterior" and not set(other) & set(weighing.leaders):
        text = f"{text[:-1]}; by the posterior {listed(other)} would."
    return _of_puzzle(text, "scores", draft, "judgement")


def _say_diagnostic(desk: Desk, puzzle: Puzzle, weighing: Weighing, draft: bool) -> list[Sentence]:
    items = {e.id: e for e in puzzle.evidence}
    telling = [e for e in sorted(weighing.evidence, key=lambda e: e.rank) if e.diagnosticity > 0 and e.weight > 0][:_MOST_NAMED]
    flat_ones = [e for e in weighing.evidence if e.diagnosticity == 0 and e.rated][:_MOST_NAMED]
    found = []
    if telling:
        text = f"Most telling between them: {listed((_name(e) for e in telling), _MOST_NAMED)}."
        found.append(_of_puzzle(text, "diagnosticity", draft, more=_cite_items(desk, items, telling)))
    if flat_ones:
        text = f"Fits or contradicts all alike, and so decides nothing: {listed((_name(e) for e in flat_ones), _MOST_NAMED)}."
        found.append(_of_puzzle(text, "diagnosticity", draft, more=_cite_items(desk, items, flat_ones)))
    return found


def _name(item: EvidenceScore) -> str:
    return f"{item.id} {quoted(item.text, 70)}"


def _cite_items(desk: Desk, items: dict[str, Evidence], scores: list[EvidenceScore]) -> tuple[Citation, ...]:
    return tuple(c for e in scores if e.id in items for c in cite_item(desk, items[e.id])[:1])


def _say_contrary(desk: Desk, puzzle: Puzzle, weighing: Weighing, draft: bool) -> list[Sentence]:
    """Tell what speaks against the explanations that lead: a reader must not have to look for it."""
    found = []
    for lead in weighing.leaders[:_MOST_NAMED]:
        against = {c.evidence: c.value for c in weighing.cells if c.hypothesis == lead and c.penalty > 0}
        # What speaks against all of them alike is told where it decides nothing.
        telling = [e for e in puzzle.evidence if e.id in against and not _is_level(weighing, e.id)]
        for item in telling[: _MOST_CONTRARY // len(weighing.leaders[:_MOST_NAMED])]:
            text = f"Against {lead} ({against[item.id]}): {item.id} {quoted(item.text, 130)}."
            found.append(Sentence(text=text, citations=cite_item(desk, item)[:2], topic="contrary", draft=draft))
    if not found and len(weighing.leaders) == 1:
        lead = weighing.leaders[0]
        text = f"Nothing in the puzzle is rated as speaking against {lead} more than against the others; look for what would."
        found.append(_of_puzzle(text, f"ratings of {lead}", draft))
    return found


def _is_level(weighing: Weighing, item: str) -> bool:
    return next((e.diagnosticity == 0 for e in weighing.evidence if e.id == item), True)


def _say_consequences(puzzle: Puzzle, weighing: Weighing, draft: bool) -> list[Sentence]:
    """Say on what the lead hangs, and who would lead without it."""
    if not weighing.sensitivity:
        return []
    first = weighing.sensitivity[0]
    found = []
    sets = [f"{listed(s, 4)}" for s in first.flip[:_MOST_NAMED]]
    if sets:
        text = f"If wrong: the lead would pass to another explanation without {listed(sets, 4, 'or')}"
    elif first.tie:
        text = f"If wrong: the lead would be shared without {listed((listed(s, 4) for s in first.tie[:_MOST_NAMED]), 4, 'or')}"
    else:
        text = "If wrong: no removal of items changes who leads, so that the ratings themselves would have to be"
    text += "" if first.exact else " (the search was cut short; smaller sets may exist)"
    found.append(_of_puzzle(f"{text}.", "sensitivity", draft, "judgement"))
    labels = {s.origin: s.label for s in reversed(puzzle.sources)}
    lost = [
        o for o in weighing.origins if len(weighing.origins) > 1 and o.leaders_without and set(o.leaders_without) != set(weighing.leaders)
    ]
    if lost:
        text = f"It hangs on {count(len(lost), 'origin')}: without {listed((labels.get(o.origin, o.origin) for o in lost), 3, 'or')}, "
        text += f"{listed(lost[0].leaders_without, 3)} would lead."
        found.append(_of_puzzle(text, "origins", draft, "judgement"))
    return found


def _say_assumptions(puzzle: Puzzle) -> list[Sentence]:
    return [
        Sentence(
            text=f"Taken as given: {flat(a).rstrip('.')}.", citations=(cite_puzzle("assumptions"),), topic="weighing", nature="assumption"
        )
        for a in puzzle.assumptions[:_MOST_NOTES]
    ]


def _draw_matrix(weighing: Weighing) -> Matrix:
    cells = {(c.evidence, c.hypothesis): c.value for c in weighing.cells}
    rows = []
    for e in weighing.evidence:
        values = [f"{h.id} {cells.get((e.id, h.id)) or 'not rated'}" for h in weighing.hypotheses]
        rows.append(f"{e.id}: {', '.join(values)}")
    text = f"{count(len(weighing.evidence), 'item')} against {count(len(weighing.hypotheses), 'explanation')}. {'; '.join(rows)}."
    return Matrix(title="The matrix: what each item says of each explanation", description=text, weighing=weighing)


def draw_chances(weighing: Weighing) -> Chances | None:
    """Return the probabilities with their reach where any one origin is left out; None where there are none to show."""
    if not any(h.rated for h in weighing.hypotheses) or len(weighing.hypotheses) < 2:
        return None
    whole = _posterior(weighing, frozenset())
    same = all(abs(p - h.posterior) <= _SAME for p, h in zip(whole, weighing.hypotheses, strict=True))
    without = [_posterior(weighing, frozenset(o.items)) for o in weighing.origins] if same and len(weighing.origins) > 1 else []
    chances = []
    for j, h in enumerate(weighing.hypotheses):
        p = probability(h)
        reach = [p, h.posterior, h.posterior_graded, *(w[j] for w in without)]
        chances.append(Chance(id=h.id, text=h.text, p=p, low=min(reach), high=max(reach), leads=h.rank == 1))
    told = [f"{c.id} {c.p:.0%} ({c.low:.0%} to {c.high:.0%})" for c in chances]
    text = f"{'; '.join(told)}. In brackets the lowest and the highest where grades count or any one origin is left out."
    return Chances(title="The probabilities, and how far one origin moves them", description=text, chances=tuple(chances))


def _posterior(weighing: Weighing, without: frozenset[str]) -> list[float]:
    """Return Bayes' rule over the items that stay, each with its weight as exponent (the formula of ``weigh.scores``)."""
    weights = {e.id: e.weight for e in weighing.evidence if e.id not in without}
    logs = []
    for h in weighing.hypotheses:
        cells = [c for c in weighing.cells if c.hypothesis == h.id and c.evidence in weights]
        logs.append(fsum([log(h.prior), *(weights[c.evidence] * log(c.likelihood) for c in cells)]) if h.prior > 0 else float("-inf"))
    top = max(logs)
    shares = [exp(x - top) for x in logs]
    return [s / fsum(shares) for s in shares]
