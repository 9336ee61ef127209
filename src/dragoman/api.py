"""The Python API: the same as the commands, without the command line.

    import dragoman
    harvest = dragoman.read_text("...", published="2020-01-04")
    print(dragoman.to_markdown(dragoman.brief(["article.txt"])))

The model and the tables are loaded at the first call and kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.compose.brief import write_brief
from dragoman.config import Settings
from dragoman.export.html import write_html as to_html
from dragoman.export.json import write_json as to_json
from dragoman.export.markdown import write_markdown as to_markdown
from dragoman.export.previous import keep_previous, read_previous
from dragoman.language.model import load
from dragoman.pipeline import Kit, ingest
from dragoman.read.plain import read_plain
from dragoman.read.settings import ReadSettings
from dragoman.read.sources import read_sources as open_sources
from dragoman.records.brief import Brief, Ground, Previous
from dragoman.records.document import Raw
from dragoman.records.facts import Facts
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem
from dragoman.records.puzzle import Puzzle
from dragoman.tables import load_facts
from dragoman.weigh.file import read_puzzle
from dragoman.weigh.weighing import weigh_puzzle

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["brief", "make_ground", "make_kit", "read_sources", "read_text", "to_docx", "to_html", "to_json", "to_markdown", "to_pdf"]


@lru_cache(maxsize=2)
def _model(pipeline: str | None) -> "Language":
    return load(pipeline)


@lru_cache(maxsize=2)
def _facts(folder: str | None) -> Facts:
    return load_facts(Path(folder) if folder else None)


def make_kit(settings: Settings | None = None) -> Kit:
    """Return what the stages need; the clock is read here where ``settings`` name no day.

    Raises:
        ModelError: the language model is damaged, or the pipeline named is not installed.
        TableError: a reference table breaks its rules.
    """
    chosen = settings or Settings()
    today = chosen.today or date.today().isoformat()
    return Kit(nlp=_model(chosen.pipeline), facts=_facts(chosen.tables), today=today, as_of=chosen.as_of)


def read_sources(sources: Sequence[str], settings: Settings | None = None) -> Iterator[Harvest | Problem]:
    """Yield what each source gives, in order: a harvest a text, a problem where one could not be read.

    Args:
        sources: files, folders, ``-``, or http(s) addresses, as the command line takes them.
        settings: dates, limits, the language pipeline.
    """
    chosen = settings or Settings()
    limits = ReadSettings(allow_private=chosen.allow_private, timeout_s=chosen.timeout_s, max_bytes=chosen.max_bytes)
    yield from ingest(open_sources(sources, limits), make_kit(chosen))


def read_text(text: str, *, title: str | None = None, published: str | None = None, settings: Settings | None = None) -> Harvest:
    """Return what one text gives.

    Args:
        text: plain text, hard-wrapped or not; it is cleaned as a text file would be.
        title: its headline, where the text does not hold it.
        published: ISO date, where the text does not hold it.
        settings: dates, the language pipeline.

    Raises:
        ValueError: nothing in the text can be read; the message says why.
    """
    raw = Raw(source="text", text=text, media="text", title=title, published=published)
    for result in ingest([raw], make_kit(settings)):
        if isinstance(result, Harvest):
            return result
        raise ValueError(result.message)
    raise ValueError("nothing to read: the text is empty")


def brief(
    sources: Sequence[str] | Iterable[Harvest],
    *,
    question: str | None = None,
    settings: Settings | None = None,
    puzzle: str | Path | Puzzle | None = None,
    since: str | Path | Brief | Previous | None = None,
) -> Brief:
    """Return one brief of sources, or of harvests that were read before.

    Args:
        sources: files, folders, addresses, or harvests.
        question: what to ask of the texts; None takes the puzzle's question.
        settings: dates, limits, the language pipeline.
        puzzle: a puzzle or the file of one; its ratings become the key judgements.
        since: an earlier brief of the same matter, or the JSON file of one; what changed is told.

    Raises:
        UsageError: there is nothing to write about, or a file cannot be read.
        PuzzleError: the puzzle breaks the rules of its file.
    """
    chosen = settings or Settings()
    given = list(sources)
    paths = [s for s in given if isinstance(s, str)]
    results = [*read_sources(paths, chosen)] if paths else []
    harvests = [r for r in [*results, *given] if isinstance(r, Harvest)]
    problems = [r for r in results if isinstance(r, Problem)]
    today = chosen.today or date.today().isoformat()
    ground = make_ground(chosen, puzzle=puzzle, since=since)
    return write_brief(harvests, as_of=chosen.as_of, today=today, question=question, problems=problems, ground=ground)


def make_ground(
    settings: Settings | None = None, *, puzzle: str | Path | Puzzle | None = None, since: str | Path | Brief | Previous | None = None
) -> Ground:
    """Return what a brief rests on beside what was read: the tables, the puzzle weighed, the brief before.

    Raises:
        UsageError: a file cannot be read.
        PuzzleError: the puzzle breaks the rules of its file.
    """
    given = read_puzzle(read_plain(puzzle, "give the file of a puzzle"), str(puzzle)) if isinstance(puzzle, str | Path) else puzzle
    before = since
    if isinstance(since, str | Path):
        before = read_previous(read_plain(since, "give a brief written with --format json"), Path(since).name)
    elif isinstance(since, Brief):
        before = keep_previous(since)
    return Ground(
        facts=_facts((settings or Settings()).tables),
        puzzle=given,
        weighing=weigh_puzzle(given) if given else None,
        since=before if isinstance(before, Previous) else None,
    )


def to_pdf(made: Brief) -> bytes:
    """Return a brief as PDF.

    Raises:
        UsageError: Pango, which lays out the text, is not installed.
    """
    from dragoman.export.pdf import write_pdf

    return write_pdf(made)


def to_docx(made: Brief) -> bytes:
    """Return a brief as a Word document."""
    from dragoman.export.docx import write_docx

    return write_docx(made)
