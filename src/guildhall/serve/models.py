"""The tables of serve. They are private to this room: other rooms go through ``door``.

State is a record of who did what and when: an ``Assignment``, a ``Closure``. The few columns on ``Case`` that repeat such a
record (``team``, ``assigned_to``, ``closed_at``) are there for the worklists' indexes and change only together with it.
Answers, words and definitions are kept as canonical JSON text, so that they can be hashed and read back exactly.
"""

import uuid

from django.db import models
from django.db.models import Q


class Edition(models.Model):
    """A definition as it was published. A case keeps the edition it began with."""

    hash = models.CharField(primary_key=True, max_length=64)
    service = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    document = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["service", "-published_at"], name="serve_edition_newest")]


class Journey(models.Model):
    """A way through a service: begun on one channel, perhaps finished on another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT)
    service = models.CharField(max_length=100)
    language = models.CharField(max_length=3)
    channel = models.CharField(max_length=10)
    actor_kind = models.CharField(max_length=10)
    actor = models.CharField(max_length=100, blank=True)
    on_behalf_of = models.CharField(max_length=100, blank=True)
    begun_at = models.DateTimeField()
    resume_code = models.CharField(max_length=20, unique=True)
    resume_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["service", "begun_at"], name="serve_journey_begun")]


class Answer(models.Model):
    """The answer to one step: the value, and who gave it, for whom, by which channel and when."""

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="answers")
    step = models.CharField(max_length=110)
    value = models.TextField()
    channel = models.CharField(max_length=10)
    actor_kind = models.CharField(max_length=10)
    actor = models.CharField(max_length=100, blank=True)
    on_behalf_of = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["journey", "step"], name="serve_one_answer_a_step")]


class Case(models.Model):
    """What the council has undertaken to do, as it was agreed on the day.

    ``promise`` holds the words of the promise as they were given, ``due_on`` the local date, ``fee`` pence.
    ``due_at`` is the moment on that date where hours were promised.
    ``received_on`` is the local date from which the clock runs: for paper, the day it was handed in.
    """

    reference = models.CharField(max_length=20, unique=True)
    journey = models.OneToOneField(Journey, on_delete=models.PROTECT, related_name="case")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT)
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
    fee = models.PositiveIntegerField(null=True)
    customer = models.CharField(max_length=100, blank=True)
    team = models.CharField(max_length=100, blank=True)
    assigned_to = models.CharField(max_length=100, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["team", "opened_at", "id"], condition=Q(closed_at=None), name="serve_case_open_by_team"
            ),
            models.Index(fields=["opened_at", "id"], name="serve_case_by_age"),
        ]


class Assignment(models.Model):
    """Somebody was given a case, or a team was (``to`` is an account, ``team`` a code)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    to = models.CharField(max_length=100, blank=True)
    team = models.CharField(max_length=100, blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Note(models.Model):
    """What an officer wrote on a case. ``shown`` notes are for the customer too; the others are for staff."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    shown = models.BooleanField(default=False)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Enquiry(models.Model):
    """Something the customer was asked, and the reply."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="enquiries")
    question = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)


class Closure(models.Model):
    """A case was closed: how it ended, and the words the customer was told."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="closure")
    outcome = models.CharField(max_length=40)
    told = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Task(models.Model):
    """Something to do on a case: ask for what a form left out, await evidence that was promised."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=40)
    steps = models.TextField(default="[]")
    set_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=100, blank=True)


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


class Message(models.Model):
    """What somebody was sent, word for word: email goes by SMTP; texts and letters wait in the outbox."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="messages")
    kind = models.CharField(max_length=10)
    to = models.TextField()
    language = models.CharField(max_length=3)
    subject = models.TextField(blank=True)
    body = models.TextField()
    rendered_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["-rendered_at", "-id"], name="serve_message_newest")]


class Interaction(models.Model):
    """A contact, with or without a case. No name and no words of the caller's: what it was about, as a code.

    ``case`` is the reference of the case that it opened, where it opened one.
    """

    channel = models.CharField(max_length=10)
    service = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=40)
    journey = models.ForeignKey(Journey, on_delete=models.SET_NULL, null=True, related_name="interactions")
    case = models.CharField(max_length=20, blank=True)
    whose = models.CharField(max_length=10, default="own")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Satisfaction(models.Model):
    """One answer to the last question, kept apart from any case or person."""

    service = models.CharField(max_length=100)
    channel = models.CharField(max_length=10)
    score = models.PositiveSmallIntegerField()
    on = models.DateField()


class Stumble(models.Model):
    """An advisor marked a question that callers stumble on."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE)
    step = models.CharField(max_length=110)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class KeyedForm(models.Model):
    """A paper form as it was keyed: what stood in each box, what could not be read, when it was handed in."""

    journey = models.OneToOneField(Journey, on_delete=models.PROTECT, related_name="keyed")
    handed_in_on = models.DateField()
    form = models.TextField()
    illegible = models.TextField(default="[]")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Posted(models.Model):
    """A machine's request by its idempotency key, so that sending it again makes nothing twice."""

    key = models.CharField(max_length=255, primary_key=True)
    body_hash = models.CharField(max_length=64)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True)
    answer = models.TextField(default="null")
    at = models.DateTimeField()


class Upload(models.Model):
    """A file that a machine sent for an answer: to one service, and into one journey at most."""

    file = models.CharField(max_length=60, primary_key=True)
    service = models.CharField(max_length=100)
    journey = models.ForeignKey(Journey, on_delete=models.SET_NULL, null=True, related_name="uploads")
    at = models.DateTimeField()


class Consent(models.Model):
    """Somebody agreed, in the very words that were read to them, that another hears or speaks for them.

    ``helper`` is a reference to who helps, empty where somebody speaks for a person who is not there.
    """

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="consents")
    helper = models.CharField(max_length=100, blank=True)
    wording = models.TextField()
    language = models.CharField(max_length=3)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Draft(models.Model):
    """A definition that is being written. ``document`` is canonical JSON and need not be a definition yet.

    ``begun_from`` is the hash of the edition that it began from, empty for one begun blank. ``revision`` counts every save.
    """

    service = models.CharField(max_length=110)
    document = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    begun_from = models.CharField(max_length=64, blank=True)
    begun_by = models.CharField(max_length=100)
    begun_at = models.DateTimeField()
    edited_by = models.CharField(max_length=100)
    edited_at = models.DateTimeField()
    published_as = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-edited_at", "-id"], name="serve_draft_newest")]


class Revision(models.Model):
    """A draft as it was saved once: nothing that somebody wrote is ever lost."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    document = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="serve_one_revision_a_number")]


class Approval(models.Model):
    """Somebody approved one revision of a draft, other than whoever wrote it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="approvals")
    revision = models.PositiveIntegerField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "revision", "by"], name="serve_approved_once")]


class Waiver(models.Model):
    """A finding that does not stop a service from being published, for a reason, in somebody's name, until a date."""

    service = models.CharField(max_length=110)
    finding = models.CharField(max_length=60)
    step = models.CharField(max_length=110, blank=True)
    reason = models.TextField()
    name = models.CharField(max_length=150)
    until = models.DateField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["service", "until"], name="serve_waiver_in_force")]
