"""Many at once, and processes that die: the short form of `python -m evaluation.kill_case`."""

import threading
from pathlib import Path

from evaluation.kill_case import crowd_case, kill_adds
from evaluation.made_case import make_harvest

from dragoman.records.harvest import Harvest
from dragoman.store.case import Case
from dragoman.store.rows import By


def test_ten_kills_lose_nothing_and_leave_nothing_by_halves(tmp_path: Path) -> None:
    tally = kill_adds(tmp_path, kills=10, documents=25)
    assert tally.faults == [] and tally.kills == 10 and tally.cases >= 1


def test_two_writers_and_five_readers(tmp_path: Path) -> None:
    done, errors = crowd_case(tmp_path, 3)
    assert errors == [] and done["writes"] > 2 and done["reads"] > 5


def test_one_case_from_many_threads(case: Case, harvest: Harvest, by: By) -> None:
    case.add(harvest, by)
    errors: list[Exception] = []

    def work(number: int) -> None:
        try:
            for each in range(5):
                case.add(make_harvest(each), by)
                case.write_note(f"{number} {each}", by)
                case.findings()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == [] and len(case.notes()) == 40 and len(case.documents()) == 6
