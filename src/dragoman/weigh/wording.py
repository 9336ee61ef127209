"""A group of explanations as one readable line, made of the article's own words and nothing else."""

import re
from collections.abc import Mapping, Sequence

from dragoman.records.document import Document
from dragoman.records.findings import Explanation
from dragoman.records.spans import Span
from dragoman.weigh.lexicon import listed, wordings
from dragoman.weigh.passages import clip, first_clause, flat, sentence_at, telling_words, unquoted

_LONGEST = 170
_LONGEST_CAUSE = 70
_TERSE = 60  # code points of a line that a further goal makes clearer
_SHORTEST = 12  # code points of a reason that says enough by itself
_NAME = re.compile(r"(?:the |The )?[A-Z][^\W\d_]+(?:[ -](?:[A-Z][^\W\d_]+|of|the|and))*")
_IT = re.compile(r"(?:It|it)\b")
_OPENER = re.compile(r"(?:However|But|Yet|Still|Nevertheless|Nonetheless|And|So|Or|Obviously|Well)(?:, | (?!far\b|much\b|many\b|long\b))")
_PRONOUN = re.compile(r"(?:it|they|he|she|we|i|this|that|these|those)\b(?! \[)", re.IGNORECASE)


def word_hypothesis(offered: Sequence[Explanation], documents: Mapping[str, Document]) -> str:
    """Return a line for what some explanations offer: the one that names a goal best, and the cause that is given beside it.

    Args:
        offered: the explanations of a group that speak for it, at least one.
        documents: by id, those of the explanations among them.
    """
    goals = listed("grouping", "goals")
    lead = min(offered, key=lambda x: (x.marker_class not in goals, len(x.reason) < _SHORTEST, *_plainness(x), x.spans[0].start))
    line = word_reason(lead, documents[lead.document])
    cause = next((x for x in offered if x is not lead and x.marker_class == "cause" and x.marker.lower().endswith((" of", " to"))), None)
    if lead.marker_class in goals and cause is not None:
        because = f"{flat(cause.marker)} {first_clause(unquoted(cause.reason).split(', ')[0], _LONGEST_CAUSE)}"
        return f"{line} – {because}" if len(line) + len(because) < _LONGEST + _LONGEST_CAUSE else line
    also = _find_also(lead, line, offered)
    return f"{line} (“{also}”)" if also else line


def _find_also(lead: Explanation, line: str, offered: Sequence[Explanation]) -> str | None:
    """Return a further goal in its own words, where the line is terse as headings are, and says none of them."""
    if len(line) > _TERSE:
        return None
    goals = listed("grouping", "goals")
    said = telling_words(line)
    for x in offered:
        words = f"{flat(x.marker)} {unquoted(x.reason)}"
        if x is not lead and x.marker_class in goals and _SHORTEST < len(words) <= _TERSE and len(telling_words(words) - said) > 1:
            return words
    return None


def _plainness(x: Explanation) -> tuple[bool, float]:
    """Sort headings and infinitives before noun phrases and clauses, surer ones first."""
    marker = x.marker.lower()
    return not (marker.endswith((" to", "ing")) or marker == "to"), -x.confidence


def word_reason(x: Explanation, document: Document) -> str:
    """Return one explanation as a line: its words after the marker, in the frame that the marker asks for.

    An explanation of nothing that was found as a visit or event, and one that opens with a pronoun, is told by its whole sentence.
    """
    line = None if x.of is None else _frame(x, document)
    return _whole(x, document) if line is None else _capital(first_clause(line, _LONGEST))


def _frame(x: Explanation, document: Document) -> str | None:
    """Return the words of a reason in the frame of its marker; None where they cannot stand by themselves."""
    span, marker = x.spans[0], flat(x.marker)
    reason = unquoted(document.text[span.start : span.end])
    at = x.marker_span
    inside = at is not None and span.start <= at.start < span.end
    before = at is not None and span.end <= at.start
    wording = None if inside or before else next((w for w in wordings() if w.takes(marker.lower(), x.marker_class)), None)
    if wording is not None and wording.line != "{reason}":
        return wording.line.format(reason=reason)
    if wording is None and not inside and not before:
        return f"{marker} {reason}"
    clause = _resolve_it(reason, span, document)
    return None if _PRONOUN.match(clause) else clause


def word_counter(members: Sequence[Explanation], documents: Mapping[str, Document]) -> str:
    """Return a line for a counter-argument: the surest of its passages."""
    lead = min(members, key=lambda x: (-x.confidence, x.spans[0].start))
    words = unquoted(documents[lead.document].text[lead.spans[0].start : lead.spans[-1].end])
    return _capital(first_clause(_OPENER.sub("", words, count=1), _LONGEST))


def _whole(x: Explanation, document: Document) -> str:
    at = sentence_at(document, Span(start=min(s.start for s in x.spans), end=max(s.end for s in x.spans)))
    words = unquoted(document.text[at.start : at.end])
    return _capital(clip(_OPENER.sub("", words, count=1) if _OPENER.match(words) else words, _LONGEST + 60))


def _resolve_it(reason: str, span: Span, document: Document) -> str:
    """Put beside an "it" that opens a clause the name with which the sentence before opens, in square brackets, as editors do."""
    if not _IT.match(reason):
        return reason
    block = next((b for b in document.blocks if b.start <= span.start < b.end), None)
    own = sentence_at(document, span).start
    if block is None or own <= block.start or own != span.start:
        return reason
    before = sentence_at(document, Span(start=own - 2, end=own - 1))
    name = _NAME.match(document.text, before.start, before.end)
    if name is None or name.group().lower() in ("it", "the", "this", "that", "in", "he", "she", "they", "but"):
        return reason
    return f"{reason[:2]} [{name.group()}]{reason[2:]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
