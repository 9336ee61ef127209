"""One event once: mentions of the same event in one document become one record that keeps all spans."""

from dataclasses import dataclass, replace

from dragoman.records.findings import Event
from dragoman.records.spans import Actor, DateRange, Span

_GROUPS = {"planned": 1, "tentative": 1, "postponed": 2, "cancelled": 3, "under_way": 4, "held": 4, "denied": 5, "hypothetical": 6}
_WINDOW = 40  # candidates looked back at: keeps the work linear; news comes back to an event soon


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention as an event. ``presumed``: its status is only taken for granted ("his visit"), any other mention knows better."""

    event: Event
    presumed: bool = False
    word: str = ""


def merge_events(mentions: list[Mention]) -> list[Event]:
    """Return events with repeated mentions merged into the first, in order of their first words."""
    kept: list[Mention] = []
    spans: list[set[Span]] = []  # joined at the end: one event told a thousand times costs a thousand, not a million
    for mention in mentions:
        for i in range(len(kept) - 1, max(-1, len(kept) - 1 - _WINDOW), -1):
            if _same_word(kept[i], mention) and is_same(kept[i].event, mention.event, loose=kept[i].presumed or mention.presumed):
                kept[i] = _settle(kept[i], mention)
                spans[i].update(mention.event.spans)
                break
        else:
            kept.append(mention)
            spans.append(set(mention.event.spans))
    told = (tuple(sorted(s, key=lambda s: (s.start, s.end))) for s in spans)
    return [replace(m.event, spans=s) if len(s) > 1 else m.event for m, s in zip(kept, told, strict=True)]


def _same_word(a: Mention, b: Mention) -> bool:
    """Whether two mentions may be one act by their words: meetings, attacks and withdrawals have many names, acts of speech do not."""
    return a.word == b.word or (a.event.type == b.event.type and a.event.type in ("CONSULT", "ASSAULT", "RETREAT", "PROTEST"))


def _settle(a: Mention, b: Mention) -> Mention:
    joined = _join(a.event, b.event)
    if a.presumed and not b.presumed:
        joined = replace(joined, status=b.event.status, status_span=b.event.status_span, plover=b.event.plover)
    return Mention(joined, a.presumed and b.presumed, a.word)


def is_same(a: Event, b: Event, *, loose: bool = False) -> bool:
    """Whether two records of one document tell the same event: type, parties, status and date agree and nothing contradicts.

    ``loose``: one of the two statuses is only presumed and need not agree.
    """
    if a.type != b.type or (a.mode and b.mode and a.mode != b.mode) or (not loose and _GROUPS[a.status] != _GROUPS[b.status]):
        return False
    if not _dates_agree(a.date, b.date) or (a.place and b.place and a.place.country != b.place.country):
        return False
    if a.reported_by != b.reported_by and a.type in ("ACCUSE", "THREATEN", "REQUEST"):
        return False
    if a.mode == "visit" and b.mode == "visit" and not (a.recipients and b.recipients):
        return bool(a.actors and b.actors) and _sides_agree(a.actors, b.actors)
    straight = _sides_agree(a.actors, b.actors) and _sides_agree(a.recipients, b.recipients)
    if a.type in ("CONSULT", "COOPERATE", "SUPPORT") and not straight and a.type == "CONSULT":
        return _sides_agree(a.actors, b.recipients) and _sides_agree(a.recipients, b.actors)
    return straight


def _dates_agree(a: DateRange | None, b: DateRange | None) -> bool:
    if a is None or b is None or a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    return a.start <= b.end and b.start <= a.end


def _sides_agree(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    if not a and not b:
        return True
    return any(_is_same_party(x, y) for x in a for y in b)


def _is_same_party(a: Actor, b: Actor) -> bool:
    if a.entity is not None and b.entity is not None:
        # A state acts through its people: "the US" and "Pompeo" are one side, Pompeo and Trump are two persons.
        return a.entity == b.entity or (
            a.country is not None and a.country == b.country and (a.entity == a.country) != (b.entity == b.country)
        )
    if a.country is not None and a.country == b.country:
        return a.entity == a.country or b.entity == b.country or a.name.casefold() == b.name.casefold()
    return a.name.casefold() == b.name.casefold()


def _join(a: Event, b: Event) -> Event:
    """Return what two mentions tell together, with the first's spans."""
    return replace(
        a,
        mode=a.mode or b.mode,
        context=tuple(dict.fromkeys((*a.context, *b.context))),
        actors=a.actors or b.actors,
        recipients=_all_stops(a, b) if a.mode == "visit" else a.recipients or b.recipients,
        date=a.date if _is_narrower(a.date, b.date) else b.date,
        place=a.place or b.place,
        status_span=a.status_span or b.status_span,
        confidence=round(max(a.confidence, b.confidence), 2),
    )


def _all_stops(a: Event, b: Event) -> tuple[Actor, ...]:
    """Return the places of a visit that either mention names."""
    known = {r.entity for r in a.recipients}
    return (*a.recipients, *(r for r in b.recipients if r.entity is not None and r.entity not in known))


def _is_narrower(a: DateRange | None, b: DateRange | None) -> bool:
    """Whether the first date says at least as much as the second."""
    if b is None or b.start is None or b.end is None:
        return a is not None or b is None
    if a is None or a.start is None or a.end is None:
        return False
    return not (b.start > a.start or b.end < a.end)
