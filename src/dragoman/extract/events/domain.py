"""Is it politics? Sport, film and figures of speech use the same verbs; they are no events."""

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Span, Token

from dragoman.extract.events.lexicon import load_actor_words, load_lexicon
from dragoman.extract.events.parties import is_party, sector_of
from dragoman.extract.events.roles import tells_party
from dragoman.extract.events.senses import Act
from dragoman.extract.forms import base
from dragoman.records.cast import Cast

_SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
_FORCE = frozenset({"military", "repression", "terrorism", "crime", "cbrn", "territory", "peacekeeping"})
_POLITICIANS = frozenset({"politician", "aide", "spokesman", "spokeswoman", "adviser", "candidate"})
_CAMPAIGNED = frozenset({"target", "capture", "retake", "recapture", "sweep"})
_FIGURATIVE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "RETREAT", "MOBILIZE", "AID", "ACCUSE"})


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    words = load_actor_words()
    return tuple(
        (re.compile(r"\b(?:" + "|".join(re.escape(w) for w in sorted(strong)) + r")s?\b"), weak)
        for strong, weak in (words.sport, words.culture)
    )


def leisure_score(sentence: str) -> int:
    """Return how strongly a sentence speaks of sport or of film and fiction: 2 for a sure word, 1 for each word that often does."""
    folded = sentence.lower()
    words = set(re.findall(r"[a-z][a-z-]+", folded))
    best = 0
    for strong, weak in _phrases():
        score = 2 * bool(strong.search(folded)) + len(words & weak)
        if score and _SCORE.search(sentence) and weak & words:
            score += 1
        best = max(best, score)
    return best


def is_leisure(sentence: Span, neighbours: int) -> bool:
    """Whether a sentence is about sport or fiction. ``neighbours`` is the highest score of the sentences beside it."""
    own = leisure_score(sentence.text)
    return own >= 3 or (own >= 2 and neighbours >= 1) or (own >= 1 and neighbours >= 3)


def is_figure(act: Act, cast: Cast) -> bool:
    """Whether violence or aid is a figure of speech: done to things, prices and ideas, or in a "trade war"."""
    lexicon = load_lexicon()
    if act.type not in _FIGURATIVE:
        return False
    if any(c.lower_ in lexicon.figure_compounds for c in act.token.children if c.dep_ == "compound"):
        return True
    things = [t for t in act.recipients if base(t) in lexicon.figure_things]
    return bool(things) and len(things) == len(act.recipients) and not any(_has_name(t, cast) for t in things)


def _has_name(token: Token, cast: Cast) -> bool:
    return token.ent_type_ in ("GPE", "PERSON", "ORG", "NORP") or tells_party(token, cast)


def is_political(act: Act, cast: Cast) -> bool:
    """Whether at least one side is a party at all: a name, an institution, or people of a PLOVER sector."""
    return any(is_party(t, cast) and t.pos_ != "PRON" for t in (*act.actors, *act.recipients)) or any(
        cast.anchor_at(t.idx, t.idx + len(t.text)) is not None for t in act.actors
    )


def as_rhetoric(act: Act, contexts: tuple[str, ...]) -> Act | None:
    """Return an act of force by a person against persons as criticism, or None for a contest, where nothing speaks of real force.

    "Trump attacked Cruz" in a campaign report is criticism, "Sanders beats Clinton" no event at all.
    """
    if act.type != "ASSAULT" or set(contexts) & _FORCE:
        return act
    if base(act.token) in _CAMPAIGNED and act.actors and all(t.ent_type_ in ("PERSON", "ORG") for t in act.actors):
        return None  # a politician captures states and targets voters
    bodies = any(t.ent_type_ == "ORG" for t in act.actors)
    near = [x for t in act.recipients for x in t.subtree] if bodies else act.recipients
    if any(t.ent_type_ in ("GPE", "LOC", "NORP") for t in (*act.actors, *near)):
        return act
    if not act.actors or any(is_armed_word(t) for t in (*act.actors, *act.recipients)) or not any(_is_civil(t) for t in act.actors):
        return act
    words = load_lexicon().rhetoric
    if base(act.token) in words["criticism"]:
        return replace(act, type="ACCUSE", mode="disapprove") if act.recipients else None
    return None if base(act.token) in words["contest"] else act


def _is_civil(token: Token) -> bool:
    """Whether an actor fights with words: a person or body by name, a party, a paper, a firm, a legislature."""
    return (
        token.ent_type_ in ("PERSON", "ORG")
        or token.pos_ == "PRON"
        or sector_of(token) in ("PTY", "JRN", "BUS", "LEG", "OPP", "LAB")
        or base(token) in _POLITICIANS
    )


def is_armed_word(token: Token) -> bool:
    """Whether a common noun is one of fighters, arms or victims of force."""
    return sector_of(token) in ("MIL", "REB", "PRM", "UAF", "COP")
