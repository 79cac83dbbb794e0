"""What other promises would give a night, as tables: a line per regime, and a table of groups for each."""

from collections.abc import Iterator
from datetime import date

from solver.regimes import GroupHas, Outlook, Regimes
from web.language.names import stratum_name
from web.language.numbers import day, millionths, whole
from web.language.pages import say
from web.language.tables import NOTHING, Table

COLUMNS = (
    "points",
    "people",
    "supported",
    "least",
    "missing",
    "price",
    "price_points",
    "price_people",
    "gap",
)
GROUP_COLUMNS = ("people", "proposals", "supported", "got")


def regime_tables(found: Regimes, of: date, language: str) -> Iterator[Table]:
    """Tell what each regime gives everybody, then what it gives each group."""
    notes = []
    if found.most_ppm is not None:
        most = millionths(found.most_ppm, language)
        notes = [say("w_fairness.regimes.most", language, most=most), say("w_fairness.regimes.proven", language)]
    yield Table(
        title=say("w_fairness.regimes.title", language, day=day(of, language)),
        why=say("w_fairness.regimes.why" if found.outlooks else "w_fairness.regimes.none", language),
        caption="",
        head=("", *(say(f"w_fairness.regimes.column.{name}", language) for name in COLUMNS)),
        rows=tuple((regime_name(one, language), *_figures(one, language)) for one in found.outlooks),
        notes=tuple(notes),
    )
    for one in found.outlooks:
        yield _groups(one, language)


def regime_name(one: Outlook, language: str) -> str:
    """Give the name of a regime, with the share it promises."""
    share = "" if one.share_percent is None else f"{one.share_percent}%"
    return say(f"w_fairness.regimes.{one.regime}", language, share=share)


def _figures(one: Outlook, language: str) -> tuple[str, ...]:
    price = one.price
    amounts = [
        say("w_fairness.regimes.interval", language, low=low, high=high)
        for low, high in (
            (millionths(price.low_ppm, language), millionths(price.high_ppm, language)),
            (whole(price.low_points, language), whole(price.high_points, language)),
        )
    ]
    return (
        *(whole(figure, language) for figure in (one.points, one.people, one.supported)),
        _share(one.least_ppm, language),
        whole(one.missing, language),
        *amounts,
        whole(price.people - one.people, language),
        _share(one.gap_ppm, language),
    )


def _groups(one: Outlook, language: str) -> Table:
    head = [say(f"w_fairness.column.{name}", language) for name in ("gemeente", "group", *GROUP_COLUMNS)]
    return Table(
        title=say("w_fairness.regimes.groups", language, regime=regime_name(one, language)),
        why="",
        caption="",
        head=(*head, say("w_fairness.regimes.column.share", language)),
        rows=tuple(_group(group, language) for group in one.groups),
        notes=(),
        n_names=2,
    )


def _group(group: GroupHas, language: str) -> tuple[str, ...]:
    figures = (group.people, group.proposals, group.supported, group.points)
    return (
        group.gemeente or say("w_fairness.region", language),
        stratum_name(group.stratum, language),
        *(whole(figure, language) for figure in figures),
        _share(group.share_ppm, language),
    )


def _share(ppm: int | None, language: str) -> str:
    return NOTHING if ppm is None else millionths(ppm, language)
