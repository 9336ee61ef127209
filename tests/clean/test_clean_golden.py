"""Golden cases: each folder of tests/golden/clean holds an input and what must come of it. A new case is a folder, not code."""

import json
from pathlib import Path

import pytest

from dragoman.clean.document import clean_raw
from dragoman.records.document import Document, Raw

CASES = sorted(path for path in (Path(__file__).parents[1] / "golden" / "clean").iterdir() if path.is_dir())
MEDIA = {".txt": "text", ".md": "markdown", ".html": "html"}


def summarise(document: Document) -> dict[str, object]:
    evidence = document.publisher.evidence if document.publisher else None
    return {
        "title": document.title,
        "published": document.published,
        "author": document.author,
        "publisher": document.publisher.name if document.publisher else None,
        "evidence": document.text[evidence.start : evidence.end] if evidence else None,
        "origin": [document.origin.of, document.origin.method] if document.origin else None,
        "language": document.language,
        "blocks": [[block.kind, document.text[block.start : block.end]] for block in document.blocks],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path) -> None:
    source = next(path for path in case.iterdir() if path.stem == "input")
    document, problems = clean_raw(Raw(source=source.name, text=source.read_text(encoding="utf-8"), media=MEDIA[source.suffix]))
    assert document is not None and problems == ()
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert summarise(document) == expected
