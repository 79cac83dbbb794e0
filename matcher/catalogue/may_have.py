"""Who may have an instrument: legal group and instrument, each with its article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from matcher.catalogue.closes import instrument_of
from matcher.catalogue.toml_file import Table, own_text, parse
from matcher.domain.client import LegalGroup
from matcher.domain.support import INSTRUMENTS, Instrument, LegalBasis
from matcher.errors import CatalogueError

FILE = "may_have.toml"
CONFIDENCES = ("verified", "assumed")
GROUPS = tuple(group for group in LegalGroup if group is not LegalGroup.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """The legal groups that may have an instrument on one ground.

    Attributes
    ----------
    basis
        The article; None for an agreement at work that needs no decision of the college.
    """

    groups: tuple[LegalGroup, ...]
    basis: LegalBasis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MayHave:
    """Who may have one instrument and what it takes besides the legal group.

    Attributes
    ----------
    needs_lks_group
        Only for a person of whom it is established that he belongs to the doelgroep loonkostensubsidie.
    claim_for_lks_group
        A claim for that group (Participatiewet art. 10d, 10da): forecast, never rationed; discretionary for others.
    decided_by
        Who decides where that is not the college; the person's status is unknown until then.
    needs_employer
        It is real only with the employer's yes.
    """

    instrument: Instrument
    grants: tuple[Grant, ...]
    needs_lks_group: bool = False
    claim_for_lks_group: bool = False
    decided_by: str | None = None
    needs_employer: bool = False

    def __post_init__(self) -> None:
        named = [group for grant in self.grants for group in grant.groups]
        if not named or len(set(named)) != len(named):
            raise CatalogueError(
                f"{FILE}, {self.instrument}: no legal group, or one group twice. "
                "On which article somebody has it would be unclear. Name each group once."
            )

    def grant_for(self, group: LegalGroup) -> Grant | None:
        """The ground on which a legal group has it; None where it may not, or the group is not known."""
        return next((grant for grant in self.grants if group in grant.groups), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPlacement:
    """Who may have a proefplaatsing: it is no instrument that closes a gap, but a way to learn what fits."""

    groups: tuple[LegalGroup, ...]
    basis: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class MayHaveTable:
    """One row per instrument, in the order of the instruments, and the proefplaatsing."""

    rows: tuple[MayHave, ...]
    trial_placement: TrialPlacement
    _by_instrument: Mapping[Instrument, MayHave] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = [row.instrument for row in self.rows]
        if sorted(found) != sorted(INSTRUMENTS):
            twice = sorted({name for name in found if found.count(name) > 1})
            absent = sorted(set(INSTRUMENTS) - set(found))
            raise CatalogueError(
                f"{FILE}: instruments twice: {', '.join(twice) or 'none'}; absent: {', '.join(absent) or 'none'}. "
                "Who may have them would be unclear. Write each instrument once."
            )
        object.__setattr__(self, "rows", tuple(sorted(self.rows, key=lambda row: INSTRUMENTS.index(row.instrument))))
        object.__setattr__(self, "_by_instrument", {row.instrument: row for row in self.rows})

    def row(self, instrument: Instrument) -> MayHave:
        """What holds for one instrument."""
        return self._by_instrument[instrument]

    def allows(self, instrument: Instrument, group: LegalGroup) -> bool:
        """Whether the legal group is no bar to the instrument.

        An unknown group is no bar where every known group may have the instrument. The other conditions of the row
        (doelgroep, decision of UWV, yes of the employer) are not judged here.
        """
        row = self.row(instrument)
        if group is LegalGroup.UNKNOWN:
            return all(row.grant_for(known) is not None for known in GROUPS)
        return row.grant_for(group) is not None

    def allows_trial_placement(self, group: LegalGroup) -> bool:
        """Whether a person of this legal group may have a proefplaatsing; an unknown group may not."""
        return group in self.trial_placement.groups


def read_may_have(text: str) -> MayHaveTable:
    """Turn the text of the file into a table.

    Raises
    ------
    CatalogueError
        An unknown, missing or doubled key, instrument or group.
    """
    top = parse(text, FILE)
    top.refuse_other_keys("proefplaatsing", "instruments")
    return MayHaveTable(
        rows=tuple(_row(table) for table in top.tables("instruments")),
        trial_placement=_trial_placement(top.table("proefplaatsing")),
    )


def _row(table: Table) -> MayHave:
    instrument = instrument_of(table)
    row = Table(where=f"{FILE}, {instrument}", values=table.values)
    row.refuse_other_keys(
        "instrument", "grants", "needs_lks_group", "claim_for_lks_group", "decided_by", "needs_employer"
    )
    return MayHave(
        instrument=instrument,
        grants=tuple(_grant(grant) for grant in row.tables("grants")),
        needs_lks_group=row.flag("needs_lks_group"),
        claim_for_lks_group=row.flag("claim_for_lks_group"),
        decided_by=row.text("decided_by") if row.has("decided_by") else None,
        needs_employer=row.flag("needs_employer"),
    )


def _grant(table: Table) -> Grant:
    table.refuse_other_keys("groups", "law", "article", "confidence")
    needs_no_decision = not any(table.has(key) for key in ("law", "article", "confidence"))
    return Grant(groups=_groups(table), basis=None if needs_no_decision else _basis(table))


def _groups(table: Table) -> tuple[LegalGroup, ...]:
    names = table.texts("groups")
    unknown = sorted(set(names) - set(GROUPS))
    if unknown or not names:
        raise CatalogueError(
            f"{table.where}: legal group {', '.join(unknown) or 'absent'}. Nobody would get the instrument on it. "
            f"Use: {', '.join(GROUPS)}."
        )
    return tuple(group for group in GROUPS if group in names)


def _basis(table: Table) -> LegalBasis:
    confidence = table.text("confidence")
    if confidence not in CONFIDENCES:
        raise CatalogueError(
            f"{table.where}: confidence '{confidence}' does not exist. Every output says what it assumed. "
            f"Use one of: {', '.join(CONFIDENCES)}."
        )
    return LegalBasis(law=table.text("law"), article=table.text("article"), confidence=confidence)


def _trial_placement(table: Table) -> TrialPlacement:
    table.refuse_other_keys("only_bijstand", "law", "article", "confidence")
    groups = (LegalGroup.BIJSTAND,) if table.flag("only_bijstand") else GROUPS
    return TrialPlacement(groups=groups, basis=_basis(table))


@cache
def load_may_have() -> MayHaveTable:
    """Give the table that is shipped with Waag."""
    return read_may_have(own_text(FILE))
