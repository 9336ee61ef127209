"""Gives every quotation its cue and source, or tells that it is no statement (a scare quote, a title, a nickname).

A quotation belongs to: a verb whose content in the tree overlaps it; else a verb of saying right behind or before it; else
the sentence, or the paragraph ending in a colon, that introduces it; else the speaker of the quotation just before.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.quotes.draft import Draft, Range, union
from dragoman.extract.quotes.lexicon import Lexicon
from dragoman.extract.quotes.marks import Quotation
from dragoman.extract.quotes.nesting import clip_to_quotations
from dragoman.extract.quotes.phrases import agent_of, is_negated, noun_phrase, subject_of, text_range, verbal_group
from dragoman.extract.quotes.tags import Tag, says, tag_after, tag_before
from dragoman.extract.quotes.tree import Tree

WINDOW = 40  # tokens on either side in which a cue is looked for
NEAR = 5  # tokens from a comma to the verb of a tag that an unclosed quotation has swallowed
FAR = 2  # sentences from a quotation to the next of the same speaker in one paragraph
LONGEST_SIGNATURE = 16  # tokens of "— Name, who that is"
SHORT_TAG = 9  # tokens of a sentence that may be no more than a tag
SHORT = 4  # words; a shorter quotation without a cue is a scare quote
_ENDS = frozenset(",.?!…—–-;:")


@dataclass(slots=True)
class Placed:
    """A quotation with its first and last token (``head, tail`` without the marks) and its paragraph's number."""

    quotation: Quotation
    first: int
    last: int
    head: int
    tail: int
    paragraph: int
    draft: Draft | None = None

    @property
    def span(self) -> Range:
        """The range of the quotation, its marks included."""
        return self.quotation.start, self.quotation.end


class Attributor:
    """Attaches the quotations of one document to drafts; ``drafts`` grows by those found here."""

    def __init__(self, tree: Tree, lexicon: Lexicon, paragraphs: Sequence[tuple[int, int]], drafts: list[Draft]) -> None:
        self.tree, self.lexicon, self.paragraphs, self.drafts = tree, lexicon, paragraphs, drafts
        self.by_head = {d.head: d for d in drafts if d.head is not None}
        self.starts = [p[0] for p in paragraphs]
        self._ranges: list[tuple[int, int, int]] = []
        self._reach: list[int] = []

    def attach(self, quotations: Sequence[Quotation]) -> None:
        """Attach the outermost quotations, in order: first by their tags, then by the tree and by what goes before."""
        placed = [self._place(q) for q in quotations if q.depth == 0]
        placed = [q if q.quotation.closed else self._cut(q) for q in placed]
        for n, q in enumerate(placed):
            after = placed[n + 1].first if n + 1 < len(placed) else len(self.tree.head)
            q.draft = self._tagged(q, placed[n - 1].last if n else -1, after)
        clip_to_quotations(self.drafts, [q.quotation for q in placed])
        self._index_ranges()
        previous: Placed | None = None
        for n, q in enumerate(placed):
            if q.draft is None:
                q.draft = self._signed(q) or self._named_before(q) or self._by_tree(q) or self._by_head(q, placed[n - 1].last if n else -1)
            if q.draft is None and q.quotation.closed and self._is_statement(q):
                q.draft = self._carried(q, previous) or self._introduced(q) or self._left_to_last(q)
            if q.draft is None:
                continue
            q.draft.content = union([*q.draft.content, *self._words_of(q)])
            q.draft.marks.append(q.span)
            previous = q

    def _index_ranges(self) -> None:
        self._ranges = sorted((a, b, n) for n, d in enumerate(self.drafts) for a, b in d.content)
        self._reach = _running_max(self._ranges)

    def _tagged(self, q: Placed, before: int, after: int) -> Draft | None:
        """Attach by the tag beside the quotation; what the tree took for the tag's content gives way to the quotation."""
        t = self.tree
        opens = self._opens_sentence(q) or t.sentence[q.head] != t.sentence[q.tail]
        tag = self._tail_tag(q, after)
        if tag is not None:
            draft = self._draft(tag.verb)
            if tag.source is not None:
                draft.source, draft.speaker = tag.source, tag.speaker
            begin = t.start[t.sentences[t.sentence[q.head]][0]] if before < t.sentences[t.sentence[q.head]][0] else t.end[before]
            draft.content = (
                [] if opens or not draft.content else [(a, min(b, q.span[1])) for a, b in draft.content if begin <= a < q.span[1]]
            )
            if not opens and not draft.content:
                draft.content = self._lead_in(q, begin)
            draft.tagged = True
            return draft
        v = tag_before(t, self.lexicon, q.first, max(before + 1, t.sentences[t.sentence[q.first]][0] - 1))
        if v is None:
            return None
        draft = self._draft(v)
        if not draft.tagged:
            draft.content = []
        draft.tagged = True
        return draft

    def _lead_in(self, q: Placed, begin: int) -> list[Range]:
        """Return the words of the sentence before a quotation that only ends it."""
        text = self.tree.text[begin : q.span[0]]
        skipped = len(text) - len(text.lstrip(" \n\t,;:.-—–"))
        return [(begin + skipped, q.span[0])] if text.strip() else []

    def _tail_tag(self, q: Placed, after: int) -> Tag | None:
        t = self.tree
        tail = q.last + 1
        while tail < len(t.head) and t.pos[tail] == "PUNCT" and t.lower[tail] not in ("(", ".", ";", ":"):
            tail += 1
        if tail >= after or not self._ends_as_speech(q):
            return None
        if t.sentence[tail] != t.sentence[q.tail] and not (self._same_paragraph(q, tail) and self._is_tag(q, tail)):
            return None
        whole = self._inner_end(q) == "," and self._opens_sentence(q) and q.tail - q.head >= SHORT
        tag = tag_after(t, self.lexicon, tail, min(after, t.sentences[t.sentence[tail]][1] + 1), whole)
        if tag is not None and self._inner_end(q) in ".?!…" and not t.text[t.start[tail]].islower() and not self._only_says(tag.verb):
            return None  # a sentence of its own
        if tag is not None and self._inner_end(q) in ".?!" and not t.text[t.start[tail]].islower() and after - tag.verb <= 6:
            link = after - 1 if after < len(t.head) else tail
            if t.lower[link] in (",", ":"):
                return None  # it introduces the next quotation
        return tag

    def _words_of(self, q: Placed) -> list[Range]:
        """Return the quotation with its marks, paragraph by paragraph."""
        parts = q.quotation.parts
        if len(parts) == 1:
            return [q.span]
        return [(q.quotation.start, parts[0][1]), *parts[1:-1], (parts[-1][0], q.quotation.end)]

    def _place(self, q: Quotation) -> Placed:
        t = self.tree
        end = len(t.head) - 1
        first = min(t.token_at(q.start), end)
        last = max(first, min(t.token_at(q.end - 1), end))
        head = min(max(first, t.token_at(q.parts[0][0])), last)
        tail = max(head, min(t.token_at(q.parts[-1][1] - 1), last))
        return Placed(q, first, last, head, tail, bisect_right(self.starts, q.start) - 1)

    def _cut(self, q: Placed) -> Placed:
        """End a quotation that was never closed before the tag that it has swallowed (`"It is over, she said.`)."""
        t = self.tree
        for c in range(q.head + 1, min(q.last, q.head + WINDOW * 4)):
            if t.lower[c] != "," or t.start[c] < q.quotation.parts[-1][0]:
                continue
            tag = tag_after(t, self.lexicon, c + 1, t.sentences[t.sentence[c]][1] + 1)
            if tag is not None and tag.source is not None and tag.verb - c <= NEAR and t.kid(tag.verb, "ccomp") is None:
                parts = (*q.quotation.parts[:-1], (q.quotation.parts[-1][0], t.end[c]))
                return self._place(Quotation(q.quotation.start, t.end[c], 0, False, parts))
        return q

    # the four ways --------------------------------------------------------------------------------------------------

    def _by_tree(self, q: Placed) -> Draft | None:
        """A draft whose content overlaps the quotation while its cue stands outside; the one that covers most of it."""
        a, b = q.span
        best, most = None, 0
        i = bisect_right(self._ranges, (b, -1, -1)) - 1
        while i >= 0 and self._reach[i] > a:
            lo, hi, n = self._ranges[i]
            draft = self.drafts[n]
            shared = min(b, hi) - max(a, lo)
            if shared > 0 and draft.cue is not None and (draft.cue[1] <= a or draft.cue[0] >= b):
                covers = lo <= a + 1 and hi >= b - 2
                if (covers or self._may_extend(draft, q)) and (shared, hi - lo) > (most, 0):
                    best, most = draft, shared
            i -= 1
            if q.last - q.first > 4000:
                break
        return best

    def _may_extend(self, draft: Draft, q: Placed) -> bool:
        """Whether a draft that covers the quotation only in part may take all of it."""
        return draft.frame in ("clause", "aside", "colon") or (draft.frame in ("object", "as", "with", "to") and not self._is_long(q))

    def _is_long(self, q: Placed) -> bool:
        t = self.tree
        return t.sentence[q.head] != t.sentence[q.tail]

    def _only_says(self, v: int) -> bool:
        """Whether a verb of saying takes nothing but a hearer."""
        t = self.tree
        if t.lemma[v] in self.lexicon["hearing.verbs"]:
            return True
        return all(k < v or t.dep[k] not in ("obj", "xcomp", "ccomp", "compound:prt") or k == t.kid(v, "nsubj") for k in t.kids[v])

    def _is_tag(self, q: Placed, tail: int) -> bool:
        """Whether the next sentence is but the tag of a quotation that the sentence splitter cut off."""
        t = self.tree
        first, last = t.sentences[t.sentence[tail]]
        return (
            t.text[t.start[tail]].islower()
            or self._inner_end(q) in ",?!"
            or t.sentence[tail] == t.sentence[q.last]
            or last - first <= SHORT_TAG
        )

    def _signed(self, q: Placed) -> Draft | None:
        """A dash and a name behind a whole quotation: "..." — Name, in the same paragraph or the next."""
        t, dash = self.tree, q.last + 1
        while dash < len(t.head) and t.pos[dash] == "SPACE":
            dash += 1
        if dash + 1 >= len(t.head) or t.lower[dash] not in ("-", "–", "—", "--") or not self._opens_sentence(q) or q.tail - q.head < SHORT:
            return None
        k = bisect_right(self.starts, t.start[dash]) - 1
        end, last = self.paragraphs[k][1], dash + 1
        while last + 1 < len(t.head) and t.start[last + 1] < end and last - dash < LONGEST_SIGNATURE:
            last += 1
        body = range(dash + 1, last + 1)
        if t.end[last] < end or t.pos[dash + 1] != "PROPN" or any(t.pos[i] in ("VERB", "AUX") for i in body):
            return None
        draft = Draft(
            "statement", "signature", [], (t.start[dash], t.end[dash]), text_range(t, dash + 1, last), dash, dash + 1, confidence=0.7
        )
        self.drafts.append(draft)
        return draft

    def _named_before(self, q: Placed) -> Draft | None:
        """A name and a colon right before: NAME: "..."."""
        t, c = self.tree, q.first - 1
        if c < 1 or t.lower[c] != ":" or t.ent[c - 1] not in ("PERSON", "ORG"):
            return None
        first = c - 1
        while first > 0 and t.ent[first - 1] == t.ent[c - 1] and t.sentence[first - 1] == t.sentence[c - 1]:
            first -= 1
        if (first > t.sentences[t.sentence[first]][0] and t.pos[first - 1] != "PUNCT") or c in self.by_head:
            return self.by_head.get(c)
        draft = Draft("statement", "colon", [], (t.start[c], t.end[c]), text_range(t, first, c - 1), c, c - 1, confidence=0.7)
        self.by_head[c] = draft
        self.drafts.append(draft)
        return draft

    def _by_head(self, q: Placed, before: int) -> Draft | None:
        """A verb of saying right before: X said: "..."."""
        t = self.tree
        a = q.first
        begin = max(t.sentences[t.sentence[a]][0], before + 1, a - WINDOW)
        if a == begin:
            return None
        link = t.lower[a - 1]
        for v in range(a - 1, begin - 1, -1):
            if t.pos[v] != "VERB" or t.dep[v] == "amod" or not (self._says(v) or (link == ":" and t.kid(v, "nsubj") is not None)):
                continue
            if link in (",", ":", "—", "–", "--") or a - v <= 2 or link == "that":
                if v in self.by_head and self._has_content_before(self.by_head[v], q) and link != ":":
                    return None
                draft = self._draft(v)
                if not draft.content and not self._ends_as_speech(q):
                    draft.content = self._rest_of_phrase(v, q)
                return draft
            return None
        return None

    def _rest_of_phrase(self, v: int, q: Placed) -> list[Range]:
        """Return the words around a partial quotation, from its cue to the next punctuation ("vowed to "fight on" in June")."""
        t = self.tree
        last = q.last
        stop = t.sentences[t.sentence[q.tail]][1]
        while last < stop and t.pos[last + 1] != "PUNCT":
            last += 1
        first = verbal_group(t, v)[1] + 1
        before = [(t.start[first], q.span[0])] if first < q.first and t.pos[first] != "PUNCT" else []
        return [*before, (q.span[1], t.end[last])] if last > q.last else before

    def _has_content_before(self, draft: Draft, q: Placed) -> bool:
        """Whether the verb already has content between itself and the quotation, which then is no speech of its own."""
        cue = draft.cue
        return cue is not None and any(cue[1] <= a and b <= q.quotation.start for a, b in draft.content) and draft.frame != "object"

    def _introduced(self, q: Placed) -> Draft | None:
        """The sentence before, at best one that ends in a colon, introduces the quotation."""
        t = self.tree
        if t.sentences[t.sentence[q.head]][0] < q.first - 1 or q.first == 0:
            return None
        k = t.sentence[q.head] - 1
        if k < 0:
            return None
        first, last = t.sentences[k]
        if t.start[first] < self.paragraphs[max(0, q.paragraph - 1)][0]:
            return None
        colon = t.lower[last] == ":" or (t.lower[last] in ("”", '"') and t.lower[last - 1] == ":")
        if not colon and not self._same_paragraph(q, last):
            return None
        for v in range(last, max(first, last - WINDOW) - 1, -1):
            if t.pos[v] == "VERB" and (self._says(v) or (colon and t.kid(v, "nsubj") is not None)):
                known = self.by_head.get(v)
                if known is not None and not colon and known.kind not in ("statement", "judgement"):
                    return None
                return self._draft(v)
        return None

    def _left_to_last(self, q: Placed) -> Draft | None:
        """A paragraph that is nothing but a quotation, after one that ends in a statement: its speaker goes on, unsaid."""
        t = self.tree
        k = t.sentence[q.head] - 1
        if k < 0 or not self._fills_paragraph(q):
            return None
        first, last = t.sentences[k]
        for v in range(last, first - 1, -1):
            known = self.by_head.get(v)
            if known is not None and known.kind == "statement" and known.source is not None and not known.negated:
                draft = Draft("statement", "carried", [], None, known.source, None, known.speaker, carried=True, confidence=0.5)
                self.drafts.append(draft)
                return draft
        return None

    def _carried(self, q: Placed, before: Placed | None) -> Draft | None:
        """The quotation before goes on: in the same paragraph, or in a paragraph that is nothing but a quotation."""
        if before is None or before.draft is None:
            return None
        t, draft = self.tree, before.draft
        cue_sentence = t.sentence[t.token_at(draft.cue[0])] if draft.cue else t.sentence[before.tail]
        gap = t.sentence[q.head] - max(t.sentence[before.tail], cue_sentence)
        if before.paragraph == q.paragraph:
            return draft if gap <= FAR else None
        if q.paragraph - before.paragraph == 1 and self._fills_paragraph(q) and gap <= 1:
            return draft
        return None

    # what they ask --------------------------------------------------------------------------------------------------

    def _says(self, v: int) -> bool:
        return says(self.tree, self.lexicon, v)

    def _draft(self, v: int) -> Draft:
        known = self.by_head.get(v)
        if known is not None:
            return known
        t = self.tree
        source = agent_of(t, v) if t.is_passive(v) else subject_of(t, v)
        group = verbal_group(t, v)
        span = None if source is None else text_range(t, *noun_phrase(t, source))
        cue = (t.start[group[0]], t.end[group[1]])
        draft = Draft("statement", "quote", [], cue, span, v, source, is_negated(t, self.lexicon, v, source), confidence=0.8)
        self.by_head[v] = draft
        self.drafts.append(draft)
        return draft

    def _is_statement(self, q: Placed) -> bool:
        """Whether a quotation without a cue stands as a sentence of its own."""
        t = self.tree
        opening = t.text[q.quotation.parts[0][0] : q.quotation.parts[0][0] + 3].strip()
        first, last = t.sentences[t.sentence[q.head]][0], t.sentences[t.sentence[q.tail]][1]
        if self._opens_sentence(q):
            first = q.first
        if self._inner_end(q) in ".?!…":
            last = q.last
        outside = sum(
            1 for i in [*range(first, q.first), *range(q.last + 1, min(last + 1, q.last + 6))] if t.pos[i] not in ("PUNCT", "SPACE")
        )
        words = sum(1 for i in range(q.first, min(q.last + 1, q.first + 12)) if t.pos[i] != "PUNCT")
        return opening[:1].isupper() | opening[:1].isdigit() and outside <= 2 and (words >= SHORT or self._inner_end(q) in ".?!…")

    def _inner_end(self, q: Placed) -> str:
        a, b = q.quotation.parts[-1]
        return self.tree.text[a:b].rstrip(" \n\t’'”\"")[-1:]

    def _opens_sentence(self, q: Placed) -> bool:
        """Whether a quotation starts its sentence: by the splitter, or since a full stop or another quotation's end goes before."""
        t = self.tree
        if q.head <= t.sentences[t.sentence[q.head]][0] + 1:
            return True
        before = t.text[max(0, q.span[0] - 4) : q.span[0]].rstrip()
        if before.endswith(":"):
            return True
        return (before[-1:] in ".?!…" and not before.endswith("...")) or before[-2:] in (".”", '."', "?”", "!”", '?"', '!"', "''")

    def _ends_as_speech(self, q: Placed) -> bool:
        t, end = self.tree, q.quotation.end
        rest = t.text[end : end + 2].lstrip()
        return self._inner_end(q) in _ENDS or rest[:1] in (",", "—", "–", "-")

    def _same_paragraph(self, q: Placed, token: int) -> bool:
        a, b = self.paragraphs[q.paragraph]
        return a <= self.tree.start[token] < b

    def _fills_paragraph(self, q: Placed) -> bool:
        a, b = self.paragraphs[q.paragraph]
        last = self.paragraphs[min(len(self.paragraphs) - 1, q.paragraph + len(q.quotation.parts) - 1)][1]
        return q.quotation.start - a <= 2 and max(b, last) - q.quotation.end <= 2


def _running_max(ranges: list[tuple[int, int, int]]) -> list[int]:
    reach, far = [], 0
    for _, b, _n in ranges:
        far = max(far, b)
        reach.append(far)
    return reach
