"""Clauses as content: "X said that ...", and asides: "..., X said, ..."."""

from dragoman.extract.quotes.draft import Draft
from dragoman.extract.quotes.phrases import is_animate, noun_phrase, verbal_group
from dragoman.extract.quotes.verb import Verb, matrix_cue

LONGEST_TIME = 6  # tokens of time and place behind the cue of an aside that ends its sentence
LONGEST_ASIDE = 8  # tokens of a source between commas
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:outer", "expl", "cop"})
_SETTINGS = frozenset({"obl", "obl:unmarked", "advcl", "advmod", "cc", "nmod"})
_REASONS_WHY = frozenset({"because", "if", "since", "although", "though", "unless", "until", "so"})


class Clauses(Verb):
    """The frames whose content is a clause."""

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
        if k is None or (kind is None and self.cue.frames):
            return None
        if kind is None:
            if self.source is None or self.passive or not is_animate(t, self.lexicon, self.source):
                return None
            kind = "statement"
        if kind == "appearance" and self.source is not None and t.lower[self.source] != "it":
            return None
        mute = self.source is not None and t.lower[self.source] in self.lexicon["excluded.subjects"] and self.source not in t.voices
        told = (
            mute
            and kind == "statement"
            and t.dep[self.source or 0] == "nsubj"
            and t.lower[self.source or 0] in ("it", "this", "that", "which")
        )
        if mute and not told and not self._relative():
            self.source = None
            if not self.passive and kind not in ("appearance",):
                return None
        first, last = t.left[k], t.right[k]
        if k > self.v:
            first = self._opening(k)
            last = min([last, *(t.left[c] - 1 for c in t.kids[k] if c > k and matrix_cue(t, self.lexicon, c) == self.v)])
        for c in t.kids[self.v]:
            if c > k > self.v and t.left[c] > last and (self._continues(c) or self._adjoins(c, last)):
                last = t.right[c]
        if (
            self.source is None
            and not self.passive
            and (kind not in ("statement", "appearance") or t.has_to(self.v) or t.dep[self.v] == "csubj")
        ):
            return None
        spans = [self._preposed(k) if k < self.v else (first, last)]
        if k > self.v and kind in ("statement", "belief"):
            spans = self._before_parenthesis(first) + spans
        return self._make(kind, "clause", spans)

    def _opening(self, k: int) -> int:
        """Return the first token of a clause behind its cue: its "that", or what the tree puts before it without need."""
        t, v = self.tree, self.v
        that = next((m for m in t.kids[k] if t.dep[m] == "mark" and t.lower[m] == "that" and m > t.left[k]), None)
        outer = that is not None and v < t.left[k] and any(t.dep[c] in _SUBJECTS and c < that for c in t.kids[k])
        first = t.left[k] if that is None or outer else that  # "said the trouble is that": the trouble is part of it
        hears = t.lemma[v] in self.lexicon["hearing.verbs"]
        torn = ("ccomp", "nsubj") if hears else ("ccomp", "nsubj", "obj", "iobj")
        before = next((c for c in t.kids_of(v, *torn) if v < c < first and t.right[c] == first - 1 and c != self.source), None)
        return first if before is None else t.left[before]

    def _before_parenthesis(self, first: int) -> list[tuple[int, int]]:
        """Return what opens the sentence before a cue between commas: "If it rains, he said, we will stay"."""
        t, v = self.tree, self.v
        own = self._own_words(verbal_group(t, v))
        begin = t.sentences[t.sentence[v]][0]
        while begin < own[0] and (t.dep[begin] == "cc" or t.pos[begin] == "PUNCT"):
            begin += 1
        if t.dep[v] != "ROOT" or own[0] - begin < 2 or t.lower[own[0] - 1] != "," or t.lower[own[1] + 1] != "," or first - own[1] > 2:
            return []
        return [(begin, own[0] - 2)]

    def _finite_complement(self) -> int | None:
        """Return the clause that is said; one with "that" behind the verb before any other."""
        t, v = self.tree, self.v
        asks = t.lemma[v] in ("ask", "wonder", "question")
        found = [c for c in t.kids[v] if (t.dep[c] == "ccomp" and t.is_finite(c)) or (asks and c > v and self._is_question(c))]
        return next(
            (c for c in found if c > v and any(t.dep[m] == "mark" and t.lower[m] == "that" for m in t.kids[c])), found[0] if found else None
        )

    def _is_question(self, c: int) -> bool:
        t = self.tree
        return t.dep[c] == "advcl" and any(t.dep[m] == "mark" and t.lower[m] in ("if", "whether") for m in t.kids[c])

    def _clause_of_venue(self) -> int | None:
        """Return the clause in "said in a statement that X" where the tree hangs it on the statement."""
        t = self.tree
        for k in t.kids[self.v]:
            if k > self.v and t.dep[k] == "obl" and t.lemma[k] in self.lexicon["venues.nouns"]:
                for c in t.kids[k]:
                    if (
                        c > k
                        and t.dep[c] in ("acl", "ccomp", "acl:relcl")
                        and any(t.dep[m] == "mark" and t.lower[m] == "that" for m in t.kids[c])
                    ):
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

    def _adjoins(self, c: int, last: int) -> bool:
        """Whether a complement follows the content with nothing between: the tree has torn one clause in two."""
        t = self.tree
        return t.left[c] == last + 1 and t.dep[c] in ("ccomp", "xcomp", "obj", "nmod", "acl", "acl:relcl") and t.pos[last + 1] != "PUNCT"

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
        """Return the sentence around ", he said," or before ", he said." and ", said X." whatever the tree makes of it."""
        t, v = self.tree, self.v
        own = t.kid(v, "nsubj")
        may = t.lemma[v] in self.lexicon["aside.verbs"] or self.cue.frames.get("clause") in ("statement", "belief")
        if own is None or not may or t.kid(v, "obj", "xcomp", "mark", "ccomp") is not None:
            return None
        begin, end = t.sentences[t.sentence[v]]
        phrase, group = noun_phrase(t, own), verbal_group(t, v)
        first, last = min(phrase[0], group[0]), max(phrase[1], group[1])
        last = self._with_time(last, end) if own < v else last
        final = last + 1 >= end
        if not begin < first - 1 < v or t.lower[first - 1] != "," or last - first > LONGEST_ASIDE + (6 if final else 0):
            return None
        if not final and (t.lower[last + 1] != "," or own > v):
            return None
        if final and self._is_setting(begin, first - 2):
            return None
        self.source = own
        return self._make("statement", "aside", [(begin, first - 2), (last + 2, end)])

    def _is_setting(self, first: int, last: int) -> bool:
        """Whether tokens first..last are but the time, place or circumstance of the cue ("In public, she still believes")."""
        t, v = self.tree, self.v
        kids = [k for k in t.kids[v] if first <= k <= last and t.pos[k] != "PUNCT"]
        return not first <= t.head[v] <= last and bool(kids) and all(t.dep[k] in _SETTINGS and not self._is_said(k) for k in kids)

    def _is_said(self, k: int) -> bool:
        """Whether a clause that hangs on the cue like a circumstance has nothing that marks it as one."""
        t = self.tree
        return t.dep[k] == "advcl" and t.is_finite(k) and t.kid(k, "mark") is None

    def _with_time(self, last: int, end: int) -> int:
        """Return the last token of an aside with its time and place ("announced on Tuesday"), where a comma or the end follows."""
        t, after = self.tree, self.tree.right[self.v]
        while after > last and t.pos[after] == "PUNCT":
            after -= 1
        stops = after + 1 >= end or t.lower[after + 1] == ","
        return after if stops and after - last <= LONGEST_TIME else last

    def _statement_span(self, h: int) -> tuple[int, int]:
        t = self.tree
        first, last = t.left[h], t.right[h]
        for k in t.kids[h]:
            if k != self.v and t.dep[k] == "parataxis" and k > h and t.left[k] > self.v:
                last = min(last, t.left[k] - 1)
        return first, last
