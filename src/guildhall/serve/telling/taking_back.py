"""Taking back: a message that was written and has not left the house is stopped for good, because it is true no more."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from guildhall.serve.models import Message, Task

REASON = "taken-back"
"""Why such a message was stopped, as a code."""


def take_back(*, case: int, about: str, written: datetime, by: str, at: datetime) -> bool:
    """Stop what a case's customer was to be told about something that was ``written`` at one moment; whether it all could be.

    Where any of it has left the house, or an advisor has told them already, nothing is stopped.
    """
    with transaction.atomic():
        waiting = list(Message.objects.select_for_update().filter(case=case, about=about, rendered_at=written))
        of_these = Q(message__in=[each.pk for each in waiting])
        tasks = list(Task.objects.filter(of_these | Q(case=case, kind="tell-otherwise", set_at=written)))
        if any(each.begun_at for each in waiting) or any(each.done_at for each in tasks):
            return False
        Task.objects.filter(id__in=[each.pk for each in tasks], withdrawn_at=None).update(
            withdrawn_at=at, withdrawn_by=by
        )
        Message.objects.filter(id__in=[each.pk for each in waiting], stopped_at=None).update(
            stopped_at=at, stopped_reason=REASON, held_until=None
        )
        return True
