"""The answer of ``dragoman check``, to read and as JSON."""

from dragoman.check.sentence import SentenceVerdict
from dragoman.codec import encode
from dragoman.export.safe import one_line
from dragoman.records.findings import Claim

_WHY_NONE = {
    "insufficient": "it states a fact of a kind that no table here holds, or in words that were not understood",
    "uncheckable": "no statement of fact was found: a judgement, a forecast, a wish or a figure of speech",
}


def write_verdict_json(verdict: SentenceVerdict) -> str:
    """Return one line of JSON: ``{id, label, verdicts: [claim...]}``."""
    return encode(verdict).decode()


def write_verdict_text(verdict: SentenceVerdict) -> str:
    """Return the label and, for each claim, its verdict with the rows for and against."""
    lines = [verdict.label if verdict.verdicts else f"{verdict.label}: {_WHY_NONE[verdict.label]}"]
    for claim in verdict.verdicts:
        lines += _claim_lines(claim)
    return "\n".join(lines)


def _claim_lines(claim: Claim) -> list[str]:
    found = claim.verdict
    if found is None:
        return []
    now = f", today {found.now}" if found.now else ""
    lines = [f"- {claim.type}: {one_line(claim.text)}", f"  {found.label} as of {found.as_of or 'no date'}{now}. {found.note}".rstrip()]
    for row in found.rows:
        span = " to ".join((row.valid_from or "...", row.valid_to or "today")) if row.valid_from or row.valid_to else row.vintage or ""
        lines.append(f"  {'for' if row.agrees else 'against'} [{row.row}] {span} ({row.source})")
    return lines
