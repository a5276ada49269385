"""Let the database itself refuse to change or remove what is recorded.

A later migration that makes one of these tables anew on SQLite must lay the guards again.
"""

from django.db import migrations

from guildhall.ledger import guards


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: guards.lay(editor),
            lambda apps, editor: guards.lift(editor),
            elidable=False,
        )
    ]
