"""Findings as marks: cut at every edge, offsets in code points, hidden characters counted as what they are."""

from html.parser import HTMLParser
from types import ModuleType
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records.document import Block, Document
from dragoman.records.findings import Mention
from dragoman.records.spans import Span
from dragoman.store.rows import FindingRow
from dragoman.web.marks import PART, cut_parts, find_part, write_blocks, write_text


def make_row(id: str, *spans: tuple[int, int], kind: str = "mention", state: str = "machine") -> FindingRow:
    where = tuple(Span(start=s, end=e) for s, e in spans)
    record = Mention(
        document="d",
        id=id,
        spans=where,
        text="",
        maker="m",
        confidence=1.0,
        type="person",
        start=spans[0][0],
        end=spans[0][1],
        entity=None,
        name="n",
    )
    return FindingRow(document="d", id=id, kind=kind, record=record, state=state, speaker=None, title=None, outlet=None, published=None)


def make_document(text: str, *blocks: tuple[int, int]) -> Document:
    made = tuple(Block(kind="paragraph", start=s, end=e) for s, e in (blocks or ((0, len(text)),)))
    return Document(
        id="d", source="s", title=None, published=None, publisher=None, author=None, url=None, language="en", text=text, blocks=made
    )


class Offsets(HTMLParser):
    """Reads a block as the script of the page does: code points of its text, stand-ins counted by their number."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.at, self.stand, self.marked, self.open = 0, 0, {}, []  # type: ignore[var-annotated]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if "data-s" in a:
            self.at = int(a["data-s"] or 0)
        self.open.append(a)
        if a.get("class") == "ctl":
            self._take(int(a["data-n"] or 0))
            self.stand += 1

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop().get("class") == "ctl":
            self.stand -= 1

    def handle_data(self, data: str) -> None:
        if not self.stand:
            self._take(len(data))

    def _take(self, number: int) -> None:
        for a in self.open:
            for id in (a.get("data-f") or "").split():
                self.marked.setdefault(id, set()).update(range(self.at, self.at + number))
        self.at += number


def write(document: Document, *rows: FindingRow, **options: Any) -> str:
    blocks = [b for part in cut_parts(document) for b in part]
    return str(write_blocks(document, blocks, rows, options.get("on"), options.get("at")))


def test_overlaps_are_cut_and_carry_all_their_findings() -> None:
    page = write(make_document("abcdefghij"), make_row("m1", (0, 6), kind="quote"), make_row("m2", (3, 9), kind="claim"), on="m2")
    assert 'data-f="m1" data-k="quote"' in page and 'data-f="m2 m1"' in page and 'data-f="m2" data-k="claim"' in page
    assert page.count('class="m on"') == 2
    marked = Offsets(page).marked
    assert marked == {"m1": set(range(6)), "m2": set(range(3, 9))}


def test_each_finding_has_one_anchor_and_one_stop_of_the_tab_key() -> None:
    page = write(make_document("one two\n\nthree", (0, 7), (9, 14)), make_row("m1", (0, 3), (9, 14)))
    assert page.count('id="t-m1"') == 1
    assert page.count('tabindex="-1"') == 1 and page.count("<a ") == 2


def test_hidden_characters_keep_offsets() -> None:
    text = "a\u202eb\r\nc\U0001f6a2d\ufeff"
    page = write(make_document(text), make_row("m1", (5, 7)))
    assert "⟨U+202E⟩" in page and "\u202e" not in page and "\r" not in page
    assert Offsets(page).marked == {"m1": {5, 6}}


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6))
def test_marks_cover_what_the_spans_say(text: str, ranges: list[tuple[int, int]]) -> None:
    spans = [(min(s, len(text) - 1), min(s + n, len(text))) for s, n in ranges]
    rows = [make_row(f"m{i}", span) for i, span in enumerate(spans, 1)]
    page = write(make_document(text), *rows)
    marked = Offsets(page).marked
    for i, (start, end) in enumerate(spans, 1):
        seen = {p for p in range(start, end) if not text[p].isspace()}
        assert seen <= marked.get(f"m{i}", set()) | {p for p in range(start, end) if text[p].isspace() or not text[p].strip()}
        assert marked.get(f"m{i}", set()) <= set(range(start, end))


def test_long_texts_come_in_parts() -> None:
    text = "word " * 50_000
    parts = cut_parts(make_document(text))
    assert len(parts) > 4
    assert "".join(text[b.start : b.end] for part in parts for b in part) == text
    assert all(sum(b.end - b.start for b in part) <= PART for part in parts)
    assert find_part(parts, 0) == 0 and find_part(parts, len(text) - 1) == len(parts) - 1


def test_empty_text_has_one_part() -> None:
    assert cut_parts(make_document("", (0, 0))) == [[]]


def test_markup_is_text() -> None:
    assert str(write_text("<b>&\"'")) == "&lt;b&gt;&amp;&#34;&#39;"


def test_article_of_oslo_marks_every_finding(oslo: ModuleType) -> None:
    document = oslo.make_document()
    rows = [
        FindingRow(document="d1", id=f.id, kind=f.kind, record=f, state="machine", speaker=None, title=None, outlet=None, published=None)
        for f in oslo.make_findings().every()
    ]
    page = write(document, *rows)
    for row in rows:
        assert f'id="t-{row.id}"' in page
