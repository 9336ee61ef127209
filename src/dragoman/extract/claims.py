"""Finds what a text claims of states, offices, places and trade that reference tables can check."""

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc

from dragoman.extract.claimtypes.body_facts import find_body_facts
from dragoman.extract.claimtypes.border import find_borders
from dragoman.extract.claimtypes.border_forms import find_border_forms
from dragoman.extract.claimtypes.border_groups import find_sole_borders
from dragoman.extract.claimtypes.border_rows import find_border_rows
from dragoman.extract.claimtypes.capital import find_capitals
from dragoman.extract.claimtypes.capital_forms import find_capital_forms
from dragoman.extract.claimtypes.chronicle import find_event_dates, names_an_event
from dragoman.extract.claimtypes.comparison import find_comparisons
from dragoman.extract.claimtypes.draft import Draft
from dragoman.extract.claimtypes.duration import find_durations
from dragoman.extract.claimtypes.happening import find_dates_of_events
from dragoman.extract.claimtypes.independence import find_independence
from dragoman.extract.claimtypes.independence_forms import find_breakaways
from dragoman.extract.claimtypes.journey import find_journeys
from dragoman.extract.claimtypes.landlocked import find_landlocked
from dragoman.extract.claimtypes.member_acts import find_member_acts
from dragoman.extract.claimtypes.member_change import find_changes
from dragoman.extract.claimtypes.member_counts import find_member_counts
from dragoman.extract.claimtypes.member_forms import find_member_forms
from dragoman.extract.claimtypes.member_lists import find_member_lists
from dragoman.extract.claimtypes.member_names import find_named_members
from dragoman.extract.claimtypes.member_rows import find_row_lists
from dragoman.extract.claimtypes.member_status import find_statuses
from dragoman.extract.claimtypes.membership import find_memberships
from dragoman.extract.claimtypes.office import find_offices
from dragoman.extract.claimtypes.office_follow import find_followers
from dragoman.extract.claimtypes.office_length import find_office_lengths
from dragoman.extract.claimtypes.office_pairs import find_office_rows
from dragoman.extract.claimtypes.office_terms import find_terms
from dragoman.extract.claimtypes.opinion import find_opinions
from dragoman.extract.claimtypes.place_forms import find_name_forms
from dragoman.extract.claimtypes.place_name import find_names
from dragoman.extract.claimtypes.quantity import find_quantities
from dragoman.extract.claimtypes.rank import find_ranks
from dragoman.extract.claimtypes.rank_forms import find_rank_forms
from dragoman.extract.claimtypes.scene import SKIPPED_BLOCKS, Scene, set_scene
from dragoman.extract.claimtypes.trade import find_shares
from dragoman.extract.claimtypes.trade_rank import find_trade_ranks
from dragoman.extract.claimtypes.treaty import find_treaties
from dragoman.extract.claimtypes.treaty_state import find_treaty_states
from dragoman.extract.claimtypes.warfare import find_wars
from dragoman.records.cast import Cast
from dragoman.records.document import Document
from dragoman.records.facts import Facts
from dragoman.records.findings import Claim, Quote
from dragoman.records.maker import MAKER
from dragoman.records.spans import Span

Rule = Callable[[Scene, tuple[int, int]], Iterator[Draft]]

RULES: tuple[Rule, ...] = (
    find_memberships,
    find_changes,
    find_member_acts,
    find_member_lists,
    find_row_lists,
    find_member_counts,
    find_named_members,
    find_statuses,
    find_body_facts,
    find_member_forms,
    find_offices,
    find_terms,
    find_followers,
    find_office_rows,
    find_capitals,
    find_capital_forms,
    find_names,
    find_name_forms,
    find_borders,
    find_border_forms,
    find_landlocked,
    find_sole_borders,
    find_border_rows,
    find_ranks,
    find_rank_forms,
    find_comparisons,
    find_independence,
    find_breakaways,
    find_durations,
    find_office_lengths,
    find_trade_ranks,
    find_treaties,
    find_treaty_states,
    find_dates_of_events,
    find_event_dates,
    find_wars,
    find_journeys,
    find_quantities,
    find_opinions,
)


def find_claims(doc: Doc, document: Document, cast: Cast, quotes: Sequence[Quote], facts: Facts | None = None) -> tuple[Claim, ...]:
    """Return the claims of a document in order of appearance, unchecked.

    A claim stands for itself once: the same subject, predicate, object and figure is not repeated. Words inside a quotation
    are claims as well, reported by that quote. What is wished, planned, asked or conditional is no claim.

    Args:
        doc: the parse of ``document.text``.
        document: blocks of kind boilerplate are passed over.
        cast: whom the names mean.
        quotes: the document's quotations.
        facts: the tables, for their adjectives of nationality ("Kazakh exports"); without them such claims are missed.
    """
    scene = set_scene(doc, document, cast, quotes, facts)
    drafts = sorted(_find_drafts(scene), key=lambda d: (d.first, d.last))
    seen: set[tuple[object, ...]] = set()
    claims: list[Claim] = []
    for draft in drafts:
        key = _identity(draft)
        if key in seen:
            continue
        seen.add(key)
        claims.append(_number(scene, draft, len(claims) + 1))
    return tuple(claims)


def _find_drafts(scene: Scene) -> Iterator[Draft]:
    share: Draft | None = None
    skipped = [(b.start, b.end) for b in scene.document.blocks if b.kind in SKIPPED_BLOCKS]
    for sent in scene.doc.sents:
        span = (sent.start, sent.end)
        while skipped and skipped[0][1] <= sent.start_char:
            skipped.pop(0)
        if skipped and skipped[0][0] <= sent.start_char:
            continue
        if share is None and not scene.names_in(*span) and not names_an_event(scene, span):
            continue
        for rule in RULES:
            yield from rule(scene, span)
        found = list(find_shares(scene, span, share))
        share = next((d for d in reversed(found) if d.type == "share"), None)
        yield from found


def _quote_at(quotes: Sequence[Quote], offset: int) -> Quote | None:
    """Return the innermost quote whose content holds an offset."""
    holding = [(s.end - s.start, i) for i, q in enumerate(quotes) for s in q.content if s.start <= offset < s.end]
    return quotes[min(holding)[1]] if holding else None


def _identity(draft: Draft) -> tuple[object, ...]:
    def who(ref: object) -> object:
        return getattr(ref, "entity", None) or getattr(ref, "name", None)

    period = draft.period.start if draft.period is not None else None
    return (
        draft.type,
        who(draft.subject),
        draft.predicate,
        who(draft.object),
        tuple(map(who, draft.objects)),
        draft.value,
        period,
        draft.negated,
    )


def _number(scene: Scene, draft: Draft, number: int) -> Claim:
    words = scene.doc[draft.first : draft.last]
    quote = _quote_at(scene.quotes, words.start_char)
    return Claim(
        document=scene.document.id,
        id=f"c{number}",
        spans=(Span(start=words.start_char, end=words.end_char),),
        text=scene.document.text[words.start_char : words.end_char],
        maker=MAKER,
        confidence=draft.confidence,
        reported_by=quote.id if quote is not None else None,
        type=draft.type,
        subject=draft.subject,
        predicate=draft.predicate,
        object=draft.object,
        objects=draft.objects,
        value=draft.value,
        unit=draft.unit,
        approx=draft.approx,
        period=draft.period,
        negated=draft.negated,
    )
