"""Who says why: explanations grouped, each with what speaks for and against it and who says so."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.compose.desk import Desk, cite_all, mark, state
from dragoman.compose.phrases import clip, count, flat, quoted, sentence_case
from dragoman.compose.same import Told
from dragoman.records.brief import Cell, Row, Section, Sentence, Table
from dragoman.records.findings import Explanation

_COLUMNS = ("explanation", "for", "against")
_MOST_PARTS = 4
_MOST_OTHERS = 6
# Two reasons without a theme are one explanation where the smaller shares this much of its content words with the other.
_ALIKE = 0.5
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Like explanations of one thing."""

    label: str
    members: tuple[Explanation, ...]

    def side(self, stance: str) -> tuple[Explanation, ...]:
        """Return the members of one stance, surest first."""
        return tuple(sorted((x for x in self.members if x.stance == stance), key=lambda x: -x.confidence))


def group_reasons(desk: Desk, subject: Told | None) -> tuple[tuple[Group, ...], tuple[Explanation, ...]]:
    """Return the groups that explain the subject, most offered first, and the explanations of anything else."""
    every = [x for h in desk.harvests for x in h.findings.explanations]
    if subject is None:
        return (), tuple(every)
    keys = subject.keys
    own = [x for x in every if (x.document, x.of or "") in keys]
    rest = tuple(x for x in every if (x.document, x.of or "") not in keys)
    by_label: dict[str, list[Explanation]] = {}
    loose: list[Explanation] = []
    for x in own:
        if x.theme:
            by_label.setdefault(flat(x.theme.replace("_", " ")), []).append(x)
        else:
            loose.append(x)
    groups = [Group(label=label, members=tuple(members)) for label, members in by_label.items()]
    groups.extend(_cluster(loose))
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
    rows = [_group_row(desk, i, g) for i, g in enumerate((g for g in groups if g.side("for")), 1)]
    rows.extend(_counter_row(desk, g) for g in groups if not g.side("for"))
    after = [_draft_line(groups)] if rows and any(g.side("for") for g in groups) else []
    after.extend(_other_lines(desk, rest))
    if not rows and not after:
        return None
    table = Table(columns=_COLUMNS, rows=tuple(rows)) if rows else None
    return Section(id="explanations", heading="Who says why", table=table, after=tuple(after))


def _group_row(desk: Desk, number: int, group: Group) -> Row:
    best = group.side("for")
    label = sentence_case(group.label)
    return Row(
        cells=(
            Cell(parts=(Sentence(text=f"H{number}. {label}", citations=cite_all(best, 2), topic="explanation"),)),
            _parts(desk, best),
            _parts(desk, group.side("against")),
        ),
        topic="explanation",
        confidence=mark(max(x.confidence for x in best)),
    )


def _counter_row(desk: Desk, group: Group) -> Row:
    """Return what stands against the whole matter, not against one explanation."""
    members = group.side("against")
    label = Sentence(text=f"Against the whole: {group.label}", citations=cite_all(members, 2), topic="explanation")
    confidence = mark(max(x.confidence for x in members))
    return Row(cells=(Cell(parts=(label,)), Cell(), _parts(desk, members)), topic="explanation", confidence=confidence)


def _parts(desk: Desk, reasons: Sequence[Explanation], most: int = _MOST_PARTS) -> Cell:
    distinct = list({(proponent(desk, x), flat(x.reason).casefold()): x for x in reasons}.values())
    parts = [state(x, f"{proponent(desk, x)}: {quoted(x.reason or x.text, 140)}") for x in distinct[:most]]
    if len(distinct) > most:
        rest = distinct[most:]
        parts.append(Sentence(text=f"and {count(len(rest), 'more passage')}", citations=cite_all(rest), topic="explanation"))
    return Cell(parts=tuple(parts))


def _draft_line(groups: Sequence[Group]) -> Sentence:
    every = [x for g in groups for x in g.side("for")]
    bare = [g for g in groups if g.side("for") and not g.side("against")]
    text = "Which explanation survives is a draft, unrated: no analyst has weighed them"
    if bare and len(bare) < len([g for g in groups if g.side("for")]):
        text += f", and for {count(len(bare), 'of them', 'of them')} no passage was found that argues against"
    elif bare:
        text += ", and no passage was found that argues against any single one"
    return Sentence(text=text + ".", citations=cite_all(every), topic="explanation", draft=True)


def _other_lines(desk: Desk, rest: Sequence[Explanation]) -> list[Sentence]:
    found: list[Sentence] = []
    texts = {(e.document, e.id): e.text for h in desk.harvests for e in (*h.findings.visits, *h.findings.events)}
    for x in sorted(rest, key=lambda x: -x.confidence)[:_MOST_OTHERS]:
        of = texts.get((x.document, x.of or ""))
        why = f"On {quoted(of, 60)}, " if of and flat(of) != flat(x.text) else "Of another matter, "
        verb = "argues" if x.stance == "for" else "objects"
        found.append(state(x, f"{why}{proponent(desk, x)} {verb}: {quoted(x.reason or x.text, 140)}."))
    if len(rest) > _MOST_OTHERS:
        more = rest[_MOST_OTHERS:]
        text = f"{sentence_case(count(len(more), 'more passage explains', 'more passages explain'))} other matters."
        found.append(Sentence(text=text, citations=cite_all(more), topic="explanation"))
    return found


def _cluster(reasons: Sequence[Explanation]) -> list[Group]:
    """Put reasons without a theme together by the content words that they share."""
    heaps: list[tuple[set[str], list[Explanation]]] = []
    for x in reasons:
        words = {w.casefold() for w in _WORD.findall(x.reason)}
        home = next((h for h in heaps if words and len(words & h[0]) > _ALIKE * min(len(words), len(h[0]))), None)
        if home is None:
            heaps.append((words, [x]))
        else:
            home[1].append(x)
            home[0].update(words)
    return [Group(label=clip(min(heap, key=lambda x: x.stance != "for").reason, 70), members=tuple(heap)) for _, heap in heaps]
