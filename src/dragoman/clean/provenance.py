"""Who published a text first, told from the conventions that it keeps, and whether the page is a copy."""

import re
from dataclasses import dataclass

from dragoman.clean.lexicon import Outlet, load_lexicon
from dragoman.records.document import Origin, Publisher
from dragoman.records.spans import Span

# Points of evidence, and how many are needed. A house mark (3) with an interview given to the house (2), or an agency's dateline
# (5), is enough; interviews alone are not, since outlets quote what others were told.
_TOLD, _MOST_TOLD, _MARK, _WIRE, _ENOUGH = 2, 4, 3, 5, 5
_VERBS = r"(?:told|telling|tells|spoke to|speaking to|speaking with|in an interview with|in an interview to|in comments to|in remarks to)"
_DATELINE = re.compile(r"[A-Z][\w .,'’/\-]{2,60}?\s?[(/](?P<wire>[A-Z][\w/. ]{1,24}?)[)/]\s?[-–—]{1,2}")
_HEAD_CHARS = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An outlet, the words that tell it best, all the words that do, and by which kinds of convention."""

    outlet: str
    evidence: Span
    words: tuple[str, ...]
    wire: bool


def find_house(text: str) -> House | None:
    """Return the outlet whose conventions a text keeps, None where the evidence is weak or split."""
    scored = sorted((_score_outlet(outlet, text) for outlet in load_lexicon().outlets), key=lambda pair: -pair[0])
    if scored[0][0] < _ENOUGH or scored[0][0] == scored[1][0]:
        return None
    return scored[0][1]


def _score_outlet(outlet: Outlet, text: str) -> tuple[int, House | None]:
    told = _find_told(outlet, text)
    marks = [Span(start=at, end=at + len(mark)) for mark in outlet.marks if (at := text.find(mark)) >= 0]
    wire = _find_wire(outlet, text)
    points = min(_MOST_TOLD, _TOLD * len(told)) + _MARK * min(1, len(marks)) + _WIRE * len(wire)
    spans = wire + told + marks
    if not spans:
        return 0, None
    words = tuple(dict.fromkeys(text[span.start : span.end] for span in [*wire, *marks, *told]))
    return points, House(outlet=outlet.name, evidence=spans[0], words=words, wire=bool(wire))


def _find_told(outlet: Outlet, text: str) -> list[Span]:
    spans: list[Span] = []
    names = "|".join(re.escape(name) for name in sorted(outlet.told, key=len, reverse=True))
    if names and any(name in text for name in outlet.told):
        spans = [Span(start=found.start(), end=found.end()) for found in re.finditer(rf"\b{_VERBS} (?:{names})(?![\w’'])", text)]
    return spans


def _find_wire(outlet: Outlet, text: str) -> list[Span]:
    for line in re.finditer(r"[^\n]+", text[:_HEAD_CHARS]):
        found = _DATELINE.match(line.group()[:140])
        if found and found.group("wire").strip("/ ") in {mark.strip("/") for mark in outlet.wire}:
            return [Span(start=line.start() + found.start("wire") - 1, end=line.start() + found.end("wire") + 1)]
    return []


def name_domain(host: str | None) -> str | None:
    """Return the outlet of a host name, the host itself (without ``www.``) where it is not listed, None without one."""
    if not host:
        return None
    plain = host.lower().removeprefix("www.")
    for outlet in load_lexicon().outlets:
        if any(plain == domain or plain.endswith("." + domain) for domain in outlet.domains):
            return outlet.name
    return plain


def find_platform(text: str) -> tuple[str, str] | None:
    """Return (platform, words) where the page's furniture is that of a blog platform, else None."""
    lowered = [(line, line.strip().lower()) for line in text[-3000:].split("\n") if 0 < len(line) < 200]
    for platform, marks in load_lexicon().platforms.items():
        found = [line.strip() for line, plain in lowered if plain.startswith(marks)]
        if found:
            return platform, found[0]
    return None


def judge_origin(text: str, publisher: Publisher | None, house: House | None, label: str) -> Origin | None:
    """Return what the text is a copy of, None where nothing says that it is one.

    Args:
        text: the cleaned text.
        publisher: who the page itself (its metadata, its address) says published it, if it says.
        house: the outlet that the text's conventions tell.
        label: title and date, to name the article.
    """
    if house is None:
        return None
    kept = ", ".join(f"“{words}”" for words in house.words[:3])
    of = f"{house.outlet}{label}"
    if publisher is not None and publisher.evidence is None:
        if publisher.name.casefold() == house.outlet.casefold():
            return None
        method = "agency_dateline" if house.wire else "conventions"
        return Origin(
            of=of, method=method, reason=f"published by {publisher.name}, but the text keeps the conventions of {house.outlet}: {kept}"
        )
    platform = find_platform(text)
    if platform is None:
        return None
    reason = f"the page's footer is that of {platform[0]} (“{platform[1]}”), while the text keeps the conventions of {house.outlet}: {kept}"
    return Origin(of=of, method="conventions", reason=reason)
