"""The PDF: the brief's own words and links on pages, the same bytes every time, nothing fetched, hostile text harmless."""

import builtins
import sys
from dataclasses import replace
from typing import Any

import pytest

from dragoman.compose.brief import write_brief
from dragoman.errors import UsageError
from dragoman.export.pdf import write_page, write_pdf
from dragoman.records.brief import Brief
from dragoman.records.harvest import Harvest

HOSTILE = '</style><script>x</script><img src="http://example.org/x.png">\u202e\x00\x1b[31m\ud800 & “<b>”'


def brief_of(harvest: Harvest) -> Brief:
    return write_brief([harvest], as_of=None, today="2024-06-01")


def spoil(harvest: Harvest) -> Harvest:
    """Return the harvest with hostile words wherever words of an article are shown."""
    quote = replace(harvest.findings.quotes[0], role=HOSTILE, venue=HOSTILE)
    visit = replace(harvest.findings.visits[0], role=HOSTILE)
    document = replace(harvest.document, title=HOSTILE, author=HOSTILE, publisher=replace(harvest.document.publisher, name=HOSTILE))  # type: ignore[type-var]
    return replace(harvest, document=document, findings=replace(harvest.findings, quotes=(quote,), visits=(visit,)))


def has_pango() -> bool:
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


needs_pango = pytest.mark.skipif(not has_pango(), reason="needs Pango (scripts/install_system.sh)")


@needs_pango
def test_pages_hold_the_words_and_the_links(harvest: Harvest) -> None:
    from weasyprint import HTML

    brief = brief_of(harvest)
    document = HTML(string=write_page(brief)).render()
    assert document.metadata.title == brief.title.text
    assert document.metadata.generator == brief.maker
    text = "".join(_words(p._page_box) for p in document.pages)
    for words in ("Bottom line", "Ada Lind", "Who says why", "Cited words, rows and sources", "◇"):
        assert words.replace(" ", "") in text.replace(" ", "")
    inner = [link for page in document.pages for link in page.links if link[0] == "internal"]
    assert len(inner) > 20


def _words(box: Any) -> str:
    return getattr(box, "text", "") + "".join(_words(child) for child in getattr(box, "children", ()) or ())


@needs_pango
def test_same_brief_has_the_same_bytes(harvest: Harvest) -> None:
    first = write_pdf(brief_of(harvest))
    assert first.startswith(b"%PDF-")
    assert first == write_pdf(brief_of(harvest))


@needs_pango
def test_hostile_text_stays_text(harvest: Harvest) -> None:
    assert write_pdf(brief_of(spoil(harvest))).startswith(b"%PDF-")
    page = write_page(brief_of(spoil(harvest)))
    assert "<script" not in page and "<img" not in page and page.count("<style>") == page.count("</style>") == 1
    assert not any(c in page for c in "\u202e\x00\x1b\ud800")


def test_page_refers_to_nothing_outside(harvest: Harvest) -> None:
    page = write_page(brief_of(harvest))
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "") and "url(" not in page


def test_without_pango_one_line_names_what_to_install(harvest: Harvest, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def fail(name: str, *args: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': no such file\nmore lines")
        return real(name, *args, **more)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", fail)
    with pytest.raises(UsageError) as caught:
        write_pdf(brief_of(harvest))
    assert "libpango-1.0-0" in str(caught.value) and "--format html" in str(caught.value)
    assert "\n" not in str(caught.value)
