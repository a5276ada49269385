import django.db.models.deletion
from django.db import migrations, models


def tie_to_its_contact(apps, schema_editor):
    """An email on a case has its contact already. One of somebody unknown becomes the contact that it was when it came."""
    emails, contacts = apps.get_model("serve", "Arrival").objects, apps.get_model("serve", "Interaction").objects
    for email in emails.filter(became__in=("note", "by-hand"), case__isnull=False).select_related("case").iterator():
        by_hand = {"by": email.dealt_with_by, "at": email.dealt_with_at} if email.became == "by-hand" else {"at": email.at}
        wrote = contacts.filter(case=email.case.reference, reason="wrote", channel="email", arrival=None, **by_hand)
        email.interaction = wrote.order_by("id").first()
        email.save(update_fields=["interaction"])
    for email in emails.filter(became="unknown").iterator():
        email.interaction = contacts.create(
            channel="email", reason="wrote", outcome="answered", by="", at=email.at, failure_demand=None
        )
        email.save(update_fields=["interaction"])


class Migration(migrations.Migration):
    dependencies = [("serve", "0028_what_is_owed_by_when")]

    operations = [
        migrations.AddField(
            model_name="arrival",
            name="interaction",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="arrival",
                to="serve.interaction",
            ),
        ),
        migrations.RunPython(tie_to_its_contact, migrations.RunPython.noop),
    ]
