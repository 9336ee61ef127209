"""A claim as it was read, in plain words."""

import pytest
from byhand import ref

from dragoman.check.describe import describe_claim
from dragoman.records.spans import DateRange

MAY_2014 = DateRange(start="2014-05-01", end="2014-05-31", text="May 2014")
KAZ, UK = ref("KAZ", "Kazakhstan"), ref("GBR", "United Kingdom")
PACT, EU = ref("org:pact", "Collective Security Treaty Organization"), ref("org:EU", "European Union")
ASIA = ref("region:central-asia", "Central Asia")
IN_1991 = DateRange(start="1991", end="1991", text="1991")
AGO = DateRange(start="2001", end="2003", text="18 years ago")
WAR = ref(None, "war in Afghanistan")


@pytest.mark.parametrize(
    ("args", "more", "words"),
    [
        (("membership", KAZ, "member of", PACT), {}, "Kazakhstan is a member of the Collective Security Treaty Organization."),
        (("membership", UK, "former member of", EU), {}, "The United Kingdom is no longer a member of the European Union."),
        (("membership", UK, "left", EU), {"negated": True}, "The United Kingdom did not leave the European Union."),
        (
            ("membership", PACT, "has members"),
            {"value": 6.0, "unit": "members"},
            "The Collective Security Treaty Organization has 6 members.",
        ),
        (("office", ref("p", "Ivan Petrov"), "is foreign minister", KAZ), {}, "Ivan Petrov is foreign minister of Kazakhstan."),
        (
            ("office", ref("p", "Ivan Petrov"), "took president", KAZ),
            {"period": MAY_2014},
            "Ivan Petrov became president of Kazakhstan in May 2014.",
        ),
        (("capital", ref(None, "Almaty"), "former capital of", KAZ), {}, "Almaty is a former capital of Kazakhstan."),
        (("name", ref(None, "Nur-Sultan"), "formerly", ref(None, "Astana")), {}, "Nur-Sultan was formerly called Astana."),
        (("border", KAZ, "borders", UK), {"negated": True}, "Kazakhstan does not border the United Kingdom."),
        (("rank", KAZ, "rank by exports", UK), {"value": 2.0}, "The United Kingdom is Kazakhstan's second-largest export market."),
        (("rank", KAZ, "rank by area", ASIA), {"value": 1.0}, "Kazakhstan is the largest state of Central Asia by area."),
        (("rank", KAZ, "bigger by area", UK), {}, "Kazakhstan is bigger than the United Kingdom by area."),
        (
            ("share", KAZ, "imports from", UK),
            {"value": 40.0, "unit": "percent", "approx": "almost"},
            "The United Kingdom accounts for almost 40% of Kazakhstan's imports.",
        ),
        (
            ("gdp_share", KAZ, "was gdp share of", ASIA),
            {"value": 60.0, "unit": "percent"},
            "Kazakhstan accounted for 60% of the GDP of Central Asia.",
        ),
        (
            ("area", KAZ, "area_km2"),
            {"value": 2.7e6, "unit": "km2", "approx": "about"},
            "Kazakhstan covers about 2.7 million square kilometres.",
        ),
        (("independence", KAZ, "independent since"), {"period": IN_1991}, "Kazakhstan became independent in 1991."),
        (("duration", WAR, "lasted"), {"value": 18.0, "unit": "year"}, "The war in Afghanistan lasted 18 years."),
        (("date", WAR, "began"), {"period": AGO}, "The war in Afghanistan began 18 years ago."),
        (("treaty", KAZ, "left", ref(None, "Open Skies Treaty")), {}, "Kazakhstan withdrew from the Open Skies Treaty."),
    ],
)
def test_each_type_has_its_sentence(claim, args, more, words):
    assert describe_claim(claim(*args, **more)) == words


def test_what_has_no_wording_keeps_the_words_of_the_text(claim):
    assert describe_claim(claim("rank", KAZ, "opinion")) == "X."
    assert describe_claim(claim("horoscope", KAZ, "rises")) == "X."
