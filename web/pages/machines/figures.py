"""How many replies there were and how long they took, counted by endpoint; and a line in the log for each.

An endpoint is the name of a page, without whom it was about: no id, no query and no login is counted or logged here.
"""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter_ns
from typing import cast

from flask import Flask, current_app, g, request
from flask.wrappers import Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from web.config import Settings
from web.service.running.vitals import Vitals

EXTENSION = "waag_figures"
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 1.0, 2.5, 10.0)
STATES = ("bezig", "klaar", "teruggevallen", "mislukt")
NANOSECONDS = 1_000_000_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one application counts.

    Attributes
    ----------
    token
        Who shows it may read the figures; None: nobody may.
    folder
        Where the processes of one server keep their counts together; None for a server of one process.
    """

    token: str | None
    folder: Path | None
    replies: Counter
    seconds: Histogram
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def exposed(self, found: Vitals | None) -> bytes:
        """Give all figures as text; without those of the store where it does not answer."""
        if self.folder is None:
            counted = generate_latest(self.registry)
        else:
            together = CollectorRegistry()
            MultiProcessCollector(together, path=str(self.folder))  # type: ignore[no-untyped-call]
            counted = generate_latest(together)
        return counted + _of_the_store(found)


def count(app: Flask, settings: Settings) -> None:
    """Count every reply of an application: register this right after its timing."""
    registry = CollectorRegistry()
    app.extensions[EXTENSION] = Figures(
        token=settings.metrics_token,
        folder=settings.metrics_folder,
        registry=registry,
        replies=Counter("waag_replies", "Replies sent", ("endpoint", "method", "status"), registry=registry),
        seconds=Histogram("waag_reply_seconds", "Time to reply", ("endpoint",), buckets=SECONDS, registry=registry),
    )
    app.before_request(_begin)
    app.after_request(_count)


def figures() -> Figures:
    """Give what this application counts."""
    return cast(Figures, current_app.extensions[EXTENSION])


def _begin() -> None:
    g.counted_from = perf_counter_ns()


def _count(response: Response) -> Response:
    own, endpoint = figures(), request.endpoint or "none"
    took = (perf_counter_ns() - g.get("counted_from", perf_counter_ns())) / NANOSECONDS
    method = request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS") else "other"
    own.replies.labels(endpoint, method, str(response.status_code)).inc()
    own.seconds.labels(endpoint).observe(took)
    facts = {"endpoint": endpoint, "method": method, "status": response.status_code, "milliseconds": round(took * 1000)}
    log.info("reply", extra=facts)
    return response


def _of_the_store(found: Vitals | None) -> bytes:
    registry = CollectorRegistry()
    Gauge("waag_store_up", "Whether the store answers", registry=registry).set(found is not None)
    if found is None:
        return generate_latest(registry)
    for name, words, value in (
        ("waag_schema_is_current", "Whether the tables are those of this code", int(found.is_right_version)),
        ("waag_shown_run_age_seconds", "Age of the run that is shown", found.shown_seconds),
        ("waag_delivery_age_seconds", "Age of the newest delivery", found.delivered_seconds),
        ("waag_shown_run_proposals", "Proposals of the run that is shown", found.proposals),
    ):
        if value is not None:
            Gauge(name, words, registry=registry).set(value)
    state = Gauge("waag_latest_night", "How the newest night stands", ("state",), registry=registry)
    for one in STATES:
        state.labels(one).set(found.latest_state == one)
    return generate_latest(registry)
