"""What was done of a strategy."""

from django.db import models
from django.db.models import Q

from guildhall.plan.models.strategies import Strategy


class Done(models.Model):
    """An action was done or a milestone reached: which (by its code under its commitment's), when, and where it shows.

    It belongs to the strategy, whichever version is in force.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="done")
    commitment = models.CharField(max_length=100)
    part = models.CharField(max_length=100)
    on = models.DateField()
    says = models.TextField()
    says_cy = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strategy", "commitment", "part"], name="plan_done_once"),
            models.CheckConstraint(condition=~Q(says=""), name="plan_done_how"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.part}"
