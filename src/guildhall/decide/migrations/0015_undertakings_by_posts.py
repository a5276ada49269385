"""An officer undertakes something by their post, where nobody says the name."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decide", "0014_who_decides_is_found"),
    ]

    operations = [
        migrations.AddField(
            model_name="undertaking",
            name="by_post",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undertakings",
                to="decide.post",
            ),
        ),
    ]
