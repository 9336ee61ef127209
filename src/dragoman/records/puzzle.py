"""A question with its competing explanations, what speaks for and against them, how people rated it, and what comes of it.

A puzzle is what an analyst keeps in a file; a ``Weighing`` is what ``weigh`` makes of it. Nothing here is ever overwritten: a later
rating supersedes an earlier one of the same rater, and an analyst's supersedes the machine's draft (see ``weigh.matrix``).
"""

from dataclasses import dataclass

VALUES = ("CC", "C", "N", "I", "II", "NA")
RELIABILITIES = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES = ("1", "2", "3", "4", "5", "6")
LEVELS = ("L", "M", "H")
EVIDENCE_KINDS = ("information", "assumption", "judgement")
WEIGHTINGS = ("parc", "burton", "none")
MEASURES = ("inconsistency", "weighted", "posterior")
# The rater of a draft; ``Rating.draft`` is what counts.
MACHINE = "dragoman"
MOST_ITEMS = 5000
MOST_HYPOTHESES = 100
STATES = ("draft, unrated", "rated in part", "rated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """What a hypothesis or an item rests on: words of a document, or a row of a reference table.

    Words have ``document`` and half-open code-point offsets ``start``, ``end`` into its text, with the ``words`` themselves, so that
    a puzzle is read without its sources and checked with them; ``verdict`` is the label of the checked claim that they make
    (``records.verdict.LABELS``), else None. A row has ``row`` ("table:key"), ``source``, and ``agrees`` False where it contradicts.
    """

    document: str | None = None
    start: int | None = None
    end: int | None = None
    words: str = ""
    row: str | None = None
    source: str | None = None
    agrees: bool = True
    verdict: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document that a puzzle cites. ``id`` is the document's id, ``origin`` the id of the document that it is one text with.

    Copies have the ``origin`` of the first of them. ``standing`` is what the table of outlets says of the publisher, or None.
    ``length`` is that of the text in code points, so that a cite beyond its end is seen without it.
    """

    id: str
    label: str
    path: str = ""
    published: str | None = None
    origin: str
    standing: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One answer to the question. ``prior`` in [0, 1]; None takes an equal share of what the stated priors leave.

    ``theme`` is what a drafted one is grouped under, by which a later draft finds it again; None for one that a person wrote.
    """

    id: str
    text: str
    prior: float | None = None
    theme: str | None = None
    proponents: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One item of evidence.

    ``origin`` is whose information it is (a document's origin where drafted); items of one origin that say the same share one weight
    (see ``weigh.copies``), and ``copy_of`` names an item that this one repeats in other words. ``reliability`` (A to F) and
    ``credibility`` (1 to 6) are the two axes of the Admiralty grade; F and 6 mean unknown, not bad. ``relevance`` is L, M or H.
    ``weight`` is a factor of the analyst's own; 0 sets the item aside. ``kind`` is one of EVIDENCE_KINDS. ``speaker`` is who says it.
    """

    id: str
    text: str
    cites: tuple[Cite, ...] = ()
    origin: str = ""
    copy_of: str | None = None
    reliability: str = "F"
    credibility: str = "6"
    relevance: str = "M"
    weight: float = 1.0
    kind: str = "information"
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How one rater sees one item under one hypothesis: one of VALUES, or a likelihood of the item, were the hypothesis true, in [0, 1].

    ``date`` is an ISO 8601 day or moment. ``draft`` marks the machine's proposal, whose ``reason`` says what it rests on.
    """

    evidence: str
    hypothesis: str
    value: str | float
    rater: str
    date: str
    reason: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One rater's probabilities of the hypotheses, as given: they need not sum to 1 (they are coherentised). Pairs (hypothesis id, p)."""

    rater: str
    date: str
    probabilities: tuple[tuple[str, float], ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Something to watch for: it would speak for the hypothesis if it came."""

    hypothesis: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Puzzle:
    """A question with all that is needed to weigh its answers. ``as_of`` is an ISO day or None."""

    kind: str = "puzzle"
    question: str
    title: str = ""
    as_of: str | None = None
    maker: str = ""
    weighting: str = "parc"
    rank_by: str = "inconsistency"
    sources: tuple[Source, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    ratings: tuple[Rating, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellScore:
    """One cell of the matrix as it counts. ``value`` is one of VALUES (the nearest, where raters differ or gave a likelihood).

    ``likelihood`` in (0, 1); ``penalty`` is the inconsistency in [0, 2]; ``position`` the place on the scale II = 1 ... CC = 5.
    ``raters`` are whose ratings count; ``differ`` tells that they do not agree; ``draft`` that only the machine has rated.
    """

    evidence: str
    hypothesis: str
    value: str
    likelihood: float
    penalty: float
    position: float
    raters: tuple[str, ...]
    draft: bool
    differ: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisScore:
    """What a hypothesis comes to. Less inconsistency is better; ``rank`` 1 leads, and those that tie share a rank and have ``tied``.

    ``inconsistency`` counts independent items, ``weighted`` also their grades and relevance, ``squared`` is the sum of squared
    distances below neutral on the scale of five. ``posterior`` comes of prior and likelihoods, ``posterior_graded`` with the grades
    and relevance as exponents too. ``judged`` is the group's coherent probability, None where nobody judged. ``rated`` counts the
    cells that have a rating, ``drafted`` those of them that only the machine gave.
    """

    id: str
    text: str
    rank: int
    tied: bool
    prior: float
    inconsistency: float
    weighted: float
    squared: float
    posterior: float
    posterior_graded: float
    judged: float | None
    rated: int
    drafted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceScore:
    """What an item counts. ``weight`` is its share among its copies times the analyst's own factor; ``grade`` the factor of grades and
    relevance; ``copies`` the other items that say the same from the same origin.

    ``diagnosticity`` is the spread of its row over the hypotheses (population standard deviation on the scale II = 1 ... CC = 5): 0 for
    an item that fits, or contradicts, all alike. ``rank`` is by diagnosticity, 1 first, ties shared.
    """

    id: str
    text: str
    origin: str
    weight: float
    grade: float
    copies: tuple[str, ...]
    diagnosticity: float
    rank: int
    rated: int
    drafted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What the lead rests on, by one measure.

    ``flip`` are the smallest sets of items without which none of ``leaders`` leads any more; ``tie`` the smallest without which they
    have to share the lead. Copies of one item go together and count as one. ``exact`` is False where the search met its limit, so that
    smaller or other sets may exist; ``more`` that not all sets of that size are listed. Both are empty where no removal does it.
    """

    measure: str
    leaders: tuple[str, ...]
    flip: tuple[tuple[str, ...], ...] = ()
    tie: tuple[tuple[str, ...], ...] = ()
    exact: bool = True
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginScore:
    """One origin: its items, and who would lead (by the puzzle's measure) without all of them."""

    origin: str
    items: tuple[str, ...]
    leaders_without: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What comes of a puzzle. ``state`` is one of STATES; hypotheses and evidence stand in the puzzle's order.

    ``sensitivity`` has one entry a measure (MEASURES), the first that of ``rank_by``. ``notes`` are sentences on what the reader must
    know (nothing rated, a tie, measures that disagree, priors assumed).
    """

    kind: str = "weighing"
    question: str
    title: str = ""
    as_of: str | None = None
    maker: str = ""
    state: str
    weighting: str
    rank_by: str
    hypotheses: tuple[HypothesisScore, ...]
    evidence: tuple[EvidenceScore, ...]
    cells: tuple[CellScore, ...]
    sensitivity: tuple[Sensitivity, ...]
    origins: tuple[OriginScore, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def leaders(self) -> tuple[str, ...]:
        """Ids of the hypotheses that lead; several where they tie."""
        return tuple(h.id for h in self.hypotheses if h.rank == 1)

    @property
    def is_draft(self) -> bool:
        """Whether no analyst has rated anything."""
        return self.state == STATES[0]
