"""From an act and its status to the PLOVER 2 code, mode and contexts.

PLOVER 2 codes a cooperative act that is announced as AGREE, a conflictual one as THREATEN and a refused one as REJECT; what was
called off is a refusal (meetings) or a cut in relations (the rest). What did not happen, or is only imagined, has no code.
"""

import re
from functools import cache

from dragoman.extract.events.lexicon import CONFLICT, COOPERATION
from dragoman.extract.forms import read_table
from dragoman.extract.status import Judged

_DONE_IN_SAYING = frozenset({"decided", "ordered", "approved", "authorized", "authorised"})  # what a government decides is coded as done
_REFUSALS = frozenset(
    {"refuse", "decline", "reject", "rebuff", "spurn", "snub", "boycott", "rule", "deny", "turn", "oppose", "resist", "ban", "bar"}
)


def plover_code(kind: str, judged: Judged, verb_base: str) -> str | None:
    """Return the code that PLOVER 2 gives an act of type ``kind`` with this status; None where it codes nothing."""
    status = judged.status
    if status in ("held", "under_way") or (status == "planned" and judged.sign == "governor" and judged.word in _DONE_IN_SAYING):
        return kind
    if status in ("planned", "tentative"):
        return "AGREE" if kind in COOPERATION else "THREATEN" if kind in CONFLICT else kind
    if status == "denied":
        refused = (
            judged.sign == "governor"
            or verb_base in _REFUSALS
            or (judged.span is not None and judged.word in ("not", "n't", "n’t", "never") and _is_will(judged))
        )
        return "REJECT" if refused and kind in COOPERATION else None
    if status == "cancelled":
        return "REJECT" if kind in ("CONSULT", "AGREE") else "SANCTION" if kind in COOPERATION else "CONCEDE"
    return "REJECT" if status == "postponed" and kind == "CONSULT" else None


def _is_will(judged: Judged) -> bool:
    # The span of "will not" covers both words, that of "did not" the negation alone.
    return judged.span is not None and judged.span.end - judged.span.start > len(judged.word)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = read_table("events_context")
    return tuple((name, _any_of(words)) for name, words in table.items() if name != "mode")


@cache
def _mode_patterns() -> dict[str, re.Pattern[str]]:
    return {name: _any_of(words) for name, words in read_table("events_context")["mode"].items()}


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in words) + r")(?![\w-])")


def contexts(sentence: str) -> tuple[str, ...]:
    """Return the contexts that a sentence's words tell, in PLOVER's order."""
    folded = sentence.lower()
    return tuple(name for name, pattern in _patterns() if pattern.search(folded))


def consult_mode(clause: str) -> str | None:
    """Return "phone" or "multilateral" where the words of a clause say so."""
    folded = clause.lower()
    return next((name for name, pattern in _mode_patterns().items() if pattern.search(folded)), None)
