"""What holds and what does not: claims with their verdict, the rows behind it, and what is true today."""

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.check.describe import describe_claim
from dragoman.check.journey import is_journey
from dragoman.compose.countries import name_ref
from dragoman.compose.desk import Desk, cite_all, cite_finding, mark
from dragoman.compose.phrases import clip, count, day, flat, listed, number_word, quoted, sentence_case
from dragoman.compose.same import ref_key
from dragoman.records.brief import Cell, Citation, Row, Section, Sentence, Table
from dragoman.records.findings import Claim
from dragoman.records.verdict import Verdict, VerdictRow

_COLUMNS = ("claim", "said by", "verdict", "why")
# What a reader must see first stands first.
_ORDER = ("refuted", "partly", "outdated", "supported", "insufficient", "uncheckable")
_SETTLED = _ORDER[:4]
# Titles before names ("President X") that the tables confirm are said in one sentence where there are more than so many.
_FEW_TITLES = 2
# Fewer claims that simply hold are no news.
_FEW = 3
_TALLY = {"refuted": "contradicted by a table", "partly": "true in part", "outdated": "outdated", "supported": "supported"}
_MOST_ROWS, _MOST_LINES, _MOST_OPINIONS = 12, 12, 4
_NOTE, _CLAUSE = 150, 100
_WORD, _FIGURE = re.compile(r"[^\W_]{3,}"), re.compile(r"\d")
# A reading is told where more than one in so many of its words do not stand in the text.
_ALIKE = 4
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

Group = list[Claim]


def write_verdicts(desk: Desk) -> Section | None:
    """Return the section: a table of what a reader must look at, a line for each statement that simply holds; None without claims."""
    claims = [c for h in desk.harvests for c in h.findings.claims]
    groups = group_claims(claims)
    if not groups:
        return None
    titles = [g for g in groups if _is_plain_title(g[0])]
    titles = titles if len(titles) > _FEW_TITLES else []
    journeys = [g for g in groups if _is_held_journey(g[0])]
    journeys = journeys if len(journeys) > _FEW_TITLES else []
    apart = {id(g) for g in (*titles, *journeys)}
    told = [g for g in groups if id(g) not in apart]
    looked = [g for g in told if _needs_look(g[0])]
    plain = [g for g in told if _label(g[0]) == "supported" and not _needs_look(g[0])]
    unsettled = [g for g in told if _label(g[0]) == "insufficient"]
    opinions = [g for g in told if _label(g[0]) == "uncheckable"]
    # One date for all stands in the head of the column.
    common = _common_day(claims)
    columns = tuple(f"{c} as of {day(common)}" if c == "verdict" and common else c for c in _COLUMNS)
    rows = tuple(_claim_row(desk, g, common) for g in looked[:_MOST_ROWS])
    after = [_line("Holds", g, desk) for g in plain[:_MOST_LINES]]
    after += [_line("Not settled", g, desk) for g in unsettled[: _MOST_LINES // 2]]
    after += [_say_journeys(journeys)] if journeys else []
    after += [_say_titles(titles)] if titles else []
    after += [_say_opinions(opinions)] if opinions else []
    left = [g[0] for g in (*looked[_MOST_ROWS:], *plain[_MOST_LINES:], *unsettled[_MOST_LINES // 2 :])]
    if left:
        text = f"{sentence_case(count(len(left), 'further claim is', 'further claims are'))} left out."
        after.append(Sentence(text=text, citations=cite_all(left), topic="claim"))
    table = Table(columns=columns, rows=rows) if rows else None
    return Section(id="claims", heading="What holds and what does not", table=table, after=tuple(after))


def _common_day(claims: Sequence[Claim]) -> str | None:
    dates = {c.verdict.as_of[:10] for c in claims if c.verdict and c.verdict.as_of}
    return dates.pop() if len(dates) == 1 else None


def tally(desk: Desk) -> Sentence | None:
    """Return how many claims fared how, and what is wrong with the worst; None where that is no news."""
    groups = [g for g in group_claims([c for h in desk.harvests for c in h.findings.claims]) if _label(g[0]) != "uncheckable"]
    if sum(1 for g in groups if _label(g[0]) in _SETTLED) < _FEW and not any(_label(g[0]) in _ORDER[:3] for g in groups):
        return None
    counts = Counter(_label(g[0]) for g in groups)
    parts = [f"{number_word(counts[k])} {_TALLY[k]}" for k in _SETTLED if counts[k]]
    parts += [f"{number_word(counts['insufficient'])} not settled by the tables at hand"] if counts["insufficient"] else []
    total = len(groups)
    whole = sentence_case(count(total, "statement of fact was checked", "statements of fact were checked"))
    alone = f"{'all ' if total > 1 else ''}{parts[0].split(' ', 1)[1]}"
    text = f"{whole}: {listed(parts) if len(parts) > 1 else alone}"
    worst = sorted((g[0] for g in groups), key=lambda c: (_ORDER.index(_label(c)), -c.confidence))
    wrong = [c for c in worst if _label(c) in ("refuted", "partly")][:2]
    for c in wrong:
        text += f"; {quoted(c.text, 80)}: {_note(c.verdict)}" if _note(c.verdict) else f"; {_label(c)}: {quoted(c.text, 80)}"
    shown = wrong or worst[:2]
    lead = tuple(dict.fromkeys(c for claim in shown for c in (*cite_finding(claim)[:1], *row_citations(claim.verdict)[:1])))
    return Sentence(text=text + ".", citations=lead, topic="claim")


def _needs_look(claim: Claim) -> bool:
    """Whether a reader must look: it fails in whole or part, some row disagrees, or it is no longer so."""
    verdict = claim.verdict
    if verdict is None or _label(claim) not in _SETTLED or (claim.type == "office" and _is_plain_title(claim)):
        return False
    return _label(claim) != "supported" or verdict.now not in (None, verdict.label) or not all(r.agrees for r in verdict.rows)


def _claim_row(desk: Desk, group: Group, common: str | None) -> Row:
    claim = group[0]
    words = cite_all(group, 3)
    said = Sentence(text=listed(desk.voice(c) for c in group), citations=words, topic="claim")
    rows = row_citations(claim.verdict)[:2] or cite_finding(claim)[:1]
    answer = Sentence(text=_verdict_words(claim.verdict, common), citations=rows, topic="claim", tone=_label(claim))
    cells = (
        Cell(parts=_claim_words(claim, words)),
        Cell(parts=(said,)),
        Cell(parts=(answer,)),
        _why(claim),
    )
    return Row(cells=cells, topic="claim", confidence=mark(max(c.confidence for c in group)))


def _claim_words(claim: Claim, words: tuple[Citation, ...]) -> tuple[Sentence, ...]:
    """Quote the claim, and say how it was read where the words alone do not show it."""
    parts: tuple[Sentence, ...] = (Sentence(text=quoted(claim.text, 130), citations=words, topic="claim"),)
    read = _say(claim)
    own, other = ({w.casefold() for w in _WORD.findall(t)} for t in (claim.text, read))
    if len(other - own) * _ALIKE > len(other):
        parts += (Sentence(text=f"read as: {clip(read, 130)}", citations=words[:1], topic="claim"),)
    return parts


def _say(claim: Claim) -> str:
    """Say a claim as it was read, without its full stop; in the text's words where a party to it has no name."""
    refs = (claim.subject, *claim.objects, *((claim.object,) if claim.object else ()))
    return describe_claim(claim).rstrip(".") if all(r.name.strip() for r in refs) else quoted(claim.text, 130)


def _line(head: str, group: Group, desk: Desk) -> Sentence:
    claim = group[0]
    note = _note(claim.verdict)
    # A note without a date or a number only says the claim once more.
    note = note if _FIGURE.search(note) or head != "Holds" else ""
    voices = dict.fromkeys(desk.voice(c) for c in group)
    by = "" if not desk.several and list(voices) == list(desk.labels.values()) else f" ({listed(voices)})"
    verdict = claim.verdict
    later = "; no longer so today" if verdict and verdict.now and verdict.now != verdict.label else ""
    text = f"{head}: {clip(_say(claim), 130)}{by}{' – ' + note if note else ''}{later}."
    citations = tuple(dict.fromkeys((*cite_all(group, 2), *row_citations(claim.verdict)[:2])))
    return Sentence(text=text, citations=citations, topic="claim", tone=None, confidence=mark(max(c.confidence for c in group)))


def _is_plain_title(claim: Claim) -> bool:
    return claim.type == "office" and _label(claim) == "supported" and not claim.negated and all(r.agrees for r in claim.verdict.rows)  # type: ignore[union-attr]


def _say_titles(groups: Sequence[Group]) -> Sentence:
    claims = [g[0] for g in groups]
    names = listed((name_ref(c.subject) for c in claims), 8)
    changed = [name_ref(c.subject) for c in claims if c.verdict and c.verdict.now and c.verdict.now != c.verdict.label]
    later = f"; no longer so today: {listed(changed, 4)}" if changed else ""
    rows = tuple(c for claim in claims for c in row_citations(claim.verdict)[:1])
    text = f"Holds: the {count(len(claims), 'office')} given with names ({names}){later}."
    return Sentence(text=text, citations=tuple(dict.fromkeys((*cite_all(claims, 3), *rows[:3]))), topic="claim")


def _is_held_journey(claim: Claim) -> bool:
    """Whether a claim tells a journey that the table has; more than a few are said in one sentence."""
    return is_journey(claim) and claim.predicate == "visited" and _label(claim) == "supported" and not claim.negated


def _say_journeys(groups: Sequence[Group]) -> Sentence:
    claims = [g[0] for g in groups]
    goals: dict[str, list[str]] = {}
    for c in claims:
        goals.setdefault(name_ref(c.subject), []).extend(name_ref(r) for r in c.objects or ((c.object,) if c.object else ()))
    told = listed((f"{who} to {listed(dict.fromkeys(places), 6)}" for who, places in goals.items()), 6)
    rows = tuple(c for claim in claims for c in row_citations(claim.verdict)[:1])
    text = f"Holds: {number_word(len(claims))} passages on journeys that the table has ({told})."
    return Sentence(text=text, citations=tuple(dict.fromkeys((*cite_all(claims, 4), *rows[:4]))), topic="claim")


def _say_opinions(groups: Sequence[Group]) -> Sentence:
    claims = [g[0] for g in groups]
    words = listed((quoted(c.text, 70) for c in claims), _MOST_OPINIONS)
    text = f"Opinion, which no table can settle: {words}."
    return Sentence(text=text, citations=cite_all(claims), topic="claim")


def _verdict_words(verdict: Verdict | None, common: str | None) -> str:
    if verdict is None:
        return "not checked"
    text = verdict.label + (f" as of {day(verdict.as_of)}" if verdict.as_of and not common else "")
    return f"{text}; {verdict.now} today" if verdict.now and verdict.now != verdict.label else text


def _note(verdict: Verdict | None, most: int = _NOTE) -> str:
    """Return the note of a verdict in few words, its dates as a reader writes them."""
    note = flat((verdict.note or verdict.basis or "") if verdict else "").rstrip(".").replace(" percent", "%")
    return clip(_DAY.sub(lambda m: day(m.group()), note), most)


def _why(claim: Claim) -> Cell:
    """Say what the verdict rests on; a row that disagrees is never passed over in silence."""
    verdict = claim.verdict
    if verdict is None:
        return Cell()
    parts = []
    note = _note(verdict, _NOTE * 3)
    cited = row_citations(verdict)[:3] or cite_finding(claim)
    for part in note.split("; ")[:3]:
        # What a row says against the claim stands first in its sentence, so that no cut can hide it.
        text = f"against: {part.removesuffix(' disagrees')}" if part.endswith(" disagrees") else part
        parts.append(Sentence(text=clip(text, _CLAUSE), citations=cited, topic="claim"))
    against = [r for r in verdict.rows if not r.agrees and r.table != "complete"]
    if against and "disagree" not in note:
        vintages = listed((f"{r.table}{', ' + r.vintage if r.vintage else ''}" for r in against), 3)
        parts.append(Sentence(text=f"disagrees: {vintages}", citations=tuple(_row_citation(r) for r in against[:3]), topic="claim"))
    return Cell(parts=tuple(parts))


def _row_citation(row: VerdictRow) -> Citation:
    address = row.row if row.row.startswith(f"{row.table}:") else f"{row.table}:{row.row}"
    return Citation(row=address, source=row.source, note=row.vintage or "")


def row_citations(verdict: Verdict | None) -> tuple[Citation, ...]:
    """Return the rows of a verdict as citations, those that disagree first."""
    return tuple(_row_citation(r) for r in sorted(verdict.rows, key=lambda r: r.agrees)) if verdict else ()


def _label(claim: Claim) -> str:
    label = claim.verdict.label if claim.verdict else "uncheckable"
    return label if label in _ORDER else "uncheckable"


def claim_key(claim: Claim) -> tuple[object, ...]:
    """Return what makes two claims the same but for their value: type, subject, predicate and objects."""
    objects = frozenset(ref_key(o) for o in (claim.objects or ((claim.object,) if claim.object else ())))
    return (claim.type, ref_key(claim.subject), claim.predicate, objects)


def group_claims(claims: Sequence[Claim]) -> list[Group]:
    """Put the same claim with the same verdict together, worst verdict first, else in order of appearance."""
    groups: dict[tuple[object, ...], Group] = {}
    for c in claims:
        groups.setdefault((*claim_key(c), c.value, c.negated, _label(c)), []).append(c)
    return sorted(groups.values(), key=lambda g: (_ORDER.index(_label(g[0])), g[0].type == "office"))
