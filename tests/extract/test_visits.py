"""Visits: one record a journey, with its stops, its status and its history."""

from dataclasses import replace

import pytest
from event_reading import read

from dragoman.extract.visits.journeys import same_journey
from dragoman.records.findings import Stop, Visit
from dragoman.records.spans import DateRange, Ref


def test_stops_in_order_and_a_city_gives_its_country() -> None:
    text = (
        "Secretary of State Antony Blinken will travel to Tbilisi, Georgia; Baku, Azerbaijan; "
        "and Yerevan, Armenia on June 6-13 to discuss trade."
    )
    (visit,) = read(text)[1]
    assert [s.country for s in visit.stops] == ["GEO", "AZE", "ARM"]
    assert (visit.status, visit.visitor.entity) == ("planned", "person:antony-blinken")
    assert visit.stops[0].date is not None
    assert visit.stops[0].date.start == "2021-06-06"
    assert [p.text for p in visit.purposes] == ["discuss trade"]
    assert visit.role is not None


def test_mentions_of_one_journey_are_one_record() -> None:
    text = (
        "Norwegian Prime Minister Erna Solberg will visit Ghana on Monday. In Accra, Solberg will meet President Nana Akufo-Addo.\n\n"
        "The visit is her first to Africa. She will also travel to Togo."
    )
    (visit,) = read(text)[1]
    assert [s.country for s in visit.stops] == ["GHA", "TGO"]
    assert len(visit.spans) >= 3


def test_status_history_inside_a_text() -> None:
    text = "Erna Solberg planned to visit Ghana on Tuesday. On Wednesday Solberg postponed the visit to Ghana."
    (visit,) = read(text)[1]
    assert [c.status for c in visit.status_history] == ["planned", "postponed"]
    assert visit.status == "postponed"


def test_calls_and_meetings_at_home_are_no_visits() -> None:
    assert read("Antony Blinken spoke by phone with Heiko Maas on Monday.")[1] == ()
    assert read("Antony Blinken met German Foreign Minister Heiko Maas in Washington.")[1] == ()


@pytest.mark.parametrize("text", ["Tourists visited Thailand.", "The minister visited a factory.", "He will go to great lengths."])
def test_no_journey_of_state(text: str) -> None:
    assert read(text)[1] == ()


def test_inviter() -> None:
    (visit,) = read("On the invitation of President Uhuru Kenyatta, Erna Solberg will visit Kenya in May.")[1]
    assert visit.invited_by is not None
    assert visit.invited_by.name.endswith("Kenyatta")


def _visit(status: str, day: str | None, country: str = "KAZ") -> Visit:
    date = DateRange(start=day, end=day, text=day) if day else None
    from dragoman.records.spans import Span

    return Visit(
        document="d",
        id="v1",
        spans=(Span(start=0, end=1),),
        text="x",
        maker="test",
        confidence=1.0,
        visitor=Ref(entity="person:a-b", name="A B", country="USA"),
        stops=(Stop(place=Ref(name=country), country=country, date=date),),
        status=status,
    )


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (_visit("planned", "2020-01-04"), _visit("held", "2020-02-01"), True),
        (_visit("held", "2020-01-04"), _visit("held", "2020-02-01"), False),
        (_visit("planned", "2020-01-04"), _visit("held", "2021-02-01"), False),
        (_visit("planned", None), _visit("held", "2021-02-01"), True),
        (_visit("planned", "2020-01-04"), _visit("held", "2020-01-05", "UZB"), False),
    ],
)
def test_same_journey(a: Visit, b: Visit, same: bool) -> None:
    verdict, reason = same_journey(a, b)
    assert verdict is same
    assert reason
    assert same_journey(b, a)[0] is same


def test_two_visitors_make_two_journeys() -> None:
    other = replace(_visit("held", "2020-02-01"), visitor=Ref(entity="person:c-d", name="C D", country="USA"))
    assert not same_journey(_visit("held", "2020-02-01"), other)[0]


def test_a_purpose_that_the_text_only_supposes_is_the_texts_own() -> None:
    (visit,) = read("Foreign Minister Haas will travel to Peru on Friday, apparently to discuss copper.")[1]
    assert [p.by.name if p.by else None for p in visit.purposes] == ["the article"]
    (visit,) = read("Foreign Minister Haas will travel to Peru on Friday to discuss copper.")[1]
    assert [p.by for p in visit.purposes] == [None]


def test_a_country_gets_the_city_in_which_the_visitor_meets_the_hosts() -> None:
    text = "US Secretary of State Antony Blinken will visit Belarus next week. Blinken will meet the Belarusian foreign minister in Minsk."
    (visit,) = read(text)[1]
    assert [(s.place.name, s.country) for s in visit.stops] == [("Minsk", "BLR")]


def test_the_day_of_saying_is_not_the_day_of_going() -> None:
    (visit,) = read("The Norwegian prime minister will visit Ghana on June 12, the ministry said on Thursday.")[1]
    assert visit.stops[0].date is not None
    assert (visit.stops[0].date.start, visit.stops[0].date.end) == ("2021-06-12", "2021-06-12")
    assert visit.role == "prime minister"


def test_a_deed_done_to_a_journey_lies_behind() -> None:
    text = "President Nana Akufo-Addo planned to visit Oslo on June 20. On 2 January his office postponed the visit."
    (visit,) = read(text)[1]
    put_off = next(c for c in visit.status_history if c.status == "postponed")
    assert put_off.date is not None and put_off.date.start == "2021-01-02"
