"""Records -> Brief. Pure: the dates are arguments, and every sentence cites."""

from collections.abc import Sequence

from dragoman.compose.changes import write_changes
from dragoman.compose.desk import Desk, open_desk
from dragoman.compose.differences import write_differences
from dragoman.compose.gaps import describe_scope, lost_sources, write_gaps
from dragoman.compose.judgements import SCALE, write_judgements
from dragoman.compose.lead import write_bottom_line, write_title
from dragoman.compose.means import write_means
from dragoman.compose.outlook import write_outlook
from dragoman.compose.phrases import count, day
from dragoman.compose.reasons import write_reasons
from dragoman.compose.reported import write_reported
from dragoman.compose.same import choose_subject, find_events, find_visits, fold_events
from dragoman.compose.sources import write_sources
from dragoman.compose.speech import find_speakers, write_speech
from dragoman.compose.stands import take_stands
from dragoman.compose.verdicts import write_verdicts
from dragoman.compose.watch import write_watch
from dragoman.compose.weighed import write_weighed
from dragoman.errors import UsageError
from dragoman.records.brief import Brief, Ground
from dragoman.records.harvest import Harvest
from dragoman.records.maker import MAKER
from dragoman.records.problem import Problem


def write_brief(
    harvests: Sequence[Harvest],
    *,
    as_of: str | None,
    today: str,
    question: str | None = None,
    problems: Sequence[Problem] = (),
    ground: Ground | None = None,
) -> Brief:
    """Return the brief of one or several documents.

    Args:
        harvests: What was found, one a document; a document that comes twice counts once.
        as_of: ISO date that verdicts were taken at; None where each document's own date was used.
        today: ISO date that "today" means in the brief.
        question: What the reader asks; it decides which visit or event leads. None takes the puzzle's.
        problems: Those of sources that gave no document.
        ground: Tables, puzzle with its weighing, the brief before this one; without them their sections are left out.

    Raises:
        UsageError: neither a harvest nor a problem is given, so that there is nothing to say.
    """
    if not harvests and not problems:
        raise UsageError("a brief needs at least one source that was read; none was given")
    ground = ground or Ground()
    asked = question or (ground.puzzle.question if ground.puzzle else None)
    desk = open_desk(_drop_doubles(harvests), problems, (as_of, today), asked, ground)
    visits, events = fold_events(find_visits(desk), find_events(desk))
    subject = choose_subject(visits, events)
    speakers = find_speakers(desk)
    stands = take_stands(desk, visits, events)
    sections = [
        write_bottom_line(desk, subject),
        write_judgements(desk),
        write_changes(desk, stands),
        write_reported(desk, visits, events),
        write_reasons(desk, subject),
        write_weighed(desk),
        write_watch(desk, subject),
        write_differences(desk, visits, events),
        write_verdicts(desk),
        write_outlook(desk),
        write_means(desk, subject),
        write_speech(desk, speakers),
        write_sources(desk, subject, speakers) if harvests else None,
        write_gaps(desk, subject),
    ]
    return Brief(
        title=write_title(desk, subject, speakers),
        facts=_list_facts(desk),
        question=asked,
        as_of=as_of or _common_date(desk),
        today=today,
        maker=MAKER,
        sections=tuple(s for s in sections if s is not None),
        documents=tuple(desk.documents.values()),
        labels=tuple(desk.labels.values()),
        stands=stands,
        scale=SCALE if ground.weighing else None,
    )


def _drop_doubles(harvests: Sequence[Harvest]) -> list[Harvest]:
    return list({h.document.id: h for h in reversed(harvests)}.values())[::-1]


def _list_facts(desk: Desk) -> tuple[str, ...]:
    date = desk.as_of or _common_date(desk)
    lost = lost_sources(desk.problems)
    facts = [
        f"As of {day(date)}" if date else "As of each document's own date" if desk.several else "Undated",
        describe_scope(len(desk.documents), len(set(desk.origins.values()))),
        f"{count(lost, 'source')} not read" if lost else "",
        f"read {day(desk.today)}",
        f"{MAKER.replace('/', ' ')}: {desk.ground.weighing.state if desk.ground.weighing else 'draft, unrated'}",
    ]
    return tuple(f for f in facts if f)


def _common_date(desk: Desk) -> str | None:
    dates = {d.published[:10] for d in desk.documents.values() if d.published}
    return dates.pop() if len(dates) == 1 and len(desk.documents) == 1 else None
