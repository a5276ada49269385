from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decide", "0009_former_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="named_since",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="named_since",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="post",
            name="named_since",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=80)),
                ("style", models.CharField(blank=True, max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("name_cy", models.CharField(blank=True, max_length=200)),
                ("name_key", models.CharField(max_length=200)),
                ("until", models.DateField()),
                ("reason", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=80)),
            ],
            options={
                "indexes": [models.Index(fields=["name_key"], name="decide_by_former_name")],
                "constraints": [
                    models.UniqueConstraint(fields=("subject", "until"), name="decide_one_name_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="decide_renamed_for_a_reason"
                    ),
                ],
            },
        ),
    ]
