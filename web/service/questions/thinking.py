"""What the process beside the pages does: it lays a night out once, then answers questions about it."""

from __future__ import annotations

import os
from functools import lru_cache
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TYPE_CHECKING

from matcher.errors import WaagError
from web.config import Settings
from web.service.questions.values import Asked, Bound, OneMore, Pairing, Refusal, RefusalCode, Told, Wanted
from web.store.database import open_database

if TYPE_CHECKING:
    from solver.question import SolvedNight
    from web.service.questions.asking import AskedNight


def bound(settings: Settings, run_id: str, asked: Wanted) -> Bound | None:
    """Give what a what-if costs at least, from the prices of the night; None where it has no answer."""
    from solver.asked import ask
    from web.service.questions.asking import question_of
    from web.service.questions.telling import units_of

    try:
        solved = _night(settings, run_id).solved
        return Bound(at_least=ask(solved, question_of(solved, asked)).at_least(), units=units_of(solved))
    except WaagError:
        return None


def answer(settings: Settings, run_id: str, asked: Asked) -> Told | Refusal:
    """Answer a question exactly; a refusal is an answer too, since errors do not travel well between processes."""
    from web.service.night.past import ChangedSince
    from web.service.questions.asking import OtherPlan

    try:
        return _told(_night(settings, run_id).solved, asked)
    except WaagError as problem:
        kinds = {ChangedSince: RefusalCode.CHANGED, OtherPlan: RefusalCode.OTHER_PLAN}
        return Refusal(code=kinds.get(type(problem), RefusalCode.WRONG), text=str(problem))


def leave_with_parent() -> None:
    """End this process when the one that started it is gone, however that went."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_leave_after, args=(parent,), daemon=True).start()


def _leave_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(0)


def _told(solved: SolvedNight, asked: Asked) -> Told:
    from solver.asked import ask
    from solver.whynot import why_not
    from solver.worth import worth_of
    from web.service.questions.asking import question_of
    from web.service.questions.telling import effect_of, why_of, worth_told

    match asked:
        case Wanted():
            return effect_of(ask(solved, question_of(solved, asked)).answer(), solved)
        case Pairing():
            return why_of(why_not(solved, (asked.client, asked.vacancy)), solved)
        case OneMore():
            return tuple(worth_told(one, solved) for one in worth_of(solved, asked.gemeente, asked.vacancies))


@lru_cache(maxsize=1)
def _night(settings: Settings, run_id: str) -> AskedNight:
    # Loaded when first asked for: whoever only looks at pages needs no compiler.
    from solver.stages import silent
    from web.service.questions.asking import ask_night

    database = open_database(settings)
    try:
        return ask_night(database, settings, run_id, silent)
    finally:
        database.close()
