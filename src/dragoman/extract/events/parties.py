"""Who acts and who is acted on: from a noun's head to an ``Actor`` with entity, country and PLOVER sector."""

from spacy.tokens import Token

from dragoman.extract.events.demonyms import country_of
from dragoman.extract.events.lexicon import load_actor_words, load_lexicon
from dragoman.extract.forms import base
from dragoman.extract.grammar import (
    child,
    children,
    clause_head,
    conjuncts,
    core_tokens,
    extent,
    obliques,
    phrase_tokens,
    possessors,
    preposition,
    subjects,
    text_at,
)
from dragoman.records.cast import Anchor, Cast
from dragoman.records.spans import Actor

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "his", "their", "its", "who", "whom", "whose", "both"})
_SPEAKERS = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})
FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_LONGEST = 14  # words of a recipient's phrase; beyond it the core says more
_PERSONAL_TYPES = frozenset({"person", "state", "government", "organisation", "group"})
_DOERS = ("of", "by", "from")
_OWN_STATE = frozenset({"country", "government", "nation", "administration", "ministry", "party", "army", "military", "office", "team"})
_OF_FIRMS_TOO = frozenset(
    {
        "director",
        "chairman",
        "chairperson",
        "chair",
        "chief",
        "head",
        "representative",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "office",
    }
)
_OTHERS = frozenset(
    {"partner", "ally", "friend", "counterpart", "neighbor", "neighbour", "adversary", "rival", "enemy", "colleague"}
)  # "our partners" are not us
_STATES = frozenset({"state", "government"})
_OF = ("of", "in", "by", "against", "from", "at", "with", "for", "on", "between", "near", "to")


def sector_of(token: Token) -> str | None:
    """Return the PLOVER sector that a noun's own words tell, the head first."""
    words = load_actor_words().sector
    for form in (token.lower_, base(token)):
        if form in words:
            return words[form]
    return None


def is_party(token: Token, cast: Cast) -> bool:
    """Whether a noun or pronoun names someone who can act: a name, a pronoun, or a common noun of the sector lists."""
    if token.ent_type_ in ("MONEY", "PERCENT", "QUANTITY", "DATE"):
        return False
    if token.ent_type_ in _NAMES or sector_of(token) is not None or (token.pos_ == "PROPN" and not token.ent_type_) or _is_acronym(token):
        return True
    if token.pos_ == "PRON":
        return token.lower_ in _PRONOUNS or token.lower_ in _SPEAKERS
    anchor = cast.anchor_at(token.idx, token.idx + len(token.text))
    return anchor is not None and anchor.type in _PERSONAL_TYPES


def _is_acronym(token: Token) -> bool:
    return (
        token.is_upper
        and 2 <= len(token.text) <= 6
        and token.text.isalpha()
        and token.pos_ in ("NOUN", "PROPN")
        and not token.sent.text.isupper()
    )


def parties(token: Token, cast: Cast, depth: int = 0, *, acting: bool = False) -> list[Token]:
    """Return the parties that a noun stands for: itself, or whose decision, which country's base, the attack by whom.

    ``acting``: the noun is an actor, so that where something lies does not stand for it ("a bomb in Kyiv").
    """
    if token.pos_ == "PRON" and token.lower_ in _PRONOUNS | _SPEAKERS:
        return [bound_pronoun(token)]
    if base(token) in _OWN_STATE:
        bound = [bound_pronoun(c) for c in children(token, "nmod:poss") if c.pos_ == "PRON"]
        if bound and (bound[0].pos_ != "PRON" or cast.anchor_at(bound[0].idx, bound[0].idx + 1) is not None):
            return bound
    lower = base(token)
    counters = load_lexicon().party_counters
    if (token.pos_ == "NUM" or lower in counters or token.lower_ in counters) and depth < 4:
        inner = [t for c in obliques(token, ("of",)) for t in parties(c, cast, depth + 1, acting=acting)]
        if inner:
            return (
                inner if token.pos_ == "NUM" or lower in ("one", "member", "some", "two", "three") or not is_party(token, cast) else [token]
            )
    listed = _listed_states(token)
    if listed:
        return listed
    if is_party(token, cast) or depth >= 4:
        return [token]
    owners = [t for p in possessors(token) for t in parties(p, cast, depth + 1, acting=acting)]
    if owners:
        return owners
    if any(
        t.ent_type_ in _NAMES or sector_of(t)
        for t in core_tokens(token)
        if t.i != token.i and t.dep_ in ("amod", "compound", "nmod", "nmod:desc", "flat")
    ):
        return [token]
    takers = [
        n
        for c in children(token, "acl:relcl")
        if child(c, "obj") is None
        for n in children(c, "nsubj")
        if n.pos_ in ("PROPN", "NOUN") and n.i == token.i + 1
    ]
    if takers:
        return parties(takers[0], cast, depth + 1, acting=acting)  # "steps Kazakhstan has taken"
    for c in token.children:
        if c.dep_ in ("nmod", "obl", "nmod:desc", "acl") and preposition(c) in (_DOERS if acting else _OF):
            found = [t for m in conjuncts(c) for t in parties(m, cast, depth + 1, acting=acting)]
            if any(is_party(t, cast) for t in found):
                return found
    return [token]


def _listed_states(token: Token) -> list[Token]:
    """Return the states that a plural common noun is spelt out by ("several republics: Belarus, Ukraine and ...")."""
    if token.tag_ != "NNS":
        return []
    return [t for c in children(token, "appos", "parataxis", "list", "dep") for t in conjuncts(c) if t.ent_type_ == "GPE" and t.i > token.i]


def bound_pronoun(token: Token) -> Token:
    """Return the noun in the same sentence that binds a pronoun: the subject of the clause above ("France said it would").

    The pronoun itself is returned where none does.
    """
    if token.lower_ in _SPEAKERS:
        return token
    predicate = clause_head(token)
    for _ in range(4):
        if predicate.head.i == predicate.i or predicate.dep_ not in ("ccomp", "advcl", "parataxis", "conj", "acl:relcl", "xcomp", "acl"):
            break
        above = predicate.head
        predicate = above if above.pos_ in ("VERB", "AUX", "ADJ") else clause_head(above)
        candidates = [s for s in subjects(predicate) if s.i < token.i and s.pos_ != "PRON" and _agrees(token, s)]
        if candidates:
            return candidates[0]
    return token


def _agrees(pronoun: Token, noun: Token) -> bool:
    plural = noun.tag_ in ("NNS", "NNPS") or len(conjuncts(noun)) > 1
    if pronoun.lower_ in ("they", "them", "their"):
        return plural or noun.ent_type_ in ("ORG", "NORP")
    if pronoun.lower_ in ("it", "its"):
        return noun.ent_type_ in ("GPE", "ORG") or (
            not plural and noun.ent_type_ != "PERSON" and (sector_of(noun) is not None or noun.pos_ == "PROPN")
        )
    return not plural and noun.ent_type_ not in ("GPE", "ORG", "NORP", "LOC")


def to_actor(token: Token, cast: Cast, *, wide: bool = False) -> Actor:
    """Return the record of a party: words, whom they mean, country, sector.

    ``wide`` takes in the phrases behind a common noun ("people in Somalia").
    """
    core = core_tokens(token)
    phrase = (
        phrase_tokens(token) if wide and token.pos_ == "NOUN" and not token.ent_type_ and child(token, "appos", "flat") is None else core
    )
    start, end = extent(phrase if len(phrase) <= _LONGEST else core)
    words = text_at(token.doc, start, end)
    main = _main_anchor(token, cast, start, end)
    state = _state_in(token, cast, start, end)
    sector = _sector(token, core, main)
    country = state.ref.country if state is not None else next((c for t in core if (c := country_of(t.text)) is not None), None)
    if main is not None:
        country = main.ref.country or (country if main.type != "organisation" else None)
        return Actor(start=start, end=end, entity=main.ref.entity, name=main.ref.name, country=country, sector=sector)
    if base(token) in ("agreement", "deal", "treaty", "pact", "accord"):
        country = None  # "the Iran deal" is not Iran's
    entity, name = None, words
    is_state = base(token) in load_actor_words().state_nouns or token.lower_ in load_actor_words().state_nouns
    if country is not None and is_state and token.tag_ != "NNPS":
        entity, name = country, state.ref.name if state is not None else words
    return Actor(start=start, end=end, entity=entity, name=name, country=country, sector=sector)


def _main_anchor(token: Token, cast: Cast, start: int, end: int) -> Anchor | None:
    """Return the anchor of the head word, or of the name in apposition to it, or a person's inside the phrase."""
    own = cast.anchor_at(token.idx, token.idx + len(token.text))
    if own is not None and own.how == "description" and base(token) in ("regime", "junta", "dictatorship"):
        own = None  # nobody calls one's own government so: which is meant stays open
    if own is not None and own.type != "office" and not (own.how == "description" and own.type == "group"):
        return own
    for c in children(token, "appos", "flat", "nmod:desc"):
        named = cast.anchor_at(c.idx, c.idx + len(c.text))
        if named is not None and named.type == "person":
            return named
    beside = _name_beside(token, end, cast)
    if beside is not None:
        return beside
    people = [a for a in cast.anchors_in(start, end) if a.type == "person" and a.end > token.idx]
    if (token.ent_type_ or sector_of(token) is not None) and people and people[-1].end >= end - 1:
        return people[-1]
    return own


def _name_beside(token: Token, end: int, cast: Cast) -> Anchor | None:
    """Return the person named after a comma behind an official's or fighter's title ("a top general, Qassem Soleimani")."""
    if token.ent_type_ or sector_of(token) not in ("GOV", "MIL", "LEG", "REB", "JUD", "SPY", "REL", "OPP"):
        return None
    words = text_at(token.doc, end, end + 2)
    anchor = cast.anchor_at(end + 2, end + 3) if words == ", " or words == ",\n" else None
    return anchor if anchor is not None and anchor.type == "person" and anchor.how == "name" and anchor.start <= end + 2 else None


def _state_in(token: Token, cast: Cast, start: int, end: int) -> Anchor | None:
    """Return the state that a phrase names: in its core ("Iraqi forces"), else behind it ("minister of Oman")."""
    behind = [] if token.ent_type_ == "PERSON" else [extent(phrase_tokens(token))]  # "spoke with X about Nicaragua"
    apart = base(token) in _OTHERS
    for lo, hi in ((start, end), *behind):
        for anchor in cast.anchors_in(lo, hi):
            if apart and anchor.how == "pronoun":
                continue
            if anchor.ref.country and anchor.type in ("state", "government", "place", "group"):
                return anchor
    return None


def _sector(token: Token, core: list[Token], main: Anchor | None) -> str | None:
    words = [*(t for t in core if t.i != token.i), token]
    title = next(
        (
            sector_of(t)
            for t in words
            if base(t) in ("minister", "president", "secretary", "king", "chancellor", "ambassador", "envoy", "premier")
        ),
        None,
    )
    if title is not None:
        return title
    own = sector_of(token)
    if own == "LAB" and base(token) == "union" and token.ent_type_ == "ORG":
        return "SOC"  # the African Union is no trade union
    if own == "GOV" and base(token) in _OF_FIRMS_TOO and any(sector_of(t) == "BUS" for t in (*core, *children(token, "nmod:poss", "nmod"))):
        return "BUS"
    if own is not None:
        return own
    if main is not None and main.type in _STATES:
        return "GOV"
    if token.ent_type_ in ("GPE", "NORP") and (main is None or main.type != "place"):
        return "GOV" if token.ent_type_ == "GPE" else None
    inside = [sector_of(t) for t in words[:-1] if t.ent_type_ not in ("GPE", "LOC")]
    return next((s for s in reversed(inside) if s), None)


def is_official(token: Token, cast: Cast) -> bool:
    """Whether a party acts in public office: a state, an institution, an official's title, armed men, a named person."""
    if token.ent_type_ in ("GPE", "ORG", "PERSON"):
        return True
    words = load_actor_words()
    if any(base(t) in words.officials or t.lower_ in words.officials for t in core_tokens(token)):
        return True
    sector = sector_of(token)
    if sector in ("GOV", "MIL", "COP", "JUD", "LEG", "REB", "PRM", "SPY", "PTY", "UAF"):
        return True
    anchor = cast.anchor_at(token.idx, token.idx + len(token.text))
    return anchor is not None and anchor.type in _PERSONAL_TYPES


def is_personal(token: Token, cast: Cast) -> bool:
    """Whether a party is persons or an organised group, not a place or a thing."""
    if token.ent_type_ == "PERSON" or token.pos_ == "PRON" or (child(token, "appos", "flat") is not None and sector_of(token) is not None):
        return True
    anchor = cast.anchor_at(token.idx, token.idx + len(token.text))
    if anchor is not None and anchor.type == "person":
        return True
    return sector_of(token) is not None and token.ent_type_ not in ("GPE", "LOC")


def is_armed(token: Token) -> bool:
    """Whether a party can use force: armed men and their arms, a state, a nation's people."""
    if token.ent_type_ in ("GPE", "NORP") or token.pos_ == "PRON":
        return True
    sectors = {sector_of(t) for t in core_tokens(token)}
    return bool(sectors & {"MIL", "REB", "PRM", "UAF", "COP", "CRM", "SPY"}) or (
        token.ent_type_ in ("ORG", "PERSON") and not sectors & {"BUS", "JUD", "LEG", "JRN", "EDU"}
    )


def is_public(token: Token) -> bool:
    """Whether a party is people outside government: crowds, workers, students, parties."""
    sector = sector_of(token)
    return (
        token.ent_type_ not in ("GPE", "ORG")
        and sector not in ("GOV", "MIL", "COP", "LEG", "JUD")
        and not (token.ent_type_ == "PERSON" and sector is None)
    )
