"""What is not known of a person, and the person he would be after the answer that leaves most open.

An item is answered by its norm, every other question by yes or by its widest answer: what an answer *could* open.
Working hours are never filled in: an unknown number shuts nothing, and no number is the better one for every job.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from matcher.catalogue.items import ItemType
from matcher.domain.client import Client, DayPart, LegalGroup, LksGroup, Mode, Qualification
from matcher.domain.profile import Answer, Capacity, CapacityValue, Source
from matcher.domain.question import Addressee, QuestionKind
from matcher.scales import Scales

FARTHEST_MINUTES = 90
"""One way: half of the 180 minutes a day that bound the duty (Participatiewet art. 18)."""
CERTIFICATE = "certificaat"
_NEVER_ANSWERED = (QuestionKind.HOURS, QuestionKind.PLACE)
Held = tuple[str, Capacity | None]
_EXPERT_RUBRIEKEN = ("III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Unknown:
    """One thing that is not known of a person."""

    kind: QuestionKind
    code: str = ""


def held_items(client: Client, scales: Scales) -> tuple[Held, ...]:
    """Give what holds for each item that says what somebody can, in the order of the FML."""
    items = [item for item in scales.catalogue.items if item.type is not ItemType.META]
    return tuple(zip((item.code for item in items), scales.capacities(client, items), strict=True))


def unknowns_of(client: Client, held: Sequence[Held], certificates: Iterable[str] = ()) -> tuple[Unknown, ...]:
    """Give all that is not known of a person, in a fixed order: circumstances, certificates, items of the FML.

    Parameters
    ----------
    held
        What holds for each item (`held_items`).
    certificates
        What the vacancies of the night ask for; of the others nobody needs to know.
    """
    circumstances = (
        (QuestionKind.HOURS, client.week_minutes is None),
        (QuestionKind.TRAVEL_LIMIT, client.travel_limit is None),
        (QuestionKind.MODES, client.modes is None),
        (QuestionKind.PLACE, client.place is None),
        (QuestionKind.TIMES, client.times is None),
        (QuestionKind.AVAILABLE, client.available_from is None),
        (QuestionKind.LEGAL_GROUP, client.legal_group is LegalGroup.UNKNOWN),
        (QuestionKind.LKS_GROUP, client.lks_group is LksGroup.UNKNOWN),
    )
    answers = {one.code: one.has for one in client.qualifications if one.kind == CERTIFICATE}
    missing = [code for code in sorted(certificates) if answers.get(code, Answer.UNKNOWN) is Answer.UNKNOWN]
    return (
        *(Unknown(kind=kind) for kind, is_unknown in circumstances if is_unknown),
        *(Unknown(kind=QuestionKind.CERTIFICATE, code=code) for code in missing),
        *(Unknown(kind=QuestionKind.ITEM, code=code) for code, capacity in held if capacity is None),
        *(
            Unknown(kind=QuestionKind.STALE_ITEM, code=code)
            for code, capacity in held
            if capacity and capacity.is_stale
        ),
    )


def answered(client: Client, unknowns: Collection[Unknown], scales: Scales) -> Client:
    """Give the person after the most open answer to these questions."""
    kinds = {one.kind for one in unknowns}
    items = [one.code for one in unknowns if one.kind in (QuestionKind.ITEM, QuestionKind.STALE_ITEM)]
    certificates = {one.code for one in unknowns if one.kind is QuestionKind.CERTIFICATE}
    own = tuple(one for one in client.qualifications if one.kind != CERTIFICATE or one.code not in certificates)
    held = tuple(Qualification(kind=CERTIFICATE, code=code, has=Answer.YES) for code in sorted(certificates))
    return replace(
        at_norm(client, items, scales),
        travel_limit=FARTHEST_MINUTES if QuestionKind.TRAVEL_LIMIT in kinds else client.travel_limit,
        modes=tuple(Mode) if QuestionKind.MODES in kinds else client.modes,
        times=tuple(DayPart) if QuestionKind.TIMES in kinds else client.times,
        available_from=scales.day if QuestionKind.AVAILABLE in kinds else client.available_from,
        legal_group=LegalGroup.BIJSTAND if QuestionKind.LEGAL_GROUP in kinds else client.legal_group,
        lks_group=LksGroup.ESTABLISHED if QuestionKind.LKS_GROUP in kinds else client.lks_group,
        qualifications=(*own, *held),
    )


def at_norm(client: Client, items: Collection[str], scales: Scales) -> Client:
    """Give the person of whom an arbeidsdeskundige found today that he is at the norm on these items."""
    return with_values(
        client,
        [CapacityValue(item=item, source=Source.LABOUR_EXPERT, recorded_on=scales.day) for item in sorted(set(items))],
    )


def with_values(client: Client, values: Collection[CapacityValue]) -> Client:
    """Give the person of whom on each of these items only this one value was ever said."""
    if not values:
        return client
    replaced = {value.item for value in values}
    kept = tuple(value for value in client.profile.values if value.item not in replaced)
    return replace(client, profile=replace(client.profile, values=(*kept, *values)))


def can_open(unknown: Unknown) -> bool:
    """Whether an answer to it can be tried at all."""
    return unknown.kind not in _NEVER_ANSWERED


def addressee_of(unknown: Unknown, scales: Scales) -> Addressee:
    """Say who can answer, by role."""
    if unknown.kind in (QuestionKind.ITEM, QuestionKind.STALE_ITEM):
        is_medical = scales.catalogue.by_code(unknown.code).rubriek in _EXPERT_RUBRIEKEN
        return Addressee.EXPERT if is_medical else Addressee.CASEWORKER
    if unknown.kind is QuestionKind.LKS_GROUP:
        return Addressee.UWV
    return Addressee.CASEWORKER if unknown.kind is QuestionKind.LEGAL_GROUP else Addressee.PERSON
