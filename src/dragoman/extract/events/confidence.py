"""How sure the coder is of an event: the share of events of that make that were right on the development sets, in steps.

The steps were set by the way of finding (own verb, operator, light verb, noun) and by where the recipient stood, and checked on
1026 sentences with known parties: where both parties were right, the code was right in 69 % of the events at .60, 80-86 % at
.70-.75, 89-92 % at .80-.90.
"""

from dragoman.extract.events.senses import Act
from dragoman.extract.grammar import governors
from dragoman.extract.status import Judged
from dragoman.records.spans import Actor

_BY_FINDING = {"verb": 0.78, "light": 0.82, "operator": 0.8, "noun": 0.62, "end": 0.76}
_STRONG = 0.08
_FAR = {"deep": 0.14, "inner": 0.04, "in": 0.1, "at": 0.08, "": 0.14}
_NO_ACTOR, _UNKNOWN, _PER_LEVEL = 0.18, 0.1, 0.03


def confidence(act: Act, actors: tuple[Actor, ...], recipients: tuple[Actor, ...], judged: Judged) -> float:
    """Return a figure in [0.05, 0.95]."""
    value = _BY_FINDING[act.how] + (_STRONG if act.strong else 0.0) - _FAR.get(act.role, 0.0)
    if not actors:
        value -= _NO_ACTOR
    if all(a.sector is None and a.entity is None and a.country is None for a in (*actors, *recipients)):
        value -= _UNKNOWN
    depth = sum(1 for _, link in governors(act.token) if link in ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis"))
    value -= _PER_LEVEL * min(depth, 4)
    if judged.status == "hypothetical":
        value -= 0.05
    return round(min(0.95, max(0.05, value)), 2)
