"""Full-text search by SQLite's FTS5; another database would have its own in place of this file."""

import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from dragoman.store.listing import check_page, day_conditions, make_conditions
from dragoman.store.rows import FindingFilter, Hit, HitPage, Page, Snippet
from dragoman.store.schema import DOCUMENTS, FINDINGS

_MOST_WORDS = 24
_MOST_CHARS = 120
_SNIPPET_WORDS = 28  # FTS5 takes at most 64
_PART = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_OF_FINDINGS = ("kind", "actor", "type", "status", "verdict", "speaker", "state")


def make_query(words: str) -> str:
    """Return an FTS5 query for what a user typed: every word quoted, so that nothing in it is an operator; ``""`` without a word.

    "Phrases" stay together, a ``*`` at the end of a word or phrase takes what begins so. At most 24 parts are kept.
    """
    parts = []
    for match in _PART.finditer(words[: _MOST_WORDS * _MOST_CHARS]):
        quoted = match[1] is not None
        text = (match[1] if quoted else match[3].rstrip("*"))[:_MOST_CHARS]
        if not any(unicodedata.category(c)[0] in "LN" for c in text):
            continue
        begins = match[2] if quoted else match[3].endswith("*")
        clean = "".join(" " if c == '"' or ord(c) < 32 or "\ud800" <= c <= "\udfff" else c for c in text)
        parts.append(f'"{clean}"*' if begins else f'"{clean}"')
    return " ".join(parts[:_MOST_WORDS])


def search_case(connection: Connection, words: str, wanted: FindingFilter, page: Page) -> HitPage:
    """Return one page of hits: documents, or findings where the filter asks for what only these have."""
    page = check_page(page)
    query = make_query(words)
    in_findings = wanted.kind != "document" and any(getattr(wanted, name) is not None for name in _OF_FINDINGS)
    if in_findings:
        conditions = make_conditions(wanted)
    else:
        make_conditions(replace(wanted, kind=None))
        conditions = day_conditions(wanted, DOCUMENTS.c.day)
        conditions += [DOCUMENTS.c[c] == v for c, v in (("id", wanted.document), ("outlet", wanted.outlet)) if v is not None]
    if not query:
        return HitPage(hits=(), total=0, page=page)
    table = FINDINGS if in_findings else DOCUMENTS
    total, numbers = _match(connection, table, query, conditions, page)
    hits = (_show_findings if in_findings else _show_documents)(connection, query, numbers)
    return HitPage(hits=tuple(hits[n] for n in numbers if n in hits), total=total, page=page)


def _match(
    connection: Connection, table: sa.Table, query: str, conditions: Sequence[ColumnElement[bool]], page: Page
) -> tuple[int, Sequence[int]]:
    # Left to itself SQLite may go through the table and ask the index for every row, which is a hundred times slower.
    matches = sa.text(f"SELECT rowid AS number, rank AS rank FROM {table.name}_search WHERE {table.name}_search MATCH :query")
    columns = matches.bindparams(query=query).columns(sa.column("number", sa.Integer), sa.column("rank", sa.Float))
    found = columns.cte("found").prefix_with("MATERIALIZED")
    joined = sa.select(table.c.number).select_from(found.join(table, table.c.number == found.c.number)).where(*conditions)
    ordered = joined.order_by(found.c.rank, table.c.number.desc()).limit(page.size).offset((page.number - 1) * page.size)
    rows = connection.execute(ordered.add_columns(sa.func.count().over())).all()
    if rows or page.number == 1:
        return (rows[0][1] if rows else 0), [row[0] for row in rows]
    return connection.execute(joined.with_only_columns(sa.func.count())).scalar_one(), []


def _cut_snippets(connection: Connection, table: str, query: str, numbers: Sequence[int], column: int) -> dict[int, Snippet]:
    """Return the snippets of rows; the marks in them are random, so that no text can hold them."""
    nonce = secrets.token_hex(8)
    begin, end = f"\x02{nonce}", f"\x03{nonce}"
    statement = sa.text(
        f"SELECT rowid, snippet({table}_search, {column}, :begin, :end, '…', {_SNIPPET_WORDS}) AS words "
        f"FROM {table}_search WHERE {table}_search MATCH :query AND rowid IN :numbers"
    ).bindparams(sa.bindparam("numbers", expanding=True))
    rows = connection.execute(statement, {"begin": begin, "end": end, "query": query, "numbers": list(numbers)})
    return {row.rowid: read_marks(row.words or "", begin, end) for row in rows}


def read_marks(words: str, begin: str, end: str) -> Snippet:
    """Return words with marks as plain text and ranges in it."""
    text, marks, start = "", [], None
    for piece in re.split(f"({re.escape(begin)}|{re.escape(end)})", words):
        if piece == begin:
            start = len(text)
        elif piece == end:
            if start is not None and start < len(text):
                marks.append((start, len(text)))
            start = None
        else:
            text += piece
    return Snippet(text=text, marks=tuple(marks))


def _show_findings(connection: Connection, query: str, numbers: Sequence[int]) -> dict[int, Hit]:
    snippets = _cut_snippets(connection, "findings", query, numbers, 0)
    unmarked = [n for n, s in snippets.items() if not s.marks]  # found by whom they name alone: the names go before the words
    for number, names in _cut_snippets(connection, "findings", query, unmarked, 1).items():
        snippets[number] = Snippet(text=f"{names.text}: {snippets[number].text}", marks=names.marks)
    f, d = FINDINGS.c, DOCUMENTS.c
    columns = (f.number, f.document, f.id, f.kind, f.start, d.title, d.outlet, d.published)
    rows = connection.execute(sa.select(*columns).join(DOCUMENTS, d.id == f.document).where(f.number.in_(numbers)))
    return {r.number: _make_hit(r, snippets[r.number], finding=r.id, kind=r.kind, start=r.start) for r in rows}


def _show_documents(connection: Connection, query: str, numbers: Sequence[int]) -> dict[int, Hit]:
    snippets = _cut_snippets(connection, "documents", query, numbers, 1)
    d = DOCUMENTS.c
    rows = connection.execute(sa.select(d.number, d.id, d.title, d.outlet, d.published).where(d.number.in_(numbers)))
    hits = {}
    for r in rows:
        snippet = snippets[r.number]
        hits[r.number] = _make_hit(r, snippet, document=r.id, start=_find_start(connection, r.number, snippet))
    return hits


def _find_start(connection: Connection, number: int, snippet: Snippet) -> int | None:
    """Return where the first marked words stand in the text, None where the match is in the title alone."""
    if not snippet.marks:
        return None
    core = snippet.text.removeprefix("…").removesuffix("…")
    at = connection.execute(sa.select(sa.func.instr(DOCUMENTS.c.text, core)).where(DOCUMENTS.c.number == number)).scalar_one()
    return int(at) - 1 + snippet.marks[0][0] - (len(snippet.text) - len(snippet.text.removeprefix("…"))) if at else None


def _make_hit(row: Any, snippet: Snippet, **more: Any) -> Hit:
    values = {"finding": None, "kind": "document", "document": getattr(row, "document", None), **more}
    return Hit(title=row.title, outlet=row.outlet or None, published=row.published, snippet=snippet, **values)


def check_index(connection: Connection, table: str) -> None:
    """Compare a search index with its table; the caller's transaction must be one that may write.

    Raises:
        sqlalchemy.exc.DatabaseError: they differ.
    """
    connection.exec_driver_sql(f"INSERT INTO {table}_search({table}_search, rank) VALUES ('integrity-check', 1)")
