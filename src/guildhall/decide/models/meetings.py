"""Meetings: called, moved and held; who was there; what was on the agenda and in what order; what the minutes say."""

from django.db import models
from django.db.models import Q

from guildhall.decide.models.bodies import Organization, Person, Post
from guildhall.decide.models.matters import Matter
from guildhall.decide.models.record import Cited, Kept, Published, in_order, one_of

CHANGES = ("called", "moved", "postponed", "cancelled", "begun", "adjourned", "resumed", "ended")


class Meeting(Cited, Published):
    """A body meets. ``day`` is empty where a page that was brought in does not say when it met; ``starts_at`` where no time is known.

    ``remote``: it can be attended from elsewhere, by ``remote_link`` where that is known.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=200, blank=True, help_text="where it is more than its body's name")
    title_cy = models.CharField(max_length=200, blank=True)
    day = models.DateField(null=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True, help_text="as planned")
    place = models.CharField(max_length=300, blank=True)
    place_cy = models.CharField(max_length=300, blank=True)
    remote = models.BooleanField(default=False)
    remote_link = models.URLField(max_length=500, blank=True)

    class Meta:
        constraints = [
            in_order("starts_at", "ends_at", "decide_meeting_in_order"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(day__isnull=False), name="decide_meeting_time_has_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["day", "id"], name="decide_meeting_by_day"),
            models.Index(fields=["organization", "day", "id"], name="decide_meeting_of_body"),
        ]


class MeetingChange(Published):
    """What happened to a meeting as a meeting: it was called, moved, cancelled; it began, adjourned and ended."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    why = models.TextField(blank=True)
    why_cy = models.TextField(blank=True)
    was_at = models.DateTimeField(null=True, help_text="when it was to start, before it was moved")
    was_place = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            one_of("kind", CHANGES, "decide_kind_of_change"),
            models.CheckConstraint(
                condition=~Q(kind__in=("moved", "postponed", "cancelled")) | ~Q(why=""),
                name="decide_change_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "at"], name="decide_changes_of_meeting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.meeting_id}"


class Attendance(Published):
    """Somebody was at a meeting, sent apologies, or was absent. ``capacity`` is as what; a substitute names whose place they took."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    status = models.CharField(max_length=10)
    capacity = models.CharField(max_length=20, default="member")
    substitute_for = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    remote = models.BooleanField(default=False)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="decide_attends_once"),
            one_of("status", ("present", "apologies", "absent"), "decide_attendance_status"),
            one_of(
                "capacity", ("chair", "member", "substitute", "in-attendance", "officer", "public"), "decide_attends_as"
            ),
            in_order("arrived_at", "left_at", "decide_attendance_in_order"),
            models.CheckConstraint(
                condition=Q(substitute_for__isnull=True) | Q(capacity="substitute"),
                name="decide_substitutes_substitute",
            ),
        ]
        indexes = [models.Index(fields=["person", "-meeting"], name="decide_attendance_of_person")]

    def __str__(self) -> str:
        return f"{self.status} {self.person_id}"


class AgendaItem(Cited, Published):
    """One item of a meeting's agenda. ``number`` is as it was printed: `8`, `77/21`; ``place`` its order as published.

    ``taken`` is its order as the meeting went, where that is known. ``text`` says what it is for. ``timecode`` is where it begins
    in a recording. What of it is exempt stands in a ``Restriction``, never here.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="items")
    number = models.CharField(max_length=20, blank=True)
    place = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=400)
    title_cy = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)
    text_cy = models.TextField(blank=True)
    timecode = models.CharField(max_length=12, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="decide_item_place_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""), name="decide_item_withdrawn_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["matter", "id"], name="decide_item_of_matter")]


class Minutes(Cited, Published):
    """The minutes of a meeting: drafted, then approved as a correct record at a named meeting."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=80)
    approved_at_meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="approved_minutes"
    )
    approved_on = models.DateField(null=True)
    approved_with = models.TextField(blank=True, help_text="the corrections with which they were approved")

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at_meeting__isnull=True) | ~Q(approved_at_meeting=models.F("meeting")),
                name="decide_minutes_approved_elsewhere",
            ),
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True) | Q(approved_at_meeting__isnull=False),
                name="decide_minutes_approved_at_a_meeting",
            ),
        ]


class Minute(Kept):
    """What the minutes say under one item, or (without one) before or after them all. Seen when its minutes are."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="passages")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="minuted")
    number = models.CharField(
        max_length=20, blank=True, help_text="the minute's own number, where it is not the item's"
    )
    place = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["minutes", "place"], name="decide_minute_place_once")]

    def __str__(self) -> str:
        return f"minute {self.number}"


class Undertaking(Cited, Published):
    """Somebody undertook in debate to do something, by name, as the holder of a post, or both; kept when ``kept_on`` says so, and how."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="undertakings")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="undertakings")
    by_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="undertakings")
    to = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    due_on = models.DateField(null=True)
    kept_on = models.DateField(null=True)
    kept_how = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kept_on__isnull=True) | ~Q(kept_how=""), name="decide_undertaking_kept_how"
            )
        ]
