"""Clocks: what is owed on a case and by when, what stopped or lengthened it, and every date that was told."""

from django.db import models
from django.db.models import Q

from guildhall.serve.models.cases import Case


class Obligation(models.Model):
    """What is owed on a case, under the name of its rule: ``promise`` is the service's own, any other is set by the law.

    ``kind`` is ``target`` or ``statutory``. ``term`` is a term as JSON; ``reckoning`` what was told of it last, kept as it was
    told (``kernel.clocks.kept``). ``due_on`` is a local date, ``due_at`` the moment on it where hours were given; both are
    empty while a pause lasts. The promise of a case has no row until something happens to its clock: until then the case says
    it all.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="obligations")
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=9)
    term = models.TextField()
    received_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    reckoning = models.TextField()
    reckoned_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "name"], name="serve_owed_once_by_name")]
        indexes = [models.Index(fields=["due_on", "case"], condition=Q(met_at=None), name="serve_owed_by_due")]


class Pause(models.Model):
    """A spell in which a clock stands still. ``until`` is empty while it lasts; ``reason`` is a code, ``words`` say more."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    by = models.CharField(max_length=100)
    ended_by = models.CharField(max_length=100, blank=True)
    notified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "reason"], condition=Q(until=None), name="serve_paused_once_for_a_reason"
            )
        ]


class Extension(models.Model):
    """More time: how much (a term as JSON), why, who took it, and when the customer was told (empty where they were not)."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="extensions")
    term = models.TextField()
    reason = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    notified_at = models.DateTimeField(null=True)


class Rereckoning(models.Model):
    """A due date was worked out again: why, and both reckonings as they were told.

    ``why`` is ``paused``, ``resumed``, ``extended`` or ``calendar``.
    """

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="rereckonings")
    at = models.DateTimeField()
    why = models.CharField(max_length=10)
    old = models.TextField()
    new = models.TextField()


class Escalated(models.Model):
    """A point of a term was reached: which, at what moment, when that was seen, and which team was told."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="escalated")
    name = models.CharField(max_length=40)
    point = models.CharField(max_length=20)
    moment = models.DateTimeField()
    at = models.DateTimeField()
    told = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "name", "point", "moment"], name="serve_escalated_once")]
