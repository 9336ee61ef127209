"""What the pages show and what their forms do."""

import re
from html import unescape

import pytest
from browsing import BASE, Browser

from dragoman.records.puzzle import Evidence, Hypothesis, Puzzle
from dragoman.store.rows import About, FindingFilter
from dragoman.weigh.file import read_puzzle


def case_of(browser: Browser):  # type: ignore[no-untyped-def]
    return browser.client.app.state.desk.case  # type: ignore[attr-defined]


def words_of(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page.partition("<main")[2]).split())


def test_inbox_lists_what_there_is(browser: Browser) -> None:
    page = browser.get("/")
    for words in ("Why does the minister go to Oslo?", "Morning Post", "private", "2021-04-20", "1 problem", "a caption has no credit"):
        assert words in page.replace("one problem", "1 problem")
    assert "No document fits" in browser.get("/?words=nothing")
    assert "Why does the minister" in browser.get("/?outlet=Morning+Post&words=OSLO")


def test_article_marks_and_lists_its_findings(browser: Browser) -> None:
    page = browser.get("/article?d=d1")
    for id in ("v1", "e1", "q1", "c1", "f1", "x1", "x2", "m1", "m2"):
        assert f'id="t-{id}"' in page and f'data-open="{id}"' in page
    assert 'class="m on"' not in page


def test_panel_shows_record_verdict_and_rows(browser: Browser) -> None:
    page = browser.get("/article?d=d1&f=c1")
    assert 'class="m on"' in page
    words = words_of(page)
    assert "supported as of 2021-04-20; today outdated" in words and "memberships:NATO-NOR-old" in words and "disagrees" in words
    visit = words_of(browser.get("/article/panel?d=d1&f=v1"))
    assert "Ada Lind" in browser.get("/article/panel?d=d1&f=v1") and "journeys:lind-2021" in browser.get("/article/panel?d=d1&f=v1"), visit


def test_accept_reject_restore_and_undo(browser: Browser) -> None:
    back = "/article?d=d1&f=c1"
    where = browser.post("/judge", {"document": "d1", "finding": "c1", "act": "accept", "next": back, "note": "seen"})
    assert where.startswith(f"{back}&did=")
    page = browser.get(where)
    assert 'role="status"' in page and "Accepted" in page and "seen" in page
    assert case_of(browser).finding("d1", "c1").state == "accepted"
    where = browser.post("/judge", {"document": "d1", "finding": "c1", "act": "reject", "next": back})
    assert case_of(browser).finding("d1", "c1").state == "rejected"
    assert "Norway is a member of NATO" not in words_of(browser.get("/claims"))
    action = re.search(r'name="action" value="(\d+)"', browser.get(where))
    assert action
    browser.post("/undo", {"action": action[1], "next": back})
    assert case_of(browser).finding("d1", "c1").state == "accepted"
    assert [a.verb for a in case_of(browser).actions(about=About(document="d1", finding="c1"))] == ["accept", "reject", "undo"]
    browser.post("/undo", {"action": action[1], "next": back}, status=400)


def test_correct_changes_only_what_the_form_changes(browser: Browser) -> None:
    fields = {
        "document": "d1",
        "finding": "q1",
        "next": "/article?d=d1&f=q1",
        "v.speaker": "Greta Lang",
        "v.form": "direct",
        "note": "by page 2",
    }
    fields |= {"v.role": "adviser", "v.affiliation": "Harbour Institute", "v.venue": "the Morning Post"}
    page = browser.get(browser.post("/correct", fields))
    assert "Greta Lang" in page and "Karl Berg" in page
    (action,) = case_of(browser).actions(about=About(document="d1", finding="q1"))
    assert set(action.changes) == {"source"} and action.author == "ann" and action.note == "by page 2"
    assert "nothing was changed" in browser.post("/correct", fields, status=400)
    browser.post("/correct", {**fields, "v.form": "shouted"}, status=400)
    assert case_of(browser).finding("d1", "q1").record.form == "direct"
    browser.post("/correct", {**fields, "v.role": ""})
    assert case_of(browser).finding("d1", "q1").record.role is None


@pytest.mark.parametrize(
    ("finding", "field", "value"),
    [
        ("v1", "status", "cancelled"),
        ("e1", "type", "CONSULT"),
        ("c1", "verdict", "partly"),
        ("x1", "stance", "against"),
        ("m1", "type", "place"),
    ],
)
def test_every_kind_can_be_corrected(browser: Browser, finding: str, field: str, value: str) -> None:
    browser.post("/correct", {"document": "d1", "finding": finding, "next": "/", f"v.{field}": value})
    found = getattr(case_of(browser).finding("d1", finding).record, field)
    assert getattr(found, "label", found) == value


def test_probability_is_a_range(browser: Browser) -> None:
    for words, p in (("0.2-0.45", (0.2, 0.45)), ("60–75%", (0.6, 0.75)), ("0.5", (0.5, 0.5))):
        browser.post("/correct", {"document": "d1", "finding": "f1", "next": "/", "v.p": words})
        assert case_of(browser).finding("d1", "f1").record.p == pytest.approx(p)
    for words in ("likely", "0.9-0.1", "2-3%x", "-1", "0.5-120"):
        browser.post("/correct", {"document": "d1", "finding": "f1", "next": "/", "v.p": words}, status=400)


ANSWERS = {
    "mention": {"v.name": "Ada", "v.type": "person"},
    "quote": {"v.form": "direct", "v.speaker": "Ada"},
    "event": {"v.type": "CONSULT", "v.status": "held"},
    "visit": {"v.visitor": "Ada", "v.status": "planned"},
    "claim": {"v.type": "office", "v.subject": "Ada", "v.predicate": "holds"},
    "forecast": {"v.p": "0.2-0.4"},
    "explanation": {"v.stance": "for", "v.reason": "gas"},
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_finding_of_every_kind_can_be_added(browser: Browser, kind: str) -> None:
    text = case_of(browser).document("d1").text
    start = text.index(" However")
    fields = {"document": "d1", "kind": kind, "start": start, "end": start + 9, **ANSWERS[kind], "note": "missed"}
    page = browser.get(browser.post("/add/finding", fields).partition("#")[0])
    (row,) = case_of(browser).findings(FindingFilter(document="d1", state="added")).rows
    assert row.kind == kind and text[row.record.spans[0].start : row.record.spans[0].end] == "However,"
    assert row.record.maker == "analyst/ann" and "added by hand" in page


def test_words_can_be_given_instead_of_a_selection(browser: Browser) -> None:
    fields = {"document": "d1", "kind": "mention", **ANSWERS["mention"]}
    browser.post("/add/finding", {**fields, "words": "Harbour\n  Institute"})
    assert case_of(browser).findings(FindingFilter(document="d1", state="added")).total == 1
    assert "several times" in browser.post("/add/finding", {**fields, "words": "the"}, status=400)
    assert "not in the text" in browser.post("/add/finding", {**fields, "words": "no such words"}, status=400)
    assert "no words" in browser.post("/add/finding", {**fields, "words": " "}, status=400)
    for start, end in ((-5, 3), (5, 5), (9, 2), (0, 10**6)):
        browser.post("/add/finding", {**fields, "start": start, "end": end}, status=400)


def test_ledgers_filter(browser: Browser) -> None:
    assert "Norway is a member of NATO" in words_of(browser.get("/claims?verdict=supported"))
    assert "No claim fits" in browser.get("/claims?verdict=refuted")
    assert "a new tariff is likely" in words_of(browser.get("/forecasts"))
    page = browser.get("/visits")
    assert "Ada Lind" in page and '<path class="visited"' in page and 'class="bar' in page and "met the king" in page
    assert "No visit fits" in browser.get("/visits?status=denied")


def test_resolving_draws_the_calibration(browser: Browser) -> None:
    browser.post("/resolve", {"document": "d1", "forecast": "f1", "outcome": "true", "evidence": "the gazette", "next": "/forecasts"})
    page = browser.get("/forecasts")
    assert 'class="dot"' in page and "chance 68%, came 100% of 1" in page and "Brier score 0.04–0.20" in page
    browser.post("/resolve", {"document": "d1", "forecast": "f1", "outcome": "perhaps", "evidence": "x", "next": "/"}, status=400)


def test_actor_page_joins_tables_and_case(browser: Browser) -> None:
    page = words_of(browser.get("/actor?id=NOR"))
    assert "Norway is a member of NATO" in page and "North Atlantic Treaty Organization" in page
    assert "The tables do not know this name" in browser.get("/actor?id=doc:d1/karl-berg")
    assert "Offices" in browser.get("/actor?id=person:mike-pompeo")


def test_search_marks_hits_and_tells_trouble(browser: Browser) -> None:
    assert "<mark>" in browser.get("/search?q=talks")
    assert "<mark>" in browser.get("/search?q=tariff&kind=forecast")
    assert "Nothing in the case" in browser.get("/search?q=zebra")
    assert 'role="alert"' in browser.get("/search?q=gas&after=soon")


def test_puzzle_is_rated_and_scored(browser: Browser) -> None:
    where = browser.post("/puzzles", {"question": "Why Oslo?", "hypotheses": "For gas\nFor the king\n"})
    assert "Nothing to weigh yet" in browser.get(where)
    browser.post("/puzzle/item", {"id": "why-oslo", "text": "Little gas to spare", "reliability": "B", "credibility": "2"})
    puzzle = case_of(browser).puzzle("why-oslo")
    evidence, (gas, king) = puzzle.evidence[0].id, [h.id for h in puzzle.hypotheses]
    reply = browser.client.post(
        "/puzzle/rate",
        data={"id": "why-oslo", "evidence": evidence, "hypothesis": gas, "value": "II"},
        headers={"Origin": BASE, "X-CSRF-Token": browser.session.csrf},
    ).json()
    assert reply["value"] == "II" and not reply["draft"] and "Inconsistency" in reply["scores"]
    browser.post("/puzzle/rate", {"id": "why-oslo", "evidence": evidence, "hypothesis": king, "value": "C"})
    page = browser.get(where)
    assert 'role="grid"' in page and page.count('role="gridcell"') == 2 and page.count('tabindex="0" data-e') == 1
    assert ("Leads" in page and "would flip" in page) or "Without" in page
    assert browser.get(f"{where}&by=hypotheses").count("by-hypotheses") == 1
    browser.post("/puzzle/rate", {"id": "why-oslo", "evidence": evidence, "hypothesis": king, "value": "X"}, status=400)
    assert "two answers" in browser.post("/puzzles", {"question": "Alone?", "hypotheses": "one"}, status=400)
    assert "no question" in browser.post("/puzzles", {"question": " ", "hypotheses": "a\nb"}, status=400)


def test_items_are_graded_and_set_aside(browser: Browser) -> None:
    browser.post("/puzzles", {"question": "Why?", "hypotheses": "gas\nking"})
    browser.post("/puzzle/item", {"id": "why", "text": "little gas", "reliability": "B", "origin": "the Courier"})
    browser.post("/puzzle/item", {"id": "why", "text": "a third answer", "what": "hypothesis"})
    puzzle = case_of(browser).puzzle("why")
    (item,) = puzzle.evidence
    assert (item.reliability, item.credibility, item.origin, len(puzzle.hypotheses)) == ("B", "6", "the Courier", 3)
    where = browser.post(
        "/puzzle/grade", {"id": "why", "evidence": item.id, "credibility": "2", "relevance": "H", "aside": "yes", "text": "no gas"}
    )
    (changed,) = case_of(browser).puzzle("why").evidence
    assert (changed.text, changed.reliability, changed.credibility, changed.relevance, changed.weight) == ("no gas", "B", "2", "H", 0.0)
    assert "set aside" in browser.get(where.partition("#")[0])
    assert "nothing was changed" in browser.post("/puzzle/grade", {"id": "why", "evidence": item.id}, status=400)
    browser.post("/puzzle/grade", {"id": "why", "evidence": item.id, "relevance": "XL"}, status=400)
    browser.post("/puzzle/grade", {"id": "why", "evidence": "e99"}, status=400)
    text = browser.get("/puzzle/export?id=why")
    assert "no gas" in text and read_puzzle(text).evidence[0].relevance == "H"


def test_names_of_puzzles_differ(browser: Browser) -> None:
    first = browser.post("/puzzles", {"question": "Why?", "hypotheses": "a\nb"})
    second = browser.post("/puzzles", {"question": "Why?", "hypotheses": "a\nb"})
    third = browser.post("/puzzles", {"question": "«»", "hypotheses": "a\nb"})
    assert [first, second, third] == ["/puzzle?id=why", "/puzzle?id=why-2", "/puzzle?id=puzzle"]


def test_draft_lays_the_explanations_out(browser: Browser) -> None:
    page = browser.get(browser.post("/puzzles", {"question": "Why does she go?", "draft": "yes"}))
    assert "gas" in words_of(page)


def test_brief_shows_and_exports(browser: Browser) -> None:
    page = browser.get("/brief")
    assert "Bottom line" in page and "/article?d=d1&amp;at=" in page
    puzzle = Puzzle(
        question="Why?",
        hypotheses=(Hypothesis(id="h1", text="gas"), Hypothesis(id="h2", text="king")),
        evidence=(Evidence(id="e1", text="x"),),
    )
    case_of(browser).save_puzzle("why", puzzle, browser.client.app.state.desk.by())  # type: ignore[attr-defined]
    assert "Bottom line" in browser.get("/brief?puzzle=why")
    for format, start in (("md", "# "), ("html", "<!doctype"), ("json", "{"), ("docx", "PK")):
        reply = browser.client.get(f"/brief/export?format={format}")
        assert reply.status_code == 200 and reply.content.decode("utf-8", "replace").startswith(start)
        assert reply.headers["content-disposition"] == f'attachment; filename="oslo.{format}"'
    browser.get("/brief/export?format=exe", 422)
    assert "Nothing to write about" in browser.get("/brief?d=none")


def test_history_tells_all_and_undoes(browser: Browser) -> None:
    browser.post("/note", {"text": "Look at the gas", "document": "d1", "next": "/"})
    page = browser.get("/history")
    assert "Look at the gas" in page and "made the case" in page and "Why does the minister go to Oslo?" in page
    assert "Look at the gas" not in words_of(browser.get("/history?verb=create")).partition("Notes")[0]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/article?d=no", 404),
        ("/article?d=d1&f=no", 404),
        ("/article", 422),
        ("/?page=0", 422),
        ("/?page=x", 422),
        ("/puzzle?id=no", 404),
        ("/x", 404),
        ("/article?d=d1&add=odd", 404),
        ("/article?d=d1&at=99999999", 200),
        ("/article?d=d1&part=99", 200),
        ("/claims?page=99999", 200),
        ("/history?page=9", 200),
    ],
)
def test_bad_addresses_are_told_in_words(browser: Browser, path: str, status: int) -> None:
    page = browser.get(path, status)
    assert "Traceback" not in page
    if status != 200:
        assert "That did not work" in page


def test_every_link_leads_somewhere(browser: Browser) -> None:
    """Follow every link of every page: all answer, and no page gives two elements one id or a label nothing to name."""
    browser.post("/puzzles", {"question": "Why?", "draft": "yes"})
    browser.post("/judge", {"document": "d1", "finding": "q1", "act": "accept", "next": "/"})
    waiting, seen = ["/"], set()
    while waiting and len(seen) < 400:
        path = waiting.pop().partition("#")[0]
        if path in seen or path.startswith(("/brief/export", "/puzzle/export", "/static/")):
            continue
        seen.add(path)
        page = browser.get(path)
        ids = re.findall(r'\sid="([^"]*)"', page)
        assert len(ids) == len(set(ids)), (path, sorted(i for i in ids if ids.count(i) > 1))
        named = set(re.findall(r'\s(?:for|aria-labelledby|aria-describedby)="([^"]*)"', page))
        assert named <= set(ids), (path, named - set(ids))
        waiting += [unescape(a) for a in re.findall(r'href="(/[^"]*)"', page)]
    assert len(seen) > 30
