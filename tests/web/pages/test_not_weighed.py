"""Somebody who could not be weighed is seen: on the night, in the register and on his own page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from matcher.domain.region import Region
from solver.planned import Plan
from tests.web.pages.test_registers import link
from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import ADVISER, DAY, build, by_definition, night_of
from web.app import create_app
from web.service.night.making import MakePlan
from web.service.tasks.lost import NotWeighed
from web.store.database import Database

LEFT_OUT = "K4"


def without_one(make: MakePlan) -> Callable[..., Plan]:
    """Give a plan function that cannot weigh one person."""

    def plan(region: Region, **given: object) -> Plan:
        if LEFT_OUT in {client.key for client in region.clients}:
            raise NotWeighed([LEFT_OUT])
        return make(region, **given)  # type: ignore[arg-type]

    return plan


@pytest.fixture
def visit(tmp_path: Path) -> Visit:
    """An adviser on the morning after a night that could not weigh somebody."""
    settings = build(tmp_path)
    database = Database(settings.database_url)
    night = replace(night_of(database, settings), plan=without_one(by_definition))
    manifest = night.run(DAY + timedelta(days=1)).run.manifest
    database.close()
    assert manifest is not None
    assert manifest.not_weighed == 1
    return Visit(create_app(settings, start=Never)).sign_in(ADVISER)


def test_f18_who_could_not_be_weighed_is_told_on_every_page_about_him(visit: Visit) -> None:
    assert "1 cliënt is niet gewogen: het programma viel daarbij steeds uit." in words(visit.get("/nachtrun"))
    assert "niet gewogen door een storing" in words(visit.get("/clienten"))
    own = words(visit.get(link(visit, "/clienten", LEFT_OUT)))
    assert "Het programma viel steeds uit bij het wegen van deze cliënt." in own
    assert "Meld dit bij de beheerder." in own
    visit.close()
