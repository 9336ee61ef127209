"""Which fields of a finding an analyst can change, and how a form's answers become a change or a new record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.errors import UsageError
from dragoman.records.document import Document
from dragoman.records.findings import ANY_FINDING, STATUSES, Claim, Event, Explanation, Forecast, Mention, Quote, Visit
from dragoman.records.spans import Ref, Span
from dragoman.records.verdict import LABELS

PLOVER = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
    "MOBILIZE", "COERCE", "ASSAULT", "RETREAT",
)  # fmt: skip
MENTION_TYPES = ("person", "state", "government", "organisation", "group", "place", "office")
CLAIM_TYPES = (
    "membership", "office", "capital", "name", "share", "rank", "border", "area", "independence", "duration", "treaty", "gdp_share",
    "quantity", "date",
)  # fmt: skip
_LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One field of a form. ``name`` is the record's field; ``options`` make it a list to choose from; ``hint`` says what to write."""

    name: str
    label: str
    options: tuple[str, ...] = ()
    hint: str = ""
    required: bool = False


INPUTS: dict[str, tuple[Input, ...]] = {
    "mention": (
        Input(name="name", label="Name", required=True),
        Input(name="type", label="Type", options=MENTION_TYPES, required=True),
        Input(name="entity", label="Entity", hint="an id such as KAZ or person:ada-lind; empty where unknown"),
    ),
    "quote": (
        Input(name="speaker", label="Speaker", hint="as the article names them"),
        Input(name="form", label="Form", options=("direct", "indirect", "mixed", "embed"), required=True),
        Input(name="role", label="Role"),
        Input(name="affiliation", label="Affiliation"),
        Input(name="venue", label="Said to"),
    ),
    "event": (
        Input(name="type", label="Act (PLOVER 2)", options=PLOVER, required=True),
        Input(name="status", label="Status", options=STATUSES, required=True),
        Input(name="mode", label="Mode"),
        Input(name="place", label="Place"),
    ),
    "visit": (
        Input(name="visitor", label="Visitor", required=True),
        Input(name="status", label="Status", options=STATUSES, required=True),
        Input(name="role", label="Role"),
        Input(name="host", label="Host"),
    ),
    "claim": (
        Input(name="type", label="Type", options=CLAIM_TYPES, required=True),
        Input(name="subject", label="Subject", required=True),
        Input(name="predicate", label="Predicate", required=True),
        Input(name="object", label="Object"),
        Input(name="verdict", label="Verdict", options=LABELS),
    ),
    "forecast": (
        Input(name="speaker", label="Forecaster", hint="as the article names them"),
        Input(name="phrase", label="Words of likelihood"),
        Input(name="p", label="Probability", hint="a range such as 0.55-0.80"),
        Input(name="resolver", label="What would settle it"),
    ),
    "explanation": (
        Input(name="speaker", label="Who says so", hint="as the article names them"),
        Input(name="stance", label="Stance", options=("for", "against"), required=True),
        Input(name="reason", label="Reason", required=True),
        Input(name="theme", label="Theme"),
    ),
}
_SPEAKER = {"quote": "source", "forecast": "forecaster", "explanation": "proponent"}


def current_value(record: ANY_FINDING, name: str) -> str:
    """Return what a record holds in a field as the words that a form shows."""
    value: Any = getattr(record, _SPEAKER[record.kind] if name == "speaker" else name)
    if value is None:
        return ""
    if isinstance(value, Ref):
        return value.name
    if name == "p":
        return f"{value[0]:g}-{value[1]:g}"
    return str(getattr(value, "label", value))


def read_changes(record: ANY_FINDING, answers: Mapping[str, str]) -> dict[str, object]:
    """Return what a form changes of a record: field -> new value, None where it was emptied.

    Raises:
        UsageError: a field that must not be empty is, a choice is none of the list, or a text is too long.
    """
    changes: dict[str, object] = {}
    for field in INPUTS[record.kind]:
        if field.name in answers and (given := _check(field, answers[field.name])) != current_value(record, field.name):
            changes[field.name] = _convert(field, given)
    return changes


def make_finding(kind: str, document: Document, span: Span, answers: Mapping[str, str]) -> ANY_FINDING:
    """Return a new record of words that an analyst marked; the case gives it its id and its maker.

    Raises:
        UsageError: an unknown kind, or an answer that cannot be used.
    """
    if kind not in INPUTS:
        raise UsageError(f"'{kind[:40]}' is no kind of finding: choose {', '.join(INPUTS)}")
    given = {f.name: _check(f, answers.get(f.name, "")) for f in INPUTS[kind]}
    words = document.text[span.start : span.end]
    base = {"document": document.id, "id": f"{kind[0]}0", "spans": (span,), "text": words, "maker": "", "confidence": 1.0}
    made: ANY_FINDING = _MAKERS[kind](base, span, given)
    return made


def _name(words: str) -> Ref | None:
    return Ref(name=words) if words else None


def _make_quote(base: dict[str, Any], span: Span, a: dict[str, str]) -> Quote:
    told: dict[str, Any] = {k: a[k] or None for k in ("role", "affiliation", "venue")}
    return Quote(**base, form=a["form"], source=_name(a["speaker"]), cue=None, content=(span,), **told)


def _make_event(base: dict[str, Any], span: Span, a: dict[str, str]) -> Event:
    return Event(**base, type=a["type"], status=a["status"], mode=a["mode"] or None, place=_name(a["place"]))


def _make_visit(base: dict[str, Any], span: Span, a: dict[str, str]) -> Visit:
    return Visit(**base, visitor=Ref(name=a["visitor"]), status=a["status"], role=a["role"] or None, host=_name(a["host"]))


def _make_claim(base: dict[str, Any], span: Span, a: dict[str, str]) -> Claim:
    return Claim(**base, type=a["type"], subject=Ref(name=a["subject"]), predicate=a["predicate"], object=_name(a["object"]))


def _make_forecast(base: dict[str, Any], span: Span, a: dict[str, str]) -> Forecast:
    told: dict[str, Any] = {"phrase": a["phrase"] or None, "resolver": a["resolver"] or None}
    return Forecast(**base, proposition=span, forecaster=_name(a["speaker"]), p=_read_range(a["p"]), **told)


def _make_explanation(base: dict[str, Any], span: Span, a: dict[str, str]) -> Explanation:
    told: dict[str, Any] = {"reason": a["reason"], "stance": a["stance"], "theme": a["theme"] or None}
    return Explanation(**base, of=None, proponent=_name(a["speaker"]), marker="", **told)


def _make_mention(base: dict[str, Any], span: Span, a: dict[str, str]) -> Mention:
    return Mention(**base, type=a["type"], start=span.start, end=span.end, entity=a["entity"] or None, name=a["name"])


_MAKERS: dict[str, Any] = {
    "mention": _make_mention,
    "quote": _make_quote,
    "event": _make_event,
    "visit": _make_visit,
    "claim": _make_claim,
    "forecast": _make_forecast,
    "explanation": _make_explanation,
}


def _check(field: Input, given: str) -> str:
    words = " ".join(given.split())
    if field.required and not words:
        raise UsageError(f"{field.label} is empty: fill it in")
    if len(words) > _LONGEST:
        raise UsageError(f"{field.label} is over {_LONGEST:,} characters: shorten it")
    if field.options and words and words not in field.options:
        raise UsageError(f"{field.label} '{words[:40]}' is none of {', '.join(field.options)}")
    return words


def _convert(field: Input, words: str) -> object:
    if not words:
        return None
    return list(_read_range(words) or ()) if field.name == "p" else words


def _read_range(words: str) -> tuple[float, float] | None:
    if not words:
        return None
    low, _, high = words.replace("–", "-").replace("%", "").partition("-")
    try:
        pair = float(low), float(high or low)
    except ValueError as error:
        raise UsageError(f"'{words[:40]}' is no range of probability: write it as 0.55-0.80") from error
    if "%" in words or max(pair) > 1:
        pair = pair[0] / 100, pair[1] / 100
    if not 0 <= pair[0] <= pair[1] <= 1:
        raise UsageError(f"'{words[:40]}' is no range of probability: the first figure is the lower one, both between 0 and 1")
    return pair
