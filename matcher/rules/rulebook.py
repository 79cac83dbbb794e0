"""The rulebook: every dated value of the law, and the one question it answers, what holds on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from types import MappingProxyType

from matcher.errors import RuleError
from matcher.rules.assemble import assemble, assemble_local
from matcher.rules.legal import LawTable
from matcher.rules.parsing import parse_table, read_toml
from matcher.rules.refusal import Refusal, RefusalCode
from matcher.rules.values import LocalRules, Rules

DEFAULT_GEMEENTE = "standaard"
HORIZON_FILE = "horizon.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """The law through time, and the choices of gemeenten beside it.

    Attributes
    ----------
    tables
        Law files by name.
    local
        Sections of each gemeente file, by gemeente.
    known_until
        Last day to which the values may be carried, from `horizon.toml`.
    """

    tables: Mapping[str, LawTable]
    local: Mapping[str, Mapping[str, LawTable]]
    known_until: date

    def __post_init__(self) -> None:
        if not self.tables:
            raise RuleError("the rulebook has no law files: install the package with matcher/rules/law")
        if DEFAULT_GEMEENTE not in self.local:
            raise RuleError(f"gemeente/{DEFAULT_GEMEENTE}.toml is missing: it holds what a gemeente did not choose")
        self._check_local_within_the_law()

    @classmethod
    def load(cls) -> "Rulebook":
        """Read the rulebook that is installed with the package.

        Raises
        ------
        RuleError
            Where a file is malformed, with the file, the place and the remedy.
        """
        package = files("matcher.rules")
        law = {
            entry.name: entry.read_text(encoding="utf-8")
            for entry in package.joinpath("law").iterdir()
            if entry.name.endswith(".toml")
        }
        local = {
            entry.name: entry.read_text(encoding="utf-8")
            for entry in package.joinpath("gemeente").iterdir()
            if entry.name.endswith(".toml")
        }
        return cls.from_texts(law=law, local=local, horizon=package.joinpath(HORIZON_FILE).read_text(encoding="utf-8"))

    @classmethod
    def from_texts(cls, *, law: Mapping[str, str], local: Mapping[str, str], horizon: str) -> "Rulebook":
        """Build a rulebook from the texts of its files, by file name."""
        tables = {}
        for file in sorted(law):
            name = file.removesuffix(".toml")
            tables[name] = parse_table(read_toml(law[file], f"law/{file}"), name=name, file=f"law/{file}")
        gemeenten = {
            file.removesuffix(".toml"): _local_tables(local[file], f"gemeente/{file}") for file in sorted(local)
        }
        return cls(
            tables=MappingProxyType(tables),
            local=MappingProxyType(gemeenten),
            known_until=_known_until(horizon),
        )

    @property
    def known_from(self) -> date:
        """The first day on which every value is known."""
        return max(table.known_from for table in self.tables.values())

    def on(self, day: date) -> Rules:
        """Give the law of one day.

        Raises
        ------
        Refusal
            Where the day lies after `known_until` or before the first day of a value; it names value and file (the
            first by name of those that run out or begin latest).
        """
        self._check_known(day, self.tables)
        return assemble(self.tables, day)

    def local_on(self, gemeente: str, day: date) -> LocalRules:
        """Give what a gemeente chose, on one day; the file `standaard` where it has none of its own."""
        name = gemeente if gemeente in self.local else DEFAULT_GEMEENTE
        self._check_known(day, self.local[name])
        return assemble_local(self.local[name], name, day)

    def _check_known(self, day: date, tables: Mapping[str, LawTable]) -> None:
        if day > self.known_until:
            newest = max(tables.values(), key=lambda table: table.values[-1].valid_from)
            raise Refusal(
                RefusalCode.AFTER_THE_LAW,
                day=day,
                known_until=self.known_until,
                horizon=HORIZON_FILE,
                value=newest.name,
                file=newest.file,
            )
        latest = max(tables.values(), key=lambda table: table.known_from)
        if day < latest.known_from:
            raise Refusal(
                RefusalCode.BEFORE_THE_LAW,
                day=day,
                known_from=latest.known_from,
                value=latest.name,
                file=latest.file,
            )

    def _check_local_within_the_law(self) -> None:
        """A gemeente may choose a shorter proefplaatsing than art. 8a lid 2d allows, never a longer one."""
        bounds = {"proefplaatsing_maanden": "maanden", "proefplaatsing_verlenging_maanden": "verlenging_maanden"}
        if "proefplaatsing" not in self.tables:
            raise RuleError("the law file proefplaatsing.toml is missing, and the rules need it")
        highest = dict(self.tables["proefplaatsing"].values[-1].numbers)
        for gemeente, tables in self.local.items():
            for name, key in bounds.items():
                most = highest[key]
                chosen = [number for value in tables[name].values for _, number in value.numbers if number]
                if most and any(number.amount > most.amount for number in chosen):
                    raise RuleError(
                        f"gemeente/{gemeente}.toml gives {name} more than {most.whole} months, which "
                        f"{most.citation} allows at most: choose no longer"
                    )


_LOCAL_SECTIONS = ("jobcoach_tarief", "proefplaatsing_maanden", "proefplaatsing_verlenging_maanden")


def _local_tables(text: str, file: str) -> Mapping[str, LawTable]:
    sections = read_toml(text, file)
    unknown = sorted(set(sections) - set(_LOCAL_SECTIONS))
    if unknown:
        raise RuleError(f"{file} has the unknown section '{unknown[0]}': use {', '.join(_LOCAL_SECTIONS)}")
    tables = {}
    for name in _LOCAL_SECTIONS:
        section = sections.get(name)
        if not isinstance(section, dict):
            raise RuleError(f"{file} lacks the section [{name}]: copy it from gemeente/standaard.toml and adapt it")
        tables[name] = parse_table(section, name=name, file=file)
    return MappingProxyType(tables)


def _known_until(text: str) -> date:
    values = read_toml(text, HORIZON_FILE)
    day = values.get("known_until")
    if set(values) != {"known_until"} or not isinstance(day, date) or isinstance(day, datetime):
        raise RuleError(f"{HORIZON_FILE} holds one key, known_until, a day without quotes: correct it")
    return day
