"""Whom a source means, in what role, and where or to whom it was said."""

from dragoman.extract.quotes.draft import Draft
from dragoman.extract.quotes.lexicon import Lexicon
from dragoman.extract.quotes.tree import Tree
from dragoman.records.cast import Cast
from dragoman.records.spans import Ref

LONGEST_NAME = 120  # code points of a source's words that may stand as its name
LONGEST_VENUE = 12  # tokens after its noun
_RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
_VENUE_END = frozenset({"obl", "obl:unmarked", "advmod", "nmod:unmarked"})


_VOICES = frozenset({"person", "government", "state", "organisation", "group", "office"})


def mark_voices(tree: Tree, cast: Cast) -> None:
    """Note in the tree which tokens mean someone who can speak."""
    for a in cast.anchors:
        if a.type in _VOICES:
            i = tree.token_at(a.start)
            while i < len(tree.start) and tree.start[i] < a.end:
                tree.voices.add(i)
                i += 1


class Speakers:
    """Resolves the sources of one document."""

    def __init__(self, tree: Tree, lexicon: Lexicon, cast: Cast) -> None:
        self.tree, self.lexicon, self.cast = tree, lexicon, cast
        self.surnames = _surnames(cast)

    def ref(self, draft: Draft) -> Ref | None:
        """Return the source as a Ref: its span is the source's words, its entity whom the cast knows at their head."""
        if draft.source is None:
            return None
        a, b = draft.source
        words = self.tree.text[a:b]
        found = self._known(draft)
        if found is None:
            return Ref(start=a, end=b, name=words if len(words) <= LONGEST_NAME else words[:LONGEST_NAME].rsplit(" ", 1)[0])
        return Ref(start=a, end=b, entity=found.entity, name=found.name, country=found.country)

    def _known(self, draft: Draft) -> Ref | None:
        t, s = self.tree, draft.speaker
        assert draft.source is not None
        if s is None:
            return self._by_words(*draft.source)
        if t.lower[s] in _RELATIVES and draft.head is not None and t.dep[draft.head] == "acl:relcl":
            s = t.head[draft.head]
        anchor = self.cast.anchor_at(t.start[s], t.end[s])
        if anchor is None:
            names = [k for k in t.kids[s] if t.dep[k] in ("flat", "appos") and t.ent[k] == "PERSON" and k > s]
            anchor = next((f for k in names if (f := self.cast.anchor_at(t.start[k], t.end[k])) is not None), None)
        if anchor is not None and t.tag[s] == "NNS" and anchor.type in ("government", "state"):
            return None  # "the Governments of A, B and C" are not A's
        return None if anchor is None else anchor.ref

    def _by_words(self, start: int, end: int) -> Ref | None:
        anchor = self.cast.anchor_at(start, end)
        if anchor is not None:
            return anchor.ref
        words = self.tree.text[start:end].split("(")[0].split()
        return self.surnames.get(words[-1].casefold().strip(".")) if words else None

    def role(self, draft: Draft, ref: Ref | None) -> tuple[str | None, str | None]:
        """Return the role and affiliation that the text gives a source ("senior fellow", "the Russian Institute ...")."""
        if ref is None:
            return None, None
        known = self.cast.described.get(ref.entity) if ref.entity else None
        if known is not None:
            return known.role, known.affiliation
        t, s = self.tree, draft.speaker
        if s is None or t.pos[s] != "NOUN" or t.lemma[s] not in self.lexicon["roles.nouns"]:
            return None, None
        first = s
        while first > 0 and t.head[first - 1] == s and t.dep[first - 1] in ("compound", "amod"):
            first -= 1
        body = next(
            (k for k in t.kids_of(s, "nmod") if t.ent[k] in ("ORG", "GPE") and t.case(k) in ("of", "at", "for", "with", "in")), None
        )
        return t.text[t.start[first] : t.end[s]], None if body is None else t.text[t.start[t.left[body]] : t.end[body]].split(" ", 1)[-1]

    def venue(self, draft: Draft) -> str | None:
        """Return where or to whom something was said ("RT", "on Twitter", "to journalists in early December")."""
        t, v = self.tree, draft.head
        if v is None or t.pos[v] != "VERB":
            return None
        found = self._hearer(v, draft.speaker) or next((k for k in t.kids_of(v, "obl") if self._is_venue(k)), None)
        if found is None:
            return "Twitter" if t.lemma[v] in ("tweet", "retweet") else None
        first, last = t.left[found], min(t.right[found], found + LONGEST_VENUE)
        last = min([last, *(t.left[k] - 1 for k in t.kids[found] if k > found and t.dep[k] in ("acl", "acl:relcl", "ccomp", "appos"))])
        for k in t.kids[v]:
            if t.dep[k] in _VENUE_END and t.left[k] == last + 1 and (t.ent[k] == "DATE" or self._is_venue(k)):
                last = t.right[k]
        if any(a < t.end[last] and t.start[first] < b for a, b in draft.content):
            return None
        return t.text[t.start[first] : t.end[last]].strip(" ,;:") or None

    def _hearer(self, v: int, speaker: int | None) -> int | None:
        t = self.tree
        if t.lemma[v] not in self.lexicon["hearing.verbs"] or t.is_passive(v):
            return None
        heard = (k for k in t.kids_of(v, "iobj", "obj", "nsubj") if k > v and k != speaker and t.pos[k] in ("PROPN", "NOUN"))
        return next(heard, None)

    def _is_venue(self, k: int) -> bool:
        t = self.tree
        case = t.case(k)
        if case not in self.lexicon["venues.prepositions"]:
            return False
        if case == "to":
            return t.lemma[k] in self.lexicon["venues.hearers"] or t.ent[k] == "ORG"
        return t.lemma[k] in self.lexicon["venues.nouns"] or (case in ("on", "via") and t.lower[k] in self.lexicon["venues.nouns"])


def _surnames(cast: Cast) -> dict[str, Ref]:
    """Return people by their surname, where only one person of the document bears it."""
    found: dict[str, Ref | None] = {}
    for m in cast.mentions:
        if m.type == "person" and m.entity and m.name.split():
            key = m.name.split()[-1].casefold()
            ref = Ref(entity=m.entity, name=m.name, country=m.country)
            found[key] = ref if key not in found or (found[key] or ref).entity == ref.entity else None
    return {k: r for k, r in found.items() if r is not None}
