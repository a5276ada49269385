"""Consultation on a version: when, by which ways in, what was said, and what was done about each finding.

What somebody said, and who they are, stands with their case and nowhere here.
"""

from django.db import models
from django.db.models import Q

from guildhall.plan.models.strategies import StrategyVersion


class Consultation(models.Model):
    """Residents were asked about a version: `consultation/digital.1`. ``cites`` is the decision to ask; ``service`` the one by which.

    ``ways`` says in words how people could answer. Its first and last day both count.
    """

    reference = models.CharField(max_length=80, unique=True)
    version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="consultations")
    cites = models.CharField(max_length=80)
    opens_on = models.DateField()
    closes_on = models.DateField()
    service = models.CharField(max_length=100, blank=True)
    ways = models.TextField(blank=True)
    ways_cy = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("opens_on")), name="plan_consultation_in_order")
        ]

    def __str__(self) -> str:
        return self.reference


class Finding(models.Model):
    """Something that was said in a consultation, as whoever read the answers put it together. It names nobody."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="findings")
    code = models.CharField(max_length=40)
    said = models.TextField()
    said_cy = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "code"], name="plan_finding_once"),
            models.CheckConstraint(condition=~Q(said=""), name="plan_finding_says_something"),
        ]

    def __str__(self) -> str:
        return self.code


class Heard(models.Model):
    """How many answered by one way in (a channel) beside those whose ``Voice`` is kept, in all or, with a ``finding``, who said that."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="heard")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, related_name="heard")
    channel = models.CharField(max_length=40)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "channel"], name="plan_finding_heard_once"),
            models.UniqueConstraint(
                fields=["consultation", "channel"], condition=Q(finding__isnull=True), name="plan_heard_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.people}"


class Voice(models.Model):
    """One answer that came through the service by which residents were asked, as an officer read it: its case, by reference.

    What it says is ``raised``: the findings that it was put to, none where it says nothing that others said too.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="voices")
    case = models.CharField(max_length=80, unique=True)
    channel = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    raised = models.ManyToManyField(Finding, related_name="raised_by")

    def __str__(self) -> str:
        return self.case


class Answered(models.Model):
    """What was done about a finding: the commitment that answers it, by its code, or, without one, why nothing was changed."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="answered")
    commitment = models.CharField(max_length=100, blank=True)
    done = models.TextField()
    done_cy = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "commitment"], name="plan_finding_answered_once"),
            models.CheckConstraint(condition=~Q(done=""), name="plan_answer_says_something"),
        ]

    def __str__(self) -> str:
        return self.commitment or "nothing changed"
