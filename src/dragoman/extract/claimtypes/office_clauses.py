"""Claims about offices that a clause makes: "X is Y's prime minister", "X became ...", "the post of ... is held by X"."""

from collections.abc import Iterator
from typing import Any

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import either, has_ceased, is_asserted, is_denied, is_past, owner_name, subject_name
from dragoman.extract.claimtypes.office_dates import date_after
from dragoman.extract.claimtypes.office_titles import LONGEST, Titled, office_words, title_phrases
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, date_right_after, is_person, is_state, words
from dragoman.extract.claimtypes.subject_rows import office_of_row
from dragoman.extract.grammar import child, children, obliques, preposition
from dragoman.records.spans import DateRange, Ref

ASIDE = frozenset({",", "–", "—", "-"})


def draft_office(
    person: Name, predicate: str, polity: Ref | None, where: tuple[int, int], *, period: DateRange | None = None, negated: bool = False
) -> Draft:
    """Return the draft of an office claim; ``where`` is its token range."""
    return Draft(
        type="office", subject=person.ref, predicate=predicate, object=polity, first=where[0], last=where[1], period=period, negated=negated
    )


def find_in_clause(scene: Scene, title: Titled) -> Iterator[Draft]:
    """Yield what a title's clause claims; of every person of a row, where the row has this one title ("A and B both served as T")."""
    head = _head_of(scene, title)
    for draft in _in_clause(scene, title, head):
        yield from office_of_row(scene, draft, head)


def _in_clause(scene: Scene, title: Titled, head: Any) -> Iterator[Draft]:
    """Read "X is (not) the president of Y", "X became prime minister in 2019", "X served as ...", "the president of Y is X"."""
    if _shares_copula(scene, title, head):
        head = head.head  # "X is a diplomat and the foreign minister of Y"
    verb = head.head
    if child(head, "cop") is not None:
        yield from _from_copula(scene, title, head)
    elif head.dep_ == "obj" and verb.lower_ in ("has", "have", "had") and is_asserted(verb):
        yield from _from_had_title(scene, title, verb)
    elif head.dep_ in ("appos", "vocative", "parataxis") and verb.pos_ == "NOUN" and child(verb, "cop") is not None and is_asserted(verb):
        yield from _from_second_title(scene, title, verb)
    elif head.dep_ in ("nsubj", "nsubj:outer"):
        yield from _from_subject(scene, title, verb)
    elif verb.lower_ in ("successor", "predecessor") and _role_word(scene, title, head) == "as":
        yield from _from_follower(scene, title, verb)
    elif verb.lower_ in office_words("posts") and verb.pos_ == "NOUN":
        yield from _from_post(scene, title, verb)
    else:
        yield from _from_verb(scene, title, head)


def _shares_copula(scene: Scene, title: Titled, head: Any) -> bool:
    """Whether a title is coordinated with a predicate of the same subject: no other person stands between."""
    first = head.head
    coordinated = head.dep_ == "conj" and first.pos_ in ("NOUN", "PROPN") and child(head, "cop") is None and child(first, "cop") is not None
    return coordinated and not any(is_person(n) for n in scene.names_in(first.i, title.first))


def _from_copula(scene: Scene, title: Titled, head: Any) -> Iterator[Draft]:
    """Read "X is (not, no longer) the president of Y", "X has been president since 2019"."""
    if not is_asserted(head):
        return
    polity = title.polity.ref if title.polity is not None else None
    mark = "former " if has_ceased(head) else title.mark
    person = subject_name(scene, head, is_person) or _person_before(scene, head)
    if person is None or _has_own_holder(scene, title, person):
        return
    where = spread([person.first, title.last - 1])
    since = date_after(scene, head, "since")
    if since is not None:
        yield draft_office(person, f"took {title.key}", polity, where, period=since)
        if not mark and not is_denied(head) and not is_past(head):  # who "had been president since" is told of a past
            yield draft_office(person, f"is {title.key}", polity, where)
        return
    was = mark or ("was " if is_past(head) or any(c.lower_ == "never" for c in head.children) else "is ")
    period = date_right_after(scene, title.last, title.last) if was == "was " and title.last < head.sent.end else None
    yield draft_office(person, f"{was}{title.key}", polity, where, period=period, negated=is_denied(head))


def _has_own_holder(scene: Scene, title: Titled, subject: Name) -> bool:
    """Whether another person stands right before a title: "A is Iraq's president, B its prime minister and C ..."."""
    at = title.first - 1
    while at > subject.last and scene.lower[at] in ("its", "their", "the", "his", "her"):
        at -= 1
    before = scene.by_token.get(at) if at >= subject.last else None
    return is_person(before) and before is not None and before.first != subject.first


def _from_second_title(scene: Scene, title: Titled, noun: Any) -> Iterator[Draft]:
    """Read "X is NATO's top official, its secretary general"."""
    person, of = subject_name(scene, noun, is_person), title.polity or owner_name(scene, noun, either)
    if person is not None and of is not None and not _has_own_holder(scene, title, person):
        was = title.mark or ("was " if is_past(noun) else "is ")
        yield draft_office(person, f"{was}{title.key}", of.ref, spread([person.first, title.last - 1]), negated=is_denied(noun))


def _from_subject(scene: Scene, title: Titled, predicate: Any) -> Iterator[Draft]:
    """Read "the president of Y is X", "the secretary general is the Portuguese X"."""
    if predicate.lower_ in office_words("remain"):
        held = child(predicate, "xcomp", "obj")  # "Britain's prime minister remains X"
        person = scene.name_at(held) if held is not None else None
        if person is not None and is_person(person) and is_asserted(predicate):
            where = spread([title.first, person.last - 1])
            yield draft_office(person, f"is {title.key}", _polity_of(title), where, negated=is_denied(predicate))
        return
    named = [scene.name_at(predicate), *(scene.name_at(c) for c in children(predicate, "flat", "appos", "compound", "nmod:desc"))]
    person = next((n for n in named if n is not None and is_person(n)), None)
    if person is not None and child(predicate, "cop") is not None and is_asserted(predicate):
        was = title.mark or ("was " if is_past(predicate) else "is ")
        polity = title.polity.ref if title.polity is not None else None
        where = spread([title.first, person.last - 1])
        yield draft_office(person, f"{was}{title.key}", polity, where, negated=is_denied(predicate))


def _from_post(scene: Scene, title: Titled, noun: Any) -> Iterator[Draft]:
    """Read "the post of TITLE has been held by A since 2014", "A has held the post of TITLE", "A's term as TITLE ended in 2019"."""
    verb, owned = noun.head, next((n for c in children(noun, "nmod:poss") for n in [scene.name_at(c)] if is_person(n)), None)
    polity = title.polity.ref if title.polity is not None else None
    opening = min(t.i for t in noun.subtree if not t.is_punct)
    before = scene.by_token.get(opening - 2) if opening - 2 >= noun.sent.start and scene.lower[opening - 1] in ASIDE else None
    if preposition(noun) == "in" and before is not None and is_person(before) and before.how == "name":
        yield draft_office(
            before, f"is {title.key}", polity, spread([before.first, title.last - 1])
        )  # "NAME, in his second term as TITLE,"
        return
    if verb.pos_ != "VERB" or not is_asserted(verb):
        return
    period, denied = clause_date(scene, verb), is_denied(verb)
    if verb.lower_ in office_words("hold") and owned is None:
        agents = [n for c in children(verb, "obl:agent") for n in [scene.name_at(c)] if is_person(n)]
        person = next(iter(agents), None) if noun.dep_ == "nsubj:pass" else subject_name(scene, verb, is_person)
        if person is not None and noun.dep_ in ("nsubj:pass", "obj"):
            since = date_after(scene, verb, "since")
            was = "took" if since is not None else "was" if is_past(verb) else "is"
            where = spread([person.first, verb, title.last - 1])
            yield draft_office(
                person, f"{was} {title.key}", polity, where, period=since or (period if was == "was" else None), negated=denied
            )
    elif (
        owned is not None
        and noun.dep_.startswith("nsubj")
        and not _is_numbered(noun)
        and verb.lower_ in office_words("begin") | office_words("end")
    ):
        if verb.tag_ in ("VBZ", "VBP", "VB"):
            return  # "his term ends in December" is to come
        change = "took" if verb.lower_ in office_words("begin") else "left"
        yield draft_office(owned, f"{change} {title.key}", polity, spread([owned.first, verb]), period=period, negated=denied)


def _is_numbered(noun: Any) -> bool:
    """Whether a term is one of several: "his second term" began when he was in office already."""
    told = {c.lower_ for c in noun.children if c.i < noun.i}
    return bool(told & (frozenset(words()["rank"]["ordinals"]) | {"current", "last", "final", "present", "new", "previous", "latest"}))


def _from_follower(scene: Scene, title: Titled, noun: Any) -> Iterator[Draft]:
    """Read "A, B's successor as president of Y", "his predecessor as prime minister, A": who was in the office."""
    person = subject_name(scene, noun, is_person) if child(noun, "cop") is not None else None
    if person is None and noun.dep_ == "appos" and is_person(scene.name_at(noun.head)):
        person = scene.name_at(noun.head)
    inner = [n for c in children(noun, "appos", "flat") if c.i > title.first for n in [scene.name_at(c)] if is_person(n)]
    person = person or next(iter(inner), None)
    if person is not None:
        polity = title.polity.ref if title.polity is not None else None
        was = "took" if noun.lower_ == "successor" else "was"
        yield draft_office(person, f"{was} {title.key}", polity, spread([person.first, title.last - 1]))


def find_in_row(scene: Scene, title: Titled, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "NAME is (not) (the) TITLE" off the row of words, where the parse does not show it."""
    doc, at, negated = scene.doc, title.first, False
    while at > sentence[0] and doc[at - 1].lower_ in ("the", "a", "now", "currently", "still", "also", "not", "n't", "never"):
        at, negated = at - 1, negated or doc[at - 1].lower_ in ("not", "n't", "never")
    verb = doc[at - 1] if at - 1 > sentence[0] else None
    yield from _from_gap(scene, title, (at, negated), sentence)
    if verb is None or verb.lower_ not in ("is", "was") or doc[sentence[1] - 1].text == "?":
        return
    person = scene.by_token.get(verb.i - 1)
    if person is None or person.how != "name" or not is_person(person) or not _begins_clause(scene, person, sentence):
        return
    mark = title.mark or ("was " if verb.lower_ == "was" else "is ")
    polity = title.polity.ref if title.polity is not None else None
    yield draft_office(person, f"{mark}{title.key}", polity, (person.first, title.last), negated=negated)


def _from_gap(scene: Scene, title: Titled, stripped: tuple[int, bool], sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read the second half of "A is Russia's president and B its prime minister", whose verb stands in the first."""
    at, negated = stripped
    own = scene.lower[at - 1] in ("its", "their") if at > sentence[0] else False
    person = scene.by_token.get(at - 1 - own)
    after = scene.lower[title.last] if title.last < sentence[1] else "."
    if person is None or person.how != "name" or not is_person(person) or person.last != at - own or after not in (".", ",", ";", "and"):
        return
    joint = person.first - 1
    verbs = [i for i in range(sentence[0], joint) if scene.lower[i] in ("is", "was")]
    if joint <= sentence[0] or scene.lower[joint] not in ("and", "while", ";") or not verbs:
        return
    first = range(verbs[-1] + 1, joint)
    if not any(scene.lower[i : i + n] in title_phrases() for i in first for n in range(1, LONGEST)):
        return
    owner = next((n for n in scene.names_in(first.start, first.stop) if is_state(n)), None) if own else title.polity
    if owner is not None:
        was = "was" if scene.lower[verbs[-1]] == "was" else "is"
        yield draft_office(person, f"{was} {title.key}", owner.ref, (person.first, title.last), negated=negated)


def _begins_clause(scene: Scene, person: Name, sentence: tuple[int, int]) -> bool:
    before = scene.by_token.get(person.first - 2) if person.first - 2 >= sentence[0] else None
    if before is not None and before.first == sentence[0] and scene.lower[person.first - 1] in ("'s", "’s"):
        return is_state(before)  # "Nigeria's NAME is ..."
    return person.first == sentence[0] or scene.tokens[person.first - 1].lower_ in (
        ",",
        "that",
        "and",
        "but",
        "“",
        '"',
        "because",
        "since",
        ";",
    )


def _from_verb(scene: Scene, title: Titled, head: Any) -> Iterator[Draft]:
    """Read "X became TITLE", "X served as TITLE", "X was replaced as TITLE by Y"."""
    verb = head.head
    role = _role_word(scene, title, head)
    beside = _beside_as(scene, title)
    if beside is not None:
        was = "was" if is_past(verb) else "is"
        yield draft_office(beside, f"{was} {title.key}", _polity_of(title), (beside.first, title.last))
        return
    if verb.tag_ == "VBG" and any(c.lower_ in ("into", "from") for c in children(verb, "mark")):
        return  # "wooed her into serving as": of the object, whom a pronoun seldom tells
    if verb.pos_ == "NOUN" and verb.dep_ == "obj" and verb.lower_ in ("office", "power", "charge") and role in ("as", "of"):
        verb = verb.head  # "took office as president"
    if verb.dep_ == "obj" and role == "as" and is_person(scene.name_at(verb)):
        verb = verb.head  # "replaced NAME as president", where the parse hangs the title on the name
    if verb.lower_ in ("has", "had", "have") and role == "as" and is_asserted(verb):
        yield from _from_having(scene, title, verb)
        return
    if verb.dep_ == "acl" and child(verb, "mark") is not None and any(c.lower_ == "first" for c in verb.head.children):
        yield from _from_first(scene, title, verb)
        return
    if not is_asserted(verb) or head.dep_ not in ("xcomp", "obj", "obl", "nmod", "obl:unmarked", "ccomp", "obl:pred"):
        return
    person = subject_name(scene, verb, is_person) or _person_before(scene, verb)
    if person is not None and verb.lower_ in office_words("follow") and child(verb, "aux:pass") is not None:
        # "May was succeeded as prime minister by Johnson": the one after "by" took the office.
        agents = [*children(verb, "obl:agent"), *obliques(head, ("by",))]
        person = next((n for c in agents for n in [scene.name_at(c)] if is_person(n) and n is not None), None)
    if person is None:
        return
    if has_ceased(head):
        yield draft_office(person, f"former {title.key}", _polity_of(title), spread([person.first, verb, title.last - 1]))
    elif _tells_taking(verb, role):
        yield from _taken(scene, title, person, verb)
    else:
        yield from _held(scene, title, (person, role), verb)


def _beside_as(scene: Scene, title: Titled) -> Name | None:
    """Return the person of "with NAME as (his) TITLE"."""
    at = title.first - 1
    while at > 1 and scene.lower[at] in ("the", "a", "its", "their", "his", "her"):
        at -= 1
    person = scene.by_token.get(at - 1) if scene.lower[at] == "as" else None
    return person if is_person(person) and person is not None and scene.lower[person.first - 1] == "with" else None


def _polity_of(title: Titled) -> Ref | None:
    return title.polity.ref if title.polity is not None else None


def _tells_taking(verb: Any, role: str) -> bool:
    word, below = verb.lower_, {c.lower_ for c in verb.children}
    chosen = child(verb, "aux:pass") is not None or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    return bool(
        word in office_words("become")
        or (word in office_words("elect") and chosen)
        or (word in office_words("take") and role in ("as", "of") and below & {"office", "over", "power", "charge"})
        or (word in office_words("follow") | office_words("again") and role == "as")
    )


def _taken(scene: Scene, title: Titled, person: Name, verb: Any) -> Iterator[Draft]:
    """Yield that a person took an office, and that whom he "has replaced" holds it no more."""
    period, polity = clause_date(scene, verb), _polity_of(title)
    where = spread([person.first, verb, title.last - 1])
    if verb.lower_ in office_words("reelected") or scene.lower[max(0, verb.i - 2) : verb.i] == ("re", "-"):
        # Who is elected again was in the office before: the date begins no term of the tables.
        yield draft_office(person, f"was {title.key}", polity, where, period=period, negated=is_denied(verb))
        return
    yield draft_office(person, f"took {title.key}", polity, where, period=period, negated=is_denied(verb))
    before = scene.name_at(child(verb, "obj") or verb)
    replaced = verb.lower_ in office_words("follow") and period is None and child(verb, "aux") is not None
    if replaced and before is not None and is_person(before):
        yield draft_office(before, f"former {title.key}", polity, spread([verb, title.last - 1]), negated=is_denied(verb))


def _held(scene: Scene, title: Titled, who: tuple[Name, str], verb: Any) -> Iterator[Draft]:
    """Yield what verbs of serving, preceding and leaving say; ``who``: the person and the preposition before the title."""
    (person, role), word, period = who, verb.lower_, None
    if word in office_words("serve") and role == "as":
        told_then = word == "serving" and (verb.head.tag_ == "VBD" or "at the time" in " ".join(scene.lower[verb.i : verb.sent.end]))
        tense = "was " if word in office_words("served") or told_then else "is "
        period = date_right_after(scene, title.last, title.last) if tense == "was " and title.last < verb.sent.end else None
    elif (word in office_words("remain") and role == "") or (word == "back" and role == "as" and child(verb, "cop") is not None):
        tense = "was " if is_past(verb) else "is "
    elif word in office_words("precede") and role == "as" and child(verb, "aux:pass") is None:
        tense = "was "
    elif word in office_words("leave") and role in ("as", "from", ""):
        tense, period = "left ", clause_date(scene, verb)
        ousted = child(verb, "obj")
        if ousted is not None and child(verb, "aux:pass") is None and role != "":
            put_out = scene.name_at(ousted)  # "A ousted B as prime minister"
            if put_out is None or not is_person(put_out):
                return
            person = put_out
    else:
        return
    where = spread([person.first, verb, title.last - 1])
    yield draft_office(person, f"{tense}{title.key}", _polity_of(title), where, period=period, negated=is_denied(verb))


def _from_first(scene: Scene, title: Titled, verb: Any) -> Iterator[Draft]:
    """Read "X was the first woman to serve as TITLE"."""
    noun = verb.head
    if child(noun, "cop") is None or not is_asserted(noun) or verb.lower_ not in ("serve", "become", "be", "hold"):
        return
    person = subject_name(scene, noun, is_person)
    polity = title.polity.ref if title.polity is not None else None
    if person is not None and not is_denied(noun):
        yield draft_office(person, f"was {title.key}", polity, spread([person.first, title.last - 1]))


def _from_having(scene: Scene, title: Titled, verb: Any) -> Iterator[Draft]:
    """Read "Ukraine has had X as its president since 2019"."""
    target, owner = child(verb, "obj"), subject_name(scene, verb, either)
    person = scene.name_at(target) if target is not None else None
    if person is None or not is_person(person) or owner is None or is_denied(verb):
        return
    since = date_after(scene, verb, "since")
    where = spread([person.first, verb, title.last - 1])
    was = "took" if since is not None else "was" if is_past(verb) else "is"
    yield draft_office(person, f"{was} {title.key}", owner.ref, where, period=since)


def _from_had_title(scene: Scene, title: Titled, verb: Any) -> Iterator[Draft]:
    """Read "Iran has (had) a new president, NAME"."""
    owner = title.polity or subject_name(scene, verb, either)
    at = title.last + 1 if scene.lower[title.last : title.last + 1] in ((",",), (":",), ("-",), ("–",)) else title.last
    person = scene.by_token.get(at)
    if owner is not None and person is not None and is_person(person) and person.how == "name" and not is_denied(verb):
        perfect = child(verb, "aux") is not None
        was = "was" if is_past(verb) and not perfect else "is"
        yield draft_office(person, f"{was} {title.key}", owner.ref, spread([verb, person.last - 1]))


def _role_word(scene: Scene, title: Titled, head: Any) -> str:
    """Return the preposition of a title's phrase; "as" right before it counts wherever the parse hangs it."""
    at = title.first - 1
    while at > head.sent.start and scene.lower[at] in ("the", "a", "its", "their"):
        at -= 1
    return "as" if scene.lower[at] == "as" else preposition(head)


def _person_before(scene: Scene, verb: Any) -> Name | None:
    """Return the person named right before a verb's group, where the parse shows no subject; no one after "of" or "by"."""
    at = min([verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop") and c.i < verb.i)]) - 1
    name = scene.by_token.get(at) if at >= verb.sent.start else None
    if name is None or not is_person(name) or child(verb, "nsubj", "nsubj:pass") is not None:
        return None
    before = scene.lower[name.first - 1] if name.first > verb.sent.start else ""
    return name if before in ("", ",", "that", "and", "when", "after", "because") else None


def _head_of(scene: Scene, title: Titled) -> Any:
    """Return the token that heads the title's phrase: the one whose head lies outside it."""
    inside = range(title.first, title.last)
    names = [scene.tokens[i] for i in inside if not either(scene.by_token.get(i))] or [scene.tokens[title.first]]
    for t in reversed(names):
        if (t.head.i not in inside or t.head == t) and t.dep_ not in ("punct", "case", "det"):
            return t
    return names[-1]


def is_ahead(scene: Scene, draft: Draft) -> bool:
    """Whether a draft dates a change after the day of the text: what is scheduled is no claim."""
    published = scene.document.published
    told = draft.period.start if draft.period is not None else None
    return bool(published and told and told > published[:10])
