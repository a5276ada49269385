"""The table in which several processes share what they count for a while."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make(_apps: Any, schema_editor: Any) -> None:
    """Make the table; Django knows its columns."""
    call_command("createcachetable", "estate_shared_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("estate", "0002_way_in_of_a_file")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop, elidable=False)]
