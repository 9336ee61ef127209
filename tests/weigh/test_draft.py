"""A puzzle drafted from a made article: what is proposed, by whom, with what reason."""

from dataclasses import replace

import pytest

from dragoman.records.document import Block, Document, Publisher
from dragoman.records.findings import Claim, Event, Explanation, Findings, Visit
from dragoman.records.harvest import Harvest
from dragoman.records.puzzle import Puzzle, Rating
from dragoman.records.spans import Actor, Ref, Span
from dragoman.records.verdict import Verdict, VerdictRow
from dragoman.weigh.draft import draft_puzzle
from dragoman.weigh.file import read_puzzle
from dragoman.weigh.update import add_draft
from dragoman.weigh.verify import verify_cites
from dragoman.weigh.weighing import weigh_puzzle
from dragoman.weigh.writing import append_parts, write_puzzle

PARAGRAPHS = (
    "Why does Minister Ada Lind sail to Norway?",
    "Minister Ada Lind sails to Norway in May. Norway is an exporter of gas. It also has deep harbours. That would be enough for a visit.",
    "“Norway is a good neighbour, so it is no wonder that she goes. She needs to sound out the new cabinet,” Karl Berg told the Post.",
    "She may seek to lease a harbour in the north. However, Mr. Berg thinks that a lease is hard to get.",
    "Whether she has the money is another matter. Norway is a member of NATO.",
    "In March Finland met Norway in Oslo.",
)
TEXT = "\n\n".join(PARAGRAPHS)
HARD = "However, Mr. Berg thinks that a lease is hard to get"
POST = Publisher(name="Post", standing="state-controlled")
BERG = Ref(start=TEXT.index("Karl"), end=TEXT.index("Karl") + 9, entity="doc:d1/berg", name="Karl Berg")


def span(words: str) -> Span:
    return Span(start=TEXT.index(words), end=TEXT.index(words) + len(words))


def finding(id: str, words: str, **more: object) -> dict[str, object]:
    return {"document": "d1", "id": id, "spans": (span(words),), "text": words, "maker": "test", "confidence": 0.8, **more}


def explain(id: str, words: str, marker: str, kind: str, theme: str, **more: object) -> Explanation:
    at = span(marker)
    given = {"of": "v1", "proponent": None, "stance": "for", **more}
    return Explanation(**finding(id, words), reason=words, marker=marker, marker_span=at, marker_class=kind, theme=theme, **given)  # type: ignore[arg-type]


def make_harvest() -> Harvest:
    blocks, at = [], 0
    for n, p in enumerate(PARAGRAPHS):
        blocks.append(Block(kind="paragraph" if n else "title", start=at, end=at + len(p)))
        at += len(p) + 2
    document = Document(
        id="d1",
        source="post.txt",
        title=PARAGRAPHS[0],
        published="2024-05-01",
        publisher=POST,
        author=None,
        url=None,
        language="en",
        text=TEXT,
        blocks=tuple(blocks),
    )
    said = {"proponent": BERG, "reported_by": "q1"}
    explanations = (
        explain("x1", "It also has deep harbours", "That would be enough for", "cause", "resources"),
        replace(explain("x2", "Norway is a good neighbour", "it is no wonder that", "cause", "rivalry"), **said),  # type: ignore[arg-type]
        replace(explain("x3", "sound out the new cabinet", "needs to", "interest", "leadership"), **said),  # type: ignore[arg-type]
        explain("x4", "lease a harbour in the north", "seek to", "interest", "foothold"),
        explain(
            "x5",
            "However, Mr. Berg thinks that a lease is hard to get",
            "hard to get",
            "obstacle",
            "foothold",
            stance="against",
            proponent=BERG,
        ),
        explain("x6", "Whether she has the money is another matter", "is another matter", "doubt", "means", stance="against"),
        explain("x7", "Norway is a member of NATO", "member of", "bond", "alignment", stance="against"),
    )
    row = VerdictRow(table="memberships", row="memberships:org:NATO/NOR", source="nato.int")
    norway, finland = Actor(entity="NOR", name="Norway", country="NOR"), Actor(entity="FIN", name="Finland", country="FIN")
    findings = Findings(
        visits=(Visit(**finding("v1", "sails to Norway"), visitor=norway),),  # type: ignore[arg-type]
        events=(Event(**finding("e1", "Finland met Norway"), type="CONSULT", actors=(finland,), recipients=(norway,)),),  # type: ignore[arg-type]
        claims=(
            Claim(
                **finding("c1", "Norway is a member of NATO"),
                type="membership",
                subject=norway,
                predicate="member",  # type: ignore[arg-type]
                verdict=Verdict(label="supported", basis="table", as_of="2024-05-01", rows=(row,)),
            ),
        ),
        explanations=explanations,
    )
    return Harvest(document=document, findings=findings)


@pytest.fixture
def puzzle() -> Puzzle:
    return draft_puzzle([make_harvest()], day="2024-05-03")


def test_hypotheses_are_readable_and_have_their_proponents(puzzle: Puzzle) -> None:
    assert puzzle.question == "Why does Minister Ada Lind sail to Norway?"
    told = {h.text: h.proponents for h in puzzle.hypotheses}
    assert told == {
        "The aim is to sound out the new cabinet": ("Karl Berg",),  # with the cause that he gives in the same breath
        "It [Norway] also has deep harbours": ("Post",),
        "The aim is to lease a harbour in the north": ("Post",),
    }


def test_items_have_speakers_grades_and_what_the_tables_say(puzzle: Puzzle) -> None:
    by = {e.id: e for e in puzzle.evidence}
    nato = next(e for e in by.values() if "NATO" in e.text)
    assert (nato.credibility, nato.kind) == ("1", "information")
    assert any(c.row == "memberships:org:NATO/NOR" for c in nato.cites) and any(c.verdict == "supported" for c in nato.cites)
    berg = next(e for e in by.values() if "sound out" in e.text)
    assert berg.speaker == "Karl Berg" and (berg.reliability, berg.credibility) == ("F", "6")
    assert next(e for e in by.values() if "lease a harbour" in e.text).reliability == "D"
    assert any("Finland met Norway" in e.text for e in by.values())
    assert {e.origin for e in by.values()} == {"d1"}


def test_ratings_are_drafts_with_their_reason(puzzle: Puzzle) -> None:
    assert all(r.draft and r.rater == "dragoman" and r.reason and r.date == "2024-05-03" for r in puzzle.ratings)
    texts, items = {h.id: h.text for h in puzzle.hypotheses}, {e.id: e.text for e in puzzle.evidence}
    lease = next(i for i, t in items.items() if "hard to get" in t)
    assert [(texts[r.hypothesis], r.value) for r in puzzle.ratings if r.evidence == lease] == [
        ("The aim is to lease a harbour in the north", "I")
    ]
    money = next(i for i, t in items.items() if "money" in t)
    assert [r.value for r in puzzle.ratings if r.evidence == money] == ["I"] * 3
    assert weigh_puzzle(puzzle).state == "draft, unrated"


def test_cites_stand_in_the_text_and_the_file_gives_the_puzzle_back(puzzle: Puzzle) -> None:
    assert verify_cites(puzzle, {"d1": TEXT}) > 5
    assert read_puzzle(write_puzzle(puzzle)) == puzzle


def test_a_copy_adds_a_source_and_no_evidence(puzzle: Puzzle) -> None:
    one = make_harvest()
    other = replace(one, document=replace(one.document, id="d2", published="2024-05-02"), findings=_moved(one.findings))
    twice = draft_puzzle([one, other], day="2024-05-03")
    assert [s.origin for s in twice.sources] == ["d1", "d1"]
    assert [e.text.partition(": ")[2] for e in twice.evidence] == [e.text.partition(": ")[2] for e in puzzle.evidence]


def _moved(findings: Findings) -> Findings:
    names = ("visits", "events", "claims", "explanations")
    return replace(findings, **{n: tuple(replace(f, document="d2") for f in getattr(findings, n)) for n in names})


def test_an_update_adds_what_is_new_and_leaves_what_people_wrote(puzzle: Puzzle) -> None:
    first = make_harvest()
    first = replace(first, findings=replace(first.findings, explanations=first.findings.explanations[:3]))
    old = draft_puzzle([first], day="2024-05-02")
    rated = replace(old, ratings=(*old.ratings, Rating(evidence="e1", hypothesis="h2", value="II", rater="Ada", date="2024-05-02")))
    text = write_puzzle(rated) + "\n# checked by Ada\n"
    added = add_draft(rated, puzzle)
    grown = append_parts(text, added.parts, "Added on 2024-05-03")
    made = read_puzzle(grown)
    assert grown.startswith(text.rstrip())
    assert [h.text for h in made.hypotheses][:2] == [h.text for h in old.hypotheses] and len(made.hypotheses) == 3
    assert made.ratings[: len(rated.ratings)] == rated.ratings
    assert not any(add_draft(made, puzzle).counts.values())
    assert weigh_puzzle(made).cells  # it is whole


def test_nothing_explained_is_an_empty_draft_with_a_question() -> None:
    bare = replace(make_harvest(), findings=Findings())
    made = draft_puzzle([bare])
    assert made.hypotheses == () and made.question and read_puzzle(write_puzzle(made)) == made


def test_explanations_of_no_one_matter_are_told_by_their_sentences() -> None:
    one = make_harvest()
    loose = tuple(replace(x, of=None) for x in one.findings.explanations)
    made = draft_puzzle([replace(one, findings=replace(one.findings, explanations=loose))], question="What is behind it?")
    assert "She may seek to lease a harbour in the north." in [h.text for h in made.hypotheses]
    assert made.question == "What is behind it?"
