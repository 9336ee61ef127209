"""Checks what the documents promise: `python scripts/check_docs.py`, called by `make check`; exits 1 on a fault.

Every relative link resolves; docs/cli.md is what the commands say; every command and option has help; every public name of the
package has a docstring; no file names a place on somebody's machine or a package registry's host.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from make_cli_docs import PAGE, describe_cli, list_commands

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dragoman"
_SKIPPED = frozenset({".git", ".venv", ".venv-train", "build", "dist", "__pycache__"})
_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)\s*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|^\[[^\]]+\]:\s+(\S+)", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# Roots of places on one machine. A URL's path does not count: something stands before its slash.
_MACHINE = re.compile(r"(?<![\w.:/~\-])/(?:work|tmp|home|root|Users|mnt|scratch)/\w+")
# Joined here, so that this file names none of them.
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("registry", "npmjs", "org"),
        ("conda", "anaconda", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("repo", "maven", "apache", "org"),
    )
)


def list_files(root: Path) -> list[Path]:
    """Return the files that git tracks or would track; outside of a checkout all but built ones."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        found = [root / name for name in done.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [p for p in root.rglob("*") if not _SKIPPED.intersection(p.relative_to(root).parts)]
    return sorted(p for p in found if p.is_file())


def read_text(path: Path) -> str | None:
    """Return a file's text, None where it is binary."""
    data = path.read_bytes()
    if b"\0" in data[:8192]:
        return None
    return data.decode("utf-8", "replace")


def find_broken_links(root: Path, pages: Iterable[Path]) -> Iterator[str]:
    """Yield the relative links and anchors of Markdown pages that lead nowhere."""
    for page in pages:
        prose = _CODE.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))
        for match in _LINK.finditer(prose):
            link = match[1] or match[2]
            if _SCHEME.match(link):
                continue
            name, _, anchor = link.partition("#")
            target = (page.parent / name).resolve() if name else page.resolve()
            where = f"{page.relative_to(root)}: {link}"
            if not target.is_relative_to(root.resolve()):
                yield f"{where} leads out of the project"
            elif not target.exists():
                yield f"{where} leads to no file"
            elif anchor and target.suffix == ".md" and anchor not in _anchors(target):
                yield f"{where}: no such heading"


def _anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as the common hosts make them."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    plain = (re.sub(r"[^\w\- ]", "", h.replace("`", "").lower()) for h in _HEADING.findall(text))
    return {h.replace(" ", "-") for h in plain}


def find_undocumented(package: Path) -> Iterator[str]:
    """Yield the public modules, classes, functions and methods without a docstring as ``file name``."""
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = path.relative_to(package).as_posix()
        if tree.body and ast.get_docstring(tree) is None:
            yield f"{where} (the module)"
        yield from _walk_names(tree, where, "")


def _walk_names(node: ast.Module | ast.ClassDef, where: str, owner: str) -> Iterator[str]:
    for child in node.body:
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) or child.name.startswith("_"):
            continue
        if ast.get_docstring(child) is None:
            yield f"{where} {owner}{child.name}"
        if isinstance(child, ast.ClassDef):
            yield from _walk_names(child, where, f"{owner}{child.name}.")


def find_helpless() -> Iterator[str]:
    """Yield the commands, arguments and options without help."""
    for name, command in list_commands().items():
        if not command.help:
            yield f"dragoman {name} has no help"
        for param in command.params:
            if not param.help:
                yield f"dragoman {name}: {param.opts[0]} has no help"


def find_places(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield the lines that name a place on a machine or a package registry's host."""
    for path in files:
        text = read_text(path)
        for number, line in enumerate((text or "").split("\n"), 1):
            named = [m[0] for m in [_MACHINE.search(line)] if m] + [h for h in HOSTS if h in line]
            if named:
                yield f"{path.relative_to(root)}:{number} names {', '.join(named)}"


def find_faults() -> Iterator[str]:
    """Yield every fault, one line each."""
    files = list_files(ROOT)
    # Texts under tests/ are articles to read: their links are part of the test.
    pages = [p for p in files if p.suffix == ".md" and "tests" not in p.relative_to(ROOT).parts]
    yield from find_broken_links(ROOT, pages)
    if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != describe_cli():
        yield "docs/cli.md is not what the commands say: run python scripts/make_cli_docs.py"
    yield from find_helpless()
    yield from (f"src/dragoman/{name} has no docstring" for name in find_undocumented(PACKAGE))
    yield from find_places(ROOT, files)


def main() -> None:
    """Print faults; exit 1 where there is one."""
    faults = list(find_faults())
    for fault in faults:
        print(fault)
    print(f"documents: {len(faults)} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
