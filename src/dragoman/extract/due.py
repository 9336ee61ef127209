"""When a forecast is due: the date of its predicate, else the occasion that it names ("during the visit")."""

from collections.abc import Sequence

from dragoman.extract.clauses import span_of
from dragoman.extract.dates import FoundDate, dates_between, parse_day
from dragoman.extract.grammar import child, children
from dragoman.extract.likelihood import Hedge, words
from dragoman.records.spans import DateRange, Span

_CLAUSES_UNDER = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "appos", "parataxis", "csubj"})


def find_due(hedge: Hedge, span: Span, condition: Span | None, dates: Sequence[FoundDate], published: str | None) -> DateRange | None:
    """Return when a forecast is due; None where it does not say.

    Args:
        hedge: the likelihood phrase with its predicate.
        span: the proposition.
        condition: what it hangs on, whose own dates are not the forecast's.
        dates: of the whole document.
        published: its ISO day or moment; a date before it is no due date.
    """
    day = parse_day(published)
    for found in dates_between(tuple(dates), span.start, span.end):
        if condition is not None and condition.start <= found.start < condition.end:
            continue
        if not _dates_predicate(hedge, found):
            continue
        end = parse_day(found.ahead.end)
        if end is not None and (day is None or end >= day):
            return found.ahead
    return _find_occasion(hedge)


def _dates_predicate(hedge: Hedge, found: FoundDate) -> bool:
    """Whether a date belongs to the predicate itself, not to a clause under it."""
    words_ = hedge.head.doc.char_span(found.start, found.end, alignment_mode="expand")
    if words_ is None:
        return False
    node = words_.root
    for _ in range(12):
        if node.i in (hedge.head.i, hedge.whole.i):
            return True
        if node.dep_ in _CLAUSES_UNDER or node.head.i == node.i:
            return False
        node = node.head
    return False


def _find_occasion(hedge: Hedge) -> DateRange | None:
    """Return the occasion of the predicate as a range without days."""
    lists = words()["occasion"]
    for top in dict.fromkeys((hedge.head, hedge.whole)):
        for c in children(top, "obl"):
            case = child(c, "case")
            if case is not None and case.lower_ in lists["prepositions"] and c.lemma_.lower() in lists["nouns"]:
                inside = [t for t in c.subtree if not any(a.dep_ in _CLAUSES_UNDER for a in (t, *t.ancestors) if c.is_ancestor(a))]
                span = span_of(inside, c)
                text = c.doc.text[span.start : span.end]
                return DateRange(start=None, end=None, text=" ".join(text.split()))
    return None
