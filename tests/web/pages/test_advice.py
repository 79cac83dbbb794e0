"""The queue of the arbeidsdeskundige: what colleagues and the night ask, answered into the profile."""

from datetime import timedelta

from tests.web.made import DAY
from tests.web.pages.test_profile import change, stored
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import night_of
from web.config import Settings
from web.store.database import Database

QUESTION = {
    "addressee": "arbeidsdeskundige",
    "note": "Kan zij tillen met een tilhulp erbij?",
    "until": "2026-11-09",
    "item": "IV-13",
}


def test_what_a_colleague_asks_stands_on_top_until_it_is_answered(adviser: Visit, expert: Visit) -> None:
    adviser.decide("K1", "advies-gevraagd", QUESTION)
    row = expert.get("/advies").select_one("section[aria-labelledby=gevraagd] tbody tr")
    assert words(row).startswith(
        "Sanne H. Medewerker groen – Drukkerij Holt Kan zij tillen met een tilhulp erbij? Tillen · IV-13 demo"
    )
    given = expert.decide("K1", "advies-gegeven", {"note": "Met een tilhulp lukt het tot tien kilo."})
    assert given.status_code == 303
    assert expert.get("/advies").select("section[aria-labelledby=gevraagd]") == []


def test_a_question_that_was_taken_back_is_gone(adviser: Visit, expert: Visit) -> None:
    adviser.decide("K1", "advies-gevraagd", QUESTION)
    adviser.decide("K1", "ongedaan", {})
    assert expert.get("/advies").select("section[aria-labelledby=gevraagd]") == []


def test_a_question_to_somebody_else_is_not_in_this_queue(adviser: Visit, expert: Visit) -> None:
    adviser.decide("K1", "advies-gevraagd", {**QUESTION, "addressee": "wijkteam"})
    assert expert.get("/advies").select("section[aria-labelledby=gevraagd]") == []


def test_an_answer_is_a_value_of_the_expert_and_the_next_night_follows(
    adviser: Visit, expert: Visit, settings: Settings
) -> None:
    adviser.decide("K1", "advies-gevraagd", QUESTION)
    link = expert.get("/advies").select_one("section[aria-labelledby=gevraagd] a[href*=profiel]")
    assert link is not None
    path = str(link["href"])
    chosen = expert.get(path).select_one("select[name=source] option[selected]")
    assert chosen is not None
    assert chosen["value"] == "arbeidsdeskundige"
    value = {"level": "2", "text": "", "source": "arbeidsdeskundige", "date": DAY.isoformat()}
    change(expert, path, dict(value))
    rows = {row["source"]: row["level"] for row in stored(settings, "capacities") if row["item"] == "IV-13"}
    assert rows == {"uwv": "1", "arbeidsdeskundige": "2"}
    database = Database(settings.database_url)
    report = night_of(database, settings).run(DAY + timedelta(days=1))
    with database.read() as store:
        found = next(one for one in store.plan_proposals(report.run.id) if one.fit.client == "K1")
    database.close()
    lifting = next(one.capacity for one in found.fit.items if one.item == "IV-13")
    assert lifting is not None
    assert (lifting.level, lifting.source.value) == (2, "arbeidsdeskundige")


def test_an_answer_that_another_source_contradicts_more_strictly_says_so(expert: Visit, settings: Settings) -> None:
    row = expert.get("/advies").select("section#lijst tbody tr")[0]
    link = row.select_one("a[href*=profiel]")
    assert link is not None
    path = str(link["href"])
    change(expert, path, {"level": "2", "text": "", "source": "uwv", "date": DAY.isoformat()})
    change(expert, path, {"level": "1", "text": "", "source": "arbeidsdeskundige", "date": DAY.isoformat()})
    row = expert.get("/advies").select_one("section[aria-labelledby=beantwoord] tbody tr")
    assert "Een andere bron is strenger en telt nog." in words(row)


def test_a_question_of_the_night_leads_to_its_item_and_is_not_asked_again_once_answered(expert: Visit) -> None:
    row = expert.get("/advies").select("section#lijst tbody tr")[0]
    link = row.select_one("a[href*=profiel]")
    assert link is not None
    path = str(link["href"])
    value = {"level": "1", "text": "", "source": "arbeidsdeskundige", "date": DAY.isoformat()}
    change(expert, path, dict(value))
    page = expert.get("/advies")
    assert "Beantwoord op 2 november 2026" in words(page.select_one("section[aria-labelledby=beantwoord] tbody tr"))
    assert page.select(f'section#lijst a[href="{path}"]') == []


def test_after_the_answer_one_is_back_at_the_queue(expert: Visit) -> None:
    row = expert.get("/advies").select("section#lijst tbody tr")[0]
    link = row.select_one("a[href*=profiel]")
    assert link is not None
    assert "terug=/advies" in str(link["href"])


def test_who_only_reads_is_offered_no_answer(auditor: Visit) -> None:
    assert auditor.get("/advies").select("a[href*=profiel]") == []
