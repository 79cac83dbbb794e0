"""From a rated ability to an item: bands, thresholds, the strictest of several, and what a crosswalk may not say."""

from dataclasses import replace
from itertools import pairwise

import pytest

from matcher.catalogue.items import ItemType, load_catalogue
from matcher.catalogue.occupations import load_crosswalk
from matcher.catalogue.occupations.asked import Asked, is_as_strict, nothing
from matcher.catalogue.occupations.crosswalk import Derived, Rating, derive, read_crosswalk
from matcher.domain.profile import BinDemand, Frequency
from matcher.errors import CatalogueError

CATALOGUE = load_catalogue()
REAL = load_crosswalk()
HEAD = "[defaults]\nimportance_from = 200\n[frequency]\nstructural_importance_from = 250\nmarginal_within = 12\n"
LIFTING = (
    '[[rule]]\nability = "strength"\nname = "Strength"\nitem = "IV-13"\nreason = "r"\n'
    "bands = [{ from = 0, tolerated = 3 }, { from = 150, tolerated = 2 }, { from = 250, tolerated = 0 }]\n"
)
BENDING_STRENGTH = (
    '[[rule]]\nability = "back"\nname = "Back"\nitem = "IV-13"\nreason = "r"\n'
    "bands = [{ from = 0, tolerated = 3 }, { from = 300, tolerated = 1 }]\n"
)
HANDS = (
    '[[rule]]\nability = "{ability}"\nname = "N"\nitem = "IV-3"\nreason = "r"\n'
    "bands = [{{ from = 0, asks = [] }}, {{ from = 200, asks = {asks} }}]\n"
)
SIGHT = (
    '[[rule]]\nability = "sight"\nname = "Sight"\nitem = "II-1"\nreason = "r"\n'
    'bands = [{ from = 0, needs = "geen" }, { from = 200, needs = "norm" }, { from = 500, needs = "boven" }]\n'
)


def rated(importance: int = 300, level: int | None = 300, *, is_relevant: bool = True) -> Rating:
    return Rating(importance=importance, level=level, is_relevant=is_relevant)


def derived(rules: str, **ratings: Rating) -> dict[str, Derived]:
    return {one.item: one for one in derive(read_crosswalk(HEAD + rules, CATALOGUE), ratings)}


@pytest.mark.parametrize("rule", REAL.rules, ids=lambda rule: f"{rule.name}-{rule.item.code}")
def test_a_higher_level_or_importance_never_gives_a_looser_demand(rule: object) -> None:
    real = next(one for one in REAL.rules if one is rule)
    for low, high in pairwise(range(0, 701)):
        below, above = real.band(rated(500, low)), real.band(rated(500, high))
        assert below is not None
        assert above is not None
        assert is_as_strict(above.asked, below.asked)
    for importance in range(100, 501, 5):
        asked = real.band(rated(importance, 700))
        assert asked is not None
        assert is_as_strict(asked.asked, nothing(real.item))
        assert (asked.asked == nothing(real.item)) == (importance < real.importance_from)


@pytest.mark.parametrize("ability", sorted({rule.ability for rule in REAL.rules}))
def test_raising_one_ability_never_loosens_any_item(ability: str) -> None:
    base = {rule.ability: rated(300, 275) for rule in REAL.rules}
    last = {one.item: one.asked for one in derive(REAL, base | {ability: rated(300, 0)})}
    for level in range(25, 701, 25):
        now = {one.item: one.asked for one in derive(REAL, base | {ability: rated(300, level)})}
        assert now.keys() == last.keys()
        assert all(is_as_strict(now[item], last[item]) for item in now)
        last = now


@pytest.mark.parametrize(("level", "tolerated"), [(0, 3), (149, 3), (150, 2), (249, 2), (250, 0), (700, 0)])
def test_a_band_holds_from_its_foot_up_to_the_next(level: int, tolerated: int) -> None:
    assert derived(LIFTING, strength=rated(level=level))["IV-13"].asked == Asked(tolerated=tolerated)


def test_an_unimportant_or_irrelevant_ability_asks_nothing() -> None:
    assert derived(LIFTING, strength=rated(199, 700))["IV-13"].asked == Asked(tolerated=3)
    assert derived(LIFTING, strength=rated(500, 700, is_relevant=False))["IV-13"].asked == Asked(tolerated=3)
    assert derived(LIFTING, strength=rated(200, 700))["IV-13"].asked == Asked(tolerated=0)


def test_an_ability_without_a_level_says_nothing_and_the_item_stays_unknown() -> None:
    assert derived(LIFTING, strength=rated(level=None)) == {}
    both = derived(LIFTING + BENDING_STRENGTH, strength=rated(level=None), back=rated(level=300))
    assert both["IV-13"].abilities == ("back",)


def test_the_strictest_ability_decides_and_is_named() -> None:
    found = derived(LIFTING + BENDING_STRENGTH, strength=rated(level=160), back=rated(level=310))["IV-13"]
    assert (found.asked, found.abilities, found.levels) == (Asked(tolerated=1), ("back",), (310,))


def test_conditions_of_several_abilities_are_asked_together() -> None:
    rules = HANDS.format(ability="hand", asks=[1, 5]) + HANDS.format(ability="finger", asks=[3, 5])
    found = derived(rules, hand=rated(level=250), finger=rated(level=300))["IV-3"]
    assert (found.asked, found.abilities, found.frequency) == (Asked(asks=(1, 3, 5)), ("hand", "finger"), None)


@pytest.mark.parametrize(("level", "need"), [(199, BinDemand.NONE), (200, BinDemand.NORM), (500, BinDemand.ABOVE)])
def test_a_need_is_none_norm_or_above(level: int, need: BinDemand) -> None:
    assert derived(SIGHT, sight=rated(level=level))["II-1"].asked == Asked(needs=need)


@pytest.mark.parametrize(
    ("importance", "level", "frequency"),
    [
        (249, 300, Frequency.INCIDENTAL),
        (250, 262, Frequency.MARGINAL),
        (250, 263, Frequency.STRUCTURAL),
        (500, 100, Frequency.UNKNOWN),
    ],
)
def test_importance_and_place_in_the_band_say_how_often(importance: int, level: int, frequency: Frequency) -> None:
    assert derived(LIFTING, strength=rated(importance, level))["IV-13"].frequency is frequency


def test_of_two_abilities_that_ask_the_same_the_heavier_frequency_holds() -> None:
    twin = LIFTING.replace("strength", "back").replace("Strength", "Back")
    found = derived(LIFTING + twin, strength=rated(220, 400), back=rated(300, 400))["IV-13"]
    assert found.frequency is Frequency.STRUCTURAL


def test_a_rule_may_settle_how_often_itself() -> None:
    settled = LIFTING + 'frequency = "structureel"\n'
    assert derived(settled, strength=rated(210, 300))["IV-13"].frequency is Frequency.STRUCTURAL


def test_every_rule_has_a_reason_and_speaks_of_an_item_that_work_asks() -> None:
    assert len(REAL.rules) > 50
    assert all(rule.reason.endswith(".") and len(rule.reason) > 30 for rule in REAL.rules)
    assert all(rule.item.type is not ItemType.META and not rule.item.per_day for rule in REAL.rules)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (LIFTING.replace("tolerated = 2", "tolerated = 4"), "tolerated 4 is outside −1 to 3 of IV-13"),
        (LIFTING.replace("tolerated = 0", "tolerated = 3"), "the band from 250 asks less than the one before"),
        (LIFTING.replace("from = 150", "from = 250"), r"bands start at \[0, 250, 250\]"),
        (LIFTING.replace("from = 0,", "from = 10,"), r"bands start at \[10, 150, 250\]"),
        (LIFTING.replace("tolerated = 3", "tolerated = 2"), "the first band must ask nothing"),
        (LIFTING.replace("tolerated = 2", "needs = 'norm'"), "write 'tolerated' for it and nothing else"),
        (LIFTING.replace("IV-13", "IV-22"), "no item 'IV-22'"),
        (LIFTING.replace("reason", "because"), "unknown key 'because'"),
        (LIFTING + LIFTING, "is there twice"),
        (LIFTING.replace("tolerated = 2", "tolerated = 2, needs = 'norm'"), "exactly one of"),
        (LIFTING + 'frequency = "vaak"\n', "frequency 'vaak' does not exist"),
        (HANDS.format(ability="hand", asks=[10]), "IV-3 has conditions"),
        (HANDS.format(ability="hand", asks=[5, 1]), "must be ascending"),
        (SIGHT.replace('"norm"', '"ja"'), "needs 'ja' does not exist"),
        (SIGHT.replace("II-1", "IV-1"), "no work asks it"),
    ],
)
def test_a_crosswalk_that_contradicts_itself_is_refused(rules: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        read_crosswalk(HEAD + rules, CATALOGUE)


def test_a_rule_with_another_threshold_keeps_it() -> None:
    rule = replace(REAL.rules[0], importance_from=400)
    band = rule.band(rated(399, 700))
    assert band is not None
    assert band.asked == nothing(rule.item)
