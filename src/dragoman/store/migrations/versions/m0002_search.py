"""Full-text search, and views to read a case with other tools.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TOKENS = "tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3'"
_FTS = {"documents": ("title", "text"), "findings": ("words", "names")}
_KINDS = ("quote", "event", "visit", "claim", "forecast", "explanation")
_SAID = {
    "ratings": ("rate", "puzzle", ("evidence", "hypothesis", "value")),
    "resolutions": ("resolve", "document, finding", ("outcome", "evidence")),
    "notes": ("note", "document, finding, puzzle", ("text",)),
}


def upgrade() -> None:
    """Make the search tables, fill them from what is there, and make the views."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table, columns in _FTS.items():
        _make_index(table, columns)
    for kind in _KINDS:
        op.execute(
            f"CREATE VIEW {kind}s AS SELECT f.day, f.outlet, d.title, f.document, f.id, a.name AS speaker, f.type, f.status, f.verdict, "
            "f.words, f.state, f.confidence, coalesce(f.record, m.record) AS record FROM findings f JOIN documents d ON d.id = f.document "
            f"JOIN made_findings m ON m.number = f.made LEFT JOIN actors a ON a.number = f.speaker WHERE f.kind = '{kind}'"
        )
    for name, (verb, about, fields) in _SAID.items():
        values = ", ".join(f"json_extract(changes, '$.{field}') AS {field}" for field in fields)
        op.execute(
            f"CREATE VIEW {name} AS SELECT id AS action, at, author, {about}, {values}, note AS reason "
            f"FROM actions WHERE verb = '{verb}' AND undone_by IS NULL"
        )


def _make_index(table: str, columns: tuple[str, ...]) -> None:
    index, listed = f"{table}_search", ", ".join(columns)
    # Written so, without blanks, Datasette knows it for the table's search.
    op.execute(f'CREATE VIRTUAL TABLE {index} USING fts5({listed}, content="{table}", content_rowid="number", {_TOKENS})')
    new, old = (", ".join(f"{which}.{c}" for c in columns) for which in ("new", "old"))
    put = f"INSERT INTO {index}(rowid, {listed}) VALUES (new.number, {new});"
    take = f"INSERT INTO {index}({index}, rowid, {listed}) VALUES ('delete', old.number, {old});"
    op.execute(f"CREATE TRIGGER {table}_searched AFTER INSERT ON {table} BEGIN {put} END")
    if table == "findings":
        op.execute(f"CREATE TRIGGER {table}_unsearched AFTER DELETE ON {table} BEGIN {take} END")
        op.execute(f"CREATE TRIGGER {table}_researched AFTER UPDATE OF {listed} ON {table} BEGIN {take} {put} END")
    op.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
