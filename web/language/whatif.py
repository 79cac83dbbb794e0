"""What-ifs and why-nots in words: bounds as bounds, intervals as intervals, points and people side by side.

Nothing of what a person can or cannot do is said here but for what the weighing of the pair itself says.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from babel.numbers import format_decimal

from web.language.asked import question_name
from web.language.numbers import LOCALES, whole
from web.language.pages import counted, say
from web.language.pair import pair_words
from web.language.told import CostTold, Effect, MovedPerson, Spot, WhyTold, WorthTold

BETWEEN, PROVEN = "between", "proven"
PLACES, PLACE = "places", "plek"
NOT_PROPOSABLE = "past_niet"
Names = Mapping[str, str]


def points(value: int, units: int, language: str) -> str:
    """Give value units as points with two decimals at most."""
    return format_decimal(Decimal(value) / units, format="#,##0.##", locale=LOCALES[language])


def signed(value: int, language: str) -> str:
    """Give a whole difference with its sign."""
    return f"{'+' if value > 0 else ''}{whole(value, language)}"


def at_once(at_least: int, units: int, language: str) -> str:
    """Say what the prices of the night say at once: a bound."""
    if at_least > 0:
        return say("w_whatif.at_once", language, value=points(at_least, units, language))
    if at_least == 0:
        return say("w_whatif.at_once_none", language)
    return say("w_whatif.at_once_free", language, value=points(-at_least, units, language))


def difference_lines(effect: Effect, language: str) -> Iterator[str]:
    """Say what a change does to the plan as a whole: worth, points, people, and what was given up to move fewer."""
    yield from _difference(effect, language)
    people = signed(effect.people, language)
    yield say("w_whatif.counted", language, points=signed(effect.points, language), people=people)
    if effect.given_up:
        yield say("w_whatif.given_up", language, value=points(effect.given_up, effect.units, language))


def moved_line(effect: Effect, language: str) -> str:
    """Say how many people get another proposal."""
    if not effect.moved:
        return say("w_whatif.nobody", language)
    return say("w_whatif.few", language, count=counted("w_whatif.people", len(effect.moved), language))


def answer_lines(effect: Effect, language: str) -> Iterator[str]:
    """Say what a change does to the plan, and to whom."""
    yield from difference_lines(effect, language)
    yield moved_line(effect, language)
    for moved in effect.moved:
        yield f"- {moved_words(moved, language)}"
    if effect.moved and effect.is_fewest:
        yield say("w_whatif.fewest", language)


def _difference(effect: Effect, language: str) -> Iterator[str]:
    low, high = (points(value, effect.units, language) for value in (-effect.high, -effect.low))
    if effect.is_interval:
        yield say("w_whatif.between", language, low=low, high=high)
        if effect.meaning == BETWEEN:
            yield say("w_whatif.searched", language)
        return
    kind = "loses" if effect.loss > 0 else "gains" if effect.loss < 0 else "same"
    yield say(f"w_whatif.{kind}", language, value=points(abs(effect.loss), effect.units, language))
    yield say(f"w_whatif.{effect.meaning}", language)
    if effect.meaning != PROVEN:
        least, most = (points(value, effect.units, language) for value in (effect.low, effect.high))
        yield say("w_whatif.over_all", language, low=least, high=most)


def moved_words(moved: MovedPerson, language: str) -> str:
    """Say what somebody had and gets, by reference."""
    if moved.keeps_work and moved.had is not None and moved.gets is not None:
        had, gets = (whole(one.points, language) for one in (moved.had, moved.gets))
        facts = {"vacancy": moved.had.vacancy, "before": had, "after": gets}
        return say("w_whatif.same_work", language, client=moved.client, **facts)
    before, after = (_spot(one, language) for one in (moved.had, moved.gets))
    return say("w_whatif.had", language, client=moved.client, before=before, after=after)


def _spot(spot: Spot | None, language: str) -> str:
    if spot is None:
        return say("w_whatif.no_place", language)
    return say("w_whatif.place", language, vacancy=spot.vacancy, points=whole(spot.points, language))


def why_sentence(found: WhyTold, language: str, names: tuple[str, str] | None = None) -> str:
    """Say in one sentence why a pair is not in the plan; with names where they may be read."""
    client, vacancy = names or (found.client, found.vacancy)
    return say(f"w_whatif.why.{found.why}", language, client=client, vacancy=vacancy)


def why_reasons(found: WhyTold, language: str) -> Iterator[str]:
    """Say what keeps a pair out: what is shut, what is not known, or what there is too little of."""
    if found.why == NOT_PROPOSABLE and found.fit is not None:
        words = pair_words(found.fit, None, language)
        yield from (f"{gate.name}: {gate.word}. {gate.sentence}" for gate in words.gates)
        shut = [line.words for line in words.flagged if line.found.verdict]
        yield from (f"{one.name} {one.item}: {one.word}. {one.why}".rstrip() for one in shut)
        if words.refusal:
            yield words.refusal
    yield from question_lines(found, language)
    if found.effect is None:
        yield from (_room(cost, language) for cost in found.costs)


def question_lines(found: WhyTold, language: str) -> Iterator[str]:
    """Give the questions that keep a pair shut."""
    yield from (question_name(kind, code, language) for kind, code in found.unknowns)


def why_lines(found: WhyTold, language: str) -> Iterator[str]:
    """Say why a pair is not in the plan, and what proposing it would do."""
    yield why_sentence(found, language)
    yield from (f"- {line}" for line in why_reasons(found, language))
    if found.effect is None:
        return
    yield at_once(found.at_least or 0, found.units, language)
    yield from answer_lines(found.effect, language)
    if found.costs:
        yield say("w_whatif.cost.head", language)
        yield from (f"- {line}" for line in cost_lines(found, language))


def cost_lines(found: WhyTold, language: str) -> Iterator[str]:
    """Say what proposing a pair takes from others, and from the person's own place."""
    for cost in found.costs:
        facts = {"owner": cost.owner, "budget": _budget(cost.budget, language)}
        yield say(f"w_whatif.cost.{cost.kind}", language, value=points(cost.value, found.units, language), **facts)


def _room(cost: CostTold, language: str) -> str:
    kind = "no_place" if cost.kind == PLACE else "no_budget"
    return say(f"w_whatif.cost.{kind}", language, owner=cost.owner, budget=_budget(cost.budget, language))


def _budget(kind: str, language: str) -> str:
    return say(f"w_whatif.budget.{kind}", language) if kind else ""


def worth_rows(found: Sequence[WorthTold], language: str, names: Names | None = None) -> Iterator[tuple[str, str]]:
    """Give what is one more, and what it gives, line by line; `names` are words for vacancies."""
    for one in found:
        owner = (names or {}).get(one.owner, one.owner) if one.kind == PLACES else ""
        yield say(f"w_whatif.worth.{one.kind}", language, owner=owner), _gives(one, language)


def _gives(one: WorthTold, language: str) -> str:
    if one.effect is None or one.high == 0:
        return say("w_whatif.worth.nothing", language)
    people = signed(one.effect.people, language)
    low, high = points(one.low, one.units, language), points(one.high, one.units, language)
    if one.low != one.high:
        return say("w_whatif.worth.between", language, low=low, high=high, people=people)
    named = counted("w_whatif.people", one.effect.people, language)
    return say("w_whatif.worth.gives", language, value=low, people=named)
