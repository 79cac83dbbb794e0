from pathlib import Path

import pytest

from web.service.delivery.folder import read_delivery
from web.service.delivery.private_sheets import ALL_SHEETS
from web.service.delivery.template import TemplateExists, manual, write_template


def test_a_template_can_be_read_as_a_delivery_without_rows(tmp_path: Path):
    write_template(tmp_path / "bladen", "nl")
    sheets = read_delivery(tmp_path / "bladen", is_delta=False).sheets
    assert sheets == {sheet.name: [] for sheet in ALL_SHEETS}


@pytest.mark.parametrize(("language", "name"), [("nl", "LEESMIJ.md"), ("en", "README.md")])
def test_the_manual_explains_every_column_and_code(tmp_path: Path, language, name: str):
    paths = write_template(tmp_path, language)
    assert len(paths) == len(ALL_SHEETS) + 1
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text == manual(language)
    for sheet in ALL_SHEETS:
        part = text.partition(f"## {sheet.name}\n")[2].partition("\n## ")[0]
        for column in sheet.columns:
            assert f"| {column.name} |" in part
            assert all(code in part for code in column.codes)


def test_a_table_of_the_manual_has_four_cells_on_every_row():
    rows = [line for line in manual("nl").splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {5}


def test_nothing_is_written_over(tmp_path: Path):
    (tmp_path / "clients.csv").write_text("mijn werk")
    with pytest.raises(TemplateExists, match=r"clients\.csv"):
        write_template(tmp_path, "nl")
    assert [path.name for path in tmp_path.iterdir()] == ["clients.csv"]
    assert (tmp_path / "clients.csv").read_text() == "mijn werk"
