"""A plan as bytes and back: what a night that is started again reads instead of solving anew.

Its long lists are the very lines of the export, so that they are written out once for the digest and for this.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from matcher.domain.quality import Quality
from solver.planned import Outcome, Plan, Proposal
from web.service.night.results import results_of
from web.store.certificates import packed_proof, unpacked_proof
from web.store.codec import from_json, from_plain, to_json
from web.store.results import (
    ACQUISITIONS,
    AD_QUESTIONS,
    CLIENT_QUALITY,
    INVESTMENTS,
    KEPT_OUT,
    NEXT_STEPS,
    OPENED,
    QUESTIONS,
    VACANCY_QUALITY,
)

HEAD, LINES, PROOF = "plan.json", "lines.jsonl", "proof/"
QUICK = 1
UNREADABLE = (KeyError, TypeError, ValueError, zlib.error, OSError)
"""What `unpacked_plan` meets in bytes of another version."""


def packed_plan(plan: Plan, lines: Sequence[str]) -> bytes:
    """Give the bytes of a plan, from the plan and the lines of its export."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_STORED) as file:
        file.writestr(HEAD, to_json(_without_lists(plan)))
        file.writestr(LINES, zlib.compress("\n".join(lines[1:]).encode(), QUICK))
        for name, part in packed_proof(plan.proof).items() if plan.proof else ():
            file.writestr(PROOF + name, part)
    return content.getvalue()


def unpacked_plan(content: bytes) -> Plan:
    """Give back the plan that `packed_plan` wrote; one of `UNREADABLE` where another version wrote it."""
    with ZipFile(BytesIO(content)) as file:
        plan = from_json(Plan, file.read(HEAD).decode())
        lines = zlib.decompress(file.read(LINES)).decode()
        parts = {name.removeprefix(PROOF): file.read(name) for name in file.namelist() if name.startswith(PROOF)}
    return _with_lists(plan, lines, parts)


def _without_lists(plan: Plan) -> Plan:
    empty: Mapping[str, Any] = dict.fromkeys(
        ("proposals", "outcomes", "next_steps", "questions", "ad_queue", "acquisition", "opened", "kept_out"), ()
    )
    quality = replace(plan.quality, clients=(), vacancies=()) if plan.quality else None
    return replace(plan, **empty, investments=(), quality=quality, proof=None)


def _with_lists(plan: Plan, lines: str, parts: Mapping[str, bytes]) -> Plan:
    kinds = {kind.table.name: kind.value for kind, _ in results_of(plan)}
    found: dict[str, list[Any]] = defaultdict(list)
    for line in filter(None, lines.split("\n")):
        plain = json.loads(line)
        kind = plain["kind"]
        if kind == "outcome":
            found[kind].append(Outcome(client=plain["client"], code=plain["code"], count=plain["count"]))
        else:
            own = (Proposal, plain["proposal"]) if kind == "proposal" else (kinds[kind], plain["content"])
            found[kind].append(from_plain(*own))
    return replace(
        plan,
        proposals=tuple(found["proposal"]),
        outcomes=tuple(found["outcome"]),
        next_steps=tuple(found[NEXT_STEPS.table.name]),
        questions=tuple(found[QUESTIONS.table.name]),
        ad_queue=tuple(found[AD_QUESTIONS.table.name]),
        acquisition=tuple(found[ACQUISITIONS.table.name]),
        opened=tuple(found[OPENED.table.name]),
        kept_out=tuple(found[KEPT_OUT.table.name]),
        investments=tuple(found[INVESTMENTS.table.name]),
        quality=_quality(plan.quality, found),
        proof=unpacked_proof(parts) if parts else None,
    )


def _quality(head: Quality | None, found: Mapping[str, list[Any]]) -> Quality | None:
    if head is None:
        return None
    clients, vacancies = found[CLIENT_QUALITY.table.name], found[VACANCY_QUALITY.table.name]
    return replace(head, clients=tuple(clients), vacancies=tuple(vacancies))
