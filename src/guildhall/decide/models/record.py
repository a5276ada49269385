"""What the records of this room have in common."""

from django.db import models


class Cited(models.Model):
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


class Published(models.Model):
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
