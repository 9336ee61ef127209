"""Frames in which offices, borders, ranks and independence are claimed: one sentence stands for each."""

import pytest
from test_claims import claims_of, spelt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As Norway's prime minister, Erna Solberg met the press.", ("office", "person:erna-solberg", "was prime minister", ("NOR",))),
        ("Norway is led by Erna Solberg.", ("office", "person:erna-solberg", "is ruler", ("NOR",))),
        ("NATO has been headed by Jens Stoltenberg since 2014.", ("office", "person:jens-stoltenberg", "took office", ("org:NATO",))),
        ("NATO chief Jens Stoltenberg spoke.", ("office", "person:jens-stoltenberg", "chief", ("org:NATO",))),
        ("Sergei Shoigu runs the Russian defence ministry.", ("office", "person:sergei-shoigu", "is defence minister", ("RUS",))),
        ("Emmanuel Macron won the presidency of France in 2017.", ("office", "person:emmanuel-macron", "took president", ("FRA",))),
        ("Nikol Pashinyan came to power in Armenia in 2018.", ("office", "person:nikol-pashinyan", "took leader", ("ARM",))),
        ("Mike Pompeo is the top US diplomat.", ("office", "person:mike-pompeo", "is foreign minister", ("USA",))),
        ("Under President Emmanuel Macron, France has changed.", ("office", "person:emmanuel-macron", "president", ())),
        ("Angela Merkel succeeded Gerhard Schröder.", ("office", "person:angela-merkel", "succeeded office", ("person:gerhard-schroder",))),
        ("Poland borders seven countries.", ("border", "POL", "neighbours", ())),
        ("Poland shares borders with two CIS members.", ("border", "POL", "neighbours", ("org:CIS",))),
        ("The border between Poland and Belarus is closed.", ("border", "POL", "borders", ("BLR",))),
        ("The Polish-Belarusian border is closed.", ("border", "POL", "borders", ("BLR",))),
        ("Landlocked Moldova trades by road.", ("border", "MDA", "landlocked", ())),
        ("Moldova has no access to the sea.", ("border", "MDA", "landlocked", ())),
        (
            "Kazakhstan is the only Central Asian state that borders Russia.",
            ("border", "KAZ", "alone borders", ("RUS", "region:central-asia")),
        ),
        ("Mongolia is wedged between Russia and China.", ("border", "MNG", "between", ("RUS", "CHN"))),
        ("Algeria ranks tenth in the world by area.", ("rank", "DZA", "rank by area", ("region:world",))),
        ("No EU country has more inhabitants than Germany.", ("rank", "DEU", "rank by population", ("org:EU",))),
        ("Germany has the largest economy in the European Union.", ("rank", "DEU", "rank by gdp", ("org:EU",))),
        ("Chad is the largest landlocked country in Africa.", ("rank", "TCD", "rank by area", ("region:africa", "region:landlocked"))),
        ("Poland's population exceeds Romania's.", ("rank", "POL", "bigger by population", ("ROU",))),
        ("Poland is three times the size of Portugal.", ("rank", "POL", "times by area", ("PRT",))),
        ("Bangladesh broke away from Pakistan in 1971.", ("independence", "BGD", "independent since", ("PAK",))),
        ("Angola was a Portuguese colony until 1975.", ("independence", "AGO", "ruled by", ("PRT",))),
    ],
)
def test_frames(text, expected):
    assert expected in spelt(text)


def test_both_ends_of_a_term():
    found = {(c.predicate, c.period.start[:4]) for c in claims_of("Angela Merkel was chancellor of Germany from 2005 to 2021.") if c.period}
    assert found == {("took chancellor", "2005"), ("left chancellor", "2021")}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Brown is president of the American Chess Federation.",
        "Germany is larger than Austria and Switzerland combined.",
        "Poland has two good neighbours in the east.",
        "Kazakhstan may become the largest economy in Central Asia.",
        "Montenegro has no access to the Black Sea.",
        "Ukraine voted for independence in December 1991.",
    ],
)
def test_what_claims_nothing(text):
    assert not [c for c in claims_of(text) if c.type in ("office", "rank", "border", "independence")], spelt(text)
