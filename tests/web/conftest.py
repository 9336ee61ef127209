"""A case with the small article of ``tests/compose/oslo.py``, and a browser's session on it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from browsing import NOW, Browser, make_harvest, open_browser

from dragoman.store.case import Case


@pytest.fixture(scope="session")
def first_case(tmp_path_factory: pytest.TempPathFactory, oslo: ModuleType) -> Path:
    """A case file with one article, made once and copied for each test."""
    path = tmp_path_factory.mktemp("first") / "oslo.dragoman"
    with Case.create(path, NOW) as case:
        case.add(make_harvest(oslo), NOW)
    return path


@pytest.fixture
def case_path(tmp_path: Path, first_case: Path) -> Path:
    """A case file with one article."""
    return Path(shutil.copy(first_case, tmp_path / "oslo.dragoman"))


@pytest.fixture
def browser(case_path: Path) -> Iterator[Browser]:
    """A browser that was let in."""
    yield from open_browser(case_path)
