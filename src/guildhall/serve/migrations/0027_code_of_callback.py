from random import SystemRandom

from django.db import migrations, models

from guildhall.estate.door import new_reference


def give_codes(apps, schema_editor):
    """Whoever waits for a call about no case is given a code too."""
    for each in apps.get_model("serve", "Callback").objects.filter(case="", kept_at=None, withdrawn_at=None):
        each.code = new_reference(SystemRandom())
        each.save(update_fields=["code"])


class Migration(migrations.Migration):
    dependencies = [("serve", "0026_what_contacts_do_not_tell")]

    operations = [
        migrations.AddField(
            model_name="callback",
            name="code",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddIndex(
            model_name="callback",
            index=models.Index(condition=models.Q(("code", ""), _negated=True), fields=["code"], name="serve_callback_of_code"),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
    ]
