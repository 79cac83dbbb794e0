"""`waag doctor`, `waag db` and the help say what there is and what to do."""

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import pytest
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy.engine import make_url

from tests.postgres import Server
from tests.web.cli.conftest import Waag
from web.cli import COMMANDS
from web.config import Settings, SignOn
from web.service.door.provider import SignOnFailed, SignOnFault
from web.service.manage import doctor
from web.store.database import Database, open_database
from web.store.migrations import versions

# Tables have the number of the last change that was made to them.
NEWEST = max(path.name for path in Path(versions.__path__[0]).glob("v*.py"))[1:5]


def test_the_help_names_every_command_without_importing_one(waag: Waag) -> None:
    text = waag("--help").stdout
    assert all(f"\n  {name} " in text for name in COMMANDS)


def test_every_command_has_help(waag: Waag) -> None:
    for name in COMMANDS:
        result = waag(name, "--help")
        assert result.exit_code == 0, name


def test_doctor_names_the_places_and_the_state_of_the_store(waag: Waag) -> None:
    waag("nightly", "--date", "2026-11-02")
    result = waag("doctor", "--date", "2026-10-01")
    assert result.exit_code == 0
    for words in ("Python", "web: ", "Journaal: wal", f"Versie van de tabellen: {NEWEST}", "2026-11-02 klaar"):
        assert words in result.stdout


@pytest.mark.parametrize(
    ("day", "word", "code"), [("2026-10-31", "goed", 0), ("2026-11-01", "let op", 0), ("2027-01-01", "fout", 1)]
)
def test_doctor_warns_sixty_days_before_the_law_ends(waag: Waag, day: str, word: str, code: int) -> None:
    result = waag("doctor", "--date", day)
    line = next(line for line in result.stdout.splitlines() if "Wet bekend" in line)
    assert line.startswith(word)
    assert result.exit_code == code


OIDC = {"ISSUER": "https://login.example.nl", "CLIENT_ID": "waag", "CLIENT_SECRET": "x"}


def test_doctor_says_how_people_sign_in_and_whether_their_provider_answers(
    waag: Waag, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "goed    Inloggen: argon2id" in waag("doctor", "--date", "2026-10-01").stdout
    for name, value in OIDC.items():
        monkeypatch.setenv(f"WAAG_OIDC_{name}", value)
    monkeypatch.setenv("WAAG_PUBLIC_URL", "https://waag.example.nl")
    asked: list[str] = []

    def away(settings: SignOn, _now: datetime) -> NoReturn:
        asked.append(settings.issuer)
        raise SignOnFailed(SignOnFault.UNREACHABLE, "ConnectTimeout")

    monkeypatch.setattr(doctor, "described", away)
    result = waag("doctor", "--date", "2026-10-01")
    line = next(line for line in result.stdout.splitlines() if "Inloggen" in line)
    assert line.startswith("fout")
    assert "ConnectTimeout" in line
    assert (result.exit_code, asked) == (1, ["https://login.example.nl"])
    monkeypatch.setattr(doctor, "described", lambda _settings, _now: None)
    assert "goed    Inloggen: https://login.example.nl" in waag("doctor", "--date", "2026-10-01").stdout


def test_doctor_fails_where_a_server_answers_before_it_wrote(postgres: Server, bare_postgres_url: str) -> None:
    name = sql.Identifier(make_url(bare_postgres_url).database or "")
    postgres.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(name))
    database = Database(bare_postgres_url)
    try:
        database.upgrade()
        found = {
            one.subject: one for one in doctor.examine(Settings(database_url=bare_postgres_url), date(2026, 10, 1))
        }
        late = database.journal_mode()
    finally:
        database.close()
    assert "synchronous_commit=off" in late
    assert (found["journal"].shown, found["journal"].health) == (late, doctor.Health.FAIL)


@pytest.mark.parametrize("stand", ["", "fsync=off"])
def test_doctor_holds_a_server_to_writing_first(monkeypatch: pytest.MonkeyPatch, stand: str) -> None:
    database = Database("postgresql+psycopg://waag@127.0.0.1/waag")
    monkeypatch.setattr(Database, "journal_mode", lambda _: stand)
    found = doctor._journal(database)
    assert found.health is (doctor.Health.FAIL if stand else doctor.Health.OK)
    database.close()


def test_doctor_says_that_there_is_no_store_yet(waag: Waag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAAG_DATA", str(tmp_path / "elsewhere"))
    assert "nog leeg" in waag("doctor", "--date", "2026-10-01").stdout
    assert not (tmp_path / "elsewhere").exists()


def test_an_old_store_is_a_fault_until_it_is_upgraded(waag: Waag) -> None:
    database = open_database(Settings.from_environment())
    with database.begin() as store:
        store.connection.execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))
    database.close()
    result = waag("doctor", "--date", "2026-10-01")
    assert result.exit_code == 1
    assert "waag db upgrade" in result.stdout


def test_upgrade_says_the_version(waag: Waag) -> None:
    result = waag("db", "upgrade")
    assert result.exit_code == 0
    assert NEWEST in result.stdout


def test_doctor_starts_from_a_read_only_tree_without_a_home_folder(tmp_path: Path) -> None:
    tree = Path(__file__).parents[3]
    examine = (
        f'cd / && exec env -i PATH=/usr/bin:/bin WAAG_DATA="$1" {sys.executable} -m web.cli doctor --date 2026-10-01'
    )
    locked = f'mount --bind "$2" "$2" && mount -o remount,ro,bind "$2" && ! touch "$2/x" 2>/dev/null && {examine}'
    arguments = ["sh", str(tmp_path / "data"), str(tree)]
    can_lock = subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode == 0
    # Who may not lock the tree still sees that no home folder is asked for.
    command = ["unshare", "-m", "sh", "-c", locked] if can_lock else ["sh", "-c", examine]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "fout" not in done.stdout
    if can_lock:
        assert "zet NUMBA_CACHE_DIR op een map" in done.stdout
