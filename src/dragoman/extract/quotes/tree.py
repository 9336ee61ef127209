"""A parsed document as plain lists: what this folder asks of a tree, at a cost linear in the words."""

from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
WH = frozenset({"what", "who", "whom", "whose", "which", "when", "where", "why", "how", "whether", "if", "whatever", "whoever"})


@dataclass(slots=True)
class Tree:
    """Parallel lists over the tokens. ``left[i], right[i]`` are the first and last token of i's subtree, both included.

    ``voices`` are tokens that the cast knows to mean someone who can speak (a person, a body, a state), pronouns among them.
    """

    text: str
    start: list[int]
    end: list[int]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    kids: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    voices: set[int] = field(default_factory=set)

    def kid(self, i: int, *deps: str) -> int | None:
        """Return the first child with one of these labels."""
        for k in self.kids[i]:
            if self.dep[k] in deps:
                return k
        return None

    def kids_of(self, i: int, *deps: str) -> list[int]:
        """Return the children with one of these labels, in order."""
        return [k for k in self.kids[i] if self.dep[k] in deps]

    def case(self, i: int) -> str:
        """Return the preposition of a noun ("according to" for a fixed one), or the empty string."""
        for k in self.kids[i]:
            if self.dep[k] == "case" and k < i:
                return " ".join([self.lower[k], *(self.lower[f] for f in self.kids[k] if self.dep[f] == "fixed")])
        return ""

    def is_finite(self, k: int) -> bool:
        """Whether k heads a clause with a subject, a tense, a complementiser or a question word."""
        if self.tag[k] in FINITE:
            return True
        return any(
            (self.dep[c] in ("aux", "cop", "aux:pass") and self.tag[c] in FINITE)
            or self.dep[c] in ("nsubj", "nsubj:pass", "expl", "csubj")
            or (self.dep[c] == "mark" and self.lower[c] in ("that", "whether", "if"))
            or (c < k and self.lower[c] in WH)
            for c in self.kids[k]
        )

    def has_to(self, k: int) -> bool:
        """Whether k is an infinitive with "to"."""
        return any(self.dep[c] == "mark" and self.lower[c] == "to" for c in self.kids[k])

    def is_passive(self, v: int) -> bool:
        """Whether verb v is passive."""
        return any(self.dep[c] in ("aux:pass", "nsubj:pass") for c in self.kids[v])

    def token_at(self, offset: int) -> int:
        """Return the index of the first token that ends after a text offset (the number of tokens where there is none)."""
        low, high = 0, len(self.end)
        while low < high:
            mid = (low + high) // 2
            if self.end[mid] <= offset:
                low = mid + 1
            else:
                high = mid
        return low


def build_tree(doc: Doc, verb_forms: dict[str, str], noun_forms: dict[str, str]) -> Tree:
    """Lay out a Doc as a Tree; forms of cue words get their lemma from the two tables, whatever lemmatiser ran."""
    n = len(doc)
    table = doc.to_array(["IDX", "LENGTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_TYPE", "SENT_START"]) if n else None
    if table is None:
        return Tree("", [], [], [], [], [], [], [], [], [], [], [], [], [], [])
    strings, seen = doc.vocab.strings, {0: ""}

    def words(column: int) -> list[str]:
        keys = table[:, column].tolist()
        for key in set(keys) - seen.keys():
            seen[key] = strings[key]
        return [seen[k] for k in keys]

    start = table[:, 0].tolist()
    end = [s + length for s, length in zip(start, table[:, 1].tolist(), strict=True)]
    offsets = table[:, 7].astype("int64").tolist()
    head = [i + o for i, o in enumerate(offsets)]
    first = [i for i, s in enumerate(table[:, 9].tolist()) if s == 1 or i == 0]
    whole = _join_marks(list(zip(first, [*(f - 1 for f in first[1:]), n - 1], strict=True)), words(2))
    sentence = [k for k, (a, b) in enumerate(whole) for _ in range(a, b + 1)]
    kids, left, right = _edges(head)
    lower, pos = words(2), words(4)
    lemmas = [lemma.lower() for lemma in words(3)]
    sentences = [_without_spaces(a, b, pos) for a, b in whole]
    for i, p in enumerate(pos):
        if p == "VERB":
            lemmas[i] = verb_forms.get(lower[i], lemmas[i])
        elif p == "NOUN":
            lemmas[i] = noun_forms.get(lower[i], lemmas[i])
    return Tree(doc.text, start, end, lower, lemmas, pos, words(5), words(6), head, words(8), kids, left, right, sentence, sentences)


def _join_marks(sentences: list[tuple[int, int]], lower: list[str]) -> list[tuple[int, int]]:
    """Join a sentence of nothing but quotation marks to the one that follows it."""
    joined: list[tuple[int, int]] = []
    pending: int | None = None
    for a, b in sentences:
        start = a if pending is None else pending
        if b - a < 2 and not any(c.isalnum() for i in range(a, b + 1) for c in lower[i]) and b + 1 < len(lower):
            pending = start
            continue
        joined.append((start, b))
        pending = None
    return joined


def _without_spaces(first: int, last: int, pos: list[str]) -> tuple[int, int]:
    """Return a sentence's bounds without the line breaks that the tokeniser keeps at its end."""
    while last > first and pos[last] == "SPACE":
        last -= 1
    return first, last


def _edges(head: list[int]) -> Any:
    n = len(head)
    kids: list[list[int]] = [[] for _ in range(n)]
    order: list[int] = []
    for i, h in enumerate(head):
        if h == i:
            order.append(i)
        else:
            kids[h].append(i)
    for i in order:  # grows while it is walked: heads come before their children
        order.extend(kids[i])
    left, right = list(range(n)), list(range(n))
    for i in reversed(order):
        h = head[i]
        if h != i:
            left[h] = min(left[h], left[i])
            right[h] = max(right[h], right[i])
    return kids, left, right
