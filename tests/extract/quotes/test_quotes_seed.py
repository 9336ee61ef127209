"""The statements of the seed article with their speakers; each is known by a few of its words."""

from pathlib import Path

import pytest
from quoted import english

from dragoman.extract.mentions import find_mentions
from dragoman.extract.quotes.find import find_quotes
from dragoman.language.parse import parse_document
from dragoman.records.document import Raw

SEED = Path(__file__).parents[4] / "shared" / "corpus" / "seed" / "pompeo-kazakhstan.txt"
STATEMENTS = {
    "stable but relatively": "Vladimir Batyuk",
    "pull out of": "Donald Trump",
    "had known for": "Recent reports",
    "base of operations": "Aleksey Pilko",
    "weaken the US position": "Aleksey Pilko",
    "no wonder that": "Aleksey Pilko",
    "has never been stronger.": "Mike Pompeo",
    "looks forward to": "Mike Pompeo",
    "growing commercial ties": "US Department of State",
    "human rights crisis": "US Department of State",
    "global leadership in": "US Department of State",
    "will be eventful": "Aibek Smadiyarov",
    "nothing less than": "Other reports",
    "follow the steps": "Kassym-Jomart Tokayev",
    "biggest obstacle to": "Vladimir Batyuk",
    "It is economics": "Vladimir Batyuk",
}


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="needs ../shared")
def test_every_statement_of_the_seed_has_its_speaker() -> None:
    from dragoman.clean.document import clean_raw
    from dragoman.link.cast import link_mentions
    from dragoman.tables import load_facts

    document, _ = clean_raw(Raw(source="seed", text=SEED.read_text("utf-8"), media="text"))
    assert document is not None
    doc, facts = parse_document(english(), document), load_facts()
    quotes, _ = find_quotes(doc, document, link_mentions(doc, document, find_mentions(doc, document, facts), facts))
    wrong = {}
    for words, speaker in STATEMENTS.items():
        names = [q.source.name for q in quotes if q.source and words in " ".join(q.text.split()) and q.reported_by is None]
        if speaker not in names:
            wrong[words] = names
    assert not wrong
    ordered = next(q for q in quotes if "the killing of" in " ".join(q.text.split()))
    assert ordered.attitude == "decree"
