"""What the case file takes and gives: plain rows, filters and pages."""

from dataclasses import dataclass, field

from dragoman.records.findings import ANY_FINDING
from dragoman.records.problem import Problem

STATES = ("machine", "accepted", "corrected", "added", "rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who does something, when, and why.

    ``now`` is ISO 8601 in UTC ("2020-02-01T09:30:00Z"), read from the clock by the edges alone; ``note`` is the author's reason, ""
    for none.
    """

    author: str
    now: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddResult:
    """What adding did.

    ``added`` is True where the document is new; ``reread`` where it was there and a new maker's findings superseded the old ones; both
    False where nothing changed. ``copy_of`` is the id of an earlier document of the same origin.
    """

    document_id: str
    added: bool
    copy_of: str | None = None
    reread: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document as the inbox lists it.

    ``origin`` names what it is a copy of, None where it stands for itself; documents with the same ``origin_key`` have one origin
    and count once. ``counts`` are its standing findings by kind; ``added_at`` is ISO 8601 UTC; ``maker`` is who read it last.
    """

    id: str
    title: str | None
    published: str | None
    outlet: str | None
    standing: str | None
    source: str
    url: str | None
    language: str | None
    origin: str | None
    origin_key: str
    copy_of: str | None
    added_at: str
    added_by: str
    maker: str | None
    counts: dict[str, int]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """One page of documents; ``total`` counts all."""

    rows: tuple[DocumentRow, ...]
    total: int
    page: "Page"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding as it stands: the machine's (or an analyst's) record with every correction in force applied.

    ``state``: machine (nobody has looked), accepted, corrected, added (by an analyst), rejected. ``speaker`` is the name of who says it
    (a quote's source, a forecast's forecaster, the source of the quote that it stands in). ``title``, ``outlet`` and ``published`` are
    the document's.
    """

    document: str
    id: str
    kind: str
    record: ANY_FINDING
    state: str
    speaker: str | None
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilter:
    """What to list; None means any. All that are given must hold.

    Attributes:
        kind: mention, quote, event, visit, claim, forecast, explanation (in a search also ``document`` or ``finding``).
        document: a document's id.
        actor: an entity id ("KAZ", "person:...") or words of a name; anyone who is named in the finding's fields.
        type: the record's ``type`` (a claim's, an event's, a mention's), a quote's ``form`` or an explanation's ``stance``.
        status: of events and visits.
        outlet: the publisher's name.
        verdict: a label of a claim (``unchecked`` for those without one), or a forecast's outcome (``open`` for those without one).
        speaker: an entity id or words of a name.
        after: an ISO day; documents published on it or later.
        before: an ISO day; documents published on it or earlier.
        state: one of STATES, ``any``, or None for all but the rejected.
    """

    kind: str | None = None
    document: str | None = None
    actor: str | None = None
    type: str | None = None
    status: str | None = None
    outlet: str | None = None
    verdict: str | None = None
    speaker: str | None = None
    after: str | None = None
    before: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which page: ``number`` counts from 1, ``size`` is from 1 to 1000."""

    number: int = 1
    size: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage:
    """One page of findings; ``total`` counts all that the filter lets through."""

    rows: tuple[FindingRow, ...]
    total: int
    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Words around a match. ``marks`` are half-open [start, end) ranges in ``text``, in order; it is plain text, never HTML."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a search found: a document (``finding`` None, ``kind`` "document") or a finding in it.

    ``start`` is where in the document's text to look: of the finding, or of the first marked words; None where they stand in the title.
    """

    document: str
    finding: str | None
    kind: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: Snippet
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HitPage:
    """One page of hits, best first."""

    hits: tuple[Hit, ...]
    total: int
    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """Somebody who is named in findings.

    ``type`` is a mention's (person, state, ...), None where only other findings name them; ``findings`` and ``documents`` count those
    that name them and stand.
    """

    entity: str | None
    name: str
    type: str | None
    country: str | None
    documents: int
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One dated act on the case: the audit trail is all of them.

    ``verb``: create, add, reread, correct, accept, reject, restore, add_finding, link, rate, save_puzzle, resolve, note, undo.
    ``changes`` maps a field to [before, after] (plain JSON values) for ``correct``; for the others it holds what was said (a rating's
    evidence, hypothesis and value; a resolution's outcome and evidence). ``undone_by`` is the id of the undo in force, else None.
    """

    id: int
    at: str
    author: str
    verb: str
    document: str | None = None
    finding: str | None = None
    puzzle: str | None = None
    note: str = ""
    changes: dict[str, object] = field(default_factory=dict)
    undoes: int | None = None
    undone_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a note is about: the case (nothing given), a document, a finding in it, or a puzzle."""

    document: str | None = None
    finding: str | None = None
    puzzle: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note that stands; ``action`` is the id to undo it by."""

    action: int
    at: str
    author: str
    text: str
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field before and after, as plain JSON values."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """How one finding differs: ``what`` is added, changed, rejected, restored or gone."""

    document: str
    id: str
    kind: str
    what: str
    text: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDiff:
    """What changed from the end of one day to the end of another.

    ``documents`` were added (their findings are not listed one by one); ``findings`` are those of documents that were there before;
    ``actions`` is the trail of that time, oldest first.
    """

    from_day: str
    to_day: str
    documents: tuple[DocumentRow, ...]
    findings: tuple[FindingChange, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInfo:
    """The case as a whole; ``schema`` is the file's migration, ``size_bytes`` that of the file without its log."""

    path: str
    created_at: str
    schema: str
    documents: int
    findings: dict[str, int]
    actions: int
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The values that a filter can take in this case, each with how many standing findings (outlets: documents) have it."""

    kinds: dict[str, int]
    types: dict[str, dict[str, int]]
    statuses: dict[str, int]
    verdicts: dict[str, int]
    outlets: dict[str, int]
    states: dict[str, int]
