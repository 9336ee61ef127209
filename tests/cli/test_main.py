"""What every command does when the world around it fails: one line, a sensible exit code, no traceback."""

import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from dragoman.cli import main as edge


def run(shell: str) -> subprocess.CompletedProcess[str]:
    """Run a shell line with ``$D`` for the command."""
    line = f'D="{sys.executable} -m dragoman"; {shell}'
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("shell", "code", "said"),
    [
        ("$D tables | true; exit ${PIPESTATUS[0]}", 0, ""),
        ("$D tables > /dev/full", 2, "No space left on device"),
        ("$D version >&-", 0, ""),
        ("$D read - <&- | tail -1; exit ${PIPESTATUS[0]}", 1, ""),
        ("$D weigh $'no\\nsuch\\e[31m'", 2, "no such⟨U+001B⟩[31m cannot be read"),
        ("mkdir $$.gone && cd $$.gone && rmdir ../$$.gone && $D tables", 2, "working directory is no longer there"),
    ],
)
def test_one_line_and_no_traceback(shell: str, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(shell)
    assert done.returncode == code, done.stderr
    assert said in done.stderr and len(done.stderr.splitlines()) == bool(said)


def test_a_text_that_the_output_cannot_hold_is_printed_by_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Министр едет в Астану", encoding="utf-8")
    done = run(f"PYTHONIOENCODING=ascii $D read {tmp_path / 'a.txt'}")
    assert "\\xb7" in done.stdout and "Traceback" not in done.stderr


@pytest.mark.parametrize("cause", [KeyboardInterrupt(), None])
def test_ctrl_c_while_a_library_loads(cause: BaseException | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> NoReturn:
        raise ImportError("initialization failed") from cause

    monkeypatch.setattr(edge, "app", fail)
    with pytest.raises(SystemExit if cause else ImportError) as left:
        edge.main()
    assert not cause or getattr(left.value, "code", None) == 130
