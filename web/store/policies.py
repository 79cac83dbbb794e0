"""The second wall, in PostgreSQL itself: row-level security on every table with people, and a login for each task.

The tables belong to whoever runs `waag db upgrade`; FORCE holds that login to the policies too. Pages use `waag_web`,
which writes no plans; nights and deliveries use `waag_batch`, which writes no decisions. What a transaction may see it
says itself at its beginning; one that says nothing sees nobody. SQLite has none of this.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

import sqlalchemy as sa

from web.store.errors import StoreError
from web.store.scope import ALL, BETWEEN
from web.store.walls import RULES, SHARED

SETTING = "waag.gemeenten"
WEB, BATCH = "waag_web", "waag_batch"
MARK = "waag walls "
_SEEN = f"(SELECT current_setting('{SETTING}', true))"
_NAMES = f"SELECT unnest(string_to_array({_SEEN}, '{BETWEEN}'))"

ADD, CHANGE, DROP = "INSERT", "INSERT, UPDATE", "INSERT, UPDATE, DELETE"
_SHEETS = sorted(name for name in (*RULES, *SHARED) if name.startswith("sheet_") or name in ("persoon", "achtergrond"))
_NIGHT = (
    "runs", "run_progress", "current_run", "outcomes", "certificates", "next_steps", "opened", "kept_out", "questions",
    "ad_questions", "acquisitions", "investments", "client_quality", "vacancy_quality",
)  # fmt: skip
_PROPOSED = ("proposals", "weighings", "proposal_amounts")
_DELIVERED = dict.fromkeys(_SHEETS, CHANGE) | {
    "row_changes": DROP,
    "deliveries": ADD,
    "uploads": CHANGE,
    "upload_files": DROP,
    "undo_rows": DROP,
    "typed_rows": DROP,
    "meta": DROP,
    "journal": ADD,
    "log_lines": ADD,
}
_DECIDED = {"events": ADD, "assignments": ADD, "withheld": ADD, "unfinished_pairs": DROP}
_AT_THE_DOOR = dict.fromkeys(("accounts", "sessions", "identities", "tries", "views", "drafts"), DROP)
MAY_WRITE: Mapping[str, Mapping[str, str]] = {
    # Of plans only a pair that an adviser put together himself; a policy sees to that.
    WEB: {**_DELIVERED, **_DECIDED, **_AT_THE_DOOR, **dict.fromkeys(_PROPOSED, DROP)},
    BATCH: {
        **_DELIVERED,
        **dict.fromkeys((*_NIGHT, *_PROPOSED), DROP),
        "sessions": DROP,
        "tries": DROP,
        "drafts": DROP,
    },
}
"""What each login may write, by table."""
OF_A_ROW = ("client", "row_key", "row_digest", "first_seen_on", "changed_on", "closed_on")
MAY_READ_OF: Mapping[str, Mapping[str, Sequence[str]]] = {WEB: {}, BATCH: {"achtergrond": OF_A_ROW}}
"""Of which tables a login may read these columns alone; of every other table it reads the rows its policies give.

A delivery has to know which rows are there and whether they changed; what they say of somebody no night can ask.
"""

_OWN_MATCH = {
    "proposals": "is_own_match",
    **dict.fromkeys(
        ("weighings", "proposal_amounts"),
        "EXISTS (SELECT 1 FROM proposals AS own WHERE own.id = {table}.proposal_id AND own.is_own_match)",
    ),
}


def see_on_server(connection: sa.Connection, scope: str) -> None:
    """Tell a server whose rows this transaction may see; without it, it sees nobody's. SQLite has no second wall."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT set_config('{SETTING}', %(scope)s, true)", {"scope": scope})


def raise_walls(connection: sa.Connection) -> None:
    """Put the policies and rights of this version in place; every upgrade of a server ends with it."""
    roles = connection.execute(sa.text("SELECT rolname FROM pg_roles")).scalars()
    for statement in _statements(sorted({WEB, BATCH} & set(roles))):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_mark()}'")


def are_standing(connection: sa.Connection) -> bool:
    """Whether the walls on a server are those of this version."""
    told = connection.exec_driver_sql("SELECT obj_description('alembic_version'::regclass)").scalar_one_or_none()
    return told == _mark()


def walled_login(connection: sa.Connection) -> bool:
    """Whether the login of a connection is held to the policies: a superuser never is."""
    query = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    return not connection.exec_driver_sql(query).scalar_one()


def policy(table: str) -> str:
    """Give which rows of a table may be seen and written, as a condition of the server.

    Raises
    ------
    StoreError
        Where nobody said whose the rows are.
    """
    if table not in RULES:
        raise StoreError(f"Nobody said whose the rows of {table} are; add it to RULES or SHARED in web.store.walls.")
    rule = RULES[table].replace("'{own}'", _SEEN)
    own = rule.format(table=table, gemeenten=_NAMES)
    return f"{_SEEN} = '{ALL}' OR ({own})"


def _statements(roles: Iterable[str]) -> Iterator[str]:
    for table in sorted(RULES):
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
        yield f"DROP POLICY IF EXISTS own_people ON {table}"
        yield f"CREATE POLICY own_people ON {table} USING ({policy(table)}) WITH CHECK ({policy(table)})"
    yield "DROP POLICY IF EXISTS remembered ON row_changes"
    # Whoever changes a row leaves behind what it was, for nights to read.
    yield "CREATE POLICY remembered ON row_changes FOR INSERT WITH CHECK (true)"
    for table, is_own in sorted(_OWN_MATCH.items()):
        yield from _only_own_matches(table, f"current_user <> '{WEB}' OR {is_own.format(table=table)}")
    for role in roles:
        yield from _rights(role)


def _only_own_matches(table: str, condition: str) -> Iterator[str]:
    for verb, kind in (("INSERT", "WITH CHECK"), ("UPDATE", "USING"), ("DELETE", "USING")):
        name = f"own_match_{verb.lower()}"
        yield f"DROP POLICY IF EXISTS {name} ON {table}"
        yield f"CREATE POLICY {name} ON {table} AS RESTRICTIVE FOR {verb} {kind} ({condition})"


def _rights(role: str) -> Iterator[str]:
    tables = sorted({*RULES, *SHARED})
    yield f"REVOKE ALL ON {', '.join(tables)} FROM {role}"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    narrow = MAY_READ_OF[role]
    yield f"GRANT SELECT ON {', '.join(name for name in tables if name not in narrow)} TO {role}"
    for table, columns in sorted(narrow.items()):
        yield f"GRANT SELECT ({', '.join(columns)}) ON {table} TO {role}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"
    for table, rights in sorted(MAY_WRITE[role].items()):
        yield f"GRANT {rights} ON {table} TO {role}"


def _mark() -> str:
    """Give what a store keeps of the walls it has, so that those of another version are noticed."""
    return MARK + sha256("\n".join(_statements((BATCH, WEB))).encode()).hexdigest()[:16]
