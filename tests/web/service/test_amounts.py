"""The forecast follows the law of the day and the best loonwaarde there is, and says when it knows nothing."""

from dataclasses import replace
from datetime import date

from fixtures.tiny import job, person
from matcher.domain.client import Client, LksGroup, LoonwaardeValue
from matcher.rules import Rulebook
from tests.web.made import DAY, proposal
from web.service.amounts import Forecast, loonwaarde_for

RULES = Rulebook.load().on(DAY)
VACANCY = replace(job(), occupation="tuin")
CLIENT = replace(person("K1"), lks_group=LksGroup.ESTABLISHED)


def value(percent: int, *, occupation: str = "tuin", on: date = DAY, is_measured: bool = False) -> LoonwaardeValue:
    return LoonwaardeValue(
        occupation=occupation, percent=percent, is_measured=is_measured, recorded_on=on, source="arbeidsdeskundige"
    )


def forecast(client: Client, group: str = "") -> tuple[str, int | None]:
    wage_groups = {"K1": group} if group else {}
    amount = Forecast(day=DAY, rules=RULES, wage_groups=wage_groups).of(proposal(), client, VACANCY)
    return amount.basis, amount.cents_per_month


def test_who_is_not_in_the_group_has_no_claim() -> None:
    assert forecast(replace(CLIENT, lks_group=LksGroup.NOT)) == ("geen", None)


def test_an_unknown_group_gives_no_figure() -> None:
    assert forecast(replace(CLIENT, lks_group=LksGroup.UNKNOWN)) == ("onbekend", None)


def test_a_loonwaarde_for_this_function_counts() -> None:
    # 24 h, 60%: 252,396 x 40% = 100,958.4; x 1.235 = 124,683.624; x 24/36 = 83,122.416
    assert forecast(replace(CLIENT, loonwaarde=(value(60),))) == ("loonwaarde", 83122)


def test_without_one_the_forfait_counts() -> None:
    # 252,396 x 50% x 1.235 x 24/36 = 103,903.02
    assert forecast(replace(CLIENT, loonwaarde=(value(60, occupation="keuken"),))) == ("forfait", 103903)


def test_the_youth_wage_lowers_the_amount() -> None:
    adult, young = forecast(CLIENT)[1], forecast(CLIENT, "18")[1]
    assert adult is not None
    assert young is not None
    assert young < adult


def test_measured_goes_before_estimated_and_new_before_old() -> None:
    old, new = date(2026, 1, 5), date(2026, 9, 1)
    known = (value(40, on=new), value(50, on=old, is_measured=True), value(55, on=new, is_measured=True))
    found = loonwaarde_for(replace(CLIENT, loonwaarde=known), "tuin", DAY)
    assert found is not None
    assert found.percent == 55


def test_a_stale_value_does_not_count() -> None:
    assert loonwaarde_for(replace(CLIENT, loonwaarde=(value(60, on=date(2024, 1, 1)),)), "tuin", DAY) is None
