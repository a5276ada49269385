"""Copies that members decided on: added to, never changed. The database itself refuses it, by the ledger's guards."""

from typing import Any, Never

from django.db import models
from django.db.models import Q

from guildhall.decide.models.meetings import AgendaItem
from guildhall.decide.models.record import Cited, one_of


class Unchangeable(TypeError):
    """Somebody tried to change or remove what was published or deposited."""


class AddOnly(models.QuerySet[Any]):
    """Rows are added and read; Python refuses the rest before the database does."""

    def update(self, **_: Any) -> Never:
        raise Unchangeable("What was recorded is never changed.")

    def delete(self) -> Never:
        raise Unchangeable("What was recorded is never removed.")


class Exhibit(Cited):
    """A page, a figure or a report as it was when it was deposited: the copy itself, hashed, with who and when.

    ``source`` is where it was copied from: an address of the house, or a reference. ``content`` is the copy where it is text,
    ``file`` a stored file's reference where it is not. Seen when its ``item`` is, or the use of a delegation that keeps it.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="exhibits")
    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=400)
    title_cy = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=500, blank=True)
    media_type = models.CharField(max_length=80, default="text/plain")
    content = models.TextField(blank=True)
    file = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=64)
    deposited_at = models.DateTimeField()
    deposited_by = models.CharField(max_length=80)

    objects = AddOnly.as_manager()

    class Meta:
        constraints = [
            one_of("kind", ("page", "figure", "report", "text", "file"), "decide_kind_of_exhibit"),
            models.CheckConstraint(
                condition=Q(file="") & ~Q(content="") | ~Q(file="") & Q(content=""), name="decide_exhibit_is_one_copy"
            ),
        ]

    def delete(self, *_: Any, **__: Any) -> Never:
        raise Unchangeable("An exhibit is never removed.")
