"""Who is let in, and what is turned away before a page sees it."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from browsing import BASE, Browser
from fastapi.testclient import TestClient

from dragoman.web.guard import MAX_BODY, POLICY
from dragoman.web.session import make_session

PAGES = (
    "/", "/article?d=d1", "/article?d=d1&f=c1", "/article/panel?d=d1&f=v1", "/article?d=d1&add=quote", "/claims", "/forecasts", "/visits",
    "/actors", "/actor?id=NOR", "/puzzles", "/brief", "/history", "/help", "/search?q=talks", "/jobs", "/nowhere", "/article?d=none",
)  # fmt: skip
POSTS = (
    "/theme", "/add/file", "/add/text", "/add/url", "/judge", "/correct", "/add/finding", "/note", "/undo", "/resolve", "/puzzles",
    "/puzzle/rate", "/puzzle/item", "/puzzle/grade",
)  # fmt: skip


def paths(routes: list[object]) -> Iterator[tuple[str, set[str]]]:
    """Every route of the app, those of included routers too."""
    for route in routes:
        inner = getattr(getattr(route, "original_router", None), "routes", None)
        if inner is not None:
            yield from paths(inner)
        elif getattr(route, "methods", None):
            yield route.path, set(route.methods)  # type: ignore[attr-defined]


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_lists_name_every_route(browser: Browser) -> None:
    found = list(paths(browser.client.app.routes))  # type: ignore[attr-defined]
    assert {p for p, m in found if "POST" in m} == set(POSTS)
    gets = {p for p, m in found if "GET" in m} - {"/open", "/puzzle", "/puzzle/export", "/brief/export"}
    assert gets == {p.partition("?")[0] for p in PAGES} - {"/nowhere"}


def test_token_serves_once(browser: Browser) -> None:
    with TestClient(browser.client.app, base_url=BASE, follow_redirects=False) as other:  # type: ignore[arg-type]
        assert other.get(f"/open?token={browser.session.token}").status_code == 401
        assert other.get("/open?token=wrong").status_code == 401
        assert other.get("/").status_code == 401
        assert other.get("/", headers={"Cookie": f"{browser.session.cookie_name}=guess"}).status_code == 401


def test_wrong_token_spends_nothing() -> None:
    session = make_session(1, "ann")
    assert not session.redeem("")
    assert not session.redeem("é" * 40)
    assert session.redeem(session.token)
    assert not session.redeem(session.token)


def test_cookie_is_out_of_reach_of_scripts_and_sites(browser: Browser) -> None:
    session = make_session(8000, "ann")
    browser.client.app.state.desk.session._used = False  # type: ignore[attr-defined]
    reply = browser.client.get(f"/open?token={browser.session.token}")
    told = reply.headers["set-cookie"].casefold()
    assert "httponly" in told and "samesite=strict" in told and "domain" not in told
    assert session.cookie_name != browser.session.cookie_name
    assert browser.session.token not in repr(browser.session) and browser.session.cookie not in repr(browser.session)


@pytest.mark.parametrize("path", [*PAGES, "/brief/export?format=md", "/puzzle?id=x"])
def test_strangers_see_nothing(browser: Browser, path: str) -> None:
    browser.client.cookies.clear()
    reply = browser.client.get(path)
    assert reply.status_code == 401
    assert "Oslo" not in reply.text and reply.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:9", "127.0.0.1.evil.example:8000", "[::1]:8000", "", "localhost:8000.", "127.1:8000"]
)
def test_foreign_host_is_refused(browser: Browser, host: str) -> None:
    for path in ("/", "/static/main.js", f"/open?token={browser.session.token}"):
        assert browser.client.get(path, headers={"Host": host}).status_code == 421


def test_localhost_is_ours(browser: Browser) -> None:
    cookie = {"Cookie": f"{browser.session.cookie_name}={browser.session.cookie}"}
    assert browser.client.get("/", headers={"Host": "localhost:8000", **cookie}).status_code == 200


@pytest.mark.parametrize("path", POSTS)
def test_post_needs_our_origin_and_token(browser: Browser, path: str) -> None:
    csrf = browser.session.csrf
    for origin in ("https://evil.example", "null", "http://127.0.0.1:9000", "http://127.0.0.1:8000.evil.example", None):
        headers = {"Origin": origin} if origin else {}
        assert browser.client.post(path, data={"csrf": csrf}, headers=headers).status_code == 403
    for token in ("", "wrong", csrf[:-1], csrf + "x"):
        assert browser.client.post(path, data={"csrf": token}, headers={"Origin": BASE}).status_code in (403, 422)
        assert browser.client.post(path, headers={"Origin": BASE, "X-CSRF-Token": token}).status_code in (403, 422)
    for site in ("cross-site", "same-site"):  # another port of this machine is the same site
        assert browser.client.post(path, data={"csrf": csrf}, headers={"Origin": BASE, "Sec-Fetch-Site": site}).status_code == 403


def test_forged_forms_change_nothing(browser: Browser) -> None:
    before = browser.client.app.state.desk.case.actions()  # type: ignore[attr-defined]
    fields = {"document": "d1", "finding": "c1", "act": "reject", "next": "/"}
    assert browser.client.post("/judge", data=fields, headers={"Origin": BASE}).status_code == 403
    assert browser.client.post("/judge", data={**fields, "csrf": "x"}, headers={"Origin": BASE}).status_code == 403
    assert (
        browser.client.post("/judge", data={**fields, "csrf": browser.session.csrf}, headers={"Origin": "https://evil.example"}).status_code
        == 403
    )
    assert browser.client.app.state.desk.case.actions() == before  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", PAGES)
def test_policy_and_nothing_inline(browser: Browser, path: str) -> None:
    reply = browser.client.get(path)
    assert reply.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY and "default-src 'none'" in POLICY
    assert reply.headers["x-content-type-options"] == "nosniff" and reply.headers["cache-control"] == "no-store"
    for tag, attributes in Tags(reply.text).found:
        assert tag != "style" and "style" not in attributes
        assert tag != "script" or attributes.get("src", "").startswith("/static/")  # type: ignore[union-attr]
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "href", "action"):
            address = attributes.get(name) or ""
            assert address.startswith(("/", "#", "https://example.org/")) or not address, (tag, attributes)


def test_large_bodies_are_refused_with_a_word(browser: Browser) -> None:
    headers = {"Origin": BASE, "Content-Type": "application/x-www-form-urlencoded"}
    reply = browser.client.post("/add/text", content=b"text=", headers={**headers, "Content-Length": str(MAX_BODY + 1)})
    assert reply.status_code == 413 and "split it" in reply.text

    def pieces() -> Iterator[bytes]:
        yield f"csrf={browser.session.csrf}&text=".encode()
        for _ in range(22):
            yield b"a" * 1_000_000

    reply = browser.client.post("/add/text", content=pieces(), headers=headers)
    assert reply.status_code == 413 and "split it" in reply.text
    assert browser.client.get("/jobs").text.strip() == ""


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/..%2f..%2fpyproject.toml",
    ],
)
def test_no_path_leads_out(browser: Browser, path: str) -> None:
    reply = browser.client.get(path)
    assert reply.status_code == 404
    assert "import" not in reply.text.partition("<main")[2] and "root:" not in reply.text


def test_redirects_stay_here(browser: Browser) -> None:
    for away in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil", "/a\r\nSet-Cookie: a=b"):
        assert browser.post("/theme", {"theme": "dark", "next": away}) == "/"
    assert browser.post("/theme", {"theme": "dark", "next": "/claims?verdict=partly"}) == "/claims?verdict=partly"
    assert 'data-theme="dark"' in browser.get("/")
    browser.post("/theme", {"theme": '"><script>', "next": "/"})
    assert 'data-theme="auto"' in browser.get("/")


def test_a_fault_of_ours_is_told_without_its_insides(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(browser.client.app.state.desk.case), "facets", lambda self: 1 / 0)  # type: ignore[attr-defined]
    reply = browser.client.get("/")
    assert reply.status_code == 500 and "the case is unharmed" in reply.text and "division" not in reply.text
    assert reply.headers["content-security-policy"] == POLICY


def test_other_methods_and_sockets_are_refused(browser: Browser) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert browser.client.request(method, "/").status_code == 405
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert browser.client.get(path).status_code == 404
