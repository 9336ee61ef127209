"""Days told from another day of the same sentence: "resigned on 19 March and B was sworn in a day later"."""

from datetime import timedelta

from spacy.tokens import Token

from dragoman.extract.claimtypes.distance import read_count
from dragoman.extract.claimtypes.scene import Scene
from dragoman.extract.dates import parse_day
from dragoman.records.spans import DateRange

_NEXT = (("next", "day"), ("following", "day"))
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}


def days_later(scene: Scene, verb: Token) -> DateRange | tuple[()] | None:
    """Return the day that "two days later" after a verb means, reckoned from the last day that the sentence names before.

    None where the verb has no such words; () where there is nothing to reckon from, or the words give no day ("months later").
    """
    low, end = scene.lower, verb.right_edge.i + 1
    told = (i for i in range(verb.i + 1, end) if low[i] == "later" or low[i : i + 2] in _NEXT)
    at = next((i for i in told if next((a for a in scene.tokens[i].ancestors if a.pos_ == "VERB"), None) == verb), None)
    if at is None:
        return None
    base = [d.past for d in scene.dates_in(verb.sent.start, verb.i) if d.past.start is not None and d.past.start == d.past.end]
    day = parse_day(base[-1].start) if base else None
    unit = _DAYS.get(low[at - 1]) if low[at] == "later" else 1
    count = 1.0 if low[at] != "later" else read_count(scene.tokens[at - 2]) if unit is not None else None
    if day is None or unit is None or count is None:
        return ()
    found = (day + timedelta(days=round(unit * count))).isoformat()
    return DateRange(start=found, end=found, text=scene.doc[max(at - 2, verb.i + 1) : min(at + 2, end)].text)
