"""The Word document: headings, tables, links that lead somewhere, the same bytes every time, hostile text harmless."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn

from dragoman.compose.brief import write_brief
from dragoman.export.docx import write_docx
from dragoman.records.brief import Brief, Chance, Chances, Citation, Moment, Section, Timeline
from dragoman.records.harvest import Harvest


def brief_of(harvest: Harvest) -> Brief:
    return write_brief([harvest], as_of=None, today="2024-06-01")


def open_docx(brief: Brief) -> Any:
    return docx.Document(BytesIO(write_docx(brief)))


def all_text(document: Any) -> str:
    return "\n".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


def test_headings_and_tables_are_those_of_the_brief(harvest: Harvest) -> None:
    brief = brief_of(harvest)
    document = open_docx(brief)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [*(s.heading for s in brief.sections), "Cited words, rows and sources"]
    assert next(p for p in document.paragraphs if p.style.name == "Title").text.startswith(brief.title.text)
    tables = [s.table for s in brief.sections if s.table]
    plots = sum(len(s.plots) for s in brief.sections)
    assert len(document.tables) == len(tables) + plots
    assert document.tables[plots].rows[0].cells[0].text == tables[0].columns[0]
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_every_statement_is_there_and_every_link_has_its_bookmark(harvest: Harvest) -> None:
    brief = brief_of(harvest)
    document = open_docx(brief)
    text = all_text(document)
    for s in brief.statements():
        assert s.text in text
    body = document.element.body
    targets = {e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))}
    links = [e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink"))]
    assert len(links) > 20
    assert set(links) <= targets


def test_same_brief_has_the_same_bytes_and_no_clock(harvest: Harvest) -> None:
    first = write_docx(brief_of(harvest))
    assert first == write_docx(brief_of(harvest))
    with ZipFile(BytesIO(first)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    told = docx.Document(BytesIO(first)).core_properties
    assert (told.created.isoformat()[:10], told.author) == ("2024-06-01", brief_of(harvest).maker)


def test_hostile_text_stays_text(harvest: Harvest) -> None:
    evil = '</w:t><w:br/>\x00\x0b\x1f\ufffe\ud800\u202e <script> & "x"'
    quote = replace(harvest.findings.quotes[0], role=evil, venue=evil)
    document = replace(harvest.document, title=evil, author=evil)
    made = write_docx(brief_of(replace(harvest, document=document, findings=replace(harvest.findings, quotes=(quote,)))))
    text = all_text(docx.Document(BytesIO(made)))
    assert "</w:t><w:br/>" in text
    assert "⟨U+202E⟩" in text
    assert not re.search("[\u0000-\u0008\u000b\u000e-\u001f\ud800-\udfff\ufffe\u202e]", text)


def test_plots_are_tables(harvest: Harvest) -> None:
    brief = brief_of(harvest)
    moment = Moment(label="talks", start="2021-05-01", end="2021-05-02", status="under_way", lane="table", citations=(Citation(row="t:1"),))
    plots = (
        Timeline(title="When", description="", moments=(moment,)),
        Chances(title="How likely", description="", chances=(Chance(id="h1", text="gas", p=0.7, low=0.5, high=0.9, leads=True),)),
    )
    section = Section(id="x", heading="X", before=brief.sections[0].before, plots=plots)
    tables = open_docx(replace(brief, sections=(section,))).tables
    assert [c.text for c in tables[0].rows[1].cells] == ["2021-05-01 to 2021-05-02", "talks", "under way", "a table"]
    assert [c.text for c in tables[1].rows[1].cells] == ["h1 (leads)", "gas", "70%", "50% to 90%"]
