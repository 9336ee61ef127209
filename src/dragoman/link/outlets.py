"""Who published, and what the outlets table says of its standing on the day."""

from dataclasses import replace
from urllib.parse import urlsplit

from dragoman.records.document import Document, Publisher
from dragoman.records.facts import Facts, Outlet


def name_outlet(document: Document, facts: Facts) -> Document:
    """Return the document with its publisher's standing; a page without one gets its outlet from its address."""
    day = (document.published or "")[:10] or None
    outlet = _find_outlet(document, facts, day)
    if outlet is None:
        return document
    known = document.publisher or Publisher(name=outlet.name)
    return replace(document, publisher=replace(known, standing=known.standing or outlet.standing))


def _find_outlet(document: Document, facts: Facts, day: str | None) -> Outlet | None:
    name = document.publisher.name.casefold() if document.publisher else None
    host = (urlsplit(document.url).hostname or "").lower() if document.url else ""
    # Rows that hold on the day first; an outlet that has changed since is still the same outlet.
    rows = sorted(facts.outlets, key=lambda o: not o.holds_on(day))
    for outlet in rows:
        if name and name in (n.casefold() for n in (outlet.name, *outlet.names)):
            return outlet
    for outlet in rows:
        if host and any(host == d or host.endswith("." + d) for d in outlet.domains):
            return outlet
    return None
