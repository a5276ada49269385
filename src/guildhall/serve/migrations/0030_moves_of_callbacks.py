import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("serve", "0029_emails_are_contacts")]

    operations = [
        migrations.CreateModel(
            name="CallbackMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("missed_at", models.DateTimeField(null=True)),
                ("because", models.CharField(max_length=20)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "callback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="serve.callback"
                    ),
                ),
            ],
        ),
    ]
