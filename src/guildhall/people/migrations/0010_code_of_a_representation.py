from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0009_what_was_written_over")]

    operations = [
        migrations.AddField(
            model_name="representation",
            name="code",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddIndex(
            model_name="representation",
            index=models.Index(condition=models.Q(("code", ""), _negated=True), fields=["code"], name="people_acting_code"),
        ),
    ]
