"""What a provider says is believed only where every part of it holds."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from web.config import SettingError, SignOn
from web.service.door import provider as module
from web.service.door.claims import person_of
from web.service.door.provider import Provider, SignOnFailed, SignOnFault, described, verified
from web.store.scope import NOBODY, REGION, Scope

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
ISSUER, CLIENT = "https://login.example", "waag"
SETTINGS = SignOn(issuer=ISSUER, client_id=CLIENT, client_secret="x", public_url="https://waag.example")
KEY = RSAKey.generate_key(2048, {"kid": "a"})
KEYS = KeySet([KEY])
OTHER = RSAKey.generate_key(2048, {"kid": "a"})


def claims(**own: object) -> dict[str, object]:
    stamp = int(NOW.timestamp())
    usual: dict[str, object] = {
        "iss": ISSUER,
        "sub": "1",
        "aud": CLIENT,
        "iat": stamp,
        "exp": stamp + 300,
        "nonce": "n",
    }
    return {name: value for name, value in (usual | own).items() if value is not None}


def token(key: RSAKey = KEY, header: dict[str, str] | None = None, **own: object) -> str:
    return jwt.encode({"alg": "RS256", "kid": "a", **(header or {})}, claims(**own), key)


def check(raw: str, nonce: str = "n") -> dict[str, object]:
    return dict(verified(raw, KEYS, SETTINGS, nonce=nonce, access_token="", now=NOW))


def test_a_token_that_holds_is_believed() -> None:
    assert check(token())["sub"] == "1"
    assert check(token(aud=[CLIENT]))["sub"] == "1"


@pytest.mark.parametrize(
    "own",
    [
        {"iss": "https://login.example/"},
        {"iss": None},
        {"aud": "andere"},
        {"aud": None},
        {"aud": [CLIENT, "andere"]},
        {"azp": "andere"},
        {"sub": None},
        {"nonce": "m"},
        {"nonce": None},
        {"exp": int((NOW - timedelta(minutes=2)).timestamp())},
        {"exp": None},
        {"nbf": int((NOW + timedelta(minutes=2)).timestamp())},
        {"iat": int((NOW + timedelta(minutes=2)).timestamp())},
    ],
)
def test_a_token_with_one_wrong_claim_is_not(own: dict[str, object]) -> None:
    with pytest.raises(SignOnFailed) as refused:
        check(token(**own))
    assert refused.value.fault is SignOnFault.WRONG_TOKEN


@pytest.mark.parametrize(
    ("ago", "fault"),
    [
        (timedelta(hours=8), None),
        (timedelta(hours=8, minutes=2), SignOnFault.LONG_AGO),
        (timedelta(days=400), SignOnFault.LONG_AGO),
    ],
)
def test_who_signed_on_at_the_provider_longer_ago_than_a_working_day_signs_on_again(
    ago: timedelta, fault: SignOnFault | None
) -> None:
    raw = token(auth_time=int((NOW - ago).timestamp()))
    if fault is None:
        assert check(raw)["sub"] == "1"
        return
    with pytest.raises(SignOnFailed) as refused:
        check(raw)
    assert refused.value.fault is fault


def test_a_moment_of_signing_on_that_is_none_is_not_believed() -> None:
    with pytest.raises(SignOnFailed, match="bewijs_fout"):
        check(token(auth_time="gisteren"))


def test_a_token_signed_with_a_key_the_provider_never_published_is_not() -> None:
    with pytest.raises(SignOnFailed):
        check(token(OTHER))


@pytest.mark.parametrize("header", [{"typ": "at+jwt"}, {"typ": "logout+jwt"}])
def test_a_token_of_another_kind_is_not(header: dict[str, str]) -> None:
    with pytest.raises(SignOnFailed):
        check(token(header=header))


@pytest.mark.parametrize("header", [{"jku": "https://elders.example/keys"}, {"jwk": OTHER.as_dict(private=False)}])
def test_a_token_never_says_itself_with_what_it_was_signed(header: dict[str, str]) -> None:
    with pytest.raises(SignOnFailed):
        check(token(OTHER, header=header))


def test_a_token_without_a_signature_or_with_ours_as_a_password_is_not() -> None:
    def part(value: dict[str, object]) -> str:
        return urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    unsigned = f"{part({'alg': 'none'})}.{part(claims())}."
    shared = jwt.encode({"alg": "HS256"}, claims(), OctKey.import_key("x" * 64), algorithms=["HS256"])
    for raw in (unsigned, shared, "", "a.b.c", "x" * 50):
        with pytest.raises(SignOnFailed):
            check(raw)


@pytest.mark.parametrize(
    "found",
    [
        {"issuer": "https://login.example/"},
        {"issuer": "https://elders.example"},
        {},
        {"token_endpoint": "http://login.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": ""},
    ],
)
def test_a_provider_that_names_itself_otherwise_or_has_no_tls_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, found: dict[str, str]
) -> None:
    usual = {
        "issuer": ISSUER,
        "authorization_endpoint": f"{ISSUER}/a",
        "token_endpoint": f"{ISSUER}/t",
        "jwks_uri": f"{ISSUER}/k",
    }
    told = usual | found if found else {}
    monkeypatch.setattr(module, "_asked", lambda url: KEYS.as_dict() if url.endswith("/k") else told)
    with pytest.raises(SignOnFailed):
        described(SETTINGS, NOW)


def test_a_description_is_asked_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def answer(_: SignOn, now: datetime) -> module.Described:
        asked.append(now)
        return module.Described(authorize=f"{ISSUER}/a", token=f"{ISSUER}/t", keys=KEYS, at=now)

    monkeypatch.setattr(module, "described", answer)
    provider = Provider(settings=SETTINGS)
    for minutes in (0, 10, 59, 60, 61):
        provider.address(state="s", nonce="n", verifier="v" * 43, now=NOW + timedelta(minutes=minutes))
    assert asked == [NOW, NOW + timedelta(minutes=60)]


@pytest.mark.parametrize(
    ("own", "is_in"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"amr": "mfa"}, True),
        ({"acr": "hoog"}, True),
        ({"acr": "laag"}, False),
        ({"amr": ["pwd"]}, False),
        ({"amr": {"mfa": True}}, False),
        ({}, False),
    ],
)
def test_more_than_one_factor_has_to_be_said(own: dict[str, object], is_in: bool) -> None:
    settings = SignOn(
        issuer=ISSUER, client_id=CLIENT, client_secret="x", public_url="https://waag.example", levels=("hoog",)
    )
    found = {"sub": "1", "roles": ["auditor"], **own}
    if is_in:
        assert person_of(found, settings).role == "auditor"
        return
    with pytest.raises(SignOnFailed) as refused:
        person_of(found, settings)
    assert refused.value.fault is SignOnFault.ONE_FACTOR


def test_claims_may_lie_deeper_and_who_has_no_gemeente_has_none() -> None:
    settings = SignOn(
        issuer=ISSUER, client_id=CLIENT, client_secret="x", public_url="https://waag.example", role_claim="realm.roles"
    )
    found = {"sub": "1", "amr": ["mfa"], "realm": {"roles": ["teamleider", "iets_anders"]}}
    person = person_of(found, settings)
    assert (person.role, person.scope, person.name) == ("teamleider", NOBODY, "collega")


@pytest.mark.parametrize(
    "given",
    [
        {"WAAG_OIDC_ISSUER": "http://login.example"},
        {"WAAG_PUBLIC_URL": "http://waag.example"},
        {"WAAG_PUBLIC_URL": "https://waag.example/pad"},
        {"WAAG_PUBLIC_URL": ""},
        {"WAAG_OIDC_CLIENT_ID": ""},
        {"WAAG_OIDC_CLIENT_SECRET": ""},
        {"WAAG_OIDC_AMR": " "},
    ],
)
def test_settings_that_would_leave_a_hole_are_refused(given: dict[str, str]) -> None:
    usual = {
        "WAAG_OIDC_ISSUER": ISSUER,
        "WAAG_OIDC_CLIENT_ID": CLIENT,
        "WAAG_OIDC_CLIENT_SECRET": "x",
        "WAAG_PUBLIC_URL": "https://waag.example",
    }
    assert SignOn.from_environment(usual) is not None
    with pytest.raises(SettingError):
        SignOn.from_environment(usual | given)


def test_no_secret_shows_where_settings_are_printed() -> None:
    assert "hush" not in repr(SignOn(issuer=ISSUER, client_id=CLIENT, client_secret="hush", public_url=ISSUER))


@pytest.mark.parametrize(
    ("claim", "scope"),
    [
        (["Leiden", "Delft", "Leiden"], Scope(gemeenten=("Delft", "Leiden"))),
        ("Leiden", Scope(gemeenten=("Leiden",))),
        (["Leiden", "*"], REGION),
        (["Lei|den", "x\x00", ""], NOBODY),
        ({"Leiden": True}, NOBODY),
        (None, NOBODY),
    ],
)
def test_gemeenten_come_from_their_claim_and_what_is_none_opens_nothing(claim: object, scope: Scope) -> None:
    found = {"sub": "1", "amr": ["mfa"], "roles": ["adviseur"], "gemeenten": claim}
    assert person_of(found, SETTINGS).scope == scope
