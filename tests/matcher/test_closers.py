"""What one closer asks: of the person that he can bear it and may have it, of the employer, of the task."""

from dataclasses import replace
from datetime import date

import pytest

from fixtures.tiny import UNWILLING, WILLING, demand, job, limit, person
from matcher.domain.candidate import Verdict
from matcher.domain.client import Client
from matcher.domain.profile import Answer, BinDemand
from matcher.domain.support import INSTRUMENTS, Instrument, Strategy
from matcher.domain.vacancy import Risk
from matcher.rules import Rights
from matcher.scales import PERHAPS, YES
from matcher.support import Closer, Gap, joined, order_of
from tests.builders import ITEMS, all_but, item_of, minutes, refusing, scales, task, weighed
from tests.matcher.closings import ROWS, closing


def _out_of_date(client: Client, *codes: str) -> Client:
    """Give a person of whom the last that was said of these items is three years old."""
    rubrieken = {code.partition("-")[0] for code in codes}
    old = date(2023, 9, 1)
    values = [replace(one, recorded_on=old) if one.item in codes else one for one in client.profile.values]
    covers = [replace(one, recorded_on=old) if one.rubriek in rubrieken else one for one in client.profile.coverage]
    profile = replace(client.profile, values=tuple(values), coverage=tuple(covers))
    return replace(client, profile=profile)


@pytest.mark.parametrize("level", [0, 1])
def test_what_is_out_of_date_neither_bars_an_aid_nor_makes_it_sure(level: int) -> None:
    client = person("K1", limit("I-1", 1), limit("III-4", level))
    found = weighed(
        refusing(_out_of_date(client, "III-4"), *all_but(Instrument.AID)), job(demand("I-1", 0), can=WILLING)
    )
    assert (item_of(found, "I-1").verdict, item_of(found, "I-1").closers) == (Verdict.VRAAG_NA, (Instrument.AID,))
    assert [part.asks_status for part in found.packages[0].package.parts] == [True]


def test_what_was_known_of_sight_long_ago_is_a_question() -> None:
    row = next(row for row in ROWS if row.item == "II-10" and row.instrument is Instrument.TRANSPORT)
    pair = closing(row)
    sure, asked = pair.weighed(), replace(pair, client=_out_of_date(pair.client, "II-1")).weighed()
    for found, is_asked in ((sure, False), (asked, True)):
        part = next(one for one in found.packages[0].package.parts if one.instrument is row.instrument)
        assert part.asks_status is is_asked


def test_a_limitation_in_seeing_is_one_whatever_text_stands_beside_it() -> None:
    row = next(row for row in ROWS if row.item == "II-5" and row.visual_limitation)
    vacancy = closing(row).vacancy
    client = person("K1", limit("II-5", 1), limit("II-1", 1, text="ziet met links niets"))
    without = replace(scales(), may_have=_decided_by_nobody(Instrument.VISUAL_AID))
    found = weighed(refusing(client, *all_but(Instrument.VISUAL_AID)), vacancy, without)
    part = next(one for one in found.packages[0].package.parts if one.instrument is Instrument.VISUAL_AID)
    assert not part.asks_status


def _decided_by_nobody(instrument: Instrument) -> Rights:
    """Give the rights of a day on which nobody but the college decides on an instrument."""
    rights = scales().may_have
    return Rights(by_kind={**rights.by_kind, instrument: replace(rights.row(instrument), decided_by=None)})


def test_a_risk_mark_takes_away_only_what_may_not_be_relied_on_there() -> None:
    """Attention: an employer may not rely on support in traffic.  Remembering: a buddy helps there as elsewhere."""
    for code, verdict in (("I-1", Verdict.KAN_NIET), ("I-3", Verdict.LET_OP)):
        tasks = (task("t1", 100, demand(code, 0), risks=(Risk.TRAFFIC,)),)
        found = weighed(person("K1", limit(code, 1)), job(tasks=tasks, can=WILLING))
        assert item_of(found, code).verdict is verdict


@pytest.mark.parametrize(
    ("aid", "seated", "asks"),
    [
        (Answer.YES, Answer.YES, False),
        (Answer.YES, Answer.UNKNOWN, True),
        (Answer.UNKNOWN, Answer.YES, True),
        (Answer.NO, Answer.YES, None),
        (Answer.NO, Answer.UNKNOWN, None),
        (Answer.YES, Answer.NO, None),
    ],
)
def test_an_aid_to_sit_on_needs_both_the_employers_yes_and_work_that_can_be_done_seated(
    aid: Answer, seated: Answer, asks: bool | None
) -> None:
    client = person("K1", limit("V-4", 1))
    found = weighed(client, job(minutes("V-4", 650), can=replace(UNWILLING, aid=aid, seated=seated)))
    assert found.is_proposable == (asks is not None)
    if asks is not None:
        assert [part.asks_employer for part in found.packages[0].package.parts] == [asks]


@pytest.mark.parametrize("strategy", list(Strategy))
def test_every_strategy_looks_at_every_instrument_once(strategy: Strategy) -> None:
    assert sorted(order_of(strategy, person())) == sorted(INSTRUMENTS)


def test_of_what_two_limits_offer_only_what_can_be_left_out_together_is_in_the_package() -> None:
    """A limit nobody read may stay open: what cannot be left out beside it keeps nobody from the question."""
    tasks = (
        task("tocht", 30, demand("III-2", BinDemand.NORM), leave=Answer.YES),
        task("trilling", 30, demand("III-4", BinDemand.NORM), leave=Answer.YES),
        task("rest", 40),
    )
    client = person("K1", limit("III-2", 1), limit("III-4", 1))
    found = weighed(client, job(tasks=tasks))
    assert [one.package.instruments for one in found.packages] == [(Instrument.LEAVE_OUT,)]
    assert found.packages[0].package.parts[0].closes == ("III-2",)
    assert found.is_proposable


def test_what_closes_two_halves_closes_them_as_surely_as_the_less_sure_half() -> None:
    def half(code: str, place: int, *closers: Closer) -> Gap:
        return Gap(item=ITEMS[code], tasks=(place,), closers=closers)

    sure = Closer(instrument=Instrument.AID, status=YES, aid="tilhulp", once_cents=120_000)
    unsure = Closer(instrument=Instrument.AID, status=PERHAPS, answer=Answer.UNKNOWN, aid="band", once_cents=7)
    only_here = Closer(instrument=Instrument.ORGANISATION, status=YES)
    about = person(), job(), 24 * 60, scales()
    for first, second in ((sure, unsure), (unsure, sure)):
        pair = joined(half("IV-13", 1, only_here, first), half("IV-14", 0, second), *about)
        assert [gap.tasks for gap in pair] == [(0, 1), (0, 1)]
        assert [one.instrument for gap in pair for one in gap.closers] == [Instrument.AID, Instrument.AID]
        assert {(one.status, one.answer) for gap in pair for one in gap.closers} == {(PERHAPS, Answer.UNKNOWN)}
        assert [gap.closers[0].aid for gap in pair] == [first.aid, second.aid]
