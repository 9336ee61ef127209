"""A claim as it was read, in one plain sentence, so that a reader can see whether it is what the text says."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.check.days import bare_predicate
from dragoman.check.journey import is_journey
from dragoman.check.subject_rows import is_row
from dragoman.check.tolerance import spell_number
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref

_ORDINALS = ("", "", "second-", "third-", "fourth-", "fifth-", "sixth-", "seventh-", "eighth-", "ninth-", "tenth-")
_STATUS = {
    "member": "a member of",
    "observer": "an observer of",
    "candidate": "a candidate for membership of",
    "associate": "an associate of",
    "partner": "a partner of",
    "suspended": "suspended from",
    "founder": "a founder of",
    "permanent member": "a permanent member of",
    "elected member": "an elected member of",
}
# What is said of several states at once: in the form of one, "Norway and Iceland are members of NATO".
_SEVERAL = {
    "has as members": "members of",
    "founded by": "founders of",
    "has observers": "observers of",
    "has candidates": "candidates for membership of",
    "has associates": "associates of",
    "has partners": "partners of",
    "has suspended": "suspended from",
}
_PARTNERS = {"rank by exports": "export market", "rank by imports": "source of imports", "rank by trade": "trading partner"}
_SHARES = {"imports from": "imports", "exports to": "exports", "trade with": "trade"}
_REGION = {
    "rank by area": "by area",
    "rank by population": "by population",
    "rank by gdp": "by GDP",
    "rank by uranium": "by uranium output",
}
_FIGURES = {"population": "has a population of", "area_km2": "covers", "gdp": "has a GDP of", "uranium_output": "produces uranium:"}
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b(?! *(?:years|months|weeks|decades))")
_MONTH_OR_YEAR = re.compile(r"(?:early |mid-|late )?(?:[A-Z][a-z]+ )?(?:1[89]|20)\d\d|[A-Z][a-z]+")
# Names with a common noun in them take the article, and some plural or descriptive names of states.
_COMMON = frozenset(
    [
        "Organization",
        "Organisation",
        "Union",
        "Community",
        "League",
        "Association",
        "Council",
        "Commonwealth",
        "Group",
        "Nations",
        "Commission",
        "Republic",
        "Kingdom",
        "States",
        "Emirates",
        "area",
        "Islands",
        "Fund",
        "Bank",
        "Agency",
        "states",
        "world",
    ]
)
_ARTICLE = frozenset({"Netherlands", "Philippines", "Gambia", "Bahamas", "Maldives", "Seychelles", "Comoros", "Quad", "Taliban"})
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_AGREEMENT = ("Treaty", "Agreement", "Accord", "Accords", "Pact", "Convention", "Protocol", "Memorandum", "War", "Deal", "Crisis")


def describe_claim(claim: Claim) -> str:
    """Return what a claim says as it was read: "Kazakhstan is a member of the World Trade Organization."

    Args:
        claim: of any type, checked or not; an opinion or a type without wording gives the words of the text.
    """
    if claim.predicate == "opinion" or claim.type not in _WORDING:
        return _finish(" ".join(claim.text.split()))
    if is_row(claim):
        claim = replace(claim, subject=Ref(name=f"each of {_join(claim.objects)}"), objects=())
    wording = _journey if is_journey(claim) else _WORDING[claim.type]
    return _finish(" ".join(wording(claim).split()))


def _finish(sentence: str) -> str:
    sentence = sentence.rstrip(" .,;:")
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _join(refs: Sequence[Ref]) -> str:
    names = [_the(r.name) for r in refs]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _the(name: str) -> str:
    """Return a name with its article where English wants one: bodies and agreements by their full names."""
    words = name.split()
    if words[0].lower() in ("the", "each"):
        return name
    if name in _ARTICLE or (len(words) > 1 and (set(words) & _COMMON or words[-1] in _AGREEMENT)):
        return f"the {name}"
    return name


def _targets(claim: Claim) -> str:
    if claim.negated and claim.type == "membership":
        return _join(claim.objects or ((claim.object,) if claim.object else ())).replace(" and ", " or ")
    return _join(claim.objects or ((claim.object,) if claim.object else ()))


def _is(claim: Claim) -> str:
    # A title told of a past day is one that was held then.
    past = claim.predicate.startswith("was ") or (claim.type in ("office", "membership") and claim.period is not None)
    return {(False, False): "is", (False, True): "is not", (True, False): "was", (True, True): "was not"}[past, claim.negated]


def _was(claim: Claim) -> str:
    return "was not" if claim.negated else "was"


def _did(claim: Claim, done: str, base: str) -> str:
    return f"did not {base}" if claim.negated else done


def _does(claim: Claim, done: str, base: str) -> str:
    return f"does not {base}" if claim.negated else done


def _when(claim: Claim) -> str:
    """Return the date in its own words, with a preposition where they have none."""
    text = "" if claim.period is None else " ".join(claim.period.text.split())
    if not text:
        return ""
    if text.lower().startswith(_WEEKDAYS):
        return f"on {text}"
    if _MONTH_OR_YEAR.fullmatch(text):
        return f"in {text}"
    text = text if text.split()[0].title() in _MONTHS else f"{text[:1].lower()}{text[1:]}"
    return f"on {text}" if _DAY.search(text) and "ago" not in text and text[:2].lower() not in ("in", "on") else text


def _figure(claim: Claim) -> str:
    if not isinstance(claim.value, int | float):
        return str(claim.value or "")
    unit = {"percent": "%", "km2": " square kilometres", None: ""}.get(claim.unit, f" {claim.unit}")
    number = (
        f"{claim.value:.3g}"
        if claim.approx == "fraction" or (not float(claim.value).is_integer() and claim.unit == "percent")
        else f"{claim.value:g}"
        if abs(claim.value) < 1e4
        else spell_number(claim.value)
    )
    approx = {None: "", "fraction": "about ", "one of": "", "top": ""}.get(claim.approx, f"{claim.approx} ")
    return f"{approx}{number}{unit}"


def _membership(claim: Claim) -> str:
    predicate, who = bare_predicate(claim), _the(claim.subject.name)
    if predicate in ("joined", "left"):
        return f"{who} {_did(claim, predicate, 'join' if predicate == 'joined' else 'leave')} {_targets(claim)} {_when(claim)}"
    if predicate in ("joined by", "left by"):
        verb = predicate.removesuffix(" by")
        return f"{_targets(claim)} {_did(claim, verb, 'join' if verb == 'joined' else 'leave')} {who} {_when(claim)}"
    if predicate == "has its seat in":
        return f"{who} {_does(claim, 'has', 'have')} its seat in {_targets(claim)}"
    if predicate == "counts as":
        return f"{who} {_is(claim)} {'an' if str(claim.unit)[:1] in 'aeiou' else 'a'} {claim.unit}"
    if predicate in _SEVERAL:
        are = _is(claim).replace("is", "are").replace("was", "were")
        return f"{_targets(claim)} {are} {_SEVERAL[predicate]} {who} {_when(claim)}"
    if predicate == "includes":
        return f"{who} {_does(claim, 'includes', 'include')} {_targets(claim)}"
    if predicate == "consists of":
        return f"{who} {_does(claim, 'consists of', 'consist of')} {_targets(claim)}"
    if predicate == "has members":
        return f"{who} has {_figure(claim)}"
    if predicate == "has members among":
        count = "all" if claim.value == -1 else "none" if claim.value == 0 else f"{claim.value:g}"
        region = _targets(claim)
        return f"{count} of {region if region.endswith('states') else 'the states of ' + region} are members of {who}"
    status = _STATUS.get(predicate.removesuffix(" of"), predicate)
    if claim.predicate.startswith("former "):
        return f"{who} {_is(claim)} no longer {status} {_targets(claim)}"
    return f"{who} {_is(claim)} {status} {_targets(claim)} {_when(claim)}"


def _office(claim: Claim) -> str:
    predicate, who = bare_predicate(claim), claim.subject.name
    of = f" of {_the(claim.object.name)}" if claim.object is not None else ""
    for verb, base in (("took", "take"), ("left", "leave")):
        if predicate.startswith(f"{verb} "):
            title = predicate.removeprefix(f"{verb} ")
            if title == "office":
                return f"{who} {_did(claim, verb, base)} office{of} {_when(claim)}"
            done, plain = ("became", "become") if verb == "took" else ("ceased to be", "cease to be")
            return f"{who} {_did(claim, done, plain)} {title}{of} {_when(claim)}"
    if predicate.startswith("succeeded "):
        title = predicate.removeprefix("succeeded ")
        as_ = "" if title == "office" else f" as {title}{of}"
        return f"{who} {_did(claim, 'came after', 'come after')} {_join(claim.objects)}{as_} {_when(claim)}"
    if claim.predicate.startswith("former "):
        return f"{who} {_is(claim)} a former {predicate}{of}"
    return f"{who} {_is(claim)} {predicate}{of} {_when(claim)}"


def _capital(claim: Claim) -> str:
    old = "a former capital" if claim.predicate.startswith("former ") else "the capital"
    return f"{claim.subject.name} {_is(claim)} {old} of {_targets(claim)}"


def _name(claim: Claim) -> str:
    other = claim.object.name if claim.object is not None else ""
    if claim.predicate == "in use":
        return f"the name {other} {'is not' if claim.negated else 'is'} in use"
    if bare_predicate(claim) == "renamed":
        if other == claim.subject.name:
            return f"a place was renamed {other} {_when(claim)}"
        return f"{claim.subject.name} {_was(claim)} renamed {other} {_when(claim)}"
    return f"{claim.subject.name} was formerly called {other}"


def _rank(claim: Claim) -> str:
    predicate = bare_predicate(claim)
    value = int(claim.value) if isinstance(claim.value, int | float) else 1
    if predicate.startswith("times "):
        measure = predicate.removeprefix("times by ")
        by = "GDP" if measure == "gdp" else measure
        return f"by {by} {_the(claim.subject.name)} {_is(claim)} {_figure(claim)} times {_targets(claim)}"
    if predicate.startswith(("bigger", "smaller")):
        way, _, measure = predicate.partition(" by ")
        return f"{_the(claim.subject.name)} {_is(claim)} {way} than {_targets(claim)} by {'GDP' if measure == 'gdp' else measure}"
    place = _ORDINALS[abs(value)] if abs(value) < len(_ORDINALS) else f"{abs(value)}th-"
    if predicate in _PARTNERS:
        what, owner = _PARTNERS[predicate], _the(claim.subject.name)
        if len(claim.objects) > 1:
            return f"{_targets(claim)} {'were' if claim.predicate.startswith('was ') else 'are'} {owner}'s {value:g} largest {what}s"
        one = f"one of {owner}'s largest {what}s" if claim.approx in ("one of", "top") else f"{owner}'s {place}largest {what}"
        return f"{_targets(claim)} {_is(claim)} {one}"
    size = "smallest" if value < 0 else "largest"
    one = f"one of the {size}" if claim.approx in ("one of", "top") else f"the {place}{size}"
    return f"{_the(claim.subject.name)} {_is(claim)} {one} state of {_targets(claim)} {_REGION.get(predicate, '')}"


def _share(claim: Claim) -> str:
    whose = f"{_the(claim.subject.name)}'s {_SHARES.get(bare_predicate(claim), 'trade')}"
    verb = "accounted for" if claim.predicate.startswith("was ") else _does(claim, "accounts for", "account for")
    return f"{_targets(claim)} {verb} {_figure(claim)} of {whose} {_when(claim)}"


def _gdp_share(claim: Claim) -> str:
    verb = "accounted for" if claim.predicate.startswith("was ") else _does(claim, "accounts for", "account for")
    return f"{_the(claim.subject.name)} {verb} {_figure(claim)} of the GDP of {_targets(claim)} {_when(claim)}"


def _quantity(claim: Claim) -> str:
    measure = bare_predicate(claim)
    if measure == "uranium_share":
        return f"{_the(claim.subject.name)} produces {_figure(claim)} of the world's uranium {_when(claim)}"
    said = _FIGURES.get(measure)
    if said is None:
        return f"{claim.subject.name}, {measure.replace('_', ' ')}: {_figure(claim)} {_when(claim)}"
    return f"{_the(claim.subject.name)} {said} {_figure(claim)} {_when(claim)}"


def _independence(claim: Claim) -> str:
    source = f" from {_the(claim.object.name)}" if claim.object is not None else ""
    if claim.predicate == "ruled by" and claim.object is not None:
        until = f" until {claim.period.text}" if claim.period is not None else ""
        return f"{_the(claim.subject.name)} {_was(claim)} under {_the(claim.object.name)}{until}"
    return f"{_the(claim.subject.name)} {'did not become' if claim.negated else 'became'} independent{source} {_when(claim)}"


def _event(claim: Claim) -> str:
    """Return a war or event by its words, with its place where they leave it out."""
    name = claim.subject.name
    if claim.object is not None and claim.object.name.lower() not in name.lower() and name.lower() in ("war", "the war", "conflict"):
        return f"the {name.lower().removeprefix('the ')} in {claim.object.name}"
    return name if name.split()[:1] in (["the"], ["The"]) or (name[:1].isupper() and len(name.split()) == 1) else f"the {name}"


def _duration(claim: Claim) -> str:
    plural = "s" if claim.unit and claim.value != 1 and not str(claim.unit).endswith("s") else ""
    if claim.predicate == "ruled":
        return f"{claim.subject.name} ruled for {_figure(claim)}{plural}"
    if claim.predicate.startswith("was "):
        of = f" of {_the(claim.object.name)}" if claim.object is not None else ""
        office = claim.predicate.removeprefix("was ")
        return f"{claim.subject.name} {_was(claim)} {office}{of} for {_figure(claim)}{plural}"
    return f"{_event(claim)} {_did(claim, 'lasted', 'last')} {_figure(claim)}{plural}"


def _treaty_state(claim: Claim) -> str | None:
    """Return what a claim says of an agreement itself, or of several states' part in it; None where it is of one state."""
    predicate, name = bare_predicate(claim), _the(claim.subject.name)
    if predicate == "in force":
        return f"{name} {_is(claim)} in force {_when(claim)}"
    if predicate == "expired":
        return f"{name} {'has not' if claim.negated else 'has'} expired"
    if predicate == "entered into force":
        return f"{name} {'has not' if claim.negated else 'has'} entered into force"
    if predicate == "extended":
        until = f" until {claim.value}" if isinstance(claim.value, str) else ""
        return f"{name} was {'not ' if claim.negated else ''}extended{until} {_when(claim)}"
    if claim.subject.entity is None and claim.objects:
        who = _join(claim.objects)
        if predicate == "party to":
            return f"{who} are {'not ' if claim.negated else ''}parties to {name}"
        return f"{who} {_did(claim, predicate, predicate)} {name} {_when(claim)}"
    return None


def _treaty(claim: Claim) -> str:
    predicate = bare_predicate(claim)
    whole = _treaty_state(claim)
    if whole is not None:
        return whole
    past = {"ratified": "ratify", "joined": "join", "rejoined": "rejoin", "suspended": "suspend"}
    if predicate in past:
        return f"{_the(claim.subject.name)} {_did(claim, predicate, past[predicate])} {_targets(claim)} {_when(claim)}"
    if predicate == "withdrew ratification":
        did = _did(claim, "withdrew its ratification of", "withdraw its ratification of")
        return f"{_the(claim.subject.name)} {did} {_targets(claim)} {_when(claim)}"
    known = (claim.object is not None and claim.object.entity is not None) or len(claim.objects) > 1
    what = f"an agreement with {_targets(claim)}" if known else _targets(claim)
    if predicate == "party to":
        return f"{_the(claim.subject.name)} {_is(claim)} a party to {what}"
    if predicate == "left":
        return f"{_the(claim.subject.name)} {_did(claim, 'withdrew from', 'withdraw from')} {what} {_when(claim)}"
    return f"{_the(claim.subject.name)} {_did(claim, 'signed', 'sign')} {what} {_when(claim)}"


def _date(claim: Claim) -> str:
    predicate = bare_predicate(claim)
    if predicate == "ended by" and claim.object is not None:
        return f"{_the(claim.object.name)} {_did(claim, 'ended', 'end')} the {claim.subject.name.removeprefix('the ')}"
    who = _the(claim.subject.name) if predicate == "founded" else _event(claim)
    base = {"began": "begin", "ended": "end", "took effect": "take effect", "took place": "take place"}.get(predicate)
    if base is not None:
        return f"{who} {_did(claim, predicate, base)} {_when(claim)}"
    return f"{who} {_was(claim)} {predicate} {_when(claim)}"


def _journey(claim: Claim) -> str:
    who, where = claim.subject.name, _targets(claim)
    if claim.predicate == "first to visit":
        title = "president" if claim.unit == "head_of_state" else "foreign minister"
        return f"{who} {_was(claim)} the first {title} to visit {where}"
    if claim.predicate == "yet to visit":
        return f"{who} has yet to visit {where}"
    goal = f"all of {where}" if claim.predicate == "visited all of" else where
    office = " in office" if claim.unit == "in office" and claim.negated else ""
    return f"{who} {_did(claim, 'visited', 'visit')} {goal} {_when(claim)}{office}"


def _border(claim: Claim) -> str:
    predicate, who = bare_predicate(claim), _the(claim.subject.name)
    if predicate == "neighbours":
        among = f" in {_targets(claim)}" if claim.object is not None else ""
        return f"{who} {_does(claim, 'has', 'have')} {_figure(claim)} neighbours by land{among}"
    if predicate in ("landlocked", "doubly landlocked"):
        return f"{who} {_is(claim)} {predicate}"
    if predicate == "alone borders":
        return f"{who} alone of {_the(claim.objects[-1].name)} borders {_join(claim.objects[:-1])}"
    if predicate == "borders all of":
        return f"{who} borders all other states of {_targets(claim)}"
    if predicate == "between":
        return f"{who} lies between {_targets(claim)}"
    verb = "bordered" if claim.predicate.startswith("was ") else _does(claim, "borders", "border")
    return f"{who} {verb} {_targets(claim)}"


_WORDING: dict[str, Callable[[Claim], str]] = {
    "membership": _membership,
    "office": _office,
    "capital": _capital,
    "name": _name,
    "border": _border,
    "rank": _rank,
    "share": _share,
    "gdp_share": _gdp_share,
    "area": _quantity,
    "quantity": _quantity,
    "independence": _independence,
    "duration": _duration,
    "treaty": _treaty,
    "date": _date,
}
