"""The ledger and its account as Markdown and as JSON. Text out; all words of others are kept from being markup."""

import json
from dataclasses import asdict
from math import isinf
from typing import Any

from dragoman.weigh.brier import Range
from dragoman.weigh.forecast_scores import Account, Band, Score, Standing
from dragoman.weigh.ledger import OUTCOMES, Entry, Ledger

_SPECIAL = str.maketrans({c: "\\" + c for c in "\\`*_{}[]<>|#"} | dict.fromkeys("\r\n\t", " "))


def write_account(account: Account) -> str:
    """Return the account as Markdown."""
    all_ = account.overall
    outcomes = ", ".join(f"{all_.outcomes[o]} {o}" for o in OUTCOMES)
    scores = [
        f"# Forecasts by {account.by}",
        "",
        f"{all_.forecasts} forecasts: {outcomes}. {all_.off_scale} stand on no scale and are counted, not scored.",
        f"A mean of fewer than {account.minimum} is marked \u2020: by chance alone it may be off by a third of the scale that matters.",
        "Brier: 0 is best, .25 a tossed coin, 1 worst. Log score: loss in nats, 0 is best, .69 a coin, \u221e where 0 or 100% was wrong;",
        "it is not clipped. Both at the better and the worse end of the stated range.",
        "",
        *_table(("who", "forecasts", "open", "scored", "Brier", "log score"), [_line(s, s.plain) for s in _with_all(account)]),
    ]
    conditional = [s for s in _with_all(account) if s.conditional.scored]
    if conditional:
        rows = [_line(s, s.conditional) for s in conditional]
        scores += ["", "## Conditional forecasts whose condition was met, apart", ""]
        scores += _table(("who", "forecasts", "open", "scored", "Brier", "log score"), rows)
    scores += ["", "## Calibration", ""]
    if not account.calibration:
        return "\n".join([*scores, "No forecast with a range on a scale has come true or false yet.", ""])
    head = ("said", "range", "scale", "came true", "share", "95% interval", "inside the range?")
    return "\n".join([*scores, *_table(head, [_band(b, account.minimum) for b in account.calibration]), ""])


def _with_all(account: Account) -> list[Standing]:
    return [*account.standings, account.overall] if len(account.standings) != 1 else list(account.standings)


def _line(standing: Standing, score: Score) -> tuple[str, ...]:
    name = escape(standing.name) if standing.name is not None else "all"
    mark = "" if score.enough or not score.scored else "\u2020"
    return (
        name,
        str(standing.forecasts),
        str(standing.outcomes["open"]),
        str(score.scored),
        _ends(score.brier) + (mark if score.brier else ""),
        _ends(score.log) + (mark if score.log else "") + (f" ({score.infinite} infinite)" if score.infinite else ""),
    )


def _ends(ends: Range | None) -> str:
    if ends is None:
        return "\u2013"
    low, high = ("\u221e" if isinf(x) else f"{x:.3f}" for x in ends)
    return low if low == high else f"{low} to {high}"


def _percent(ends: Range) -> str:
    low, high = (f"{100 * x:.0f}" for x in ends)
    return f"{low}%" if low == high else f"{low}\u2013{high}%"


def _band(band: Band, minimum: int) -> tuple[str, ...]:
    share = band.true / band.resolved
    if band.resolved < minimum:
        inside = f"too few to say (fewer than {minimum})"
    else:
        inside = "yes" if band.p[0] <= share <= band.p[1] else "too low" if share < band.p[0] else "too high"
    return (
        escape(", ".join(band.phrases)),
        _percent(band.p),
        escape(band.scale),
        f"{band.true} of {band.resolved}",
        f"{100 * share:.0f}%",
        _percent(band.interval),
        inside,
    )


def write_account_json(account: Account) -> str:
    """Return the account as JSON; an infinite log score is the text "inf", since JSON has no such number."""
    return json.dumps(_finite(asdict(account)), ensure_ascii=False, indent=1) + "\n"


def _finite(value: Any) -> Any:
    if isinstance(value, float) and isinf(value):
        return "inf"
    if isinstance(value, dict):
        return {k: _finite(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(v) for v in value]
    return value


def write_list(ledger: Ledger, outcome: str | None = None) -> str:
    """Return the forecasts as a Markdown table, those with one outcome alone where ``outcome`` is given."""
    rows = [_entry(ledger, e) for e in ledger.entries if outcome is None or ledger.outcome_of(e) == outcome]
    if not rows:
        return "no forecasts" + (f" with outcome {outcome}" if outcome else "") + "\n"
    return "\n".join(_table(("id", "who", "what", "words and range", "if", "due", "came of it"), rows)) + "\n"


def _entry(ledger: Ledger, entry: Entry) -> tuple[str, ...]:
    found = ledger.latest.get(entry.id)
    told = f"{found.outcome} ({found.by}, {found.date}: {_short(found.evidence, 80)})" if found is not None else "open"
    due = " ".join(x for x in (entry.due, f"({entry.due_text})" if entry.due_text else "") if x)
    cells = (entry.forecaster, _short(entry.proposition, 120), said(entry), _short(entry.condition or "", 60), due, told)
    return (entry.id, *map(escape, cells))


def said(entry: Entry) -> str:
    """Return the phrase and its range; a phrase on no scale says so, and how it is read."""
    words = f"\u201c{_short(entry.phrase, 40)}\u201d" if entry.phrase else "no likelihood given"
    if entry.p is not None:
        return f"{words}: {_percent(entry.p)} ({entry.scale or 'scale not named'})"
    read = f", read as {_percent(entry.reading)} (ours)" if entry.reading else ""
    return f"{words}: on no scale{read}"


def write_list_json(ledger: Ledger, outcome: str | None = None) -> str:
    """Return the forecasts with their last resolution as JSON, one object a line."""
    rows = []
    for entry in ledger.entries:
        if outcome is None or ledger.outcome_of(entry) == outcome:
            found = ledger.latest.get(entry.id)
            rows.append({**asdict(entry), "outcome": ledger.outcome_of(entry), "resolution": asdict(found) if found else None})
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)


def escape(text: str) -> str:
    """Return words of others as plain text inside a Markdown table."""
    return "".join(c for c in text.translate(_SPECIAL) if c.isprintable())


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return ["| " + " | ".join(r) + " |" for r in (head, tuple("---" for _ in head), *rows)]
