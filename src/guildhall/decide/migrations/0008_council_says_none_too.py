"""Council's decisions say their reasons, the options rejected and conflicts too; what was brought in may leave them open."""

from typing import Any

from django.db import migrations, models

NOT_RECORDED = "Not recorded"
"""What was taken before it was asked for says so, and nothing that nobody said."""


def say_that_it_was_not_recorded(apps: Any, editor: Any) -> None:
    """Fill what older decisions of Council leave open. What waits to be checked of them is, before their table changes."""
    decisions = apps.get_model("decide", "Decision").objects.filter(brought_in=False)
    for name in ("reasons", "options_rejected", "conflicts"):
        decisions.filter(**{f"{name}__isnull": True}).update(**{name: NOT_RECORDED})
    editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("decide", "0007_majority_of_a_vote"),
    ]

    operations = [
        migrations.RunPython(say_that_it_was_not_recorded, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decide_reasons_are_given",
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("brought_in", True),
                    models.Q(
                        ("conflicts__isnull", False), ("options_rejected__isnull", False), ("reasons__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="decide_reasons_are_given",
            ),
        ),
    ]
