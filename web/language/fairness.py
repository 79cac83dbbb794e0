"""What groups were promised and got, what that costs, and whom a night serves, as tables and sentences."""

from collections.abc import Sequence

from solver.planned import Creaming, FloorsPrice, FloorUse
from web.language.names import stratum_name
from web.language.numbers import millionths, share, whole
from web.language.pages import say
from web.language.tables import NOTHING, Table

WHOLE = 1_000_000
"""Shares are kept in millionths."""


def groups_table(floors: Sequence[FloorUse], price: FloorsPrice | None, language: str) -> Table:
    """Tell what each group of a verordening was promised and got, and what that costs."""
    columns = ("gemeente", "group", "people", "proposals", "supported", "promised", "got", "short", "without")
    return Table(
        title=say("w_fairness.groups", language),
        why=say("w_fairness.groups_why", language),
        caption=say("w_fairness.groups_caption", language),
        head=_head(columns, language),
        rows=tuple(_group(one, language) for one in floors),
        notes=(*_missed(floors, language), *_price(price, language)),
        n_names=2,
    )


def served_table(found: Creaming, unproposed: tuple[tuple[str, int], ...] | None, language: str) -> Table:
    """Tell what share of proposals and support each stratum has beside its share of the people."""
    shared = ("share_people", "share_proposals", "share_coach", "share_once")
    columns = ("group", "people", *shared, "waiting", "unproposed")
    passed_by = None if unproposed is None else dict(unproposed)
    people, given, coach, once = (
        sum(getattr(one, name) for one in found.strata)
        for name in ("people", "proposals", "coach_minutes", "once_cents")
    )
    rows = []
    for one in found.strata:
        waiting = whole(one.waiting_days // one.waiting_known, language) if one.waiting_known else NOTHING
        passed = NOTHING if passed_by is None else whole(passed_by.get(one.stratum, 0), language)
        shares = ((one.people, people), (one.proposals, given), (one.coach_minutes, coach), (one.once_cents, once))
        rows.append(
            (
                stratum_name(one.stratum, language),
                whole(one.people, language),
                *(share(part, all_, language) or NOTHING for part, all_ in shares),
                waiting,
                passed,
            )
        )
    notes = [] if passed_by is not None else [say("w_fairness.history", language)]
    if found.least_ppm is not None:
        notes.append(say("w_fairness.least", language, share=share(found.least_ppm, WHOLE, language)))
    if found.gini_ppm is not None:
        notes.append(say("w_fairness.gini", language, gini=share(found.gini_ppm, WHOLE, language)))
    return Table(
        title=say("w_fairness.served", language),
        why=say("w_fairness.served_why", language),
        caption=say("w_fairness.served_caption", language),
        head=_head(columns, language),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _head(columns: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(say(f"w_fairness.column.{name}", language) for name in columns)


def _group(one: FloorUse, language: str) -> tuple[str, ...]:
    figures = (one.people, one.proposals, one.supported, one.floor, one.points, one.short or None, one.points_without)
    shown = (NOTHING if figure is None else whole(figure, language) for figure in figures)
    return one.gemeente or say("w_fairness.region", language), stratum_name(one.stratum, language), *shown


def _missed(floors: Sequence[FloorUse], language: str) -> tuple[str, ...]:
    missed = sum(one.short for one in floors)
    if not missed:
        return ()
    least = floors[0].unavoidable
    said = say("w_fairness.missed", language, missed=whole(missed, language), least=whole(least, language))
    if missed == least:
        return (said,)
    return said, say("w_fairness.avoidable", language, rest=whole(missed - least, language))


def _price(price: FloorsPrice | None, language: str) -> tuple[str, ...]:
    if price is None:
        return ()
    if not price.high_points:
        return (say("w_fairness.price_none", language),)
    said = say(
        "w_fairness.price",
        language,
        low=millionths(price.low_ppm, language),
        high=millionths(price.high_ppm, language),
        low_points=whole(price.low_points, language),
        high_points=whole(price.high_points, language),
    )
    people = whole(price.people, language)
    return said, say("w_fairness.price_people", language, people=people, supported=whole(price.supported, language))
