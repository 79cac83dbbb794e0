"""`waag backup` and `waag restore`: from one data folder to another."""

from pathlib import Path

import pytest

from tests.web.cli.conftest import Waag


def test_t35_a_copy_goes_to_another_folder_and_back(
    waag: Waag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert waag("backup", "--to", str(tmp_path / "veilig")).exit_code == 0
    (made,) = (tmp_path / "veilig").iterdir()
    monkeypatch.setenv("WAAG_DATA", str(tmp_path / "nieuw"))
    done = waag("restore", str(made))
    assert (done.exit_code, "Het logboek klopt." in done.output) == (0, True)
    assert waag("restore", str(made)).exit_code == 1
    assert waag("audit", "verify").exit_code == 0
