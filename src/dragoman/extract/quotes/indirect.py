"""Finds what is attributed by a verb in the tree: clauses, infinitives, objects, small clauses, phrases with a preposition.

The frames are the lexicon's; the tree says which one a verb stands in. Every verb gives at most one draft.
"""

from dragoman.extract.quotes.draft import Draft, Range
from dragoman.extract.quotes.lexicon import Cue, Lexicon
from dragoman.extract.quotes.nominal import noun_content
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

_OF_THINGS = frozenset({"statement", "judgement", "decree"})
LONGEST_ASIDE = 8  # tokens of a source between commas
NO_CUE = Cue({}, {})
_OBLIQUE = ("obl", "advcl", "nmod")
_REASON = frozenset({"for", "as", "over", "of", "with"})
_NO_HEARSAY = frozenset({"guarantee", "mean", "promise", "invite", "encourage"})  # "is guaranteed to" hands nothing to anyone
_GOES_ON = _REASON | frozenset({"from", "into", "to", "about", "against", "between", "among", "toward", "towards", "by", "on"})
_REASONS_WHY = frozenset({"because", "if", "since", "although", "though", "unless", "until", "so"})


def find_verbs(tree: Tree, lexicon: Lexicon) -> list[Draft]:
    """Return the attributions that verbs make, in text order."""
    drafts = []
    excluded = lexicon["excluded.verbs"]
    for v, pos in enumerate(tree.pos):
        if pos != "VERB":
            continue
        lemma = tree.lemma[v]
        particle = tree.kid(v, "compound:prt")
        cue = lexicon.verbs.get(f"{lemma} {tree.lower[particle]}") if particle is not None else None
        if cue is None:
            cue = lexicon.verbs.get(lemma)
        if cue is None and (lemma in excluded or tree.kid(v, "ccomp") is None):
            continue
        draft = _Verb(tree, lexicon, v, cue or NO_CUE).draft()
        if draft is not None:
            drafts.append(draft)
    return drafts


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
    if cue is None or outer is None or cue.frames.get("clause") != "statement" or "clause" not in outer.frames:
        return None
    if tree.dep[c] == "advcl":
        return v if tree.tag[c] == "VBG" and tree.lower[tree.left[c]] in (",", tree.lower[c]) and tree.pos[c - 1] == "PUNCT" else None
    said = tree.kid(c, "ccomp") is not None
    return v if tree.dep[c] == "conj" and tree.tag[c] == tree.tag[v] and tree.tag[c] in FINITE and said else None


class _Verb:
    """One verb and the frames that it may stand in."""

    def __init__(self, tree: Tree, lexicon: Lexicon, v: int, cue: Cue) -> None:
        self.tree, self.lexicon, self.v, self.cue = tree, lexicon, v, cue
        self.passive = tree.is_passive(v) or self._reduced_passive()
        matrix = matrix_cue(tree, lexicon, v)
        subject = subject_of(tree, v if matrix is None else matrix)
        self.subject = subject
        self.source = agent_of(tree, v) if self.passive else subject
        self.run: tuple[int, int] | None = None
        broken = subject is not None and tree.left[subject] <= v <= tree.right[subject] and subject < v and tree.head[subject] == v
        if not self.passive and (subject is None or broken) and tree.tag[v] in ("VBD", "VBZ", "VBP"):
            self.run = run_before(tree, v)
            if self.run is not None:
                self.source = self.subject = self.run[1]

    def _reduced_passive(self) -> bool:
        """A participle after its noun ("the plan criticised by X")."""
        t, v = self.tree, self.v
        return t.tag[v] == "VBN" and t.dep[v] in ("acl", "advcl") and t.kid(v, "aux", "aux:pass", "nsubj", "obj") is None

    def draft(self) -> Draft | None:
        for frame in (self._seems_to, self._seems_so, self._clause, self._aside, self._infinitive, self._small_clause, self._object, self._preposition):
            found = frame()
            if found is not None:
                return found
        return None

    # frames ---------------------------------------------------------------------------------------------------------

    def _clause(self) -> Draft | None:
        t, kind = self.tree, self.cue.frames.get("clause") or self.cue.frames.get("quote")
        k = self._finite_complement()
        if k is None and kind and not self.passive:
            k = next(
                (c for c in t.kids[self.v] if t.dep[c] in ("ccomp", "xcomp") and t.tag[c] != "VBG" and not t.has_to(c) and self._apart(c)),
                None,
            )
        if k is None and kind == "statement" and not self.passive:
            k = self._clause_of_venue()
        if k is None or (kind is None and "as" in self.cue.frames):
            return None
        if kind is None:
            if self.source is None or self.passive or not is_animate(t, self.lexicon, self.source):
                return None
            kind = "statement"
        if kind == "appearance" and self.source is not None and t.lower[self.source] != "it":
            return None
        mute = self.source is not None and t.lower[self.source] in self.lexicon["excluded.subjects"] and self.source not in t.voices
        if mute and not self._relative():
            self.source = None
            if not self.passive and kind not in ("appearance",):
                return None
        first, last = t.left[k], t.right[k]
        if k > self.v:
            first = next((m for m in t.kids[k] if t.dep[m] == "mark" and t.lower[m] == "that" and m > first), first)
            last = min([last, *(t.left[c] - 1 for c in t.kids[k] if c > k and matrix_cue(t, self.lexicon, c) == self.v)])
        for c in t.kids[self.v]:
            if c > k > self.v and t.left[c] > last and self._continues(c):
                last = t.right[c]
        if self.source is None and not self.passive and (kind not in ("statement", "appearance") or t.has_to(self.v) or t.dep[self.v] == "csubj"):
            return None
        return self._make(kind, "clause", [self._preposed(k) if k < self.v else (first, last)])

    def _finite_complement(self) -> int | None:
        """Return the clause that is said; one with "that" behind the verb before any other."""
        t, v = self.tree, self.v
        found = [c for c in t.kids[v] if t.dep[c] == "ccomp" and t.is_finite(c)]
        return next((c for c in found if c > v and any(t.dep[m] == "mark" and t.lower[m] == "that" for m in t.kids[c])), found[0] if found else None)

    def _clause_of_venue(self) -> int | None:
        """Return the clause in "said in a statement that X" where the tree hangs it on the statement."""
        t = self.tree
        for k in t.kids[self.v]:
            if k > self.v and t.dep[k] == "obl" and t.lemma[k] in self.lexicon["venues.nouns"]:
                for c in t.kids[k]:
                    if c > k and t.dep[c] in ("acl", "ccomp", "acl:relcl") and any(t.dep[m] == "mark" and t.lower[m] == "that" for m in t.kids[c]):
                        return c
        return None

    def _preposed(self, k: int) -> tuple[int, int]:
        """Return all that stands before the cue and its subject, where the content goes first."""
        t, v = self.tree, self.v
        before = self._own_words(verbal_group(t, v))[0] - 1
        first = t.left[k]
        if (
            t.left[v] < first
            and not any(t.dep[c] in ("cc", "mark", "nsubj", "nsubj:pass") and c < k for c in t.kids[v])
            and t.dep[v] == "ROOT"
        ):
            first = t.left[v]
        return (first, before) if before >= k else (t.left[k], t.right[k])

    def _continues(self, c: int) -> bool:
        """Whether a clause after the content, though hung on the cue, goes on with what was said."""
        t = self.tree
        marks = [t.lower[m] for m in t.kids[c] if t.dep[m] == "mark"]
        if t.dep[c] == "conj":
            return "that" in marks
        return t.dep[c] == "advcl" and t.is_finite(c) and any(m in _REASONS_WHY for m in marks)

    def _apart(self, c: int) -> bool:
        """Whether a complement is set off by a comma or stands before the verb, as quoted speech does."""
        t = self.tree
        lo, hi = (t.right[c], self.v) if c < self.v else (self.v, t.left[c])
        return c < self.v or any(t.lower[i] in (",", ":", "“", '"', "''", "``", "”") for i in range(lo, min(hi + 1, lo + 12)))

    def _relative(self) -> bool:
        return self.tree.dep[self.v] == "acl:relcl"

    def _aside(self) -> Draft | None:
        """ "X, he said, Y": the verb hangs on what it reports."""
        t, v = self.tree, self.v
        kind = self.cue.frames.get("clause") or self.cue.frames.get("quote")
        if kind is None or self.passive or t.kid(v, "ccomp") is not None:
            return None
        between = self._between_commas()
        if between is not None:
            return between
        h = t.head[v]
        as_clause = t.dep[v] == "advcl" and any(t.dep[k] == "mark" and t.lower[k] == "as" for k in t.kids[v])
        if h == v or not (t.dep[v] == "parataxis" or as_clause):
            return None
        if as_clause and t.lemma[v] not in self.lexicon["aside.verbs"]:
            return None
        own, goal = t.kid(v, "nsubj"), t.kid(v, "obj", "xcomp", "compound:prt")
        if own is None or (t.lemma[v] == "put") != (goal is not None and t.lower[goal] == "it"):
            return None
        if goal is not None and t.lemma[v] not in ("put", "tell", "point"):
            return None
        self.source = own
        span = self._statement_span(h)
        begin = min(noun_phrase(t, own)[0], verbal_group(t, v)[0]) if own < v and h < t.left[own] and not as_clause else t.left[v]
        return self._make(kind, "aside", [(span[0], begin - 1), (t.right[v] + 1, span[1])])

    def _between_commas(self) -> Draft | None:
        """Return the sentence around ", he said," whatever the tree makes of it."""
        t, v = self.tree, self.v
        own = t.kid(v, "nsubj")
        if own is None or own > v or t.lemma[v] not in self.lexicon["aside.verbs"] or t.kid(v, "obj", "xcomp", "mark") is not None:
            return None
        first, last = noun_phrase(t, own)[0], verbal_group(t, v)[1]
        begin, end = t.sentences[t.sentence[v]]
        if not begin < first - 1 < v or last + 2 > end or t.lower[first - 1] != "," or t.lower[last + 1] != "," or v - first > LONGEST_ASIDE:
            return None
        self.source = own
        return self._make("statement", "aside", [(begin, first - 2), (last + 2, end)])

    def _statement_span(self, h: int) -> tuple[int, int]:
        t = self.tree
        first, last = t.left[h], t.right[h]
        for k in t.kids[h]:
            if k != self.v and t.dep[k] == "parataxis" and k > h and t.left[k] > self.v:
                last = min(last, t.left[k] - 1)
        return first, last

    def _infinitive(self) -> Draft | None:
        t, v = self.tree, self.v
        kind = self.cue.frames.get("to")
        gerund = self.cue.frames.get("ing")
        for k in t.kids_of(v, "xcomp", "ccomp", "advcl"):
            to = t.has_to(k)
            if k < v or not ((kind and to and t.dep[k] != "advcl") or (gerund and t.tag[k] == "VBG" and t.dep[k] != "advcl")):
                continue
            chosen = (kind if to else gerund) or "intention"
            if self.passive:
                if (chosen == "decree" or t.lemma[v] in _NO_HEARSAY) and self.source is None:
                    return None
                return self._passive(chosen, "to", (t.left[k], t.right[k]))
            if chosen != "appearance" and not self._may_hold(chosen):
                return None
            if chosen == "appearance":
                return self._appearance(k)
            goal = t.kid(v, "obj", "iobj")
            first = t.left[goal] if goal is not None and v < goal < k else t.left[k]
            return self._make(chosen, "to", [(first, t.right[k])])
        return None

    def _seems_so(self) -> Draft | None:
        """ "X seems Y": how things look, with no one named."""
        t = self.tree
        if self.cue.frames.get("clause") != "appearance" or self.subject is None:
            return None
        k = t.kid(self.v, "xcomp")
        return None if k is None or t.has_to(k) or k < self.v else self._appearance(k)

    def _seems_to(self) -> Draft | None:
        """ "X seems Y to Z": what seems so is Z's view."""
        t, v = self.tree, self.v
        if "appearance" not in self.cue.frames.values():
            return None
        z = next((k for k in t.kids_of(v, "obl") if k > v and t.case(k) == "to" and is_animate(t, self.lexicon, k)), None)
        z = z or next(
            (k for c in t.kids[v] if c > v for k in t.kids_of(c, "obl", "nmod") if t.case(k) == "to" and is_animate(t, self.lexicon, k)),
            None,
        )
        if z is None or self.subject is None or (t.kid(v, "xcomp") is not None and t.has_to(t.kid(v, "xcomp") or v)):
            return None
        marker = next(c for c in t.kids[z] if t.dep[c] == "case")
        spans = [noun_phrase(t, self.subject), (verbal_group(t, v)[1] + 1, marker - 1)]
        self.source = z
        return self._make("appearance", "to", spans)

    def _appearance(self, k: int) -> Draft | None:
        t = self.tree
        spans = [(t.left[k], t.right[k])]
        if self.subject is not None:
            spans.insert(0, noun_phrase(t, self.subject))
        self.source = None
        return self._make("appearance", "to", spans)

    def _small_clause(self) -> Draft | None:
        t, v = self.tree, self.v
        kind = self.cue.frames.get("as")
        if kind is None or (not self.passive and not self._may_hold(kind)):
            return None
        predicate = next((k for k in t.kids[v] if k > v and self._is_predicate(k)), None)
        if predicate is None:
            return None
        if self.passive:
            named = t.dep[v] == "acl" and self.source is None and t.dep[predicate] == "xcomp"  # "a scheme called Aurora" is a name
            return None if named else self._passive(kind, "as", (t.left[predicate], t.right[predicate]))
        goal = t.kid(v, "obj") or t.kid(v, "iobj")
        if goal is None:
            return None
        spans = [(t.left[goal], t.right[goal]), (t.left[predicate], t.right[predicate])]
        if goal > v:
            spans = [(t.left[goal], max(t.right[goal], t.right[predicate]))]
        return self._make(kind, "as", spans)

    def _is_predicate(self, k: int) -> bool:
        t = self.tree
        if t.dep[k] in ("xcomp", "ccomp"):
            return not t.has_to(k) and t.tag[k] not in FINITE
        if t.dep[k] in ("obl", "advcl"):
            return any(t.dep[c] in ("case", "mark") and t.lower[c] == "as" for c in t.kids[k])
        return False

    def _object(self) -> Draft | None:
        t, v = self.tree, self.v
        kind = self.cue.frames.get("object")
        if kind is None:
            return None
        if self.passive:
            return self._passive(kind, "object", None) if self.subject is not None else None
        goal = t.kid(v, "obj", "ccomp") or t.kid(v, "iobj")
        if goal is None or not self._may_hold(kind) or self._carries_noun(goal):
            return None
        if goal < v and t.lower[goal] not in ("which", "that", "whom", "what"):
            return None
        last = self._run_on(t.right[goal])
        if t.tag[goal] in ("PRP", "WP") and last == t.right[goal] and self.lemma_is_statement(kind):
            return None
        return self._make(kind, "object", [(t.left[goal], last)])

    def _carries_noun(self, goal: int) -> bool:
        """Whether the object is a noun of saying with content of its own ("expressed doubts that"), which is the better cue."""
        t = self.tree
        noun = self.lexicon.nouns.get(t.lemma[goal])
        return noun is not None and t.lemma[self.v] in self.lexicon["nouns.carriers"] and noun_content(t, noun, goal) is not None

    def _run_on(self, last: int) -> int:
        """Return the last token of the content after ``last``: what follows side by side goes with it ("ban X from Y")."""
        t = self.tree
        for k in t.kids[self.v]:
            if t.left[k] == last + 1 and t.pos[last + 1] != "PUNCT" and self._goes_on(k):
                last = t.right[k]
        return last

    def _goes_on(self, k: int) -> bool:
        t = self.tree
        if t.dep[k] in ("xcomp", "ccomp", "nmod"):
            return True
        if t.dep[k] not in ("obl", "advcl") or t.ent[k] == "DATE" or t.lemma[k] in self.lexicon["venues.nouns"]:
            return False
        if t.tag[k] == "VBG" and any(t.dep[c] == "mark" and t.lower[c] == "by" for c in t.kids[k]):
            return False
        return t.has_to(k) or any(t.dep[c] in ("case", "mark") and t.lower[c] in _GOES_ON for c in t.kids[k])

    def lemma_is_statement(self, kind: str) -> bool:
        """Whether the class is one whose pronoun object says nothing ("announced it")."""
        return kind in ("statement", "belief")

    def _preposition(self) -> Draft | None:
        t, v = self.tree, self.v
        if not self.cue.prepositions or (self.passive and self.source is None and self.cue.prepositions.keys() <= {"by"}):
            return None
        for k in t.kids_of(v, *_OBLIQUE):
            if k < v:
                continue
            case = t.case(k) or next((t.lower[c] for c in t.kids[k] if t.dep[c] == "mark"), "")
            kind = self.cue.prepositions.get(case)
            if kind is None:
                continue
            asked = self.passive and t.lemma[v] in self.lexicon["hearing.verbs"]
            if not asked and (self.passive or not self._may_hold(kind)):
                return None
            marker = next(c for c in t.kids[k] if t.dep[c] in ("case", "mark"))
            goal = t.kid(v, "obj")
            first = t.left[goal] if goal is not None and goal > v and kind == "judgement" else marker + 1
            draft = self._make(kind, "with", [(first, self._run_on(t.right[k]))])
            if draft is not None and first == marker + 1 and draft.cue is not None and marker - verbal_group(t, v)[1] == 1:
                draft.cue = (draft.cue[0], t.end[marker])
            return draft
        return None

    # parts ----------------------------------------------------------------------------------------------------------

    def _may_hold(self, kind: str) -> bool:
        """Whether the source can hold an attitude of this class: people and bodies any, other things what is told or ruled."""
        s, t = self.source, self.tree
        if s is None:
            return False
        if t.tag[s] in ("WDT", "WP") and t.dep[self.v] == "acl:relcl":
            s = t.head[self.v]
        if t.pos[s] == "NOUN" and kind in _OF_THINGS:
            return True
        return is_animate(t, self.lexicon, s) or t.lemma[s] in self.lexicon["nouns.voice"]

    def _passive(self, kind: str, frame: str, predicate: tuple[int, int] | None) -> Draft | None:
        """ "X is expected to Y", "X was praised for Y (by Z)": the subject is part of what is attributed."""
        t, v = self.tree, self.v
        spans = [] if predicate is None else [predicate]
        hearer = t.lemma[v] in self.lexicon["hearing.verbs"] and frame == "to"
        if self.subject is not None and not hearer and t.dep[v] != "acl":
            spans.insert(0, noun_phrase(t, self.subject))
        if frame == "object":
            if self.source is None and t.dep[v] == "acl":
                return None
            told = kind == "statement" and t.lemma[v] in self.lexicon["nouns.news"] and t.kid(v, "aux:pass") is not None
            if self.source is None and not told and kind in ("statement", "belief", "intention"):
                return None
            spans.extend((t.left[k], t.right[k]) for k in t.kids_of(v, *_OBLIQUE) if k > v and self._gives_reason(k))
        return self._make(kind, frame, spans) if spans else None

    def _gives_reason(self, k: int) -> bool:
        """Whether a phrase says for, of or as what one is judged."""
        t = self.tree
        return t.case(k) in _REASON or any(t.dep[c] == "mark" and t.lower[c] in _REASON for c in t.kids[k])

    def _make(self, kind: str, frame: str, spans: list[tuple[int, int]]) -> Draft | None:
        t, v = self.tree, self.v
        group = verbal_group(t, v)
        own = self._own_words(group)
        pieces: list[Range] = []
        for first, last in spans:
            for a, b in _without(first, last, own):
                piece = text_range(t, a, b)
                if piece is not None:
                    pieces.append(piece)
        if not pieces:
            return None
        source = None
        if self.source is not None:
            source = text_range(t, *(self.run or noun_phrase(t, self.source)))
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
