"""The ledger of forecasts: what goes in, what is superseded, what is refused."""

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli.ledger_file import append_rows, load_ledger
from dragoman.errors import UsageError
from dragoman.records.document import Block, Document, Publisher
from dragoman.records.findings import Findings, Forecast, Interpretation, Outcome, Visit
from dragoman.records.harvest import Harvest
from dragoman.records.spans import DateRange, Ref, Span
from dragoman.weigh.forecast_outcomes import resolve_forecast
from dragoman.weigh.forecast_report import escape, write_account, write_account_json, write_list, write_list_json
from dragoman.weigh.forecast_scores import score_ledger
from dragoman.weigh.ledger import Entry, Resolution, entries_of, make_resolution, new_entries, read_ledger, write_rows

TEXT = "The talks are likely to fail. Minister Sato is likely to visit Peru. Sato will unveil a plan during the visit."


def span(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span(start=at, end=at + len(words))


def forecast(words: str, phrase: str, **changes: object) -> Forecast:
    whole = span(words)
    found = Forecast(
        document="d",
        id="f1",
        spans=(whole,),
        text=words,
        maker="test",
        confidence=0.8,
        proposition=whole,
        forecaster=Ref(name="Ana Ruiz"),
        phrase=phrase,
        phrase_span=span(phrase, whole.start),
        p=(0.55, 0.8) if phrase == "likely" else None,
        scale="ICD 203" if phrase == "likely" else None,
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def harvest(*forecasts: Forecast, published: str | None = "2023-05-04", document: str = "d") -> Harvest:
    whole = Document(
        id=document,
        source="s.txt",
        title=None,
        published=published,
        publisher=Publisher(name="The Courier"),
        author=None,
        url=None,
        language="en",
        text=TEXT,
        blocks=(Block(kind="paragraph", start=0, end=len(TEXT)),),
    )
    return Harvest(document=whole, findings=Findings(forecasts=forecasts))


def visit(words: str, status: str = "held") -> Visit:
    days = DateRange(start="2023-06-01", end="2023-06-02", text="")
    return Visit(
        document="d",
        id="v1",
        spans=(span(words),),
        text=words,
        maker="test",
        confidence=1.0,
        visitor=Ref(name="Sato"),
        outcome=Outcome(status=status, date=days, note="", row="journeys:sato/PER"),
    )


FAIL = forecast("The talks are likely to fail", "likely")


def test_a_forecast_is_one_row_and_twice_the_same_changes_nothing() -> None:
    first = list(entries_of(harvest(FAIL), "2023-05-05"))
    held = read_ledger(write_rows(first).splitlines(), "l")
    assert [(e.forecaster, e.outlet, e.p, e.published) for e in held.entries] == [("Ana Ruiz", "The Courier", (0.55, 0.8), "2023-05-04")]
    assert new_entries(held, entries_of(harvest(FAIL), "2024-01-01")) == ()
    assert new_entries(held, entries_of(harvest(FAIL, document="copy"), "2024-01-01")) == ()  # a copy of the article
    assert len(new_entries(held, entries_of(harvest(FAIL, published="2024-05-04"), "2024-05-05"))) == 1


def test_rows_come_back_as_they_went() -> None:
    read = Interpretation(p=(0.95, 1.0), basis="ours")
    one = forecast("Sato will unveil a plan during the visit", "will", interpretation=read, condition=span("the visit"))
    rows = [*entries_of(harvest(FAIL, one), "2023-05-05")]
    rows.append(Resolution(forecast=rows[0].id, outcome="true", evidence="e", by="b", date="2023-07-01"))  # type: ignore[arg-type]
    held = read_ledger(write_rows(rows).splitlines(), "l")
    assert [*held.entries, *held.resolutions] == rows
    assert held.problems == ()
    assert held.entries[1].reading == (0.95, 1.0)


def test_a_later_word_supersedes_and_both_stay() -> None:
    (row,) = entries_of(harvest(FAIL), "2023-05-05")
    lines = write_rows([row]).splitlines()
    for outcome, by in (("true", "Li"), ("false", "Ruiz")):
        lines += write_rows(
            [make_resolution(read_ledger(lines, "l"), row.id[:6], outcome, "minutes", by=by, date="2024-01-01")]
        ).splitlines()
    held = read_ledger(lines, "l")
    assert [r.outcome for r in held.resolutions] == ["true", "false"]
    assert (held.outcome_of(row), held.latest[row.id].by) == ("false", "Ruiz")


@pytest.mark.parametrize(
    ("id_", "outcome", "evidence", "by", "said"),
    [
        ("ffffffffff", "true", "e", "b", "no forecast 'ffffffffff'"),
        ("ab", "true", "e", "b", "too short"),
        ("", "maybe", "e", "b", "choose open, true, false, ambiguous, void"),
        ("", "true", "  ", "b", "cites its evidence"),
        ("", "true", "e", " ", "has an author"),
        ("", "true", "e" * 20_000, "b", "over 10,000 characters"),
    ],
)
def test_a_bad_resolution_is_one_line_that_says_what_to_do(id_: str, outcome: str, evidence: str, by: str, said: str) -> None:
    (row,) = entries_of(harvest(FAIL), "2023-05-05")
    held = read_ledger(write_rows([row]).splitlines(), "l")
    with pytest.raises(UsageError, match=said) as error:
        make_resolution(held, id_ or row.id, outcome, evidence, by=by, date="2024-01-01")
    assert "\n" not in str(error.value)


def test_two_forecasts_under_one_beginning_are_not_guessed() -> None:
    (row,) = entries_of(harvest(FAIL), "2023-05-05")
    held = read_ledger(write_rows([replace(row, id="abcd1"), replace(row, id="abcd2")]).splitlines(), "l")
    with pytest.raises(UsageError, match="fits 2 forecasts"):
        held.find("abcd")


BROKEN = [
    ("{not json", "is no JSON"),
    ("[1]", "no JSON object"),
    ('{"kind": "note"}', "no known `kind`"),
    ('{"kind": "forecast", "id": "x"}', "`forecaster` is missing"),
    ('{"kind": "forecast", "id": 7}', "`id` is no text"),
    ('{"kind": "resolution", "forecast": "zzzz", "outcome": "true", "evidence": "e", "by": "b", "date": "d"}', "does not hold"),
    ('{"kind": "resolution", "forecast": "zzzz", "outcome": "so", "evidence": "e", "by": "b", "date": "d"}', "none of"),
    ('{"kind": "resolution", "forecast": "zzzz", "outcome": "true", "evidence": " ", "by": "b", "date": "d"}', "without evidence"),
    ("[" * 5000, "is no JSON"),
]


@pytest.mark.parametrize(("line", "said"), BROKEN)
def test_a_broken_line_is_named_by_its_number_and_the_rest_counts(line: str, said: str) -> None:
    (row,) = entries_of(harvest(FAIL), "2023-05-05")
    held = read_ledger([*write_rows([row]).splitlines(), line, ""], "l.jsonl")
    assert held.entries == (row,)
    (problem,) = held.problems
    assert "line 2" in problem.message
    assert said in problem.message


@pytest.mark.parametrize("p", [[0.8, 0.5], [0.5], ["a", "b"], [0.5, 1.5], [True, True], "x"])
def test_a_range_that_is_none_breaks_its_line_alone(p: object) -> None:
    (row,) = entries_of(harvest(FAIL), "2023-05-05")
    raw = json.loads(write_rows([row]))
    assert len(read_ledger([json.dumps({**raw, "p": p})], "l").problems) == 1


@given(st.lists(st.text(max_size=60), max_size=6))
def test_no_line_raises(lines: list[str]) -> None:
    read_ledger(lines, "l")


def test_writers_at_once_lose_nothing_and_mix_no_lines(tmp_path: Path) -> None:
    path, (row,) = tmp_path / "l.jsonl", entries_of(harvest(FAIL), "2023-05-05")

    def write(n: int) -> None:
        append_rows(path, [replace(row, id=f"{n:04}{k:04}", text="x" * 3000) for k in range(5)])

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    held = load_ledger(path)
    assert (len(held.entries), held.problems) == (40, ())


def test_a_forecast_that_two_writers_added_counts_once() -> None:
    (row,) = entries_of(harvest(FAIL), "2023-05-05")
    held = read_ledger(write_rows([row, replace(row, added="2023-05-06")]).splitlines(), "l")
    assert held.entries == (row,)


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    path, (row,) = tmp_path / "l.jsonl", entries_of(harvest(FAIL), "2023-05-05")
    path.write_text('{"kind": "forecast", "id": "cut')
    append_rows(path, [row])
    held = load_ledger(path)
    assert held.entries == (row,)
    assert [p.where for p in held.problems] == ["line 1"]
    assert path.read_text().startswith('{"kind": "forecast", "id": "cut\n')


def test_no_file_a_folder_and_a_full_disk_are_one_line(tmp_path: Path) -> None:
    (row,) = entries_of(harvest(FAIL), "2023-05-05")
    with pytest.raises(UsageError, match="does not exist"):
        load_ledger(tmp_path / "none.jsonl")
    assert load_ledger(tmp_path / "none.jsonl", missing_ok=True).entries == ()
    with pytest.raises(UsageError, match="no plain file"):
        load_ledger(tmp_path)
    if Path("/dev/zero").exists():
        with pytest.raises(UsageError, match="no plain file"):
            load_ledger(Path("/dev/zero"))  # read line by line it would never end
    with pytest.raises(UsageError, match="cannot be written"):
        append_rows(tmp_path, [row])
    full = Path("/dev/full")
    if full.exists():
        with pytest.raises(UsageError, match=r"cannot be written .*No space"):
            append_rows(full, [row])


def test_a_visit_foretold_is_true_by_a_row_that_says_held() -> None:
    one = forecast("Minister Sato is likely to visit Peru", "likely")
    found = resolve_forecast(one, [visit("Minister Sato is likely to visit Peru")])
    assert (found.outcome, found.resolver) == ("true", "journeys table, journeys:sato/PER")
    assert found.brier == pytest.approx((0.04, 0.2025))
    off = resolve_forecast(one, [visit("Minister Sato is likely to visit Peru", "postponed")])
    assert (off.outcome, off.resolver) == (None, "journeys table, journeys:sato/PER")
    assert resolve_forecast(one, []) == one


def test_what_is_foretold_beside_a_visit_is_not_settled_by_it() -> None:
    due = DateRange(start=None, end=None, text="during the visit")
    one = forecast("Sato will unveil a plan during the visit", "will", due=due)
    found = resolve_forecast(one, [visit("Sato will unveil a plan during the visit")])
    assert found.outcome is None
    assert found.due == DateRange(start="2023-06-01", end="2023-06-02", text="during the visit")
    settled = replace(one, outcome="false")
    assert resolve_forecast(settled, [visit("Sato will unveil a plan during the visit")]) == settled


def entry(**changes: object) -> Entry:
    (row,) = entries_of(harvest(FAIL), "2023-05-05")
    return replace(row, **changes)  # type: ignore[arg-type]


def test_the_report_says_what_is_too_few_and_what_is_infinite() -> None:
    sure = entry(id="aaaa", p=(1.0, 1.0), scale="Kent", phrase="certain")
    lines = write_rows([sure, Resolution(forecast="aaaa", outcome="false", evidence="e", by="b", date="2024-01-01")]).splitlines()
    account = score_ledger(read_ledger(lines, "l"))
    text = write_account(account)
    assert "1.000†" in text
    assert "∞† (1 infinite)" in text
    assert "fewer than 10" in text
    assert json.loads(write_account_json(account))["overall"]["plain"]["log"] == ["inf", "inf"]


def test_the_list_shows_phrase_range_and_what_came_of_it() -> None:
    off = entry(id="bbbb", p=None, scale=None, phrase="bound", reading=(0.95, 1.0))
    held = read_ledger(write_rows([entry(), off]).splitlines(), "l")
    text = write_list(held)
    assert "“likely”: 55–80% (ICD 203)" in text
    assert "“bound”: on no scale, read as 95–100% (ours)" in text
    assert write_list(held, "true") == "no forecasts with outcome true\n"
    assert [json.loads(x)["outcome"] for x in write_list_json(held).splitlines()] == ["open", "open"]


def test_words_of_others_stay_words_in_a_table() -> None:
    assert escape("a|b [x](y) <b>\n\x1b[0m") == "a\\|b \\[x\\](y) \\<b\\> \\[0m"
