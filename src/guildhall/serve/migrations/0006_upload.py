import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("serve", "0005_contact_that_opened_a_case")]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("file", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("service", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "journey",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="uploads",
                        to="serve.journey",
                    ),
                ),
            ],
        ),
    ]
