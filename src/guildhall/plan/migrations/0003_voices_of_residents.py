"""Keep each answer that came through a service with the findings that it was put to; say in Welsh too why there is another version."""

import django.db.models.deletion
from django.db import migrations, models

from guildhall.ledger.door import lay_guards
from guildhall.plan.models import ADDED_TO_ONLY


class Migration(migrations.Migration):
    dependencies = [("plan", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="strategyversion",
            name="reason_cy",
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name="Voice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.CharField(max_length=80, unique=True)),
                ("channel", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=80)),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="voices", to="plan.consultation"
                    ),
                ),
                ("raised", models.ManyToManyField(related_name="raised_by", to="plan.finding")),
            ],
        ),
        # SQLite makes the table of versions anew for its new column, and its guards go with the old one.
        migrations.RunPython(
            lambda apps, editor: lay_guards(editor, ADDED_TO_ONLY),
            migrations.RunPython.noop,
            elidable=False,
        ),
    ]
