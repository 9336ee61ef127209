"""Whether a text states a matter of fact at all, whatever tables hold: else it is a judgement, a forecast, a wish or a figure of speech.

``dragoman check`` asks it of a sentence in which no claim of a known kind was found: a stated fact that no table holds is
`insufficient`, anything else is `uncheckable` (DESIGN, rule 4).
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Span, Token

from dragoman.extract.grammar import child, children

_PAST = frozenset({"VBD"})
_NAMES = frozenset({"GPE", "LOC", "ORG", "PERSON", "NORP", "EVENT", "DATE"})
_DEPTH = 3  # "X told Y that Z said that": as many sayings are seen through


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads((files("dragoman.data") / "claims_mood.toml").read_text(encoding="utf-8"))
    return {f"{section}.{key}": frozenset(value) for section, lists in table.items() for key, value in lists.items()}


def states_a_fact(doc: Doc) -> bool:
    """Return whether any sentence of a parse tells, as a fact, what happened or how many there are.

    A sentence does if its main clause (behind "X said that") is asserted, holds no word that judges, and either counts
    something or tells a past event that names someone, some place or some day, by a verb of acts that are put on record or with its day.
    """
    return any(_tells(sentence) for sentence in doc.sents)


def _tells(sentence: Span) -> bool:
    head, words = _behind_sayings(sentence.root), _words()
    text = sentence.text.rstrip("”\"'’ \n")
    if text.endswith("?") or any(p in sentence.text.lower() for p in words["unreal.phrases"]) or _is_figure(sentence):
        return False
    clause = [t for t in head.subtree if not t.is_space]
    if (
        any(t.lower_ in words["judging.words"] or t.lower_ in words["unreal.words"] for t in clause)
        or _is_unreal(head, clause)
        or _judges(head)
    ):
        return False
    if any(_counts(t) for t in clause):
        return True
    recorded = head.lemma_.lower() in words["recorded.verbs"] or any(t.ent_type_ in ("DATE", "TIME") for t in clause)
    return recorded and _is_past(head) and any(t.ent_type_ in _NAMES for t in clause)


def _is_figure(sentence: Span) -> bool:
    """Whether a sentence speaks in a figure: an idiom, or a likeness ("treated X like a colony")."""
    spelt = " ".join("its" if t.tag_ == "PRP$" else t.lower_ for t in sentence)
    likeness = any(t.lower_ in ("like", "as") and t.dep_ == "case" and t.head.pos_ == "NOUN" and _is_likened(t) for t in sentence)
    return likeness or any(p in spelt for p in _words()["judging.phrases"])


def _is_likened(like: Token) -> bool:
    """Whether "like a N" belongs to what is done; "as a N" tells a role and is no figure."""
    return like.lower_ == "like" and any(c.lower_ in ("a", "an") for c in like.head.children) and like.head.dep_ == "obl"


def _judges(head: Token) -> bool:
    """Whether a predicate judges: by its verb, by an adjective that something has become, as more so than any other."""
    words = _words()
    if head.pos_ == "VERB" and head.lemma_.lower() in words["judging.verbs"]:
        return True
    become = head.lemma_.lower() in ("become", "remain", "grow", "turn", "get")
    told = [c for c in children(head, "xcomp") if c.pos_ == "ADJ"] if become else []
    if told and not any(_counts(t) for t in head.subtree):
        return any(c.lower_ not in words["judging.plain"] and not c.ent_type_ and not c.morph.get("VerbForm") for c in told)
    subject = child(head, "nsubj")
    none = subject is not None and any(c.lower_ == "no" for c in children(subject, "det"))
    return none and any(t.tag_ in ("JJR", "RBR", "JJS", "RBS") for t in head.subtree)


def _behind_sayings(root: Token) -> Token:
    """Return the predicate of what is said, where a sentence reports somebody's words."""
    for _ in range(_DEPTH):
        said = next((c for c in root.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "NOUN", "ADJ", "PROPN", "AUX", "NUM")), None)
        if said is None:
            return root
        root = said
    return root


def _is_unreal(head: Token, clause: Sequence[Token]) -> bool:
    """Whether the predicate is one of wish, duty, possibility or future, or gives an order."""
    words = _words()
    helpers = {head.lower_, *(t.lower_ for t in children(head, "aux", "aux:pass", "cop"))}
    helpers |= {t.lower_ for t in clause if t.tag_ == "MD" and t.i < head.i}  # wherever the tree hangs it
    if helpers & words["unreal.modals"] or head.lemma_.lower() in words["unreal.verbs"]:
        return True
    subject = child(head, "nsubj", "nsubj:pass", "expl", "csubj")
    return head.tag_ == "VB" and subject is None and len(helpers) == 1


def _is_past(head: Token) -> bool:
    """Whether the predicate tells what has happened: a past, a perfect, a past passive or copula."""
    helpers = children(head, "aux", "aux:pass", "cop")
    if head.tag_ in _PAST or any(t.tag_ in _PAST for t in helpers):
        return True
    return head.tag_ == "VBN" and any(t.lemma_.lower() in ("have", "'ve", "’ve") for t in helpers)


def _counts(token: Token) -> bool:
    """Whether a token is a number; "one" alone may be a pronoun."""
    if token.lower_ == "one":
        return token.pos_ == "NUM" and token.dep_ == "nummod"
    return token.pos_ == "NUM" or token.like_num or token.lower_ in _words()["counting.words"]
