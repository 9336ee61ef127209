"""One label for a sentence that makes several claims."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.records.findings import Claim

# The least favourable first.
ORDER = ("refuted", "partly", "outdated", "insufficient", "supported")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceVerdict:
    """What ``dragoman check`` prints for one text; ``verdicts`` is empty where no claim of a known kind was found."""

    id: str
    label: str
    verdicts: tuple[Claim, ...]


def pick_label(claims: Sequence[Claim], *, stated: bool = False) -> str:
    """Return the least favourable label of checked claims.

    Without any claim that can be checked it is ``insufficient`` where the text states a fact that no table holds
    (``stated``), else ``uncheckable``: a judgement, a forecast, a wish, a figure of speech.
    """
    labels = {c.verdict.label for c in claims if c.verdict is not None}
    unknown = "insufficient" if stated and not labels else "uncheckable"
    return next((label for label in ORDER if label in labels), unknown)


def judge_sentence(id_: str, claims: Sequence[Claim], *, stated: bool = False) -> SentenceVerdict:
    """Return the verdict on a text from the claims found in it, each already checked; ``stated``: it states a fact of some kind."""
    return SentenceVerdict(id=id_, label=pick_label(claims, stated=stated), verdicts=tuple(claims))
