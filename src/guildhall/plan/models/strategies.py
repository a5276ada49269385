"""Strategies, the drafts of them, the versions that were published, and by what each version came to be in force."""

from django.db import models
from django.db.models import F, Q

ADDED_TO_ONLY = ("plan_strategyversion", "plan_bound")
"""The tables that the database itself guards, by the ledger's triggers: what was published, and on whose authority it stands."""

ACTS = ("recommended", "adopted", "amended", "entered")


class Strategy(models.Model):
    """A strategy of the council, whatever it says at the time: `strategy/digital`. ``key`` is what stands in an address.

    ``adopter`` is the body that adopts it and ``matter`` what its decisions are about, both by reference. One that was brought in
    from another council has no adopter and is never in force here. ``predecessor`` is the one before it.
    """

    reference = models.CharField(max_length=80, unique=True)
    adopter = models.CharField(max_length=80, blank=True)
    matter = models.CharField(max_length=80, blank=True)
    predecessor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="successors")
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("id")), name="plan_strategy_not_its_own_heir"
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def key(self) -> str:
        """The reference without its kind."""
        return self.reference.partition("/")[2]


class Draft(models.Model):
    """A strategy as it is being written. Only those who write it see it. ``revision`` counts its saves, so that two who write are told."""

    strategy = models.OneToOneField(Strategy, on_delete=models.PROTECT, related_name="draft")
    document = models.TextField()
    revision = models.PositiveIntegerField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.revision}"


class StrategyVersion(models.Model):
    """A strategy as it was published once: canonical JSON and its SHA-256. It never changes, and neither does what was decided on.

    ``reason`` says, from the second on, why there is another.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    reason_cy = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="plan_version_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="plan_version_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.number}"


class Bound(models.Model):
    """By what a version came to where it stands: a decision or a use of a delegated power (``cites``), of which the days are asked.

    One that is ``entered`` was adopted before the council's record here begins: then ``since`` is the day and ``source`` says where that
    is on record.
    """

    version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="bound")
    act = models.CharField(max_length=12)
    cites = models.CharField(max_length=80, blank=True)
    since = models.DateField(null=True)
    source = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(act__in=ACTS), name="plan_act_on_version"),
            models.CheckConstraint(
                condition=(Q(act="entered", cites="", since__isnull=False) & ~Q(source=""))
                | (~Q(act="entered") & ~Q(cites="") & Q(since__isnull=True, source="")),
                name="plan_bound_by_something",
            ),
            models.UniqueConstraint(fields=["version", "act"], name="plan_bound_once"),
            models.UniqueConstraint(fields=["cites"], condition=Q(act="amended"), name="plan_one_change_a_use"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.cites}"
