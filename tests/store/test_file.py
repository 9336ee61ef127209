"""Files that are no case, that are older or newer, that cannot be written, whose disk is full."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from dragoman.errors import CaseError
from dragoman.records.harvest import Harvest
from dragoman.store import migrate
from dragoman.store.case import Case
from dragoman.store.file import CaseFile
from dragoman.store.migrate import SCHEMA, run_migrations
from dragoman.store.rows import By, FindingFilter
from dragoman.store.schema import METADATA, WRITTEN_ONCE


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_new_case_is_one_plain_file(path: Path, by: By) -> None:
    Case.create(path, by).close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert path.read_bytes()[:16] == b"SQLite format 3\0" and path.read_bytes()[68:72] == b"DRAG"
    with pytest.raises(CaseError, match="there already"):
        Case.create(path, by)


@pytest.mark.parametrize(
    "name",
    ["a b.dragoman", os.fsdecode(b"\xff.dragoman"), "50%23?mode=ro#x.dragoman", "каз;ахстан'.dragoman", "-v", "new\nline", "no ending"],
)
def test_odd_names(tmp_path: Path, by: By, harvest: Harvest, name: str) -> None:
    with Case.create(tmp_path / name, by) as case:
        case.add(harvest, by)
    with Case.open(tmp_path / name, read_only=True) as case:
        assert case.info().documents == 1
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_what_is_no_case(tmp_path: Path, by: By) -> None:
    text, other, newer = tmp_path / "text", tmp_path / "other.db", tmp_path / "newer"
    text.write_text("no database " * 100)
    change(other, "CREATE TABLE x (y)")
    Case.create(newer, by).close()
    change(newer, f"PRAGMA user_version = {SCHEMA + 1}")
    words_of = {tmp_path / "none": "is no file", tmp_path: "is no file", text: "not even a database", other: "another program"}
    for wrong, words in {**words_of, newer: "newer dragoman"}.items():
        before = wrong.read_bytes() if wrong.is_file() else b""
        for read_only in (False, True):
            with pytest.raises(CaseError, match=words) as caught:
                Case.open(wrong, read_only=read_only)
            assert caught.value.code == "file"
        assert not wrong.is_file() or wrong.read_bytes() == before
    with pytest.raises(CaseError, match="folder that is there"):
        Case.create(tmp_path / "no" / "folder.dragoman", by)


def make_older(path: Path, harvest: Harvest, by: By) -> None:
    """Make a case as the first schema had it, with one document's rows."""
    path.touch()
    old = CaseFile(path)
    old.write(run_migrations, "0001")
    old.close()
    newer = path.with_name("whole")
    with Case.create(newer, by) as case:
        case.add(harvest, by)
    rows = [f"INSERT INTO {t.name} SELECT * FROM whole.{t.name}" for t in METADATA.sorted_tables]
    change(path, f"ATTACH '{newer}' AS whole", "PRAGMA foreign_keys = OFF", *rows)
    newer.unlink()


def test_an_older_file_is_renewed_with_a_copy_beside_it(path: Path, harvest: Harvest, by: By) -> None:
    make_older(path, harvest, by)
    with pytest.raises(CaseError, match="older dragoman"):
        Case.open(path, read_only=True)
    with Case.open(path) as case:
        assert case.search("talks").total == 1 and case.search("talks", FindingFilter(kind="quote")).total == 1
        assert case.verify() == ()
    copy = path.with_name(path.name + ".schema-1.backup")
    assert sorted(p.name for p in path.parent.iterdir()) == sorted([path.name, copy.name])
    assert sqlite3.connect(copy).execute("PRAGMA user_version").fetchone() == (1,)
    kept = copy.read_bytes()
    path.write_bytes(kept)
    Case.open(path).close()
    assert copy.read_bytes() == kept and copy.with_name(path.name + ".schema-1.2.backup").is_file(), "an earlier copy is not written over"


def test_a_renewal_that_fails_leaves_the_file(path: Path, harvest: Harvest, by: By, monkeypatch: pytest.MonkeyPatch) -> None:
    make_older(path, harvest, by)

    def fail(connection: sa.Connection) -> None:
        run_migrations(connection)
        raise RuntimeError("power cut")

    monkeypatch.setattr(migrate, "run_migrations", fail)
    with pytest.raises(RuntimeError):
        Case.open(path)
    assert sqlite3.connect(path).execute("SELECT count(*) FROM sqlite_master WHERE name = 'findings_search'").fetchone() == (0,)
    monkeypatch.undo()
    with Case.open(path) as case:
        assert case.verify() == ()


def test_the_steps_make_what_the_schema_says(path: Path, by: By) -> None:
    Case.create(path, by).close()
    engine = sa.create_engine(f"sqlite:///{path}")

    def ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        # Indexes with an order in them are beyond Alembic: their text is compared below.
        return not (kind == "table" and name and "_search" in name) and name not in ordered

    ordered = ("findings_by_kind", "findings_in_order")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, METADATA) == []
        made = dict(connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'index'").fetchall())
        for index in (i for i in METADATA.tables["findings"].indexes if i.name in ordered):
            assert made[str(index.name)] == str(CreateIndex(index).compile(dialect=engine.dialect))
    engine.dispose()


def test_postgresql_could_make_the_tables() -> None:
    for table in METADATA.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
        for index in table.indexes:
            assert "CREATE INDEX" in str(CreateIndex(index).compile(dialect=postgresql.dialect()))


def test_what_was_written_stays(path: Path, case: Case, harvest: Harvest, by: By) -> None:
    case.add(harvest, by)
    for table in WRITTEN_ONCE:
        column = "source" if table in ("documents", "problems") else "document"
        for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="written once"):
                change(path, statement)
    for statement in ("UPDATE actions SET author = 'x'", "DELETE FROM actions"):
        with pytest.raises(sqlite3.IntegrityError, match="undo one with another"):
            change(path, statement)


def test_a_plain_reader_finds_readable_views(path: Path, case: Case, harvest: Harvest, by: By) -> None:
    case.add(harvest, by)
    case.resolve("d1", "f1", "true", "it came", by)
    case.write_note("a note", by)
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    assert connection.execute("SELECT speaker, words FROM quotes").fetchone()[0] == "Karl Berg"
    assert connection.execute("SELECT verdict FROM forecasts").fetchall() == [("true",)]
    assert connection.execute("SELECT outcome, evidence FROM resolutions").fetchall() == [("true", "it came")]
    assert connection.execute("SELECT text FROM notes").fetchall() == [("a note",)]
    views = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert all(connection.execute(f"SELECT * FROM {view} LIMIT 1") for view in views) and len(views) == 9
    connection.close()


def test_reading_does_not_write(path: Path, harvest: Harvest, by: By) -> None:
    with Case.create(path, by) as case:
        case.add(harvest, by)
    with Case.open(path, read_only=True) as case:
        assert case.read_only and case.harvest("d1") == harvest and case.verify() == ()
        with pytest.raises(CaseError, match="reading only"):
            case.accept("d1", "q1", by)


AS_NOBODY = """
import os, sys
from dragoman.errors import CaseError
from dragoman.store.case import Case
from dragoman.store.rows import By
Case.open(sys.argv[1], read_only=True).close()
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
with Case.open(sys.argv[1], read_only=True) as case:
    print(case.info().documents, len(case.search("talks").hits), len(case.harvest("d1").findings.quotes))
try:
    Case.open(sys.argv[1])
except CaseError as error:
    print(error)
try:
    Case.create(sys.argv[1] + ".new", By(author="x", now="2026-01-01"))
except CaseError as error:
    print(error)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter: pytest's own are closed to others, as root's tests become nobody's below."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_folder_that_cannot_be_written(open_folder: Path, harvest: Harvest, by: By) -> None:
    file = open_folder / "c.dragoman"
    with Case.create(file, by) as case:
        case.add(harvest, by)
    file.chmod(0o444)
    open_folder.chmod(0o555)
    done = subprocess.run([sys.executable, "-c", AS_NOBODY, str(file)], capture_output=True, text=True, check=False)
    open_folder.chmod(0o755)
    lines = done.stdout.splitlines()
    assert lines[:1] == ["1 1 1"], done.stderr
    assert "cannot be written" in lines[1] or "read only" in lines[1]
    assert "cannot be made" in lines[2]


FULL = """
import resource, sys
sys.path.insert(0, sys.argv[2])
from dragoman.errors import CaseError
from dragoman.store.case import Case
from dragoman.store.rows import By
from evaluation.made_case import make_harvest
by = By(author="x", now="2026-01-01")
with Case.open(sys.argv[1]) as case:
    size = case.info().size_bytes
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 1_500_000, size + 1_500_000))
    try:
        for number in range(1000):
            case.add(make_harvest(number), by)
            print(number, flush=True)
    except CaseError as error:
        print(error.code, error)
"""


def test_a_full_disk_keeps_what_was_there(path: Path, by: By) -> None:
    Case.create(path, by).close()
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", FULL, str(path), str(root)], capture_output=True, text=True, check=False)
    *added, last = done.stdout.splitlines()
    assert last.startswith("file ") and "cannot grow (disk full?)" in last, done.stderr
    with Case.open(path) as case:
        assert [int(a) for a in added] == sorted(int(d.id.rpartition("-")[2]) for d in case.documents()) and len(added) > 2
        assert case.verify() == ()
        case.write_note("there is room again", by)


def test_a_full_database_is_rolled_back(path: Path, case: Case, harvest: Harvest, by: By) -> None:
    case.add(harvest, by)

    def fill(connection: sa.Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        connection.exec_driver_sql("INSERT INTO actors (entity, name, folded, country, type) VALUES ('', ?, '', '', '')", ("x" * 500_000,))

    with pytest.raises(CaseError, match="cannot grow"):
        case._file.write(fill)
    case._file.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1000000"))
    assert case.harvest("d1") == harvest


def test_a_long_lock_is_one_clear_line(path: Path, case: Case, by: By, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.file._TRIES", 2)
    monkeypatch.setattr("dragoman.store.file._WAIT_MS", 20)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Case.open(path) as second:
        assert second.documents() == (), "readers do not wait for a writer"
        with pytest.raises(CaseError, match="written by another program"):
            second.write_note("x", by)
        other.execute("ROLLBACK")
        second.write_note("x", by)
    other.close()


def test_damage_is_told(path: Path, harvest: Harvest, by: By) -> None:
    with Case.create(path, by) as case:
        for number in range(30):
            case.add(
                replace(harvest, document=replace(harvest.document, id=f"d{number}"), findings=replace(harvest.findings).__class__()), by
            )
    data = bytearray(path.read_bytes())
    for page in range(8, len(data) // 4096, 3):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(bytes(data))
    with Case.open(path) as case:
        assert case.verify() != ()
