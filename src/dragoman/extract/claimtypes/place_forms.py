"""Names of places told in other words: "changed its name to X", "bore the name X", "X, now Y", "reverted to the name X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.capital import country_at, may_be_city, proper_run, run_at
from dragoman.extract.claimtypes.capital_forms import bears_name
from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, is_past, modifiers
from dragoman.extract.claimtypes.scene import Scene, bare_ref, clause_date, listed, spoken_date
from dragoman.extract.grammar import antecedent, child, children, preposition, subjects
from dragoman.records.spans import DateRange

_Words = tuple[int, int]
_CLOSING = frozenset({",", ")", ".", "–", "—", ";", ":"})
_CHANGE_WORDS = 14  # "the name of its capital from A to B"
_LITTLE = frozenset({",", "the", "of", "as", "to", ":", "“", '"', "'", "city", "republic"})


def find_name_forms(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about names of places in other words than "formerly" and "renamed"."""
    for i in range(*sentence):
        word = scene.lower[i]
        if word == "name":
            yield from _from_name(scene, scene.tokens[i], sentence)
        elif scene.tokens[i].dep_ == "cop" and scene.tokens[i].head.pos_ == "PROPN":
            yield from _from_copula(scene, scene.tokens[i].head, sentence)
        elif word in ("called", "known", "named"):
            yield from _from_as_called(scene, scene.tokens[i], sentence)
        elif word in listed("capital", "became"):
            yield from _from_becoming(scene, scene.tokens[i], sentence)
        elif word in listed("capital", "nowadays"):
            yield from _from_apposed(scene, i, sentence, old_first=True)
        elif word in ("former", "until", "once", "old", "erstwhile"):
            yield from _from_apposed(scene, i, sentence, old_first=False)


def name_run(scene: Scene, at: int, sentence: _Words) -> _Words | None:
    """Return the name that stands at a token, small words before it left out; None where none does that may be a place's."""
    while at < sentence[1] and scene.lower[at] in _LITTLE:
        at += 1
    run = proper_run(scene, at, sentence) if at < sentence[1] else None
    return run if run is not None and is_placelike(scene, run) else None


def is_placelike(scene: Scene, run: _Words) -> bool:
    """Whether words may be a place's or state's name: no person's and no organisation's."""
    name = scene.by_token.get(run[0])
    return may_be_city(scene, run) and (name is None or name.type not in ("person", "organisation", "office"))


def rename_draft(scene: Scene, old: _Words | None, new: _Words, verb: Token, period: DateRange | None) -> Draft:
    """Return the draft of "OLD was renamed NEW"; without an old name that the place got the new one then."""
    later = bare_ref(scene, *new, country=country_at(scene, new))
    earlier = bare_ref(scene, *old, country=country_at(scene, old)) if old is not None else later
    first, last = spread([verb, new[0], new[1] - 1, *(old or ())[:1]])
    return Draft(
        type="name", subject=earlier, predicate="renamed", object=later, first=first, last=last, period=period, negated=is_denied(verb)
    )


def former_draft(scene: Scene, new: _Words, old: _Words, *, negated: bool = False) -> Draft:
    """Return the draft of "NEW was formerly OLD"."""
    first, last = spread([new[0], new[1] - 1, old[0], old[1] - 1])
    subject = bare_ref(scene, *new, country=country_at(scene, new))
    return Draft(type="name", subject=subject, predicate="formerly", object=bare_ref(scene, *old), first=first, last=last, negated=negated)


def named_place(scene: Scene, noun: Token, sentence: _Words) -> _Words | None:
    """Return a place's name: that of a noun, of what a relative pronoun means, or of "the kingdom now called X"."""
    noun = antecedent(noun)
    run = run_at(scene, noun, sentence)
    if run is None and noun.lower_ in ("city", "town", "republic", "country", "state", "kingdom", "nation", "island"):
        run = next((run_at(scene, c, sentence) for c in children(noun, "nmod", "appos") if run_at(scene, c, sentence)), None)
    told = next((c for c in children(noun, "acl") if c.lower_ in ("known", "called", "named") and c.i > noun.i), None)
    if run is None and told is not None:
        run = proper_run(scene, told.i + 1 + (scene.lower[told.i + 1] == "as"), sentence)
    return run if run is not None and is_placelike(scene, run) else None


def _in_use(scene: Scene, run: _Words, at: Token, *, negated: bool = False) -> Draft:
    ref = bare_ref(scene, *run, country=country_at(scene, run))
    first, last = spread([run[0], run[1] - 1, at])
    return Draft(type="name", subject=ref, predicate="in use", object=ref, first=first, last=last, negated=negated)


def _holder_run(scene: Scene, verb: Token, sentence: _Words) -> _Words | None:
    """Return the place that is a verb's subject by its name; None where it is "the capital", "the city"."""
    heads = [t for s in subjects(verb) for t in (s, *(children(s, "nmod", "appos") if s.lower_ in ("city", "town", "republic") else ()))]
    run = next((r for t in heads for r in [run_at(scene, t, sentence)] if r is not None), None)
    return run if run is not None and is_placelike(scene, run) else None


def _from_name(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    verb, new = noun.head, name_run(scene, noun.i + 1, sentence)
    if child(verb, "cop") is not None and noun.dep_.startswith("nsubj"):
        yield from _from_official(scene, noun, verb, sentence)
        return
    if child(noun, "cop") is not None:
        yield from _from_former_name(scene, noun, sentence)
        return
    if not is_asserted(verb) or (verb.tag_ == "VB" and not is_denied(verb)):
        return
    word, holder = verb.lower_, _holder_run(scene, verb, sentence)
    det = child(noun, "det")
    if bears_name(noun):
        if new is None and holder is not None and det is not None and det.lower_ in ("that", "this"):
            yield _in_use(scene, holder, verb, negated=is_denied(verb))
        elif new is not None and holder is not None and holder != new:
            past = verb.tag_ == "VBD"
            yield former_draft(scene, holder, new, negated=is_denied(verb)) if past else rename_draft(scene, holder, new, verb, None)
    elif word in listed("capital", "takes") and noun.dep_ == "obj" and new is None:
        if holder is not None and modifiers(noun) & {"present", "current", "new"} and clause_date(scene, verb) is not None:
            yield rename_draft(scene, None, holder, verb, clause_date(scene, verb))
    elif (word in listed("capital", "takes") and noun.dep_ == "obj" and new is not None) or (
        word in listed("capital", "reverts") and preposition(noun) == "to" and new is not None
    ):
        yield rename_draft(scene, holder if holder != new else None, new, verb, _date(scene, verb, new))
    elif word in listed("capital", "changes") and noun.dep_ in ("obj", "nsubj:pass"):
        yield from _from_change(scene, noun, verb, sentence)


def _from_former_name(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "Rhodesia is the former name of Zimbabwe"."""
    old = _holder_run(scene, noun, sentence)
    new = next((run_at(scene, c, sentence) for c in children(noun, "nmod") if preposition(c) == "of"), None)
    if old is not None and new is not None and modifiers(noun) & listed("capital", "former") and is_asserted(noun):
        yield former_draft(scene, new, old, negated=is_denied(noun))


def _date(scene: Scene, verb: Token, new: _Words) -> DateRange | None:
    return clause_date(scene, verb) or spoken_date(scene, new[1], min(new[1] + 5, verb.sent.end))


def _from_change(scene: Scene, noun: Token, verb: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "changed its name (from A) to B in 2018", "changed the name of its capital from A to B"."""
    ends: dict[str, _Words | None] = {}
    for at in range(noun.i + 1, min(noun.i + _CHANGE_WORDS, sentence[1])):
        if scene.lower[at] in ("from", "to"):
            ends.setdefault(scene.lower[at], name_run(scene, at + 1, sentence))
    new, old = ends.get("to"), ends.get("from")
    whose = child(noun, "nmod:poss")
    if new is None:
        return
    if old is None and whose is not None and whose.lower_ in ("its", "their"):
        old = _holder_run(scene, verb, sentence)
    elif old is None and whose is not None:
        old = run_at(scene, whose, sentence)
    yield rename_draft(scene, old if old != new else None, new, verb, _date(scene, verb, new))


def _from_official(scene: Scene, noun: Token, value: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "the country's official name is the Republic of X": the name is in use on the day."""
    if not is_asserted(value):
        return
    since = _since(scene, value)
    if since is not None and not is_denied(value):  # "Swaziland's name has been Eswatini since 2018"
        new = run_at(scene, value, sentence)
        old = next((run_at(scene, c, sentence) for c in children(noun, "nmod:poss")), None)
        if new is not None and is_placelike(scene, new):
            yield rename_draft(scene, old if old != new else None, new, value, since)
        return
    if not modifiers(noun) & listed("capital", "official"):
        return
    new = name_run(scene, value.left_edge.i, sentence) or run_at(scene, value, sentence)
    at = next((c.i + 1 for c in children(value, "cop")), value.i)
    new = name_run(scene, at, sentence) or new
    if new is not None:
        yield _in_use(scene, new, noun, negated=is_denied(value))


def _since(scene: Scene, predicate: Token) -> DateRange | None:
    """Return the date of "has been ... since 2018"."""
    if not any(c.dep_ == "cop" and c.lower_ == "been" for c in predicate.children):
        return None
    at = next((i for i in range(predicate.sent.start, predicate.sent.end) if scene.lower[i] == "since"), None)
    return spoken_date(scene, at, min(at + 6, predicate.sent.end)) if at is not None else None


def _from_copula(scene: Scene, value: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X was formerly Y", "X was Y until 1930", "X is now Y", "X has been Y since 2019": both names of places."""
    subject = child(value, "nsubj")
    runs = [named_place(scene, subject, sentence), run_at(scene, value, sentence)] if subject is not None else [None]
    if None in runs or not is_asserted(value) or runs[0] == runs[1]:
        return
    first, second = [r for r in runs if r is not None]
    names = [scene.by_token.get(r[0]) for r in (first, second)]
    if not all(is_placelike(scene, r) for r in (first, second)) or not any(n is not None for n in names):
        return
    told, since = {c.lower_ for c in children(value, "advmod")}, _since(scene, value)
    after = scene.lower[second[1] : second[1] + 1]
    if since is not None:
        yield rename_draft(scene, first, second, value, since)
    elif is_past(value) and (
        "until" in scene.lower[value.left_edge.i : value.i]
        or told & (listed("capital", "formerly") | {"originally", "then"})
        or after in (("until",), ("till",))
    ):
        yield former_draft(scene, first, second, negated=is_denied(value))
    elif not is_past(value) and told & {"now", "today", "nowadays", "officially"}:
        yield rename_draft(scene, first, second, value, None)


def _is_described(noun: Token, run: _Words) -> bool:
    """Whether words outside a name describe it: "became the first former Soviet republic to join"."""
    return any(c.dep_ in ("amod", "acl", "acl:relcl", "nmod:poss") and not run[0] <= c.i < run[1] for c in noun.children)


def _from_as_called(scene: Scene, verb: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X, as the country has been called since 2019, ...", "X, as it is now known"."""
    mark = next((c for c in children(verb, "mark") if c.lower_ == "as" and c.i - 2 > sentence[0]), None)
    if mark is None or scene.lower[mark.i - 1] != ",":
        return
    new = proper_run(scene, mark.i - 1, sentence, back=True)
    if new is None or not is_placelike(scene, new):
        return
    if is_past(verb):  # "in Leningrad, as X was then called"
        later = _holder_run(scene, verb, sentence)
        if later is not None and "then" in scene.lower[mark.i : verb.i]:
            yield former_draft(scene, later, new)
        return
    since = next((i for i in range(mark.i, min(verb.i + 3, sentence[1])) if scene.lower[i] == "since"), None)
    date = spoken_date(scene, since, min(since + 6, sentence[1])) if since is not None else None
    if date is not None:
        yield rename_draft(scene, None, new, verb, date)
    elif {scene.lower[i] for i in range(mark.i, verb.i)} & {"now", "today", "officially", "currently"}:
        yield _in_use(scene, new, verb, negated=is_denied(verb))


def _from_becoming(scene: Scene, verb: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "Ceylon became Sri Lanka in 1972", "X became Y again": one name for another, both of places."""
    places = children(verb, "xcomp", "obj", "obl")
    if not is_asserted(verb) or verb.tag_ == "VB" or len(places) < 1:
        return
    old = _holder_run(scene, verb, sentence)
    new = run_at(scene, places[0], sentence) if places[0].i > verb.i else None
    if old is None or new is None or new == old or not is_placelike(scene, new) or _is_described(places[0], new):
        return
    names = [scene.by_token.get(run[0]) for run in (old, new)]
    if preposition(places[0]) not in (("", "to") if verb.lower_ == "reverted" else ("",)) or any(
        n is None or n.first != run[0] for n, run in zip(names, (old, new), strict=True)
    ):
        return
    yield rename_draft(scene, old, new, verb, clause_date(scene, verb))


def _from_apposed(scene: Scene, at: int, sentence: _Words, *, old_first: bool) -> Iterator[Draft]:
    """Read "X, now (known as) Y," (old first) and "X, the former Y,", "X (once Y)", "X, until 2019 (known as) Y,"."""
    left, right = at - 1, at + 1
    while left > sentence[0] and scene.lower[left] in ("the", "which", "is", "was"):
        if scene.lower[left] in ("is", "was") and scene.lower[left - 1] != "which":
            return
        left -= 1
    if left <= sentence[0] or scene.lower[left] not in (",", "(", "–", "—"):
        return
    if scene.lower[at] == "until":
        date = next((d for d in scene.dates_in(at, min(at + 6, sentence[1]))), None)
        words_ = scene.doc.char_span(date.start, date.end, alignment_mode="expand") if date is not None else None
        if words_ is None or words_.start > at + 1:
            return
        right = words_.end
    while right < sentence[1] and scene.lower[right] in listed("capital", "called"):
        right += 1
    before, after = proper_run(scene, left, sentence, back=True), proper_run(scene, right, sentence)
    if before is None or after is None or not (is_placelike(scene, before) and is_placelike(scene, after)):
        return
    if after[1] < sentence[1] and scene.lower[after[1]] not in _CLOSING:
        return
    known = [scene.by_token.get(run[0]) for run in (before, after)]
    if all(n is None for n in known):
        return
    new, old = (after, before) if old_first else (before, after)
    if old_first:
        yield rename_draft(scene, old, new, scene.tokens[at], None)
    else:
        yield former_draft(scene, new, old)
