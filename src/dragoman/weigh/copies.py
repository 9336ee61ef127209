"""Which items of evidence are one: what one origin says twice counts once."""

from collections.abc import Sequence

from dragoman.records.puzzle import Evidence


def group_copies(evidence: Sequence[Evidence]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the items, those together that are copies of each other; sorted by id, so that no order changes them.

    Items are copies where they share an origin and say the same (the same text, or the same cited words, but for case and white
    space), or where one names the other in ``copy_of``. Other items of one origin stay apart: an article may hold several proofs.
    """
    home = {e.id: e.id for e in evidence}

    def find(item: str) -> str:
        while home[item] != item:
            home[item] = home[home[item]]
            item = home[item]
        return item

    first: dict[tuple[str, str], str] = {}
    for e in evidence:
        for said in _sayings(e):
            home[find(e.id)] = find(first.setdefault((e.origin, said), e.id))
        if e.copy_of in home:
            home[find(e.id)] = find(e.copy_of)
    groups: dict[str, list[str]] = {}
    for e in evidence:
        groups.setdefault(find(e.id), []).append(e.id)
    return tuple(sorted((tuple(sorted(g, key=count_up)) for g in groups.values()), key=lambda g: count_up(g[0])))


def count_up(ident: str) -> tuple[str, int, str]:
    """Sort ids as people count: e2 before e10."""
    stem = ident.rstrip("0123456789")
    return stem, int(ident[len(stem) :] or -1), ident


def _sayings(item: Evidence) -> set[str]:
    """Return what tells an item from another of its origin; nothing where no origin is known, since nothing then is shared."""
    if not item.origin:
        return set()
    words = " ".join(c.words for c in item.cites)
    return {folded for folded in (" ".join(t.casefold().split()) for t in (item.text, words)) if folded}


def share_weights(evidence: Sequence[Evidence], groups: Sequence[Sequence[str]], rated: set[str]) -> dict[str, float]:
    """Return each item's weight: the analyst's own factor over the number of its copies that count.

    Args:
        evidence: all items.
        groups: from ``group_copies``.
        rated: ids of the items with at least one cell that bears on a hypothesis. The others, and those set aside (weight 0), count
            nothing and so take no share from their copies.
    """
    own = {e.id: e.weight for e in evidence}
    weights: dict[str, float] = {}
    for group in groups:
        counted = [i for i in group if own[i] > 0 and i in rated]
        for item in group:
            weights[item] = own[item] / max(len(counted), 1)
    return weights
