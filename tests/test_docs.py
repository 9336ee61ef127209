"""The documents' check: it holds now, and it fails when something breaks."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"


@pytest.fixture(scope="module")
def docs() -> ModuleType:
    sys.path.insert(0, str(SCRIPTS))
    try:
        spec = importlib.util.spec_from_file_location("check_docs", SCRIPTS / "check_docs.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(SCRIPTS))
    return module


def test_every_command_and_option_has_help(docs: ModuleType) -> None:
    assert list(docs.find_helpless()) == []


def test_the_commands_page_is_up_to_date(docs: ModuleType) -> None:
    assert docs.PAGE.read_text(encoding="utf-8") == docs.describe_cli(), "run python scripts/make_cli_docs.py"


def test_a_link_that_leads_nowhere_is_found(docs: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# A heading\n", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(
        "[a](there.md#a-heading) [b](gone.md) [c](there.md#gone) [d](https://example.org/x) `[e](gone.md)`\n\n```\n[f](gone.md)\n```\n",
        encoding="utf-8",
    )
    assert list(docs.find_broken_links(tmp_path, [page])) == [
        "page.md: gone.md leads to no file",
        "page.md: there.md#gone: no such heading",
    ]


def test_a_public_name_without_docstring_is_found(docs: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text(
        '"""A room."""\n\n\ndef said() -> None:\n    """Say."""\n\n\nclass Box:\n    def _own(self) -> None: ...\n'
    )
    (tmp_path / "__init__.py").write_text("")
    assert list(docs.find_undocumented(tmp_path)) == ["room.py Box"]


def test_a_place_on_a_machine_or_a_registry_is_found(docs: ModuleType, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    # Put together here, so that this file names none either.
    page.write_text(
        "\n".join(("https://example.org/home/page is none", "see /" + "home/me/data", f"from {docs.HOSTS[0]}")), encoding="utf-8"
    )
    assert [fault.split(" ")[0] for fault in docs.find_places(tmp_path, [page])] == ["page.txt:2", "page.txt:3"]
