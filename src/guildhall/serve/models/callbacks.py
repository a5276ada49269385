"""Callbacks: what was promised, to whom and for when; every attempt; and how each ended."""

from django.db import models
from django.db.models import Q

from guildhall.serve.models.contacts import Interaction


class Callback(models.Model):
    """A promise to call somebody back within a window, and what may be said to whoever answers.

    ``party`` is for whom, where they are registered; ``called`` what somebody who is not calls themselves. ``way`` is how:
    ``voice``, ``relay`` (a call by text relay), ``sms`` or ``email``; ``to`` the number or address for it. ``case`` and
    ``service`` say what it is about; by ``code`` the customer follows one that is about no case. ``may_say`` is ``nothing``,
    ``who-we-are`` or ``what-about``. It stands open until it was kept or withdrawn; a window that passed was missed, and then
    escalated. The window is the one in force: those before it are its moves.
    """

    party = models.CharField(max_length=100, blank=True)
    called = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=3)
    way = models.CharField(max_length=6)
    to = models.CharField(max_length=300)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    may_say = models.CharField(max_length=10)
    case = models.CharField(max_length=20, blank=True)
    service = models.CharField(max_length=100, blank=True)
    code = models.CharField(max_length=20, blank=True, default="")
    interaction = models.ForeignKey(Interaction, on_delete=models.SET_NULL, null=True, related_name="callbacks")
    promised_by = models.CharField(max_length=100)
    promised_at = models.DateTimeField()
    kept_by = models.CharField(max_length=100, blank=True)
    kept_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=100, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)
    missed_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["closes_at", "id"], condition=Q(kept_at=None, withdrawn_at=None), name="serve_callback_open"
            ),
            models.Index(fields=["case", "promised_at"], condition=~Q(case=""), name="serve_callback_of_case"),
            models.Index(fields=["party", "promised_at"], condition=~Q(party=""), name="serve_callback_of_party"),
            models.Index(fields=["code"], condition=~Q(code=""), name="serve_callback_of_code"),
        ]


class CallbackMove(models.Model):
    """A promise to call back was moved to another window. It was promised until then for ``opens_at`` to ``closes_at``.

    ``because`` is a code. ``missed_at`` is when that window was missed, where it was moved too late.
    """

    callback = models.ForeignKey(Callback, on_delete=models.CASCADE, related_name="moves")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    missed_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=20)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class CallbackAttempt(models.Model):
    """Somebody tried to keep a promise to call back, or was stopped before anybody was rung.

    ``outcome`` is ``spoke``, ``no-answer``, ``somebody-else``, ``machine``, ``written`` or ``stopped``; ``reason`` says by a code
    why it was stopped. ``way`` is empty where it was stopped: nobody was rung.
    """

    callback = models.ForeignKey(Callback, on_delete=models.CASCADE, related_name="attempts")
    way = models.CharField(max_length=6, blank=True)
    outcome = models.CharField(max_length=14)
    reason = models.CharField(max_length=20, blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
