"""The facts the law asks come from the profile, and the rulings say what the weighing of pairs says."""

from dataclasses import replace

import pytest

from fixtures.days import DAY
from fixtures.tiny import person
from matcher.domain.client import Client, LegalGroup, LksGroup, Stance, Wish, WishKind
from matcher.domain.profile import Answer, CapacityProfile, CapacityValue, Coverage, Source
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.entitlement import person_facts, rulings
from matcher.rules import KINDS, ReasonCode, Rulebook, Standing
from matcher.scales import NO, PERHAPS, YES
from tests.builders import scales

RULES = Rulebook.load().on(DAY)
AS_STATUS = {Standing.YES: YES, Standing.QUESTION: PERHAPS, Standing.NO: NO}
OF_LIMITATIONS = {ReasonCode.LIMITATION_NOT, ReasonCode.LIMITATION_UNKNOWN, ReasonCode.LIMITATION_ELSEWHERE}


def looked_at(*limits: CapacityValue, rubrieken: tuple[str, ...] = ("II", "IV", "V")) -> CapacityProfile:
    covered = tuple(Coverage(rubriek=each, source=Source.LABOUR_EXPERT, recorded_on=DAY) for each in rubrieken)
    return CapacityProfile(values=limits, coverage=covered)


def limit_on(item: str, text: str = "", level: int = 1) -> CapacityValue:
    return CapacityValue(item=item, level=level, text=text, source=Source.LABOUR_EXPERT, recorded_on=DAY)


@pytest.mark.parametrize(
    ("item", "facts"),
    [
        ("", ("nee", "nee", "nee")),
        ("II-1", ("ja", "nee", "nee")),
        ("II-2", ("nee", "ja", "nee")),
        ("IV-13", ("nee", "nee", "ja")),
        ("V-4", ("nee", "nee", "ja")),
        ("II-9", ("nee", "nee", "nee")),
    ],
)
def test_a_limitation_is_read_from_what_an_expert_found(item: str, facts: tuple[str, str, str]) -> None:
    profile = looked_at(limit_on(item)) if item else looked_at()
    found = person_facts(replace(person(), profile=profile), scales())
    assert (found.visual, found.hearing, found.motor) == facts


def test_what_nobody_looked_at_is_unknown() -> None:
    found = person_facts(replace(person(), profile=CapacityProfile()), scales())
    assert (found.visual, found.hearing, found.motor) == (Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN)


def test_a_limit_in_moving_is_known_though_the_rest_is_not() -> None:
    profile = looked_at(limit_on("IV-13"), rubrieken=("II",))
    assert person_facts(replace(person(), profile=profile), scales()).motor is Answer.YES


def test_half_of_moving_looked_at_without_a_limit_is_unknown() -> None:
    assert person_facts(replace(person(), profile=looked_at(rubrieken=("IV",))), scales()).motor is Answer.UNKNOWN


def test_a_text_without_a_limit_has_to_be_read_first() -> None:
    profile = looked_at(limit_on("II-1", text="zie rapport", level=0))
    assert person_facts(replace(person(), profile=profile), scales()).visual is Answer.UNKNOWN


def refusing(client: Client, instrument: Instrument) -> Client:
    wish = Wish(kind=WishKind.SUPPORT, code=instrument, stance=Stance.NOT, recorded_on=DAY)
    return replace(client, wishes=(*client.wishes, wish))


def test_who_refuses_a_light_coach_declines_the_heavier_ones_too() -> None:
    found = person_facts(refusing(person(), Instrument.JOBCOACH_LIGHT), scales())
    assert [code for code in found.declines if code.startswith("jobcoach")] == [
        "jobcoach_licht",
        "jobcoach_midden",
        "jobcoach_intensief",
    ]


@pytest.mark.parametrize("group", list(LegalGroup))
@pytest.mark.parametrize("lks", list(LksGroup))
@pytest.mark.parametrize("refused", [None, Instrument.WORK_BUDDY, Instrument.JOBCOACH_MEDIUM, Instrument.WAGE_SUBSIDY])
def test_the_ruling_and_the_weighing_agree_on_everybody(
    group: LegalGroup, lks: LksGroup, refused: Instrument | None
) -> None:
    """Limitations apart: the weighing meets those in what closes a gap, the ruling in the law."""
    client = replace(person(), legal_group=group, lks_group=lks)
    client = refusing(client, refused) if refused else client
    found = {ruling.kind: ruling for ruling in rulings(client, scales(), RULES)}
    assert tuple(found) == KINDS
    for instrument in INSTRUMENTS:
        if OF_LIMITATIONS & {reason.code for reason in found[instrument].reasons}:
            continue
        assert scales().status(client, instrument) == AS_STATUS[found[instrument].standing]


def test_the_basis_of_a_ruling_is_that_of_the_package() -> None:
    client = replace(person(), legal_group=LegalGroup.IOAW, lks_group=LksGroup.ESTABLISHED)
    found = {ruling.kind: ruling for ruling in rulings(client, scales(), RULES)}
    for instrument in INSTRUMENTS:
        basis = scales().may_have.row(instrument).basis(client.legal_group, is_lks_group=True)
        articles = [reason.basis.article for reason in found[instrument].reasons if reason.basis is not None]
        granted = [r.basis for r in found[instrument].reasons if r.code is ReasonCode.GRANTED]
        assert (basis is None) == (not articles)
        if basis is not None and granted[0] is not None:
            assert basis.article.split(", ")[0] == granted[0].article
            assert set(basis.article.split(", ")) <= set(articles)
