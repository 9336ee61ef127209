"""Reads a cue's surroundings off the tree: its subject, its own words, whether it is negated."""

from dragoman.extract.quotes.draft import Range
from dragoman.extract.quotes.lexicon import Lexicon
from dragoman.extract.quotes.tree import Tree

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_CLIMB = 8  # steps up the tree in search of an understood subject
_OBJECT_CONTROL = ("obj", "iobj")
LONGEST_SOURCE = 45  # tokens; a longer subject is cut down to its core
_TRAILING = frozenset({".", ",", ";", ":", "-", "–", "—", "("})
EDGE = " \t\r\n\u00a0,;:-–—("


def subject_of(tree: Tree, v: int) -> int | None:
    """Return the token that does what v says: its own subject, or the one that is understood."""
    for _ in range(_CLIMB):
        own = tree.kid(v, *SUBJECTS)
        if own is not None:
            return own
        dep, h = tree.dep[v], tree.head[v]
        if dep == "acl":
            if not (
                tree.tag[v] == "VBG"
                and v > 0
                and tree.lower[v - 1] == ","
                and tree.ent[h] not in ("PERSON", "ORG")
                and tree.pos[h] != "PRON"
            ):
                return h
            v = _clause_above(tree, h)
            continue
        if dep == "xcomp":
            goal = next((k for k in tree.kids[h] if tree.dep[k] in _OBJECT_CONTROL and k < v), None)
            if goal is not None and tree.lower[h] not in ("promise", "promised"):
                return goal
        elif dep not in ("conj", "advcl", "parataxis", "acl:relcl", "ccomp") or h == v:
            return None
        if dep in ("parataxis", "ccomp", "acl:relcl") and tree.tag[v] != "VBG":
            return None
        v = h
    return None


def _clause_above(tree: Tree, i: int) -> int:
    """Return the predicate that a noun stands under: ", saying" after a phrase belongs to the whole clause."""
    for _ in range(_CLIMB):
        if tree.kid(i, *SUBJECTS) is not None or tree.head[i] == i:
            break
        i = tree.head[i]
    return i


def agent_of(tree: Tree, v: int) -> int | None:
    """Return the doer of a passive ("by X")."""
    found = tree.kid(v, "obl:agent")
    if found is None:
        found = next((k for k in tree.kids_of(v, "obl") if tree.case(k) == "by" and tree.is_passive(v)), None)
    return found


_RUN = frozenset({"PROPN", "PRON", "NOUN", "DET", "ADJ", "NUM", "PART"})
_NO_SUBJECTS = frozenset({"him", "them", "her", "us", "me", "that", "which", "what", "this", "it"})


def run_before(tree: Tree, v: int) -> tuple[int, int] | None:
    """Return the noun or name right before a verb, by the surface, where the tree gives the verb no subject."""
    last = verbal_group(tree, v)[0] - 1
    if (
        last < 0
        or tree.pos[last] not in ("PROPN", "PRON", "NOUN")
        or tree.lower[last] in _NO_SUBJECTS
        or tree.sentence[last] != tree.sentence[v]
    ):
        return None
    first = last
    while (
        first > 0
        and last - first < 8
        and tree.pos[first - 1] in _RUN
        and tree.sentence[first - 1] == tree.sentence[v]
        and tree.pos[last] != "PRON"
    ):
        first -= 1
    return first, last


def verbal_group(tree: Tree, v: int) -> tuple[int, int]:
    """Return the first and last token of a verb with its auxiliaries, adverbs beside it and particle."""
    first = last = v
    while first > 0 and tree.head[first - 1] == v and tree.dep[first - 1] in ("aux", "aux:pass", "advmod", "mark", "cop"):
        if tree.kids[first - 1] or tree.lower[first - 1] in ("that", "as", "if", "while", "when", "because", "how", "why", "where"):
            break
        first -= 1
    while last + 1 < len(tree.head) and tree.head[last + 1] == v and tree.dep[last + 1] == "compound:prt":
        last += 1
    return first, last


def is_negated(tree: Tree, lexicon: Lexicon, v: int, source: int | None) -> bool:
    """Whether the act of saying is denied: a negation on the verb, a source that is nobody, or a verb of denial."""
    words = lexicon["negation.adverbs"]
    if any(tree.dep[k] in ("advmod", "aux", "cc") and tree.lower[k] in words for k in tree.kids[v]):
        return True
    if tree.lemma[v] in lexicon["negation.verbs"]:
        return True
    if source is None:
        return False
    return tree.lower[source] in lexicon["negation.subjects"] or any(
        tree.dep[k] == "det" and tree.lower[k] in lexicon["negation.subjects"] for k in tree.kids[source]
    )


def noun_phrase(tree: Tree, s: int) -> tuple[int, int]:
    """Return the first and last token of a source: the noun with all that describes it, cut down where that is very long."""
    first, last = tree.left[s], tree.right[s]
    for k in tree.kids[s]:
        if tree.dep[k] in ("parataxis", "cop", "aux", "nsubj", "conj:dep", "discourse", "case", "mark", "cc:preconj", "advcl"):
            first, last = (max(first, tree.right[k] + 1), last) if k < s else (first, min(last, tree.left[k] - 1))
    if last - first >= LONGEST_SOURCE:
        for k in tree.kids[s]:
            if k > s and tree.dep[k] in ("acl:relcl", "acl", "appos", "nmod", "conj"):
                last = min(last, tree.left[k] - 1)
        first = max(first, s - LONGEST_SOURCE)
    return min(first, s), max(last, s)


def is_animate(tree: Tree, lexicon: Lexicon, s: int) -> bool:
    """Whether a noun may speak, want and judge: a name, a person pronoun, a word for people or for their bodies."""
    if s in tree.voices:
        return True
    if tree.pos[s] == "PRON" or tree.tag[s] in ("WP", "DT", "PRP"):
        return tree.lower[s] in lexicon["animate.pronouns"] or tree.lower[s] in lexicon["animate.quantifiers"]
    if tree.pos[s] == "PROPN" or tree.ent[s] in ("PERSON", "ORG", "GPE", "NORP"):
        return tree.ent[s] not in ("DATE", "EVENT", "MONEY", "PERCENT", "QUANTITY")
    if tree.pos[s] in ("NUM", "ADJ", "DET"):
        return True
    lemma = tree.lemma[s].rsplit("-", 1)[-1]
    if lemma in lexicon["roles.nouns"] or lemma in lexicon["roles.collectives"] or lemma in lexicon["roles.people"]:
        return True
    return lemma.endswith(("man", "men", "ist", "ian", "woman", "women", "maker"))


def text_range(tree: Tree, first: int, last: int) -> Range | None:
    """Return the text offsets of tokens first..last without punctuation at the edges, None where nothing is left."""
    if last < first:
        return None
    while last > first and (tree.pos[last] == "SPACE" or (tree.pos[last] == "PUNCT" and tree.lower[last] in _TRAILING)):
        last -= 1
    if first == last and tree.pos[first] in ("PUNCT", "SPACE"):
        return None
    a, b = tree.start[first], tree.end[last]
    text = tree.text
    while a < b and text[a] in EDGE:
        a += 1
    while b > a and (text[b - 1] in EDGE):
        b -= 1
    return (a, b) if a < b else None
