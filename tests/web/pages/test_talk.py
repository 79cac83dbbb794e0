"""The sheet for the person says what suits and asks for his choice; the employer gets his own only after a yes."""

import re
from itertools import product

import pyphen
import pytest
from bs4 import Tag

from fixtures.caseload import region
from matcher.domain.support import Instrument
from tests.builders import region_scales, weighed
from tests.web.language.test_b1 import sentences
from tests.web.pages.visit import Visit, words
from web.language.pages import has
from web.language.talk import TalkWords, talk_words
from web.pages.frame import desk
from web.service.dossier.proposals import proposal_page
from web.service.lists.worklist import Query
from web.service.review import Form
from web.service.review.reasons import ClientReason
from web.service.review.talking import client_answered
from web.service.review.weighing import discuss
from web.store.events import ClientAnswer

LEAST_EASE, MOST_MEAN = 65, 10
PEOPLE = ("K1", "K2", "K3")
HYPHENS = pyphen.Pyphen(lang="nl_NL")
JARGON = (
    "loonwaarde", "belastbaarheid", "jobcarving", "functiecreatie", "lks", "fml", "loonkostensubsidie", "matching",
    "doelgroep", "voorziening", "indicatie", "punten", "score", "oordeel", "vermogen", "functiebelasting",
)  # fmt: skip


def ease(text: str) -> tuple[float, float]:
    """Give the reading ease of Flesch in Douma's form, syllables by dictionary, and the mean length."""
    parts = sentences(text)
    said = [word for part in parts for word in part]
    per_hundred = 100 * sum(len(HYPHENS.positions(word)) + 1 for word in said) / len(said)
    mean = len(said) / len(parts)
    return 206.8 - 0.77 * per_hundred - 0.93 * mean, mean


def sheet(visit: Visit, client: str, kind: str = "gespreksblad") -> Tag:
    found = visit.get(f"{visit.proposal(client)}/{kind}").select_one("article.sheet")
    assert found is not None
    return found


def prose(found: Tag) -> str:
    lines = (words(one).rstrip(".:") for one in found.select("h1, h2, p, li"))
    return ". ".join(line for line in lines if line) + "."


def say_yes(visit: Visit, client: str, answer: ClientAnswer = ClientAnswer.YES) -> None:
    """Discuss a proposal and record the person's answer."""
    proposal_id = visit.proposal(client).rpartition("/")[2]
    with visit.app.app_context():
        database, clock = desk().database, desk().clock
        found = proposal_page(database, clock, proposal_id, Query())
        assert found is not None
        first = Form(proposal_id=proposal_id, actor="demo", seen_version=0, idempotency_key=f"a{client}")
        discuss(database, clock, first, dict.fromkeys(found.flagged, "Dit bespreken wij samen."))
        second = Form(proposal_id=proposal_id, actor="demo", seen_version=1, idempotency_key=f"b{client}")
        reasons = [] if answer is ClientAnswer.YES else [next(iter(ClientReason)).value]
        client_answered(database, clock, second, answer=answer, on=clock.today(), reasons=reasons, note="Dat wil ik.")


@pytest.mark.parametrize("client", PEOPLE)
def test_criterion_16_the_sheet_for_the_person_is_easy_and_holds_no_score_and_nobody_else(
    adviser: Visit, client: str
) -> None:
    found = sheet(adviser, client)
    said = prose(found)
    flesch, mean = ease(said)
    assert flesch >= LEAST_EASE
    assert mean <= MOST_MEAN
    assert not [word for word in JARGON if re.search(rf"\b{word}", said.lower())]
    others = {"K1": "Sanne", "K2": "Bram", "K3": "K3"}
    assert not [name for key, name in others.items() if key != client and name in said]


def test_criterion_16_every_pair_that_can_be_proposed_reads_easily() -> None:
    made = region(20, 12, 5)
    scales = region_scales(made)
    seen = asked = 0
    for client, vacancy in product(made.clients, made.vacancies):
        found = weighed(client, vacancy, scales)
        if not found.is_proposable:
            continue
        said = talk_words(
            found,
            found.packages[0].package,
            "nl",
            work=("Inpakker", "Drukkerij Holt"),
            offered=(vacancy.week_minutes_min, vacancy.week_minutes_max),
            tasks=[task.description for task in vacancy.tasks],
            travel_limit=client.travel_limit,
        )
        flesch, mean = ease(everything(said))
        assert flesch >= LEAST_EASE, everything(said)
        assert mean <= MOST_MEAN
        assert all((said.does, said.fits, said.helps, said.unknown))
        seen += 1
        asked += any(line.startswith("Hoe reist u?") for line in said.unknown)
    assert seen > 20
    assert asked


def everything(said: TalkWords) -> str:
    return " ".join((said.work + ".", said.hours, *said.does, *said.fits, *said.helps, *said.unknown))


def test_it_says_what_is_done_what_suits_where_help_comes_from_and_asks_for_a_choice(adviser: Visit) -> None:
    said = words(sheet(adviser, "K1"))
    assert "Medewerker groen bij Drukkerij Holt" in said
    assert "U begint met 24 uur per week." in said
    assert "Dit werk past bij wat u wilt." in said
    assert "De reis duurt 20 minuten. Dat past bij u." in said
    assert "U krijgt een hulpmiddel. Dit helpt bij: tillen" in said
    assert "ja nee ik twijfel" in said
    assert "Ik wil liever ander werk" in said
    assert "bezwaar maken" in said
    assert "Hoe gaat dit bij u: lawaai?" not in said


def test_every_kind_of_support_has_words_for_the_person_and_for_the_employer() -> None:
    assert not [one for one in Instrument if not has(f"talk.help.{one}")]
    told = [one for one in Instrument if not (has(f"offer.yours.{one}") or has(f"offer.ours.{one}"))]
    assert told == []


def test_large_letters_are_one_click_away(adviser: Visit) -> None:
    page = adviser.get(f"{adviser.proposal('K1')}/gespreksblad")
    link = next(one for one in page.select("a") if one.text == "Grote letters")
    assert adviser.get(str(link["href"])).select_one("article.sheet.large") is not None


def test_before_the_person_said_yes_there_is_nothing_for_the_employer(adviser: Visit) -> None:
    path = adviser.proposal("K2")
    assert "Eerst moet de cliënt ja zeggen." in words(
        adviser.get(f"{path}/werkgeversblad", 409).select_one(".note:not(#sessie)")
    )
    say_yes(adviser, "K2", ClientAnswer.NO)
    adviser.get(f"{path}/werkgeversblad", 409)


def test_the_employer_reads_strengths_hours_and_who_arranges_what_and_no_item_level_or_limit(adviser: Visit) -> None:
    path = adviser.proposal("K1")
    say_yes(adviser, "K1")
    page = adviser.get(f"{path}/werkgeversblad")
    said = words(page.select_one("article.sheet"))
    assert "Sanne H. maakt graag kennis." in said
    assert "Wil dit soort werk graag doen." in said
    assert "Begint met 24 uur per week." in said
    assert "Wil groeien naar 32 uur per week." in said
    assert "U maakt plaats voor een hulpmiddel." in said
    assert "De gemeente zorgt met u voor het hulpmiddel." in said
    hidden = ("till", "drag", "reis", "minuten", "kilo", "beperk", "uwv", "iv-13", "loonwaarde", "punt", "bijstand")
    assert not [word for word in hidden if word in said.lower()]
    assert adviser.get(path).select_one("a[href$='/werkgeversblad']") is not None


def test_who_may_not_decide_gets_no_sheet_for_an_employer(adviser: Visit, auditor: Visit) -> None:
    path = adviser.proposal("K1")
    assert auditor.browser.get(f"{path}/werkgeversblad").status_code == 403
    assert auditor.browser.get(f"{path}/gespreksblad").status_code == 200
    assert auditor.browser.get("/voorstellen/nergens/gespreksblad").status_code == 404
