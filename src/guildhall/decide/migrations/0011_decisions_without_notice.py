import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decide", "0010_former_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="concern",
            name="decision",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="concerns", to="decide.decision"
            ),
        ),
        migrations.AlterField(
            model_name="concern",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="concerns", to="decide.person"
            ),
        ),
        migrations.AlterField(
            model_name="concern",
            name="section",
            field=models.CharField(help_text="of the Localism Act 2011: 31(4); or the regulation", max_length=60),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__isnull", False), ("decision__isnull", False), _connector="OR"),
                name="decide_concern_of_somebody_or_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision__isnull", False)),
                fields=("decision",),
                name="decide_decision_reported_once",
            ),
        ),
    ]
