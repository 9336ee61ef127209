"""Claims that an official travelled to a state: whom, where, when; or that nobody of an office ever did, or that somebody was the first."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, subject_names
from dragoman.extract.claimtypes.journey_places import list_destinations
from dragoman.extract.claimtypes.lengths import UNITS
from dragoman.extract.claimtypes.scene import Name, Scene, bare_ref, clause_date, is_person, is_state, listed
from dragoman.extract.grammar import agents, child, children, conjuncts, is_passive, preposition, subjects
from dragoman.records.spans import DateRange, Ref

_Words = tuple[int, int]
_DECADE = re.compile(r"(?:18|19|20)\d0s")
_TITLE = 4  # tokens before a name in which its title stands: "US Secretary of State John Kerry"
_PAST = frozenset({"former", "ex", "then", "vice", "deputy", "acting", "elect"})
_OFFICES = {"president": "head_of_state", "presidents": "head_of_state", "secretary": "foreign_minister", "secretaries": "foreign_minister"}
_INSTEAD = frozenset({"without", "instead", "rather", "than"})
_PARTS = frozenset({"week", "weeks", "half", "days", "fortnight", "quarter", "weekend", "part", "months"})
_VAGUE = frozenset({"few", "couple", "several"})
_SHORT = frozenset({"day", "days", "week", "weeks", "month", "months"})
_NOT_YET = frozenset({"yet", "still"})


def find_journeys(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), that somebody visited a state, a place in it or the states of a region."""
    if any(_DECADE.fullmatch(scene.lower[i]) for i in range(*sentence)):
        return  # "in the 1990s": no days that a journey could be held against
    for i in range(*sentence):
        word = scene.tokens[i]
        if scene.lower[i] in ("was", "were", "been") and word.dep_ == "cop":
            yield from _from_stay(scene, word, sentence)
        elif scene.lower[i] in listed("journey", "verbs") and word.pos_ in ("VERB", "AUX"):
            yield from _from_verb(scene, word, sentence)
        elif scene.lower[i] in listed("journey", "nouns") and word.pos_ == "NOUN":
            yield from _from_noun(scene, word, sentence)


def _from_verb(scene: Scene, verb: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X visited A and B", "X paid a visit to A", "X met Y in A", "A hosted X"."""
    places, whole = list_destinations(scene, _goals(verb))
    hosted = verb.lower_ in listed("journey", "host") and not is_passive(verb)
    if hosted:
        places, whole = [n for s in subjects(verb) for n in [scene.name_at(s)] if is_state(n) and n is not None], False
    if not places:
        return
    first = _first_of_office(verb)
    if first is not None:
        yield from _from_first(scene, verb, first, places, whole)
        return
    yet = _is_still_to_come(scene, verb)
    if (not yet and not is_asserted(verb)) or any(c.lower_ in _INSTEAD for c in children(verb, "mark", "case", "advmod")):
        return
    people = [n for c in _guests(verb) for n in [_person_at(scene, c)] if n is not None] if hosted else _visitors(scene, verb)
    if verb.lower_ in listed("journey", "meeting"):
        # of two who meet the lists follow one; the other may be at home
        people = [n for n in people if n.ref.country == "USA" and (n.ref.entity or "").startswith("person:")][:1] or people[:1]
    period = _days_of(scene, verb, sentence)
    if period == ():
        return
    predicate = "yet to visit" if yet else "visited all of" if whole else "visited"
    drafts = [
        _draft(scene, verb, who, predicate, places, period or None, sentence)
        for who in people or _classes(scene, verb)
        if _is_followed(scene, verb, who, places, period or None)
    ]
    if len(drafts) > 1 and len(places) == 1 and len({d.unit for d in drafts}) == 1:
        yield replace(drafts[0], objects=tuple(d.subject for d in drafts))  # "A and B both visited C": a row of travellers
    else:
        yield from drafts


def _goals(verb: Token) -> list[Token]:
    """Return the nouns that say where a verb leads."""
    low = verb.lower_
    if low in listed("journey", "direct"):
        if is_passive(verb):
            return children(verb, "nsubj:pass")
        found = children(verb, "obj")
        return found or [a for a in [verb.head] if verb.dep_ == "acl:relcl" and child(verb, "nsubj") is not None]
    places = [c for c in verb.children if c.dep_.startswith("obl")]
    if low in listed("journey", "going"):
        # "to A and on to B": the second hangs on the verb as its like
        further = [c for c in children(verb, "conj") if c.pos_ == "PROPN" and any(k.lower_ == "to" for k in children(c, "case"))]
        return [c for c in places if preposition(c) in ("to", "into", "through", "across", "around")] + further
    if low in listed("journey", "arriving"):
        return [c for c in places if preposition(c) in ("in", "at", "on")]
    things = children(verb, "obj")
    if low == "spent":
        return (
            [c for c in places if preposition(c) == "in"]
            if any(t.lower_ in UNITS or t.lower_ in ("night", "nights", "hours") for t in things)
            else []
        )
    if low == "set" and any(t.lower_ == "foot" for t in things):
        return [c for c in [*places, *(n for t in things for n in children(t, "nmod"))] if preposition(c) in ("in", "on")]
    if low in listed("journey", "making"):
        trips = [t for t in things if t.lower_ in listed("journey", "nouns")]
        return [n for t in trips for n in (*children(t, "nmod"), *places) if preposition(n) in ("to", "in", "through", "of", "across")]
    if low in listed("journey", "meeting") or (low in ("held", "had") and any(t.lower_ in listed("journey", "talks") for t in things)):
        near = [n for t in things for n in children(t, "nmod") if t.lower_ in listed("journey", "talks")]
        return [c for c in (*places, *near) if preposition(c) in ("in", "at")]
    if low == "called" and not any(c.dep_ in ("xcomp", "advcl", "ccomp") for c in verb.children):
        leaders = [c for c in places if preposition(c) == "on" and c.lower_ in listed("journey", "leaders")]
        return [n for c in leaders for n in children(c, "nmod") if preposition(n) == "of" and child(c, "acl") is None]
    return [c for c in places if preposition(c) in ("in", "at")] if low in listed("journey", "host") and is_passive(verb) else []


def _guests(verb: Token) -> list[Token]:
    return [t for c in children(verb, "obj") for t in conjuncts(c)]


def _visitors(scene: Scene, verb: Token) -> list[Name]:
    visited = is_passive(verb) and verb.lower_ in listed("journey", "direct")  # "A was visited by X"
    named = [n for s in (agents(verb) if visited else subjects(verb)) for n in [_person_at(scene, s)] if n is not None]
    if visited:
        return named
    found = named or [n for n in subject_names(scene, verb, is_person) if _is_known(scene, n)]
    return list({n.first: n for n in found}.values())


def _person_at(scene: Scene, token: Token) -> Name | None:
    """Return the traveller that a noun names: its own words, or the name after its title."""
    titled = [c for c in children(token, "flat", "appos", "nmod", "nmod:desc", "compound") if child(c, "case") is None]
    for t in (token, *titled):
        name = scene.name_at(t)
        if is_person(name) and name is not None and _is_known(scene, name) and (t is token or abs(t.i - token.i) <= _TITLE):
            return name
    return None


def _is_known(scene: Scene, name: Name) -> bool:
    """Whether a person is one of the tables, or named by the bare surname of a traveller of them."""
    words = name.ref.name.lower().split()
    return (name.ref.entity or "").startswith("person:") or (len(words) == 1 and words[0] in scene.travellers)


def _is_followed(scene: Scene, word: Token, who: Name | Ref, places: list[Name], period: DateRange | None) -> bool:
    """Whether a journey is worth a claim: of a traveller whom the tables follow, or one that is told for its own sake with its year.

    "The minister met X in Paris" says less of a journey than of the meeting; what no table follows would hide the rest of the sentence.
    """
    if isinstance(who, Ref):
        return True
    if any(n.ref.country == (who.ref.country or "-") for n in places):
        return False  # at home
    abroad = who.ref.country in (None, "USA") or any("USA" in (n.ref.entity, n.ref.country) for n in places)
    if who.ref.name.lower().split()[-1] in scene.travellers and abroad:
        return True
    plain = any(word.lower_ in listed("journey", kind) for kind in ("direct", "going", "making"))
    return plain and period is not None and any(w[:2] in ("19", "20") and len(w) == 4 for w in period.text.split())


def _classes(scene: Scene, verb: Token) -> list[Ref]:
    """Return the office of "no American president has ever visited ..." as a Ref of the words themselves."""
    subject = child(verb, "nsubj")
    none = subject is not None and subject.lower_ == "none"
    if none and subject is not None:
        subject = next((c for c in children(subject, "nmod") if preposition(c) == "of"), None)
    if subject is None or subject.lower_ not in _OFFICES:
        return []
    owner = next((n for c in children(subject, "amod", "compound") for n in [scene.name_at(c)] if is_state(n)), None)
    det = child(subject, "det")
    denied = none or (det is not None and det.lower_ == "no")
    if owner is None or not denied:
        return []
    last = subject.i + 3 if scene.lower[subject.i + 1 : subject.i + 3] == ("of", "state") else subject.i + 1
    return [bare_ref(scene, owner.first, last, country=owner.ref.entity)]


def _first_of_office(verb: Token) -> Token | None:
    """Return the noun of "the first secretary of state to visit", None in any other frame."""
    noun = verb.head
    if verb.dep_ not in ("acl", "acl:relcl") or noun.lower_ not in _OFFICES:
        return None
    return noun if any(c.lower_ == "first" for c in noun.children) else None


def _from_first(scene: Scene, verb: Token, noun: Token, places: list[Name], whole: bool) -> Iterator[Draft]:
    if any(t.lower_ in ("since", "years", "decades") for t in verb.subtree) or not is_asserted(noun) or _is_bounded(scene, verb, places):
        return  # the first for some time, not the first of all
    holder = noun if child(noun, "cop") is not None else noun.head
    people = [n for n in subject_names(scene, holder, is_person) if _is_known(scene, n)]
    if not people and noun.dep_ == "appos":
        people = [n for n in [scene.name_at(noun.head)] if is_person(n) and n is not None]
    for who in people[:1]:
        draft = _draft(scene, verb, who, "first to visit", places, None, (verb.sent.start, verb.sent.end))
        yield replace(draft, unit=_OFFICES[noun.lower_], negated=is_denied(noun), approx="all" if whole else None)


def _is_bounded(scene: Scene, verb: Token, places: list[Name]) -> bool:
    """Whether more than the place and the day bounds what somebody was the first to do: "wartime Ukraine", "during a war"."""
    goals = [scene.tokens[i] for n in places for i in range(n.first, n.last)]
    inside = {
        t.i for g in goals for t in g.subtree if t not in goals and t.lower_ not in ("and", ",", "the", "to", "in", "of", "all", "five")
    }
    dated = {
        t.i
        for d in scene.dates_in(verb.sent.start, verb.sent.end)
        for t in scene.doc.char_span(d.start, d.end, alignment_mode="expand") or ()
    }
    aside = [c for c in verb.children if c.dep_.startswith(("obl", "advcl", "advmod")) and c not in goals and c.i not in dated]
    return bool(inside - dated - {n for p in places for n in range(p.first, p.last)}) or any(
        not (c.dep_ == "advcl" and {"when", "he", "she"} & {t.lower_ for t in c.subtree}) for c in aside
    )


def _from_noun(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X's visit to A took place in May", "the visit of X to A in 2014", "on a visit to A in 2016, X met ..."."""
    goals = [c for c in children(noun, "nmod") if preposition(c) in ("to", "in", "through")]
    told = child(noun, "acl")
    head = told if noun.dep_ == "ROOT" and told is not None and told.lower_ in listed("journey", "held") else noun.head
    if noun.dep_ == "nsubj" and head.lower_ in listed("journey", "taking"):
        goals = [g for g in _taken_to(head) if list_destinations(scene, [g])[0]] or goals
    places, whole = list_destinations(scene, goals)
    before = set(scene.lower[max(sentence[0], noun.i - 4) : noun.i])
    if head.lower_ in listed("journey", "held") and head.tag_ in ("VBD", "VBN") and head.pos_ == "VERB":
        before -= listed("journey", "put_off")  # "the postponed trip took place in June" tells of one that was held
    if not places or before & listed("journey", "unheld"):
        return
    owners = [*children(noun, "nmod:poss"), *(c for c in children(noun, "nmod") if preposition(c) in ("of", "by"))]
    people = [n for c in owners for n in [_person_at(scene, c)] if n is not None]
    if people and (noun.dep_ in ("nsubj", "nsubj:pass") or head is told):
        known = head.lower_ in listed("journey", "held") or head.lower_ in listed("journey", "taking") or child(head, "cop") is not None
        period = _days_in(scene, noun) or (clause_date(scene, head) if head.pos_ == "VERB" else None)
        taken = head.lower_ in listed("journey", "taking")
        if not known or not is_asserted(head) or (is_denied(head) and not taken):
            return
        noun = head if taken else noun  # "his tour did not include A" denies of A
    elif noun.dep_.startswith("obl") and preposition(noun) in ("on", "during", "after", "at") and head.pos_ == "VERB" and is_asserted(head):
        people = people or _visitors(scene, head)
        period = _days_in(scene, noun) or clause_date(scene, head)
        if child(noun, "nmod:poss") is not None and not people:
            return
    else:
        return
    for who in [p for p in people if _is_followed(scene, noun, p, places, period)][:1]:
        yield _draft(scene, noun, who, "visited all of" if whole else "visited", places, period, sentence)


def _taken_to(verb: Token) -> list[Token]:
    """Return where a trip "took him to" or what it "took in", "included"."""
    things = children(verb, "obj")
    if verb.lower_ == "took":
        return [c for c in verb.children if c.dep_.startswith("obl") and preposition(c) in ("to", "in", "through")]
    stops = [n for t in things if t.lower_ in listed("journey", "nouns") for n in children(t, "nmod") if preposition(n) in ("in", "to")]
    return stops or things


def _from_stay(scene: Scene, copula: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X was in Astana on 28 February 2023", "no X has ever been to Uzbekistan"."""
    place = copula.head
    been = copula.lower_ == "been"
    if preposition(place) != ("to" if been else "in"):
        return
    yet = been and _is_still_to_come(scene, place)
    places, _ = list_destinations(scene, [place])
    period = _days_of(scene, place, sentence)
    if not places or period == () or not (been or period) or not (yet or is_asserted(place)):
        return
    for who in _visitors(scene, place) or _classes(scene, place):
        if _is_followed(scene, place, who, places, period or None):
            yield _draft(scene, place, who, "yet to visit" if yet else "visited", places, period or None, sentence)


def _days_in(scene: Scene, noun: Token) -> DateRange | None:
    at = (noun.left_edge.i, noun.right_edge.i + 1)
    return next((d.past for d in scene.dates_in(*at) if d.past.start is not None), None)


def _days_of(scene: Scene, verb: Token, sentence: _Words) -> DateRange | tuple[()] | None:
    """Return the days that a verb's clause gives, None where the sentence gives none, () where they are another clause's."""
    low = scene.lower
    if any(low[i] in _PARTS and low[i + 1] == "of" and low[i - 1 : i] != ("as",) for i in range(sentence[0], sentence[1] - 1)):
        return ()  # "in the first week of January" is no month; "as part of a journey" is no date
    found = clause_date(scene, verb)
    if found is not None:
        return () if _is_vague(found) or _bounds_only(scene, found, sentence) else found
    dates = [d for d in scene.dates_in(*sentence) if d.past.start is not None]
    if not dates:
        return None
    words = [scene.doc.char_span(d.start, d.end, alignment_mode="expand") for d in dates]
    above = [[a for a in w.root.ancestors if a.pos_ in ("VERB", "AUX")] if w is not None else [] for w in words]
    own = [d for d, verbs in zip(dates, above, strict=True) if verbs[:1] == [verb]]
    if len(own) == 1:
        return own[0].past
    return dates[0].past if len(dates) == 1 and verb in above[0] else ()


def _bounds_only(scene: Scene, days: DateRange, sentence: tuple[int, int]) -> bool:
    """Whether a date is one end alone of a stretch of time: "in the three months after 7 October"."""
    words = [scene.doc.char_span(d.start, d.end, alignment_mode="expand") for d in scene.dates_in(*sentence) if d.past == days]
    return any(w is not None and w.start > 0 and scene.lower[w.start - 1] in ("after", "before") for w in words)


def _is_vague(days: DateRange) -> bool:
    """Whether words like "a few weeks ago" give no days that a list could contradict."""
    words = set(days.text.lower().split())
    return bool(words & _VAGUE) or ("ago" in words and bool(words & _SHORT))


def _is_still_to_come(scene: Scene, verb: Token) -> bool:
    """Whether a verb stands in "has yet to visit", "has still not visited"."""
    near = set(scene.lower[max(verb.sent.start, verb.i - 4) : verb.i])
    return bool(near & _NOT_YET) and (("yet" in near and "to" in near) or "not" in near or "n't" in near)


def _draft(
    scene: Scene, word: Token, who: Name | Ref, predicate: str, places: list[Name], period: DateRange | None, sentence: _Words
) -> Draft:
    ref = who if isinstance(who, Ref) else who.ref
    inside = [p for n in places for p in (n.first, n.last - 1) if sentence[0] <= p < sentence[1]]
    first, last = spread([word, *inside, *([who.first] if isinstance(who, Name) and who.first >= sentence[0] else [])])
    refs = tuple(n.ref for n in places)
    office = isinstance(who, Ref) or _tells_office(scene, word, who)
    # "no president visited", "skipped": the denial lies in another word than "not"
    turned = isinstance(who, Ref) or word.lower_ in listed("journey", "skipping") or _has_none(word)
    negated = predicate != "yet to visit" and is_denied(word) != turned
    return Draft(
        type="date",  # the contract's type; its predicate tells a journey
        subject=ref,
        predicate=predicate,
        object=refs[0] if len(refs) == 1 else None,
        objects=refs if len(refs) > 1 else (),
        unit="in office" if office else None,
        period=period,
        first=first,
        last=last,
        negated=negated,
    )


def _has_none(verb: Token) -> bool:
    """Whether a verb's object is none at all: "made no trip", "held no talks"."""
    return any(c.lower_ == "no" for t in children(verb, "obj") for c in children(t, "det"))


def _tells_office(scene: Scene, word: Token, who: Name) -> bool:
    """Whether a sentence says that somebody travelled in his office: by his title, "as president", "while in office"."""
    if word.tag_ in ("VBZ", "VBP"):
        return False
    sent = word.sent
    before = scene.lower[max(sent.start, who.first - _TITLE) : max(sent.start, who.first)]
    inside = scene.lower[who.first : who.last]
    # "as the Secretary travels to A", "on his visit to A" may be still to come: a title tells of the past alone
    told = who.how == "name" and (word.tag_ in ("VBD", "VBN", "VB") or is_denied(word) or word.pos_ != "VERB")
    if told and word.pos_ != "NOUN" and {*before, *inside} & _OFFICES.keys() and not {*before, *inside} & _PAST:
        return True
    text = " ".join(scene.lower[sent.start : sent.end])
    return any(f" {p} " in f" {text} " for p in listed("journey", "in_office"))
