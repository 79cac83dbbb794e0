"""`waag audit verify`: one command an auditor can run without knowing the tables."""

from pathlib import Path

from tests.web.cli.conftest import Waag
from tests.web.made import DAY
from tests.web.store.test_audit import tamper
from tests.web.store.test_log import view
from web.store.database import Database


def filled(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder / 'data' / 'waag.db'}")
    with database.begin() as store:
        for client in ("K1", "K2", "K3"):
            store.add_line(view(client=client))
    return database


def test_t42_each_night_writes_down_where_the_log_ended(waag: Waag, tmp_path: Path) -> None:
    database = filled(tmp_path)
    with database.read() as store:
        head = store.log_head()
    assert waag("nightly", "--date", DAY.isoformat()).exit_code == 0
    assert f"Logboek tot en met regel 3:{head}" in waag("report").output
    said = waag("audit", "verify")
    assert (said.exit_code, f"Laatste regel: 3:{head}" in said.output) == (0, True)
    assert "1 einde dat elders genoteerd staat, klopt ook." in said.output
    tamper(database, "DELETE FROM log_lines WHERE id = 3")
    database.close()
    said = waag("audit", "verify", "--lang", "en")
    assert said.exit_code == 1
    assert "Line 3 is gone or was made anew" in said.output


def test_t42_the_row_that_was_altered_is_named(waag: Waag, tmp_path: Path) -> None:
    database = filled(tmp_path)
    tamper(database, "UPDATE log_lines SET client = 'K9' WHERE id = 2")
    database.close()
    said = waag("audit", "verify")
    assert said.exit_code == 1
    assert "Regel 2 is gewijzigd" in said.output
    assert waag("audit", "verify", "--kept", "onzin").exit_code == 2
