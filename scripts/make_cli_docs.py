"""Writes docs/cli.md from the commands themselves.

python scripts/make_cli_docs.py            # write it
python scripts/make_cli_docs.py --check    # exit 1 where the file is not what the commands say
"""

import argparse
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import typer

from dragoman.cli.main import app
from dragoman.cli.options import BAD_USE, GOOD, SOME_FAILED
from dragoman.config import FILE_NAME, Settings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
HEAD = """<!-- Written by scripts/make_cli_docs.py from the commands themselves: change the commands, then run it again. -->
# The command line
"""


def list_commands() -> dict[str, Any]:
    """Return the commands by name, in the order in which ``--help`` shows them."""
    return _flatten(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def _flatten(commands: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Return commands by whole name: those of a group (``case add``) behind its own."""
    found: dict[str, Any] = {}
    for name, command in commands.items():
        inner = getattr(command, "commands", None)
        found.update(_flatten(inner, f"{before}{name} ") if inner else {before + name: command})
    return found


def describe_cli() -> str:
    """Return the page: each command with its usage and options, then exit codes and settings."""
    parts = [HEAD, f"{app.info.help}\n"]
    for name, command in list_commands().items():
        parts.append(_describe_command(name, command))
    parts += [_describe_exits(), _describe_settings()]
    return "\n".join(parts)


def _describe_command(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and "--help" not in p.opts]
    usage = " ".join([f"dragoman {name}", *map(_spell_argument, arguments), *(["[OPTIONS]"] if options else [])])
    lines = [f"## dragoman {name}", "", f"    {usage}", "", command.help or "", ""]
    rows = [(_spell_argument(p), p.help) for p in arguments] + [(_spell_option(p), _say_option(p)) for p in options]
    if rows:
        lines += ["| argument or option | what |", "|---|---|"]
        lines += [f"| `{_cell(spelt)}` | {_cell(what or '')} |" for spelt, what in rows]
        lines.append("")
    return "\n".join(lines)


def _spell_argument(argument: Any) -> str:
    spelt = argument.name.upper() + ("..." if argument.nargs == -1 else "")
    return spelt if argument.required else f"[{spelt}]"


def _spell_option(option: Any) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar or option.name.upper()}"


def _say_option(option: Any) -> str:
    default = "" if option.default in (None, False) else f" Left out: `{option.default}`."
    return (option.help or "") + default


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _describe_exits() -> str:
    return f"""## Exit codes

| code | what |
|---|---|
| {GOOD} | good |
| {SOME_FAILED} | some sources could not be read (each is named on stderr, the rest is read); `tables --check`, `case check` found faults |
| {BAD_USE} | bad use, or nothing at all to write about: one line on stderr that says what to do |
| 130 | interrupted |

Results go to standard output, progress and problems to standard error. A file of `-o` is there whole or stays as it was, and
what is read is never written over.
"""


def _describe_settings() -> str:
    rows = "\n".join(f"| `{f.name}` | `DRAGOMAN_{f.name.upper()}` | {_spell_default(f.default)} |" for f in fields(Settings))
    return f"""## Settings

The command line weighs most, then the environment, then `{FILE_NAME}` in the working directory. What a setting means is told in
`dragoman.config.Settings`; an unknown name is an error.

| in `{FILE_NAME}` | in the environment | where neither is given |
|---|---|---|
{rows}
"""


def _spell_default(value: object) -> str:
    return "-" if value is None else f"`{str(value).lower()}`"


def main() -> None:
    """Write the page, or say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page is out of date")
    wanted = describe_cli()
    if parser.parse_args().check:
        if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != wanted:
            sys.exit("docs/cli.md is not what the commands say: run python scripts/make_cli_docs.py")
        return
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
