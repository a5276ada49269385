from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("serve", "0004_drafts")]
    operations = [
        migrations.AddField(
            model_name="interaction",
            name="case",
            field=models.CharField(blank=True, max_length=20),
        ),
    ]
