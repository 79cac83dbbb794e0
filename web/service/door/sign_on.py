"""Signing on at a provider: a ticket that goes with the browser, and the account of who comes back with it.

A ticket holds a moment and 256 drawn bits. What goes to the provider (state, nonce and PKCE verifier) is worked out
from the ticket with the secret of this store: nothing has to be kept, and no other browser or store can use it.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, unquote

from web.service.door.claims import Person, person_of
from web.service.door.provider import Provider, SignOnFailed, SignOnFault
from web.service.door.sessions import new_session
from web.store.accounts import BY_SIGN_ON, Account
from web.store.database import Database
from web.store.store import Store

TICKET_FOR = timedelta(minutes=10)
TICKET_PARTS = 3
LONGEST_TICKET = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A sign-on that began: where the browser goes, and the ticket it keeps meanwhile."""

    address: str
    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a browser brings back from the provider."""

    ticket: str
    state: str
    code: str
    issuer: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOn:
    """Who came in, with the token of the session and the page that was asked for."""

    login: str
    token: str
    back: str


def begin(provider: Provider, secret: str, back: str, now: datetime) -> Begun:
    """Begin to sign on.

    Raises
    ------
    SignOnFailed
        Where the provider cannot be reached.
    """
    ticket = f"{int(now.timestamp())}.{secrets.token_urlsafe(32)}.{quote(back, safe='')}"
    address = provider.address(
        state=_part(secret, ticket, "state"),
        nonce=_part(secret, ticket, "nonce"),
        verifier=_part(secret, ticket, "verifier"),
        now=now,
    )
    return Begun(address=address, ticket=ticket)


def finish(database: Database, provider: Provider, secret: str, answer: Answer, now: datetime) -> SignedOn:
    """Let in who comes back.

    Raises
    ------
    SignOnFailed
        Where the answer does not belong to the ticket, or the provider or the account does not let him in.
    """
    back = _back_of(answer, secret, now)
    if answer.issuer and answer.issuer != provider.settings.issuer:
        raise SignOnFailed(SignOnFault.NOT_OURS, "another issuer answered")
    if answer.error or not answer.code:
        raise SignOnFailed(SignOnFault.REFUSED, answer.error[:60])
    nonce, verifier = _part(secret, answer.ticket, "nonce"), _part(secret, answer.ticket, "verifier")
    claims = provider.claims(code=answer.code, nonce=nonce, verifier=verifier, now=now)
    person = person_of(claims, provider.settings)
    with database.begin() as store:
        login = account_for(store, person, now)
    return SignedOn(login=login, token=new_session(database, login, now), back=back)


def account_for(store: Store, person: Person, now: datetime) -> str:
    """Give the account of a person, made at his first visit, with the role and gemeenten his provider gives him today.

    Another role or gemeente ends the sessions he had. The name he brings never leads to an account that was there.
    """
    login = store.login_of(person.issuer, person.subject)
    if login is None:
        login = _free_name(store, person.name)
        scope = person.scope.text
        made = Account(login=login, password_hash=BY_SIGN_ON, role=person.role, is_demo=False, gemeenten=scope)
        store.add_account(made, now)
        store.add_identity(person.issuer, person.subject, login, now)
        return login
    account = store.account(login)
    if account is None or account.is_shut:
        raise SignOnFailed(SignOnFault.SHUT, login)
    if (account.role, account.scope) != (person.role, person.scope):
        store.change_account(login, role=person.role, password_hash=account.password_hash)
        store.give_gemeenten(login, person.scope)
        store.end_sessions(login, now)
    return login


def _free_name(store: Store, name: str) -> str:
    login, number = name, 1
    while store.account(login) is not None:
        number += 1
        login = f"{name}-{number}"
    return login


def _back_of(answer: Answer, secret: str, now: datetime) -> str:
    """Give the page somebody wanted, where his ticket is ours, his own and still good."""
    parts = answer.ticket.split(".", TICKET_PARTS - 1)
    if len(parts) != TICKET_PARTS or not parts[0].isdecimal() or len(answer.ticket) > LONGEST_TICKET:
        raise SignOnFailed(SignOnFault.NOT_OURS, "no ticket")
    if not hmac.compare_digest(_part(secret, answer.ticket, "state").encode(), answer.state.encode()):
        raise SignOnFailed(SignOnFault.NOT_OURS, "another state")
    age = now - datetime.fromtimestamp(int(parts[0]), UTC)
    if not timedelta(seconds=-1) <= age < TICKET_FOR:
        raise SignOnFailed(SignOnFault.NOT_OURS, "too late")
    return unquote(parts[2])


def _part(secret: str, ticket: str, purpose: str) -> str:
    return hmac.new(secret.encode(), f"{purpose}:{ticket}".encode(), "sha256").hexdigest()
