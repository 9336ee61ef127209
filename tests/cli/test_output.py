"""Where results go: whole or not at all, and never over what is read."""

from pathlib import Path

import pytest

from dragoman.cli.output import check_output, open_output, write_bytes, write_out
from dragoman.errors import UsageError


def test_what_goes_wrong_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), open_output(path) as stream:
        stream.write("half")
        raise KeyboardInterrupt
    with pytest.raises(UsageError, match=r"brief\.md cannot be written \(No space"), open_output(path) as stream:
        stream.write("half")
        raise OSError(28, "No space left on device")
    assert path.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["brief.md"]


def test_the_file_keeps_its_rights_and_a_link_stays_one(tmp_path: Path) -> None:
    path, link = tmp_path / "brief.md", tmp_path / "link.md"
    path.write_text("before", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    write_out("lone \ud800", link)
    assert link.is_symlink() and path.read_text(encoding="utf-8") == "lone \\ud800"
    assert path.stat().st_mode & 0o777 == 0o640
    write_bytes(b"%PDF", path)
    assert path.read_bytes() == b"%PDF"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_out("x", Path("/dev/null"))
    assert Path("/dev/null").is_char_device()
    with pytest.raises(UsageError, match="No space left"):
        write_out("x", Path("/dev/full"))


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    article, link = tmp_path / "a.txt", tmp_path / "l.txt"
    article.write_text("x", encoding="utf-8")
    link.symlink_to(article)
    with pytest.raises(UsageError, match="would destroy it"):
        check_output(link, ["https://example.org/a", None, "-", str(article)])
    check_output(tmp_path / "new.txt", [str(article)])
    check_output(None, [str(article)])


@pytest.mark.parametrize(("name", "said"), [(".", "it is a folder"), ("none/x.md", "its folder is missing")])
def test_a_place_that_cannot_be_one_is_told_at_once(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        check_output(tmp_path / name)
