"""``Case``: all that the rest of dragoman knows of the case file."""

from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.records.document import Document
from dragoman.records.findings import ANY_FINDING
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem
from dragoman.records.puzzle import Puzzle
from dragoman.store.acting import read_action, write_action
from dragoman.store.adding import add_harvest
from dragoman.store.cleaning import clean_by
from dragoman.store.counting import Kept, count_facets, list_actors, read_info
from dragoman.store.differing import diff_case
from dragoman.store.documents import list_documents, page_documents, read_document_row, read_harvest
from dragoman.store.file import CaseFile
from dragoman.store.fulltext import search_case
from dragoman.store.judging import add_finding, correct_finding, judge_finding, list_notes, resolve_forecast, undo, write_note
from dragoman.store.listing import list_findings, read_finding
from dragoman.store.migrate import check_file, make_file
from dragoman.store.origins import link_copy
from dragoman.store.puzzles import list_puzzles, rate_evidence, read_puzzle, save_puzzle
from dragoman.store.reading import read_actions, read_document
from dragoman.store.rows import (
    About,
    Action,
    ActorRow,
    AddResult,
    By,
    CaseDiff,
    CaseInfo,
    DocumentPage,
    DocumentRow,
    Facets,
    FindingFilter,
    FindingPage,
    FindingRow,
    HitPage,
    Note,
    Page,
)
from dragoman.store.verifying import verify_file

_ALL = FindingFilter()
_FIRST = Page()


class Case:
    """An open case file. Use it as a context manager; it may be used from several threads, each call is its own transaction.

    Every method that writes takes ``by``: who, when (the store reads no clock) and why. All of them raise ``CaseError`` where the file
    cannot be written (disk full, read-only, locked for longer than the wait) and then have changed nothing.
    """

    def __init__(self, file: CaseFile) -> None:
        """Take an open file; use ``create`` or ``open``."""
        self._file = file
        self._kept = Kept()

    @property
    def path(self) -> Path:
        """The case file."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._file.read_only

    # --- opening

    @classmethod
    def create(cls, path: str | Path, by: By) -> Self:
        """Make a new, empty case file and open it.

        Raises:
            CaseError: something stands at the path, or its folder cannot be written.
        """
        place = Path(path)
        clean_by(by)
        make_file(place)
        case = cls(CaseFile(place))
        case._file.write(write_action, "create", by)
        return case

    @classmethod
    def open(cls, path: str | Path, read_only: bool = False) -> Self:
        """Open a case file; an older one is migrated first, with a copy kept beside it.

        Raises:
            CaseError: no such file, no case, one of a newer dragoman, or one that cannot be written (then ``read_only`` may do).
        """
        place = Path(path)
        mode = check_file(place, read_only)
        return cls(CaseFile(place, mode))

    def close(self) -> None:
        """Close the file; its write-ahead log is folded in where nobody else has it open."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # --- documents

    def add(self, harvest: Harvest, by: By, settings: str = "") -> AddResult:
        """Add a document with its findings and problems, in one transaction.

        The same document read again by the same maker changes nothing. Read by another maker (the records' ``maker`` and ``settings``, a
        digest of what the run was told), the new findings supersede the old ones; a finding keeps its id across readings where kind and
        place agree, and what an analyst decided on it goes with it.

        Raises:
            CaseError: the id is taken by another text; the document is not added.
        """
        return self._file.write(add_harvest, harvest, by, settings)

    def documents(self) -> tuple[DocumentRow, ...]:
        """Return all documents, the last published first."""
        return self._file.read(self._kept.answer, list_documents)

    def documents_page(self, page: Page = _FIRST) -> DocumentPage:
        """Return one page of documents, the last published first.

        Raises:
            CaseError: the page has a value that cannot be.
        """
        return self._file.read(self._kept.answer, page_documents, page)

    def document_row(self, document_id: str) -> DocumentRow:
        """Return one document as the inbox lists it.

        Raises:
            CaseError: no such document.
        """
        return self._file.read(read_document_row, document_id)

    def document(self, document_id: str) -> Document:
        """Return one document with its text.

        Raises:
            CaseError: no such document.
        """
        return self._file.read(read_document, document_id)

    def harvest(self, document_id: str) -> Harvest:
        """Return a document and its findings as they stand: corrections applied, resolutions filled in, rejected ones left out.

        Raises:
            CaseError: no such document.
        """
        return self._file.read(read_harvest, document_id)

    def link(self, document_id: str, of: str, by: By) -> Action:
        """Say that a document is a copy of another one in the case: from then on they share an origin.

        Raises:
            CaseError: no such document, or the link would close a circle.
        """
        return self._file.write(link_copy, document_id, of, by)

    # --- findings

    def findings(self, wanted: FindingFilter = _ALL, page: Page = _FIRST) -> FindingPage:
        """Return a page of findings, the last published documents first, in each in the order of the text.

        Raises:
            CaseError: the filter or the page has a value that cannot be.
        """
        return self._file.read(list_findings, wanted, page)

    def finding(self, document_id: str, finding_id: str) -> FindingRow:
        """Return one finding as it stands (rejected ones too).

        Raises:
            CaseError: no such document or finding.
        """
        return self._file.read(read_finding, document_id, finding_id)

    def actors(self, words: str = "", page: Page = _FIRST) -> tuple[ActorRow, ...]:
        """Return who is named in the case, the most named first; ``words`` is part of a name, or an entity id."""
        return self._file.read(self._kept.answer, list_actors, words, page)

    def facets(self) -> Facets:
        """Return the values that filters can take, with counts."""
        return self._file.read(self._kept.answer, count_facets)

    def search(self, query: str, wanted: FindingFilter = _ALL, page: Page = _FIRST) -> HitPage:
        """Search the full text. Words must all occur; "a phrase" in order; a last ``*`` takes words that begin so.

        Hits are documents, unless the filter asks for what only findings have (``kind`` "finding" asks for any of them). No query is an
        error: without a word in it, nothing is found.
        """
        return self._file.read(search_case, query, wanted, page)

    # --- judgements

    def correct(self, document_id: str, finding_id: str, changes: dict[str, object], by: By) -> Action:
        """Change fields of a finding; the record as it was made is kept, the new values supersede.

        Args:
            changes: field -> new value, as plain JSON values (``{"source": {"name": "Ada Lind"}}``). A path changes one value inside
                a field (``{"source.name": ...}``). ``speaker`` stands for a quote's ``source``, a forecast's ``forecaster``, an
                explanation's ``proponent``. Where a Ref is wanted, a plain name will do: it is linked to whom the document names so.
                Where a verdict is wanted, a label will do.

        Raises:
            CaseError: no such finding; an unknown field, one that cannot be changed, a value of the wrong type, a span outside of the text.
        """
        return self._file.write(correct_finding, About(document=document_id, finding=finding_id), changes, by)

    def correct_words(self, document_id: str, finding_id: str, changes: dict[str, str], by: By) -> Action:
        """Correct a finding by the words of a command line or a form: numbers, ``null`` and JSON are taken as such where they fit."""
        about = About(document=document_id, finding=finding_id)
        return self._file.write(correct_finding, about, dict(changes), by, as_words=True)

    def accept(self, document_id: str, finding_id: str, by: By) -> Action:
        """Say that a finding is right as it stands."""
        return self._file.write(judge_finding, "accept", About(document=document_id, finding=finding_id), by)

    def reject(self, document_id: str, finding_id: str, by: By) -> Action:
        """Say that a finding is wrong: it is left out from then on, and kept."""
        return self._file.write(judge_finding, "reject", About(document=document_id, finding=finding_id), by)

    def restore(self, document_id: str, finding_id: str, by: By) -> Action:
        """Take back an acceptance or a rejection; corrections stay."""
        return self._file.write(judge_finding, "restore", About(document=document_id, finding=finding_id), by)

    def add_finding(self, record: ANY_FINDING, by: By) -> Action:
        """Add a finding that the machine missed; ``Action.finding`` is the id that it got.

        The record's ``id`` and ``maker`` are set here ("analyst/NAME"), its ``text`` from its spans where empty.

        Raises:
            CaseError: no such document, a span outside of its text, a reference to a finding that is not there.
        """
        return self._file.write(add_finding, record, by)

    def resolve(self, document_id: str, forecast_id: str, outcome: str, evidence: str, by: By) -> Action:
        """Say how a forecast came out, on what evidence; a later resolution supersedes it.

        Raises:
            CaseError: no such forecast.
        """
        return self._file.write(resolve_forecast, About(document=document_id, finding=forecast_id), outcome, evidence, by)

    def undo(self, action_id: int, by: By) -> Action:
        """Take back one action; undoing an undo puts it back in force. Adding a document cannot be undone.

        Raises:
            CaseError: no such action, one that is undone already, or one that cannot be undone.
        """
        return self._file.write(undo, action_id, by)

    def action(self, action_id: int) -> Action:
        """Return one action.

        Raises:
            CaseError: no such action.
        """
        return self._file.read(read_action, action_id)

    def actions(self, since: str | None = None, about: About | None = None, last: int | None = None) -> tuple[Action, ...]:
        """Return the audit trail, oldest first: from an ISO day or time on, of one document, finding or puzzle where ``about`` says so;
        only the ``last`` so many where that is given."""
        return self._file.read(read_actions, about, since, last)

    def write_note(self, text: str, by: By, about: About | None = None, replaces: int | None = None) -> Action:
        """Write a note; ``replaces`` is the action of an earlier one that it supersedes.

        Raises:
            CaseError: nothing is written in it, or what it is about is not in the case.
        """
        return self._file.write(write_note, text, by, about or About(), replaces)

    def notes(self, about: About | None = None) -> tuple[Note, ...]:
        """Return the notes that stand, oldest first; all of them where ``about`` is None."""
        return self._file.read(list_notes, about)

    # --- puzzles

    def save_puzzle(self, puzzle_id: str, puzzle: Puzzle, by: By) -> Action:
        """Save a puzzle under an id; the earlier versions are kept.

        Raises:
            CaseError: the id is no plain name (letters, digits, ``-`` and ``_``, at most 80).
        """
        return self._file.write(save_puzzle, puzzle_id, puzzle, by)

    def puzzle(self, puzzle_id: str) -> Puzzle:
        """Return the puzzle as last saved, with the ratings given since.

        Raises:
            CaseError: no such puzzle.
        """
        return self._file.read(read_puzzle, puzzle_id)

    def puzzles(self) -> tuple[tuple[str, Puzzle], ...]:
        """Return all puzzles with their ids, the last saved first."""
        return self._file.read(list_puzzles)

    def rate(self, puzzle_id: str, evidence: str, hypothesis: str, value: str | float, by: By) -> Action:
        """Rate one piece of evidence against one hypothesis; supersedes the author's earlier rating.

        ``value`` is one of records.puzzle.VALUES or a likelihood from 0 to 1; "" takes the author's rating away.

        Raises:
            CaseError: no such puzzle, evidence or hypothesis, or a value that the puzzle's scale does not know.
        """
        return self._file.write(rate_evidence, puzzle_id, (evidence, hypothesis), value, by)

    # --- the whole

    def info(self) -> CaseInfo:
        """Return the case's size and counts."""
        return self._file.read(self._kept.answer, read_info, self._file.path)

    def diff(self, from_day: str, to_day: str) -> CaseDiff:
        """Return what changed after ``from_day`` up to and with ``to_day`` (ISO days).

        Raises:
            CaseError: the days are no dates or in the wrong order.
        """
        return self._file.read(diff_case, from_day, to_day)

    def verify(self) -> tuple[Problem, ...]:
        """Check the file: pages, foreign keys, hashes of texts, spans, what stands against what was done, the search index.

        Returns:
            What is wrong, empty where all is well; ``source`` is the file, ``document`` the document concerned.
        """
        return verify_file(self._file)
