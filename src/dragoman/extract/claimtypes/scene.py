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
from dragoman.extract.claimtypes.event_names import TreatyNames, known_names
from dragoman.extract.claimtypes.reckoning import find_reckoned
from dragoman.extract.dates import FoundDate, find_dates
from dragoman.extract.gazetteer import gazetteer_of
from dragoman.records.cast import Cast
from dragoman.records.document import Document
from dragoman.records.facts import Facts
from dragoman.records.findings import Quote
from dragoman.records.spans import DateRange, Ref

_YEAR = re.compile(r"(?:19|20)\d\d")
_OTHER_TIMES = frozenset({"after", "before", "following", "since", "until", "till", "over", "despite", "because", "amid"})
_SOME_OF_THEM = (" who", " in ", " at ", " on ", " from", " livi", "'", "’", " that", " and ", ", ")
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
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    document: Document
    cast: Cast
    quotes: Sequence[Quote]
    dates: tuple[FoundDate, ...]
    names: tuple[Name, ...]
    by_token: Mapping[int, Name]
    events: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    leaders: frozenset[str] = frozenset()
    treaties: TreatyNames = field(default_factory=TreatyNames)
    travellers: frozenset[str] = frozenset()
    reckoned: Mapping[int, DateRange] = field(default_factory=dict)

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
    tokens = tuple(doc)
    lower = tuple(t.lower_ for t in tokens)
    dates = find_dates(document.text, document.published)
    return Scene(
        doc=doc,
        tokens=tokens,
        lower=lower,
        document=document,
        cast=cast,
        quotes=quotes,
        dates=with_distances(doc, dates, document.published),
        names=tuple(kept),
        by_token=by_token,
        events=known_names(facts).events if facts is not None else {},
        leaders=known_names(facts).leaders if facts is not None else frozenset(),
        treaties=known_names(facts).treaties if facts is not None else TreatyNames(),
        travellers=known_names(facts).travellers if facts is not None else frozenset(),
        reckoned=find_reckoned(doc, lower, dates, document.published),
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
        if ref.entity is None and facts is not None and m.type == "group" and _is_a_people(document.text, m.start, m.end):
            state = next((e for e in facts.named(m.name.removeprefix("The ").removeprefix("the ")) if e.type == "state"), None)
            if state is not None:
                yield m.start, m.end, replace(ref, entity=state.id, name=state.name, country=state.id), "state", "name"
                taken.append((m.start, m.end))
                continue
        taken.append((m.start, m.end))
        yield m.start, m.end, ref, m.type, "name"
    taken.sort()
    for a in cast.anchors:
        k = bisect_left(taken, (a.end, 0)) - 1
        if k < 0 or taken[k][1] <= a.start:
            yield a.start, a.end, replace(a.ref, start=a.start, end=a.end), a.type, a.how
    if facts is not None:
        yield from _adjectives(document, facts)


def _is_a_people(text: str, start: int, end: int) -> bool:
    """Whether a demonym stands for its state: "the Finns have been in NATO", but not "many Finns", "the Finns who", "the Finns in"."""
    if text[start : start + 4].lower() == "the ":
        start += 4  # the article may be part of the mention
    before, after = text[max(0, start - 5) : start].lower(), text[end : end + 5].lower()
    return before.endswith("the ") and not before.startswith("f ") and text[end - 1 : end] == "s" and not after.startswith(_SOME_OF_THEM)


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
    found = spoken_date(scene, floor, min(at + 3, scene.tokens[floor].sent.end))
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
                and not _in_other_time(words_.root, verb)
            ):
                return d.past
    return scene.reckoned.get(verb.i) or _date_cut_off(scene, verb) or _date_put_first(scene, verb)


def _date_put_first(scene: Scene, verb: Token) -> DateRange | None:
    """Return the date of "it was in 1992 that war broke out"."""
    sent = verb.sent
    if scene.lower[sent.start : sent.start + 2] not in (("it", "was"), ("it", "is")) or verb.dep_ == "ROOT":
        return None
    dates = [d for d in scene.dates_in(sent.start, verb.i) if d.past.start is not None]
    inside = [d for d in dates if d.start <= verb.head.idx < d.end]
    return inside[0].past if inside else None


def _date_cut_off(scene: Scene, verb: Token) -> DateRange | None:
    """Return the date that opens a sentence where the parse took it for one of its own: "Nine years ago | X became president"."""
    start = verb.sent.start
    if verb.dep_ != "ROOT" or start == 0 or scene.tokens[start - 1].is_punct:
        return None
    before = scene.tokens[start - 1].sent
    cut = [d for d in scene.dates_in(before.start, before.end) if d.past.start is not None]
    return cut[0].past if len(cut) == 1 and cut[0].end - cut[0].start >= len(before.text.strip()) - 3 else None


def _in_subject(token: Token, verb: Token) -> bool:
    """Whether a token stands in a verb's subject phrase or an aside after it: "the nation, independent since 1991, has signed"."""
    for c in verb.children:
        if c.dep_.startswith("nsubj") and (
            token in c.subtree or (c.i < token.i < verb.i and any(t.text == "," for t in token.doc[c.i + 1 : token.i]))
        ):
            return True
    return False


def _in_other_time(token: Token, verb: Token) -> bool:
    """Whether a date hangs on an event before or after that of the verb: "suspended X after the coup of July 2023"."""
    for above in token.ancestors:
        if above == verb:
            return False
        if above.pos_ == "NOUN" and any(c.lower_ in _OTHER_TIMES for c in above.children if c.dep_ in ("case", "mark")):
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
