"""The drafts that claims of membership become: one state's, a list of members, a number of members."""

from collections.abc import Iterator

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.numbers import Figure
from dragoman.extract.claimtypes.scene import Name, is_body
from dragoman.records.spans import DateRange


def is_org(name: Name | None) -> bool:
    """Whether a name means an organisation of states: no region, and no body of one state."""
    return is_body(name) and name is not None and str(name.ref.entity).startswith("org:") and name.ref.country is None


def single_membership(
    owner: Name, predicate: str, bodies: list[Name], where: tuple[int, int], *, negated: bool = False, period: DateRange | None = None
) -> Draft:
    """Return the draft of one state's membership in one or several bodies; ``where`` is its token range."""
    refs = tuple(b.ref for b in bodies)
    return Draft(
        type="membership",
        subject=owner.ref,
        predicate=predicate,
        object=refs[0] if len(refs) == 1 else None,
        objects=refs if len(refs) > 1 else (),
        first=where[0],
        last=where[1],
        negated=negated,
        period=period,
    )


def list_members(body: Name, members: list[Name], *, exact: bool, past: bool, where: tuple[int, int], negated: bool = False) -> Draft:
    """Return the draft of a list of an organisation's members; ``exact``: the list claims to be whole."""
    predicate = ("was " if past else "") + ("consists of" if exact else "includes")
    return Draft(
        type="membership",
        subject=body.ref,
        predicate=predicate,
        objects=tuple(m.ref for m in members),
        first=where[0],
        last=where[1],
        negated=negated,
    )


def count_draft(body: Name, figure: Figure, where: tuple[int, int], *, negated: bool = False, past: bool = False) -> Draft:
    """Return the draft of how many members an organisation has."""
    return Draft(
        type="membership",
        subject=body.ref,
        predicate=("was " if past else "") + "has members",
        value=figure.value,
        unit="members",
        approx=figure.approx,
        first=where[0],
        last=where[1],
        negated=negated,
    )


# What is said of one state -> what is said of an organisation, where several states are meant at once.
_TOGETHER = {
    "member of": "has as members",
    "joined": "joined by",
    "left": "left by",
    "founder of": "founded by",
    "observer of": "has observers",
    "candidate of": "has candidates",
    "associate of": "has associates",
    "partner of": "has partners",
    "suspended of": "has suspended",
}


def memberships(
    owners: list[Name], predicate: str, bodies: list[Name], at: tuple[int, ...], *, negated: bool = False, period: DateRange | None = None
) -> Iterator[Draft]:
    """Yield what a sentence says of one or several states and bodies: of several states, one draft for each body.

    Args:
        owners: the states, each once.
        predicate: as of one state: "member of", "was suspended of".
        bodies: the organisations.
        at: tokens that the words of the claim cover beside the names.
    """
    mark, bare = ("was ", predicate.removeprefix("was ")) if predicate.startswith("was ") else ("", predicate)
    whole = any(str(o.ref.entity).startswith("region:") for o in owners)
    if (len(owners) < 2 and not whole) or bare not in _TOGETHER:
        for owner in owners:
            where = spread([owner.first, *at, *(b.last - 1 for b in bodies)])
            yield single_membership(owner, predicate, bodies, where, negated=negated, period=period)
        return
    for body in bodies:
        first, last = spread([*(o.first for o in owners), *at, body.last - 1])
        objects = tuple(o.ref for o in owners)
        told = mark + _TOGETHER[bare]
        yield Draft(
            type="membership", subject=body.ref, predicate=told, objects=objects, first=first, last=last, negated=negated, period=period
        )
