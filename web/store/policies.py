"""The second wall, in PostgreSQL itself."""

import sqlalchemy as sa

SETTING = "waag.gemeenten"


def see_on_server(connection: sa.Connection, scope: str) -> None:
    """Tell a server whose rows this transaction may see; without it, it sees nobody's. SQLite has no second wall."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT set_config('{SETTING}', %(scope)s, true)", {"scope": scope})
