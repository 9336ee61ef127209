"""One event once: mentions of the same event in one document become one record that keeps all spans."""

from dataclasses import replace

from dragoman.records.findings import Event
from dragoman.records.spans import Actor, DateRange

_GROUPS = {"planned": 1, "tentative": 1, "postponed": 2, "cancelled": 3, "under_way": 4, "held": 4, "denied": 5, "hypothetical": 6}
_WINDOW = 12  # candidates looked back at: keeps the work linear; news comes back to an event soon


def merge_events(events: list[Event]) -> list[Event]:
    """Return events with repeated mentions merged into the first, in order of their first words."""
    kept: list[Event] = []
    for event in events:
        for i in range(len(kept) - 1, max(-1, len(kept) - 1 - _WINDOW), -1):
            if is_same(kept[i], event):
                kept[i] = _join(kept[i], event)
                break
        else:
            kept.append(event)
    return kept


def is_same(a: Event, b: Event) -> bool:
    """Whether two records of one document tell the same event: type, parties, status and date agree and nothing contradicts."""
    if a.type != b.type or _GROUPS[a.status] != _GROUPS[b.status] or (a.mode and b.mode and a.mode != b.mode):
        return False
    if not _dates_agree(a.date, b.date) or (a.place and b.place and a.place.country != b.place.country):
        return False
    if a.reported_by != b.reported_by and a.type not in ("CONSULT", "ASSAULT"):
        return False
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
        return a.entity == b.entity or (a.country is not None and a.country == b.country and (a.entity == a.country) != (b.entity == b.country))
    if a.country is not None and a.country == b.country:
        return a.entity == a.country or b.entity == b.country or a.name.casefold() == b.name.casefold()
    return a.name.casefold() == b.name.casefold()


def _join(a: Event, b: Event) -> Event:
    spans = tuple(sorted({*a.spans, *b.spans}, key=lambda s: (s.start, s.end)))
    return replace(
        a,
        spans=spans,
        mode=a.mode or b.mode,
        context=tuple(dict.fromkeys((*a.context, *b.context))),
        actors=a.actors or b.actors,
        recipients=a.recipients or b.recipients,
        date=a.date if _is_narrower(a.date, b.date) else b.date,
        place=a.place or b.place,
        status_span=a.status_span or b.status_span,
        confidence=round(max(a.confidence, b.confidence), 2),
    )


def _is_narrower(a: DateRange | None, b: DateRange | None) -> bool:
    """Whether the first date says at least as much as the second."""
    if b is None or b.start is None or b.end is None:
        return a is not None or b is None
    if a is None or a.start is None or a.end is None:
        return False
    return not (b.start > a.start or b.end < a.end)
