import pytest

from dragoman.clean.dates import match_date, normalise_date
from dragoman.clean.kinds import is_caption, is_heading, is_post, name_kinds
from dragoman.clean.lines import ends_sentence, split_lines
from dragoman.clean.provenance import find_house
from dragoman.clean.tags import is_furniture, match_byline, tag_lines


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("4 Jan, 2020 13:50Get short URL", "2020-01-04T13:50"),
        ("Published: Monday, March 3, 2022 at 9:05 p.m. GMT", "2022-03-03T21:05+00:00"),
        ("2021-11-30", "2021-11-30"),
        ("3rd of May 2021", "2021-05-03"),
        ("31 February 2021", None),
        ("May this year bring peace", None),
    ],
)
def test_match_date(words: str, iso: str | None) -> None:
    found = match_date(words)
    assert (found[0] if found else None) == iso


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("Sun, 23 May 2021 15:55:16 +0000", "2021-05-23T15:55:16+00:00"),
        ("2021-05-23T15:55:16Z", "2021-05-23T15:55:16+00:00"),
        ("2021-05", "2021-05"),
        ("soon", None),
        (None, None),
    ],
)
def test_normalise_date(value: str | None, iso: str | None) -> None:
    assert normalise_date(value) == iso


@pytest.mark.parametrize(
    ("line", "ends"),
    [("He left.", True), ("“He left.”", True), ("the U.S.", False), ("with Mr.", False), ("by John F.", False), ("and then", False)],
)
def test_ends_sentence(line: str, ends: bool) -> None:
    assert ends_sentence(line) is ends


def test_a_figure_that_opens_a_wrapped_line_is_no_item() -> None:
    lines = tag_lines(
        split_lines("The delegation came to the town on the evening of November\n7. It left the day after, as the\n8. Army had asked.")
    )
    assert [line.tag for line in lines] == [None, None, None]


def test_turns_need_more_than_one() -> None:
    assert [line.tag for line in tag_lines(split_lines("NOTE: The text is a draft.\nIt was not signed."))] == [None, None]


@pytest.mark.parametrize(
    ("line", "is_it"),
    [("12 Comments", True), ("Read more: The old line", True), ("Share this article", True), ("Share prices fell on Monday", False)],
)
def test_furniture(line: str, is_it: bool) -> None:
    assert is_furniture(line) is is_it


def test_kinds_of_blocks() -> None:
    assert is_caption("The minister at the port. © Reuters / A Person") and not is_caption("Reuters reported the visit on Monday.")
    assert is_heading("The road north", "The convoy left the town at noon and has not been seen since.") and not is_heading(
        "The road north", None
    )
    assert is_post("Good meeting with @minister today. #Corridor", None)
    assert not is_post("“We back the #Corridor,” she wrote, and @minister said nothing.", None)
    assert not is_post("She shared the hashtag #Corridor on Twitter.", "It began on Twitter.")
    assert name_kinds(["We were there.", "— A Person (@person) May 3, 2021", "The rest."], [None] * 3) == ["embed", "embed", "paragraph"]
    assert match_byline("By Jane Doe, BBC News") == "Jane Doe, BBC News" and match_byline("By the time he left") is None


def test_one_interview_does_not_tell_the_outlet() -> None:
    assert find_house("“No,” the envoy told Reuters on Monday.") is None
    house = find_house("GENEVA, May 3 (Reuters) - The envoy left on Monday.")
    assert house and house.outlet == "Reuters" and house.wire
