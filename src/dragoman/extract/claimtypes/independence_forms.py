"""Independence told by other words: "broke away from the USSR in 1991", "was a British colony until 1947", "a former Soviet republic"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    either,
    has_ceased,
    is_asserted,
    is_denied,
    is_past,
    name_of_token,
    owner_name,
    same_state,
    subject_name,
)
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, is_state, listed, spoken_date
from dragoman.extract.grammar import child, children, obliques, preposition
from dragoman.records.spans import DateRange, Ref

_Words = tuple[int, int]


def find_breakaways(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), that a state left another or was part of it."""
    for i in range(*sentence):
        word, token = scene.lower[i], scene.tokens[i]
        if word in listed("history", "breaking") and token.pos_ == "VERB":
            yield from _from_breaking(scene, token)
        elif word in listed("history", "colonies"):
            yield from _from_colony(scene, token, sentence)
        elif word == "independence":
            holder = token.head if token.dep_ == "nmod" and token.head.lower_ in ("declaration", "proclamation") else token
            if holder.dep_.startswith("nsubj"):
                yield from _from_coming(scene, holder, sentence)


def _draft(scene: Scene, home: Name, source: Name | None, tokens: list[int], period: DateRange | None, **more: object) -> Draft:
    floor = scene.tokens[tokens[0]].sent.start
    first, last = spread([*tokens, *([home.first] if home.first >= floor else []), *([source.last - 1] if source is not None else [])])
    return Draft(
        type="independence",
        subject=home.ref,
        predicate=str(more.get("predicate") or "independent since"),
        object=_rule_of(source.ref) if source is not None else None,
        period=period,
        negated=bool(more.get("negated")),
        first=first,
        last=last,
    )


def _rule_of(ref: Ref) -> Ref:
    return Ref(start=ref.start, end=ref.end, entity=ref.entity, name=ref.name, country=ref.country)


def _from_breaking(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "X seceded from Y in 2011", "X broke away from Y", "X freed itself from British rule in 1947"."""
    told = {c.lower_ for c in verb.children}
    if verb.lower_ in listed("history", "breaking_with") and not told & {"away", "free", "off", "up", "itself", "from", "with"}:
        return
    sources = obliques(verb, ("from",)) or [t for c in verb.children if c.lower_ in ("away", "off", "free") for t in obliques(c, ("from",))]
    source = next((n for t in sources for n in [_owner_of_rule(scene, t)] if n is not None), None)
    home = subject_name(scene, verb, is_state)
    if source is None or home is None or same_state(home, source) or not is_asserted(verb) or verb.tag_ not in ("VBD", "VBN", "VBG"):
        return
    if child(verb, "aux:pass") is not None and verb.lower_ != "separated":
        return
    yield _draft(scene, home, source, [verb.i], clause_date(scene, verb), negated=is_denied(verb))


def _owner_of_rule(scene: Scene, noun: Token) -> Name | None:
    """Return the state of "from Sudan", "from British rule", "from the yoke of the Ottoman Empire"."""
    if noun.lower_ in ("rule", "control", "empire", "crown", "domination"):
        return owner_name(scene, noun, either)
    return name_of_token(scene, noun, either)


def _from_colony(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X was a British colony until 1947", "X, a former Soviet republic,", "X was part of the Soviet Union until 1991"."""
    part = noun.lower_ == "part"
    source = _part_of(scene, noun) if part else _soviet(scene, noun) or owner_name(scene, noun, either)
    if source is None or (noun.lower_ in ("republic", "republics", "state", "states") and source.ref.entity != "region:soviet-union"):
        return
    former = any(c.lower_ in ("former", "ex") for c in noun.children) or "former" in scene.lower[max(noun.sent.start, noun.i - 3) : noun.i]
    copula = child(noun, "cop")
    until = next((i for i in range(noun.i, sentence[1]) if scene.lower[i] in ("until", "till")), None)
    period = spoken_date(scene, until, min(until + 6, sentence[1])) if until is not None else None
    if copula is not None and is_asserted(noun):
        home = subject_name(scene, noun, is_state)
        if has_ceased(noun) and noun.dep_ == "xcomp" and home is not None:
            yield _draft(scene, home, source, [noun.i], clause_date(scene, noun.head), predicate="ruled by")
            return
        if home is None or not (former or (is_past(noun) and (period is not None or not part))):
            return
        yield _draft(scene, home, source, [noun.i], period, negated=is_denied(noun), predicate="ruled by")
    elif (former or period is not None) and noun.dep_ in ("appos", "parataxis") and is_state(scene.name_at(noun.head)):
        home = scene.name_at(noun.head)
        if home is not None:
            yield _draft(scene, home, source, [noun.i], period, predicate="ruled by")
    elif former:
        inner = [scene.name_at(c) for c in children(noun, "appos", "flat", "nmod") if c.i > noun.i and preposition(c) in ("", "of")]
        home = next((n for n in inner if n is not None and is_state(n)), None)
        if home is not None:
            yield _draft(scene, home, source, [noun.i], None, predicate="ruled by")


def _part_of(scene: Scene, noun: Token) -> Name | None:
    found = [n for t in obliques(noun, ("of",)) for n in [name_of_token(scene, t, either)] if n is not None]
    return found[0] if found and (found[0].ref.entity in ("region:soviet-union", "region:yugoslavia") or is_state(found[0])) else None


def _soviet(scene: Scene, noun: Token) -> Name | None:
    """Return the Soviet Union as the owner of "Soviet republic", which may be one name as a whole."""
    if noun.i == 0 or scene.lower[noun.i - 1] != "soviet":
        return None
    ref = Ref(name="Soviet Union", entity="region:soviet-union")
    return Name(first=noun.i - 1, last=noun.i, ref=ref, type="place", how="adjective")


def _from_coming(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X's independence came in 1991", "X's (declaration of) independence dates from 1991"."""
    home, verb = owner_name(scene, noun, is_state), noun.head
    if home is None or verb.lower_ not in listed("history", "coming") or not is_asserted(verb):
        return
    sources = [n for t in obliques(noun, ("from",)) for n in [name_of_token(scene, t, either)] if n is not None]
    period = clause_date(scene, verb) or spoken_date(scene, verb.i, min(verb.i + 6, sentence[1]))
    if period is not None:
        yield _draft(scene, home, sources[0] if sources else None, [noun.i, verb.i], period, negated=is_denied(verb))
