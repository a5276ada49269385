from django.db import migrations, models
from django.db.models import F


def say_what_is_unknown(apps, schema_editor):
    """Nobody measured how long somebody waited who rang without a call of the telephone system; nor is it known of somebody
    unregistered who asked how far it has got whether they have an open case.
    """
    contacts = apps.get_model("serve", "Interaction").objects
    contacts.filter(call=None, began__isnull=False, began=F("answered"), wrapped=F("ended")).update(began=None, wrapped=None)
    contacts.filter(direction="in", party="", case="", reason="progress").update(failure_demand=None)


class Migration(migrations.Migration):
    dependencies = [("serve", "0025_journeys_of_a_party")]

    operations = [
        migrations.AlterField(
            model_name="interaction",
            name="failure_demand",
            field=models.BooleanField(default=False, null=True),
        ),
        migrations.RunPython(say_what_is_unknown, migrations.RunPython.noop),
    ]
