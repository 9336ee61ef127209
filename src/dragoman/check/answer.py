"""What a check finds, before it becomes a label: whether the claim holds, on which rows, and whether they may refute."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.records.facts import Complete, Dated, Figure
from dragoman.records.verdict import VerdictRow

# yes: rows agree; no: rows contradict; past: it held before the day and no longer does; part: some of it holds;
# unknown: nothing is known; opinion: nothing could be known.
HOLDS = ("yes", "no", "past", "part", "unknown", "opinion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One check's finding.

    ``decisive``: what it rests on is checked or a complete list, so that it may refute. ``lately``: it holds since a few years
    only, so that a denial of it is outdated rather than false.
    """

    holds: str
    note: str
    rows: tuple[VerdictRow, ...] = ()
    decisive: bool = False
    basis: str | None = None
    lately: bool = False


def spell_vintage(row: Figure) -> str | None:
    """Return a figure's year and the vintage of its source, as far as the table has them: "2017, WITS 2025"."""
    return ", ".join(str(x) for x in (row.year, row.vintage) if x) or None


def cite_row(row: Dated, *, agrees: bool = True) -> VerdictRow:
    """Return a table row as a verdict cites it."""
    vintage = spell_vintage(row) if isinstance(row, Figure) else None
    table = row.row.split(":", 1)[0]
    return VerdictRow(
        table=table, row=row.row, source=row.source, valid_from=row.valid_from, valid_to=row.valid_to, vintage=vintage, agrees=agrees
    )


def cite_list(declared: Complete) -> VerdictRow:
    """Return a declaration of completeness as a row that disagrees by what it lacks."""
    row = f"complete:{declared.table}/{declared.key}"
    return VerdictRow(
        table="complete", row=row, source=declared.source, valid_from=declared.valid_from, valid_to=declared.valid_to, agrees=False
    )


def answer_from(
    holds: str, note: str, *, agree: Iterable[Dated] = (), against: Iterable[Dated] = (), declared: Complete | None = None
) -> Answer:
    """Return an answer that rests on rows.

    Decisive is what the label needs: for ``no`` a contradicting row that is checked or a complete list, for the rest a
    supporting row that is checked (so that a negated claim may be refuted by it).
    """
    agree, against = tuple(agree), tuple(against)
    telling = against if holds == "no" else agree
    checked = any(r.basis == "checked" for r in telling)
    rows = [cite_row(r) for r in agree] + [cite_row(r, agrees=False) for r in against]
    if declared is not None:
        rows.append(cite_list(declared))
    if declared is not None and holds in ("no", "part") and not checked:
        basis: str | None = "complete list"
    else:
        basis = "checked" if checked else "recalled" if telling else None
    decisive = checked or (holds == "no" and declared is not None)
    return Answer(holds=holds, note=note, rows=tuple(rows), decisive=decisive, basis=basis)


def unknown(note: str) -> Answer:
    """Return the answer where the tables say nothing."""
    return Answer(holds="unknown", note=note)


def join_answers(answers: tuple[Answer, ...]) -> Answer:
    """Return one answer to a claim about several things: all hold, none does, or part of it does."""
    if len(answers) == 1:
        return answers[0]
    rows = tuple(dict.fromkeys(r for a in answers for r in a.rows))
    kinds = {a.holds for a in answers}
    held = [a for a in answers if a.holds == "yes"]
    failed = [a for a in answers if a.holds in ("no", "past", "part")]
    note = _join_notes(failed or [a for a in answers if a.holds != "yes"] or held)
    if len(kinds) == 1:
        decisive = all(a.decisive for a in answers) if held else any(a.decisive for a in answers)
        lately = all(a.lately for a in answers)
        return Answer(holds=kinds.pop(), note=note, rows=rows, decisive=decisive, basis=answers[0].basis, lately=lately)
    against = [a for a in failed if a.decisive or a.holds in ("past", "part")]
    if held and against:
        return Answer(holds="part", note=note, rows=rows, decisive=True, basis=against[0].basis)
    if held or not against:
        # What is missing keeps the whole from being called true; a recalled row keeps it from being called false.
        return Answer(holds="unknown", note=note, rows=rows)
    worst = "no" if any(a.holds == "no" for a in against) else "past"
    return replace(against[0], holds=worst, note=note, rows=rows)


def _join_notes(answers: list[Answer]) -> str:
    notes = list(dict.fromkeys(a.note.rstrip(".") for a in answers if a.note))
    return "; ".join(notes) + ("." if notes else "")


def label_of(answer: Answer, negated: bool) -> str:
    """Return the label of an answer to a claim that affirms or, where ``negated``, denies."""
    if answer.holds == "yes":
        if not negated:
            return "supported"
        if answer.lately:
            return "outdated"
        return "refuted" if answer.decisive else "insufficient"
    if answer.holds == "no":
        if negated:
            return "supported"
        return "refuted" if answer.decisive else "insufficient"
    if answer.holds == "past":
        return "supported" if negated else "outdated"
    return {"part": "partly", "opinion": "uncheckable"}.get(answer.holds, "insufficient")
