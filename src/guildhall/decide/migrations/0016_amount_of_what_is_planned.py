"""What a planned decision would spend or save stands in a column of its own, in whole pence."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decide", "0015_undertakings_by_posts"),
    ]

    operations = [
        migrations.AddField(
            model_name="planentry",
            name="amount",
            field=models.PositiveBigIntegerField(null=True),
        ),
    ]
