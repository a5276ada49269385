"""That two parties are one person, or are not: said by somebody, for a reason, and taken back without loss."""

from django.db import models

from guildhall.people.models.parties import Party


class IdentityLink(models.Model):
    """Two parties are one person: asserted, and perhaps retracted. ``reasons`` are codes, in canonical JSON.

    ``reviewed_at`` is when somebody had said, of all that was made while it stood, whose it is.

    No record is moved when a link is asserted, so none has to find its way back.
    """

    one = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    reasons = models.TextField(default="[]")
    asserted_by = models.CharField(max_length=100)
    asserted_at = models.DateTimeField()
    retracted_by = models.CharField(max_length=100, blank=True)
    retracted_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True, help_text="why it was retracted")
    reviewed_by = models.CharField(max_length=100, blank=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], condition=models.Q(retracted_at__isnull=True), name="people_linked_once"
            )
        ]
        indexes = [
            models.Index(fields=["other"], name="people_link_other"),
            models.Index(
                fields=["retracted_at", "id"],
                condition=models.Q(retracted_at__isnull=False, reviewed_at=None),
                name="people_link_to_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is {self.other_id}"


class Distinction(models.Model):
    """Somebody looked at a proposal and said that these two are not one person: it is not proposed again."""

    one = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="people_distinct_once")]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
