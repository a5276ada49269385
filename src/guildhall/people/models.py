"""The records of people. Private to this room."""

from uuid import UUID, uuid4

from django.db import models


class Party(models.Model):
    """A person, an organisation, or somebody of whom we do not know which."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The opaque reference that events and records name this party by."""
        return f"party/{self.id.hex}"

    @staticmethod
    def id_in(reference: str) -> UUID:
        """The key in a reference. Raises `ValueError` when it is not a party's."""
        kind, _, key = reference.partition("/")
        if kind != "party":
            raise ValueError(f"Not a party: {reference!r}")
        return UUID(hex=key)


class ContactPoint(models.Model):
    """A way to reach a party."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=5)
    value = models.CharField(max_length=500, help_text="as it was given")
    found_by = models.CharField(max_length=500, help_text="in the one form that is searched")
    verified_at = models.DateTimeField(null=True)
    safe_to_use = models.BooleanField(null=True)
    preferred = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "found_by"], name="people_contact_found_by")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.party_id}"
