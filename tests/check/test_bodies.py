"""Founders, permanent seats, suspensions, denials, seats and kinds of bodies, and names in use: on the shipped tables."""

import pytest

from dragoman.check.suite import check_claim
from dragoman.records.findings import Claim
from dragoman.records.spans import DateRange, Ref, Span
from dragoman.tables import load_facts

TODAY = "2026-11-24"


def claim(subject: str, predicate: str, target: str | list[str], type_: str = "membership", year: str | None = None, **more) -> Claim:
    def ref(name: str) -> Ref:
        code = name if ":" in name or (len(name) == 3 and name.isupper()) else None
        return Ref(entity=code, name=name, country=code if code and ":" not in code else None)

    many = isinstance(target, list)
    return Claim(
        document="d",
        id="c1",
        spans=(Span(start=0, end=1),),
        text="x",
        maker="test",
        confidence=1.0,
        type=type_,
        subject=ref(subject),
        predicate=predicate,
        object=None if many or not target else ref(target),
        objects=tuple(ref(t) for t in target) if many else (),
        period=DateRange(start=f"{year}-01-01", end=f"{year}-12-31", text=year) if year else None,
        **more,
    )


@pytest.mark.parametrize(
    ("made", "day", "label"),
    [
        (claim("KAZ", "founder of", "org:EAEU"), "2020-01-01", "supported"),
        (claim("KGZ", "founder of", "org:EAEU"), "2020-01-01", "refuted"),
        (claim("org:OPEC", "founded by", ["IRN", "LBY"]), "2020-01-01", "partly"),
        (claim("KAZ", "founder of", "org:CIS"), "2020-01-01", "insufficient"),  # whom one counts is disputed
        (claim("DEU", "permanent member of", "org:UNSC"), "2020-06-01", "refuted"),
        (claim("CHN", "permanent member of", "org:UNSC"), "2020-06-01", "supported"),
        (claim("GNB", "was suspended of", "org:AU", year="2021"), "2021-12-01", "refuted"),
        (claim("SYR", "suspended of", "org:Arab-League"), "2023-09-01", "outdated"),
        (claim("SYR", "joined", "org:Arab-League", year="2023"), "2023-09-01", "supported"),  # let in again
        (claim("GEO", "was member of", "org:CIS", year="2012"), "2015-01-01", "refuted"),
        (claim("KAZ", "member of", "org:PfP"), "2020-01-01", "supported"),  # which has partners alone
        (claim("ARM", "left", "org:CSTO"), "2024-01-01", "refuted"),  # one term after the other is no departure
        (claim("org:BRICS", "has as members", ["SAU"]), "2024-06-01", "insufficient"),  # invited
        (claim("org:EAEU", "has as members", ["KAZ", "UZB"], negated=True), "2018-01-01", "partly"),
        (claim("org:NATO", "joined by", ["region:baltic-states"], year="2004"), "2018-01-01", "supported"),
        (claim("SWE", "joined", "org:NATO", negated=True), "2024-09-01", "outdated"),  # was so until lately
        (claim("POL", "member of", "org:NATO", negated=True), "2020-01-01", "refuted"),  # not so for long
        (claim("KAZ", "member of", "org:EAEU", negated=True), "2018-01-01", "refuted"),  # never so
        (claim("org:OPEC", "has its seat in", "Geneva"), "2020-01-01", "refuted"),
        (claim("org:OPEC", "has its seat in", "Vienna"), "2020-01-01", "supported"),
        (claim("org:EAEU", "counts as", "", value="defence"), "2020-01-01", "refuted"),
        (claim("org:SCO", "counts as", "", value="defence"), "2020-01-01", "insufficient"),
        (claim("North Macedonia", "in use", "North Macedonia", "name"), "2016-01-01", "refuted"),
        (claim("Semipalatinsk", "in use", "Semipalatinsk", "name"), "2012-01-01", "outdated"),
        (claim("Bishkek", "formerly", "Leninabad", "name"), "2006-01-01", "refuted"),
        (claim("Astana", "was capital of", "KAZ", "capital", year="1997"), "2018-01-01", "supported"),  # under another name
        (claim("Samarkand", "was capital of", "UZB", "capital", year="1930"), "2018-01-01", "insufficient"),  # before the table
    ],
)
def test_labels(made, day, label):
    checked = check_claim(made, load_facts(), day, TODAY)
    assert checked.verdict.label == label, checked.verdict.note
