"""What the records of this room have in common."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models

from guildhall.estate.door import as_found


class Kept(models.Model):
    """A row of the record. Lists read them by the hundred, with what each stands on: each is what the database gave and no more."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(  # type: ignore[override]  # its types know a later Django, which says how to fetch as well
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> Self:
        """Make the object of a row, as Django asks for it, without going through the columns that were not read."""
        return as_found(cls, db, field_names, values)


class Cited(Kept):
    """A record that others name by a reference, like a council paper: `decision/2026-03-FC-9`. It never changes."""

    reference = models.CharField(max_length=80, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.reference

    @property
    def key(self) -> str:
        """The reference without its kind, as it stands in an address."""
        return self.reference.partition("/")[2]


class Published(Kept):
    """A record that everybody sees from ``published_at`` on; before, only those who keep the record (see ``sight``)."""

    published_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def in_order(earlier: str, later: str, name: str) -> models.CheckConstraint:
    """Nothing ends before it begins; where either day is not known, nothing is said."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{earlier}__isnull": True})
        | models.Q(**{f"{later}__isnull": True})
        | models.Q(**{f"{later}__gte": models.F(earlier)}),
        name=name,
    )


def one_of(field: str, codes: tuple[str, ...], name: str) -> models.CheckConstraint:
    """A column that holds one of these codes only."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": codes}), name=name)
