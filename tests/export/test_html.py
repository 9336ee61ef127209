"""The page: every link has its target, overlapping citations are all marked, and nothing of an article is markup."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.compose.brief import write_brief
from dragoman.export.article import write_article
from dragoman.export.html import write_html
from dragoman.export.notes import Note
from dragoman.records.brief import Citation, Ground
from dragoman.records.document import Block, Document
from dragoman.records.harvest import Harvest
from dragoman.records.puzzle import Evidence, Hypothesis, Indicator, Puzzle, Rating, Source
from dragoman.records.spans import Span
from dragoman.weigh.weighing import weigh_puzzle

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Reader(HTMLParser):
    """Collects tags, ids, links and marked text, and checks that every tag is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.keys: list[str] = []
        self.marked: dict[str, str] = {}
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        told = dict(attrs)
        self.attributes |= set(told)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if tag == "a" else []
        if tag == "mark":
            self.keys = (told.get("data-c") or "").split()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "mark":
            self.keys = []

    def handle_data(self, data: str) -> None:
        for key in self.keys:
            self.marked[key] = self.marked.get(key, "") + data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


def write(*harvests: Harvest) -> str:
    return write_html(write_brief(harvests, as_of=None, today="2024-06-01"))


def test_every_link_has_one_target(harvest: Harvest) -> None:
    reader = read(write(harvest))
    assert len(reader.ids) == len(set(reader.ids))
    inner = [link[1:] for link in reader.links if link.startswith("#")]
    assert len(inner) > 20
    assert set(inner) <= set(reader.ids)


def test_cited_words_are_marked_whole_where_spans_overlap(harvest: Harvest) -> None:
    marked = read(write(harvest)).marked
    assert "Foreign Minister Ada Lind plans to visit Norway and Sweden in the first week of May." in marked.values()
    assert "Ada Lind" in marked.values()
    assert "plans to" in marked.values()


def test_policy_names_the_one_style_and_the_one_script(harvest: Harvest) -> None:
    page = write(harvest)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy.group(1)
    for tag in ("style", "script"):
        bodies = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert len(bodies) == 1
        assert b64encode(sha256(bodies[0].encode()).digest()).decode() in policy.group(1)


def test_page_loads_nothing_from_elsewhere(harvest: Harvest) -> None:
    reader = read(write(harvest))
    assert not reader.attributes & {"src", "srcset", "style", "onclick", "onerror", "onload"}
    assert not reader.tags & {"img", "iframe", "link", "object", "embed", "form"}


def test_markup_in_an_article_is_shown_not_run(harvest: Harvest) -> None:
    evil = '</mark></style><script>alert(1)</script><img src=x onerror="a()">\u202egnp'
    text = evil + " " + harvest.document.text
    document = replace(
        harvest.document,
        title=evil,
        text=text,
        url="javascript:alert(1)",
        author=evil,
        blocks=(Block(kind='x" onclick="', start=0, end=len(evil)), Block(kind="paragraph", start=len(evil) + 1, end=len(text))),
    )
    page = write(replace(harvest, document=document))
    reader = read(page)
    assert "img" not in reader.tags
    assert page.count("<script>") == 1
    assert "onclick" not in reader.attributes
    assert all(link.startswith(("#", "https://")) for link in reader.links)
    assert "⟨U+202E⟩" in page
    assert "\u202e" not in page


def test_without_findings_the_page_still_reads(bare: Harvest) -> None:
    reader = read(write(bare))
    assert {"main", "aside", "article", "h1", "h2"} <= reader.tags


def test_every_choice_of_kinds_gives_a_page_whose_links_hold(harvest: Harvest) -> None:
    kinds = ("mentions", "quotes", "events", "visits", "claims", "forecasts", "explanations")
    for choice in product((True, False), repeat=len(kinds)):
        found = replace(harvest.findings, **{k: () for k, keep in zip(kinds, choice, strict=True) if not keep})
        reader = read(write(replace(harvest, findings=found)))
        assert {link[1:] for link in reader.links if link.startswith("#")} <= set(reader.ids)


def test_two_articles_stand_beside_the_brief(harvest: Harvest, bare: Harvest) -> None:
    other = replace(bare.document, id="d2", language='xx_bad"><b>')
    assert write(harvest, replace(bare, document=other)).count("<article") == 2


def test_long_article_is_cut_to_what_is_cited() -> None:
    lines = [f"Paragraph {i} with some words in it." for i in range(20_000)]
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(kind="paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    document = make(text, tuple(blocks))
    start = text.index("Paragraph 9000 ")
    page = write_article(document, "x", [note("1", start, start + 14)])
    assert len(page) < 10_000
    assert "Paragraph 9000</mark>" in page
    assert "Paragraph 8999 " in page
    assert "are not shown" in page


def test_one_line_of_megabytes_is_cut_too() -> None:
    text = "word " * 400_000
    page = write_article(make(text, ()), "x", [note("1", 1_000_000, 1_000_004)])
    assert len(page) < 20_000
    assert '<mark class="k-event" data-c="1">word</mark>' in page


def make(text: str, blocks: tuple[Block, ...]) -> Document:
    return Document(
        id="d", source="s", title=None, published=None, publisher=None, author=None, url=None, language=None, text=text, blocks=blocks
    )


def note(key: str, start: int, end: int) -> Note:
    return Note(key=key, citation=Citation(document="d", span=Span(start=start, end=end)), topics=("event",))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(alphabet="ab<&\"'\n \u202e", min_size=12, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=8),
    st.data(),
)
def test_any_spans_over_any_blocks_are_marked_exactly(text: str, spans: list[tuple[int, int]], data: st.DataObject) -> None:
    text = "a" + text.replace(" ", "b").replace("\n", "b").replace("\u202e", "c") + "a"
    cut = data.draw(st.integers(1, len(text) - 1))
    document = make(text, (Block(kind="title", start=0, end=cut), Block(kind="paragraph", start=cut, end=len(text))))
    ends = [(min(a, len(text) - 1), min(a + n, len(text))) for a, n in spans]
    notes = [note(str(i), a, b) for i, (a, b) in enumerate(ends)]
    reader = read(write_article(document, "x", notes))
    assert reader.marked == {str(i): text[a:b] for i, (a, b) in enumerate(ends)}
    assert sorted(reader.ids) == sorted(f"c{i}" for i in range(len(ends)))


def test_puzzle_and_plots_are_text_too(harvest: Harvest) -> None:
    evil = '"></svg><script>alert(1)</script><img src=x>\u202e'
    sources = (Source(id="d1", label=evil, origin="d1"),)
    puzzle = Puzzle(
        question=evil,
        sources=sources,
        hypotheses=tuple(Hypothesis(id=i, text=f"{i} {evil}") for i in ("h1", "h2")),
        evidence=(Evidence(id="e1", text=evil, origin="o", speaker=evil),),
        ratings=tuple(Rating(evidence="e1", hypothesis=h, value=v, rater=evil, date="2021-01-01") for h, v in (("h1", "CC"), ("h2", "II"))),
        assumptions=(evil,),
        indicators=(Indicator(hypothesis="h1", text=evil),),
    )
    ground = Ground(puzzle=puzzle, weighing=weigh_puzzle(puzzle))
    page = write_html(write_brief([harvest], as_of=None, today="2024-06-01", ground=ground))
    reader = read(page)
    assert "svg" in reader.tags and "img" not in reader.tags
    assert page.count("<script>") == 1 and "\u202e" not in page
    assert {link[1:] for link in reader.links if link.startswith("#")} <= set(reader.ids)
    assert not reader.attributes & {"src", "style", "onclick"}
