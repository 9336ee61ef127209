"""The tests' own order: one name, one file, since pytest imports them by their bare names."""

from collections import Counter
from pathlib import Path


def test_no_two_test_files_share_a_name() -> None:
    names = Counter(p.name for p in Path(__file__).parent.rglob("*.py") if p.name != "conftest.py")
    assert [n for n, many in names.items() if many > 1] == []
