"""The article that the project starts from: every statement of fact in it is answered, as issue 6 asks."""

from functools import cache
from pathlib import Path

import pytest

from dragoman.api import make_kit
from dragoman.check.describe import describe_claim
from dragoman.clean.document import clean_raw
from dragoman.config import Settings
from dragoman.language.parse import parse_document
from dragoman.pipeline import check_claims
from dragoman.read.settings import ReadSettings
from dragoman.read.sources import read_sources
from dragoman.records.findings import Claim

SEED = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "seed" / "pompeo-kazakhstan.txt"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SEED.is_file(), reason="needs ../shared/corpus")]


@cache
def claims() -> dict[str, Claim]:
    kit = make_kit(Settings(today="2026-11-24"))
    (raw,) = read_sources([str(SEED)], ReadSettings())
    document, _ = clean_raw(raw)
    assert document is not None
    return {describe_claim(c): c for c in check_claims(parse_document(kit.nlp, document), document, kit)}


@pytest.mark.parametrize(
    ("read_as", "label", "now"),
    [
        ("Kazakhstan is a member of the Collective Security Treaty Organization.", "supported", None),
        ("The Collective Security Treaty Organization includes Russia, Armenia and Belarus.", "supported", None),
        ("Kazakhstan is a member of the Eurasian Economic Union.", "supported", None),
        ("The Eurasian Economic Union includes Belarus, Armenia, Kyrgyzstan, Russia and Kazakhstan.", "supported", None),
        ("Nur-Sultan is the capital of Kazakhstan.", "supported", "outdated"),
        ("Kazakhstan borders Kyrgyzstan and Tajikistan.", "partly", None),
        ("Kazakhstan became independent in 1991.", "supported", None),
        ("Kazakhstan accounted for 60% of the GDP of Central Asia.", "supported", None),
        ("The war in Afghanistan lasted 18 years.", "supported", None),
        ("Mike Pompeo is secretary of state of the United States.", "supported", "outdated"),
        ("Kassym-Jomart Tokayev is president.", "supported", None),
        ("China and Russia are Kazakhstan's 2 largest trading partners.", "supported", "insufficient"),
        ("China is Kazakhstan's second-largest export market.", "supported", "outdated"),
        ("Russia is Kazakhstan's fourth-largest export market.", "supported", "outdated"),
    ],
)
def test_an_answer_with_rows(read_as: str, label: str, now: str | None):
    verdict = claims()[read_as].verdict
    assert verdict is not None and (verdict.label, verdict.now) == (label, now) and verdict.rows


@pytest.mark.parametrize(
    ("read_as", "true_2017", "other"),
    [
        ("Russia accounts for almost 40% of Kazakhstan's imports.", "39.6 percent (2017", None),
        ("China accounts for 16% of Kazakhstan's imports.", "15.9 percent (2017", None),
        ("The United States accounts for slightly more than 4% of Kazakhstan's imports.", "4.24 percent (2017", "3.83 percent (2018"),
    ],
)
def test_shares_name_their_year_and_who_disagrees(read_as: str, true_2017: str, other: str | None):
    verdict = claims()[read_as].verdict
    assert verdict is not None and verdict.label == "supported" and true_2017 in verdict.note
    agrees, _, disagrees = verdict.note.partition(";")
    assert true_2017 in agrees and (other is None or other in disagrees)


def test_the_foreign_minister_under_both_spellings():
    said = [c for c in claims().values() if c.type == "office" and c.subject.entity == "person:mukhtar-tleuberdi"]
    assert len(said) >= 2 and all(c.verdict is not None and c.verdict.label == "supported" for c in said)


def test_nothing_in_it_is_refuted():
    assert [k for k, c in claims().items() if c.verdict is not None and c.verdict.label == "refuted"] == []
