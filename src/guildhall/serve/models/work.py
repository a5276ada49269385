"""Work on a case beside the case itself: advice asked of another team, and visits to a place."""

from django.db import models
from django.db.models import Q

from guildhall.serve.models.cases import Case, Task


class Advice(models.Model):
    """Another team was asked something about a case, to be answered by ``due_on`` (a local date), and what it answered.

    It stands open until it was answered or withdrawn, and while it does, that team sees the case. ``task`` is what it has to do.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="advice")
    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="advice")
    team = models.CharField(max_length=100)
    question = models.TextField()
    due_on = models.DateField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=100, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["team", "case"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="serve_advice_open_of_team",
            )
        ]


class Inspection(models.Model):
    """A visit to a place for a case: where, within which hours, who goes, and what was found there.

    ``told`` are the words in which the customer was told of it, empty where they were not. It stands open until somebody was
    there, or it was missed (nobody came, or nobody let them in) or cancelled; ``ended_because`` says why.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="inspections")
    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="inspection")
    place = models.TextField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    goes = models.CharField(max_length=100)
    told = models.TextField(blank=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    found = models.TextField(blank=True)
    visited_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)
    ended_by = models.CharField(max_length=100, blank=True)
