"""Who may have which kind of support, on which article: dated, like every other value of the law.

rights/<kind>.toml ─ parse_right ─> RightTable (through time) ─ on(day) ─> Right ─ many ─> Rights (of one day)

description = "..."        instruments = [...]  (optional) where one file speaks of several kinds; else its own name
is_agreement, needs_lks_group, needs_employer = true     decided_by = "UWV"
for_limitation, not_for_limitation = "visueel" | "auditief" | "motorisch"
[[grants]]  from, groups, and confidence with [grants.basis]; or ended = true with groups
[claim]     from, confidence, [claim.basis]: for the doelgroep loonkostensubsidie it is a claim, never rationed
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from matcher.domain.client import LegalGroup
from matcher.domain.support import INSTRUMENTS, LegalBasis
from matcher.errors import RuleError
from matcher.rules.fields import TomlTable, as_table, check_keys, citation_of, confidence_of, day_of, text_of
from matcher.rules.legal import Citation, Confidence

GROUPS = tuple(group for group in LegalGroup if group is not LegalGroup.UNKNOWN)
_FILE_KEYS = frozenset(
    {
        "description",
        "instruments",
        "is_agreement",
        "needs_lks_group",
        "needs_employer",
        "decided_by",
        "for_limitation",
        "not_for_limitation",
        "grants",
        "claim",
    }
)
_GRANT_KEYS = frozenset({"from", "groups", "ended", "confidence", "basis"})
_CLAIM_KEYS = frozenset({"from", "confidence", "basis"})


class Provision(StrEnum):
    """Kinds of support of the law that close no gap in work themselves; the others are the instruments."""

    TRIAL = "proefplaatsing"
    FORFAIT = "loonkostensubsidie_forfait"
    TRAINING = "scholing"
    ACTIVATION = "sociale_activering"
    ADDITIONAL_WORK = "participatieplaats"
    SHELTERED_WORK = "beschut_werk"


KINDS: tuple[str, ...] = (*INSTRUMENTS, *Provision)


class Limitation(StrEnum):
    """Limitations by which the law divides support; that there is one, never which or why."""

    VISUAL = "visueel"
    HEARING = "auditief"
    MOTOR = "motorisch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The article on which somebody has something, from a day on.

    Attributes
    ----------
    groups
        Legal groups that have it; empty for a claim, which is of the doelgroep loonkostensubsidie.
    confidence, citation
        None where the law took it away on that day.
    """

    valid_from: date
    groups: tuple[LegalGroup, ...] = ()
    confidence: Confidence | None = None
    citation: Citation | None = None

    @property
    def basis(self) -> LegalBasis:
        """The short form that a support package carries."""
        if self.confidence is None or self.citation is None:
            raise RuleError(f"What ended on {self.valid_from} has no article any more: ask only for what holds")
        return self.citation.short(self.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What holds for one kind of support on one day.

    Attributes
    ----------
    is_agreement
        Employer and worker agree on it; nobody needs a right to it and no decision is taken.
    grants
        Grounds that hold, at most one for each legal group.
    claim
        The article by which it is a claim of the doelgroep loonkostensubsidie: forecast, never rationed; for others it
        is discretionary. None where it is no claim.
    needs_lks_group
        Only for a person of whom it is established that he belongs to the doelgroep loonkostensubsidie.
    decided_by
        Who decides where that is not the college; the person's status is unknown until then.
    needs_employer
        It is real only with the employer's yes.
    for_limitation, not_for_limitation
        Only for, or not for, somebody with this limitation.
    """

    kind: str
    is_agreement: bool = False
    grants: tuple[Ground, ...] = ()
    claim: Ground | None = None
    needs_lks_group: bool = False
    decided_by: str | None = None
    needs_employer: bool = False
    for_limitation: Limitation | None = None
    not_for_limitation: Limitation | None = None

    def grant_for(self, group: LegalGroup) -> Ground | None:
        """Give the ground on which a legal group has it; None where it may not, or the group is not known."""
        return next((grant for grant in self.grants if group in grant.groups), None)

    def basis(self, group: LegalGroup, *, is_lks_group: bool) -> LegalBasis | None:
        """Give the article for a person, with that of the claim where he has one; None where nothing gives it.

        Of somebody whose legal group is not known the ground of the first group is taken, and is then assumed.
        """
        grant = self.grant_for(group)
        if grant is None and (group is not LegalGroup.UNKNOWN or not self.grants):
            return None
        basis = (grant or self.grants[0]).basis
        if grant is None:
            basis = replace(basis, confidence=Confidence.ASSUMED.value)
        if is_lks_group and self.claim is not None:
            basis = replace(basis, article=f"{basis.article}, {self.claim.basis.article}")
        return basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Who may have what on one day: a right for each of `KINDS`."""

    by_kind: Mapping[str, Right]

    @property
    def instruments(self) -> tuple[Right, ...]:
        """The rights to the instruments that close gaps, in their order."""
        return tuple(self.by_kind[instrument] for instrument in INSTRUMENTS)

    def row(self, kind: str) -> Right:
        """Give what holds for one kind of support."""
        return self.by_kind[kind]

    def allows(self, kind: str, group: LegalGroup) -> bool:
        """Say whether the legal group is no bar to a kind of support.

        An unknown group is no bar where every group that has a right on this day has one to this kind. The other
        conditions (doelgroep, limitation, decision of UWV, yes of the employer) are not judged here.
        """
        row = self.by_kind[kind]
        if row.is_agreement:
            return True
        if group is LegalGroup.UNKNOWN:
            return all(row.grant_for(known) is not None for known in self._groups())
        return row.grant_for(group) is not None

    def _groups(self) -> frozenset[LegalGroup]:
        return frozenset(group for row in self.by_kind.values() for grant in row.grants for group in grant.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightTable:
    """One file of rights: a kind of support through time."""

    name: str
    file: str
    description: str
    kinds: tuple[str, ...]
    grants: tuple[Ground, ...]
    claim: Ground | None
    right: Right

    def on(self, day: date) -> tuple[Right, ...]:
        """Give what holds on a day, for each kind of support the file speaks of."""
        claim = self.claim if self.claim is not None and self.claim.valid_from <= day else None
        held: dict[LegalGroup, Ground] = {}
        for grant in self.grants:
            if grant.valid_from <= day:
                held |= dict.fromkeys(grant.groups, grant)
        grants = tuple(
            replace(grant, groups=tuple(group for group in grant.groups if held[group] is grant))
            for grant in self.grants
            if grant.citation is not None and any(held.get(group) is grant for group in grant.groups)
        )
        return tuple(replace(self.right, kind=kind, grants=grants, claim=claim) for kind in self.kinds)


def rights_on(tables: Mapping[str, RightTable], day: date) -> Rights:
    """Give who may have what on a day."""
    found = {right.kind: right for name in sorted(tables) for right in tables[name].on(day)}
    return Rights(by_kind=MappingProxyType(found))


def check_complete(tables: Mapping[str, RightTable]) -> None:
    """Refuse a set of files that leaves a kind of support out or names one twice.

    Raises
    ------
    RuleError
        With the kinds; who may have them would be unclear.
    """
    named = [kind for table in tables.values() for kind in table.kinds]
    twice = sorted({kind for kind in named if named.count(kind) > 1})
    absent = sorted(set(KINDS) - set(named))
    if twice or absent:
        raise RuleError(
            f"rights/*.toml name twice: {', '.join(twice) or 'none'}; leave out: {', '.join(absent) or 'none'}. "
            "Who may have that would be unclear: write each kind of support once"
        )


def parse_right(table: TomlTable, *, name: str, file: str) -> RightTable:
    """Give one file of rights, grants in the order of their days.

    Raises
    ------
    RuleError
        With the file, the place in it and the remedy.
    """
    check_keys(table, allowed=_FILE_KEYS, required=frozenset({"description"}), where=file)
    kinds = _texts(table.get("instruments", [name]), f"{file} instruments", KINDS)
    is_agreement = _flag(table, "is_agreement", file)
    rows = table.get("grants", [])
    if not isinstance(rows, list) or bool(rows) == is_agreement:
        raise RuleError(
            f"{file} needs [[grants]], or is_agreement = true without any: else nobody knows who may have it"
        )
    grants = tuple(_grant(as_table(row, f"{file} grants"), file) for row in rows)
    _check_order(grants, file)
    right = Right(
        kind=kinds[0],
        is_agreement=is_agreement,
        needs_lks_group=_flag(table, "needs_lks_group", file),
        decided_by=text_of(table, "decided_by", file) if "decided_by" in table else None,
        needs_employer=_flag(table, "needs_employer", file),
        for_limitation=_limitation(table, "for_limitation", file),
        not_for_limitation=_limitation(table, "not_for_limitation", file),
    )
    claim = _claim(as_table(table["claim"], f"{file} claim"), f"{file} claim") if "claim" in table else None
    return RightTable(
        name=name,
        file=file,
        description=text_of(table, "description", file),
        kinds=kinds,
        grants=grants,
        claim=claim,
        right=right,
    )


def _grant(row: TomlTable, file: str) -> Ground:
    where = f"{file} grants"
    check_keys(row, allowed=_GRANT_KEYS, required=frozenset({"from", "groups"}), where=where)
    valid_from = day_of(row, "from", where)
    where = f"{where} from {valid_from}"
    groups = tuple(LegalGroup(group) for group in _texts(row["groups"], f"{where} groups", GROUPS))
    if "ended" in row:
        if row["ended"] is not True or "confidence" in row or "basis" in row:
            raise RuleError(f"{where} mixes 'ended' with an article: what ended has only ended = true")
        return Ground(valid_from=valid_from, groups=groups)
    return replace(_claim({key: row[key] for key in row if key != "groups"}, where), groups=groups)


def _claim(row: TomlTable, where: str) -> Ground:
    check_keys(row, allowed=_CLAIM_KEYS, required=_CLAIM_KEYS, where=where)
    return Ground(
        valid_from=day_of(row, "from", where),
        confidence=confidence_of(text_of(row, "confidence", where), where),
        citation=citation_of(as_table(row["basis"], where), where),
    )


def _check_order(grants: tuple[Ground, ...], file: str) -> None:
    if [grant.valid_from for grant in grants] != sorted(grant.valid_from for grant in grants):
        raise RuleError(f"{file} has grants out of order: put the earliest day first")
    named = [(grant.valid_from, group) for grant in grants for group in grant.groups]
    twice = sorted({entry for entry in named if named.count(entry) > 1})
    if twice:
        raise RuleError(
            f"{file} names {twice[0][1]} twice from {twice[0][0]}: on which article it has this would be unclear"
        )


def _texts(value: object, where: str, known: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(text in known for text in value):
        raise RuleError(f"{where} is {value!r}: give a list of one or more of {', '.join(known)}")
    if len(set(value)) != len(value):
        raise RuleError(f"{where} is {value!r}: name each once")
    return tuple(value)


def _flag(table: TomlTable, key: str, file: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise RuleError(f"{file} has {key} = {value!r}: write true, or leave it out")
    return value


def _limitation(table: TomlTable, key: str, file: str) -> Limitation | None:
    if key not in table:
        return None
    text = text_of(table, key, file)
    if text not in set(Limitation):
        raise RuleError(f"{file} has {key} = '{text}': use one of {', '.join(Limitation)}")
    return Limitation(text)
