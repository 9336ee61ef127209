"""Frames in which memberships, sizes and seats of bodies, capitals and names of places are claimed: one sentence stands for each."""

import pytest
from test_claims import claims_of, spelt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The SCO admitted India as a full member in 2017.", ("membership", "IND", "joined", ("org:SCO",))),
        ("NATO was enlarged in 2017 to include Montenegro.", ("membership", "MNE", "joined", ("org:NATO",))),
        ("Mongolia joined the SCO as an observer in 2004.", ("membership", "MNG", "was observer of", ("org:SCO",))),
        ("Latvia joined the WTO in 1999 and Lithuania did so in 2001.", ("membership", "LTU", "joined", ("org:WTO",))),
        ("All three Baltic states joined NATO in 2004.", ("membership", "org:NATO", "joined by", ("region:baltic-states",))),
        ("Neither Moldova nor Armenia belongs to NATO.", ("membership", "org:NATO", "has as members", ("MDA", "ARM"))),
        ("Ireland has yet to become a member of NATO.", ("membership", "IRL", "member of", ("org:NATO",))),
        ("Belarus enjoys full membership of the CSTO.", ("membership", "BLR", "member of", ("org:CSTO",))),
        ("The EU granted Moldova candidate status in 2022.", ("membership", "MDA", "candidate of", ("org:EU",))),
        ("Estonia swapped the kroon for the euro in 2011.", ("membership", "EST", "joined", ("org:Eurozone",))),
        ("Italy was a founding member of NATO.", ("membership", "ITA", "was founder of", ("org:NATO",))),
        ("OPEC was founded by Iran and Iraq.", ("membership", "org:OPEC", "founded by", ("IRN", "IRQ"))),
        ("France is a permanent member of the UN Security Council.", ("membership", "FRA", "permanent member of", ("org:UNSC",))),
        ("The Finns are in NATO.", ("membership", "FIN", "member of", ("org:NATO",))),
        ("ASEAN, a bloc of ten countries, met.", ("membership", "org:ASEAN", "has members", ())),
        ("The OSCE is based in Vienna.", ("membership", "org:OSCE", "has its seat in", ("Vienna",))),
        ("The CSTO is a military alliance.", ("membership", "org:CSTO", "counts as", ())),
        ("Turkey has Ankara as its capital.", ("capital", "Ankara", "capital of", ("TUR",))),
        ("Almaty lost its status as capital in 1997.", ("capital", "Almaty", "former capital of", ("KAZ",))),
        ("It is Bishkek, not Osh, that serves as Kyrgyzstan's capital.", ("capital", "Bishkek", "capital of", ("KGZ",))),
        ("Swaziland changed its name to Eswatini in 2018.", ("name", "Swaziland", "renamed", ("Eswatini",))),
        ("Volgograd bore the name Stalingrad until 1961.", ("name", "Volgograd", "formerly", ("Stalingrad",))),
        ("Bishkek was known in Soviet times as Frunze.", ("name", "Bishkek", "formerly", ("Frunze",))),
        ("Swaziland, now Eswatini, is a kingdom.", ("name", "Swaziland", "renamed", ("Eswatini",))),
        ("The country's official name is the Republic of North Macedonia.", ("name", "North Macedonia", "in use", ())),
    ],
)
def test_frames(text, expected):
    found = {(type_, who, told, () if told == "in use" else targets) for type_, who, told, targets in spelt(text)}
    assert expected in found


@pytest.mark.parametrize(
    "text",
    [
        "Georgia joined the European Union in calling for restraint.",
        "NATO welcomed Georgia to the summit.",
        "The EU lost Russia as a market in 2022.",
        "Every Central Asian state but Turkmenistan voted for the SCO.",
        "All nine eastern NATO members signed.",
        "The number of EU members using the euro rose to 20.",
        "The WHO's regional headquarters is in Copenhagen.",
        "A NATO delegation based in Tbilisi welcomed the vote.",
        "The capital of the oil industry is Atyrau.",
        "Kazakhstan, now the closest ally of Moscow, sent envoys.",
        "Russia sent members of Parliament to the UN.",
        "Were Ukraine a member of NATO, war would be unthinkable.",
        "Few believe that Ukraine is a member of NATO.",
        "Ukraine is a NATO member in all but name.",
        "Instead of joining NATO, Moldova chose neutrality.",
        "Turkey withdrew its forces from Iraq and NATO.",
    ],
)
def test_what_only_looks_like_one(text):
    assert [c for c in claims_of(text) if c.type in ("membership", "capital", "name")] == []


def test_how_many_and_whether_denied():
    (size,) = [c for c in claims_of("There are 57 participating states in the OSCE.") if c.predicate == "has members"]
    assert size.value == 57
    for text in (
        "Serbia, a member of neither NATO nor the European Union, abstained.",
        "Kazakhstan, a non-member of NATO, abstained.",
        "It is not true that Serbia is a member of NATO.",
        "Serbia is an observer rather than a member of the CSTO.",
    ):
        assert [c.negated for c in claims_of(text) if c.predicate == "member of"] == [True], text
    (late,) = [c for c in claims_of("Tajikistan has still not joined the EAEU.") if c.type == "membership"]
    assert late.negated
