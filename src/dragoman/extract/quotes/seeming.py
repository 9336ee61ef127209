"""How things look: "X seems Y (to Z)"."""

from dragoman.extract.quotes.draft import Draft
from dragoman.extract.quotes.phrases import is_animate, noun_phrase, verbal_group
from dragoman.extract.quotes.verb import Verb


class Seeming(Verb):
    """The frames of verbs of appearance."""

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
