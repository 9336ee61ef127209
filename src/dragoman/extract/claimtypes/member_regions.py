"""What is said of the states of a region at once: "four Central Asian states are members of X", "all three Baltic states joined X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.member_drafts import count_draft, memberships
from dragoman.extract.claimtypes.numbers import Figure, word_value
from dragoman.extract.claimtypes.scene import Name, Scene, is_state, listed
from dragoman.extract.grammar import child
from dragoman.records.spans import DateRange

_ALL, _NONE = frozenset({"all", "the", "both"}), frozenset({"none", "no", "neither"})


def count_of_region(scene: Scene, predicate: Token, bodies: list[Name]) -> Iterator[Draft]:
    """Yield "N of the region's states belong to X" where the subject of a predicate counts a region's states.

    The value is -1 for all of them ("all five", "the three", "both"), 0 for none.
    """
    found = region_counted(scene, predicate)
    if found is None:
        return
    region, value, first = found
    for body in bodies:
        where = spread([first, predicate, body.last - 1])
        draft = count_draft(body, Figure(value=value, approx=None, first=first, last=first + 1), where)
        yield Draft(
            type="membership",
            subject=draft.subject,
            predicate="has members among",
            object=region.ref,
            value=value,
            unit="members",
            first=where[0],
            last=where[1],
        )


def changes_of_region(scene: Scene, verb: Token, predicate: str, bodies: list[Name], period: DateRange | None) -> Iterator[Draft]:
    """Yield "all the region's states joined X in 2004" where the subject means all of them."""
    found = region_counted(scene, verb)
    if found is None or found[1] != -1.0:
        return
    yield from memberships([found[0]], predicate, bodies, (verb.i, found[2]), period=period)


def denials_of_region(scene: Scene, verb: Token, predicate: str, bodies: list[Name]) -> Iterator[Draft]:
    """Yield "the region's states never joined X" where the subject means all of them."""
    found = region_counted(scene, verb)
    first = scene.lower[found[2]] if found is not None else ""
    if found is not None and first in ("the", "none", "no"):
        yield from memberships([found[0]], predicate, bodies, (verb.i, found[2]), negated=True)


def region_counted(scene: Scene, predicate: Token) -> tuple[Name, float, int] | None:
    """Return (region, how many of its states, first token) of a predicate's subject; None where it counts no region's states."""
    subject = child(predicate, "nsubj", "nsubj:pass")
    if subject is None:
        return None
    inner = [n for n in scene.names_in(subject.left_edge.i, subject.right_edge.i + 1) if n.ref.entity]
    region = inner[0] if len(inner) == 1 and str(inner[0].ref.entity).startswith("region:") else None
    counts = subject.lower_ in listed("membership", "counted") or word_value(subject.lower_) is not None or subject.lower_ in _ALL | _NONE
    if region is None or not counts or any(is_state(n) for n in inner):
        return None
    first = scene.tokens[min(t.i for t in subject.subtree if not t.is_punct)]
    value = -1.0 if first.lower_ in _ALL else 0.0 if first.lower_ in _NONE else word_value(first.lower_)
    return None if value is None else (region, value, first.i)
