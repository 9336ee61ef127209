"""Words of likelihood: finding them in a parse, and what range a named scale gives them.

The scales and their sources stand in ``data/estimative_scales.toml``, the words in ``data/forecast_words.toml``.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Token

from dragoman.extract.grammar import child, children, negation, obliques
from dragoman.records.findings import Interpretation


@dataclass(frozen=True, slots=True)
class Range:
    """A range of probability in [0, 1] on a named scale."""

    low: float
    high: float
    scale: str


@dataclass(frozen=True, slots=True)
class Hedge:
    """A likelihood phrase over a proposition.

    ``words`` are the phrase's tokens; ``head`` is the predicate (or noun) that comes about; ``whole`` is the token whose
    clause states the proposition (the adjective in "X is likely to V", so that its subject is in). ``form``: infinitive,
    adverb, impersonal, noun, modal, verb.
    """

    words: tuple[Token, ...]
    head: Token
    whole: Token
    form: str


@cache
def words() -> dict[str, dict[str, frozenset[str]]]:
    """Return the word lists of ``forecast_words.toml``."""
    raw = tomllib.loads(files("dragoman").joinpath("data", "forecast_words.toml").read_text("utf-8"))
    return {section: {k: frozenset(v) for k, v in table.items()} for section, table in raw.items()}


@cache
def _scales() -> dict[str, Any]:
    return tomllib.loads(files("dragoman").joinpath("data", "estimative_scales.toml").read_text("utf-8"))


@cache
def _ranges() -> dict[str, Range]:
    found: dict[str, Range] = {}
    for scale in _scales()["scale"]:
        for term in scale["terms"]:
            for phrase in term["phrases"]:
                found.setdefault(phrase, Range(term["low"] / 100, term["high"] / 100, scale["name"]))
    return found


def range_of(phrase: str) -> Range | None:
    """Return the range of a phrase on the first scale that names it (ICD 203, PHIA, Kent, IPCC), None where none does.

    Only a phrase as the scale has it counts: "most likely", "not likely" or "almost guaranteed" are on no scale.
    """
    return _ranges().get(" ".join(phrase.lower().split()))


@cache
def _readings() -> dict[str, Interpretation]:
    found: dict[str, Interpretation] = {}
    for row in _scales()["interpretation"]:
        p = (row["low"] / 100, row["high"] / 100) if "low" in row else None
        found.update({phrase: Interpretation(p=p, basis=row["basis"]) for phrase in row["phrases"]})
    return found


def interpretation_of(phrase: str) -> Interpretation | None:
    """Return how we read a phrase that is on no scale; None where it is on one, or where we have no reading."""
    return None if range_of(phrase) is not None else _readings().get(" ".join(phrase.lower().split()))


def find_hedges(doc: Doc) -> Iterator[Hedge]:
    """Yield every likelihood phrase that stands over a proposition, in text order of its trigger word."""
    triggers, foresee = _triggers(), words()["verbs"]["foresee"]
    for token in doc:
        if token.lower_ not in triggers and token.lemma_ not in foresee:
            continue
        yield from _infinitive(token)
        yield from _impersonal(token)
        yield from _noun(token)
        yield from _adverb(token)
        yield from _adverbial(token)
        yield from _modal(token)
        yield from _verb(token)


@cache
def _triggers() -> frozenset[str]:
    """Return every word at which a phrase can be found, so that all others are passed over at once."""
    lists = words()
    found = {w for k in ("predicates", "impersonal", "modals") for group in lists[k].values() for w in group} | lists["adverbs"][
        "likelihood"
    ]
    return frozenset(found | {p.split()[0] for p in lists["adverbs"]["phrases"]} | {"going", "gonna"})


def graded(token: Token) -> tuple[Token, ...]:
    """Return a likelihood word with the words before it that grade it ("all but certain", "almost guaranteed")."""
    degree = words()["degree"]["words"]
    first = token.i
    while first - 1 > token.sent.start - 1 and first > 0 and token.doc[first - 1].lower_ in degree:
        first -= 1
    while first < token.i and token.doc[first].lower_ in ("but", "all", "far", "as", "just", "rather") and not _opens(token.doc, first):
        first += 1
    last = token.i + 2 if [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]] == ["than", "not"] else token.i
    return tuple(token.doc[i] for i in range(first, last + 1))


def _opens(doc: Doc, i: int) -> bool:
    pair = f"{doc[i].lower_} {doc[i + 1].lower_}"
    return pair in ("all but", "far from", "far more", "far less") or doc[i].lower_ in ("as", "just")


def _infinitive(token: Token) -> Iterator[Hedge]:
    lists = words()["predicates"]
    if token.lower_ not in lists["likelihood"] and token.lower_ not in lists["scheduled"]:
        return
    if token.tag_ in ("VB", "VBP", "VBZ", "VBG") or child(token, "obj") is not None or _is_command(token):
        return
    for c in children(token, "xcomp", "advcl", "ccomp", "csubj", "acl"):
        mark = child(c, "mark")
        if c.i > token.i and mark is not None and mark.lower_ == "to" and _is_predicative(token) and mark.i - token.i <= 4:
            impersonal = _is_expletive(token)
            if not impersonal:
                yield Hedge(graded(token), c, token, "infinitive")
            return


def _is_command(token: Token) -> bool:
    """Whether a predicate is an imperative ("be sure to") or measures a degree ("too poised to")."""
    copula = child(token, "cop")
    subject = child(token, "nsubj", "nsubj:pass", "expl")
    orders = copula is not None and copula.tag_ == "VB" and subject is None and child(token, "aux") is None
    return orders or any(c.lower_ in ("too", "enough") for c in token.children)


def _is_predicative(token: Token) -> bool:
    return child(token, "cop", "aux:pass", "nsubj", "nsubj:pass", "expl") is not None or token.dep_ in (
        "acl",
        "conj",
        "acl:relcl",
        "xcomp",
        "advcl",
    )


def _is_expletive(token: Token) -> bool:
    subject = child(token, "nsubj", "nsubj:pass", "expl")
    return subject is not None and subject.dep_ == "expl"


def _impersonal(token: Token) -> Iterator[Hedge]:
    if token.lower_ not in words()["impersonal"]["adjectives"]:
        return
    subject = child(token, "nsubj", "expl")
    if subject is not None and subject.lower_ not in ("it", "that", "this"):
        return
    for c in children(token, "ccomp", "csubj"):
        mark = child(c, "mark")
        if c.i > token.i and child(c, "nsubj", "nsubj:pass", "expl") is not None and (mark is None or mark.lower_ == "that"):
            yield Hedge(graded(token), c, c, "impersonal")


def _noun(token: Token) -> Iterator[Hedge]:
    if token.lower_ not in words()["impersonal"]["nouns"]:
        return
    clause = next((c for c in children(token, "acl", "ccomp", "acl:relcl") if c.i > token.i and _is_complement(c)), None)
    target = clause or next(iter(obliques(token, ("of",))), None)
    if target is None or target.i < token.i or not _is_stated(token):
        return
    chosen = [t for t in token.lefts if t.dep_ in ("amod", "det", "compound", "nummod") and t.lower_ not in ("a", "an", "the")]
    first = min((t.left_edge.i for t in chosen), default=token.i)
    yield Hedge(tuple(token.doc[first : token.i + 1]), target, target, "noun")


def _is_complement(clause: Token) -> bool:
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ == "that" and child(clause, "nsubj", "nsubj:pass") is not None


def _is_stated(noun: Token) -> bool:
    """Whether the noun is asserted: "there is a risk", "runs the risk", "raises the prospect", "the chances are"."""
    governor = noun.head
    if governor.lemma_ == "be" or child(governor, "expl") is not None:
        return True
    if noun.dep_ == "obj" and governor.lemma_ in words()["verbs"]["raise"]:
        return True
    return noun.dep_ == "ROOT" and child(noun, "expl") is not None


def _adverb(token: Token) -> Iterator[Hedge]:
    lists = words()["adverbs"]
    if token.lower_ not in lists["likelihood"] or token.dep_ not in ("advmod", "advcl", "parataxis", "discourse"):
        return
    head = token.head
    if head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN") or not _is_clause(head):
        return
    yield Hedge(graded(token), head, head, "adverb")


def _adverbial(token: Token) -> Iterator[Hedge]:
    for phrase in words()["adverbs"]["phrases"]:
        if not phrase.startswith(token.lower_):
            continue
        parts = phrase.split()
        run = token.doc[token.i : token.i + len(parts)]
        if [t.lower_ for t in run] == parts and len(run) == len(parts):
            top = min(run, key=lambda t: sum(1 for _ in t.ancestors))
            if top.dep_ in ("obl", "obl:unmarked", "advmod", "discourse", "parataxis", "nmod", "advcl") and _is_clause(top.head):
                yield Hedge(tuple(run), top.head, top.head, "adverb")
            return


def _is_clause(head: Token) -> bool:
    return child(head, "nsubj", "nsubj:pass", "expl", "csubj") is not None or head.dep_ in ("conj", "ROOT")


def _modal(token: Token) -> Iterator[Hedge]:
    lists = words()["modals"]
    if token.tag_ == "MD" and token.dep_ == "aux":
        if any(token.lower_ in group for group in lists.values()) and token.head.i > token.i:
            run = (token, token.doc[token.i + 1]) if token.lower_ in ("wo", "ca") else (token,)
            yield Hedge(run, token.head, token.head, "modal")
    elif token.lemma_ == "go" and token.lower_ in ("going", "gonna"):
        for c in children(token, "xcomp"):
            mark = child(c, "mark")
            if mark is not None and mark.lower_ in ("to", "na") and child(token, "aux") is not None:
                yield Hedge((token, mark), c, token, "modal")


def _verb(token: Token) -> Iterator[Hedge]:
    if token.pos_ != "VERB" or token.lemma_ not in words()["verbs"]["foresee"] or child(token, "nsubj") is None:
        return
    if token.tag_ not in ("VBP", "VBZ", "VBD", "VB", "VBG") or child(token, "aux:pass") is not None:
        return
    for c in children(token, "ccomp"):
        if c.i > token.i:
            yield Hedge(_with_negation(token), c, c, "verb")
            return
    thing = child(token, "obj")
    for c in children(token, "xcomp"):
        if thing is not None and c.i > thing.i > token.i and c.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            yield Hedge(_with_negation(token), c, token, "verb")
            return


def _with_negation(verb: Token) -> tuple[Token, ...]:
    """Return a verb with "do not" before it ("do not expect")."""
    if negation(verb) is None:
        return (verb,)
    first = min((c.i for c in verb.lefts if c.dep_ == "aux" or c.dep_ == "advmod"), default=verb.i)
    return tuple(verb.doc[first : verb.i + 1])
