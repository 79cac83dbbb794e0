"""The table of a night holds what everybody gets, what waits for an answer, and how good the data are."""

from dataclasses import replace

import pytest

from tests.web.made import plan, proposal
from tests.web.results import ad_question, investment, next_step, quality, question
from web.commands.report import night_report
from web.service.night.results import outcome_counts, totals_of
from web.store.records import Manifest


def report(language: str) -> str:
    """Give the lines of a small night, with single spaces."""
    made = replace(plan(proposal()), next_steps=(next_step("K1"), next_step("K2")))
    manifest = Manifest(
        proposals=1,
        budgets=made.budgets,
        next_steps=outcome_counts(made),
        quality=totals_of(quality("K1", "K2")),
        n_questions=len((question(),)),
        n_ad_questions=len((ad_question(),)),
        n_ad_now=1,
        n_acquisitions=3,
    )
    return "\n".join(" ".join(line.split()) for line in night_report(manifest, language, (investment(),)))


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "nl",
            (
                "ontwikkelstap 2",
                "vraag aan de arbeidsdeskundige 0",
                "Vragen aan mensen en werkgevers 1",
                "Daarvan deze week 1",
                "Opdrachten aan het werkgeversteam 3",
                "3 mensen hebben werk dat past. Als alles bekend was: 4. Dat zijn 9 paren, en dan 12.",
                "Wat mensen kunnen, bekend 66%",
                "Mensen zonder stap in 90 dagen 1",
                "Langer reizen 7 2 31",
                "Leiden 1,5 1,0 0,5 0,0 1",
            ),
        ),
        ("en", ("development step 2", "Travelling longer 7 2 31", "What people can do, known 66%")),
    ],
)
def test_an_operator_reads_what_the_night_gave(language: str, lines: tuple[str, ...]) -> None:
    said = report(language).splitlines()
    assert [line for line in lines if line not in said] == []
