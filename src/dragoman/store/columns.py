"""What of a finding is looked up, sorted and filtered by: worked out from its record alone."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from dragoman.records.findings import ANY_FINDING, Claim, Event, Explanation, Forecast, Mention, Quote, Visit
from dragoman.records.spans import Ref

SPEAKER_FIELDS = {"quote": "source", "forecast": "forecaster", "explanation": "proponent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody named in a finding; ``role`` is the record's field, ``""`` stands for what is not known."""

    role: str
    entity: str
    name: str
    country: str
    type: str = ""


def find_named(record: ANY_FINDING) -> tuple[Named, ...]:
    """Return who is named in a finding, each once a role, in the order of the record's fields."""
    if isinstance(record, Mention):
        return (Named(role="mention", entity=record.entity or "", name=record.name, country=record.country or "", type=record.type),)
    return tuple(dict.fromkeys(_name(role, ref) for role, ref in walk_refs(record)))


def walk_refs(record: ANY_FINDING) -> Iterator[tuple[str, Ref]]:
    """Yield every Ref of a record with the name of the field in which it stands."""
    for field in fields(record):
        for ref in _walk_refs(getattr(record, field.name)):
            yield field.name, ref


def _walk_refs(value: object) -> Iterator[Ref]:
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _walk_refs(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _walk_refs(getattr(value, field.name))


def _name(role: str, ref: Ref) -> Named:
    return Named(role=role, entity=ref.entity or "", name=ref.name, country=ref.country or "")


def find_speaker(record: ANY_FINDING, quotes: Mapping[str, Quote]) -> Named | None:
    """Return who says a finding: its own source, else the source of the quote that it stands in, else None."""
    own = getattr(record, SPEAKER_FIELDS.get(record.kind, ""), None)
    if own is None and record.reported_by is not None and record.reported_by in quotes:
        own = quotes[record.reported_by].source
    return _name("speaker", own) if isinstance(own, Ref) else None


def tell_type(record: ANY_FINDING) -> str:
    """Return what the ``type`` filter looks at."""
    match record:
        case Mention() | Event() | Claim():
            return record.type
        case Quote():
            return record.form
        case Explanation():
            return record.stance
        case _:
            return ""


def tell_status(record: ANY_FINDING) -> str:
    """Return the status of an event or a visit, else ``""``."""
    return record.status if isinstance(record, Event | Visit) else ""


def tell_verdict(record: ANY_FINDING) -> str:
    """Return a claim's label (``unchecked`` without one) or a forecast's outcome (``open`` without one), else ``""``."""
    match record:
        case Claim():
            return record.verdict.label if record.verdict else "unchecked"
        case Forecast():
            return record.outcome or "open"
        case _:
            return ""


def first_start(record: ANY_FINDING) -> int:
    """Return where a finding begins in the text."""
    return min((span.start for span in record.spans), default=0)


def fold(words: str) -> str:
    """Return words for comparing: small letters, without accents, single blanks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())
