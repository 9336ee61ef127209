"""The dateline that opens a report ("MOSCOW, March 3 (Xinhua) --"): a sentence of its own, which the parser must not join to the next."""

import re

LONGEST = 90  # characters in which a dateline must end

_PLACE = r"[A-Z][\w.'’/-]*(?:[ ,]{1,2}(?:[A-Z][\w.'’/-]*|de|da|do|el|al|la)){0,5}"
_DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)"
_AGENCY = r"(?:\s?\([A-Z][\w. /&-]{1,25}\)|, [A-Z]{2,6}(?=\s?[-–—]))"
_DASH = r"\s?(?:--?|[–—]|:)\s"
_TEXT = r"(?=[\"“‘'(]?[A-Z0-9])"
_CAPITALS = r"[A-Z]{3}[A-Z.'’/-]*(?:[ ,]{1,2}[A-Z][\w.'’/-]*){0,5}"
_NO_CITY = r"(?!(?:The|He|She|It|We|They|You|This|That|Mr|Mrs|Ms|Dr) )"
_DATELINES = (
    re.compile(rf"{_PLACE}{_DAY}?{_AGENCY}{_DASH}"),  # "LONDON (AP) — ", "MOSCOW, March 3 (Xinhua) -- "
    re.compile(rf"{_PLACE}{_DAY}\s?(?:--?|[–—])\s{_TEXT}"),  # "Kabul, May 3 - "
    re.compile(rf"{_PLACE} \((?:CNN|AP|AFP|Reuters|Xinhua|TASS|UPI|BBC)(?: [A-Z]\w+)?\)\s{_TEXT}"),  # "Hong Kong (CNN Business) "
    re.compile(rf"{_CAPITALS}\s?(?:--?|[–—])\s{_TEXT}"),  # "NEW DELHI - "; a colon would be a speaker's in a transcript
    re.compile(rf"{_NO_CITY}[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?(?:, [A-Z][a-z]+)? (?:--?|–|—) (?=[A-Z])"),  # "Cairo - "
)


def dateline_end(text: str) -> int:
    """Return where the dateline at the start of a paragraph ends, with the white space behind it; 0 where it has none."""
    head = text[:LONGEST]
    return next((m.end() for pattern in _DATELINES if (m := pattern.match(head)) is not None), 0)
