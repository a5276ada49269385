"""Contacts, with a case or without, and what was learnt from them."""

from django.db import models
from django.db.models import Q

from guildhall.serve.models.designs import Edition
from guildhall.serve.models.journeys import Journey


class Interaction(models.Model):
    """A contact, with or without a case: what it was about, as a code, and none of the words that were said.

    ``case`` is the reference of the case that it opened, or was about. ``party`` is who was in contact, where they are
    registered; ``called`` what somebody who is not calls themselves. ``direction`` is ``in``, or ``out`` where we began it.
    ``began``, ``answered``, ``ended`` and ``wrapped`` are moments, as far as they are known: from them come how long somebody
    waited, was spoken with, and was then worked for. ``outcome`` is ``answered``, ``case``, ``callback``, ``passed-on`` or
    ``abandoned``; ``support`` the codes of what was used so that both understood. ``failure_demand`` says that it was on an open
    case and brought nothing new, null where that cannot be known. ``told`` is what they were told, in short.
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
    began = models.DateTimeField(null=True)
    answered = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    wrapped = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True, default="")
    support = models.TextField(default="[]")
    failure_demand = models.BooleanField(null=True, default=False)
    told = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["party", "at", "id"], name="serve_interaction_of_party"),
            models.Index(fields=["case"], condition=~Q(case=""), name="serve_interaction_of_case"),
        ]


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
