"""Pages that were brought in, and the characters that each field was read from."""

from django.db import models
from django.db.models import Q

from guildhall.decide.models.record import Kept, one_of


class Source(Kept):
    """A page as it was brought in. The same page is the same source, whatever its file is called."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, blank=True)
    text = models.TextField(help_text="what the spans count in")
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class SourceText(Kept):
    """The characters of a source that one field of a record was read from; `subject` is the record's reference."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="texts")
    subject = models.CharField(max_length=80)
    field = models.CharField(max_length=80)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "subject", "field", "start"], name="decide_read_once"),
            models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="decide_span_in_order"),
        ]
        indexes = [models.Index(fields=["subject", "field"], name="decide_read_for")]

    def __str__(self) -> str:
        return f"{self.subject} {self.field}"


class Doubt(Kept):
    """What somebody has to look at in a source: a passage not understood, a contradiction, something that could be two things."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="doubts")
    kind = models.CharField(max_length=14)
    field = models.CharField(max_length=80, blank=True)
    says = models.TextField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    subject = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=80, blank=True)
    settled_how = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("kind", ("not-understood", "contradiction", "ambiguous", "unresolved"), "decide_kind_of_doubt")
        ]
        indexes = [
            models.Index(fields=["source", "id"], condition=Q(settled_at__isnull=True), name="decide_doubts_open")
        ]

    def __str__(self) -> str:
        return self.kind
