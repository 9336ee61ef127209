"""Who says what: the named speakers, in what capacity, and their most telling words."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.compose.acts import is_pronoun
from dragoman.compose.desk import Desk, cite_all, cite_ref, mark
from dragoman.compose.phrases import clip, count, flat, joined, listed, quoted, sentence_case
from dragoman.compose.same import ref_key
from dragoman.records.brief import Cell, Citation, Row, Section, Sentence, Table
from dragoman.records.findings import Quote

_COLUMNS = ("speaker", "in what capacity", "says")
_MOST_SPEAKERS, _MOST_WORDS = 6, 2
# Of a speaker's words the longer passages tell more, up to so many code points; beyond that the order of the text decides.
_TELLING, _LONG = 160, 50
_BODIES = {"organisation": "a body", "government": "a government", "state": "a state", "group": "a group", "place": "a government"}
_PREPOSITIONS = ("on", "in", "to", "at", "during", "before", "via", "for", "with")
_SAID = frozenset({"statement", "judgement", "belief", "emotion"})
_FORMS = {"embed": "in a post", "indirect": "reported", "direct": "", "mixed": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One named source with all that it is quoted on."""

    name: str
    key: str
    country: str | None
    type: str | None
    quotes: tuple[Quote, ...]

    @property
    def is_named(self) -> bool:
        """Whether a name tells who speaks; "other reports" is none."""
        return self.type is not None

    @property
    def capacity(self) -> str:
        """Role and affiliation, as far as the text tells them."""
        roles = dict.fromkeys(", ".join(x for x in (q.role, q.affiliation) if x) for q in self.quotes)
        return max(roles, key=len, default="")


def find_speakers(desk: Desk) -> tuple[Speaker, ...]:
    """Return the speakers of all documents, named ones first, those with most words first."""
    groups: dict[str, list[Quote]] = {}
    for q in (q for h in desk.harvests for q in h.findings.quotes if is_said(q) and names_source(desk, q)):
        assert q.source is not None
        own = q.source.entity is None and desk.name(q, q.source) == desk.labels[q.document]
        groups.setdefault(f"outlet:{q.document}" if own else ref_key(q.source), []).append(q)
    speakers = []
    for key, quotes in groups.items():
        sources = [q.source for q in quotes if q.source]
        country = next((s.country for s in sources if s.country), None)
        kind = desk.types.get(sources[0].entity or sources[0].name)
        name = desk.name(quotes[0], sources[0])
        speakers.append(Speaker(name=name, key=key, country=country, type=kind, quotes=tuple(quotes)))
    return tuple(sorted(speakers, key=lambda s: (not s.is_named, -_length(s.quotes), s.name)))


def is_said(quote: Quote) -> bool:
    """Whether somebody says or holds the content; a plan, an order or what one saw is no statement."""
    return quote.attitude in _SAID


def names_source(desk: Desk, quote: Quote) -> bool:
    """Whether a statement says who makes it; a pronoun that was not resolved does not."""
    return quote.source is not None and not (quote.source.entity is None and is_pronoun(desk.name(quote, quote.source)))


def write_speech(desk: Desk, speakers: Sequence[Speaker]) -> Section | None:
    """Return the section; None where nobody is named as a speaker. Who has no name ("other reports") is counted below the table."""
    if not speakers:
        return None
    shown = [s for s in speakers if s.is_named][:_MOST_SPEAKERS]
    rest = [s for s in speakers if s not in shown]
    after = []
    if rest:
        text = f"{sentence_case(count(len(rest), 'further speaker'))}: {listed((clip(s.name, 40) for s in rest), 6)}."
        after.append(Sentence(text=text, citations=cite_all([s.quotes[0] for s in rest]), topic="quote"))
    rows = tuple(_row(desk, s) for s in shown)
    table = Table(columns=_COLUMNS, rows=rows) if rows else None
    return Section(id="speakers", heading="Who says what", table=table, after=tuple(after))


def _row(desk: Desk, speaker: Speaker) -> Row:
    distinct = {say_words(desk, q).casefold(): q for q in reversed(speaker.quotes)}
    best = sorted(distinct.values(), key=lambda q: (q.form == "indirect", -min(_length([q]), _TELLING)))[:_MOST_WORDS]
    shown = sorted(best, key=lambda q: q.spans[0].start)
    first = shown[0]
    named = cite_ref(first.document, first.source) or cite_all([first])
    parts = []
    for q in shown:
        told = [_FORMS.get(q.form, q.form), _say_venue(q.venue)]
        tail = f" ({', '.join(t for t in told if t)})" if any(told) else ""
        text = f"{'denied: ' if q.negated else ''}{quoted(say_words(desk, q), 150)}{tail}"
        parts.append(Sentence(text=text, citations=cite_all([q]), topic="quote"))
    more = [q for q in distinct.values() if q not in shown]
    if more:
        parts.append(Sentence(text=f"and {count(len(more), 'more passage')}", citations=cite_all(more, 3), topic="quote"))
    cells = (Cell(parts=(Sentence(text=speaker.name, citations=named, topic="quote"),)), _capacity(desk, speaker), Cell(parts=tuple(parts)))
    return Row(cells=cells, topic="quote", confidence=mark(max(q.confidence for q in shown)))


def say_words(desk: Desk, quote: Quote) -> str:
    """Return what a statement says, without the marks and the "that" around it."""
    text = desk.documents[quote.document].text
    words = joined(text[s.start : s.end] for s in quote.content) or quote.text
    return words if quote.form == "direct" else words.removeprefix("that ")


def _say_venue(venue: str | None) -> str:
    """Return where it was said; a venue may bring its own preposition ("on television")."""
    if not venue:
        return ""
    return venue if venue.split(" ", 1)[0].casefold() in _PREPOSITIONS else f"to {venue}"


def _capacity(desk: Desk, speaker: Speaker) -> Cell:
    first = speaker.quotes[0]
    office = desk.office(first.document, first.source)
    if speaker.capacity:
        quote = next(q for q in speaker.quotes if speaker.capacity == ", ".join(x for x in (q.role, q.affiliation) if x))
        return Cell(parts=(Sentence(text=speaker.capacity, citations=cite_all([quote]), topic="quote"),))
    if office and office.as_of_role:
        rows = (Citation(row=office.role_row),) if office.role_row else cite_all([office])
        return Cell(parts=(Sentence(text=office.as_of_role, citations=rows, topic="quote"),))
    used = _used_words(desk, speaker)
    if used:
        return Cell(parts=(Sentence(text=used, citations=cite_ref(first.document, first.source) or cite_all([first]), topic="quote"),))
    known = "not told" if speaker.type == "person" else _BODIES.get(speaker.type or "", "not named")
    return Cell(parts=(Sentence(text=known, citations=cite_all([first]), topic="quote"),))


def _used_words(desk: Desk, speaker: Speaker) -> str:
    """Return the words that the text uses for a state, a government or a body, where they are not its name ("the White House")."""
    if speaker.type == "person":
        return ""
    words: dict[str, None] = {}
    for q in speaker.quotes:
        if q.source and q.source.start is not None and q.source.end is not None:
            said = flat(desk.documents[q.document].text[q.source.start : q.source.end])
            if said and not is_pronoun(said) and said.casefold().removeprefix("the ") not in speaker.name.casefold() and len(said) < _LONG:
                words[said] = None
    return f"called {listed((quoted(w, _LONG) for w in words), 2)}" if words else ""


def _length(quotes: Sequence[Quote]) -> int:
    return sum(s.end - s.start for q in quotes for s in q.content)
