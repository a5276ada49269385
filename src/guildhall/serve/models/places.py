"""Places where people are helped in person, the appointments kept at them, and the letters that wait there."""

from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q

from guildhall.serve.models.messages import Message


def new_key() -> UUID:
    """A key that stays with a place for ever, also where its name changes."""
    return uuid4()


class HelpPlace(models.Model):
    """A library, a hub, a hall: somewhere people get help in person.

    ``slug`` stands in its address; ``key`` is its identifier in open data. ``name`` is also the name of its office in closures.
    ``hours`` are canonical JSON: the shifts of each weekday, as ``{"monday": ["09:00-12:30"]}``, by the clock on the wall.
    ``access`` and ``devices`` are canonical JSON lists of codes. ``holds_post`` says that letters may wait there. ``counters``
    is how many appointments it keeps at once (none where it is 0), ``minutes`` how long each lasts. ``source`` and
    ``source_key`` say from which register it came, and what it is called there. ``ended_at``: it is a place of help no more.
    """

    key = models.UUIDField(default=new_key, unique=True, editable=False)
    slug = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    name_cy = models.CharField(max_length=100, blank=True)
    about = models.TextField(blank=True)
    about_cy = models.TextField(blank=True)
    line1 = models.CharField(max_length=200)
    line2 = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100)
    postcode = models.CharField(max_length=8)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    telephone = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=254, blank=True)
    website = models.CharField(max_length=500, blank=True)
    run_by = models.CharField(max_length=200, blank=True, help_text="the organisation, where it is not the council")
    hours = models.TextField(default="{}")
    keeps_bank_holidays = models.BooleanField(default=True)
    access = models.TextField(default="[]")
    devices = models.TextField(default="[]")
    holds_post = models.BooleanField(default=False)
    counters = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=30)
    source = models.CharField(max_length=20, blank=True)
    source_key = models.CharField(max_length=100, blank=True)
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_key"], condition=~Q(source=""), name="serve_place_once_of_source"
            )
        ]
        indexes = [models.Index(fields=["name", "id"], name="serve_place_by_name")]


class PlaceDay(models.Model):
    """A day on which a place keeps other hours than usual: ``shifts`` as canonical JSON, none where it is closed. And why."""

    place = models.ForeignKey(HelpPlace, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    shifts = models.TextField(default="[]")
    reason = models.CharField(max_length=200, blank=True)
    reason_cy = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "day"], name="serve_place_day_once")]


class HelpOffered(models.Model):
    """A help that is given at a place, by whom, in which languages, and on which weekdays.

    ``languages`` and ``weekdays`` are canonical JSON lists: codes, and names of days; no weekday is whenever it is open.
    """

    place = models.ForeignKey(HelpPlace, on_delete=models.CASCADE, related_name="helps")
    code = models.CharField(max_length=20)
    by = models.CharField(max_length=100, blank=True)
    by_cy = models.CharField(max_length=100, blank=True)
    languages = models.TextField(default="[]")
    weekdays = models.TextField(default="[]")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "code"], name="serve_help_once_at_place")]


class Appointment(models.Model):
    """Somebody is expected at a counter of a place from ``starts_at`` until ``ends_at``.

    ``party`` is for whom, where they are registered; ``called`` and ``reach`` (by ``way``: email or sms) what somebody who is
    not gave. ``need`` is ``bsl``, ``interpreter`` (in ``spoken``) or empty; ``help`` the code of the help they come for.
    ``instead_of`` is the appointment that was moved to this one. It stands until it was cancelled, kept or missed.
    """

    reference = models.CharField(max_length=20, unique=True)
    place = models.ForeignKey(HelpPlace, on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    counter = models.PositiveSmallIntegerField()
    party = models.CharField(max_length=100, blank=True)
    called = models.CharField(max_length=100, blank=True)
    way = models.CharField(max_length=6, blank=True)
    reach = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=3)
    case = models.CharField(max_length=20, blank=True)
    service = models.CharField(max_length=100, blank=True)
    help = models.CharField(max_length=20, blank=True)
    need = models.CharField(max_length=12, blank=True)
    spoken = models.CharField(max_length=12, blank=True)
    channel = models.CharField(max_length=10)
    booked_by = models.CharField(max_length=100, blank=True)
    booked_at = models.DateTimeField()
    instead_of = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="moved_to")
    reminded_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=100, blank=True)
    kept_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    seen_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "starts_at", "counter"],
                condition=Q(cancelled_at=None),
                name="serve_counter_never_booked_twice",
            )
        ]
        indexes = [
            models.Index(fields=["place", "starts_at", "id"], name="serve_appointment_of_place"),
            models.Index(fields=["case", "starts_at"], condition=~Q(case=""), name="serve_appointment_of_case"),
            models.Index(fields=["party", "starts_at"], condition=~Q(party=""), name="serve_appointment_of_party"),
        ]


class InterpreterBooking(models.Model):
    """Somebody who signs or interprets is sought for an appointment: asked, and then confirmed, not found, or stood down."""

    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="interpreter")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    not_found_at = models.DateTimeField(null=True)
    stood_down_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_at", "id"],
                condition=Q(confirmed_at=None, not_found_at=None, stood_down_at=None),
                name="serve_interpreter_sought",
            )
        ]


class PostHolding(models.Model):
    """Somebody's letters wait for them at a place, from when until when. ``point`` is the way to reach them that says so.

    ``code`` stands on the envelope, and is what they say when they fetch a letter: by it they are served unnamed.
    """

    place = models.ForeignKey(HelpPlace, on_delete=models.PROTECT, related_name="post_held")
    party = models.CharField(max_length=100)
    point = models.PositiveBigIntegerField(default=0)
    code = models.CharField(max_length=20, blank=True, default="")
    since = models.DateTimeField()
    by = models.CharField(max_length=100)
    until = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party"], condition=Q(until=None), name="serve_post_held_in_one_place")
        ]
        indexes = [models.Index(fields=["party"], condition=~Q(party=""), name="serve_post_held_of_party")]


class HeldLetter(models.Model):
    """A letter that came to a place for somebody whose post is held there: when, that they were told, and that they have it."""

    holding = models.ForeignKey(PostHolding, on_delete=models.PROTECT, related_name="letters")
    case = models.CharField(max_length=20, blank=True)
    came_at = models.DateTimeField()
    came_by = models.CharField(max_length=100)
    told = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="letters_told_of")
    collected_at = models.DateTimeField(null=True)
    collected_by = models.CharField(max_length=100, blank=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["came_at", "id"],
                condition=Q(collected_at=None, returned_at=None),
                name="serve_letter_waiting",
            )
        ]
