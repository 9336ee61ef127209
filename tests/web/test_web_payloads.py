"""Hostile words through every field and on every page: shown as words, never read as markup."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from browsing import Browser, open_browser
from payloads import PAYLOADS, fill_hostile_case, make_all, make_hostile

from dragoman.export.safe import one_line
from dragoman.records.findings import ANY_FINDING
from dragoman.records.spans import Span

TAGS = frozenset(
    "html head meta title link script body a header nav ul li form label input button span main h1 h2 h3 div section details summary "  # noqa: SIM905
    "textarea p small table caption thead tbody tr th td bdi b i time dialog dl dt dd kbd footer option select fieldset legend article "
    "aside blockquote svg path circle text rect line g desc polygon ol code q em figure figcaption mark del ins".split()
)
HIDDEN = {
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
    0x2028,
    0x2029,
}


class Audit(HTMLParser):
    """What a page is made of: tags that are none of ours, attributes that could act, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "xlink:href", "http-equiv", "background"):
                self.faults.append(f"<{tag} {name}={value}>")
            if name in ("href", "src", "action") and not (value or "").startswith(("/", "#", "https://example.org/")):
                self.faults.append(f"<{tag} {name}={value}>")
            if name in ("href", "src", "action") and (value or "").startswith("//"):
                self.faults.append(f"<{tag} {name}={value}>")
        if tag == "script" and not dict(attrs).get("src"):
            self.faults.append("an inline script")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}-->")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    path = tmp_path_factory.mktemp("hostile") / "<img src=x onerror=alert(1)>.dragoman"
    fill_hostile_case(path)
    yield from open_browser(path)


def check(page: str) -> Audit:
    audit = Audit(page)
    assert audit.faults == []
    loose = {f"U+{ord(c):04X}" for c in page} & {f"U+{c:04X}" for c in HIDDEN}
    assert loose == set()
    return audit


@pytest.mark.parametrize("path", [
    "/", "/?page=2", "/claims", "/claims?page=2", "/forecasts", "/visits", "/visits?page=2", "/actors", "/puzzles", "/puzzle?id=hostile",
    "/puzzle?id=hostile&by=hypotheses", "/brief", "/history", "/history?page=2", "/search?q=alert", "/search?q=alert&kind=finding", "/help",
])  # fmt: skip
def test_lists_show_payloads_as_words(hostile: Browser, path: str) -> None:
    check(hostile.get(path))


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_articles_panels_and_actors_show_payloads_as_words(hostile: Browser, number: int) -> None:
    words = one_line(PAYLOADS[number])
    for path in (f"/article?d=p{number}", *(f"/article/panel?d=p{number}&f={kind}1" for kind in "qevcfxm")):
        said = check(hostile.get(path)).words
        assert words[:40] in one_line("".join(said))
    check(hostile.get(f"/article?d=p{number}&add=mention&start=3&end=9"))
    reply = hostile.client.get("/actor", params={"id": f"doc:{PAYLOADS[number]}"})
    assert reply.status_code == 200
    check(reply.text)
    for path in ("/search", "/claims", "/visits", "/", "/actors", "/forecasts", "/history", *(("/brief",) if number % 5 == 0 else ())):
        name = {
            "/search": "q",
            "/claims": "speaker",
            "/forecasts": "speaker",
            "/visits": "actor",
            "/brief": "question",
            "/history": "d",
        }.get(path, "words")
        reply = hostile.client.get(path, params={name: PAYLOADS[number]} | ({"d": f"p{number}"} if path == "/brief" else {}))
        check(reply.text)


def test_error_pages_show_payloads_as_words(hostile: Browser) -> None:
    for payload in PAYLOADS:
        for name, path in (("d", "/article"), ("id", "/puzzle"), ("add", "/article?d=p1"), ("page", "/")):
            reply = hostile.client.get(path, params={name: payload} if "?" not in path else {"d": "p1", name: payload})
            assert reply.status_code in (404, 422), (path, payload)
            check(reply.text)


def test_exported_html_shows_payloads_as_words(hostile: Browser) -> None:
    for number in range(0, len(PAYLOADS), 7):
        page = hostile.get(f"/brief/export?format=html&d=p{number}&d=p{(number + 3) % 50}")
        outside = Audit(page)
        allowed = ("<style>", "<sup>", "<h4>", "<meta http-equiv=", "<title>", "an inline script", "<desc>")
        assert [f for f in outside.faults if not f.startswith(allowed)] == []
        assert page.count("<script>") == 1 and page.count("http-equiv") == 1
    name = hostile.client.get("/brief/export?format=json").headers["content-disposition"]
    assert name == 'attachment; filename="-img-src-x-onerror-alert-1--.json"'


def test_no_url_that_acts_is_linked(hostile: Browser) -> None:
    for number in range(len(PAYLOADS)):
        page = hostile.get(f"/article?d=p{number}")
        for part in page.split('href="')[1:]:
            assert part.startswith(("/", "#", "https://example.org/"))


def test_paths_of_the_audit(oslo: ModuleType, tmp_path: Path) -> None:
    """The audit itself sees what it is to see."""
    for bad in ("<img src=/x onerror=1>", "<a href=javascript:1>", "<p style=x>", "<!-- x -->", "<script>1</script>", "<a href=//evil>"):
        assert Audit(bad).faults
    assert all(isinstance(f, ANY_FINDING) for f in make_all(make_hostile(0, "x").document, "x", Span(start=0, end=1)).every())
