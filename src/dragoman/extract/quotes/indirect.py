"""Finds what is attributed by a verb in the tree.

The frames are the lexicon's; the tree says which one a verb stands in. Every verb gives at most one draft.
"""

from dragoman.extract.quotes.clauses import Clauses
from dragoman.extract.quotes.draft import Draft
from dragoman.extract.quotes.lexicon import Cue, Lexicon
from dragoman.extract.quotes.objects import Objects
from dragoman.extract.quotes.phrases import agent_of
from dragoman.extract.quotes.tree import Tree

NO_CUE = Cue({}, {})


def find_verbs(tree: Tree, lexicon: Lexicon) -> list[Draft]:
    """Return the attributions that verbs make, in text order."""
    drafts = []
    excluded = lexicon["excluded.verbs"]
    for v, pos in enumerate(tree.pos):
        if pos != "VERB":
            continue
        is_state = tree.lower[v] in lexicon.adjectives and tree.kid(v, "aux:pass", "cop") is not None
        if is_state and agent_of(tree, v) is None:
            continue  # "is convinced that": an adjective, whose subject holds it
        lemma = tree.lemma[v]
        particle = tree.kid(v, "compound:prt")
        cue = lexicon.verbs.get(f"{lemma} {tree.lower[particle]}") if particle is not None else None
        if cue is None:
            cue = lexicon.verbs.get(lemma)
        if cue is None and (lemma in excluded or tree.kid(v, "ccomp") is None):
            continue
        draft = Reader(tree, lexicon, v, cue or NO_CUE).draft()
        if draft is not None:
            drafts.append(draft)
    return drafts


class Reader(Clauses, Objects):
    """A verb with all its frames."""

    def draft(self) -> Draft | None:
        """Return what the first frame that fits finds."""
        for frame in (
            self._seems_to,
            self._seems_so,
            self._clause,
            self._aside,
            self._infinitive,
            self._small_clause,
            self._object,
            self._preposition,
        ):
            found = frame()
            if found is not None:
                return found
        return None
