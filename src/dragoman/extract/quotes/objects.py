"""Infinitives, objects, small clauses and prepositional phrases as content: "plans to", "condemned X", "called X Y", "called for X"."""

from dragoman.extract.quotes.draft import Draft
from dragoman.extract.quotes.nominal import noun_content
from dragoman.extract.quotes.phrases import noun_phrase, verbal_group
from dragoman.extract.quotes.seeming import Seeming
from dragoman.extract.quotes.tree import FINITE
from dragoman.extract.quotes.verb import OBLIQUE

LONGEST_NAME = 40  # tokens from an object to the mark that closes the name given to it


class Objects(Seeming):
    """The frames whose content is less than a clause."""

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
                if (chosen == "decree" or t.lemma[v] in self.lexicon["excluded.passives"]) and self.source is None:
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

    def _small_clause(self) -> Draft | None:
        t, v = self.tree, self.v
        kind = self.cue.frames.get("as")
        if kind is None or (not self.passive and not self._may_hold(kind)):
            return None
        predicate = next((k for k in t.kids[v] if k > v and self._is_predicate(k)), None)
        if predicate is None:
            return None if self.passive else self._naming(kind)
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

    def _naming(self, kind: str) -> Draft | None:
        """ "called the mayor a liar", "called the plan “a joke”": the name as a second object or in marks."""
        t, v = self.tree, self.v
        goals = [k for k in t.kids_of(v, "obj", "iobj") if k > v]
        if not goals or t.lemma[v] not in self.lexicon["naming.verbs"]:
            return None
        if len(goals) > 1:
            return self._make(kind, "as", [(t.left[goals[0]], t.right[goals[-1]])])
        marks = [i for i in range(goals[0] + 1, min(t.right[goals[0]], goals[0] + LONGEST_NAME) + 1) if t.tag[i] in ("``", "''")]
        return self._make(kind, "as", [(t.left[goals[0]], marks[-1])]) if marks else None

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
        if t.lemma[v] in self.lexicon["publishing.verbs"] and t.lemma[goal] in self.lexicon["venues.nouns"]:
            return None  # "released a statement": what it says is the content, not that it came out
        if goal < v and t.lower[goal] not in ("which", "that", "whom", "what", "who"):
            return None
        if goal < v and t.dep[v] == "acl:relcl" and t.head[v] < goal:
            return self._make(kind, "object", [self._antecedent()])
        last = self._run_on(t.right[goal])
        if t.tag[goal] in ("PRP", "WP") and last == t.right[goal] and self._says_nothing_of(kind):
            return None
        return self._make(kind, "object", [(t.left[goal], last)])

    def _antecedent(self) -> tuple[int, int]:
        """Return the noun that a relative clause stands by, up to that clause: what "which" and "that" mean."""
        t = self.tree
        h = t.head[self.v]
        first = noun_phrase(t, h)[0]
        last = min((t.left[k] for k in t.kids[h] if k > h and t.dep[k] == "acl:relcl"), default=t.right[h] + 1) - 1
        return first, last

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
        return t.has_to(k) or any(t.dep[c] in ("case", "mark") and t.lower[c] in self.lexicon["content.prepositions"] for c in t.kids[k])

    def _says_nothing_of(self, kind: str) -> bool:
        """Whether the class is one whose pronoun object says nothing ("announced it")."""
        return kind in ("statement", "belief")

    def _preposition(self) -> Draft | None:
        t, v = self.tree, self.v
        if not self.cue.prepositions or (self.passive and self.source is None and self.cue.prepositions.keys() <= {"by"}):
            return None
        for k in t.kids_of(v, *OBLIQUE):
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
