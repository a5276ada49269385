"""Contacts, with a case or without, and what was learnt from them."""

from django.db import models

from guildhall.serve.models.designs import Edition
from guildhall.serve.models.journeys import Journey


class Interaction(models.Model):
    """A contact, with or without a case: what it was about, as a code, and none of the words that were said.

    ``case`` is the reference of the case that it opened, where it opened one. ``party`` is who was in contact, where they are
    registered; ``called`` what somebody who is not calls themselves. ``direction`` is ``in``, or ``out`` where we began it.
    """

    channel = models.CharField(max_length=10)
    direction = models.CharField(max_length=3, default="in")
    party = models.CharField(max_length=100, blank=True)
    called = models.CharField(max_length=100, blank=True)
    service = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=40)
    journey = models.ForeignKey(Journey, on_delete=models.SET_NULL, null=True, related_name="interactions")
    case = models.CharField(max_length=20, blank=True)
    whose = models.CharField(max_length=10, default="own")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["party", "at", "id"], name="serve_interaction_of_party")]


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
