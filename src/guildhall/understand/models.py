"""How far events were carried to where they are counted. Private to this room.

The files of events hold nothing that the ledger has not; a record here says which of them count.
"""

from django.db import models


class Round(models.Model):
    """Once that events were carried. ``through`` is the latest moment of any event counted by its end, empty while it goes on.

    It is empty afterwards too where nothing was counted yet: all that was carried was put aside.
    """

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    through = models.DateTimeField(null=True)


class Extract(models.Model):
    """A file of events that counts: what is not written down here is not read.

    ``number`` orders them, and lets one writer alone write the next. ``sha256`` is that of the file.
    """

    number = models.PositiveIntegerField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="extracts")
    name = models.CharField(max_length=100, unique=True)
    events = models.PositiveIntegerField()
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    through = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()


class Aside(models.Model):
    """An event that was not counted, and why: ``repeated``, ``late`` or ``ahead``."""

    extract = models.ForeignKey(Extract, on_delete=models.CASCADE, related_name="asides")
    subject = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    type = models.CharField(max_length=80)
    at = models.DateTimeField()
    why = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "sequence"], name="understand_aside_once")]
