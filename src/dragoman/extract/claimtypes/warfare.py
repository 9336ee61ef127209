"""Claims about wars told by their parties: "Russia and Georgia went to war in 2008", "the Dayton Agreement ended the war in Bosnia"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.duration import names_a_war, refer_to_war
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, names_listed, subject_names
from dragoman.extract.claimtypes.scene import Name, Scene, bare_ref, clause_date, is_state, listed, state_code
from dragoman.extract.grammar import child, children, preposition, subjects
from dragoman.records.spans import DateRange, Ref

_Words = tuple[int, int]
_FOUGHT = frozenset({"fought", "waged", "fight", "waging", "fighting"})
_AGAINST = frozenset({"with", "against", "between"})
_END = frozenset({"end", "close", "halt", "conclusion", "stop"})
_ENDING = frozenset({"ended", "end", "ends", "stopped", "settled", "concluded", "halted"})
_BY = frozenset({"by", "with", "through"})
_LINKS = frozenset({"the", "a", "signing", "signature", "conclusion", "of", "adoption", "entry", "into", "force"})


def find_wars(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), that two states fought a war, when it broke out, what ended it."""
    for i in range(*sentence):
        low, word = scene.lower[i], scene.tokens[i]
        if low in _FOUGHT or (low in ("went", "go") and word.pos_ == "VERB"):
            yield from _from_fighting(scene, word)
        elif low in listed("history", "begin") and word.pos_ == "VERB":
            yield from _from_outbreak(scene, word)
        elif low in listed("history", "wars") and word.pos_ in ("NOUN", "PROPN"):
            if preposition(word) == "at" and child(word, "cop") is not None:
                yield from _from_fighting(scene, word)
            yield from _from_distance(scene, word, sentence)
            yield from _from_ending(scene, word, sentence)


def _war_of(verb: Token) -> Token | None:
    """Return the noun of "fought a short war", "went to war"; none of "went to the war museum"."""
    if verb.lower_ in ("went", "go"):
        return next((c for c in verb.children if c.dep_.startswith("obl") and c.lower_ == "war" and preposition(c) == "to"), None)
    return next((c for c in children(verb, "obj") if c.lower_ in listed("history", "wars")), None)


def _from_fighting(scene: Scene, verb: Token) -> Iterator[Draft]:
    noun = verb if verb.lower_ in listed("history", "wars") else _war_of(verb)
    if noun is None or not is_asserted(verb):
        return
    sides = subject_names(scene, verb, is_state)
    facing = [n for t in (verb, noun) for c in t.children if preposition(c) in _AGAINST for n in names_listed(scene, c, is_state)]
    since = any(t.lower_ == "since" and t.dep_ == "case" for c in verb.children for t in c.children)
    yield from _of_two(scene, verb, noun, sides + facing, predicate="began" if since else "took place")


def _from_outbreak(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "war broke out between A and B" where the parse hangs the parties on the verb."""
    noun = next((c for c in subjects(verb) if c.lower_ in listed("history", "wars")), None)
    sides = [n for c in verb.children if preposition(c) == "between" for n in names_listed(scene, c, is_state)]
    if noun is not None and sides and is_asserted(verb):
        yield from _of_two(scene, verb, noun, sides, predicate="began")


def _of_two(scene: Scene, verb: Token, noun: Token, sides: list[Name], predicate: str = "took place") -> Iterator[Draft]:
    parties = {state_code(n.ref): n for n in sides}
    if len(parties) != 2:
        return
    one, other = parties.values()
    period = clause_date(scene, verb) or _just_before(scene, noun)
    first, last = spread([one.first, other.last - 1, verb, noun])
    yield Draft(
        type="date",
        subject=bare_ref(scene, noun.i, noun.i + 1, country=state_code(one.ref)),
        predicate=predicate,
        object=other.ref,
        unit="war",
        period=period,
        first=first,
        last=last,
        negated=is_denied(verb),
    )


def _just_before(scene: Scene, noun: Token) -> DateRange | None:
    return next((d.past for d in scene.dates_in(noun.left_edge.i, noun.i) if d.past.start is not None), None)


def _from_distance(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "ten years after the war between A and B, the border remains closed"."""
    days = next((scene.reckoned[c.i] for c in noun.children if c.i in scene.reckoned), None)
    if days is None:
        return
    subject, place = refer_to_war(scene, noun, sentence)
    if place is None and not names_a_war(subject):
        return
    first, last = spread([noun.left_edge, noun])
    yield Draft(type="date", subject=subject, predicate="took place", object=place, unit="war", period=days, first=first, last=last)


def _from_ending(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "A put an end to the war in P", "the war in P was brought to an end by A", "the P War ended with A"."""
    verb = _ending_verb(noun)
    if verb is None or not is_asserted(verb):
        return
    agreement = _agreement(scene, noun, verb, sentence)
    if agreement is None:
        return
    subject, place = refer_to_war(scene, noun, sentence)
    code = state_code(place) if place is not None else subject.country
    if code is None and not names_a_war(subject):
        return
    first, last = spread([noun, verb, agreement.first, agreement.last - 1])
    yield Draft(
        type="date",
        subject=Ref(start=subject.start, end=subject.end, name=subject.name, country=code),
        predicate="ended by",
        object=agreement.ref,
        unit="war",
        first=first,
        last=last,
        negated=is_denied(verb),
    )


def _ending_verb(noun: Token) -> Token | None:
    """Return the verb that says a war ended: its own, or one with "an end" beside it."""
    head = noun.head
    if head.pos_ == "VERB" and head.lower_ in _ENDING:
        return head
    if head.lower_ in _END and head.head.pos_ == "VERB":
        return head.head if head.head.lower_ in ("put", "brought", "marked", "puts", "spelled", "meant", "made") else None
    if head.pos_ != "VERB":
        return None
    ends = any(c.lower_ in _END for c in head.children)
    return head if ends and head.lower_ in ("brought", "came", "drew", "put", "brings", "bringing") else None


def _agreement(scene: Scene, noun: Token, verb: Token, sentence: _Words) -> Name | None:
    """Return the agreement, known by name, that is a clause's subject or stands after "by", "with", "through"."""
    low, at = scene.lower, sentence[0]
    while at < sentence[1]:
        size = max((len(o) for o in scene.events.get(low[at], ()) if low[at : at + len(o)] == o), default=0)
        if not size:
            at += 1
            continue
        root = scene.doc[at : at + size].root
        inside = at <= noun.i < at + size
        subject = any(s.i in range(at, at + size) for s in subjects(verb)) and child(verb, "nsubj:pass") is None
        way = preposition(root) if preposition(root) in _BY else _word_before(low, at, sentence[0])
        if not inside and (subject or way in _BY):
            return Name(first=at, last=at + size, ref=bare_ref(scene, at, at + size), type="event", how="name")
        at += size
    return None


def _word_before(low: tuple[str, ...], at: int, floor: int) -> str:
    """Return the word before "the signing of the" and the like."""
    while at > floor and low[at - 1] in _LINKS:
        at -= 1
    return low[at - 1] if at > floor else ""
