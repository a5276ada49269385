"""What a test leaves behind that commits, and how it is cleared away: from the tables that are filled, and from no others.

Django empties every table, which takes PostgreSQL longer than most such tests, and then writes anew what its own apps keep of models.
"""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from tests import guarded

STAYS = frozenset(model._meta.db_table for model in (ContentType, Permission))
"""What Django writes of the models when it has migrated."""


def empty() -> None:
    """Empty the tests' database, and lift its guards for that. Who still stands in a transaction is waited for."""
    guarded.lift()
    tables = sorted(set(connection.introspection.django_table_names()) - STAYS)
    filled = " UNION ALL ".join(f"SELECT '{each}' WHERE EXISTS (SELECT 1 FROM {each})" for each in tables)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(filled)
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {table}")
