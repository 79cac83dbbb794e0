"""Verifying a stored run: what was stored holds, and one changed number in any part of it is found and named."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from click.testing import CliRunner

from matcher.errors import WaagError
from solver.differences import CheckName, Stored
from solver.prepared import Prepared
from solver.problem import HARD, PRICE_SCALE
from solver.recheck import check_bound, check_definition, check_input, check_integers, check_rows
from solver.result import Rule, Status
from solver.stored_proof import COLUMNS, StoredProof
from tests.campaigns.nights import decide, made_sheets, write
from tests.campaigns.nights import deliver as deliver_files
from tests.web.made import fresh
from web.cli import cli
from web.language.pages import has
from web.service.night import verified
from web.service.night.past import past_night
from web.service.night.verified import drawn_clients, verify_run
from web.store.certificates import packed, unpacked
from web.store.database import Database
from web.store.records import Manifest, ProposalRow, Run
from web.store.schema import certificates

DRAWN = 1


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A run with what it kept, and its night made again."""

    database: Database
    run: Run
    manifest: Manifest
    proof: StoredProof
    shown: list[ProposalRow]
    night: Prepared

    def found(self, proof: StoredProof) -> set[str]:
        """Give what differs where this is what was kept."""
        drawn = drawn_clients(self.run, proof.names.clients, DRAWN)
        whats = {one.what for one in check_integers(proof).differences}
        if Stored.REFUSED in whats:
            return whats
        whats |= {one.what for one in verified._record(proof, self.manifest, self.shown)}
        again = [check_input(proof, self.night), check_rows(proof, self.night), check_bound(proof, self.night)]
        again.append(check_definition(proof, self.night, drawn))
        return whats | {one.what for check in again for one in check.differences}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A made-up region with budgets and floors, and its night."""
    folder = tmp_path_factory.mktemp("verified")
    database = fresh(folder)
    deliver_files(database, write(made_sheets(200, 60, 5), folder / "files"))
    run = decide(database, folder).run
    with database.read() as store:
        proof, shown = store.certificate(run.id), store.proposal_rows(run.id)
    assert proof is not None
    assert run.manifest is not None
    night = past_night(database, run.id).prepared(1)
    return Kept(database=database, run=run, manifest=run.manifest, proof=proof, shown=shown, night=night)


def test_what_was_stored_holds(kept: Kept) -> None:
    found = verify_run(kept.database, kept.run.id, drawn=DRAWN, threads=1)
    assert [check.name for check in found.checks] == [
        CheckName.PARTS,
        CheckName.INTEGERS,
        CheckName.RECORD,
        CheckName.INPUT,
        CheckName.ROWS,
        CheckName.BOUND,
        CheckName.DEFINITION,
    ]
    assert all(check.looked_at > 0 for check in found.checks)
    assert found.holds
    assert found.is_same_code


def test_the_world_of_these_tests_has_every_kind_of_part(kept: Kept) -> None:
    proof = kept.proof
    assert all(len(getattr(proof, name)) > 0 for name in COLUMNS)
    assert set(np.unique(proof.overflow_price == HARD)) == {False, True}
    assert proof.floors.max() > 0


NAMED: dict[str, set[str]] = {
    "positions": {Stored.POSITIONS},
    "budgets": {Stored.BUDGET},
    "overflow_price": {Stored.OVERFLOW_PRICE},
    "group": {Stored.GROUP},
    "floors": {Stored.FLOOR},
    "client": {Stored.ROW_GONE, Stored.ROW_VALUE, Stored.ROW_POINTS, Stored.ROW_USE},
    "vacancy": {Stored.ROW_GONE, Stored.ROW_VALUE, Stored.ROW_POINTS, Stored.ROW_USE},
    "package": {Stored.ROW_GONE, Stored.ROW_VALUE, Stored.ROW_POINTS, Stored.ROW_USE},
    "value": {Stored.ROW_VALUE},
    "floor_amount": {Stored.ROW_POINTS},
    "use_count": {Stored.REFUSED, Stored.ROW_USE},
    "use_budget": {Stored.ROW_USE},
    "use_amount": {Stored.ROW_USE},
    "chosen": {Stored.PROPOSAL},
    "overflow": {Stored.OVERFLOW},
    "shortfall": {Stored.SHORTFALL},
    "place_price": {Stored.PROVEN},
    "budget_price": {Stored.PROVEN, Rule.PRICE_OUT_OF_RANGE},
    "floor_price": {Stored.PROVEN, Rule.PRICE_OUT_OF_RANGE, Stored.REPORT},
    "best": {Stored.BEST},
}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("share", [0.37, 1])
def test_one_changed_number_of_a_column_is_found_and_named(kept: Kept, column: str, share: float) -> None:
    numbers = getattr(kept.proof, column).copy()
    at, names = int(share * (len(numbers) - 1)), kept.proof.names
    within = {"client": len(names.clients), "vacancy": len(names.vacancies), "group": len(names.groups)}
    numbers[at] = (numbers[at] + 1) % within[column] if column in within else numbers[at] + 1
    found = kept.found(replace(kept.proof, **{column: numbers}))
    assert found & NAMED[column], found


FIGURES: tuple[tuple[str, Callable[[int], int], set[str]], ...] = (
    ("objective", lambda value: value + 1, {Rule.OBJECTIVE_DIFFERS}),
    ("placed_value", lambda value: value - 1, {Rule.OBJECTIVE_DIFFERS}),
    ("bound", lambda value: value - 1, {Rule.BOUND_DIFFERS}),
    ("proven", lambda value: value + 1, {Stored.PROVEN}),
    ("floor_penalty", lambda value: value + 1, {Stored.FLOOR_PENALTY}),
)


@pytest.mark.parametrize(("figure", "change", "named"), FIGURES, ids=[figure for figure, _, _ in FIGURES])
def test_one_changed_figure_is_found_and_named(
    kept: Kept, figure: str, change: Callable[[int], int], named: set[str]
) -> None:
    figures = replace(kept.proof.figures, **{figure: change(getattr(kept.proof.figures, figure))})
    assert kept.found(replace(kept.proof, figures=figures)) & named


def test_a_run_that_proved_nothing_is_held_to_what_it_does_say(kept: Kept) -> None:
    figures = replace(kept.proof.figures, status="canonical", bound=None, proven=None, is_over_all_pairs=False)
    assert kept.found(replace(kept.proof, figures=figures)) == {Stored.REPORT}


def test_a_row_that_the_search_needed_may_not_be_missing(kept: Kept) -> None:
    """The plan is proven by a search: without a row that a better plan could hold, the search proved nothing."""
    proof = kept.proof
    doubt = (proof.figures.proven or 0) - PRICE_SCALE * proof.figures.objective
    assert proof.figures.status == Status.OPTIMAL
    assert doubt > 0
    assert proof.prices is not None
    all_pairs = kept.night.all_pairs()
    near = all_pairs(proof.prices, doubt).rows
    i, j = int(near.client[0]), int(near.vacancy[0])
    there = np.flatnonzero((proof.client == i) & (proof.vacancy == j))
    vacancy = proof.vacancy.copy()
    vacancy[there] = (j + 1) % len(proof.names.vacancies)
    check = check_bound(replace(proof, vacancy=vacancy), kept.night)
    assert {(one.what, one.where) for one in check.differences} == {
        (Stored.ROW_MISSING, (proof.names.clients[i], proof.names.vacancies[j]))
    }


def test_a_name_in_the_wrong_place_is_found(kept: Kept) -> None:
    names = kept.proof.names
    swapped = replace(names, vacancies=(names.vacancies[1], names.vacancies[0], *names.vacancies[2:]))
    assert Stored.NAMES in kept.found(replace(kept.proof, names=swapped))


def test_a_person_drawn_who_is_worth_more_is_found_by_the_definition_alone(kept: Kept) -> None:
    drawn = drawn_clients(kept.run, kept.proof.names.clients, 1)
    best = kept.proof.best.copy()
    best[kept.proof.names.clients.index(drawn[0])] -= 1
    check = check_definition(replace(kept.proof, best=best), kept.night, drawn)
    assert [(one.what, one.where) for one in check.differences] == [(Stored.BEST, (drawn[0],))]


def test_who_is_drawn_depends_on_the_run_and_on_nothing_else(kept: Kept) -> None:
    clients = list(kept.proof.names.clients)
    other = replace(kept.run, key=replace(kept.run.key, input_digest="other"))
    assert drawn_clients(kept.run, clients, 5) == drawn_clients(kept.run, clients[::-1], 5)
    assert drawn_clients(kept.run, clients, 5) != drawn_clients(other, clients, 5)


@pytest.mark.parametrize("numbers", [[], [0], [-1, 2**62, 300, -(2**40)], list(range(1_000))])
def test_a_column_comes_back_as_it_was(numbers: list[int]) -> None:
    assert unpacked(packed(np.array(numbers, np.int64))).tolist() == numbers


def test_the_columns_take_few_bytes_a_row(kept: Kept) -> None:
    size = sum(len(packed(getattr(kept.proof, name))) for name in COLUMNS)
    assert size < 16 * len(kept.proof.client)


def test_the_command_names_a_part_that_was_changed_and_fails(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAAG_DATABASE_URL", kept.database.url)
    asked = ["verify", kept.run.id, "--clients", "1"]
    good = CliRunner().invoke(cli, asked)
    assert good.exit_code == 0, good.output
    assert "De run klopt" in good.output
    value = kept.proof.value.copy()
    value[0] += 1
    mine = (certificates.c.run_id == kept.run.id) & (certificates.c.part == "value")
    try:
        with kept.database.begin() as store:
            store.connection.execute(certificates.update().where(mine).values(content=packed(value)))
        bad = CliRunner().invoke(cli, [*asked, "--lang", "en"])
        assert bad.exit_code == 1
        for words in ("changed after the night: value", "value of this row differs", "Do not use this plan"):
            assert words in bad.output
    finally:
        with kept.database.begin() as store:
            store.connection.execute(certificates.update().where(mine).values(content=packed(kept.proof.value)))


def test_a_run_that_kept_no_certificate_says_so(kept: Kept) -> None:
    with kept.database.begin() as store:
        rows = store.connection.execute(certificates.select()).mappings().all()
        store.connection.execute(certificates.delete())
    try:
        with pytest.raises(WaagError, match="kept no certificate"):
            verify_run(kept.database, kept.run.id)
    finally:
        with kept.database.begin() as store:
            store.connection.execute(certificates.insert(), [dict(row) for row in rows])


def test_every_difference_has_words_in_both_languages() -> None:
    assert all(has(f"w_verify.what.{what}") for what in (*Stored, *Rule))
    assert all(has(f"w_verify.{kind}.{name}") for kind in ("check", "looked") for name in CheckName)
