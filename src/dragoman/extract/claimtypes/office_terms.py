"""Claims about somebody's rule that name no title: "stepped down in March", "in power since 1999", "X is led by A"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import either, is_asserted, is_denied, is_past, name_of_token, owner_name, subject_name
from dragoman.extract.claimtypes.later import days_later
from dragoman.extract.claimtypes.office_clauses import draft_office, is_ahead
from dragoman.extract.claimtypes.office_dates import date_after
from dragoman.extract.claimtypes.office_titles import LONGEST, ministries, office_words, posts, title_phrases
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, is_body, is_person, is_state
from dragoman.extract.grammar import child, children, is_passive, obliques, preposition
from dragoman.records.spans import DateRange, Ref

_LEAVING = frozenset({"resigned", "stepped", "ousted", "left", "vacated"})
_TAKING = frozenset({"sworn", "inaugurated", "took", "assumed", "entered", "rose", "came", "swept", "seized", "ascended", "returned"})
_TO_POWER = frozenset({"rose", "came", "swept", "ascended", "returned"})


def find_terms(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about when somebody came to power or left, or whom a state is led by."""
    yield from (draft for draft in _find(scene, sentence) if not is_ahead(scene, draft))


def _find(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    for i in range(*sentence):
        word = scene.lower[i]
        if word in _LEAVING or word in _TAKING:
            yield from _from_change(scene, scene.tokens[i], sentence)
        if word in office_words("lead") | office_words("leads") | office_words("to_lead"):
            yield from _from_leading(scene, scene.tokens[i], sentence)
        if word in ("power", "office") and i > sentence[0] and scene.lower[i - 1] == "in":
            yield from _from_power(scene, i, sentence)
        if word in ("helm", "head", "charge") and i > sentence[0] + 1 and scene.lower[i + 1 : i + 2] == ("of",):
            yield from _from_helm(scene, scene.tokens[i], sentence)
        if word in posts():
            yield from _from_post(scene, scene.tokens[i], sentence)


def _from_change(scene: Scene, verb: Any, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X stepped down in March 2019", "X took office in 2019", "X came to power in 2018", "X left the White House"."""
    change = _change_of(scene, verb, sentence)
    if change is None or not is_asserted(verb) or _mentions_title(scene, verb.i, sentence):
        return
    person = subject_name(scene, verb, is_person)
    if person is None or person.ref.entity is None or person.ref.entity.startswith("doc:"):
        return
    change, polity = change if isinstance(change, tuple) else (change, None)
    later = days_later(scene, verb)
    if later == ():
        return
    period = later or clause_date(scene, verb)
    yield draft_office(person, change, polity, spread([person.first, verb.i]), period=period, negated=is_denied(verb))


def _change_of(scene: Scene, verb: Any, sentence: tuple[int, int]) -> str | tuple[str, Ref | None] | None:
    """Return the predicate of a verb of coming or going, with the state of a seat of power."""
    word = verb.lower_
    following = " ".join(scene.lower[verb.i + 1 : min(verb.i + 4, sentence[1])])
    if word in ("resigned", "stepped", "ousted"):
        return "left office" if word != "stepped" or following.startswith(("down", "aside")) else None
    if word in ("sworn", "inaugurated") and is_passive(verb) and (word != "sworn" or following.startswith("in")):
        return "took office" if word == "sworn" else "took president"
    if word in ("left", "vacated") and following.startswith(("office", "power")):
        return "left office"
    if word in ("took", "assumed", "entered", "seized") and following.startswith(("office", "power", "over", "charge")):
        return "took leader" if word == "seized" else "took office"
    if word in _TO_POWER and following.startswith(("to power", "into power", "into office", "to office")):
        where = [n for c in obliques(verb, ("in",)) for n in [scene.name_at(c)] if is_state(n)]
        return ("took leader", where[0].ref if where and where[0] is not None else None)
    if word in ("left", "entered", "vacated", "returned"):
        seat = following.removeprefix("to ").removeprefix("the ").removeprefix("no . ").removeprefix("10 ")
        found = next((s for s in office_words("seats") if seat.startswith(s)), None)
        name = scene.by_token.get(verb.i + 2) or scene.by_token.get(verb.i + 3)
        if found is not None and name is not None and name.ref.country is not None:
            return ("left office" if word in ("left", "vacated") else "took office", Ref(name=name.ref.name, entity=name.ref.country))
    return None


def _led(scene: Scene, token: Any) -> tuple[str, Ref] | None:
    """Return (title, of what) that the head of a state, a body, a government or a ministry holds; None where the words name none."""
    name = name_of_token(scene, token, lambda n: n is not None and n.type != "person" and (either(n) or n.ref.entity in ministries()))
    if name is not None and name.ref.entity in ministries():
        return ministries()[name.ref.entity or ""], replace(name.ref, entity=name.ref.country)
    if token.lower_ in ("ministry", "department"):
        kinds = {c.lower_ for c in token.children if c.dep_ in ("amod", "compound")}
        key = "foreign minister" if "foreign" in kinds else "defence minister" if kinds & {"defence", "defense"} else None
        owner = owner_name(scene, token, is_state) if key is not None else None
        return (key, owner.ref) if key is not None and owner is not None else None
    if token.lower_ in ("government", "cabinet"):
        owner = name if name is not None and is_state(name) else owner_name(scene, token, is_state)
        return ("head of government", owner.ref) if owner is not None else None
    if name is None and token.lower_ in ("secretariat", "leadership"):
        return next((("office", n.ref) for t in obliques(token, ("of",)) for n in [scene.name_at(t)] if n is not None and is_body(n)), None)
    if name is None or (token.lower_ not in ("country", "nation") and scene.name_at(token) is None and name.how == "adjective"):
        return None
    return ("office" if is_body(name) else "leader"), name.ref


def _from_leading(scene: Scene, verb: Any, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X has led Kazakhstan since 1991", "Kazakhstan is led by X", "X heads the German foreign ministry"."""
    used_to = verb.dep_ == "xcomp" and verb.head.lower_ == "used"
    if verb.pos_ not in ("VERB", "AUX") or not (is_asserted(verb) or (used_to and is_asserted(verb.head))):
        return
    passive = child(verb, "aux:pass", "nsubj:pass", "obl:agent") is not None
    target = child(verb, "nsubj:pass", "nsubj") if passive else child(verb, "obj")
    if target is None and verb.lower_ in ("presides", "presided"):
        target = next(iter(obliques(verb, ("over",))), None)
    if passive:
        people = [n for c in [*children(verb, "obl:agent"), *obliques(verb, ("by",))] for n in [scene.name_at(c)] if is_person(n)]
        person = next(iter(people), None)
    else:
        person = subject_name(scene, verb, is_person)
    if person is None or target is None or person.ref.entity is None or person.ref.entity.startswith("doc:"):
        return
    found = _led(scene, target)
    if found is None or (is_denied(verb) and found[0] == "leader"):
        return
    key, polity = found
    since = date_after(scene, verb, "since") or (_since_before(scene, sentence, verb) if passive else None)
    where = spread([person.first if person.first >= sentence[0] else verb.i, person.last - 1, verb.i])
    if since is not None:
        yield draft_office(person, f"took {key}", polity, where, period=since)
        return
    formed = child(verb, "aux:pass") if passive else None
    if key == "leader" and verb.lower_ not in ("run", "runs", "ran"):  # who runs a state may be the power behind the throne
        key = "ruler"  # whom a state is led by holds one of its highest offices
    past = used_to or (is_past(verb) and not (formed is not None and formed.lower_ == "is"))
    perfect = any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in verb.children)
    if past or perfect or verb.tag_ in ("VBZ", "VBP") or formed is not None:
        told = clause_date(scene, verb) if past else None
        yield draft_office(person, f"{'was' if past or perfect else 'is'} {key}", polity, where, period=told, negated=is_denied(verb))


def _since_before(scene: Scene, sentence: tuple[int, int], verb: Any) -> DateRange | None:
    """Return the date of "Since 2016, X has been led by A"."""
    if scene.lower[sentence[0]] != "since":
        return None
    return next((d.past for d in scene.dates_in(sentence[0], verb.i) if d.past.start is not None), None)


def _from_power(scene: Scene, at: int, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X has been in power (in Y) since 1999", "X, in office since 2005"."""
    noun = scene.tokens[at]
    since = date_after(scene, noun, "since")
    before = scene.by_token.get(at - 3) if at - 3 >= sentence[0] and scene.lower[at - 2] in (",", "–", "—", "-") else None
    person = subject_name(scene, noun, is_person) if child(noun, "cop") is not None else before
    if since is not None and person is not None and is_person(person) and is_asserted(noun) and not is_denied(noun):
        key = "leader" if scene.lower[at] == "power" else "office"
        where = spread([person.first if person.first >= sentence[0] else at, at])
        yield draft_office(person, f"took {key}", None, where, period=since)


def _from_helm(scene: Scene, noun: Any, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X has been at the helm of Y since 1991", "X is in charge of NATO"."""
    if preposition(noun) not in ("at", "in") or child(noun, "cop") is None or not is_asserted(noun) or is_denied(noun):
        return
    person = subject_name(scene, noun, is_person)
    targets = [found for t in obliques(noun, ("of",))[:1] for found in [_led(scene, t)] if found is not None]
    if person is None or person.ref.entity is None or person.ref.entity.startswith("doc:") or not targets:
        return
    key, polity = targets[0]
    since = date_after(scene, noun, "since")
    where = spread([person.first if person.first >= sentence[0] else noun.i, noun.i])
    if since is not None:
        yield draft_office(person, f"took {key}", polity, where, period=since)
        return
    key = "ruler" if key == "leader" else key
    yield draft_office(person, f"{'was' if is_past(noun) else 'is'} {key}", polity, where)


def _from_post(scene: Scene, noun: Any, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X won the presidency of Y in 2019", "X holds the premiership", "X lost the chancellorship"."""
    verb, key = noun.head, posts()[noun.lower_]
    if noun.dep_ not in ("obj", "nsubj:pass") or verb.pos_ != "VERB" or not is_asserted(verb):
        return
    if any(c.lower_ in ("rotating", "eu", "council", "vice", "group") for c in noun.children):
        return
    word = verb.lower_
    if noun.dep_ == "nsubj:pass":
        people = [n for c in children(verb, "obl:agent") for n in [scene.name_at(c)] if is_person(n)]
        person: Name | None = next(iter(people), None)
    else:
        person = subject_name(scene, verb, is_person)
    owner = owner_name(scene, noun, either)
    change = (
        "took"
        if word in office_words("winning")
        else "left"
        if word in office_words("losing")
        else "is"
        if word in office_words("hold")
        else ""
    )
    if person is None or not change or (owner is not None and is_body(owner) and preposition(noun) == "of"):
        return
    if change == "is" and (is_past(verb) or verb.tag_ == "VBN"):
        change = "was"
    since = date_after(scene, verb, "since") if change in ("is", "was") else None
    where = spread([person.first if person.first >= sentence[0] else verb.i, person.last - 1, verb.i, noun.i])
    predicate = f"took {key}" if since is not None else f"{change} {key}"
    period = since or (clause_date(scene, verb) if change != "is" else None)
    yield draft_office(person, predicate, owner.ref if owner is not None else None, where, period=period, negated=is_denied(verb))


def _mentions_title(scene: Scene, verb: int, sentence: tuple[int, int]) -> bool:
    """Whether a title follows the verb closely ("stepped down as president")."""
    for i in range(verb + 1, min(verb + 5, sentence[1])):
        if scene.tokens[i].lower_ == "as":
            return any(scene.lower[j : j + n] in title_phrases() for j in range(i + 1, min(i + 6, sentence[1])) for n in range(1, LONGEST))
    return False
