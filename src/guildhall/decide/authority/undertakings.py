"""Undertakings that were given in debate and are still to be kept. They are recorded in ``keeping/decisions``."""

from datetime import date

from django.db.models import F, QuerySet

from guildhall.decide import models as m


def unkept(*, on: date | None = None) -> QuerySet[m.Undertaking]:
    """The undertakings that are not kept yet; with a day, only those that should have been kept before it. The first due first."""
    rows = m.Undertaking.objects.filter(kept_on=None)
    if on is not None:
        rows = rows.filter(due_on__lt=on)
    return rows.select_related("by", "by_post", "item__meeting__organization").order_by(
        F("due_on").asc(nulls_last=True), "id"
    )
