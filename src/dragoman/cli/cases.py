"""``dragoman case``: make a case file, add to it, look into it. What changes findings stands in ``judging.py``."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.case_options import Author, CaseName, DocumentId, find_document, make_by, open_case
from dragoman.cli.options import (
    GOOD,
    SOME_FAILED,
    AsOf,
    Pipeline,
    Private,
    Sources,
    Today,
    choose,
    exit_code,
    make_settings,
    print_problem,
    show_progress,
)
from dragoman.cli.output import counted
from dragoman.errors import CaseError

if TYPE_CHECKING:
    from dragoman.config import Settings
    from dragoman.records.harvest import Harvest
    from dragoman.records.problem import Problem
    from dragoman.store.case import Case
    from dragoman.store.rows import By, DocumentRow, Hit

app = typer.Typer(help="A case file: articles, findings and judgements in one place.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def new(case: CaseName, by: Author = None) -> None:
    """Make an empty case file."""
    from dragoman.export.safe import one_line
    from dragoman.store.case import Case

    Case.create(case, make_by(by)).close()
    typer.echo(one_line(f"{case} is ready: `dragoman case add {case} SOURCE...`"))


@app.command()
def add(
    case: CaseName,
    sources: Sources,
    by: Author = None,
    as_of: AsOf = None,
    today: Today = None,
    pipeline: Pipeline = None,
    allow_private: Private = None,
) -> None:
    """Read sources and add what is found, one document after another; what is there already is left as it is."""
    settings = make_settings(as_of=as_of, today=today, pipeline=pipeline, allow_private=allow_private)
    from dragoman.records.problem import Problem

    problems: list[Problem] = []
    done = {"added": 0, "read again": 0, "known": 0}
    with open_case(case, read_only=False) as opened, show_progress("adding") as step:
        from dragoman import api  # only now: it loads much, and the case may not open

        for result in api.read_sources(sources, settings):
            if isinstance(result, Problem):
                problems.append(result)
            else:
                problems += [*result.problems, *_add_one(opened, result, make_by(by), settings, done)]
            step()
    for problem in problems:
        print_problem(problem)
    typer.echo(", ".join(f"{number} {what}" for what, number in done.items()))
    raise typer.Exit(exit_code(problems))


def _add_one(case: "Case", harvest: "Harvest", by: "By", settings: "Settings", done: dict[str, int]) -> "list[Problem]":
    """Add one harvest and print one line; a document that cannot be added is a problem, a file that cannot be written an error."""
    from dragoman.config import digest_settings
    from dragoman.copying import link_copies
    from dragoman.export.safe import one_line
    from dragoman.records.problem import Problem

    document = harvest.document
    try:
        result = case.add(harvest, by, digest_settings(settings))
        linked = link_copies(case, document.id, by.now)
    except CaseError as error:
        if error.code == "file":
            raise
        message = str(error).removeprefix(f"{document.source}: ")
        return [Problem(source=document.source, document=document.id, severity="error", code="not_added", message=message, stage="store")]
    what = "added" if result.added else "read again" if result.reread else "known"
    done[what] += 1
    near = [i for act in linked for i in (act.document, act.changes["of"]) if i != document.id]
    copy = f"  (one origin with {result.copy_of or near[0]})" if result.copy_of or near else ""
    typer.echo(one_line(f"{what}: {document.id}  {document.title or document.source}{copy}"))
    return []


@app.command("list")
def list_(case: CaseName, format: Annotated[str, typer.Option("--format", help="table or jsonl.")] = "table") -> None:
    """List the documents of a case, the last published first."""
    from dragoman.codec import encode

    chosen = choose(format, ("table", "jsonl"))
    with open_case(case) as opened:
        rows = opened.documents()
    for row in rows:
        typer.echo(encode(row).decode() if chosen == "jsonl" else _describe_document(row))
    if chosen == "table":
        typer.echo(f"{counted(len(rows), 'document')}, {counted(len({r.origin_key for r in rows}), 'origin')}")


def _describe_document(row: "DocumentRow") -> str:
    from dragoman.export.safe import one_line

    counts = ", ".join(f"{number} {kind}{'s' if number != 1 else ''}" for kind, number in row.counts.items())
    copy = f" [a copy: {row.copy_of or row.origin}]" if row.copy_of or row.origin else ""
    told = f"{row.id:<18} {(row.published or 'undated')[:10]:<10}  {row.outlet or 'no outlet'}: {row.title or row.source}{copy}"
    return one_line(told) + "\n    " + (counts or "nothing was found")


@app.command()
def show(
    case: CaseName,
    document: DocumentId,
    finding: Annotated[str | None, typer.Argument(help="One finding's id, e.g. q3.", show_default=False)] = None,
    format: Annotated[str, typer.Option("--format", help="table or jsonl.")] = "table",
) -> None:
    """Show a document's findings as they stand, or one finding with all that was done to it."""
    from dragoman.export.lines import RecordLines
    from dragoman.export.table import write_table

    chosen = choose(format, ("table", "jsonl"))
    with open_case(case) as opened:
        document_id = find_document(opened, document)
        if finding is not None:
            _show_finding(opened, document_id, finding)
        elif chosen == "jsonl":
            for line in RecordLines().lines_of(opened.harvest(document_id)):
                typer.echo(line)
        else:
            typer.echo(write_table(opened.harvest(document_id)))
            _show_judgements(opened, document_id)


def _show_judgements(case: "Case", document_id: str) -> None:
    """Print which findings are no longer as the machine left them, and the notes."""
    from dragoman.export.safe import one_line
    from dragoman.store.rows import STATES, About, FindingFilter, Page

    for state in STATES[1:]:
        rows = case.findings(FindingFilter(document=document_id, state=state), Page(size=1000)).rows
        if rows:
            typer.echo(f"{state}: {', '.join(row.id for row in rows)}")
    for note in case.notes(About(document=document_id)):
        about = f" on {note.about.finding}" if note.about.finding else ""
        typer.echo(one_line(f"note by {note.author}, {note.at[:10]}{about}: {note.text}"))


def _show_finding(case: "Case", document_id: str, finding_id: str) -> None:
    import json

    from dragoman.cli.judging import describe_action
    from dragoman.codec import to_plain
    from dragoman.store.rows import About

    row = case.finding(document_id, finding_id)
    typer.echo(json.dumps({"state": row.state, "speaker": row.speaker, **to_plain(row.record)}, indent=2))
    for action in case.actions(about=About(document=document_id, finding=finding_id)):
        typer.echo(describe_action(action))


@app.command()
def search(
    case: CaseName,
    words: Annotated[list[str], typer.Argument(help='Words that must all occur; "a phrase"; begin* for a beginning.', show_default=False)],
    actor: Annotated[str | None, typer.Option("--actor", help="Findings that name somebody: an entity id, or part of a name.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="document, finding, or one kind of finding.")] = None,
    type: Annotated[str | None, typer.Option("--type", help="Findings of a type, e.g. membership.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="Events and visits of a status, e.g. planned.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Documents of an outlet.")] = None,
    verdict: Annotated[str | None, typer.Option("--verdict", help="Claims with a verdict, e.g. refuted.")] = None,
    after: Annotated[str | None, typer.Option("--after", metavar="DATE", help="Published on this day or later.")] = None,
    before: Annotated[str | None, typer.Option("--before", metavar="DATE", help="Published on this day or earlier.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many hits at most.")] = 20,
) -> None:
    """Search the full text of documents, or of findings where an option asks for what only findings have."""
    from dragoman.records.findings import STATUSES
    from dragoman.records.verdict import LABELS
    from dragoman.store.rows import FindingFilter, Page

    if status is not None:
        choose(status, STATUSES, "--status")
    if verdict is not None:
        choose(verdict, LABELS, "--verdict")
    wanted = FindingFilter(
        kind=kind, actor=actor, type=type, status=status, outlet=outlet, verdict=verdict, after=after, before=before
    )  # fmt: skip
    with open_case(case) as opened:
        found = opened.search(_join_words(words), wanted, Page(size=limit))
    for hit in found.hits:
        typer.echo(_describe_hit(hit))
    typer.echo(f"{found.total} found" + (f", the best {len(found.hits)} shown" if len(found.hits) < found.total else ""))


def _join_words(words: list[str]) -> str:
    """Return the query; an argument with blanks in it was quoted for the shell, so it is a phrase."""
    return " ".join(f'"{w}"' if len(words) > 1 and " " in w and '"' not in w else w for w in words)


def _describe_hit(hit: "Hit") -> str:
    from dragoman.export.safe import one_line

    where = " ".join(t for t in (hit.document, hit.finding) if t)
    head = one_line(f"{where} ({hit.kind}) {hit.title or ''}, {hit.outlet or 'no outlet'}, {(hit.published or 'undated')[:10]}")
    text, at = "", 0
    for start, end in hit.snippet.marks:
        text += hit.snippet.text[at:start] + "«" + hit.snippet.text[start:end] + "»"
        at = end
    return f"{head}\n    {one_line(text + hit.snippet.text[at:])}"


@app.command()
def check(case: CaseName) -> None:
    """Verify a case: its pages, foreign keys, hashes, spans, what stands, the search."""
    try:
        opened = open_case(case, read_only=False)
    except CaseError as error:
        if error.code != "file" or not case.is_file():
            raise
        opened = open_case(case)
    with opened:
        problems, info = opened.verify(), opened.info()
        searched = "" if not opened.read_only else "; the search was not compared, which needs the right to write"
    for problem in problems:
        print_problem(problem)
    findings = sum(info.findings.values())
    held = f"{counted(info.documents, 'document')}, {counted(findings, 'finding')}, {counted(info.actions, 'act')}"
    typer.echo(f"{held}: {counted(len(problems), 'fault')}{searched}")
    raise typer.Exit(SOME_FAILED if problems else GOOD)


@app.command()
def diff(
    case: CaseName,
    from_day: Annotated[str, typer.Argument(metavar="FROM", help="The earlier day, YYYY-MM-DD.", show_default=False)],
    to_day: Annotated[str | None, typer.Argument(metavar="TO", help="The later day; today where left out.", show_default=False)] = None,
) -> None:
    """Tell what changed from the end of one day to the end of another."""
    from dragoman.cli.judging import describe_action, describe_change
    from dragoman.export.safe import one_line

    with open_case(case) as opened:
        found = opened.diff(from_day, to_day or date.today().isoformat())
    for row in found.documents:
        typer.echo(one_line(f"+ {row.id} {row.title or row.source} ({counted(sum(row.counts.values()), 'finding')})"))
    for change in found.findings:
        typer.echo(describe_change(change))
    for action in found.actions:
        typer.echo(describe_action(action))
    sizes = ((len(found.documents), "document"), (len(found.findings), "finding"), (len(found.actions), "act"))
    typer.echo(", ".join(counted(*size) for size in sizes))
