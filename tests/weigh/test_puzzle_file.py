"""The puzzle file: what is written is read back, and every breach is told by item and key."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing_cases import make_puzzle, whole_puzzles

from dragoman.errors import PuzzleError
from dragoman.records.puzzle import MOST_ITEMS, Evidence, Puzzle, Rating
from dragoman.weigh.file import read_puzzle
from dragoman.weigh.rules import check_puzzle
from dragoman.weigh.verify import verify_cites
from dragoman.weigh.writing import append_parts, quote, write_puzzle

TEXT = """
question = "Why was the bridge closed?"

[[sources]]
id = "d1"
length = 60

[[hypotheses]]
id = "h1"
text = "For repairs"

[[hypotheses]]
id = "h2"
text = "For a visit"

[[evidence]]
id = "e1"
text = "Lorries with steel came by night"
cites = [{ document = "d1", start = 4, end = 25, words = "Lorries with steel" }]

[[ratings]]
rater = "Ada"
date = 2024-05-01
[ratings.cells]
e1 = { h1 = "CC", h2 = 0.2 }
[ratings.reasons]
e1 = "steel is for repairs"
"""


def test_a_file_as_people_write_it() -> None:
    made = read_puzzle(TEXT)
    assert [r.value for r in made.ratings] == ["CC", 0.2]
    assert {r.reason for r in made.ratings} == {"steel is for repairs"} and made.ratings[0].date == "2024-05-01"
    assert made.evidence[0].reliability == "F" and made.sources[0].origin == "d1"


@given(puzzle=whole_puzzles())
@settings(max_examples=80, deadline=None)
def test_what_is_written_is_read_back(puzzle: Puzzle) -> None:
    made = read_puzzle(write_puzzle(puzzle))
    assert replace(made, ratings=()) == replace(puzzle, ratings=())
    assert sorted(map(repr, made.ratings)) == sorted(map(repr, puzzle.ratings))
    assert write_puzzle(made) == write_puzzle(read_puzzle(write_puzzle(made)))


@given(st.text())
def test_any_text_is_a_toml_string_without_marks_that_hide(text: str) -> None:
    line = quote(text)
    assert tomllib.loads(f"x = {line}")["x"] == text
    assert not any(c in line for c in "\u202e\u2066\n\r\x00\x1b")


def test_lone_surrogates_become_a_mark() -> None:
    assert quote("a\ud800b") == '"a\ufffdb"'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('question = "Why was the bridge closed?"', "", ["puzzle", "'question'"]),
        ('question = "Why was the bridge closed?"', 'question = "x"\nfoo = 1', ["puzzle", "'foo'"]),
        ("start = 4, end = 25", "start = 4, end = 99", ["evidence 'e1', cite 1", "'end'", "60 code points"]),
        ("start = 4, end = 25", "start = 25, end = 4", ["evidence 'e1', cite 1", "'start'"]),
        ("start = 4, end = 25", "start = 4, end = 6", ["evidence 'e1', cite 1", "'words'"]),
        ("start = 4, end = 25", "start = 4", ["evidence 'e1', cite 1", "'end'", "missing"]),
        ('document = "d1"', 'document = "d9"', ["evidence 'e1', cite 1", "'document'", "'d9'"]),
        ('id = "h2"', 'id = "h1"', ["hypothesis 'h1'", "'id'"]),
        ('id = "e1"', 'id = "e 1"', ["evidence", "'id'", "'e 1'"]),
        ('id = "h2"\n', "", ["hypothesis 2", "'id'"]),
        ('h1 = "CC"', 'h1 = "CCC"', ["'e1'", "'h1'", "'CCC'", "scale"]),
        ("h2 = 0.2", "h2 = 1.2", ["'e1'", "'h2'", "1.2", "scale"]),
        ("h2 = 0.2", "h2 = nan", ["'e1'", "'h2'", "scale"]),
        ("h2 = 0.2", "h2 = true", ["'e1'", "'h2'", "true or false"]),
        ("h2 = 0.2", "h3 = 0.2", ["'e1'", "'h3'", "hypotheses"]),
        ("e1 = {", 'e7 = { h1 = "C" }\ne1 = {', ["'e7'", "evidence"]),
        ('rater = "Ada"\n', "", ["ratings sheet 1", "'rater'"]),
        ("date = 2024-05-01", 'date = "May"', ["Ada", "'date'", "'May'"]),
        ('text = "For a visit"', "text = 7", ["hypothesis 'h2'", "'text'", "a number"]),
        ('text = "For a visit"', 'text = "For a visit"\nprior = 1.5', ["hypothesis 'h2'", "'prior'"]),
        ('text = "For a visit"', 'text = "For a visit"\nprior = "1"', ["hypothesis 'h2'", "'prior'", "a number"]),
        ('text = "Lorries', 'reliability = "G"\ntext = "Lorries', ["evidence 'e1'", "'reliability'", "'G'"]),
        ('text = "Lorries', 'credibility = 7\ntext = "Lorries', ["evidence 'e1'", "'credibility'", "'7'"]),
        ('text = "Lorries', 'weight = -1\ntext = "Lorries', ["evidence 'e1'", "'weight'"]),
        ('text = "Lorries', 'copy_of = "e1"\ntext = "Lorries', ["evidence 'e1'", "'copy_of'"]),
        ("[[evidence]]", "evidence = 3\n[[x]]", ["evidence"]),
        ('e1 = "steel', 'e2 = "steel', ["'e2'", "reasons"]),
        ("[[ratings]]", "[[ratings", ["not TOML", "line"]),
    ],
)
def test_a_breach_names_the_item_and_the_key(old: str, new: str, told: list[str]) -> None:
    assert old in TEXT
    with pytest.raises(PuzzleError) as caught:
        read_puzzle(TEXT.replace(old, new, 1), "bridge.toml")
    message = str(caught.value)
    assert message.startswith("bridge.toml: ") and "\n" not in message
    assert all(part in message for part in told), message


def test_priors_that_cannot_sum_to_one() -> None:
    puzzle = make_puzzle([["C", "C"]])
    for priors in ((0.7, 0.7), (0.2, 0.2)):
        stated = tuple(replace(h, prior=p) for h, p in zip(puzzle.hypotheses, priors, strict=True))
        with pytest.raises(PuzzleError, match="'prior'"):
            check_puzzle(replace(puzzle, hypotheses=stated))


def test_a_cell_rated_twice_on_one_day() -> None:
    puzzle = make_puzzle([["C", "C"]])
    again = Rating(evidence="e0", hypothesis="h0", value="I", rater="Ada", date="2024-05-01")
    with pytest.raises(PuzzleError, match="rated twice"):
        check_puzzle(replace(puzzle, ratings=(*puzzle.ratings, again)))


def test_more_than_five_thousand_items() -> None:
    items = tuple(Evidence(id=f"e{n}", text="x") for n in range(MOST_ITEMS + 1))
    with pytest.raises(PuzzleError, match=r"'e5000'.*5,001.*at most 5,000"):
        check_puzzle(replace(make_puzzle([["C"]]), evidence=items, ratings=()))


def test_cites_are_held_against_the_text() -> None:
    puzzle = read_puzzle(TEXT)
    text = "The Lorries with steel   came by night, said the watchman.  "
    assert verify_cites(replace(puzzle, evidence=(_cite(puzzle, 4, 22),)), {"d1": text}) == 1
    assert verify_cites(puzzle, {"d2": text}) == 0
    with pytest.raises(PuzzleError, match=r"evidence 'e1', cite 1, key 'words'.*stand"):
        verify_cites(puzzle, {"d1": text.replace("steel", "stone")})
    with pytest.raises(PuzzleError, match=r"evidence 'e1', cite 1, key 'end': 25 lies outside"):
        verify_cites(puzzle, {"d1": "short"})


def _cite(puzzle: Puzzle, start: int, end: int) -> Evidence:
    item = puzzle.evidence[0]
    return replace(item, cites=(replace(item.cites[0], start=start, end=end),))


def test_what_is_added_stands_after_what_people_wrote() -> None:
    text = "# my own comment\n" + TEXT
    added = Puzzle(question="", evidence=(Evidence(id="e2", text="A flag was raised"),))
    grown = append_parts(text, added, "Added today")
    assert grown.startswith(text.rstrip()) and "# Added today" in grown
    assert [e.id for e in read_puzzle(grown).evidence] == ["e1", "e2"]
    assert append_parts(text, Puzzle(question=""), "nothing") == text
