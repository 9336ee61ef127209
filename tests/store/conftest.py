"""An empty case, and who writes in it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.store.case import Case
from dragoman.store.rows import By

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


@pytest.fixture
def by() -> By:
    return By(author="Ada", now="2026-01-02T10:00:00Z")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.dragoman"


@pytest.fixture
def case(path: Path, by: By) -> Iterator[Case]:
    with Case.create(path, by) as opened:
        yield opened
        assert opened.verify() == (), "a test left a case that does not verify"
