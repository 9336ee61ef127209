"""What would change this view: for each explanation what to watch for, from the puzzle, else suggested by its theme."""

from dragoman.compose.desk import Desk, cite_all
from dragoman.compose.judgements import cite_puzzle
from dragoman.compose.phrases import flat, quoted, sentence_case
from dragoman.compose.reasons import group_reasons, name_group
from dragoman.compose.same import Told
from dragoman.compose.words import suggest_indicators
from dragoman.records.brief import Cell, Row, Section, Sentence, Table
from dragoman.records.puzzle import Hypothesis, Puzzle

_COLUMNS = ("explanation", "would gain if one saw")
_MOST, _MOST_SIGNS = 6, 3


def write_watch(desk: Desk, subject: Told | None) -> Section | None:
    """Return the section; None where there is no explanation. Suggestions are marked as such, and as assumptions."""
    puzzle = desk.ground.puzzle
    rows = _puzzle_rows(desk, puzzle) if puzzle else []
    if not rows:
        groups, _ = group_reasons(desk, subject)
        for i, g in enumerate([g for g in groups if g.side("for")][:_MOST], 1):
            signs = suggest_indicators(g.theme)
            if signs:
                cited = cite_all(g.side("for"), 2)
                head = Sentence(text=f"H{i}. {sentence_case(name_group(g))}", citations=cited, topic="explanation")
                text = f"suggestion: {'; '.join(signs[:_MOST_SIGNS])}"
                sign = Sentence(text=text, citations=cited, topic="watch", nature="assumption")
                rows.append(Row(cells=(Cell(parts=(head,)), Cell(parts=(sign,))), topic="watch"))
    if not rows:
        return None
    after: tuple[Sentence, ...] = ()
    if puzzle is None:
        which = ("it is", "it") if len(rows) == 1 else ("one of them is", "them")
        text = f"What follows if {which[0]} wrongly believed is not drawn: nobody has rated {which[1]}."
        after = (Sentence(text=text, citations=rows[0].cells[0].parts[0].citations, topic="watch", draft=True),)
    return Section(id="watch", heading="What would change this view", table=Table(columns=_COLUMNS, rows=tuple(rows)), after=after)


def _puzzle_rows(desk: Desk, puzzle: Puzzle) -> list[Row]:
    rows = []
    for h in puzzle.hypotheses[:_MOST]:
        own = [i.text for i in puzzle.indicators if i.hypothesis == h.id]
        head = Sentence(text=f"{h.id}. {quoted(h.text, 90)}", citations=(cite_puzzle(f"{h.id}: {h.text}"),), topic="explanation")
        signs = own or list(suggest_indicators(_guess_theme(desk, h)))
        if not signs:
            continue
        text = "; ".join(flat(s) for s in signs[: _MOST_SIGNS + 1])
        if own:
            sign = Sentence(text=text, citations=(cite_puzzle(f"indicators of {h.id}"),), topic="watch", nature="judgement")
        else:
            sign = Sentence(text=f"suggestion: {text}", citations=(cite_puzzle(f"{h.id}: {h.text}"),), topic="watch", nature="assumption")
        rows.append(Row(cells=(Cell(parts=(head,)), Cell(parts=(sign,))), topic="watch"))
    return rows


def _guess_theme(desk: Desk, hypothesis: Hypothesis) -> str | None:
    """Return the theme of the explanations whose words the hypothesis cites, else None."""
    cited = {(c.document, c.start) for c in hypothesis.cites if c.start is not None}
    for x in (x for h in desk.harvests for x in h.findings.explanations if x.theme):
        if any((x.document, s.start) in cited for s in x.spans):
            return x.theme
    return None
