from typing import Any

from django.db import migrations, models


def tell_the_web(apps: Any, _schema_editor: Any) -> None:
    """Until now, a file from the web said so in the place of its sender."""
    apps.get_model("estate", "StoredFile").objects.filter(stored_by="web").update(channel="web", stored_by="")


class Migration(migrations.Migration):
    dependencies = [("estate", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="channel",
            field=models.CharField(default="", help_text="the way in by which it came", max_length=10),
            preserve_default=False,
        ),
        migrations.RunPython(tell_the_web, migrations.RunPython.noop),
    ]
