"""``dragoman check``: single sentences through the same pipeline as articles."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from dragoman.api import make_kit
from dragoman.check.sentence import SentenceVerdict, judge_sentence
from dragoman.config import Settings, parse_day
from dragoman.errors import UsageError
from dragoman.extract.stated import states_a_fact
from dragoman.language.parse import parse_documents
from dragoman.pipeline import check_claims
from dragoman.read.plain import read_plain
from dragoman.read.trouble import replace_lone
from dragoman.records.document import Block, Document

SENTENCES_AT_ONCE = 500
SentenceRow = tuple[str, str, str | None]
"""Id, text, ISO day or None."""


def read_sentence_file(path: Path) -> list[SentenceRow]:
    """Return the rows of a JSON Lines file.

    Raises:
        UsageError: the file cannot be read, or a line is not as expected; the message names the line.
    """
    rows = []
    # Split at line ends alone: what else Python's splitlines() takes for one may stand inside JSON strings.
    for number, line in enumerate(read_plain(path, "give a .jsonl file in UTF-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            day = row.get("as_of")
            if not isinstance(row["text"], str):
                raise TypeError("text is no text")
            rows.append((replace_lone(str(row["id"])), row["text"], parse_day(str(day), "as_of") if day else None))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, UsageError) as error:
            raise UsageError(f'{path}:{number}: expected {{"id", "text", "as_of"}}, an object a line ({error})') from error
    return rows


def check_sentences(rows: Iterable[SentenceRow], settings: Settings) -> Iterator[SentenceVerdict]:
    """Yield one verdict a row; its day is the row's, else the settings', else today."""
    kit = make_kit(settings)
    waiting = iter(rows)
    while group := list(islice(waiting, SENTENCES_AT_ONCE)):
        documents = [_document(id_, text, settings.as_of or day or kit.today) for id_, text, day in group]
        for document, doc in zip(documents, parse_documents(kit.nlp, documents), strict=True):
            claims = check_claims(doc, document, kit)
            yield judge_sentence(document.id, claims, stated=not claims and states_a_fact(doc))


def _document(id_: str, text: str, day: str) -> Document:
    text = replace_lone(text)  # no parser takes half a character
    blocks = (Block(kind="paragraph", start=0, end=len(text)),) if text.strip() else ()
    return Document(
        id=id_, source="sentence", title=None, published=day, publisher=None, author=None, url=None, language="en", text=text, blocks=blocks
    )
