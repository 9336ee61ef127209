"""A finding's record as labelled lines: what the side panel shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from dragoman.compose.phrases import clip, when
from dragoman.records.document import Document
from dragoman.records.facts import Facts
from dragoman.records.findings import ANY_FINDING, JourneyRow, Outcome, Purpose, StatusChange, Stop
from dragoman.records.spans import Actor, DateRange, Ref, Span
from dragoman.records.verdict import Verdict
from dragoman.web.pages import actor_link, article_link
from dragoman.web.words import name_field, say

# Told elsewhere in the panel, or of no use to a reader.
_LEFT_OUT = frozenset(
    {"marker_span", "phrase_span", "kind", "document", "id", "spans", "text", "maker", "confidence", "verdict", "start", "end"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words of a line, with where they lead to; ``tone`` is the code that colours them."""

    text: str
    href: str | None = None
    tone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field: its label and what stands in it."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where a record stands: what its lines link into."""

    document: Document
    facts: Facts
    finding: str

    def at(self, start: int) -> str:
        """Return the address of a place in the text, with the finding kept open."""
        return article_link(self.document.id, self.finding, start)


def describe_record(record: ANY_FINDING, document: Document, facts: Facts) -> tuple[Line, ...]:
    """Return the fields of a record that hold something, in the record's order."""
    lines = []
    scene = _Scene(document, facts, record.id)
    for field in fields(record):
        if field.name in _LEFT_OUT:
            continue
        parts = tuple(_tell(getattr(record, field.name), field.name, scene))
        if parts:
            lines.append(Line(label=name_field(field.name), parts=parts))
    return tuple(lines)


def _tell(value: Any, name: str, scene: _Scene) -> Iterator[Part]:
    if value is None or value == "" or value == ():
        return
    if isinstance(value, Ref):
        yield _tell_ref(value, scene)
    elif isinstance(value, Span):
        yield Part(text=f"“{clip(scene.document.text[value.start : value.end], 200)}”", href=scene.at(value.start))
    elif isinstance(value, DateRange):
        yield Part(text=when(value))
    elif isinstance(value, Stop | Purpose | StatusChange | Outcome | JourneyRow):
        yield from _tell_part(value, scene)
    elif isinstance(value, tuple):
        yield from _tell_all(value, name, scene)
    elif isinstance(value, bool):
        yield from [Part(text="yes")] if value else []
    elif not isinstance(value, Verdict):
        yield _tell_plain(value, name, scene)


def _tell_all(values: Sequence[Any], name: str, scene: _Scene) -> Iterator[Part]:
    if len(values) == 2 and all(isinstance(v, float | int) for v in values):
        yield Part(text="–".join(f"{v:.0%}" if name == "p" else f"{v:.3f}" for v in values))
        return
    for value in values:
        yield from _tell(value, name, scene)


def _tell_ref(ref: Ref, scene: _Scene) -> Part:
    sector = f" ({ref.sector})" if isinstance(ref, Actor) and ref.sector else ""
    known = scene.facts.entities.get(ref.entity or "")
    also = f" = {known.name}" if known and known.name != ref.name else ""
    return Part(text=f"{ref.name}{also}{sector}", href=actor_link(ref.entity) if ref.entity else None)


def _tell_part(value: Any, scene: _Scene) -> Iterator[Part]:
    if isinstance(value, Stop):
        date = f", {when(value.date)}" if value.date else ""
        yield Part(text=f"{value.place.name}{date}", href=actor_link(value.country) if value.country else None)
    elif isinstance(value, Purpose):
        by = f" (so {value.by.name})" if value.by else ""
        yield Part(text=f"“{clip(value.text, 200)}”{by}", href=scene.at(value.span.start))
    elif isinstance(value, StatusChange):
        date = f", {when(value.date)}" if value.date else ""
        yield Part(text=say(value.status) + date, tone=value.status, href=scene.at(value.span.start) if value.span else None)
    elif isinstance(value, Outcome):
        told = ", ".join(t for t in (when(value.date), value.note, value.row) if t)
        yield Part(text=f"{say(value.status)}: {told}" if told else say(value.status), tone=value.status)
        for other in value.others:
            yield from _tell_part(other, scene)
    elif isinstance(value, JourneyRow):
        country = scene.facts.entities.get(value.country)
        yield Part(
            text=f"{country.name if country else value.country}, {value.start}: {say(value.status)} ({value.row})", tone=value.status
        )


def _tell_plain(value: Any, name: str, scene: _Scene) -> Part:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    if name == "entity":
        known = scene.facts.entities.get(text)
        return Part(text=f"{text} ({known.name})" if known else text, href=actor_link(text))
    if name in ("of", "reported_by", "events"):
        return Part(text=text, href=article_link(scene.document.id, text))
    if name in ("status", "stance", "form", "outcome"):
        return Part(text=say(text), tone=text)
    return Part(text=text)
