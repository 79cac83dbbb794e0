"""Files to take along are whole, and no two of them are worked on at once: pages go first."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Barrier, Lock, Thread
from time import sleep

import pytest
from flask import Flask

from web.pages.taken_along import BYTE_ORDER_MARK, LINES_AT_ONCE, csv_response, in_turns

LINES = [f"{number}\n" for number in range(3 * LINES_AT_ONCE + 1)]


class Busy:
    """Counts who is at work."""

    def __init__(self) -> None:
        self.now, self.most, self._lock = 0, 0, Lock()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        yield
        with self._lock:
            self.now -= 1


def test_a_file_comes_whole_in_blocks_and_an_empty_one_has_no_block() -> None:
    blocks = list(in_turns(LINES))
    assert list(in_turns([])) == []
    assert "".join(blocks) == "".join(LINES)
    assert [block.count("\n") for block in blocks] == [LINES_AT_ONCE] * 3 + [1]


def test_two_files_are_made_in_turns_and_neither_waits_for_the_other_to_end() -> None:
    busy, started, ends = Busy(), Barrier(2), list[int]()

    def lines() -> Iterator[str]:
        for line in LINES:
            with busy.at_work():
                sleep(0.0001)
            yield line

    def take(number: int) -> None:
        blocks = in_turns(lines())
        started.wait()
        assert "".join(blocks) == "".join(LINES)
        ends.append(number)

    both = [Thread(target=take, args=(number,)) for number in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert (sorted(ends), busy.most) == ([0, 1], 1)


def test_what_cannot_be_written_ends_its_own_file_and_no_other() -> None:
    def broken() -> Iterator[str]:
        yield "one"
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        list(in_turns(broken()))
    assert list(in_turns(["two"])) == ["two"]


def test_rows_become_a_file_with_its_name_that_runs_nothing() -> None:
    app = Flask(__name__)
    with app.test_request_context():
        reply = csv_response("lijst.csv", ["naam"], [["=1+1"], ["Ané; x"]])
        assert reply.get_data(as_text=True) == f'{BYTE_ORDER_MARK}naam\r\n\'=1+1\r\n"Ané; x"\r\n'
        assert reply.headers["Content-Disposition"] == 'attachment; filename="lijst.csv"'
