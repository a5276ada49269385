"""A closure may be of a part of a day, and its reason be told in Welsh too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("estate", "0003_shared_cache")]

    operations = [
        migrations.AddField("closure", "since", models.TimeField(blank=True, null=True)),
        migrations.AddField("closure", "until", models.TimeField(blank=True, null=True)),
        migrations.AddField("closure", "reason_cy", models.CharField(blank=True, default="", max_length=200)),
    ]
