"""A weighing as page, picture, Markdown and JSON: whole, and harmless whatever the puzzle says."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from dragoman.export.heatmap import describe_matrix, draw_matrix
from dragoman.export.weighing import write_weighing_json, write_weighing_markdown
from dragoman.export.weighing_html import write_weighing_html
from dragoman.export.weighing_words import figure, percent, tell_removals
from dragoman.records.puzzle import Cite, Evidence, Hypothesis, Indicator, Judgement, Puzzle, Rating, Sensitivity, Source
from dragoman.weigh.weighing import weigh_puzzle

EVIL = '<script>alert(1)</script> "quoted" & <img src=x onerror=y> | `code` \u202e'


def make(text: str = "plain words", draft: bool = False) -> Puzzle:
    return Puzzle(
        question=f"Why? {text}",
        as_of="2024-05-01",
        sources=(Source(id="d1", label=f"The Post {text}", origin="d1", standing="private", length=900),),
        hypotheses=(Hypothesis(id="h1", text=f"One {text}", proponents=(text,)), Hypothesis(id="h2", text="Two")),
        evidence=(
            Evidence(id="e1", text=f"Item {text}", origin="d1", cites=(Cite(document="d1", start=0, end=800, words=text),)),
            Evidence(id="e2", text="Other", origin="d1", cites=(Cite(row=text, source=text, agrees=False),)),
            Evidence(id="e3", text="Unrated", origin=text),
        ),
        ratings=(
            Rating(evidence="e1", hypothesis="h1", value="II", rater=text, date="2024-05-01", reason=text, draft=draft),
            Rating(evidence="e2", hypothesis="h2", value="C", rater="Karl", date="2024-05-01", draft=draft),
            Rating(evidence="e2", hypothesis="h2", value="I", rater="Ada", date="2024-05-01", draft=draft),
        ),
        judgements=(Judgement(rater=text, date="2024-05-01", probabilities=(("h1", 0.2), ("h2", 0.5))),) if not draft else (),
        indicators=(Indicator(hypothesis="h1", text=text),),
        assumptions=(text,),
    )


class Tags(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))


@pytest.mark.parametrize("orientation", ["hypotheses", "evidence"])
def test_the_page_is_self_contained_and_escapes_everything(orientation: str) -> None:
    puzzle = make(EVIL)
    page = write_weighing_html(puzzle, weigh_puzzle(puzzle), orientation)
    tags = Tags()
    tags.feed(page)
    names = {tag for tag, _ in tags.seen}
    assert not names & {"script", "img", "link", "iframe", "object"}
    assert not any(name.startswith("on") or name in ("style", "src") for _, attrs in tags.seen for name, _ in attrs)
    assert "\u202e" not in page and "default-src 'none'" in page
    for part in ("Explanations", "Matrix", "Evidence", "What the lead rests on", "Assumptions", "Watch for", "Sources"):
        assert f">{part}" in page


@pytest.mark.parametrize("orientation", ["hypotheses", "evidence"])
def test_the_picture_has_words_a_letter_and_a_colour_in_each_cell(orientation: str) -> None:
    made = weigh_puzzle(make(EVIL))
    picture = ElementTree.fromstring(draw_matrix(made, orientation))
    name = "{http://www.w3.org/2000/svg}"
    assert f"{orientation} in rows" in (picture.findtext(f"{name}title") or "")
    assert picture.findtext(f"{name}desc") == describe_matrix(made)
    cells = picture.findall(f"{name}g")
    assert len(cells) == 6
    letters = [c.findtext(f"{name}text") for c in cells]
    assert sorted(letters) == sorted(["II", "N*", "·", "·", "·", "·"]) or "I*" in letters or "C*" in letters
    fills = {c.find(f"{name}rect").get("fill") for c in cells}  # type: ignore[union-attr]
    assert len(fills) == 3


def test_drafts_are_told_in_every_format() -> None:
    puzzle = make(draft=True)
    made = weigh_puzzle(puzzle)
    assert "draft, unrated" in write_weighing_html(puzzle, made) and "draft of the machine" in draw_matrix(made)
    assert write_weighing_markdown(puzzle, made).count("Draft, unrated") == 1
    assert json.loads(write_weighing_json(made))["draft"] is True


def test_markdown_has_tables_that_hold() -> None:
    puzzle = make(EVIL)
    text = write_weighing_markdown(puzzle, weigh_puzzle(puzzle), "evidence")
    assert "<script>" not in text
    tables = re.findall(r"(?m)^\|.*\|$", text)
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in tables if line.startswith("| e")}
    assert widths == {4, 6}  # the matrix with two hypotheses, and the list of evidence


def test_json_is_the_contract() -> None:
    made = json.loads(write_weighing_json(weigh_puzzle(make())))
    assert made["sensitivity"]["flip"] == [] or isinstance(made["sensitivity"]["flip"][0], str)
    assert set(made["sensitivity"]["by_measure"]) == {"inconsistency", "weighted", "posterior"}
    assert made["leaders"] == ["h2"] and made["hypotheses"][0]["judged"] == pytest.approx(0.35)


def test_removals_in_words() -> None:
    told = Sensitivity(measure="weighted", leaders=("h1",), flip=(("e1", "e2"),), tie=(("e1",),))
    assert tell_removals(told) == ["The lead would change without e1 and e2 together.", "It would be shared without e1 alone."]
    many = replace(told, flip=(tuple(f"e{n}" for n in range(40)),), tie=(), more=True)
    assert "and 30 more together" in tell_removals(many)[0] and "Other sets" in tell_removals(many)[0]
    assert "No removal" in tell_removals(replace(told, flip=(), tie=()))[0]


def test_figures_never_round_something_to_nothing() -> None:
    assert [percent(p) for p in (0, 0.001, 0.5, 0.999, 1)] == ["0%", "<1%", "50%", ">99%", "100%"]
    assert [figure(x) for x in (0, 0.001, 2, 2.5)] == ["0", "<0.01", "2", "2.5"]
