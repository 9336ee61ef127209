"""Makes and renews the tables: Alembic's steps, run by code, each file in one transaction."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection

from dragoman.errors import CaseError
from dragoman.store.file import APPLICATION_ID, CaseFile, explain

MIGRATIONS = Path(__file__).parent / "migrations"
SCHEMA = 2  # the last step under migrations/versions; also PRAGMA user_version, so that a newer file is told without its tables


def run_migrations(connection: Connection, target: str = "head") -> None:
    """Run the steps that a file still lacks, in the caller's transaction, up to ``target``."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(MIGRATIONS))
    # Alembic types the steps' function for its own environment script, which is not used here.
    options = {"fn": lambda revision, _: scripts._upgrade_revs(target, revision), "transactional_ddl": False}
    context = MigrationContext.configure(connection, opts=options)
    with Operations.context(context):
        context.run_migrations()
    number = int(context.get_current_revision() or 0)
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def make_file(path: Path) -> None:
    """Make an empty case at ``path``; it appears there whole or not at all.

    Raises:
        CaseError: something stands there, or the folder cannot be written.
    """
    if os.path.lexists(path):
        raise CaseError(f"{path} is there already: add to it with `dragoman case add`, or name another file", code="file")
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.touch(exist_ok=False)
        _fill_file(draft)
        _put_in_place(draft, path)
    except FileExistsError as error:
        raise CaseError(f"{path} is there already, or another program is making it: try again", code="file") from error
    except sqlite3.Error as error:
        raise explain(error, path) from error
    except OSError as error:
        raise CaseError(f"{path} cannot be made ({error.strerror}): name a folder that is there and yours to write", code="file") from error
    finally:
        for each in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm", "-journal"))):
            each.unlink(missing_ok=True)


def _put_in_place(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)  # unlike a rename it never takes the place of a file that came in between
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        draft.rename(path)


def _fill_file(draft: Path) -> None:
    connection = sqlite3.connect(draft)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    file = CaseFile(draft)
    try:
        file.write(run_migrations)
    finally:
        file.close()


def check_file(path: Path, read_only: bool) -> str:
    """Return the mode to open a case file in; an older file is brought up to date first, where it may be written.

    Raises:
        CaseError: no case, a newer or (where it may not be written) an older one, or it cannot be opened so.
    """
    writable = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    mode = "rw" if not read_only else "query" if writable else "ro"
    try:
        schema = read_schema(path, "mode=ro" if mode == "ro" else "mode=rw")
    except sqlite3.OperationalError as error:
        if not read_only or path.with_name(path.name + "-wal").exists():
            raise explain(error, path) from error
        # In a folder that cannot be written SQLite can make no lock file; without a log there is nothing to lock against.
        mode, schema = "immutable", read_schema(path, "mode=ro&immutable=1")
    if schema == SCHEMA:
        if not read_only and not os.access(path, os.W_OK):
            raise CaseError(f"{path} may be read only: make it yours to write (chmod u+w), or open it for reading", code="file")
        return mode
    if read_only:
        raise CaseError(
            f"{path} was written by an older dragoman: open it once for writing (`dragoman case check`) to renew it", code="file"
        )
    renew_file(path, schema)
    return mode


def read_schema(path: Path, mode: str) -> int:
    """Return the schema number of a case file.

    Raises:
        CaseError: no such file, no case, or one of a newer dragoman; ``sqlite3.OperationalError`` where it cannot be opened so.
    """
    if not path.is_file():
        raise CaseError(f"{path} is no file: make a case with `dragoman case new {path.name}`", code="file")
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=10)
    try:
        marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise CaseError(f"{path} is no case file: it is not even a database", code="file") from error
    finally:
        connection.close()
    if marks[0] != APPLICATION_ID:
        raise CaseError(f"{path} is no case file: it is another program's database", code="file")
    if marks[1] > SCHEMA:
        raise CaseError(
            f"{path} was written by a newer dragoman (schema {marks[1]}, this one knows {SCHEMA}): install the newer one to open it",
            code="file",
        )
    return int(marks[1])


def renew_file(path: Path, schema: int) -> Path:
    """Bring an older file up to date and return the copy that was made of it first.

    Raises:
        CaseError: the copy or the file cannot be written; the file is then as it was.
    """
    file = CaseFile(path)
    try:
        return file.write(_renew, path, schema)
    finally:
        file.close()


def _renew(connection: Connection, path: Path, schema: int) -> Path:
    found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    copy = _name_copy(path, schema)
    if found >= SCHEMA:  # another process was quicker
        return copy
    _copy_file(path, copy)
    run_migrations(connection)
    return copy


def _name_copy(path: Path, schema: int) -> Path:
    """Return a name for the copy that nothing has: an earlier copy is never written over."""
    copy, number = path.with_name(f"{path.name}.schema-{schema}.backup"), 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.schema-{schema}.{number}.backup")
    return copy


def _copy_file(path: Path, copy: Path) -> None:
    """Copy through SQLite, so that what stands in the log only is in the copy too; the copy appears whole or not at all."""
    draft = copy.with_name(f"{copy.name}.{os.getpid()}.new")
    try:
        source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
        target = sqlite3.connect(draft)
        try:
            source.backup(target)
        finally:
            target.close()
            source.close()
        draft.replace(copy)
    except (sqlite3.Error, OSError) as error:
        draft.unlink(missing_ok=True)
        raise CaseError(f"{copy.name} cannot be written beside the case ({error}): the case was left as it was", code="file") from error
