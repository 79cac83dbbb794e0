"""What pages ask does not grow with the nights behind them, and the table tells it of every page."""

from pathlib import Path

import pytest

from benchmarks.page_store import grown
from benchmarks.pages import measure_pages
from benchmarks.registry import Row, Size
from tests.web.pages.world import build


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    build(folder)
    return folder / "waag.db"


def measured(source: Path, folder: Path, nights: int) -> dict[str, Row]:
    folder.mkdir()
    target = folder / "store.db"
    grown(source, target, Size(8, 6), nights)
    return {str(record["page"]): record for record in measure_pages(target, Size(8, 6), nights, 2).records}


def test_criterion_09_a_page_asks_as_much_after_thirty_nights_as_after_one(source: Path, tmp_path: Path) -> None:
    one, many = measured(source, tmp_path / "one", 1), measured(source, tmp_path / "many", 30)
    assert len(one) == 13
    for page, record in one.items():
        # The second night brings one question more where a night before is compared with.
        assert int(many[page]["queries"] or 0) <= int(record["queries"] or 0) + 2, page
        assert int(many[page]["queries"] or 0) <= 12, page
