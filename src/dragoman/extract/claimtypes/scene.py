"""What the claim rules look at: one document's tokens with its names, quotes and dates by token."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from dragoman.extract.claimtypes.distance import with_distances
from dragoman.extract.claimtypes.event_names import known_names
from dragoman.extract.dates import FoundDate, find_dates
from dragoman.extract.gazetteer import gazetteer_of
from dragoman.records.cast import Cast
from dragoman.records.document import Document
from dragoman.records.facts import Facts
from dragoman.records.findings import Quote
from dragoman.records.spans import DateRange, Ref

_YEAR = re.compile(r"(?:19|20)\d\d")
SKIPPED_BLOCKS = ("boilerplate",)


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return the word lists of data/claims_words.toml."""
    return tomllib.loads(files("dragoman").joinpath("data", "claims_words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def listed(section: str, name: str) -> frozenset[str]:
    """Return one list of data/claims_words.toml as a set."""
    return frozenset(words()[section][name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A resolved stretch of tokens [first, last)."""

    first: int
    last: int
    ref: Ref
    type: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One document, ready to be searched. ``lower`` holds its tokens' words in lower case, which rules scan first."""

    doc: Doc
    lower: tuple[str, ...]
    document: Document
    cast: Cast
    quotes: Sequence[Quote]
    dates: tuple[FoundDate, ...]
    names: tuple[Name, ...]
    by_token: Mapping[int, Name]
    events: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    leaders: frozenset[str] = frozenset()

    def name_at(self, token: Token) -> Name | None:
        """Return the name that a token is part of."""
        return self.by_token.get(token.i)

    def names_in(self, first: int, last: int) -> list[Name]:
        """Return the names that lie inside tokens [first, last)."""
        found = []
        for k in range(bisect_left(self.names, first, key=lambda n: n.first), len(self.names)):
            if self.names[k].first >= last:
                break
            if self.names[k].last <= last:
                found.append(self.names[k])
        return found

    def dates_in(self, first: int, last: int) -> list[FoundDate]:
        """Return the dates whose words lie inside tokens [first, last)."""
        if first >= last:
            return []
        start, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1].text)
        return [d for d in self.dates if d.start >= start and d.end <= end]


def set_scene(doc: Doc, document: Document, cast: Cast, quotes: Sequence[Quote], facts: Facts | None = None) -> Scene:
    """Return a document's scene; linear in its tokens and names.

    With ``facts``, adjectives of nationality that are no mentions ("the Kazakh export market") are read as their states.
    """
    names = []
    for start, end, ref, type_, how in _stretches(cast, document, facts):
        words_ = doc.char_span(start, end, alignment_mode="expand")
        if words_ is not None and len(words_):
            names.append(Name(first=words_.start, last=words_.end, ref=ref, type=type_, how=how))
    names.sort(key=lambda n: (n.first, n.how == "adjective", n.last))
    by_token: dict[int, Name] = {}
    kept = []
    for n in names:
        # "the Mongolian President" as a whole is a person's office; the adjective in it tells of which state.
        # "the German chancellor" as a description of somebody likewise.
        if n.how != "adjective" or all(_tells_office(by_token[i]) for i in range(n.first, n.last) if i in by_token):
            kept.append(n)
            by_token.update((i, n) for i in range(n.first, n.last))
    return Scene(
        doc=doc,
        lower=tuple(t.lower_ for t in doc),
        document=document,
        cast=cast,
        quotes=quotes,
        dates=with_distances(doc, find_dates(document.text, document.published), document.published),
        names=tuple(kept),
        by_token=by_token,
        events=known_names(facts).events if facts is not None else {},
        leaders=known_names(facts).leaders if facts is not None else frozenset(),
    )


def _tells_office(name: Name) -> bool:
    return name.type == "office" or (name.type == "person" and name.how == "description")


def _stretches(cast: Cast, document: Document, facts: Facts | None) -> Iterator[tuple[int, int, Ref, str, str]]:
    """Yield (start, end, whom, type, how): every mention by itself, then the descriptions and pronouns that hold none.

    A mention inside a longer anchor ("Kazakh" in "the Kazakh president") is what claims are about, so mentions go first.
    """
    taken: list[tuple[int, int]] = []
    for m in cast.mentions:
        ref = Ref(start=m.start, end=m.end, entity=m.entity, name=m.name, country=m.country)
        if ref.entity is None:
            found = cast.anchor_at(m.start, m.end)
            if found is not None and found.how == "name" and found.type == m.type:
                ref = replace(ref, entity=found.ref.entity, country=found.ref.country)
            elif facts is not None and m.type == "organisation":
                known = facts.named(m.name, (document.published or "")[:10] or None)
                ref = replace(ref, entity=known[0].id) if known and known[0].type == "organisation" else ref
        taken.append((m.start, m.end))
        yield m.start, m.end, ref, m.type, "name"
    taken.sort()
    for a in cast.anchors:
        k = bisect_left(taken, (a.end, 0)) - 1
        if k < 0 or taken[k][1] <= a.start:
            yield a.start, a.end, replace(a.ref, start=a.start, end=a.end), a.type, a.how
    if facts is not None:
        yield from _adjectives(document, facts)


def _adjectives(document: Document, facts: Facts) -> Iterator[tuple[int, int, Ref, str, str]]:
    for hit in gazetteer_of(facts).find(document.text):
        if hit.kind in ("adjective", "ethnic", "demonym") and hit.entity is not None:
            yield (
                hit.start,
                hit.end,
                # "Kazakh exports" are those of Kazakhstan: what is meant has the state's name.
                Ref(start=hit.start, end=hit.end, entity=hit.entity, name=_state_name(facts, hit.entity, hit.name), country=hit.country),
                "state",
                "adjective",
            )


def _state_name(facts: Facts, entity: str, default: str) -> str:
    found = facts.entities.get(entity)
    return found.name if found is not None else default


def is_state(name: Name | None) -> bool:
    """Whether a name means a state (or its government, its people's adjective, its capital's name for it), never a place in it."""
    return name is not None and _is_code(name.ref.entity) and name.type not in ("person", "organisation", "office")


def _is_code(entity: str | None) -> bool:
    return entity is not None and len(entity) == 3 and entity.isupper()


def state_code(ref: Ref) -> str | None:
    """Return the ISO alpha-3 code of the state that a Ref means."""
    if ref.entity and len(ref.entity) == 3 and ref.entity.isupper():
        return ref.entity
    return ref.country


def is_body(name: Name | None) -> bool:
    """Whether a name means an organisation that states belong to, or a region."""
    return name is not None and bool(name.ref.entity) and str(name.ref.entity).startswith(("org:", "region:"))


def can_belong(name: Name | None) -> bool:
    """Whether a name means what may be a member of an organisation: a state, or one of the unions of states that are."""
    return is_state(name) or (name is not None and name.ref.entity in ("org:EU", "org:AU"))


def is_person(name: Name | None) -> bool:
    """Whether a name means a person."""
    return name is not None and name.type == "person"


def surface(scene: Scene, first: int, last: int) -> str:
    """Return the text of tokens [first, last) on one line."""
    words_: Words = scene.doc[first:last]
    return " ".join(words_.text.split())


def bare_ref(scene: Scene, first: int, last: int, country: str | None = None) -> Ref:
    """Return a Ref of the words themselves, for what checks know by its name."""
    words_ = scene.doc[first:last]
    return Ref(start=words_.start_char, end=words_.end_char, name=surface(scene, first, last), country=country)


def date_right_after(scene: Scene, at: int, floor: int) -> DateRange | None:
    """Return a date with its year that stands in tokens [floor, at + 3): one that a statement in the past is about."""
    found = spoken_date(scene, floor, min(at + 3, scene.doc[floor].sent.end))
    return found if found is not None and any(c.isdigit() for c in found.text) else None


def clause_date(scene: Scene, verb: Token) -> DateRange | None:
    """Return the date that a verb's own clause gives, after the verb first: "in 2014, two years after X joined" dates no joining."""
    sent = verb.sent
    for first, last in ((verb.i, sent.end), (sent.start, verb.i)):
        for d in scene.dates_in(first, last):
            words_ = scene.doc.char_span(d.start, d.end, alignment_mode="expand")
            if (
                d.past.start is not None
                and words_ is not None
                and _governing_verb(words_.root) == verb
                and not _in_subject(words_.root, verb)
            ):
                return d.past
    return None


def _in_subject(token: Token, verb: Token) -> bool:
    """Whether a token stands in a verb's subject phrase or an aside after it: "the nation, independent since 1991, has signed"."""
    for c in verb.children:
        if c.dep_.startswith("nsubj") and (
            token in c.subtree or (c.i < token.i < verb.i and any(t.text == "," for t in token.doc[c.i + 1 : token.i]))
        ):
            return True
    return False


def _governing_verb(token: Token) -> Token:
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX", "ADJ") or any(c.dep_ == "cop" for c in above.children):
            return above
    return token


def stated_year(scene: Scene, first: int, last: int) -> DateRange | None:
    """Return the first date in tokens [first, last) that names a year: statistics are of years, not of last Monday."""
    for d in scene.dates_in(first, last):
        if d.past.start is not None and (_YEAR.search(d.past.text) or "year" in d.past.text):
            return d.past
    return None


def spoken_date(scene: Scene, first: int, last: int) -> DateRange | None:
    """Return the first dated stretch with a known year in tokens [first, last), as a report means it."""
    for d in scene.dates_in(first, last):
        if d.past.start is not None:
            return d.past
    return None
