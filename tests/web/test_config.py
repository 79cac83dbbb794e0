"""Settings come from the environment and are refused when they cannot be used."""

from pathlib import Path

import pytest

from web.config import FailAction, Failpoint, SettingError, Settings


def test_without_anything_the_store_is_a_file_in_the_data_folder() -> None:
    settings = Settings.from_environment({})
    assert settings.database_url == "sqlite:///waag-data/waag.db"
    assert (settings.port, settings.language, settings.has_own_database) == (8000, "nl", False)


def test_the_data_folder_moves_the_store() -> None:
    assert Settings.from_environment({"WAAG_DATA": "/srv/x"}).database_url == "sqlite:////srv/x/waag.db"


def test_the_demo_has_a_folder_of_its_own_unless_something_was_named() -> None:
    assert Settings.for_demo({}).data_folder == Path("waag-demo")
    assert Settings.for_demo({"WAAG_DATA": "/srv/x"}).data_folder == Path("/srv/x")
    url = "sqlite:////srv/y.db"
    assert Settings.for_demo({"WAAG_DATABASE_URL": url}).database_url == url


def test_a_postgresql_url_gets_the_driver_we_ship_with() -> None:
    settings = Settings.from_environment({"WAAG_DATABASE_URL": "postgresql://u@h/d"})
    assert settings.database_url == "postgresql+psycopg://u@h/d"


def test_a_night_runs_on_two_threads_unless_told_otherwise() -> None:
    assert Settings.from_environment({}).threads == 2
    assert Settings.from_environment({"WAAG_THREADS": "1"}).threads == 1


def test_a_failpoint_is_read_and_there_is_none_without_the_setting() -> None:
    assert Settings.from_environment({}).failpoint is None
    found = Settings.from_environment({"WAAG_FAILPOINT": "schrijven:2:kill"}).failpoint
    assert found == Failpoint(stage="schrijven", number=2, action=FailAction.KILL)


@pytest.mark.parametrize("text", ["schrijven", "schrijven:0:kill", "schrijven:1:explode", "a b:1:kill"])
def test_a_failpoint_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(SettingError, match="stage:number:action"):
        Settings.from_environment({"WAAG_FAILPOINT": text})


@pytest.mark.parametrize(
    "environ",
    [
        {"PORT": "0"},
        {"PORT": "80a"},
        {"PORT": "70000"},
        {"WAAG_LANG": "de"},
        {"WAAG_TENANT": "a b"},
        {"WAAG_THREADS": "0"},
        {"WAAG_THREADS": "two"},
        {"WAAG_THREADS": "257"},
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(environ: dict[str, str]) -> None:
    with pytest.raises(SettingError, match=next(iter(environ))):
        Settings.from_environment(environ)


def test_a_theme_is_a_file_and_a_class(tmp_path: Path) -> None:
    own = tmp_path / "huisstijl.css"
    own.write_text(":root {}", "utf-8")
    settings = Settings.from_environment({"WAAG_THEMA_CSS": str(own), "WAAG_THEMA_KLASSE": "voorbeeld-theme"})
    assert (settings.theme_css, settings.theme_class) == (own, "voorbeeld-theme")
    with pytest.raises(SettingError, match="no such file"):
        Settings.from_environment({"WAAG_THEMA_CSS": str(tmp_path / "weg.css")})
    with pytest.raises(SettingError, match="WAAG_THEMA_KLASSE"):
        Settings.from_environment({"WAAG_THEMA_KLASSE": 'x" onload="y'})
