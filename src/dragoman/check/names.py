"""Names as a check compares and shows them."""

import unicodedata
from difflib import SequenceMatcher

from dragoman.records.facts import Facts
from dragoman.records.spans import Ref

ALIKE = 0.8  # "Tileuberdi" and "Tleuberdi" are .95 alike, "Ivanov" and "Lavrov" .5, "Putin" and "Pushkin" .67
ALIKE_GIVEN = 0.72  # given names vary more: "Sergei" and "Sergey" .83, "Aybek" and "Aibek" .8, "Aleksandr" and "Alexander" .78


def fold_name(name: str) -> str:
    """Return a name without case, accents, dots, hyphens and a leading article."""
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(" " if c in "-–." else c for c in plain if not unicodedata.combining(c) and c not in "'’‘ʼ`,")
    words = kept.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def name_of(facts: Facts, entity: str | None, default: str = "it") -> str:
    """Return an entity's name as the tables give it."""
    if entity is None:
        return default
    found = facts.entities.get(entity)
    return found.name if found else default if default != "it" else entity


def shown(facts: Facts, ref: Ref) -> str:
    """Return the name under which a note speaks of a Ref."""
    return name_of(facts, ref.entity, ref.name)


def state_of(ref: Ref | None) -> str | None:
    """Return the ISO alpha-3 code of the state that a Ref means or lies in."""
    if ref is None:
        return None
    if ref.entity and len(ref.entity) == 3 and ref.entity.isupper():
        return ref.entity
    return ref.country


def polity_of(ref: Ref | None) -> str | None:
    """Return the state or organisation that an office belongs to."""
    if ref is not None and ref.entity and ref.entity.startswith(("org:", "region:")):
        return ref.entity
    return state_of(ref)


def persons_alike(a: str, b: str) -> bool:
    """Whether two names may be spellings of one person's: the surnames alike and, where both have them, the given names."""
    left, right = fold_name(a).split(), fold_name(b).split()
    if not left or not right:
        return False
    if set(left) == set(right):
        return True
    if min(len(left), len(right)) > 1 and (set(left) <= set(right) or set(right) <= set(left)):
        return True  # "Ashraf Ghani" and "Mohammad Ashraf Ghani"
    if _ratio(left[-1], right[-1]) < ALIKE:
        # Family names come first in East Asia: "Xi Jinping", "Xi".
        return len(left) == 1 and left[0] == right[0]
    if len(left) == 1 or len(right) == 1:
        return True
    return _ratio(left[0], right[0]) >= ALIKE_GIVEN or (left[0][0] == right[0][0] and min(len(left[0]), len(right[0])) == 1)


def may_be_one(a: str, b: str) -> bool:
    """Whether two names cannot safely be told apart: a family name of one stands anywhere in the other.

    "Michelle Bachelet Jeria", "Voreqe Frank Bainimarama", "Haydar al-Abadi" and "Haider al-Abadi": a name that may be the
    holder's contradicts nothing.
    """
    left, right = fold_name(a).split(), fold_name(b).split()
    if not left or not right:
        return True
    return any(_ratio(left[-1], w) >= ALIKE for w in right) or any(_ratio(right[-1], w) >= ALIKE for w in left)


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
