"""From the claims of a provider to a person of this house: who, in which role, for which gemeenten, how sure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from web.config import SignOn
from web.service.door.provider import Claims, SignOnFailed, SignOnFault
from web.store.scope import ALL, NAME, REGION, Scope

# The night has no face; it never comes in at this door.
ROLES_AT_THE_DOOR = frozenset({"adviseur", "klantmanager", "arbeidsdeskundige", "teamleider", "beheerder", "auditor"})
LONGEST_NAME = 36
NOT_IN_A_NAME = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who signs on.

    Attributes
    ----------
    issuer, subject
        Together they are this person and nobody else, ever; a name or a mail address may go to another.
    name
        What to call the account when it is made.
    scope
        Whose people he works for; a claim of ``*`` is the whole region, none is nobody.
    """

    issuer: str
    subject: str
    name: str
    role: str
    scope: Scope


def person_of(claims: Claims, settings: SignOn) -> Person:
    """Give the person behind claims.

    Raises
    ------
    SignOnFailed
        Where one factor was enough, or there is no role, or more than one: then nobody knows what he may do.
    """
    if not _has_more_factors(claims, settings):
        raise SignOnFailed(SignOnFault.ONE_FACTOR)
    roles = sorted(ROLES_AT_THE_DOOR & set(_texts(claims, settings.role_claim)))
    if len(roles) != 1:
        raise SignOnFailed(SignOnFault.MORE_ROLES if roles else SignOnFault.NO_ROLE, ",".join(roles))
    subject = claims.get("sub")
    if not isinstance(subject, str) or not subject:
        raise SignOnFailed(SignOnFault.WRONG_TOKEN, "no subject")
    shown = next(iter(_texts(claims, settings.name_claim)), "")
    return Person(
        issuer=settings.issuer,
        subject=subject,
        name=_name(shown),
        role=roles[0],
        scope=_scope(_texts(claims, settings.gemeente_claim)),
    )


def _has_more_factors(claims: Claims, settings: SignOn) -> bool:
    return bool(set(_texts(claims, "amr")) & set(settings.methods)) or claims.get("acr") in settings.levels


def _scope(names: list[str]) -> Scope:
    """Give whose people somebody sees; what cannot be the name of a gemeente opens nothing."""
    return REGION if ALL in names else Scope(gemeenten=tuple(sorted({name for name in names if NAME.fullmatch(name)})))


def _texts(claims: Claims, path: str) -> list[str]:
    """Give the texts at a place in the claims; none where it holds something else."""
    found: object = claims.get(path)
    if found is None:
        found = claims
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return [found]
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _name(shown: str) -> str:
    plain = NOT_IN_A_NAME.sub("-", shown.casefold().partition("@")[0]).strip("._-")[:LONGEST_NAME]
    return plain if len(plain) > 1 else "collega"
