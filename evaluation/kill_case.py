"""Kills processes that add to a case, at random moments, and looks at what is left: `python -m evaluation.kill_case`.

Each process adds made harvests (the store is tried, not the reading) and notes each document after its `add` has returned. After every
kill: what was noted is there and whole, nothing is there by halves. When a case has all of its documents it is verified and the next
one begins, until there were enough kills. `--crowd SECONDS` runs two writers and five readers at once instead.
"""

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dragoman.store.case import Case
from dragoman.store.rows import By, FindingFilter
from evaluation.made_case import make_harvest

BY = By(author="kill test", now="2026-01-01T00:00:00Z")
_SPAWN = multiprocessing.get_context("forkserver")


@dataclass
class Tally:
    """What the kills came to."""

    kills: int = 0
    cases: int = 0
    while_adding: int = 0
    faults: list[str] = field(default_factory=list)


def add_all(path: str, documents: int, noted: str) -> None:
    """Add every document, and note each once it is added; runs in a process of its own. The file is made with the first new one."""
    names, out = [], None
    with Case.open(path) as case:
        for number in range(documents):
            result = case.add(make_harvest(number), BY)
            names.append(result.document_id)
            if result.added and out is None:
                out = os.open(noted, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            if out is not None:
                os.write(out, "".join(f"{name}\n" for name in names).encode())
                names.clear()


def kill_adds(folder: Path, kills: int, documents: int, seed: int = 1) -> Tally:
    """Kill ``kills`` adding processes and return what was found."""
    _SPAWN.set_forkserver_preload(["dragoman.store.case", "evaluation.made_case"])
    tally, chance = Tally(), random.Random(seed)
    seconds = _measure(folder, documents)
    while tally.kills < kills and not tally.faults:
        path = folder / f"case-{tally.cases}.dragoman"
        Case.create(path, BY).close()
        while not _run_and_kill(path, documents, chance.uniform(0, seconds * 0.25), tally) and tally.kills < kills:
            pass
        _finish(path, documents, tally)
        tally.cases += 1
    return tally


def _measure(folder: Path, documents: int) -> float:
    """Return the seconds that one whole run takes here."""
    path = folder / "measure.dragoman"
    Case.create(path, BY).close()
    began = time.perf_counter()
    add_all(str(path), documents, str(path) + ".noted")
    return time.perf_counter() - began


def _run_and_kill(path: Path, documents: int, after_s: float, tally: Tally) -> bool:
    """Start an adding process, kill it after a while; returns whether it had finished by itself."""
    noted = Path(f"{path}.noted")
    noted.unlink(missing_ok=True)
    process = _SPAWN.Process(target=add_all, args=(str(path), documents, str(noted)))
    process.start()
    while not noted.exists() and process.is_alive():
        time.sleep(0.002)
    process.join(after_s)
    if process.exitcode is not None:
        if process.exitcode:
            tally.faults.append(f"the adding process ended with {process.exitcode}")
        return True
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    tally.kills += 1
    tally.while_adding += noted.exists()
    tally.faults += _look(path, set(noted.read_text().split()) if noted.exists() else set())
    return False


def _look(path: Path, noted: set[str]) -> list[str]:
    """Return what is wrong after a kill: a noted document that is missing, one that is there by halves."""
    faults = []
    with Case.open(path) as case:
        rows = case.documents()
        faults += [f"{name} was added and is gone" for name in sorted(noted - {r.id for r in rows})]
        for row in rows:
            if sum(row.counts.values()) != _count_findings(row.id):
                faults.append(f"{row.id} is there by halves: {row.counts}")
    return faults


def _count_findings(document_id: str) -> int:
    return len(make_harvest(int(document_id.rpartition("-")[2])).findings.every())


def _finish(path: Path, documents: int, tally: Tally) -> None:
    """Run to the end without a kill, then the case is whole, clean and holds nothing twice."""
    add_all(str(path), documents, f"{path}.noted")
    with Case.open(path) as case:
        tally.faults += [f"{p.code}: {p.message}" for p in case.verify()]
        ids = [row.id for row in case.documents()]
        added = [a.document for a in case.actions() if a.verb == "add"]
    if len(ids) != documents or len(set(ids)) != documents or sorted(added) != sorted(ids):
        tally.faults.append(f"{len(ids)} documents, {len(set(ids))} different, {len(added)} additions instead of {documents}")


def kill_commands(folder: Path, kills: int, seed: int = 1) -> Tally:
    """Kill `dragoman case add` itself, model and all, as soon as its first documents are in, and return what was found."""
    tally, chance = Tally(), random.Random(seed)
    texts, path = folder / "texts", folder / "command.dragoman"
    texts.mkdir()
    for number in range(40):
        (texts / f"{number:02}.txt").write_text(make_harvest(number, sentences=30).document.text, encoding="utf-8")
    Case.create(path, BY).close()
    command = [sys.executable, "-m", "dragoman", "case", "add", str(path), str(texts), "--by", "kill test"]
    known = 0
    for _ in range(kills):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and (now := _count_documents(path)) <= known:
                time.sleep(0.05)
            time.sleep(chance.uniform(0, 0.5))
            tally.kills += process.poll() is None
            process.kill()
        tally.while_adding += now > known
        known = _count_documents(path)
        with Case.open(path) as case:
            tally.faults += [f"{p.code}: {p.message}" for p in case.verify()]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    if _count_documents(path) != 40:
        tally.faults.append(f"{_count_documents(path)} documents instead of 40")
    tally.cases = 1
    return tally


def _count_documents(path: Path) -> int:
    with Case.open(path, read_only=True) as case:
        return case.info().documents


def crowd_case(folder: Path, seconds: float) -> tuple[dict[str, int], list[str]]:
    """Let two writers and five readers loose on one case; returns how often each kind of work was done, and every error."""
    path = folder / "crowd.dragoman"
    Case.create(path, BY).close()
    results = _SPAWN.Queue()
    jobs = [(write_for, 0), (write_for, 1), *((read_for, i) for i in range(5))]
    processes = [_SPAWN.Process(target=job, args=(str(path), seconds, i, results)) for job, i in jobs]
    for process in processes:
        process.start()
    done: dict[str, int] = {}
    errors: list[str] = []
    for _ in processes:
        what, times, error = results.get(timeout=seconds + 120)
        done[what] = done.get(what, 0) + times
        errors += [error] if error else []
    for process in processes:
        process.join()
    with Case.open(path) as case:
        errors += [f"{p.code}: {p.message}" for p in case.verify()]
        done["documents"] = len(case.documents())
    return done, errors


def write_for(path: str, seconds: float, writer: int, results: "multiprocessing.Queue[tuple[str, int, str]]") -> None:
    """Add and correct for some seconds; every fifth document is one that the other writer adds too."""
    until, times, error = time.monotonic() + seconds, 0, ""
    try:
        with Case.open(path) as case:
            while time.monotonic() < until:
                number = times if times % 5 == 0 else times * 2 + writer + 100_000
                result = case.add(make_harvest(number), BY)
                case.accept(result.document_id, "m1", By(author=f"writer {writer}", now="2026-01-02T00:00:00Z"))
                times += 1
    except Exception as caught:
        error = f"writer {writer}: {caught!r}"
    results.put(("writes", times, error))


def read_for(path: str, seconds: float, reader: int, results: "multiprocessing.Queue[tuple[str, int, str]]") -> None:
    """List, search and show for some seconds; what one transaction sees must fit together."""
    until, times, error = time.monotonic() + seconds, 0, ""
    try:
        with Case.open(path, read_only=reader % 2 == 0) as case:
            while time.monotonic() < until:
                page = case.findings(FindingFilter(kind=("quote", "visit", None)[times % 3]))
                case.search(("talks", "gas", "plans to")[times % 3], FindingFilter(kind="finding"))
                if page.rows:
                    case.harvest(page.rows[0].document)
                times += 1
    except Exception as caught:
        error = f"reader {reader}: {caught!r}"
    results.put(("reads", times, error))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--commands", action="store_true", help="kill the command itself; slow, the model is loaded each time")
    parser.add_argument("--crowd", type=float, metavar="SECONDS")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="kill-case-"))
    try:
        if given.crowd:
            done, faults = crowd_case(folder, given.crowd)
            print(f"two writers, five readers, {given.crowd:g} s: {done}")
        else:
            kill = kill_commands if given.commands else partial(kill_adds, documents=given.documents)
            tally = kill(folder, given.kills, seed=given.seed)
            faults = tally.faults
            print(f"{tally.kills} kills, {tally.while_adding} of them after at least one document; {tally.cases} cases filled")
    finally:
        shutil.rmtree(folder)
    for fault in faults[:20]:
        print(fault)
    print(f"{len(faults)} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
