"""What two cases have to do with one another: said by somebody, for a reason, and taken back without loss."""

from django.db import models
from django.db.models import Q

from guildhall.serve.models.cases import Case


class CaseRelation(models.Model):
    """Two cases belong together, or do not: asserted, and perhaps retracted. No record of either is moved.

    ``kind`` is ``joined`` (they are one matter), ``related``, ``split-from`` (``one`` was opened from ``other``) or
    ``different`` (somebody looked, and they are not one matter). In the others ``one`` is the case that was opened first.
    ``said`` is what was asserted, and ``why`` is why it was retracted, in somebody's words.
    """

    one = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    said = models.CharField(max_length=200, blank=True)
    asserted_by = models.CharField(max_length=100)
    asserted_at = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)
    retracted_by = models.CharField(max_length=100, blank=True)
    retracted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other", "kind"], condition=Q(retracted_at=None), name="serve_related_once"
            )
        ]
        indexes = [models.Index(fields=["other"], name="serve_relation_other")]
