"""Whose address or ways of contact are protected; and who looked at whom."""

from django.db import models

from guildhall.people.models.parties import Party


class Protection(models.Model):
    """Somebody would be in danger if where they are, or how they are reached, became known.

    While it stands, addresses and ways of contact are shown to those who keep people safe and to nobody else.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="protections")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    ended_by = models.CharField(max_length=100, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party"], condition=models.Q(ended_at__isnull=True), name="people_protected_once"
            )
        ]

    def __str__(self) -> str:
        return f"protection of {self.party_id}"


class Look(models.Model):
    """Somebody of the staff, or a helper, looked at what the council knows of a party: who, when, and on which page."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="looks")
    by = models.CharField(max_length=100)
    page = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["party", "-at"], name="people_look_newest")]

    def __str__(self) -> str:
        return f"a look at {self.party_id}"
