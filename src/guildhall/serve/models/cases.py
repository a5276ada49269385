"""Cases, and the records of what was done on them."""

import uuid

from django.db import models
from django.db.models import Q

from guildhall.serve.models.designs import Edition
from guildhall.serve.models.journeys import Journey


class Case(models.Model):
    """What the council has undertaken to do, as it was agreed on the day.

    ``promise`` holds the words of the promise as they were given, ``due_on`` the local date, ``fee`` pence.
    ``due_at`` is the moment on that date where hours were promised. ``term`` is the promised term as JSON.
    The dates, ``paused_at`` (since when the clock stands still), ``reached`` (the last point of escalation) and ``look_at`` (when
    to look for the next) repeat what the records of its clocks say, and change only together with them.
    ``received_on`` is the local date from which the clock runs: for paper, the day it was handed in.
    ``latitude`` and ``longitude`` (WGS 84) are where it is, where the answers gave a position. ``matter`` is the same for all
    cases that are joined as one, and empty for a case alone; ``earliest_on`` and ``earliest_at`` are the first of their open
    clocks' dates, its own among them. These three repeat what the joins and the clocks say.
    """

    reference = models.CharField(max_length=20, unique=True)
    journey = models.OneToOneField(Journey, on_delete=models.PROTECT, related_name="case")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, db_index=False)  # looked for among closed cases only
    service = models.CharField(max_length=100)
    outcome = models.CharField(max_length=110)
    answers = models.TextField()
    facts = models.TextField()
    missing = models.TextField(default="[]")
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=3)
    opened_at = models.DateTimeField()
    received_on = models.DateField()
    promise = models.TextField(default="null")
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    term = models.TextField(default="null")
    matter = models.CharField(max_length=20, blank=True)
    earliest_on = models.DateField(null=True)
    earliest_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    reached = models.CharField(max_length=20, blank=True)
    look_at = models.DateTimeField(null=True)
    fee = models.PositiveIntegerField(null=True)
    customer = models.CharField(max_length=100, blank=True)
    team = models.CharField(max_length=100, blank=True)
    ward = models.CharField(
        max_length=40, blank=True, help_text="the code of the ward it is about, where that is known"
    )
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    assigned_to = models.CharField(max_length=100, blank=True)
    closed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["team", "opened_at", "id"], condition=Q(closed_at=None), name="serve_case_open_by_team"
            ),
            models.Index(fields=["opened_at", "id"], name="serve_case_by_age"),
            models.Index(
                fields=["team", "earliest_on", "id"], condition=Q(closed_at=None), name="serve_case_first_due_by_team"
            ),
            models.Index(
                fields=["earliest_on", "id"], condition=Q(closed_at=None), name="serve_case_open_by_first_due"
            ),
            models.Index(fields=["due_on", "id"], condition=Q(closed_at=None), name="serve_case_open_by_due"),
            models.Index(
                fields=["latitude", "longitude"],
                condition=Q(closed_at=None, latitude__isnull=False),
                name="serve_case_open_by_place",
            ),
            models.Index(fields=["matter"], condition=~Q(matter=""), name="serve_case_of_matter"),
            models.Index(
                fields=["look_at", "id"],
                condition=Q(closed_at=None, look_at__isnull=False),
                name="serve_case_to_look_at",
            ),
            models.Index(fields=["customer", "opened_at", "id"], name="serve_case_of_customer"),
            models.Index(
                fields=["edition", "closed_at", "id"],
                condition=Q(closed_at__isnull=False, erased_at=None),
                name="serve_case_kept_since",
            ),
            models.Index(fields=["ward", "-opened_at", "-id"], condition=~Q(ward=""), name="serve_case_of_ward"),
            models.Index(
                fields=["service", "earliest_on", "id"], condition=Q(closed_at=None), name="serve_case_open_of_service"
            ),
            models.Index(
                fields=["assigned_to", "earliest_on", "id"],
                condition=Q(closed_at=None),
                name="serve_case_open_of_account",
            ),
            models.Index(
                fields=["ward", "earliest_on", "id"], condition=Q(closed_at=None), name="serve_case_open_in_ward"
            ),
            models.Index(
                fields=["channel", "earliest_on", "id"], condition=Q(closed_at=None), name="serve_case_open_by_channel"
            ),
            models.Index(
                fields=["reached", "earliest_on", "id"],
                condition=Q(closed_at=None) & ~Q(reached=""),
                name="serve_case_open_reached",
            ),
            models.Index(fields=["opened_at", "id"], condition=Q(closed_at=None), name="serve_case_open_by_age"),
            models.Index(fields=["received_on", "id"], name="serve_case_received"),
            models.Index(fields=["-closed_at", "-id"], condition=Q(closed_at__isnull=False), name="serve_case_closed"),
            models.Index(
                fields=["team", "-closed_at", "-id"],
                condition=Q(closed_at__isnull=False),
                name="serve_case_closed_of_team",
            ),
            models.Index(
                fields=["service", "-closed_at", "-id"],
                condition=Q(closed_at__isnull=False),
                name="serve_case_closed_of_service",
            ),
            models.Index(
                fields=["assigned_to", "-closed_at", "-id"],
                condition=Q(closed_at__isnull=False),
                name="serve_case_closed_of_account",
            ),
            models.Index(
                fields=["channel", "-closed_at", "-id"],
                condition=Q(closed_at__isnull=False),
                name="serve_case_closed_by_channel",
            ),
            models.Index(
                fields=["ward", "-closed_at", "-id"],
                condition=Q(closed_at__isnull=False),
                name="serve_case_closed_in_ward",
            ),
        ]


class Assignment(models.Model):
    """Somebody was given a case, or a team was (``to`` is an account, ``team`` a code)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    to = models.CharField(max_length=100, blank=True)
    team = models.CharField(max_length=100, blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Note(models.Model):
    """What an officer wrote on a case. ``shown`` notes are for the customer too; the others are for staff.

    One that was taken back stays where it is, struck out.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    shown = models.BooleanField(default=False)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    taken_back_by = models.CharField(max_length=100, blank=True)
    taken_back_at = models.DateTimeField(null=True)


class Enquiry(models.Model):
    """Something the customer was asked, and the reply."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="enquiries")
    question = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case"], condition=Q(replied_at=None), name="serve_enquiry_unanswered")]


class Closure(models.Model):
    """A case was closed: how it ended, and the words the customer was told. One that was opened again may be closed anew."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="closures")
    outcome = models.CharField(max_length=40)
    told = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Task(models.Model):
    """Something to do on a case: ask for what a form left out, await evidence that was promised, what an officer set.

    ``set_by`` is empty where nobody did. ``to`` is an account, ``team`` a code; without both it is the case's own team's.
    ``due_on`` is a local date. It stands open until it was done or withdrawn.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    steps = models.TextField(default="[]")
    to = models.CharField(max_length=100, blank=True)
    team = models.CharField(max_length=100, blank=True)
    due_on = models.DateField(null=True)
    set_by = models.CharField(max_length=100, blank=True)
    set_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=100, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["to", "due_on", "id"],
                condition=Q(done_at=None, withdrawn_at=None) & ~Q(to=""),
                name="serve_task_open_of_account",
            ),
            models.Index(
                fields=["due_on", "id"], condition=Q(done_at=None, withdrawn_at=None), name="serve_task_open_by_due"
            ),
            models.Index(
                fields=["kind", "case"], condition=Q(done_at=None, withdrawn_at=None), name="serve_task_open_of_kind"
            ),
        ]


class Attachment(models.Model):
    """A document that came after the case was opened.

    ``step`` is the one that had promised it; without one, ``title`` says what it is. ``channel`` is by which way it came.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    step = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    inspection = models.ForeignKey("serve.Inspection", on_delete=models.SET_NULL, null=True, related_name="attachments")
    file = models.CharField(max_length=100)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Payment(models.Model):
    """An attempt to pay a case's fee, in pence. At most one for each case is ever settled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payments")
    amount = models.PositiveIntegerField()
    method = models.CharField(max_length=20)
    provider_reference = models.CharField(max_length=100, blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=100, blank=True)
    settled_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(settled_at__isnull=False), name="serve_never_paid_twice"
            ),
        ]


class Posted(models.Model):
    """A machine's request by its idempotency key, so that sending it again makes nothing twice."""

    key = models.CharField(max_length=255, primary_key=True)
    body_hash = models.CharField(max_length=64)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True)
    answer = models.TextField(default="null")
    at = models.DateTimeField()
