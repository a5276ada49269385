from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("serve", "0027_code_of_callback")]

    operations = [
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("met_at", None)), fields=["due_on", "case"], name="serve_owed_by_due"
            ),
        ),
    ]
