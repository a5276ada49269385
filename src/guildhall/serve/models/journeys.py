"""Ways through a service: their answers, and what came with them by paper, by machine, or by somebody's leave."""

import uuid

from django.db import models
from django.db.models import Q

from guildhall.serve.models.designs import Edition


class Journey(models.Model):
    """A way through a service: begun on one channel, perhaps finished on another.

    ``customer`` is who began it with staff, where they are registered and were chosen: the case becomes theirs, unless they
    speak for somebody else. ``called`` is what they call themselves where they were not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, db_index=False)  # nobody looks for journeys by it
    service = models.CharField(max_length=100)
    language = models.CharField(max_length=3)
    channel = models.CharField(max_length=10)
    actor_kind = models.CharField(max_length=10)
    actor = models.CharField(max_length=100, blank=True)
    on_behalf_of = models.CharField(max_length=100, blank=True)
    customer = models.CharField(max_length=100, blank=True)
    called = models.CharField(max_length=100, blank=True)
    begun_at = models.DateTimeField()
    resume_code = models.CharField(max_length=20, unique=True)
    resume_until = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["service", "begun_at"], name="serve_journey_begun"),
            models.Index(fields=["customer", "begun_at"], condition=~Q(customer=""), name="serve_journey_of_customer"),
            models.Index(
                fields=["on_behalf_of", "begun_at"], condition=~Q(on_behalf_of=""), name="serve_journey_for_another"
            ),
        ]


class Answer(models.Model):
    """The answer to one step: the value, and who gave it, for whom, by which channel and when."""

    # Found by the constraint below, which begins with it: an index of its own would be written for every answer, for nothing.
    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="answers", db_index=False)
    step = models.CharField(max_length=110)
    value = models.TextField()
    channel = models.CharField(max_length=10)
    actor_kind = models.CharField(max_length=10)
    actor = models.CharField(max_length=100, blank=True)
    on_behalf_of = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["journey", "step"], name="serve_one_answer_a_step")]


class KeyedForm(models.Model):
    """A paper form as it was keyed: what stood in each box, what could not be read, when it was handed in."""

    journey = models.OneToOneField(Journey, on_delete=models.PROTECT, related_name="keyed")
    handed_in_on = models.DateField()
    form = models.TextField()
    illegible = models.TextField(default="[]")
    by = models.CharField(max_length=100)
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
