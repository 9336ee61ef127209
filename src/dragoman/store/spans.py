"""Whether a finding fits its document: every span and anchor inside of the text, every word of a closed list on it. Pure."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from dragoman.errors import CaseError
from dragoman.records.findings import ANY_FINDING, STATUSES, Claim, Event, Explanation, Mention, Quote, Visit
from dragoman.records.spans import Ref, Span
from dragoman.records.verdict import LABELS

FORMS = ("direct", "indirect", "mixed", "embed")
STANCES = ("for", "against")


def check_finding(finding: ANY_FINDING, length: int) -> None:
    """Check one finding against a text of ``length`` code points.

    Raises:
        CaseError: names the finding and what does not fit.
    """
    for fault in find_faults(finding, length):
        raise CaseError(f"{finding.kind} {finding.id[:20]}: {fault}")


def find_faults(finding: ANY_FINDING, length: int) -> Iterator[str]:
    """Yield what does not fit, a clause each."""
    if not finding.spans:
        yield "it cites no words: at least one span is needed"
    if not 0 <= finding.confidence <= 1:
        yield f"a confidence is from 0 to 1, not {finding.confidence}"
    for field in fields(finding):
        for start, end in _walk_ranges(getattr(finding, field.name)):
            if not 0 <= start < end <= length:
                yield f"{field.name} {start} to {end} is outside of the text, which has {length} characters"
    if isinstance(finding, Mention) and not 0 <= finding.start < finding.end <= length:
        yield f"{finding.start} to {finding.end} is outside of the text, which has {length} characters"
    yield from _find_unknown(finding)


def _find_unknown(finding: ANY_FINDING) -> Iterator[str]:
    """Yield values that are not on their list."""
    value: str = ""
    known: tuple[str, ...] = ("",)
    match finding:
        case Event() | Visit():
            value, known = finding.status, STATUSES
        case Claim():
            value, known = (finding.verdict.label, LABELS) if finding.verdict else ("", ("",))
        case Quote():
            value, known = finding.form, FORMS
        case Explanation():
            value, known = finding.stance, STANCES
    if value not in known:
        yield f"'{value[:40]}' is not known here: choose {', '.join(known)}"


def _walk_ranges(value: object) -> Iterator[tuple[int, int]]:
    if isinstance(value, Span):
        yield value.start, value.end
    elif isinstance(value, Ref):
        if value.start is not None and value.end is not None:
            yield value.start, value.end
    elif isinstance(value, tuple):
        for each in value:
            yield from _walk_ranges(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _walk_ranges(getattr(value, field.name))
