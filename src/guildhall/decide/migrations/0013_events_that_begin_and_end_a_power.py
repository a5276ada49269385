from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decide", "0012_day_a_consultation_ends"),
    ]

    operations = [
        migrations.AddField(
            model_name="delegationuse",
            name="begun_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="delegationuse",
            name="unended_because",
            field=models.TextField(blank=True),
        ),
    ]
