"""Who was at a meeting is put right in its minutes, once those are published."""

from django.db import transaction

from guildhall.decide import models as m
from guildhall.decide.authority.voting import CAST, hold, look_back
from guildhall.decide.keeping.agreed import Correction
from guildhall.decide.keeping.corrections import put_right
from guildhall.decide.keeping.meetings import Attended, keep_attendance
from guildhall.decide.keeping.recording import NotRecorded
from guildhall.kernel.clocks import local


def correct_attendance(*, minutes: m.Minutes, person: m.Person, attended: Attended | None, why: Correction) -> None:
    """Somebody's attendance is put right in the minutes; with ``None`` they go from the list, for they do not belong in it.

    A vote that the law forbids by who is now known to have been there is reported to the monitoring officer. Raises
    ``NotRecorded``, also where somebody voted there and is now said not to have been there.
    """
    with transaction.atomic():
        row = m.Minutes.objects.select_for_update().get(pk=minutes.pk)
        meeting = row.meeting
        if (attended is None or attended.status != "present") and _voted(meeting, person):
            raise NotRecorded("voted-there", "status")
        if attended is None:
            m.Attendance.objects.filter(meeting=meeting, person=person).delete()
        else:
            kept = keep_attendance(meeting=meeting, person=person, attended=attended, actor=why.actor, at=why.at)
            if kept.published_at is None and row.published_at is not None:
                kept.published_at = why.at
                kept.save(update_fields=["published_at"])
            _look_back(meeting, person, why)
        put_right(row, why, meeting=meeting)


def _voted(meeting: m.Meeting, person: m.Person) -> bool:
    return m.Vote.objects.filter(person=person, event__motion__item__meeting=meeting, option__in=CAST).exists()


def _look_back(meeting: m.Meeting, person: m.Person, why: Correction) -> None:
    """Report what the law forbids by their being there: at each item at which they declared an interest, or one bears."""
    declared = m.Declaration.objects.filter(meeting=meeting, person=person, item__isnull=False).select_related("item")
    bearing = m.Bearing.objects.filter(item__meeting=meeting, interest__person=person, taken_back_at=None)
    found: list[m.Declaration | m.Bearing] = [
        *declared.order_by("id"),
        *bearing.select_related("item", "interest").order_by("id"),
    ]
    for each in found:
        if each.item is not None:
            hold(each.item)
        look_back(by=each, on=meeting.day or local(why.at).date(), actor=why.actor, at=why.at)
