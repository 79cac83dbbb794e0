"""Demand profiles of real occupations: what their work asks of each FML item, how we know it, and in which task.

    O*NET ratings ── crosswalk.toml ──> derived.toml ─┐   afgeleid (made by fixtures.make_occupations)
                                     estimates.toml ──┼──> Occupation
                                     profiles/*.toml ─┘   geschat, with tasks and minutes per day

SOURCES.md says where the ratings come from, under which licence, and how much of each profile is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matcher.catalogue.items import load_catalogue
from matcher.catalogue.occupations.crosswalk import Crosswalk, read_crosswalk
from matcher.catalogue.occupations.demands import Demands, read_derived, read_estimates
from matcher.catalogue.occupations.occupation import Occupation, OccupationDemand, OccupationTask, Sector
from matcher.catalogue.occupations.read import read_occupations

__all__ = [
    "Occupation",
    "OccupationDemand",
    "OccupationTask",
    "Sector",
    "Texts",
    "build_occupations",
    "load_crosswalk",
    "load_occupations",
    "load_texts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The files the occupations are made of, as text."""

    crosswalk: str
    derived: str
    estimates: str
    profile_by_file: Mapping[str, str]


def load_texts() -> Texts:
    """Give the files that are shipped with Waag."""
    folder = files("matcher.catalogue.occupations")
    profiles = sorted(folder.joinpath("profiles").iterdir(), key=lambda entry: entry.name)
    return Texts(
        crosswalk=folder.joinpath("crosswalk.toml").read_text(encoding="utf-8"),
        derived=folder.joinpath("derived.toml").read_text(encoding="utf-8"),
        estimates=folder.joinpath("estimates.toml").read_text(encoding="utf-8"),
        profile_by_file={
            entry.name: entry.read_text(encoding="utf-8") for entry in profiles if entry.name.endswith(".toml")
        },
    )


def build_occupations(texts: Texts) -> tuple[Occupation, ...]:
    """Turn the files into occupations, ordered by code.

    Raises
    ------
    CatalogueError
        A key, item, condition or name nobody knows, something written twice, tasks that are not 100% of the time,
        or an occupation without ratings.
    """
    catalogue = load_catalogue()
    crosswalk = read_crosswalk(texts.crosswalk, catalogue)
    demands = Demands(
        derived=read_derived(texts.derived, crosswalk, catalogue),
        estimated=read_estimates(texts.estimates, crosswalk, catalogue),
    )
    return read_occupations(texts.profile_by_file, demands, catalogue)


def load_crosswalk() -> Crosswalk:
    """Give the crosswalk that is shipped with Waag."""
    return read_crosswalk(load_texts().crosswalk, load_catalogue())


@cache
def load_occupations() -> tuple[Occupation, ...]:
    """Give the occupations that are shipped with Waag, ordered by code."""
    return build_occupations(load_texts())
