"""The ledger's records. Private to this room, and added to only.

The database itself refuses a change or a removal (see `guards.py`).
"""

from typing import Any, Never

from django.db import models


class Unchangeable(TypeError):
    """Somebody tried to change or remove what is recorded."""


class AddOnly(models.QuerySet["Event"]):
    """Events are added and read; Python refuses the rest before the database does."""

    def update(self, **_: Any) -> Never:
        raise Unchangeable("An event is never changed.")

    def delete(self) -> Never:
        raise Unchangeable("An event is never removed.")


class Event(models.Model):
    """Something happened to a subject."""

    id = models.UUIDField(primary_key=True, editable=False)
    subject = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    type = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor = models.CharField(max_length=80, blank=True)
    on_behalf_of = models.CharField(max_length=80, blank=True)
    visibility = models.CharField(max_length=10)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AddOnly.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "sequence"], name="ledger_one_event_for_each_number")]
        indexes = [models.Index(fields=["type", "at"], name="ledger_by_type_and_time")]

    def __str__(self) -> str:
        return f"{self.subject} {self.sequence} {self.type}"

    def delete(self, *_: Any, **__: Any) -> Never:
        raise Unchangeable("An event is never removed.")


class Head(models.Model):
    """The end of a subject's chain: locked while an event is added."""

    subject = models.CharField(primary_key=True, max_length=80)
    sequence = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    signed = models.PositiveIntegerField(default=0, help_text="the newest number that a checkpoint holds")
    carried = models.PositiveIntegerField(
        default=0, help_text="the newest number that was carried to where it is counted"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["subject"],
                condition=models.Q(signed__lt=models.F("sequence")),
                name="ledger_not_yet_signed",
            ),
            models.Index(
                fields=["subject"],
                condition=models.Q(carried__lt=models.F("sequence")),
                name="ledger_not_yet_carried",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.sequence}"


class Checkpoint(models.Model):
    """The ends of all chains that moved since the last checkpoint, signed."""

    number = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField()
    heads = models.JSONField(help_text="[[subject, sequence, hash], …] by subject")
    previous = models.CharField(max_length=128, blank=True, help_text="the last one's signature")
    signature = models.CharField(max_length=128)

    def __str__(self) -> str:
        return f"checkpoint {self.number}"
