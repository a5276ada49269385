"""Make the database itself refuse to change or remove what is recorded.

Triggers, because code can be gone round. Laid by a migration; lifted only to empty a test's
database. Rooms above lay them round tables of their own.
"""

from collections.abc import Iterable, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("ledger_event", "ledger_checkpoint")
_REFUSAL = "What is recorded here is added to, never changed."


def lay(editor: BaseDatabaseSchemaEditor, tables: Sequence[str] = TABLES) -> None:
    """Lay the triggers. Doing it twice is harmless."""
    _run(editor, _laying(editor.connection.vendor, tables))


def lift(editor: BaseDatabaseSchemaEditor, tables: Sequence[str] = TABLES) -> None:
    """Lift the triggers."""
    _run(editor, _lifting(editor.connection.vendor, tables))


def _run(editor: BaseDatabaseSchemaEditor, statements: Iterable[str]) -> None:
    with editor.connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)


def _laying(vendor: str, tables: Sequence[str] = TABLES) -> Iterable[str]:
    if vendor == "postgresql":
        yield f"""
            CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
        """
        for table in tables:
            yield f"""
                CREATE OR REPLACE TRIGGER {table}_row BEFORE UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
            """
            yield f"""
                CREATE OR REPLACE TRIGGER {table}_all BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
            """
        return
    for table in tables:
        for change in ("update", "delete"):
            yield f"""
                CREATE TRIGGER IF NOT EXISTS {table}_{change} BEFORE {change} ON {table}
                BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END
            """


def _lifting(vendor: str, tables: Sequence[str] = TABLES) -> Iterable[str]:
    for table in tables:
        if vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {table}_row ON {table}"
            yield f"DROP TRIGGER IF EXISTS {table}_all ON {table}"
        else:
            yield f"DROP TRIGGER IF EXISTS {table}_update"
            yield f"DROP TRIGGER IF EXISTS {table}_delete"
