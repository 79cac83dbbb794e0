"""The provider through which people sign on: where it is, what it signs with, and what a code is worth there.

Only the one provider of the settings is ever asked, at addresses its own description gives and TLS protects, without
following redirects. A token counts when it is signed with a key the provider publishes, by an algorithm of this list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Lock
from typing import cast

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from matcher.errors import WaagError
from web.config import SignOn, is_safe_address

ALGORITHMS = ["RS256", "PS256", "ES256"]
TOKEN_TYPES = (None, "JWT")
SECONDS_TO_ANSWER = 5.0
CLOCKS_DIFFER_SECONDS = 60
KNOWN_FOR = timedelta(hours=1)
ASK_AGAIN_AFTER = timedelta(minutes=1)
WELL_KNOWN = "/.well-known/openid-configuration"
SCOPE = "openid profile"
LONGEST_AGO = timedelta(hours=8)
"""How long ago somebody may have signed on at the provider itself: a working day, as a session here lasts at most."""
Claims = Mapping[str, object]


class SignOnFault(StrEnum):
    """Why somebody is not signed on."""

    UNREACHABLE = "onbereikbaar"
    REFUSED = "geweigerd"
    NOT_OURS = "niet_van_hier"
    WRONG_TOKEN = "bewijs_fout"
    ONE_FACTOR = "een_factor"
    NO_ROLE = "geen_rol"
    MORE_ROLES = "meer_rollen"
    SHUT = "gesloten"
    LONG_AGO = "te_lang_geleden"


class SignOnFailed(WaagError):
    """Somebody is not signed on, and why; `detail` is for the log."""

    def __init__(self, fault: SignOnFault, detail: str = "") -> None:
        self.fault, self.detail = fault, detail
        super().__init__(f"{fault.value}: {detail}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a provider says of itself, with the keys it signs with."""

    authorize: str
    token: str
    keys: KeySet
    at: datetime


@dataclass(slots=True, kw_only=True)
class Provider:
    """One provider; its description is asked once an hour, or sooner for a key nobody knows yet."""

    settings: SignOn
    _described: Described | None = None
    _lock: Lock = field(default_factory=Lock)

    def address(self, *, state: str, nonce: str, verifier: str, now: datetime) -> str:
        """Give where a browser goes to sign on.

        Raises
        ------
        SignOnFailed
            Where the provider cannot be reached or is not who it should be.
        """
        with self._session() as session:
            asked = {"state": state, "nonce": nonce, "code_verifier": verifier, "max_age": str(_seconds(LONGEST_AGO))}
            url, _ = session.create_authorization_url(self._known(now).authorize, **asked)
        return str(url)

    def claims(self, *, code: str, nonce: str, verifier: str, now: datetime) -> Claims:
        """Give what the provider says of the person a code was given for.

        Raises
        ------
        SignOnFailed
            Where it gives nothing for the code, or its token does not hold.
        """
        with self._session() as session:
            try:
                token = session.fetch_token(
                    self._known(now).token, code=code, code_verifier=verifier, allow_redirects=False
                )
            except OAuthError as problem:
                raise SignOnFailed(SignOnFault.REFUSED, str(problem.error)) from problem
            except (requests.RequestException, ValueError) as problem:
                raise SignOnFailed(SignOnFault.UNREACHABLE, type(problem).__name__) from problem
        raw, access = token.get("id_token"), str(token.get("access_token", ""))
        if not isinstance(raw, str):
            raise SignOnFailed(SignOnFault.WRONG_TOKEN, "no id_token")
        try:
            return verified(raw, self._known(now).keys, self.settings, nonce=nonce, access_token=access, now=now)
        except SignOnFailed:
            fresh = self._known(now, not_older_than=ASK_AGAIN_AFTER)
            return verified(raw, fresh.keys, self.settings, nonce=nonce, access_token=access, now=now)

    def _session(self) -> OAuth2Session:
        session = OAuth2Session(
            self.settings.client_id,
            self.settings.client_secret,
            scope=SCOPE,
            redirect_uri=self.settings.return_url,
            code_challenge_method="S256",
            default_timeout=SECONDS_TO_ANSWER,
        )
        session.trust_env = False
        return session

    def _known(self, now: datetime, not_older_than: timedelta = KNOWN_FOR) -> Described:
        with self._lock:
            if self._described is None or now - self._described.at >= not_older_than:
                self._described = described(self.settings, now)
            return self._described


def described(settings: SignOn, now: datetime) -> Described:
    """Ask a provider to describe itself; refuse another name and unprotected addresses."""
    found = _asked(settings.issuer.rstrip("/") + WELL_KNOWN)
    if found.get("issuer") != settings.issuer:
        raise SignOnFailed(SignOnFault.WRONG_TOKEN, "the issuer names itself otherwise")
    places = [str(found.get(name, "")) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if not all(is_safe_address(place) for place in places):
        raise SignOnFailed(SignOnFault.WRONG_TOKEN, "an endpoint without TLS")
    try:
        keys = KeySet.import_key_set(cast(KeySetSerialization, _asked(places[2])))
    except (JoseError, ValueError, KeyError, TypeError) as problem:
        raise SignOnFailed(SignOnFault.WRONG_TOKEN, "keys that cannot be read") from problem
    return Described(authorize=places[0], token=places[1], keys=keys, at=now)


def verified(raw: str, keys: KeySet, settings: SignOn, *, nonce: str, access_token: str, now: datetime) -> Claims:
    """Give the claims of an ID token that holds: signature, type, issuer, audience, times, nonce and access token.

    It says of somebody who signed on at the provider within the last working day.
    """
    try:
        token = jwt.decode(raw, keys, algorithms=ALGORITHMS)
        if token.header.get("typ") not in TOKEN_TYPES:
            raise SignOnFailed(SignOnFault.WRONG_TOKEN, "another type of token")
        claims = CodeIDToken(
            token.claims,
            dict(token.header),
            options={
                "iss": {"essential": True, "value": settings.issuer},
                "aud": {"essential": True, "value": settings.client_id},
                "sub": {"essential": True},
            },
            params={"nonce": nonce, "client_id": settings.client_id, "access_token": access_token},
        )
        claims.validate(now=int(now.timestamp()), leeway=CLOCKS_DIFFER_SECONDS)
    except (JoseError, ValueError, TypeError, KeyError) as problem:
        raise SignOnFailed(SignOnFault.WRONG_TOKEN, type(problem).__name__) from problem
    _refuse_long_ago(claims.get("auth_time"), now)
    return dict(claims)


def _refuse_long_ago(signed_on: object, now: datetime) -> None:
    """Refuse somebody who signed on longer ago than was asked; a provider that does not say when is believed."""
    if signed_on is None:
        return
    if isinstance(signed_on, bool) or not isinstance(signed_on, int):
        raise SignOnFailed(SignOnFault.WRONG_TOKEN, "auth_time")
    if now.timestamp() - signed_on > _seconds(LONGEST_AGO) + CLOCKS_DIFFER_SECONDS:
        raise SignOnFailed(SignOnFault.LONG_AGO)


def _seconds(time: timedelta) -> int:
    return int(time.total_seconds())


def _asked(url: str) -> Mapping[str, object]:
    try:
        with requests.Session() as session:
            session.trust_env = False
            reply = session.get(url, timeout=SECONDS_TO_ANSWER, allow_redirects=False)
        found = reply.json() if reply.status_code == 200 else None
    except (requests.RequestException, ValueError) as problem:
        raise SignOnFailed(SignOnFault.UNREACHABLE, type(problem).__name__) from problem
    if not isinstance(found, dict):
        raise SignOnFailed(SignOnFault.UNREACHABLE, "no description")
    return found
