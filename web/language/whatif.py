"""What-ifs and why-nots in words: bounds as bounds, intervals as intervals, points and people side by side.

Nothing of what a person can or cannot do is said here but for what the weighing of the pair itself says.
"""

from collections.abc import Iterator
from decimal import Decimal

from babel.numbers import format_decimal

from solver.question import SolvedNight
from solver.replan import Place
from solver.whatif import Answer, Meaning, Moved
from solver.whynot import Cost, CostKind, Why, WhyNot
from solver.worth import PLACES, Worth
from web.language.asked import question_name
from web.language.numbers import LOCALES, whole
from web.language.pages import counted, say
from web.language.pair import pair_words


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


def answer_lines(answer: Answer, solved: SolvedNight, language: str) -> Iterator[str]:
    """Say what a change does to the plan."""
    units = solved.night.policy.value_units_per_point
    yield from _difference(answer, units, language)
    people = signed(answer.people, language)
    yield say("w_whatif.counted", language, points=signed(answer.points, language), people=people)
    if answer.given_up:
        yield say("w_whatif.given_up", language, value=points(answer.given_up, units, language))
    if not answer.moved:
        yield say("w_whatif.nobody", language)
        return
    yield say("w_whatif.few", language, count=counted("w_whatif.people", len(answer.moved), language))
    for moved in answer.moved:
        yield f"- {_moved(moved, solved, language)}"
    if answer.is_fewest:
        yield say("w_whatif.fewest", language)


def _difference(answer: Answer, units: int, language: str) -> Iterator[str]:
    low, high = (points(value, units, language) for value in (-answer.high, -answer.low))
    if answer.is_interval:
        yield say("w_whatif.between", language, low=low, high=high)
        if answer.meaning is Meaning.BETWEEN:
            yield say("w_whatif.searched", language)
        return
    kind = "loses" if answer.loss > 0 else "gains" if answer.loss < 0 else "same"
    yield say(f"w_whatif.{kind}", language, value=points(abs(answer.loss), units, language))
    yield say(f"w_whatif.{answer.meaning}", language)
    if answer.meaning is not Meaning.PROVEN:
        least, most = (points(value, units, language) for value in (answer.low, answer.high))
        yield say("w_whatif.over_all", language, low=least, high=most)


def _moved(moved: Moved, solved: SolvedNight, language: str) -> str:
    client = solved.night.region.clients[moved.client].key
    if moved.had is not None and moved.gets is not None and moved.had.vacancy == moved.gets.vacancy:
        vacancy = solved.night.region.vacancies[moved.had.vacancy].key
        had, gets = (whole(one.points, language) for one in (moved.had, moved.gets))
        return say("w_whatif.same_work", language, client=client, vacancy=vacancy, before=had, after=gets)
    before, after = (_place(one, solved, language) for one in (moved.had, moved.gets))
    return say("w_whatif.had", language, client=client, before=before, after=after)


def _place(place: Place | None, solved: SolvedNight, language: str) -> str:
    if place is None:
        return say("w_whatif.no_place", language)
    vacancy = solved.night.region.vacancies[place.vacancy].key
    return say("w_whatif.place", language, vacancy=vacancy, points=whole(place.points, language))


def why_lines(found: WhyNot, solved: SolvedNight, language: str) -> Iterator[str]:
    """Say why a pair is not in the plan."""
    client, vacancy = found.pair
    yield say(f"w_whatif.why.{found.why}", language, client=client, vacancy=vacancy)
    if found.why is Why.NOT_PROPOSABLE and found.fit is not None:
        words = pair_words(found.fit, None, language)
        yield from (f"- {gate.name}: {gate.word}. {gate.sentence}" for gate in words.gates)
        shut = [line.words for line in words.flagged if line.found.verdict]
        yield from (f"- {one.name} {one.item}: {one.word}. {one.why}".rstrip() for one in shut)
        if words.refusal:
            yield f"- {words.refusal}"
    yield from (f"- {question_name(one.kind, one.code, language)}" for one in found.unknowns)
    if found.answer is None:
        yield from (f"- {_room(cost, language)}" for cost in found.costs)
        return
    units = solved.night.policy.value_units_per_point
    yield at_once(found.at_least or 0, units, language)
    yield from answer_lines(found.answer, solved, language)
    if found.costs:
        yield say("w_whatif.cost.head", language)
        yield from (f"- {_cost(cost, units, language)}" for cost in found.costs)


def _cost(cost: Cost, units: int, language: str) -> str:
    budget = _budget(cost.kind_of_budget, language)
    value = points(cost.value, units, language)
    return say(f"w_whatif.cost.{cost.kind}", language, value=value, owner=cost.owner, budget=budget)


def _room(cost: Cost, language: str) -> str:
    kind = "no_place" if cost.kind is CostKind.PLACE else "no_budget"
    return say(f"w_whatif.cost.{kind}", language, owner=cost.owner, budget=_budget(cost.kind_of_budget, language))


def _budget(kind: str, language: str) -> str:
    return say(f"w_whatif.budget.{kind}", language) if kind else ""


def worth_rows(found: tuple[Worth, ...], units: int, language: str) -> Iterator[tuple[str, str]]:
    """Give what is one more, and what it gives, line by line."""
    for one in found:
        owner = one.owner if one.kind == PLACES else ""
        yield say(f"w_whatif.worth.{one.kind}", language, owner=owner), _gives(one, units, language)


def _gives(one: Worth, units: int, language: str) -> str:
    if one.answer is None or one.high == 0:
        return say("w_whatif.worth.nothing", language)
    people = signed(one.answer.people, language)
    low, high = points(one.low, units, language), points(one.high, units, language)
    if one.low != one.high:
        return say("w_whatif.worth.between", language, low=low, high=high, people=people)
    named = counted("w_whatif.people", one.answer.people, language)
    return say("w_whatif.worth.gives", language, value=low, people=named)
