"""Mentions of journeys: "will travel to", "his visit", "a trip to", "one of the stops on X's tour"."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.dates import FoundDate, dates_between
from dragoman.extract.events.parties import bound_pronoun, parties, sector_of, to_actor
from dragoman.extract.forms import base
from dragoman.extract.grammar import (
    agents,
    child,
    children,
    clause_head,
    core_tokens,
    obliques,
    patients,
    possessors,
    preposition,
    subjects,
)
from dragoman.extract.status import Judged, is_definite, judge, judge_noun
from dragoman.extract.visits.stops import Atlas, join_stops, places_below
from dragoman.extract.visits.words import load_words
from dragoman.records.cast import Cast
from dragoman.records.findings import Stop
from dragoman.records.spans import Actor, DateRange, Ref, Span

_LOOSE = frozenset({"go", "come", "leave", "return", "stop", "continue", "land", "head", "be", "proceed"})
_PUBLIC_SECTORS = frozenset({"GOV", "LEG", "JUD", "MIL", "SOC", "REL", "REB", "PTY", "OPP"})


@dataclass(frozen=True, slots=True)
class Trace:
    """One mention. ``bare``: a definite noun that takes a journey up again without naming where to."""

    token: Token
    verb: Token | None
    visitors: tuple[Token, ...]
    stops: tuple[Stop, ...]
    judged: Judged
    span: Span
    date: DateRange | None
    bare: bool


def find_traces(doc: Doc, cast: Cast, atlas: Atlas, dates: tuple[FoundDate, ...]) -> Iterator[Trace]:
    """Yield the mentions of journeys of public persons in a document, in order."""
    words = load_words()
    for token in doc:
        stem = base(token)
        if token.pos_ == "VERB" and (stem in words.direct or stem in words.motion):
            trace = _verb_trace(token, cast, atlas, dates)
        elif token.pos_ == "NOUN" and stem in words.nouns and token.dep_ not in ("compound", "flat"):
            trace = _noun_trace(token, cast, atlas, dates)
        elif (
            token.pos_ == "NOUN"
            and stem == "delegation"
            and token.dep_ == "obj"
            and base(token.head) in ("lead", "head", "take", "send", "bring")
        ):
            trace = _delegation_trace(token, cast, atlas, dates)
        else:
            continue
        if trace is not None:
            yield trace


def is_visitor(token: Token, cast: Cast) -> bool:
    """Whether a noun is someone whose journey is a public act: a person by name, an official, a delegation."""
    stems = {base(t) for t in core_tokens(token)} | {token.lower_}
    if stems & load_words().not_visitors and token.ent_type_ != "PERSON":
        return False
    anchor = cast.anchor_at(token.idx, token.idx + len(token.text))
    if anchor is not None:
        return anchor.type in ("person", "office") or (anchor.type == "group" and sector_of(token) is not None)
    return token.ent_type_ == "PERSON" or sector_of(token) in _PUBLIC_SECTORS


def visitors_of(tokens: list[Token], cast: Cast) -> tuple[Token, ...]:
    """Return those of the tokens that can be visitors, pronouns bound in their sentence."""
    people = [p for t in tokens for p in (parties(t, cast) if t.pos_ == "NOUN" else [t])]
    known = [t.pos_ != "PRON" or cast.anchor_at(t.idx, t.idx + len(t.text)) is not None for t in people]
    bound = [t if sure else bound_pronoun(t) for t, sure in zip(people, known, strict=True)]
    return tuple(t for t in bound if is_visitor(t, cast))


def _places(tokens: list[Token], atlas: Atlas) -> tuple[Stop, ...]:
    ordered = sorted({p.i: p for t in tokens for p in places_below(t)}.items())
    return join_stops((s for _, p in ordered if (s := atlas.stop_at(p)) is not None), atlas)


def _verb_trace(verb: Token, cast: Cast, atlas: Atlas, dates: tuple[FoundDate, ...]) -> Trace | None:
    words = load_words()
    stem = base(verb)
    if verb.dep_ in ("amod", "compound"):
        return None
    if stem in words.direct:
        targets = patients(verb)
    else:
        leads = (
            ("for",)
            if stem in ("leave", "depart")
            else ("to", "for", "from", "into", "in")
            if stem == "return"
            else tuple(words.prepositions)
        )
        targets = [t for t in obliques(verb, leads) if t.ent_type_ != "DATE"]
    visitors = visitors_of(agents(verb), cast)
    if stem in words.motion and child(verb, "obj") is not None and not targets:
        targets = [t for o in children(verb, "obj") for t in obliques(o, ("to", "in"))]
    stops = _places(targets, atlas)
    if not stops or not visitors:
        return None
    if stem in _LOOSE and not any(s.country for s in stops):
        return None
    judged = judge(verb)
    return _trace(verb, verb, visitors, stops, judged, dates, cast)


def _noun_trace(noun: Token, cast: Cast, atlas: Atlas, dates: tuple[FoundDate, ...]) -> Trace | None:
    words = load_words()
    owners = possessors(noun) + obliques(noun, ("by",)) + [t for t in obliques(noun, ("of",)) if is_visitor(t, cast)]
    carrier = noun.head if noun.dep_ in ("obj", "obl", "nsubj:pass") and noun.head.pos_ == "VERB" else None
    visitors = visitors_of(owners, cast)
    if not visitors and carrier is not None and noun.dep_ == "obj":
        visitors = visitors_of(agents(carrier), cast)
    if not visitors and carrier is not None and noun.dep_ == "obl" and preposition(noun) in ("on", "during", "for", "by", "with", "in"):
        visitors = visitors_of(subjects(carrier), cast)
    targets = [t for t in obliques(noun, words.noun_prepositions) if not is_visitor(t, cast)]
    targets += [t for t in obliques(noun, ("for",)) if t.ent_type_ in ("GPE", "LOC")]
    for inner in obliques(noun, ("of", "by")):
        targets += obliques(inner, ("to",))
    if carrier is not None and noun.dep_ == "obj":
        targets += obliques(carrier, ("to",))
    stops = _places(targets, atlas)
    if base(noun) in ("stop", "stopover"):
        stops, visitors = _one_of_stops(noun, stops, visitors, cast, atlas)
        if not stops:
            return None
    definite = is_definite(noun)
    if not stops and not definite and not any(c.dep_ == "nmod:poss" for c in noun.children):
        return None
    return _trace(noun, carrier, visitors, stops, judge_noun(noun, definite), dates, cast)


def _one_of_stops(
    noun: Token, stops: tuple[Stop, ...], visitors: tuple[Token, ...], cast: Cast, atlas: Atlas
) -> tuple[tuple[Stop, ...], tuple[Token, ...]]:
    """Read "Kazakhstan is one of the stops on Pompeo's trip": the subject is the stop, the trip's owner the visitor."""
    predicate = clause_head(noun)
    if child(predicate, "cop") is not None:
        stops = _places(subjects(predicate), atlas) or stops
    for nested in obliques(noun, ("on", "of", "in", "during")):
        visitors = visitors or visitors_of(possessors(nested) + obliques(nested, ("by", "of")), cast)
    for nested in (t for t in predicate.subtree if base(t) in load_words().nouns and t.i != noun.i):
        visitors = visitors or visitors_of(possessors(nested), cast)
    return stops, visitors


def _delegation_trace(noun: Token, cast: Cast, atlas: Atlas, dates: tuple[FoundDate, ...]) -> Trace | None:
    verb = noun.head
    stops = _places(obliques(noun, ("to", "in")) + obliques(verb, ("to", "in")), atlas)
    visitors = visitors_of(agents(verb), cast)
    return _trace(noun, verb, visitors, stops, judge(verb), dates, cast) if stops and visitors else None


def _trace(
    token: Token,
    verb: Token | None,
    visitors: tuple[Token, ...],
    stops: tuple[Stop, ...],
    judged: Judged,
    dates: tuple[FoundDate, ...],
    cast: Cast,
) -> Trace:
    sentence = token.sent
    ahead = judged.status in ("planned", "tentative", "hypothetical", "postponed", "cancelled")
    own = [f for f in dates_between(dates, sentence.start_char, sentence.end_char) if _belongs(f, token, verb, stops)]
    ranges = [f.ahead if ahead and not _tells_when_done(f, token) else f.past for f in own]
    dated = _date_stops(stops, own, ranges)
    edges = [(token.idx, token.idx + len(token.text))]
    edges += [(s.place.start, s.place.end) for s in stops if s.place.start is not None and s.place.end is not None]
    edges += [(a.start, a.end) for a in (to_actor(v, cast) for v in visitors) if a.start is not None and a.end is not None]
    inside = [e for e in edges if sentence.start_char <= e[0] and e[1] <= sentence.end_char]
    span = Span(start=min(e[0] for e in inside), end=max(e[1] for e in inside))
    return Trace(token, verb, visitors, dated, judged, span, _whole(ranges), bare=not stops)


def _belongs(found: FoundDate, token: Token, verb: Token | None, stops: tuple[Stop, ...]) -> bool:
    """Whether a date in the sentence is the journey's: in its clause, or between its places."""
    span = token.doc.char_span(found.start, found.end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    home = {token.i, clause_head(token).i, *([verb.i] if verb is not None else [])}
    before = span.start - 1
    while before > token.sent.start and token.doc[before].dep_ in ("case", "det"):
        before -= 1
    if token.doc[before].tag_ == "VBD" and token.doc[before].pos_ == "VERB" and token.doc[before].i not in home:
        return False  # "..., the ministry said on Thursday", whatever the parse hangs the day on
    if clause_head(span.root).i in home or any(a.i == token.i for a in span.root.ancestors):
        return True
    ends = [s.place.end for s in stops if s.place.end is not None]
    return bool(ends) and min(ends) <= found.start <= max(ends) + 12


def _tells_when_done(found: FoundDate, token: Token) -> bool:
    """Whether a date is of a deed done, not of the journey that it moved: "on 1 January the ministry postponed it"."""
    span = token.doc.char_span(found.start, found.end, alignment_mode="expand")
    if span is None or not len(span) or preposition(span.root) in ("to", "until", "till", "for", "from"):
        return False
    head = span.root.head
    if head.i == token.i or head.pos_ != "VERB":
        return False
    done = head.tag_ == "VBN" and head.lemma_ in load_words().deeds and any(c.lower_ in ("was", "were", "been") for c in head.children)
    return done or head.tag_ == "VBD"


def _date_stops(stops: tuple[Stop, ...], found: list[FoundDate], ranges: list[DateRange]) -> tuple[Stop, ...]:
    """Return stops with the dates that follow each of them; one date after the last place alone is the whole journey's."""
    if not found or not stops:
        return stops
    starts = [s.place.start or 0 for s in stops] + [10**9]
    dated = []
    for i, stop in enumerate(stops):
        own = [r for f, r in zip(found, ranges, strict=True) if starts[i] < f.start < starts[i + 1]]
        dated.append(Stop(place=stop.place, country=stop.country, date=own[0] if own else None))
    if sum(s.date is not None for s in dated) <= 1:
        whole = _whole(ranges)
        return tuple(Stop(place=s.place, country=s.country, date=whole) for s in dated)
    return tuple(dated)


def _whole(ranges: list[DateRange]) -> DateRange | None:
    known = [r for r in ranges if r.start is not None]
    if not known:
        return ranges[0] if ranges else None
    if len(known) == 1:
        return known[0]
    narrow = [r for r in known if r.start == r.end or (r.end or "")[:7] == (r.start or "")[:7]] or known
    start, end = min(r.start or "" for r in narrow), max(r.end or "" for r in narrow)
    return DateRange(start=start, end=end, text=" ... ".join(r.text for r in narrow))


def party_key(actor: Actor) -> str:
    """Return by what a visitor is told from another: the entity, else the last word of the name."""
    return party_key_of(actor)


def party_key_of(ref: Ref) -> str:
    """Return the key of any Ref."""
    return ref.entity or (ref.name.split() or [ref.name])[-1].casefold()
