"""Claims of lengths, distances in time, wars and journeys: the forms in which they are read, and those that are left alone."""

import pytest
from test_claims import claims_of

from dragoman.check.journey import is_journey


def told(text: str, type_: str) -> list[tuple[str, str, object, str | None, bool]]:
    """Return (subject, predicate, value or period or objects, unit, negated) of the claims of a type."""
    found = []
    for c in claims_of(text):
        if ("journey" if is_journey(c) else c.type) != type_:
            continue
        targets = tuple(t.entity or t.name for t in (c.objects or ((c.object,) if c.object else ())))
        what = targets if type_ == "journey" else c.value if type_ == "duration" else c.period and (c.period.start, c.period.end)
        found.append((c.subject.entity or c.subject.name, c.predicate, what, c.unit, c.negated))
    return found


@pytest.mark.parametrize(
    ("text", "who", "predicate", "value", "unit"),
    [
        ("The war in Chad has lasted twelve years.", "The war in Chad", "lasted", 12.0, "year"),
        ("Yemen has endured five years of civil war.", "civil war", "lasted", 5.0, "year"),
        ("A decade of civil war has left Syria in ruins.", "civil war", "lasted", 1.0, "decade"),
        ("The Falklands War was over after ten weeks.", "The Falklands War", "lasted", 10.0, "week"),
        ("The Korean War went on for three years.", "The Korean War", "lasted", 3.0, "year"),
        ("Iran and Iraq fought each other for eight years.", "war", "lasted", 8.0, "year"),
        ("The war in Yemen is now in its fifth year.", "The war in Yemen", "lasted", 5.0, "year"),
        ("Angela Merkel has been chancellor of Germany for fourteen years.", "person:angela-merkel", "was chancellor", 14.0, "year"),
        ("John Kerry spent four years as secretary of state.", "person:john-kerry", "was secretary of state", 4.0, "year"),
        ("After six years as British prime minister David Cameron resigned.", "person:david-cameron", "was prime minister", 6.0, "year"),
        ("Emomali Rahmon has been in power for more than two decades.", "person:emomali-rahmon", "ruled", 2.0, "decade"),
        ("Islam Karimov's rule lasted 25 years.", "person:islam-karimov", "ruled", 25.0, "year"),
        ("Angela Merkel's fourteen years as chancellor have changed her.", "person:angela-merkel", "was chancellor", 14.0, "year"),
    ],
)
def test_lengths(text, who, predicate, value, unit):
    assert (who, predicate, value, unit, False) in told(text, "duration")


@pytest.mark.parametrize(
    "text",
    [
        "Two years after the war in Chad, trade is growing.",
        "Angela Merkel may be chancellor of Germany for another four years.",
        "In his first ten years as president Emomali Rahmon built roads.",
        "The minister spent four days in Sudan, where she met Prime Minister Hamdok.",
        "It received a retainer of 35,000 dollars a month for David Cameron's efforts as prime minister.",
        "It took a three-decades-long war for the Eritreans to free themselves.",
        "A settlement between Iran and the rebels is the only way to end forty years of war and bring Afghans peace.",
        "Israel took the territories in the 1967 Six-Day War.",
    ],
)
def test_no_length(text):
    assert told(text, "duration") == []


@pytest.mark.parametrize(
    ("text", "type_", "predicate", "first", "last"),
    [
        ("It is now three decades since Latvia became independent.", "independence", "independent since", "1987", "1993"),
        ("Uzbekistan marks the 29th anniversary of its independence this year.", "independence", "independent since", "1991", "1991"),
        ("Kyrgyzstan is celebrating thirty years of independence.", "independence", "independent since", "1989", "1991"),
        ("Two years after Russia annexed Crimea, the sanctions are in place.", "date", "took place", "2017", "2019"),
        ("Ten years after the war between Russia and Georgia, the line is closed.", "date", "took place", "2009", "2011"),
        ("Five years ago Russia and Georgia fought a short war.", "date", "took place", "2014", "2016"),
        ("It was in 1992 that civil war broke out in Tajikistan.", "date", "began", "1992", "1992"),
        ("In August 2008 war broke out between Russia and Georgia.", "date", "began", "2008", "2008"),
        ("NATO celebrates the 70th anniversary of its founding this year.", "date", "founded", "1950", "1950"),
    ],
)
def test_distances_and_wars(text, type_, predicate, first, last):
    spans = [(p, w[0][:4], w[1][:4]) for _, p, w, _, _ in told(text, type_) if isinstance(w, tuple)]
    assert (predicate, first, last) in spans


@pytest.mark.parametrize(
    "text",
    [
        "The Dayton Agreement put an end to the war in Bosnia.",
        "The war in Bosnia was brought to an end by the Dayton Accords.",
        "The Bosnian War ended with the signing of the Dayton Agreement.",
    ],
)
def test_what_ended_a_war(text):
    assert [p for _, p, *_ in told(text, "date")] == ["ended by"]


@pytest.mark.parametrize(
    "text",
    [
        "Two years after Russia annexed Crimea, the ministers met in Minsk.",
        "The attacks on two compounds in Benghazi, on the 11th anniversary of 9/11, were another matter. Nobody denied it.",
    ],
)
def test_a_distance_in_a_past_tale_is_none_from_today(text):
    assert told(text, "date") == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Secretary of State Antony Blinken travelled to India.", "in office"),
        ("As Secretary of State Antony Blinken travels to India, he has little to offer.", None),
        ("On Secretary Antony Blinken's visit to Kuwait, the hosts asked for help.", None),
    ],
)
def test_a_title_bounds_a_journey_only_in_the_past(text, unit):
    assert [found[3] for found in told(text, "journey")] in ([unit], [])


def test_a_few_weeks_ago_gives_no_days():
    assert told("Antony Blinken was in Israel a few weeks ago.", "date") == []


@pytest.mark.parametrize(
    ("text", "predicate", "targets", "unit", "negated"),
    [
        ("John Kerry travelled to all five Central Asian states in 2015.", "visited all of", ("region:central-asia",), None, False),
        ("President Barack Obama paid a visit to Latvia in 2015.", "visited", ("LVA",), "in office", False),
        ("In 2018 Mike Pompeo called on the leaders of Estonia and Latvia.", "visited", ("EST", "LVA"), None, False),
        ("Hillary Clinton's visit to Armenia took place in July 2010.", "visited", ("ARM",), None, False),
        ("On a visit to Georgia in July 2016, John Kerry met nobody.", "visited", ("GEO",), None, False),
        ("As secretary of state, Mike Pompeo never set foot in Moldova.", "visited", ("MDA",), "in office", True),
        ("Secretary of State Mike Pompeo has yet to visit Ukraine.", "yet to visit", ("UKR",), "in office", False),
        ("No American president has ever been to Armenia.", "visited", ("ARM",), "in office", True),
        ("Colin Powell was the first secretary of state to visit Belarus.", "first to visit", ("BLR",), "foreign_minister", False),
        ("Armenia hosted Hillary Clinton in July 2010.", "visited", ("ARM",), None, False),
        ("John Kerry's tour took him to Moldova and Lithuania.", "visited", ("MDA", "LTU"), None, False),
        ("On his tour in 2015 John Kerry skipped Georgia.", "visited", ("GEO",), None, True),
    ],
)
def test_journeys(text, predicate, targets, unit, negated):
    assert (predicate, targets, unit, negated) in [found[1:] for found in told(text, "journey")]


@pytest.mark.parametrize(
    "text",
    [
        "John Kerry will travel to Georgia in May.",
        "John Kerry hopes to visit Georgia.",
        "John Kerry cancelled a planned visit to Georgia.",
        "John Kerry met the Georgian minister in Washington on Friday.",
        "Wendy Sherman met a deputy minister in Paris.",
        "John Kerry called on the leaders of Georgia to hold talks.",
    ],
)
def test_no_journey(text):
    assert told(text, "journey") == []
