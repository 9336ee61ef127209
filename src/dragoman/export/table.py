"""The findings of one document as a table for the terminal."""

from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.export.safe import one_line
from dragoman.records.findings import ANY_FINDING, Claim, Event, Explanation, Forecast, Mention, Quote, Visit
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem
from dragoman.records.spans import Ref

_WIDTH = 120
_WORDS = 300


def write_table(result: Harvest | Problem, width: int = _WIDTH) -> str:
    """Return a harvest (or a problem, as one line) as text of at most ``width`` columns, without control characters."""
    if isinstance(result, Problem):
        return _problem_line(result)
    document = result.document
    told = (
        document.title or "untitled",
        document.publisher.name if document.publisher else "",
        document.published or "undated",
        document.source,
    )
    lines = [one_line(" · ".join(t for t in told if t))]
    if document.origin:
        lines.append(one_line(f"a copy of {document.origin.of}: {document.origin.reason}"))
    findings = result.findings.every()
    lines.append(_draw(findings, width) if findings else "nothing was found")
    lines += [_problem_line(p) for p in result.problems]
    return "\n".join(lines) + "\n"


def _draw(findings: tuple[ANY_FINDING, ...], width: int) -> str:
    table = Table(box=box.SIMPLE, width=width, pad_edge=False)
    for name, ratio in (("id", None), ("kind", None), ("what", 5), ("words", 6), ("at", None), ("conf.", None)):
        table.add_column(name, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    for f in findings:
        what, words = one_line(describe(f)), one_line(f.text[:_WORDS])
        # Text, never markup: an article may contain "[red]".
        cells = (f.id, f.kind, what, words, f"{f.spans[0].start}–{f.spans[0].end}", f"{f.confidence:.2f}")
        table.add_row(*(Text(c) for c in cells))
    out = StringIO()
    Console(file=out, width=width, color_system=None, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines() if line.strip())


def describe(finding: ANY_FINDING) -> str:
    """Return what a finding says beyond its words, in one short line."""
    match finding:
        case Mention():
            role = f", {finding.as_of_role}" if finding.as_of_role else ""
            return f"{finding.type}: {finding.name}{role} [{finding.entity or 'not linked'}]"
        case Quote():
            return f"{finding.form}: {_name(finding.source)}{', ' + finding.role if finding.role else ''}"
        case Event():
            sides = " → ".join(s for s in (_names(finding.actors), _names(finding.recipients)) if s)
            return f"{finding.type} ({finding.status}) {sides}"
        case Visit():
            return f"{finding.visitor.name} ({finding.status}) to {_names(tuple(s.place for s in finding.stops)) or 'nowhere named'}"
        case Claim():
            verdict = finding.verdict.label if finding.verdict else "unchecked"
            return f"{finding.type}: {finding.subject.name} – {verdict}"
        case Forecast():
            reach = f" {finding.p[0]:.0%}–{finding.p[1]:.0%}" if finding.p else ""
            return f"{_name(finding.forecaster)}: {finding.phrase or 'no likelihood'}{reach}"
        case Explanation():
            return f"{finding.stance} {finding.of or '?'}: {_name(finding.proponent)} ({finding.theme or finding.marker})"


def _name(ref: Ref | None) -> str:
    return ref.name if ref else "the text"


def _names(refs: tuple[Ref, ...]) -> str:
    return ", ".join(dict.fromkeys(r.name for r in refs))


def _problem_line(problem: Problem) -> str:
    where = f" ({problem.where})" if problem.where else ""
    return one_line(f"{problem.severity}: {problem.source}{where}: {problem.message} [{problem.code}]")
