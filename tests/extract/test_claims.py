"""Claims: which sentences make one, of what type, about whom; and which make none."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from dragoman.extract.claims import find_claims
from dragoman.extract.mentions import find_mentions
from dragoman.language.model import load
from dragoman.language.parse import parse_document
from dragoman.link.cast import link_mentions
from dragoman.records.document import Block, Document
from dragoman.records.findings import Claim, Quote
from dragoman.records.spans import Span
from dragoman.tables import load_facts

DAY = "2020-01-04"


@cache
def english() -> Language:
    return load()


def document(text: str, kind: str = "paragraph") -> Document:
    blocks = (Block(kind=kind, start=0, end=len(text)),) if text else ()
    return Document(
        id="d", source="d", title=None, published=DAY, publisher=None, author=None, url=None, language="en", text=text, blocks=blocks
    )


@cache
def claims_of(text: str, quotes: tuple[Quote, ...] = (), kind: str = "paragraph") -> tuple[Claim, ...]:
    made, facts = document(text, kind), load_facts()
    doc = parse_document(english(), made)
    cast = link_mentions(doc, made, find_mentions(doc, made, facts), facts)
    return find_claims(doc, made, cast, quotes, facts)


def spelt(text: str) -> set[tuple[str, str | None, str, tuple[str | None, ...]]]:
    """Return (type, subject, predicate, objects) of a text's claims, by entity or name."""
    found = set()
    for c in claims_of(text):
        targets = c.objects or ((c.object,) if c.object else ())
        found.add((c.type, c.subject.entity or c.subject.name, c.predicate, tuple(t.entity or t.name for t in targets)))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Belarus is a member of the CSTO.", ("membership", "BLR", "member of", ("org:CSTO",))),
        ("Ministers of NATO member Norway came.", ("membership", "NOR", "member of", ("org:NATO",))),
        ("Former CSTO member Uzbekistan sent nobody.", ("membership", "UZB", "former member of", ("org:CSTO",))),
        ("Mongolia is an observer at the SCO.", ("membership", "MNG", "observer of", ("org:SCO",))),
        ("Latvia joined the European Union in 2004.", ("membership", "LVA", "joined", ("org:EU",))),
        ("Qatar left OPEC.", ("membership", "QAT", "left", ("org:OPEC",))),
        ("Norway and Iceland are members of NATO.", ("membership", "org:NATO", "has as members", ("NOR", "ISL"))),
        ("The EAEU also includes Armenia and Belarus.", ("membership", "org:EAEU", "includes", ("ARM", "BLR"))),
        ("NATO has 29 members.", ("membership", "org:NATO", "has members", ())),
        ("Armenia, whose army is small, is part of the CSTO.", ("membership", "ARM", "member of", ("org:CSTO",))),
        ("Russian Foreign Minister Sergei Lavrov spoke.", ("office", "person:sergey-lavrov", "foreign minister", ("RUS",))),
        ("Angela Merkel, the chancellor of Germany, spoke.", ("office", "person:angela-merkel", "chancellor", ("DEU",))),
        ("Angela Merkel is the chancellor of Austria.", ("office", "person:angela-merkel", "is chancellor", ("AUT",))),
        ("Vladimir Putin was prime minister of Russia in 2010.", ("office", "person:vladimir-putin", "was prime minister", ("RUS",))),
        ("Former US President Barack Obama spoke.", ("office", "person:barack-obama", "former president", ("USA",))),
        ("They met in Bishkek, the capital of Kyrgyzstan.", ("capital", "Bishkek", "capital of", ("KGZ",))),
        ("Kyrgyzstan's capital is Osh.", ("capital", "Osh", "capital of", ("KGZ",))),
        ("Nur-Sultan, formerly Astana, is cold.", ("name", "Nur-Sultan", "formerly", ("Astana",))),
        ("Poland borders Ukraine and Belarus.", ("border", "POL", "borders", ("UKR", "BLR"))),
        ("Two of Poland's neighbours, Ukraine and Belarus, agreed.", ("border", "POL", "borders", ("UKR", "BLR"))),
        ("Uzbekistan is the most populous country in Central Asia.", ("rank", "UZB", "rank by population", ("region:central-asia",))),
        ("China is the second biggest Kazakh export market.", ("rank", "KAZ", "rank by exports", ("CHN",))),
        ("China accounts for a third of Kyrgyzstan's imports.", ("share", "KGZ", "imports from", ("CHN",))),
        ("Almost 40 percent of Belarusian exports go to Russia.", ("share", "BLR", "exports to", ("RUS",))),
        (
            "Uzbekistan once contributed 30 percent of Central Asia's GDP.",
            ("gdp_share", "UZB", "was gdp share of", ("region:central-asia",)),
        ),
        ("Georgia has been independent since 1991.", ("independence", "GEO", "independent since", ())),
        ("Norway covers 385,000 square kilometres.", ("area", "NOR", "area_km2", ())),
        ("Norway has a population of 5.3 million.", ("quantity", "NOR", "population", ())),
        ("Kazakhstan signed a treaty with China.", ("treaty", "KAZ", "signed", ("CHN",))),
    ],
)
def test_claims(text, expected):
    assert expected in spelt(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine wants to join NATO.",
        "Ukraine may become a member of NATO.",
        "If Ukraine joined NATO, much would change.",
        "Is Ukraine a member of NATO?",
        "Ukraine will join the European Union.",
        "If he is elected president of Kazakhstan, he will travel.",
        "Almaty is the financial capital of Kazakhstan.",
        "The German State Secretary thanked the Foreign Ministry.",
        "Kazakhstan is the most beautiful country in Central Asia.",
        "The startup raised capital in London.",
        "Seoul hopes that the border will open.",
        "",
    ],
)
def test_no_claims(text):
    assert not [c for c in claims_of(text) if not c.negated], spelt(text)


def test_who_has_left_holds_no_title():
    text = "Talks began after Kazakh President Nursultan Nazarbayev – a friend of Moscow – stepped down."
    assert ("office", "person:nursultan-nazarbayev", "left president", ("KAZ",)) in spelt(text)
    assert not any(predicate == "president" for _, _, predicate, _ in spelt(text))


def test_neither_and_but_not():
    assert {c.negated for c in claims_of("Neither Norway nor Iceland is a member of the EU.")} == {True}
    made = {(c.object.entity, c.negated) for c in claims_of("Cyprus is a member of the EU but not of NATO.")}
    assert made == {("org:EU", False), ("org:NATO", True)}


def test_judgements_are_kept_as_opinions():
    assert {c.predicate for c in claims_of("Ties between Norway and Poland have never been stronger.")} == {"opinion"}
    assert "opinion" in {c.predicate for c in claims_of("Norway is the closest ally of Poland.")}


def test_denial_is_kept():
    (claim,) = claims_of("Switzerland is not a member of NATO.")
    assert claim.negated and claim.predicate == "member of"


def test_figures_and_approximations():
    (claim,) = claims_of("Slightly more than four percent of Kazakhstan's imports come from the United States.")
    assert (claim.value, claim.unit, claim.approx) == (4.0, "percent", "slightly more than")
    (claim,) = claims_of("Two-thirds of Kazakhstan's exports go to Italy.")
    assert claim.value == pytest.approx(66.67) and claim.approx == "fraction"
    (claim,) = claims_of("The 18-year-long war in Afghanistan goes on.")
    assert (claim.type, claim.value, claim.unit) == ("duration", 18.0, "year")


def test_a_claim_goes_on_from_the_sentence_before():
    text = "Almost 40 percent of Kazakhstan's imports come from Russia, with another 16 percent arriving from China."
    assert [(c.object.entity, c.value) for c in claims_of(text)] == [("RUS", 40.0), ("CHN", 16.0)]


def test_claims_in_quotations_stay_the_speakers():
    text = "“Belarus is a member of NATO,” the analyst said. Norway is a member of NATO."
    quote = Quote(
        document="d",
        id="q1",
        spans=(Span(start=0, end=30),),
        text=text[:30],
        maker="t",
        confidence=1.0,
        form="direct",
        source=None,
        cue=None,
        content=(Span(start=1, end=29),),
    )
    assert [(c.subject.entity, c.reported_by) for c in claims_of(text, (quote,))] == [("BLR", "q1"), ("NOR", None)]


def test_boilerplate_makes_no_claims():
    assert claims_of("Belarus is a member of NATO.", (), "boilerplate") == ()


def test_the_same_claim_is_made_once():
    claims = claims_of("Belarus is a member of NATO. Minsk denies it. Belarus is a member of NATO.")
    assert [c.id for c in claims] == ["c1"]


@given(
    st.lists(
        st.sampled_from(
            [
                "Kazakhstan",
                "is",
                "the",
                "capital",
                "of",
                "NATO",
                "member",
                "%",
                "40",
                "percent",
                ",",
                ".",
                "-",
                "–",
                "president",
                "neighbours",
                "and",
                "1991",
                "“",
                "”",
                "'",
                "imports",
            ]
        ),
        max_size=14,
    )
)
@settings(max_examples=40, deadline=None)
def test_spans_lie_inside_any_text(words):
    text = " ".join(words)
    for claim in claims_of(text):
        for span in claim.spans:
            assert 0 <= span.start < span.end <= len(text)
            assert claim.text == text[span.start : span.end]
