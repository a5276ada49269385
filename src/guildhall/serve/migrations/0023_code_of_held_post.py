from random import SystemRandom

from django.db import migrations, models

from guildhall.estate.door import new_reference


def give_codes(apps, schema_editor):
    """Whoever has post held already is given a code too."""
    for each in apps.get_model("serve", "PostHolding").objects.exclude(party=""):
        each.code = new_reference(SystemRandom())
        each.save(update_fields=["code"])


class Migration(migrations.Migration):
    dependencies = [("serve", "0022_unerased")]

    operations = [
        migrations.AddField(
            model_name="postholding",
            name="code",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddIndex(
            model_name="postholding",
            index=models.Index(
                condition=models.Q(("party", ""), _negated=True), fields=["party"], name="serve_post_held_of_party"
            ),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
    ]
