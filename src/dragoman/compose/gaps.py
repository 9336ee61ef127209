"""What could not be read, linked, dated or settled, said plainly."""

from collections import Counter
from collections.abc import Sequence

from dragoman.compose.desk import Desk, cite_all, cite_finding, cite_opening
from dragoman.compose.phrases import clip, count, flat, listed, sentence_case
from dragoman.compose.same import Told
from dragoman.compose.speech import is_said, names_source
from dragoman.records.brief import Citation, Section, Sentence
from dragoman.records.findings import Mention, Visit
from dragoman.records.problem import Problem

# From this confidence on a statement without a source is one that a reader would ask about, not a phrase like "hopes that".
_READ = 0.5
_MOST_PROBLEMS, _MOST_NAMES = 6, 6
# Kinds of name whose meaning matters to the reader.
_NAMED = ("person", "organisation", "group", "government", "state")


def write_gaps(desk: Desk, subject: Told | None) -> Section:
    """Return the section; where nothing is amiss it says so."""
    found = [*_say_problems(desk), *_say_undated(desk, subject), *_say_unlinked(desk), *_say_unsourced(desk)]
    if not found:
        opening = tuple(c for d in list(desk.documents.values())[:4] for c in cite_opening(d))
        found = [Sentence(text="Nothing is known to be missing, beyond what the sources leave out.", citations=opening, topic="gap")]
    return Section(id="gaps", heading="What is missing or unsettled", after=tuple(found))


def _say_problems(desk: Desk) -> list[Sentence]:
    problems = [*desk.problems, *(p for h in desk.harvests for p in h.problems)]
    distinct = list({(p.source, p.code, p.message): p for p in problems}.values())
    # A lost source weighs more than a doubt about one word.
    ordered = sorted(distinct, key=lambda p: p.severity != "error")
    found = [Sentence(text=_problem_words(desk, p), citations=_cite_problem(desk, p), topic="problem") for p in ordered[:_MOST_PROBLEMS]]
    if len(ordered) > _MOST_PROBLEMS:
        rest = ordered[_MOST_PROBLEMS:]
        kinds = listed(f"{n} × {code}" for code, n in Counter(p.code for p in rest).most_common(6))
        text = f"{sentence_case(count(len(rest), 'further problem'))}: {kinds}."
        found.append(Sentence(text=text, citations=tuple(c for p in rest[:4] for c in _cite_problem(desk, p)), topic="problem"))
    return found


def _problem_words(desk: Desk, problem: Problem) -> str:
    name = desk.labels.get(problem.document or "", problem.source)
    where = f" ({problem.where})" if problem.where else ""
    return f"{sentence_case(name)}: {flat(problem.message).rstrip('.')}{where}."


def _cite_problem(desk: Desk, problem: Problem) -> tuple[Citation, ...]:
    return (Citation(source=problem.source, note=f"{problem.stage}: {problem.code}"),)


def _say_undated(desk: Desk, subject: Told | None) -> list[Sentence]:
    found = []
    undated = [d for d in desk.documents.values() if not d.published]
    if undated:
        names = listed(desk.labels[d.id] for d in undated)
        basis = f"as of {desk.as_of}" if desk.as_of else f"as of today, {desk.today}"
        verb = "bears" if len(undated) == 1 else "bear"
        text = f"{sentence_case(names)} {verb} no date that could be read; it is assumed that verdicts {basis} serve."
        cited = tuple(c for d in undated[:4] for c in cite_opening(d))
        found.append(Sentence(text=text, citations=cited, topic="gap", nature="assumption"))
    lead = subject.first if subject else None
    if isinstance(lead, Visit) and not any(s.date for f in subject.findings if isinstance(f, Visit) for s in f.stops):  # type: ignore[union-attr]
        found.append(Sentence(text="No day was read for any stop of the visit.", citations=cite_finding(lead), topic="gap"))
    return found


def _say_unlinked(desk: Desk) -> list[Sentence]:
    """Name those who speak or act in the texts and stand in no table: nothing but the text is known of them."""
    linked = {w for h in desk.harvests for m in h.findings.mentions if m.entity and not m.entity.startswith("doc:") for w in m.name.split()}
    linked |= {d.publisher.name for d in desk.documents.values() if d.publisher}
    parties = _name_parties(desk)
    counts: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for m in (m for h in desk.harvests for m in h.findings.mentions):
        # "Pompeo" beside a linked "Mike Pompeo" is no stranger.
        if m.type in _NAMED and (m.entity is None or m.entity.startswith("doc:")) and m.name in parties and m.name not in linked:
            counts[m.name] += 1
            first.setdefault(m.name, m)
    if not counts:
        return []
    names = [name for name, _ in counts.most_common()]
    text = f"Known from the text alone, not from a table: {listed((clip(n, 40) for n in names), _MOST_NAMES)}."
    return [Sentence(text=text, citations=cite_all([first[n] for n in names[:_MOST_NAMES]]), topic="gap")]


def _name_parties(desk: Desk) -> set[str]:
    """Return the names of those who speak, visit or take part in an event."""
    found: set[str] = set()
    for f in (h.findings for h in desk.harvests):
        found |= {q.source.name for q in f.quotes if q.source}
        found |= {r.name for e in f.events for r in (*e.actors, *e.recipients)}
        found |= {r.name for v in f.visits for r in (v.visitor, v.host, v.invited_by, *v.delegation) if r}
    return found


def _say_unsourced(desk: Desk) -> list[Sentence]:
    unnamed = [q for h in desk.harvests for q in h.findings.quotes if is_said(q) and q.confidence >= _READ and not names_source(desk, q)]
    if not unnamed:
        return []
    text = f"{sentence_case(count(len(unnamed), 'reported statement has', 'reported statements have'))} no source that could be told."
    return [Sentence(text=text, citations=cite_all(unnamed, 3), topic="gap")]


def describe_scope(documents: int, origins: int) -> str:
    """Return how many sources and origins are read ("two sources, one origin")."""
    return f"{count(documents, 'source')}, {count(origins, 'origin')}"


def lost_sources(problems: Sequence[Problem]) -> int:
    """Return how many sources were lost."""
    return len({p.source for p in problems if p.severity == "error"})
