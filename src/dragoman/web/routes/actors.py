"""Who is named in the case, and what is known of one of them."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dragoman.records.facts import Facts, Membership, Office
from dragoman.store.rows import FindingFilter, FindingRow, Page
from dragoman.web.desk import Desk, OnDesk
from dragoman.web.pages import render
from dragoman.web.paging import SIZE, PageNumber, Pager

router = APIRouter()
_MOST = 50


@router.get("/actors")
def show_actors(request: Request, desk: OnDesk, page: PageNumber = 1, words: str = "") -> Response:
    """List who is named, the most named first."""
    rows = desk.case.actors(words.strip(), Page(number=page, size=SIZE + 1))
    pager = Pager(number=page, total=(page - 1) * SIZE + len(rows))
    return render(request, "actors.html", rows=rows[:SIZE], pager=pager, words_=words, facts=desk.facts)


@router.get("/actor")
def show_actor(request: Request, desk: OnDesk, id: str) -> Response:
    """Show one actor: offices by the tables, what they said, did, were visited by, and what is claimed of them."""
    facts = desk.facts
    known = facts.entities.get(id)
    said = _find(desk, FindingFilter(kind="quote", speaker=id))
    events = _find(desk, FindingFilter(kind="event", actor=id))
    visits = _find(desk, FindingFilter(kind="visit", actor=id))
    claims = _find(desk, FindingFilter(kind="claim", actor=id))
    named = _find(desk, FindingFilter(kind="mention", actor=id), 1)
    name = known.name if known else _name_of(id, named, (*said, *events, *visits, *claims))
    groups = (
        ("Said", "quote", said),
        ("Did, or had done to them", "event", events),
        ("Visits", "visit", visits),
        ("Claims about them", "claim", claims),
    )
    return render(
        request,
        "actor.html",
        id=id,
        name=name,
        known=known,
        country=facts.entities.get(known.country) if known and known.country and known.country != id else None,
        offices=sorted(facts.offices_of(id), key=lambda o: o.valid_from or "", reverse=True),
        holders=_holders(facts, id),
        memberships=sorted(_memberships(facts, id), key=lambda m: m.valid_from or ""),
        journeys=sorted((j for j in facts.journeys if id in (j.visitor, j.country)), key=lambda j: j.start, reverse=True)[:_MOST],
        groups=[g for g in groups if g[2]],
        facts=facts,
    )


def _find(desk: Desk, wanted: FindingFilter, most: int = _MOST) -> tuple[FindingRow, ...]:
    return desk.case.findings(wanted, Page(size=most)).rows


def _name_of(id: str, named: tuple[FindingRow, ...], rows: tuple[FindingRow, ...]) -> str:
    for row in (*named, *rows):
        for field in ("name", "source", "visitor", "subject"):
            value = getattr(row.record, field, None)
            if isinstance(value, str) and getattr(row.record, "entity", None) == id:
                return value
            if getattr(value, "entity", None) == id:
                return str(getattr(value, "name", id))
    return id


def _holders(facts: Facts, id: str) -> list[Office]:
    """Return who held the offices of a state or an organisation, the last first."""
    return sorted((o for o in facts.offices if o.of == id), key=lambda o: (o.office, o.valid_from or ""), reverse=True)[:_MOST]


def _memberships(facts: Facts, id: str) -> list[Membership]:
    return [m for m in facts.memberships if id in (m.country, m.org)][: _MOST * 2]
