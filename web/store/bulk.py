"""Many rows at once: PostgreSQL takes them as one stream, SQLite as one statement."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from web.store.errors import StoreError

FEWEST_TO_STREAM = 100


def add_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Add rows that all have the same columns.

    Raises
    ------
    StoreError
        Where the database refuses one; none of the transaction is kept then.
    """
    if connection.dialect.name != "postgresql" or len(rows) < FEWEST_TO_STREAM:
        connection.execute(table.insert(), list(rows))
        return
    names = list(rows[0])
    passing, columns = f"new_{table.name}", ", ".join(f'"{name}"' for name in names)
    # No stream goes into a table with policies: it goes into one beside it, and from there under them.
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE {passing} ON COMMIT DROP AS SELECT {columns} FROM {table.name} LIMIT 0"  # nosec B608
    )
    _stream(connection, f"COPY {passing} ({columns}) FROM STDIN", _prepared(connection, table, names, rows))
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {passing}"  # nosec B608
    )
    connection.exec_driver_sql(f"DROP TABLE {passing}")


def _prepared(
    connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Sequence[Mapping[str, object]]
) -> list[list[object]]:
    """Give the cells of rows as the driver takes them."""
    dialect = connection.dialect
    makers = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    own = list(zip(names, makers, strict=True))
    return [[row[name] if make is None else make(row[name]) for name, make in own] for row in rows]


def _stream(connection: sa.Connection, statement: str, rows: Sequence[Sequence[object]]) -> None:
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as problem:
        raise StoreError(f"The database refused: {problem}. Nothing of this step was kept.") from problem
    finally:
        cursor.close()
