"""Rows of subjects with one predicate, days told from other days, and acts that their nouns name."""

import pytest
from test_claims import claims_of


def row_of(text: str, kind: str) -> list[tuple[str, list[str]]]:
    return [(c.predicate, [o.name for o in c.objects]) for c in claims_of(text) if c.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "predicate", "row"),
    [
        ("Latvia and Finland both regained their independence in 1991.", "independence", "independent since", ["Latvia", "Finland"]),
        ("Kazakhstan and Uzbekistan each cover more than two million square kilometres.", "area", "area_km2", ["Kazakhstan", "Uzbekistan"]),
        ("Each of Russia and Japan has more than 100 million inhabitants.", "quantity", "population", ["Russia", "Japan"]),
        (
            "Hillary Clinton and John Kerry both served as secretary of state.",
            "office",
            "was secretary of state",
            ["Hillary Clinton", "John Kerry"],
        ),
        ("Both Poland and Slovenia border Ukraine.", "border", "borders", ["Poland", "Slovenia"]),
    ],
)
def test_each_member_of_a_row_is_a_subject(text, kind, predicate, row):
    assert (predicate, row) in row_of(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Kazakhstan and Uzbekistan together cover more than three million square kilometres.",
        "Kazakhstan and Uzbekistan have fifty million inhabitants between them.",
    ],
)
def test_a_figure_of_several_together_is_of_none_of_them(text):
    assert not [c for c in claims_of(text) if c.predicate in ("area_km2", "population")]


def test_titles_in_a_row_go_to_persons_in_order():
    text = "Vladimir Putin and Dmitry Medvedev are the president and prime minister of Russia."
    told = {(c.subject.name, c.predicate) for c in claims_of(text) if c.type == "office"}
    assert told == {("Vladimir Putin", "is president"), ("Dmitry Medvedev", "is prime minister")}


def test_an_elected_president_by_verb_and_by_adjective():
    assert [c.predicate for c in claims_of("Nikol Pashinyan was elected prime minister of Armenia.")] == ["took prime minister"]


def test_the_day_told_from_another_day():
    text = "Tony Blair resigned on 27 June 2007 and Gordon Brown was sworn in a day later."
    found = {c.subject.name: c.period.start for c in claims_of(text) if c.type == "office" and c.period is not None}
    assert found == {"Tony Blair": "2007-06-27", "Gordon Brown": "2007-06-28"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Spain covers about half a million square kilometres.", 500_000.0),
        ("Moldova has some two and a half million inhabitants.", 2_500_000.0),
        ("Slovenia has a population of two million.", 2_000_000.0),
    ],
)
def test_parts_of_a_million(text, value):
    assert [c.value for c in claims_of(text) if c.type in ("area", "quantity")] == [value]
