"""Forecasts against what came of them: by forecaster or outlet, at both ends of each range, with a calibration table.

Scored is a forecast with a range on a named scale whose outcome is true or false. Conditional ones are scored apart: they were
made for the case that their condition is met, and are void where it was not. Ambiguous and void ones, open ones, and phrases on
no scale are counted and not scored.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isinf

from dragoman.errors import UsageError
from dragoman.weigh.brier import Range, brier_range, log_range, mean_range, wilson_interval
from dragoman.weigh.ledger import OUTCOMES, Entry, Ledger

# Single Brier scores of worded forecasts spread by about .25, so a mean of n has a standard error of about .25 / sqrt(n). From ten
# on that is under .08, a third of the way from a tossed coin (.25) to foresight (0); with fewer a mean says next to nothing.
MINIMUM = 10
GROUPINGS = ("forecaster", "outlet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Means over ``scored`` forecasts, each as (better end, worse end). ``log`` ends may be ``inf``; ``enough``: at least MINIMUM."""

    scored: int
    brier: Range | None
    log: Range | None
    infinite: int
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One forecaster's or outlet's account; None as ``name`` is everybody's. ``outcomes`` counts all of OUTCOMES."""

    name: str | None
    forecasts: int
    outcomes: dict[str, int]
    off_scale: int
    plain: Score
    conditional: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One range of probability on one scale: how often what was said to have it came true. ``interval``: 95%, Wilson."""

    p: Range
    scale: str
    phrases: tuple[str, ...]
    resolved: int
    true: int
    interval: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything that ``dragoman forecasts score`` tells."""

    by: str
    minimum: int
    overall: Standing
    standings: tuple[Standing, ...]
    calibration: tuple[Band, ...]


def score_ledger(ledger: Ledger, by: str = "forecaster") -> Account:
    """Return the account of a ledger.

    Args:
        ledger: as read.
        by: "forecaster" or "outlet".

    Raises:
        UsageError: another grouping.
    """
    if by not in GROUPINGS:
        raise UsageError(f"--by '{by[:40]}' is not known: choose {', '.join(GROUPINGS)}")
    pairs = [(e, ledger.outcome_of(e)) for e in ledger.entries]
    groups: dict[str, list[tuple[Entry, str]]] = {}
    for entry, outcome in pairs:
        groups.setdefault(entry.forecaster if by == "forecaster" else entry.outlet, []).append((entry, outcome))
    standings = sorted((_standing(name, group) for name, group in groups.items()), key=lambda s: (-s.plain.scored, -s.forecasts, s.name))
    return Account(by=by, minimum=MINIMUM, overall=_standing(None, pairs), standings=tuple(standings), calibration=find_calibration(pairs))


def _standing(name: str | None, pairs: Sequence[tuple[Entry, str]]) -> Standing:
    counted = Counter(outcome for _, outcome in pairs)
    return Standing(
        name=name,
        forecasts=len(pairs),
        outcomes={o: counted[o] for o in OUTCOMES},
        off_scale=sum(e.p is None for e, _ in pairs),
        plain=score_pairs((e.p, o) for e, o in pairs if e.condition is None),
        conditional=score_pairs((e.p, o) for e, o in pairs if e.condition is not None),
    )


def score_pairs(pairs: Iterable[tuple[Range | None, str]]) -> Score:
    """Return the mean scores of (range, outcome) pairs; pairs without a range or without a plain outcome are left out."""
    scored = [(p, outcome == "true") for p, outcome in pairs if p is not None and outcome in ("true", "false")]
    logs = [log_range(p, came_true) for p, came_true in scored]
    return Score(
        scored=len(scored),
        brier=mean_range([brier_range(p, came_true) for p, came_true in scored]),
        log=mean_range(logs),
        infinite=sum(isinf(worse) for _, worse in logs),
        enough=len(scored) >= MINIMUM,
    )


def find_calibration(pairs: Iterable[tuple[Entry, str]]) -> tuple[Band, ...]:
    """Return the bands that unconditional forecasts with a known outcome used, from unlikely to likely."""
    bands: dict[tuple[Range, str], list[tuple[Entry, str]]] = {}
    for entry, outcome in pairs:
        if entry.p is not None and entry.condition is None and outcome in ("true", "false"):
            bands.setdefault((entry.p, entry.scale or "scale not named"), []).append((entry, outcome))
    found = []
    for (p, scale), group in sorted(bands.items()):
        true = sum(outcome == "true" for _, outcome in group)
        phrases = tuple(sorted({(e.phrase or "").lower() for e, _ in group} - {""}))
        found.append(Band(p=p, scale=scale, phrases=phrases, resolved=len(group), true=true, interval=wilson_interval(true, len(group))))
    return tuple(found)
