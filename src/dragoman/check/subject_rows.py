"""Claims about a row of subjects: one thing said of each of them ("A and B both served as T")."""

from collections.abc import Iterator
from dataclasses import replace

from dragoman.check.journey import is_journey
from dragoman.records.findings import Claim

# Types whose ``objects`` are a row of subjects; in the others they are what the subject is told of.
ROW_TYPES = frozenset({"area", "quantity", "independence", "office", "capital", "name"})


def is_row(claim: Claim) -> bool:
    """Whether a claim says one thing of each of its ``objects``."""
    if len(claim.objects) < 2:
        return False
    # A journey of several people leads to the one ``object``; of one person it may lead to several ``objects``.
    return claim.type in ROW_TYPES or (is_journey(claim) and claim.object is not None)


def spell_row(claim: Claim) -> Iterator[Claim]:
    """Yield the claim about each member of its row alone."""
    for ref in claim.objects:
        yield replace(claim, subject=ref, objects=())
