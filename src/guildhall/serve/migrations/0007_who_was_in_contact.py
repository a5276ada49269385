from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("serve", "0006_upload")]

    operations = [
        migrations.AddField("interaction", "direction", models.CharField(default="in", max_length=3)),
        migrations.AddField("interaction", "party", models.CharField(blank=True, max_length=100)),
        migrations.AddField("interaction", "called", models.CharField(blank=True, max_length=100)),
        migrations.AddField("journey", "customer", models.CharField(blank=True, max_length=100)),
        migrations.AddField("journey", "called", models.CharField(blank=True, max_length=100)),
        migrations.AddIndex(
            "case", models.Index(fields=["customer", "opened_at", "id"], name="serve_case_of_customer")
        ),
        migrations.AddIndex(
            "interaction", models.Index(fields=["party", "at", "id"], name="serve_interaction_of_party")
        ),
    ]
