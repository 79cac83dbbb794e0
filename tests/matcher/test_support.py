"""Support: every row of the closes table closes what it says and nothing where it may not; packages close it all."""

from dataclasses import replace
from itertools import pairwise

import pytest

from fixtures.caseload import region
from fixtures.tiny import UNWILLING, WILLING, demand, job, limit, person
from matcher.carve import leave_out_answer
from matcher.catalogue.closes import Closing, load_closes
from matcher.catalogue.items import ItemType
from matcher.domain.candidate import Fit, Reason, Verdict
from matcher.domain.client import LegalGroup, LksGroup
from matcher.domain.profile import Answer
from matcher.domain.support import INSTRUMENTS, JOBCOACH, Instrument
from matcher.domain.vacancy import Task
from matcher.policy import MatchPolicy
from tests.builders import ITEMS, all_but, item_of, refusing, region_scales, scales, task, unknown, weighed
from tests.matcher.closings import EMPLOYER_SAYS, ROWS, STOPPED_BY, closing, named, with_adaptations

GUIDANCE = (Instrument.WORK_BUDDY, *JOBCOACH)


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_row_closes_the_gap_it_is_for(row: Closing) -> None:
    found = closing(row).weighed()
    item = item_of(found, row.item)
    assert item.closers == (row.instrument,)
    if ITEMS[row.item].type is ItemType.BIN:
        assert (item.verdict, item.reason) == (Verdict.VRAAG_NA, Reason.TEXT_UNREAD)
    else:
        assert (item.verdict, item.reason, item.is_covered) == (Verdict.LET_OP, Reason.CLOSED, True)
    package = found.packages[0].package
    part = next(part for part in package.parts if part.instrument is row.instrument)
    assert row.item in part.closes
    assert package.once_cents == row.once_cents
    assert not part.asks_employer
    assert (part.legal_basis is None) == (row.instrument in {*INSTRUMENTS[:2], Instrument.HOURS_PATH})


@pytest.mark.parametrize("why", STOPPED_BY)
def test_its_own_condition_keeps_a_row_from_closing(why: str) -> None:
    tried = 0
    for row in ROWS:
        for pair in STOPPED_BY[why](row):
            tried += 1
            item = item_of(pair.weighed(), row.item)
            assert row.instrument not in item.closers, named(row)
            if ITEMS[row.item].type is not ItemType.BIN:
                assert item.verdict is Verdict.KAN_NIET, named(row)
    assert tried


@pytest.mark.parametrize("row", [row for row in ROWS if row.needs_norm], ids=named)
def test_where_it_is_not_known_whether_the_person_can_bear_an_aid_it_is_a_question(row: Closing) -> None:
    pair = closing(row)
    unknown_rubriek = row.needs_norm[0].partition("-")[0]
    profile = replace(
        pair.client.profile,
        coverage=tuple(cover for cover in pair.client.profile.coverage if cover.rubriek != unknown_rubriek),
    )
    found = weighed(replace(pair.client, profile=profile), pair.vacancy)
    item = item_of(found, row.item)
    assert item.verdict is Verdict.VRAAG_NA
    assert item.closers == (row.instrument,)
    part = next(part for part in found.packages[0].package.parts if part.instrument is row.instrument)
    assert part.asks_status


def test_an_aid_is_sure_only_where_nobody_wrote_that_the_person_may_not_bear_it() -> None:
    """Headphones beside a text on hearing protection that nobody read: the work does not ask it, the aid does."""
    distracted, unread = limit("I-1", 1), limit("III-4", text="verdraagt niets op de oren")
    vacancy = job(demand("I-1", 0), can=WILLING)
    only_aid = all_but(Instrument.AID)
    for client, verdict, asks in (
        (person("K1", distracted), Verdict.LET_OP, False),
        (person("K1", distracted, unread), Verdict.VRAAG_NA, True),
    ):
        found = weighed(refusing(client, *only_aid), vacancy)
        assert item_of(found, "I-1").verdict is verdict
        assert [part.asks_status for part in found.packages[0].package.parts] == [asks]
    forbidden = refusing(person("K1", distracted, replace(unread, level=1)), *only_aid)
    assert item_of(weighed(forbidden, vacancy), "I-1").verdict is Verdict.KAN_NIET


def test_a_text_on_sight_makes_what_depends_on_sight_a_question() -> None:
    tried = 0
    for row in ROWS:
        if row.visual_limitation is None or row.item == "II-1":
            continue
        pair = closing(row)
        kept = tuple(value for value in pair.client.profile.values if value.item != "II-1")
        profile = replace(pair.client.profile, values=(*kept, limit("II-1", text="vlekken")))
        found = replace(pair, client=replace(pair.client, profile=profile)).weighed()
        assert item_of(found, row.item).closers == (row.instrument,), named(row)
        part = next(one for one in found.packages[0].package.parts if one.instrument is row.instrument)
        assert part.asks_status, named(row)
        tried += 1
    assert tried


@pytest.mark.parametrize("refused", JOBCOACH)
def test_who_refuses_a_regime_is_not_answered_with_a_heavier_one(refused: Instrument) -> None:
    client = refusing(person("K1", limit("I-3", 1)), refused)
    found = weighed(client, job(demand("I-3", 0), can=replace(UNWILLING, jobcoach=Answer.YES)))
    lightest = JOBCOACH.index(Instrument.JOBCOACH_LIGHT)
    if JOBCOACH.index(refused) <= lightest:
        assert not found.is_proposable
    else:
        assert found.packages[0].package.instruments == (Instrument.JOBCOACH_LIGHT,)
        assert [coach for coach in JOBCOACH if client.refuses(coach)] == list(JOBCOACH[JOBCOACH.index(refused) :])


@pytest.mark.parametrize("row", [row for row in ROWS if row.instrument in EMPLOYER_SAYS], ids=named)
def test_an_employer_who_did_not_say_is_asked(row: Closing) -> None:
    pair = closing(row)
    asked = with_adaptations(pair, replace(pair.vacancy.adaptations, **{EMPLOYER_SAYS[row.instrument]: Answer.UNKNOWN}))
    part = next(part for part in asked.weighed().packages[0].package.parts if part.instrument is row.instrument)
    assert part.asks_employer


def test_what_uwv_decides_stays_a_question_until_it_did() -> None:
    for code in (Instrument.INTERPRETER, Instrument.VISUAL_AID):
        row = next(row for row in ROWS if row.instrument is code)
        part = next(p for p in closing(row).weighed().packages[0].package.parts if p.instrument is code)
        assert part.asks_status
        assert part.legal_basis is not None
        assert part.legal_basis.law == "Participatiewet"


def test_each_group_has_its_own_article() -> None:
    row = next(row for row in ROWS if row.instrument is Instrument.AID)
    pair = closing(row)
    articles = {}
    for group in (LegalGroup.BIJSTAND, LegalGroup.JONGERE_7A):
        parts = weighed(replace(pair.client, legal_group=group), pair.vacancy).packages[0].package.parts
        articles[group] = next(p.legal_basis for p in parts if p.instrument is Instrument.AID)
    assert articles[LegalGroup.BIJSTAND] != articles[LegalGroup.JONGERE_7A]


def test_a_heavier_regime_closes_at_least_what_a_lighter_one_does() -> None:
    for code in ITEMS:
        rows = {row.instrument: row for row in load_closes().for_item(code)}
        coaches = [rows.get(regime) for regime in JOBCOACH]
        for lighter, heavier in pairwise(coaches):
            if lighter is None:
                continue
            assert heavier is not None, code
            assert heavier.levels >= lighter.levels
            assert set(heavier.conditions) >= set(lighter.conditions)
            assert heavier.at_most >= lighter.at_most
            assert set(heavier.needs_norm) <= set(lighter.needs_norm)
            assert heavier.not_in_risk_task <= lighter.not_in_risk_task


def test_of_two_regimes_the_heavier_serves_both_gaps() -> None:
    client = person("K1", limit("I-3", 1), limit("I-6", 0, 1, 4, 7))
    can = replace(UNWILLING, jobcoach=Answer.YES)
    found = weighed(client, job(demand("I-3", 0), demand("I-6", (1, 4, 7)), can=can))
    (only,) = found.packages
    assert [(part.instrument, part.closes) for part in only.package.parts] == [
        (Instrument.JOBCOACH_MEDIUM, ("I-3", "I-6"))
    ]
    assert only.package.coach_minutes == 144


@pytest.mark.parametrize(
    ("hours", "regime", "coach_minutes"),
    [(24, 0, 44), (24, 1, 87), (24, 2, 144), (24, 3, 216), (20, 0, 36), (20, 3, 180)],
)
def test_coach_minutes_are_a_share_of_the_working_time_rounded_up(hours: int, regime: int, coach_minutes: int) -> None:
    assert scales().coach_minutes(JOBCOACH[regime], hours * 60) == coach_minutes
    assert scales().coach_minutes(Instrument.AID, hours * 60) == 0


def test_packages_look_first_in_organisation_then_technique_then_guidance() -> None:
    found = weighed(person("K1", limit("I-9", 1)), job(demand("I-9", 0), can=WILLING))
    assert [one.package.instruments for one in found.packages] == [
        (Instrument.ORGANISATION,),
        (Instrument.AID,),
        (Instrument.WORK_BUDDY,),
    ]
    assert [one.package.effort for one in found.packages] == [4, 5, 8]
    assert [one.support_points for one in found.packages] == [0, -1, -4]


def test_a_package_that_was_there_already_is_not_made_again() -> None:
    found = weighed(person("K1", limit("I-2", 1)), job(demand("I-2", 0), can=WILLING))
    assert [one.package.instruments for one in found.packages] == [(Instrument.ORGANISATION,)]


def test_what_is_sure_goes_before_what_may_be() -> None:
    """An aid of which it is not known whether the person can bear it waits behind guidance he surely may have."""
    client = person("K1", limit("I-3", 1), without="II")
    found = weighed(client, job(demand("I-3", 0), can=replace(WILLING, organisation=Answer.NO)))
    assert {one.package.instruments for one in found.packages} == {(Instrument.WORK_BUDDY,)}


def test_the_same_aid_for_two_items_is_bought_once() -> None:
    client = person("K1", limit("IV-13", 1), limit("IV-14", 1), limit("IV-12", 1))
    can = replace(UNWILLING, aid=Answer.YES)
    one_aid = weighed(client, job(demand("IV-13", 0), demand("IV-14", 0), can=can))
    two_aids = weighed(client, job(demand("IV-13", 0), demand("IV-14", 0), demand("IV-12", 0), can=can))
    assert [one.package.once_cents for one in one_aid.packages] == [120_000]
    assert [one.package.once_cents for one in two_aids.packages] == [270_000]


@pytest.mark.parametrize("group", list(LksGroup))
@pytest.mark.parametrize("buddy", list(Answer))
@pytest.mark.parametrize("coach", list(Answer))
def test_the_group_has_subsidy_and_guidance_whatever_the_employer_says_and_then_he_is_asked(
    group: LksGroup, buddy: Answer, coach: Answer
) -> None:
    client = replace(person(), lks_group=group)
    found = weighed(client, job(can=replace(UNWILLING, work_buddy=buddy, jobcoach=coach)))
    package = found.packages[0].package
    if group is not LksGroup.ESTABLISHED:
        assert package.instruments == ()
        return
    is_buddy = buddy is Answer.YES or (coach is Answer.NO and buddy is Answer.UNKNOWN)
    guidance = Instrument.WORK_BUDDY if is_buddy else Instrument.JOBCOACH_VERY_LIGHT
    assert set(package.instruments) == {Instrument.WAGE_SUBSIDY, guidance}
    part = next(part for part in package.parts if part.instrument is guidance)
    assert part.asks_employer == ((buddy if is_buddy else coach) is not Answer.YES)
    assert package.is_claim


def test_the_person_may_decline_what_he_has_a_claim_to() -> None:
    member = replace(person(), lks_group=LksGroup.ESTABLISHED)
    vacancy = job(can=WILLING)
    declined = refusing(member, *GUIDANCE)
    assert weighed(declined, vacancy).packages[0].package.instruments == (Instrument.WAGE_SUBSIDY,)
    no_buddy = refusing(member, Instrument.WORK_BUDDY)
    assert set(weighed(no_buddy, vacancy).packages[0].package.instruments) == {
        Instrument.WAGE_SUBSIDY,
        Instrument.JOBCOACH_VERY_LIGHT,
    }
    no_subsidy = refusing(member, Instrument.WAGE_SUBSIDY)
    assert weighed(no_subsidy, vacancy).packages[0].package.instruments == (Instrument.WORK_BUDDY,)


def test_guidance_that_closes_a_gap_is_the_guidance_of_the_claim() -> None:
    member = replace(person("K1", limit("I-6", 0, 1, 2, 4)), lks_group=LksGroup.ESTABLISHED)
    found = weighed(member, job(demand("I-6", (1, 2, 4)), can=replace(UNWILLING, jobcoach=Answer.YES)))
    assert found.packages[0].package.instruments == (Instrument.JOBCOACH_MEDIUM, Instrument.WAGE_SUBSIDY)


def _leaving(*tasks: Task, **policy: int) -> Answer:
    return leave_out_answer(job(tasks=tasks), range(len(tasks) - 1), replace(scales(), policy=MatchPolicy(**policy)))


def test_functiecreatie_takes_at_most_forty_percent_and_never_everything() -> None:
    for share, answer in ((40, Answer.YES), (41, Answer.NO)):
        assert _leaving(task("t1", share, leave=Answer.YES), task("t2", 100 - share)) is answer
    assert _leaving(task("t1", 20, leave=Answer.YES), task("t2", 80), leave_out_percent=19) is Answer.NO
    alone = job(tasks=(task("t1", 30, leave=Answer.YES),))
    assert leave_out_answer(alone, (0,), scales()) is Answer.NO


@pytest.mark.parametrize(
    ("answers", "together"),
    [
        ((Answer.YES, Answer.YES), Answer.YES),
        ((Answer.YES, Answer.UNKNOWN), Answer.UNKNOWN),
        ((Answer.UNKNOWN, Answer.NO), Answer.NO),
    ],
)
def test_every_task_that_goes_needs_the_employer(answers: tuple[Answer, Answer], together: Answer) -> None:
    tasks = [task(f"t{place}", 15, leave=answer) for place, answer in enumerate(answers)]
    assert _leaving(*tasks, task("rest", 70)) is together


def test_what_is_left_out_adds_up_over_the_gaps() -> None:
    client = person("K1", limit("IV-18", 2), limit("II-8", 2))

    def shares(first: int, second: int) -> Fit:
        stairs = task("t1", first, demand("IV-18", 0), leave=Answer.YES)
        conflict = task("t2", second, demand("II-8", 0), leave=Answer.YES)
        return weighed(client, job(tasks=(stairs, conflict, task("t3", 100 - first - second))))

    within, beyond = shares(20, 20), shares(20, 21)
    assert [one.package.instruments for one in within.packages] == [(Instrument.LEAVE_OUT,)]
    assert within.is_proposable
    assert [item_of(beyond, code).verdict for code in ("IV-18", "II-8")] == [Verdict.LET_OP, Verdict.LET_OP]
    assert beyond.packages == ()
    assert not beyond.is_proposable


def test_a_task_that_goes_for_one_gap_is_not_counted_again_for_another() -> None:
    client = person("K1", limit("IV-18", 2), limit("II-8", 2))
    both = task("t1", 40, demand("IV-18", 0), demand("II-8", 0), leave=Answer.YES)
    found = weighed(client, job(tasks=(both, task("t2", 60))))
    (only,) = found.packages
    assert only.package.parts[0].closes == ("II-8", "IV-18")


def test_what_cannot_be_left_out_too_is_solved_another_way() -> None:
    client = person("K1", limit("IV-18", 2), limit("IV-13", 2))
    stairs = task("t1", 40, demand("IV-18", 0), leave=Answer.YES)
    crates = task("t2", 30, demand("IV-13", 0), leave=Answer.YES)
    found = weighed(client, job(tasks=(stairs, crates, task("t3", 30)), can=WILLING))
    assert found.packages
    for one in found.packages:
        parts = {part.instrument: part.closes for part in one.package.parts}
        assert "IV-18" in parts[Instrument.LEAVE_OUT]
        assert Instrument.AID in parts or Instrument.INTERMEDIATE in parts


def test_every_package_closes_every_gap_on_its_own() -> None:
    drawn = region(60, 25, 11)
    with_scales = region_scales(drawn)
    seen = 0
    for client in drawn.clients:
        for vacancy in drawn.vacancies:
            found = weighed(client, vacancy, with_scales)
            gaps = {item.item for item in found.items if item.is_covered or item.reason is Reason.STATUS_UNKNOWN}
            for one in found.packages:
                seen += bool(gaps)
                closed = {code for part in one.package.parts for code in part.closes}
                assert gaps <= closed
                assert len(set(one.package.instruments)) == len(one.package.instruments)
                assert sum(one.package.instruments.count(coach) for coach in JOBCOACH) <= 1
                assert not any(client.refuses(instrument) for instrument in one.package.instruments)
            assert len({one.package.instruments for one in found.packages}) == len(found.packages) <= 3
    assert seen > 30


def test_an_unknown_demand_on_both_conditions_offers_nothing() -> None:
    found = weighed(person("K1", limit("III-8", 0, 1)), job(unknown("III-8"), can=WILLING))
    assert [one.package.instruments for one in found.packages] == [()]
