"""Compiles the loops over all pairs before the tests start: each loop once, not once for every process of tests.

From a fresh clone that takes minutes of processor time. ``make check`` runs both halves beside the type check, one a
processor: ``python -m tests.compiled given`` and ``python -m tests.compiled all``. What is compiled already costs a
second.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from fixtures.caseload import region
from matcher.domain.caseload import Caseload
from matcher.encode import encode
from matcher.encode.steps import step_columns
from matcher.kernel import judge_each, price, proposable, rank, survey
from tests.builders import region_scales
from tests.matcher.pricing import draw_asking

N_CLIENTS, N_VACANCIES = 12, 8


def compile_given(caseload: Caseload) -> None:
    """Compile the loop over given pairs, and the one over everybody's best."""
    row = np.zeros(1, np.int32)
    judge_each(caseload, row, row)
    rank(caseload, 3)


def compile_all(caseload: Caseload) -> None:
    """Compile the loops over all pairs that look for changes, for prices and for what fits."""
    survey(caseload, step_columns(caseload))
    price(caseload, draw_asking(N_CLIENTS, N_VACANCIES, 1), 0)
    proposable(caseload, caseload.clients)


HALVES: Mapping[str, Callable[[Caseload], None]] = {"given": compile_given, "all": compile_all}


def main(arguments: Sequence[str] | None = None) -> None:
    """Compile one half."""
    parser = argparse.ArgumentParser(description="Compile the loops over all pairs before the tests start.")
    parser.add_argument("half", choices=sorted(HALVES))
    asked = parser.parse_args(arguments)
    drawn = region(N_CLIENTS, N_VACANCIES, 1)
    HALVES[asked.half](encode(drawn.clients, drawn.vacancies, region_scales(drawn)))


if __name__ == "__main__":
    main()
