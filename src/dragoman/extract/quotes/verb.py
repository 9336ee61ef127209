"""One verb of a text: who its source is, and how a draft is made of it. The frames are in ``clauses``, ``objects``, ``seeming``."""

from dragoman.extract.quotes.draft import Draft, Range
from dragoman.extract.quotes.lexicon import Cue, Lexicon
from dragoman.extract.quotes.phrases import (
    agent_of,
    is_animate,
    is_negated,
    noun_phrase,
    run_before,
    subject_of,
    text_range,
    verbal_group,
)
from dragoman.extract.quotes.tree import FINITE, Tree

OBLIQUE = ("obl", "advcl", "nmod")
REASON = frozenset({"for", "as", "over", "of", "with"})
_STEPS = 40  # heads climbed from the end of a content in search of a clause that the writer added
_WITHIN_NAME = frozenset({"det", "amod", "compound", "nmod:desc", "nmod:poss", "nummod", "case"})
_SPOKEN = {"statement", "judgement"}
_SPEAKING = FINITE | {"VBG"}
_AGAINST = frozenset({"while", "whereas"})
_OF_THINGS = frozenset({"statement", "judgement"})
_OF_MINDS = frozenset({"belief", "intention", "emotion", "perception"})


def matrix_cue(tree: Tree, lexicon: Lexicon, c: int) -> int | None:
    """Return the cue that a verb goes on from, though the tree hangs it in what that cue says.

    "He said that he would stay and insisted that ..." and "She said it was over, adding that ...": the second verb is the
    speaker's, not the content's.
    """
    h = tree.head[c]
    v = tree.head[h]
    if tree.dep[h] != "ccomp" or not v < h < c or tree.kid(c, "nsubj", "aux", "cop") is not None:
        return None
    cue, outer = lexicon.verbs.get(tree.lemma[c]), lexicon.verbs.get(tree.lemma[v])
    if cue is None or outer is None or "clause" not in outer.frames or not _SPOKEN & {*cue.frames.values(), *cue.prepositions.values()}:
        return None
    if tree.dep[c] == "advcl":
        return v if tree.tag[c] == "VBG" and tree.lower[tree.left[c]] in (",", tree.lower[c]) and tree.pos[c - 1] == "PUNCT" else None
    if tree.dep[c] != "conj" or tree.tag[c] != tree.tag[v] or tree.tag[c] not in _SPEAKING:
        return None
    said = cue.frames.get("clause") == "statement" and tree.kid(c, "ccomp") is not None
    return v if said or (tree.tag[h] != tree.tag[c] and tree.kid(h, "aux", "cop") is not None) else None


class Verb:
    """One verb, its cue entry and its source; ``source`` is None where nobody is named."""

    def __init__(self, tree: Tree, lexicon: Lexicon, v: int, cue: Cue) -> None:
        self.tree, self.lexicon, self.v, self.cue = tree, lexicon, v, cue
        self.passive = tree.is_passive(v) or self._reduced_passive()
        matrix = matrix_cue(tree, lexicon, v)
        subject = subject_of(tree, v if matrix is None else matrix)
        if not self.passive and subject is not None and tree.dep[v] == "acl" and tree.head[v] == subject:
            subject = self._behind(subject)
        self.subject = subject
        self.source = agent_of(tree, v) if self.passive else subject
        self.run: tuple[int, int] | None = None
        broken = subject is not None and tree.left[subject] <= v <= tree.right[subject] and subject < v and tree.head[subject] == v
        if not self.passive and (subject is None or broken) and tree.tag[v] in ("VBD", "VBZ", "VBP"):
            self.run = run_before(tree, v)
            if self.run is not None:
                self.source = self.subject = self.run[1]
            elif subject is None:
                self.source = self.subject = self._stray_subject()

    def _behind(self, thing: int) -> int:
        """Return who stands behind a thing that cannot speak ("held a rally blasting X"): the subject above it, else the thing."""
        t = self.tree
        if is_animate(t, self.lexicon, thing) or t.tag[self.v] not in ("VBG", "VB"):
            return thing
        above = t.head[thing]
        who = subject_of(t, above) if t.dep[thing] in ("obj", "obl", "nmod", "conj") and above != thing else None
        return who if who is not None and who < thing and t.lemma[who] not in self.lexicon["nouns.voice"] else thing

    def _stray_subject(self) -> int | None:
        """Return the subject that the tree has hung over the verb's head on what is said, or on what follows."""
        t, v = self.tree, self.v
        for k in t.kids[v]:
            if t.dep[k] in ("ccomp", "xcomp", "parataxis") and k > v:
                before = [x for x in t.kids[k] if x < v and t.dep[x] in ("nsubj", "nsubj:pass")]
                if before:
                    return before[-1]
        after = verbal_group(t, v)[1] + 1
        if t.tag[v] == "VBN" or after >= len(t.head) or t.pos[after] not in ("PROPN", "DET", "NOUN", "ADJ") or t.left[v] >= v - 1:
            return None
        last = t.sentences[t.sentence[v]][1]
        while after < t.head[after] <= last and t.dep[after] in _WITHIN_NAME:
            after = t.head[after]
        return after if t.dep[after].startswith(("nsubj", "ccomp", "ROOT", "obl")) else None

    def _reduced_passive(self) -> bool:
        """A participle after its noun ("the plan criticised by X")."""
        t, v = self.tree, self.v
        return t.tag[v] == "VBN" and t.dep[v] in ("acl", "advcl") and t.kid(v, "aux", "aux:pass", "nsubj", "obj") is None

    def _may_hold(self, kind: str) -> bool:
        """Whether the source can hold an attitude of this class: people and bodies any, other things what is told or ruled."""
        s, t = self.source, self.tree
        if s is None:
            return False
        if t.tag[s] in ("WDT", "WP") and t.dep[self.v] == "acl:relcl":
            s = t.head[self.v]
        if is_animate(t, self.lexicon, s) or t.lemma[s] in self.lexicon["nouns.voice"]:
            return True
        if kind in _OF_THINGS:
            return t.pos[s] not in ("PRON", "DET") or t.lower[s] in ("which", "that")
        return kind in _OF_MINDS and (
            t.pos[s] != "NOUN" or t.lemma[s].endswith(("er", "or", "ee", "ant", "ent", "third", "half", "%", "percent"))
        )

    def _passive(self, kind: str, frame: str, predicate: tuple[int, int] | None) -> Draft | None:
        """ "X is expected to Y", "X was praised for Y (by Z)": the subject is part of what is attributed."""
        t, v = self.tree, self.v
        spans = [] if predicate is None else [predicate]
        hearer = t.lemma[v] in self.lexicon["hearing.verbs"] and frame == "to"
        if self.subject is not None and not hearer and t.dep[v] != "acl":
            spans.insert(0, noun_phrase(t, self.subject))
        elif self.subject is not None and not hearer and t.dep[v] == "acl" and frame in ("as", "to") and self.subject < v:
            spans.insert(0, (noun_phrase(t, self.subject)[0], t.left[v] - 1))
        if frame == "object":
            if self.source is None and t.dep[v] == "acl":
                return None
            told = kind == "statement" and t.lemma[v] in self.lexicon["nouns.news"] and t.kid(v, "aux:pass") is not None
            if self.source is None and not told and kind in ("statement", "intention"):
                return None
            spans.extend((t.left[k], t.right[k]) for k in t.kids_of(v, *OBLIQUE) if k > v and self._gives_reason(k))
        return self._make(kind, frame, spans) if spans else None

    def _gives_reason(self, k: int) -> bool:
        """Whether a phrase says for, of or as what one is judged."""
        t = self.tree
        return t.case(k) in REASON or any(t.dep[c] == "mark" and t.lower[c] in REASON for c in t.kids[k])

    def _make(self, kind: str, frame: str, spans: list[tuple[int, int]]) -> Draft | None:
        t, v = self.tree, self.v
        group = verbal_group(t, v)
        own = self._own_words(group)
        pieces: list[Range] = []
        for first, last in spans:
            for a, b in _without(first, self._without_aside(first, last, frame), own):
                piece = text_range(t, a, b)
                if piece is not None:
                    pieces.append(piece)
        if not pieces:
            return None
        source = None
        if self.source is not None:
            if t.tag[self.source] == "WDT" and t.dep[v] == "acl:relcl" and t.head[v] < self.source:
                self.source = t.head[v]  # "the groups that back her": the groups
            first, last = self.run or noun_phrase(t, self.source)
            if self.source < v <= t.right[self.source]:
                last = max(self.source, t.left[v] - 1)  # "the groups backing her": the clause is no part of its own source
            source = text_range(t, first, last)
        return Draft(
            kind=kind,
            frame=frame,
            content=pieces,
            cue=(t.start[group[0]], t.end[group[1]]),
            source=source,
            head=v,
            speaker=self.source,
            negated=is_negated(t, self.lexicon, v, self.source),
        )

    def _without_aside(self, first: int, last: int, frame: str) -> int:
        """Return the last token of a span without a closing clause that the writer adds: ", which expires in June"."""
        t = self.tree
        end, i = last, last
        while end > first and t.pos[end] == "PUNCT":
            end -= 1
        i = end
        for _ in range(_STEPS):
            start = t.left[i]
            if not first < start or t.head[i] == i:
                break
            comma = t.lower[start] == "," or t.lower[start - 1] == ","
            if comma and first < t.head[i] < start and self._is_added(i, frame):
                last = start - 1
            i = t.head[i]
        return last

    def _is_added(self, c: int, frame: str) -> bool:
        """Whether a clause behind a comma is the writer's: a relative in the present, a participle after a noun, someone else's saying."""
        t = self.tree
        if t.dep[c] == "acl:relcl":
            finite = next((k for k in (*t.kids[c], c) if t.tag[k] in ("VBZ", "VBP", "VBD", "MD")), None)
            return finite is not None and (t.tag[finite] in ("VBZ", "VBP") or t.lower[finite] in ("will", "can", "may"))
        if t.dep[c] == "conj":
            cue = self.lexicon.verbs.get(t.lemma[c])
            says = cue is not None and cue.frames.get("clause") == "statement" and t.kid(c, "ccomp") is not None
            return says and t.kid(c, "nsubj") is not None
        return t.dep[c] == "advcl" and (self._sets_apart(c) or (frame in ("object", "with", "as", "to") and t.tag[c] == "VBG"))

    def _sets_apart(self, c: int) -> bool:
        """Whether a clause sets someone else's saying against this one: ", while the League condemned the move"."""
        t = self.tree
        cue, subject = self.lexicon.verbs.get(t.lemma[c]), t.kid(c, "nsubj")
        against = any(t.dep[m] == "mark" and t.lower[m] in _AGAINST for m in t.kids[c])
        return against and cue is not None and bool(cue.frames) and t.is_finite(c) and subject is not None and subject in t.voices

    def _own_words(self, group: tuple[int, int]) -> tuple[int, int]:
        """Return the run of tokens that belong to the cue itself: the verb's group with its own subject, side by side."""
        t = self.tree
        first, last = group
        if self.run is not None:
            return self.run[0], last
        if self.source is not None and t.head[self.source] == self.v and t.dep[self.source] in ("nsubj", "obl:agent"):
            a, b = noun_phrase(t, self.source)
            first, last = min(first, a), max(last, b)
        return first, last


def _without(first: int, last: int, cut: tuple[int, int]) -> list[tuple[int, int]]:
    """Return [first..last] without the tokens of ``cut`` (all bounds included)."""
    if cut[1] < first or last < cut[0]:
        return [(first, last)]
    return [r for r in ((first, cut[0] - 1), (cut[1] + 1, last)) if r[0] <= r[1]]
