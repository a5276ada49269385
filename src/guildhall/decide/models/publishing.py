"""What was published: every version of every record, as it was. Added to, never changed (by the ledger's guards)."""

from typing import Any, Never

from django.db import models
from django.db.models import Q

from guildhall.decide.models.exhibits import AddOnly, Unchangeable
from guildhall.decide.models.record import Kept

ADDED_TO_ONLY = ("decide_publication", "decide_exhibit")
"""The tables that the database itself guards."""


class Publication(Kept):
    """One version of a record as it was published: canonical JSON and its SHA-256, when, by whom, and (from the second on) why.

    ``subject`` is the record's reference; an agenda's is `agenda/…`, with its meeting's key.
    """

    subject = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects = AddOnly.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "version"], name="decide_version_once"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="decide_corrected_for_a_reason"),
        ]
        indexes = [models.Index(fields=["-at", "-id"], name="decide_published_newest")]

    def __str__(self) -> str:
        return f"{self.subject} {self.version}"

    def delete(self, *_: Any, **__: Any) -> Never:
        raise Unchangeable("What was published is never removed.")


class Findable(Kept):
    """A published record as a search shows it, or whoever holds public office. Made from what is public, so that no draft is found."""

    subject = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=400)
    title_cy = models.CharField(max_length=400, blank=True)
    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["-day", "-id"], name="decide_findable_newest")]

    def __str__(self) -> str:
        return self.subject


class FindableWord(Kept):
    """One word by which a published record is found: without case, accents and endings. ``day`` repeats the record's, for the index."""

    findable = models.ForeignKey(Findable, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=40)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["findable", "word"], name="decide_findable_word_once")]
        indexes = [models.Index(fields=["word", "-day", "-findable"], name="decide_found_by_word")]

    def __str__(self) -> str:
        return self.word
