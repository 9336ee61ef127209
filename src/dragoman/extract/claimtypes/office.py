"""Claims about who holds which office: "Kazakh Foreign Minister X", "X, the president of Y", "X is Y's prime minister"."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import either, has_ceased, is_asserted, is_denied, is_past, subject_name
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, date_right_after, is_body, is_person, is_state, spoken_date
from dragoman.extract.grammar import child, children, obliques, preposition
from dragoman.records.spans import DateRange, Ref

LONGEST = 5
_ASIDE = frozenset({",", "–", "—", "-"})
_RATING = frozenset({"better", "best", "worse", "worst", "republican", "democratic", "civilian", "female", "black", "likely", "potential"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A title over tokens [first, last), with whose it is and what stands before it."""

    key: str
    first: int
    last: int
    polity: Name | None
    mark: str = ""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("dragoman").joinpath("data", "claims_offices.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def title_phrases() -> Mapping[tuple[str, ...], str]:
    """Return the titles of data/claims_offices.toml as lower-case words, with their key."""
    return {tuple(w.split()): row["key"] for row in _table()["title"] for w in row["words"]}


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in title_phrases())


@lru_cache(maxsize=16)
def office_words(name: str) -> frozenset[str]:
    """Return one list of data/claims_offices.toml: what stands around a title, or verbs."""
    return frozenset(_table()["around"][name] if name in _table()["around"] else _table()["verbs"][name])


def find_offices(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the office claims of a sentence, tokens [first, last)."""
    for title in _find_titles(scene, sentence):
        person, where = _holder(scene, title, sentence)
        if person is not None:
            yield from _state(scene, title, person, where, sentence)
        else:
            found = list(_from_clause(scene, title)) or list(_from_row(scene, title, sentence))
            yield from found


def _find_titles(scene: Scene, sentence: tuple[int, int]) -> Iterator[Titled]:
    low, i = scene.lower, sentence[0]
    while i < sentence[1]:
        size, prefix = 0, low[i].partition("-")[0] if "-" in low[i] else ""
        if prefix in ("ex", "then", "former") and (low[i].removeprefix(prefix + "-"),) in title_phrases():
            key = title_phrases()[(low[i].removeprefix(prefix + "-"),)]
            yield Titled(
                key=key, first=i, last=i + 1, polity=_polity_before(scene, i, sentence), mark="was " if prefix == "then" else "former "
            )
            i += 1
            continue
        if low[i] in _first_words():
            size = next((n for n in range(min(LONGEST, sentence[1] - i), 0, -1) if low[i : i + n] in title_phrases()), 0)
        if not size:
            i += 1
            continue
        title = _surround(scene, sentence, (i, i + size))
        if title is not None:
            yield title
        i += size


def _polity_before(scene: Scene, at: int, sentence: tuple[int, int]) -> Name | None:
    name = scene.by_token.get(at - 1) if at > sentence[0] else None
    return name if either(name) else None


def _surround(scene: Scene, sentence: tuple[int, int], span: tuple[int, int]) -> Titled | None:
    """Return the title with its polity and its mark of the past; None where the words name another office."""
    doc, (first, last) = scene.doc, span
    key = title_phrases()[scene.lower[first:last]]
    if last < sentence[1] and doc[last].lower_ in office_words("after"):
        return None
    at, mark, polity = first, "", None
    while at > sentence[0]:
        word = doc[at - 1].lower_
        name = scene.by_token.get(at - 1)
        if name is not None and either(name):
            if polity is not None:
                break
            polity, at = name, name.first
        elif word in office_words("other"):
            return None
        elif word == "then" and at < first and doc[at].lower_ in ("-", "the"):
            mark, at = "was ", at - 1  # "then-President X", "X, then the secretary of state"
        elif word == "then" and at - 2 >= sentence[0] and doc[at - 2].lower_ not in ("the", "a", "-"):
            break
        elif word == "first":
            mark, at = "was ", at - 1  # the first president stays the first
        elif word in office_words("former"):
            mark, at = "was " if word.startswith("then") else "former ", at - 1
        elif word in office_words("skip") or word in ("'s", "’s", "'", "’", "-", "the"):
            at -= 1
        else:
            if doc[at - 1].pos_ == "ADJ" and doc[at - 1].head.i in range(at, last):
                if polity is None and at - 2 >= sentence[0] and (word not in _RATING and _is_owned(scene, at - 2)):
                    at -= 1  # "Ukraine's embattled president"
                    continue
                return None  # "a better president", "a Republican president"
            break
    if polity is None and last < sentence[1] and doc[last].lower_ in ("of", "for"):
        nxt = last + 1
        while nxt < sentence[1] and doc[nxt].lower_ in ("the", "neighboring", "neighbouring", "both"):
            nxt += 1
        polity = scene.by_token.get(nxt)
        if polity is None or not either(polity):
            return None if doc[last].lower_ == "of" else Titled(key=key, first=at, last=last, polity=None, mark=mark)
        last = polity.last
    return Titled(key=key, first=at, last=last, polity=polity, mark=mark)


def _is_owned(scene: Scene, at: int) -> bool:
    """Whether a token is a possessive mark or the last word of a state's or body's name."""
    return scene.lower[at] in ("'s", "’s") or either(scene.by_token.get(at))


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
    if not mark and title.last <= person.first and _leaves_after(scene, person, sentence):
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
        was = mark or ("was " if is_past(head) and copula.lower_ != "been" else "is ")
        since = date_after(scene, head, "since")
        if person is not None and since is not None:
            yield draft_office(person, f"took {title.key}", polity, spread([person.first, title.last - 1]), period=since)
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
    yield from _from_verb(scene, title, head)


def _from_row(scene: Scene, title: Titled, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "NAME is (not) (the) TITLE" off the row of words, where the parse does not show it."""
    doc, at, negated = scene.doc, title.first, False
    while at > sentence[0] and doc[at - 1].lower_ in ("the", "a", "now", "currently", "still", "also", "not", "n't", "never"):
        at, negated = at - 1, negated or doc[at - 1].lower_ in ("not", "n't", "never")
    verb = doc[at - 1] if at - 1 > sentence[0] else None
    if verb is None or verb.lower_ not in ("is", "was") or doc[sentence[1] - 1].text == "?":
        return
    person = scene.by_token.get(verb.i - 1)
    if person is None or person.how != "name" or not is_person(person) or not _begins_clause(scene, person, sentence):
        return
    mark = title.mark or ("was " if verb.lower_ == "was" else "is ")
    polity = title.polity.ref if title.polity is not None else None
    yield draft_office(person, f"{mark}{title.key}", polity, (person.first, title.last), negated=negated)


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
        or (word in office_words("follow") and role == "as")
    ):
        yield draft_office(person, f"took {title.key}", polity, where, period=period, negated=is_denied(verb))
    elif word in office_words("serve") and role == "as":
        told_then = word == "serving" and (verb.head.tag_ == "VBD" or "at the time" in " ".join(scene.lower[verb.i : verb.sent.end]))
        tense = "was " if word in ("served", "worked") or told_then else "is "
        period = date_right_after(scene, title.last, title.last) if tense == "was " and title.last < verb.sent.end else None
        yield draft_office(person, f"{tense}{title.key}", polity, where, period=period, negated=is_denied(verb))
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


def is_polity(name: Name | None) -> bool:
    """Whether a name is one that offices belong to."""
    return is_state(name) or is_body(name)
