"""Calls, as the telephone system tells of them."""

from django.db import models
from django.db.models import Q

from guildhall.serve.models.contacts import Interaction


class Call(models.Model):
    """One call: when it rang, was answered and was hung up, in whichever order that was told.

    ``key`` is the telephone system's own name for it. ``number`` is in its one form (E.164), empty where it is withheld;
    ``agent`` whom the telephone system says it reached, ``answered_by`` that person's account, or of whoever took it at the desk.
    ``rang_at`` is null while only its end was told.
    """

    key = models.CharField(max_length=250, unique=True)
    direction = models.CharField(max_length=3, default="in")
    number = models.CharField(max_length=20, blank=True)
    agent = models.CharField(max_length=254, blank=True)
    rang_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    hung_up_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=100, blank=True)
    taken_at = models.DateTimeField(null=True)
    interaction = models.OneToOneField(Interaction, on_delete=models.SET_NULL, null=True, related_name="call")

    class Meta:
        indexes = [
            models.Index(fields=["-rang_at", "-id"], name="serve_call_newest"),
            models.Index(fields=["answered_by", "-rang_at", "-id"], name="serve_call_of_account"),
            models.Index(fields=["-rang_at", "-id"], condition=Q(hung_up_at=None), name="serve_call_going_on"),
            models.Index(fields=["-rang_at", "-id"], condition=Q(answered_at=None), name="serve_call_missed"),
        ]
