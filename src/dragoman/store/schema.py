"""The tables, as SQLAlchemy Core knows them; ``migrations/`` makes them.

What was read and what was said is written once: ``documents``, ``readings``, ``made_findings``, ``problems``, ``actions``. What stands now
is worked out from it: ``findings``, ``actors``, ``finding_actors`` can be dropped and made again at any time (``verify`` compares).
Types are those that SQLite and PostgreSQL share; times are ISO 8601 text in UTC, records are JSON text.
"""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint, text

METADATA = MetaData()

# SQLite counts up rows only where the key is declared INTEGER.
_KEY = BigInteger().with_variant(Integer, "sqlite")


def _key(name: str) -> Column[int]:
    return Column(name, _KEY, primary_key=True, autoincrement=True)


def _words(name: str, target: str | None = None, *, needed: bool = True) -> Column[str]:
    keys = [ForeignKey(target)] if target else []
    return Column(name, Text, *keys, nullable=not needed)


def _number(name: str, target: str | None = None, *, needed: bool = True) -> Column[int]:
    keys = [ForeignKey(target)] if target else []
    return Column(name, _KEY, *keys, nullable=not needed)


DOCUMENTS = Table(
    "documents",
    METADATA,
    _key("number"),
    Column("id", Text, nullable=False, unique=True),
    _words("title", needed=False),
    _words("published", needed=False),
    Column("day", Text, nullable=False, comment="the day published, '' where undated"),
    Column("outlet", Text, nullable=False, comment="'' where unknown"),
    _words("standing", needed=False),
    _words("source"),
    _words("url", needed=False),
    _words("language", needed=False),
    _words("origin", needed=False),
    _words("origin_key"),
    _words("copy_of", "documents.id", needed=False),
    _words("text"),
    _words("text_sha256"),
    Column("record", Text, nullable=False, comment="the document as JSON, its text left out"),
    _words("added_at"),
    _words("added_by"),
    Index("documents_by_origin", "origin_key"),
    Index("documents_by_hash", "text_sha256"),
    Index("documents_by_day", "day"),
)

READINGS = Table(
    "readings",
    METADATA,
    _key("number"),
    _words("document", "documents.id"),
    _words("maker"),
    Column("settings", Text, nullable=False, comment="digest of what the run was told"),
    _words("read_at"),
    _words("read_by"),
    UniqueConstraint("document", "maker", "settings", name="readings_once"),
)

ACTIONS = Table(
    "actions",
    METADATA,
    _key("id"),
    _words("at"),
    _words("author"),
    _words("verb"),
    _words("document", "documents.id", needed=False),
    _words("finding", needed=False),
    _words("puzzle", needed=False),
    Column("note", Text, nullable=False, server_default=text("''")),
    Column("changes", Text, nullable=False, server_default=text("'{}'"), comment="what was said, as JSON"),
    _number("undoes", "actions.id", needed=False),
    Column("undone_by", _KEY, ForeignKey("actions.id"), nullable=True, comment="the undo in force; the one column that may change"),
    Index("actions_of_document", "document", "finding"),
    Index("actions_of_puzzle", "puzzle"),
    Index("actions_by_time", "at"),
    sqlite_autoincrement=True,
)

MADE_FINDINGS = Table(
    "made_findings",
    METADATA,
    _key("number"),
    _words("document", "documents.id"),
    _words("id"),
    _words("kind"),
    _number("reading", "readings.number", needed=False),
    _number("action", "actions.id", needed=False),
    _words("record"),
    UniqueConstraint("reading", "id", name="made_findings_once"),
    Index("made_findings_of_document", "document"),
    Index("made_findings_by_action", "action"),
)

PROBLEMS = Table(
    "problems",
    METADATA,
    _key("number"),
    _words("document", "documents.id"),
    _number("reading", "readings.number"),
    _words("severity"),
    _words("code"),
    _words("message"),
    _words("place", needed=False),
    _words("stage"),
    _words("source"),
    Index("problems_of_document", "document", "reading"),
)

ACTORS = Table(
    "actors",
    METADATA,
    _key("number"),
    Column("entity", Text, nullable=False, comment="'' where not linked"),
    _words("name"),
    Column("folded", Text, nullable=False, comment="the name in small letters"),
    Column("country", Text, nullable=False, comment="ISO alpha-3, '' where unknown"),
    Column("type", Text, nullable=False, comment="a mention's type, '' where only other findings name them"),
    UniqueConstraint("entity", "name", name="actors_once"),
)

FINDINGS = Table(
    "findings",
    METADATA,
    _key("number"),
    _words("document", "documents.id"),
    _words("id"),
    _words("kind"),
    _number("made", "made_findings.number"),
    Column("record", Text, nullable=True, comment="as it stands, as JSON; NULL where as made"),
    _words("state"),
    _words("type"),
    _words("status"),
    _words("verdict"),
    _number("speaker", "actors.number", needed=False),
    _words("day"),
    _words("outlet"),
    Column("start", Integer, nullable=False, comment="code point in the text"),
    Column("confidence", Float, nullable=False),
    _words("words"),
    _words("names"),
    UniqueConstraint("document", "id", name="findings_once"),
    Index("findings_in_order", text("day DESC"), "document", "start", "id", "state"),
    Index("findings_by_kind", "kind", text("day DESC"), "document", "start", "id", "state"),
    Index("findings_by_type", "type", "kind", "state"),
    Index("findings_by_status", "status", "kind", "state"),
    Index("findings_by_verdict", "verdict", "state"),
    Index("findings_by_outlet", "outlet", "kind", "state"),
    Index("findings_by_speaker", "speaker", "kind", "state"),
    Index("findings_by_made", "made"),
)

FINDING_ACTORS = Table(
    "finding_actors",
    METADATA,
    Column("finding", _KEY, ForeignKey("findings.number", ondelete="CASCADE"), primary_key=True),
    Column("actor", _KEY, ForeignKey("actors.number"), primary_key=True),
    Column("role", Text, primary_key=True, comment="the record's field, e.g. source, visitor, recipients"),
    Index("finding_actors_by_actor", "actor", "finding"),
)

WRITTEN_ONCE = ("documents", "readings", "made_findings", "problems")
