"""The shipped tables as plain rows, for rooms that need a column or two and no ``Facts``."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def read_rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of ``data/tables/<table>.csv``, comment lines left out; cells are text, empty where nothing is known."""
    text = files("dragoman").joinpath(f"data/tables/{table}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))
