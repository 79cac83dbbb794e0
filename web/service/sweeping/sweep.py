"""Dozens of policies over the night of one run: each a task of its own, each result kept by what it depends on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path

from matcher.domain.region import Region
from matcher.errors import WaagError
from matcher.rules import Rulebook, with_choices
from solver.sweep import Trial, Tried, try_out
from web.service.night.past import PastNight
from web.service.night.versions import code_version, policies
from web.service.sweeping.trials import NamedTrial
from web.service.tasks.kept import Kept
from web.service.tasks.runners import OtherCode, Runner
from web.store.codec import from_json, to_json

FORM = "sweep-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What all trials of a night share, as it goes to a worker."""

    region: Region
    day: date
    code_version: str
    threads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What became of one trial.

    Attributes
    ----------
    tried
        What it gives; None where it could not be made, and then ``problem`` says why.
    was_there
        Read from an earlier sweep.
    """

    name: str
    key: str
    tried: Tried | None
    problem: str = ""
    was_there: bool = False


def sweep(
    past: PastNight,
    trials: Sequence[NamedTrial],
    folder: Path,
    run: "Runner[Shared, Trial]",
    *,
    threads: int = 1,
    on_done: Callable[[str], None] = lambda key: None,
) -> tuple[Swept, ...]:
    """Try policies over the night of a run; what an earlier sweep did is read, not done again.

    Parameters
    ----------
    past, trials
        The night, and what is tried over it.
    folder
        Where results are kept.
    run
        `in_process`, or a cluster (`web.service.tasks.cluster.on_cluster`); the results are the same bytes.
    on_done
        Hears the key of each result once it is kept.

    Raises
    ------
    SpoiltResult
        Where a kept result was changed.
    """
    kept = Kept(folder=folder)
    keys = [key_of(past, one.trial) for one in trials]
    there = {key: body for key in keys if (body := kept.read(key)) is not None}
    left = {key: one.trial for key, one in zip(keys, trials, strict=True) if key not in there}
    shared = Shared(region=past.night.region, day=past.run.key.day, code_version=code_version(), threads=threads)
    made: dict[str, bytes] = {}
    refused: dict[str, str] = {}
    for key, answer in run(work, shared, left) if left else ():
        if isinstance(answer, WaagError):
            refused[key] = str(answer)
            continue
        kept.write(key, answer)
        made[key] = answer
        on_done(key)
    return tuple(
        _swept(one.name, key, there.get(key, made.get(key)), refused.get(key, ""), was_there=key in there)
        for key, one in zip(keys, trials, strict=True)
    )


def key_of(past: PastNight, trial: Trial) -> str:
    """Give the digest of all that decides what a trial gives."""
    decides = [
        FORM,
        past.run.key.input_digest,
        past.run.key.day,
        code_version(),
        policies(trial.match_policy, trial.solver_policy),
        trial.effort,
        trial.floors_percent,
        [[one.gemeente, one.kind, one.percent, one.amount] for one in trial.budgets],
    ]
    return blake2b(to_json(decides).encode(), digest_size=16).hexdigest()


def work(shared: Shared, trial: Trial) -> bytes:
    """Try one policy; this is what a worker does.

    Raises
    ------
    OtherCode
        Where the worker's code would give another plan.
    """
    if shared.code_version != code_version():
        raise OtherCode(
            f"A worker runs Waag {code_version()} and this sweep is of {shared.code_version}: its results would be of "
            "another night. Start the workers from the same version and run again."
        )
    rules = with_choices(Rulebook.load().on(shared.day), shared.region.choices)
    return to_json(try_out(shared.region, shared.day, rules, trial, shared.threads)).encode()


def _swept(name: str, key: str, body: bytes | None, problem: str, *, was_there: bool) -> Swept:
    tried = None if body is None else from_json(Tried, body.decode())
    return Swept(name=name, key=key, tried=tried, problem=problem, was_there=was_there)
