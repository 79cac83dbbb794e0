"""Which rows of a table belong to somebody, and the first wall: no question of a narrow scope reads any other.

`RULES` says of every table with people whose rows they are; `SHARED` says of every other table why everybody may read
it. A table in neither cannot be read within a scope. SQLite has this wall only; on PostgreSQL `web.store.policies` lets
the database itself hold the same rules.
"""

import copy
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

from web.store.errors import StoreError
from web.store.schema import RESULTS, sheet_tables
from web.store.scope import Scope

PEOPLE = "(SELECT seen.client FROM sheet_clients AS seen WHERE seen.gemeente IN ({gemeenten}))"
# By client: cheap for one row and for many, as there is an index on it.
OF_CLIENT = (
    "EXISTS (SELECT 1 FROM sheet_clients AS seen WHERE seen.client = {table}.client AND seen.gemeente IN ({gemeenten}))"
)
OF_CLIENT_OR_NOBODY = "({table}.client = '' OR " + OF_CLIENT + ")"
OF_PROPOSAL = (
    "EXISTS (SELECT 1 FROM proposals AS own JOIN sheet_clients AS seen ON seen.client = own.client "  # nosec B608
    "WHERE own.id = {table}.proposal_id AND seen.gemeente IN ({gemeenten}))"
)
OF_GEMEENTE = "{table}.gemeente IN ({gemeenten})"
OF_SUBJECT = "({table}.subject <> 'client' OR {table}.key IN " + PEOPLE + ")"
OF_PERSON_ROW = "({table}.sheet = 'vacancies' OR {table}.owner IN " + PEOPLE + ")"
# What colleagues keep can name a person: it stays among those who may see the same people.
OF_COLLEAGUE = "{table}.{column} IN (SELECT mate.login FROM accounts AS mate WHERE mate.gemeenten = '{own}')"
OF_REGION = "1 = 0"
"""Only for a night, a delivery and their undoing, which cover the region."""

_WITH_CLIENT = sorted(table.name for table in (*sheet_tables.values(), *RESULTS) if "client" in table.c)
RULES: dict[str, str] = dict.fromkeys(_WITH_CLIENT, OF_CLIENT) | {
    "sheet_clients": OF_GEMEENTE,
    "sheet_budgets": OF_GEMEENTE,
    "questions": OF_CLIENT_OR_NOBODY,
    "proposals": OF_CLIENT,
    "weighings": OF_PROPOSAL,
    "proposal_amounts": OF_PROPOSAL,
    "outcomes": OF_CLIENT,
    "events": OF_CLIENT,
    "unfinished_pairs": OF_CLIENT,
    "assignments": OF_CLIENT,
    "withheld": OF_CLIENT,
    "log_lines": OF_CLIENT_OR_NOBODY,
    "journal": OF_SUBJECT,
    "typed_rows": OF_PERSON_ROW,
    "drafts": OF_COLLEAGUE.replace("{column}", "login"),
    "views": OF_COLLEAGUE.replace("{column}", "owner"),
    "row_changes": OF_REGION,
    "undo_rows": OF_REGION,
    "upload_files": OF_REGION,
    "certificates": OF_REGION,
}
"""Condition by table; ``{table}`` is its name, ``{gemeenten}`` the names of the scope, ``{own}`` its text."""

SHARED: dict[str, str] = {
    "alembic_version": "the number of the schema",
    "meta": "facts of the store itself",
    "deliveries": "counts of a delivery",
    "uploads": "that files were sent, by whom and when; the files are the region's",
    "runs": "counts of a night; budgets and floors of other gemeenten are left out when it is read",
    "run_progress": "where a night is",
    "current_run": "which night is shown",
    "accounts": "colleagues",
    "sessions": "sign-ins of colleagues",
    "identities": "who a colleague is at the provider that signs on",
    "tries": "wrong passwords, by digests",
    "kept_out": "counts over everybody by vacancy",
    "acquisitions": "orders to the employers' desk; people of other gemeenten are left out when it is read",
    "investments": "counts over everybody by kind of step",
    "vacancy_quality": "what is known of a vacancy",
    "sheet_employers": "employers are shared",
    "sheet_vacancies": "vacancies are shared",
    "sheet_tasks": "of a vacancy",
    "sheet_demands": "of a vacancy",
    "sheet_travel": "minutes between places",
    "sheet_places": "where places are",
    "sheet_verordening": "published rules of a gemeente",
}
"""Tables everybody who may read at all may read, with the reason."""


def condition(table: str, scope: Scope) -> str | None:
    """Give which rows of a table a scope may see, in SQL; None for all of them.

    Raises
    ------
    StoreError
        Where nobody said whose the rows of this table are.
    """
    if table in SHARED:
        return None
    rule = RULES.get(table)
    if rule is None:
        raise StoreError(f"Nobody said whose the rows of {table} are; add it to RULES or SHARED in web.store.walls.")
    names = ", ".join(map(_quoted, scope.gemeenten or ())) or "NULL"
    return rule.format(table=table, gemeenten=names, own=scope.text.replace("'", "''"))


def within(dialect: Dialect, scope: Scope) -> Dialect:
    """Give a dialect whose every question is held to a scope."""
    narrow = copy.copy(dialect)
    base: type[Any] = dialect.statement_compiler
    narrow.statement_compiler = type(f"Within{base.__name__}", (_Within, base), {"scope": scope})
    return narrow


class _Within(SQLCompiler):
    """Writes every table as the rows of it that belong to a scope, and holds changes to the same rows."""

    scope: Scope

    def visit_table(  # type: ignore[override]
        self, table: Any, asfrom: bool = False, iscrud: bool = False, **kw: Any
    ) -> str:
        text = str(super().visit_table(table, asfrom=asfrom, iscrud=iscrud, **kw))  # type: ignore[no-untyped-call]
        if not asfrom or iscrud or kw.get("ashint"):
            return text
        own = condition(table.name, self.scope)
        if own is None:
            return text
        around = kw.get("enclosing_alias")
        rows = f"(SELECT * FROM {text} WHERE {own})"  # nosec B608 # names of our tables; a scope refuses what is no name
        return rows if around is not None and around.element is table else f"{rows} AS {text}"

    def visit_update(self, update_stmt: Any, *given: Any, **kw: Any) -> str:
        return str(super().visit_update(self._held(update_stmt), *given, **kw))

    def visit_delete(self, delete_stmt: Any, *given: Any, **kw: Any) -> str:
        return str(super().visit_delete(self._held(delete_stmt), *given, **kw))  # type: ignore[no-untyped-call]

    def _held(self, statement: Any) -> Any:
        own = condition(statement.table.name, self.scope)
        return statement if own is None else statement.where(sa.text(own))


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
