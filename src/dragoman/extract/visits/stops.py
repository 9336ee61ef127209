"""Where a journey leads: places after its word, a city giving its country, in the order of the text."""

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.extract.grammar import child, children, entity_run, preposition, text_at
from dragoman.records.cast import Cast
from dragoman.records.facts import Facts
from dragoman.records.findings import Stop
from dragoman.records.spans import Ref

_PLACES = frozenset({"GPE", "LOC"})
_PLACE_TYPES = frozenset({"state", "place", "government"})


class Atlas:
    """Which country a place is in, by the cast and the places table."""

    def __init__(self, cast: Cast, facts: Facts, day: str | None) -> None:
        self.cast, self.facts, self.day = cast, facts, day
        self._cities: dict[str, str] = {}

    def country_of(self, name: str) -> str | None:
        """Return the country of a city by its name on the day."""
        if not self._cities:
            for row in self.facts.places:
                if row.name not in self._cities or row.holds_on(self.day):
                    self._cities[row.name] = row.country
        return self._cities.get(name)

    def stop_at(self, token: Token) -> Stop | None:
        """Return the stop that a place's token names; None where it names no place."""
        run = entity_run(token)
        doc = token.doc
        start, end = doc[run[0]].idx, doc[run[-1]].idx + len(doc[run[-1]].text)
        while doc[run[0]].dep_ in ("det", "case") and len(run) > 1:
            run = range(run[0] + 1, run[-1] + 1)
            start = doc[run[0]].idx
        words = text_at(doc, start, end)
        anchor = self.cast.anchor_at(start, end)
        if anchor is not None and anchor.type == "person":
            return None
        if token.ent_type_ not in _PLACES and (anchor is None or anchor.type not in _PLACE_TYPES):
            return None
        country = anchor.ref.country if anchor is not None else None
        city = self.country_of(words)
        if city is not None and (anchor is None or anchor.type != "state"):
            country = country or city
        if country is None:
            found = self.facts.named(words, self.day)
            country = next(
                (e.country or (e.id if len(e.id) == 3 else None) for e in found if e.type in ("state", "government", "place")), None
            )
        entity = anchor.ref.entity if anchor is not None and anchor.type == "state" else None
        name = words if anchor is None or anchor.type != "state" else anchor.ref.name
        return Stop(place=Ref(start=start, end=end, entity=entity, name=name, country=country), country=country)

    def is_country(self, stop: Stop) -> bool:
        """Whether a stop names the country itself, not a place in it."""
        return stop.place.entity is not None and stop.place.entity == stop.country


def places_below(token: Token) -> list[Token]:
    """Return the place names in a noun phrase, in text order: itself, its list, what follows in apposition ("republics: Belarus, ...")."""
    found, queue, seen = [], [token], set()
    while queue:
        current = queue.pop()
        if current.i in seen:
            continue
        seen.add(current.i)
        if current.ent_type_ in _PLACES and current.dep_ not in ("compound", "flat", "amod", "nmod:poss") and not _is_demonym(current):
            found.append(current)
        queue.extend(
            children(current, "conj", "appos", "nmod:unmarked", "list", "dep", "parataxis", "nmod:desc", "flat")
            if current.pos_ != "VERB"
            else []
        )
        queue.extend(
            c
            for c in children(current, "nmod")
            if preposition(c) in ("", "in", "of", "including") and (current.i == token.i or current.ent_type_ in _PLACES)
        )
    return sorted(found, key=lambda t: t.i)


def _is_demonym(token: Token) -> bool:
    case = child(token, "case")
    return token.pos_ == "ADJ" or (case is not None and case.lower_ in ("'s", "’s"))


def join_stops(stops: Iterable[Stop], atlas: Atlas) -> tuple[Stop, ...]:
    """Return stops in order, each country once: a city and its country are one stop, the city's name kept."""
    kept: list[Stop] = []
    for stop in stops:
        same = next((i for i, s in enumerate(kept) if s.country is not None and s.country == stop.country), None)
        if same is None:
            if stop.country is not None or all(s.place.name != stop.place.name for s in kept):
                kept.append(stop)
        elif atlas.is_country(kept[same]) and not atlas.is_country(stop):
            old = kept[same]
            kept[same] = Stop(place=stop.place, country=stop.country, date=old.date or stop.date)
        elif kept[same].date is None and stop.date is not None:
            kept[same] = Stop(place=kept[same].place, country=kept[same].country, date=stop.date)
    return tuple(kept)
