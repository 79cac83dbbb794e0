"""The environment, read once into frozen settings; no other module reads it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from matcher.errors import WaagError

DEFAULT_DATA = "waag-data"
DEMO_DATA = "waag-demo"
DEFAULT_PORT = 8000
LANGUAGES = ("nl", "en")
LOG_FORMS = ("text", "json")
SHORTEST_TOKEN = 16
OIDC = "WAAG_OIDC_"
MOST_PROXIES = 3
RETURN_PATH = "/inloggen/terug"
DEFAULT_THREADS, MOST_THREADS = 2, 256


class SettingError(WaagError):
    """A setting in the environment cannot be used."""


class FailAction(StrEnum):
    """What happens where a night reaches a failpoint."""

    KILL = "kill"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failpoint:
    """Where a night is broken off on purpose, to see what is left of it; only ever set by a test.

    Attributes
    ----------
    stage
        The stage, or ``*`` for every place a night can be broken off at.
    number
        Which time it is reached, from 1.
    """

    stage: str
    number: int
    action: FailAction

    @classmethod
    def of(cls, text: str) -> "Failpoint | None":
        """Read ``stage:number:action``; None for an empty text.

        Raises
        ------
        SettingError
            Where it is anything else.
        """
        if not text:
            return None
        found = re.fullmatch(rf"([a-z]+|\*):([1-9]\d*):({'|'.join(FailAction)})", text)
        if found is None:
            raise SettingError(
                f"WAAG_FAILPOINT is {text!r}; it breaks a night off for a test and reads stage:number:action, such as "
                "schrijven:2:kill. Leave it out where a night has to end well."
            )
        return cls(stage=found[1], number=int(found[2]), action=FailAction(found[3]))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOn:
    """The provider through which people sign on, from variables that begin with ``WAAG_OIDC_``.

    Attributes
    ----------
    issuer
        Exactly as the provider names itself (``ISSUER``); TLS, or this computer.
    client_id, client_secret
        As the provider knows this house (``CLIENT_ID``, ``CLIENT_SECRET``).
    public_url
        Where browsers find this house (``WAAG_PUBLIC_URL``), without a path.
    role_claim, gemeente_claim, name_claim
        Which claims hold the role, the gemeenten and the name to show; points lead inwards (``realm.roles``).
    methods, levels
        Values of ``amr`` and of ``acr`` that stand for more than one factor; one of them has to be there.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    public_url: str
    role_claim: str = "roles"
    gemeente_claim: str = "gemeenten"
    name_claim: str = "preferred_username"
    methods: tuple[str, ...] = ("mfa",)
    levels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, address in (("WAAG_OIDC_ISSUER", self.issuer), ("WAAG_PUBLIC_URL", self.public_url)):
            if not is_safe_address(address):
                raise SettingError(f"{name} is {address!r}; give an address that begins with https://.")
        if urlsplit(self.public_url).path not in ("", "/"):
            raise SettingError(f"WAAG_PUBLIC_URL is {self.public_url!r}; give it without a path.")
        if not self.client_id or not self.client_secret:
            raise SettingError(
                "WAAG_OIDC_CLIENT_ID and WAAG_OIDC_CLIENT_SECRET belong with WAAG_OIDC_ISSUER; set both."
            )
        if not self.methods and not self.levels:
            raise SettingError(
                "WAAG_OIDC_AMR and WAAG_OIDC_ACR are both empty; say what more than one factor looks like."
            )

    @property
    def return_url(self) -> str:
        """Where the provider sends people back to."""
        return self.public_url.rstrip("/") + RETURN_PATH

    @classmethod
    def from_environment(cls, given: Mapping[str, str]) -> "SignOn | None":
        """Give the provider; None where no issuer is named."""
        own = {name.removeprefix(OIDC): value for name, value in given.items() if name.startswith(OIDC)}
        if not own.get("ISSUER"):
            return None
        return cls(
            issuer=own["ISSUER"],
            client_id=own.get("CLIENT_ID", ""),
            client_secret=own.get("CLIENT_SECRET", ""),
            public_url=given.get("WAAG_PUBLIC_URL", ""),
            role_claim=own.get("ROLE_CLAIM") or "roles",
            gemeente_claim=own.get("GEMEENTE_CLAIM") or "gemeenten",
            name_claim=own.get("NAME_CLAIM") or "preferred_username",
            methods=_listed(own.get("AMR", "mfa")),
            levels=_listed(own.get("ACR", "")),
        )


def is_safe_address(address: str) -> bool:
    """Whether what goes to an address cannot be read on the way: TLS, or this computer."""
    parts = urlsplit(address)
    is_here = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
    return bool(parts.hostname) and (parts.scheme == "https" or is_here) and not parts.query and not parts.fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Technical settings; never law, never policy.

    Attributes
    ----------
    data_folder
        Where the SQLite file and the lock of the night stand.
    database_url
        SQLAlchemy URL of the store.
    has_own_database
        The URL was given, not derived from the data folder.
    port
        Port to serve on, 1-65535.
    language
        ``nl`` or ``en``, for what the command line prints.
    tenant
        Name of the arbeidsmarktregio this store serves; part of the key of a run.
    threads
        How many threads a night weighs pairs on, 1-256; changes its time, never its plan.
    compile_folder
        Where compiled kernels are kept (``NUMBA_CACHE_DIR``); None: beside the modules.
    log_form
        ``text`` or ``json``.
    ping_url
        Hears that a night began and how it ended; None: nobody does.
    metrics_token, metrics_folder
        Who shows the token may read ``/metrics``; the folder is where the processes of one server count together.
    sign_on
        The provider through which people sign on; None where they use passwords of their own.
    proxies
        How many proxies of the operator stand in front, 0-3: so many addresses of ``X-Forwarded-For`` are true.
    failpoint
        Where a night is broken off on purpose; None except in tests.
    security_contact
        Where to report a weakness, for ``security.txt``: ``mailto:`` or a web address; None: there is no such page.
    theme_css, theme_class
        The municipality's own style sheet (``WAAG_THEMA_CSS``) and the class its tokens hang on
        (``WAAG_THEMA_KLASSE``); None: ``thema.css`` in the data folder, where there is one.
    files_an_hour, lists_a_minute, views_a_day
        What one colleague takes along and opens: above it a file and a list wait, and much reading is told.
    """

    data_folder: Path = Path(DEFAULT_DATA)
    database_url: str = f"sqlite:///{DEFAULT_DATA}/waag.db"
    has_own_database: bool = False
    port: int = DEFAULT_PORT
    language: str = "nl"
    tenant: str = "regio"
    threads: int = DEFAULT_THREADS
    compile_folder: Path | None = None
    log_form: str = "text"
    ping_url: str | None = field(default=None, repr=False)
    metrics_token: str | None = field(default=None, repr=False)
    metrics_folder: Path | None = None
    sign_on: SignOn | None = None
    proxies: int = 0
    failpoint: Failpoint | None = None
    security_contact: str | None = None
    theme_css: Path | None = None
    theme_class: str = ""
    files_an_hour: int = 10
    lists_a_minute: int = 120
    views_a_day: int = 300

    def __post_init__(self) -> None:
        if not 1 <= self.port <= 65535:
            raise SettingError(f"PORT is {self.port}; a port lies between 1 and 65535. Choose another one.")
        if self.language not in LANGUAGES:
            raise SettingError(f"WAAG_LANG is {self.language!r}; choose one of {', '.join(LANGUAGES)}.")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", self.tenant):
            raise SettingError(f"WAAG_TENANT is {self.tenant!r}; use 1 to 40 letters, digits, - and _.")
        if self.log_form not in LOG_FORMS:
            raise SettingError(f"WAAG_LOG is {self.log_form!r}; choose one of {', '.join(LOG_FORMS)}.")
        if self.ping_url is not None and not self.ping_url.startswith(("https://", "http://")):
            raise SettingError("WAAG_PING_URL is no web address; give one that starts with https://.")
        if self.metrics_token is not None and len(self.metrics_token) < SHORTEST_TOKEN:
            raise SettingError(f"WAAG_METRICS_TOKEN is short enough to guess; give {SHORTEST_TOKEN} signs or more.")
        if not 1 <= self.threads <= MOST_THREADS:
            raise SettingError(f"WAAG_THREADS is {self.threads}; a night runs on 1 to {MOST_THREADS} threads.")
        if self.theme_css is not None and not self.theme_css.is_file():
            raise SettingError(f"WAAG_THEMA_CSS is {str(self.theme_css)!r}; there is no such file. Name a style sheet.")
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,60}", self.theme_class):
            raise SettingError(f"WAAG_THEMA_KLASSE is {self.theme_class!r}; use letters, digits, - and _.")
        contact = self.security_contact
        if contact and (not contact.startswith(("mailto:", "https://")) or not contact.isprintable()):
            raise SettingError("WAAG_SECURITY_CONTACT is no address; give one that starts with mailto: or https://.")
        if not 0 <= self.proxies <= MOST_PROXIES:
            raise SettingError(f"WAAG_PROXIES is {self.proxies}; between 0 and {MOST_PROXIES} proxies stand in front.")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Give the settings of this process.

        Raises
        ------
        SettingError
            Where a variable has a value that cannot be used.
        """
        given = os.environ if environ is None else environ
        folder = Path(given.get("WAAG_DATA") or DEFAULT_DATA)
        url = given.get("WAAG_DATABASE_URL") or ""
        compile_folder = given.get("NUMBA_CACHE_DIR")
        return cls(
            data_folder=folder,
            database_url=_driver(url) if url else _sqlite(folder),
            has_own_database=bool(url),
            port=_whole(given, "PORT", DEFAULT_PORT),
            language=given.get("WAAG_LANG") or "nl",
            tenant=given.get("WAAG_TENANT") or "regio",
            threads=_whole(given, "WAAG_THREADS", DEFAULT_THREADS),
            compile_folder=Path(compile_folder) if compile_folder else None,
            log_form=given.get("WAAG_LOG") or "text",
            ping_url=given.get("WAAG_PING_URL") or None,
            metrics_token=given.get("WAAG_METRICS_TOKEN") or None,
            metrics_folder=Path(counts) if (counts := given.get("PROMETHEUS_MULTIPROC_DIR")) else None,
            sign_on=SignOn.from_environment(given),
            proxies=_whole(given, "WAAG_PROXIES", 0),
            failpoint=Failpoint.of(given.get("WAAG_FAILPOINT") or ""),
            security_contact=given.get("WAAG_SECURITY_CONTACT") or None,
            theme_css=Path(css) if (css := given.get("WAAG_THEMA_CSS")) else None,
            theme_class=given.get("WAAG_THEMA_KLASSE") or "",
            files_an_hour=_whole(given, "WAAG_FILES_AN_HOUR", 10),
            lists_a_minute=_whole(given, "WAAG_LISTS_A_MINUTE", 120),
            views_a_day=_whole(given, "WAAG_VIEWS_A_DAY", 300),
        )

    @classmethod
    def for_demo(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Give the settings of the demo: a data folder of its own, unless one or a database was named."""
        given = os.environ if environ is None else environ
        settings = cls.from_environment(given)
        if settings.has_own_database or given.get("WAAG_DATA"):
            return settings
        folder = Path(DEMO_DATA)
        return replace(settings, data_folder=folder, database_url=_sqlite(folder))


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'waag.db'}"


def _driver(url: str) -> str:
    """Name the PostgreSQL driver we ship with, which plain URLs leave open."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.replace(",", " ").split() if part)


def _whole(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name) or str(default)
    if not text.isdecimal():
        raise SettingError(f"{name} is {text!r}; give a whole number from 1 up.")
    return int(text)
