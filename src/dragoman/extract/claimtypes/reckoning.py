"""Days reckoned back from the day of publication to what a distance is told from: "three decades since X", "the 30th anniversary of X"."""

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from dragoman.extract.claimtypes.distance import distance_of, read_ordinal
from dragoman.extract.dates import FoundDate, parse_day
from dragoman.extract.grammar import clause_head
from dragoman.records.spans import DateRange

_UNITS = frozenset({"year", "years", "decade", "decades", "month", "months", "week", "weeks", "century", "centuries"})
_MARKS = frozenset({"since", "after", "from", "of"})
_KEPT = frozenset({"anniversary", "birthday"})
_REACH = 12  # words
_PASSING = frozenset({"have", "has", "now", "already", "passed", "elapsed", "gone", "by", "went", "long", "it", "'s", "been"})
_PRESENT_DAYS = frozenset({"today", "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_SAYING = frozenset({"said", "says", "say", "told", "argued", "warned", "noted", "wrote", "added", "reported", "explained", "recalled"})
_PAST = frozenset({"was", "were", "had", "did"})


def find_reckoned(doc: Doc, lower: Sequence[str], dates: tuple[FoundDate, ...], published: str | None) -> Mapping[int, DateRange]:
    """Return the days of what stands after some words: by the index of "since", "after", "of" and of the verb that follows it.

    Only where the sentence tells of the day of publication itself, or of a day that it names beside an anniversary.
    """
    found: dict[int, DateRange] = {}
    if parse_day(published) is None:
        return found
    for i, low in enumerate(lower):
        if low not in _MARKS or not _may_tell(lower, i):
            continue
        word = doc[i]
        days = (_anniversary(word, dates, published) or _years_of(word, published)) if low == "of" else _since(word, published)
        if days is not None:
            found[word.i] = days
            found |= {t.i: days for t in _verb_after(word)} if low != "of" else {}
    return found


def _may_tell(lower: Sequence[str], i: int) -> bool:
    """Whether the words around a mark are such that a distance may be told; spares the parse of most of them."""
    before = lower[i - 1] if i else ""
    if lower[i] == "of":
        return before in _KEPT or lower[i + 1 : i + 2] in (("independence",), ("independent",))
    return (before == "on" or lower[i] != "from") and not _UNITS.isdisjoint(lower[max(0, i - _REACH) : i])


def _since(word: Token, published: str | None) -> DateRange | None:
    """Read "three decades since", "two years after", "two decades on from", "thirty years have passed since"."""
    at, floor = word.i - 1, word.sent.start
    if word.lower_ == "from" and (at < floor or word.doc[at].lower_ != "on"):
        return None
    while at > floor and (word.doc[at].lower_ in _PASSING or (word.doc[at].lower_ == "on" and at == word.i - 1)):
        at -= 1
    if at <= floor or word.doc[at].lower_ not in _UNITS or _tells_past(_main_clause(word), apart_from=word):
        return None
    return distance_of(word.doc[at], published)


def _years_of(word: Token, published: str | None) -> DateRange | None:
    """Read "celebrates thirty years of independence"."""
    after = word.doc[word.i + 1].lower_ if word.i + 1 < word.sent.end else ""
    if after not in ("independence", "independent") or word.i == word.sent.start or _tells_past(word.sent.root, apart_from=word):
        return None
    unit = word.doc[word.i - 1]
    return distance_of(unit, published) if unit.lower_ in _UNITS else None


def _anniversary(word: Token, dates: tuple[FoundDate, ...], published: str | None) -> DateRange | None:
    """Read "the 30th anniversary of", on the day of publication or in a year that the sentence names."""
    doc, at = word.doc, word.i - 1
    if at - 1 < word.sent.start or doc[at].lower_ not in _KEPT:
        return None
    years = read_ordinal(doc[at - 1].lower_)
    span = _years_kept(word, dates, published)
    if years is None or span is None:
        return None
    start, end = span[0] - years, span[1] - years
    return DateRange(start=f"{start:04d}-01-01", end=f"{end:04d}-12-31", text=doc[at - 1 : at + 1].text)


def _years_kept(word: Token, dates: tuple[FoundDate, ...], published: str | None) -> tuple[int, int] | None:
    """Return the first and last year in which an anniversary may be kept: one that the sentence names, else that of publication."""
    sent, here = word.sent, parse_day(published)
    inside = {t.idx for t in word.head.subtree}
    named = [d.past.start for d in dates if sent.start_char <= d.start < sent.end_char and d.past.start and d.start not in inside]
    if named:
        return int(named[0][:4]), int(named[0][:4])
    if here is None:
        return None
    told_now = bool({t.lower_ for t in sent} & _PRESENT_DAYS) or not _tells_past(sent.root, apart_from=word)
    if told_now:
        return here.year, here.year
    # "On the anniversary they met" of a sentence by itself is news of its day or the year before; in a tale it may be any year.
    alone = sent.start == 0 and sent.end == len(word.doc) and word.doc[word.i - 1].head == sent.root
    return (here.year - 1, here.year) if alone else None


def _verb_after(word: Token) -> Iterator[Token]:
    """Yield the first verb of the clause that a word opens, none where a comma closes its phrase before."""
    for t in word.doc[word.i + 1 : word.sent.end]:
        if t.text in (",", ";", "–", "—"):
            return
        if t.pos_ == "VERB" or (t.pos_ == "AUX" and t.dep_ not in ("aux", "aux:pass", "cop")):
            yield t
            return


def _main_clause(word: Token) -> Token:
    """Return the predicate that "three decades after ..." belongs to; what somebody "said" after it is told in the clause that he said."""
    below = word.head
    above = below.head if word.dep_ == "mark" or below.pos_ in ("VERB", "AUX") else clause_head(below)
    if above.lower_ in _SAYING or above == below:
        above = next((c for c in above.children if c.dep_ in ("ccomp", "parataxis") and c != below), above)
    return above


def _tells_past(root: Token, *, apart_from: Token) -> bool:
    """Whether a sentence's main clause is told in the past; a distance in it is then reckoned from another day."""
    if apart_from in root.ancestors:
        return True
    forms = [c for c in root.children if c.dep_ in ("cop", "aux", "aux:pass")]
    if forms:
        return forms[0].lower_ in _PAST
    return root.tag_ == "VBD"
