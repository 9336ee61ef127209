"""Clauses as stretches of text. Shared by forecasts and explanations; see ``grammar`` for the labels."""

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from dragoman.extract.grammar import child
from dragoman.records.cast import Cast
from dragoman.records.spans import Ref, Span

_OUTSIDE = frozenset({"parataxis", "discourse", "vocative", "reparandum"})
_LEADING = frozenset(
    {"however", "but", "and", "yet", "also", "so", "still", "though", "thus", "moreover", "then", "now", "nevertheless", "instead", "or"}
)
_TRAILING = frozenset({"however", "though", "too", "but", "and", "or", "so"})
FIRST_PERSON = frozenset({"i", "we", "us", "me"})


def is_first_person(token: Token) -> bool:
    """Whether a token is "I", "we" or "us"; "US" in capitals is the country."""
    return token.lower_ in FIRST_PERSON and token.text != "US"


def clause_tokens(head: Token, without: Collection[Token] = (), own_conjuncts: bool = True) -> list[Token]:
    """Return the tokens of the clause or phrase under ``head``, without asides, attributions and the ``without`` subtrees.

    Args:
        head: a predicate or a noun.
        without: children (at any depth) whose subtrees are left out.
        own_conjuncts: False leaves coordinated clauses that have a subject of their own out.
    """
    left_out = {t.i for t in without}
    found, queue = [head], [head]
    while queue:
        node = queue.pop()
        for c in node.children:
            if c.i in left_out or c.dep_ in _OUTSIDE or (c.dep_ == "conj" and node.i == head.i and not own_conjuncts and _stands_alone(c)):
                continue
            found.append(c)
            queue.append(c)
    return sorted(found, key=lambda t: t.i)


def _stands_alone(token: Token) -> bool:
    """Whether a conjunct is a clause of its own or has a marker of its own ("because of A, but because of B")."""
    mark = child(token, "case", "mark")
    return child(token, "nsubj", "nsubj:pass", "csubj", "expl") is not None or (
        mark is not None and mark.lower_ in ("because", "due", "given")
    )


def span_of(tokens: Sequence[Token], keep: Token) -> Span:
    """Return the text range from the first to the last token, trimmed of edge punctuation, conjunctions and discourse words.

    Args:
        tokens: in text order, at least one.
        keep: a token that trimming never removes.
    """
    run = [t for t in tokens if not t.is_space]
    while (
        len(run) > 1 and run[0].i != keep.i and (_is_mark(run[0]) or run[0].lower_ in _LEADING or run[0].dep_ == "cc" or _is_that(run[0]))
    ):
        run = run[1:]
    while len(run) > 1 and run[-1].i != keep.i and (_is_mark(run[-1]) or run[-1].lower_ in _TRAILING):
        run = run[:-1]
    if not run:
        run = [keep]
    run = _close(run)
    return Span(start=run[0].idx, end=run[-1].idx + len(run[-1].text))


def _close(run: list[Token]) -> list[Token]:
    """Take the mark that closes a bracket or quotation opened inside the run back in."""
    last = run[-1]
    if last.i + 1 < len(last.doc):
        after = last.doc[last.i + 1]
        opener = {")": "(", "]": "[", "”": "“"}.get(after.text)
        if opener and sum(t.text == opener for t in run) > sum(t.text == after.text for t in run):
            return [*run, after]
    return run


def _is_that(token: Token) -> bool:
    return token.lower_ == "that" and token.dep_ == "mark"


def _is_mark(token: Token) -> bool:
    return (token.is_punct or token.pos_ == "PUNCT") and token.text not in ("%", "$", "#", "€", "£")


def clause_span(head: Token, without: Collection[Token] = (), own_conjuncts: bool = True) -> Span:
    """Return the range of the clause under ``head``; see ``clause_tokens`` and ``span_of``."""
    return span_of(clause_tokens(head, without, own_conjuncts), head)


def is_same(a: Ref | None, b: Ref | None) -> bool:
    """Whether two Refs are known to mean one entity."""
    return a is not None and b is not None and a.entity is not None and a.entity == b.entity


def ref_of(head: Token, cast: Cast) -> Ref:
    """Return whom a noun phrase means, by the Cast at its head word."""
    start, end = head.idx, head.idx + len(head.text)
    return cast.ref_at(start, end, head.text)
