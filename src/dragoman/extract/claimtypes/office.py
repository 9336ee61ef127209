"""Claims about who holds which office: "Kazakh Foreign Minister X", "X, the president of Y", "X is Y's prime minister"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from dragoman.extract.claimtypes.draft import Draft
from dragoman.extract.claimtypes.grammar import either
from dragoman.extract.claimtypes.lengths import UNITS
from dragoman.extract.claimtypes.office_clauses import ASIDE, draft_office, find_in_clause, find_in_row, is_ahead
from dragoman.extract.claimtypes.office_titles import Titled, find_titles, office_words
from dragoman.extract.claimtypes.scene import Name, Scene, is_person, spoken_date
from dragoman.extract.grammar import child, preposition
from dragoman.records.spans import DateRange


def find_offices(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the office claims of a sentence, tokens [first, last)."""
    for title in find_titles(scene, sentence):
        person, where = _holder(scene, title, sentence)
        if person is not None:
            found = list(_state(scene, title, person, where, sentence))
        else:
            found = list(find_in_clause(scene, title)) or list(find_in_row(scene, title, sentence))
        for draft in found:
            if not is_ahead(scene, draft):
                yield from _with_both_ends(scene, title, draft, sentence)


def _with_both_ends(scene: Scene, title: Titled, draft: Draft, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield a draft, or its beginning and end where the title is followed by both ("president from 2008 to 2012")."""
    ends = _dates_of_term(scene, title.last, sentence)
    if ends is None or draft.negated or not draft.predicate.endswith(title.key) or draft.predicate.startswith(("took ", "left ")):
        yield draft
        return
    for verb, when in zip(("took", "left"), ends, strict=True):
        yield replace(draft, predicate=f"{verb} {title.key}", period=when)


def _dates_of_term(scene: Scene, at: int, sentence: tuple[int, int]) -> tuple[DateRange, DateRange] | None:
    """Return the dates of "from 2008 to 2012", "between 2008 and 2012", "(2008-2012)" that begin at a token, an adverb before them."""
    while at < sentence[1] and scene.lower[at] in ("twice", "only", "first", "both", "once"):
        at += 1
    if at >= sentence[1] or scene.lower[at] not in ("from", "between", "("):
        return None
    found = [d for d in scene.dates_in(at, min(at + 10, sentence[1])) if d.past.start is not None][:2]
    if len(found) != 2:
        return None
    text = scene.document.text
    opened, joint = (
        text[scene.tokens[at].idx + len(scene.tokens[at].text) : found[0].start].strip(),
        text[found[0].end : found[1].start].strip(),
    )
    return (
        (found[0].past, found[1].past) if opened in ("", "the") and joint in ("to", "until", "till", "and", "-", "–", "through") else None
    )


def _holder(scene: Scene, title: Titled, sentence: tuple[int, int]) -> tuple[Name | None, tuple[int, int]]:
    """Return the person right after the title, or right before its apposition, with the tokens of both."""
    doc = scene.doc
    nxt = _after_since(scene, title, sentence)
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
    if nxt > _after_since(scene, title, sentence) and is_person(person) and person is not None and _opens_with_as(scene, title, sentence):
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


def _after_since(scene: Scene, title: Titled, sentence: tuple[int, int]) -> int:
    """Return the token after a title and its "since 2004"."""
    if title.last < sentence[1] and scene.lower[title.last] == "since":
        for d in scene.dates_in(title.last, min(title.last + 6, sentence[1])):
            words = scene.doc.char_span(d.start, d.end, alignment_mode="expand")
            return int(words.end) if words is not None and words.end < sentence[1] else title.last
    return title.last


def _opens_with_as(scene: Scene, title: Titled, sentence: tuple[int, int]) -> bool:
    """Whether "As (the) TITLE," opens a sentence or follows a comma."""
    at = title.first - 1
    while at > sentence[0] and scene.lower[at] in ("the", "a"):
        at -= 1
    return at >= sentence[0] and scene.lower[at] == "as" and (at == sentence[0] or scene.lower[at - 1] in (",", ";", "and", "but"))


def _is_apposed(scene: Scene, title: Titled, person: Name, sentence: tuple[int, int]) -> bool:
    """Whether "the foreign minister of X, NAME" is one person: the phrase ends with the name, and lists nobody else."""
    after = scene.tokens[person.last].text if person.last < sentence[1] else "."
    after_low = after.lower()
    opened = {scene.lower[title.first], scene.lower[title.first - 1] if title.first > sentence[0] else ""}
    det = bool(opened & {"the", "'s", "’s"}) or title.polity is not None
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
    nxt = scene.tokens[title.last].text if title.last < sentence[1] else "."
    person = scene.by_token.get(title.last)
    return nxt in (",", ".", ")", "–", "—", ";", "?", "!", ":") or (
        nxt.lower() in ("since", "from", "until", "till", "and", "who", "in", "at", "under", "between", "during", "for")
        and not is_person(person)
    )


def _state(scene: Scene, title: Titled, person: Name, where: tuple[int, int], sentence: tuple[int, int]) -> Iterator[Draft]:
    of = title.polity or _polity_after(scene, person, sentence)
    polity = of.ref if of is not None else None
    if polity is None and (person.ref.entity is None or person.ref.entity.startswith("doc:")) and not _is_leader(scene, person):
        return
    if not title.mark and title.first > sentence[0] and scene.tokens[title.first - 1].lower_ in ("a", "an"):
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
    if not mark and title.last < person.first and _after_since(scene, title, sentence) > title.last:
        since = spoken_date(scene, title.last, person.first)
        yield draft_office(person, f"took {title.key}", polity, where, period=since)
        if not _is_told_of_past(scene, person):
            yield draft_office(person, f"is {title.key}", polity, where)
        return
    if not mark and title.last < person.first and _opens_with_as(scene, title, sentence):
        mark = "was " if scene.doc[person.first : person.last].root.head.tag_ in ("VBD", "VBN") else ""
    if not mark and title.first > person.first and scene.lower[title.last : title.last + 1] == ("under",):
        mark = "was "  # "NAME, vice president under Donald Trump"
    if not mark and polity is None and title.last <= person.first and _is_told_of_past(scene, person):
        mark = "then "  # "the summit that President X held": of the day if X holds it then, else of the past that is told
    if not mark and title.first > person.first and _is_measured(scene, title, sentence):
        mark = "was "  # "NAME, prime minister for almost ten years, has led ..."
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
    if at < sentence[1] and scene.lower[at] in ASIDE:
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
    if any(preposition(c) == "as" for c in verb.children):
        return False  # "NAME, the prime minister, resigned as party leader"
    return verb.lower_ in ("resigned", "ousted") or (verb.lower_ == "stepped" and bool(below & {"down", "aside"}))


def _is_narrated_past(scene: Scene, title: Titled, person: Name) -> bool:
    """Whether a titled name depends on a noun of ending or memory: "the legacy of President X", "President X's funeral"."""
    if title.last > person.first:
        return False
    heads = [scene.tokens[i].head for i in range(title.first, person.last) if not title.first <= scene.tokens[i].head.i < person.last]
    return any(h.lower_ in office_words("memory") for h in heads)


def _is_told_of_past(scene: Scene, person: Name) -> bool:
    """Whether a name's clause tells of the past: a simple past, other than the deed that a report's main clause gives to the name."""
    token = scene.doc[person.first : person.last].root
    clause = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX") or child(a, "cop") is not None), None)
    if clause is None:
        return False
    copula = child(clause, "cop", "aux:pass", "aux")
    if copula is not None:
        return copula.lower_ in ("was", "were", "had")
    while token.dep_ in ("flat", "appos", "nmod:desc", "compound", "nmod"):
        token = token.head
    reported = clause.dep_ == "ROOT" and token.dep_.startswith("nsubj")  # "Secretary X announced" is news of the day
    return clause.tag_ == "VBD" and not reported


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


def _is_measured(scene: Scene, title: Titled, sentence: tuple[int, int]) -> bool:
    """Whether a title is followed by how long it was held: nothing tells that it still is."""
    near = scene.lower[title.last : min(title.last + 7, sentence[1])]
    return near[:1] == ("for",) and any(w in UNITS for w in near)


def _polity_after(scene: Scene, person: Name, sentence: tuple[int, int]) -> Name | None:
    """Return the state of "President NAME of STATE"."""
    if person.last + 1 >= sentence[1] or scene.lower[person.last] != "of":
        return None
    name = scene.by_token.get(person.last + 1) or scene.by_token.get(min(person.last + 2, sentence[1] - 1))
    return name if either(name) and name is not None and name.first - person.last <= 2 else None


def _earlier_date(scene: Scene, sentence: tuple[int, int]) -> DateRange | None:
    published = scene.document.published
    found = spoken_date(scene, *sentence)
    if found is None or found.end is None or (published is not None and found.end >= published[:10]):
        return None
    # A president who fled on the 15th was one until then: the days of the events begin with the eve.
    return replace(found, start=_eve(found.start)) if found.start == found.end else found


def _eve(day: str | None) -> str | None:
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day is not None else None
    except (ValueError, OverflowError):
        return day
