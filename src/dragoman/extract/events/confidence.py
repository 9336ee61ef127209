"""How sure the coder is of an event: points for the marks of its sentence (``data/events_confidence.toml``), read off, never learnt."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from dragoman.extract.events.senses import Act
from dragoman.extract.forms import base, read_table
from dragoman.extract.grammar import governors
from dragoman.extract.status import Judged
from dragoman.records.spans import Actor

_CLAUSES = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "parataxis"})
_WORDS = frozenset({"SUPPORT", "ACCUSE", "REJECT", "REQUEST", "AGREE", "THREATEN", "CONCEDE"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "REB", "PRM", "PTY", "OPP", "COP", "SPY", "UAF", "REF"})
_REPORTS = frozenset({"say", "tell", "report", "announce", "confirm"})  # who tells it takes nothing from how plainly it is told
_OF_STATES = frozenset({"AGREE", "AID", "COERCE", "CONCEDE", "COOPERATE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"})
_FORCE_AND_LAW = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "REB", "PRM", "SPY"})
_CIVIL = frozenset({"CVL", "BUS", "LAB", "EDU"})
_SHORT, _LONG = 22, 45  # words of the sentence
_NEAR, _MIDDLE, _FAR = 3, 7, 12  # words


@cache
def _points() -> dict[str, dict[str, float]]:
    return {group: words for group, words in read_table("events_confidence").items() if isinstance(words, dict)}


def floor(*, alone: bool) -> float:
    """Return the figure below which the coder abstains; of a text that is one sentence, it is asked what that sentence tells."""
    return float(read_table("events_confidence")["floor_alone" if alone else "floor"])


def score(act: Act, actors: tuple[Actor, ...], recipients: tuple[Actor, ...], judged: Judged, *, quoted: bool = False) -> float:
    """Return the points of an event, in [0.05, 0.95]. ``quoted``: it stands inside a quotation."""
    value = float(read_table("events_confidence")["start"])
    for group, mark in (
        *_of_sentence(act, judged, _acts_in_office(act, actors)),
        *(("parties", m) for m in _of_parties(act, actors, recipients)),
    ):
        value += _points()[group].get(mark, 0.0)
    value += _points()["setting"]["quoted"] if quoted else 0.0
    return round(min(0.95, max(0.05, value)), 2)


def calibrate(points: float) -> float:
    """Return the share of events with so many points that two readers found right, read off between the measured steps."""
    steps = read_table("events_confidence")["right"]
    if points <= steps[0][0]:
        return float(round(steps[0][1], 2))
    for (low, right), (high, better) in pairwise(steps):
        if points <= high:
            return float(round(right + (better - right) * (points - low) / (high - low), 2))
    return float(round(steps[-1][1], 2))


def _of_sentence(act: Act, judged: Judged, in_office: bool) -> Iterator[tuple[str, str]]:
    """Yield the marks of the words that tell an act."""
    yield "how", act.how
    yield "type", f"{act.type}_office" if in_office and f"{act.type}_office" in _points()["type"] else act.type
    yield "status", judged.status if act.type in _WORDS or judged.status == "hypothetical" else "other"
    yield "length", "short" if len(act.token.sent) <= _SHORT else "long" if len(act.token.sent) > _LONG else "middle"
    if act.how != "noun":
        role = act.role or "none"
        role = f"{role}_office" if in_office and role == "deep" else role
        yield "role", role if role in _points()["role"] else "other"
        yield "verb", _form(act) if judged.sign in ("tense", "presumed") else "finite"
        distance = min((_distance(t, act) for t in act.recipients), default=0)
        yield "distance", "near" if distance <= _NEAR else "middle" if distance <= _MIDDLE else "far" if distance <= _FAR else "remote"
    depth = sum(1 for above, link in governors(act.token) if link in _CLAUSES and base(above) not in _REPORTS)
    yield "depth", str(min(3, depth))


def _acts_in_office(act: Act, actors: tuple[Actor, ...]) -> bool:
    """Whether a state, a body or an office acts, not a person by name alone: what they agree to and lift is told plainly."""
    if any(t.ent_type_ == "PERSON" for t in act.actors):
        return any(a.sector in ("GOV", "MIL") for a in actors)
    return any(a.sector in _OFFICES or (a.country is not None and a.country == a.entity) or _is_known(a) for a in actors) or (
        act.type == "PROTEST" and bool(actors)
    )


def _distance(recipient: Token, act: Act) -> int:
    """Return the words between an act and its recipient, or what the recipient hangs on ("the killing of one of the generals, X")."""
    nearest = abs(recipient.i - act.token.i)
    if act.role == "deep":
        return nearest
    for _, above in zip(range(4), recipient.ancestors, strict=False):
        if above.i in (act.token.i, act.verb.i if act.verb is not None else -1):
            break
        nearest = min(nearest, abs(above.i - act.token.i))
    return nearest


def _form(act: Act) -> str:
    verb = act.verb or act.token
    helped = any(c.dep_.startswith("aux") for c in verb.children)
    if verb.tag_ == "VBG" and not helped:
        return "gerund"
    return "infinitive" if verb.tag_ == "VB" and not helped else "finite"


def _of_parties(act: Act, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> Iterator[str]:
    """Yield the marks of who stands on the two sides."""
    mine, theirs = {a.country for a in actors} - {None}, {r.country for r in recipients} - {None}
    if mine and theirs and not mine & theirs:
        yield "abroad"
    elif act.type in _OF_STATES and not any(
        a.sector in _FORCE_AND_LAW or (a.country is not None and a.country == a.entity) for a in actors
    ):
        yield "at_home"
    if not actors and act.how != "noun":
        yield "no_actor"
    elif actors and all(_is_vague(a) for a in actors):
        yield "vague_actor"
    elif any(_is_known(a) for a in actors):
        yield "known_actor"
    if recipients and all(_is_vague(r) for r in recipients):
        yield "vague_recipient"


def _is_vague(party: Actor) -> bool:
    if party.sector is not None and party.sector not in _CIVIL:
        return False
    if party.sector in _CIVIL and party.entity is None and party.country is None:
        return True
    return party.entity is None and party.country is None and not any(w[:1].isupper() for w in party.name.split()[1:])


def _is_known(party: Actor) -> bool:
    return party.entity is not None and not party.entity.startswith("doc:")
