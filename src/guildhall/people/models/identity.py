"""That two parties are one person, or are not: said by somebody, for a reason, and taken back without loss."""

from django.db import models

from guildhall.people.models.parties import Party


class IdentityLink(models.Model):
    """Two parties are one person: asserted, and perhaps retracted. ``reasons`` are codes, in canonical JSON.

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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], condition=models.Q(retracted_at__isnull=True), name="people_linked_once"
            )
        ]
        indexes = [models.Index(fields=["other"], name="people_link_other")]

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
