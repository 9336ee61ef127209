"""The tables, and the guards that keep what was written once.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_WRITTEN_ONCE = ("documents", "readings", "made_findings", "problems")
_KEPT_OF_ACTIONS = ("id", "at", "author", "verb", "document", "finding", "puzzle", "note", "changes", "undoes")


def _text(name: str, key: str | None = None, *, null: bool = False, default: str | None = None) -> sa.Column[str]:
    keys = [sa.ForeignKey(key)] if key else []
    return sa.Column(name, sa.Text, *keys, nullable=null, server_default=sa.text(default) if default else None)


def _number(name: str, key: str | None = None, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, _KEY, *([sa.ForeignKey(key)] if key else []), nullable=null)


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, _KEY, primary_key=True, autoincrement=True)


def upgrade() -> None:
    """Make the tables."""
    _make_documents()
    _make_actions()
    _make_findings()
    _make_standing()
    if op.get_bind().dialect.name == "sqlite":
        _guard()


def _make_documents() -> None:
    optional = ("standing", "url", "language", "origin")
    op.create_table(
        "documents",
        _key("number"),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        _text("title", null=True),
        _text("published", null=True),
        _text("day"),
        _text("outlet"),
        _text("source"),
        *(_text(name, null=True) for name in optional),
        _text("origin_key"),
        _text("copy_of", "documents.id", null=True),
        *(_text(name) for name in ("text", "text_sha256", "record", "added_at", "added_by")),
    )
    op.create_index("documents_by_origin", "documents", ["origin_key"])
    op.create_index("documents_by_hash", "documents", ["text_sha256"])
    op.create_index("documents_by_day", "documents", ["day"])
    op.create_table(
        "readings",
        _key("number"),
        _text("document", "documents.id"),
        *(_text(name) for name in ("maker", "settings", "read_at", "read_by")),
        sa.UniqueConstraint("document", "maker", "settings", name="readings_once"),
    )


def _make_actions() -> None:
    op.create_table(
        "actions",
        _key("id"),
        *(_text(name) for name in ("at", "author", "verb")),
        _text("document", "documents.id", null=True),
        _text("finding", null=True),
        _text("puzzle", null=True),
        _text("note", default="''"),
        _text("changes", default="'{}'"),
        _number("undoes", "actions.id", null=True),
        _number("undone_by", "actions.id", null=True),
        sqlite_autoincrement=True,
    )
    op.create_index("actions_of_document", "actions", ["document", "finding"])
    op.create_index("actions_of_puzzle", "actions", ["puzzle"])
    op.create_index("actions_by_time", "actions", ["at"])


def _make_findings() -> None:
    op.create_table(
        "made_findings",
        _key("number"),
        _text("document", "documents.id"),
        _text("id"),
        _text("kind"),
        _number("reading", "readings.number", null=True),
        _number("action", "actions.id", null=True),
        _text("record"),
        sa.UniqueConstraint("reading", "id", name="made_findings_once"),
    )
    op.create_index("made_findings_of_document", "made_findings", ["document"])
    op.create_index("made_findings_by_action", "made_findings", ["action"])
    op.create_table(
        "problems",
        _key("number"),
        _text("document", "documents.id"),
        _number("reading", "readings.number"),
        *(_text(name) for name in ("severity", "code", "message")),
        _text("place", null=True),
        _text("stage"),
        _text("source"),
    )
    op.create_index("problems_of_document", "problems", ["document", "reading"])


def _make_standing() -> None:
    op.create_table(
        "actors",
        _key("number"),
        *(_text(name) for name in ("entity", "name", "folded", "country", "type")),
        sa.UniqueConstraint("entity", "name", name="actors_once"),
    )
    op.create_table(
        "findings",
        _key("number"),
        _text("document", "documents.id"),
        _text("id"),
        _text("kind"),
        _number("made", "made_findings.number"),
        _text("record", null=True),
        *(_text(name) for name in ("state", "type", "status", "verdict")),
        _number("speaker", "actors.number", null=True),
        *(_text(name) for name in ("day", "outlet")),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        *(_text(name) for name in ("words", "names")),
        sa.UniqueConstraint("document", "id", name="findings_once"),
    )
    order: list[str | sa.TextClause] = [sa.text("day DESC"), "document", "start", "id", "state"]
    indexes: dict[str, list[str | sa.TextClause]] = {
        "findings_in_order": order,
        "findings_by_kind": ["kind", *order],
        "findings_by_made": ["made"],
        "findings_by_verdict": ["verdict", "state"],
        **{f"findings_by_{each}": [each, "kind", "state"] for each in ("type", "status", "outlet", "speaker")},
    }
    for name, columns in indexes.items():
        op.create_index(name, "findings", columns)
    op.create_table(
        "finding_actors",
        sa.Column("finding", _KEY, sa.ForeignKey("findings.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("actor", _KEY, sa.ForeignKey("actors.number"), primary_key=True),
        sa.Column("role", sa.Text, primary_key=True),
    )
    op.create_index("finding_actors_by_actor", "finding_actors", ["actor", "finding"])


def _guard() -> None:
    for table in _WRITTEN_ONCE:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are written once: nothing in them is changed or deleted'); END"
            )
    refusal = "BEGIN SELECT RAISE(ABORT, 'actions are written once: undo one with another'); END"
    op.execute(f"CREATE TRIGGER actions_no_delete BEFORE DELETE ON actions {refusal}")
    op.execute(f"CREATE TRIGGER actions_no_update BEFORE UPDATE OF {', '.join(_KEPT_OF_ACTIONS)} ON actions {refusal}")
