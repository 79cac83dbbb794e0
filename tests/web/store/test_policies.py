"""The second wall, tried under the logins that serve: PostgreSQL itself gives and takes nothing beyond them."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests.postgres import Server
from tests.web.made import DAY, NOW
from tests.web.store.two_gemeenten import HERE, THERE, fill
from web.store.database import Database
from web.store.errors import StoreError
from web.store.policies import BATCH, WEB, policy
from web.store.schema import metadata
from web.store.scope import NOBODY, REGION, Scope
from web.store.sheets import SHELL_SHEETS
from web.store.walls import OF_REGION, RULES, SHARED

LEIDEN = Scope(gemeenten=("Leiden",))
PLAN = ("runs", "current_run", "outcomes", "next_steps", "opened", "certificates")
TRAITS = [name for name in SHELL_SHEETS["achtergrond"] if name != "client"]
DECISIONS = ("events", "assignments", "unfinished_pairs", "withheld", "accounts")


@pytest.fixture(scope="module")
def filled(postgres: Server) -> Iterator[str]:
    """A database with a row of everything about a person of Leiden and one of Delft."""
    url = postgres.fresh()
    owner = Database(url)
    with owner.begin() as store:
        fill(store.connection)
    owner.close()
    yield url
    postgres.drop(url)


@pytest.fixture
def as_login(filled: str, postgres: Server, request: pytest.FixtureRequest) -> Iterator[Database]:
    """That database under a login that serves; its name is the parameter."""
    made = Database(postgres.as_login(filled, str(getattr(request, "param", WEB)))).ready()
    yield made
    made.close()


def seen(connection: sa.Connection, name: str) -> int:
    """Count rows in words of our own, past the first wall."""
    return int(connection.execute(sa.text(f"SELECT count(*) FROM {name}")).scalar_one())


both = pytest.mark.parametrize("as_login", [WEB, BATCH], indirect=True)


@both
def test_t36_the_server_shows_a_serving_login_nobody_of_another_gemeente(as_login: Database) -> None:
    with as_login.within(LEIDEN).read() as store:
        found = {name: seen(store.connection, name) for name in sorted(RULES)}
    assert found == {name: 0 if RULES[name] is OF_REGION else 1 for name in sorted(RULES)}
    with as_login.within(NOBODY).read() as store:
        assert {name: seen(store.connection, name) for name in sorted(RULES)} == dict.fromkeys(sorted(RULES), 0)
    with as_login.within(REGION).read() as store:
        assert {seen(store.connection, name) for name in sorted(RULES)} == {2}


def test_a_transaction_that_does_not_say_whom_it_may_see_sees_nobody(filled: str, postgres: Server) -> None:
    engine = sa.create_engine(postgres.as_login(filled, WEB))
    with engine.connect() as connection:
        assert {seen(connection, name) for name in sorted(RULES)} == {0}
    engine.dispose()


def test_what_one_transaction_may_see_is_gone_in_the_next(as_login: Database) -> None:
    with as_login.within(REGION).read() as store:
        assert seen(store.connection, "sheet_clients") == 2
    with as_login._engine.connect() as connection, connection.begin():
        assert seen(connection, "sheet_clients") == 0


def test_every_table_has_a_policy_that_also_holds_its_owner_or_a_reason_to_be_shared(filled: str) -> None:
    database = Database(filled)
    with database.read() as store:
        rows = store.connection.execute(
            sa.text(
                "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, "
                "EXISTS (SELECT FROM pg_policies p WHERE p.tablename = c.relname AND p.policyname = 'own_people') "
                "FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
            )
        )
        found = {name: forced and has_policy for name, forced, has_policy in rows}
    database.close()
    assert found == {name: name in RULES for name in (*RULES, *SHARED)}


def test_a_new_table_without_a_policy_or_a_reason_is_refused() -> None:
    assert {table.name for table in metadata.sorted_tables} <= set(RULES) | set(SHARED)
    with pytest.raises(StoreError, match="RULES or SHARED"):
        policy("forgotten")


@pytest.mark.parametrize("verb", ["INSERT", "UPDATE", "DELETE"])
def test_t17_pages_write_no_plan_and_nights_no_decision(filled: str, verb: str) -> None:
    database = Database(filled)
    with database.read() as store:
        ask = sa.text("SELECT has_table_privilege(:role, :name, :verb)")

        def may(role: str, name: str) -> bool:
            given = {"role": role, "name": name, "verb": verb}
            return bool(store.connection.execute(ask, given).scalar_one())

        assert [name for name in PLAN if may(WEB, name)] == []
        assert [name for name in DECISIONS if may(BATCH, name)] == []
        kept = [(WEB, "events"), (WEB, "withheld"), (WEB, "log_lines"), (BATCH, "log_lines")]
        assert verb == "INSERT" or not any(may(role, name) for role, name in kept)
    database.close()


@pytest.mark.parametrize("as_login", [BATCH], indirect=True)
@pytest.mark.parametrize("asked", [*TRAITS, "*"])
def test_t8_the_login_of_the_night_is_denied_what_is_only_monitored(as_login: Database, asked: str) -> None:
    with pytest.raises(StoreError, match="permission denied"), as_login.within(REGION).read() as store:
        store.connection.execute(sa.text(f"SELECT {asked} FROM achtergrond"))


@pytest.mark.parametrize("as_login", [BATCH], indirect=True)
def test_t8_a_delivery_still_writes_what_is_only_monitored(as_login: Database) -> None:
    with as_login.within(REGION).begin() as store:
        for sex in ("v", "m"):
            store.apply("achtergrond", [((HERE,), {"client": HERE, "sex": sex}, sex)], [], DAY)
        store.apply("achtergrond", [], [(HERE,)], DAY)
        assert HERE not in {key for (key,) in store.open_keys("achtergrond")}
        store.connection.rollback()


def test_pages_put_down_a_pair_of_their_own_and_no_other_proposal(as_login: Database) -> None:
    proposals = metadata.tables["proposals"]
    with as_login.within(LEIDEN).begin() as store:
        row = dict(store.connection.execute(sa.select(proposals)).mappings().one())
        own = row | {"id": "own", "vacancy": "other", "is_own_match": True}
        store.connection.execute(proposals.insert().values(own))
        store.connection.execute(proposals.delete().where(proposals.c.id == "own"))
        assert store.connection.execute(proposals.delete()).rowcount == 0
    with pytest.raises(StoreError, match="row-level security"), as_login.within(LEIDEN).begin() as store:
        store.connection.execute(proposals.insert().values(row | {"id": "made up", "vacancy": "other"}))


def test_the_server_refuses_to_write_about_somebody_of_another_gemeente(as_login: Database) -> None:
    row = {"id": 8, "at": NOW, "actor": "s", "client": THERE, "vacancy": "V1", "owner": "s"}
    assignments = metadata.tables["assignments"]
    with pytest.raises(StoreError, match="row-level security"), as_login.within(LEIDEN).begin() as store:
        store.connection.execute(assignments.insert().values(row))
    with as_login.within(LEIDEN).begin() as store:
        store.connection.execute(assignments.insert().values(row | {"client": HERE, "id": 9}))
        assert seen(store.connection, "assignments") == 2
        store.connection.rollback()


def test_walls_of_another_version_are_noticed(own_postgres_url: str) -> None:
    database = Database(own_postgres_url)
    with database.begin() as store:
        store.connection.execute(sa.text("COMMENT ON TABLE alembic_version IS 'waag walls of before'"))
    with pytest.raises(StoreError, match="waag db upgrade"):
        database.ready()
    database.upgrade()
    database.ready().close()


@both
def test_a_serving_login_is_held_to_the_policies_and_a_superuser_is_not(as_login: Database, filled: str) -> None:
    owner = Database(filled)
    assert (as_login.has_second_wall(), owner.has_second_wall()) == (True, False)
    owner.close()
