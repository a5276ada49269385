"""Definitions: as they were published, as they are being written, and what was let pass for a time."""

from django.db import models


class Edition(models.Model):
    """A definition as it was published. A case keeps the edition it began with."""

    hash = models.CharField(primary_key=True, max_length=64)
    service = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    document = models.TextField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["service", "-published_at"], name="serve_edition_newest")]


class Draft(models.Model):
    """A definition that is being written. ``document`` is canonical JSON and need not be a definition yet.

    ``begun_from`` is the hash of the edition that it began from, empty for one begun blank. ``revision`` counts every save.
    """

    service = models.CharField(max_length=110)
    document = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    begun_from = models.CharField(max_length=64, blank=True)
    begun_by = models.CharField(max_length=100)
    begun_at = models.DateTimeField()
    edited_by = models.CharField(max_length=100)
    edited_at = models.DateTimeField()
    published_as = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-edited_at", "-id"], name="serve_draft_newest")]


class Revision(models.Model):
    """A draft as it was saved once: nothing that somebody wrote is ever lost."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    document = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="serve_one_revision_a_number")]


class Approval(models.Model):
    """Somebody approved one revision of a draft, other than whoever wrote it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="approvals")
    revision = models.PositiveIntegerField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "revision", "by"], name="serve_approved_once")]


class Waiver(models.Model):
    """A finding that does not stop a service from being published, for a reason, in somebody's name, until a date."""

    service = models.CharField(max_length=110)
    finding = models.CharField(max_length=60)
    step = models.CharField(max_length=110, blank=True)
    reason = models.TextField()
    name = models.CharField(max_length=150)
    until = models.DateField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["service", "until"], name="serve_waiver_in_force")]
