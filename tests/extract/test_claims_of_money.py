"""Claims of trade, output, people, area and agreements: the frames in which they are told, and what is none of them."""

import pytest
from test_claims import claims_of


def told(text: str) -> set[tuple[str, str | None, str, tuple[str | None, ...], object]]:
    """Return (type, subject, predicate, objects, value) of a text's claims, by entity or name."""
    found = set()
    for c in claims_of(text):
        targets = c.objects or ((c.object,) if c.object else ())
        found.add((c.type, c.subject.entity or c.subject.name, c.predicate, tuple(t.entity or t.name for t in targets), c.value))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nearly 30 percent of what Latvia buys abroad comes from Lithuania.", ("share", "LVA", "imports from", ("LTU",), 30.0)),
        ("Most of Jordan's exports go to Iraq.", ("share", "JOR", "exports to", ("IRQ",), 50.0)),
        ("Peru took 12 percent of Chile's imports and 9 percent of its exports.", ("share", "CHL", "exports to", ("PER",), 9.0)),
        ("Peru supplied 40 percent of Chile's imports and Brazil about 16 percent.", ("share", "CHL", "imports from", ("BRA",), 16.0)),
        ("Chile's main suppliers are Peru (40%) and Brazil (16%).", ("share", "CHL", "imports from", ("BRA",), 16.0)),
        ("Peru has 30 million people, Chile 19 million.", ("quantity", "CHL", "population", (), 1.9e7)),
        ("Imports from Peru amounted to 35 percent of Chile's total.", ("share", "CHL", "imports from", ("PER",), 35.0)),
        ("Peru tops the list of Chile's suppliers.", ("rank", "CHL", "rank by imports", ("PER",), 1.0)),
        ("Peru ranks second among Chile's export markets.", ("rank", "CHL", "rank by exports", ("PER",), 2.0)),
        ("The largest buyer of Chilean goods is Peru.", ("rank", "CHL", "rank by exports", ("PER",), 1.0)),
        ("Chile buys more from Peru than from any other country.", ("rank", "CHL", "rank by imports", ("PER",), 1.0)),
        ("Peru sells more to Chile than any other country.", ("rank", "CHL", "rank by imports", ("PER",), 1.0)),
        ("No country sells more to Chile than Peru.", ("rank", "CHL", "rank by imports", ("PER",), 1.0)),
        ("Peru has overtaken Brazil as Chile's largest trading partner.", ("rank", "CHL", "rank by trade", ("PER",), 1.0)),
        ("The bulk of Chile's imports comes from Peru.", ("rank", "CHL", "rank by imports", ("PER",), 1.0)),
        ("Peru is one of Chile's three biggest suppliers.", ("rank", "CHL", "rank by imports", ("PER",), 3.0)),
        (
            "Some 60% of the GDP of Central Asia is produced in Kazakhstan.",
            ("gdp_share", "KAZ", "gdp share of", ("region:central-asia",), 60.0),
        ),
        ("India's share of global GDP is about 3 percent.", ("gdp_share", "IND", "gdp share of", ("region:world",), 3.0)),
        ("Peru's GDP fell below 200 billion dollars.", ("quantity", "PER", "was gdp", (), 2e11)),
        ("Peru's 200-billion-dollar economy grows.", ("quantity", "PER", "gdp", (), 2e11)),
        ("The economy of Peru is worth some $180bn.", ("quantity", "PER", "gdp", (), 1.8e11)),
        ("Peru's population exceeds 30 million.", ("quantity", "PER", "population", (), 3e7)),
        ("There are about 30 million people in Peru.", ("quantity", "PER", "population", (), 3e7)),
        ("Estonia, population 1.3 million, borders Latvia.", ("quantity", "EST", "population", (), 1.3e6)),
        ("Peru is a country of 1.3 million square kilometres.", ("area", "PER", "area_km2", (), 1.3e6)),
        ("Canada mined 7,000 tonnes of uranium.", ("quantity", "CAN", "was uranium_output", (), 7000.0)),
        ("About 15 percent of the world's uranium comes from Canada.", ("quantity", "CAN", "uranium_share", (), 15.0)),
    ],
)
def test_a_figure_or_place_is_read(text: str, expected: tuple[object, ...]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("New START is no longer in force.", ("treaty", "New START", "in force", (), None)),
        ("The INF Treaty between Washington and Moscow remains in force.", ("treaty", "INF Treaty", "in force", (), None)),
        ("The CTBT has not entered into force.", ("treaty", "CTBT", "entered into force", (), None)),
        ("Both sides and Russia extended New START until February 2026.", ("treaty", "RUS", "extended", ("New START",), "2026-02-28")),
        (
            "The United States is one of the parties to the 2015 nuclear deal with Iran.",
            ("treaty", "USA", "party to", ("nuclear deal with Iran",), None),
        ),
        ("Parties to the Paris Agreement include China and India.", ("treaty", "Paris Agreement", "party to", ("CHN", "IND"), None)),
        ("Norway remains outside the Rome Statute.", ("treaty", "NOR", "party to", ("Rome Statute",), None)),
        ("The Budapest Memorandum was signed by Russia and China.", ("treaty", "Budapest Memorandum", "signed", ("RUS", "CHN"), None)),
        ("The US has yet to ratify the CTBT.", ("treaty", "USA", "ratified", ("CTBT",), None)),
        ("Russia withdrew its ratification of the CTBT.", ("treaty", "RUS", "withdrew ratification", ("CTBT",), None)),
        ("Canada rejoined the Paris Agreement.", ("treaty", "CAN", "rejoined", ("Paris Agreement",), None)),
        ("The president withdrew the United States from the JCPOA.", ("treaty", "USA", "left", ("JCPOA",), None)),
        ("Israel normalised ties with Oman under the Abraham Accords.", ("treaty", "Abraham Accords", "signed", ("ISR", "OMN"), None)),
        ("Canada never withdrew from the nuclear deal of 2015 with Iran.", ("treaty", "CAN", "left", ("nuclear deal with Iran",), None)),
        ("China takes part in the JCPOA.", ("treaty", "CHN", "party to", ("JCPOA",), None)),
    ],
)
def test_an_agreement_is_read(text: str, expected: tuple[object, ...]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru supplies about 90 percent of Chile's gasoline imports.",
        "Copper makes up four percent of Chile's exports to France.",
        "About 36% of imports from Peru to Chile are intermediate goods.",
        "Exports to Peru rose by 30 percent, Chile's statistics office said.",
        "Peru is the largest European trading partner of Chile.",
        "Peru's urban population is about 10 million.",
        "Peru's GDP in purchasing power parity was 500 billion dollars.",
        "Peru has the biggest population of the five Andean states.",
        "Peru may withdraw from the Paris Agreement.",
        "Finland joined NATO.",
    ],
)
def test_a_part_a_change_or_a_wish_is_no_such_claim(text: str) -> None:
    kinds = {("share", "imports from"), ("share", "exports to"), ("rank", "rank by trade"), ("quantity", "population"), ("quantity", "gdp")}
    assert not {(c.type, c.predicate.removeprefix("was ")) for c in claims_of(text)} & kinds
    assert not [c for c in claims_of(text) if c.type == "treaty"]


def test_of_several_years_a_figure_is_of_the_one_beside_it() -> None:
    (claim,) = [c for c in claims_of("Peru's GDP fell from 220 billion dollars in 2019 to 200 billion in 2020.") if c.value == 2e11]
    assert claim.period is not None
    assert claim.period.start == "2020-01-01"
