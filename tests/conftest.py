"""The article of ``oslo.py`` as fixtures."""

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from dragoman.records.document import Origin
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem


def load_oslo() -> ModuleType:
    """Return the module with the article, wherever the tests are started."""
    spec = importlib.util.spec_from_file_location("oslo", Path(__file__).parent / "compose" / "oslo.py")
    assert spec and spec.loader
    module = sys.modules.setdefault("oslo", importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def oslo() -> ModuleType:
    """The article's text and its findings, to change them."""
    return load_oslo()


@pytest.fixture
def harvest(oslo: ModuleType) -> Harvest:
    """The article with one warning."""
    problem = Problem(
        source="oslo.txt", document="d1", severity="warning", code="no-credit", message="a caption has no credit", stage="clean"
    )
    return Harvest(document=oslo.make_document(), findings=oslo.make_findings(), problems=(problem,))


@pytest.fixture
def bare(oslo: ModuleType) -> Harvest:
    """The article with nothing found in it."""
    return Harvest(
        document=replace(
            oslo.make_document(), publisher=None, published=None, origin=Origin(of="a wire report", method="line", reason="it says so")
        )
    )
