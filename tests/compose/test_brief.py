"""The brief: every sentence cites, copies count once, sources that differ are shown to differ, nothing is hidden."""

import re
from dataclasses import replace
from types import ModuleType

import pytest

from dragoman.compose.brief import write_brief
from dragoman.errors import RecordError, UsageError
from dragoman.records.brief import Brief, Cell, Citation, Row, Section, Sentence, Table
from dragoman.records.document import Block
from dragoman.records.findings import Findings, JourneyRow, Purpose
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem
from dragoman.records.spans import DateRange

TODAY = "2024-06-01"


def brief_of(*harvests: Harvest, **more: object) -> Brief:
    return write_brief(harvests, as_of=None, today=TODAY, **more)  # type: ignore[arg-type]


def section(brief: Brief, name: str) -> Section:
    return next(s for s in brief.sections if s.id == name)


def texts(found: Section) -> str:
    rows = [p.text for r in (found.table.rows if found.table else ()) for c in r.cells for p in c.parts]
    return "\n".join([*(s.text for s in found.before), *rows, *(s.text for s in found.after)])


def untitled(harvest: Harvest) -> Harvest:
    return replace(harvest, document=replace(harvest.document, title=None))


def test_sentence_without_citation_is_refused() -> None:
    with pytest.raises(RecordError, match="cites nothing"):
        Sentence(text="It is so.", citations=())
    with pytest.raises(RecordError):
        Citation()
    with pytest.raises(RecordError):
        Row(cells=(Cell(),), topic="event")
    with pytest.raises(RecordError):
        Table(columns=("a", "b"), rows=(Row(cells=(Cell(parts=(Sentence(text="x", citations=(Citation(row="t:1"),)),)),), topic=""),))


def test_every_statement_cites_words_that_stand_in_the_text(harvest: Harvest, bare: Harvest) -> None:
    for given in (harvest, bare):
        brief = brief_of(given)
        for statement in brief.statements():
            assert statement.citations
            for c in statement.citations:
                if c.span is not None:
                    assert 0 <= c.span.start < c.span.end <= len(given.document.text)


def test_title_carries_places_visitor_status_and_outcome(harvest: Harvest) -> None:
    title = brief_of(harvest).title
    assert title.text == "Norway and Sweden: visit by Ada Lind planned, then held, 3–4 May 2021; one explanation offered, none rated"
    assert title.draft


def test_reported_visit_tells_who_when_status_and_by_whom(harvest: Harvest) -> None:
    found = section(brief_of(harvest), "reported")
    assert found.table is not None
    cells = ["; ".join(p.text for p in c.parts) for c in found.table.rows[0].cells]
    assert cells == [
        "visit to Norway and Sweden",
        "Ada Lind, Foreign Minister",
        "“the first week of May”: 1–7 May 2021",
        "planned",
        "Morning Post",
    ]
    assert found.table.rows[0].confidence == "high"
    assert any(c.row == "journeys:lind-2021" for p in found.table.rows[1].cells[0].parts for c in p.citations)


def test_rows_of_the_same_journey_are_told_and_what_the_text_leaves_out(harvest: Harvest) -> None:
    visit = harvest.findings.visits[0]
    assert visit.outcome is not None
    others = (
        JourneyRow(row="journeys:lind-sweden", country="SWE", start="2021-05-04", status="held"),
        JourneyRow(row="journeys:lind-put-off", country="NOR", start="2021-04-02", status="postponed"),
    )
    changed = replace(visit, outcome=replace(visit.outcome, note="held in Oslo, NOR", others=others))
    text = texts(section(brief_of(replace(harvest, findings=replace(harvest.findings, visits=(changed,)))), "bottom-line"))
    assert "What came of it, by the table of journeys: held, 3–4 May 2021, in Oslo, Norway." in text
    assert "held in Sweden (4 May 2021); postponed 2 April 2021, which the text does not say." in text


def test_events_that_name_the_visit_again_are_part_of_it(harvest: Harvest, oslo: ModuleType) -> None:
    event = harvest.findings.events[0]
    lind = replace(event.actors[0], entity="person:ada-lind", name="Ada Lind", country="DNK")
    again = replace(event, id="e2", type="CONSULT", mode="visit", actors=(lind,), status="planned")
    why = replace(harvest.findings.explanations[0], id="x3", of="e2", theme="duty")
    found = replace(harvest.findings, events=(event, again), explanations=(*harvest.findings.explanations, why))
    brief = brief_of(replace(harvest, findings=found))
    reported = section(brief, "reported").table
    assert reported is not None
    assert [r.topic for r in reported.rows] == ["visit", "visit", "event"]
    assert "two explanations offered" in brief.title.text


def test_explanation_of_the_journey_put_off_explains_the_journey_made(harvest: Harvest) -> None:
    visit = harvest.findings.visits[0]
    stop = replace(visit.stops[0], date=replace(visit.stops[0].date, start="2021-03-01", end="2021-03-02"))
    first = replace(visit, id="v0", stops=(stop,), status="postponed", outcome=None, spans=visit.spans[-1:], confidence=0.3)
    why = replace(harvest.findings.explanations[0], id="x3", of="v0", theme="duty")
    found = replace(harvest.findings, visits=(visit, first), explanations=(*harvest.findings.explanations, why))
    assert "two explanations offered" in brief_of(replace(harvest, findings=found)).title.text
    long_ago = replace(first, stops=(replace(stop, date=replace(stop.date, start="2011-03-01", end="2011-03-02")),))
    found = replace(found, visits=(visit, long_ago))
    assert "one explanation offered" in brief_of(replace(harvest, findings=found)).title.text


def test_what_speaks_against_no_single_explanation_has_its_own_row(harvest: Harvest) -> None:
    con = replace(harvest.findings.explanations[1], theme="means")
    changed = replace(harvest, findings=replace(harvest.findings, explanations=(harvest.findings.explanations[0], con)))
    assert "Against all of them, Morning Post (the means at hand): “has little gas to spare”." in texts(
        section(brief_of(changed), "explanations")
    )


def test_stated_purposes_and_times_of_several_stops_are_told(harvest: Harvest, oslo: ModuleType) -> None:
    visit = harvest.findings.visits[0]
    later = replace(visit.stops[1], date=DateRange(start="2021-05-09", end="2021-05-09", text=""))
    stated = Purpose(text="a share of the northern gas", span=oslo.span("a share of the northern gas"))
    guessed = replace(stated, text="revenge", by=visit.visitor)
    changed = replace(visit, stops=(visit.stops[0], later), purposes=(stated, guessed))
    text = texts(section(brief_of(replace(harvest, findings=replace(harvest.findings, visits=(changed,)))), "reported"))
    assert "purpose given: “a share of the northern gas”" in text
    assert "revenge" not in text
    assert "Norway: “the first week of May”: 1–7 May 2021\nSweden: 9 May 2021" in text


def test_explanation_stands_between_for_and_against(harvest: Harvest) -> None:
    found = section(brief_of(harvest), "explanations")
    assert found.table is not None
    label, pro, con = ("; ".join(p.text for p in c.parts) for c in found.table.rows[0].cells)
    assert label == "H1. Resources"
    assert "a share of the northern gas" in pro
    assert "has little gas to spare" in con


def test_claim_shows_verdict_rows_and_what_holds_today(harvest: Harvest) -> None:
    found = section(brief_of(harvest), "claims")
    text = texts(found)
    assert found.table is not None
    assert found.table.columns[2] == "verdict as of 20 April 2021"
    assert "supported; outdated today" in text
    assert "disagrees: memberships, 1948" in text


def test_forecast_shows_range_scale_and_condition(harvest: Harvest) -> None:
    text = texts(section(brief_of(harvest), "forecasts"))
    assert "“likely”: 55–80% (ICD 203)" in text
    assert "“If the talks fail”" in text


def test_phrase_on_no_scale_says_so(harvest: Harvest) -> None:
    forecast = replace(harvest.findings.forecasts[0], p=None, scale=None)
    changed = replace(harvest, findings=replace(harvest.findings, forecasts=(forecast,)))
    assert "“likely”: on no scale" in texts(section(brief_of(changed), "forecasts"))


def test_missing_voices_are_named(harvest: Harvest) -> None:
    text = texts(section(brief_of(harvest), "sources"))
    assert "Nobody from Denmark, Norway or Sweden is quoted by name." in text
    assert "One speaker is named; no country is told." in text


def test_copy_counts_once(harvest: Harvest, oslo: ModuleType) -> None:
    brief = brief_of(harvest, oslo.copy_harvest(harvest, "d2", "Evening Star"))
    assert "two sources, one origin" in brief.facts
    assert "One explanation is offered (resources), by Morning Post;" in texts(section(brief, "bottom-line"))
    forecasts = section(brief, "forecasts").table
    assert forecasts is not None
    assert len(forecasts.rows) == 1
    assert not any(s.id == "differences" for s in brief.sections)
    assert "a copy corroborates nothing" in texts(section(brief, "sources"))
    reported = section(brief, "reported").table
    assert reported is not None
    assert sum(1 for r in reported.rows if r.topic == "visit") == 2  # the visit and what came of it, not two visits


def test_sources_that_differ_on_status_are_said_to_differ(harvest: Harvest, oslo: ModuleType) -> None:
    other = oslo.copy_harvest(harvest, "d2", "Evening Star")
    other = replace(other, findings=replace(other.findings, visits=(replace(other.findings.visits[0], status="held"),)))
    brief = brief_of(harvest, other)
    assert "is planned in Morning Post (20 April 2021), but held in Evening Star (20 April 2021)." in texts(section(brief, "bottom-line"))
    assert "visit by Ada Lind reported as planned and as held; one explanation" in brief.title.text


def test_sources_of_one_publisher_are_told_apart(harvest: Harvest, oslo: ModuleType) -> None:
    later = oslo.copy_harvest(harvest, "d2", "Morning Post", published="2021-05-09T10:00")
    same_day = oslo.copy_harvest(harvest, "d3", "Morning Post")
    brief = brief_of(harvest, later, same_day)
    assert brief.labels == ("Morning Post (20 April 2021)", "Morning Post (9 May 2021)", "Morning Post (20 April 2021, source 3)")


def test_another_text_is_another_origin(harvest: Harvest, oslo: ModuleType) -> None:
    text = harvest.document.text.upper().replace("GAS", "OIL").replace("TALKS", "MEETINGS").replace("PLANS", "HOPES").replace("OWN", "")
    text = " ".join(text.split()[::-1])
    other = replace(harvest.document, id="d3", text=text, blocks=(Block(kind="paragraph", start=0, end=len(text)),))
    assert "two sources, two origins" in brief_of(harvest, Harvest(document=other)).facts


def test_article_with_nothing_found_gets_an_honest_brief(bare: Harvest) -> None:
    brief = brief_of(bare)
    assert brief_of(untitled(bare)).title.text.endswith("no visit and no event was found")
    assert "No visit and no event was found." in texts(section(brief, "bottom-line"))
    assert "a copy of a wire report: it says so" in texts(section(brief, "sources"))
    assert "bears no date" in texts(section(brief, "gaps"))


def test_event_leads_where_there_is_no_visit(harvest: Harvest) -> None:
    found = replace(harvest.findings, visits=(), explanations=())
    brief = brief_of(replace(harvest, findings=found))
    assert brief.title.text == "Morning Post: “Why does the minister go to Oslo?”"
    text = texts(section(brief, "bottom-line"))
    assert "Morning Post opens: “Foreign Minister Ada Lind plans to visit Norway and Sweden in the first week of May”." in text
    assert "“In March, Finland cancelled its own trip.” (refusal, cancelled)" in text
    assert brief_of(untitled(replace(harvest, findings=found))).title.text == "Finland: refusal cancelled"


def test_we_of_a_release_is_its_publisher(harvest: Harvest, oslo: ModuleType) -> None:
    event = harvest.findings.events[0]
    spoken = replace(event, actors=(replace(event.actors[0], entity=None, name="We"),), recipients=event.actors, status="held")
    brief = brief_of(untitled(replace(harvest, findings=Findings(events=(spoken,)))))
    assert brief.title.text == "Morning Post and Finland: refusal"


def test_event_among_strangers_does_not_lead(harvest: Harvest) -> None:
    event = harvest.findings.events[0]
    strangers = replace(event, actors=(replace(event.actors[0], entity="doc:d1/finland"),))
    found = Findings(events=(strangers,), quotes=harvest.findings.quotes)
    brief = brief_of(untitled(replace(harvest, findings=found)))
    assert brief.title.text == "Karl Berg: “The talks will be short”"
    assert "no event in which a known state, body or office-holder takes part" in texts(section(brief, "bottom-line"))


def test_statement_leads_where_there_is_nothing_else(harvest: Harvest) -> None:
    brief = brief_of(untitled(replace(harvest, findings=Findings(quotes=harvest.findings.quotes))))
    assert brief.title.text == "Karl Berg: “The talks will be short”"


def test_question_decides_what_leads(harvest: Harvest) -> None:
    visit = harvest.findings.visits[0]
    stop = replace(visit.stops[0], place=replace(visit.stops[0].place, name="Iceland", entity="ISL", country="ISL"), country="ISL")
    second = replace(visit, id="v2", stops=(stop,), outcome=None)
    changed = replace(harvest, findings=replace(harvest.findings, visits=(visit, second)))
    assert "Iceland" not in brief_of(changed).title.text
    asked = brief_of(changed, question="What is behind the journey to Iceland?")
    assert asked.title.text.startswith("Iceland")


def test_lost_source_is_cited_as_such() -> None:
    problem = Problem(source="gone.txt", severity="error", code="missing", message="no such file", stage="read")
    brief = write_brief([], as_of=None, today=TODAY, problems=[problem])
    assert brief.title.text == "Nothing could be read"
    assert "Gone.txt: no such file." in texts(section(brief, "gaps"))
    assert "one source not read" in brief.facts


def test_nothing_at_all_is_bad_use() -> None:
    with pytest.raises(UsageError):
        write_brief([], as_of=None, today=TODAY)


def test_problems_of_a_document_are_told(harvest: Harvest) -> None:
    assert "Morning Post: a caption has no credit." in texts(section(brief_of(harvest), "gaps"))


def test_likelihood_and_confidence_never_share_a_sentence(harvest: Harvest) -> None:
    for statement in brief_of(harvest).statements():
        if re.search(r"\b(?:un)?likely|probab|\d%", statement.text):
            assert "confiden" not in statement.text


def test_order_of_findings_changes_no_title(harvest: Harvest) -> None:
    f = harvest.findings
    turned = replace(f, explanations=f.explanations[::-1], mentions=f.mentions[::-1])
    assert brief_of(replace(harvest, findings=turned)).title == brief_of(harvest).title
