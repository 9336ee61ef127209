"""Facts and claims by hand: what the checks are tested on, apart from the shipped tables and the parse."""

from typing import Any

from dragoman.records.facts import (
    Border,
    Complete,
    Entity,
    Facts,
    Figure,
    Happening,
    Journey,
    Membership,
    Office,
    Place,
)
from dragoman.records.spans import Ref

STATES = {
    "KAZ": "Kazakhstan",
    "KGZ": "Kyrgyzstan",
    "TJK": "Tajikistan",
    "UZB": "Uzbekistan",
    "RUS": "Russia",
    "CHN": "China",
    "USA": "United States",
}
CHECKED: dict[str, Any] = {"source": "by hand", "basis": "checked"}
RECALLED: dict[str, Any] = {"source": "by hand", "basis": "recalled"}


def _member(org: str, country: str, start: str | None, end: str | None = None, status: str = "member", **kind: Any) -> Membership:
    row = f"memberships:{org}/{country}/{status}"
    return Membership(row=row, org=org, country=country, status=status, valid_from=start, valid_to=end, **(kind or CHECKED))


def _office(person: str, office: str, title: str, of: str, start: str, end: str | None = None, **kind: Any) -> Office:
    row = f"offices:{of}/{office}/{person}/{start}"
    return Office(row=row, person=person, office=office, title=title, of=of, valid_from=start, valid_to=end, **(kind or CHECKED))


def _figure(country: str, measure: str, value: float, unit: str, year: int | None, partner: str | None = None) -> Figure:
    row = f"figures:{country}/{measure}/{partner}/{year}"
    return Figure(row=row, country=country, measure=measure, value=value, unit=unit, year=year, partner=partner, **CHECKED)


def _border(a: str, b: str) -> Border:
    return Border(row=f"borders:{a}/{b}", a=a, b=b, **CHECKED)


def build_facts() -> Facts:
    """Return a small world around Kazakhstan as of about 2020."""
    people = {
        "person:tokayev": "Kassym-Jomart Tokayev",
        "person:nazarbayev": "Nursultan Nazarbayev",
        "person:jeenbekov": "Sooronbay Jeenbekov",
    }
    people |= {"person:tleuberdi": "Mukhtar Tleuberdi", "person:pompeo": "Mike Pompeo"}
    entities = {k: Entity(id=k, name=v, type="state", country=k) for k, v in STATES.items()}
    entities |= {k: Entity(id=k, name=v, type="person") for k, v in people.items()}
    entities |= {o: Entity(id=o, name=o.split(":")[1].upper(), type="organisation") for o in ("org:pact", "org:club", "region:middle")}
    trade = [(2017, 39.64, 15.86, 4.24), (2018, 39.7, 16.2, 3.83)]
    shares = [
        _figure("KAZ", "import_share", v, "percent", y, p)
        for y, *values in trade
        for v, p in zip(values, ("RUS", "CHN", "USA"), strict=True)
    ]
    exports = [
        _figure("KAZ", "export_share", v, "percent", 2018, p) for v, p in ((19.2, "ITA"), (10.3, "CHN"), (10.2, "NLD"), (8.6, "RUS"))
    ]
    gdp = [_figure(c, "gdp", v, "USD", 2017, None) for c, v in (("KAZ", 166.8e9), ("KGZ", 7.7e9), ("TJK", 7.5e9), ("UZB", 100.0e9))]
    areas = [
        _figure(c, "area_km2", v, "km2", None) for c, v in (("KAZ", 2724900.0), ("KGZ", 199951.0), ("TJK", 144100.0), ("UZB", 447400.0))
    ]
    return Facts(
        entities=entities,
        offices=(
            _office("person:nazarbayev", "head_of_state", "President", "KAZ", "1991-12-16", "2019-03-20"),
            _office("person:tokayev", "head_of_state", "President", "KAZ", "2019-03-20"),
            _office("person:jeenbekov", "head_of_state", "President", "KGZ", "2017-11-24", "2020-10-15"),
            _office("person:tleuberdi", "foreign_minister", "Foreign Minister", "KAZ", "2019-09-18", "2023-04-03", **RECALLED),
        ),
        memberships=(
            *(_member("org:pact", c, "1994-04-20") for c in ("KAZ", "KGZ", "TJK", "RUS")),
            _member("org:pact", "UZB", "1994-04-20", "1999-04-02"),
            _member("org:pact", "UZB", "2006-08-16", "2012-12-19"),
            _member("org:club", "KAZ", "2015-01-01", **RECALLED),
            _member("org:club", "TJK", "2018-05-14", None, "observer", **RECALLED),
            _member("org:club", "CHN", "2016-01-01", None, "suspended"),
            *(_member("region:middle", c, None) for c in ("KAZ", "KGZ", "TJK", "UZB")),
        ),
        places=(
            Place(
                row="places:KAZ/Astana/1",
                name="Astana",
                country="KAZ",
                role="capital",
                valid_from="1998-05-06",
                valid_to="2019-03-23",
                **CHECKED,
            ),
            Place(
                row="places:KAZ/Nur-Sultan",
                name="Nur-Sultan",
                country="KAZ",
                role="capital",
                valid_from="2019-03-23",
                valid_to="2022-09-17",
                **CHECKED,
            ),
            Place(row="places:KAZ/Almaty", name="Almaty", country="KAZ", role="city", **CHECKED),
            Place(row="places:KAZ/Astana/2", name="Astana", country="KAZ", role="capital", valid_from="2022-09-17", **CHECKED),
        ),
        borders=(_border("KAZ", "KGZ"), _border("KAZ", "RUS"), _border("CHN", "KAZ"), _border("KAZ", "UZB"), _border("KGZ", "TJK")),
        figures=(*shares, *exports, *gdp, *areas, _figure("KAZ", "population", 18.75e6, "people", 2020)),
        happenings=(
            Happening(
                row="happenings:independence",
                kind="independence",
                name="Independence of Kazakhstan",
                parties=("KAZ",),
                valid_from="1991-12-16",
                **CHECKED,
            ),
            Happening(
                row="happenings:war",
                kind="war",
                name="War in Ruritania",
                parties=("USA",),
                valid_from="2001-10-07",
                valid_to="2021-08-30",
                **CHECKED,
            ),
            Happening(
                row="happenings:pact",
                kind="agreement",
                name="Friendship Treaty",
                parties=("KAZ", "USA"),
                valid_from="1994-02-14",
                **CHECKED,
            ),
        ),
        journeys=(
            Journey(
                row="journeys:1",
                visitor="person:pompeo",
                country="KAZ",
                city="Nur-Sultan",
                start="2020-02-01",
                end="2020-02-02",
                status="held",
                **CHECKED,
            ),
        ),
        complete=(
            Complete(table="memberships", key="org:pact", valid_from="1994-04-20", valid_to=None, source="by hand"),
            Complete(table="borders", key="KAZ", valid_from="1991-12-16", valid_to=None, source="by hand"),
        ),
    )


def ref(entity: str | None, name: str | None = None, country: str | None = None) -> Ref:
    return Ref(entity=entity, name=name or entity or "", country=country or (entity if entity in STATES else None))
