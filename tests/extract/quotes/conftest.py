"""The fixture of the quote tests; the parse behind it stands in quoted.py."""

from collections.abc import Callable

import pytest
from quoted import Found, parse

from dragoman.extract.quotes.find import find_quotes
from dragoman.records.cast import Cast


@pytest.fixture(scope="session")
def read() -> Callable[..., Found]:
    """Parse a text and find its quotes."""

    def find(text: str, kinds: tuple[str, ...] = (), cast: Cast | None = None) -> Found:
        doc, document = parse(text, kinds)
        return find_quotes(doc, document, cast or Cast())

    return find
