"""What a document's explanations explain: its question, its main visit, the acts that a clause tells of."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from dragoman.extract.marker_lists import find_matches, questions, words
from dragoman.records.cast import Anchor, Cast
from dragoman.records.document import Document
from dragoman.records.findings import Event, Visit
from dragoman.records.spans import Ref

_PLACES = frozenset({"state", "place", "government"})
_NEAR = frozenset({"region", "there", "neighbors", "neighbours", "neighboring", "neighbouring", "regional"})


@dataclass(frozen=True, slots=True)
class Topic:
    """Who acts in the affair that a document explains, and upon whom.

    ``of`` is the id of the main visit or event; ``actors`` and ``targets`` are entity ids, country codes and, where nothing
    better is known, names; ``regions`` are lower-case names of where targets lie. ``led``: the text opens with that affair or asks
    what is behind it, so that reasons without a connective may be read as its reasons.
    """

    of: str | None = None
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    political: bool = True
    led: bool = False


def find_topic(doc: Doc, document: Document, cast: Cast, events: Sequence[Event], visits: Sequence[Visit]) -> Topic:
    """Return what the document as a whole explains.

    The main visit is the one told of first in a title or standfirst, else the one with most spans, the earlier on a tie. A text
    without a visit that asks for an explanation is about the first event of its title or standfirst. Journeys at home give no
    target.
    """
    political = is_political(doc)
    top = max((b.end for b in document.blocks if b.kind in ("title", "standfirst")), default=0)
    main = _main_visit(visits, top)
    opening = max([top, *[b.end for b in document.blocks if b.kind == "paragraph"][:1]])
    asked = _asks(doc, document)
    led = main is not None and (asked or any(s.start < opening for s in main.spans))
    actors: set[str] = set()
    targets: set[str] = set()
    of = None
    if main is not None:
        of, actors = main.id, set().union(*(_keys(who) for who in (main.visitor, *main.delegation)))
        targets = {k for stop in main.stops for k in (*_keys(stop.place), stop.country or "")}
    elif (event := _main_event(events, top)) is not None and asked:
        led = True
        of, actors = event.id, set().union(*(_keys(who) for who in event.actors))
        targets = {k for who in (*event.recipients, *([event.place] if event.place else [])) for k in _keys(who)}
    targets -= actors | {""}
    aims = frozenset((targets & _titled_places(document, cast)) or targets)
    return Topic(of, frozenset(actors), aims, _regions(doc, aims, cast), political, led)


def _main_event(events: Sequence[Event], top: int) -> Event | None:
    return next((e for e in events if e.actors and e.spans[0].start < top), None)


def _main_visit(visits: Sequence[Visit], top: int) -> Visit | None:
    if not visits:
        return None
    led = [v for v in visits if any(s.start < top for s in v.spans)]
    return max(led or visits, key=lambda v: (len(v.spans) + len(v.stops), -v.spans[0].start))


def _keys(ref: Ref) -> set[str]:
    return {k for k in (ref.entity, ref.country, ref.name) if k}


def _titled_places(document: Document, cast: Cast) -> set[str]:
    found: set[str] = set()
    for b in document.blocks:
        if b.kind == "title":
            for a in cast.anchors_in(b.start, b.end):
                if a.type in _PLACES:
                    found |= _keys(a.ref)
    return found


def _regions(doc: Doc, targets: frozenset[str], cast: Cast) -> frozenset[str]:
    """Return the names of regions that stand in one sentence with a target ("Kazakhstan is the biggest state in Central Asia")."""
    places = [(a.start, a.end) for a in cast.anchors if a.type == "place" and a.ref.country is None]
    places += [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "LOC"]
    found = set()
    for start, end in places:
        words_ = doc.char_span(start, end, alignment_mode="expand")
        if words_ is not None and mentions_any(words_.sent.start_char, words_.sent.end_char, targets, cast):
            found.add(words_.text.lower().removeprefix("the "))
    return frozenset(found)


def _asks(doc: Doc, document: Document) -> bool:
    heads = [b for b in document.blocks if b.kind in ("title", "heading", "standfirst")]
    for b in heads:
        tokens = list(doc.char_span(b.start, b.end, alignment_mode="expand") or ())
        if any(next(find_matches(p, tokens), None) is not None for p in questions()):
            return True
    return False


def is_political(doc: Doc) -> bool:
    """Whether a text is about public affairs: three different words of public life (fewer in a short one), one word in a hundred."""
    listed = words("politics", "words")
    hits = [t.lower_ for t in doc if t.lower_ in listed or t.lemma_.lower() in listed]
    return len(set(hits)) >= min(3, 1 + len(doc) // 60) and len(hits) * 100 >= len(doc)


def anchor_keys(anchor: Anchor) -> set[str]:
    """Return the keys under which an anchor meets a topic's actors or targets."""
    return _keys(anchor.ref)


def mentions_any(start: int, end: int, keys: frozenset[str], cast: Cast) -> bool:
    """Whether somebody or something of ``keys`` is meant inside [start, end)."""
    return any(anchor_keys(a) & keys for a in cast.anchors_in(start, end))


def concerns(sentence: Sentence, topic: Topic, cast: Cast) -> bool:
    """Whether a sentence is about the main affair: its actor or its target is meant, or the region is named."""
    start, end = sentence.start_char, sentence.end_char
    if mentions_any(start, end, topic.actors | topic.targets, cast):
        return True
    if any(t.lower_ in _NEAR or t.lemma_.lower() in ("visit", "trip") for t in sentence):
        return True
    words_ = sentence.text.lower()
    return any(region in words_ for region in topic.regions)
