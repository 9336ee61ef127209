"""Claims about the beginning and end of somebody's rule that name no title: "stepped down in March", "in power since 1999"."""

from collections.abc import Iterator

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import either, is_asserted, is_denied, name_of_token, subject_name
from dragoman.extract.claimtypes.office import date_after, draft_office
from dragoman.extract.claimtypes.office_titles import LONGEST, office_words, title_phrases
from dragoman.extract.claimtypes.scene import Scene, clause_date, is_body, is_person
from dragoman.extract.grammar import child

_LEAVING = frozenset({"resigned", "stepped", "ousted", "left"})
_TAKING = frozenset({"took", "assumed"})


def find_terms(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about when somebody came to power or left."""
    yield from _from_leaving(scene, sentence)
    yield from _from_leading(scene, sentence)
    yield from _from_power(scene, sentence)


def _from_leaving(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X stepped down in March 2019", "X took office in 2019" where no title follows."""
    for i in range(*sentence):
        word = scene.lower[i]
        if word not in _LEAVING and word not in _TAKING:
            continue
        verb = scene.doc[i]
        following = " ".join(scene.lower[i + 1 : min(i + 3, sentence[1])])
        left = (word in ("resigned", "stepped", "ousted") and (word != "stepped" or following.startswith(("down", "aside")))) or (
            word == "left" and following.startswith("office")
        )
        took = word in _TAKING and following.startswith(("office", "power", "over", "charge"))
        if not (left or took) or not is_asserted(verb) or _mentions_title(scene, i, sentence):
            continue
        person = subject_name(scene, verb, is_person)
        if person is None or person.ref.entity is None or person.ref.entity.startswith("doc:"):
            continue
        period = clause_date(scene, verb)
        yield draft_office(
            person, f"{'left' if left else 'took'} office", None, spread([person.first, i]), period=period, negated=is_denied(verb)
        )


def _from_leading(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X has led Kazakhstan since 1991", "X, who has ruled the country since 1991"."""
    for i in range(*sentence):
        if scene.lower[i] not in office_words("lead"):
            continue
        verb = scene.doc[i]
        target = child(verb, "obj")
        polity = name_of_token(scene, target, either) if target is not None else None
        since = date_after(scene, verb, "since") if polity is not None else None
        person = subject_name(scene, verb, is_person)
        if person is None or polity is None or since is None or not is_asserted(verb) or is_denied(verb):
            continue
        key = "office" if is_body(polity) else "leader"  # who heads a body of states is its secretary general or president
        where = spread([person.first if person.first >= sentence[0] else i, i])
        yield draft_office(person, f"took {key}", polity.ref, where, period=since)


def _from_power(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "X has been in power since 1999", "X, in office since 2005"."""
    for i in range(sentence[0] + 1, sentence[1]):
        if scene.lower[i] not in ("power", "office") or scene.lower[i - 1] != "in":
            continue
        noun = scene.doc[i]
        since = date_after(scene, noun, "since")
        before = scene.by_token.get(i - 3) if i - 3 >= sentence[0] and scene.lower[i - 2] in (",", "–", "—", "-") else None
        person = subject_name(scene, noun, is_person) if child(noun, "cop") is not None else before
        if since is not None and person is not None and is_person(person) and is_asserted(noun) and not is_denied(noun):
            key = "leader" if scene.lower[i] == "power" else "office"
            where = spread([person.first if person.first >= sentence[0] else i, i])
            yield draft_office(person, f"took {key}", None, where, period=since)


def _mentions_title(scene: Scene, verb: int, sentence: tuple[int, int]) -> bool:
    """Whether a title follows the verb closely ("stepped down as president")."""
    for i in range(verb + 1, min(verb + 5, sentence[1])):
        if scene.doc[i].lower_ == "as":
            return any(scene.lower[j : j + n] in title_phrases() for j in range(i + 1, min(i + 6, sentence[1])) for n in range(1, LONGEST))
    return False
