"""Two nights of one store: whose proposal differs, why, and where it is told."""

from datetime import timedelta

from solver.overnight import Cause, Changed
from tests.web.made import DAY
from tests.web.service.conftest import ROWS, deliver
from web.commands.report import night_report
from web.service.night.nightly import Night
from web.service.night.nights import night_page
from web.store.database import Database

NEXT = DAY + timedelta(days=1)


def test_the_second_night_keeps_who_moved_and_why(night: Night, database: Database) -> None:
    """V1 closes, so K1 loses it and takes V2; K2, who had V2, makes room: nothing of his own changed."""
    first = night.run(DAY).run
    assert first.manifest is not None
    assert first.manifest.changes == ()
    with database.begin() as store:
        for sheet in ("vacancies", "tasks"):
            keys = [key for key in store.open_keys(sheet) if key[0] == "V1"]
            store.apply(sheet, [], keys, NEXT)
    second = night.run(NEXT).run
    assert second.manifest is not None
    assert second.manifest.changes == (
        Changed(client="K1", had="V1", gets="V2", cause=Cause.CLOSED),
        Changed(client="K2", had="V2", gets="", cause=Cause.RESHUFFLE),
    )
    said = " ".join(" ".join(night_report(second.manifest, "nl")).split())
    assert "Waarom voorstellen anders zijn dan de vorige nacht" in said
    assert "de vacature ging dicht 1" in said
    page = night_page(database)
    assert page is not None
    assert page.causes == ((Cause.CLOSED, 1), (Cause.RESHUFFLE, 1))


def test_a_new_vacancy_and_other_data_are_told_apart(night: Night, database: Database) -> None:
    night.run(DAY)
    added = {"vacancies": [{**ROWS["vacancies"][1], "vacancy": "V3"}], "tasks": [{**ROWS["tasks"][1], "vacancy": "V3"}]}
    deliver(database, added, NEXT)
    manifest = night.run(NEXT).run.manifest
    assert manifest is not None
    assert manifest.changes == (Changed(client="K3", had="", gets="V3", cause=Cause.NEW),)
