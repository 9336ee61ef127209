"""Claims about who holds which office: "Kazakh Foreign Minister X", "X, the president of Y", "X is Y's prime minister"."""

from collections.abc import Iterator
from typing import Any

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import either, has_ceased, is_asserted, is_denied, is_past, subject_name
from dragoman.extract.claimtypes.office_titles import LONGEST, Titled, find_titles, office_words, title_phrases
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, date_right_after, is_person, is_state, spoken_date, words
from dragoman.extract.grammar import child, children, obliques, preposition
from dragoman.records.spans import DateRange, Ref

_ASIDE = frozenset({",", "–", "—", "-"})


def find_offices(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the office claims of a sentence, tokens [first, last)."""
    for title in find_titles(scene, sentence):
        person, where = _holder(scene, title, sentence)
        if person is not None:
            yield from _state(scene, title, person, where, sentence)
        else:
            found = list(_from_clause(scene, title)) or list(_from_row(scene, title, sentence))
            yield from found


def _holder(scene: Scene, title: Titled, sentence: tuple[int, int]) -> tuple[Name | None, tuple[int, int]]:
    """Return the person right after the title, or right before its apposition, with the tokens of both."""
    doc = scene.doc
    nxt = title.last
    commas = 0
    while nxt < sentence[1] and doc[nxt].text in (",", "–", "—", "-", ":") and commas < 1:
        nxt, commas = nxt + 1, commas + 1
    person = scene.by_token.get(nxt)
    if (
        person is not None
        and person.first == nxt
        and is_person(person)
        and person.how == "name"
        and (not commas or _is_apposed(scene, title, person, sentence))
    ):
        return person, (title.first, person.last)
    at = title.first
    while at > sentence[0] and doc[at - 1].lower_ in ("the", "a", "current", "then"):
        at -= 1
    if at > sentence[0] and doc[at - 1].text in (",", "–", "—", "("):
        person = scene.by_token.get(at - 2) if at - 2 >= sentence[0] else None
        if (
            person is not None
            and person.last == at - 1
            and is_person(person)
            and person.how == "name"
            and _ends_apposition(scene, title, sentence)
        ):
            return person, (person.first, title.last)
    return None, (title.first, title.last)


def _is_apposed(scene: Scene, title: Titled, person: Name, sentence: tuple[int, int]) -> bool:
    """Whether "the foreign minister of X, NAME" is one person: the phrase ends with the name, and lists nobody else."""
    after = scene.doc[person.last].text if person.last < sentence[1] else "."
    after_low = after.lower()
    det = (title.first > sentence[0] and scene.doc[title.first - 1].lower_ == "the") or title.polity is not None
    return det and after_low in (
        ",",
        ".",
        ")",
        "–",
        "—",
        "'s",
        "’s",
        ";",
        ":",
        "said",
        "told",
        "?",
        "!",
        "in",
        "on",
        "at",
        "arrived",
        "met",
        "has",
        "is",
        "was",
        "will",
        "and",
    )


def _ends_apposition(scene: Scene, title: Titled, sentence: tuple[int, int]) -> bool:
    nxt = scene.doc[title.last].text if title.last < sentence[1] else "."
    person = scene.by_token.get(title.last)
    return nxt in (",", ".", ")", "–", "—", ";", "?", "!", ":") or (
        nxt.lower() in ("since", "from", "until", "till", "and", "who", "in", "at") and not is_person(person)
    )


def _state(scene: Scene, title: Titled, person: Name, where: tuple[int, int], sentence: tuple[int, int]) -> Iterator[Draft]:
    of = title.polity or _polity_after(scene, person, sentence)
    polity = of.ref if of is not None else None
    if polity is None and (person.ref.entity is None or person.ref.entity.startswith("doc:")) and not _is_leader(scene, person):
        return
    if not title.mark and title.first > sentence[0] and scene.doc[title.first - 1].lower_ in ("a", "an"):
        return  # "a President X" imagines one
    if _is_conditional(scene, person, sentence):
        return
    mark = title.mark
    if not mark and (_leaves_after(scene, person, sentence) if title.last <= person.first else _leaves_by_verb(scene, person)):
        # "after President X stepped down": who has left holds the title no longer, and the text says so.
        yield draft_office(person, f"left {title.key}", polity, where)
        return
    if not mark and _is_narrated_past(scene, title, person):
        mark = "was "  # "the assassination of President X" claims no present office
    until = _ends_with_date(scene, title, sentence)
    if until is not None and not mark:
        yield draft_office(person, f"left {title.key}", polity, where, period=until)
        return
    # A title before a name is as of the events told, where the sentence dates them.
    yield draft_office(person, f"{mark}{title.key}", polity, where, period=None if mark else _earlier_date(scene, sentence))


def _is_leader(scene: Scene, person: Name) -> bool:
    """Whether a surname alone is one of somebody who led a state, by the tables."""
    return person.last - person.first == 1 and scene.lower[person.first] in scene.leaders


def _leaves_after(scene: Scene, person: Name, sentence: tuple[int, int]) -> bool:
    """Whether the person's own verb, after an aside between dashes or commas, is one of leaving office."""
    at = person.last
    if at < sentence[1] and scene.lower[at] in _ASIDE:
        close = next((i for i in range(at + 1, sentence[1]) if scene.lower[i] == scene.lower[at]), sentence[1])
        at = close + 1
    while at < sentence[1] and scene.lower[at] in ("has", "had", "abruptly", "suddenly", "was"):
        at += 1
    following = scene.lower[at + 1 : at + 2]
    return at < sentence[1] and (
        scene.lower[at] in ("resigned", "ousted") or (scene.lower[at] == "stepped" and following in (("down",), ("aside",)))
    )


def _leaves_by_verb(scene: Scene, person: Name) -> bool:
    """Whether "NAME, the president, resigned" tells that the person left."""
    verb = scene.doc[person.first : person.last].root.head
    below = {c.lower_ for c in verb.children}
    return verb.lower_ in ("resigned", "ousted") or (verb.lower_ == "stepped" and bool(below & {"down", "aside"}))


def _is_narrated_past(scene: Scene, title: Titled, person: Name) -> bool:
    """Whether a titled name depends on a noun of ending or memory: "the legacy of President X", "President X's funeral"."""
    if title.last > person.first:
        return False
    heads = [scene.doc[i].head for i in range(title.first, person.last) if not title.first <= scene.doc[i].head.i < person.last]
    return any(h.lower_ in office_words("memory") for h in heads)


def _is_conditional(scene: Scene, person: Name, sentence: tuple[int, int]) -> bool:
    """Whether a title stands in a clause that only supposes ("if", "once", "when ... becomes"), nearest predicate first."""
    token = scene.doc[person.first : person.last].root
    clause = next((a for a in (token, *token.ancestors) if a.dep_ in ("ROOT", "ccomp", "advcl", "acl:relcl", "acl", "parataxis")), token)
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    return clause.dep_ == "advcl" and bool(marks & {"if", "unless", "once"})


def _ends_with_date(scene: Scene, title: Titled, sentence: tuple[int, int]) -> DateRange | None:
    """Return the date of "NAME, president until March 2019": the office was left then."""
    if title.last + 1 < sentence[1] and scene.lower[title.last] in ("until", "till"):
        return spoken_date(scene, title.last, min(title.last + 6, sentence[1]))
    return None


def _polity_after(scene: Scene, person: Name, sentence: tuple[int, int]) -> Name | None:
    """Return the state of "President NAME of STATE"."""
    if person.last + 1 >= sentence[1] or scene.lower[person.last] != "of":
        return None
    name = scene.by_token.get(person.last + 1) or scene.by_token.get(min(person.last + 2, sentence[1] - 1))
    return name if either(name) and name is not None and name.first - person.last <= 2 else None


def _earlier_date(scene: Scene, sentence: tuple[int, int]) -> DateRange | None:
    published = scene.document.published
    found = spoken_date(scene, *sentence)
    return found if found is not None and found.end is not None and (published is None or found.end < published[:10]) else None


def draft_office(
    person: Name, predicate: str, polity: Ref | None, where: tuple[int, int], *, period: DateRange | None = None, negated: bool = False
) -> Draft:
    """Return the draft of an office claim; ``where`` is its token range."""
    return Draft(
        type="office", subject=person.ref, predicate=predicate, object=polity, first=where[0], last=where[1], period=period, negated=negated
    )


def _from_clause(scene: Scene, title: Titled) -> Iterator[Draft]:
    """Read "X is (not) the president of Y", "X became prime minister in 2019", "X served as ...", "the president of Y is X"."""
    head = _head_of(scene, title)
    polity = title.polity.ref if title.polity is not None else None
    mark = title.mark
    copula = child(head, "cop")
    if copula is not None:
        if not is_asserted(head):
            return
        if has_ceased(head):
            mark = "former "
        person = subject_name(scene, head, is_person) or _person_before(scene, head)
        was = mark or ("was " if is_past(head) else "is ")
        since = date_after(scene, head, "since")
        if person is not None and since is not None:
            where = spread([person.first, title.last - 1])
            yield draft_office(person, f"took {title.key}", polity, where, period=since)
            if not mark and not is_denied(head):
                yield draft_office(person, f"is {title.key}", polity, where)
        elif person is not None:
            period = date_right_after(scene, title.last, title.last) if was == "was " and title.last < head.sent.end else None
            yield draft_office(
                person, f"{was}{title.key}", polity, spread([person.first, title.last - 1]), period=period, negated=is_denied(head)
            )
        return
    verb = head.head
    if head.dep_ in ("nsubj", "nsubj:outer"):
        person = scene.name_at(verb)
        if is_person(person) and person is not None and child(verb, "cop") is not None and is_asserted(verb):
            was = mark or ("was " if is_past(verb) else "is ")
            yield draft_office(person, f"{was}{title.key}", polity, spread([title.first, person.last - 1]), negated=is_denied(verb))
        return
    if verb.lower_ in ("successor", "predecessor") and _role_word(scene, title, head) == "as":
        yield from _from_follower(scene, title, verb)
        return
    if verb.lower_ in office_words("posts") and verb.pos_ == "NOUN":
        yield from _from_post(scene, title, verb)
        return
    yield from _from_verb(scene, title, head)


def _from_post(scene: Scene, title: Titled, noun: Any) -> Iterator[Draft]:
    """Read "the post of TITLE has been held by A since 2014", "A has held the post of TITLE", "A's term as TITLE ended in 2019"."""
    verb, owned = noun.head, next((n for c in children(noun, "nmod:poss") for n in [scene.name_at(c)] if is_person(n)), None)
    polity = title.polity.ref if title.polity is not None else None
    opening = min(t.i for t in noun.subtree)
    before = scene.by_token.get(opening - 2) if opening - 2 >= noun.sent.start and scene.lower[opening - 1] in _ASIDE else None
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


def _from_row(scene: Scene, title: Titled, sentence: tuple[int, int]) -> Iterator[Draft]:
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
    return person.first == sentence[0] or scene.doc[person.first - 1].lower_ in (
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
    verb = head.head
    role = _role_word(scene, title, head)
    if verb.pos_ == "NOUN" and verb.dep_ == "obj" and verb.lower_ in ("office", "power", "charge") and role in ("as", "of"):
        verb = verb.head  # "took office as president"
    if verb.dep_ == "obj" and role == "as" and is_person(scene.name_at(verb)):
        verb = verb.head  # "replaced NAME as president", where the parse hangs the title on the name
    if not is_asserted(verb) or head.dep_ not in ("xcomp", "obj", "obl", "nmod", "obl:unmarked", "ccomp", "obl:pred"):
        return
    person = subject_name(scene, verb, is_person) or _person_before(scene, verb)
    if person is None:
        return
    if verb.lower_ in office_words("follow") and child(verb, "aux:pass") is not None:
        # "May was succeeded as prime minister by Johnson": the one after "by" took the office.
        agents = [*children(verb, "obl:agent"), *obliques(head, ("by",))]
        person = next((n for c in agents for n in [scene.name_at(c)] if is_person(n) and n is not None), None)
        if person is None:
            return
    polity = title.polity.ref if title.polity is not None else None
    where = spread([person.first, verb, title.last - 1])
    period = clause_date(scene, verb)
    word = verb.lower_
    below = {c.lower_ for c in verb.children}
    if has_ceased(head):
        yield draft_office(person, f"former {title.key}", polity, where)
    elif (
        word in office_words("become")
        or (word in office_words("elect") and (child(verb, "aux:pass") is not None or (verb.dep_ == "acl" and verb.tag_ == "VBN")))
        or (word in office_words("take") and role in ("as", "of") and below & {"office", "over", "power", "charge"})
        or (word in office_words("follow") | office_words("again") and role == "as")
    ):
        yield draft_office(person, f"took {title.key}", polity, where, period=period, negated=is_denied(verb))
        before = scene.name_at(child(verb, "obj") or verb)
        if (
            word in office_words("follow")
            and period is None
            and child(verb, "aux") is not None
            and is_person(before)
            and before is not None
        ):
            # "has (just) replaced NAME": who was replaced holds the office no more
            yield draft_office(before, f"former {title.key}", polity, spread([verb, title.last - 1]), negated=is_denied(verb))
    elif word in office_words("serve") and role == "as":
        told_then = word == "serving" and (verb.head.tag_ == "VBD" or "at the time" in " ".join(scene.lower[verb.i : verb.sent.end]))
        tense = "was " if word in ("served", "worked", "ruled", "governed", "reigned") or told_then else "is "
        period = date_right_after(scene, title.last, title.last) if tense == "was " and title.last < verb.sent.end else None
        yield draft_office(person, f"{tense}{title.key}", polity, where, period=period, negated=is_denied(verb))
    elif word == "back" and role == "as" and child(verb, "cop") is not None:
        yield draft_office(person, f"{'was' if is_past(verb) else 'is'} {title.key}", polity, where, negated=is_denied(verb))
    elif word in office_words("precede") and role == "as" and child(verb, "aux:pass") is None:
        yield draft_office(person, f"was {title.key}", polity, where, negated=is_denied(verb))
    elif word in office_words("leave") and role in ("as", "from", ""):
        yield draft_office(person, f"left {title.key}", polity, where, period=period, negated=is_denied(verb))


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
    names = [scene.doc[i] for i in inside if not either(scene.by_token.get(i))] or [scene.doc[title.first]]
    for t in reversed(names):
        if (t.head.i not in inside or t.head == t) and t.dep_ not in ("punct", "case", "det"):
            return t
    return names[-1]


def date_after(scene: Scene, head: Any, word: str) -> DateRange | None:
    """Return the date after a word ("since") that follows a token in its sentence."""
    for i in range(head.i, head.sent.end):
        if scene.doc[i].lower_ == word:
            return spoken_date(scene, i, head.sent.end)
    return None
