"""The processing log in the shape of Logboek Dataverwerkingen: what was done with whose data, for which activity.

It says nothing of who did it: that stands in the log of Waag itself, for those who answer for it. Whom it is about is a
pseudonym of this store, the same for the same person, that nobody without its secret can lead back.
"""

import hmac
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from matcher.errors import WaagError
from web.service.night.versions import code_version
from web.store.database import Database
from web.store.log import LogKind, LogLine, LogQuery
from web.store.records import Run

REGISTER = "verwerkingen.toml"
SECRET = "verwerkingen"
NIGHT = "nacht"
OK, ERROR = 1, 2
ACTIVITY, SUBJECT = "dpl.core.processing_activity_id", "dpl.core.data_subject_id"
TRACE, OPERATION = 32, 16


class WrongRegister(WaagError):
    """The register of processing activities lacks one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Processing:
    """One processing of the data of one person, or of a night over everybody.

    Attributes
    ----------
    trace_id, operation_id
        Of 16 and 8 bytes, as hexadecimal digits.
    status_code
        1 done, 2 failed.
    attributes
        By the names of the standard; without a data subject where a night went over everybody.
    """

    trace_id: str
    operation_id: str
    status_code: int
    name: str
    start_time: str
    end_time: str
    resource: Mapping[str, str]
    attributes: Mapping[str, str]


def register_of(folder: Path) -> Mapping[str, str]:
    """Give the address of each activity: the gemeente's own where it has a register, else ours.

    Raises
    ------
    WrongRegister
        Where an activity has no address.
    """
    own = folder / REGISTER
    text = own.read_text("utf-8") if own.exists() else files(__package__).joinpath(REGISTER).read_text("utf-8")
    found = tomllib.loads(text).get("activiteit", {})
    missing = sorted({*(kind.value for kind in LogKind), NIGHT} - found.keys())
    if missing:
        raise WrongRegister(f"The register {own} has no address for {', '.join(missing)}; add a line for each.")
    return {str(name): str(address) for name, address in found.items()}


def processings(
    database: Database, register: Mapping[str, str], *, since: datetime | None = None, client: str = ""
) -> Iterator[Processing]:
    """Give every processing, newest first: each line of the log about a person, then each night."""
    with database.begin() as store:
        secret = store.secret(SECRET).encode()
    with database.read() as store:
        for line in store.log(LogQuery(first=since, client=client)):
            if line.client:
                yield _of_line(line, register, secret)
        for run in store.latest_runs() if not client else ():
            if since is None or run.started_at >= since:
                yield _of_night(run, register)


def _of_line(line: LogLine, register: Mapping[str, str], secret: bytes) -> Processing:
    subject = hmac.new(secret, line.client.encode(), sha256).hexdigest()
    at = line.at.isoformat()
    attributes = {ACTIVITY: register[line.kind.value], SUBJECT: subject}
    return _made(line.digest, OK, line.what, at, at, attributes)


def _of_night(run: Run, register: Mapping[str, str]) -> Processing:
    end = (run.finished_at or run.started_at).isoformat()
    status = OK if run.has_plan else ERROR
    return _made(run.key.text, status, NIGHT, run.started_at.isoformat(), end, {ACTIVITY: register[NIGHT]})


def _made(seed: str, status: int, name: str, start: str, end: str, attributes: Mapping[str, str]) -> Processing:
    digest = sha256(seed.encode()).hexdigest()
    return Processing(
        trace_id=digest[:TRACE],
        operation_id=digest[TRACE : TRACE + OPERATION],
        status_code=status,
        name=name,
        start_time=start,
        end_time=end,
        resource={"service.name": "waag", "service.version": code_version()},
        attributes=attributes,
    )
