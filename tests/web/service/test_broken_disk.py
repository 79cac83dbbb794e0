"""A disk that takes no more, or says that it did not write: the night before stays, and no store is torn."""

import multiprocessing
import os
import resource
from dataclasses import replace
from pathlib import Path

from tests.campaigns.faults import sync_errors
from tests.web.made import DAY
from tests.web.service.test_faults import NEXT, current_id, whole
from web.service.night.nightly import Night
from web.store.database import Database
from web.store.errors import StoreError
from web.store.records import RunState

KIB = 1024
REFUSED = 3


def with_files_up_to(night: Night, size: int) -> int | None:
    """Make a night in a child none of whose files may grow beyond a size; give how it ended."""
    child = multiprocessing.get_context("fork").Process(target=_limited, args=(night, size))
    child.start()
    child.join()
    return child.exitcode


def _limited(night: Night, size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    own = replace(night, database=Database(night.database.url))
    try:
        state = own.run(NEXT).run.state
    except (OSError, StoreError):
        os._exit(REFUSED)
    os._exit(0 if state is RunState.DONE else REFUSED)


def test_f02_f03_t30_a_disk_that_refuses_to_write_leaves_the_night_before(night: Night, tmp_path: Path) -> None:
    """The kernel refuses what goes beyond the limit, as it does on a full disk: in the database and beside it."""
    before, ends = night.run(DAY), []
    for room in (0, 1, 4, 16, 48, 96, 1 << 12):
        night.database.close()
        ends.append(with_files_up_to(night, room * KIB if room < 1 << 12 else _largest(tmp_path) + room * KIB))
        if ends[-1] == 0:
            break
        assert current_id(night.database) == before.run.id
        with night.database.read() as store:
            assert store.connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    assert set(ends[:-1]) == {REFUSED}
    assert ends[-1] == 0
    report = night.run(NEXT)
    assert (report.is_new, report.run.state) == (False, RunState.DONE)
    assert whole(night.database, report)


def _largest(folder: Path) -> int:
    return max(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def test_f03_t30_a_sync_that_fails_leaves_no_torn_store() -> None:
    """The fifth is the first that SQLite tells of; `make faults` lets each of twenty fail."""
    found = sync_errors([5])
    assert found.is_reached, found.figure
