"""Who says why: explanations grouped, each with what speaks for and against it and who says so."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.compose.desk import Desk, cite_all, mark, state
from dragoman.compose.phrases import count, flat, listed, quoted, sentence_case
from dragoman.compose.same import Told
from dragoman.compose.words import name_theme
from dragoman.records.brief import Cell, Row, Section, Sentence, Table
from dragoman.records.findings import Explanation
from dragoman.weigh.groups import group_explanations

_COLUMNS = ("explanation", "for", "against")
_MOST_PARTS, _MOST_AGAINST, _MOST_OTHERS = 2, 4, 3
# An explanation of some other matter is shown from this confidence on; the brief is about its subject.
_SURE = 0.7
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Like explanations of one thing. ``theme`` is None where only their own words hold them together."""

    label: str
    members: tuple[Explanation, ...]
    theme: str | None = None

    def side(self, stance: str) -> tuple[Explanation, ...]:
        """Return the members of one stance, surest first."""
        return tuple(sorted((x for x in self.members if x.stance == stance), key=lambda x: -x.confidence))


def name_group(group: Group) -> str:
    """Return what the brief calls a group of explanations."""
    return name_theme(group.theme) if group.theme else quoted(group.label, 60)


def group_reasons(desk: Desk, subject: Told | None) -> tuple[tuple[Group, ...], tuple[Explanation, ...]]:
    """Return the groups that explain the subject, most offered first, and the explanations of anything else."""
    every = [x for h in desk.harvests for x in h.findings.explanations]
    if subject is None:
        return (), tuple(every)
    keys = subject.keys
    own = [x for x in every if (x.document, x.of or "") in keys]
    rest = tuple(x for x in every if (x.document, x.of or "") not in keys)
    # The same grouping as the puzzle's, so that a brief and the puzzle drafted beside it speak of the same explanations.
    found = group_explanations(own, desk.documents)
    groups = [Group(label=g.text, members=g.members, theme=g.theme) for g in found]
    return tuple(sorted(groups, key=lambda g: (-len(g.side("for")), -len(g.members), g.members[0].spans[0].start))), rest


def proponents(desk: Desk, reasons: Iterable[Explanation]) -> list[str]:
    """Return who offers the reasons, most often first; the outlet where the text itself does."""
    return [name for name, _ in Counter(proponent(desk, x) for x in reasons).most_common()]


def proponent(desk: Desk, reason: Explanation) -> str:
    """Return who offers a reason."""
    return desk.speaker(reason, reason.proponent)


def write_reasons(desk: Desk, subject: Told | None) -> Section | None:
    """Return the section; None where nothing is explained."""
    groups, rest = group_reasons(desk, subject)
    rows = tuple(_group_row(desk, i, g) for i, g in enumerate((g for g in groups if g.side("for")), 1))
    after = [*_against_all(desk, groups, bool(rows)), *_other_lines(desk, rest)]
    if not rows and not after:
        return None
    if rows and not any(r.cells[2].parts for r in rows):
        rows = tuple(replace(r, cells=r.cells[:2]) for r in rows)
    table = Table(columns=_COLUMNS[: len(rows[0].cells)], rows=rows) if rows else None
    return Section(id="explanations", heading="Who says why", table=table, after=tuple(after))


def _group_row(desk: Desk, number: int, group: Group) -> Row:
    best = group.side("for")
    # A puzzle numbers its own hypotheses, which are not these.
    prefix = "" if desk.ground.puzzle else f"H{number}. "
    label = Sentence(text=f"{prefix}{sentence_case(name_group(group))}", citations=cite_all(best, 2), topic="explanation")
    cells = (Cell(parts=(label,)), _parts(desk, best), _parts(desk, group.side("against")))
    return Row(cells=cells, topic="explanation", confidence=mark(max(x.confidence for x in best)))


def _parts(desk: Desk, reasons: Sequence[Explanation], most: int = _MOST_PARTS) -> Cell:
    distinct = list({(proponent(desk, x), flat(x.reason).casefold()): x for x in reversed(reasons)}.values())[::-1]
    # A voice of its own tells more than the same voice once more.
    voices: Counter[str] = Counter()
    ranked = []
    for x in distinct:
        ranked.append((voices[proponent(desk, x)], x))
        voices[proponent(desk, x)] += 1
    ordered = [x for _, x in sorted(ranked, key=lambda pair: pair[0])]
    parts = [state(x, f"{proponent(desk, x)}: {quoted(x.reason or x.text, 120)}") for x in ordered[:most]]
    if len(ordered) > most:
        rest = ordered[most:]
        text = f"and {count(len(rest), 'more passage')} ({listed(proponents(desk, rest), 3)})"
        parts.append(Sentence(text=text, citations=cite_all(rest), topic="explanation"))
    return Cell(parts=tuple(parts))


def _against_all(desk: Desk, groups: Sequence[Group], any_for: bool) -> list[Sentence]:
    """Say what stands against the whole matter, not against one explanation."""
    found = []
    for g in [g for g in groups if not g.side("for")][:_MOST_AGAINST]:
        members = g.side("against")
        names = f"{listed(proponents(desk, members), 3)} ({name_group(g)})" if g.theme else listed(proponents(desk, members), 3)
        text = f"{'Against all of them' if any_for else 'Against it'}, {names}: {quoted(members[0].reason or members[0].text, 130)}"
        text += f", and {count(len(members) - 1, 'more passage')}" if len(members) > 1 else ""
        found.append(Sentence(text=text + ".", citations=cite_all(members), topic="explanation"))
    return found


def _other_lines(desk: Desk, rest: Sequence[Explanation]) -> list[Sentence]:
    """Tell the surest explanations of other things that are named; what explains nothing that was found tells a reader nothing."""
    texts = {(e.document, e.id): e.text for h in desk.harvests for e in (*h.findings.visits, *h.findings.events)}
    told: dict[str, Sentence] = {}
    for x in sorted(rest, key=lambda x: -x.confidence):
        of = texts.get((x.document, x.of or ""))
        if of is None or x.confidence < _SURE or flat(of) == flat(x.text) or len(_WORD.findall(x.reason or x.text)) < 2:
            continue
        text = f"Of {quoted(of, 70)}, {proponent(desk, x)} says {'why' if x.stance == 'for' else 'against it'}: "
        told.setdefault(flat(of), state(x, f"{text}{quoted(x.reason or x.text, 120)}."))
    return list(told.values())[:_MOST_OTHERS]
