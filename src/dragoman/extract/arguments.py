"""Reasons without a connective: frames ("what matters is that ..."), what actors want, counter-arguments, headings.

These wordings are common outside of explanations too, so they count only beside a question or a visit to explain (see
``topic``), and only in sentences that concern it.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from dragoman.extract.clauses import clause_tokens, span_of
from dragoman.extract.grammar import child, children, clause_head, negation
from dragoman.extract.marker_lists import Frame, frames_from, match_at, words
from dragoman.extract.reasons import LONGEST, Reason
from dragoman.records.spans import Span

_SAYS_ENOUGH = 5  # words from which on a clause can be a reason that a later one points back to
_DASHES = frozenset({"\u2014", "\u2013", "--"})


def find_framed(sentence: Sentence, before: Sentence | None, weak: bool) -> Iterator[Reason]:
    """Yield the reasons that frames mark in a sentence, at most one a frame group.

    Args:
        sentence: one sentence of the parse.
        before: the sentence before it in the same paragraph, which an anaphoric frame ("these facts ...") takes in.
        weak: whether weak frames count here.
    """
    tokens = [t for t in sentence if not t.is_space]
    seen: set[tuple[str, str]] = set()
    index = frames_from()
    for start, token in enumerate(tokens):
        rows = index.get(token.lower_, ())
        if token.pos_ in ("VERB", "AUX") and token.lemma_ != token.lower_:
            rows = (*rows, *index.get(token.lemma_, ()))
        for frame in rows:
            if (frame.weak and not weak) or (frame.kind, frame.reason) in seen:
                continue
            end = match_at(frame.pattern, tokens, start)
            found = _framed(frame, tokens, (start, end), before) if end is not None else None
            if found is not None:
                seen.add((frame.kind, frame.reason))
                yield found


def _framed(frame: Frame, tokens: list[Token], match: tuple[int, int], before: Sentence | None) -> Reason | None:
    start, end = match
    marker = span_of(tokens[start:end], tokens[start])
    marker = Span(start=tokens[start].idx, end=tokens[end - 1].idx + len(tokens[end - 1].text))
    head: Token = clause_head(tokens[end - 1])
    if frame.of_act:
        named = next((t for t in tokens[start + 1 : end] if t.lemma_.lower() in words("acts", "nouns")), None)
        if named is None:
            return None
        head = named
    spans: tuple[Span, ...]
    if frame.reason == "after":
        rest = _until_aside(tokens[end:])
        if len(rest) < 2:
            return None
        spans = (span_of(rest, rest[0]),)
    elif frame.reason == "before":
        first = [t for t in tokens[:start] if not t.is_punct]
        if len(first) >= 3:
            spans = (span_of(tokens[:start], first[0]),)
        elif before is not None:
            spans = (_whole(list(before)),)
        else:
            return None
    elif frame.reason == "previous":
        if before is None:
            return None
        spans = (_whole(list(before)), _whole(tokens))
    elif frame.reason == "prior":
        rest = [t for t in tokens[end:] if not t.is_punct]
        told = _prior(tokens[:start], before)
        if told is None or not rest:
            return None
        spans, head = (told,), clause_head(rest[0])
    else:
        spans = (_whole(tokens),)
    found = Reason(marker, frame.kind, spans, head, tokens[start], frame.stance, frame.confidence, frame.weak, frame.follows, frame.theme)
    return replace(found, owner=child(tokens[start], "nmod:poss"))  # "her explanation is that ..." is hers


def _prior(left: list[Token], before: Sentence | None) -> Span | None:
    """Return what "that is why" points back to: the clause before it in its sentence, else the sentence before.

    None where neither says enough to be a reason ("Absolutely."), or speech breaks off in it.
    """
    same = [t for t in left if not t.is_punct]
    tokens = left if len(same) >= _SAYS_ENOUGH else [t for t in before or () if not t.is_space]
    words_ = [t for t in tokens if t.is_alpha]
    if len(words_) < _SAYS_ENOUGH or not any(t.pos_ in ("VERB", "AUX") for t in words_) or any(t.text in _DASHES for t in tokens):
        return None
    return _whole(tokens)


def _until_aside(tokens: list[Token]) -> list[Token]:
    """Cut a stretch at a closing attribution ("..., he said"): at the first token under a parataxis after a comma."""
    for n, t in enumerate(tokens):
        if t.dep_ == "parataxis" and n > 2:
            edge = t.left_edge.i
            return [x for x in tokens if x.i < edge] or tokens
    return tokens


def _whole(tokens: list[Token]) -> Span:
    """Return a sentence's range without an attribution at its end."""
    kept = [t for t in tokens if not t.is_space]
    cut = _until_aside(kept)
    return span_of(cut, cut[0] if not cut[0].is_punct else next((t for t in cut if not t.is_punct), cut[0]))


def find_desires(sentence: Sentence) -> Iterator[Reason]:
    """Yield what somebody wants: the complement of "need", "seek to", "sees a need to", "interested in", "dream of"."""
    for token in sentence:
        found = _verb_desire(token) or _adjective_desire(token) or _noun_desire(token)
        if found is None:
            continue
        target, marker, owner = found
        if negation(token) is not None or _is_replaced(token) or target.sent != token.sent:
            continue
        tokens = [t for t in clause_tokens(target, own_conjuncts=False) if t.i > marker[-1].i]
        keep = next((t for t in tokens if t.i == target.i or (target.i <= marker[-1].i and not t.is_punct)), None)
        if keep is not None and 2 < len(tokens) <= LONGEST:
            marked = Span(start=marker[0].idx, end=marker[-1].idx + len(marker[-1].text))
            spans = (span_of(tokens, keep),)
            yield Reason(marked, "interest", spans, owner, target, "for", 0.6, weak=True)


def _verb_desire(token: Token) -> tuple[Token, list[Token], Token] | None:
    if token.pos_ != "VERB" or token.lemma_ not in words("desire", "verbs"):
        return None
    owner = child(token, "nsubj")
    if owner is None:
        return None
    clause = child(token, "xcomp")
    if clause is not None and clause.i > token.i:
        mark = child(clause, "mark")
        end = mark.i if mark is not None and mark.lower_ == "to" else token.i
        return clause, list(token.doc[token.i : end + 1]), owner
    thing = child(token, "obj")
    role = next((c for c in children(token, "obl") if (case := child(c, "case")) is not None and case.lower_ == "as"), None)
    if thing is not None and role is not None and thing.i > token.i:
        return token, [token], owner
    return None


def _adjective_desire(token: Token) -> tuple[Token, list[Token], Token] | None:
    if token.lower_ not in words("desire", "adjectives"):
        return None
    clause = next((c for c in children(token, "xcomp", "advcl", "obl", "ccomp") if c.i > token.i), None)
    owner = child(token, "nsubj", "nsubj:pass") or (child(token.head, "nsubj") if token.dep_ == "xcomp" else None)
    if clause is None or owner is None:
        return None
    mark = child(clause, "mark", "case")
    if mark is None or mark.lower_ not in ("to", "in", "for", "about"):
        return None
    return clause, list(token.doc[token.i : max(mark.i, token.i) + 1]), owner


def _noun_desire(token: Token) -> tuple[Token, list[Token], Token] | None:
    if token.pos_ != "NOUN" or token.lemma_ not in words("desire", "nouns"):
        return None
    clause = next((c for c in children(token, "acl") if c.i > token.i), None)
    governor = token.head
    if clause is None or governor.lemma_ not in words("desire", "over"):
        return None
    owner = child(governor, "nsubj")
    mark = child(clause, "mark", "case")
    if owner is None or mark is None:
        return None
    return clause, list(token.doc[token.i : max(mark.i, token.i) + 1]), owner


def _is_replaced(token: Token) -> bool:
    """Whether a clause is what is not done: "instead of seeking to ..."."""
    return any(c.lower_ in words("desire", "instead") for c in token.children)


def find_concession(sentence: Sentence) -> Reason | None:
    """Return the counter-argument of a concessive sentence: the main clause beside "however much X does" or "even if X does"."""
    tokens = [t for t in sentence if not t.is_space]
    if len(tokens) < 6:
        return None
    lead = " ".join(t.lower_ for t in tokens[:4])
    marker: list[Token] = []
    for phrase in sorted(words("contrast", "concessive"), key=len, reverse=True):
        if lead.startswith(phrase + " "):
            marker = tokens[: len(phrase.split())]
    if not marker and tokens[0].lower_ == "however" and tokens[1].tag_ in ("RB", "JJ") and not tokens[1].is_punct:
        marker = tokens[:2]
    if not marker:
        return None
    comma = next((n for n, t in enumerate(tokens) if t.text == "," and n > len(marker) + 1), None)
    rest = _until_aside(tokens[comma + 1 :]) if comma is not None else []
    if len(rest) < 5:
        return None
    marked = Span(start=marker[0].idx, end=marker[-1].idx + len(marker[-1].text))
    return Reason(marked, "concession", (span_of(rest, rest[0]),), clause_head(rest[-1]), rest[0], "against", 0.6, weak=True)


def find_heading(sentence: Sentence) -> Reason | None:
    """Return a section heading that is a participial purpose with an object ("Courting the generals")."""
    tokens = [t for t in sentence if not t.is_space]
    if len(tokens) < 3 or tokens[0].tag_ != "VBG" or tokens[0].pos_ != "VERB":
        return None
    head = tokens[0]
    if head.head.i != head.i and head.dep_ not in ("advcl", "acl", "csubj", "dep") and child(head, "obj") is None:
        return None
    if child(head, "obj", "xcomp", "obl") is None or any(t.tag_ in ("VBZ", "VBD", "VBP", "MD") for t in tokens):
        return None
    return Reason(
        Span(start=head.idx, end=head.idx + len(head.text)), "purpose", (span_of(tokens, head),), None, head, "for", 0.6, weak=True
    )


def argues_against(heading: str) -> bool:
    """Whether a section heading announces counter-arguments."""
    plain = f" {heading.lower()} "
    return any(f" {w} " in plain for w in words("against_headings", "words"))
