"""What holds and what does not: claims with their verdict, the rows behind it, and what is true today."""

from collections import Counter
from collections.abc import Sequence

from dragoman.compose.countries import name_ref
from dragoman.compose.desk import Desk, cite_all, cite_finding, mark
from dragoman.compose.phrases import count, flat, listed, number_word, quoted, sentence_case
from dragoman.compose.same import ref_key
from dragoman.records.brief import Cell, Citation, Row, Section, Sentence, Table
from dragoman.records.findings import Claim
from dragoman.records.verdict import Verdict, VerdictRow

_COLUMNS = ("claim", "said by", "verdict", "on what rows")
_COUNTED = ("year", "month", "week", "day", "hour")
_LISTS = {"complete": "a list declared complete"}
# What a reader must see first stands first.
_ORDER = ("refuted", "partly", "outdated", "supported", "insufficient", "uncheckable")
_SETTLED = _ORDER[:4]
# Titles before names ("President X") that the tables confirm are said in one sentence where there are more than so many.
_FEW_TITLES = 2
_TALLY = {"refuted": "contradicted by a table", "partly": "true in part", "outdated": "outdated", "supported": "supported"}
_MOST_SETTLED, _MOST_OPEN, _MOST_ROWS = 24, 8, 6


def write_verdicts(desk: Desk) -> Section | None:
    """Return the section; None where no claim was found."""
    claims = [c for h in desk.harvests for c in h.findings.claims]
    groups = _group(claims)
    titles = [g for g in groups if _is_plain_title(g[0])]
    titles = titles if len(titles) > _FEW_TITLES else []
    settled = [g for g in groups if _label(g[0]) in _SETTLED and not (titles and _is_plain_title(g[0]))]
    unsettled = [g for g in groups if _label(g[0]) not in _SETTLED]
    dates = {c.verdict.as_of[:10] for c in claims if c.verdict and c.verdict.as_of}
    # One date for all stands in the head of the column.
    common = dates.pop() if len(dates) == 1 else None
    rows = tuple(_claim_row(desk, g, common) for g in (*settled[:_MOST_SETTLED], *unsettled[:_MOST_OPEN]))
    if not rows and not titles:
        return None
    columns = tuple(f"{c} as of {common}" if c == "verdict" and common else c for c in _COLUMNS)
    after = [_say_titles(titles)] if titles else []
    left = [g[0] for g in (*settled[_MOST_SETTLED:], *unsettled[_MOST_OPEN:])]
    if left:
        text = (
            f"{sentence_case(count(len(left), 'further claim is', 'further claims are'))} not shown; no row at hand settles most of them."
        )
        after.append(Sentence(text=text, citations=cite_all(left), topic="claim"))
    return Section(
        id="claims", heading="What holds and what does not", table=Table(columns=columns, rows=rows) if rows else None, after=tuple(after)
    )


def tally(desk: Desk) -> Sentence | None:
    """Return how many claims fared how; None where there are none."""
    groups = _group([c for h in desk.harvests for c in h.findings.claims])
    if not groups:
        return None
    counts = Counter(_label(g[0]) for g in groups)
    parts = [f"{number_word(counts[k])} {_TALLY[k]}" for k in _SETTLED if counts[k]]
    unread = counts["insufficient"] + counts["uncheckable"]
    parts += [f"{number_word(unread)} not settled by the tables at hand"] if unread else []
    changed = [g[0] for g in groups if g[0].verdict and g[0].verdict.now and g[0].verdict.now != g[0].verdict.label]
    total = len(groups)
    whole = sentence_case(count(total, "statement of fact was checked", "statements of fact were checked"))
    alone = f"{'all ' if total > 1 else ''}{parts[0].split(' ', 1)[1]}"
    text = f"{whole}: {listed(parts) if len(parts) > 1 else alone}"
    if changed:
        which = "it reads" if total == 1 else f"{number_word(len(changed))} {'reads' if len(changed) == 1 else 'read'}"
        text += f"; {which} otherwise today"
    worst = sorted((g[0] for g in groups), key=lambda c: (_ORDER.index(_label(c)), -c.confidence))
    lead = tuple(dict.fromkeys(c for claim in worst[:4] for c in (*cite_finding(claim)[:1], *_row_citations(claim.verdict)[:1])))
    return Sentence(text=text + ".", citations=lead, topic="claim")


def gloss(claim: Claim) -> str:
    """Return how a claim was read, in a few words: subject, predicate, object or value."""
    objects = listed([name_ref(o) for o in claim.objects], 10) or (name_ref(claim.object) if claim.object else "")
    value = f"{claim.value:g}" if isinstance(claim.value, float) else claim.value or ""
    value = f"{claim.approx + ' ' if claim.approx else ''}{value}{_unit(claim.unit, claim.value)}" if value else ""
    negated = "not " if claim.negated else ""
    return flat(f"{name_ref(claim.subject)} – {negated}{claim.predicate.replace('_', ' ')} {objects} {value}")


def _unit(unit: str | None, value: float | str | None) -> str:
    if not unit:
        return ""
    return "%" if unit in ("percent", "%") else f" {unit}{'s' if unit in _COUNTED and value != 1 else ''}"


def _claim_row(desk: Desk, group: Sequence[Claim], common: str | None) -> Row:
    claim = group[0]
    verdict = claim.verdict
    words = cite_all(group, 4)
    parts = [Sentence(text=quoted(claim.text, 140), citations=words, topic="claim")]
    if flat(claim.text).casefold() != (read := gloss(claim)).replace(" – ", " ").casefold():
        parts.append(Sentence(text=f"read as: {read}", citations=words[:1], topic="claim"))
    said = Sentence(text=listed(desk.voice(c) for c in group), citations=words, topic="claim")
    rows = _row_citations(verdict)[:2]
    answer = Sentence(text=_verdict_words(verdict, common), citations=rows or cite_finding(claim)[:1], topic="claim", tone=_label(claim))
    return Row(
        cells=(Cell(parts=tuple(parts)), Cell(parts=(said,)), Cell(parts=(answer,)), _rows_cell(claim, verdict)),
        topic="claim",
        confidence=mark(max(c.confidence for c in group)),
    )


def _is_plain_title(claim: Claim) -> bool:
    return claim.type == "office" and _label(claim) == "supported" and not claim.negated and all(r.agrees for r in claim.verdict.rows)  # type: ignore[union-attr]


def _say_titles(groups: Sequence[Sequence[Claim]]) -> Sentence:
    claims = [g[0] for g in groups]
    names = listed((name_ref(c.subject) for c in claims), 12)
    changed = sum(1 for c in claims if c.verdict and c.verdict.now and c.verdict.now != c.verdict.label)
    later = f"; {number_word(changed)} of them {'is' if changed == 1 else 'are'} no longer so today" if changed else ""
    rows = tuple(c for claim in claims for c in _row_citations(claim.verdict)[:1])
    whole = sentence_case(count(len(claims), "office"))
    text = f"{whole} given with names {'is' if len(claims) == 1 else 'are'} as the tables have them ({names}){later}."
    return Sentence(text=text, citations=tuple(dict.fromkeys((*cite_all(claims, 12), *rows)))[:24], topic="claim", tone=None)


def _verdict_words(verdict: Verdict | None, common: str | None) -> str:
    if verdict is None:
        return "not checked"
    text = verdict.label + (f" as of {verdict.as_of[:10]}" if verdict.as_of and not common else "")
    return f"{text}; {verdict.now} today" if verdict.now and verdict.now != verdict.label else text


def _rows_cell(claim: Claim, verdict: Verdict | None) -> Cell:
    """Say what the verdict rests on; rows that only agree are cited, rows that disagree or have a vintage are named."""
    if verdict is None:
        return Cell()
    parts = []
    note = flat(verdict.note or verdict.basis or "").rstrip(".")
    if note:
        parts.append(Sentence(text=note, citations=_row_citations(verdict)[:_MOST_ROWS] or cite_finding(claim), topic="claim"))
    # Rows that disagree are never cut away behind rows that agree.
    told = "disagree" in note
    named = [r for r in sorted(verdict.rows, key=lambda r: r.agrees) if not note or (not r.agrees and not told)]
    for row in named[:_MOST_ROWS]:
        vintage = f", {row.vintage}" if row.vintage else ""
        text = f"{_LISTS.get(row.table, row.table)}{vintage}: {'agrees' if row.agrees else 'disagrees'}"
        parts.append(Sentence(text=text, citations=(_row_citation(row),), topic="claim"))
    distinct = {p.text: p for p in parts}
    return Cell(parts=tuple(distinct.values()))


def _row_citation(row: VerdictRow) -> Citation:
    address = row.row if row.row.startswith(f"{row.table}:") else f"{row.table}:{row.row}"
    return Citation(row=address, source=row.source, note=row.vintage or "")


def _row_citations(verdict: Verdict | None) -> tuple[Citation, ...]:
    return tuple(_row_citation(r) for r in sorted(verdict.rows, key=lambda r: r.agrees)) if verdict else ()


def _label(claim: Claim) -> str:
    label = claim.verdict.label if claim.verdict else "uncheckable"
    return label if label in _ORDER else "uncheckable"


def _group(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Put the same claim with the same verdict together, worst verdict first, else in order of appearance."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for c in claims:
        objects = frozenset(ref_key(o) for o in (c.objects or ((c.object,) if c.object else ())))
        key = (c.type, ref_key(c.subject), c.predicate, objects, c.value, c.negated, _label(c))
        groups.setdefault(key, []).append(c)
    return sorted(groups.values(), key=lambda g: (_ORDER.index(_label(g[0])), g[0].type == "office"))
