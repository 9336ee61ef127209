"""Figures beside a state's name that are of something else: a part of it, a part of a year, output per head, another's length."""

import pytest
from test_claims import claims_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway's embassy in Lima employs eleven people.", "quantity"),
        ("Norway's largest city, Oslo, is home to 700,000 people.", "quantity"),
        ("Yerevan has a population of 1.1 million.", "quantity"),
        ("Riga has more people than Tallinn.", "rank"),
        ("Russia annexed Crimea, home to two million people.", "quantity"),
        ("Western Kazakhstan covers 736,000 square kilometres.", "area"),
        ("Denmark, with Greenland's 2.2 million square kilometres, looks north.", "area"),
        ("Namibia produced about 2,900 tonnes of uranium in the first half of 2019.", "quantity"),
        ("Switzerland's GDP per head is ten times that of Albania.", "rank"),
        ("Luxembourg has the highest GDP per head in Europe.", "rank"),
        ("Brazil is the eighth-largest economy in the world by purchasing power.", "rank"),
        ("Singapore is the most densely populated state in Asia.", "rank"),
        ("Grain makes up 40 percent of Ukraine's exports, and Egypt takes much of it.", "share"),
        ("Angela Merkel governed two years fewer than Helmut Kohl.", "duration"),
        ("Sergey Lavrov spent ten years as foreign minister in two stints.", "duration"),
        ("For Americans the Second World War began on 7 December 1941.", "date"),
        ("Blinken made four trips to Israel in the three months after 7 October 2023.", "date"),
    ],
)
def test_what_is_of_a_part_makes_no_claim_of_the_whole(text, kind):
    told = {c.predicate.removeprefix("was ") for c in claims_of(text) if c.type == kind}
    assert not (told & {"population", "area_km2", "gdp", "uranium_output"} if kind in ("quantity", "area") else told)


@pytest.mark.parametrize(
    ("text", "predicate", "value"),
    [
        ("Peru has the 51st-largest economy in the world.", "rank by gdp", 51.0),
        ("Canada is the second largest country in the world but only 38th by population.", "rank by area", 2.0),
        ("Belgium, home to 11 million people, is small.", "population", 11e6),
    ],
)
def test_what_is_of_the_whole_is_read(text, predicate, value):
    assert (predicate, value) in {(c.predicate, c.value) for c in claims_of(text)}


def test_a_date_that_the_parse_cuts_off_still_dates_a_share():
    (share,) = [c for c in claims_of("In 2013 Russia took a quarter of Ukraine's exports; now it takes little.") if c.type == "share"]
    assert share.period is not None and share.period.text == "2013"


def test_a_title_with_the_time_it_was_held_is_of_the_past():
    assert "was prime minister" in {
        c.predicate for c in claims_of("Jens Stoltenberg, Norway's prime minister for almost ten years, leads NATO.") if c.type == "office"
    }
