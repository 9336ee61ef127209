"""One label for a sentence that makes several claims."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.records.findings import Claim

# The least favourable first.
ORDER = ("refuted", "partly", "outdated", "insufficient", "supported")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceVerdict:
    """What ``dragoman check`` prints for one text."""

    id: str
    label: str
    verdicts: tuple[Claim, ...]


def pick_label(claims: Sequence[Claim]) -> str:
    """Return the least favourable label of checked claims; ``uncheckable`` where no claim can be checked."""
    labels = {c.verdict.label for c in claims if c.verdict is not None}
    return next((label for label in ORDER if label in labels), "uncheckable")


def judge_sentence(id_: str, claims: Sequence[Claim]) -> SentenceVerdict:
    """Return the verdict on a text from the claims found in it, each already checked."""
    return SentenceVerdict(id=id_, label=pick_label(claims), verdicts=tuple(claims))
