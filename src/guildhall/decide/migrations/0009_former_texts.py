import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decide", "0008_council_says_none_too"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "exhibit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decide.exhibit"
                    ),
                ),
                (
                    "use",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_texts",
                        to="decide.delegationuse",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("use", "exhibit"), name="decide_former_text_once")],
            },
        ),
    ]
