from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decide", "0006_capacity_in_whole"),
    ]

    operations = [
        migrations.AddField(
            model_name="voteevent",
            name="majority",
            field=models.CharField(blank=True, max_length=22),
        ),
        migrations.AddConstraint(
            model_name="voteevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("majority__in", ("", "two-thirds-of-votes", "half-of-members", "two-thirds-of-members"))
                ),
                name="decide_majority_of_vote",
            ),
        ),
    ]
