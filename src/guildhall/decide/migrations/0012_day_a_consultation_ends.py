from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decide", "0011_decisions_without_notice"),
    ]

    operations = [
        migrations.AddField(
            model_name="planentry",
            name="consulted_until",
            field=models.DateField(null=True),
        ),
    ]
