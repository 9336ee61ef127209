"""The rules of analytic writing that a brief must keep (ICD 203, D.6.e), checked on every brief that is written."""

from collections.abc import Iterator

from dragoman.compose.likelihood import (
    SCALE,
    find_confidence_words,
    find_forbidden,
    find_likelihood_words,
    find_other_scales,
    terms,
)
from dragoman.records.brief import Brief, Section, Sentence
from dragoman.records.problem import Problem

_JUDGEMENT, _CONFIDENCE = "judgement", "confidence"
_FEWEST, _MOST = 2, 5
_SHOWN = 80


def lint_brief(brief: Brief) -> tuple[Problem, ...]:
    """Return what breaks a rule, one problem a fault, in reading order; empty where the brief keeps them all.

    The words of others, in quotation marks, are theirs and break no rule of the brief's.
    """
    found = [p for sentence in brief.statements() for p in lint_sentence(sentence)]
    for section in brief.sections:
        if section.id == "judgements":
            found.extend(_lint_judgements(section))
    if any(s.topic == _JUDGEMENT for s in brief.statements()) and brief.scale != SCALE:
        found.append(_fault("scale", f"key judgements need one named scale ({SCALE}), not {brief.scale}", brief.title))
    return tuple(found)


def lint_sentence(sentence: Sentence) -> Iterator[Problem]:
    """Yield what is wrong with one sentence by itself."""
    if not sentence.citations:
        yield _fault("uncited", "a sentence cites nothing", sentence)
    likely, sure = find_likelihood_words(sentence.text), find_confidence_words(sentence.text)
    if likely and sure:
        yield _fault("mixed", f"likelihood ({likely[0]}) and confidence ({sure[0]}) stand in one sentence: make two of it", sentence)
    for words in find_forbidden(sentence.text):
        yield _fault(
            "forbidden", f"“{words}” blurs likelihood and confidence: give one term of the scale, and the confidence apart", sentence
        )
    if sentence.topic == _JUDGEMENT:
        yield from _lint_judgement(sentence, likely)
    elif likely and sentence.nature == "judgement":
        yield _fault("stray", f"a likelihood ({likely[0]}) stands outside of the key judgements", sentence)
    if sentence.topic == _CONFIDENCE and not sure:
        yield _fault("no-confidence", "a sentence on confidence names no level", sentence)


def _lint_judgement(sentence: Sentence, likely: tuple[str, ...]) -> Iterator[Problem]:
    own = {t.name for t in terms()}
    if not own & set(likely):
        yield _fault("no-likelihood", f"a judgement has no term of likelihood of {SCALE}", sentence)
    if len(likely) > 1:
        yield _fault("two-terms", f"a judgement has more than one term of likelihood ({', '.join(likely)})", sentence)
    for words in find_other_scales(sentence.text):
        if words not in own:
            yield _fault("other-scale", f"“{words}” is no term of {SCALE}: keep to one scale", sentence)
    if sentence.nature != "judgement":
        yield _fault("unmarked", f"a judgement is marked as {sentence.nature}", sentence)
    if sentence.draft:
        yield _fault("no-evidence", "a judgement is written that no rated evidence supports", sentence)
    if not any(c.is_words or c.row or (c.note and ":" in c.note) for c in sentence.citations):
        yield _fault("no-evidence", "a judgement cites no item of evidence", sentence)


def _lint_judgements(section: Section) -> Iterator[Problem]:
    judged = [s for s in section.before if s.topic == _JUDGEMENT]
    confident = [s for s in section.before if s.topic == _CONFIDENCE]
    if judged and not _FEWEST <= len(judged) <= _MOST:
        yield _fault("count", f"a brief has two to five key judgements, not {len(judged)}", judged[0])
    if judged and len(confident) != len(judged):
        yield _fault("no-confidence", "each key judgement needs its confidence in a sentence of its own", judged[0])
    if not judged and not any(s.draft for s in section.before):
        yield _fault("count", "the key judgements are missing, and nothing says that the brief is a draft", section.before[0])


def _fault(code: str, message: str, sentence: Sentence) -> Problem:
    words = sentence.text if len(sentence.text) <= _SHOWN else sentence.text[:_SHOWN] + " …"
    return Problem(source="brief", severity="warning", code=f"lint-{code}", message=f"{message}: {words!r}", stage="brief")
