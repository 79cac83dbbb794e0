"""The rulebook: every dated value of the law, and the one question it answers, what holds on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.resources import files
from types import MappingProxyType

from matcher.errors import RuleError
from matcher.rules.assemble import assemble, assemble_local
from matcher.rules.fields import as_table, read_toml
from matcher.rules.legal import LawNumber, LawTable
from matcher.rules.parsing import parse_table
from matcher.rules.refusal import Refusal, RefusalCode
from matcher.rules.rights import Right, RightTable, check_complete, parse_right
from matcher.rules.values import DEFAULT_GEMEENTE, LocalRules, Rules

HORIZON_FILE = "horizon.toml"
OWN_SECTIONS = (
    "jobcoach_tarief",
    "jobcoach_voorwaarden",
    "proefplaatsing_maanden",
    "proefplaatsing_verlenging_maanden",
)
REGION_SECTIONS = (
    "jobcoach_zeer_licht",
    "jobcoach_licht",
    "jobcoach_midden",
    "jobcoach_intensief",
    "voltijdweek_sector",
)
_TRIAL_BOUNDS = {"proefplaatsing_maanden": "maanden", "proefplaatsing_verlenging_maanden": "verlenging_maanden"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """The law through time, and the choices of gemeenten beside it.

    Attributes
    ----------
    tables
        Law files by name.
    rights
        Who may have which kind of support, by file name.
    local
        What each gemeente chose, by gemeente and section; all sections, those of `standaard` where it chose nothing.
    known_until
        Last day to which the values may be carried, from `horizon.toml`.
    """

    tables: Mapping[str, LawTable]
    rights: Mapping[str, RightTable]
    local: Mapping[str, Mapping[str, LawTable]]
    known_until: date

    def __post_init__(self) -> None:
        if not self.tables:
            raise RuleError("the rulebook has no law files: install the package with matcher/rules/law")
        if DEFAULT_GEMEENTE not in self.local:
            raise RuleError(f"gemeente/{DEFAULT_GEMEENTE}.toml is missing: it holds what a gemeente did not choose")
        check_complete(self.rights)
        self._check_local_within_the_law()
        self._check_horizon()

    @classmethod
    def load(cls) -> "Rulebook":
        """Read the rulebook that is installed with the package.

        Raises
        ------
        RuleError
            Where a file is malformed, with the file, the place and the remedy.
        """
        horizon = files("matcher.rules").joinpath(HORIZON_FILE).read_text(encoding="utf-8")
        return cls.from_texts(law=_texts("law"), rights=_texts("rights"), local=_texts("gemeente"), horizon=horizon)

    @classmethod
    def from_texts(
        cls, *, law: Mapping[str, str], rights: Mapping[str, str], local: Mapping[str, str], horizon: str
    ) -> "Rulebook":
        """Build a rulebook from the texts of its files, by file name."""
        tables, kinds = {}, {}
        for file in sorted(law):
            name = file.removesuffix(".toml")
            tables[name] = parse_table(read_toml(law[file], f"law/{file}"), name=name, file=f"law/{file}")
        for file in sorted(rights):
            name = file.removesuffix(".toml")
            kinds[name] = parse_right(read_toml(rights[file], f"rights/{file}"), name=name, file=f"rights/{file}")
        return cls(
            tables=MappingProxyType(tables),
            rights=MappingProxyType(kinds),
            local=MappingProxyType(_gemeenten(local)),
            known_until=_known_until(horizon),
        )

    @property
    def known_from(self) -> date:
        """The first day on which every value is known."""
        return max(table.known_from for table in self._all_tables())

    def on(self, day: date) -> Rules:
        """Give the law of one day.

        Raises
        ------
        Refusal
            Where the day lies after `known_until` or before the first day of a value; it names value and file (the
            first by name of those that run out or begin latest).
        """
        self._check_known(day)
        return assemble(self.tables, self.rights, self.local, day)

    def local_on(self, gemeente: str, day: date) -> LocalRules:
        """Give what a gemeente chose, on one day; the file `standaard` where it has none of its own."""
        name = gemeente if gemeente in self.local else DEFAULT_GEMEENTE
        self._check_known(day)
        return assemble_local(self.local[name], name, day)

    def number(self, name: str, day: date) -> LawNumber | None:
        """Give one value by its name, `file` or `file.key`, also on days of which not every value is known.

        Of what gemeenten choose it gives the standard. None where the value has ended, or the law sets no limit.

        Raises
        ------
        Refusal
            Where the day lies after `known_until`, or before the first day of this value.
        RuleError
            Where there is no such value.
        """
        file, _, key = name.partition(".")
        table = self.tables.get(file) or self.local[DEFAULT_GEMEENTE].get(file)
        if table is None:
            raise RuleError(
                f"there is no value {name}: see law/*.toml and gemeente/{DEFAULT_GEMEENTE}.toml for the names"
            )
        self._check_not_after(day, table)
        value = table.on(day)
        if value is None:
            raise Refusal(RefusalCode.BEFORE_THE_LAW, day=day, known_from=table.known_from, value=file, file=table.file)
        if value.ended:
            return None
        numbers = dict(value.numbers)
        if key not in numbers:
            raise RuleError(f"{table.file} has no key '{key}': use one of {', '.join(numbers)}")
        return numbers[key]

    def right(self, kind: str, day: date) -> Right:
        """Give who may have one kind of support, also on days of which not every value is known.

        Raises
        ------
        Refusal
            Where the day lies after `known_until`.
        """
        table = next(table for table in self.rights.values() if kind in table.kinds)
        self._check_not_after(day, table)
        return next(right for right in table.on(day) if right.kind == kind)

    def _all_tables(self) -> tuple[LawTable, ...]:
        return (*self.tables.values(), *self.local[DEFAULT_GEMEENTE].values())

    def _check_known(self, day: date) -> None:
        newest = max(self._all_tables(), key=lambda table: table.values[-1].valid_from)
        self._check_not_after(day, newest)
        latest = max(self._all_tables(), key=lambda table: table.known_from)
        if day < latest.known_from:
            raise Refusal(
                RefusalCode.BEFORE_THE_LAW,
                day=day,
                known_from=latest.known_from,
                value=latest.name,
                file=latest.file,
            )

    def _check_not_after(self, day: date, table: LawTable | RightTable) -> None:
        if day > self.known_until:
            raise Refusal(
                RefusalCode.AFTER_THE_LAW,
                day=day,
                known_until=self.known_until,
                horizon=HORIZON_FILE,
                value=table.name,
                file=table.file,
            )

    def _check_horizon(self) -> None:
        """Refuse a horizon past the day on which the law itself brings a new value."""
        for table in self._all_tables():
            last = table.known_until
            if last is not None and last < self.known_until:
                raise RuleError(
                    f"{HORIZON_FILE} carries the law to {self.known_until}, but {table.name} in {table.file} is known "
                    f"to {last} only: add its next value before you move the horizon"
                )

    def _check_local_within_the_law(self) -> None:
        """A gemeente may choose a shorter proefplaatsing than art. 8a lid 2 onder d allows, never a longer one."""
        if "proefplaatsing" not in self.tables:
            raise RuleError("the law file proefplaatsing.toml is missing, and the rules need it")
        highest = dict(self.tables["proefplaatsing"].values[-1].numbers)
        for gemeente, tables in self.local.items():
            for name, key in _TRIAL_BOUNDS.items():
                most = highest[key]
                chosen = [number for value in tables[name].values for _, number in value.numbers if number]
                if most and any(number.amount > most.amount for number in chosen):
                    raise RuleError(
                        f"gemeente/{gemeente}.toml gives {name} more than {most.whole} months, which "
                        f"{most.citation} allows at most: choose no longer"
                    )


def _texts(folder: str) -> Mapping[str, str]:
    entries = files("matcher.rules").joinpath(folder).iterdir()
    return {entry.name: entry.read_text(encoding="utf-8") for entry in entries if entry.name.endswith(".toml")}


def _gemeenten(local: Mapping[str, str]) -> Mapping[str, Mapping[str, LawTable]]:
    """Give all sections for each gemeente: its own over those of the standard."""
    found = {file.removesuffix(".toml"): _local_tables(local[file], f"gemeente/{file}") for file in sorted(local)}
    standard = found.get(DEFAULT_GEMEENTE, {})
    return {
        gemeente: MappingProxyType({**standard, **{name: _after(standard, table) for name, table in tables.items()}})
        for gemeente, tables in found.items()
    }


def _after(standard: Mapping[str, LawTable], own: LawTable) -> LawTable:
    """Give the own values of a gemeente, with the standard on the days before its first."""
    earlier = standard[own.name].values if own.name in standard else ()
    before = tuple(value for value in earlier if value.valid_from < own.known_from)
    return replace(own, values=(*before, *own.values))


def _local_tables(text: str, file: str) -> Mapping[str, LawTable]:
    is_standard = file == f"gemeente/{DEFAULT_GEMEENTE}.toml"
    sections = read_toml(text, file)
    for name in sections:
        if name in REGION_SECTIONS and not is_standard:
            raise RuleError(
                f"{file} has the section [{name}], which is planned for the whole region: "
                f"change it in gemeente/{DEFAULT_GEMEENTE}.toml, for every gemeente at once"
            )
        if name not in (*OWN_SECTIONS, *REGION_SECTIONS):
            raise RuleError(f"{file} has the unknown section '{name}': use {', '.join(OWN_SECTIONS)}")
    missing = [name for name in (*OWN_SECTIONS, *REGION_SECTIONS) if name not in sections] if is_standard else []
    if missing:
        raise RuleError(f"{file} lacks the section [{missing[0]}]: it is the standard of whoever chose nothing")
    return {
        name: parse_table(as_table(section, f"{file} [{name}]"), name=name, file=file)
        for name, section in sections.items()
    }


def _known_until(text: str) -> date:
    values = read_toml(text, HORIZON_FILE)
    day = values.get("known_until")
    if set(values) != {"known_until"} or not isinstance(day, date) or isinstance(day, datetime):
        raise RuleError(f"{HORIZON_FILE} holds one key, known_until, a day without quotes: correct it")
    return day
