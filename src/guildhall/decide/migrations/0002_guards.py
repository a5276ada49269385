"""Let the database itself refuse to change or remove what was published or deposited.

A later migration that makes one of these tables anew on SQLite must lay the guards again.
"""

from django.db import migrations

from guildhall.decide.models.publishing import ADDED_TO_ONLY
from guildhall.ledger.door import lay_guards, lift_guards


class Migration(migrations.Migration):
    dependencies = [("decide", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: lay_guards(editor, ADDED_TO_ONLY),
            lambda apps, editor: lift_guards(editor, ADDED_TO_ONLY),
            elidable=False,
        )
    ]
