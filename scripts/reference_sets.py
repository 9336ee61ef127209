"""Reads the reference sets that the tables are checked against; they are no part of the project."""

import calendar
import csv
import gzip
import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from dragoman.tables import load_facts

MONTHS = dict(zip(calendar.month_name[1:], range(1, 13), strict=True))
Row = dict[str, str]


def fold(text: str) -> str:
    """Return a text without marks, case and punctuation."""
    plain = unicodedata.normalize("NFKD", html.unescape(text).replace("ł", "l").replace("ø", "o").replace("ı", "i").replace("’", "'"))
    return re.sub(r"[^a-z0-9 ]+", "", "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("-", " ")).strip()


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a CSV, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", errors="replace", newline="") as stream:
        yield from csv.DictReader(line for line in stream if not line.startswith("#"))


def iso_date(text: str) -> str | None:
    """Return "20 March 2019" as an ISO date."""
    m = re.search(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", text)
    return f"{m[3]}-{MONTHS[m[2]]:02d}-{int(m[1]):02d}" if m and m[2] in MONTHS else None


def days_apart(a: str, b: str) -> int:
    """Return the days between two ISO dates, coarsely (a month counts 30.4 days); partial dates stand for their first day."""
    a, b = (d + "-01" * (3 - len(d.split("-"))) for d in (a, b))
    y, m, d = (int(p) - int(q) for p, q in zip(a.split("-"), b.split("-"), strict=True))
    return abs(round(y * 365.25 + m * 30.44 + d))


class Sets:
    """The independent sets, read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts = load_facts()
        self.by_ccode = {
            int(float(r["ccode"])): r["iso3c"]
            for r in read_rows(folder / "unga_ideal_points/IdealpointestimatesAll_Apr2020.csv")
            if r["iso3c"]
        }
        self.by_ccode.update({345: "SRB", 260: "DEU", 255: "DEU", 347: "XKX", 713: "TWN", 679: "YEM", 678: "YEM", 365: "RUS", 316: "CZE"})
        self.by_gec: dict[str, str] = {"us": "USA", "nl": "NLD", "cf": "COG", "cg": "COD"}
        self.fields: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
        for r in read_rows(folder / "factbook_vintages/factbook_fields.csv.gz"):
            if r["subfield"] == "conventional short form/text" and r["gec"] not in self.by_gec:
                state = self.state(re.sub(r"\s*\(.*", "", r["text"]))
                if state:
                    self.by_gec[r["gec"]] = state
        for r in read_rows(folder / "factbook_vintages/factbook_fields.csv.gz"):
            if r["gec"] in self.by_gec:
                self.fields[self.by_gec[r["gec"]], r["field"], r["subfield"]][r["vintage"]] = html.unescape(r["text"])

    def state(self, name: str) -> str | None:
        """Return the ISO code of a state's English name."""
        name = {"Burma": "Myanmar", "UK": "United Kingdom", "US": "United States", "S. Korea": "South Korea", "Korea, Rep.": "South Korea",
                "Hong Kong, China": "Hong Kong", "Other Asia, nes": "Taiwan"}.get(name, name)  # fmt: skip
        swapped = re.sub(r"^(.*), (.*)$", r"\2 \1", name)
        for form in (name, swapped):
            for e in self.facts.named(form):
                if e.type == "state" or len(e.id) == 3:
                    return e.id
                if e.type == "place" and e.country:
                    return e.country
        return None

    def surnames(self, person: str) -> set[str]:
        """Return the folded words by which a person's name can be told."""
        words = {w for a in self.facts.names_of(person) if a.kind in ("name", "variant", "surname") for w in fold(a.name).split()}
        return {w for w in words if len(w) > 2}


Terms = dict[str, list[tuple[str, str | None, set[str]]]]


def read_reign(sets: Sets) -> Terms:
    terms: Terms = defaultdict(list)
    for r in read_rows(sets.folder / "reign_leaders/leaderlist_3_21.csv"):
        state = sets.by_ccode.get(int(r["ccode"]))
        if state and r["syear"].isdigit() and int(r["syear"]) >= 1985:
            start = f"{r['syear']}-{int(r['smonth']):02d}-{int(r['sdate'] or 1):02d}"
            end = f"{r['eyear']}-{int(r['emonth']):02d}" if r["eyear"].isdigit() and r["emonth"].isdigit() else ""
            terms[state].append((start, "" if end >= "2021-03" else end, set(fold(r["leader"]).split())))
    return terms


def read_heads(sets: Sets) -> Terms:
    terms: Terms = defaultdict(list)
    for (state, _, sub), texts in sets.fields.items():
        if sub not in ("chief of state/text", "head of government/text"):
            continue
        for vintage, text in texts.items():
            m = re.match(r"(.*?)\(since ([^);]+)", text)
            since = iso_date(m[2]) if m else None
            if m and since:
                terms[state].append((since, None if vintage == max(texts) else "", {w for w in fold(m[1]).split() if len(w) > 2}))
    return terms


def read_ministers(sets: Sets) -> Terms:
    terms: Terms = defaultdict(list)
    folder = sets.folder / "everypolitician_wikidata"
    for name in ("world_sources_foreign_wikidata.csv", "world_sources_foreign_scraped.csv"):
        for r in read_rows(folder / name):
            state = sets.state(r["countryLabel"])
            if state and len(r["start"]) == 10:
                terms[state].append((r["start"], "2023-01-10", set(fold(r["name"] or r.get("person", "")).split())))
    for r in read_rows(folder / "kazakhstan_holders21.csv"):
        if len(r["start"]) == 10:
            terms["KAZ"].append((r["start"], r["end"] or "", set(fold(r["person"]).split())))
    for r in read_rows(folder / "world_html_holders21.csv"):
        if r["position"] == "Secretary-General of the United Nations":
            terms["org:UN"].append((r["start"], r["end"] or None, set(fold(r["person"]).split())))
    return terms


def read_trips(sets: Sets) -> dict[str, list[Row]]:
    trips: dict[str, list[Row]] = defaultdict(list)
    for r in read_rows(sets.folder / "us_state_travels/travels.csv"):
        trips[r["role"]].append(r)
    return trips
