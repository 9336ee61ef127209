"""Says which rows of the reference tables an independent set at hand confirms, and lists what disagrees.

    python scripts/crosscheck_tables.py ../shared/reference            # prove: fails where a row marked checked is not confirmed
    python scripts/crosscheck_tables.py ../shared/reference --write    # set each row's basis, and print the disagreements

A row is `checked` where a set that this project did not write says the same of all that the row claims (who, what, from when,
until when) in the years that the set covers; every other row is `recalled`. The sets are read here and never copied.
"""

import argparse
import csv
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import babel
import pycountry
from reference_sets import MONTHS, Row, Sets, days_apart, fold, read_heads, read_ministers, read_reign, read_rows, read_trips

TABLES = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "data" / "tables"
# What the COW list and the Factbook call the bodies.
COW_IGO = {"UN": "un", "NATO": "nato", "CIS": "cis", "EU": "eu", "OSCE": "osce", "WTO": "wto", "OPEC": "opec", "ASEAN": "asean",
           "Arab-League": "loas", "GCC": "gcc", "OIC": "oic", "CoE": "coe", "OECD": "oecd", "AU": "au", "SCO": "sco", "ECO": "eco",
           "CSTO": "csto", "EurAsEC": "eaec", "ECOWAS": "ecowas", "EFTA": "efta", "Mercosur": "mercosur", "SAARC": "saarc",
           "BSEC": "bsec", "APEC": "apec"}  # fmt: skip
FACTBOOK_IGO = {"UN": "UN", "NATO": "NATO", "CIS": "CIS", "EU": "EU", "OSCE": "OSCE", "WTO": "WTO", "OPEC": "OPEC", "ASEAN": "ASEAN",
                "Arab-League": "LAS", "GCC": "GCC", "OIC": "OIC", "CoE": "CE", "OECD": "OECD", "AU": "AU", "SCO": "SCO", "CSTO": "CSTO",
                "EAEU": "EAEU", "G20": "G-20", "PfP": "PFP", "ECO": "ECO", "Eurozone": "EMU", "Schengen": "Schengen Convention",
                "BRICS": "BRICS", "G7": "G-7", "GUAM": "GUAM", "ECOWAS": "ECOWAS", "EFTA": "EFTA", "Mercosur": "Mercosur",
                "Commonwealth": "C", "SAARC": "SAARC", "BSEC": "BSEC", "APEC": "APEC", "Arctic-Council": "Arctic Council"}  # fmt: skip
TYPOLOGY = {"SC": {"state-controlled"}, "CaPu": {"captured-public"}, "CaPr": {"captured-private"}, "IP": {"public"},
            "ISFM": {"state-funded", "public"}, "ISF": {"state-funded", "public"}, "ISM": {"public"}}  # fmt: skip


Verdicts = dict[int, bool]  # row number -> confirmed (True) or contradicted (False); absent: not covered
Check = Callable[[Sets, list[Row]], tuple[Verdicts, list[str]]]


def check_memberships(sets: Sets, rows: list[Row]) -> tuple[Verdicts, list[str]]:
    """Compare, year by year and vintage by vintage; a change may lie a year off in COW and 18 months late in the Factbook."""
    cow: dict[tuple[str, str], set[int]] = defaultdict(set)
    for r in read_rows(sets.folder / "cow_igo_v3/igo_membership_spells_1991_2014.csv"):
        if r["status"] == "full" and int(r["ccode"]) in sets.by_ccode:
            cow[r["igo"], sets.by_ccode[int(r["ccode"])]].update(range(int(r["from_year"]), int(r["to_year"]) + 1))
    book: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    vintages: set[str] = set()
    covered: set[str] = set()
    for r in read_rows(sets.folder / "factbook_vintages/igo_participation.csv.gz"):
        vintages.add(r["vintage"])
        state = sets.by_gec.get(r["gec"])
        if state:
            book[r["organisation"], state][r["vintage"]] = r["status"]
            covered.add(state)
    counted = {s for _, s in cow}
    founded = {b.org.removeprefix("org:"): b.valid_from or "" for b in sets.facts.bodies}
    ours: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for r in rows:
        if r["status"] == "member":
            ours[r["org"].removeprefix("org:"), r["country"]].append(r)
    verdicts: Verdicts = {}
    notes: list[str] = []
    for key in sorted(set(ours) | {(o, s) for o, c in COW_IGO.items() for i, s in cow if i == c}):
        org, state = key
        if org.startswith("region:") or state not in sets.facts.entities:
            continue
        listed = org in COW_IGO and state in counted
        wrong, seen = _compare_years(ours[key], cow.get((COW_IGO.get(org, ""), state), set()) if listed else None, founded.get(org, "")[:4])
        marks = book.get((FACTBOOK_IGO.get(org, ""), state), {}) if org in FACTBOOK_IGO and state in covered else None
        wrong_book, seen_book = _compare_vintages(ours[key], marks, sorted(vintages))
        if wrong:
            notes.append(f"memberships {org}/{state}: COW says otherwise for {_spans(wrong)}")
        if wrong_book:
            late = max(vintages) not in wrong_book and len(seen_book) > 0
            notes.append(
                f"memberships {org}/{state}: Factbook vintages {', '.join(wrong_book)} say otherwise{' (late, then agree)' if late else ''}"
            )
            wrong_book = [] if late else wrong_book
        for n, r in enumerate(rows):
            if r in ours[key]:
                span = _covered(r, [f"{y}-07-01" for y in seen] + seen_book, founded.get(org, ""))
                if span and not _touches(r, wrong, wrong_book):
                    verdicts[n] = True
                elif _touches(r, wrong, wrong_book):
                    verdicts[n] = False
    return verdicts, notes


def _holds(rows: Iterable[Row], day: str) -> bool:
    return any((r["valid_from"] or "0") <= day and (not r["valid_to"] or day < r["valid_to"]) for r in rows)


def _near_change(rows: Iterable[Row], day: str, days: int) -> bool:
    return any(d and days_apart(d, day) <= days for r in rows for d in (r["valid_from"], r["valid_to"]))


def _compare_years(ours: list[Row], years: set[int] | None, founded: str) -> tuple[list[int], list[int]]:
    """Years before the body's founding are left out: some of our rows reach back to the treaty that came before it."""
    if years is None:
        return [], []
    seen = [y for y in range(1992, 2015) if str(y) > founded]
    return [y for y in seen if _holds(ours, f"{y}-07-01") != (y in years) and not _near_change(ours, f"{y}-07-01", 400)], seen


def _compare_vintages(ours: list[Row], marks: dict[str, str] | None, vintages: list[str]) -> tuple[list[str], list[str]]:
    if marks is None:
        return [], []
    wrong = []
    for v in vintages:
        member = v in marks and marks[v] == "member"
        if _holds(ours, v) != member and not _near_change(ours, v, 550) and not (member is False and v in marks):
            wrong.append(v)
    return wrong, vintages


def _covered(row: Row, days: list[str], founded: str) -> bool:
    """A set must look on both sides of a row's start and end.

    A start before 1992, or within a year of the body's founding, need only be found in force.
    """
    if not any(_holds([row], d) for d in days):
        return False
    new = bool(founded and row["valid_from"]) and days_apart(founded, row["valid_from"]) <= 366
    ends = [d for d in ("" if new else row["valid_from"], row["valid_to"]) if d and d >= "1992"]
    return all(any(x < d for x in days) and any(x > d for x in days) for d in ends)


def _touches(row: Row, years: list[int], vintages: list[str]) -> bool:
    days = [f"{y}-07-01" for y in years] + vintages
    return any(_holds([row], d) or _near_change([row], d, 400) for d in days)


def _spans(years: list[int]) -> str:
    return f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])


def check_offices(sets: Sets, rows: list[Row]) -> tuple[Verdicts, list[str]]:
    """Heads by the Factbook's "since" and REIGN, foreign ministers by Wikidata, US offices by their journeys."""
    verdicts: Verdicts = {}
    notes: list[str] = []
    reign, book, ministers, trips = read_reign(sets), read_heads(sets), read_ministers(sets), read_trips(sets)
    for n, r in enumerate(rows):
        names = sets.surnames(r["person"])
        if r["of"] == "USA" and r["office"] in ("head_of_state", "foreign_minister"):
            role = "president" if r["office"] == "head_of_state" else "secretary"
            own = [
                t
                for t in trips[role]
                if names & set(fold(t["name"]).split()[-1:])
                and fold(t["name"])[:3] in {fold(a.name)[:3] for a in sets.facts.names_of(r["person"])}
            ]
            inside = [t for t in trips[role] if _holds([r], t["start"])]
            if inside and all(t in own for t in inside):
                verdicts[n] = True
            elif inside:
                notes.append(f"offices USA/{r['office']}/{r['person']}: another holder travels inside the term")
            continue
        if r["office"] in ("head_of_state", "head_of_government", "party_leader", "supreme_leader"):
            starts = [(d, e, "Factbook") for d, e, who in book[r["of"]] if names & who] + [
                (d, e, "REIGN") for d, e, who in reign[r["of"]] if names & who
            ]
        elif r["office"] == "foreign_minister" or (r["of"] == "KAZ" and r["office"] == "head_of_government"):
            starts = [(d, e, "Wikidata") for d, e, who in ministers[r["of"]] if names & who]
        elif r["of"] == "org:UN":
            starts = [(d, e, "Wikidata") for d, e, who in ministers["org:UN"] if names & who]
        else:
            continue
        same = [s for s in starts if days_apart(s[0], r["valid_from"]) <= 3]
        if same and (any(_same_end(s[1], r["valid_to"]) for s in same) or _succeeds(r, rows)):
            verdicts[n] = True
        elif starts and not same:
            near = min(starts, key=lambda s: days_apart(s[0], r["valid_from"]))
            if 3 < days_apart(near[0], r["valid_from"]) < 400:
                notes.append(f"offices {r['of']}/{r['office']}/{r['person']}: {r['valid_from']} here, {near[0]} by {near[2]}")
    return verdicts, notes


def _same_end(theirs: str | None, ours: str) -> bool:
    """An open end must be open in the set's last state too; else the months must agree."""
    if theirs is None:
        return ours == ""
    return bool(ours) and theirs != "" and days_apart(theirs[:7], ours[:7]) <= 31


def _succeeds(row: Row, rows: list[Row]) -> bool:
    """The end is told by the start of a successor that stands in the table with the same day."""
    return bool(row["valid_to"]) and any(
        o["of"] == row["of"]
        and o["office"].removeprefix("acting_") == row["office"]
        and o["valid_from"] == row["valid_to"]
        and o["person"] != row["person"]
        for o in rows
    )


def check_places(sets: Sets, rows: list[Row]) -> tuple[Verdicts, list[str]]:
    """Capitals by the Factbook's vintages and by COW's dated list."""
    verdicts: Verdicts = {}
    notes: list[str] = []
    cow = defaultdict(list)
    for r in read_rows(sets.folder / "peacesciencer/cow_capitals.csv"):
        if int(float(r["ccode"])) in sets.by_ccode:
            cow[sets.by_ccode[int(float(r["ccode"]))]].append((fold(r["capital"]), r["stdate"], r["enddate"]))
    for n, r in enumerate(rows):
        if r["role"] != "capital":
            continue
        forms = {fold(a.name) for e in sets.facts.named(r["name"]) for a in sets.facts.names_of(e.id)} | {fold(r["name"])}
        texts = {
            v: t
            for v, t in sets.fields.get((r["country"], "Capital", "name/text"), {}).items()
            if _holds([r], v) and not _near_change([r], v, 550)
        }
        says = [v for v, t in texts.items() if any(f and f in fold(t) for f in forms)]
        listed = [
            c
            for c in cow[r["country"]]
            if c[0] in forms and (c[1] or "") <= (r["valid_to"] or "9999") and (c[2] or "9") >= (r["valid_from"] or "0")
        ]
        if (texts and len(says) == len(texts)) or (not texts and listed):
            verdicts[n] = True
        elif texts:
            notes.append(f"places {r['country']}/{r['name']}: Factbook says {next(iter(texts.values()))[:60]!r}")
    return verdicts, notes


def check_borders(sets: Sets, rows: list[Row]) -> tuple[Verdicts, list[str]]:
    """Land borders by either state's entry in the last vintages that list them."""
    listed: dict[str, set[str]] = {}
    for (state, field, sub), texts in sets.fields.items():
        if field == "Land boundaries" and sub.startswith("border countries"):
            names = re.findall(r"([A-Z][^\d;:]+?)\s*(?:\([^)]*\)\s*)?[\d.,]+ km", texts[max(texts)])
            listed[state] = {s for name in names for s in [sets.state(name.strip(" ,;:"))] if s}
    verdicts: Verdicts = {}
    ours = {(r["a"], r["b"]) for r in rows}
    for n, r in enumerate(rows):
        if r["b"] in listed.get(r["a"], ()) or r["a"] in listed.get(r["b"], ()):
            verdicts[n] = True
    notes = [
        f"borders {a}/{b}: in the Factbook, not here"
        for a, theirs in sorted(listed.items())
        for b in sorted(theirs)
        if a < b and (a, b) not in ours
    ]
    notes += [f"borders {r['a']}/{r['b']}: not in the Factbook" for n, r in enumerate(rows) if n not in verdicts]
    return verdicts, notes


def check_aliases(sets: Sets, rows: list[Row]) -> tuple[Verdicts, list[str]]:
    """Names by ISO and CLDR, demonyms and adjectives by the Factbook's nationality, capitals by its capital."""
    locale, verdicts = babel.Locale("en"), {}
    for n, r in enumerate(rows):
        state, wanted = r["entity"], fold(r["name"])
        if r["kind"] in ("name", "short", "official", "variant"):
            country = pycountry.countries.get(alpha_3=state)
            if country:
                names = [getattr(country, a, "") for a in ("name", "official_name", "common_name")] + [
                    v for k, v in locale.territories.items() if k.split("-")[0] == country.alpha_2
                ]
                if wanted in {fold(x) for x in names}:
                    verdicts[n] = True
        elif r["kind"] in ("demonym", "adjective", "ethnic"):
            texts = " ".join(
                t for sub in ("noun/text", "adjective/text") for t in sets.fields.get((state, "Nationality", sub), {}).values()
            )
            plain = wanted.removeprefix("the ")
            if (
                plain in fold(texts).split()
                or f" {plain} " in f" {fold(texts)} "
                or (plain.endswith("s") and plain[:-1] in fold(texts).split())
            ):
                verdicts[n] = True
        elif r["kind"] == "capital" and not r["valid_from"]:
            verdicts[n] = any(wanted in fold(t) for t in sets.fields.get((state, "Capital", "name/text"), {}).values())
    return verdicts, []


def check_happenings(sets: Sets, rows: list[Row]) -> tuple[Verdicts, list[str]]:
    """Dates of independence by the Factbook and by COW's entry into the system of states."""
    entry: dict[str, set[str]] = defaultdict(set)
    for name in ("cow_states.csv",):
        for r in read_rows(sets.folder / "peacesciencer" / name):
            if int(float(r["ccode"])) in sets.by_ccode:
                entry[sets.by_ccode[int(float(r["ccode"]))]].add(
                    "-".join(f"{int(float(r[c])):02d}" for c in ("styear", "stmonth", "stday"))
                )
    verdicts: Verdicts = {}
    notes: list[str] = []
    for n, r in enumerate(rows):
        if r["kind"] != "independence":
            continue
        state = r["parties"].split("|")[0]
        text = " ".join(sets.fields.get((state, "Independence", "text"), {}).values())
        dates = {f"{y}-{MONTHS.get(m, 0):02d}-{int(d):02d}" for d, m, y in re.findall(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", text)} | entry[
            state
        ]
        if r["valid_from"] in dates:
            verdicts[n] = True
        elif dates:
            notes.append(f"happenings {r['name']}: {r['valid_from']} here, {', '.join(sorted(dates))} by Factbook and COW")
    return verdicts, notes


def check_journeys(sets: Sets, rows: list[Row]) -> tuple[Verdicts, list[str]]:
    """Journeys by the Office of the Historian's two lists."""
    trips = {(r["start"], r["end"], _trip_state(sets, r)) for r in read_rows(sets.folder / "us_state_travels/travels.csv")}
    trips |= {(r["start"], r["end"], "USA") for r in read_rows(sets.folder / "us_foreign_leader_visits/visits.csv")}
    verdicts = {n: True for n, r in enumerate(rows) if r["status"] == "held" and (r["start"], r["end"], r["country"]) in trips}
    return verdicts, [
        f"journeys {r['visitor']}/{r['country']}/{r['start']}: not in the lists"
        for n, r in enumerate(rows)
        if n not in verdicts and r["status"] == "held"
    ]


def _trip_state(sets: Sets, row: Row) -> str | None:
    """Return the state of a trip: by the list's key ("korea-south"), which stays where names change, else by the name as printed."""
    words = row["country_id"].replace("-", " ").title()
    swapped = " ".join(reversed(words.split()))
    names = (words, swapped, re.sub(r"\s*\(.*", "", row["country"]), row["country"])
    return next((state for name in names if (state := sets.state(name)) is not None), None)


def check_figures(sets: Sets, rows: list[Row]) -> tuple[Verdicts, list[str]]:
    """GDP by WDI, shares by WITS and the Factbook, population by COW's NMC (within 3%)."""
    known: dict[tuple[str, str, str, str], list[float]] = defaultdict(list)
    for r in read_rows(sets.folder / "wdi_gdp/gdp.csv"):
        whose = {"WLD": "region:world", "EUU": "org:EU"}.get(r["Country Code"], r["Country Code"])
        known[whose, "gdp", "", r["Year"]].append(float(r["Value"]))
    for r in read_rows(sets.folder / "wits_trade_summary/partner_trade_2005_on.csv.gz"):
        if "Partner share" in r["indicator"]:
            flow = "import_share" if r["indicator"].startswith("Import") else "export_share"
            known[r["reporter_iso3"], flow, sets.state(r["partner"]) or "", r["year"]].append(float(r["value"]))
    for r in read_rows(sets.folder / "factbook_vintages/partner_shares.csv"):
        if r["gec"] in sets.by_gec:
            flow = "import_share" if r["flow"].startswith("import") else "export_share"
            known[sets.by_gec[r["gec"]], flow, sets.state(r["partner"]) or "", r["data_year"]].append(float(r["share_pct"]))
    for r in read_rows(sets.folder / "peacesciencer/cow_nmc_1991_2022.csv"):
        if int(float(r["ccode"])) in sets.by_ccode and r["tpop"]:
            known[sets.by_ccode[int(float(r["ccode"]))], "population", "", str(int(float(r["year"])))].append(float(r["tpop"]) * 1000)
    _add_trade_shares(sets, known)
    verdicts: Verdicts = {}
    notes: list[str] = []
    for n, r in enumerate(rows):
        theirs = known.get((r["country"], r["measure"], r["partner"], r["year"]))
        margin = 0.03 if r["measure"] == "population" else 0.005 if r["measure"] == "trade_share" else 0.001
        if theirs and any(abs(t - float(r["value"])) <= margin * abs(t) + 1e-6 for t in theirs):
            verdicts[n] = True
        elif theirs:
            notes.append(f"figures {r['country']}/{r['measure']}/{r['year']}: {float(r['value']):g} here, {theirs[0]:g} there")
    return verdicts, notes


def _add_trade_shares(sets: Sets, known: dict[tuple[str, str, str, str], list[float]]) -> None:
    """Add what WITS's values of exports and imports make of a partner's share in both together, in percent."""
    values: dict[tuple[str, str], dict[str, dict[str, float]]] = defaultdict(lambda: {"Export": {}, "Import": {}})
    for r in read_rows(sets.folder / "wits_trade_summary/partner_trade_2005_on.csv.gz"):
        if "US$ Mil" in r["indicator"]:
            values[r["reporter_iso3"], r["year"]][r["indicator"][:6]][r["partner"]] = float(r["value"])
    for (state, year), flows in values.items():
        total = sum(flow.get("World", 0.0) for flow in flows.values())
        for partner in flows["Export"].keys() & flows["Import"].keys() if total and all("World" in f for f in flows.values()) else ():
            share = 100 * (flows["Export"][partner] + flows["Import"][partner]) / total
            known[state, "trade_share", sets.state(partner) or "", year].append(round(share, 2))


def check_outlets(sets: Sets, rows: list[Row]) -> tuple[Verdicts, list[str]]:
    """Standing by the State Media Monitor's typology, by domain."""
    codes: dict[str, set[str]] = defaultdict(set)
    for r in read_rows(sets.folder / "state_media/State_Media_Matrix.csv"):
        host = re.sub(r"^https?://(www\.)?", "", r["URL"].strip().casefold()).split("/")[0]
        if host:
            codes[host].add(r["Typology"].strip())
    verdicts: Verdicts = {}
    notes: list[str] = []
    for n, r in enumerate(rows):
        found = {c for d in r["domains"].split("|") for host, cs in codes.items() if host == d or host.endswith("." + d) for c in cs}
        if not found:
            continue
        verdicts[n] = any(r["standing"] in TYPOLOGY.get(c, ()) for c in found)
        if not verdicts[n]:
            notes.append(f"outlets {r['name']}: {r['standing']} here, {', '.join(sorted(found))} by the State Media Monitor")
    return verdicts, notes


CHECKS: dict[str, Check] = {
    "memberships": check_memberships, "offices": check_offices, "places": check_places, "borders": check_borders, "aliases": check_aliases,
    "happenings": check_happenings, "journeys": check_journeys, "figures": check_figures, "outlets": check_outlets,
}  # fmt: skip


def run_check(sets: Sets, table: str, *, write: bool) -> list[str]:
    """Set or prove a table's basis; return the lines to print: a count, failures, disagreements."""
    path = TABLES / f"{table}.csv"
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = list(read_rows(path))
    verdicts, notes = CHECKS[table](sets, rows)
    unproved = [
        f"NOT CONFIRMED {table}: {list(r.values())[:4]}" for n, r in enumerate(rows) if r["basis"] == "checked" and not verdicts.get(n)
    ]
    if write:
        for n, r in enumerate(rows):
            r["basis"] = "checked" if verdicts.get(n) else "recalled"
        with path.open("w", encoding="utf-8", newline="") as stream:
            stream.write("".join(f"{line}\n" for line in head))
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    confirmed = sum(verdicts.values())
    return [f"{table}: {len(rows)} rows, {confirmed} confirmed, {len(notes)} disagreements", *([] if write else unproved), *notes]


def main() -> int:
    """Run all checks; 1 where a row is marked checked and is not confirmed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path, help="the folder of reference sets")
    parser.add_argument("--write", action="store_true", help="set each row's basis")
    parser.add_argument("--table", choices=sorted(CHECKS), help="this table alone")
    args = parser.parse_args()
    if not args.reference.is_dir():
        parser.error(f"{args.reference} is no folder")
    sets = Sets(args.reference)
    lines = [line for table in CHECKS if args.table in (None, table) for line in run_check(sets, table, write=args.write)]
    print("\n".join(lines))
    return int(any(line.startswith("NOT CONFIRMED") for line in lines))


if __name__ == "__main__":
    sys.exit(main())
