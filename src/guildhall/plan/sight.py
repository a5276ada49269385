"""Who sees a strategy that is being written: those who write strategies, and nobody else. What was published, everybody sees."""

from django.db.models import QuerySet

from guildhall.estate.door import Onlooker
from guildhall.plan import models as m


def drafts_seen(onlooker: Onlooker) -> QuerySet[m.Draft]:
    """The drafts that an onlooker may read."""
    return m.Draft.objects.all() if onlooker.plans else m.Draft.objects.none()
