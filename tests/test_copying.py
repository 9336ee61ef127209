"""A repost in other clothes is found among the documents of a case, linked once, and stays undone where somebody undid it."""

from pathlib import Path

import pytest

from dragoman.copying import link_copies
from dragoman.records.document import Block, Document
from dragoman.records.harvest import Harvest
from dragoman.store.case import Case
from dragoman.store.rows import By

NOW = "2026-01-02T10:00:00Z"
BY = By(author="Ada", now=NOW)
STORY = (
    "The harbour council of Velden voted on Tuesday to let the two northern ferries run through the winter.",
    "Its chair said that the decision would cost the town nothing, since the ministry pays for the fuel.",
    "Fishermen had asked for longer hours on the old quay, where the ice comes late in most years.",
    "A second vote, on the fares for lorries from the south, is to follow before the end of the month.",
)
OTHER = ("Nothing of that kind was said in the town of Amsel, whose council met on Monday to speak about schools.",)


def make(id: str, lines: tuple[str, ...], published: str | None) -> Harvest:
    text = "\n\n".join(lines)
    starts = [text.index(line) for line in lines]
    blocks = tuple(Block(kind="paragraph", start=s, end=s + len(line)) for s, line in zip(starts, lines, strict=True))
    plain = {"source": f"{id}.txt", "title": id, "publisher": None, "author": None, "url": None, "language": "en"}
    return Harvest(document=Document(id=id, text=text, blocks=blocks, published=published, **plain))  # type: ignore[arg-type]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.create(tmp_path / "c.dragoman", BY)


def test_a_repost_is_linked_once(case: Case) -> None:
    case.add(make("other", OTHER, "2026-01-01"), BY)
    case.add(make("paper", STORY, "2026-01-01"), BY)
    assert link_copies(case, "paper", NOW) == ()
    case.add(make("blog", ("Found this today.", *STORY[:3], "What do you think of it?"), "2026-01-03"), BY)
    (act,) = link_copies(case, "blog", NOW)
    assert (act.document, act.changes, act.author[:9]) == ("blog", {"of": "paper"}, "dragoman/")
    keys = {row.id: row.origin_key for row in case.documents()}
    assert keys["blog"] == keys["paper"] != keys["other"]
    assert link_copies(case, "blog", NOW) == ()
    case.undo(act.id, BY)
    assert link_copies(case, "blog", NOW) == (), "what somebody undid stays undone"


def test_the_original_may_come_last(case: Case) -> None:
    case.add(make("blog", STORY[:3], "2026-01-03"), BY)
    case.add(make("paper", STORY, "2026-01-01"), BY)
    (act,) = link_copies(case, "paper", NOW)
    assert (act.document, act.changes) == ("blog", {"of": "paper"})
