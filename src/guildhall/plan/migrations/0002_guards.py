"""Let the database itself refuse to change or remove a version that was published, or by what it stands.

A later migration that makes one of these tables anew on SQLite must lay the guards again.
"""

from django.db import migrations

from guildhall.ledger.door import lay_guards, lift_guards
from guildhall.plan.models import ADDED_TO_ONLY


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: lay_guards(editor, ADDED_TO_ONLY),
            lambda apps, editor: lift_guards(editor, ADDED_TO_ONLY),
            elidable=False,
        )
    ]
